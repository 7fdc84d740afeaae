// Makes village groups that are named for the first time; used by group.add and by registration.

import { sql } from 'kysely';
import type { RunContext } from '../actions/action.ts';
import { nextUuid } from '../journal/uuid.ts';
import { findGroups } from './queries.ts';

type Named = { readonly villageKey: string; readonly name: string };
const keyOf = ({ villageKey, name }: Named) => `${villageKey} ${name}`;

/** The ids of groups by village and name, in order; makes those that are not there. */
export async function ensureGroups(
  { tx, actor, recordedAt }: RunContext,
  wanted: readonly Named[],
): Promise<string[]> {
  if (wanted.length === 0) return [];
  const { districtCode } = actor;
  const distinct = [...new Map(wanted.map((one) => [keyOf(one), one])).values()];
  const sorted = distinct.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  await sql`insert into village_groups (district_code, group_id, village_key, name, version)
    select ${districtCode}::int, n.group_id, n.village_key, n.name, 1
    from unnest(${sorted.map(() => nextUuid(recordedAt))}::uuid[],
      ${sorted.map(({ villageKey }) => villageKey)}::text[],
      ${sorted.map(({ name }) => name)}::text[]) as n (group_id, village_key, name)
    on conflict (district_code, village_key, name) do nothing`.execute(tx);
  const ids = new Map(
    (await findGroups(tx, districtCode, sorted)).map((row) => [keyOf(row), row.groupId]),
  );
  return wanted.map((one) => ids.get(keyOf(one)) ?? '');
}
