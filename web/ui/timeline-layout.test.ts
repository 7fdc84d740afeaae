// The axis of days: whole months, exact shares, overlaps counted in days.

import { expect, test } from 'vitest';
import type { Day } from '../../src/core/day.ts';
import { axisAround, overlapOf, placeOf, spanOf } from './timeline-layout.ts';

const day = (text: string) => text as Day;

test('no days, no axis', () => {
  expect(axisAround([])).toBeUndefined();
});

test('the axis runs over whole months and ticks at the quarters', () => {
  const axis = axisAround([day('2022-03-02'), day('2023-12-30'), day('2022-03-31')]);
  expect(axis?.from).toBe('2022-03-01');
  expect(axis?.to).toBe('2023-12-31');
  expect(axis?.days).toBe(671);
  expect(axis?.ticks.filter((tick) => tick.isYear).map((tick) => tick.day)).toEqual(['2023-01-01']);
});

test('a span takes its last day in, and stays on the axis', () => {
  const axis = axisAround([day('2022-01-01'), day('2022-12-31')]);
  if (!axis) throw new Error('no axis');
  expect(spanOf(axis, day('2022-01-01'), day('2022-12-31'))).toEqual({ left: 0, width: 1 });
  expect(spanOf(axis, day('2022-12-01'), day('2023-05-01')).width).toBeCloseTo(31 / 365, 10);
  expect(placeOf(axis, day('2021-01-01'))).toBe(0);
});

test('overlaps are counted in days, both ends included (C3: preparation and works)', () => {
  const preparation = { from: day('2022-03-01'), to: day('2022-04-30') };
  const works = { from: day('2022-03-02'), to: day('2023-12-30') };
  expect(overlapOf(preparation, works)).toEqual({ from: '2022-03-02', to: '2022-04-30', days: 60 });
  expect(
    overlapOf(preparation, { from: day('2022-05-01'), to: day('2022-05-02') }),
  ).toBeUndefined();
});
