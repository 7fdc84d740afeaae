// Proves the routes of accounts, roles and organisations: refused first, then done, then in the
// journal, then repeated.

import { expect, test } from 'vitest';
import { expectRefusal, freshKey, jinji, testApp, testPassword } from '../../test/helpers/app.ts';
import type { Ask } from '../../test/helpers/app.ts';

const { app, as, organisationId, signIn, journalOf, db } = await testApp();
const unknownId = '01a20000-0000-7000-8000-000000000000';

const newAccount = (username: string, more: object = {}) => ({
  username,
  name: '测试人员',
  organisationId,
  roles: [{ role: 'villageWorker', place: jinji }],
  ...more,
});

const ask = (more: object) => as.admin('POST', '/api/accounts', newAccount('someone', more));

async function create(username: string, more: object = {}) {
  const res = await as.admin('POST', '/api/accounts', newAccount(username, more));
  expect(res.statusCode).toBe(200);
  return res.json() as { account: { personId: string }; oneTimePassword: string };
}

const writes: Array<[string, unknown]> = [
  ['/api/accounts', newAccount('someone')],
  [`/api/accounts/${unknownId}/disable`, { reason: '离职' }],
  [`/api/accounts/${unknownId}/enable`, { reason: '返岗' }],
  [`/api/accounts/${unknownId}/reset-password`, { reason: '忘记密码' }],
  [`/api/accounts/${unknownId}/grant-role`, { role: 'finance', place: null }],
  [`/api/accounts/${unknownId}/revoke-role`, { role: 'finance', place: null }],
  ['/api/organisations', { name: '某某公司', kind: 'enterprise' }],
];

test.each(writes)(
  'POST %s refuses who is signed out, and a role that may not',
  async (url, body) => {
    expectRefusal(await as.nobody('POST', url, body), 'session.signed-out', 401);
    const others: Ask[] = [as.finance, as.auditor, as.townClerk];
    for (const ask of others)
      expectRefusal(await ask('POST', url, body), 'people.not-allowed', 403);
  },
);

test.each(writes.slice(1, 6))('POST %s refuses an account that is not there', async (url, body) => {
  expectRefusal(await as.admin('POST', url, body), 'action.subject-not-found', 404);
});

test('a write without an idempotency key is refused', async () => {
  const res = await as.admin('POST', '/api/accounts', newAccount('someone'), ' ');
  expectRefusal(res, 'http.key-missing', 400);
});

test('account.create refuses bad input with a sentence for each field', async () => {
  const bad = { username: 'A b', name: '', organisationId: 'x', roles: [], extra: 1 };
  const res = await as.admin('POST', '/api/accounts', bad);
  expectRefusal(res, 'http.invalid-input', 400);
  const paths = res.json().details.fields.map((field: { path: string }) => field.path);
  expect(paths.toSorted()).toEqual(['extra', 'name', 'organisationId', 'roles', 'username']);
});

test('account.create refuses an unknown organisation or place, a clerk without one', async () => {
  expectRefusal(await ask({ organisationId: unknownId }), 'organisation.unknown', 404);
  const nowhere = [{ role: 'townClerk', place: '640302999' }];
  expectRefusal(await ask({ roles: nowhere }), 'place.unknown', 404);
  const placeless = [{ role: 'townClerk', place: null }];
  expectRefusal(await ask({ roles: placeless }), 'role.place-needed', 422);
});

test('audit shares an account with no other role', async () => {
  const roles = [
    { role: 'audit', place: null },
    { role: 'finance', place: null },
  ];
  const res = await as.admin('POST', '/api/accounts', newAccount('mixed', { roles }));
  expectRefusal(res, 'account.separate-duties', 409);
  const { account } = await create('pure-auditor', { roles: roles.slice(0, 1) });
  const url = `/api/accounts/${account.personId}/grant-role`;
  const grant = await as.admin('POST', url, { role: 'office', place: null });
  expectRefusal(grant, 'account.separate-duties', 409);
});

