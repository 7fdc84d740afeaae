// API tokens for other systems: made by an administrator, shown once, listed, revoked.

import { z } from 'zod';
import { may, roles } from '../people/model.ts';
import type { Role } from '../people/model.ts';
import { contract, pageQuery, PlaceKey } from './contract.ts';
import { DayText } from './households.ts';
import { WithReason } from './people.ts';
import { scopes } from './scopes.ts';
import { Grant } from './session.ts';

/** What a system may be: never an administrator, and a household is a person. */
export const tokenRoles = roles.filter(
  (role): role is Exclude<Role, 'administrator' | 'household'> =>
    role !== 'administrator' && role !== 'household',
);

const unique = (values: readonly string[]) => new Set(values).size === values.length;

export const NewToken = z.strictObject({
  /** The system that will use it, as the journal shows it. */
  name: z.string().trim().min(2).max(60),
  /** For whom it acts; an enterprise's token reaches the enterprise's own cases. */
  organisationId: z.uuid(),
  roles: z
    .array(z.strictObject({ role: z.enum(tokenRoles), place: PlaceKey.nullable() }))
    .min(1)
    .max(10),
  scopes: z
    .array(z.enum(scopes as [(typeof scopes)[number]]))
    .min(1)
    .max(scopes.length)
    .refine(unique),
  /** The last day on which it is good. */
  expiresOn: DayText.meta({ type: 'string', format: 'date' }),
});

export const Token = z
  .object({
    tokenId: z.uuid(),
    name: z.string(),
    organisation: z.object({ organisationId: z.uuid(), name: z.string() }),
    roles: z.array(Grant),
    scopes: z.array(z.string()),
    state: z.enum(['live', 'revoked', 'expired']),
    version: z.number().int(),
    expiresOn: z.string(),
    createdAt: z.string(),
    lastUsedAt: z.string().nullable(),
    revokedReason: z.string().nullable(),
  })
  .meta({ id: 'ApiToken' });
export type Token = z.infer<typeof Token>;

export const listTokens = contract({
  method: 'GET',
  path: '/api/tokens',
  summary: { zh: '接口令牌列表', en: 'API tokens' },
  access: ['administrator', 'audit'],
  query: z.object(pageQuery),
  reply: z.object({ items: z.array(Token), total: z.number().int() }),
  errors: [],
});

export const createToken = contract({
  method: 'POST',
  path: '/api/tokens',
  summary: { zh: '发放接口令牌', en: 'Make an API token' },
  access: may['token.create'],
  body: NewToken,
  /** The token is shown once: null when the same request is sent again. */
  reply: z.object({ tokenId: z.uuid(), token: z.string().nullable() }),
  errors: [
    'organisation.unknown',
    'account.separate-duties',
    'role.place-needed',
    'role.already-granted',
    'place.unknown',
    'token.bad-expiry',
  ],
  keyed: true,
});

export const revokeToken = contract({
  method: 'POST',
  path: '/api/tokens/:tokenId/revoke',
  summary: { zh: '收回接口令牌', en: 'Revoke an API token' },
  access: may['token.revoke'],
  params: z.object({ tokenId: z.uuid() }),
  body: WithReason,
  reply: z.object({ tokenId: z.uuid() }),
  errors: ['action.subject-not-found', 'action.wrong-state'],
  keyed: true,
});
