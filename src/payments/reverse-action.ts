// A payment that the bank reported as made and sends back later 退汇: a person of finance says so
// with the bank's reason. The entitlement waits again, and its case is no longer paid.

import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '../actions/action.ts';
import type { Subject, SubjectKind } from '../actions/action.ts';
import { Reason } from '../contracts/households.ts';
import type { Day } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import { changeEntitlements, holdEntitlementsOf, postTransfers } from '../funds/ledger.ts';
import { caseKind } from '../households/case-actions.ts';
import { caseTransitions } from '../households/model.ts';
import { changeCases } from '../households/steps.ts';
import { Bank } from '../rules/schema/payment.ts';
import { orderStates, paymentMay } from './model.ts';
import type { OrderState } from './model.ts';
import { transfersOf } from './store.ts';
import type { Order } from './store.ts';

type OrderSubject = Subject &
  Pick<Order, 'caseId' | 'entitlementId' | 'householdId' | 'parts' | 'amountFen'> & {
    readonly state: OrderState;
    readonly lastDay: Day | null;
  };

/** Orders as subjects of actions; they are of the whole district. An order has no versions. */
const orderKind: SubjectKind<OrderSubject> = {
  type: 'payment-order',
  name: { zh: '付款', en: 'payment' },
  states: orderStates,
  lock: async (ids, tx, districtCode) => {
    const { rows } = await sql<Omit<OrderSubject, 'place' | 'version'>>`
      select order_id as id, state, settled_on as last_day, case_id, entitlement_id, household_id,
        parts, amount_fen
      from payment_orders
      where district_code = ${districtCode} and order_id = any (${ids}::uuid[])
      order by order_id for update`.execute(tx);
    return rows.map((row) => ({ ...row, place: null, version: 1 }));
  },
};

export const reverseOrder = defineAction({
  name: 'payment-order.reverse',
  title: { zh: '登记到账后退汇', en: 'Record that a payment came back' },
  input: z.strictObject({
    orderId: z.uuid(),
    /** One of the bank's failures, as the programme has them now. */
    failure: Bank.shape.failures.unwrap().element,
    reason: Reason,
  }),
  roles: paymentMay['payment-order.reverse'],
  subject: orderKind,
  subjectId: (input) => input.orderId,
  from: ['paid'],
  run: async ({ failure: { code, text, mend } }, context) => {
    const { tx, actor, subject, entryId, occurredOn } = context;
    const { districtCode } = actor;
    const cases = await caseKind.lock([subject.caseId], tx, districtCode);
    const held = await holdEntitlementsOf(tx, districtCode, [subject.caseId]);
    const own = held.filter(({ id }) => id === subject.entitlementId);
    const { rows } = await sql`select 1 from clawbacks where district_code = ${districtCode}
      and entitlement_id = ${subject.entitlementId} and state <> 'cancelled'`.execute(tx);
    if (rows.length > 0) fail('clawback.decided', {});
    await sql`update payment_orders set state = 'returned', failure_code = ${code},
        failure_zh = ${text.zh}, failure_en = ${text.en}, mend = ${mend},
        settled_on = ${occurredOn}, settled_entry = ${entryId}
      where district_code = ${districtCode} and order_id = ${subject.id}`.execute(tx);
    await changeEntitlements(
      context,
      own.map((before) => ({ before, state: 'returned', occurredOn })),
    );
    const { from, to: state } = caseTransitions['payment-order.reverse'];
    const paid = cases.filter((one) => from.some((known) => known === one.state));
    await changeCases(
      context,
      'payment-order.reverse',
      paid.map((before) => ({ before, state, entryId, occurredOn })),
    );
    await postTransfers(context, [
      ...transfersOf('unspend', [subject], context),
      ...transfersOf('return-paid', [subject], context),
    ]);
    return { id: subject.id, amountFen: subject.amountFen };
  },
});
