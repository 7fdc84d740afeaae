// What a case costs, what the household has paid itself, and what it was given before: the facts a
// clearing rests on. Each is recorded with its paper; nothing is overwritten.

import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction, refusalOf } from '../actions/action.ts';
import type { Gate, RunContext, Subject, SubjectKind } from '../actions/action.ts';
import { Cost, NewOwnShare, NewPriorAid } from '../contracts/funds.ts';
import { Reason } from '../contracts/households.ts';
import type { Day } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import { caseKind } from '../households/case-actions.ts';
import type { CaseState } from '../households/model.ts';
import { householdKind } from '../households/store.ts';
import { nextUuid } from '../journal/uuid.ts';
import { holdsAny } from '../people/model.ts';
import { fundsMay } from './model.ts';

const caseId = z.uuid();
const onCase = { subject: caseKind, subjectId: (input: { caseId: string }) => input.caseId };

/** From the contract until it is cleared: afterwards the price is frozen. */
const pricedStates = [
  'contracted',
  'installed',
  'self-checked',
  'accepted',
  'published',
  'rectifying',
] as const satisfies readonly CaseState[];
const paidForStates = ['approved', ...pricedStates] as const;

export const setCost = defineAction({
  name: 'case.set-cost',
  title: { zh: '登记费用', en: 'Record what the works cost' },
  input: Cost.extend({ caseId }),
  roles: fundsMay['case.set-cost'],
  ...onCase,
  from: pricedStates,
  runMany: async (items, { tx, actor }) => {
    const isOffice = holdsAny(actor, ['office', 'finance']);
    const refused = items.map(({ input }) =>
      input.basis === 'audited' && !isOffice
        ? refusalOf({ code: 'cost.audited-by-office', details: {} })
        : undefined,
    );
    const kept = items.filter((_, at) => !refused[at]);
    const rows = kept.map(({ input, entryId, occurredOn }) => ({
      case_id: input.caseId,
      entry_id: entryId,
      basis: input.basis,
      equipment_fen: input.equipmentFen,
      construction_fen: input.constructionFen,
      document: input.document,
      recorded_on: occurredOn,
    }));
    await sql`insert into case_costs (district_code, case_id, entry_id, basis, equipment_fen,
        construction_fen, document, recorded_on)
      select ${actor.districtCode}::int, n.case_id, n.entry_id, n.basis, n.equipment_fen,
        n.construction_fen, n.document, n.recorded_on
      from json_populate_recordset(null::case_costs, ${JSON.stringify(rows)}::json) n`.execute(tx);
    return items.map(
      ({ subject }, at) => refused[at] ?? { id: subject.id, version: subject.version },
    );
  },
});

export const recordOwnShare = defineAction({
  name: 'case.record-own-share',
  title: { zh: '登记自筹缴款', en: 'Record what the household has paid itself' },
  input: NewOwnShare.extend({ caseId }),
  roles: fundsMay['case.record-own-share'],
  ...onCase,
  from: paidForStates,
  runMany: async (items, { tx, actor, recordedAt }) => {
    const taken = await receiptsTaken(
      { tx, actor },
      items.map(({ input }) => input.receipt),
    );
    const refused = items.map(({ input: { receipt } }) => {
      if (!taken.has(receipt)) {
        taken.add(receipt);
        return undefined;
      }
      return refusalOf({ code: 'own-share.receipt-used', details: { receipt } });
    });
    const rows = items.map(({ input, entryId, occurredOn }) => ({
      own_share_id: nextUuid(recordedAt),
      case_id: input.caseId,
      receipt: input.receipt,
      amount_fen: input.amountFen,
      paid_on: occurredOn,
      method: input.method,
      entry_id: entryId,
    }));
    const kept = rows.filter((_, at) => !refused[at]);
    await sql`insert into own_shares (district_code, own_share_id, case_id, receipt, amount_fen,
        paid_on, method, entry_id)
      select ${actor.districtCode}::int, n.own_share_id, n.case_id, n.receipt, n.amount_fen,
        n.paid_on, n.method, n.entry_id
      from json_populate_recordset(null::own_shares, ${JSON.stringify(kept)}::json) n`.execute(tx);
    return rows.map((row, at) => refused[at] ?? { id: row.case_id, ownShareId: row.own_share_id });
  },
});

