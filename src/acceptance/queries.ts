// Reads other capabilities ask of acceptance: which cases are accepted and which hang out in a
// public notice. The lists for pages are in lists.ts; nothing here writes.

import { sql } from 'kysely';
import type { Day } from '../core/day.ts';
import type { Tx } from '../db/open.ts';

export type Acceptance = {
  readonly acceptedOn: Day;
  /** The lot whose report was signed; null for records from before this system. */
  readonly reportId: string | null;
  readonly source: 'lot' | 'import';
  /** The signed report's SHA-256 of a lot, or the document named by an import. */
  readonly document: string | null;
};

/** The acceptance that stands for each of these cases, of those that have one. */
export async function acceptancesOf(
  tx: Tx,
  districtCode: number,
  caseIds: readonly string[],
): Promise<Map<string, Acceptance>> {
  const { rows } = await sql<Acceptance & { caseId: string }>`
    select a.case_id, a.accepted_on, a.lot_id as report_id, a.source,
      coalesce(a.document, l.report_sha256) as document
    from acceptances a
    left join acceptance_lots l on l.district_code = a.district_code and l.lot_id = a.lot_id
    where a.district_code = ${districtCode} and a.case_id = any (${caseIds}::uuid[])
      and a.voided_on is null`.execute(tx);
  return new Map(rows.map(({ caseId, ...acceptance }) => [caseId, acceptance]));
}

export type NoticeOfCase = {
  readonly noticeId: string;
  readonly publishedOn: Day;
  /** Its last day: from the day after, what hung out without objection may go on. */
  readonly endsOn: Day;
  readonly state: 'open' | 'closed';
  /** Objections to this house or to the whole list that are not yet answered or settled. */
  readonly openObjections: number;
};

/** The notice each of these cases hangs out in, of those that are in one. */
export async function noticesOf(
  tx: Tx,
  districtCode: number,
  caseIds: readonly string[],
): Promise<Map<string, NoticeOfCase>> {
  const { rows } = await sql<NoticeOfCase & { caseId: string }>`
    select c.case_id, n.notice_id, n.published_on, n.ends_on, n.state,
      coalesce(o.count, 0) as open_objections
    from public_notice_cases c
    join public_notices n on n.district_code = c.district_code and n.notice_id = c.notice_id
    left join lateral (
      select count(*) as count from notice_objections o
      where o.district_code = c.district_code and o.notice_id = c.notice_id
        and (o.case_id is null or o.case_id = c.case_id) and ${isUnsettled}
    ) o on true
    where c.district_code = ${districtCode} and c.case_id = any (${caseIds}::uuid[])
      and c.withdrawn_on is null`.execute(tx);
  return new Map(rows.map(({ caseId, ...notice }) => [caseId, notice]));
}

/**
 * The same, held until the transaction ends, so that no objection comes in between the look and
 * what is done on its ground.
 */
export async function holdNoticesOf(
  tx: Tx,
  districtCode: number,
  caseIds: readonly string[],
): Promise<Map<string, NoticeOfCase>> {
  await sql`select 1 from public_notices
    where district_code = ${districtCode} and notice_id in (
      select notice_id from public_notice_cases
      where district_code = ${districtCode} and case_id = any (${caseIds}::uuid[])
        and withdrawn_on is null)
    order by notice_id for share`.execute(tx);
  return noticesOf(tx, districtCode, caseIds);
}

/** An objection `o` that still stands in the way. */
export const isUnsettled = sql`(o.state = 'open' or (o.state = 'upheld' and o.settled_on is null))`;
