// Proves the routes of programmes: every role reads, only the office decides, and what it decides
// changes what is paid, with its ground in the journal.

import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  cookieOf,
  expectRefusal,
  freshKey,
  testApp,
  testPassword,
} from '../../test/helpers/app.ts';
import { getProgramme } from '../rules/load.ts';
import { loadProgrammes } from '../http/start.ts';
import { readFolder } from './read-folder.ts';

const folder = join(import.meta.dirname, '..', '..', 'programmes');
const litong = getProgramme(readFolder(join(folder, 'litong-2022')));
const example = getProgramme(readFolder(join(folder, 'example-county')));
const { app, as, db, journalOf } = await testApp({ programmes: [litong, example] });
const base = '/api/programmes/litong-2022';
const choose = `${base}/decisions/D02/choose`;
const ground = { document: '领导小组会议纪要〔2022〕3号', reason: '按全额标准计算' };
const compute = (body: object) => as.townClerk('POST', `${base}/benefit`, body);
const decide = (url: string, given: object) => as.office('POST', url, given);
const at4000 = { inputs: { costFen: 400_000 } };

test.each([
  ['GET', '/api/programmes'],
  ['GET', base],
  ['POST', `${base}/benefit`],
  ['GET', `${base}/jumps`],
  ['GET', `${base}/decisions`],
  ['POST', choose],
  ['GET', '/api/journal/checkpoint'],
  ['GET', '/api/journal/entries/01a20000-0000-7000-8000-000000000000/proof'],
] as const)('%s %s refuses who is signed out', async (method, url) => {
  const body = method === 'POST' ? { ...at4000, option: 'of-full', ...ground } : undefined;
  expectRefusal(await as.nobody(method, url, body), 'session.signed-out', 401);
});

test('every role sees the programmes, the own one marked', async () => {
  for (const ask of [as.admin, as.office, as.townClerk, as.finance, as.auditor]) {
    const { items } = (await ask('GET', '/api/programmes')).json();
    expect(items).toMatchObject([
      { programmeId: 'litong-2022', isOwn: true, district: { code: 640302 } },
      { programmeId: 'example-county', isOwn: false },
    ]);
  }
});

test('a programme comes whole: notice, clauses, figures, report, jumps', async () => {
  expectRefusal(await as.finance('GET', '/api/programmes/none'), 'programme.unknown', 404);
  const res = await as.townClerk('GET', base);
  const view = res.json();
  expect(Object.keys(view)).toEqual(
    expect.arrayContaining(['data', 'noticeText', 'clauses', 'figures', 'report', 'jumps']),
  );
  expect(view.noticeText).toContain('清洁取暖');
  expect(view.data.programme.id).toBe('litong-2022');
});

test('a programme is sent packed, and not again while nothing has changed', async () => {
  const cookie = cookieOf(
    await app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { username: 'finance', password: testPassword },
    }),
  );
  const ask = (headers: object) => app.inject({ url: base, headers: { cookie, ...headers } });
  const plain = await ask({});
  const packed = await ask({ 'accept-encoding': 'br, gzip' });
  expect(packed.headers['content-encoding']).toBe('gzip');
  expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 3);
  expect(gunzipSync(packed.rawPayload).equals(plain.rawPayload)).toBe(true);
  const again = await ask({ 'if-none-match': String(plain.headers.etag) });
  expect([again.statusCode, again.body]).toEqual([304, '']);
});

test('a benefit is computed; wrong inputs are refused, missing ones named', async () => {
  const res = await compute({ inputs: { costFen: 599_900 } });
  expect(res.json()).toMatchObject({
    totalFen: 479_920,
    shares: { central: 316_928, district: 162_992 },
    householdFen: 119_980,
    missing: [],
  });
  expect((await compute({ inputs: {} })).json()).toMatchObject({
    totalFen: null,
    missing: ['costFen'],
  });
  expectRefusal(await compute({ inputs: [] }), 'http.invalid-input', 400);
  expectRefusal(await compute({}), 'http.invalid-input', 400);
  for (const costFen of [-1, 0.5, '5999', true, 1e300]) {
    const wrong = await compute({ inputs: { costFen } });
    expect(wrong.statusCode).toBeGreaterThanOrEqual(400);
    expect(wrong.statusCode).toBeLessThan(500);
  }
});

