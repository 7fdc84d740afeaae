// The bytes of documents in the data folder, each file named by its SHA-256: the same bytes lie
// there once, and what is read is what was written. Knows nothing of households.

import { hash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../core/errors.ts';
import { invariant } from '../core/invariant.ts';
import { sniff } from './sniff.ts';
import type { Mime } from './sniff.ts';

export const fileBytesMax = 20 * 1024 * 1024;

/** A file as kept: what a document refers to. */
export type KeptFile = {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly mime: Mime;
};

/** Where the bytes of this hash lie. */
function pathOf(dataFolder: string, sha256: string): string {
  invariant(/^[0-9a-f]{64}$/.test(sha256), 'bytes are named by their SHA-256 in hex');
  return join(dataFolder, 'files', sha256.slice(0, 2), sha256);
}

/** What a file is. Refuses with `document.wrong-type` or `http.too-large`. */
export function inspectFile(bytes: Uint8Array): KeptFile {
  if (bytes.length > fileBytesMax) fail('http.too-large', { limitKb: fileBytesMax / 1024 });
  const mime = sniff(bytes);
  if (mime === undefined) fail('document.wrong-type', {});
  return { sha256: hash('sha256', bytes), sizeBytes: bytes.length, mime };
}

/** Keeps a file, on disk and synced when this returns; bytes that are there are left alone. */
export async function keepFile(dataFolder: string, bytes: Uint8Array): Promise<KeptFile> {
  const kept = inspectFile(bytes);
  const path = pathOf(dataFolder, kept.sha256);
  if (await isWhole(path, kept.sizeBytes)) return kept;
  const folder = join(path, '..');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(folder);
  await syncFolder(join(folder, '..'));
  return kept;
}

/** The size is enough: a name appears only after its bytes are synced. Reading checks the hash. */
async function isWhole(path: string, sizeBytes: number): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true && found.size === sizeBytes;
}

/** After a rename only the folder's own sync makes the name last. Not every system can. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** The bytes of this hash. Refuses with `document.damaged` when they are gone or changed. */
export async function readKept(dataFolder: string, sha256: string): Promise<Buffer> {
  const bytes = await readFile(pathOf(dataFolder, sha256)).catch(() => undefined);
  if (!bytes || hash('sha256', bytes) !== sha256) fail('document.damaged', {});
  return bytes;
}
