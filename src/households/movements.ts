// Overviews as of any day: sums over movements, never over cases. Movements are queued by the
// writers and added up here, by whoever next asks and finds many waiting; where a month begins a
// stock is kept, so that a sum never reaches further back than one month.

import { sql, type RawBuilder } from 'kysely';
import { invariant } from '../core/invariant.ts';
import type { Day } from '../core/day.ts';
import type { Database, Tx } from '../db/open.ts';
import { runForm } from '../db/prepared.ts';
import type { CaseState, Dimensions, Works } from './model.ts';

export const QUEUED_MAX = 500;
const COMPACTED_MAX = 20_000;

/** By what an overview is broken down. */
export const breakdowns = ['town', 'village', 'project', 'year', 'method'] as const;
export type Breakdown = (typeof breakdowns)[number];

const columnOf = {
  town: sql`left(m.village_key, 9)`,
  village: sql`m.village_key`,
  project: sql`m.project`,
  year: sql`m.year::text`,
  method: sql`m.method`,
} as const satisfies Record<Breakdown, unknown>;

/**
 * What stood at the end of the day `asOf`: the latest stock kept, the movements since then, and
 * those still queued. One statement sees each just once.
 */
function standing(districtCode: number, asOf: Day) {
  return sql`(${addedUp(districtCode, asOf)}
    union all ${queued(districtCode, asOf)}) m`;
}

function queued(districtCode: number, asOf: Day) {
  return sql`select works, village_key, project, year, method, state, change
    from case_movement_queue
    where district_code = ${districtCode} and occurred_on <= ${asOf}`;
}

function addedUp(districtCode: number, asOf: Day) {
  const stockOn = sql`(select max(month_on) from case_stock_months
    where district_code = ${districtCode} and month_on <= ${asOf})`;
  return sql`
    select works, village_key, project, year, method, state, count as change from case_stocks
      where district_code = ${districtCode} and month_on = ${stockOn}
    union all
    select works, village_key, project, year, method, state, change from case_movements
      where district_code = ${districtCode} and occurred_on <= ${asOf}
        and occurred_on >= coalesce(${stockOn}, '-infinity')`;
}

export type Count = { readonly key: string; readonly state: CaseState; readonly count: number };

export type OverviewFilter = {
  readonly works: Works;
  readonly asOf: Day;
  /** Place keys; null for the whole district. */
  readonly places: readonly string[] | null;
  readonly year?: number | undefined;
  readonly project?: string | undefined;
};

/** How many cases stood in each state at the end of the day `asOf`, by `breakdown`. */
export async function countAsOf(
  tx: Tx,
  districtCode: number,
  breakdown: Breakdown,
  filter: OverviewFilter,
): Promise<Count[]> {
  const source = standing(districtCode, filter.asOf);
  return (await counting(source, breakdown, filter).execute(tx)).rows;
}

/** The same without the movements that are still queued: what readMarks() tells is added to it. */
export async function countAddedUp(
  tx: Tx,
  districtCode: number,
  breakdown: Breakdown,
  filter: OverviewFilter,
): Promise<Count[]> {
  const source = sql`(${addedUp(districtCode, filter.asOf)}) m`;
  return (await counting(source, breakdown, filter).execute(tx)).rows;
}

function counting(
  source: RawBuilder<unknown>,
  breakdown: Breakdown,
  { works, places, year, project }: OverviewFilter,
): RawBuilder<Count> {
  return sql<Count>`
    select ${columnOf[breakdown]} as key, m.state, sum(m.change)::bigint as count from ${source}
    where m.works = ${works} and ${within(places)}
      and (${year ?? null}::int is null or m.year = ${year ?? null})
      and (${project ?? null}::text is null or m.project = ${project ?? null})
    group by 1, 2 having sum(m.change) <> 0 order by 1, 2 limit 20000`;
}

/** What says whether kept sums are current, and what is to be added to them. */
export type Marks = {
  /** Counted up whenever queued movements become part of the sums. */
  readonly generation: number;
  /** True when so much is queued that it should be added up first. */
  readonly isFull: boolean;
  readonly queued: readonly Count[];
};

/** Reads the marks with one statement, so that no movement is seen twice or not at all. */
export async function readMarks(
  tx: Tx,
  districtCode: number,
  breakdown: Breakdown,
  filter: OverviewFilter,
): Promise<Marks> {
  const counts = counting(sql`(${queued(districtCode, filter.asOf)}) m`, breakdown, filter);
  const marks = sql<Marks>`select
      coalesce((select generation from case_stock_months
        where district_code = ${districtCode} and month_on = '1970-01-01'), 0)::int as generation,
      (select count(*) from (select 1 from case_movement_queue
        where district_code = ${districtCode} limit ${QUEUED_MAX + 1}) q) > ${QUEUED_MAX}
        as is_full,
      coalesce((select json_agg(c) from (${counts}) c), '[]') as queued`;
  const [found] = await runForm<Marks>(tx, 'overview_marks', marks);
  invariant(found, 'a statement without a table gives one row');
  return found;
}

function within(places: readonly string[] | null) {
  if (places === null) return sql`true`;
  return sql`exists (select 1 from unnest(${places}::text[]) k (key)
    where starts_with(m.village_key, k.key))`;
}

