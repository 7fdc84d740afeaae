// Proves the sums of the overview: what is short, what was reached, how many at a month's end.

import { expect, test } from 'vitest';
import { bySize, mostShort, percentOf, rateOf, reachedOf, totalOf, totalsByMonth } from './read.ts';

const rows = [
  { key: 'a', target: 100, states: { paid: 40, installed: 50, withdrawn: 9 } },
  { key: 'b', target: 100, states: { contracted: 60, rectifying: 10, accepted: 20 } },
  { key: 'c', target: null, states: { withdrawn: 3 } },
] as const;

test('towns come with the most short first, and those with nothing to do are left out', () => {
  const progress = bySize(rows);
  expect(progress.map(({ key, gap }) => [key, gap])).toEqual([
    ['b', 70],
    ['a', 10],
  ]);
  expect(totalOf(progress)).toMatchObject({ target: 200, installed: 120, proven: 60, gap: 80 });
  expect(mostShort(progress)).toEqual({ keys: ['b', 'a'], percent: 100 });
});

test('what has come as far as a step is all that stands there and beyond', () => {
  const reached = reachedOf({ contracted: 5, 'self-checked': 4, rectifying: 2, paid: 3 });
  const of = (state: string) => reached.find((one) => one.state === state)?.reached;
  expect([of('registered'), of('contracted'), of('self-checked')]).toEqual([14, 14, 9]);
  expect([of('accepted'), of('paid')]).toEqual([3, 3]);
});

test('nothing is called whole while something is missing', () => {
  expect([percentOf(999, 1000), percentOf(1000, 1000), percentOf(1, 0)]).toEqual([99, 100, 0]);
  expect([rateOf(9999, 10_000), rateOf(0, 0)]).toEqual(['99.9', '–']);
});

test('months add up, and the year turns', () => {
  const points = totalsByMonth([
    { monthOn: '2021-12-01', installed: 3 },
    { monthOn: '2022-02-01', installed: -1 },
  ]);
  expect(points.map(({ day, value }) => [day, value])).toEqual([
    ['2021-12-01', 0],
    ['2022-01-01', 3],
    ['2022-03-01', 2],
  ]);
});
