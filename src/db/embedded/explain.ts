// Turns what PostgreSQL's programs write when they fail into a refusal that says what to do.
// Errors of running queries are not here: see ../refusal.ts.

import { fail } from '../../core/errors.ts';

/** Where it happened. */
export type Circumstances = { readonly folder: string; readonly log: string };

/** Refuses in plain words for the text a program or the log ended with. */
export function explain(text: string, { folder, log }: Circumstances): never {
  if (/No space left on device|Disk quota exceeded/i.test(text)) fail('database.disk-full', {});
  if (/Read-only file system/i.test(text)) {
    fail('database.folder-not-writable', { folder, reason: 'read-only file system' });
  }
  if (/could not look up effective user ID/i.test(text)) {
    fail('database.user-has-no-name', { uid: process.getuid?.() ?? '?' });
  }
  if (/invalid permissions/i.test(text)) fail('database.wrong-mode', { folder });
  if (/wrong ownership/i.test(text)) fail('database.wrong-owner', { folder, owner: '?' });
  if (/error while loading shared libraries|cannot execute/i.test(text)) {
    fail('database.binaries-missing', { folder, reason: lastLine(text) });
  }
  if (/Permission denied/i.test(text)) {
    fail('database.folder-not-writable', { folder, reason: 'permission denied' });
  }
  return fail('database.did-not-start', { reason: lastLine(text), log });
}

/** The line that says most: the last FATAL, PANIC or error, else the last one. */
function lastLine(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const telling = lines.findLast((line) => /FATAL|PANIC|error:/i.test(line)) ?? lines.at(-1);
  return (telling ?? 'no message').replace(/^.*?(FATAL|PANIC): +/, '').replace(/[.。]$/, '');
}

/** The refusal for a system call of ours that failed (ENOSPC, EROFS, EACCES); else the error. */
export function explainSystemError(error: unknown, circumstances: Circumstances): unknown {
  if (!(error instanceof Error && 'syscall' in error)) return error;
  try {
    return explain(error.message, circumstances);
  } catch (refusal) {
    return refusal;
  }
}
