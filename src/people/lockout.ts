// Counts wrong passwords by user name and network address: after five in a row that pair waits
// fifteen minutes. An attempt is counted before the password is checked, so that many tries at
// once cannot slip through; a right password clears the count.

import type { Pool } from 'pg';
import { fail } from '../core/errors.ts';

const attemptsMax = 5;
const lockMs = 15 * 60_000;
const forgetMs = 24 * 3_600_000;

/** Counts an attempt to sign in; refuses with `session.locked` while the pair must wait. */
export async function countAttempt(
  pool: Pool,
  username: string,
  address: string,
  now: Date,
): Promise<void> {
  const since = new Date(now.getTime() - lockMs);
  const { rows } = await pool.query<{ failures: number; failed_at: Date }>(
    `insert into auth_failures as f (username, address, failures, failed_at)
     values ($1, $2, 1, $3)
     on conflict (username, address) do update set
       failures = case when f.failed_at <= $4 then 1
                       when f.failures > $5 then f.failures
                       else f.failures + 1 end,
       failed_at = case when f.failures >= $5 and f.failed_at > $4 then f.failed_at else $3 end
     returning failures, failed_at`,
    [username, address, now, since, attemptsMax],
  );
  const [row] = rows;
  if (!row || row.failures <= attemptsMax) return;
  const waitMs = row.failed_at.getTime() + lockMs - now.getTime();
  fail('session.locked', {
    failures: attemptsMax,
    waitMinutes: Math.max(1, Math.ceil(waitMs / 60_000)),
  });
}

/** Forgets the count after a right password, and counts so old that they mean nothing. */
export async function clearFailures(pool: Pool, username: string, address: string): Promise<void> {
  await pool.query('delete from auth_failures where username = $1 and address = $2', [
    username,
    address,
  ]);
}

/** Removes counts older than a day, so that guessed user names do not pile up. */
export async function forgetOldFailures(pool: Pool, now: Date): Promise<void> {
  await pool.query('delete from auth_failures where failed_at < $1', [
    new Date(now.getTime() - forgetMs),
  ]);
}
