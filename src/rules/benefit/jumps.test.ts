// The jump finder against the notice, against hand-made rules, and against a scan of every value.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { invariant } from '../../core/invariant.ts';
import * as q from '../../core/rational.ts';
import { rational, type Rational } from '../../core/rational.ts';
import { readFolder } from '../../programmes/read-folder.ts';
import { getProgramme } from '../load.ts';
import type { Operator } from '../schema/benefit.ts';
import { evaluateBenefit, pointSetting } from './evaluate.ts';
import { belowEarlier, discontinuities } from './grid.ts';
import { findJumps } from './jumps.ts';
import { piecewiseAlgebra, valueAt, type Piecewise } from './piecewise.ts';
import { readyRules, type Rules } from './rules.ts';
import { workOut } from './run.ts';
import { anyHousehold, anyTree, figure, itemOf, rulesOf } from './rules.testing.ts';

const litong = getProgramme(readFolder('programmes/litong-2022'));
const fixed = (yuan: number): Operator => ({ op: 'fixed', amount: figure(yuan, '元') });

test('O145 Litong jumps at 6,000 yuan, and is perverse up to 6,500', () => {
  const report = findJumps(litong);
  expect(report).toEqual({
    jumps: [
      {
        input: 'costFen',
        at: 600_000,
        totalBeforeFen: 479_999,
        totalAfterFen: 530_000,
        householdBeforeFen: 120_000,
        householdAfterFen: 70_000,
        given: {},
      },
    ],
    runningJumps: [],
    perverse: [{ input: 'costFen', from: 600_000, to: 650_000, given: {} }],
    complete: true,
  });
});

test('Litong with 6,000 itself reduced jumps one fen later', () => {
  const report = findJumps(litong, { decide: { D01: 'eighty-percent' } });
  expect(report.jumps.map(({ at }) => at)).toEqual([600_001]);
  expect(report.perverse).toMatchObject([{ from: 600_001, to: 650_000 }]);
});

test('Litong under the other reading of the 80 % jumps too, and stays perverse for longer', () => {
  const report = findJumps(litong, { decide: { D02: 'of-full', D04: 'may-exceed' } });
  expect(report.jumps).toMatchObject([{ at: 600_000, totalBeforeFen: 424_000 }]);
  expect(report.perverse).toMatchObject([{ from: 600_000, to: 705_999 }]);
});

test('a kink is no jump, and rounding to fen is none', () => {
  const percent: Operator = { op: 'percent', rate: figure(33, '%'), of: 'costFen' };
  const kinked: Operator = { op: 'cap', at: figure(50, '元'), amount: percent };
  expect(findJumps(rulesOf(kinked))).toMatchObject({ jumps: [], perverse: [] });
});

test('a jump hidden by a cap at the usual value of another input is found', () => {
  const amounts = [50, 80].map((yuan): Operator => {
    return { op: 'per-unit', rate: figure(yuan, '元/平方米'), of: 'areaM2' };
  });
  const [low = fixed(0), high = fixed(0)] = amounts;
  const bands = [{ below: figure(6_000, '元'), amount: low }, { amount: high }];
  const tiers: Operator = { op: 'tiers', by: 'costFen', bands };
  const { jumps } = findJumps(rulesOf({ op: 'cap', at: figure(4_000, '元'), amount: tiers }));
  expect(jumps.length).toBeGreaterThan(0);
  expect(jumps.every(({ input, at }) => input === 'costFen' && at === 600_000)).toBe(true);
});

test('choices and flags are all looked at, given ones held', () => {
  const bands = [{ below: figure(10, '元'), amount: fixed(1) }, { amount: fixed(2) }];
  const amount: Operator = {
    op: 'choose',
    by: 'method',
    cases: { electric: fixed(1), gas: { op: 'tiers', by: 'costFen', bands } },
  };
  const rules = rulesOf(amount);
  expect(findJumps(rules).jumps).toMatchObject([{ at: 1_000, given: { method: 'gas' } }]);
  expect(findJumps(rules, { given: { method: 'electric' } }).jumps).toEqual([]);
});

test('a jump of running aid is told apart', () => {
  const bands = [{ upTo: figure(100, '度'), amount: fixed(1) }, { amount: fixed(2) }];
  const running = itemOf('b', { op: 'tiers', by: 'kwh', bands }, { kind: 'running' });
  const rules = rulesOf(fixed(0), { file: { items: [itemOf('a', fixed(1)), running] } });
  const report = findJumps(rules);
  expect(report.jumps).toEqual([]);
  expect(report.runningJumps).toEqual([
    { input: 'kwh', at: 101, runningBeforeFen: 100, runningAfterFen: 200, given: {} },
  ]);
});

