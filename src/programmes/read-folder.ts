// Reads a programme folder from disk, the only place that does. What the files must contain is
// checked by rules/load.ts.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../core/errors.ts';
import { FILE_COUNT_LIMIT, FILE_LIMIT_MB, isAnnexCopy } from '../rules/folder/files.ts';

const BYTES_PER_MB = 1024 * 1024;

/**
 * The texts of a programme folder by name (`programme.yaml`, `cases/a.yaml`). Copies of annexes
 * come with an empty text. Refuses a folder that is missing or too large.
 */
export function readFolder(folder: string): Map<string, string> {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (!stats) fail('programme.folder-missing', { folder });
  if (!stats.isDirectory()) fail('programme.folder-is-file', { folder });
  const names = listFiles(folder, '');
  const limit = FILE_COUNT_LIMIT;
  if (names.length > limit) fail('programme.too-many-files', { count: names.length, limit });
  return new Map(names.map((name) => [name, isAnnexCopy(name) ? '' : readText(folder, name)]));
}

/** Names of the files, those of subfolders with `/`. Hidden files are left out. */
function listFiles(folder: string, under: string): string[] {
  const entries = readdirSync(join(folder, under), { withFileTypes: true });
  const names: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const name = under === '' ? entry.name : `${under}/${entry.name}`;
    if (!entry.isDirectory()) names.push(name);
    else if (names.length <= FILE_COUNT_LIMIT) names.push(...listFiles(folder, name));
  }
  return names.sort();
}

function readText(folder: string, file: string): string {
  let bytes: Uint8Array;
  try {
    const { size } = statSync(join(folder, file));
    const limitMb = FILE_LIMIT_MB;
    if (size > limitMb * BYTES_PER_MB) fail('programme.file-too-large', { file, limitMb });
    bytes = readFileSync(join(folder, file));
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !('errno' in error)) throw error;
    return fail('programme.file-unreadable', { file, reason: String(error.code) });
  }
  // What is no UTF-8 becomes U+FFFD, which rules/load.ts reports at its line.
  return new TextDecoder('utf-8').decode(bytes);
}
