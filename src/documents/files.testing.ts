// Small files for tests: just enough of each kind to be known by its bytes. Not part of the
// product.

import { crc32 } from 'node:zlib';

const pngStart = Buffer.from('89504e470d0a1a0a', 'hex');

/** Bytes that begin as a picture does; different words give different files. */
export const png = (words: string): Buffer => Buffer.concat([pngStart, Buffer.from(words)]);

/** Bytes that begin as a PDF does. */
export const pdf = (words: string): Buffer => Buffer.from(`%PDF-1.7\n% ${words}\n`);

/** A zip archive of empty parts with these names. */
export function archiveOf(names: readonly string[]): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const name of names) {
    const bytes = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt32LE(crc32(''), 14);
    local.writeUInt16LE(bytes.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(bytes.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, bytes);
    entries.push(entry, bytes);
    offset += local.length + bytes.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
