// Proves the one helper by which the web app calls, against the real server: addresses, keys,
// replies, refusals, and a server that cannot be reached.

import { expect, test } from 'vitest';
import { testApp, testPassword } from '../../test/helpers/app.ts';
import { addressOf, call, CallError } from './call.ts';
import { listAccounts, registerOrganisation } from './people.ts';
import { searchPlaces } from './places.ts';
import { signIn, whoAmI } from './session.ts';

const { app } = await testApp();
const baseUrl = await app.listen({ port: 0, host: '127.0.0.1' });

let cookie = '';
/** A fetch that keeps cookies as a browser does, because Node's keeps none. */
const browser: typeof fetch = async (input, init) => {
  const headers = new Headers(init?.headers);
  if (cookie !== '') headers.set('cookie', cookie);
  const response = await fetch(input, { ...init, headers });
  const set = response.headers.getSetCookie().map((one) => one.split(';', 1)[0]);
  if (set.length > 0) cookie = set.join('; ');
  return response;
};
const options = { baseUrl, fetch: browser };

async function problemOf(run: Promise<unknown>): Promise<CallError> {
  const error = await run.catch((thrown: unknown) => thrown);
  if (!(error instanceof CallError)) throw new Error(`no refusal: ${JSON.stringify(error)}`);
  return error;
}

test('addresses are encoded and parameters left out when undefined', () => {
  const parts = { params: { id: '甲/乙' }, query: { q: '涝河桥 a&b', limit: 5, none: undefined } };
  expect(addressOf('/api/x/:id/y', parts)).toBe(
    '/api/x/%E7%94%B2%2F%E4%B9%99/y?q=%E6%B6%9D%E6%B2%B3%E6%A1%A5+a%26b&limit=5',
  );
});

test('a refusal is thrown with its sentences and status', async () => {
  const error = await problemOf(call(whoAmI, {}, options));
  expect(error.status).toBe(401);
  expect(error.problem).toMatchObject({
    code: 'session.signed-out',
    message: { zh: '您还没有登录，或登录已过期。' },
  });
});

test('a call gives the typed reply, and a write repeats under the same key', async () => {
  const body = { username: 'admin', password: testPassword };
  const me = await call(signIn, { body }, options);
  expect(me.username).toBe('admin');
  const accounts = await call(listAccounts, { query: { search: 'finance' } }, options);
  expect(accounts.items[0]?.roles).toEqual([{ role: 'finance', place: null, placeName: null }]);
  const found = await call(searchPlaces, { query: { q: '金积' } }, options);
  expect(found.items[0]?.key).toBe('640302100');
  const key = crypto.randomUUID();
  const organisation = { name: '示范设备公司', kind: 'enterprise' } as const;
  const first = await call(registerOrganisation, { body: organisation }, { ...options, key });
  const second = await call(registerOrganisation, { body: organisation }, { ...options, key });
  expect(second).toEqual(first);
  const again = await problemOf(call(registerOrganisation, { body: organisation }, options));
  expect(again.problem.code).toBe('organisation.name-taken');
});

test('a server that cannot be reached is told in the same shape', async () => {
  const error = await problemOf(call(whoAmI, {}, { baseUrl: 'http://127.0.0.1:1' }));
  expect(error.status).toBe(0);
  expect(error.problem.code).toBe('network.unreachable');
});

const proxy: typeof fetch = async () => new Response('<html>502</html>', { status: 502 });

test('a reply that is not ours, such as a proxy page, is told in the same shape', async () => {
  const error = await problemOf(call(whoAmI, {}, { fetch: proxy }));
  expect(error.status).toBe(502);
  expect(error.problem.code).toBe('network.unreadable');
});
