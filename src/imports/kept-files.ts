// Ledgers as they came, kept in the data folder by the hash of what lies there. They hold ID
// numbers and accounts, so each is sealed with the vault's key: a stolen disk shows no ledger.

import { hash, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail } from '../core/errors.ts';
import type { Vault } from '../db/vault.ts';

export type KeptIn = {
  readonly dataFolder: string;
  readonly vault: Vault;
  readonly districtCode: number;
};

/** The file as a person knows it, and the hash under which it lies sealed. */
export type KeptFile = {
  readonly sha256: string;
  readonly bytes: number;
  readonly keptSha256: string;
};

const contextOf = ({ districtCode }: KeptIn): string => `${districtCode} ledger file`;
const pathOf = ({ dataFolder }: KeptIn, sha256: string): string =>
  join(dataFolder, 'files', sha256.slice(0, 2), sha256);

/** Seals and keeps a file. The same file is kept once. */
export async function keepFile(kept: KeptIn, bytes: Uint8Array): Promise<KeptFile> {
  const sealed = kept.vault.seal(bytes, contextOf(kept));
  const keptSha256 = hash('sha256', sealed);
  const path = pathOf(kept, keptSha256);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(sealed);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(draft, path).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  return { sha256: hash('sha256', bytes), bytes: bytes.byteLength, keptSha256 };
}

/** The file again. Refuses `ledger-import.file-lost` when it is gone or not what was kept. */
export async function readKeptFile(kept: KeptIn, file: Omit<KeptFile, 'bytes'>): Promise<Buffer> {
  try {
    const bytes = kept.vault.openBytes(
      await readFile(pathOf(kept, file.keptSha256)),
      contextOf(kept),
    );
    if (hash('sha256', bytes) === file.sha256) return bytes;
  } catch {
    // Missing, cut short or sealed with another key: all one to the person who asks.
  }
  return fail('ledger-import.file-lost', {});
}
