// Draws the sample of a lot so that anyone can draw it again: docs/acceptance-sample.md says how in
// words. Pure; which cases a lot has and what its rounds are comes from outside.

import { hash } from 'node:crypto';
import { sampleSize } from './model.ts';
import type { Round } from './model.ts';

/** What a case is drawn by. */
export type Candidate = {
  readonly caseId: string;
  readonly village: string;
  readonly enterpriseId: string | null;
  readonly method: string | null;
};

/** A case with its stratum and its place in the drawn order there, both from 1. */
export type Placed<C extends Candidate> = C & {
  readonly stratum: number;
  readonly position: number;
};

/** The rank of a case under a seed: SHA-256 of the seed, a line feed and the case's id, in hex. */
export function rankOf(seed: string, caseId: string): string {
  return hash('sha256', `${seed}\n${caseId}`, 'hex');
}

/**
 * Puts cases into strata, village × enterprise × method, and into the drawn order of each: by rank,
 * smallest first. Strata are numbered by village, enterprise and method as text; none comes first.
 * The same cases and seed give the same places, in whatever order the cases are given.
 */
export function placeCases<C extends Candidate>(cases: readonly C[], seed: string): Placed<C>[] {
  const ranked = cases.map((one) => ({ one, rank: rankOf(seed, one.caseId) }));
  const strata = Map.groupBy(ranked, ({ one }) => strataKey(one));
  const keys = [...strata.keys()].toSorted();
  return keys.flatMap((key, stratum) => {
    const drawn = (strata.get(key) ?? []).toSorted((a, b) => (a.rank < b.rank ? -1 : 1));
    return drawn.map(({ one }, at) => ({ ...one, stratum: stratum + 1, position: at + 1 }));
  });
}

/** Villages, enterprises and methods hold no such character. */
const strataKey = ({ village, enterpriseId, method }: Candidate): string =>
  [village, enterpriseId ?? '', method ?? ''].join('\n');

/** A case of a lot as it was recorded when its sample was drawn or enlarged. */
export type Recorded = {
  readonly stratum: number;
  readonly position: number;
  readonly round: number | null;
  readonly isRecheck: boolean;
};

/**
 * Whether exactly those cases are drawn that their places and the rounds say: of each stratum the
 * first ones, as many as the rounds it has come to draw, and those to be seen again besides.
 */
export function isDrawnByPlace(cases: readonly Recorded[], rounds: readonly Round[]): boolean {
  return [...Map.groupBy(cases, ({ stratum }) => stratum).values()].every((members) => {
    const reached = new Set([1, ...members.map(({ round }) => round ?? 1)]);
    const steps = [...reached].toSorted((a, b) => a - b);
    return members.every(({ position, round, isRecheck }) => {
      const due = steps.find((step) => {
        const known = rounds[step - 1];
        return known !== undefined && position <= sampleSize(members.length, known);
      });
      return round === (isRecheck ? 1 : (due ?? null));
    });
  });
}

/** A drawn case with what came of it. */
export type Drawn = {
  readonly stratum: number;
  readonly position: number;
  /** The round that drew it; null: not drawn. */
  readonly round: number | null;
  /** What the first check in this lot found; null: not checked. */
  readonly firstResult: 'pass' | 'fail' | null;
};

/** Where one stratum stands. */
export type StratumState = {
  readonly stratum: number;
  readonly size: number;
  readonly drawn: number;
  readonly unchecked: number;
  readonly failed: number;
  /** The round it has come to. */
  readonly round: number;
  /** The next round and how many it draws in all, where houses of the last round failed. */
  readonly next: { readonly round: number; readonly count: number } | null;
};

/** Judges each stratum: what is unchecked, and where a larger sample has to be drawn. */
export function judgeStrata(cases: readonly Drawn[], rounds: readonly Round[]): StratumState[] {
  const strata = Map.groupBy(cases, ({ stratum }) => stratum);
  return [...strata]
    .toSorted(([a], [b]) => a - b)
    .map(([stratum, members]) => {
      const drawn = members.filter(({ round }) => round !== null);
      const round = Math.max(1, ...drawn.map((one) => one.round ?? 1));
      const failed = drawn.filter(({ firstResult }) => firstResult === 'fail');
      const size = members.length;
      const reached = sampleSize(size, rounds[round - 1] ?? { perMille: 1000, least: 1 });
      const hasFailed = failed.some((one) => one.round === round);
      const at = rounds.findIndex(
        (one, index) => index >= round && sampleSize(size, one) > reached,
      );
      const larger = rounds[at];
      return {
        stratum,
        size,
        drawn: drawn.length,
        unchecked: drawn.filter(({ firstResult }) => firstResult === null).length,
        failed: failed.length,
        round,
        next: hasFailed && larger ? { round: at + 1, count: sampleSize(size, larger) } : null,
      };
    });
}
