// Gives a workbook back to those who sent it, with what was found in it: coloured cells, comments
// and a sheet 校验结果. An .xlsx stays as it was in everything else; of an .xls or a .csv a new .xlsx
// with the same sheets and cells is made.

import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Language, Text } from '../core/text.ts';
import { editPackage, type SheetMarks } from './edit/package.ts';
import type { MarkTone } from './edit/styles.ts';
import { openWorkbook, type FileFromOutside } from './open.ts';
import type { CommentOut } from './out/comments.ts';
import { lawfulNames, type CellOut, type MarkedCell, type SheetOut } from './out/sheet.ts';
import { workbookPieces } from './out/write.ts';
import { quoteName } from './out/xml.ts';
import { zipPieces } from './out/zip.ts';
import { columnLetter, parseAddress, type Cell, type Sheet, type Workbook } from './workbook.ts';

/** Something found in one cell, or in a row, or in the whole file. */
export type CellFinding = {
  readonly sheet: string;
  /** From 1; 0 for the whole file. */
  readonly row: number;
  /** Address such as `E12`; empty when no single cell is meant. */
  readonly cell: string;
  /** What the column is called, for the list. */
  readonly column: string | Text;
  readonly value: string;
  readonly code: string;
  readonly severity: MarkTone;
  readonly message: Text;
};

export type AnnotateOptions = {
  /** Lines above the list of findings: counts, 演示数据. */
  readonly remarks?: readonly string[];
};

/** More boxes than that make Excel slow; colours and the list go on. */
const COMMENTS_MAX = 5000;
const COMMENT_CHARACTERS_MAX = 2000;

/** The workbook with its findings, whole. Refuses `file.…` as opening it does. */
export async function annotateWorkbook(
  file: FileFromOutside,
  findings: readonly CellFinding[],
  language: Language,
  options: AnnotateOptions = {},
): Promise<Buffer> {
  return buffer(await annotatedStream(file, findings, language, options));
}

/** The same as a stream, for a reply. */
export async function annotatedStream(
  file: FileFromOutside,
  findings: readonly CellFinding[],
  language: Language,
  options: AnnotateOptions = {},
): Promise<Readable> {
  const workbook = await openWorkbook(file);
  const marks = marksOf(findings, language);
  const result = resultSheet(findings, language, options, linkNames(workbook));
  const pieces =
    workbook.format === 'xlsx'
      ? zipPieces(editPackage(file.bytes, marks, result))
      : workbookPieces([...workbook.sheets.map((sheet) => copyOf(sheet, marks)), result]);
  return Readable.from(pieces, { objectMode: false });
}

function marksOf(
  findings: readonly CellFinding[],
  language: Language,
): ReadonlyMap<string, SheetMarks> {
  const bySheet = Map.groupBy(findings, ({ sheet }) => sheet);
  return new Map([...bySheet].map(([sheet, list]) => [sheet, sheetMarks(list, language)] as const));
}

function sheetMarks(findings: readonly CellFinding[], language: Language): SheetMarks {
  const marks = new Map<number, Map<number, MarkTone>>();
  const comments: CommentOut[] = [];
  for (const [cell, list] of Map.groupBy(findings, (finding) => finding.cell)) {
    const address = parseAddress(cell);
    if (!address) continue;
    const { row, column } = address;
    const tone = list.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
    const ofRow = marks.get(row) ?? new Map<number, MarkTone>();
    marks.set(row, ofRow.set(column, tone));
    if (comments.length >= COMMENTS_MAX) continue;
    const text = list.map(({ message }) => message[language]).join('\n');
    comments.push({ row, column, text: text.slice(0, COMMENT_CHARACTERS_MAX) });
  }
  comments.sort((a, b) => a.row - b.row || a.column - b.column);
  return { marks, comments };
}

const WORDS = {
  name: { zh: '校验结果', en: 'Findings' },
  none: { zh: '没有发现问题。', en: 'Nothing was found.' },
  error: { zh: '错误', en: 'Error' },
  warning: { zh: '提醒', en: 'Warning' },
  headings: {
    zh: ['序号', '工作表', '行', '单元格', '栏目', '原值', '类别', '问题', '代码'],
    en: ['No.', 'Sheet', 'Row', 'Cell', 'Column', 'Value', 'Kind', 'What is wrong', 'Code'],
  },
} as const;
const WIDTHS = [7, 18, 7, 9, 14, 24, 9, 70, 24];

function resultSheet(
  findings: readonly CellFinding[],
  language: Language,
  { remarks = [] }: AnnotateOptions,
  names: ReadonlyMap<string, string>,
): SheetOut {
  const rows = findings.map(
    ({ sheet, row, cell, column, value, code, severity, message }, at): CellOut[] => [
      { value: at + 1, kind: 'number' },
      sheet,
      { value: row > 0 ? row : null, kind: 'number' },
      linkTo(names.get(sheet), cell),
      typeof column === 'string' ? column : column[language],
      value,
      { value: WORDS[severity][language], tone: severity },
      { value: message[language], kind: 'wrapped' },
      code,
    ],
  );
  return {
    name: WORDS.name[language],
    title: WORDS.name[language],
    remarks: findings.length === 0 ? [...remarks, WORDS.none[language]] : remarks,
    columns: WORDS.headings[language].map((heading, at) => ({
      heading,
      widthCharacters: WIDTHS[at] ?? 12,
    })),
    rows,
  };
}

function linkTo(sheet: string | undefined, cell: string): CellOut {
  if (sheet === undefined || cell === '') return cell;
  return { value: cell, link: `${quoteName(sheet)}!${cell}`, tone: 'link' };
}

/** What the sheets are called in the workbook that goes back: a copy takes lawful names only. */
function linkNames({ format, sheets }: Workbook): ReadonlyMap<string, string> {
  const names = sheets.map(({ name }) => name);
  const given = format === 'xlsx' ? names : lawfulNames(names);
  return new Map(names.map((name, at) => [name, given[at] ?? name]));
}

/** A sheet of another format with its cells, coloured and commented. */
function copyOf(sheet: Sheet, marks: ReadonlyMap<string, SheetMarks>): SheetOut {
  const { name, isHidden } = sheet;
  return {
    name,
    isHidden,
    columns: [],
    hasHeadings: false,
    rows: copiedRows(sheet, marks.get(name)),
    merges: () => sheet.merges(),
  };
}

async function* copiedRows(sheet: Sheet, given: SheetMarks | undefined): AsyncGenerator<CellOut[]> {
  const comments = new Map(
    given?.comments.map(({ row, column, text }) => [`${columnLetter(column)}${row}`, text]),
  );
  let next = 1;
  for await (const { number, cells } of sheet.rows()) {
    // Rows that the file leaves out keep the others in their place.
    for (; next < number; next++) yield [];
    next = number + 1;
    const tones = given?.marks.get(number);
    const width = Math.max(cells.length, ...[...(tones?.keys() ?? [])].map((at) => at + 1));
    yield Array.from({ length: width }, (_, column): CellOut => {
      const comment = comments.get(`${columnLetter(column)}${number}`);
      const tone = tones?.get(column);
      const shown = copiedCell(cells[column]);
      return { ...shown, ...(tone && { tone }), ...(comment !== undefined && { comment }) };
    });
  }
}

function copiedCell(cell: Cell | undefined): MarkedCell {
  if (typeof cell === 'number') return { value: cell, kind: 'number' };
  if (typeof cell === 'object' && 'serial' in cell) return { value: cell.serial, kind: 'day' };
  return { value: cell };
}
