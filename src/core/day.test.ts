// Calendar days: which exist, and how far apart they are.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayInChina, daysBetween, parseDay, type Day } from './day.ts';

test('31 April and other days that do not exist are refused (O084)', () => {
  for (const text of ['2022-04-31', '2023-02-29', '2022-13-01', '2022-00-10', '2022-1-1', '']) {
    expect(parseDay(text)).toBeUndefined();
  }
  expect(parseDay('2024-02-29')).toBe('2024-02-29');
});

test('adding days and counting them agree over any stretch', () => {
  fc.assert(
    fc.property(fc.integer({ min: -40_000, max: 40_000 }), (count) => {
      const start = '2022-03-31' as Day;
      expect(daysBetween(start, addDays(start, count))).toBe(count);
    }),
  );
});

test('an evening instant in UTC already belongs to the next day in China', () => {
  expect(dayInChina(new Date('2022-11-30T16:30:00Z'))).toBe('2022-12-01');
});
