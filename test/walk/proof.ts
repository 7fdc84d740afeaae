// Checks a voucher without trusting the server: its QR code is read out of the PDF by another
// library, and the proof in it by nothing but SHA-256 and Ed25519 as RFC 6962 and C2SP say.

import assert from 'node:assert/strict';
import { createPublicKey, hash, verify } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import jsqr from 'jsqr';

const sha256 = (...parts: Buffer[]) => hash('sha256', Buffer.concat(parts), 'buffer');
const bytes = (base64: string) => Buffer.from(base64, 'base64');

/** The hash of a leaf with this body. */
export const leafHash = (body: Buffer) => sha256(Buffer.from([0]), body);
const nodeHash = (left: Buffer, right: Buffer) => sha256(Buffer.from([1]), left, right);

/** The root that a leaf leads to along its path, RFC 9162 2.1.3.2. */
function rootOf(leaf: Buffer, index: number, size: number, path: readonly Buffer[]): Buffer {
  let [at, last, root] = [index, size - 1, leaf];
  for (const sibling of path) {
    assert.ok(last > 0, 'the path is not longer than the tree is high');
    if (at % 2 === 1 || at === last) {
      root = nodeHash(sibling, root);
      while (at % 2 === 0 && at > 0) [at, last] = [at >> 1, last >> 1];
    } else root = nodeHash(root, sibling);
    [at, last] = [at >> 1, last >> 1];
  }
  assert.equal(last, 0, 'the path is not shorter than the tree is high');
  return root;
}

/** The size and root a signed note states, once its signature is seen to be right. */
function openCheckpoint(note: string, verifierKey: string) {
  const [, name = '', id = '', key = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(verifierKey) ?? [];
  const raw = bytes(key);
  assert.equal(raw[0], 1, 'an Ed25519 key');
  assert.equal(
    sha256(Buffer.from(`${name}\n`), raw)
      .subarray(0, 4)
      .toString('hex'),
    id,
  );
  const end = note.lastIndexOf('\n\n') + 1;
  const text = note.slice(0, end);
  const [, signer, blob = ''] = /^— (\S+) (\S+)$/m.exec(note.slice(end)) ?? [];
  assert.equal(signer, name);
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: raw.subarray(1).toString('base64url') };
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  const signature = bytes(blob);
  assert.equal(signature.subarray(0, 4).toString('hex'), id);
  assert.ok(verify(null, Buffer.from(text), publicKey, signature.subarray(4)), 'signed');
  const [origin, size, root = ''] = text.split('\n');
  assert.equal(origin, name);
  return { size: Number(size), root: bytes(root) };
}

/** Checks a tlog proof as it stands in the code; gives the hash of the entry it proves. */
export function checkProof(text: string, verifierKey: string): Buffer {
  const [head = '', ...rest] = text.split('\n\n');
  const [format, extra = '', indexLine = '', ...path] = head.split('\n');
  assert.equal(format, 'c2sp.org/tlog-proof@v1');
  const { size, root } = openCheckpoint(rest.join('\n\n'), verifierKey);
  const leaf = bytes(extra.replace('extra ', ''));
  const index = Number(indexLine.replace('index ', ''));
  assert.deepEqual(rootOf(leaf, index, size, path.map(bytes)), root);
  const other = Buffer.from(leaf);
  other[0] = (other[0] ?? 0) ^ 1;
  assert.notDeepEqual(rootOf(other, index, size, path.map(bytes)), root);
  return leaf;
}

/** What the QR code of a PDF says: the first square grey picture in it. */
export function codeIn(pdf: Buffer): string {
  const text = pdf.toString('latin1');
  assert.ok(text.startsWith('%PDF-'));
  const pictures = text.matchAll(/<<(?:(?!endobj)[^])*?\/Subtype\s*\/Image[^]*?stream\r?\n/g);
  for (const found of pictures) {
    const [head] = found;
    const size = Number(/\/Width (\d+)/.exec(head)?.[1]);
    const from = found.index + head.length;
    const pixels = inflateSync(pdf.subarray(from, from + Number(/\/Length (\d+)/.exec(head)?.[1])));
    if (pixels.length === size * size) return decode(size, pixels);
  }
  return assert.fail('the voucher has a code');
}

/** Each module is drawn four pixels wide, as a scanner would see it. */
function decode(size: number, pixels: Buffer): string {
  const width = size * 4;
  const rgba = new Uint8ClampedArray(width * width * 4);
  for (let at = 0; at < width * width; at += 1) {
    const [x, y] = [Math.floor((at % width) / 4), Math.floor(at / width / 4)];
    rgba.fill(pixels[y * size + x] ?? 0, at * 4, at * 4 + 3);
    rgba[at * 4 + 3] = 255;
  }
  const read = jsqr as unknown as typeof jsqr.default;
  return read(rgba, width, width)?.data ?? assert.fail('the code can be read');
}
