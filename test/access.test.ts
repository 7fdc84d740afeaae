// Every address of the interface, asked by every role and by nobody: who is admitted is who its
// contract names, told before the body is read. What is then refused is for the matrix of actions.

import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { perform } from '../src/actions/perform.ts';
import { fileContentType, idempotencyHeader } from '../src/contracts/contract.ts';
import type { Contract } from '../src/contracts/contract.ts';
import { fixedClock } from '../src/core/clock.ts';
import { createAccount } from '../src/people/actions.ts';
import { systemActor } from '../src/people/first-start.ts';
import { roles } from '../src/people/model.ts';
import type { Role } from '../src/people/model.ts';
import { hashNewPassword } from '../src/people/sessions.ts';
import { readFolder } from '../src/programmes/read-folder.ts';
import { getProgramme } from '../src/rules/load.ts';
import { cookieOf, districtCode, freshKey, jinji, testApp } from './helpers/app.ts';
import { testNow, testPassword } from './helpers/app.ts';

const root = join(import.meta.dirname, '..');
const programme = getProgramme(readFolder(join(root, 'programmes', 'litong-2022')));
const { app, db, organisationId } = await testApp({ programmes: [programme] });

async function listContracts(): Promise<Contract[]> {
  const folder = join(root, 'src', 'contracts');
  const found: Contract[] = [];
  for (const name of readdirSync(folder).filter((one) => !one.includes('.test.'))) {
    const module = (await import(join(folder, name))) as Record<string, unknown>;
    for (const one of Object.values(module)) {
      const isContract = typeof one === 'object' && one !== null && 'access' in one;
      if (isContract) found.push(one as Contract);
    }
  }
  return found;
}
const contracts = await listContracts();

const cookies = new Map<Role | 'nobody', string>();
beforeAll(async () => {
  const clock = fixedClock(testNow);
  const passwordHash = await hashNewPassword(testPassword);
  const context = { db, clock, actor: systemActor(districtCode) };
  for (const role of roles) {
    const isLocal = role === 'townClerk' || role === 'villageWorker';
    const account = {
      username: `access-${role.toLowerCase()}`,
      name: role,
      organisationId,
      roles: [{ role, place: isLocal ? jinji : null }],
      passwordHash,
      mustChangePassword: false,
    };
    await perform(context, createAccount, account, { key: freshKey() });
    const payload = { username: account.username, password: testPassword };
    const res = await app.inject({ method: 'POST', url: '/api/session', payload });
    cookies.set(role, cookieOf(res));
  }
});

/** Asks with things nobody has and, where there is one, an empty body. */
async function ask({ method, path, upload }: Contract, who: Role | 'nobody') {
  const cookie = cookies.get(who);
  const res = await app.inject({
    method,
    url: path.replace(/:[A-Za-z]+/g, () => randomUUID()),
    headers: {
      ...(cookie !== undefined && { cookie }),
      ...(method !== 'GET' && { [idempotencyHeader]: freshKey() }),
      ...(upload && { 'content-type': fileContentType }),
    },
    ...(upload ? { payload: Buffer.from('x') } : method !== 'GET' && { payload: {} }),
  });
  const isJson = String(res.headers['content-type']).startsWith('application/json');
  const code = isJson && res.statusCode >= 400 ? res.json<{ code: string }>().code : 'admitted';
  return { status: res.statusCode, code };
}

const isPublic = ({ access }: Contract) => access === 'public';
const titleOf = ({ method, path }: Contract) => `${method} ${path}`;
const guarded = contracts.filter((one) => !isPublic(one));

test('there are contracts to ask, and few of them are open to everybody', () => {
  expect(guarded.length).toBeGreaterThan(100);
  expect(contracts.filter(isPublic).map(titleOf).toSorted()).toEqual([
    'DELETE /api/session',
    'GET /api/health',
    'POST /api/session',
  ]);
});

test.each(guarded.map((one) => [titleOf(one), one] as const))(
  '%s admits the roles its contract names, and nobody else',
  async (_title, contract) => {
    const { access } = contract;
    expect(await ask(contract, 'nobody')).toEqual({ status: 401, code: 'session.signed-out' });
    for (const role of roles) {
      const { status, code } = await ask(contract, role);
      const isNamed = access === 'signed-in' || (access as readonly Role[]).includes(role);
      const wrong = ['people.not-allowed', 'session.signed-out', 'action.not-allowed'];
      if (isNamed) {
        expect([role, code, wrong.includes(code)]).toEqual([role, code, false]);
        expect([role, code]).not.toEqual([role, 'http.unknown-route']);
        expect([role, status < 500 ? 'answered' : status]).toEqual([role, 'answered']);
      } else expect([role, status, code]).toEqual([role, 403, 'people.not-allowed']);
    }
  },
);
