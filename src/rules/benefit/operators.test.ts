// Each operator by itself: its bounds, its rounding, and what it asks for.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refusalOf } from './refusal.testing.ts';
import { evaluateBenefit } from './evaluate.ts';
import { operatorNames } from './operators/index.ts';
import { anyHousehold, anyTree, figure, itemOf, rulesOf } from './rules.testing.ts';
import type { Operator, TierBand } from '../schema/benefit.ts';
import type { BenefitInputs } from '../types.ts';

function totalOf(amount: Operator, inputs: BenefitInputs): number | null {
  return evaluateBenefit(rulesOf(amount), inputs).totalFen;
}

const fixed = (yuan: number): Operator => ({ op: 'fixed', amount: figure(yuan, '元/户') });

test('fixed gives the same amount to every household, 万元 included', () => {
  expect(totalOf(fixed(3500), {})).toBe(350_000);
  expect(totalOf({ op: 'fixed', amount: figure(0.35, '万元') }, {})).toBe(350_000);
});

test('actual gives the value of the input itself', () => {
  expect(totalOf({ op: 'actual', of: 'costFen' }, { costFen: 123_457 })).toBe(123_457);
});

test('per-unit honours the unit of the rate and counts only up to its limit', () => {
  const rate = figure(0.2, '元/千瓦时');
  const amount: Operator = { op: 'per-unit', rate, of: 'kwh', upTo: figure(1, '万千瓦时') };
  expect(totalOf(amount, { kwh: 9_999 })).toBe(199_980);
  expect(totalOf(amount, { kwh: 10_000 })).toBe(200_000);
  expect(totalOf(amount, { kwh: 10_001 })).toBe(200_000);
  expect(totalOf({ ...amount, rate: figure(2, '角/度') }, { kwh: 5 })).toBe(100);
});

test('percent rounds half up to the fen at the end of the item only', () => {
  const amount: Operator = { op: 'percent', rate: figure(50, '%'), of: 'costFen' };
  expect([1, 2, 3].map((costFen) => totalOf(amount, { costFen }))).toEqual([1, 1, 2]);
  const third: Operator = { op: 'percent', rate: figure(0.5, '%'), of: 'costFen' };
  const twice: Operator = { op: 'sum', of: [third, third] };
  expect(totalOf(twice, { costFen: 40 })).toBe(0);
  expect(totalOf(twice, { costFen: 50 })).toBe(1);
  expect(totalOf({ ...amount, rate: figure(8, '成') }, { costFen: 100 })).toBe(80);
});

test('cap and floor allow their own limit, which may be an amount', () => {
  const limit = { at: figure(50, '元'), amount: { op: 'actual', of: 'costFen' } } as const;
  const costs = [4_999, 5_000, 5_001];
  expect(costs.map((costFen) => totalOf({ op: 'cap', ...limit }, { costFen }))).toEqual([
    4_999, 5_000, 5_000,
  ]);
  expect(costs.map((costFen) => totalOf({ op: 'floor', ...limit }, { costFen }))).toEqual([
    5_000, 5_000, 5_001,
  ]);
  const half: Operator = { op: 'percent', rate: figure(50, '%'), of: 'costFen' };
  expect(totalOf({ op: 'cap', at: half, amount: fixed(30) }, { costFen: 5_000 })).toBe(2_500);
});

/** What a household gets whose cost lies in this band or above it. */
const inBand = (band: TierBand) => (costFen: number) =>
  totalOf({ op: 'tiers', by: 'costFen', bands: [band, { amount: fixed(2) }] }, { costFen });

test('tiers: below is strict, upTo takes in its bound', () => {
  const at = figure(60, '元');
  const costs = [5_999, 6_000, 6_001];
  expect(costs.map(inBand({ below: at, amount: fixed(1) }))).toEqual([100, 200, 200]);
  expect(costs.map(inBand({ upTo: at, amount: fixed(1) }))).toEqual([100, 100, 200]);
});

