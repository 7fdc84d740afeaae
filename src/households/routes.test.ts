// Proves the addresses of the ledger on the real programme: lists, search, files, overviews, and
// that nobody reads or writes beyond their places.

import { join } from 'node:path';
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
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';

const folder = join(import.meta.dirname, '..', '..', 'programmes', 'litong-2022');
const { as, signIn, organisationId, journalOf, db } = await testApp({
  programmes: [getProgramme(readFolder(folder))],
});
const village = '640302100210';
const homonym = '640302104203';
const unknownId = '01a20000-0000-7000-8000-000000000000';

async function someone(username: string, role: string, place: string | null): Promise<Ask> {
  const account = { username, name: username, organisationId, roles: [{ role, place }] };
  const made = await as.admin('POST', '/api/accounts', account);
  const asNew = await signIn(username, made.json().oneTimePassword);
  const passwords = { current: made.json().oneTimePassword, next: testPassword };
  await asNew('PUT', '/api/session/password', passwords);
  return signIn(username, testPassword);
}
const clerk = await someone('clerk.two', 'townClerk', jinji);
const away = await someone('clerk.away', 'townClerk', shangqiao);

const household = (more: object = {}) => ({
  villageKey: village,
  group: '3组',
  headName: '单甲子',
  heatedAreaM2: 96.5,
  cases: [{ works: 'heating', project: 'dual-replacement', year: 2022 }],
  ...more,
});

async function done(ask: Ask, url: string, body: object) {
  const res = await ask('POST', url, body);
  expect([url, res.statusCode, res.body]).toEqual([url, 200, expect.any(String)]);
  return res.json();
}

const idNumber = '642101197501010018';
const { householdId, cases } = await done(
  as.townClerk,
  '/api/households',
  household({
    idNumber,
    phone: '13995000001',
    account: { number: '6230000000001234567', holder: '单甲子', kind: 'card' },
    category: 'living-allowance',
  }),
);
const caseId = cases[0].caseId as string;
const names = ['欧阳乙丑', '马丙寅', '马·穆丁卯', '王戊辰'];
for (const headName of names) await done(as.townClerk, '/api/households', household({ headName }));
await done(away, '/api/households', household({ headName: '单己巳', villageKey: homonym }));

const listed = async (ask: Ask, query: string) => {
  const res = await ask('GET', `/api/cases?${query}`);
  expect(res.statusCode).toBe(200);
  return res
    .json()
    .items.map((row: { headName: string }) => row.headName)
    .toSorted() as string[];
};
const found = (search: string, ask = as.office) =>
  listed(ask, `search=${encodeURIComponent(search)}`);

test('the ledger is read by its roles only, each in their places', async () => {
  for (const url of [
    '/api/cases',
    '/api/cases/counts',
    '/api/overview',
    `/api/households/${householdId}`,
  ]) {
    expectRefusal(await as.nobody('GET', url), 'session.signed-out', 401);
    expectRefusal(await as.admin('GET', url), 'people.not-allowed', 403);
  }
  expect(await listed(as.office, '')).toHaveLength(6);
  expect(await listed(as.townClerk, '')).toEqual([...names, '单甲子'].toSorted());
  expect(await listed(away, '')).toEqual(['单己巳']);
  expect(await listed(away, `under=${jinji}`)).toEqual([]);
  expect(await listed(away, `under=${village}`)).toEqual([]);
  expect(await listed(as.office, `under=${jinji}`)).toHaveLength(5);
  expect(await listed(as.office, `under=${homonym}`)).toEqual(['单己巳']);
  expectRefusal(await away('GET', `/api/households/${householdId}`), 'household.not-found', 404);
});

test('a search takes a name, a given name, pinyin, initials and numbers', async () => {
  expect(await found('单')).toEqual(['单己巳', '单甲子']);
  expect(await found('甲子')).toEqual(['单甲子']);
  expect(await found('shan')).toEqual(['单己巳', '单甲子']);
  expect(await found('SJZ')).toEqual(['单甲子']);
  expect(await found('ouyang')).toEqual(['欧阳乙丑']);
  expect(await found('马')).toHaveLength(2);
  expect(await found('0018')).toEqual(['单甲子']);
  expect(await found('010018')).toEqual(['单甲子']);
  expect(await found(idNumber)).toEqual(['单甲子']);
  expect(await found('13995000001')).toEqual(['单甲子']);
  expect(await found('6230000000001234567')).toEqual(['单甲子']);
  expect(await found('6230000000001234567', away)).toEqual([]);
  for (const odd of ['%', '_', '9999', '12345', "'", '\\']) expect(await found(odd)).toEqual([]);
});

