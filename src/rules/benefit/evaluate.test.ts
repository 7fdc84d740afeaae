// The calculator as a whole: the notice's own household rule, and what holds for any rules.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFolder } from '../../programmes/read-folder.ts';
import { getProgramme } from '../load.ts';
import { evaluateBenefit } from './evaluate.ts';
import { anyHousehold, anyTree, figure, itemOf, rulesOf } from './rules.testing.ts';
import type { Operator } from '../schema/benefit.ts';

const litong = getProgramme(readFolder('programmes/litong-2022'));
const fixed = (yuan: number): Operator => ({ op: 'fixed', amount: figure(yuan, '元') });

test('O144 the centre pays 3,500 yuan, the district 1,800, the household the rest', () => {
  const result = evaluateBenefit(litong, { costFen: 700_000 });
  expect(result.totalFen).toBe(530_000);
  expect(result.shares).toEqual({ central: 350_000, district: 180_000 });
  expect(result.householdFen).toBe(170_000);
});

test('O145 below 6,000 yuan aid is 80 %, under either reading and either way of dividing', () => {
  const cost = { costFen: 599_900 };
  expect(evaluateBenefit(litong, cost)).toMatchObject({
    totalFen: 479_920,
    shares: { central: 316_928, district: 162_992 },
    householdFen: 119_980,
  });
  const full = evaluateBenefit(litong, { costFen: 400_000 }, { D02: 'of-full', D04: 'may-exceed' });
  expect(full).toMatchObject({ totalFen: 424_000, householdFen: -24_000 });
  const shares = (D03: string) => evaluateBenefit(litong, { costFen: 500_000 }, { D03 }).shares;
  expect(shares('pro-rata')).toEqual({ central: 264_151, district: 135_849 });
  expect(shares('central-first')).toEqual({ central: 350_000, district: 50_000 });
  expect(shares('district-first')).toEqual({ central: 220_000, district: 180_000 });
});

test('O143 an area far from 60 m² is warned about and changes nothing', () => {
  const near = evaluateBenefit(litong, { costFen: 700_000, heatedAreaM2: 75 });
  const far = evaluateBenefit(litong, { costFen: 700_000, heatedAreaM2: 75.01 });
  expect(near.warnings).toEqual([]);
  expect(far.warnings.map(({ id }) => id)).toEqual(['area-about-60']);
  expect(far.totalFen).toBe(near.totalFen);
});

test('the explanation names each step with its clause and words, in working order', () => {
  const { explanation } = evaluateBenefit(litong, { costFen: 599_900 });
  const tier = explanation.find(({ step }) => step.startsWith('heating.tiers'));
  expect(tier).toMatchObject({ amountFen: 479_920, clause: '九', quote: '费用少于6000元' });
  expect(tier?.text.zh).toBe('造价 5,999.00 元少于 6,000.00 元，按 80% 计：4,799.20 元');
  expect(explanation.slice(-4).map(({ step }) => step)).toEqual([
    'total',
    'total.share.central',
    'total.share.district',
    'household',
  ]);
  for (const { quote } of explanation) expect(litong.noticeText).toContain(quote);
});

test('a limit that binds is told with its own words, and so is the choice that led there', () => {
  const at = { value: 50, unit: '元', quote: '不超过五十元' };
  const half: Operator = { op: 'percent', rate: figure(50, '%'), of: 'costFen', quote: '一半' };
  const capped: Operator = { op: 'cap', quote: '限额', at, amount: half };
  const cases = { true: capped, false: fixed(1) };
  const rules = rulesOf({ op: 'choose', by: 'isLowIncome', cases });
  const quotes = (costFen: number) =>
    evaluateBenefit(rules, { costFen, isLowIncome: true })
      .explanation.filter(({ step }) => step.startsWith('aid.c'))
      .map(({ quote }) => quote);
  expect(quotes(20_000)).toEqual(['不超过五十元', '不超过五十元']);
  expect(quotes(2_000)).toEqual(['限额', '限额']);
  const nested = rulesOf({ op: 'cap', quote: '限额', at: half, amount: fixed(100) });
  const step = evaluateBenefit(nested, { costFen: 2_000 }).explanation.find(
    (one) => one.step === 'aid.cap',
  );
  expect(step?.quote).toBe('一半');
});

