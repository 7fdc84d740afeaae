// The secret that signs session cookies: from the environment, or a file of the data folder made
// at the first start. Never printed, never in the database.

import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../core/errors.ts';

const lengthMin = 32;
const differentMin = 10;

/**
 * The session secret. `given` is QINGNUAN_AUTH_SECRET; else `<dataFolder>/keys/session.secret`,
 * mode 0600, is read or made. Refuses with `session.secret-weak`.
 */
export function sessionSecret(dataFolder: string, given: string | undefined): string {
  if (given !== undefined) return checkSecret(given, 'QINGNUAN_AUTH_SECRET');
  const folder = join(dataFolder, 'keys');
  const file = join(folder, 'session.secret');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    // 'wx' lets one of two processes starting at once make it; the other reads what it made.
    writeFileSync(file, `${randomBytes(48).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return checkSecret(readFileSync(file, 'utf8').trim(), file);
}

function checkSecret(secret: string, source: string): string {
  if (secret.length < lengthMin || new Set(secret).size < differentMin) {
    fail('session.secret-weak', { source });
  }
  return secret;
}
