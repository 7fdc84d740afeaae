// What the actions of acceptance look up before they write: whose work a house is, what a lot has
// drawn and found, which organisation is which department. Pages read through lists.ts.

import { sql } from 'kysely';
import type { Day } from '../core/day.ts';
import type { Tx } from '../db/open.ts';
import type { CaseState } from '../households/model.ts';
import type { CaseNow } from '../households/steps.ts';
import type { Actor } from '../people/model.ts';
import type { LotOutcome } from './model.ts';

/** Which of these cases the actor's organisation built, or the actor checked for it. */
export async function listOwnWork(
  tx: Tx,
  { districtCode, personId, organisationId }: Actor,
  caseIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ caseId: string }>`
    select c.case_id from cases c
    join enterprises e on e.district_code = c.district_code and e.enterprise_id = c.enterprise_id
    where c.district_code = ${districtCode} and c.case_id = any (${caseIds}::uuid[])
      and e.organisation_id::text = ${organisationId}
    union
    select s.case_id from self_checks s
    where s.district_code = ${districtCode} and s.case_id = any (${caseIds}::uuid[])
      and s.recorded_by = ${personId}`.execute(tx);
  return new Set(rows.map(({ caseId }) => caseId));
}

/** A case drawn by an open lot, and who made the town's check that stands. */
export type DrawnCase = {
  readonly lotId: string;
  readonly townCheckedBy: string | null;
  readonly townCheckedOn: Day | null;
};

/** Those of these cases that an open lot has drawn. */
export async function readDrawn(
  tx: Tx,
  districtCode: number,
  caseIds: readonly string[],
): Promise<Map<string, DrawnCase>> {
  const { rows } = await sql<DrawnCase & { caseId: string }>`
    select m.case_id, m.lot_id, t.checked_by as town_checked_by, t.checked_on as town_checked_on
    from acceptance_lot_cases m
    join acceptance_lots l on l.district_code = m.district_code and l.lot_id = m.lot_id
    left join town_checks t on t.district_code = m.district_code and t.case_id = m.case_id
      and t.is_current
    where m.district_code = ${districtCode} and m.case_id = any (${caseIds}::uuid[])
      and m.outcome = 'open' and m.round is not null and l.state = 'open'`.execute(tx);
  return new Map(rows.map(({ caseId, ...drawn }) => [caseId, drawn]));
}

/** A case of a lot with what was found in it. */
export type LotMember = {
  readonly caseId: string;
  readonly stratum: number;
  readonly position: number;
  readonly round: number | null;
  readonly isRecheck: boolean;
  readonly outcome: LotOutcome;
  readonly state: CaseState;
  readonly firstResult: 'pass' | 'fail' | null;
  /** Of the case, and of what the town and the inspectors last found. */
  readonly lastDay: Day;
  /** Self-checked, passed by the town since, nothing to put right; if drawn, passed jointly. */
  readonly isGood: boolean;
};

type MemberRow = Omit<LotMember, 'firstResult' | 'isGood'>;

/** The cases of a lot by stratum and drawn order. One sent back before its check has failed it. */
export async function listMembers(
  tx: Tx,
  districtCode: number,
  lotId: string,
): Promise<LotMember[]> {
  const { rows } = await sql<MemberRow>`
    select m.case_id, m.stratum, m.position, m.round, m.is_recheck, m.outcome, c.state,
      c.last_on as last_day
    from acceptance_lot_cases m
    join cases c on c.district_code = m.district_code and c.case_id = m.case_id
    where m.district_code = ${districtCode} and m.lot_id = ${lotId}
    order by m.stratum, m.position limit 50000`.execute(tx);
  // Looked up apart and brought together here: joined in one statement, a lot just drawn, of which
  // the database has no statistics yet, was read row against row.
  const joint = await readJointResults(tx, districtCode, lotId);
  const townChecked = await readLatest(tx, districtCode, lotId, townChecks);
  const toMend = await readLatest(tx, districtCode, lotId, openOrders);
  return rows.map((row) => {
    const { caseId, state, outcome, round } = row;
    const found = joint.get(caseId);
    const isUndecided = outcome === 'open' || outcome === 'proposed';
    const wasSentBack = isUndecided && state !== 'self-checked';
    const isChecked = state === 'self-checked' && townChecked.has(caseId) && !toMend.has(caseId);
    return {
      ...row,
      lastDay: lastOf(row.lastDay, townChecked.get(caseId), found?.lastDay),
      firstResult: found?.firstResult ?? (wasSentBack ? 'fail' : null),
      isGood: isChecked && (round === null || found?.isPassed === true),
    };
  });
}

