// Proves the import of a ledger over HTTP, from upload to the history: refused first, then checked,
// shown and stored, then the same file again, the mended one, and values newer by hand.

import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
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
import type { ImportState, Progress } from '../contracts/imports.ts';
import { idCheckCharacter } from '../core/identity.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';

const folder = join(import.meta.dirname, '..', '..', 'programmes', 'litong-2022');
const programme = getProgramme(readFolder(folder));
const { as, db, signIn, journalOf, organisationId } = await testApp({
  programmes: [programme],
});

type View = ImportState & { progress: Progress | null };

/** A real-looking ID number; the data of these tests is not marked as a demonstration. */
function anId(serial: number): string {
  const digits = `64210119700101${String(serial).padStart(3, '0')}`;
  return digits + idCheckCharacter(digits);
}

const HEADINGS =
  '行政村,村组,户主姓名,身份证号,联系电话,取暖面积,改造方式,实施年度,合同金额,一卡通账号';

function rowOf(serial: number, more: Record<string, string> = {}): string {
  const row: Record<string, string> = {
    village: '大庙桥村',
    group: '3组',
    name: '马甲子',
    id: anId(serial),
    phone: `1390000${String(serial).padStart(4, '0')}`,
    area: '60',
    method: '热风机',
    year: '2022',
    cost: '7000',
    account: `2900000${String(serial).padStart(5, '0')}`,
    ...more,
  };
  return Object.values(row).join(',');
}

const csv = (...rows: string[]) => Buffer.from([HEADINGS, ...rows].join('\n'));

async function upload(ask: Ask, bytes: Buffer, townKey = jinji, key = freshKey(), name = 'a.csv') {
  const url = `/api/imports?townKey=${townKey}&name=${encodeURIComponent(name)}`;
  return ask('POST', url, bytes, key);
}

const get = async (ask: Ask, id: string) => (await ask('GET', `/api/imports/${id}`)).json<View>();

/** Waits until the import is at rest. */
async function rest(id: string, ask = as.office): Promise<View> {
  for (let tries = 0; tries < 400; tries++) {
    const view = await get(ask, id);
    if (view.state !== 'checking' && view.state !== 'storing') return view;
    await sleep(25);
  }
  throw new Error('the import does not come to rest');
}

async function checked(ask: Ask, bytes: Buffer, townKey = jinji): Promise<View> {
  const res = await upload(ask, bytes, townKey);
  expect(res.statusCode, res.body).toBe(200);
  return rest(res.json<{ importId: string }>().importId);
}

async function stored(ask: Ask, bytes: Buffer, take: unknown = 'none'): Promise<View> {
  const { importId } = await checked(ask, bytes);
  const res = await ask('POST', `/api/imports/${importId}/confirm`, { take });
  expect(res.statusCode, res.body).toBe(200);
  const view = await rest(importId);
  expect(view.failure).toBeNull();
  expect(view.state).toBe('stored');
  return view;
}

async function count(table: string): Promise<number> {
  const { rows } = await db.pool.query<{ n: string }>(`select count(*) as n from ${table}`);
  return Number(rows[0]?.n);
}

test('an upload is refused to other roles, another town’s clerk, without a town, empty', async () => {
  expectRefusal(await upload(as.nobody, csv(rowOf(1))), 'session.signed-out');
  for (const ask of [as.admin, as.auditor, as.finance]) {
    expectRefusal(await upload(ask, csv(rowOf(1))), 'people.not-allowed');
  }
  expectRefusal(await upload(as.townClerk, csv(rowOf(1)), shangqiao), 'action.not-here');
  expectRefusal(await upload(as.office, csv(rowOf(1)), '640302'), 'ledger-import.not-a-town');
  const village = '640302100210';
  expectRefusal(await upload(as.office, csv(rowOf(1)), village), 'ledger-import.not-a-town');
  expectRefusal(await upload(as.office, Buffer.alloc(0)), 'http.empty-file');
  const json = await as.office('POST', `/api/imports?townKey=${jinji}&name=a.csv`, { a: 1 });
  expectRefusal(json, 'http.not-a-file');
  expect(await count('imports')).toBe(0);
});

test('a file that is no ledger fails with its sentence, and nothing can be confirmed', async () => {
  const page = await checked(as.office, Buffer.from('<html><table></table></html>'));
  expect(page).toMatchObject({ state: 'failed', failure: { code: 'file.unsupported' } });
  const confirm = await as.office('POST', `/api/imports/${page.importId}/confirm`, {});
  expectRefusal(confirm, 'action.wrong-state');
  const workbook = await as.office('GET', `/api/imports/${page.importId}/workbook`);
  expectRefusal(workbook, 'ledger-import.unchecked');
  const random = await checked(as.office, Buffer.from('PK\x03\x04 no archive at all'));
  expect(random).toMatchObject({ state: 'failed', failure: { code: 'file.damaged' } });
  const hostile = readFileSync('test/fixtures/ledgers/hostile-entity.xlsx');
  expect(await checked(as.office, hostile)).toMatchObject({ failure: { code: 'file.hostile' } });
  expect(await count('households')).toBe(0);
});

