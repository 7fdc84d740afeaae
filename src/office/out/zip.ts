// Writes a zip archive piece by piece: no part is held whole, so an export of any length takes the
// same memory. Up to 4 GB, as our own reader and every office program take it.

import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import { invariant } from '../../core/invariant.ts';

type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** A part to write. Its content is asked for when its turn comes. */
export type PartOut = { readonly name: string; readonly content: string | Uint8Array | Pieces };

/** What the archive says of a part, counted while it was written. */
type Extent = { checksum: number; plainBytes: number; packedBytes: number };

const BYTES_MAX = 0xffff_fffe;
/** Names are in UTF-8; the sizes of a part follow its bytes. */
const FLAGS = 0x0808;
const DEFLATE = 8;
/** 1 January 1980: an archive of the same content has the same bytes. */
const DOS_DAY = 0x0021;
const DEFLATE_LEVEL = 3;

/** The archive of these parts, in pieces. */
export async function* zipPieces(
  parts: Iterable<PartOut> | AsyncIterable<PartOut>,
): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let at = 0;
  for await (const part of parts) {
    const offset = at;
    const name = Buffer.from(part.name);
    const extent: Extent = { checksum: 0, plainBytes: 0, packedBytes: 0 };
    yield header('PK\x03\x04', 30, name, undefined);
    for await (const piece of deflated(part.content, extent)) {
      extent.packedBytes += piece.length;
      yield piece;
    }
    yield descriptor(extent);
    at += 30 + name.length + extent.packedBytes + 16;
    invariant(at < BYTES_MAX && extent.plainBytes < BYTES_MAX, 'an archive stays below 4 GB');
    const entry = header('PK\x01\x02', 46, name, extent);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry);
  }
  const list = Buffer.concat(directory);
  yield list;
  yield endOfDirectory(directory.length, list.length, at);
}

async function* deflated(content: PartOut['content'], extent: Extent): AsyncGenerator<Buffer> {
  const pieces = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
  const counted = async function* () {
    for await (const piece of pieces) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
      extent.checksum = crc32(bytes, extent.checksum);
      extent.plainBytes += bytes.byteLength;
      yield bytes;
    }
  };
  const packer = createDeflateRaw({ level: DEFLATE_LEVEL, chunkSize: 64 * 1024 });
  // An error of the rows destroys the packer, and the loop below throws it.
  pipeline(Readable.from(counted()), packer, () => undefined);
  for await (const piece of packer as AsyncIterable<Buffer>) yield piece;
}

/** The header of a part, or with its extent the line of the directory. */
function header(mark: string, bytes: number, name: Buffer, extent: Extent | undefined): Buffer {
  const head = Buffer.alloc(bytes);
  head.write(mark, 'latin1');
  // A line of the directory names the version of the writer first.
  const at = extent ? 6 : 4;
  if (extent) head.writeUInt16LE(20, 4);
  head.writeUInt16LE(20, at);
  head.writeUInt16LE(FLAGS, at + 2);
  head.writeUInt16LE(DEFLATE, at + 4);
  head.writeUInt16LE(DOS_DAY, at + 8);
  head.writeUInt16LE(name.length, at + 22);
  if (extent) writeExtent(head, at + 10, extent);
  return Buffer.concat([head, name]);
}

function writeExtent(into: Buffer, at: number, extent: Extent): void {
  into.writeUInt32LE(extent.checksum, at);
  into.writeUInt32LE(extent.packedBytes, at + 4);
  into.writeUInt32LE(extent.plainBytes, at + 8);
}

function descriptor(extent: Extent): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.write('PK\x07\x08', 'latin1');
  writeExtent(bytes, 4, extent);
  return bytes;
}

function endOfDirectory(count: number, listBytes: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(listBytes, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