test('account.create makes an account that signs in, journaled without password', async () => {
  const key = freshKey();
  const res = await as.admin('POST', '/api/accounts', newAccount('worker.li'), key);
  const { account, oneTimePassword } = res.json();
  expect(account).toMatchObject({
    username: 'worker.li',
    roles: [{ role: 'villageWorker', place: jinji, placeName: '金积镇' }],
    mustChangePassword: true,
    isDisabled: false,
  });
  await signIn('worker.li', oneTimePassword);
  const entries = await journalOf(account.personId);
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({ action: 'account.create', key, role: 'administrator' });
  expect(JSON.stringify(entries)).not.toContain(oneTimePassword);
  expect(JSON.stringify(entries)).not.toContain('passwordHash');

  const again = await as.admin('POST', '/api/accounts', newAccount('worker.li'), key);
  expect(again.json()).toEqual({ account, oneTimePassword: null });
  expect(await journalOf(account.personId)).toHaveLength(1);
  const other = await as.admin('POST', '/api/accounts', newAccount('worker.wang'), key);
  expectRefusal(other, 'action.key-reused', 409);
  const taken = await as.admin('POST', '/api/accounts', newAccount('worker.li'));
  expectRefusal(taken, 'account.username-taken', 409);
});

test('no password and no hash stands anywhere in requests or entries', async () => {
  const { oneTimePassword } = await create('secretive');
  const { rows } = await db.pool.query<{ text: string }>(
    `select outcome::text as text from journal_requests
     union all select convert_from(body, 'UTF8') from journal_entries`,
  );
  const everything = rows.map(({ text }) => text).join('\n');
  expect(everything).not.toContain(oneTimePassword);
  expect(everything).not.toMatch(/[0-9a-f]{32}:[0-9a-f]{64}/);
});

test('account.disable ends the sessions at once, enable opens the account again', async () => {
  const { account, oneTimePassword } = await create('leaver');
  const leaver = await signIn('leaver', oneTimePassword);
  const url = `/api/accounts/${account.personId}`;
  const res = await as.admin('POST', `${url}/disable`, { reason: '离职' });
  expect(res.json().account.isDisabled).toBe(true);
  expectRefusal(await leaver('GET', '/api/session'), 'session.signed-out', 401);
  const refused = await app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { username: 'leaver', password: oneTimePassword },
  });
  expectRefusal(refused, 'session.account-disabled', 403);
  expect(refused.headers['set-cookie']).toBeUndefined();
  const twice = await as.admin('POST', `${url}/disable`, { reason: '离职' });
  expectRefusal(twice, 'account.disabled', 409);
  const reset = await as.admin('POST', `${url}/reset-password`, { reason: '试试' });
  expectRefusal(reset, 'account.disabled', 409);
  expect((await as.admin('POST', `${url}/enable`, { reason: '返岗' })).statusCode).toBe(200);
  await signIn('leaver', oneTimePassword);
  const actions = (await journalOf(account.personId)).map(({ action }) => action);
  expect(actions).toEqual(['account.enable', 'account.disable', 'account.create']);
});

const tryIn = (password: string) =>
  app.inject({ method: 'POST', url: '/api/session', payload: { username: 'forgetful', password } });

test('account.reset-password ends old sessions, lifts the lock, gives a password', async () => {
  const { account, oneTimePassword } = await create('forgetful');
  const before = await signIn('forgetful', oneTimePassword);
  for (let attempt = 0; attempt < 6; attempt += 1) await tryIn('wrong password');
  const url = `/api/accounts/${account.personId}/reset-password`;
  const key = freshKey();
  const res = await as.admin('POST', url, { reason: '忘记密码' }, key);
  const fresh = res.json().oneTimePassword;
  expect(fresh).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
  expectRefusal(await before('GET', '/api/session'), 'session.signed-out');
  expectRefusal(await tryIn(oneTimePassword), 'session.wrong-credentials');
  const after = await signIn('forgetful', fresh);
  expect((await after('GET', '/api/session')).json().mustChangePassword).toBe(true);
  const again = await as.admin('POST', url, { reason: '忘记密码' }, key);
  expect(again.json().oneTimePassword).toBeNull();
  expect((await tryIn(fresh)).statusCode).toBe(200);
});

