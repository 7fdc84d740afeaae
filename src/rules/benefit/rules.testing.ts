// For the tests of this folder: rules written as plain objects, and random ones. Not for the
// product: nothing here is imported by it.

import fc from 'fast-check';
import { BenefitFile, type Operator } from '../schema/benefit.ts';
import type { Figure } from '../schema/common.ts';
import type { RulesData } from './rules.ts';
import { readsBelow } from './tree.ts';

type Decisions = Record<string, readonly [chosen: string, ...others: string[]]>;

/** The inputs that test rules may use. */
export const INPUTS = [
  input('costFen', { type: 'money', role: 'cost' }),
  input('areaM2', { type: 'quantity', unit: '平方米', step: 1, max: 200 }),
  input('kwh', { type: 'quantity', unit: '千瓦时' }),
  input('otherAidFen', { type: 'money' }),
  input('method', { type: 'choice', options: [option('electric'), option('gas')] }),
  input('year', { type: 'year' }),
  input('isLowIncome', { type: 'flag' }),
];

function input(id: string, more: object) {
  return { id, name: { zh: id, en: id }, ...more };
}

function option(id: string) {
  return { id, name: { zh: id, en: id } };
}

/** A figure that rests on a decision, so that it needs no notice. */
export function figure(value: number | string, unit: string): Figure {
  return { value, unit, decision: 'D99' };
}

const ITEM = {
  id: 'aid',
  name: { zh: '补助', en: 'aid' },
  kind: 'one-off',
  clause: '一',
  quote: '补助',
  split: { by: 'share', shares: [{ fund: 'central', parts: 1 }] },
};

/** Rules of one item with this amount; `more` replaces parts of the item or the file. */
export function rulesOf(
  amount: Operator,
  more: { item?: object; file?: object; decisions?: Decisions } = {},
): RulesData {
  const items = [{ ...ITEM, amount, ...more.item }];
  return rulesOfFile({ inputs: INPUTS, items, ...more.file }, more.decisions);
}

/** Rules of a whole benefit.yaml given as an object. */
export function rulesOfFile(file: unknown, decisions: Decisions = {}): RulesData {
  return {
    benefit: BenefitFile.parse(file),
    decisions: {
      decisions: Object.entries(decisions).map(([id, options]) => ({
        id,
        clauses: ['一'],
        question: { zh: id, en: id },
        options: options.map((one) => ({ id: one, label: { zh: one, en: one } })),
        chosen: options[0],
        why: { zh: id, en: id },
        moves: [],
      })),
    },
  };
}

/** An item as `rulesOf` makes it, for files of several. */
export function itemOf(id: string, amount: Operator, more: object = {}) {
  return { ...ITEM, id, amount, ...more };
}

const fen = (max: number) => fc.nat({ max }).map((value) => figure(value, '分'));
const percent = fc.nat({ max: 150 }).map((value) => figure(value, '%'));

const bounds = (max: number) =>
  fc
    .uniqueArray(fc.integer({ min: 1, max }), { minLength: 1, maxLength: 3 })
    .map((list) => list.sort((a, b) => a - b));

function tiersOver(tree: fc.Arbitrary<Operator>): fc.Arbitrary<Operator> {
  const by = fc.constantFrom(['costFen', 300, '分'] as const, ['areaM2', 60, '平方米'] as const);
  return by.chain(([id, max, unit]) =>
    fc
      .tuple(bounds(max), fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }))
      .chain(([list, strict]) =>
        fc.tuple(...Array.from({ length: list.length + 1 }, () => tree)).map((trees): Operator => ({
          op: 'tiers',
          by: id,
          bands: trees.map((amount, index) => {
            const at = list[index];
            if (at === undefined) return { amount };
            return { [strict[index] ? 'below' : 'upTo']: figure(at, unit), amount };
          }),
        })),
      ),
  );
}

const slices: fc.Arbitrary<Operator> = fc
  .tuple(bounds(300), fc.array(percent, { minLength: 4, maxLength: 4 }))
  .map(([list, rates]) => ({
    op: 'slices',
    by: 'costFen',
    bands: rates.slice(0, list.length + 1).map((rate, index) => {
      const at = list[index];
      return at === undefined ? { rate } : { upTo: figure(at, '分'), rate };
    }),
  }));

const leaf: fc.Arbitrary<Operator> = fc.oneof(
  fen(400).map((amount): Operator => ({ op: 'fixed', amount })),
  fc.constant<Operator>({ op: 'actual', of: 'costFen' }),
  percent.map((rate): Operator => ({ op: 'percent', rate, of: 'costFen' })),
  fc.tuple(fc.nat({ max: 9 }), fc.integer({ min: 1, max: 60 })).map(([rate, upTo]): Operator => ({
    op: 'per-unit',
    rate: figure(rate, '分/平方米'),
    of: 'areaM2',
    upTo: figure(upTo, '平方米'),
  })),
  slices,
);

/** Wraps a tree in proportion to the area, when that stays linear. */
function inProportion(amount: Operator): Operator {
  if (readsBelow(amount).has('areaM2')) return amount;
  return { op: 'in-proportion', of: 'areaM2', to: figure(30, '平方米'), amount };
}

/** Random trees of every operator but by-decision, over a cost of some hundred fen. */
export const anyTree: fc.Arbitrary<Operator> = fc.letrec<{ tree: Operator }>((tie) => {
  const tree = tie('tree');
  const trees = fc.array(tree, { minLength: 1, maxLength: 3 });
  return {
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      tiersOver(tree),
      fc.tuple(percent, tree).map(([rate, of]): Operator => ({ op: 'percent', rate, of })),
      fc.tuple(fen(400), tree).map(([at, amount]): Operator => ({ op: 'cap', at, amount })),
      fc.tuple(tree, tree).map(([at, amount]): Operator => ({ op: 'cap', at, amount })),
      fc.tuple(fen(400), tree).map(([at, amount]): Operator => ({ op: 'floor', at, amount })),
      fc.tuple(tree, tree).map(([less, amount]): Operator => ({ op: 'less', less, amount })),
      trees.map((of): Operator => ({ op: 'sum', of })),
      trees.map((of): Operator => ({ op: 'greatest', of })),
      tree.map((amount): Operator => ({ op: 'not-above-cost', cost: 'costFen', amount })),
      tree.map((amount): Operator => ({ op: 'once-only', paidBefore: 'isLowIncome', amount })),
      fc.tuple(fc.nat({ max: 99 }), tree).map(([from, amount]): Operator => ({
        op: 'only-within',
        input: 'costFen',
        from: figure(from, '分'),
        to: figure(from + 120, '分'),
        amount,
      })),
      fc.tuple(tree, tree).map(([electric, gas]): Operator => ({
        op: 'choose',
        by: 'method',
        cases: { electric, gas },
      })),
      tree.map(inProportion),
      fc.tuple(percent, tree).map(([plus, amount]): Operator => ({
        op: 'adjust',
        by: 'isLowIncome',
        cases: { true: { plus } },
        amount,
      })),
    ),
  };
}).tree;

/** A household that knows everything random trees ask. */
export const anyHousehold = fc.record({
  costFen: fc.nat({ max: 400 }),
  areaM2: fc.nat({ max: 80 }),
  method: fc.constantFrom('electric', 'gas'),
  isLowIncome: fc.boolean(),
});
