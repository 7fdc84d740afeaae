// What the actions of acceptance have in common: checks and orders written down, a house sent back,
// acceptances recorded. Set-based; the caller has locked the cases.

import { sql } from 'kysely';
import type { RunContext } from '../actions/action.ts';
import { refusalOf } from '../actions/action.ts';
import type { z } from 'zod';
import type { CheckedPoint, Order } from '../contracts/acceptance.ts';
import type { Day } from '../core/day.ts';
import type { Refusal } from '../core/errors.ts';
import { caseTransitions } from '../households/model.ts';
import { changeCases } from '../households/steps.ts';
import type { CaseNow } from '../households/steps.ts';
import type { CheckResult, RectificationSource } from './model.ts';

type At = Pick<RunContext, 'tx' | 'actor'>;

/** A check as written down. */
export type CheckRow = {
  readonly entryId: string;
  readonly caseId: string;
  readonly occurredOn: Day;
  readonly result: CheckResult;
  readonly roomDeciC: number | null;
  readonly outdoorDeciC: number | null;
  readonly warmDeciC: number | null;
  readonly items: ReadonlyArray<z.output<typeof CheckedPoint>>;
  readonly remark: string | null;
  readonly documentId: string | null;
  /** The lot of a joint check. */
  readonly lotId?: string;
};

/** Writes checks down; one that passed is the current one of its case from now on. */
export async function insertChecks(
  { tx, actor }: At,
  table: 'town_checks' | 'joint_checks',
  checks: readonly CheckRow[],
): Promise<void> {
  if (checks.length === 0) return;
  const { districtCode } = actor;
  await endChecks({ tx, actor }, table, idsOf(checks));
  const rows = checks.map((check) => ({
    district_code: districtCode,
    entry_id: check.entryId,
    ...(table === 'joint_checks' && { lot_id: check.lotId }),
    case_id: check.caseId,
    checked_on: check.occurredOn,
    result: check.result,
    is_current: check.result === 'pass',
    room_deci_c: check.roomDeciC,
    outdoor_deci_c: check.outdoorDeciC,
    warm_deci_c: check.warmDeciC,
    items: check.items,
    remark: check.remark,
    document_id: check.documentId,
    checked_by: actor.personId,
  }));
  const name = sql.ref(table);
  const columns = sql.join(Object.keys(rows[0] ?? {}).map((column) => sql.ref(column)));
  await sql`insert into ${name} (${columns}) select ${columns}
    from json_populate_recordset(null::${name}, ${JSON.stringify(rows)}::json)`.execute(tx);
}

const idsOf = (rows: ReadonlyArray<{ readonly caseId: string }>) =>
  rows.map(({ caseId }) => caseId);

async function endChecks(
  { tx, actor }: At,
  table: 'town_checks' | 'joint_checks',
  caseIds: readonly string[],
): Promise<void> {
  await sql`update ${sql.ref(table)} set is_current = false
    where district_code = ${actor.districtCode} and is_current
      and case_id = any (${caseIds}::uuid[])`.execute(tx);
}

/** Closes what was ordered to be put right in houses that were looked at again and passed. */
export async function closeRectifications(
  { tx, actor }: At,
  passed: ReadonlyArray<Pick<CheckRow, 'caseId' | 'entryId' | 'occurredOn'>>,
  by: 'town' | 'inspectors',
): Promise<void> {
  if (passed.length === 0) return;
  // What the inspectors found they see again themselves; all else the town sees.
  const isMine = by === 'inspectors' ? sql`true` : sql`r.source <> 'joint-check'`;
  await sql`update rectifications r set closed_on = n.occurred_on, closed_entry_id = n.entry_id
    from unnest(${idsOf(passed)}::uuid[], ${passed.map(({ entryId }) => entryId)}::uuid[],
      ${passed.map(({ occurredOn }) => occurredOn)}::date[]) as n (case_id, entry_id, occurred_on)
    where r.district_code = ${actor.districtCode} and r.case_id = n.case_id
      and r.closed_on is null and ${isMine}`.execute(tx);
}

/** A house to be sent back, and what for. */
export type Failing = {
  readonly before: CaseNow;
  readonly entryId: string;
  readonly occurredOn: Day;
  readonly source: RectificationSource;
  readonly order: Order;
};

/** Why an order is refused: it is due before it is given. */
export function refuseOrder({ dueOn }: Order, day: Day): Refusal | undefined {
  if (dueOn >= day) return undefined;
  return refusalOf({ code: 'acceptance.due-too-early', details: { due: dueOn, day } });
}

/** Sends houses back to be put right: their checks, acceptance and notice no longer stand. */
export async function failCases(context: RunContext, failing: readonly Failing[]): Promise<void> {
  if (failing.length === 0) return;
  const { tx, actor } = context;
  const { districtCode } = actor;
  const { to: state } = caseTransitions['case.fail'];
  await changeCases(
    context,
    'case.fail',
    failing.map(({ before, entryId, occurredOn }) => ({ before, state, entryId, occurredOn })),
  );
  const ids = failing.map(({ before }) => before.caseId);
  const days = failing.map(({ occurredOn }) => occurredOn);
  await endChecks(context, 'town_checks', ids);
  await endChecks(context, 'joint_checks', ids);
  const given = sql`unnest(${ids}::uuid[], ${days}::date[]) as n (case_id, occurred_on)`;
  await sql`update acceptances a set voided_on = n.occurred_on from ${given}
    where a.district_code = ${districtCode} and a.case_id = n.case_id
      and a.voided_on is null`.execute(tx);
  await sql`update public_notice_cases p set withdrawn_on = n.occurred_on from ${given}
    where p.district_code = ${districtCode} and p.case_id = n.case_id
      and p.withdrawn_on is null`.execute(tx);
  const rows = failing.map(({ before, entryId, occurredOn, source, order }) => ({
    rectification_id: entryId,
    case_id: before.caseId,
    source,
    what: order.what,
    due_on: order.dueOn,
    ordered_on: occurredOn,
  }));
  await sql`insert into rectifications (district_code, rectification_id, case_id, source, what,
      due_on, ordered_on, ordered_by)
    select ${districtCode}::int, n.rectification_id, n.case_id, n.source, n.what, n.due_on,
      n.ordered_on, ${actor.personId}
    from json_populate_recordset(null::rectifications, ${JSON.stringify(rows)}::json) n`.execute(
    tx,
  );
}

/** That a case was accepted: by a lot, or by a document of the time before this system. */
export type NewAcceptance = {
  readonly caseId: string;
  readonly entryId: string;
  readonly acceptedOn: Day;
} & ({ readonly lotId: string } | { readonly document: string });

/** Records acceptances; an import of older records may use it too. Changes no state. */
export async function insertAcceptances(
  { tx, actor }: At,
  acceptances: readonly NewAcceptance[],
): Promise<void> {
  if (acceptances.length === 0) return;
  const rows = acceptances.map((one) => ({
    case_id: one.caseId,
    entry_id: one.entryId,
    accepted_on: one.acceptedOn,
    source: 'lotId' in one ? 'lot' : 'import',
    lot_id: 'lotId' in one ? one.lotId : null,
    document: 'document' in one ? one.document : null,
  }));
  await sql`insert into acceptances (district_code, case_id, entry_id, accepted_on, source, lot_id,
      document)
    select ${actor.districtCode}::int, n.case_id, n.entry_id, n.accepted_on, n.source, n.lot_id,
      n.document
    from json_populate_recordset(null::acceptances, ${JSON.stringify(rows)}::json) n`.execute(tx);
}
