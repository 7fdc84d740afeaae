// Compares the sums that annex 1 writes down, in rows and in columns, with what its rows add up to.

import type { Cell } from '../office/workbook.ts';
import { matchTown, type PlaceIndex } from '../places/model.ts';
import { annexFinding, type AnnexFinding, type At } from './annex-findings.ts';
import { SUM, type AnnexLayout, type ValueColumn } from './annex-header.ts';
import { plainCell, readHouseholds } from './annex-number.ts';

/** A number of the table with where it stands. */
export type Counted = {
  readonly row: number;
  readonly townKey: string;
  readonly placeKey: string;
  readonly year: number;
  readonly project: string;
  readonly households: number;
  readonly at: At;
};

/** A row of sums: 小计, 合计, or the line of a town above its villages. */
export type SumRow = { readonly row: number; readonly word: string; readonly townKey?: string };

type Compared = {
  readonly sheet: string;
  readonly layout: AnnexLayout;
  readonly cellAt: (row: number, column: number) => Cell | undefined;
  readonly counted: readonly Counted[];
  readonly sums: readonly SumRow[];
  readonly index: PlaceIndex;
};

/** The sums that differ. */
export function compareSums(given: Compared): AnnexFinding[] {
  const { layout, counted, sums } = given;
  const findings: AnnexFinding[] = [];
  const ordered = sums.toSorted((a, b) => a.row - b.row);
  for (const sum of ordered) {
    const ofSum = counted.filter(inSum(sum, ordered, given));
    for (const value of layout.values) {
      const ofColumn = value.isSum
        ? ofSum.filter(speaksOf(value))
        : ofSum.filter(({ at }) => at.column === value.column);
      compare(given, sum.row, value, ofColumn, findings);
    }
  }
  const sumColumns = layout.values.filter(({ isSum }) => isSum);
  for (const [row, ofRow] of Map.groupBy(counted, (one) => one.row)) {
    for (const value of sumColumns) {
      compare(given, row, value, ofRow.filter(speaksOf(value)), findings);
    }
  }
  return findings;
}

/** Which rows a row of sums adds up. */
function inSum(
  { row, word, townKey }: SumRow,
  sums: readonly SumRow[],
  { index }: Compared,
): (one: Counted) => boolean {
  if (townKey !== undefined) return (one) => one.townKey === townKey;
  const name = word.replace(SUM, '');
  const town = name === '' ? undefined : matchTown(index, name);
  if (town?.kind === 'found') return (one) => one.townKey === town.place.key;
  if (!word.includes('小计')) return () => true;
  const before = sums.findLast((one) => one.row < row && one.townKey === undefined)?.row ?? 0;
  return (one) => one.row > before && one.row < row;
}

function speaksOf({ year, project }: ValueColumn): (one: Counted) => boolean {
  return (one) =>
    (year === undefined || one.year === year) &&
    (project === undefined || one.project === project.id);
}

function compare(
  { sheet, cellAt }: Compared,
  row: number,
  { column, heading, power }: ValueColumn,
  counted: readonly Counted[],
  findings: AnnexFinding[],
): void {
  const cell = cellAt(row, column);
  if (plainCell(cell) === '') return;
  const written = readHouseholds(cell, power);
  const sum = counted.reduce((total, { households }) => total + households, 0);
  if (written === sum || typeof written === 'string') return;
  findings.push(annexFinding('sum.differs', { sheet, row, column, heading, cell }, { sum }));
}
