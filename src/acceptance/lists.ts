// What the pages of acceptance and public notice show. Every list is bounded and holds only rows of
// the places it is asked for; what actions look up is in reads.ts.

import { sql } from 'kysely';
import type { z } from 'zod';
import type * as contracts from '../contracts/acceptance-lists.ts';
import type * as notices from '../contracts/notices.ts';
import type { Day } from '../core/day.ts';
import type { Tx } from '../db/open.ts';
import { timingOf } from './model.ts';
import type { Round } from './model.ts';
import { isUnsettled } from './queries.ts';
import { isDrawnByPlace, judgeStrata, placeCases, rankOf } from './sample.ts';
import { listMembers } from './reads.ts';

type Reply<C extends { readonly reply: z.ZodType }> = z.output<C['reply']>;
type Lot = Reply<typeof contracts.listLots>['items'][number];
type Places = readonly string[] | null;

/** Rows whose place is one of these or lies below; null for the whole district. */
const within = (column: string, places: Places) =>
  places === null
    ? sql`true`
    : sql`exists (select 1 from unnest(${places}::text[]) k (key)
        where starts_with(${sql.ref(column)}, k.key))`;

const lotColumns = sql`l.lot_id, l.town_key, t.name as town_name, l.works, l.year, l.state,
  l.version, l.drawn_on, l.concluded_on, l.window_from, l.window_to,
  (select json_build_object('cases', count(*), 'drawn', count(m.round),
      'accepted', count(*) filter (where m.outcome = 'accepted'))
    from acceptance_lot_cases m
    where m.district_code = l.district_code and m.lot_id = l.lot_id) as counts`;
const lotsFrom = sql`acceptance_lots l
  join places t on t.district_code = l.district_code and t.place_key = l.town_key`;

type LotRow = Omit<Lot, 'timing' | 'cases' | 'drawn' | 'accepted'> & {
  readonly windowFrom: Day | null;
  readonly windowTo: Day | null;
  readonly drawnOn: Day;
  readonly concludedOn: Day | null;
  readonly counts: Pick<Lot, 'cases' | 'drawn' | 'accepted'>;
};

/** A lot counts by the day it was concluded, and until then by the day it was drawn. */
function toLot({ counts, ...row }: LotRow): Lot {
  const { windowFrom, windowTo, concludedOn, drawnOn } = row;
  const window = windowFrom && windowTo ? { from: windowFrom, to: windowTo } : null;
  return { ...row, ...counts, timing: timingOf(window, concludedOn ?? drawnOn) };
}

export type LotFilter = {
  readonly places: Places;
  readonly works?: string | undefined;
  readonly year?: number | undefined;
  readonly state?: string | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
};

/** A page of the lots of these towns, the latest first; who keeps one village sees none. */
export async function listLots(tx: Tx, districtCode: number, filter: LotFilter) {
  const { works = null, year = null, state = null, before = null, limit } = filter;
  const { rows } = await sql<LotRow>`select ${lotColumns} from ${lotsFrom}
    where l.district_code = ${districtCode} and ${within('l.town_key', filter.places)}
      and (${works}::text is null or l.works = ${works})
      and (${year}::int is null or l.year = ${year})
      and (${state}::text is null or l.state = ${state})
      and (${before}::uuid is null or l.lot_id < ${before})
    order by l.lot_id desc limit ${limit + 1}`.execute(tx);
  const items = rows.slice(0, limit).map(toLot);
  return { items, next: rows.length > limit ? (items.at(-1)?.lotId ?? null) : null };
}

type LotFile = Reply<typeof contracts.getLot>;
type Department = { readonly id: string; readonly name: { zh: string; en: string } };
type LotFileRow = LotRow &
  Pick<LotFile, 'seed' | 'seedGround' | 'report' | 'reportSha256'> & {
    readonly rounds: Round[];
    readonly departments: readonly Department[];
  };

async function findLotRow(tx: Tx, districtCode: number, lotId: string) {
  const { rows } = await sql<LotFileRow>`select ${lotColumns}, l.seed, l.seed_ground, l.report,
      l.report_sha256, l.rounds, l.departments
    from ${lotsFrom}
    where l.district_code = ${districtCode} and l.lot_id = ${lotId}`.execute(tx);
  return rows[0];
}

