// The records of a BIFF8 stream and the texts inside them. A text may run over into CONTINUE
// records, where it starts again with a byte that says how wide its characters are.

import { fail } from '../../core/errors.ts';

/** Numbers of the records that matter to a ledger. */
export const RECORD = {
  formula: 0x0006,
  endOfStream: 0x000a,
  date1904: 0x0022,
  password: 0x002f,
  continue: 0x003c,
  sheet: 0x0085,
  multipleRk: 0x00bd,
  richText: 0x00d6,
  style: 0x00e0,
  merges: 0x00e5,
  sharedTexts: 0x00fc,
  sharedText: 0x00fd,
  supportingBook: 0x01ae,
  number: 0x0203,
  label: 0x0204,
  booleanOrError: 0x0205,
  formulaText: 0x0207,
  rk: 0x027e,
  format: 0x041e,
  startOfStream: 0x0809,
} as const;

/** A record with the CONTINUE records that follow it. */
export type BiffRecord = {
  readonly type: number;
  readonly offset: number;
  readonly pieces: readonly Buffer[];
};

/** The records from an offset on, to the end of the stream. */
export function* recordsFrom(stream: Buffer, from: number): Generator<BiffRecord> {
  let at = from;
  while (at + 4 <= stream.length) {
    const offset = at;
    const type = stream.readUInt16LE(at);
    const pieces: Buffer[] = [];
    do {
      const length = stream.readUInt16LE(at + 2);
      if (at + 4 + length > stream.length) cutOff();
      pieces.push(stream.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    } while (at + 4 <= stream.length && stream.readUInt16LE(at) === RECORD.continue);
    yield { type, offset, pieces };
  }
}

/** Says that the stream ends where it should go on. */
export function cutOff(): never {
  fail('file.damaged', {
    reasonZh: '文件内容在中途断开',
    reasonEn: 'its content breaks off in the middle',
  });
}

/** Reads numbers and texts from the pieces of a record, one after the other. */
export type BiffReader = {
  readonly isAtEnd: boolean;
  byte(): number;
  word(): number;
  long(): number;
  skip(bytes: number): void;
  /** A text whose length in characters stands in front, as a byte or a word. */
  text(lengthBytes: 1 | 2): string;
};

export function readerOf({ pieces }: BiffRecord): BiffReader {
  let [index, at] = [0, 0];
  const piece = (): Buffer => {
    while (at >= (pieces[index]?.length ?? 0) && index < pieces.length - 1)
      [index, at] = [index + 1, 0];
    return pieces[index] ?? cutOff();
  };
  const byte = () => {
    const own = piece();
    if (at >= own.length) cutOff();
    return own.readUInt8(at++);
  };
  const word = () => byte() | (byte() << 8);
  const long = () => word() + word() * 0x10000;
  const skip = (bytes: number) => {
    for (let left = bytes; left > 0;) {
      const step = Math.min(left, piece().length - at);
      if (step <= 0) cutOff();
      at += step;
      left -= step;
    }
  };
  const characters = (count: number, width: 1 | 2): string => {
    let [text, left, wide] = ['', count, width];
    while (left > 0) {
      const before = index;
      const own = piece();
      if (index !== before) wide = (byte() & 1) === 1 ? 2 : 1;
      const step = Math.min(left, Math.floor((own.length - at) / wide));
      if (step <= 0) cutOff();
      text += own.toString(wide === 2 ? 'utf16le' : 'latin1', at, at + step * wide);
      at += step * wide;
      left -= step;
    }
    return text;
  };
  return {
    get isAtEnd() {
      return index >= pieces.length - 1 && at >= (pieces.at(-1)?.length ?? 0);
    },
    byte,
    word,
    long,
    skip,
    text(lengthBytes) {
      const count = lengthBytes === 1 ? byte() : word();
      const flags = byte();
      const runs = flags & 8 ? word() : 0;
      const phoneticBytes = flags & 4 ? long() : 0;
      const text = characters(count, flags & 1 ? 2 : 1);
      skip(runs * 4 + phoneticBytes);
      return text;
    },
  };
}