test('headings nobody knows are told by hand and remembered for that town only', async () => {
  const strange = Buffer.from(
    ['村子,小组名,当家人,证件,暖面积,年度', `大庙桥村,3组,马甲子,${anId(900)},60,2022`].join('\n'),
  );
  const failed = await checked(as.townClerk, strange);
  expect(failed.failure).toMatchObject({ code: 'file.no-header' });
  expect(failed.failure?.headings).toContain('当家人');
  const { importId } = failed;
  const settings = `/api/imports/${importId}/settings`;
  const nonsense = await as.townClerk('PUT', settings, { headings: { 证件: 'nonsense' } });
  expectRefusal(nonsense, 'http.invalid-input');
  const headings = {
    村子: 'village',
    小组名: 'group',
    当家人: 'headName',
    证件: 'idNumber',
    暖面积: 'heatedAreaM2',
  };
  const told = await as.townClerk('PUT', settings, { headings });
  expect(told.statusCode, told.body).toBe(200);
  expect(await rest(importId)).toMatchObject({
    state: 'checked',
    summary: { rows: { read: 1, accepted: 1, refused: 0 }, changes: { new: 1 } },
  });
  expect(await checked(as.office, strange)).toMatchObject({ state: 'checked' });
  expect(await checked(as.office, strange, shangqiao)).toMatchObject({ state: 'failed' });
});

test('what was found keeps no number in plain, in the reply and in the database (O100)', async () => {
  const wrong = `${anId(1).slice(0, 17)}${anId(1).endsWith('1') ? '2' : '1'}`;
  const bytes = csv(rowOf(1, { id: wrong }), rowOf(2, { name: anId(3) }), rowOf(4));
  const { importId, summary } = await checked(as.townClerk, bytes);
  expect(summary).toMatchObject({ rows: { read: 3, accepted: 2, refused: 1 } });
  const res = await as.townClerk('GET', `/api/imports/${importId}/findings?severity=error`);
  expect(res.json()).toMatchObject({
    total: 1,
    items: [{ row: 2, column: 'idNumber', code: 'id.checksum', severity: 'error' }],
  });
  expect(res.body).not.toContain(wrong);
  const rows = await as.townClerk('GET', `/api/imports/${importId}/rows`);
  expect(rows.body).not.toContain(anId(4));
  for (const table of ['import_findings', 'import_rows', 'imports', 'journal_requests']) {
    const { rows: kept } = await db.pool.query<{ text: string }>(
      `select coalesce(string_agg(t::text, ' '), '') as text from ${table} t`,
    );
    expect(kept[0]?.text).not.toContain(wrong);
    expect(kept[0]?.text).not.toContain(anId(4));
  }
});

test('the clerk of another town sees nothing of an import and cannot touch it', async () => {
  const { importId } = await checked(as.townClerk, csv(rowOf(1)));
  const account = {
    username: 'shangqiao',
    name: '上桥经办',
    organisationId,
    roles: [{ role: 'townClerk', place: shangqiao }],
  };
  const made = await as.admin('POST', '/api/accounts', account);
  expect(made.statusCode, made.body).toBe(200);
  const { oneTimePassword } = made.json<{ oneTimePassword: string }>();
  const other = await signIn('shangqiao', oneTimePassword);
  const changed = { current: oneTimePassword, next: testPassword };
  await other('PUT', '/api/session/password', changed);
  const stranger = await signIn('shangqiao', testPassword);
  for (const path of ['', '/findings', '/rows', '/workbook']) {
    const res = await stranger('GET', `/api/imports/${importId}${path}`);
    expectRefusal(res, 'ledger-import.not-found');
  }
  for (const step of ['check', 'confirm']) {
    const res = await stranger('POST', `/api/imports/${importId}/${step}`, {});
    expectRefusal(res, 'action.not-here');
  }
  const cancel = await stranger('POST', `/api/imports/${importId}/cancel`, {});
  expectRefusal(cancel, 'ledger-import.not-found');
  const { items } = (await stranger('GET', '/api/imports')).json<{ items: View[] }>();
  expect(new Set(items.map(({ townKey }) => townKey))).toEqual(new Set([shangqiao]));
  const asked = await stranger('GET', `/api/imports?townKey=${jinji}`);
  expect(asked.json()).toEqual({ items: [], total: 0 });
});