test('an administrator cannot shut out the own account', async () => {
  const me = (await as.admin('GET', '/api/session')).json();
  const url = `/api/accounts/${me.personId}`;
  expectRefusal(await as.admin('POST', `${url}/disable`, { reason: '试试' }), 'account.own', 409);
  const role = { role: 'administrator', place: null };
  expectRefusal(await as.admin('POST', `${url}/revoke-role`, role), 'account.own', 409);
});

test('role.grant and role.revoke hold from the next request, each journaled once', async () => {
  const { account, oneTimePassword } = await create('mover');
  const mover = await signIn('mover', oneTimePassword);
  await mover('PUT', '/api/session/password', { current: oneTimePassword, next: testPassword });
  expectRefusal(await mover('GET', '/api/accounts'), 'people.not-allowed', 403);
  const url = `/api/accounts/${account.personId}`;
  const role = { role: 'administrator', place: null };
  const key = freshKey();
  const granted = await as.admin('POST', `${url}/grant-role`, role, key);
  expect(granted.json().account.roles).toHaveLength(2);
  await as.admin('POST', `${url}/grant-role`, role, key);
  expectRefusal(await as.admin('POST', `${url}/grant-role`, role), 'role.already-granted', 409);
  expect((await mover('GET', '/api/accounts')).statusCode).toBe(200);
  await as.admin('POST', `${url}/revoke-role`, role);
  expectRefusal(await mover('GET', '/api/accounts'), 'people.not-allowed', 403);
  expectRefusal(await as.admin('POST', `${url}/revoke-role`, role), 'role.not-granted', 409);
  const actions = (await journalOf(account.personId)).map(({ action }) => action);
  expect(actions.filter((action) => action === 'role.grant')).toHaveLength(1);
  expect(actions.filter((action) => action === 'role.revoke')).toHaveLength(1);
});

test('accounts are listed for administrator and audit only, by page and by search', async () => {
  expectRefusal(await as.nobody('GET', '/api/accounts'), 'session.signed-out', 401);
  expectRefusal(await as.townClerk('GET', '/api/accounts'), 'people.not-allowed', 403);
  const res = await as.auditor('GET', '/api/accounts?search=townclerk&limit=1');
  expect(res.json()).toMatchObject({ items: [{ username: 'townclerk' }], total: 1 });
  const percent = await as.admin('GET', '/api/accounts?search=%25');
  expect(percent.json()).toEqual({ items: [], total: 0 });
  const page = await as.admin('GET', '/api/accounts?limit=2&offset=1');
  expect(page.json().items).toHaveLength(2);
  expectRefusal(await as.admin('GET', '/api/accounts?limit=5000'), 'http.invalid-input', 400);
});

test('organisation.register refuses a name already there and repeats without harm', async () => {
  const body = { name: '利通区新南天然气公司', kind: 'utility', creditCode: '91640300MA76XXXXX1' };
  const key = freshKey();
  const res = await as.office('POST', '/api/organisations', body, key);
  expect(res.statusCode).toBe(200);
  expect((await as.office('POST', '/api/organisations', body, key)).json()).toEqual(res.json());
  const same = { ...body, creditCode: null };
  const taken = await as.office('POST', '/api/organisations', same);
  expectRefusal(taken, 'organisation.name-taken', 409);
  const listed = await as.townClerk(
    'GET',
    `/api/organisations?search=${encodeURIComponent('天然气')}`,
  );
  expect(listed.json()).toMatchObject({ items: [{ name: body.name, kind: 'utility' }], total: 1 });
});
