// Proves the frame: one reply shape for everything that goes wrong, nothing inner shown, headers,
// limits, the web app's files, and an OpenAPI document that tells the truth.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { expectRefusal, freshKey, testApp } from '../../test/helpers/app.ts';
import { refusalOf } from './replies.ts';

const webFolder = mkdtempSync(join(tmpdir(), 'qingnuan-web-'));
mkdirSync(join(webFolder, 'assets'));
writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>清暖</title>');
writeFileSync(join(webFolder, 'assets', 'main-Ab3dEf9_.js'), 'export {};');
writeFileSync(join(webFolder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
afterAll(() => rmSync(webFolder, { recursive: true, force: true }));

const { app, as, db } = await testApp({ webFolder });
await app.listen({ port: 0, host: '127.0.0.1' });
const address = app.server.address();
const port = address !== null && typeof address === 'object' ? address.port : 0;
const base = `http://127.0.0.1:${port}`;

test('health says ok, and 503 in the same shape while the server is not ready', async () => {
  const res = await as.nobody('GET', '/api/health');
  expect(res.json()).toEqual({ status: 'ok' });
});

test.each([
  ['GET', '/api/nothing-here'],
  ['GET', '/api'],
  ['PUT', '/api/health'],
  ['POST', '/programme/overview'],
  ['GET', '/assets/missing-12345678.js'],
] as const)('%s %s is an unknown address, told in the one shape', async (method, url) => {
  expectRefusal(await as.nobody(method, url), 'http.unknown-route', 404);
});

test('an address that is no address is a bad request, not a 500', async () => {
  for (const url of ['/api/places/%E0%A4%A', '/%']) {
    expectRefusal(await as.office('GET', url), 'http.bad-request', 400);
  }
});

test.each([
  ['{"username": ', 'application/json', 'http.malformed-json', 400],
  ['', 'application/json', 'http.malformed-json', 400],
  [
    '{"username":"a","password":"b","__proto__":{"x":1}}',
    'application/json',
    'http.malformed-json',
    400,
  ],
  ['username=a', 'application/x-www-form-urlencoded', 'http.wrong-content-type', 415],
  ['<a/>', 'text/xml', 'http.wrong-content-type', 415],
  ['[]', 'application/json', 'http.invalid-input', 400],
  ['null', 'application/json', 'http.invalid-input', 400],
] as const)('the body %j as %s is refused with %s', async (payload, type, code, status) => {
  const headers = { 'content-type': type };
  const res = await app.inject({ method: 'POST', url: '/api/session', headers, payload });
  expectRefusal(res, code, status);
});

test('wrong fields are told in both languages, never in the words of the library', async () => {
  const payload = { username: 5, password: '', more: true };
  const res = await app.inject({ method: 'POST', url: '/api/session', payload });
  const { fields } = res.json().details;
  expect(fields).toEqual(
    expect.arrayContaining([
      { path: 'username', message: { zh: '须填文字。', en: 'This must be text.' } },
      { path: 'password', message: { zh: '不能为空。', en: 'This cannot be empty.' } },
      {
        path: 'more',
        message: { zh: '没有这个字段，请去掉。', en: 'There is no such field; leave it out.' },
      },
    ]),
  );
  expect(res.body).not.toMatch(/expected|Invalid|Zod/);
});

test('a request of 100 MB is refused at once and the connection is fine afterwards', async () => {
  const startedMs = performance.now();
  const reply = await new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (data) => {
      text += data.toString();
      if (text.includes('http.too-large')) {
        socket.destroy();
        resolve(text);
      }
    });
    socket.on('error', reject);
    socket.write(
      'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n' +
        `Content-Length: ${100 * 1024 * 1024}\r\n\r\n{"username":"`,
    );
  });
  expect(reply).toMatch(/^HTTP\/1.1 413 /);
  expect(performance.now() - startedMs).toBeLessThan(2000);
  const chunk = new Uint8Array(1024 * 1024).fill(97);
  const whole = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: new Blob(Array.from({ length: 100 }, () => chunk)),
  }).catch((error: unknown) => error);
  if (whole instanceof Response) expect(whole.status).toBe(413);
  expect((await fetch(`${base}/api/health`)).status).toBe(200);
});

test('what is not even HTTP gets an answer in the same shape', async () => {
  const reply = await new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('nonsense\r\n\r\n'));
    let text = '';
    socket.on('data', (data) => (text += data.toString()));
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });
  expect(reply).toMatch(/^HTTP\/1.1 400 /);
  expect(JSON.parse(reply.split('\r\n\r\n')[1] ?? '')).toMatchObject({ code: 'http.bad-request' });
});

