// All writes to organisations, accounts and roles. A password never comes in here: only its hash,
// which is kept out of the journal.

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '../actions/action.ts';
import type { RunContext, Subject, SubjectKind } from '../actions/action.ts';
import { NewAccount, NewOrganisation, RoleInPlace, WithReason } from '../contracts/people.ts';
import { fail } from '../core/errors.ts';
import type { Tx } from '../db/open.ts';
import { may, roleNames } from './model.ts';
import type { Role, RoleGrant } from './model.ts';
import { findOrganisation, listGrants, notToken } from './queries.ts';

type Person = Subject & { readonly state: 'active' | 'disabled'; readonly username: string };

/** Accounts as subjects of actions. They belong to the whole district. */
export const personKind: SubjectKind<Person> = {
  type: 'person',
  name: { zh: '账号', en: 'account' },
  states: { active: { zh: '使用中', en: 'active' }, disabled: { zh: '已停用', en: 'disabled' } },
  lock: async (ids, tx, districtCode) => {
    const { rows } = await sql<{
      id: string;
      username: string;
      isDisabled: boolean;
      version: number;
    }>`select person_id as id, username, is_disabled, version from people
       where district_code = ${districtCode}
         and person_id = any (${ids}::uuid[]) and ${notToken}
       order by person_id for update`.execute(tx);
    return rows.map(({ id, username, isDisabled, version }) => ({
      id,
      username,
      version,
      place: null,
      state: isDisabled ? 'disabled' : 'active',
      lastDay: null,
    }));
  },
};

const Hash = z.string().min(20).max(500);
const personId = z.uuid();

export const registerOrganisation = defineAction({
  name: 'organisation.register',
  title: { zh: '登记单位', en: 'Register an organisation' },
  input: NewOrganisation,
  roles: may['organisation.register'],
  creates: 'organisation',
  place: () => null,
  run: async (input, { tx, actor, subject, recordedAt }) => {
    const { name, kind, creditCode } = input;
    await sql`insert into organisations
      (district_code, organisation_id, name, kind, credit_code, version, created_at)
      values (${actor.districtCode}, ${subject.id}, ${name}, ${kind}, ${creditCode}, 1,
        ${recordedAt})`.execute(tx);
    return { organisationId: subject.id };
  },
});

export const createAccount = defineAction({
  name: 'account.create',
  title: { zh: '开设账号', en: 'Create an account' },
  input: NewAccount.extend({ passwordHash: Hash, mustChangePassword: z.boolean() }),
  roles: may['account.create'],
  secrets: ['passwordHash'],
  creates: 'person',
  place: () => null,
  run: async (input, { tx, actor, subject, recordedAt }) => {
    const { districtCode } = actor;
    if (!(await findOrganisation(tx, districtCode, input.organisationId))) {
      fail('organisation.unknown', {});
    }
    refuseMixedDuties(input.roles);
    await sql`insert into people (district_code, person_id, organisation_id, username, name,
        is_disabled, must_change_password, version, created_at)
      values (${districtCode}, ${subject.id}, ${input.organisationId}, ${input.username},
        ${input.name}, false, ${input.mustChangePassword}, 1, ${recordedAt})`.execute(tx);
    await sql`insert into auth_users
        (id, name, email, email_verified, username, home_district, created_at, updated_at)
      values (${subject.id}, '', ${`${input.username}@staff.invalid`}, false, ${input.username},
        ${districtCode}, ${recordedAt}, ${recordedAt})`.execute(tx);
    await sql`insert into auth_accounts
        (id, user_id, account_id, provider_id, password, created_at, updated_at)
      values (${randomUUID()}, ${subject.id}, ${subject.id}, 'credential', ${input.passwordHash},
        ${recordedAt}, ${recordedAt})`.execute(tx);
    for (const grant of input.roles) await insertGrant(tx, districtCode, subject.id, grant);
    return { personId: subject.id };
  },
});

export const disableAccount = defineAction({
  name: 'account.disable',
  title: { zh: '停用账号', en: 'Disable an account' },
  input: WithReason.extend({ personId }),
  roles: may['account.disable'],
  subject: personKind,
  subjectId: (input) => input.personId,
  run: async (_input, { tx, actor, subject }) => {
    const { id, state, username } = subject;
    if (state === 'disabled') fail('account.disabled', { username });
    if (id === actor.personId) fail('account.own', {});
    await sql`update people set is_disabled = true, version = version + 1
      where district_code = ${actor.districtCode} and person_id = ${id}`.execute(tx);
    await endSessions(tx, id);
    return { personId: id };
  },
});

export const enableAccount = defineAction({
  name: 'account.enable',
  title: { zh: '启用账号', en: 'Enable an account' },
  input: WithReason.extend({ personId }),
  roles: may['account.enable'],
  subject: personKind,
  subjectId: (input) => input.personId,
  run: async (_input, { tx, actor, subject }) => {
    const { id, state, username } = subject;
    if (state === 'active') fail('account.not-disabled', { username });
    await sql`update people set is_disabled = false, version = version + 1
      where district_code = ${actor.districtCode} and person_id = ${id}`.execute(tx);
    return { personId: id };
  },
});

