// Opens a compound file (the container of .xls and of encrypted workbooks): a small file system of
// sectors and chains. Every chain is bounded, so that a ring of sectors ends.

import { fail } from '../../core/errors.ts';

const SIGNATURE = 'd0cf11e0a1b11ae1';
const HEADER_BYTES = 512;
const ENTRY_BYTES = 128;
const LAST_SECTOR = 0xfffffffa;
const MINI_BYTES_MAX = 4096;
const MINI_SECTOR_BYTES = 64;

/** The names in a compound file and a way to read one of its streams. */
export type CompoundFile = {
  readonly names: ReadonlySet<string>;
  find(name: string): Buffer | undefined;
};

/** Whether the bytes begin like a compound file. */
export function isCompoundFile(bytes: Buffer): boolean {
  return bytes.toString('hex', 0, 8) === SIGNATURE;
}

/** Opens a compound file. Refuses one whose chains do not hold together. */
export function openCompoundFile(bytes: Buffer): CompoundFile {
  if (bytes.length < HEADER_BYTES) damaged();
  const shift = bytes.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) damaged();
  const sectorBytes = 1 << shift;
  const sector = (number: number): Buffer => {
    const from = (number + 1) * sectorBytes;
    if (from >= bytes.length) damaged();
    return bytes.subarray(from, from + sectorBytes);
  };
  const table = readTable(bytes, sector, sectorBytes);
  const chain = (first: number) => follow(first, table).map(sector);
  const directory = Buffer.concat(chain(bytes.readUInt32LE(48)));
  const entries = readEntries(directory);
  const root = entries.find(({ type }) => type === 5) ?? damaged();
  const miniTable = wordsOf(Buffer.concat(chain(bytes.readUInt32LE(60))));
  return {
    names: new Set(entries.map(({ name }) => name)),
    find(name) {
      const entry = entries.find((one) => one.name === name && one.type === 2);
      if (!entry) return undefined;
      if (entry.size >= MINI_BYTES_MAX) return cut(Buffer.concat(chain(entry.first)), entry.size);
      const store = Buffer.concat(chain(root.first));
      const pieces = follow(entry.first, miniTable).map((number) =>
        store.subarray(number * MINI_SECTOR_BYTES, (number + 1) * MINI_SECTOR_BYTES),
      );
      return cut(Buffer.concat(pieces), entry.size);
    },
  };
}

function cut(bytes: Buffer, size: number): Buffer {
  return bytes.subarray(0, Math.min(size, bytes.length));
}

/** The allocation table: for each sector the one after it. */
function readTable(
  bytes: Buffer,
  sector: (number: number) => Buffer,
  sectorBytes: number,
): readonly number[] {
  const own = wordsOf(bytes.subarray(76, HEADER_BYTES));
  const numbers = own.filter((number) => number < LAST_SECTOR);
  const perSector = sectorBytes / 4 - 1;
  let next = bytes.readUInt32LE(68);
  for (let left = bytes.readUInt32LE(72); left > 0 && next < LAST_SECTOR; left--) {
    if (numbers.length > bytes.length / sectorBytes) damaged();
    const words = wordsOf(sector(next));
    numbers.push(...words.slice(0, perSector).filter((number) => number < LAST_SECTOR));
    next = words[perSector] ?? LAST_SECTOR;
  }
  return numbers.flatMap((number) => wordsOf(sector(number)));
}

function wordsOf(bytes: Buffer): number[] {
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, at) =>
    bytes.readUInt32LE(at * 4),
  );
}

function follow(first: number, table: readonly number[]): number[] {
  const numbers: number[] = [];
  for (let at = first; at < LAST_SECTOR; at = table[at] ?? damaged()) {
    numbers.push(at);
    if (numbers.length > table.length) damaged();
  }
  return numbers;
}

type Entry = {
  readonly name: string;
  readonly type: number;
  readonly first: number;
  readonly size: number;
};

function readEntries(directory: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + ENTRY_BYTES <= directory.length; at += ENTRY_BYTES) {
    const nameBytes = directory.readUInt16LE(at + 64);
    if (nameBytes < 2 || nameBytes > 64) continue;
    entries.push({
      name: directory.toString('utf16le', at, at + nameBytes - 2),
      type: directory.readUInt8(at + 66),
      first: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    });
  }
  return entries;
}

function damaged(): never {
  fail('file.damaged', {
    reasonZh: '文件内部的扇区接不上',
    reasonEn: 'the sectors of the file do not join up',
  });
}
