// The file that tells the user names of the demonstration and their one password.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeOneTimePassword } from '../people/one-time-password.ts';

/** Where it lies. */
export const accountsPathIn = (dataFolder: string): string => join(dataFolder, 'demo-accounts.txt');

const passwordLine = /^口令 password: (\S+)$/m;

/** The password of all accounts: the one written down, or a new one that is. */
export function keepPassword(dataFolder: string): string {
  try {
    const known = passwordLine.exec(readFileSync(accountsPathIn(dataFolder), 'utf8'))?.[1];
    if (known !== undefined) return known;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const password = makeOneTimePassword();
  writeAccounts(dataFolder, password, []);
  return password;
}

/** Writes the accounts down for their owner alone. */
export function writeAccounts(
  dataFolder: string,
  password: string,
  accounts: readonly string[],
): void {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const lines = [
    '演示账号，数据全部是虚构的。 · Accounts of the demonstration; all data are invented.',
    `口令 password: ${password}`,
    ...accounts,
  ];
  writeFileSync(accountsPathIn(dataFolder), `${lines.join('\n')}\n`, { mode: 0o600 });
}