export const resetPassword = defineAction({
  name: 'account.reset-password',
  title: { zh: '重置密码', en: 'Reset a password' },
  input: WithReason.extend({ personId, passwordHash: Hash }),
  roles: may['account.reset-password'],
  secrets: ['passwordHash'],
  subject: personKind,
  subjectId: (input) => input.personId,
  run: async (input, context) => {
    const { id, state, username } = context.subject;
    if (state === 'disabled') fail('account.disabled', { username });
    await setPassword(id, input.passwordHash, true, context);
    await endSessions(context.tx, id);
    // Whoever mistyped until locked out may try the new one at once.
    await sql`delete from auth_failures where username = ${username}`.execute(context.tx);
    return { personId: id };
  },
});

/** The person's own change; the route has checked the present password before. */
export const changePassword = defineAction({
  name: 'account.change-password',
  title: { zh: '修改自己的密码', en: 'Change my password' },
  input: z.strictObject({ personId, sessionId: z.string(), passwordHash: Hash }),
  roles: may['account.change-password'],
  scope: 'anywhere',
  secrets: ['passwordHash', 'sessionId'],
  subject: personKind,
  subjectId: (input) => input.personId,
  gates: [
    {
      name: 'own-account',
      check: (subject, _tx, actor) =>
        subject.id === actor.personId || {
          code: 'people.not-allowed',
          details: { rolesZh: '账号本人', rolesEn: 'the owner of the account' },
        },
    },
  ],
  run: async (input, context) => {
    await setPassword(input.personId, input.passwordHash, false, context);
    await endSessions(context.tx, input.personId, input.sessionId);
    return { personId: input.personId };
  },
});

export const grantRole = defineAction({
  name: 'role.grant',
  title: { zh: '授予岗位', en: 'Grant a role' },
  input: RoleInPlace.extend({ personId }),
  roles: may['role.grant'],
  subject: personKind,
  subjectId: (input) => input.personId,
  run: async ({ role, place }, { tx, actor, subject }) => {
    const held = await listGrants(tx, actor.districtCode, subject.id);
    if (held.some((one) => one.role === role && one.place === place)) {
      fail('role.already-granted', {});
    }
    refuseMixedDuties([...held, { role, place }]);
    await insertGrant(tx, actor.districtCode, subject.id, { role, place });
    await countVersion(tx, actor.districtCode, subject.id);
    return { personId: subject.id };
  },
});

export const revokeRole = defineAction({
  name: 'role.revoke',
  title: { zh: '收回岗位', en: 'Revoke a role' },
  input: RoleInPlace.extend({ personId }),
  roles: may['role.revoke'],
  subject: personKind,
  subjectId: (input) => input.personId,
  run: async ({ role, place }, { tx, actor, subject }) => {
    if (subject.id === actor.personId && role === 'administrator') fail('account.own', {});
    const { numAffectedRows } = await sql`delete from person_roles
      where district_code = ${actor.districtCode} and person_id = ${subject.id}
        and role = ${role} and place_key = ${place ?? ''}`.execute(tx);
    if (numAffectedRows === 0n) fail('role.not-granted', {});
    await countVersion(tx, actor.districtCode, subject.id);
    return { personId: subject.id };
  },
});

/** Roles that make no sense without a town or a village. */
const placedRoles: ReadonlySet<Role> = new Set(['townClerk', 'villageWorker']);

export async function insertGrant(
  tx: Tx,
  districtCode: number,
  id: string,
  { role, place }: RoleGrant,
): Promise<void> {
  if (place === null && placedRoles.has(role)) {
    const { zh, en } = roleNames[role];
    fail('role.place-needed', { role: zh, roleEn: en });
  }
  if (place !== null) {
    const { rows } = await sql`select 1 from places
      where district_code = ${districtCode} and place_key = ${place} and valid_to is null`.execute(
      tx,
    );
    if (rows.length === 0) fail('place.unknown', { place });
  }
  await sql`insert into person_roles (district_code, person_id, role, place_key)
    values (${districtCode}, ${id}, ${role}, ${place ?? ''})`.execute(tx);
}

/** Audit looks at everything and changes nothing: it shares an account with no other role. */
export function refuseMixedDuties(grants: readonly RoleGrant[]): void {
  if (!grants.some((grant) => grant.role === 'audit')) return;
  const others = [...new Set(grants.map((grant) => grant.role))].filter((role) => role !== 'audit');
  if (others.length === 0) return;
  fail('account.separate-duties', {
    roles: others.map((role) => roleNames[role].zh).join('、'),
    rolesEn: others.map((role) => roleNames[role].en).join(', '),
  });
}

async function setPassword(
  id: string,
  hash: string,
  isOneTime: boolean,
  { tx, actor, recordedAt }: RunContext,
): Promise<void> {
  await sql`update auth_accounts set password = ${hash}, updated_at = ${recordedAt}
    where user_id = ${id} and provider_id = 'credential'`.execute(tx);
  await sql`update people set must_change_password = ${isOneTime}, version = version + 1
    where district_code = ${actor.districtCode} and person_id = ${id}`.execute(tx);
}

async function endSessions(tx: Tx, id: string, keptSessionId = ''): Promise<void> {
  await sql`delete from auth_sessions where user_id = ${id} and id <> ${keptSessionId}`.execute(tx);
}

async function countVersion(tx: Tx, districtCode: number, id: string): Promise<void> {
  await sql`update people set version = version + 1
    where district_code = ${districtCode} and person_id = ${id}`.execute(tx);
}

/** All actions of this capability, for the registry. */
export const peopleActions = [
  registerOrganisation,
  createAccount,
  disableAccount,
  enableAccount,
  resetPassword,
  changePassword,
  grantRole,
  revokeRole,
] as const;
