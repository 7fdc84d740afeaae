// The key that signs checkpoints: a file in the data folder, made at first use, readable by the
// service alone. Losing it means that earlier checkpoints can no longer be added to.

import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fail } from '../core/errors.ts';
import type { Database } from '../db/open.ts';
import type { Hash } from './merkle.ts';
import { findLatestCheckpoint, listDistrictCodes } from './queries.ts';
import {
  formatCheckpoint,
  formatVerifierKey,
  originOf,
  signNote,
  type Verifier,
} from './signed-note.ts';

/** Signs checkpoints of any district, each under its own name. */
export type Signer = {
  /** The signed note of a district's tree. */
  sign(districtCode: number, size: number, root: Hash): string;
  verifier(districtCode: number): Verifier;
  /** The public key in text form, `qingnuan/640302+id+key`, to be printed or published. */
  verifierKey(districtCode: number): string;
};

/** Where the key lies in a data folder. */
export const keyPathIn = (dataFolder: string): string => join(dataFolder, 'keys', 'journal.key');

/**
 * Opens the journal's key at `path`. Makes it at first use only: a journal that was signed before
 * is never quietly signed with another key. Refuses `journal.key-unreadable`.
 */
export async function openJournalSigner(db: Database, path: string): Promise<Signer> {
  return openSigner(path, !(await hasCheckpoint(db)));
}

async function hasCheckpoint(db: Database): Promise<boolean> {
  for (const code of await db.withoutDistrict(listDistrictCodes)) {
    if (await db.withDistrict(code, (tx) => findLatestCheckpoint(tx, code))) return true;
  }
  return false;
}

/** Opens the key at `path`; see openJournalSigner(). */
export function openSigner(path: string, mayMake = true): Signer {
  const privateKey = readOrMakeKey(path, mayMake);
  const key = createPublicKey(privateKey);
  const verifier = (districtCode: number): Verifier => ({ name: originOf(districtCode), key });
  return {
    sign(districtCode, size, root) {
      const origin = originOf(districtCode);
      return signNote(formatCheckpoint({ origin, size, root }), origin, privateKey);
    },
    verifier,
    verifierKey: (districtCode) => formatVerifierKey(verifier(districtCode)),
  };
}

function readOrMakeKey(path: string, mayMake: boolean) {
  try {
    const pem = readIfThere(path) ?? (mayMake ? makeKey(path) : undefined);
    if (pem === undefined) throw new Error('no such file, though the journal was signed with it');
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType !== 'ed25519') throw new Error(`a ${key.asymmetricKeyType} key`);
    return key;
  } catch (error) {
    return fail('journal.key-unreadable', {
      path,
      reason: error instanceof Error ? error.message : String(error),
    });
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
  const { privateKey } = generateKeyPairSync('ed25519');
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, privateKey.export({ format: 'pem', type: 'pkcs8' }), {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  });
  try {
    chmodSync(draft, 0o600);
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8');
}
