// One Qingnuan per data folder. The lock is the operating system's own file lock, held through
// SQLite, which Node brings along: it ends with its process, however that dies, and so can never
// be stale. PostgreSQL's own lock files are the second wall: see processes.ts.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fail } from '../../core/errors.ts';

/** A held lock; releasing it twice does no harm. */
export type FolderLock = { release(): void };

const BUSY = 5;

/** Takes the folder, or gives undefined when another process has it. Refuses if it can't write. */
export function tryLockFolder(folder: string): FolderLock | undefined {
  const file = join(folder, 'lock');
  try {
    const database = new DatabaseSync(file, { timeout: 0 });
    try {
      // Nothing is ever written to it, so no journal need stand beside it.
      database.exec('pragma journal_mode = memory; begin exclusive');
    } catch (error) {
      database.close();
      throw error;
    }
    // For the sentence another start says; the lock itself does not depend on it.
    writeFileSync(pidFile(folder), `${process.pid}\n`);
    return { release: () => database.isOpen && database.close() };
  } catch (error) {
    if (isSqliteError(error) && error.errcode === BUSY) return undefined;
    const reason = error instanceof Error ? error.message : String(error);
    return fail('database.folder-not-writable', { folder, reason });
  }
}

/** The process that holds the folder, as it wrote itself down; 0 when that cannot be read. */
export function lockHolder(folder: string): number {
  try {
    return Number(readFileSync(pidFile(folder), 'utf8'));
  } catch {
    return 0;
  }
}

function pidFile(folder: string): string {
  return join(folder, 'lock.pid');
}

function isSqliteError(error: unknown): error is Error & { errcode: number } {
  return error instanceof Error && 'errcode' in error;
}
