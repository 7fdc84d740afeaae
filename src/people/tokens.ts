// Reads API tokens: who a bearer token stands for, and the list of tokens. A token is
// `qn_<district>_<256 random bits>`; only its hash is kept. The time of its last use is written
// here, as with sessions, outside perform().

import { hash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Scope } from '../contracts/scopes.ts';
import type { Token } from '../contracts/tokens.ts';
import { dayInChina } from '../core/day.ts';
import type { Day } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import type { Database, Tx } from '../db/open.ts';
import type { Role } from './model.ts';
import type { SignedIn } from './queries.ts';

const pattern = /^qn_(\d{6})_[A-Za-z0-9_-]{43}$/;
const perMinuteMax = 600;
const minuteMs = 60_000;

/** A new token of a district, and its hash. */
export function makeToken(districtCode: number): { token: string; tokenHash: string } {
  const token = `qn_${districtCode}_${randomBytes(32).toString('base64url')}`;
  return { token, tokenHash: hashToken(token) };
}

function hashToken(token: string): string {
  return hash('sha256', token, 'hex');
}

type Row = {
  readonly tokenId: string;
  readonly name: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly districtNameZh: string;
  readonly state: 'live' | 'revoked';
  readonly expiresOn: Day;
  readonly scopes: Scope[];
  readonly grants: ReadonlyArray<{ readonly role: Role; readonly placeKey: string }>;
};

/** The token of an Authorization header; undefined when the header is for something else. */
export function bearerOf(authorization: string | undefined): string | undefined {
  const [, token] = /^bearer +(.*)$/i.exec(authorization ?? '') ?? [];
  return token?.trim();
}

/** Reads tokens and counts their requests. */
export type Tokens = {
  /** Who the token stands for; refuses one that is unknown, expired, revoked or used too often. */
  find(token: string): Promise<SignedIn>;
};

export function createTokens(db: Database, clock: () => Date): Tokens {
  /** Requests of each token in its present minute; of known tokens only, so it stays small. */
  const counts = new Map<string, { since: number; count: number }>();
  return {
    find: async (token) => {
      const [, district] = pattern.exec(token) ?? [];
      if (district === undefined) fail('token.invalid', {});
      const districtCode = Number(district);
      const now = clock();
      const row = await db.withDistrict(districtCode, (tx) => find(tx, districtCode, token, now));
      if (!row) fail('token.invalid', {});
      if (row.state === 'revoked') fail('token.revoked', {});
      const { expiresOn } = row;
      if (expiresOn < dayInChina(now)) fail('token.expired', { expiresOn });
      countRequest(counts, row.tokenId, now.getTime());
      return signedInOf(row, districtCode);
    },
  };
}

async function find(
  tx: Tx,
  districtCode: number,
  token: string,
  now: Date,
): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select k.token_id, p.name, p.organisation_id, o.name as organisation_name,
      d.name_zh as district_name_zh, k.scopes, k.expires_on,
      case when p.is_disabled then 'revoked' else k.state end as state,
      (select coalesce(json_agg(json_build_object('role', r.role, 'place_key', r.place_key)), '[]')
        from person_roles r
        where r.district_code = k.district_code and r.person_id = k.token_id) as grants
    from api_tokens k
    join people p on p.district_code = k.district_code and p.person_id = k.token_id
    join organisations o
      on o.district_code = p.district_code and o.organisation_id = p.organisation_id
    join districts d on d.district_code = k.district_code
    where k.district_code = ${districtCode} and k.token_hash = ${hashToken(token)}`.execute(tx);
  const [row] = rows;
  if (row?.state === 'live') {
    await sql`update api_tokens set last_used_at = ${now}
      where district_code = ${districtCode} and token_id = ${row.tokenId}
        and (last_used_at is null or last_used_at < ${new Date(now.getTime() - minuteMs)})`.execute(
      tx,
    );
  }
  return row;
}

function countRequest(
  counts: Map<string, { since: number; count: number }>,
  tokenId: string,
  nowMs: number,
): void {
  const present = counts.get(tokenId);
  if (!present || nowMs - present.since >= minuteMs) {
    counts.set(tokenId, { since: nowMs, count: 1 });
    return;
  }
  present.count += 1;
  if (present.count <= perMinuteMax) return;
  const waitS = Math.ceil((present.since + minuteMs - nowMs) / 1000);
  fail('http.too-many-requests', { waitS: Math.max(1, waitS) });
}

function signedInOf(row: Row, districtCode: number): SignedIn {
  const { tokenId, name, organisationId, organisationName, districtNameZh, scopes } = row;
  const roles = row.grants.map(({ role, placeKey }) => ({
    role,
    place: placeKey === '' ? null : placeKey,
  }));
  return {
    actor: { personId: tokenId, organisationId, districtCode, roles },
    sessionId: '',
    username: '',
    name,
    organisationName,
    districtNameZh,
    placeNames: {},
    mustChangePassword: false,
    scopes,
  };
}

type Listed = Omit<Token, 'createdAt' | 'lastUsedAt' | 'roles' | 'organisation'> & {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly grants: ReadonlyArray<{
    readonly role: Role;
    readonly placeKey: string;
    readonly placeName: string | null;
  }>;
};

/** A page of tokens, the latest first, and how many there are. */
export async function listTokens(
  tx: Tx,
  districtCode: number,
  today: Day,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ items: Token[]; total: number }> {
  const { rows } = await sql<Listed>`
    select k.token_id, p.name, p.organisation_id, o.name as organisation_name, k.scopes, k.version,
      case when p.is_disabled then 'revoked'
        when k.state = 'live' and k.expires_on < ${today} then 'expired' else k.state end as state,
      k.expires_on, k.created_at, k.last_used_at, k.revoked_reason,
      (select coalesce(json_agg(json_build_object('role', r.role, 'place_key', r.place_key,
          'place_name', t.name) order by r.role, r.place_key), '[]')
        from person_roles r
        left join places t on t.district_code = r.district_code and t.place_key = r.place_key
        where r.district_code = k.district_code and r.person_id = k.token_id) as grants
    from api_tokens k
    join people p on p.district_code = k.district_code and p.person_id = k.token_id
    join organisations o
      on o.district_code = p.district_code and o.organisation_id = p.organisation_id
    where k.district_code = ${districtCode}
    order by k.token_id desc limit ${limit} offset ${offset}`.execute(tx);
  const counted = await sql<{ total: number }>`
    select count(*) as total from api_tokens where district_code = ${districtCode}`.execute(tx);
  return { items: rows.map(toToken), total: counted.rows[0]?.total ?? 0 };
}

function toToken({ grants, organisationId, organisationName, ...row }: Listed): Token {
  return {
    ...row,
    organisation: { organisationId, name: organisationName },
    roles: grants.map(({ role, placeKey, placeName }) => ({
      role,
      place: placeKey === '' ? null : placeKey,
      placeName,
    })),
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
