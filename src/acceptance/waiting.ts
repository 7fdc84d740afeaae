// What waits at the door of acceptance: self-checked houses the town has not passed yet, and those
// it has passed that are in no lot.

import { sql } from 'kysely';
import type { z } from 'zod';
import type { listWaiting as contract } from '../contracts/acceptance-lists.ts';
import type { Tx } from '../db/open.ts';
import type { Works } from '../households/model.ts';

type Reply = z.output<typeof contract.reply>;
export type WaitingFilter = {
  readonly for: 'town' | 'lot';
  readonly works: Works;
  /** The places looked at; null for the whole district. */
  readonly places: readonly string[] | null;
  readonly after?: string | undefined;
  readonly limit: number;
};

const hasPassed = sql`exists (select 1 from town_checks t
  where t.district_code = c.district_code and t.case_id = c.case_id and t.is_current
    and t.result = 'pass')`;
const isInLot = sql`exists (select 1 from acceptance_lot_cases m
  where m.district_code = c.district_code and m.case_id = c.case_id
    and m.outcome in ('open', 'proposed'))`;

/** A page of what waits, by case, and how much waits in each town and year. */
export async function listWaiting(
  tx: Tx,
  districtCode: number,
  filter: WaitingFilter,
): Promise<Reply> {
  const { works, places, after = null, limit } = filter;
  const stage = filter.for === 'town' ? sql`not ${hasPassed}` : hasPassed;
  const waiting = sql`c.district_code = ${districtCode} and c.state = 'self-checked'
    and c.works = ${works} and ${stage} and not ${isInLot}
    and (${places}::text[] is null or exists (select 1 from unnest(${places}::text[]) k (key)
      where starts_with(c.village_key, k.key)))`;
  const towns = await sql<Reply['towns'][number]>`
    select c.town_key, t.name as town_name, c.year, count(*) as count
    from cases c
    join places t on t.district_code = c.district_code and t.place_key = c.town_key
    where ${waiting}
    group by c.town_key, t.name, c.year order by c.town_key, c.year limit 500`.execute(tx);
  const { rows } = await sql<Reply['items'][number]>`
    select c.case_id, c.household_id, h.head_name, c.village_key, v.name as village_name, c.method,
      c.year, e.name as enterprise_name, c.last_on, c.version
    from cases c
    join households h on h.district_code = c.district_code and h.household_id = c.household_id
    join places v on v.district_code = c.district_code and v.place_key = c.village_key
    left join enterprises e on e.district_code = c.district_code
      and e.enterprise_id = c.enterprise_id
    where ${waiting} and (${after}::uuid is null or c.case_id > ${after})
    order by c.case_id limit ${limit + 1}`.execute(tx);
  const items = rows.slice(0, limit);
  return {
    towns: towns.rows,
    items,
    next: rows.length > limit ? (items.at(-1)?.caseId ?? null) : null,
  };
}
