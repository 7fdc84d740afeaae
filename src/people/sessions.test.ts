// Proves sign-in, lock-out, the one-time password, and that a broken cookie is no more than
// being signed out.

import { expect, test } from 'vitest';
import { cookieOf, expectRefusal, testApp, testPassword } from '../../test/helpers/app.ts';

const { app, as, db, signIn, journalOf } = await testApp();

const post = (payload: unknown) =>
  app.inject({ method: 'POST', url: '/api/session', payload: payload as object });

test('session refuses a wrong password and an unknown user name with the same words', async () => {
  const wrong = await post({ username: 'finance', password: 'not the password' });
  const unknown = await post({ username: 'no-such-person', password: 'not the password' });
  expectRefusal(wrong, 'session.wrong-credentials', 401);
  expect(unknown.json().message).toEqual(wrong.json().message);
  expect(wrong.headers['set-cookie']).toBeUndefined();
});

test('session refuses a missing password by naming the field in both languages', async () => {
  const res = await post({ username: 'finance' });
  expectRefusal(res, 'http.invalid-input', 400);
  expect(res.json().details.fields).toEqual([
    { path: 'password', message: { zh: '必须填写。', en: 'This is required.' } },
  ]);
});

test('who am I tells the person, the roles and the place, and 401 when signed out', async () => {
  expectRefusal(await as.nobody('GET', '/api/session'), 'session.signed-out', 401);
  const res = await as.townClerk('GET', '/api/session');
  expect(res.statusCode).toBe(200);
  expect(res.json()).toMatchObject({
    username: 'townclerk',
    district: { code: 640302, name: '利通区' },
    roles: [{ role: 'townClerk', place: '640302100', placeName: '金积镇' }],
    mustChangePassword: false,
  });
});

test('session cookies are HttpOnly and SameSite=Lax', async () => {
  const res = await post({ username: 'office', password: testPassword });
  expect(res.statusCode).toBe(200);
  expect(res.cookies.length).toBeGreaterThan(0);
  for (const cookie of res.cookies) {
    expect(cookie.httpOnly).toBe(true);
    expect(cookie.sameSite?.toLowerCase()).toBe('lax');
  }
});

test.each([
  'qingnuan.session_token=',
  'qingnuan.session_token=abc',
  'qingnuan.session_token=abc.def',
  'qingnuan.session_token=%E0%A4%A',
  'qingnuan.session_token=a.b; qingnuan.session_data=%7B%22',
  'qingnuan.session_token=a.b; qingnuan.session_data=not-base64-!!!',
  'qingnuan.session_data=eyJhIjoxfQ',
  '=;;;=%00',
  `qingnuan.session_token=${'x'.repeat(6000)}`,
])('a broken cookie %j is signed out, never a 500', async (cookie) => {
  const res = await app.inject({ url: '/api/session', headers: { cookie } });
  expectRefusal(res, 'session.signed-out', 401);
});

test('a cookie with a forged signature is signed out', async () => {
  const res = await post({ username: 'office', password: testPassword });
  const cookie = cookieOf(res).replace(/(session_token=[^;]{10})./, '$1_');
  expectRefusal(
    await app.inject({ url: '/api/session', headers: { cookie } }),
    'session.signed-out',
  );
});

test('five wrong passwords lock account and address, and say for how long', async () => {
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const res = await post({ username: 'auditor', password: `wrong ${attempt}` });
    expectRefusal(res, 'session.wrong-credentials');
  }
  const locked = await post({ username: 'auditor', password: testPassword });
  expectRefusal(locked, 'session.locked', 429);
  expect(locked.json().message.zh).toContain('15 分钟');
  const elsewhere = await app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { username: 'auditor', password: testPassword },
    remoteAddress: '10.1.2.3',
  });
  expect(elsewhere.statusCode).toBe(200);
  await db.pool.query(`update auth_failures set failed_at = failed_at - interval '16 minutes'`);
  expect((await post({ username: 'auditor', password: testPassword })).statusCode).toBe(200);
});

test('many tries at once do not slip through the lock', async () => {
  const tries = Array.from({ length: 12 }, (_, index) =>
    app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { username: 'finance', password: `guess ${index}` },
      remoteAddress: '10.9.9.9',
    }),
  );
  const codes = (await Promise.all(tries)).map((res) => res.json().code);
  expect(codes.filter((code) => code === 'session.wrong-credentials')).toHaveLength(5);
  expect(codes.filter((code) => code === 'session.locked')).toHaveLength(7);
});

test('signing out ends the session at once, also for a copied cookie', async () => {
  const res = await post({ username: 'office', password: testPassword });
  const cookie = cookieOf(res);
  const before = await app.inject({ url: '/api/session', headers: { cookie } });
  expect(before.statusCode).toBe(200);
  await app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } });
  expectRefusal(
    await app.inject({ url: '/api/session', headers: { cookie } }),
    'session.signed-out',
  );
});

test('a session without use for twelve hours has ended', async () => {
  const res = await post({ username: 'office', password: testPassword });
  await db.pool.query(`update auth_sessions set expires_at = now() - interval '1 hour'
    where user_id = (select id from auth_users where username = 'office')`);
  const cookie = cookieOf(res);
  expectRefusal(
    await app.inject({ url: '/api/session', headers: { cookie } }),
    'session.signed-out',
  );
});

test('a one-time password opens nothing but the change of password', async () => {
  const made = await as.admin('POST', '/api/accounts', {
    username: 'newcomer',
    name: '新来的',
    organisationId: (await as.admin('GET', '/api/session')).json().organisation.organisationId,
    roles: [{ role: 'finance', place: null }],
  });
  const { account, oneTimePassword } = made.json();
  const newcomer = await signIn('newcomer', oneTimePassword);
  expectRefusal(
    await newcomer('GET', '/api/organisations'),
    'session.password-change-required',
    403,
  );
  const change = (current: string, next: string) =>
    newcomer('PUT', '/api/session/password', { current, next });
  expectRefusal(await change('not the present', testPassword), 'session.wrong-password', 403);
  expectRefusal(await change(oneTimePassword, 'short'), 'session.password-refused', 422);
  expectRefusal(await change(oneTimePassword, oneTimePassword), 'session.password-unchanged');
  const done = await change(oneTimePassword, testPassword);
  expect(done.json()).toMatchObject({ username: 'newcomer', mustChangePassword: false });
  expect((await newcomer('GET', '/api/organisations')).statusCode).toBe(200);
  const [entry] = await journalOf(account.personId);
  expect(entry).toMatchObject({ action: 'account.change-password', actorId: account.personId });
  expect(JSON.stringify(entry)).not.toContain('passwordHash');
  expectRefusal(
    await post({ username: 'newcomer', password: oneTimePassword }),
    'session.wrong-credentials',
  );
});
