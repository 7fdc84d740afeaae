// Reads of organisations, people and roles. Writes nothing.

import { sql } from 'kysely';
import type { Scope } from '../contracts/scopes.ts';
import type { Database, Tx } from '../db/open.ts';
import type { Actor, Role } from './model.ts';

/** A signed-in person: the actor, and what the pages show of them. */
export type SignedIn = {
  readonly actor: Actor;
  readonly sessionId: string;
  readonly username: string;
  readonly name: string;
  readonly organisationName: string;
  readonly districtNameZh: string;
  readonly placeNames: Readonly<Record<string, string>>;
  readonly mustChangePassword: boolean;
  /** Given for an API token: the only parts of the interface it reaches. */
  readonly scopes?: readonly Scope[];
};

type GrantRow = { readonly role: Role; readonly placeKey: string; readonly placeName: string };

type SignedInRow = {
  personId: string;
  username: string;
  name: string;
  mustChangePassword: boolean;
  organisationId: string;
  organisationName: string;
  districtNameZh: string;
  grants: GrantRow[];
};

/** The roles of the person of the row `p` as JSON, with the names of their places. */
const grantsOf = sql`coalesce((
  select json_agg(json_build_object(
    'role', r.role, 'place_key', r.place_key, 'place_name', coalesce(t.name, ''))
    order by r.role, r.place_key)
  from person_roles r
  left join places t on t.district_code = r.district_code and t.place_key = r.place_key
  where r.district_code = p.district_code and r.person_id = p.person_id), '[]')`;

/** The person of an open session at `now`; undefined when it ended or the account is disabled. */
export async function findSignedIn(
  db: Database,
  districtCode: number,
  sessionId: string,
  now: Date,
): Promise<SignedIn | undefined> {
  const statement = sql<SignedInRow>`
      select p.person_id, p.username, p.name, p.must_change_password,
        o.organisation_id, o.name as organisation_name, d.name_zh as district_name_zh,
        ${grantsOf} as grants
      from auth_sessions s
      join people p on p.district_code = ${districtCode} and p.person_id = s.user_id::uuid
      join organisations o
        on o.district_code = p.district_code and o.organisation_id = p.organisation_id
      join districts d on d.district_code = p.district_code
      where s.id = ${sessionId} and s.expires_at > ${now} and not p.is_disabled`;
  const [row] = await db.readAlone(districtCode, { statement, name: 'people_signed_in' });
  if (!row) return undefined;
  const { personId, organisationId, grants } = row;
  return {
    actor: { personId, organisationId, districtCode, roles: grants.map(toGrant) },
    sessionId,
    username: row.username,
    name: row.name,
    organisationName: row.organisationName,
    districtNameZh: row.districtNameZh,
    placeNames: Object.fromEntries(grants.map((grant) => [grant.placeKey, grant.placeName])),
    mustChangePassword: row.mustChangePassword,
  };
}

function toGrant({ role, placeKey }: GrantRow) {
  return { role, place: placeKey === '' ? null : placeKey };
}

type AccountRow = {
  personId: string;
  username: string;
  name: string;
  organisationId: string;
  organisationName: string;
  isDisabled: boolean;
  mustChangePassword: boolean;
  createdAt: Date;
  grants: GrantRow[];
};

/** An API token is an account too, but has its own list and actions; of the row of `people`. */
export const notToken = sql`not exists (select 1 from api_tokens k
  where k.district_code = people.district_code and k.token_id = people.person_id)`;

const accountColumns = sql`p.person_id, p.username, p.name, p.organisation_id,
  o.name as organisation_name, p.is_disabled, p.must_change_password, p.created_at,
  ${grantsOf} as grants`;
const fromAccounts = sql`(select * from people where ${notToken}) p join organisations o
  on o.district_code = p.district_code and o.organisation_id = p.organisation_id`;

function toAccount(row: AccountRow) {
  const { personId, username, name, isDisabled, mustChangePassword } = row;
  return {
    personId,
    username,
    name,
    organisation: { organisationId: row.organisationId, name: row.organisationName },
    roles: row.grants.map((grant) => ({ ...toGrant(grant), placeName: grant.placeName || null })),
    isDisabled,
    mustChangePassword,
    createdAt: row.createdAt.toISOString(),
  };
}
export type AccountView = ReturnType<typeof toAccount>;