test('filters narrow, counts agree, pages follow one another without gap or repeat', async () => {
  expect(await listed(as.office, 'category=living-allowance')).toEqual(['单甲子']);
  expect(await listed(as.office, 'year=2023')).toEqual([]);
  expect(await listed(as.office, 'works=insulation')).toEqual([]);
  expect(await listed(as.office, 'state=registered&project=dual-replacement')).toHaveLength(6);
  const counts = await as.office('GET', '/api/cases/counts');
  expect(counts.json().items).toEqual([{ state: 'registered', count: 6 }]);
  const seen: Record<string, string[]> = {};
  for (const sort of ['latest', 'oldest']) {
    const ids: string[] = [];
    let after = '';
    do {
      const res = await as.office('GET', `/api/cases?sort=${sort}&limit=2${after}`);
      const { items, next } = res.json();
      ids.push(...items.map((row: { caseId: string }) => row.caseId));
      after = next === null ? '' : `&after=${next}`;
    } while (after !== '');
    seen[sort] = ids;
  }
  expect(new Set(seen['latest']).size).toBe(6);
  expect(seen['oldest']).toEqual(seen['latest']?.toReversed());
  expectRefusal(await as.office('GET', '/api/cases?after=2022'), 'http.invalid-input', 400);
});

test('a project or method the programme does not have is refused', async () => {
  const strange = household({ cases: [{ works: 'heating', project: 'nonsense', year: 2022 }] });
  expectRefusal(await clerk('POST', '/api/households', strange), 'household.unknown-project', 422);
  const url = `/api/cases/${caseId}/choose-method`;
  expectRefusal(await clerk('POST', url, { method: 'nonsense' }), 'household.unknown-method', 422);
  const bad = await clerk('POST', '/api/households', household({ heatedAreaM2: -1, extra: 1 }));
  expectRefusal(bad, 'http.invalid-input', 400);
});

test('one household’s file shows all, masked, with what may be done and why not', async () => {
  const file = (await as.townClerk('GET', `/api/households/${householdId}`)).json();
  expect(file).toMatchObject({
    headName: '单甲子',
    idMasked: '642101********0018',
    groupName: '3组',
    cases: [{ caseId, state: 'registered', steps: [{ action: 'household.register' }] }],
  });
  expect(JSON.stringify(file)).not.toContain('13995000001');
  const acts = new Map(
    file.cases[0].actions.map((one: { action: string; refusal: { code: string } | null }) => [
      one.action,
      one.refusal?.code ?? 'allowed',
    ]),
  );
  expect(acts.get('case.withdraw')).toBe('allowed');
  expect(acts.get('case.approve')).toBe('case.method-missing');
  expect(acts.get('case.approve-exception')).toBe('case.no-exception');
  const read = (await as.auditor('GET', `/api/households/${householdId}`)).json();
  expect(
    read.actions.find(({ action }: { action: string }) => action === 'household.correct'),
  ).toMatchObject({ refusal: { code: 'action.not-allowed' } });
});

test('numbers are shown in full for a purpose, to those who may, and on record', async () => {
  const url = `/api/households/${householdId}/unmask`;
  const body = { fields: ['idNumber', 'account'], purpose: '核对一卡通信息' };
  expectRefusal(await away('POST', url, body), 'action.not-here', 403);
  expectRefusal(await as.finance('POST', url, { ...body, purpose: '' }), 'http.invalid-input', 400);
  const shown = await done(as.finance, url, body);
  expect(shown).toEqual({ idNumber, account: '6230000000001234567' });
  const [entry] = await journalOf(householdId);
  expect(entry).toMatchObject({ action: 'household.unmask', input: { purpose: '核对一卡通信息' } });
  expect(JSON.stringify(entry)).not.toContain(idNumber);
});

test('a household goes from its group’s decision to approval (O080)', async () => {
  const groups = (await clerk('GET', `/api/groups?villageKey=${village}`)).json().items;
  expect(groups).toMatchObject([
    { name: '3组', method: null, wishes: [{ method: null, count: 5 }] },
  ]);
  const decide = `/api/groups/${groups[0].groupId}/decide-method`;
  const decision = { method: 'air-heater', minutes: '3组村民会议记录〔2022〕1号' };
  expectRefusal(await away('POST', decide, decision), 'action.not-here', 403);
  expect(await done(clerk, decide, decision)).toMatchObject({ version: 2, toChooseAgain: 0 });
  const chosen = await done(clerk, `/api/cases/${caseId}/choose-method`, { method: 'air-heater' });
  expect(chosen).toEqual({ id: caseId, version: 2 });
  const approve = `/api/cases/${caseId}/approve`;
  const stale = await clerk('POST', approve, { expectedVersion: 1 });
  expectRefusal(stale, 'action.stale-version', 409);
  await done(clerk, approve, { expectedVersion: 2 });
  const change = await done(clerk, `/api/households/${householdId}/request-change`, {
    changes: { heatedAreaM2: 80 },
    reason: '重新测量',
  });
  const url = `/api/household-changes/${change.changeId}/approve`;
  expectRefusal(await clerk('POST', url, { note: '同意' }), 'household-change.same-person', 409);
  await done(as.townClerk, url, { note: '同意' });
  const file = (await clerk('GET', `/api/households/${householdId}`)).json();
  expect(file).toMatchObject({ heatedAreaM2: 80, cases: [{ state: 'approved' }] });
});

