// Writes to API tokens: making one, which is also an account without a password, and revoking it.
// The token itself never comes in here: only its hash, which is kept out of the journal.

import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '../actions/action.ts';
import type { Subject, SubjectKind } from '../actions/action.ts';
import { WithReason } from '../contracts/people.ts';
import { NewToken } from '../contracts/tokens.ts';
import { addDays, dayInChina } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import { insertGrant, refuseMixedDuties } from './actions.ts';
import { may } from './model.ts';
import { findOrganisation } from './queries.ts';

type TokenSubject = Subject & { readonly state: 'live' | 'revoked' };

const tokenKind: SubjectKind<TokenSubject> = {
  type: 'token',
  name: { zh: '接口令牌', en: 'API token' },
  states: { live: { zh: '有效', en: 'live' }, revoked: { zh: '已收回', en: 'revoked' } },
  lock: async (ids, tx, districtCode) => {
    const { rows } = await sql<Pick<TokenSubject, 'id' | 'state' | 'version'>>`
      select token_id as id, state, version from api_tokens
      where district_code = ${districtCode} and token_id = any (${ids}::uuid[])
      order by token_id for update`.execute(tx);
    return rows.map((row) => ({ ...row, place: null, lastDay: null }));
  },
};

const daysMax = 731;

export const createToken = defineAction({
  name: 'token.create',
  title: { zh: '发放接口令牌', en: 'Make an API token' },
  input: NewToken.extend({ tokenHash: z.string().regex(/^[0-9a-f]{64}$/) }),
  roles: may['token.create'],
  secrets: ['tokenHash'],
  creates: 'token',
  place: () => null,
  run: async (input, { tx, actor, subject, recordedAt }) => {
    const { districtCode } = actor;
    const { name, organisationId, expiresOn } = input;
    const today = dayInChina(recordedAt);
    if (expiresOn <= today || expiresOn > addDays(today, daysMax)) {
      fail('token.bad-expiry', { expiresOn, today });
    }
    if (!(await findOrganisation(tx, districtCode, organisationId))) {
      fail('organisation.unknown', {});
    }
    refuseMixedDuties(input.roles);
    await sql`insert into people (district_code, person_id, organisation_id, username, name,
        is_disabled, must_change_password, version, created_at)
      values (${districtCode}, ${subject.id}, ${organisationId}, ${`token:${subject.id}`}, ${name},
        false, false, 1, ${recordedAt})`.execute(tx);
    for (const grant of input.roles) await insertGrant(tx, districtCode, subject.id, grant);
    await sql`insert into api_tokens (district_code, token_id, token_hash, scopes, state, version,
        expires_on, created_by, created_at)
      values (${districtCode}, ${subject.id}, ${input.tokenHash}, ${input.scopes}, 'live', 1,
        ${expiresOn}, ${actor.personId}, ${recordedAt})`.execute(tx);
    return { tokenId: subject.id };
  },
});

export const revokeToken = defineAction({
  name: 'token.revoke',
  title: { zh: '收回接口令牌', en: 'Revoke an API token' },
  input: WithReason.extend({ tokenId: z.uuid() }),
  roles: may['token.revoke'],
  subject: tokenKind,
  subjectId: (input) => input.tokenId,
  from: ['live'],
  run: async ({ reason }, { tx, actor, subject }) => {
    await sql`update api_tokens set state = 'revoked', revoked_reason = ${reason},
        version = version + 1
      where district_code = ${actor.districtCode} and token_id = ${subject.id}`.execute(tx);
    return { tokenId: subject.id };
  },
});

export const tokenActions = [createToken, revokeToken] as const;
