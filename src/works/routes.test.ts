// The addresses of works on the real programme: its rules are filled in by the server, an
// enterprise sees and touches its own houses only, and nobody reads beyond their places.

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
import { fileContentType, idempotencyHeader } from '../contracts/contract.ts';
import type { DocumentKind } from '../documents/model.ts';
import { png } from '../documents/files.testing.ts';
import { aCreditCode } from '../enterprises/enterprises.testing.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';

const folder = join(import.meta.dirname, '..', '..', 'programmes', 'litong-2022');
const programme = getProgramme(readFolder(folder));
const { app, as, db, organisationId, journalOf } = await testApp({ programmes: [programme] });
const village = `${jinji}210`;
const { rows } = await db.pool.query<{ today: string }>(
  `select (now() at time zone 'Asia/Shanghai')::date::text as today`,
);
const today = rows[0]?.today ?? '';

async function done<R = Record<string, never>>(ask: Ask, url: string, body: object): Promise<R> {
  const res = await ask('POST', url, body);
  expect([url, res.statusCode, res.body]).toEqual([url, 200, expect.any(String)]);
  return res.json<R>();
}

/** Signs an account in and gives how it asks, with its cookies for sending files. */
async function someone(username: string, role: string, place: string | null, organisation: string) {
  const account = { username, name: username, organisationId: organisation };
  const roles = [{ role, place }];
  const made = await done<{ oneTimePassword: string }>(as.admin, '/api/accounts', {
    ...account,
    roles,
  });
  const payload = { username, password: made.oneTimePassword };
  const res = await app.inject({ method: 'POST', url: '/api/session', payload });
  const cookie = res.cookies
    .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
    .join('; ');
  const ask: Ask = (method, url, body, key) =>
    app.inject({
      method,
      url,
      headers: { cookie, ...(method !== 'GET' && { [idempotencyHeader]: key ?? freshKey() }) },
      ...(body === undefined ? {} : { payload: body as object }),
    });
  const passwords = { current: made.oneTimePassword, next: testPassword };
  await ask('PUT', '/api/session/password', passwords);
  const upload = async (url: string, bytes: Buffer): Promise<string> => {
    const headers = { cookie, 'content-type': fileContentType, [idempotencyHeader]: freshKey() };
    const sent = await app.inject({ method: 'POST', url, headers, payload: bytes });
    expect([url, sent.statusCode]).toEqual([url, 200]);
    return sent.json<{ documentId: string }>().documentId;
  };
  return { ask, upload };
}

const office = await someone('works.office', 'office', null, organisationId);
const company = (name: string) =>
  done<{ organisationId: string }>(as.admin, '/api/organisations', { name, kind: 'enterprise' });
const builderOf = await company('演示安装公司');
const otherOf = await company('演示另一公司');
const builder = await someone('works.builder', 'enterprise', null, builderOf.organisationId);
const stranger = await someone('works.stranger', 'enterprise', null, otherOf.organisationId);
const away = await someone('works.away', 'townClerk', shangqiao, organisationId);

const paper = (kind: DocumentKind) =>
  office.upload(`/api/documents?kind=${kind}&name=a.png&placeKey=${jinji}`, png(kind));

const { enterpriseId } = await done<{ enterpriseId: string }>(as.office, '/api/enterprises', {
  name: '演示安装公司',
  creditCode: aCreditCode(),
  organisationId: builderOf.organisationId,
  kinds: ['construction'],
});
await done(as.office, `/api/enterprises/${enterpriseId}/admit`, {
  reason: '专家评审通过',
  documentId: await paper('expert-review'),
});
const required = ['duties', 'heating-method', 'service-quality', 'admission-and-exit', 'deadline'];
const clauses = [...required, 'warranty', 'price', 'deposit', 'safety'];
const { contractId } = await done<{ contractId: string }>(as.townClerk, '/api/works-contracts', {
  number: '演示合同一号',
  enterpriseId,
  works: 'heating',
  placeKey: jinji,
  clauses: Object.fromEntries(clauses.map((id) => [id, '照约定办理'])),
  warrantyYears: 3,
  designApproval: '演示批复一号',
});
await done(as.townClerk, `/api/works-contracts/${contractId}/sign`, {
  ownerSignedOn: today,
  enterpriseSignedOn: today,
  documentId: await paper('works-contract'),
});