/** The same counted case by case from the history: what countAsOf() must equal. */
export async function recountAsOf(
  tx: Tx,
  districtCode: number,
  asOf: Day,
): Promise<Array<Dimensions & { readonly count: number }>> {
  const { rows } = await sql<Dimensions & { readonly count: number }>`
    select c.works, s.village_key as village, s.project, s.year, s.method, s.state,
      count(*) as count
    from (
      select distinct on (case_id) * from case_steps
      where district_code = ${districtCode} and occurred_on <= ${asOf}
      order by case_id, version desc) s
    join cases c on c.district_code = s.district_code and c.case_id = s.case_id
    group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6 limit 100000`.execute(tx);
  return rows;
}

/** Every sum as of a day, in the form of recountAsOf(). */
export async function sumsAsOf(
  tx: Tx,
  districtCode: number,
  asOf: Day,
): Promise<Array<Dimensions & { readonly count: number }>> {
  const { rows } = await sql<Dimensions & { readonly count: number }>`
    select m.works, m.village_key as village, m.project, m.year, nullif(m.method, '') as method,
      m.state, sum(m.change)::bigint as count
    from ${standing(districtCode, asOf)}
    group by 1, 2, 3, 4, 5, 6 having sum(m.change) <> 0
    order by 1, 2, 3, 4, 5, 6 limit 100000`.execute(tx);
  return rows;
}

/** Makes an overview as of a day cheap: adds up what is queued, keeps the stock of its month. */
export async function prepareOverview(
  db: Pick<Database, 'withDistrict'>,
  districtCode: number,
  asOf: Day,
): Promise<void> {
  await compactMovements(db, districtCode);
  await keepStock(db, districtCode, asOf);
}

/** Adds up what is queued when it has become much; gives how many rows were taken. */
export async function compactMovements(
  db: Pick<Database, 'withDistrict'>,
  districtCode: number,
  queuedMax = QUEUED_MAX,
): Promise<number> {
  return db.withDistrict(districtCode, async (tx) => {
    const waiting = await sql`select 1 from case_movement_queue
      where district_code = ${districtCode} limit ${queuedMax + 1}`.execute(tx);
    if (waiting.rows.length <= queuedMax) return 0;
    await lockStocks(tx, districtCode);
    await sql`update case_stock_months set generation = generation + 1
      where district_code = ${districtCode} and month_on = '1970-01-01'`.execute(tx);
    const { rows } = await sql<{ taken: number }>`
      with taken as (
        delete from case_movement_queue q using (
          select entry_id, part from case_movement_queue where district_code = ${districtCode}
          order by entry_id, part limit ${COMPACTED_MAX}) t
        where q.district_code = ${districtCode} and q.entry_id = t.entry_id and q.part = t.part
        returning q.*), added as (
        insert into case_movements as m
          (district_code, works, village_key, project, year, method, state, occurred_on, change)
        select district_code, works, village_key, project, year, method, state, occurred_on,
          sum(change)
        from taken group by 1, 2, 3, 4, 5, 6, 7, 8
        on conflict (district_code, works, occurred_on, village_key, project, year, method, state)
          do update set change = m.change + excluded.change), stocked as (
        insert into case_stocks as s
          (district_code, month_on, works, village_key, project, year, method, state, count)
        select t.district_code, n.month_on, t.works, t.village_key, t.project, t.year, t.method,
          t.state, sum(t.change)
        from taken t join case_stock_months n
          on n.district_code = t.district_code and n.month_on > t.occurred_on
        group by 1, 2, 3, 4, 5, 6, 7, 8
        on conflict (district_code, month_on, works, village_key, project, year, method, state)
          do update set count = s.count + excluded.count)
      select count(*) as taken from taken`.execute(tx);
    return rows[0]?.taken ?? 0;
  });
}

/** Keeps the stock with which the month of `day` began, unless nothing had moved before. */
async function keepStock(
  db: Pick<Database, 'withDistrict'>,
  districtCode: number,
  day: Day,
): Promise<void> {
  const month = sql`date_trunc('month', ${day}::date)::date`;
  const isMissing = sql`not exists (select 1 from case_stock_months
      where district_code = ${districtCode} and month_on = ${month})
    and exists (select 1 from case_movements
      where district_code = ${districtCode} and occurred_on < ${month})`;
  await db.withDistrict(districtCode, async (tx) => {
    const { rows } = await sql<{ isMissing: boolean }>`select ${isMissing} as is_missing`.execute(
      tx,
    );
    if (!rows[0]?.isMissing) return;
    await lockStocks(tx, districtCode);
    const made = await sql`insert into case_stock_months (district_code, month_on)
      values (${districtCode}, ${month}) on conflict do nothing`.execute(tx);
    if (made.numAffectedRows === 0n) return;
    await sql`insert into case_stocks
        (district_code, month_on, works, village_key, project, year, method, state, count)
      select district_code, ${month}, works, village_key, project, year, method, state, sum(change)
      from case_movements
      where district_code = ${districtCode} and occurred_on < ${month}
      group by 1, 2, 3, 4, 5, 6, 7, 8 having sum(change) <> 0`.execute(tx);
  });
}

/** One at a time changes the sums: a stock being made must not miss what is being added up. */
async function lockStocks(tx: Tx, districtCode: number): Promise<void> {
  await sql`insert into case_stock_months (district_code, month_on)
    values (${districtCode}, '1970-01-01') on conflict do nothing`.execute(tx);
  await sql`select 1 from case_stock_months
    where district_code = ${districtCode} and month_on = '1970-01-01' for update`.execute(tx);
}
