// Opens a zip archive without believing it: sizes are counted while inflating, never read from the
// directory. Only what workbooks use: stored and deflated parts, no encryption.

import { createInflateRaw, crc32 } from 'node:zlib';
import { fail } from '../core/errors.ts';
import {
  INFLATION_RATIO_FROM_BYTES,
  INFLATION_RATIO_MAX,
  PARTS_MAX,
  UNPACKED_BYTES_MAX,
} from './limits.ts';

/** One file of the archive, as its directory describes it. */
export type Part = {
  readonly name: string;
  readonly isDeflated: boolean;
  readonly checksum: number;
  readonly offset: number;
  readonly packedBytes: number;
};

/** An archive and how much of it has been inflated so far. */
export type Archive = {
  readonly parts: ReadonlyMap<string, Part>;
  readonly bytes: Buffer;
  inflatedBytes: number;
};

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_BYTES = 22;
const COMMENT_BYTES_MAX = 65_535;
const FLAG_ENCRYPTED = 1;
const FLAG_UTF8 = 1 << 11;

/** Lists the parts of an archive. Refuses what is cut off, encrypted or ambiguous. */
export function openArchive(input: Uint8Array): Archive {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count > PARTS_MAX) tooManyParts();
  const parts = new Map<string, Part>();
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) damaged();
    const flags = bytes.readUInt16LE(at + 8);
    const method = bytes.readUInt16LE(at + 10);
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) =>
      bytes.readUInt16LE(at + field),
    ) as [number, number, number];
    const encoding = flags & FLAG_UTF8 ? 'utf8' : 'latin1';
    const name = bytes.toString(encoding, at + 46, at + 46 + nameBytes).replaceAll('\\', '/');
    if (flags & FLAG_ENCRYPTED) fail('file.encrypted', {});
    if (parts.has(name) || (method !== 0 && method !== 8)) damaged();
    if (!name.endsWith('/')) {
      parts.set(name, {
        name,
        isDeflated: method === 8,
        checksum: bytes.readUInt32LE(at + 16),
        ...readExtent(bytes, at, at + 46 + nameBytes, extraBytes),
      });
    }
    at += 46 + nameBytes + extraBytes + commentBytes;
  }
  return { parts, bytes, inflatedBytes: 0 };
}

const WIDE = 0xffffffff;
const WIDE_FIELDS = 0x0001;

/**
 * Where a part lies. Some exporters write every size with 64 bits (zip64): the plain field is full
 * of ones then, and the value follows in the extra fields.
 */
function readExtent(
  bytes: Buffer,
  entry: number,
  extra: number,
  extraBytes: number,
): Pick<Part, 'packedBytes' | 'offset'> {
  const plain = [24, 20, 42].map((field) => bytes.readUInt32LE(entry + field));
  const end = Math.min(extra + extraBytes, bytes.length - 4);
  let at = extra;
  while (at < end && bytes.readUInt16LE(at) !== WIDE_FIELDS) at += 4 + bytes.readUInt16LE(at + 2);
  at += 4;
  const [, packedBytes, offset] = plain.map((value) => {
    if (value !== WIDE) return value;
    if (at + 8 > extra + extraBytes || at + 8 > bytes.length) damaged();
    at += 8;
    return Number(bytes.readBigUInt64LE(at - 8));
  });
  return { packedBytes: packedBytes ?? 0, offset: offset ?? 0 };
}

function findEnd(bytes: Buffer): number {
  const from = bytes.length - END_BYTES;
  for (let at = from; at >= 0 && at >= from - COMMENT_BYTES_MAX; at--) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return damaged();
}

function damaged(): never {
  fail('file.damaged', {
    reasonZh: '压缩包读不完整',
    reasonEn: 'the archive cannot be read to its end',
  });
}

function tooManyParts(): never {
  fail('file.too-large', { reasonZh: '内部文件过多', reasonEn: 'it is made of too many parts' });
}

/** The bytes of a part, piece by piece. Refuses a bomb while it inflates. */
export async function* inflate(archive: Archive, part: Part): AsyncGenerator<Buffer> {
  const packed = packedBytesOf(archive, part);
  let checksum = 0;
  let ownBytes = 0;
  for await (const { chunk, readBytes } of pieces(packed, part.isDeflated)) {
    ownBytes += chunk.length;
    archive.inflatedBytes += chunk.length;
    if (archive.inflatedBytes > UNPACKED_BYTES_MAX) {
      fail('file.too-large', {
        reasonZh: '解压后超过 1 GB',
        reasonEn: 'it unpacks to more than 1 GB',
      });
    }
    const isBomb = ownBytes > readBytes * INFLATION_RATIO_MAX;
    if (isBomb && ownBytes > INFLATION_RATIO_FROM_BYTES) {
      fail('file.hostile', {
        reasonZh: '压缩炸弹，解压后会膨胀几百倍',
        reasonEn: 'a zip bomb that unpacks to hundreds of times its size',
      });
    }
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  if (checksum !== part.checksum) damaged();
}

function packedBytesOf({ bytes }: Archive, { offset, packedBytes }: Part): Buffer {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL_HEADER) damaged();
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  if (start + packedBytes > bytes.length) damaged();
  return bytes.subarray(start, start + packedBytes);
}

const CHUNK_BYTES = 256 * 1024;

async function* pieces(
  packed: Buffer,
  isDeflated: boolean,
): AsyncGenerator<{ chunk: Buffer; readBytes: number }> {
  if (!isDeflated) {
    for (let at = 0; at < packed.length; at += CHUNK_BYTES) {
      const chunk = packed.subarray(at, at + CHUNK_BYTES);
      yield { chunk, readBytes: at + chunk.length };
    }
    return;
  }
  const stream = createInflateRaw({ chunkSize: CHUNK_BYTES });
  stream.end(packed);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      yield { chunk, readBytes: stream.bytesWritten };
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) damaged();
    throw error;
  }
}