test('the jump at 6,000 yuan is found', async () => {
  const { jumps, perverse } = (await as.auditor('GET', `${base}/jumps`)).json();
  expect(jumps).toContainEqual(
    expect.objectContaining({ input: 'costFen', at: 600_000, totalAfterFen: 530_000 }),
  );
  expect(perverse).toContainEqual(expect.objectContaining({ from: 600_000, to: 650_000 }));
});

test('decision.choose refuses other roles, unknown options and an empty ground', async () => {
  const body = { option: 'of-full', ...ground };
  for (const ask of [as.admin, as.finance, as.auditor, as.townClerk]) {
    expectRefusal(await ask('POST', choose, body), 'people.not-allowed', 403);
  }
  expectRefusal(await decide(`${base}/decisions/D99/choose`, body), 'decision.unknown', 404);
  expectRefusal(await decide(choose, { ...body, option: 'no' }), 'decision.unknown-option', 422);
  expectRefusal(await decide(choose, { option: 'of-full' }), 'http.invalid-input', 400);
  expectRefusal(await decide(choose, { ...body, document: ' ' }), 'http.invalid-input', 400);
  expectRefusal(
    await decide(choose, { ...body, option: 'of-cost' }),
    'decision.already-chosen',
    409,
  );
  const elsewhere = example.data.decisions.decisions[0];
  if (elsewhere) {
    const url = `/api/programmes/example-county/decisions/${elsewhere.id}/choose`;
    expectRefusal(await decide(url, body), 'programme.other-district', 409);
  }
});

test('decision.choose changes what is paid, is journaled once, can be reversed', async () => {
  const before = (await as.finance('POST', `${base}/benefit`, at4000)).json();
  expect(before.totalFen).toBe(320_000);
  const key = freshKey();
  const body = { option: 'of-full', ...ground };
  const res = await as.office('POST', choose, body, key);
  expect(res.json()).toMatchObject({
    decide: { D02: 'of-full' },
    items: [
      { decisionId: 'D02', option: 'of-full', ...ground, personName: 'office', isCurrent: true },
    ],
  });
  expect((await as.office('POST', choose, body, key)).json()).toEqual(res.json());
  expectRefusal(
    await as.office('POST', choose, { ...body, option: 'of-cost' }, key),
    'action.key-reused',
    409,
  );
  const after = (await as.finance('POST', `${base}/benefit`, at4000)).json();
  expect(after.totalFen).toBe(400_000);
  const tried = { ...at4000, decide: { D02: 'of-cost' } };
  expect((await as.finance('POST', `${base}/benefit`, tried)).json().totalFen).toBe(320_000);

  const back = await as.office('POST', choose, { ...body, option: 'of-cost' });
  expect(back.json().decide).toEqual({ D02: 'of-cost' });
  expect(back.json().items.map((item: { isCurrent: boolean }) => item.isCurrent)).toEqual([
    true,
    false,
  ]);
  expect((await as.finance('POST', `${base}/benefit`, at4000)).json().totalFen).toBe(320_000);

  const { rows } = await db.pool.query<{ subject_id: string }>(
    `select subject_id from journal_entries where action = 'decision.choose'`,
  );
  expect(rows).toHaveLength(2);
  const [entry] = await journalOf(rows[0]?.subject_id ?? '');
  expect(entry).toMatchObject({ role: 'office', input: { ...ground, decisionId: 'D02' } });
});

test('example folders never come before the district of its own', () => {
  const [first] = loadProgrammes(folder, () => undefined);
  expect(first?.data.programme.id).toBe('litong-2022');
});
