// Reading a bank's return: rows are matched by reference and amount, what is paid is paid once,
// what came back may be paid again, and everything else is set aside for people to look at.

import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction, refusalOf } from '../actions/action.ts';
import type { Item, RunContext, Subject } from '../actions/action.ts';
import { BankId } from '../contracts/payments.ts';
import type { Day } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import { changeEntitlements, holdEntitlementsOf, postTransfers } from '../funds/ledger.ts';
import type { EntitlementNow } from '../funds/ledger.ts';
import { caseKind } from '../households/case-actions.ts';
import { caseTransitions } from '../households/model.ts';
import { changeCases } from '../households/steps.ts';
import { Bank } from '../rules/schema/payment.ts';
import { matchReturn } from './matching.ts';
import type { Failure, RowOutcome } from './matching.ts';
import { paymentMay } from './model.ts';
import { batchKind, holdOrdersByReference, transfersOf } from './store.ts';
import type { Order } from './store.ts';

const ReturnRow = z.strictObject({
  line: z.number().int().min(1),
  reference: z.string().max(60).nullable(),
  amountFen: z.number().int().nullable(),
  result: z.string().max(60).nullable(),
  reason: z.string().max(200).nullable(),
});

const ReadInput = z.strictObject({
  bankId: BankId,
  /** What the bank's results mean, as the programme has them now. */
  codes: Bank.pick({ success: true, failures: true }),
  fileId: z.string().max(60),
  fileName: z.string().trim().min(1).max(200),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  rows: z.array(ReturnRow).min(1).max(50_000),
});
type ReadInput = z.output<typeof ReadInput>;

export const readBankReturn = defineAction({
  name: 'bank-return.read',
  title: { zh: '读入银行回盘', en: "Read a bank's return" },
  input: ReadInput,
  roles: paymentMay['bank-return.read'],
  creates: 'bank-return',
  place: () => null,
  // What the bank said of each payment stands in the entry, so that a voucher's proof proves it.
  // Its free words may name people and stay in bank_return_rows.
  record: ({ bankId, fileId, fileName, sha256, rows }) => ({
    bankId,
    fileId,
    fileName,
    sha256,
    rows: rows.map(({ line, reference, amountFen, result }) => {
      return [line, reference, amountFen, result];
    }),
  }),
  run: async (input, context) => read(input, context),
});

type Running = RunContext & Omit<Item<ReadInput, Subject>, 'input'>;

async function read(input: ReadInput, context: Running) {
  const { tx, actor, subject } = context;
  const earlier = await sql`select 1 from bank_returns
    where district_code = ${actor.districtCode} and sha256 = ${input.sha256}`.execute(tx);
  if (earlier.rows.length > 0) fail('bank-return.file-twice', {});
  const references = input.rows.flatMap(({ reference }) => reference ?? []);
  const batches = await holdBatchesOf(context, references);
  const orders = await holdOrdersByReference(context, references);
  const byReference = new Map(orders.map((order) => [order.reference, order]));
  const outcomes = matchReturn(input.rows, byReference, input.codes);
  const settled = settle(outcomes, new Map(orders.map((order) => [order.orderId, order])));
  const involved = new Set([...settled.paid, ...settled.returned].map(({ batchId }) => batchId));
  refuseEarlyDay(
    context.occurredOn,
    batches.filter(({ id }) => involved.has(id)).map(({ lastDay }) => lastDay),
  );
  const counts = await insertReturn(input, context, outcomes);
  await settleOrders(context, settled);
  await moveOn(context, settled);
  await closeBatches(context, [...involved]);
  return { returnId: subject.id, ...counts };
}

async function holdBatchesOf({ tx, actor }: Running, references: readonly string[]) {
  const { districtCode } = actor;
  const { rows } = await sql<{ batchId: string }>`select distinct batch_id from payment_orders
    where district_code = ${districtCode}
      and reference = any (${references}::text[])`.execute(tx);
  const ids = rows.map(({ batchId }) => batchId).toSorted();
  return batchKind.lock(ids, tx, districtCode);
}

function refuseEarlyDay(day: Day, lastDays: readonly Day[]): void {
  const lastDay = lastDays.reduce<Day>((latest, one) => (one > latest ? one : latest), day);
  if (lastDay > day) throw refusalOf({ code: 'action.day-too-early', details: { day, lastDay } });
}

type Settled = {
  readonly paid: readonly Order[];
  readonly returned: ReadonlyArray<Order & { readonly failure: Failure }>;
};

function settle(outcomes: readonly RowOutcome[], orders: ReadonlyMap<string, Order>): Settled {
  const paid: Order[] = [];
  const returned: Array<Order & { readonly failure: Failure }> = [];
  for (const outcome of outcomes) {
    const order = outcome.orderId === null ? undefined : orders.get(outcome.orderId);
    if (!order || outcome.outcome === 'set-aside') continue;
    if (outcome.outcome === 'paid') paid.push(order);
    else returned.push({ ...order, failure: outcome.failure });
  }
  return { paid, returned };
}

function sumOf(outcomes: readonly RowOutcome[]): number {
  return outcomes.reduce((total, { row }) => total + (row.amountFen ?? 0), 0);
}