test('aid above the cost stays arithmetic, and a step warns of it', () => {
  const { householdFen, explanation } = evaluateBenefit(rulesOf(fixed(53)), { costFen: 4_600 });
  expect(householdFen).toBe(-700);
  expect(explanation.slice(-2).map(({ text }) => text.zh)).toEqual([
    '农户承担：46.00 元 − 53.00 元 = −7.00 元',
    '注意：补助比costFen多 7.00 元',
  ]);
});

/** The sentence of the step that picks the band at exactly 6,000 yuan. */
function bandSentence(D01: string): string | undefined {
  const { explanation } = evaluateBenefit(litong, { costFen: 600_000 }, { D01 });
  return explanation.find(({ step }) => step.startsWith('heating.tiers'))?.text.zh;
}

test('at a bound that a decision settles, the explanation names the decision', () => {
  expect(bandSentence('full')).toMatch(/^待定事项 D01 选“全额5300元”；造价 6,000.00 元达到/);
  expect(bandSentence('eighty-percent')).toMatch(/^待定事项 D01 .*不超过 6,000.00 元，按 80% 计/);
});

test('nothing known is an answer: no total, and what is missing', () => {
  const result = evaluateBenefit(litong, {});
  expect(result).toMatchObject({ totalFen: null, householdFen: null, missing: ['costFen'] });
});

test('running aid stands apart from the cost', () => {
  const items = [itemOf('a', fixed(10)), itemOf('b', fixed(3), { kind: 'running' })];
  const result = evaluateBenefit(rulesOf(fixed(0), { file: { items } }), { costFen: 5_000 });
  expect(result).toMatchObject({ totalFen: 1_000, runningFen: 300, householdFen: 4_000 });
  expect(result.runningShares).toEqual({ central: 300 });
});

test('one-off items together never exceed totalNotAbove, and the last gives way first', () => {
  const items = [itemOf('a', fixed(10)), itemOf('b', fixed(5))];
  const file = { items, totalNotAbove: { input: 'costFen' } };
  const paid = (costFen: number) =>
    evaluateBenefit(rulesOf(fixed(0), { file }), { costFen }).items.map((item) => item.amountFen);
  expect(paid(2_000)).toEqual([1_000, 500]);
  expect(paid(1_200)).toEqual([1_000, 200]);
  expect(paid(900)).toEqual([900, 0]);
});

test('totalNotAbove asks for its input, and rests while its decision says so', () => {
  const file = { items: [itemOf('a', fixed(10))], totalNotAbove: { input: 'otherAidFen' } };
  expect(evaluateBenefit(rulesOf(fixed(0), { file }), { costFen: 1 })).toMatchObject({
    totalFen: null,
    missing: ['otherAidFen'],
  });
  const open = { ...file, totalNotAbove: { input: 'costFen', when: { D04: 'never' } } };
  const rules = rulesOf(fixed(0), { file: open, decisions: { D04: ['never', 'may'] } });
  expect(evaluateBenefit(rules, { costFen: 100 }).totalFen).toBe(100);
  expect(evaluateBenefit(rules, { costFen: 100 }, { D04: 'may' }).totalFen).toBe(1_000);
});

