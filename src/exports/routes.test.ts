// The addresses of exports and templates on the real programme: who may take what, places, purpose
// and journal, and what stands in the files.

import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import { expect, test } from 'vitest';
import {
  expectRefusal,
  freshKey,
  jinji,
  shangqiao,
  testApp,
  testPassword,
} from '../../test/helpers/app.ts';
import type { Ask } from '../../test/helpers/app.ts';
import { writeWorkbook } from '../office/out/write.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';

const folder = join(import.meta.dirname, '..', '..', 'programmes', 'litong-2022');
const programme = getProgramme(readFolder(folder));
const { as, app, db, signIn, organisationId } = await testApp({ programmes: [programme] });
const [village, otherVillage] = ['640302100210', '640302104203'];
const idNumber = '642101197501010018';

async function someone(username: string, role: string, place: string | null): Promise<Ask> {
  const account = { username, name: username, organisationId, roles: [{ role, place }] };
  const made = await as.admin('POST', '/api/accounts', account);
  const asNew = await signIn(username, made.json().oneTimePassword);
  const passwords = { current: made.json().oneTimePassword, next: testPassword };
  await asNew('PUT', '/api/session/password', passwords);
  return signIn(username, testPassword);
}
const inspector = await someone('inspector', 'inspector', null);

async function register(villageKey: string, more: object) {
  const cases = [{ works: 'heating', project: 'dual-replacement', year: 2022 }];
  const household = { villageKey, group: '3组', heatedAreaM2: 60, cases, ...more };
  const res = await as.office('POST', '/api/households', household);
  expect(res.statusCode).toBe(200);
}
await register(village, { headName: '=甲', idNumber, phone: '13995000001', category: 'disabled' });
await register(otherVillage, { headName: '乙丑' });

const purpose = '核对兑付清册';
const full = (body: object = {}) => ({ purpose, ...body });

async function exported(): Promise<unknown[]> {
  const { rows } = await db.pool.query<{ body: Buffer }>(
    `select body from journal_entries where action = 'ledger.export' order by entry_id`,
  );
  return rows.map(({ body }) => JSON.parse(body.toString('utf8')) as unknown);
}

test('ledger.export in full is refused to strangers, inspectors, other places and without purpose', async () => {
  expectRefusal(await as.nobody('POST', '/api/exports/ledger', full()), 'session.signed-out', 401);
  expectRefusal(await inspector('POST', '/api/exports/ledger', full()), 'people.not-allowed', 403);
  const elsewhere = full({ under: shangqiao });
  const away = await as.townClerk('POST', '/api/exports/ledger', elsewhere);
  expectRefusal(away, 'action.not-here', 403);
  const silent = await as.office('POST', '/api/exports/ledger', { purpose: ' ' });
  expectRefusal(silent, 'http.invalid-input', 400);
  expectRefusal(await as.admin('GET', '/api/exports/ledger'), 'people.not-allowed', 403);
  expect(await exported()).toEqual([]);
});

test('ledger.export in full gives the numbers of the own place and stands in the journal first', async () => {
  const key = freshKey();
  const body = full({ format: 'csv', search: '=甲' });
  const res = await as.townClerk('POST', '/api/exports/ledger', body, key);
  expect(res.statusCode).toBe(200);
  expect(res.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'cache-control': 'no-store',
    'content-disposition': expect.stringContaining(encodeURIComponent('台账.csv')),
  });
  const [headings, ...rows] = res.body.trim().split('\r\n');
  expect(headings).toMatch(/^乡镇,行政村,村组,户主姓名,身份证号,联系电话/);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatch(/^金积镇,大庙桥村,3组,'=甲,642101197501010018,13995000001,,残疾户,/);
  expect(await exported()).toMatchObject([
    {
      action: 'ledger.export',
      input: { purpose, format: 'csv', places: [jinji], filter: { search: '*' }, households: 1 },
    },
  ]);
  const again = await as.townClerk('POST', '/api/exports/ledger', body, key);
  expect(again.body).toBe(res.body);
  expect(await exported()).toHaveLength(1);
  const other = await as.townClerk('POST', '/api/exports/ledger', full({ format: 'xlsx' }), key);
  expectRefusal(other, 'action.key-reused', 409);
});