type Page = {
  readonly search?: string | undefined;
  readonly limit: number;
  readonly offset: number;
};

const containing = (search: string | undefined) =>
  `%${(search ?? '').replace(/[\\%_]/g, (char) => `\\${char}`)}%`;

/** Accounts whose user name, name or organisation contains `search`, and how many there are. */
export async function listAccounts(
  tx: Tx,
  districtCode: number,
  { search, limit, offset }: Page,
): Promise<{ items: AccountView[]; total: number }> {
  const pattern = containing(search);
  const found = sql`p.district_code = ${districtCode}
    and (p.username ilike ${pattern} or p.name ilike ${pattern} or o.name ilike ${pattern})`;
  const { rows } = await sql<AccountRow>`select ${accountColumns} from ${fromAccounts}
    where ${found} order by p.username limit ${limit} offset ${offset}`.execute(tx);
  const counted = await sql<{ total: number }>`select count(*) as total from ${fromAccounts}
    where ${found}`.execute(tx);
  return { items: rows.map(toAccount), total: counted.rows[0]?.total ?? 0 };
}

/** One account; undefined when there is none. */
export async function findAccount(
  tx: Tx,
  districtCode: number,
  personId: string,
): Promise<AccountView | undefined> {
  const { rows } = await sql<AccountRow>`select ${accountColumns} from ${fromAccounts}
    where p.district_code = ${districtCode} and p.person_id = ${personId}`.execute(tx);
  return rows[0] && toAccount(rows[0]);
}

/** The account of a user name in this district; undefined when there is none. */
export async function findAccountByUsername(
  tx: Tx,
  districtCode: number,
  username: string,
): Promise<AccountView | undefined> {
  const { rows } = await sql<AccountRow>`select ${accountColumns} from ${fromAccounts}
    where p.district_code = ${districtCode} and p.username = ${username}`.execute(tx);
  return rows[0] && toAccount(rows[0]);
}

/** The roles a person holds now. */
export async function listGrants(tx: Tx, districtCode: number, personId: string) {
  const { rows } = await sql<GrantRow>`select role, place_key, '' as place_name from person_roles
    where district_code = ${districtCode} and person_id = ${personId}
    order by role, place_key limit 1000`.execute(tx);
  return rows.map(toGrant);
}

export type OrganisationKind =
  | 'government'
  | 'town'
  | 'village'
  | 'enterprise'
  | 'utility'
  | 'other';
export type OrganisationView = {
  organisationId: string;
  name: string;
  kind: OrganisationKind;
  creditCode: string | null;
};

/** Organisations whose name or credit code contains `search`, and how many there are. */
export async function listOrganisations(
  tx: Tx,
  districtCode: number,
  { search, limit, offset }: Page,
): Promise<{ items: OrganisationView[]; total: number }> {
  const pattern = containing(search);
  const found = sql`district_code = ${districtCode}
    and (name ilike ${pattern} or credit_code ilike ${pattern})`;
  const { rows } = await sql<OrganisationView>`
    select organisation_id, name, kind, credit_code from organisations
    where ${found} order by name limit ${limit} offset ${offset}`.execute(tx);
  const counted = await sql<{ total: number }>`
    select count(*) as total from organisations where ${found}`.execute(tx);
  return { items: rows, total: counted.rows[0]?.total ?? 0 };
}

/** One organisation; undefined when there is none. */
export async function findOrganisation(
  tx: Tx,
  districtCode: number,
  organisationId: string,
): Promise<OrganisationView | undefined> {
  const { rows } = await sql<OrganisationView>`
    select organisation_id, name, kind, credit_code from organisations
    where district_code = ${districtCode} and organisation_id = ${organisationId}`.execute(tx);
  return rows[0];
}

/** The organisation of exactly this name; undefined when there is none. */
export async function findOrganisationByName(
  tx: Tx,
  districtCode: number,
  name: string,
): Promise<OrganisationView | undefined> {
  const { rows } = await sql<OrganisationView>`
    select organisation_id, name, kind, credit_code from organisations
    where district_code = ${districtCode} and name = ${name}`.execute(tx);
  return rows[0];
}
