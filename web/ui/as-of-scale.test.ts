// Proves where days lie on the track of the as-of control.

import { expect, test } from 'vitest';
import type { Day } from '../../src/core/day.ts';
import { areaOf, dayAt, movedDay, shareOf } from './as-of-scale.ts';

const day = (text: string) => text as Day;
const span = { from: day('2021-01-01'), to: day('2021-01-11') };

test('a day and its share of the track lead to each other, and never beyond it', () => {
  expect(shareOf(day('2021-01-06'), span)).toBe(0.5);
  expect(dayAt(0.5, span)).toBe('2021-01-06');
  expect([shareOf(day('2020-01-01'), span), shareOf(day('2022-01-01'), span)]).toEqual([0, 1]);
  expect([dayAt(-1, span), dayAt(2, span)]).toEqual([span.from, span.to]);
});

test('a step with the keyboard stays on the track', () => {
  expect(movedDay(day('2021-01-02'), -7, span)).toBe(span.from);
  expect(movedDay(day('2021-01-10'), 7, span)).toBe(span.to);
  expect(movedDay(day('2021-01-02'), 1, span)).toBe('2021-01-03');
});

test('the area ends at the day that is looked at, between two points too', () => {
  const points = [
    { day: day('2021-01-01'), value: 0 },
    { day: day('2021-01-11'), value: 100 },
  ];
  const { line, area } = areaOf(points, day('2021-01-06'), span, { most: 100, height: 20 });
  expect(line).toBe('M0.0 20.0L500.0 10.0');
  expect(area).toBe('M0.0 20.0L500.0 10.0L500.0 20L0.0 20Z');
  expect(areaOf([], day('2021-01-06'), span, { most: 0, height: 20 }).line).toBe('');
});
