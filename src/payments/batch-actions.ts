// What is done to a batch after it is made: submitted by its maker, approved or returned by another
// person, sent to the bank, or cancelled. Money moves to the bank when it is approved.

import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '../actions/action.ts';
import type { Gate, Item, RunContext } from '../actions/action.ts';
import { Reason } from '../contracts/households.ts';
import { fail } from '../core/errors.ts';
import { changeEntitlements, holdEntitlements, postTransfers } from '../funds/ledger.ts';
import { paymentMay } from './model.ts';
import {
  batchKind,
  giveUpOrders,
  hashOrders,
  holdOrders,
  sendOrders,
  transfersOf,
} from './store.ts';
import type { BatchSubject, Order } from './store.ts';

const batchId = z.uuid();
const onBatch = {
  subject: batchKind,
  subjectId: (input: { batchId: string }) => input.batchId,
};

/** Who made or submitted it does not approve it: two persons see every payment. */
const byAnother: Gate<BatchSubject> = {
  name: 'two-persons',
  check: ({ madeBy, submittedBy }, _tx, { personId }) =>
    (madeBy !== personId && submittedBy !== personId) || { code: 'batch.same-person', details: {} },
};

const hasOrders: Gate<BatchSubject> = {
  name: 'has-orders',
  check: ({ orderCount }) => orderCount > 0 || { code: 'batch.empty', details: {} },
};

type Running = RunContext & Omit<Item<unknown, BatchSubject>, 'input'>;
type Change = Readonly<Record<string, string | number | Date | null>>;

/** Changes the batch's row; its version counts up. */
async function change({ tx, actor, subject, occurredOn }: Running, values: Change) {
  const sets = Object.entries(values).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  const all = [...sets, sql`last_on = ${occurredOn}`, sql`version = version + 1`];
  await sql`update payment_batches set ${sql.join(all)}
    where district_code = ${actor.districtCode} and batch_id = ${subject.id}`.execute(tx);
  return { id: subject.id, version: subject.version + 1 };
}

/** Orders leave their batch: their entitlements wait again. */
async function letGo(
  context: Running,
  orders: readonly Order[],
  state: 'dropped' | 'cancelled',
): Promise<void> {
  const { tx, actor, occurredOn } = context;
  await giveUpOrders(context, orders, state);
  const attempts = new Map(orders.map((order) => [order.entitlementId, order.attempt]));
  const held = await holdEntitlements(tx, actor.districtCode, [...attempts.keys()]);
  // One whose first payment came back is still one that came back.
  const { rows } = await sql<{ id: string }>`select distinct entitlement_id as id
    from payment_orders where district_code = ${actor.districtCode} and state = 'returned'
      and entitlement_id = any (${[...attempts.keys()]}::uuid[])`.execute(tx);
  const cameBack = new Set(rows.map(({ id }) => id));
  await changeEntitlements(
    context,
    held.map((before) => {
      const waits = cameBack.has(before.id) ? ('returned' as const) : ('reserved' as const);
      return { before, state: waits, occurredOn };
    }),
  );
}

export const dropOrder = defineAction({
  name: 'batch.drop-order',
  title: { zh: '从批次中剔除一笔', en: 'Take a payment out of the batch' },
  input: z.strictObject({ batchId, orderId: z.uuid(), reason: Reason }),
  roles: paymentMay['batch.drop-order'],
  ...onBatch,
  from: ['draft'],
  run: async ({ orderId }, context) => {
    const orders = await holdOrders(context, context.subject.id);
    const dropped = orders.find((order) => order.orderId === orderId);
    if (!dropped) fail('batch.order-not-there', {});
    const left = orders.filter((order) => order !== dropped);
    await letGo(context, [dropped], 'dropped');
    return change(context, {
      order_count: left.length,
      total_fen: left.reduce((sum, { amountFen }) => sum + amountFen, 0),
      orders_sha256: hashOrders(left),
    });
  },
});

export const submitBatch = defineAction({
  name: 'batch.submit',
  title: { zh: '提交复核', en: 'Submit the batch for approval' },
  input: z.strictObject({ batchId }),
  roles: paymentMay['batch.submit'],
  ...onBatch,
  from: ['draft'],
  gates: [hasOrders],
  run: async (_input, context) =>
    change(context, { state: 'submitted', submitted_by: context.actor.personId, note: null }),
});

export const approveBatch = defineAction({
  name: 'batch.approve',
  title: { zh: '复核通过', en: 'Approve the batch' },
  input: z.strictObject({ batchId }),
  roles: paymentMay['batch.approve'],
  ...onBatch,
  from: ['submitted'],
  gates: [byAnother],
  run: async (_input, context) => {
    const { actor, recordedAt, occurredOn } = context;
    const orders = await holdOrders(context, context.subject.id);
    const changed = await change(context, {
      state: 'approved',
      checked_by: actor.personId,
      approved_at: recordedAt,
      approved_on: occurredOn,
    });
    await postTransfers(context, transfersOf('send', orders, context));
    return { ...changed, orders: orders.length, totalFen: context.subject.totalFen };
  },
});

export const returnBatch = defineAction({
  name: 'batch.return',
  title: { zh: '退回修改', en: 'Return the batch to its maker' },
  input: z.strictObject({ batchId, reason: Reason }),
  roles: paymentMay['batch.return'],
  ...onBatch,
  from: ['submitted'],
  gates: [byAnother],
  run: async ({ reason }, context) => change(context, { state: 'draft', note: reason }),
});

export const cancelBatch = defineAction({
  name: 'batch.cancel',
  title: { zh: '撤销批次', en: 'Cancel the batch' },
  input: z.strictObject({ batchId, reason: Reason }),
  roles: paymentMay['batch.cancel'],
  ...onBatch,
  from: ['draft', 'submitted', 'approved'],
  run: async ({ reason }, context) => {
    const orders = await holdOrders(context, context.subject.id);
    await letGo(context, orders, 'cancelled');
    const changed = await change(context, { state: 'cancelled', note: reason });
    if (context.subject.state === 'approved') {
      await postTransfers(context, transfersOf('return', orders, context));
    }
    return { ...changed, orders: orders.length };
  },
});

/** A batch goes out in one form only; the same form may be taken again. */
const inTheSameFile = (
  { fileId, fileName, fileSha256 }: BatchSubject,
  given: { readonly fileId: string; readonly fileSha256: string },
): void => {
  if (fileId === null) return;
  if (fileId === given.fileId && fileSha256 === given.fileSha256) return;
  fail('batch.other-file', { file: fileName ?? fileId });
};

export const sendBatch = defineAction({
  name: 'batch.send',
  title: { zh: '取代发文件送银行', en: 'Take the file for the bank' },
  input: z.strictObject({
    batchId,
    fileId: z.string().max(60),
    fileName: z.string().max(200),
    /** Of the bytes that go out; the same batch always makes the same. */
    fileSha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  roles: paymentMay['batch.send'],
  ...onBatch,
  from: ['approved', 'sent', 'closed'],
  run: async ({ fileId, fileName, fileSha256 }, context) => {
    const { subject, occurredOn } = context;
    inTheSameFile(subject, { fileId, fileSha256 });
    if (subject.state !== 'approved') return { id: subject.id, version: subject.version };
    await sendOrders(context, subject.id);
    return change(context, {
      state: 'sent',
      file_id: fileId,
      file_name: fileName,
      file_sha256: fileSha256,
      sent_on: occurredOn,
    });
  },
});