test('a bound between two grid values shows at the first value past it', () => {
  const bands = [{ below: figure('10.005', '元'), amount: fixed(1) }, { amount: fixed(3) }];
  const report = findJumps(rulesOf({ op: 'tiers', by: 'costFen', bands }));
  expect(report.jumps).toMatchObject([{ at: 1_001, totalBeforeFen: 100, totalAfterFen: 300 }]);
});

test('aid that grows faster than the cost is perverse without end', () => {
  const amount: Operator = { op: 'percent', rate: figure(110, '%'), of: 'costFen' };
  const { perverse } = findJumps(rulesOf(amount));
  expect(perverse).toEqual([{ input: 'costFen', from: 1, to: null, given: {} }]);
});

test('too many combinations are cut off, and the report says so', () => {
  const inputs = Array.from({ length: 12 }, (_, at) => {
    return { id: `flag${at}`, type: 'flag', name: { zh: '某', en: 'some' } };
  });
  const of = inputs.map(({ id }): Operator => ({
    op: 'choose',
    by: id,
    cases: { true: fixed(1), false: fixed(2) },
  }));
  const report = findJumps(rulesOf({ op: 'sum', of }, { file: { inputs } }));
  expect(report.complete).toBe(false);
});

test('a hundred bands in each of two inputs are all found', () => {
  const of = (['costFen', 'areaM2'] as const).map((by): Operator => {
    const unit = by === 'costFen' ? '元' : '平方米';
    const bands = Array.from({ length: 100 }, (_, at) => {
      return { below: figure(at + 1, unit), amount: fixed(at % 7) };
    });
    return { op: 'tiers', by, bands };
  });
  const report = findJumps(rulesOf({ op: 'sum', of }));
  const places = (input: string) =>
    new Set(report.jumps.filter((jump) => jump.input === input).map(({ at }) => at)).size;
  // Of the last step, from 1 to nothing, down to the first, all are steps: 100 in each input.
  expect([places('costFen'), places('areaM2')]).toEqual([100, 100]);
  expect(report.complete).toBe(true);
});

type Household = { costFen: number; areaM2: number; method: string; isLowIncome: boolean };

type Variable = 'costFen' | 'areaM2';

/** The exact amount with one input at a value that need not be on its grid. */
function exactAt(
  rules: Rules,
  tree: Operator,
  household: Household,
  at: Rational,
  variable: Variable = 'costFen',
): Rational {
  const numbers = new Map([
    ['costFen', rational(household.costFen)],
    ['areaM2', rational(household.areaM2)],
    [variable, at],
  ]);
  const { value } = workOut(tree, pointSetting(rules, { numbers, words: wordsOf(household) }));
  invariant(value, 'everything is known');
  return value;
}

function wordsOf({ method, isLowIncome }: Household): Map<string, string> {
  return new Map([
    ['method', method],
    ['isLowIncome', String(isLowIncome)],
  ]);
}

function curveOf(
  rules: Rules,
  tree: Operator,
  household: Household,
  variable: Variable = 'costFen',
): Piecewise {
  const other = variable === 'costFen' ? household.areaM2 : household.costFen;
  const algebra = piecewiseAlgebra(
    variable,
    () => rational(other),
    () => undefined,
  );
  const words = wordsOf(household);
  return workOut(tree, { rules, algebra, word: (id) => words.get(id) });
}

/** A bound on how fast the amount can change with the cost where it does not jump. */
function steepness(node: Operator, household: Household): number {
  const parts = (list: readonly Operator[]) => list.map((part) => steepness(part, household));
  switch (node.op) {
    case 'actual':
      return 1;
    case 'percent': {
      const base = typeof node.of === 'string' ? 1 : steepness(node.of, household);
      return (Number(node.rate.value) / 100) * base;
    }
    case 'slices':
      return Math.max(...node.bands.map(({ rate }) => Number(rate.value) / 100));
    case 'cap':
    case 'floor': {
      const limit = 'op' in node.at ? steepness(node.at, household) : 0;
      return Math.max(limit, steepness(node.amount, household));
    }
    case 'less': {
      const off = typeof node.less === 'string' ? 1 : steepness(node.less, household);
      return off + steepness(node.amount, household);
    }
    case 'not-above-cost':
      return Math.max(1, steepness(node.amount, household));
    case 'sum':
      return parts(node.of).reduce((sum, part) => sum + part, 0);
    case 'greatest':
      return Math.max(...parts(node.of));
    case 'tiers':
      return Math.max(...parts(node.bands.map(({ amount }) => amount)));
    case 'choose':
      return Math.max(...parts(Object.values(node.cases)));
    case 'once-only':
    case 'only-within':
      return steepness(node.amount, household);
    case 'adjust':
      return 2.5 * steepness(node.amount, household);
    case 'in-proportion':
      return (household.areaM2 / 30) * steepness(node.amount, household);
    default:
      return 0;
  }
}