async function insertReturn(
  { bankId, fileId, fileName, sha256 }: ReadInput,
  { tx, actor, subject, entryId, occurredOn }: Running,
  outcomes: readonly RowOutcome[],
) {
  const { districtCode, personId } = actor;
  const of = (wanted: RowOutcome['outcome']) =>
    outcomes.filter(({ outcome }) => outcome === wanted);
  const [paid, returned, aside] = [of('paid'), of('returned'), of('set-aside')];
  await sql`insert into bank_returns (district_code, return_id, bank_id, file_id, file_name, sha256,
      row_count, paid_count, paid_fen, returned_count, returned_fen, set_aside_count, read_by,
      read_on, entry_id)
    values (${districtCode}, ${subject.id}, ${bankId}, ${fileId}, ${fileName}, ${sha256},
      ${outcomes.length}, ${paid.length}, ${sumOf(paid)}, ${returned.length}, ${sumOf(returned)},
      ${aside.length}, ${personId}, ${occurredOn}, ${entryId})`.execute(tx);
  const rows = outcomes.map((one) => ({
    line: one.row.line,
    reference: one.row.reference,
    amount_fen: one.row.amountFen,
    result: one.row.result,
    reason: one.row.reason,
    outcome: one.outcome,
    why: one.outcome === 'set-aside' ? one.why : null,
    order_id: one.orderId,
  }));
  await sql`insert into bank_return_rows (district_code, return_id, line, reference, amount_fen,
      result, reason, outcome, why, order_id)
    select ${districtCode}::int, ${subject.id}::uuid, n.line, n.reference, n.amount_fen, n.result,
      n.reason, n.outcome, n.why, n.order_id
    from json_populate_recordset(null::bank_return_rows, ${JSON.stringify(rows)}::json)
      n`.execute(tx);
  return {
    rows: rows.length,
    paid: paid.length,
    paidFen: sumOf(paid),
    returned: returned.length,
    returnedFen: sumOf(returned),
    setAside: aside.length,
  };
}

async function settleOrders(
  { tx, actor, entryId, occurredOn }: Running,
  { paid, returned }: Settled,
): Promise<void> {
  const rows = [
    ...paid.map(({ orderId }) => ({ order_id: orderId, state: 'paid' })),
    ...returned.map(({ orderId, failure: { code, text, mend } }) => ({
      order_id: orderId,
      state: 'returned',
      failure_code: code,
      failure_zh: text.zh,
      failure_en: text.en,
      mend,
    })),
  ];
  await sql`update payment_orders o set state = n.state, failure_code = n.failure_code,
      failure_zh = n.failure_zh, failure_en = n.failure_en, mend = n.mend,
      settled_on = ${occurredOn}, settled_entry = ${entryId}
    from json_populate_recordset(null::payment_orders, ${JSON.stringify(rows)}::json) n
    where o.district_code = ${actor.districtCode} and o.order_id = n.order_id`.execute(tx);
}

/** Cases, entitlements and money follow their orders; the accounts come last, see funds/ledger. */
async function moveOn(context: Running, { paid, returned }: Settled): Promise<void> {
  const { tx, actor, occurredOn, entryId } = context;
  const { districtCode } = actor;
  const orders = [...paid, ...returned];
  const caseIds = [...new Set(orders.map(({ caseId }) => caseId))].toSorted();
  const cases = await caseKind.lock(caseIds, tx, districtCode);
  refuseEarlyDay(
    occurredOn,
    cases.map(({ lastDay }) => lastDay),
  );
  const held = await holdEntitlementsOf(tx, districtCode, caseIds);
  const paidIds = new Set(paid.map(({ entitlementId }) => entitlementId));
  const touched = new Set(orders.map(({ entitlementId }) => entitlementId));
  const changes = held
    .filter(({ id }) => touched.has(id))
    .map((before) => {
      const state = paidIds.has(before.id) ? ('paid' as const) : ('returned' as const);
      return { before, state, occurredOn };
    });
  await changeEntitlements(context, changes);
  const whole = wholeCases(held, paidIds);
  const { from } = caseTransitions['case.pay'];
  const advancing = cases.filter(({ caseId, state }) => {
    return whole.has(caseId) && from.some((one) => one === state);
  });
  await changeCases(
    context,
    'case.pay',
    advancing.map((before) => ({ before, state: 'paid', entryId, occurredOn })),
  );
  await postTransfers(context, [
    ...transfersOf('spend', paid, context),
    ...transfersOf('pay', paid, context),
    ...transfersOf('return', returned, context),
  ]);
}

/** Cases of which every instalment is paid now. */
function wholeCases(held: readonly EntitlementNow[], paidIds: ReadonlySet<string>): Set<string> {
  const whole = new Set(held.map(({ caseId }) => caseId));
  for (const { id, caseId, state } of held) {
    const isPaid = paidIds.has(id) || state === 'paid' || state === 'nothing';
    if (!isPaid) whole.delete(caseId);
  }
  return whole;
}

/** A batch is closed when the bank has answered for each of its orders. */
async function closeBatches(
  { tx, actor, occurredOn }: Running,
  batchIds: readonly string[],
): Promise<void> {
  await sql`update payment_batches b set state = 'closed', last_on = ${occurredOn},
      version = version + 1
    where b.district_code = ${actor.districtCode} and b.batch_id = any (${batchIds}::uuid[])
      and b.state = 'sent' and not exists (select 1 from payment_orders o
        where o.district_code = b.district_code and o.batch_id = b.batch_id
          and o.state = 'sent')`.execute(tx);
}
