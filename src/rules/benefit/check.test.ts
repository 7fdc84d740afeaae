// Rules that are well formed and still wrong: each is found, with the place of the mistake.

import { expect, test } from 'vitest';
import { readFolder } from '../../programmes/read-folder.ts';
import { loadProgramme } from '../load.ts';
import type { Operator } from '../schema/benefit.ts';
import { findRuleProblems } from './check.ts';
import { figure, itemOf, rulesOf } from './rules.testing.ts';

const fixed: Operator = { op: 'fixed', amount: figure(1, '元') };

function problemsOf(amount: Operator, more?: Parameters<typeof rulesOf>[1]): string[] {
  return findRuleProblems(rulesOf(amount, more)).map(({ path }) => path.join('.'));
}

test('sound rules have no problem', () => {
  expect(problemsOf(fixed)).toEqual([]);
});

test('an input of another type', () => {
  expect(problemsOf({ op: 'actual', of: 'areaM2' })).toEqual(['items.0.amount.of']);
  expect(problemsOf({ op: 'once-only', paidBefore: 'method', amount: fixed })).toEqual([
    'items.0.amount.paidBefore',
  ]);
});

test('a case left out, and one that is no option', () => {
  const cases = { electric: fixed, coal: fixed };
  expect(problemsOf({ op: 'choose', by: 'method', cases })).toEqual([
    'items.0.amount.cases.coal',
    'items.0.amount.cases',
  ]);
});

test('an option of a decision left out, in operators, boundaries and splits', () => {
  const decisions = { D01: ['a', 'b'] } as const;
  const amount: Operator = { op: 'by-decision', decision: 'D01', cases: { a: fixed } };
  expect(problemsOf(amount, { decisions })).toEqual(['items.0.amount.cases']);
  const boundary = { decision: 'D01', below: 'a', upTo: 'a' };
  const bands = [{ below: figure(1, '元'), boundary, amount: fixed }, { amount: fixed }];
  expect(problemsOf({ op: 'tiers', by: 'costFen', bands }, { decisions })).toEqual([
    'items.0.amount.bands.0.boundary',
  ]);
  const cases = { a: { by: 'share', shares: [{ fund: 'x', parts: 1 }] } };
  const split = { by: 'decision', decision: 'D01', cases };
  expect(problemsOf(fixed, { item: { split }, decisions })).toEqual(['items.0.split.cases']);
});

test('bands out of order, with two bounds, or open in the middle', () => {
  const bands = [
    { below: figure(60, '元'), amount: fixed },
    { upTo: figure(60, '元'), amount: fixed },
    { below: figure(50, '元'), amount: fixed },
    { amount: fixed },
    { below: figure(70, '元'), upTo: figure(80, '元'), amount: fixed },
  ];
  expect(problemsOf({ op: 'tiers', by: 'costFen', bands })).toEqual([
    'items.0.amount.bands.2.below',
    'items.0.amount.bands.3',
    'items.0.amount.bands.4',
  ]);
});

test('a range the wrong way round, or without bounds', () => {
  const range = { op: 'only-within', input: 'areaM2', amount: fixed } as const;
  expect(problemsOf(range)).toEqual(['items.0.amount']);
  const turned = { ...range, from: figure(2, '㎡'), to: figure(1, '㎡') };
  expect(problemsOf(turned)).toEqual(['items.0.amount.to']);
});

test('a product of an input with itself', () => {
  const perArea: Operator = { op: 'per-unit', rate: figure(1, '元/㎡'), of: 'areaM2' };
  const of = { op: 'in-proportion', of: 'areaM2', to: figure(60, '㎡') } as const;
  expect(problemsOf({ ...of, amount: perArea })).toEqual(['items.0.amount.amount']);
  const bands = [{ below: figure(9, '㎡'), amount: fixed }, { amount: fixed }];
  expect(problemsOf({ ...of, amount: { op: 'tiers', by: 'areaM2', bands } })).toEqual([]);
});

test('shares, orders and instalments that do not add up', () => {
  const none = { by: 'share', shares: [{ fund: 'x', parts: 0 }] };
  expect(problemsOf(fixed, { item: { split: none } })).toEqual(['items.0.split.shares']);
  const order = [{ fund: 'x' }, { fund: 'y', upTo: figure(1, '元') }];
  expect(problemsOf(fixed, { item: { split: { by: 'order', order } } })).toEqual([
    'items.0.split.order.0',
    'items.0.split.order.1',
  ]);
  const part = { id: 'a', share: figure(60, '%'), when: { zh: '首年', en: 'first year' } };
  expect(problemsOf(fixed, { item: { instalments: [part] } })).toEqual(['items.0.instalments']);
});

test('two inputs that are both the cost, and a cost that may be left out', () => {
  const cost = { type: 'money', role: 'cost', name: { zh: '造价', en: 'cost' } };
  const inputs = ['costFen', 'otherFen'].map((id) => Object.assign({ id }, cost));
  expect(problemsOf(fixed, { file: { inputs } })).toEqual(['inputs.1.role']);
  const optional = [{ id: 'costFen', required: false, ...cost }];
  expect(problemsOf(fixed, { file: { inputs: optional } })).toEqual(['inputs.0.required']);
});

