// Checkpoints as text anyone can check: the C2SP signed note with Ed25519, and the tlog-checkpoint
// that stands in it. Pure; where the key is kept is in signer.ts.

import { createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto';
import { invariant } from '../core/invariant.ts';
import type { Hash } from './merkle.ts';

const ED25519 = Buffer.from([1]);
const SIGNATURE_PREFIX = '— ';

/** What a checkpoint says: the tree of log `origin` has `size` leaves and this root. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Hash };

/** A public key with the name under which it signs. */
export type Verifier = { readonly name: string; readonly key: KeyObject };

/** The name of a district's log, and of the key that signs it. */
export const originOf = (districtCode: number): string => `qingnuan/${districtCode}`;

/** The body of a checkpoint: origin, size and root, a line each. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** Reads a checkpoint's body; undefined when it has another form. Extension lines are let pass. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin, size, root] = text.split('\n');
  if (!origin || !size || !root || !/^(0|[1-9]\d{0,14})$/.test(size)) return undefined;
  const bytes = Buffer.from(root, 'base64');
  if (bytes.length !== 32 || bytes.toString('base64') !== root) return undefined;
  return { origin, size: Number(size), root: bytes };
}

function rawPublicKey(key: KeyObject): Buffer {
  const { x } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  invariant(typeof x === 'string', 'the journal signs with Ed25519');
  return Buffer.from(x, 'base64url');
}

function keyIdOf(name: string, publicKey: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), ED25519, publicKey]);
  return hash('sha256', named, 'buffer').subarray(0, 4);
}

/** The verifier key in its usual text form, `name+id+key`, to be printed or published. */
export function formatVerifierKey({ name, key }: Verifier): string {
  const publicKey = rawPublicKey(key);
  const id = keyIdOf(name, publicKey).toString('hex');
  return `${name}+${id}+${Buffer.concat([ED25519, publicKey]).toString('base64')}`;
}

/** Reads a verifier key; undefined when it is no Ed25519 key or its id is not that of its name. */
export function parseVerifierKey(text: string): Verifier | undefined {
  const [, name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text) ?? [];
  if (!name || !id || !encoded) return undefined;
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== 33 || bytes[0] !== 1) return undefined;
  const publicKey = bytes.subarray(1);
  if (keyIdOf(name, publicKey).toString('hex') !== id) return undefined;
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') };
  return { name, key: createPublicKey({ key: jwk, format: 'jwk' }) };
}

/** Signs `text`, which ends in a line break, under `name`. */
export function signNote(text: string, name: string, privateKey: KeyObject): string {
  invariant(text.endsWith('\n'), 'a note ends in a line break');
  const id = keyIdOf(name, rawPublicKey(privateKey));
  const signature = sign(null, Buffer.from(text, 'utf8'), privateKey);
  const blob = Buffer.concat([id, signature]).toString('base64');
  return `${text}\n${SIGNATURE_PREFIX}${name} ${blob}\n`;
}

/** The text of a note that `verifier` has signed; undefined when it has not, or not this text. */
export function openNote(note: string, { name, key }: Verifier): string | undefined {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return undefined;
  const text = note.slice(0, end + 1);
  const id = keyIdOf(name, rawPublicKey(key));
  const isSigned = note
    .slice(end + 2, -1)
    .split('\n')
    .filter((line) => line.startsWith(`${SIGNATURE_PREFIX}${name} `))
    .map((line) => Buffer.from(line.slice(SIGNATURE_PREFIX.length + name.length + 1), 'base64'))
    .filter((blob) => blob.subarray(0, 4).equals(id))
    .some((blob) => verify(null, Buffer.from(text, 'utf8'), key, blob.subarray(4)));
  return isSigned ? text : undefined;
}