/** A house with heat-pump heaters under the contract. */
async function contracted(): Promise<{ caseId: string; householdId: string }> {
  const made = await done<{ householdId: string; cases: Array<{ caseId: string }> }>(
    as.townClerk,
    '/api/households',
    {
      villageKey: village,
      group: '1组',
      headName: '单甲子',
      heatedAreaM2: 80,
      cases: [{ works: 'heating', project: 'dual-replacement', year: 2022 }],
    },
  );
  const { householdId } = made;
  const caseId = made.cases[0]?.caseId ?? '';
  const groups = (await as.townClerk('GET', `/api/groups?villageKey=${village}`)).json<{
    items: Array<{ groupId: string; method: string | null }>;
  }>();
  const [group] = groups.items;
  if (group?.method === null) {
    const decision = { method: 'air-heater', minutes: '会议记录' };
    await done(as.townClerk, `/api/groups/${group.groupId}/decide-method`, decision);
  }
  const url = `/api/cases/${caseId}`;
  await done(as.townClerk, `${url}/choose-method`, { method: 'air-heater' });
  await done(as.townClerk, `${url}/approve`, {});
  const priced = { caseId, equipmentFen: 500_000, constructionFen: 100_000 };
  await done(as.townClerk, `/api/works-contracts/${contractId}/cases`, { cases: [priced] });
  return { caseId, householdId };
}

let serial = 0;
function device(kind: string) {
  serial += 1;
  return { kind, brand: '演示牌', model: 'M-1', serialNumber: `SN ${serial}a` };
}

async function installation({ caseId, householdId }: { caseId: string; householdId: string }) {
  const photos: string[] = [];
  for (const kind of programme.data.acceptance.photos?.heating ?? []) {
    const about = `kind=${kind}&name=a.png&caseId=${caseId}`;
    const url = `/api/households/${householdId}/documents?${about}`;
    photos.push(await builder.upload(url, png(kind)));
  }
  return {
    devices: ['fan-unit', 'direct-heater', 'electric-kang'].map(device),
    commissioning: { startedOn: today, roomDeciC: 182, outdoorDeciC: -41, hoursRun: 24 },
    oldStove: { fate: 'removed' },
    photos,
  };
}

const house = await contracted();
const url = `/api/cases/${house.caseId}`;
const whole = await installation(house);

test('the installation is judged by the programme, not by what the caller says', async () => {
  const cold = { ...whole, commissioning: { ...whole.commissioning, roomDeciC: 139 } };
  expectRefusal(await builder.ask('POST', `${url}/install`, cold), 'works.old-stove-first', 409);
  const short = { ...whole, commissioning: { ...whole.commissioning, hoursRun: 3 } };
  expectRefusal(await builder.ask('POST', `${url}/install`, short), 'works.commissioning-short');
  const bare = await builder.ask('POST', `${url}/install`, { ...whole, photos: [] });
  expectRefusal(bare, 'works.photos-missing', 422);
  const rules = await builder.ask('POST', `${url}/install`, { ...whole, rules: {} });
  expectRefusal(rules, 'http.invalid-input', 400);
  const two = { ...whole, devices: whole.devices.slice(1) };
  const missing = await builder.ask('POST', `${url}/install`, two);
  expectRefusal(missing, 'works.devices-missing', 409);
  expect(missing.json().message.zh).toContain('热风机1台');
});

test('another enterprise, another town and whoever only reads are refused', async () => {
  expectRefusal(await stranger.ask('POST', `${url}/install`, whole), 'enterprise.not-yours', 403);
  expectRefusal(await away.ask('POST', `${url}/install`, whole), 'action.not-here', 403);
  expectRefusal(await as.office('POST', `${url}/install`, whole), 'people.not-allowed', 403);
  expectRefusal(await as.nobody('POST', `${url}/install`, whole), 'session.signed-out', 401);
});

test('what a house needs is told before, and what was built afterwards', async () => {
  const before = (await builder.ask('GET', `${url}/works`)).json();
  expect(before).toMatchObject({ installation: null, devices: [] });
  expect(before.asked).toMatchObject({ warmDeciC: 140, hoursRunMin: 24, heatAboveKw: null });
  expect(before.asked.components.map(({ zh }: { zh: string }) => zh)).toContain('热风机1台');
  const made = await done<{ deviceIds: string[] }>(builder.ask, `${url}/install`, whole);
  expect(made.deviceIds).toHaveLength(3);
  const after = (await as.townClerk('GET', `${url}/works`)).json();
  expect(after.installation).toMatchObject({ roomDeciC: 182, showsHeat: true });
  expect(after.photos.map(({ kind }: { kind: string }) => kind).toSorted()).toEqual(
    programme.data.acceptance.photos?.heating.toSorted(),
  );
  const [entry] = await journalOf(house.caseId);
  expect(entry).toMatchObject({ action: 'case.install', role: 'enterprise' });
});

