// Proves the first start on empty data, the second one, and what stops a start.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { cookieOf, expectRefusal } from '../../test/helpers/app.ts';
import { testDatabase } from '../../test/helpers/database.ts';
import { systemClock } from '../core/clock.ts';
import { Refusal } from '../core/errors.ts';
import { startApp } from './start.ts';
import type { StartOptions } from './start.ts';

const db = await testDatabase();
const dataFolder = mkdtempSync(join(tmpdir(), 'qingnuan-start-'));
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

const base: StartOptions = {
  db,
  clock: systemClock,
  dataFolder,
  hasDemo: false,
  adminPassword: undefined,
  authSecret: undefined,
  publicUrl: undefined,
  logLevel: 'silent',
  notify: () => undefined,
};

async function codeOf(options: Partial<StartOptions>): Promise<string | undefined> {
  const error = await startApp({ ...base, ...options }).catch((thrown: unknown) => thrown);
  return error instanceof Refusal ? error.code : undefined;
}

test('a weak secret or a weak first password stops the start, and no account is made', async () => {
  expect(await codeOf({ authSecret: 'secret' })).toBe('session.secret-weak');
  expect(await codeOf({ adminPassword: 'admin12345' })).toBe('session.password-refused');
  const { rows } = await db.pool.query('select 1 from auth_users');
  expect(rows).toEqual([]);
});

test('the first start gives a one-time password, the second none', async () => {
  const { app, oneTimePassword = '' } = await startApp(base);
  const payload = { username: 'admin', password: oneTimePassword };
  const res = await app.inject({ method: 'POST', url: '/api/session', payload });
  expect(res.json()).toMatchObject({
    username: 'admin',
    organisation: { name: '清洁取暖领导小组办公室' },
    district: { code: 640302 },
    roles: [{ role: 'administrator', place: null }],
    mustChangePassword: true,
  });
  await app.close();
  const again = await startApp({ ...base, adminPassword: 'another good password' });
  expect(again.oneTimePassword).toBeUndefined();
  const health = await again.app.inject('/api/health');
  expect(health.json()).toEqual({ status: 'ok' });
  const other = { username: 'admin', password: 'another good password' };
  const refused = await again.app.inject({ method: 'POST', url: '/api/session', payload: other });
  expectRefusal(refused, 'session.wrong-credentials', 401);
  await again.app.close();
});

test('health is 503 while the server is not ready', async () => {
  const { app } = await startApp({ ...base, isReady: () => false });
  expectRefusal(await app.inject('/api/health'), 'http.unavailable', 503);
  await app.close();
});

test('behind https the session cookie is Secure; our own pages may write, others not', async () => {
  const adminPassword = 'a first password given';
  const { app, oneTimePassword } = await startApp({
    ...base,
    db: await testDatabase(),
    adminPassword,
    publicUrl: 'https://nuan.example.cn',
  });
  expect(oneTimePassword).toBeUndefined();
  const ask = (origin: string) =>
    app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { origin, host: '127.0.0.1:8080', 'x-forwarded-host': 'nuan.example.cn' },
      payload: { username: 'admin', password: adminPassword },
    });
  expectRefusal(await ask('https://evil.example.cn'), 'http.foreign-origin', 403);
  const res = await ask('https://nuan.example.cn');
  expect(res.json()).toMatchObject({ username: 'admin', mustChangePassword: false });
  expect(res.cookies.map(({ secure }) => secure)).toEqual([true, true]);
  const who = await app.inject({ url: '/api/session', headers: { cookie: cookieOf(res) } });
  expect(who.statusCode).toBe(200);
  await app.close();
});
