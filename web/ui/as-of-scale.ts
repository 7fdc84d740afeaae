// Where a day lies on the track of the as-of control, and how high the counts stand there. Pure.

import { addDays, daysBetween, type Day } from '../../src/core/day.ts';

export type AsOfPoint = { readonly day: Day; readonly value: number };

export type AsOfSpan = { readonly from: Day; readonly to: Day };

/** The share of the track before a day: 0 at its beginning, 1 at its end, never beyond. */
export function shareOf(day: Day, { from, to }: AsOfSpan): number {
  const whole = Math.max(1, daysBetween(from, to));
  return Math.min(1, Math.max(0, daysBetween(from, day) / whole));
}

/** The day at a share of the track. */
export function dayAt(share: number, { from, to }: AsOfSpan): Day {
  const whole = daysBetween(from, to);
  return addDays(from, Math.round(Math.min(1, Math.max(0, share)) * whole));
}

/** A day moved by some days, kept on the track. */
export function movedDay(day: Day, days: number, { from, to }: AsOfSpan): Day {
  const moved = addDays(day, days);
  if (moved < from) return from;
  return moved > to ? to : moved;
}

/** The line through the points up to a day, as the path of an area of 1000 by `height`. */
export function areaOf(
  points: readonly AsOfPoint[],
  until: Day,
  span: AsOfSpan,
  scale: { readonly most: number; readonly height: number },
): { readonly line: string; readonly area: string } {
  const { most, height } = scale;
  const shown = points.filter(({ day }) => day <= until);
  const last = shown.at(-1);
  const next = points.find(({ day }) => day > until);
  if (last && next) {
    const part = daysBetween(last.day, until) / Math.max(1, daysBetween(last.day, next.day));
    shown.push({ day: until, value: last.value + (next.value - last.value) * part });
  } else if (last) shown.push({ day: until, value: last.value });
  const spots = shown.map(({ day, value }) => {
    const x = (1000 * shareOf(day, span)).toFixed(1);
    return `${x} ${(height - (height * value) / (most || 1)).toFixed(1)}`;
  });
  if (spots.length === 0) return { line: '', area: '' };
  const line = `M${spots.join('L')}`;
  const end = (1000 * shareOf(until, span)).toFixed(1);
  return { line, area: `${line}L${end} ${height}L${spots[0]?.split(' ')[0]} ${height}Z` };
}