test('a self-check goes through the points of the programme', async () => {
  const { asked } = (await builder.ask('GET', `${url}/works`)).json();
  const items = asked.selfCheck.map(({ id }: { id: string }) => ({ id, ok: true }));
  expect(items.length).toBeGreaterThan(2);
  const check = { items, checkedOn: today, person: '演示自检员' };
  const partly = { ...check, items: items.slice(1) };
  expectRefusal(
    await builder.ask('POST', `${url}/self-check`, partly),
    'works.self-check-incomplete',
  );
  expectRefusal(await stranger.ask('POST', `${url}/self-check`, check), 'enterprise.not-yours');
  await done(builder.ask, `${url}/self-check`, check);
  const { selfChecks } = (await builder.ask('GET', `${url}/works`)).json();
  expect(selfChecks).toHaveLength(1);
});

test('devices are found by the beginning of a serial number, in any writing', async () => {
  const serialNumber = whole.devices[0]?.serialNumber ?? '';
  const written = encodeURIComponent(serialNumber.replace(' ', '').toUpperCase());
  const found = (await as.townClerk('GET', `/api/devices?serial=${written}`)).json();
  expect(found.items).toHaveLength(1);
  expect(found.items[0]).toMatchObject({ serialNumber, caseId: house.caseId, state: 'live' });
  const all = (await as.office('GET', '/api/devices?serial=sn&limit=2')).json();
  expect(all.items).toHaveLength(2);
  const rest = (await as.office('GET', `/api/devices?serial=sn&limit=2&after=${all.next}`)).json();
  expect(rest.items).toHaveLength(1);
  expect(rest.next).toBeNull();
});

test('a device is replaced, and the old one stays on record', async () => {
  const { items } = (await builder.ask('GET', `/api/devices?caseId=${house.caseId}`)).json();
  const [old] = items;
  const change = { brand: '演示牌', model: 'M-2', serialNumber: 'NEW 1', reason: '保修更换' };
  const address = `/api/devices/${old.deviceId}/replace`;
  expectRefusal(await stranger.ask('POST', address, change), 'enterprise.not-yours', 403);
  await done(builder.ask, address, change);
  const after = (await builder.ask('GET', `/api/devices?caseId=${house.caseId}`)).json();
  const states = after.items.map(({ state }: { state: string }) => state);
  expect(states.toSorted()).toEqual(['live', 'live', 'live', 'replaced']);
});

test('lists hold nothing of other places and of other enterprises', async () => {
  const lists = ['/api/devices', '/api/installations'];
  for (const list of lists) {
    expect((await as.office('GET', list)).json().items.length).toBeGreaterThan(0);
    expect((await builder.ask('GET', list)).json().items.length).toBeGreaterThan(0);
    for (const { ask } of [stranger, away])
      expect((await ask('GET', list)).json().items).toEqual([]);
    const under = await as.townClerk('GET', `${list}?under=${shangqiao}`);
    expect(under.json().items).toEqual([]);
  }
  for (const { ask } of [stranger, away]) {
    expectRefusal(await ask('GET', `${url}/works`), 'works.not-found', 404);
  }
  const own = await as.office('GET', `/api/installations?enterpriseId=${enterpriseId}`);
  expect(own.json().items).toMatchObject([{ caseId: house.caseId, devices: 3 }]);
});

test('a second house with a known serial number is told whose it is', async () => {
  const other = await contracted();
  const body = await installation(other);
  const [first, ...rest] = body.devices;
  const serialNumber = whole.devices[1]?.serialNumber?.toLowerCase();
  const twin = { ...body, devices: [{ ...first, serialNumber }, ...rest] };
  const res = await builder.ask('POST', `/api/cases/${other.caseId}/install`, twin);
  expectRefusal(res, 'works.serial-taken', 409);
  expect(res.json().message.zh).toContain('单*');
});
