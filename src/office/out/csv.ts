// Writes comma-separated text in pieces, in UTF-8 with a byte order mark (so that Excel reads the
// Chinese) or in GB18030. Text that a spreadsheet would take for a formula gets an apostrophe,
// which our own reader takes off again.

import { writeCsvRow } from '../../core/csv.ts';
import { cellOf, plainYuan, type CellOut, type ColumnKind, type RowsOut } from './sheet.ts';
import { encodeGb18030 } from './gb18030.ts';

export type CsvEncoding = 'utf-8' | 'gb18030';

const PIECE_CHARACTERS = 64 * 1024;
const BYTE_ORDER_MARK = '\uFEFF';

/** A list as comma-separated text: headings and rows, lines ended as Windows does. */
export async function* csvPieces(
  { columns, rows }: { columns: readonly CsvColumn[]; rows: RowsOut },
  encoding: CsvEncoding = 'utf-8',
): AsyncGenerator<Buffer> {
  const encode = encoding === 'utf-8' ? (text: string) => Buffer.from(text) : encodeGb18030;
  const kinds = columns.map(({ kind = 'text' }) => kind);
  let piece = encoding === 'utf-8' ? BYTE_ORDER_MARK : '';
  piece += `${writeCsvRow(columns.map(({ heading }) => heading))}\r\n`;
  for await (const cells of rows) {
    piece += `${writeCsvRow(kinds.map((kind, at) => textOf(cells[at], kind)))}\r\n`;
    if (piece.length < PIECE_CHARACTERS) continue;
    yield encode(piece);
    piece = '';
  }
  yield encode(piece);
}

type CsvColumn = { readonly heading: string; readonly kind?: ColumnKind };

function textOf(cell: CellOut, ofColumn: ColumnKind): string {
  const { value, kind = ofColumn } = cellOf(cell);
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'object') return value.error;
  if (typeof value === 'number') return kind === 'money' ? plainYuan(value) : String(value);
  return value;
}
