// Jumps that depend on other numbers: what is usual comes first, what is hidden is found once, and
// what cannot be settled is not called complete.

import { expect, test } from 'vitest';
import type { Operator } from '../schema/benefit.ts';
import { findJumps } from './jumps.ts';
import { figure, INPUTS, itemOf, rulesOf } from './rules.testing.ts';

const fixed = (yuan: number): Operator => ({ op: 'fixed', amount: figure(yuan, '元') });

const OPTIONAL = INPUTS.map((one) =>
  one.id === 'otherAidFen' ? { ...one, required: false } : one,
);

/** 50 yuan for each square metre from 15 on, less what was paid before. */
const FROM_15: Operator = {
  op: 'less',
  less: 'otherAidFen',
  amount: {
    op: 'only-within',
    input: 'areaM2',
    from: figure(15, '平方米'),
    amount: { op: 'per-unit', rate: figure(50, '元/平方米'), of: 'areaM2' },
  },
};

test('an optional input is left out in the usual household, so it hides no jump', () => {
  const report = findJumps(rulesOf(FROM_15, { file: { inputs: OPTIONAL } }));
  const jump = { input: 'areaM2', at: 15, totalBeforeFen: 0, totalAfterFen: 75_000 };
  expect(report.jumps).toMatchObject([{ ...jump, given: { otherAidFen: 0 } }]);
  expect(report.complete).toBe(true);
});

test('a jump that only a small value of another input shows is found, once', () => {
  const report = findJumps(rulesOf(FROM_15));
  expect(report.jumps).toMatchObject([{ at: 15, given: { otherAidFen: 0 } }]);
  expect(report.complete).toBe(true);
});

test('a jump at the usual values is told once, whatever other numbers would make of it', () => {
  const bands = [{ below: figure(6_000, '元'), amount: fixed(2_000) }, { amount: fixed(5_300) }];
  const tiers: Operator = { op: 'tiers', by: 'costFen', bands };
  const amount: Operator = { op: 'less', less: 'otherAidFen', amount: tiers };
  const report = findJumps(rulesOf(amount, { file: { inputs: OPTIONAL } }));
  expect(report).toMatchObject({
    jumps: [{ at: 600_000, totalBeforeFen: 200_000, totalAfterFen: 530_000 }],
    perverse: [{ from: 600_000, to: 929_999, given: { otherAidFen: 0 } }],
    complete: true,
  });
});

test('a place that two other numbers decide about is not called settled', () => {
  const of = ['areaM2', 'kwh'].map((by): Operator => {
    const unit = by === 'kwh' ? '度' : '平方米';
    return { op: 'per-unit', rate: figure(1, `元/${unit}`), of: by };
  });
  const bands = [{ below: figure(10, '元'), amount: fixed(1) }, { amount: fixed(2) }];
  const tiers: Operator = { op: 'tiers', by: 'costFen', bands };
  const amount: Operator = { op: 'floor', at: { op: 'sum', of }, amount: tiers };
  // Hidden at the usual 100 m² and 100 kWh, but seen with a little of both, or with none.
  expect(findJumps(rulesOf(amount)).jumps).toMatchObject([{ input: 'costFen', at: 1_000 }]);
  const never: Operator = { op: 'floor', at: fixed(3), amount };
  expect(findJumps(rulesOf(never))).toMatchObject({ jumps: [], complete: false });
});

test('a top-up closes the gap that the item it tops up has', () => {
  const bands = [{ below: figure(6_000, '元'), amount: fixed(2_000) }, { amount: fixed(5_300) }];
  const tiers: Operator = { op: 'tiers', by: 'costFen', bands };
  const topUpTo = (yuan: number) => {
    const topUp: Operator = { op: 'top-up', item: 'a', to: figure(yuan, '元') };
    const items = [itemOf('a', tiers), itemOf('b', topUp)];
    return findJumps(rulesOf(tiers, { file: { items } }));
  };
  expect(topUpTo(2_600).jumps).toMatchObject([{ totalBeforeFen: 260_000, totalAfterFen: 530_000 }]);
  expect(topUpTo(5_300)).toMatchObject({ jumps: [], perverse: [], complete: true });
});