test('tiers: above the last bound there is nothing when no open band is written', () => {
  const bands = [{ upTo: figure(60, '平方米'), amount: fixed(1) }];
  expect(totalOf({ op: 'tiers', by: 'areaM2', bands }, { areaM2: 61 })).toBe(0);
});

test('tiers: a boundary goes to the side its decision names', () => {
  const amount: Operator = {
    op: 'tiers',
    by: 'costFen',
    bands: [
      {
        below: figure(60, '元'),
        boundary: { decision: 'D01', below: 'strict', upTo: 'inclusive' },
        amount: fixed(1),
      },
      { amount: fixed(2) },
    ],
  };
  const rules = rulesOf(amount, { decisions: { D01: ['strict', 'inclusive'] } });
  expect(evaluateBenefit(rules, { costFen: 6_000 }).totalFen).toBe(200);
  expect(evaluateBenefit(rules, { costFen: 6_000 }, { D01: 'inclusive' }).totalFen).toBe(100);
});

test('slices count each part at its own rate and nothing above the last bound', () => {
  const bands = [
    { upTo: figure(60, '平方米'), rate: figure(50, '元/平方米') },
    { upTo: figure(100, '平方米'), rate: figure(30, '元/平方米') },
  ];
  const of = (areaM2: number) => totalOf({ op: 'slices', by: 'areaM2', bands }, { areaM2 });
  expect([0, 60, 61, 100, 150].map(of)).toEqual([0, 300_000, 303_000, 420_000, 420_000]);
  const shares = [{ upTo: figure(50, '元'), rate: figure(80, '%') }, { rate: figure(50, '%') }];
  const byCost: Operator = { op: 'slices', by: 'costFen', bands: shares };
  expect(totalOf(byCost, { costFen: 6_000 })).toBe(4_500);
});

test('choose follows the option or the year, and refuses a year it does not cover', () => {
  const byMethod: Operator = {
    op: 'choose',
    by: 'method',
    cases: { electric: fixed(2), gas: fixed(1) },
  };
  expect(totalOf(byMethod, { method: 'gas' })).toBe(100);
  const byFlag: Operator = {
    op: 'choose',
    by: 'isLowIncome',
    cases: { true: fixed(2) },
    otherwise: fixed(1),
  };
  expect(totalOf(byFlag, { isLowIncome: true })).toBe(200);
  expect(totalOf(byFlag, { isLowIncome: false })).toBe(100);
  const byYear: Operator = { op: 'choose', by: 'year', cases: { '2023': fixed(2) } };
  expect(totalOf(byYear, { year: 2023 })).toBe(200);
  expect(refusalOf(() => totalOf(byYear, { year: 2024 }))).toBe('benefit.not-covered');
});

test('sum adds, greatest takes one', () => {
  const of = [fixed(2), { op: 'percent', rate: figure(50, '%'), of: 'costFen' } satisfies Operator];
  expect(totalOf({ op: 'sum', of }, { costFen: 1_000 })).toBe(700);
  expect(totalOf({ op: 'greatest', of }, { costFen: 1_000 })).toBe(500);
  expect(totalOf({ op: 'greatest', of }, { costFen: 100 })).toBe(200);
});

test('adjust multiplies by a rate, raises or lowers, and leaves other values alone', () => {
  const amount: Operator = {
    op: 'adjust',
    by: 'year',
    cases: {
      '2024': { rate: figure(80, '%') },
      '2025': { minus: figure(35, '%') },
      '2026': { minus: figure(120, '%') },
    },
    amount: fixed(10),
  };
  const of = (year: number) => totalOf(amount, { year });
  expect([2024, 2025, 2026].map(of)).toEqual([800, 650, 0]);
  expect(refusalOf(() => of(2023))).toBe('benefit.not-covered');
  const cases = { true: { plus: figure(20, '%') } };
  const raised: Operator = { op: 'adjust', by: 'isLowIncome', cases, amount: fixed(10) };
  expect(totalOf(raised, { isLowIncome: true })).toBe(1_200);
  expect(totalOf(raised, { isLowIncome: false })).toBe(1_000);
  expect(evaluateBenefit(rulesOf(raised), { costFen: 1 }).missing).toEqual(['isLowIncome']);
});

