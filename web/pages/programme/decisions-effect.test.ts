// What another option would change, on the real Litong rules: the amounts of the worked examples.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFolder } from '../../../src/programmes/read-folder.ts';
import { getProgramme } from '../../../src/rules/load.ts';
import { toView } from '../../../src/rules/view.ts';
import { effectOf, HOUSEHOLD, restingOn, samplesOf, TOTAL } from './decisions-effect.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'programmes', 'litong-2022');
const view = toView(getProgramme(readFolder(folder)));
const samples = samplesOf(view);

function changeAt(costFen: number, decisionId: string, option: string, amount: string) {
  const effect = effectOf(view.data, samples, {}, { decisionId, option });
  return effect.rows.find((row) => row.sample.id === String(costFen))?.changes[amount];
}

test('samples are worked costs and both sides of the jump, ascending and few', () => {
  const costs = samples.map((sample) => Number(sample.id));
  expect(costs).toEqual(costs.toSorted((a, b) => a - b));
  expect(costs.length).toBeLessThanOrEqual(12);
  expect(costs).toContain(599900);
  expect(costs).toContain(600000);
});

test('an option in force changes nothing', () => {
  const choice = { decisionId: 'D02', option: 'of-cost' };
  expect(effectOf(view.data, samples, {}, choice)).toEqual({ amounts: [], rows: [] });
});

test('O145: 80 % of the full sum instead of the cost, at 5,999 yuan', () => {
  expect(changeAt(599900, 'D02', 'of-full', TOTAL)).toEqual({ before: 479920, after: 424000 });
  expect(changeAt(599900, 'D02', 'of-full', HOUSEHOLD)).toEqual({ before: 119980, after: 175900 });
  expect(changeAt(700000, 'D02', 'of-full', TOTAL)).toBeUndefined();
});

test('D03: central money first moves the shares and leaves the household as it is', () => {
  const effect = effectOf(view.data, samples, {}, { decisionId: 'D03', option: 'central-first' });
  expect(effect.amounts).toEqual(['central', 'district']);
  expect(changeAt(500000, 'D03', 'central-first', 'central')).toEqual({
    before: 264151,
    after: 350000,
  });
});

test('choices already taken by the office are the ground both ways', () => {
  const inForce = { D02: 'of-full', D04: 'may-exceed' };
  const effect = effectOf(view.data, samples, inForce, {
    decisionId: 'D04',
    option: 'never-above-cost',
  });
  const row = effect.rows.find((it) => it.sample.id === '400000');
  expect(row?.changes[TOTAL]).toEqual({ before: 424000, after: 400000 });
});

test('what rests on D12: the finding about 31 April and the date itself', () => {
  const { lines, figures } = restingOn(view, 'D12');
  expect(lines.map((line) => line.id)).toContain('C1');
  expect(figures.map((figure) => figure.address)).toContain('timeline.preparation.to');
});
