// Lines of fixed columns, as banks exchange them: every column so many bytes wide in GB18030,
// filled up on one side. Knows no bank; widths and order come from its description.

import { fail } from '../core/errors.ts';
import { encodeGb18030 } from './out/gb18030.ts';

export type FixedColumn = {
  /** What the column is called in a refusal. */
  readonly name: string;
  readonly widthBytes: number;
  readonly align?: 'left' | 'right';
  /** One ASCII character; a space when not given. */
  readonly pad?: string;
};

/** A line as read, counted from 1; without values when its length is wrong. */
export type FixedLine = {
  readonly line: number;
  readonly values: readonly string[] | undefined;
};

/** One line without its end. Refuses `file.field-too-wide`: nothing is ever cut off. */
export function fixedLine(columns: readonly FixedColumn[], values: readonly string[]): Buffer {
  return Buffer.concat(
    columns.map(({ name, widthBytes, align = 'left', pad = ' ' }, at) => {
      const text = values[at] ?? '';
      const bytes = encodeGb18030(text);
      if (bytes.length > widthBytes || /[\r\n]/.test(text)) {
        fail('file.field-too-wide', { field: name, widthBytes, foundBytes: bytes.length });
      }
      const filling = Buffer.alloc(widthBytes - bytes.length, pad);
      return Buffer.concat(align === 'left' ? [bytes, filling] : [filling, bytes]);
    }),
  );
}

/**
 * The columns of each line, without what they were filled up with. Undefined for a line of another
 * length than its columns; empty lines are left out.
 */
export function readFixedLines(bytes: Uint8Array, columns: readonly FixedColumn[]): FixedLine[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoder = new TextDecoder('gb18030');
  const widthBytes = columns.reduce((sum, column) => sum + column.widthBytes, 0);
  return linesOf(buffer).flatMap((line, index): FixedLine[] => {
    if (line.length === 0) return [];
    if (line.length !== widthBytes) return [{ line: index + 1, values: undefined }];
    let at = 0;
    const values = columns.map((column) => {
      const field = line.subarray(at, (at += column.widthBytes));
      return withoutFilling(decoder.decode(field), column);
    });
    return [{ line: index + 1, values }];
  });
}

/** Second bytes of GB18030 begin at 0x30, so the byte of a line's end is never part of a sign. */
function linesOf(buffer: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let from = 0;
  while (from < buffer.length) {
    const found = buffer.indexOf(0x0a, from);
    const end = found < 0 ? buffer.length : found;
    const isReturn = buffer[end - 1] === 0x0d && end > from;
    lines.push(buffer.subarray(from, isReturn ? end - 1 : end));
    from = end + 1;
  }
  return lines;
}

function withoutFilling(text: string, { align = 'left', pad = ' ' }: FixedColumn): string {
  let [from, to] = [0, text.length];
  if (align === 'left') while (to > 0 && text[to - 1] === pad) to -= 1;
  else while (from < to && text[from] === pad) from += 1;
  return text.slice(from, to);
}