test('an import can be cancelled before it is confirmed, and is then over', async () => {
  const { importId } = await checked(as.townClerk, csv(rowOf(1)));
  const key = freshKey();
  const first = await as.townClerk('POST', `/api/imports/${importId}/cancel`, {}, key);
  expect(first.statusCode, first.body).toBe(200);
  const again = await as.townClerk('POST', `/api/imports/${importId}/cancel`, {}, key);
  expect(again.json()).toEqual(first.json());
  expect(await get(as.townClerk, importId)).toMatchObject({ state: 'cancelled', progress: null });
  const confirm = await as.townClerk('POST', `/api/imports/${importId}/confirm`, {});
  expectRefusal(confirm, 'action.wrong-state');
  expect(await count('households')).toBe(0);
});

test('a year nobody tells is asked for, not guessed', async () => {
  const { importId, summary } = await checked(as.townClerk, csv(rowOf(1, { year: '' })));
  expect(summary?.openChoices).toEqual([
    { what: 'year', among: ['2021', '2022', '2023'], households: 1 },
  ]);
  const confirm = await as.townClerk('POST', `/api/imports/${importId}/confirm`, {});
  expectRefusal(confirm, 'ledger-import.choice-needed');
  const settings = `/api/imports/${importId}/settings`;
  const unknown = await as.townClerk('PUT', settings, { projects: { heating: 'nowhere' } });
  expectRefusal(unknown, 'household.unknown-project');
  const told = await as.townClerk('PUT', settings, { year: 2023 });
  expect(told.statusCode, told.body).toBe(200);
  expect((await rest(importId)).summary?.openChoices).toEqual([]);
});

test('a confirmed ledger is stored whole: households, groups, cases, each in the journal', async () => {
  const bytes = csv(
    rowOf(11),
    rowOf(12, { village: '关渠村', method: '燃气壁挂炉' }),
    rowOf(13, { village: '丁家湾村', name: '不在' }),
    rowOf(14, { area: '0' }),
  );
  const { importId, summary, version } = await checked(as.townClerk, bytes);
  expect(summary).toMatchObject({ rows: { read: 4, accepted: 2, refused: 2 }, openChoices: [] });
  const stale = await as.townClerk('POST', `/api/imports/${importId}/confirm`, {
    expectedVersion: version - 1,
  });
  expectRefusal(stale, 'action.stale-version');
  const key = freshKey();
  const url = `/api/imports/${importId}/confirm`;
  const first = await as.townClerk('POST', url, { expectedVersion: version }, key);
  expect(first.statusCode, first.body).toBe(200);
  const done = await rest(importId);
  expect(done).toMatchObject({ state: 'stored', storedBy: 'townClerk', failure: null });
  const again = await as.townClerk('POST', url, { expectedVersion: version }, key);
  expect(again.json()).toEqual(first.json());
  const other = await as.townClerk('POST', url, { take: 'all' }, key);
  expectRefusal(other, 'action.key-reused');
  const { rows } = await db.pool.query(
    `select h.head_name, g.name as group_name, h.village_key, c.works, c.project, c.year,
       c.wished_method, c.state, h.household_id
     from households h join village_groups g using (district_code, group_id)
       join cases c using (district_code, household_id) order by h.village_key`,
  );
  expect(rows).toMatchObject([
    { village_key: '640302100203', group_name: '3组', wished_method: 'gas-boiler' },
    { works: 'heating', project: 'near-town-houses', year: 2022, state: 'registered' },
  ]);
  for (const { household_id: id } of rows) {
    const [entry, ...more] = await journalOf(String(id));
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ action: 'household.register' });
    expect(JSON.stringify(entry)).not.toContain(anId(11));
  }
  const actions = (await journalOf(importId)).map(({ action }) => action);
  expect(actions.toReversed()).toEqual([
    'ledger-import.upload',
    'ledger-import.check',
    'ledger-import.finish-check',
    'ledger-import.confirm',
    'ledger-import.store',
  ]);
  const history = await as.townClerk('GET', `/api/imports?townKey=${jinji}`);
  expect(history.json<{ items: View[] }>().items[0]).toMatchObject({ importId, state: 'stored' });
});

test('the same file again changes nothing', async () => {
  const bytes = csv(rowOf(21), rowOf(22));
  await stored(as.townClerk, bytes);
  const before = await db.pool.query('select household_id, version from households order by 1');
  const entries = await count('journal_entries');
  const again = await stored(as.townClerk, bytes);
  expect(again.summary?.changes).toEqual({ new: 0, updated: 0, unchanged: 2 });
  const after = await db.pool.query('select household_id, version from households order by 1');
  expect(after.rows).toEqual(before.rows);
  // Only the five steps of the import itself.
  expect(await count('journal_entries')).toBe(entries + 5);
});

