// Proves that the session secret is strong, private to the service and the same after a restart.

import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Refusal } from '../core/errors.ts';
import { makeOneTimePassword } from './one-time-password.ts';
import { judgePassword } from './model.ts';
import { sessionSecret } from './secret.ts';

const folder = mkdtempSync(join(tmpdir(), 'qingnuan-secret-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
}

test.each(['', 'short', 'a'.repeat(64), 'abcabcabc'.repeat(8)])(
  'the secret %j from the environment is refused',
  (secret) => {
    expect(codeOf(() => sessionSecret(folder, secret))).toBe('session.secret-weak');
  },
);

test('the secret is made once, readable by the service alone, and read again', () => {
  const first = sessionSecret(folder, undefined);
  expect(first.length).toBeGreaterThanOrEqual(48);
  expect(sessionSecret(folder, undefined)).toBe(first);
  expect(statSync(join(folder, 'keys', 'session.secret')).mode & 0o777).toBe(0o600);
});

test('an emptied secret file is refused, not replaced', () => {
  sessionSecret(folder, undefined);
  writeFileSync(join(folder, 'keys', 'session.secret'), '');
  expect(codeOf(() => sessionSecret(folder, undefined))).toBe('session.secret-weak');
});

test('one-time passwords differ, and each is one the rules accept', () => {
  const made = Array.from({ length: 200 }, () => makeOneTimePassword());
  expect(new Set(made).size).toBe(200);
  for (const password of made) expect(judgePassword(password, 'zhang01')).toBeUndefined();
});
