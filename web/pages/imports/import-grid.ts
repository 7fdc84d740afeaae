// Findings as a grid of the sheet's cells: one row for each row of the file, one column for each
// column in which anything was found. Pure.

import { columnKeys } from '../../../src/contracts/imports.ts';
import type { Finding, Severity } from '../../api/imports.ts';

export type GridCell = {
  readonly value: string;
  /** The worst of what was found in it. */
  readonly severity: Severity;
  /** Their places in the list of findings. */
  readonly findings: readonly number[];
};
export type GridRow = {
  readonly key: string;
  readonly sheet: string;
  readonly row: number;
  readonly isRefused: boolean;
  readonly cells: ReadonlyMap<string, GridCell>;
};

const order: readonly string[] = columnKeys;
const placeOf = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);

/** The columns in the order of the template; those of no meaning of their own at the end. */
export function columnsOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ column }) => column))]
    .filter((column) => column !== '')
    .toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** The rows in the order of the findings, which is that of the file. */
export function gridOf(findings: readonly Finding[]): GridRow[] {
  const numbered = findings.map((finding, at) => ({ ...finding, at }));
  const byRow = Map.groupBy(numbered, ({ sheet, row }) => `${sheet}!${row}`);
  return [...byRow].flatMap(([key, found]) => {
    const [first] = found;
    if (!first) return [];
    const byColumn = Map.groupBy(found, ({ column }) => column);
    const cells = [...byColumn].map(([column, inCell]) => {
      const isBad = inCell.some(({ severity }) => severity === 'error');
      const cell: GridCell = {
        value: inCell[0]?.value ?? '',
        severity: isBad ? 'error' : 'warning',
        findings: inCell.map(({ at }) => at),
      };
      return [column, cell] as const;
    });
    const isRefused = found.some(({ severity }) => severity === 'error');
    return [{ key, sheet: first.sheet, row: first.row, isRefused, cells: new Map(cells) }];
  });
}
