// Proves the addresses of acceptance on the real programme: one town's houses from the town's check
// to a closed notice, and that nobody reads or writes beyond their places.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  expectRefusal,
  jinji,
  shangqiao,
  testApp,
  testNow,
  testPassword,
} from '../../test/helpers/app.ts';
import type { Ask } from '../../test/helpers/app.ts';
import { addDays, dayInChina } from '../core/day.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';

const folder = join(import.meta.dirname, '..', '..', 'programmes', 'litong-2022');
const { as, signIn, organisationId, db } = await testApp({
  programmes: [getProgramme(readFolder(folder))],
});
const village = '640302100210';
const today = dayInChina(new Date(testNow));
const past = (days: number) => addDays(today, -days);

async function someone(username: string, role: string, place: string | null, of = organisationId) {
  const account = { username, name: username, organisationId: of, roles: [{ role, place }] };
  const made = await as.admin('POST', '/api/accounts', account);
  const { oneTimePassword } = made.json<{ oneTimePassword: string }>();
  const asNew = await signIn(username, oneTimePassword);
  const passwords = { current: oneTimePassword, next: testPassword };
  await asNew('PUT', '/api/session/password', passwords);
  return signIn(username, testPassword);
}

/** The rows of a list that this person sees. */
async function itemsOf(ask: Ask, url: string) {
  return (await ask('GET', url)).json<{ items: unknown[] }>().items;
}

async function done(ask: Ask, url: string, body: object = {}) {
  const res = await ask('POST', url, body);
  expect([url, res.statusCode, res.body]).toEqual([url, 200, expect.any(String)]);
  return res.json();
}

const second = await someone('clerk.second', 'townClerk', jinji);
const away = await someone('clerk.away', 'townClerk', shangqiao);
const worker = await someone('worker', 'villageWorker', village);
const inspector = await someone('inspector', 'inspector', null);

const cases: string[] = [];
for (const headName of ['马甲子', '王乙丑', '李丙寅']) {
  const made = await done(as.townClerk, '/api/households', {
    villageKey: village,
    group: '1组',
    headName,
    heatedAreaM2: 90,
    occurredOn: past(30),
    cases: [{ works: 'heating', project: 'dual-replacement', year: 2022 }],
  });
  cases.push(made.cases[0].caseId);
}
// Contract, installation and self-check have their own addresses and tests.
await db.pool.query(`update cases set state = 'self-checked', method = 'air-heater'`);

type Point = { id: string };
const form = async (by: string) => {
  const res = await as.office('GET', `/api/check-form?by=${by}`);
  return res.json<{ heating: { points: Point[]; warmDeciC: number } }>().heating;
};
const check = async (by: string, more: object = {}) => ({
  items: (await form(by)).points.map(({ id }) => ({ id, ok: true })),
  roomDeciC: 150,
  outdoorDeciC: -50,
  ...more,
});

test('the form says what is asked, in which clause, and what is only recalled', async () => {
  expectRefusal(await as.nobody('GET', '/api/check-form?by=town'), 'session.signed-out', 401);
  const { points, warmDeciC } = await form('town');
  expect(warmDeciC).toBe(140);
  expect(points).toContainEqual({
    id: 'all-installed',
    name: { zh: '设备全部安装完毕，与合同一致', en: expect.any(String) },
    clause: '七(三)',
    isRecalled: false,
  });
  expect(points.filter((one) => 'isRecalled' in one && one.isRecalled)).toHaveLength(2);
});

test('departments are found by the names of their organisations, or named by the office', async () => {
  const url = '/api/departments?year=2022';
  const listed = async () => (await as.office('GET', url)).json().items;
  expect(await listed()).toMatchObject([
    { id: 'housing-transport', isOrganising: true, organisationId },
    { id: 'drc', organisationId: null },
    { id: 'finance' },
    { id: 'agriculture' },
    { id: 'ecology' },
    { id: 'audit' },
  ]);
  const made = await done(as.office, '/api/organisations', { name: '发改', kind: 'government' });
  const naming = { organisationId: made.organisationId };
  const unknown = await as.office('POST', '/api/departments/water/name', naming);
  expectRefusal(unknown, 'acceptance.unknown-department', 422);
  expectRefusal(
    await as.townClerk('POST', '/api/departments/drc/name', naming),
    'people.not-allowed',
    403,
  );
  await done(as.office, '/api/departments/drc/name', naming);
  expect((await listed())[1]).toMatchObject({ organisationName: '发改' });
});

