// Proves that checkpoints are the signed notes other people's tools read, and nothing looser.

import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyRoot, leafHash } from './merkle.ts';
import {
  formatCheckpoint,
  formatVerifierKey,
  openNote,
  originOf,
  parseCheckpoint,
  parseVerifierKey,
  signNote,
} from './signed-note.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const name = originOf(640302);
const checkpoint = { origin: name, size: 8, root: leafHash(Buffer.from('root')) };

test('a checkpoint is origin, size and root, a line each, and is read back as it was', () => {
  expect(formatCheckpoint({ origin: name, size: 0, root: emptyRoot })).toBe(
    'qingnuan/640302\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n',
  );
  expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint);
});

test('a checkpoint with a size or root of another form is not read', () => {
  const body = formatCheckpoint(checkpoint);
  expect(parseCheckpoint(body.replace('\n8\n', '\n08\n'))).toBeUndefined();
  expect(parseCheckpoint(body.replace('\n8\n', '\n-8\n'))).toBeUndefined();
  expect(parseCheckpoint(body.replace('=', ''))).toBeUndefined();
  expect(parseCheckpoint('')).toBeUndefined();
});

test('a note signed is opened by its verifier key, read back from its text', () => {
  const note = signNote(formatCheckpoint(checkpoint), name, privateKey);
  const verifier = parseVerifierKey(formatVerifierKey({ name, key: publicKey }));
  expect(verifier && openNote(note, verifier)).toBe(formatCheckpoint(checkpoint));
  expect(note.split('\n').at(-2)).toMatch(/^— qingnuan\/640302 [A-Za-z0-9+/]{91}=$/);
});

test('a note is opened neither under another name nor with another key', () => {
  const note = signNote(formatCheckpoint(checkpoint), name, privateKey);
  const other = generateKeyPairSync('ed25519').publicKey;
  expect(openNote(note, { name: originOf(640303), key: publicKey })).toBeUndefined();
  expect(openNote(note, { name, key: other })).toBeUndefined();
});

test('a verifier key whose name, id or key is changed is refused', () => {
  const key = formatVerifierKey({ name, key: publicKey });
  expect(parseVerifierKey(key.replace('640302', '640303'))).toBeUndefined();
  expect(parseVerifierKey(key.slice(0, -4))).toBeUndefined();
  expect(parseVerifierKey(key.replace('+', ' '))).toBeUndefined();
});

test('a character changed anywhere in the signed text is found', () => {
  const note = signNote(formatCheckpoint(checkpoint), name, privateKey);
  const end = note.indexOf('\n\n');
  fc.assert(
    fc.property(fc.nat(end), fc.integer({ min: 1, max: 127 }), (at, by) => {
      const changed = String.fromCharCode(note.charCodeAt(at) ^ by);
      const forged = note.slice(0, at) + changed + note.slice(at + 1);
      expect(openNote(forged, { name, key: publicKey })).toBeUndefined();
    }),
  );
});
