// One worksheet as XML, in pieces: rows are written as they come and never kept.

import { parseDay } from '../../core/day.ts';
import { invariant } from '../../core/invariant.ts';
import { columnLetter, type ErrorCell } from '../workbook.ts';
import { validationsXml, type ChoiceLists } from './choices.ts';
import type { CommentOut } from './comments.ts';
import {
  cellOf,
  plainYuan,
  serialOfDay,
  type CellOut,
  type CellValue,
  type ColumnKind,
  type SheetOut,
} from './sheet.ts';
import { specialStyle, styleOf, type SpecialStyle } from './styles.ts';
import { escapeXml, MAIN_NAMESPACE, RELATIONS_NAMESPACE, XML_HEAD } from './xml.ts';

const PIECE_CHARACTERS = 64 * 1024;
const ROWS_MAX = 1_048_576;
const CELL_CHARACTERS_MAX = 32_767;
const HEADING_POINTS = 36;
const TITLE_POINTS = 30;
const REMARK_POINTS = 20;

/** What is known of a sheet once its XML is written. */
export type SheetNotes = { readonly comments: CommentOut[]; readonly links: LinkOut[] };

type LinkOut = { readonly reference: string; readonly target: string };

/** Excel takes no more of them on a sheet. */
const LINKS_MAX = 60_000;

export const noNotes = (): SheetNotes => ({ comments: [], links: [] });

/** Where the styles of a sheet stand in the workbook: ours from 0, behind others from their end. */
export type Pen = {
  readonly styleBase: number;
  readonly isFirst: boolean;
};

/** Rows above the first row of values. */
export function rowsAbove({ title, remarks = [], hasHeadings = true }: SheetOut): number {
  return (title === undefined ? 0 : 1) + remarks.length + (hasHeadings ? 1 : 0);
}

