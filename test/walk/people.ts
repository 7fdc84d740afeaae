// The people of the walk, each with an account of their own, and how they ask: through the
// interface's contracts, with their own cookies. Knows no test runner.

import assert from 'node:assert/strict';
import { call, CallError } from '../../src/contracts/call.ts';
import type { Problem } from '../../src/contracts/contract.ts';
import * as people from '../../src/contracts/people.ts';
import { changePassword, signIn } from '../../src/contracts/session.ts';
import type { ErrorCode } from '../../src/core/errors.ts';
import type { Role } from '../../src/people/model.ts';
import { adminPassword } from './serve.ts';

export const jinji = '640302100';
export const shangqiao = '640302104';
export const village = '640302100210';
export const password = '冬天家家户户都暖和 2022';

/** Somebody who asks the server something. */
export type Person = { readonly username: string; readonly ask: typeof call };

let addresses = 0;
/** A person with cookies and an address of their own; not signed in yet. */
export function stranger(username: string, baseUrl: string): Person {
  const cookies = new Map<string, string>();
  addresses += 1;
  const from = `10.0.${Math.floor(addresses / 250)}.${(addresses % 250) + 1}`;
  const fetchAs: typeof fetch = async (url, init) => {
    const headers = new Headers(init?.headers);
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    headers.set('x-forwarded-for', from);
    const res = await fetch(url, { ...init, headers });
    for (const cookie of res.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';', 1)[0]?.split(/=(.*)/s) ?? [];
      cookies.set(name, value);
    }
    return res;
  };
  return { username, ask: askBy(fetchAs, baseUrl) };
}

/** How somebody asks whose requests go this way. */
export function askBy(send: typeof fetch, baseUrl: string): typeof call {
  return ((contract, input, options) =>
    call(contract, input as never, { baseUrl, ...options, fetch: send })) as typeof call;
}

/** Who takes part, and where; the organisations are those the programme names. */
const roster = {
  office: ['office', null, '区住建和交通局'],
  office2: ['office', null, '区住建和交通局'],
  agency: ['leadAgency', null, '区农业农村局'],
  clerk: ['townClerk', jinji, '金积镇人民政府'],
  clerk2: ['townClerk', jinji, '金积镇人民政府'],
  away: ['townClerk', shangqiao, '上桥镇人民政府'],
  worker: ['villageWorker', village, '大庙桥村村委会'],
  builder: ['enterprise', null, '演示取暖公司'],
  rival: ['enterprise', null, '演示另一公司'],
  inspector: ['inspector', null, '区住建和交通局'],
  signDrc: ['inspector', null, '区发展和改革局'],
  signFinance: ['inspector', null, '区财政局'],
  signAgriculture: ['inspector', null, '区农业农村局'],
  signEcology: ['inspector', null, '市生态环境局利通分局'],
  signAudit: ['inspector', null, '区审计局'],
  finance: ['finance', null, '区财政局'],
  finance2: ['finance', null, '区财政局'],
  finance3: ['finance', null, '区财政局'],
  townFinance: ['finance', jinji, '金积镇人民政府'],
  auditor: ['audit', null, '区审计局'],
  supervisor: ['supervision', null, '区政府督查室'],
  environment: ['environment', null, '市生态环境局利通分局'],
} as const satisfies Record<string, readonly [Role, string | null, string]>;

export type Everybody = Readonly<
  Record<keyof typeof roster | 'admin' | 'nobody', Person> & { organisations: Map<string, string> }
>;

/** Opens an account for each of the roster; they change their one-time passwords. */
export async function everybody(meet: (username: string) => Person): Promise<Everybody> {
  const admin = meet('admin');
  await admin.ask(signIn, { body: { username: 'admin', password: adminPassword } });
  const organisations = new Map<string, string>();
  const found: Record<string, Person> = { admin, nobody: meet('nobody') };
  for (const [key, [role, place, organisation]] of Object.entries(roster)) {
    const organisationId =
      organisations.get(organisation) ?? (await register(admin, organisation, role));
    organisations.set(organisation, organisationId);
    const username = `walk.${key.toLowerCase()}`;
    const account = { username, name: key, organisationId, roles: [{ role, place }] };
    const { oneTimePassword } = await admin.ask(people.createAccount, { body: account });
    const person = meet(username);
    const current = oneTimePassword ?? '';
    await person.ask(signIn, { body: { username, password: current } });
    await person.ask(changePassword, { body: { current, next: password } });
    found[key] = person;
  }
  return { ...(found as Record<keyof typeof roster | 'admin' | 'nobody', Person>), organisations };
}

async function register(admin: Person, name: string, role: Role): Promise<string> {
  const kind = role === 'enterprise' ? 'enterprise' : 'government';
  return (await admin.ask(people.registerOrganisation, { body: { name, kind } })).organisationId;
}

/** Proves that an answer is this refusal, whole and in both languages; gives it. */
export async function refused(asked: Promise<unknown>, code: ErrorCode): Promise<Problem> {
  const answer = await asked.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if (!('error' in answer)) {
    assert.fail(`expected ${code}, but it was done: ${JSON.stringify(answer.value)}`);
  }
  const { error } = answer;
  if (!(error instanceof CallError)) throw error;
  assert.equal(error.problem.code, code, JSON.stringify(error.problem));
  for (const text of [error.problem.message, error.problem.next]) {
    assert.match(text.zh, /[。？]/);
    assert.doesNotMatch(`${text.zh}${text.en}`, /[{}]|undefined|NaN/);
  }
  return error.problem;
}