let lotId = '';

test('O155: the town’s check, the draw, joint checks and six signatures lead to acceptance', async () => {
  const url = `/api/cases/${cases[0]}/town-check`;
  expectRefusal(await away('POST', url, await check('town')), 'action.not-here', 403);
  expectRefusal(await worker('POST', url, await check('town')), 'people.not-allowed', 403);
  const cold = await check('town', { roomDeciC: 130 });
  expectRefusal(await as.townClerk('POST', url, cold), 'acceptance.order-missing', 422);
  const waiting = '/api/acceptance-waiting';
  expect((await as.townClerk('GET', waiting)).json()).toMatchObject({
    towns: [{ townKey: jinji, year: 2022, count: 3 }],
    items: cases.toSorted().map((caseId) => ({ caseId })),
    next: null,
  });
  expect(await itemsOf(away, waiting)).toEqual([]);
  expect(await itemsOf(as.office, `${waiting}?for=lot`)).toEqual([]);
  for (const caseId of cases) {
    const at = { occurredOn: past(20) };
    await done(as.townClerk, `/api/cases/${caseId}/town-check`, await check('town', at));
  }
  expect(await itemsOf(as.townClerk, waiting)).toEqual([]);
  expect(await itemsOf(as.office, `${waiting}?for=lot&under=${jinji}`)).toHaveLength(3);
  const lot = { townKey: jinji, works: 'heating', year: 2022, occurredOn: past(19) };
  const drawn = await done(as.office, '/api/acceptance-lots', lot);
  expect(drawn).toMatchObject({ cases: 3, strata: 1, drawn: 3 });
  lotId = drawn.lotId;
  expect(await itemsOf(as.office, `${waiting}?for=lot`)).toEqual([]);
  for (const caseId of cases) {
    const at = { occurredOn: past(18) };
    await done(inspector, `/api/cases/${caseId}/joint-check`, await check('inspectors', at));
  }
  const names = { finance: '区财政局', agriculture: '区农业农村局', audit: '区审计局' };
  const units = { ...names, ecology: '市生态环境局利通分局' };
  const signers: Ask[] = [inspector];
  for (const [id, name] of Object.entries({ ...units, drc: undefined })) {
    const own = name === undefined ? await departmentId('drc') : await organisation(name);
    signers.push(await someone(`signer.${id}`, 'inspector', null, own));
  }
  for (const ask of signers) {
    await done(ask, `/api/acceptance-lots/${lotId}/countersign`, { occurredOn: past(17) });
  }
  const concluded = await done(as.office, `/api/acceptance-lots/${lotId}/conclude`, {
    occurredOn: past(16),
  });
  expect(concluded).toMatchObject({ accepted: 3, leftOut: 0 });
});

async function organisation(name: string): Promise<string> {
  return (await done(as.office, '/api/organisations', { name, kind: 'government' })).organisationId;
}

async function departmentId(id: string): Promise<string> {
  const { items } = (await as.office('GET', '/api/departments?year=2022')).json<{
    items: Array<{ id: string; organisationId: string }>;
  }>();
  return items.find((one) => one.id === id)?.organisationId ?? '';
}