test('targets are compared with the notice, and the overview sets progress beside them', async () => {
  const row = { placeKey: village, year: 2022, project: 'dual-replacement', households: 30 };
  const table = { document: '附件1', rows: [row] };
  expectRefusal(await clerk('POST', '/api/targets', table), 'people.not-allowed', 403);
  const twice = { ...table, rows: [row, row], differencesConfirmed: true };
  expectRefusal(await as.office('POST', '/api/targets', twice), 'target.row-twice', 422);
  const refused = await as.office('POST', '/api/targets', table);
  expectRefusal(refused, 'target.totals-differ', 409);
  const differences = refused.json().details.differences as Array<{ expected: number }>;
  expect(differences.map(({ expected }) => expected)).toEqual(
    expect.arrayContaining([28_500, 3000, 13_600, 11_900, 16_700, 4300]),
  );
  const version = await done(as.office, '/api/targets', { ...table, differencesConfirmed: true });
  expect(version).toMatchObject({ households: 30, document: '附件1' });
  const latest = (await clerk('GET', '/api/targets')).json();
  expect(latest).toMatchObject({ versions: [{ households: 30 }], rows: [row] });

  const overview = (await as.office('GET', '/api/overview?by=town')).json();
  expect(overview.rows).toEqual([
    { key: jinji, target: 30, counted: 0, states: { approved: 1, registered: 4 } },
    { key: shangqiao, target: null, counted: 0, states: { registered: 1 } },
  ]);
  const own = (await away('GET', '/api/overview?by=village')).json();
  expect(own.rows.map(({ key }: { key: string }) => key)).toEqual([homonym]);
  const before = (await as.office('GET', '/api/overview?asOf=2020-01-01')).json();
  expect(before).toMatchObject({ targetVersionId: null, rows: [] });
});

test('a table of targets that agrees with the notice needs no confirmation', async () => {
  const rows = [
    [jinji, 2021, 'near-town-houses', 3000],
    [jinji, 2022, 'near-town-houses', 1300],
    [jinji, 2022, 'waste-heat', 7500],
    [shangqiao, 2022, 'dual-replacement', 4800],
    [shangqiao, 2023, 'dual-replacement', 11_900],
  ].map(([placeKey, year, project, households]) => ({ placeKey, year, project, households }));
  const version = await done(as.office, '/api/targets', { document: '任务分配表', rows });
  expect(version).toMatchObject({ households: 28_500, differences: [] });
});

test('another district sees and changes nothing of the ledger: row-level security', async () => {
  await db.pool.query(
    `insert into districts (district_code, name_zh, name_en, is_demo)
     values (640398, '另', 'O', true)`,
  );
  const tables = ['village_groups', 'households', 'cases', 'case_steps', 'case_movement_queue'];
  tables.push('case_movements', 'household_changes', 'targets', 'target_versions');
  const counts = await db.withDistrict(640398, async (tx) => {
    const rows: unknown[] = [];
    for (const name of tables) {
      const { count } = await tx
        .selectFrom(name as 'places')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      rows.push(count);
    }
    return rows;
  });
  expect(counts).toEqual(tables.map(() => 0));
});

test('a case that is not there, a write without key, the same key for another input', async () => {
  const url = `/api/cases/${unknownId}/withdraw`;
  const body = { reason: '搬迁' };
  expectRefusal(await clerk('POST', url, body), 'action.subject-not-found', 404);
  expectRefusal(await clerk('POST', url, body, ' '), 'http.key-missing', 400);
  const key = freshKey();
  const first = await clerk('POST', '/api/households', household({ headName: '李庚午' }), key);
  const again = await clerk('POST', '/api/households', household({ headName: '李庚午' }), key);
  expect(again.json()).toEqual(first.json());
  const other = await clerk('POST', '/api/households', household({ headName: '李辛未' }), key);
  expectRefusal(other, 'action.key-reused', 409);
});