/** The XML of a sheet. Comments are gathered in `notes`, lists of words in `lists`. */
export async function* sheetXml(
  sheet: SheetOut,
  pen: Pen,
  lists: ChoiceLists,
  notes: SheetNotes,
): AsyncGenerator<string> {
  const { columns, hasHeadings = true } = sheet;
  yield head(sheet, pen);
  yield topRows(sheet, pen, notes);
  const letters = columns.map((_, column) => columnLetter(column));
  const kinds = columns.map(({ kind = 'text' }) => kind);
  let row = rowsAbove(sheet);
  const firstRow = row + 1;
  let piece = '';
  for await (const cells of sheet.rows) {
    row += 1;
    piece += rowXml(row, cells, { letters, kinds, pen, notes });
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  invariant(row <= ROWS_MAX, 'a sheet has at most 1,048,576 rows');
  const last = columnLetter(Math.max(columns.length - 1, 0));
  const filter =
    hasHeadings && !sheet.isHidden ? `<autoFilter ref="A${firstRow - 1}:${last}${row}"/>` : '';
  yield (
    `${piece}</sheetData>${filter}${mergesXml(sheet, last)}` +
    validationsXml(columns, firstRow, lists) +
    linksXml(notes) +
    tail(last, notes.comments.length > 0)
  );
}

function head(sheet: SheetOut, { isFirst, styleBase }: Pen): string {
  const { columns, frozenColumns = 0, hasHeadings = true } = sheet;
  const above = hasHeadings ? rowsAbove(sheet) : 0;
  const corner = `${columnLetter(frozenColumns)}${above + 1}`;
  const pane = paneName(frozenColumns, above);
  const split =
    (frozenColumns > 0 ? ` xSplit="${frozenColumns}"` : '') +
    (above > 0 ? ` ySplit="${above}"` : '');
  const frozen =
    pane === undefined
      ? ''
      : `<pane${split} topLeftCell="${corner}" activePane="${pane}" state="frozen"/>` +
        `<selection pane="${pane}" activeCell="${corner}" sqref="${corner}"/>`;
  const widths = columns.map((column, at) => {
    const style = styleBase + styleOf(column.kind ?? 'text');
    const { widthCharacters = widthOf(column.heading) } = column;
    const range = `min="${at + 1}" max="${at + 1}"`;
    return `<col ${range} width="${widthCharacters}" style="${style}" customWidth="1"/>`;
  });
  return (
    `${XML_HEAD}<worksheet xmlns="${MAIN_NAMESPACE}" xmlns:r="${RELATIONS_NAMESPACE}">` +
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' +
    `<sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">${frozen}` +
    '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>' +
    `${widths.length > 0 ? `<cols>${widths.join('')}</cols>` : ''}<sheetData>`
  );
}

function paneName(columns: number, rows: number): string | undefined {
  if (columns > 0) return rows > 0 ? 'bottomRight' : 'topRight';
  return rows > 0 ? 'bottomLeft' : undefined;
}

/** A Chinese character is as wide as two digits. */
export function widthOf(heading: string): number {
  const width = [...heading].reduce((sum, sign) => sum + (sign > '\u00ff' ? 2 : 1), 0);
  return Math.min(Math.max(width + 3, 9), 40);
}

function topRows(sheet: SheetOut, { styleBase }: Pen, notes: SheetNotes): string {
  const { title, remarks = [], columns, hasHeadings = true } = sheet;
  let rows = '';
  let row = 0;
  const line = (text: string, style: SpecialStyle, points: number) => {
    row += 1;
    const cell = textCell(`A${row}`, styleBase + specialStyle(style), text);
    rows += `<row r="${row}" ht="${points}" customHeight="1">${cell}</row>`;
  };
  if (title !== undefined) line(title, 'title', TITLE_POINTS);
  for (const remark of remarks) line(remark, 'remark', REMARK_POINTS);
  if (!hasHeadings) return rows;
  row += 1;
  const cells = columns.map(({ heading, isRequired, comment }, column) => {
    if (comment !== undefined) notes.comments.push({ row, column, text: comment });
    const style = styleBase + specialStyle(isRequired ? 'required' : 'heading');
    return textCell(`${columnLetter(column)}${row}`, style, heading);
  });
  return `${rows}<row r="${row}" ht="${HEADING_POINTS}" customHeight="1">${cells.join('')}</row>`;
}

type RowScope = {
  readonly letters: readonly string[];
  readonly kinds: readonly ColumnKind[];
  readonly pen: Pen;
  readonly notes: SheetNotes;
};

function rowXml(
  row: number,
  cells: readonly CellOut[],
  { letters, kinds, pen, notes }: RowScope,
): string {
  let xml = `<row r="${row}">`;
  for (let column = 0; column < cells.length; column++) {
    const { value, tone, comment, link, kind = kinds[column] ?? 'text' } = cellOf(cells[column]);
    const reference = `${letters[column] ?? columnLetter(column)}${row}`;
    if (comment !== undefined) notes.comments.push({ row, column, text: comment });
    if (link !== undefined && notes.links.length < LINKS_MAX) {
      notes.links.push({ reference, target: link });
    }
    xml += cellXml(reference, pen.styleBase + styleOf(kind, tone), kind, value);
  }
  return `${xml}</row>`;
}

/** A cell. A string is text even if it begins with `=`; an empty one keeps the column's look. */
export function cellXml(
  reference: string,
  style: number,
  kind: ColumnKind,
  value: CellValue | ErrorCell,
): string {
  if (value === null || value === undefined || value === '') {
    return `<c r="${reference}" s="${style}"/>`;
  }
  if (typeof value === 'boolean') {
    return `<c r="${reference}" s="${style}" t="b"><v>${value ? 1 : 0}</v></c>`;
  }
  if (typeof value === 'number') {
    invariant(Number.isFinite(value), 'a number in a cell is finite');
    const number = kind === 'money' ? plainYuan(value) : value;
    return `<c r="${reference}" s="${style}"><v>${number}</v></c>`;
  }
  if (typeof value === 'object') {
    // A formula that was never computed has no error of its own.
    const error = escapeXml(value.error === '' ? '#N/A' : value.error);
    return `<c r="${reference}" s="${style}" t="e"><v>${error}</v></c>`;
  }
  const day = kind === 'day' ? parseDay(value) : undefined;
  if (day !== undefined) return `<c r="${reference}" s="${style}"><v>${serialOfDay(day)}</v></c>`;
  return textCell(reference, style, value);
}

function textCell(reference: string, style: number, text: string): string {
  invariant(text.length <= CELL_CHARACTERS_MAX, 'a cell holds at most 32,767 characters');
  // White space at the ends would be dropped, line breaks too.
  const space = /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : '';
  const words = `<is><t${space}>${escapeXml(text)}</t></is>`;
  return `<c r="${reference}" s="${style}" t="inlineStr">${words}</c>`;
}

function mergesXml(sheet: SheetOut, last: string): string {
  const { title, remarks = [], columns, merges = () => [] } = sheet;
  const lines = columns.length < 2 ? 0 : (title === undefined ? 0 : 1) + remarks.length;
  const ranges = [
    ...Array.from({ length: lines }, (_, at) => `A${at + 1}:${last}${at + 1}`),
    ...merges().map(
      ({ top, bottom, left, right }) =>
        `${columnLetter(left)}${top}:${columnLetter(right)}${bottom}`,
    ),
  ];
  if (ranges.length === 0) return '';
  const list = ranges.map((range) => `<mergeCell ref="${range}"/>`);
  return `<mergeCells count="${ranges.length}">${list.join('')}</mergeCells>`;
}

function linksXml({ links }: SheetNotes): string {
  if (links.length === 0) return '';
  const list = links.map(
    ({ reference, target }) =>
      `<hyperlink ref="${reference}" location="${escapeXml(target)}" display=""/>`,
  );
  return `<hyperlinks>${list.join('')}</hyperlinks>`;
}

/** Prints on A4 across, as wide as a page; long numbers kept as text are no mistake. */
function tail(last: string, hasComments: boolean): string {
  return (
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>' +
    '<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>' +
    `<ignoredErrors><ignoredError sqref="A1:${last}${ROWS_MAX}" numberStoredAsText="1"/>` +
    `</ignoredErrors>${hasComments ? '<legacyDrawing r:id="rIdVml"/>' : ''}</worksheet>`
  );
}
