// Taking a paid subsidy back 追回: the office decides with a document, finance confirms the money.
// Nothing is undone: new transfers lead the money back.

import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '../actions/action.ts';
import type { Gate, Subject, SubjectKind } from '../actions/action.ts';
import { Reason } from '../contracts/households.ts';
import { DocumentNumber } from '../contracts/payments.ts';
import type { Day } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import type { Fen } from '../core/money.ts';
import { changeEntitlements, holdEntitlements, postTransfers } from '../funds/ledger.ts';
import type { EntitlementNow } from '../funds/ledger.ts';
import { entitlementStates } from '../funds/model.ts';
import type { EntitlementState } from '../funds/model.ts';
import { clawbackStates, paymentMay } from './model.ts';
import type { ClawbackState } from './model.ts';
import { transfersOf } from './store.ts';

type Payable = Subject & EntitlementNow & { readonly state: EntitlementState };

/** Entitlements as subjects of a clawback. */
export const paidKind: SubjectKind<Payable> = {
  type: 'entitlement',
  name: { zh: '补贴', en: 'subsidy' },
  states: entitlementStates,
  lock: (ids, tx, districtCode) => holdEntitlements(tx, districtCode, ids),
};

const isPaid: Gate<Payable> = {
  name: 'paid',
  check: ({ state }) => state === 'paid' || { code: 'clawback.not-paid', details: {} },
};

export const decideClawback = defineAction({
  name: 'clawback.decide',
  title: { zh: '决定追回补贴', en: 'Decide to take a subsidy back' },
  input: z.strictObject({ entitlementId: z.uuid(), reason: Reason, document: DocumentNumber }),
  roles: paymentMay['clawback.decide'],
  subject: paidKind,
  subjectId: (input) => input.entitlementId,
  gates: [isPaid],
  run: async ({ reason, document }, { tx, actor, subject, entryId, occurredOn }) => {
    const { districtCode, personId } = actor;
    const { rows } = await sql`select 1 from clawbacks where district_code = ${districtCode}
      and entitlement_id = ${subject.id} and state <> 'cancelled'`.execute(tx);
    if (rows.length > 0) fail('clawback.decided', {});
    // The journal's id of the decision names the clawback too.
    await sql`insert into clawbacks (district_code, clawback_id, entitlement_id, household_id,
        village_key, amount_fen, state, version, reason, document, decided_by, decided_on, last_on)
      values (${districtCode}, ${entryId}, ${subject.id}, ${subject.householdId},
        ${subject.place}, ${subject.amountFen}, 'decided', 1, ${reason}, ${document},
        ${personId}, ${occurredOn}, ${occurredOn})`.execute(tx);
    return { clawbackId: entryId, amountFen: subject.amountFen };
  },
});

type ClawbackSubject = Subject & {
  readonly state: ClawbackState;
  readonly lastDay: Day;
  readonly entitlementId: string;
  readonly amountFen: Fen;
};

/** Clawbacks as subjects of actions. */
export const clawbackKind: SubjectKind<ClawbackSubject> = {
  type: 'clawback',
  name: { zh: '追回决定', en: 'clawback' },
  states: clawbackStates,
  lock: async (ids, tx, districtCode) => {
    const { rows } = await sql<ClawbackSubject>`select clawback_id as id, village_key as place,
        state, version, last_on as last_day, entitlement_id, amount_fen
      from clawbacks
      where district_code = ${districtCode} and clawback_id = any (${ids}::uuid[])
      order by clawback_id for update`.execute(tx);
    return rows;
  },
};

const onClawback = {
  subject: clawbackKind,
  subjectId: (input: { clawbackId: string }) => input.clawbackId,
  from: ['decided'] as const,
};

export const receiveClawback = defineAction({
  name: 'clawback.receive',
  title: { zh: '确认追回款到账', en: 'Confirm that the money came back' },
  input: z.strictObject({ clawbackId: z.uuid(), receipt: DocumentNumber }),
  roles: paymentMay['clawback.receive'],
  ...onClawback,
  run: async ({ receipt }, context) => {
    const { tx, actor, subject, occurredOn } = context;
    await sql`update clawbacks set state = 'received', receipt = ${receipt},
        received_on = ${occurredOn}, last_on = ${occurredOn}, version = version + 1
      where district_code = ${actor.districtCode} and clawback_id = ${subject.id}`.execute(tx);
    const held = await holdEntitlements(tx, actor.districtCode, [subject.entitlementId]);
    await changeEntitlements(
      context,
      held.map((before) => ({ before, state: 'clawed-back', occurredOn })),
    );
    const paid = held.map(({ id, parts, householdId }) => {
      return { parts, householdId, entitlementId: id };
    });
    await postTransfers(context, [
      ...transfersOf('claw-back', paid, context),
      ...transfersOf('free-again', paid, context),
    ]);
    return { id: subject.id, version: subject.version + 1, amountFen: subject.amountFen };
  },
});

export const cancelClawback = defineAction({
  name: 'clawback.cancel',
  title: { zh: '撤销追回决定', en: 'Cancel a clawback' },
  input: z.strictObject({ clawbackId: z.uuid(), reason: Reason }),
  roles: paymentMay['clawback.cancel'],
  ...onClawback,
  run: async (_input, { tx, actor, subject, occurredOn }) => {
    await sql`update clawbacks set state = 'cancelled', last_on = ${occurredOn},
        version = version + 1
      where district_code = ${actor.districtCode} and clawback_id = ${subject.id}`.execute(tx);
    return { id: subject.id, version: subject.version + 1 };
  },
});
