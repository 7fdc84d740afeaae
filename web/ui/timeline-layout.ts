// Places phases, steps and single days on one axis of real days, as shares of its length. No
// drawing and no words: timeline-chart.tsx draws it.

import { addDays, daysBetween, daysInMonth, type Day } from '../../src/core/day.ts';

export type AxisTick = { readonly day: Day; readonly at: number; readonly isYear: boolean };

export type Axis = {
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
  readonly ticks: readonly AxisTick[];
};

/** An axis of whole months around the days, with a tick at each quarter. Undefined without days. */
export function axisAround(days: readonly Day[]): Axis | undefined {
  const sorted = [...days].sort();
  const first = sorted[0];
  const last = sorted.at(-1);
  if (!first || !last) return undefined;
  const from = `${first.slice(0, 7)}-01` as Day;
  const [year, month] = last.split('-').map(Number);
  const to = `${last.slice(0, 7)}-${daysInMonth(year ?? 0, month ?? 1)}` as Day;
  const length = daysBetween(from, to) + 1;
  const ticks: AxisTick[] = [];
  for (let y = Number(from.slice(0, 4)); y <= Number(to.slice(0, 4)); y += 1) {
    for (const m of ['01', '04', '07', '10']) {
      const day = `${y}-${m}-01` as Day;
      if (day < from || day > to) continue;
      ticks.push({ day, at: daysBetween(from, day) / length, isYear: m === '01' });
    }
  }
  return { from, to, days: length, ticks };
}

/** Where a day begins on the axis, 0 to 1. */
export function placeOf(axis: Axis, day: Day): number {
  return clamp(daysBetween(axis.from, day) / axis.days);
}

/** Where a span from the first day to the end of the last one lies. */
export function spanOf(axis: Axis, from: Day, to: Day): { left: number; width: number } {
  const left = placeOf(axis, from);
  return { left, width: Math.max(0, placeOf(axis, addDays(to, 1)) - left) };
}

/** The days two spans have in common; undefined when they have none. */
export function overlapOf(
  a: { readonly from: Day; readonly to: Day },
  b: { readonly from: Day; readonly to: Day },
): { from: Day; to: Day; days: number } | undefined {
  const from = a.from > b.from ? a.from : b.from;
  const to = a.to < b.to ? a.to : b.to;
  return from <= to ? { from, to, days: daysBetween(from, to) + 1 } : undefined;
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