async function receiptsTaken(
  { tx, actor }: Pick<RunContext, 'tx' | 'actor'>,
  receipts: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ receipt: string }>`select receipt from own_shares
    where district_code = ${actor.districtCode}
      and receipt = any (${receipts}::text[])`.execute(tx);
  return new Set(rows.map(({ receipt }) => receipt));
}

export const cancelOwnShare = defineAction({
  name: 'case.cancel-own-share',
  title: { zh: '作废自筹缴款', en: 'Cancel a recorded payment' },
  input: z.strictObject({ caseId, ownShareId: z.uuid(), reason: Reason }),
  roles: fundsMay['case.cancel-own-share'],
  ...onCase,
  from: paidForStates,
  run: async ({ ownShareId, reason }, { tx, actor, subject, entryId }) => {
    const { rows } = await sql`update own_shares set cancelled_by_entry = ${entryId},
        cancel_reason = ${reason}
      where district_code = ${actor.districtCode} and own_share_id = ${ownShareId}
        and case_id = ${subject.id} and cancelled_by_entry is null
      returning 1`.execute(tx);
    if (rows.length === 0) fail('own-share.unknown', {});
    return { id: subject.id, ownShareId };
  },
});

export const recordPriorAid = defineAction({
  name: 'prior-aid.record',
  title: { zh: '登记以前的改造', en: 'Record an earlier conversion' },
  input: NewPriorAid.extend({ householdId: z.uuid() }),
  roles: fundsMay['prior-aid.record'],
  subject: householdKind,
  subjectId: (input) => input.householdId,
  from: ['live'],
  runMany: async (items, { tx, actor, recordedAt }) => {
    const rows = items.map(({ input, occurredOn }) => ({
      prior_aid_id: nextUuid(recordedAt),
      household_id: input.householdId,
      works: input.works,
      what: input.what,
      method: input.method,
      year: input.year,
      document: input.document,
      recorded_by: actor.personId,
      last_on: occurredOn,
    }));
    await sql`insert into prior_aids (district_code, prior_aid_id, household_id, works, what,
        method, year, document, state, recorded_by, version, last_on)
      select ${actor.districtCode}::int, n.prior_aid_id, n.household_id, n.works, n.what,
        n.method, n.year, n.document, 'recorded', n.recorded_by, 1, n.last_on
      from json_populate_recordset(null::prior_aids, ${JSON.stringify(rows)}::json) n`.execute(tx);
    return rows.map(({ prior_aid_id: priorAidId }) => ({ priorAidId }));
  },
});

type PriorSubject = Subject & { readonly lastDay: Day; readonly recordedBy: string };

const priorStates = {
  recorded: { zh: '已登记', en: 'recorded' },
  approved: { zh: '已批准再申请', en: 'approved to apply again' },
} as const;

/** Earlier conversions as subjects of actions. */
const priorKind: SubjectKind<PriorSubject> = {
  type: 'prior-aid',
  name: { zh: '以前的改造', en: 'earlier conversion' },
  states: priorStates,
  lock: async (ids, tx, districtCode) => {
    const { rows } = await sql<PriorSubject>`
      select a.prior_aid_id as id, h.village_key as place, a.state, a.version,
        a.last_on as last_day, a.recorded_by
      from prior_aids a
      join households h on h.district_code = a.district_code and h.household_id = a.household_id
      where a.district_code = ${districtCode} and a.prior_aid_id = any (${ids}::uuid[])
      order by a.prior_aid_id for update of a`.execute(tx);
    return rows;
  },
};

const byAnother: Gate<PriorSubject> = {
  name: 'two-persons',
  check: ({ recordedBy }, _tx, actor) =>
    recordedBy !== actor.personId || { code: 'prior-aid.same-person', details: {} },
};

export const approvePriorAid = defineAction({
  name: 'prior-aid.approve',
  title: { zh: '批准再次申请', en: 'Approve another application' },
  input: z.strictObject({ priorAidId: z.uuid(), note: Reason }),
  roles: fundsMay['prior-aid.approve'],
  subject: priorKind,
  subjectId: (input) => input.priorAidId,
  from: ['recorded'],
  gates: [byAnother],
  run: async ({ note }, { tx, actor, subject, occurredOn }) => {
    await sql`update prior_aids set state = 'approved', decided_by = ${actor.personId},
        decision_note = ${note}, last_on = ${occurredOn}, version = version + 1
      where district_code = ${actor.districtCode} and prior_aid_id = ${subject.id}`.execute(tx);
    return { id: subject.id, version: subject.version + 1 };
  },
});
