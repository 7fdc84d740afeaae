// Accounts with their roles, and organisations.

import { z } from 'zod';
import { usernamePattern } from '../people/model.ts';
import { contract, pageQuery, PlaceKey } from './contract.ts';
import { Grant, RoleName } from './session.ts';

export const organisationKinds = [
  'government',
  'town',
  'village',
  'enterprise',
  'utility',
  'other',
] as const;

export const Organisation = z
  .object({
    organisationId: z.string(),
    name: z.string(),
    kind: z.enum(organisationKinds),
    creditCode: z.string().nullable(),
  })
  .meta({ id: 'Organisation' });

export const Account = z
  .object({
    personId: z.string(),
    username: z.string(),
    name: z.string(),
    organisation: z.object({ organisationId: z.string(), name: z.string() }),
    roles: z.array(Grant),
    isDisabled: z.boolean(),
    mustChangePassword: z.boolean(),
    createdAt: z.string(),
  })
  .meta({ id: 'Account' });

const PersonName = z.string().trim().min(1).max(60);
const OrganisationName = z.string().trim().min(2).max(100);
const Reason = z.string().trim().min(2).max(500);
export const RoleInPlace = z.strictObject({ role: RoleName, place: PlaceKey.nullable() });
const person = { params: z.object({ personId: z.uuid() }) };
const administrator = ['administrator'] as const;
/** The one-time password is shown once: null when the same request is sent again. */
const oneTime = z.object({ account: Account, oneTimePassword: z.string().nullable() });
const one = z.object({ account: Account });

/** The body of `account.create`; the same schema is the action's input. */
export const NewAccount = z.strictObject({
  username: z.string().regex(usernamePattern),
  name: PersonName,
  organisationId: z.uuid(),
  roles: z.array(RoleInPlace).min(1).max(20),
});
export const NewOrganisation = z.strictObject({
  name: OrganisationName,
  kind: z.enum(organisationKinds),
  creditCode: z
    .string()
    .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/)
    .nullable()
    .default(null),
});
export const WithReason = z.strictObject({ reason: Reason });

export const listAccounts = contract({
  method: 'GET',
  path: '/api/accounts',
  summary: { zh: '账号列表', en: 'Accounts' },
  access: ['administrator', 'audit'],
  query: z.object({ search: z.string().trim().max(60).optional(), ...pageQuery }),
  reply: z.object({ items: z.array(Account), total: z.number().int() }),
  errors: [],
});

export const createAccount = contract({
  method: 'POST',
  path: '/api/accounts',
  summary: { zh: '开设账号', en: 'Create an account' },
  access: administrator,
  body: NewAccount,
  reply: oneTime,
  errors: [
    'account.username-taken',
    'account.separate-duties',
    'organisation.unknown',
    'place.unknown',
    'role.already-granted',
    'role.place-needed',
  ],
  keyed: true,
});

export const disableAccount = contract({
  method: 'POST',
  path: '/api/accounts/:personId/disable',
  summary: { zh: '停用账号', en: 'Disable an account' },
  access: administrator,
  ...person,
  body: WithReason,
  reply: one,
  errors: ['action.subject-not-found', 'account.disabled', 'account.own'],
  keyed: true,
});

export const enableAccount = contract({
  method: 'POST',
  path: '/api/accounts/:personId/enable',
  summary: { zh: '启用账号', en: 'Enable an account' },
  access: administrator,
  ...person,
  body: WithReason,
  reply: one,
  errors: ['action.subject-not-found', 'account.not-disabled'],
  keyed: true,
});

export const resetPassword = contract({
  method: 'POST',
  path: '/api/accounts/:personId/reset-password',
  summary: { zh: '重置密码', en: 'Reset a password' },
  access: administrator,
  ...person,
  body: WithReason,
  reply: oneTime,
  errors: ['action.subject-not-found', 'account.disabled'],
  keyed: true,
});

export const grantRole = contract({
  method: 'POST',
  path: '/api/accounts/:personId/grant-role',
  summary: { zh: '授予岗位', en: 'Grant a role' },
  access: administrator,
  ...person,
  body: RoleInPlace,
  reply: one,
  errors: [
    'action.subject-not-found',
    'account.separate-duties',
    'role.already-granted',
    'role.place-needed',
    'place.unknown',
  ],
  keyed: true,
});

export const revokeRole = contract({
  method: 'POST',
  path: '/api/accounts/:personId/revoke-role',
  summary: { zh: '收回岗位', en: 'Revoke a role' },
  access: administrator,
  ...person,
  body: RoleInPlace,
  reply: one,
  errors: ['action.subject-not-found', 'account.own', 'role.not-granted'],
  keyed: true,
});

export const listOrganisations = contract({
  method: 'GET',
  path: '/api/organisations',
  summary: { zh: '单位列表', en: 'Organisations' },
  access: 'signed-in',
  query: z.object({ search: z.string().trim().max(60).optional(), ...pageQuery }),
  reply: z.object({ items: z.array(Organisation), total: z.number().int() }),
  errors: [],
});

export const registerOrganisation = contract({
  method: 'POST',
  path: '/api/organisations',
  summary: { zh: '登记单位', en: 'Register an organisation' },
  access: ['administrator', 'office'],
  body: NewOrganisation,
  reply: Organisation,
  errors: ['organisation.name-taken'],
  keyed: true,
});