test('the masked ledger and the list hold no whole number and no household of other places', async () => {
  const clerks = await as.townClerk('GET', '/api/exports/ledger?format=csv');
  expect(clerks.body).toContain('642101********0018');
  expect(clerks.body).not.toMatch(/642101197501010018|13995000001|乙丑/);
  const list = await as.townClerk('GET', '/api/exports/cases?format=csv&language=en');
  expect(list.body.trim().split('\r\n')).toHaveLength(2);
  expect(list.body).toMatch(
    /Head.*\r\n.*'=甲,642101\*{8}0018,With a disabled member,60,registered/s,
  );
  const office = await as.office('GET', '/api/exports/cases?format=csv-gb18030');
  const text = new TextDecoder('gb18030').decode(office.rawPayload);
  expect(text.trim().split('\r\n')).toHaveLength(3);
  expect(text).toContain('乙丑');
});

test('the ledger as a workbook opens in another program, text stays text', async () => {
  const res = await as.office('GET', '/api/exports/ledger');
  const sheet = read(res.rawPayload).Sheets['台账（遮盖）'] ?? {};
  const rows = utils.sheet_to_json<Record<string, unknown>>(sheet, { range: 2 });
  expect(rows).toMatchObject([
    { 户主姓名: '=甲', 身份证号: '642101********0018', 取暖面积: 60, 实施年度: 2022 },
    { 户主姓名: '乙丑', 改造类型: '热源' },
  ]);
  expect(utils.sheet_to_json<string[]>(sheet, { header: 1 })[1]?.[0]).toContain('仅供查阅');
});

test('the template of a town offers its own villages, groups and the methods of the programme', async () => {
  expectRefusal(
    await as.townClerk('GET', `/api/templates/ledger?town=${shangqiao}`),
    'place.unknown',
    404,
  );
  expectRefusal(await as.office('GET', '/api/templates/ledger?town=640302199'), 'place.unknown');
  const res = await as.townClerk('GET', `/api/templates/ledger?town=${jinji}`);
  expect(res.statusCode).toBe(200);
  const book = read(res.rawPayload);
  expect(book.SheetNames).toEqual(['台账', '填写说明', '选项']);
  const words = utils.sheet_to_json<string[]>(book.Sheets['选项'] ?? {}, { header: 1 }).flat();
  expect(words).toEqual(expect.arrayContaining(['金积镇', '大庙桥村', '3组', '低保户', '安置楼']));
  for (const { name } of programme.data.methods.methods) expect(words).toContain(name.zh);
  expect(words).not.toContain('上桥镇');
});

test('O162 a file with annex 1 is read to a preview, which is then loaded as a version', async () => {
  const rows = [
    ['金积镇', '大庙桥村', 2022, '双替代', 13_600],
    ['金积镇', '没有的村', 2022, '双替代', 1],
  ];
  const headings = ['乡镇', '行政村', '年度', '项目', '户数'];
  const columns = headings.map((heading) => ({ heading, kind: 'number' as const }));
  const payload = await writeWorkbook([{ name: '任务', columns, rows }]);
  const cookie = await officeCookie();
  const url = `/api/targets/preview?name=${encodeURIComponent('附件1.xlsx')}`;
  const headers = { cookie, 'content-type': 'application/octet-stream' };
  const res = await app.inject({ method: 'POST', url, headers, payload });
  const preview = res.json();
  expect(preview).toMatchObject({
    households: 13_600,
    sheets: [{ name: '任务', rows: 1 }],
    findings: [{ code: 'place.unknown-village', cell: 'B3', severity: 'error' }],
  });
  expect(preview.differences.length).toBeGreaterThan(0);
  const body = { document: '附件1', rows: preview.rows, differencesConfirmed: true };
  const loaded = await as.office('POST', '/api/targets', body);
  expect(loaded.json()).toMatchObject({ households: 13_600, document: '附件1' });
  const bad = await app.inject({ method: 'POST', url, headers, payload: Buffer.from('%PDF-1.7') });
  expectRefusal(bad, 'file.unsupported', 415);
  const clerk = await as.townClerk('POST', url, {});
  expectRefusal(clerk, 'people.not-allowed', 403);
});

async function officeCookie(): Promise<string> {
  const payload = { username: 'office', password: testPassword };
  const res = await app.inject({ method: 'POST', url: '/api/session', payload });
  return res.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
}