test('a mended file updates what it mends, field by field, and moves to another group', async () => {
  await stored(as.townClerk, csv(rowOf(31), rowOf(32)));
  const mended = csv(
    rowOf(31, { area: '72.5', account: '290000009931', group: '4组', cost: '7200' }),
    rowOf(32),
    rowOf(33),
  );
  const { importId, summary } = await checked(as.townClerk, mended);
  expect(summary?.changes).toEqual({ new: 1, updated: 1, unchanged: 1 });
  const updated = await as.townClerk('GET', `/api/imports/${importId}/rows?change=updated`);
  const [row] = updated.json<{ items: Array<{ household: { fields: unknown[] } }> }>().items;
  expect(row?.household.fields).toEqual([
    { key: 'group', old: '3', new: '4', status: 'taken' },
    { key: 'heatedAreaM2', old: 60, new: 72.5, status: 'taken' },
    { key: 'accountNumber', old: '****0031', new: '****9931', status: 'taken' },
    { key: 'costFen', old: 700000, new: 720000, status: 'taken' },
  ]);
  await as.townClerk('POST', `/api/imports/${importId}/confirm`, {});
  expect(await rest(importId)).toMatchObject({ state: 'stored' });
  const found = await db.pool.query(
    `select h.heated_area_m2::float8 as area, g.name, f.told ->> 'costFen' as cost
     from households h join village_groups g using (district_code, group_id)
     join household_ledger_facts f using (district_code, household_id)
     where h.heated_area_m2 = 72.5`,
  );
  expect(found.rows).toEqual([{ area: 72.5, name: '4组', cost: '720000' }]);
  expect((await checked(as.townClerk, mended)).summary?.changes).toEqual({
    new: 0,
    updated: 0,
    unchanged: 3,
  });
});

test('a value newer by hand is shown beside the file’s and stays unless a person says so', async () => {
  const bytes = csv(rowOf(41));
  await stored(as.townClerk, bytes);
  const { rows } = await db.pool.query<{ household_id: string }>(
    `select household_id from households order by household_id desc limit 1`,
  );
  const id = rows[0]?.household_id ?? '';
  const area = async () => {
    const one = await db.pool.query<{ area: number }>(
      `select heated_area_m2::float8 as area from households where household_id = $1`,
      [id],
    );
    return one.rows[0]?.area;
  };
  const correct = await as.townClerk('POST', `/api/households/${id}/correct`, {
    changes: { heatedAreaM2: 66 },
    reason: '入户复核',
  });
  expect(correct.statusCode, correct.body).toBe(200);
  const shown = await checked(as.townClerk, bytes);
  expect(shown.summary).toMatchObject({ changes: { updated: 1 }, needsLook: 1 });
  const look = await as.townClerk('GET', `/api/imports/${shown.importId}/rows?needsLook=true`);
  expect(look.json()).toMatchObject({
    total: 1,
    items: [
      { household: { fields: [{ key: 'heatedAreaM2', old: 66, new: 60, status: 'by-hand' }] } },
    ],
  });
  await stored(as.townClerk, bytes);
  expect(await area()).toBe(66);
  await stored(as.townClerk, bytes, [{ sheet: 'a', row: 2 }]);
  expect(await area()).toBe(60);
});

test('a preview that no longer holds is not stored: it is to be checked again', async () => {
  const { importId } = await checked(as.townClerk, csv(rowOf(51)));
  await stored(as.townClerk, csv(rowOf(51, { area: '61' })));
  await as.townClerk('POST', `/api/imports/${importId}/confirm`, {});
  expect(await rest(importId)).toMatchObject({
    state: 'failed',
    failure: { code: 'ledger-import.outdated' },
  });
  const again = await as.townClerk('POST', `/api/imports/${importId}/check`, {});
  expect(again.statusCode, again.body).toBe(200);
  expect(await rest(importId)).toMatchObject({
    state: 'checked',
    summary: { changes: { new: 0, updated: 1, unchanged: 0 } },
  });
});

test('a person registered in another village is refused with where (O100)', async () => {
  await stored(as.townClerk, csv(rowOf(61)));
  const moved = await checked(as.townClerk, csv(rowOf(61, { village: '关渠村' })));
  expect(moved.summary).toMatchObject({
    rows: { accepted: 0, refused: 1 },
    findingsByCode: { 'duplicate.in-ledger': 1 },
  });
});

test('the same workbook comes back with its findings, to those of the town', async () => {
  const bytes = csv(rowOf(71, { area: '0' }));
  const { importId } = await checked(as.townClerk, bytes);
  const res = await as.townClerk('GET', `/api/imports/${importId}/workbook`);
  expect(res.statusCode).toBe(200);
  expect(res.headers['content-disposition']).toContain(encodeURIComponent('a-校验结果.xlsx'));
  expect(res.rawPayload.subarray(0, 2).toString()).toBe('PK');
});
