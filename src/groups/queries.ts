// Reads of village groups: what each has decided, and what its households would like.

import { sql } from 'kysely';
import type { Day } from '../core/day.ts';
import type { Tx } from '../db/open.ts';
import { amongIds, runForm } from '../db/prepared.ts';

export type GroupRow = {
  readonly groupId: string;
  readonly villageKey: string;
  readonly name: string;
  readonly method: string | null;
  readonly minutes: string | null;
  readonly minutesSha256: string | null;
  readonly decidedOn: Day | null;
  readonly version: number;
};

const columns = sql`group_id, village_key, name, method, minutes, minutes_sha256,
  last_on as decided_on, version`;

/** What groups have decided, held so that no new decision comes in between. By group id. */
export async function holdDecisions(
  tx: Tx,
  districtCode: number,
  groupIds: readonly string[],
): Promise<Map<string, Pick<GroupRow, 'groupId' | 'name' | 'method' | 'villageKey'>>> {
  const statement = sql<Pick<GroupRow, 'groupId' | 'name' | 'method' | 'villageKey'>>`
    select group_id, name, method, village_key from village_groups
    where district_code = ${districtCode} and group_id ${amongIds([...new Set(groupIds)])}
    order by group_id for share`;
  const rows = await runForm(tx, 'village_groups_hold', statement);
  return new Map(rows.map((row) => [row.groupId, row]));
}

/** The groups of a village, by name. */
export async function listGroups(
  tx: Tx,
  districtCode: number,
  villageKey: string,
): Promise<GroupRow[]> {
  const { rows } = await sql<GroupRow>`select ${columns} from village_groups
    where district_code = ${districtCode} and village_key = ${villageKey}
    order by length(name), name limit 500`.execute(tx);
  return rows;
}

export type Wish = { readonly groupId: string; readonly method: string | null; count: number };

/** How many live heating cases of each group wish for, or have chosen, each method. */
export async function countWishes(
  tx: Tx,
  districtCode: number,
  villageKey: string,
): Promise<Wish[]> {
  const { rows } = await sql<Wish>`
    select group_id, coalesce(method, wished_method) as method, count(*) as count from cases
    where district_code = ${districtCode} and village_key = ${villageKey} and works = 'heating'
      and group_id is not null and state not in ('withdrawn', 'rejected')
    group by 1, 2 order by 1, 3 desc limit 5000`.execute(tx);
  return rows;
}

/** The ids of groups by village and name, of those that are there. */
export async function findGroups(
  tx: Tx,
  districtCode: number,
  wanted: ReadonlyArray<{ readonly villageKey: string; readonly name: string }>,
): Promise<ReadonlyArray<Pick<GroupRow, 'groupId' | 'villageKey' | 'name'>>> {
  const { rows } = await sql<Pick<GroupRow, 'groupId' | 'villageKey' | 'name'>>`
    select g.group_id, g.village_key, g.name from village_groups g
    join unnest(${wanted.map(({ villageKey }) => villageKey)}::text[],
      ${wanted.map(({ name }) => name)}::text[]) as w (village_key, name)
      on g.village_key = w.village_key and g.name = w.name
    where g.district_code = ${districtCode}`.execute(tx);
  return rows;
}

/** Which of these keys are villages, estates or farms that stand. */
export async function listStandingVillages(
  tx: Tx,
  districtCode: number,
  keys: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ placeKey: string }>`select place_key from places
    where district_code = ${districtCode} and place_key = any (${[...new Set(keys)]}::text[])
      and level in ('village', 'estate', 'farm') and valid_to is null`.execute(tx);
  return new Set(rows.map(({ placeKey }) => placeKey));
}
