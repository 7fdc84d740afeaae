// What a file of tables looks like once it is read, whatever its format was. Says nothing about
// what the cells mean.

import { addDays, type Day } from '../core/day.ts';

/** A number shown as a date: days of the system of 1900, the fraction is the time. */
export type DateCell = { readonly serial: number };
/** `#N/A` and the like; empty for a formula whose value was never computed. */
export type ErrorCell = { readonly error: string };
export type Cell = string | number | boolean | DateCell | ErrorCell;

/** A row with its number as the sheet counts, from 1; cells by column from 0, with gaps. */
export type Row = { readonly number: number; readonly cells: ReadonlyArray<Cell | undefined> };

/** A merged range; rows from 1, columns from 0, both ends within. */
export type Merge = {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
};

export type Sheet = {
  readonly name: string;
  readonly isHidden: boolean;
  /** Reads the rows once, in the order of the file. */
  rows(): AsyncIterable<Row>;
  /** Complete only after the rows are read: a workbook names its merged ranges after them. */
  merges(): readonly Merge[];
};

export type Workbook = {
  readonly format: 'xlsx' | 'xls' | 'csv';
  readonly sheets: readonly Sheet[];
  /** Numbers not shown as dates count their days, if they are days, from 1904 instead of 1900. */
  readonly isDate1904: boolean;
  readonly hasExternalLinks: boolean;
};

/** `A`, `Z`, `AA` for 0, 25, 26. */
export function columnLetter(column: number): string {
  const rest = Math.floor(column / 26);
  const last = String.fromCharCode(65 + (column % 26));
  return rest === 0 ? last : columnLetter(rest - 1) + last;
}

/** Row from 1 and column from 0 of `C12`; undefined when it is no address of a cell. */
export function parseAddress(text: string): { row: number; column: number } | undefined {
  let [at, column] = [0, 0];
  for (; at < text.length; at++) {
    const letter = text.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  let row = 0;
  const digits = at;
  for (; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return undefined;
    row = row * 10 + digit;
  }
  const isAddress = digits > 0 && digits <= 3 && at > digits && at - digits <= 7 && row > 0;
  return isAddress ? { row, column: column - 1 } : undefined;
}

/** How many days the system of 1904 is behind. */
const DAYS_TO_1904 = 1462;

/** A date cell of a serial number in the date system of its workbook. */
export function dateCell(serial: number, isDate1904: boolean): DateCell {
  return { serial: isDate1904 ? serial + DAYS_TO_1904 : serial };
}

const FIRST_SERIAL = 61;
const LAST_SERIAL = 73_050;
const DAY_BEFORE_1900 = '1899-12-30' as Day;

/**
 * The day of a serial number; undefined before March 1900, where Excel counts a day that never was,
 * and after 2099.
 */
export function dayOfSerial(serial: number, isDate1904: boolean): Day | undefined {
  const { serial: days } = dateCell(serial, isDate1904);
  if (!(days >= FIRST_SERIAL && days < LAST_SERIAL)) return undefined;
  return addDays(DAY_BEFORE_1900, Math.floor(days));
}

const BUILT_IN_DATES = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;

/** Whether a number format shows a date; the built-in ones include those of Chinese Excel. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN_DATES.some(([from, to]) => id >= from && id <= to);
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').replace(/General/gi, '');
  return /[ymdhs]/i.test(bare);
}