/** Everything of one lot; undefined when there is none. */
export async function findLot(
  tx: Tx,
  districtCode: number,
  lotId: string,
): Promise<LotFile | undefined> {
  const row = await findLotRow(tx, districtCode, lotId);
  if (!row) return undefined;
  const { departments, ...lot } = row;
  const signatures = await sql<{
    department: string;
    personName: string;
    signedOn: Day;
    opinion: string | null;
  }>`select s.department, coalesce(p.name, s.person_id) as person_name, s.signed_on, s.opinion
    from countersignatures s
    left join people p on p.district_code = s.district_code and p.person_id::text = s.person_id
    where s.district_code = ${districtCode} and s.lot_id = ${lotId} limit 100`.execute(tx);
  const signed = new Map(signatures.rows.map(({ department, ...one }) => [department, one]));
  const members = await listMembers(tx, districtCode, lotId);
  const strata = await listStrata(tx, districtCode, lotId);
  const states = judgeStrata(members, row.rounds);
  return {
    ...toLot(lot),
    seed: row.seed,
    seedGround: row.seedGround,
    rounds: row.rounds,
    report: row.report,
    reportSha256: row.reportSha256,
    departments: departments.map(({ id, name }, at) => {
      return { id, name, isOrganising: at === 0, signature: signed.get(id) ?? null };
    }),
    strata: states.flatMap((state) => {
      const what = strata.get(state.stratum);
      return what ? [{ ...what, ...state }] : [];
    }),
    drawnCases: await listLotCases(tx, districtCode, lotId, sql`m.round is not null`, 50_000),
    leftOut: await listLotCases(
      tx,
      districtCode,
      lotId,
      sql`m.round is null and m.outcome = 'left-out'`,
      500,
    ),
  };
}

async function listStrata(tx: Tx, districtCode: number, lotId: string) {
  const { rows } = await sql<{
    stratum: number;
    villageKey: string;
    enterpriseId: string | null;
    method: string | null;
  }>`select distinct stratum, village_key, enterprise_id, method from acceptance_lot_cases
    where district_code = ${districtCode} and lot_id = ${lotId} limit 5000`.execute(tx);
  return new Map(rows.map((row) => [row.stratum, row]));
}

async function listLotCases(
  tx: Tx,
  districtCode: number,
  lotId: string,
  which: ReturnType<typeof sql>,
  limit: number,
) {
  const { rows } = await sql<LotFile['drawnCases'][number]>`
    select m.case_id, c.household_id, h.head_name, m.village_key, v.name as village_name, c.state,
      m.stratum, m.position, m.round, m.is_recheck, m.outcome, f.results[1] as first_result,
      f.results[cardinality(f.results)] as last_result
    from acceptance_lot_cases m
    join cases c on c.district_code = m.district_code and c.case_id = m.case_id
    join households h on h.district_code = c.district_code and h.household_id = c.household_id
    join places v on v.district_code = m.district_code and v.place_key = m.village_key
    left join lateral (select array_agg(j.result order by j.entry_id) as results
      from joint_checks j where j.district_code = m.district_code and j.lot_id = m.lot_id
        and j.case_id = m.case_id) f on true
    where m.district_code = ${districtCode} and m.lot_id = ${lotId} and ${which}
    order by m.stratum, m.position limit ${limit}`.execute(tx);
  return rows;
}

/** The draw done again from its seed; undefined when there is no such lot. */
export async function redraw(tx: Tx, districtCode: number, lotId: string) {
  const lot = await findLotRow(tx, districtCode, lotId);
  if (!lot) return undefined;
  const { seed, seedGround, townKey } = lot;
  const { rows } = await sql<{
    caseId: string;
    village: string;
    enterpriseId: string | null;
    method: string | null;
    stratum: number;
    position: number;
    round: number | null;
    isRecheck: boolean;
  }>`select case_id, village_key as village, enterprise_id, method, stratum, position, round,
      is_recheck
    from acceptance_lot_cases
    where district_code = ${districtCode} and lot_id = ${lotId}
    order by stratum, position limit 50000`.execute(tx);
  // Placed anew from nothing but the cases and the seed, then held against what was recorded.
  const again = placeCases(
    rows.map(({ caseId, village, enterpriseId, method }) => {
      return { caseId, village, enterpriseId, method };
    }),
    seed,
  );
  const isPlaced = again.every((one, at) => {
    const kept = rows[at];
    return (
      kept?.caseId === one.caseId && kept.stratum === one.stratum && kept.position === one.position
    );
  });
  const isSame = isPlaced && isDrawnByPlace(rows, lot.rounds);
  const items = rows.map(({ caseId, stratum, position, round, isRecheck }) => {
    return { caseId, stratum, position, rank: rankOf(seed, caseId), round, isRecheck };
  });
  return { townKey, draw: { seed, seedGround, isSame, items } };
}

/** Checks, orders and acceptance of one case, with its place; undefined when there is none. */
export async function findCaseAcceptance(tx: Tx, districtCode: number, caseId: string) {
  const about = await sql<{ villageKey: string; acceptedOn: Day | null; lotId: string | null }>`
    select c.village_key, a.accepted_on, a.lot_id from cases c
    left join acceptances a on a.district_code = c.district_code and a.case_id = c.case_id
      and a.voided_on is null
    where c.district_code = ${districtCode} and c.case_id = ${caseId}`.execute(tx);
  const [found] = about.rows;
  if (!found) return undefined;
  type Check = Reply<typeof contracts.getCaseAcceptance>['checks'][number];
  const columns = sql`entry_id, checked_on, result, is_current, room_deci_c, outdoor_deci_c,
    warm_deci_c, items, remark, document_id`;
  const checks = await sql<Check>`
    select 'town' as "by", ${columns} from town_checks
    where district_code = ${districtCode} and case_id = ${caseId}
    union all
    select 'inspectors' as "by", ${columns} from joint_checks
    where district_code = ${districtCode} and case_id = ${caseId}
    order by entry_id desc limit 200`.execute(tx);
  const orders = await sql<Reply<typeof contracts.getCaseAcceptance>['rectifications'][number]>`
    select rectification_id, case_id, source, what, ordered_on, due_on, closed_on
    from rectifications where district_code = ${districtCode} and case_id = ${caseId}
    order by rectification_id desc limit 200`.execute(tx);
  return { ...found, checks: checks.rows, rectifications: orders.rows };
}

