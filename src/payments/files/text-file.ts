// Writes payment files as text in GB18030: columns of a fixed number of bytes, or separated ones.
// What does not fit its column is refused, never cut: a name cut short is another name.

import { encodeGb18030 } from '../../office/out/gb18030.ts';
import type { PaymentColumn, PaymentFileKind } from '../../rules/schema/payment.ts';
import { columnText, refuseColumn } from './bank-file.ts';
import type { PaymentBatch, PaymentLine } from './bank-file.ts';

type TextFile = Extract<PaymentFileKind, { kind: 'fixed' | 'delimited' }>;

export const separators = { comma: ',', bar: '|', tab: '\t' } as const;
const lineEnds = { crlf: '\r\n', lf: '\n' } as const;

/** The file: header, a line for each payment, trailer. */
export function writeTextFile(file: TextFile, batch: PaymentBatch): Buffer {
  const lines = [
    ...(file.header.length > 0 ? [lineOf(file, file.header, batch, undefined)] : []),
    ...batch.lines.map((line) => lineOf(file, file.row, batch, line)),
    ...(file.trailer.length > 0 ? [lineOf(file, file.trailer, batch, undefined)] : []),
  ];
  const end = Buffer.from(lineEnds[file.lineEnd]);
  return Buffer.concat(lines.flatMap((line) => [line, end]));
}

function lineOf(
  file: TextFile,
  columns: readonly PaymentColumn[],
  batch: PaymentBatch,
  line: PaymentLine | undefined,
): Buffer {
  if (file.kind === 'fixed') {
    return Buffer.concat(columns.map((column) => fixedColumn(column, batch, line)));
  }
  const separator = separators[file.separator];
  const texts = columns.map((column) => {
    const text = columnText(column, batch, line);
    return isPlain(text) && !text.includes(separator) ? text : refuseColumn(column, line);
  });
  return encodeGb18030(texts.join(separator));
}

function fixedColumn(
  column: PaymentColumn,
  batch: PaymentBatch,
  line: PaymentLine | undefined,
): Buffer {
  const text = columnText(column, batch, line);
  const bytes = encodeGb18030(text);
  const room = (column.width ?? 0) - bytes.length;
  if (room < 0 || !isPlain(text)) refuseColumn(column, line);
  const filling = Buffer.alloc(room, column.pad);
  return Buffer.concat(column.align === 'left' ? [bytes, filling] : [filling, bytes]);
}

/** Without control characters, which would begin another line or column. */
const isPlain = (text: string): boolean => text.isWellFormed() && !/\p{Cc}/u.test(text);
