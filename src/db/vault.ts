// Seals personal numbers: AES-256-GCM to keep them, a keyed hash (HMAC-SHA-256) to look them up.
// The key is a file in the data folder, never in the database: a stolen dump shows no number.

import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail } from '../core/errors.ts';
import { invariant } from '../core/invariant.ts';

/** Seals, opens and fingerprints texts. `context` says what a text is: another opens nothing. */
export type Vault = {
  /**
   * The text encrypted: the same bytes for the same text and context, so that a request sent again
   * is the same request. That two texts are equal, print() tells anyway.
   */
  seal(text: string | Uint8Array, context: string): Buffer;
  /** The text again. Throws when the bytes, the context or the key are not those of seal(). */
  open(sealed: Uint8Array, context: string): string;
  /** The same for what was sealed as bytes: a whole file. */
  openBytes(sealed: Uint8Array, context: string): Buffer;
  /** 32 bytes that are the same for the same text and context, and tell nothing without the key. */
  print(text: string, context: string): Buffer;
};

const FORM = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY = /^qingnuan-vault-1:([A-Za-z0-9+/]{43}=)\s*$/;

/** Where the key lies in a data folder. */
export const vaultPathIn = (dataFolder: string): string => join(dataFolder, 'keys', 'vault.key');

/**
 * Opens the vault with the key at `path`, which is made when it is missing and `mayMake`: false
 * where sealed texts are kept already. Refuses with `vault.key-unreadable`.
 */
export function openVault(path: string, mayMake = true): Vault {
  const master = readOrMakeKey(path, mayMake);
  // Key objects, which are five times as fast as bytes: a ledger seals 100,000 numbers.
  const derive = (use: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', master, '', use, 32)));
  const sealKey = derive('qingnuan seal');
  const nonceKey = derive('qingnuan nonce');
  const printKey = derive('qingnuan print');
  const openBytes = (sealed: Uint8Array, context: string): Buffer => {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    invariant(bytes[0] === FORM, 'a sealed text begins with its form');
    const tagAt = 1 + NONCE_BYTES;
    const bodyAt = tagAt + TAG_BYTES;
    const nonce = bytes.subarray(1, tagAt);
    const options = { authTagLength: TAG_BYTES };
    const decipher = createDecipheriv('aes-256-gcm', sealKey, nonce, options);
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(bytes.subarray(tagAt, bodyAt));
    return Buffer.concat([decipher.update(bytes.subarray(bodyAt)), decipher.final()]);
  };
  return {
    openBytes,
    seal(text, context) {
      // Made of what is sealed: a nonce comes twice only with the same text in the same context.
      const nonce = mac(nonceKey, text, context).subarray(0, NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce);
      cipher.setAAD(Buffer.from(context));
      const plain = typeof text === 'string' ? Buffer.from(text) : text;
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([Buffer.of(FORM), nonce, cipher.getAuthTag(), body]);
    },
    open: (sealed, context) => openBytes(sealed, context).toString(),
    print: (text, context) => mac(printKey, text, context),
  };
}

function mac(key: KeyObject, text: string | Uint8Array, context: string): Buffer {
  const hmac = createHmac('sha256', key);
  if (typeof text === 'string') hmac.update(`${context}\0${text}`);
  else hmac.update(`${context}\0`).update(text);
  // By way of a string, which costs half of a buffer made outside the heap for 32 bytes.
  return Buffer.from(hmac.digest('binary'), 'binary');
}

function readOrMakeKey(path: string, mayMake: boolean): Buffer {
  try {
    const text = readIfThere(path) ?? (mayMake ? makeKey(path) : undefined);
    if (text === undefined) throw new Error('no such file, though numbers were sealed with it');
    const encoded = KEY.exec(text)?.[1];
    if (encoded === undefined) throw new Error('not a key of this program');
    return Buffer.from(encoded, 'base64');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail('vault.key-unreadable', { path, reason });
  }
}

function readIfThere(path: string): string | undefined {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode;
  if (mode === undefined) return undefined;
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Error(`mode 0${(mode & 0o777).toString(8)}`);
  }
  return readFileSync(path, 'utf8');
}

/** Writes the key beside its place and links it there, so that of two processes one key stays. */
function makeKey(path: string): string {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const text = `qingnuan-vault-1:${randomBytes(32).toString('base64')}\n`;
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8');
}