test('a year that amounts are adjusted by, yet may be left out', () => {
  const inputs = [{ id: 'year', type: 'year', required: false, name: { zh: '年份', en: 'year' } }];
  const cases = { '2023': { rate: figure(80, '%') } };
  const amount: Operator = { op: 'adjust', by: 'year', cases, amount: fixed };
  expect(problemsOf(amount, { file: { inputs } })).toEqual(['items.0.amount.by']);
});

test('a fund that is no public money bears no share', () => {
  const kind = 'other' as const;
  const sources = [
    { id: 'central', name: { zh: 'central', en: 'central' }, kind, isPublic: true },
    { id: 'own', name: { zh: 'own', en: 'own' }, kind, isPublic: false },
  ];
  const funds = { sources, views: [] };
  const shares = [
    { fund: 'central', parts: 1 },
    { fund: 'own', parts: 1 },
  ];
  const rules = rulesOf(fixed, { item: { split: { by: 'share', shares } } });
  const problems = findRuleProblems({ ...rules, funds });
  expect(problems.map(({ path }) => path.join('.'))).toEqual(['items.0.split.shares.1.fund']);
  expect(problems[0]?.message.zh).toContain('“own”（own）不是财政资金');
});

test('two instalments with the same id, in one item or in two', () => {
  const half = { id: 'first', share: figure(50, '%'), when: { zh: '首年', en: 'first year' } };
  const instalments = [half, { ...half, id: 'rest' }];
  const items = ['a', 'b'].map((id) => itemOf(id, fixed, { instalments }));
  expect(problemsOf(fixed, { file: { items } })).toEqual([
    'items.1.instalments.0.id',
    'items.1.instalments.1.id',
  ]);
  expect(problemsOf(fixed, { item: { instalments: [half, half] } })).toEqual([
    'items.0.instalments.1.id',
  ]);
});

function lowered(share: number): Operator {
  const cases = { true: { minus: figure(share, '%') } };
  return { op: 'adjust', by: 'isLowIncome', cases, amount: fixed };
}

test('an amount lowered by more than all of it', () => {
  expect(problemsOf(lowered(100))).toEqual([]);
  expect(problemsOf(lowered(101))).toEqual(['items.0.amount.cases.true.minus']);
});

test('rules that speak of the cost where no input is the cost', () => {
  const inputs = [{ id: 'otherFen', type: 'money', name: { zh: '其他', en: 'other' } }];
  expect(problemsOf(fixed, { file: { inputs } })).toEqual([]);
  const household = { clause: '一', quote: '补助' };
  expect(problemsOf(fixed, { file: { inputs, household } })).toEqual(['inputs']);
  const capped: Operator = { op: 'not-above-cost', cost: 'otherFen', amount: fixed };
  expect(problemsOf(capped, { file: { inputs } })).toEqual(['inputs']);
});

function topUp(item: string, unit = '元'): Operator {
  return { op: 'top-up', item, to: figure(1, unit) };
}

test('a top-up of itself, of a later item, of another kind, or to what is no money', () => {
  const of = (first: object, second: object) =>
    problemsOf(fixed, { file: { items: [first, second] } });
  expect(of(itemOf('a', fixed), itemOf('b', topUp('a')))).toEqual([]);
  expect(of(itemOf('a', topUp('b')), itemOf('b', topUp('b')))).toEqual([
    'items.0.amount.item',
    'items.1.amount.item',
  ]);
  const running = itemOf('b', topUp('a'), { kind: 'running' });
  expect(of(itemOf('a', fixed), running)).toEqual(['items.1.amount.item']);
  expect(of(itemOf('a', fixed), itemOf('b', topUp('a', '%')))).toEqual(['items.1.amount.to.unit']);
  // A product of the area with an item that the area measures is no line.
  const perArea: Operator = { op: 'per-unit', rate: figure(1, '元/㎡'), of: 'areaM2' };
  const amount: Operator = {
    op: 'in-proportion',
    of: 'areaM2',
    to: figure(9, '㎡'),
    amount: topUp('a'),
  };
  expect(of(itemOf('a', perArea), itemOf('b', amount))).toEqual(['items.1.amount.amount']);
});

test('the loader reports unsound rules with their line', () => {
  const files = readFolder('programmes/beishan-2023');
  const rules = files.get('benefit.yaml') ?? '';
  const line = rules.slice(0, rules.indexOf('paidBefore: isPaidBefore')).split('\n').length;
  files.set('benefit.yaml', rules.replace('paidBefore: isPaidBefore', 'paidBefore: costFen'));
  const { problems } = loadProgramme(files);
  expect(problems).toMatchObject([{ code: 'benefit.rule-unsound', file: 'benefit.yaml', line }]);
  expect(problems[0]?.message.zh).toMatch(/^“costFen”是 money 类型，这里要 flag。[^。]/);
});