/** What the joint checks of a lot found first, and whether one that passed stands. */
async function readJointResults(tx: Tx, districtCode: number, lotId: string) {
  const { rows } = await sql<{
    caseId: string;
    firstResult: 'pass' | 'fail';
    isPassed: boolean;
    lastDay: Day;
  }>`select case_id, (array_agg(result order by entry_id))[1] as first_result,
      bool_or(is_current) as is_passed, max(checked_on) as last_day
    from joint_checks where district_code = ${districtCode} and lot_id = ${lotId}
    group by case_id`.execute(tx);
  return new Map(rows.map((row) => [row.caseId, row]));
}

const lastOf = (first: Day, ...others: ReadonlyArray<Day | undefined>): Day =>
  others.reduce<Day>((last, one) => (one !== undefined && one > last ? one : last), first);

const townChecks = sql`select x.case_id, x.checked_on as day from town_checks x
  join acceptance_lot_cases m on m.district_code = x.district_code and m.case_id = x.case_id
  where x.is_current`;
const openOrders = sql`select x.case_id, x.ordered_on as day from rectifications x
  join acceptance_lot_cases m on m.district_code = x.district_code and m.case_id = x.case_id
  where x.closed_on is null`;

/** The day of the row that cases of a lot have in one of these, of those that have one. */
async function readLatest(
  tx: Tx,
  districtCode: number,
  lotId: string,
  from: typeof townChecks,
): Promise<Map<string, Day>> {
  const { rows } = await sql<{ caseId: string; day: Day }>`${from}
    and m.district_code = ${districtCode} and m.lot_id = ${lotId}`.execute(tx);
  return new Map(rows.map(({ caseId, day }) => [caseId, day]));
}

/** The ids of the cases of a lot. */
export async function listMemberIds(
  tx: Tx,
  districtCode: number,
  lotId: string,
): Promise<string[]> {
  const { rows } = await sql<{ caseId: string }>`select case_id from acceptance_lot_cases
    where district_code = ${districtCode} and lot_id = ${lotId} limit 50000`.execute(tx);
  return rows.map(({ caseId }) => caseId);
}

/** Locks the undecided cases of a lot in the order of their ids, and gives them as they stand. */
export async function lockMembers(
  tx: Tx,
  districtCode: number,
  lotId: string,
): Promise<Map<string, CaseNow>> {
  const { rows } = await sql<CaseNow>`
    select case_id, works, village_key as village, project, year, method, state, version
    from cases
    where district_code = ${districtCode} and case_id in (
      select case_id from acceptance_lot_cases where district_code = ${districtCode}
        and lot_id = ${lotId} and outcome in ('open', 'proposed'))
    order by case_id for update`.execute(tx);
  return new Map(rows.map((row) => [row.caseId, row]));
}

/** Which organisation was named as which department. */
export async function readNamedDepartments(
  tx: Tx,
  districtCode: number,
): Promise<Map<string, string>> {
  const { rows } = await sql<{ department: string; organisationId: string }>`
    select department, organisation_id from department_organisations
    where district_code = ${districtCode} limit 500`.execute(tx);
  return new Map(rows.map(({ department, organisationId }) => [department, organisationId]));
}

/** The name of an organisation; undefined when there is none of that id. */
export async function findOrganisationName(
  tx: Tx,
  districtCode: number,
  organisationId: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`select name from organisations
    where district_code = ${districtCode}
      and organisation_id::text = ${organisationId}`.execute(tx);
  return rows[0]?.name;
}

/** Who has signed for a lot. */
export async function listSignatures(tx: Tx, districtCode: number, lotId: string) {
  const { rows } = await sql<{
    department: string;
    personId: string;
    organisationId: string;
  }>`select department, person_id, organisation_id from countersignatures
    where district_code = ${districtCode} and lot_id = ${lotId} limit 100`.execute(tx);
  return rows;
}
