// Targets: how the sums of a table are compared with what the programme says. Pure.

import type { Text } from '../core/text.ts';
import type { MayTable } from '../people/model.ts';

/** The actions of this capability → the roles that may perform them. */
export const targetMay = { 'target.load-version': ['office'] } as const satisfies MayTable;

/** What the programme says a sum of the table should be. */
export type Expectation = {
  readonly label: Text;
  /** Null: of all years. */
  readonly year: number | null;
  /** Ids of projects; null: of all. */
  readonly projects: readonly string[] | null;
  readonly households: number;
};

/** A sum of the table that is not what the programme says. */
export type Difference = {
  readonly label: Text;
  readonly expected: number;
  readonly found: number;
};

type Row = { readonly year: number; readonly project: string; readonly households: number };

/** The sums that differ from what is expected. */
export function findDifferences(
  rows: readonly Row[],
  expectations: readonly Expectation[],
): Difference[] {
  return expectations.flatMap(({ label, year, projects, households: expected }) => {
    const found = rows
      .filter((row) => year === null || row.year === year)
      .filter((row) => projects === null || projects.includes(row.project))
      .reduce((sum, { households }) => sum + households, 0);
    return found === expected ? [] : [{ label, expected, found }];
  });
}
