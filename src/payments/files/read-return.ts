// Reads what a bank gives back, in any of the forms its programme lists, into rows of reference,
// amount and result. A row that cannot be read keeps its line; nothing is guessed.

import { fail } from '../../core/errors.ts';
import { yuanToFen } from '../../core/money.ts';
import { decodeText } from '../../office/csv.ts';
import { openWorkbook } from '../../office/open.ts';
import { encodeGb18030 } from '../../office/out/gb18030.ts';
import type { Cell } from '../../office/workbook.ts';
import type { Bank, ReturnFileKind } from '../../rules/schema/payment.ts';
import type { ReturnRow } from '../matching.ts';
import { readPain002 } from './pain002.ts';
import { separators } from './text-file.ts';

type Given = { readonly name: string; readonly bytes: Uint8Array };
type Columns = Extract<ReturnFileKind, { row: unknown }>['row'];
type KindOf<K extends ReturnFileKind['kind']> = Extract<ReturnFileKind, { kind: K }>;

/** Most rows of one return. */
export const RETURN_ROWS_MAX = 50_000;

/** The rows of a return, and which of the bank's forms it has. */
export async function readReturn(
  bank: Bank,
  given: Given,
): Promise<{ readonly fileId: string; readonly rows: readonly ReturnRow[] }> {
  const file = recognise(bank, given);
  const rows = await rowsOf(file, given);
  if (rows.length === 0) refuse('里面没有一行付款', 'it holds no payment');
  if (rows.length > RETURN_ROWS_MAX) refuse('行数过多', 'it has too many rows');
  return { fileId: file.id, rows };
}

function refuse(reasonZh: string, reasonEn: string): never {
  return fail('bank-return.unreadable', { reasonZh, reasonEn });
}

/** The form is told by the content; a name says nothing. */
function recognise(bank: Bank, { bytes }: Given): ReturnFileKind {
  const kinds: ReadonlyArray<ReturnFileKind['kind']> = kindsOf(bytes);
  const fitting = bank.returns.filter(({ kind }) => kinds.includes(kind));
  if (kinds.includes('fixed')) {
    const text = decodeText(bytes);
    const separated = fitting.find((file) => file.kind === 'delimited' && isSeparated(text, file));
    if (separated) return separated;
    const fixed = fitting.find(({ kind }) => kind === 'fixed');
    if (fixed) return fixed;
  }
  const file = fitting.find(({ kind }) => kind !== 'delimited');
  return file ?? refuse('格式不在该银行的回盘格式之列', 'its form is none of those of the bank');
}

function kindsOf(bytes: Uint8Array): ReadonlyArray<ReturnFileKind['kind']> {
  const start = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  if (start.startsWith('PK') || start.startsWith('\xd0\xcf\x11\xe0')) return ['workbook'];
  if (/^(\xef\xbb\xbf)?\s*</.test(start)) return ['pain.002'];
  return ['fixed', 'delimited'];
}

function isSeparated(text: string, { separator, row }: KindOf<'delimited'>): boolean {
  const lines = linesOf(text);
  const middle = lines[Math.floor(lines.length / 2)]?.text ?? '';
  return middle.split(separators[separator]).length >= row.length;
}

async function rowsOf(file: ReturnFileKind, { name, bytes }: Given): Promise<ReturnRow[]> {
  switch (file.kind) {
    case 'pain.002':
      return readPain002(bytes);
    case 'workbook':
      return readSheet(file, { name, bytes });
    case 'fixed':
    case 'delimited':
      return readText(file, decodeText(bytes));
  }
}

const linesOf = (text: string) =>
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, at) => ({ text: line, number: at + 1 }))
    .filter((line) => line.text.trim() !== '');

function readText(file: KindOf<'fixed'> | KindOf<'delimited'>, text: string): ReturnRow[] {
  const lines = linesOf(text);
  const rows = lines.slice(file.headerLines, lines.length - file.trailerLines);
  return rows.map((line) => {
    const cells =
      file.kind === 'fixed'
        ? cutFixed(line.text, file.row)
        : line.text.split(separators[file.separator]);
    return rowOf(line.number, file.row, cells.length < file.row.length ? [] : cells);
  });
}

/** Cuts by bytes of GB18030, whatever the file was encoded in; the last column may be short. */
function cutFixed(line: string, columns: Columns): string[] {
  const bytes = encodeGb18030(line);
  const decoder = new TextDecoder('gb18030');
  const cells: string[] = [];
  let from = 0;
  for (const [at, { width = 0 }] of columns.entries()) {
    const isLast = at === columns.length - 1;
    if (from >= bytes.length && !isLast) return [];
    cells.push(decoder.decode(bytes.subarray(from, from + width)));
    from += width;
  }
  return bytes.subarray(from).toString('latin1').trim() === '' ? cells : [];
}

function rowOf(line: number, columns: Columns, cells: readonly string[]): ReturnRow {
  const textOf = (wanted: Columns[number]['field']): string | null => {
    const at = columns.findIndex(({ field }) => field === wanted);
    const text = (cells[at] ?? '').trim();
    return at < 0 || text === '' ? null : text;
  };
  const unit = columns.find(({ field }) => field === 'amount')?.unit ?? 'yuan';
  return {
    line,
    reference: textOf('reference')?.slice(0, 60) ?? null,
    amountFen: amountOf(textOf('amount'), unit),
    result: textOf('result')?.slice(0, 60) ?? null,
    reason: textOf('reason')?.slice(0, 200) ?? null,
  };
}

/** Fen or yuan as a bank writes them; null for anything else. */
export function amountOf(text: string | null, unit: 'fen' | 'yuan'): number | null {
  if (text === null) return null;
  if (unit === 'fen') return /^\d{1,15}$/.test(text) ? Number(text) : null;
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
  return /^\d{1,13}(\.\d+)?$/.test(plain) ? (yuanToFen(plain) ?? null) : null;
}

async function readSheet({ row }: KindOf<'workbook'>, given: Given): Promise<ReturnRow[]> {
  const { sheets } = await openWorkbook(given);
  for (const sheet of sheets) {
    if (sheet.isHidden) continue;
    let order: number[] | undefined;
    const rows: ReturnRow[] = [];
    for await (const { number, cells } of sheet.rows()) {
      if (order) {
        const texts = order.map((at) => cellText(cells[at]));
        if (texts.some((text) => text !== '')) rows.push(rowOf(number, row, texts));
      } else order = headOf(row, cells);
      if (rows.length > RETURN_ROWS_MAX) return rows;
    }
    if (order) return rows;
  }
  const columns = row.flatMap(({ title }) => title ?? []).join('、');
  return refuse(`没有找到表头“${columns}”`, `it has no heading ${columns}`);
}

/** Where the titled columns stand when this row is the heading; the needed ones must be there. */
function headOf(row: Columns, cells: ReadonlyArray<Cell | undefined>): number[] | undefined {
  const heads = cells.map((cell) => cellText(cell).replace(/\s+/g, ''));
  const places = row.map(({ title }) => heads.indexOf((title ?? '').replace(/\s+/g, '')));
  const isHead = row.every(({ field }, at) => {
    return field === 'reason' || field === 'text' || (places[at] ?? -1) >= 0;
  });
  return isHead ? places : undefined;
}

function cellText(cell: Cell | undefined): string {
  if (typeof cell === 'string') return cell.trim();
  return typeof cell === 'number' ? String(cell) : '';
}