test('a lot is read by whoever keeps its town, with its signatures and a draw done again', async () => {
  for (const url of [`/api/acceptance-lots/${lotId}`, `/api/acceptance-lots/${lotId}/draw`]) {
    expectRefusal(await as.nobody('GET', url), 'session.signed-out', 401);
    expectRefusal(await as.admin('GET', url), 'people.not-allowed', 403);
    expectRefusal(await away('GET', url), 'acceptance.lot-not-found', 404);
    expectRefusal(await worker('GET', url), 'acceptance.lot-not-found', 404);
  }
  const lot = (await as.townClerk('GET', `/api/acceptance-lots/${lotId}`)).json();
  expect(lot).toMatchObject({
    state: 'concluded',
    timing: 'late',
    windowTo: '2022-12-30',
    accepted: 3,
    report: { proposed: 3 },
    strata: [{ size: 3, drawn: 3, failed: 0 }],
  });
  expect(lot.departments).toHaveLength(6);
  for (const { signature } of lot.departments) expect(signature.signedOn).toBe(past(17));
  const draw = (await as.office('GET', `/api/acceptance-lots/${lotId}/draw`)).json();
  expect(draw).toMatchObject({ isSame: true, seed: lot.seed });
  const lots = '/api/acceptance-lots';
  expect(await itemsOf(as.office, `${lots}?state=concluded&year=2022`)).toHaveLength(1);
  expect(await itemsOf(as.office, `${lots}?year=2023`)).toEqual([]);
  expect(await itemsOf(as.townClerk, lots)).toHaveLength(1);
  for (const ask of [away, worker]) expect(await itemsOf(ask, lots)).toEqual([]);
  expect(await itemsOf(away, `${lots}?under=${jinji}`)).toEqual([]);
});

test('a house shows its checks to those of its place only', async () => {
  const url = `/api/cases/${cases[0]}/acceptance`;
  expectRefusal(await away('GET', url), 'action.subject-not-found', 404);
  expect((await worker('GET', url)).json()).toMatchObject({
    acceptedOn: past(16),
    lotId,
    checks: [
      { by: 'inspectors', result: 'pass', roomDeciC: 150 },
      { by: 'town', result: 'pass', warmDeciC: 140 },
    ],
    rectifications: [],
  });
});

test('a notice is hung out, objected to, answered and closed; its contact stays sealed', async () => {
  const body = { villageKey: village, works: 'heating', occurredOn: past(15) };
  expectRefusal(await worker('POST', '/api/notices', body), 'people.not-allowed', 403);
  expectRefusal(await away('POST', '/api/notices', body), 'action.not-here', 403);
  const { noticeId, endsOn, cases: count } = await done(as.townClerk, '/api/notices', body);
  expect(count).toBe(3);
  expect(endsOn > past(15) && endsOn <= past(5)).toBe(true);
  expectRefusal(await away('GET', `/api/notices/${noticeId}`), 'notice.not-found', 404);
  expect(await itemsOf(worker, '/api/notices')).toHaveLength(1);
  expect(await itemsOf(away, '/api/notices')).toEqual([]);

  const said = { caseId: cases[1], text: '面积与实际不符', contact: '13995000001' };
  const { objectionId } = await done(worker, `/api/notices/${noticeId}/object`, said);
  const file = (await worker('GET', `/api/notices/${noticeId}`)).json();
  expect(file.rows.map((row: { headMasked: string }) => row.headMasked).toSorted()).toEqual([
    '李*',
    '王*',
    '马*',
  ]);
  expect(file.objections).toMatchObject([{ objectionId, contactMasked: '139****0001' }]);
  const { rows } = await db.pool.query(
    `select convert_from(body, 'utf8') as body from journal_entries`,
  );
  expect(rows.some((row) => String(row.body).includes('13995000001'))).toBe(false);

  const closing = `/api/notices/${noticeId}/close`;
  expectRefusal(await second('POST', closing, {}), 'notice.objections-open', 409);
  const order = { what: '重新核定面积', dueOn: today };
  const answer = { result: 'upheld', reason: '入户核实', remedy: 'rectify', order };
  await done(second, `/api/objections/${objectionId}/answer`, answer);
  expectRefusal(await second('POST', closing, {}), 'notice.photo-missing', 422);
  expect(await itemsOf(worker, '/api/rectifications')).toMatchObject([
    { caseId: cases[1], isOverdue: false },
  ]);
  expect(await itemsOf(away, '/api/rectifications')).toEqual([]);
});
