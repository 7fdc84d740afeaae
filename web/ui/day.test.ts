// Days in words, in both languages.

import { expect, test } from 'vitest';
import { dayInWords } from './day.ts';

test('a day is written in words, also one the calendar does not have', () => {
  expect(dayInWords('2022-12-05', 'zh')).toBe('2022年12月5日');
  expect(dayInWords('2022-04-31', 'en')).toBe('31 Apr 2022');
  expect(dayInWords('年底', 'zh')).toBe('年底');
});
