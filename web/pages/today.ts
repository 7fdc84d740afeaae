// Today in China, and how far a day is from it.

import { systemClock } from '../../src/core/clock.ts';
import { dayInChina, daysBetween, parseDay, type Day } from '../../src/core/day.ts';

export const today = (): Day => dayInChina(systemClock());

/** Days until `day`; negative when it is over. */
export function daysUntil(day: string): number {
  const end = parseDay(day);
  return end === undefined ? 0 : daysBetween(today(), end);
}