test('for any rules: the function and the calculator agree at every value and between them', () => {
  const variables = [
    ['costFen', 800],
    ['areaM2', 160],
  ] as const;
  fc.assert(
    fc.property(anyTree, anyHousehold, (tree, household) => {
      const rules = readyRules(rulesOf(tree));
      for (const [variable, halves] of variables) {
        const curve = curveOf(rules, tree, household, variable);
        const differing = Array.from({ length: halves }, (_, half) => rational(half, 2)).filter(
          (at) => !q.equals(valueAt(curve, at), exactAt(rules, tree, household, at, variable)),
        );
        expect(differing).toEqual([]);
      }
    }),
    { numRuns: 120 },
  );
});

test('for any rules: the jumps found are those a scan of every fen sees', () => {
  fc.assert(
    fc.property(anyTree, anyHousehold, (tree, household) => {
      const rules = readyRules(rulesOf(tree));
      const slope = steepness(tree, household) + 1e-9;
      const jumps = discontinuities(curveOf(rules, tree, household), q.ONE);
      const found = new Map(jumps.map(({ index, size }) => [Number(index), q.toNumber(size)]));
      const amounts = Array.from({ length: 401 }, (_, cost) =>
        q.toNumber(exactAt(rules, tree, household, rational(cost))),
      );
      // What a jump does not explain must be explained by the steepest slope the rules can have.
      const unexplained = amounts.filter((amount, cost) => {
        const before = amounts[cost - 1] ?? amount;
        return Math.abs(amount - before - (found.get(cost) ?? 0)) > slope;
      });
      expect(unexplained).toEqual([]);
    }),
    { numRuns: 120 },
  );
});

test('for any rules: the report holds every jump and the amounts around it', () => {
  fc.assert(
    fc.property(anyTree, anyHousehold, (tree, household) => {
      const data = rulesOf(tree);
      const { costFen: _, ...given } = household;
      const curve = curveOf(readyRules(data), tree, household);
      const seen = discontinuities(curve, q.ONE)
        .filter(({ size }) => Math.abs(q.toNumber(size)) >= 1)
        .map(({ index }) => Number(index));
      const found = findJumps(data, { given }).jumps.filter(({ input }) => input === 'costFen');
      expect(found.map(({ at }) => at)).toEqual(seen.toSorted((a, b) => a - b));
      for (const { at, totalBeforeFen, totalAfterFen } of found) {
        const total = (costFen: number) => evaluateBenefit(data, { ...given, costFen }).totalFen;
        expect([total(at - 1), total(at)]).toEqual([totalBeforeFen, totalAfterFen]);
      }
    }),
    { numRuns: 120 },
  );
});

test('for any rules: what is called complete misses no jump at any value of another input', () => {
  let complete = 0;
  fc.assert(
    fc.property(anyTree, anyHousehold, (tree, household) => {
      const data = rulesOf(tree);
      const report = findJumps(data);
      if (!report.complete) return;
      complete++;
      const found = new Set(
        report.jumps.filter(({ input }) => input === 'costFen').map(({ at }) => at),
      );
      for (let areaM2 = 0; areaM2 <= 200; areaM2 += 7) {
        const curve = curveOf(readyRules(data), tree, { ...household, areaM2 });
        const missed = discontinuities(curve, q.ONE)
          .filter(({ size }) => Math.abs(q.toNumber(size)) >= 1)
          .filter(({ index }) => !found.has(Number(index)));
        expect(missed).toEqual([]);
      }
    }),
    { numRuns: 100 },
  );
  expect(complete).toBeGreaterThan(50);
});

test('for any rules: the perverse intervals are those a scan of every fen sees', () => {
  fc.assert(
    fc.property(anyTree, anyHousehold, (tree, household) => {
      const rules = readyRules(rulesOf(tree));
      const algebra = piecewiseAlgebra(
        'costFen',
        () => q.ZERO,
        () => undefined,
      );
      const curve = curveOf(rules, tree, household);
      const own = algebra.subtract(algebra.input('costFen'), curve);
      const runs = belowEarlier(own, q.ONE, 400n);
      let most: Rational | undefined;
      for (let cost = 0; cost <= 400; cost++) {
        const at = rational(cost);
        const pays = q.subtract(at, exactAt(rules, tree, household, at));
        const isBelow = most !== undefined && q.compare(pays, most) < 0;
        const isFound = runs.some(({ from, to }) => from <= cost && (to === null || cost < to));
        if (isBelow !== isFound) throw new Error(`at ${cost}: ${isBelow} but found ${isFound}`);
        most = most === undefined ? pays : q.greatest(most, pays);
      }
      runs.reduce((end, { from, to }) => {
        expect(from).toBeGreaterThan(end);
        return to ?? 401n;
      }, -1n);
    }),
    { numRuns: 200 },
  );
});