test('instalments are rounded one after the other and sum to the amount', () => {
  const instalments = [33.33, 33.33, 33.34].map((percent, at) => {
    return { id: `part-${at}`, share: figure(percent, '%'), when: { zh: '某日', en: 'a day' } };
  });
  const amount: Operator = { op: 'actual', of: 'costFen' };
  const rules = rulesOf(amount, { item: { instalments } });
  for (const costFen of [0, 1, 2, 100, 99_999]) {
    const parts = evaluateBenefit(rules, { costFen }).items[0]?.instalments ?? [];
    expect(parts.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(costFen);
    expect(parts.every(({ amountFen }) => amountFen >= 0)).toBe(true);
  }
});

test('an optional input left out counts as nothing and is never missing', () => {
  const inputs = [
    { id: 'costFen', type: 'money', role: 'cost', name: { zh: '造价', en: 'cost' } },
    { id: 'earlierFen', type: 'money', required: false, name: { zh: '已补', en: 'earlier aid' } },
  ];
  const amount: Operator = { op: 'less', less: 'earlierFen', amount: fixed(10) };
  const result = evaluateBenefit(rulesOf(amount, { file: { inputs } }), { costFen: 2_000 });
  expect(result).toMatchObject({ totalFen: 1_000, missing: [] });
});

const anySplit = fc.oneof(
  fc
    .array(fc.nat({ max: 9 }), { minLength: 3, maxLength: 3 })
    .filter((parts) => parts.some((part) => part > 0))
    .map((parts) => ({
      by: 'share',
      shares: parts.map((part, at) => ({ fund: `f${at}`, parts: part })),
    })),
  fc.tuple(fc.nat({ max: 300 }), fc.nat({ max: 300 })).map(([first, second]) => ({
    by: 'order',
    order: [
      { fund: 'f0', upTo: figure(first, '分') },
      { fund: 'f1', upTo: figure(second, '分') },
      { fund: 'f2' },
    ],
  })),
);

test('for any rules: shares sum to the total and none is negative, nor is the total', () => {
  fc.assert(
    fc.property(anyTree, anySplit, anyHousehold, (tree, split, household) => {
      const { totalFen, shares } = evaluateBenefit(rulesOf(tree, { item: { split } }), household);
      expect(totalFen).not.toBeNull();
      const parts = Object.values(shares);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(totalFen);
      expect(Math.min(...parts, totalFen ?? -1)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 300 },
  );
});

test('for any rules: with not-above-cost on top, aid never exceeds the cost', () => {
  fc.assert(
    fc.property(anyTree, anyHousehold, (amount, household) => {
      const tree: Operator = { op: 'not-above-cost', cost: 'costFen', amount };
      const { totalFen, householdFen } = evaluateBenefit(rulesOf(tree), household);
      expect(totalFen).toBeLessThanOrEqual(household.costFen);
      expect(householdFen).toBe(household.costFen - (totalFen ?? 0));
    }),
    { numRuns: 300 },
  );
});

test('for any rules: the last total of the explanation is the total', () => {
  fc.assert(
    fc.property(anyTree, anyHousehold, (tree, household) => {
      const { totalFen, explanation } = evaluateBenefit(rulesOf(tree), household);
      expect(explanation.findLast(({ step }) => step === 'total')?.amountFen).toBe(totalFen);
      const text = explanation.map((step) => step.text.zh + step.text.en).join();
      expect(text).not.toMatch(/undefined|NaN|null/);
    }),
    { numRuns: 300 },
  );
});

test('for any rules: knowing more never takes knowledge away', () => {
  const keys = fc.subarray(['costFen', 'areaM2', 'method', 'isLowIncome'] as const);
  fc.assert(
    fc.property(anyTree, anyHousehold, keys, (tree, household, known) => {
      const rules = rulesOf(tree);
      const some = Object.fromEntries(known.map((key) => [key, household[key]]));
      const [less, more] = [evaluateBenefit(rules, some), evaluateBenefit(rules, household)];
      expect(more.missing).toEqual([]);
      expect(less.totalFen === null || less.totalFen === more.totalFen).toBe(true);
      if (less.totalFen === null) expect(less.missing).not.toEqual([]);
      for (const id of less.missing) expect(known).not.toContain(id);
    }),
    { numRuns: 300 },
  );
});
