// API tokens: made once, reaching their scopes in their places and nothing else, named by the
// journal, refused when revoked, expired or used too often.

import { hash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import { expect, test } from 'vitest';
import { expectRefusal, freshKey, jinji, shangqiao, testApp } from '../../test/helpers/app.ts';
import { idempotencyHeader } from '../contracts/contract.ts';
import type { Contract } from '../contracts/contract.ts';
import { areaOf, scopeOf } from '../contracts/scopes.ts';
import { createTokens } from './tokens.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';

const folder = join(import.meta.dirname, '..', '..', 'programmes', 'litong-2022');
const programmes = [getProgramme(readFolder(folder))];
const { app, as, db, organisationId, journalOf } = await testApp({ programmes });
const village = `${jinji}210`;
const far = `${shangqiao}203`;
const { rows } = await db.pool.query<{ day: string }>(`select (current_date + 30)::text as day`);
const expiresOn = rows[0]?.day ?? '';

const wanted = (more: object = {}) => ({
  name: '县级数据平台',
  organisationId,
  roles: [{ role: 'townClerk', place: jinji }],
  scopes: ['read:ledger', 'write:ledger'],
  expiresOn,
  ...more,
});

async function make(more: object = {}): Promise<{ tokenId: string; token: string }> {
  const res = await as.admin('POST', '/api/tokens', wanted(more));
  expect([res.statusCode, res.body]).toEqual([200, expect.stringContaining('qn_640302_')]);
  return res.json();
}

type Ask = (method: 'GET' | 'POST', url: string, body?: object) => Promise<LightMyRequestResponse>;
const bearing =
  (authorization: string): Ask =>
  (method, url, payload) =>
    app.inject({
      method,
      url,
      headers: { authorization, ...(method === 'POST' && { [idempotencyHeader]: freshKey() }) },
      ...(payload && { payload }),
    });
const using = (token: string) => bearing(`Bearer ${token}`);

const household = (villageKey: string) => ({
  villageKey,
  headName: '单甲子',
  heatedAreaM2: 80,
  cases: [{ works: 'heating', project: 'dual-replacement', year: 2022 }],
});

test('only an administrator makes tokens; audit sees them', async () => {
  expectRefusal(await as.office('POST', '/api/tokens', wanted()), 'people.not-allowed', 403);
  expectRefusal(await as.townClerk('GET', '/api/tokens'), 'people.not-allowed', 403);
  expect((await as.auditor('GET', '/api/tokens')).statusCode).toBe(200);
});

const refused = async (more: object, code: Parameters<typeof expectRefusal>[1]) =>
  expectRefusal(await as.admin('POST', '/api/tokens', wanted(more)), code);

test('a token is refused for administrators, unknown scopes, no scope and unknown places', async () => {
  await refused({ roles: [{ role: 'administrator', place: null }] }, 'http.invalid-input');
  await refused({ scopes: ['write:accounts'] }, 'http.invalid-input');
  await refused({ scopes: [] }, 'http.invalid-input');
  await refused({ roles: [{ role: 'townClerk', place: null }] }, 'role.place-needed');
  await refused({ roles: [{ role: 'townClerk', place: '640302999' }] }, 'place.unknown');
  await refused({ organisationId: '01a20000-0000-7000-8000-000000000000' }, 'organisation.unknown');
  await refused({ expiresOn: '2022-01-01' }, 'token.bad-expiry');
  await refused({ expiresOn: '2999-01-01' }, 'token.bad-expiry');
  const mixed = [
    { role: 'audit', place: null },
    { role: 'office', place: null },
  ];
  await refused({ roles: mixed }, 'account.separate-duties');
  const list = (await as.admin('GET', '/api/tokens')).json();
  expect(list).toEqual({ items: [], total: 0 });
});

test('a token is shown once, kept as a hash, listed without it, and no account of the list', async () => {
  const key = freshKey();
  const body = wanted({ name: '一次显示' });
  const first = (await as.admin('POST', '/api/tokens', body, key)).json();
  expect(first.token).toMatch(/^qn_640302_[A-Za-z0-9_-]{43}$/);
  const again = (await as.admin('POST', '/api/tokens', body, key)).json();
  expect(again).toEqual({ tokenId: first.tokenId, token: null });
  const kept = await db.pool.query<{ token_hash: string }>(
    'select token_hash from api_tokens where token_id = $1',
    [first.tokenId],
  );
  expect(kept.rows[0]?.token_hash).toBe(hash('sha256', first.token, 'hex'));
  const list = await as.admin('GET', '/api/tokens?limit=200');
  expect(list.body).not.toContain(first.token);
  expect(list.body).not.toContain(kept.rows[0]?.token_hash);
  const accounts = await as.admin('GET', '/api/accounts?limit=200');
  expect(accounts.body).not.toContain(first.tokenId);
  const [entry] = await journalOf(first.tokenId);
  expect(entry).toMatchObject({ action: 'token.create', subjectType: 'token' });
  expect(JSON.stringify(entry)).not.toContain(kept.rows[0]?.token_hash);
  const reset = await as.admin('POST', `/api/accounts/${first.tokenId}/reset-password`, {
    reason: '试图设密码',
  });
  expectRefusal(reset, 'action.subject-not-found', 404);
});

test('a token acts in its place, the journal names it, and no other place is open', async () => {
  const { tokenId, token } = await make();
  const ask = using(token);
  const me = await ask('GET', '/api/session');
  expect(me.json()).toMatchObject({ personId: tokenId, name: '县级数据平台' });
  const done = await ask('POST', '/api/households', household(village));
  expect(done.statusCode).toBe(200);
  const [entry] = await journalOf(done.json().householdId);
  expect(entry).toMatchObject({
    action: 'household.register',
    actorId: tokenId,
    organisationId,
    role: 'townClerk',
  });
  const away = await ask('POST', '/api/households', household(far));
  expectRefusal(away, 'action.not-here', 403);
  const elsewhere = await as.office('POST', '/api/households', household(far));
  const hidden = await ask('GET', `/api/households/${elsewhere.json().householdId}`);
  expectRefusal(hidden, 'household.not-found', 404);
  const seen = (await ask('GET', '/api/cases')).json();
  expect(seen.items.length).toBeGreaterThan(0);
  for (const { townKey } of seen.items) expect(townKey).toBe(jinji);
  const used = (await as.admin('GET', '/api/tokens?limit=200')).json();
  const listed = used.items.find((one: { tokenId: string }) => one.tokenId === tokenId);
  expect(listed).toMatchObject({ state: 'live', lastUsedAt: expect.any(String) });
});

test('a token reaches its scopes and nothing else, whatever its roles', async () => {
  const { token } = await make({ scopes: ['read:ledger'] });
  const ask = using(token);
  expect((await ask('GET', '/api/cases')).statusCode).toBe(200);
  const writing = await ask('POST', '/api/households', household(village));
  expectRefusal(writing, 'token.scope-missing', 403);
  expect(writing.json().details).toEqual({ scope: 'write:ledger' });
  expectRefusal(await ask('GET', '/api/devices'), 'token.scope-missing', 403);
  expectRefusal(await ask('GET', '/api/organisations'), 'token.people-only', 403);
  expectRefusal(await ask('GET', '/api/tokens'), 'token.people-only', 403);
  const none = await make({ roles: [{ role: 'utility', place: null }] });
  expectRefusal(await using(none.token)('GET', '/api/cases'), 'people.not-allowed', 403);
});

test('a token that is wrong, of another district, or not ours opens nothing', async () => {
  const { token } = await make();
  const other = token.replace('qn_640302_', 'qn_640399_');
  const turned = token.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'));
  for (const wrong of [
    '',
    'qn_',
    'abc',
    other,
    turned,
    `${token}x`,
    `${token}'--`,
    'qn_640302_\0',
  ]) {
    expectRefusal(await bearing(`Bearer ${wrong}`)('GET', '/api/cases'), 'token.invalid', 401);
  }
  expectRefusal(await bearing(`Basic ${token}`)('GET', '/api/cases'), 'session.signed-out', 401);
  expect((await bearing(`bearer  ${token}`)('GET', '/api/cases')).statusCode).toBe(200);
});

test('a revoked token opens nothing from that moment, and is revoked once', async () => {
  const { tokenId, token } = await make();
  const ask = using(token);
  expect((await ask('GET', '/api/cases')).statusCode).toBe(200);
  const url = `/api/tokens/${tokenId}/revoke`;
  expectRefusal(await as.office('POST', url, { reason: '停用' }), 'people.not-allowed', 403);
  expect((await as.admin('POST', url, { reason: '系统下线' })).statusCode).toBe(200);
  expectRefusal(await ask('GET', '/api/cases'), 'token.revoked', 401);
  expectRefusal(await as.admin('POST', url, { reason: '再次' }), 'action.wrong-state', 409);
  expect((await journalOf(tokenId)).map(({ action }) => action)).toEqual([
    'token.revoke',
    'token.create',
  ]);
});

const at = (instant: string) => createTokens(db, () => new Date(instant));

test('a token is good on its last day and expired on the next', async () => {
  const { token } = await make();
  const lastMoment = at(`${expiresOn}T15:59:59.000Z`);
  expect((await lastMoment.find(token)).name).toBe('县级数据平台');
  await expect(at(`${expiresOn}T16:00:00.000Z`).find(token)).rejects.toMatchObject({
    code: 'token.expired',
  });
});

test('a token that asks too often waits for the next minute', async () => {
  const { token } = await make();
  let now = new Date('2022-11-15T08:00:00.000Z');
  const tokens = createTokens(db, () => now);
  for (let at = 0; at < 600; at += 1) await tokens.find(token);
  await expect(tokens.find(token)).rejects.toMatchObject({
    code: 'http.too-many-requests',
    details: { waitS: 60 },
  });
  now = new Date('2022-11-15T08:01:00.000Z');
  expect((await tokens.find(token)).name).toBe('县级数据平台');
});

test('every address of the interface has its area, or is for people only', async () => {
  const contractsFolder = join(import.meta.dirname, '..', 'contracts');
  const names = readdirSync(contractsFolder).filter((name) => !name.includes('.test.'));
  const contracts: Contract[] = [];
  for (const name of names) {
    const module = (await import(join(contractsFolder, name))) as Record<string, unknown>;
    for (const one of Object.values(module)) {
      if (typeof one === 'object' && one !== null && 'method' in one && 'path' in one) {
        contracts.push(one as Contract);
      }
    }
  }
  const unknown = contracts.filter(({ path }) => areaOf(path) === undefined);
  expect(unknown.map(({ path }) => path)).toEqual([]);
  const install = contracts.find(({ path }) => path === '/api/cases/:caseId/install');
  expect(install && scopeOf(install)).toBe('write:works');
  const benefit = contracts.find(({ path }) => path === '/api/programmes/:programmeId/benefit');
  expect(benefit && scopeOf(benefit)).toBe('read:programmes');
});

test('the description names the scope of each address', async () => {
  const { paths, components } = (await as.nobody('GET', '/api/openapi.json')).json();
  expect(components.securitySchemes.token).toMatchObject({ type: 'http', scheme: 'bearer' });
  expect(paths['/api/cases'].get.security).toEqual([{ session: [] }, { token: ['read:ledger'] }]);
  expect(paths['/api/tokens'].get.security).toEqual([{ session: [] }]);
  expect(paths['/api/session'].post.security).toEqual([]);
});
