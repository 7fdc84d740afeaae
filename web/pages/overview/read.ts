// What the overview adds up out of the rows it is given: who is short, what was reached, and how
// the target grows from deadline to deadline. Pure.

import type { Day } from '../../../src/core/day.ts';
import type { CaseState } from '../../../src/households/model.ts';
import { countedStates } from '../../../src/households/model.ts';
import { installedStates } from '../../../src/overview/model.ts';
import type { ProgrammeData } from '../../../src/rules/types.ts';

type States = Readonly<Partial<Record<CaseState, number>>>;
export type Row = { readonly key: string; readonly target: number | null; readonly states: States };

/** The way to payment, in its order. */
export const way = [
  'registered',
  'chosen',
  'approved',
  'contracted',
  'installed',
  'self-checked',
  'accepted',
  'published',
  'cleared',
  'paid',
] as const satisfies readonly CaseState[];

export const aside = ['rectifying', 'withdrawn', 'rejected'] as const satisfies CaseState[];

const sumOf = (states: States, wanted: readonly CaseState[]) =>
  wanted.reduce((sum, state) => sum + (states[state] ?? 0), 0);

export type Progress = {
  readonly key: string;
  readonly target: number;
  readonly installed: number;
  readonly proven: number;
  /** How many are short of the target; 0 when it is reached. */
  readonly gap: number;
};

export function progressOf({ key, target, states }: Row): Progress {
  const installed = sumOf(states, installedStates);
  const proven = sumOf(states, countedStates);
  return {
    key,
    target: target ?? 0,
    installed,
    proven,
    gap: Math.max(0, (target ?? 0) - installed),
  };
}

/** Those most short come first. */
export function bySize(rows: readonly Row[]): Progress[] {
  return rows
    .map(progressOf)
    .filter(({ target, installed }) => target + installed > 0)
    .toSorted((left, right) => right.gap - left.gap || right.target - left.target);
}

export function totalOf(progress: readonly Progress[]): Progress {
  const add = (name: 'target' | 'installed' | 'proven' | 'gap') =>
    progress.reduce((sum, one) => sum + one[name], 0);
  return {
    key: '',
    target: add('target'),
    installed: add('installed'),
    proven: add('proven'),
    gap: Math.max(0, add('target') - add('installed')),
  };
}

export function statesOf(rows: readonly Row[]): States {
  const sums: Partial<Record<CaseState, number>> = {};
  for (const { states } of rows) {
    for (const [state, count] of Object.entries(states) as Array<[CaseState, number]>) {
      sums[state] = (sums[state] ?? 0) + count;
    }
  }
  return sums;
}

/** How many have come as far as each step; works being rectified had been self-checked. */
export function reachedOf(states: States): ReadonlyArray<{ state: CaseState; reached: number }> {
  return way.map((state, at) => {
    const beyond = sumOf(states, way.slice(at));
    const rectified = at <= way.indexOf('self-checked') ? (states.rectifying ?? 0) : 0;
    return { state, reached: beyond + rectified };
  });
}

/** The fewest towns that make up most of what is short: at most three. */
export function mostShort(progress: readonly Progress[]) {
  const short = progress.filter(({ gap }) => gap > 0);
  const all = short.reduce((sum, { gap }) => sum + gap, 0);
  const first = short.slice(0, 3);
  const some = first.reduce((sum, { gap }) => sum + gap, 0);
  return { keys: first.map(({ key }) => key), percent: percentOf(some, all) };
}

/** Whole per cent, never 100 while something is missing. */
export function percentOf(part: number, whole: number): number {
  if (whole <= 0) return 0;
  const percent = Math.round((100 * part) / whole);
  return part < whole ? Math.min(99, percent) : percent;
}

/** With one digit, rounded down for the same reason. */
export function rateOf(part: number, whole: number): string {
  if (whole <= 0) return '–';
  const tenths = Math.floor((1000 * part) / whole);
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}

/** What is to be reached in all by each deadline; one year alone when it is asked for. */
export function targetSteps(data: ProgrammeData, year: number | undefined) {
  let sum = 0;
  return data.targets.targets
    .filter(({ measure, year: of }) => measure === 'households' && of !== undefined)
    .filter(({ year: of }) => year === undefined || of === year)
    .toSorted((left, right) => (left.year ?? 0) - (right.year ?? 0))
    .map(({ year: of, value, due }) => {
      sum += Number(value);
      const day = due && 'date' in due ? String(due.date) : `${of}-12-31`;
      return { day: day as Day, value: sum };
    });
}

type Month = { readonly monthOn: string; readonly installed: number };

/** How many were installed in all at the end of each month, the first month at nothing. */
export function totalsByMonth(months: readonly Month[]) {
  let sum = 0;
  const [first] = months;
  const points = first ? [{ day: first.monthOn as Day, value: 0 }] : [];
  for (const { monthOn, installed } of months) {
    sum += installed;
    points.push({ day: monthAfter(monthOn), value: sum });
  }
  return points;
}

function monthAfter(monthOn: string): Day {
  const [year = 0, month = 0] = monthOn.split('-').map(Number);
  const [nextYear, next] = month === 12 ? [year + 1, 1] : [year, month + 1];
  return `${nextYear}-${String(next).padStart(2, '0')}-01` as Day;
}
