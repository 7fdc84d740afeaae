// The overview reads real programme folders; nothing here is made up.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFolder } from '../../../../src/programmes/read-folder.ts';
import { getProgramme } from '../../../../src/rules/load.ts';
import { toView } from '../../../../src/rules/view.ts';
import {
  baselineOfRate,
  dueDaysByDate,
  mainTarget,
  outcomeOfRate,
  rateInQuestion,
  yearlyTargets,
} from './read.ts';

const programmes = join(import.meta.dirname, '..', '..', '..', '..', 'programmes');
const viewOf = (id: string) => toView(getProgramme(readFolder(join(programmes, id))));
const litong = viewOf('litong-2022');
const beishan = viewOf('beishan-2023');

test('the main target is homes over all years; years stand apart, in order', () => {
  expect(mainTarget(litong.data)).toMatchObject({ value: 2.85, unit: '万户' });
  expect(yearlyTargets(litong.data).map(({ value }) => value)).toEqual([3000, 13600, 11900]);
});

test('a programme with one year is known by the homes of that year', () => {
  expect(mainTarget(beishan.data)).toMatchObject({ measure: 'households', year: 2023 });
});

test('a rate that all tasks miss is shown with what it lacks, exactly', () => {
  const rate = rateInQuestion(litong);
  const outcome = rate && outcomeOfRate(litong, rate);
  expect(outcome).toMatchObject({ percent: '80.2695', short: '0.0305' });
  expect(outcome && baselineOfRate(litong, outcome)?.value).toBe(23.97);
});

test('a rate that agrees as printed is not called short', () => {
  const rate = rateInQuestion(beishan);
  expect(rate && outcomeOfRate(beishan, rate)?.short).toBeUndefined();
});

test('days are in order, and an impossible one keeps what was printed', () => {
  const days = dueDaysByDate(litong.data);
  const dates = days.map(([date]) => date);
  expect(dates).toEqual(dates.toSorted());
  expect(new Set(dates).size).toBe(dates.length);
  expect(days.flatMap(([, entries]) => entries.map(({ printed }) => printed))).toContain(
    '2022-04-31',
  );
});
