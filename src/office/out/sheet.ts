// What a workbook to be written looks like: columns with a kind each, rows of plain values, and
// the little that offices expect of a sheet. Says nothing about what the cells mean.

import type { Day } from '../../core/day.ts';
import { invariant } from '../../core/invariant.ts';
import type { Fen } from '../../core/money.ts';
import type { ErrorCell, Merge } from '../workbook.ts';

/**
 * How the cells of a column are shown:
 * - `text` stays text whatever it looks like (`@`); so do ID, phone and account numbers;
 * - `wrapped` is long text in several lines;
 * - `number` as it is, `integer` with thousands separators;
 * - `money` is given in whole fen and shown in yuan with two digits;
 * - `day` is a Day.
 */
export const columnKinds = ['text', 'wrapped', 'number', 'integer', 'money', 'day'] as const;
export type ColumnKind = (typeof columnKinds)[number];

/** Looks with a meaning: red is wrong, yellow a warning, green done, grey beside the point. */
export const tones = ['error', 'warning', 'good', 'muted', 'link'] as const;
export type Tone = (typeof tones)[number];

export type CellValue = string | number | boolean | null | undefined;
/** A cell that stands out, or is of another kind than its column. */
export type MarkedCell = {
  readonly value: CellValue | ErrorCell;
  readonly tone?: Tone;
  readonly comment?: string;
  readonly kind?: ColumnKind;
  /** Where a click leads within the workbook: `'台账'!E12`. */
  readonly link?: string;
};
export type CellOut = CellValue | MarkedCell;

/** What a cell may be filled with from a list. */
export type Choices = {
  /** The list; or a list for each word that the cell in column `on` of the same row may hold. */
  readonly values: readonly string[] | ReadonlyMap<string, readonly string[]>;
  /** Column from 0 on which the list depends. */
  readonly on?: number;
  /** True: another word may be typed after a question. */
  readonly isOpen?: boolean;
};

export type ColumnOut = {
  readonly heading: string;
  /** `text` when not said. */
  readonly kind?: ColumnKind;
  /** As wide as so many digits; a Chinese character takes two. By the heading if not said. */
  readonly widthCharacters?: number;
  readonly isRequired?: boolean;
  /** A comment on the heading. */
  readonly comment?: string;
  readonly choices?: Choices;
};

export type RowsOut = Iterable<readonly CellOut[]> | AsyncIterable<readonly CellOut[]>;

export type SheetOut = {
  /** Made lawful and unique when it is not: 31 characters, none of `[]:*?/\`. */
  readonly name: string;
  /** Stands merged over all columns in the first row. */
  readonly title?: string;
  /** Lines below the title: the unit that reports, 演示数据, the filter. */
  readonly remarks?: readonly string[];
  readonly columns: readonly ColumnOut[];
  readonly rows: RowsOut;
  /** How many columns stay in sight when one scrolls right; 0 when not said. */
  readonly frozenColumns?: number;
  /** False: no row of headings, as on a page of instructions. */
  readonly hasHeadings?: boolean;
  readonly isHidden?: boolean;
  /** Merged ranges besides those of the title; asked for after the rows. */
  readonly merges?: () => readonly Merge[];
};

const SHEET_NAME_CHARACTERS_MAX = 31;

/** Names that a workbook may have: short, without forbidden signs, different from each other. */
export function lawfulNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const plain = name
      .replace(/[[\]:*?/\\\p{Cc}]/gu, ' ')
      .replace(/^[\s']+|[\s']+$/g, '')
      .slice(0, SHEET_NAME_CHARACTERS_MAX);
    const first = plain === '' ? 'Sheet' : plain;
    let lawful = first;
    for (let number = 2; taken.has(lawful.toLowerCase()); number++) {
      const ending = ` (${number})`;
      lawful = first.slice(0, SHEET_NAME_CHARACTERS_MAX - ending.length) + ending;
    }
    taken.add(lawful.toLowerCase());
    return lawful;
  });
}

const DAY_ZERO_MS = Date.UTC(1899, 11, 30);
const MS_PER_DAY = 86_400_000;

/** The number by which a workbook of the system of 1900 keeps a day. */
export function serialOfDay(day: Day): number {
  return (Date.parse(day) - DAY_ZERO_MS) / MS_PER_DAY;
}

/** Whole fen as a plain decimal of yuan: 479920 → `4799.20`. */
export function plainYuan(amountFen: Fen): string {
  invariant(Number.isSafeInteger(amountFen), 'money is whole fen');
  const digits = Math.abs(amountFen).toString().padStart(3, '0');
  return `${amountFen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Takes a cell apart. */
export function cellOf(cell: CellOut): MarkedCell {
  return typeof cell === 'object' && cell !== null ? cell : { value: cell };
}