test('less never goes below nothing', () => {
  const amount: Operator = { op: 'less', less: 'otherAidFen', amount: fixed(10) };
  expect(totalOf(amount, { otherAidFen: 400 })).toBe(600);
  expect(totalOf(amount, { otherAidFen: 1_001 })).toBe(0);
});

test('not-above-cost stops at the cost', () => {
  const amount: Operator = { op: 'not-above-cost', cost: 'costFen', amount: fixed(10) };
  expect(totalOf(amount, { costFen: 999 })).toBe(999);
  expect(totalOf(amount, { costFen: 1_001 })).toBe(1_000);
});

test('once-only pays nothing to who was paid before, and its step says so', () => {
  const amount: Operator = { op: 'once-only', paidBefore: 'isLowIncome', amount: fixed(10) };
  expect(totalOf(amount, { isLowIncome: false })).toBe(1_000);
  const result = evaluateBenefit(rulesOf(amount), { isLowIncome: true });
  expect(result.totalFen).toBe(0);
  expect(result.explanation[0]?.text.zh).toContain('不重复享受');
});

test('only-within takes in both of its bounds', () => {
  const amount: Operator = {
    op: 'only-within',
    input: 'areaM2',
    from: figure(45, '㎡'),
    to: figure(75, '㎡'),
    amount: fixed(1),
  };
  const of = (areaM2: number) => totalOf(amount, { areaM2 });
  expect([44, 45, 75, 76].map(of)).toEqual([0, 100, 100, 0]);
});

test('in-proportion multiplies by the value over the standard, counted up to its limit', () => {
  const amount: Operator = {
    op: 'in-proportion',
    of: 'areaM2',
    to: figure(60, '平方米'),
    upTo: figure(60, '平方米'),
    amount: fixed(53),
  };
  const of = (areaM2: number) => totalOf(amount, { areaM2 });
  expect([0, 1, 30, 60, 90].map(of)).toEqual([0, 88, 2_650, 5_300, 5_300]);
});

test('by-decision and when follow the option in force', () => {
  const amount: Operator = {
    op: 'cap',
    at: figure(1, '元'),
    when: { D02: 'capped' },
    amount: { op: 'by-decision', decision: 'D01', cases: { low: fixed(2), high: fixed(3) } },
  };
  const rules = rulesOf(amount, { decisions: { D01: ['low', 'high'], D02: ['open', 'capped'] } });
  expect(evaluateBenefit(rules, {}).totalFen).toBe(200);
  expect(evaluateBenefit(rules, {}, { D01: 'high' }).totalFen).toBe(300);
  expect(evaluateBenefit(rules, {}, { D01: 'high', D02: 'capped' }).totalFen).toBe(100);
});

test('only inputs of the branch taken are missing', () => {
  const amount: Operator = {
    op: 'choose',
    by: 'method',
    cases: {
      electric: { op: 'per-unit', rate: figure(1, '元/平方米'), of: 'areaM2' },
      gas: { op: 'actual', of: 'otherAidFen' },
    },
  };
  const missing = (inputs: BenefitInputs) =>
    evaluateBenefit(rulesOf(amount), { costFen: 1, ...inputs }).missing;
  expect(missing({})).toEqual(['method']);
  expect(missing({ method: 'electric' })).toEqual(['areaM2']);
  expect(missing({ method: 'gas' })).toEqual(['otherAidFen']);
  expect(missing({ method: 'gas', otherAidFen: 5 })).toEqual([]);
});

