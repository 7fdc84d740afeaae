// What an empty data folder gets: the district with its places, the office and the first
// administrator. All of it through actions, by the system itself, so that it is in the journal.

import { perform } from '../actions/perform.ts';
import type { ActionContext } from '../actions/perform.ts';
import type { Clock } from '../core/clock.ts';
import type { Database } from '../db/open.ts';
import { sql } from 'kysely';
import * as actions from './actions.ts';
import { makeOneTimePassword } from './one-time-password.ts';
import { findOrganisationByName } from './queries.ts';
import { hashNewPassword } from './sessions.ts';
import { refusePassword } from './session-routes.ts';
import type { Actor } from './model.ts';

/** The program itself as an actor: at the first start, and for the command line. */
export function systemActor(districtCode: number): Actor {
  return {
    personId: 'system',
    organisationId: 'system',
    districtCode,
    roles: [{ role: 'administrator', place: null }],
  };
}

export const firstUsername = 'admin';
export const officeName = '清洁取暖领导小组办公室';

/**
 * Makes the account `admin` when the district has no account yet. Gives its one-time password to
 * be printed once, or undefined when there was nothing to do or `givenPassword` (from
 * QINGNUAN_ADMIN_PASSWORD) was used. Refuses a weak given one with `session.password-refused`.
 */
export async function ensureAdministrator(options: {
  readonly db: Database;
  readonly clock: Clock;
  readonly districtCode: number;
  readonly givenPassword: string | undefined;
}): Promise<string | undefined> {
  const { db, clock, districtCode, givenPassword } = options;
  const isEmpty = await db.withDistrict(districtCode, async (tx) => {
    const { rows } = await sql`select 1 from people
      where district_code = ${districtCode} limit 1`.execute(tx);
    return rows.length === 0;
  });
  if (!isEmpty) return undefined;
  if (givenPassword !== undefined) refusePassword(givenPassword, firstUsername);
  const context = { db, clock, actor: systemActor(districtCode) };
  const organisationId = await ensureOffice(context);
  const password = givenPassword ?? makeOneTimePassword();
  const passwordHash = await hashNewPassword(password);
  const { isRepeat } = await perform(
    context,
    actions.createAccount,
    {
      username: firstUsername,
      name: '系统管理员',
      organisationId,
      roles: [{ role: 'administrator', place: null }],
      passwordHash,
      mustChangePassword: givenPassword === undefined,
    },
    { key: `first-administrator-${districtCode}` },
  );
  return isRepeat || givenPassword !== undefined ? undefined : password;
}

async function ensureOffice(context: ActionContext): Promise<string> {
  const { db, actor } = context;
  const { districtCode } = actor;
  const known = await db.withDistrict(districtCode, (tx) =>
    findOrganisationByName(tx, districtCode, officeName),
  );
  if (known) return known.organisationId;
  const { result } = await perform(
    context,
    actions.registerOrganisation,
    { name: officeName, kind: 'government' },
    { key: `first-office-${districtCode}` },
  );
  return result.organisationId;
}
