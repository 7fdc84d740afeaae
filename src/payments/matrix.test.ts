// Asks every action of payments of every role, in its own place and in another: who may not is
// refused before anything else is looked at, and no refusal leaves a trace.

import { hash, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { testDatabase } from '../../test/helpers/database.ts';
import { aPerson, ledgerOn, townA, townB, villageA, villageB } from '../../test/helpers/ledger.ts';
import type { Action } from '../actions/action.ts';
import { perform } from '../actions/perform.ts';
import { Refusal } from '../core/errors.ts';
import { roles } from '../people/model.ts';
import type { Actor } from '../people/model.ts';
import * as batches from './batch-actions.ts';
import { decideClawback } from './clawback-actions.ts';
import { bank, maker, paymentsOn } from './payments.testing.ts';
import { composeInputOf } from './plan.ts';
import { paymentActions } from './registry.ts';

const db = await testDatabase();
const ledger = await ledgerOn(db);
const { act, as } = ledger;
const payments = paymentsOn(ledger);
await payments.endow(100_000);
const office = aPerson('office', null);
const reason = '矩阵测试';

const pay = async () => {
  const { entitlementId } = await payments.cleared();
  const { orders } = await payments.sent();
  await payments.answer(
    orders.map(({ reference, amountFen }) => ({ reference, amountFen, result: '0000' })),
  );
  return entitlementId;
};
const [paidId, decidedId] = [await pay(), await pay()];
const { rows: paidOrders } = await db.pool.query<{ order_id: string }>(
  'select order_id from payment_orders where entitlement_id = $1',
  [paidId],
);
const failure = { code: '1002', text: { zh: '户名不符', en: 'other holder' }, mend: 'account' };
const decision = { entitlementId: decidedId, reason, document: reason };
const { clawbackId } = await act(office, decideClawback, decision);
const approved = await (async () => {
  await payments.cleared();
  return payments.approved();
})();
const submitted = await (async () => {
  await payments.cleared();
  const made = await payments.compose();
  await act(maker, batches.submitBatch, { batchId: made.batchId });
  return made;
})();
await payments.cleared();
const draft = await payments.compose();
const [order] = await payments.ordersOf(draft.batchId);
await payments.cleared();
const plan = composeInputOf(bank, await payments.plan());

const inDraft = { batchId: draft.batchId };
const inSubmitted = { batchId: submitted.batchId };
/** An input each action takes. */
const inputs: Readonly<Record<string, unknown>> = {
  'batch.compose': { bankId: bank.id, filter: {}, ...plan },
  'batch.drop-order': { ...inDraft, orderId: order?.orderId, reason },
  'batch.submit': inDraft,
  'batch.approve': inSubmitted,
  'batch.return': { ...inSubmitted, reason },
  'batch.cancel': { ...inDraft, reason },
  'batch.send': {
    batchId: approved.batchId,
    fileId: 'text',
    fileName: 'a.txt',
    fileSha256: hash('sha256', 'a'),
  },
  'bank-return.read': {
    bankId: bank.id,
    codes: { success: ['0000'], failures: [] },
    fileId: 'text',
    fileName: 'a.txt',
    sha256: hash('sha256', 'b'),
    rows: [{ line: 1, reference: null, amountFen: null, result: null, reason: null }],
  },
  'payment-order.reverse': { orderId: paidOrders[0]?.order_id, failure, reason },
  'clawback.decide': { entitlementId: paidId, reason, document: reason },
  'clawback.receive': { clawbackId, receipt: reason },
  'clawback.cancel': { clawbackId, reason },
};
/** Batches and returns are of the whole district; a clawback is where its household is. */
const ofPlace = /^clawback\./;

/** The code of the refusal, `done` without one. Nothing stays: it is a dry run. */
async function ask(action: Action, actor: Actor): Promise<string> {
  const input = inputs[action.name] as z.input<Action['input']>;
  try {
    await perform(as(actor), action, input, { dryRun: true, key: randomUUID() });
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

test('there is an input for every action of payments', () => {
  expect(Object.keys(inputs).toSorted()).toEqual(paymentActions.map(({ name }) => name).toSorted());
});

test.each(paymentActions.map((action) => [action.name, action as Action] as const))(
  '%s is open to its roles in their places, and to nobody else anywhere',
  async (name, action) => {
    for (const role of roles) {
      for (const place of [null, townA, villageA, townB, villageB]) {
        const code = await ask(action, aPerson(role, place, 'somebody'));
        const covers = place === null || (ofPlace.test(name) && villageA.startsWith(place));
        const isHeld = (action.roles as readonly string[]).includes(role);
        const expected = isHeld ? (covers ? 'done' : 'action.not-here') : 'action.not-allowed';
        expect([role, place, code]).toEqual([role, place, expected]);
      }
    }
  },
);

test('each action of another district finds nothing: row-level security', async () => {
  for (const action of paymentActions as readonly Action[]) {
    const role = { role: action.roles[0] ?? 'finance', place: null } as const;
    const stranger = { ...aPerson('finance', null, 'stranger'), districtCode: 640398 };
    const code = await ask(action, { ...stranger, roles: [role] });
    // A return of nothing known may be read anywhere: all its rows are set aside.
    const isReading = action.name === 'bank-return.read';
    expect([action.name, code === 'done']).toEqual([action.name, isReading]);
  }
  const { rows } = await db.pool.query(
    'select count(*) as n from journal_entries where district_code = 640398',
  );
  expect(rows).toEqual([{ n: 0 }]);
});