test('nothing gives no aid, and needs no figure', () => {
  const cases = { electric: fixed(1), gas: { op: 'nothing' } } as const;
  const rules = rulesOf({ op: 'choose', by: 'method', cases });
  const { totalFen, explanation } = evaluateBenefit(rules, { method: 'gas' });
  expect(totalFen).toBe(0);
  expect(explanation.map(({ text }) => text.zh)).toContain('method为“gas”，不补助：0.00 元');
});

test('top-up pays what another item lacks, never less than nothing', () => {
  const half: Operator = { op: 'percent', rate: figure(50, '%'), of: 'costFen' };
  const topUp: Operator = { op: 'top-up', item: 'a', to: figure(2_600, '元') };
  const items = [itemOf('a', half), itemOf('b', topUp)];
  const rules = rulesOf(half, { file: { items } });
  const aid = (costFen?: number) => {
    const result = evaluateBenefit(rules, costFen === undefined ? {} : { costFen });
    return result.items.map(({ amountFen }) => amountFen);
  };
  expect(aid(400_000)).toEqual([200_000, 60_000]);
  // Half a fen is paid as one, so the top-up is one fen less: together exactly 2,600 yuan.
  expect(aid(400_001)).toEqual([200_001, 59_999]);
  expect(aid(520_000)).toEqual([260_000, 0]);
  expect(aid(520_002)).toEqual([260_001, 0]);
  expect(aid()).toEqual([null, null]);
});

test('for any rules: an item and its top-up come to the greater of it and the goal', () => {
  fc.assert(
    fc.property(anyTree, anyHousehold, fc.nat({ max: 500 }), (tree, household, goalFen) => {
      const topUp: Operator = { op: 'top-up', item: 'a', to: figure(goalFen, '分') };
      const items = [itemOf('a', tree), itemOf('b', topUp)];
      const rules = rulesOf(tree, { file: { items } });
      const [a = null, b = null] = evaluateBenefit(rules, household).items.map(
        ({ amountFen }) => amountFen,
      );
      expect((a ?? 0) + (b ?? 0)).toBe(Math.max(a ?? 0, goalFen));
    }),
    { numRuns: 60 },
  );
});

test.each([
  [{ areaM2: 20 }, { from: 15 }, 'areaM2 20 平方米不少于 15 平方米：1.00 元'],
  [{ areaM2: 10 }, { from: 15 }, 'areaM2 10 平方米少于 15 平方米：0.00 元'],
  [{ areaM2: 10 }, { to: 15 }, 'areaM2 10 平方米不超过 15 平方米：1.00 元'],
  [{ areaM2: 20 }, { to: 15 }, 'areaM2 20 平方米超过 15 平方米：0.00 元'],
  [{ areaM2: 5 }, { from: 9, to: 15 }, 'areaM2 5 平方米不在 9 平方米至 15 平方米之内：0.00 元'],
])('only-within says plainly on which side %j lies of %j', (input, range, told) => {
  const bounds = Object.entries(range).map(([key, at]) => [key, figure(at, '平方米')]);
  const within = { op: 'only-within', input: 'areaM2', amount: fixed(1) } as const;
  const rules = rulesOf({ ...within, ...Object.fromEntries(bounds) });
  const texts = evaluateBenefit(rules, input).explanation.map(({ text }) => text.zh);
  expect(texts).toContain(told);
});

test('yes and no are told in words that fit any name, and 成 as per cent in English', () => {
  const amount: Operator = { op: 'percent', rate: figure(8, '成'), of: 'costFen' };
  const rules = rulesOf({ op: 'once-only', paidBefore: 'isLowIncome', amount });
  const { explanation } = evaluateBenefit(rules, { costFen: 100, isLowIncome: false });
  const texts = explanation.map(({ text }) => text);
  expect(texts[0]).toEqual({
    zh: 'costFen 1.00 元的 8成：0.80 元',
    en: '80% of costFen 1.00 yuan: 0.80 yuan',
  });
  expect(texts[1]?.zh).toBe('isLowIncome：否，可以享受：0.80 元');
});

test('the operators tested above are all there are', () => {
  expect(operatorNames).toHaveLength(20);
});
