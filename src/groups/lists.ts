// What the page of village groups opens with: how far each village has decided, and the exceptions
// asked for. One village's groups are in queries.ts.

import { sql } from 'kysely';
import type { z } from 'zod';
import type * as contracts from '../contracts/groups.ts';
import type { Tx } from '../db/open.ts';

type Items<C extends { readonly reply: z.ZodType<{ items: unknown[] }> }> = z.output<
  C['reply']
>['items'];
type Places = readonly string[] | null;

const within = (column: string, places: Places) =>
  places === null
    ? sql`true`
    : sql`exists (select 1 from unnest(${places}::text[]) k (key)
        where starts_with(${sql.ref(column)}, k.key))`;

/** Villages with their groups, those with most groups still to decide first. */
export async function listGroupVillages(tx: Tx, districtCode: number, places: Places) {
  const { rows } = await sql<Items<typeof contracts.listGroupVillages>[number]>`
    select g.village_key, v.name as village_name, t.name as town_name, count(*) as groups,
      count(g.method) as decided
    from village_groups g
    join places v on v.district_code = g.district_code and v.place_key = g.village_key
    left join places t on t.district_code = v.district_code and t.place_id = v.parent_id
    where g.district_code = ${districtCode} and ${within('g.village_key', places)}
    group by g.village_key, v.name, t.name
    order by count(*) - count(g.method) desc, g.village_key limit 1000`.execute(tx);
  return rows;
}

/** Exceptions that wait for an answer, the oldest first. */
export async function listExceptions(tx: Tx, districtCode: number, places: Places) {
  const { rows } = await sql<Items<typeof contracts.listExceptions>[number]>`
    select c.case_id, c.household_id, h.head_name, c.village_key, v.name as village_name,
      g.name as group_name, g.method as group_method, c.exception_method as method,
      c.exception_reason as reason, c.last_on, c.version
    from cases c
    join households h on h.district_code = c.district_code and h.household_id = c.household_id
    join places v on v.district_code = c.district_code and v.place_key = c.village_key
    left join village_groups g on g.district_code = c.district_code and g.group_id = c.group_id
    where c.district_code = ${districtCode} and c.exception_state = 'requested'
      and ${within('c.village_key', places)}
    order by c.last_on, c.case_id limit 200`.execute(tx);
  return rows;
}
