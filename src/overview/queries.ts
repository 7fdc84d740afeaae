// Where cases wait, how long and with whom, and the pace at which they were reached. Reads only;
// the counts by state are in src/households.

import { sql } from 'kysely';
import type { Day } from '../core/day.ts';
import type { Tx } from '../db/open.ts';
import { countedStates, endedStates } from '../households/model.ts';
import type { CaseState, Works } from '../households/model.ts';
import { installedStates } from './model.ts';

type Within = {
  readonly works: Works;
  /** Place keys; null for the whole district. */
  readonly places: readonly string[] | null;
  readonly year?: number | undefined;
};

export type WaitingFilter = Within & {
  readonly asOf: Day;
  /** True when `asOf` is today: then the cases themselves are asked, not their history. */
  readonly isNow: boolean;
  readonly overSince: Day;
};

export type Waiting = {
  readonly state: CaseState;
  readonly townKey: string;
  readonly enterpriseName: string | null;
  readonly count: number;
  readonly overCount: number;
  readonly oldestOn: string;
};

/** States in which the enterprise has to act. */
const withEnterprise = ['contracted', 'installed', 'rectifying'] as const satisfies CaseState[];
/** States in which nothing is waited for any more. */
const over = ['paid', ...endedStates] as const satisfies CaseState[];

/** Cases under way by state, town and enterprise: the most that waited too long come first. */
export async function listWaiting(
  tx: Tx,
  districtCode: number,
  filter: WaitingFilter,
): Promise<Waiting[]> {
  const { works, overSince, places, year } = filter;
  const { rows } = await sql<Waiting>`
    select c.state, left(c.village_key, 9) as town_key,
      case when c.state = any (${withEnterprise}::text[]) then e.name end as enterprise_name,
      count(*) as count, count(*) filter (where c.last_on <= ${overSince}::date) as over_count,
      min(c.last_on) as oldest_on
    from ${casesAsOf(districtCode, filter)} c
    left join enterprises e on e.district_code = ${districtCode}
      and e.enterprise_id = c.enterprise_id
    where c.works = ${works} and not (c.state = any (${over}::text[])) and ${within(places)}
      and (${year ?? null}::int is null or c.year = ${year ?? null})
    group by 1, 2, 3 order by 5 desc, 4 desc, 1, 2, 3 limit 1000`.execute(tx);
  return rows;
}

/** The cases as they stand, or each as its last step up to the day left it. */
function casesAsOf(districtCode: number, { asOf, isNow }: WaitingFilter) {
  if (isNow) {
    return sql`(select works, state, village_key, enterprise_id, last_on, year from cases
      where district_code = ${districtCode})`;
  }
  return sql`(
    select c.works, s.state, s.village_key, c.enterprise_id, s.occurred_on as last_on, s.year
    from (select distinct on (case_id) case_id, state, village_key, occurred_on, year
        from case_steps where district_code = ${districtCode} and occurred_on <= ${asOf}::date
        order by case_id, version desc) s
    join cases c on c.district_code = ${districtCode} and c.case_id = s.case_id)`;
}

function within(places: readonly string[] | null) {
  if (places === null) return sql`true`;
  return sql`exists (select 1 from unnest(${places}::text[]) k (key)
    where starts_with(c.village_key, k.key))`;
}

export type Month = {
  readonly monthOn: string;
  readonly counted: number;
  readonly installed: number;
};

/** How many came to count, and to be installed, in each month; fewer than none is possible. */
export async function listPace(
  tx: Tx,
  districtCode: number,
  { works, places, year }: Within,
): Promise<Month[]> {
  const columns = sql`works, village_key, year, state, occurred_on, change`;
  const { rows } = await sql<Month>`
    select to_char(c.occurred_on, 'YYYY-MM-01') as month_on,
      coalesce(sum(c.change) filter (where c.state = any (${countedStates}::text[])), 0)::bigint
        as counted,
      coalesce(sum(c.change) filter (where c.state = any (${installedStates}::text[])), 0)::bigint
        as installed
    from (select ${columns} from case_movements
        where district_code = ${districtCode} and works = ${works}
      union all select ${columns} from case_movement_queue
        where district_code = ${districtCode} and works = ${works}) c
    where ${within(places)} and (${year ?? null}::int is null or c.year = ${year ?? null})
    group by 1 order by 1 limit 600`.execute(tx);
  return rows;
}
