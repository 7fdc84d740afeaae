// Reads comma-separated text from outside: UTF-8 or GB18030, told apart by content; commas, tabs or
// semicolons; quotes that may hold line breaks. A record is a row, as Excel counts.

import { fail } from '../core/errors.ts';
import { refuseDde } from './hostile.ts';
import { CELL_CHARACTERS_MAX, COLUMNS_MAX, ROWS_MAX } from './limits.ts';
import type { Cell, Row, Sheet, Workbook } from './workbook.ts';

/** Opens text as a workbook of one sheet, named after the file without its ending. */
export function openCsv(bytes: Uint8Array, fileName: string): Workbook {
  const text = decodeText(bytes);
  const name = fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
  const sheet: Sheet = {
    name,
    isHidden: false,
    rows: () => readRows(text),
    merges: () => [],
  };
  return { format: 'csv', sheets: [sheet], isDate1904: false, hasExternalLinks: false };
}

/** Text in UTF-8, else in GB18030. */
export function decodeText(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  return fail('file.damaged', {
    reasonZh: '文字既不是 UTF-8 也不是 GB18030 编码',
    reasonEn: 'its text is neither UTF-8 nor GB18030',
  });
}

async function* readRows(text: string): AsyncGenerator<Row> {
  let number = 0;
  for (const record of records(text, findSeparator(text))) {
    number += 1;
    if (number > ROWS_MAX) tooLarge('行', 'rows');
    yield { number, cells: record.map(readCell) };
  }
}

function tooLarge(whatZh: string, whatEn: string): never {
  fail('file.too-large', { reasonZh: `${whatZh}数过多`, reasonEn: `it has too many ${whatEn}` });
}

/** Whichever of comma, tab and semicolon the first lines use most. */
function findSeparator(text: string): string {
  const start = text.slice(0, 4000);
  const count = (mark: string) => start.split(mark).length;
  return ['\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',');
}

function* records(text: string, separator: string): Generator<string[]> {
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    let field: string;
    if (text[at] === '"') [field, at] = quoted(text, at, separator);
    else {
      const end = endOfField(text, at, separator);
      [field, at] = [text.slice(at, end), end];
    }
    if (field.length > CELL_CHARACTERS_MAX) tooLarge('单元格字', 'characters in one cell');
    if (record.push(field) > COLUMNS_MAX) tooLarge('列', 'columns');
    if (text[at] === separator) {
      at += 1;
      if (at === text.length) record.push('');
      continue;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
    yield record;
    record = [];
  }
  if (record.length > 0) yield record;
}

function endOfField(text: string, from: number, separator: string): number {
  for (let at = from; at < text.length; at++) {
    const mark = text[at];
    if (mark === separator || mark === '\n' || mark === '\r') return at;
  }
  return text.length;
}

/** A field in quotes, and where it ends. What follows the closing quote still belongs to it. */
function quoted(text: string, from: number, separator: string): [string, number] {
  let field = '';
  let at = from + 1;
  for (;;) {
    const end = text.indexOf('"', at);
    if (end < 0) return [field + text.slice(at), text.length];
    field += text.slice(at, end);
    if (text[end + 1] !== '"') {
      const rest = endOfField(text, end + 1, separator);
      return [field + text.slice(end + 1, rest), rest];
    }
    field += '"';
    at = end + 2;
  }
}

const ERROR_VALUE = /^#(N\/A|DIV\/0!|REF!|VALUE!|NAME\?|NUM!|NULL!)$/;

function readCell(text: string): Cell | undefined {
  if (text === '') return undefined;
  if (text.startsWith('#') && ERROR_VALUE.test(text.trim())) return { error: text.trim() };
  // A spreadsheet would run this as a formula that asks another program.
  if (/^[=+\-@][^|]*\|[^!]*!/.test(text)) refuseDde();
  return text;
}