test('an unforeseen failure is a 500 with the request id and without inner text', async () => {
  await db.pool.query('alter table organisations rename to organisations_gone');
  try {
    const res = await as.nobody('POST', '/api/session', { username: 'x', password: 'y' });
    expectRefusal(res, 'session.wrong-credentials');
    const broken = await as.office('GET', '/api/session');
    expectRefusal(broken, 'http.unexpected', 500);
    expect(broken.body).not.toMatch(/organisations|relation|select|stack/i);
    expect(broken.json().requestId).toBe(broken.headers['x-request-id']);
  } finally {
    await db.pool.query('alter table organisations_gone rename to organisations');
  }
});

const writeFrom = (origin: string) =>
  app.inject({
    method: 'DELETE',
    url: '/api/session',
    headers: { origin, host: 'qingnuan.example', 'idempotency-key': freshKey() },
  });

test('a refusal out of the database shows its sentence and nothing inner', async () => {
  const body = { name: '同名单位', kind: 'other' };
  await as.office('POST', '/api/organisations', body);
  const taken = await as.office('POST', '/api/organisations', body);
  expectRefusal(taken, 'organisation.name-taken', 409);
  expect(taken.json().details).toEqual({});
  const stopped = new Error('connect ECONNREFUSED /secret/folder/.s.PGSQL.5432');
  Object.assign(stopped, { code: 'ECONNREFUSED', syscall: 'connect' });
  const { refusal } = refusalOf(stopped, { headers: {} }, 1);
  expect(refusal.code).toBe('database.stopped');
  expect(JSON.stringify(refusal)).not.toContain('secret');
});

test('a write from the page of another web site is refused, from our own it is not', async () => {
  expectRefusal(await writeFrom('https://evil.example'), 'http.foreign-origin', 403);
  expectRefusal(await writeFrom('null'), 'http.foreign-origin', 403);
  expectRefusal(
    await writeFrom('https://qingnuan.example.evil.example'),
    'http.foreign-origin',
    403,
  );
  expect((await writeFrom('https://qingnuan.example')).statusCode).toBe(200);
});

const guess = () =>
  app.inject({
    method: 'POST',
    url: '/api/session',
    remoteAddress: '10.7.7.7',
    payload: { username: `u${freshKey()}`, password: 'wrong' },
  });

test('sign-in is limited per address and says how long to wait', async () => {
  const codes: string[] = [];
  for (let n = 0; n < 31; n += 1) codes.push((await guess()).json().code);
  expect(codes.filter((code) => code === 'session.wrong-credentials')).toHaveLength(30);
  const limited = await guess();
  expectRefusal(limited, 'http.too-many-requests', 429);
  expect(limited.json().message.zh).toMatch(/请 \d+ 秒后再试/);
});

test('pages carry a strict policy: no inline scripts, no frames, no foreign sources', async () => {
  const res = await as.nobody('GET', '/');
  const policy = String(res.headers['content-security-policy']);
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("style-src 'self' 'unsafe-inline'");
  expect(res.headers['x-content-type-options']).toBe('nosniff');
});

test('addresses of the web app get its page, uncached; hashed files keep for ever', async () => {
  for (const url of ['/', '/programme/notice?clause=九', '/places/640302100']) {
    const res = await as.nobody('GET', url);
    expect(res.statusCode).toBe(200);
    expect(res.body).toContain('清暖');
    expect(res.headers['cache-control']).toBe('no-cache');
  }
  const hashed = await as.nobody('GET', '/assets/main-Ab3dEf9_.js');
  expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  const plain = await as.nobody('GET', '/favicon.svg');
  expect(plain.headers['cache-control']).toBe('no-cache');
  const outside = await as.nobody('GET', '/..%2f..%2fpackage.json');
  expect(outside.body).not.toContain('dependencies');
});

test('without a built web app a plain page says so', async () => {
  const { as: bare } = await testApp();
  const res = await bare.nobody('GET', '/programme/overview');
  expect(res.statusCode).toBe(503);
  expect(res.body).toContain('npm start');
  expect(res.headers['content-type']).toContain('text/html');
});

test('the OpenAPI document is 3.1 and lists every route with its refusals', async () => {
  const document = (await as.nobody('GET', '/api/openapi.json')).json();
  expect(document.openapi).toBe('3.1.0');
  const paths = Object.keys(document.paths);
  expect(paths).toContain('/api/accounts/{personId}/disable');
  expect(paths).toContain('/api/programmes/{programmeId}/decisions/{decisionId}/choose');
  for (const [path, methods] of Object.entries<Record<string, { responses: object }>>(
    document.paths,
  )) {
    for (const [method, { responses }] of Object.entries(methods)) {
      expect(Object.keys(responses), `${method} ${path}`).toContain('200');
      expect(Object.keys(responses), `${method} ${path}`).toContain('500');
    }
  }
  expect(document.components.schemas.Problem).toBeDefined();
});

test('replies of the interface are never cached', async () => {
  const res = await as.office('GET', '/api/session');
  expect(res.headers['cache-control']).toBe('no-store');
});