/** Open orders, those due first in front. */
export async function listRectifications(
  tx: Tx,
  districtCode: number,
  filter: { readonly places: Places; readonly after?: string | undefined; readonly limit: number },
  today: Day,
) {
  const { after, limit } = filter;
  const [day = null, id = null] = after?.split('_') ?? [];
  type Row = Reply<typeof contracts.listRectifications>['items'][number];
  const { rows } = await sql<Row>`
    select r.rectification_id, r.case_id, r.source, r.what, r.ordered_on, r.due_on,
      r.due_on < ${today} as is_overdue, c.household_id, h.head_name, c.village_key,
      v.name as village_name, c.works, c.state
    from rectifications r
    join cases c on c.district_code = r.district_code and c.case_id = r.case_id
    join households h on h.district_code = c.district_code and h.household_id = c.household_id
    join places v on v.district_code = c.district_code and v.place_key = c.village_key
    where r.district_code = ${districtCode} and r.closed_on is null
      and ${within('c.village_key', filter.places)}
      and (${day}::date is null or (r.due_on, r.rectification_id) > (${day}::date, ${id}::uuid))
    order by r.due_on, r.rectification_id limit ${limit + 1}`.execute(tx);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = rows.length > limit && last ? `${last.dueOn}_${last.rectificationId}` : null;
  return { items, next };
}

type Notice = Reply<typeof notices.listNotices>['items'][number];

const noticeColumns = sql`n.notice_id, n.village_key, v.name as village_name, n.works, n.state,
  n.version, n.published_on, n.ends_on, n.days, n.counting, n.is_calendar_known, n.closed_on,
  n.board_document_id, n.close_document_id,
  (select count(*) from public_notice_cases p where p.district_code = n.district_code
    and p.notice_id = n.notice_id) as cases,
  (select count(*) from notice_objections o where o.district_code = n.district_code
    and o.notice_id = n.notice_id and ${isUnsettled}) as open_objections`;
const noticesFrom = sql`public_notices n
  join places v on v.district_code = n.district_code and v.place_key = n.village_key`;

/** A page of notices, the latest first. */
export async function listNotices(
  tx: Tx,
  districtCode: number,
  filter: Omit<LotFilter, 'year'>,
): Promise<{ items: Notice[]; next: string | null }> {
  const { places, works = null, state = null, before = null, limit } = filter;
  const { rows } = await sql<Notice>`select ${noticeColumns} from ${noticesFrom}
    where n.district_code = ${districtCode} and ${within('n.village_key', places)}
      and (${works}::text is null or n.works = ${works})
      and (${state}::text is null or n.state = ${state})
      and (${before}::uuid is null or n.notice_id < ${before})
    order by n.notice_id desc limit ${limit + 1}`.execute(tx);
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.noticeId ?? null) : null };
}

/** A notice with its lines as hung out and what was said against it; undefined without one. */
export async function findNotice(
  tx: Tx,
  districtCode: number,
  noticeId: string,
): Promise<Reply<typeof notices.getNotice> | undefined> {
  type File = Reply<typeof notices.getNotice>;
  const found = await sql<Omit<File, 'rows' | 'objections'>>`select ${noticeColumns}
    from ${noticesFrom}
    where n.district_code = ${districtCode} and n.notice_id = ${noticeId}`.execute(tx);
  const [notice] = found.rows;
  if (!notice) return undefined;
  const { rows } = await sql<File['rows'][number]>`
    select row_number() over (order by group_name nulls last, head_masked, case_id) as number,
      case_id, group_name, head_masked, id_masked, account_masked, method,
      heated_area_m2::float8 as heated_area_m2, amount_fen, withdrawn_on
    from public_notice_cases
    where district_code = ${districtCode} and notice_id = ${noticeId}
    order by 1 limit 5000`.execute(tx);
  const objections = await sql<File['objections'][number]>`
    select objection_id, case_id, state, version, text, contact_masked, recorded_on, answered_on,
      reason, remedy, settled_on, settlement
    from notice_objections
    where district_code = ${districtCode} and notice_id = ${noticeId}
    order by objection_id limit 500`.execute(tx);
  return { ...notice, rows, objections: objections.rows };
}

/** Organisations that may be departments, by name. */
export async function listOrganisations(tx: Tx, districtCode: number) {
  const { rows } = await sql<{ organisationId: string; name: string }>`
    select organisation_id, name from organisations
    where district_code = ${districtCode} and kind in ('government', 'town', 'other')
    order by name limit 1000`.execute(tx);
  return rows;
}
