// Finds the headings of a sheet, in one row or in two with merged cells, and tells which rows below
// are no households: repeated headings, sums, signatures, blank rows.

import type { Row } from '../../office/workbook.ts';
import {
  isLedger,
  layOut,
  plainHeading,
  type Headings,
  type Layout,
  type MappedHeadings,
} from './columns.ts';
import { isEmptyCell, plainText } from './text.ts';

/** The headings of a sheet and the lowest row they stand in. */
export type Header = {
  readonly layout: Layout;
  readonly row: number;
  /** The rows of headings as compared with rows further down. */
  readonly signatures: ReadonlySet<string>;
};

/** What a row turns out to be while the headings are looked for. */
export type HeaderStep =
  | { readonly kind: 'before' }
  /** Too many rows without headings: this sheet is something else. */
  | { readonly kind: 'none' }
  /** Headings found; `next` is a row read too far, which is already data. */
  | { readonly kind: 'found'; readonly header: Header; readonly next: Row | undefined };

const LOOKED_ROWS_MAX = 500;

/** Looks for the headings row by row. `end` is for a sheet that stops right after its headings. */
export type HeaderFinder = {
  look(row: Row): HeaderStep;
  end(): Header | undefined;
};

/** A finder for one sheet. */
export function headerFinder(mapped?: MappedHeadings): HeaderFinder {
  const titles = new Set<string>();
  let above: Row | undefined;
  let found: { rows: Row[]; layout: Layout } | undefined;
  let looked = 0;
  const headerOf = (rows: Row[], layout: Layout): Header => ({
    layout,
    row: rows.at(-1)?.number ?? 0,
    signatures: new Set([...titles, ...rows.map(signatureOf)]),
  });
  return {
    look(row) {
      looked += 1;
      if (!found && looked > LOOKED_ROWS_MAX) return { kind: 'none' };
      if (found) {
        const [last] = found.rows.slice(-1);
        const lower = last && tryBelow(found.layout, last, row, mapped);
        if (!lower) return { kind: 'found', header: headerOf(found.rows, found.layout), next: row };
        return { kind: 'found', header: headerOf([...found.rows, row], lower), next: undefined };
      }
      const own = layOut(headingsOf(row), mapped);
      const isBelow = above !== undefined && above.number === row.number - 1;
      const both = isBelow && above ? layOut(headingsOf(row, above), mapped) : own;
      if (isLedger(both) && both.columns.size > own.columns.size && above) {
        found = { rows: [above, row], layout: both };
        return { kind: 'found', header: headerOf(found.rows, both), next: undefined };
      }
      if (isLedger(own)) found = { rows: [row], layout: own };
      else titles.add(signatureOf(row));
      above = row;
      return { kind: 'before' };
    },
    end: () => found && headerOf(found.rows, found.layout),
  };
}

/** The layout of both rows together, when the lower one only names more columns. */
function tryBelow(
  layout: Layout,
  upper: Row,
  lower: Row,
  mapped: MappedHeadings | undefined,
): Layout | undefined {
  if (lower.number !== upper.number + 1) return undefined;
  const both = layOut(headingsOf(lower, upper), mapped);
  const isFilled = ['headName', 'idNumber'] as const;
  const isData = isFilled.some((key) => {
    const column = layout.columns.get(key);
    return column !== undefined && !isEmptyCell(lower.cells[column]);
  });
  return !isData && isLedger(both) && both.columns.size > layout.columns.size ? both : undefined;
}

/** The headings of a row; a group heading above counts where the row itself is empty. */
function headingsOf(row: Row, above?: Row): Headings {
  const headings = new Map<number, { text: string; unitText: string }>();
  const width = Math.max(row.cells.length, above?.cells.length ?? 0);
  let group = '';
  for (let column = 0; column < width; column++) {
    const upper = textAt(above, column);
    const lower = textAt(row, column);
    if (upper !== '') group = upper;
    const text = lower === '' ? upper : lower;
    if (text !== '') headings.set(column, { text, unitText: lower === '' ? upper : lower + group });
  }
  return headings;
}

function textAt(row: Row | undefined, column: number): string {
  const cell = row?.cells[column];
  return typeof cell === 'string' ? cell.trim() : '';
}

function signatureOf({ cells }: Row): string {
  return cells.flatMap((cell) => (typeof cell === 'string' ? [plainHeading(cell)] : [])).join('|');
}

const SUM = /(?:小计|合计|总计|共计|累计)(?:[:(].*|\d+户?)?$/;
const SIGNER = '填表|填报|制表|审核|复核|经办|负责|主要领导|分管领导|单位负责|联系';
const SIGNATURE = new RegExp(
  `^(?:${SIGNER})(?:人|单位|日期|时间|电话)?:|^(?:${SIGNER})人$|^(?:注|说明|备注)\\d*:`,
);

const isMark = (text: string) => SUM.test(text) || SIGNATURE.test(text);

/** Whether a row below the headings holds no household. */
export function isSkipped(row: Row, { layout, signatures }: Header): boolean {
  const id = row.cells[layout.columns.get('idNumber') ?? -1];
  if (typeof id === 'string' && /^['‘’]?\d/.test(id)) return false;
  const filled = [...row.cells.entries()].filter(([, cell]) => !isEmptyCell(cell));
  if (filled.length === 0) return true;
  if (signatures.has(signatureOf(row)) && filled.some(([, cell]) => typeof cell === 'string')) {
    return true;
  }
  const [[column, only] = []] = filled;
  const isNumber = typeof only === 'number' || (typeof only === 'string' && /^\d+$/.test(only));
  const serial = layout.serialColumn ?? 0;
  if (filled.length === 1 && column === serial && isNumber) return true;
  if (isHeadingAgain(row, layout)) return true;
  // A row that names a person, or has an ID number, is a household however much is missing.
  const ofPerson = (['headName', 'idNumber'] as const).flatMap((key) => {
    const cell = row.cells[layout.columns.get(key) ?? -1];
    return cell === undefined || isEmptyCell(cell) ? [] : [plainText(cell)];
  });
  if (!ofPerson.every(isMark)) return false;
  return filled.some(([, cell]) => typeof cell === 'string' && isMark(plainText(cell)));
}

/** Headings printed again with other spaces or line breaks, or in another wording. */
function isHeadingAgain(row: Row, { columns }: Layout): boolean {
  return (['headName', 'idNumber'] as const).every((key) => {
    const again = layOut(headingsOf(row)).columns.get(key);
    return again !== undefined && again === columns.get(key);
  });
}
