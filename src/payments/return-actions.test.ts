// A bank's return: paid once and to the fen, what fits nothing set aside, what came back mended and
// paid again under the same entitlement.

import { hash, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { aPerson, ledgerOn, villageA } from '../../test/helpers/ledger.ts';
import { dayOf, refusalOf } from '../../test/helpers/notes.ts';
import { approveChange, requestChange } from '../households/change-actions.ts';
import { sealPatch } from '../households/sealing.ts';
import { cancelBatch } from './batch-actions.ts';
import { anAccount, bank, maker, paymentsOn } from './payments.testing.ts';
import type { OrderRow } from './payments.testing.ts';
import { readBankReturn } from './return-actions.ts';
import { reverseOrder } from './reverse-action.ts';

const db = await testDatabase();
const ledger = await ledgerOn(db);
const { act, journalOf, sealing } = ledger;
const payments = paymentsOn(ledger);
const { cleared, compose, sent, answer, ordersOf, balances, plan } = payments;
await payments.endow(500_000);

const paid = ({ reference, amountFen }: OrderRow) => ({ reference, amountFen, result: '0000' });
const failed = (order: OrderRow, result = '1002') => ({ ...paid(order), result });
const rowsOf = async (returnId: string) => {
  const { rows } = await db.pool.query<{ outcome: string; why: string | null }>(
    'select outcome, why from bank_return_rows where return_id = $1 order by line',
    [returnId],
  );
  return rows.map(({ outcome, why }) => why ?? outcome);
};
const caseOf = async (caseId: string) => {
  const { rows } = await db.pool.query<{ state: string; steps: string[] }>(
    `select state, array(select action from case_steps s where s.case_id = c.case_id
       order by version) as steps from cases c where case_id = $1`,
    [caseId],
  );
  return rows[0];
};

test('bank-return.read is for finance of the district alone', async () => {
  const input = {
    bankId: bank.id,
    codes: { success: ['0000'], failures: [] },
    fileId: 'text',
    fileName: 'a.txt',
    sha256: hash('sha256', 'a'),
    rows: [{ line: 1, reference: 'x', amountFen: 1, result: '0000', reason: null }],
  };
  await refusalOf(act(aPerson('office', null), readBankReturn, input), 'action.not-allowed');
  await refusalOf(act(aPerson('finance'), readBankReturn, input), 'action.not-here');
  await refusalOf(act(maker, readBankReturn, { ...input, rows: [] }), 'action.bad-input');
});

test('O103 O144 what the bank paid is paid once: case, entitlement and accounts agree', async () => {
  const one = await cleared();
  const { batchId, orders } = await sent({ under: villageA });
  const before = await balances('dual-replacement', 'central');
  const key = randomUUID();
  const result = await answer(orders.map(paid), { key }, 'first.txt');
  expect(result).toMatchObject({ rows: 1, paid: 1, paidFen: 530_000, returned: 0, setAside: 0 });
  expect(await caseOf(one.caseId)).toMatchObject({ state: 'paid' });
  expect((await caseOf(one.caseId))?.steps.at(-1)).toBe('case.pay');
  expect(await balances('dual-replacement', 'central')).toMatchObject({
    bank: (before['bank'] ?? 0) - 350_000,
    reserved: (before['reserved'] ?? 0) - 350_000,
    spent: (before['spent'] ?? 0) + 350_000,
  });
  const { rows } = await db.pool.query(
    `select (select balance_fen from accounts where household_id = $1) as household,
       (select state from payment_batches where batch_id = $2) as batch`,
    [one.householdId, batchId],
  );
  expect(rows).toEqual([{ household: 530_000, batch: 'closed' }]);
  expect(await journalOf('bank-return', result.returnId)).toHaveLength(1);
  expect(await answer(orders.map(paid), { key }, 'first.txt')).toEqual(result);
  await refusalOf(answer([], { key }, 'first.txt'), 'action.bad-input');
  await refusalOf(
    answer(
      orders.map((order) => failed(order)),
      { key },
      'first.txt',
    ),
    'action.key-reused',
  );
  await refusalOf(answer(orders.map(paid), {}, 'first.txt'), 'bank-return.file-twice');
  const again = await answer(orders.map(paid));
  expect(again).toMatchObject({ paid: 0, setAside: 1 });
  expect(await rowsOf(again.returnId)).toEqual(['already-paid']);
});

test('a row that fits no payment under way is set aside, and nothing of it is guessed', async () => {
  for (let count = 0; count < 4; count += 1) await cleared();
  const { orders } = await sent({ under: villageA });
  const [a, b, c, d] = orders as [OrderRow, OrderRow, OrderRow, OrderRow];
  const misread = `${a.reference.slice(0, -1)}${(Number(a.reference.at(-1)) + 1) % 10}`;
  const { returnId, ...counts } = await answer([
    { ...paid(a), reference: misread },
    { ...paid(a), reference: 'QN6403990009990000190' },
    { ...paid(a), amountFen: a.amountFen - 1 },
    paid(b),
    failed(b),
    failed(c, 'PDNG'),
    failed(d, '????'),
  ]);
  expect(counts).toMatchObject({ rows: 7, paid: 0, returned: 0, setAside: 7 });
  expect(await rowsOf(returnId)).toEqual([
    'bad-reference',
    expect.stringMatching(/-reference$/),
    'wrong-amount',
    'twice-in-file',
    'twice-in-file',
    'not-final',
    'unknown-result',
  ]);
  const states = (await ordersOf((await batchOf(a)) ?? '')).map(({ state }) => state);
  expect(states).toEqual(['sent', 'sent', 'sent', 'sent']);
  await answer(orders.map(paid));
});

const batchOf = async ({ orderId }: OrderRow) => {
  const { rows } = await db.pool.query<{ batch_id: string }>(
    'select batch_id from payment_orders where order_id = $1',
    [orderId],
  );
  return rows[0]?.batch_id;
};

test('a return before the day its batch was sent is refused whole', async () => {
  await cleared();
  const { orders } = await sent({ under: villageA });
  const early = { occurredOn: dayOf('2022-09-14') };
  await refusalOf(answer(orders.map(paid), early), 'action.day-too-early');
  await answer(orders.map(paid));
});

test('an order that was not sent is not paid by a return', async () => {
  await cleared();
  const { batchId } = await payments.approved({ under: villageA });
  const orders = await ordersOf(batchId);
  const { returnId } = await answer(orders.map(paid));
  expect(await rowsOf(returnId)).toEqual(['not-sent']);
  await payments.send(batchId);
  expect(await answer(orders.map(paid))).toMatchObject({ paid: 1 });
});

test('what came back is mended by a change of the account and paid under the same entitlement', async () => {
  const good = await cleared();
  const bad = await cleared();
  const before = await balances('dual-replacement', 'district');
  const { batchId, orders } = await sent({ under: villageA });
  const of = (entitlementId: string) =>
    orders.find((order) => order.entitlementId === entitlementId) as OrderRow;
  const result = await answer([paid(of(good.entitlementId)), failed(of(bad.entitlementId))]);
  expect(result).toMatchObject({ paid: 1, returned: 1, returnedFen: 530_000 });
  expect(await balances('dual-replacement', 'district')).toMatchObject({
    bank: 0,
    appropriated: (before['appropriated'] ?? 0) - 180_000,
    reserved: (before['reserved'] ?? 0) - 180_000,
  });
  const { rows } = await db.pool.query(
    `select o.state, o.failure_zh, o.mend, e.state as entitlement from payment_orders o
     join entitlements e using (entitlement_id) where o.batch_id = $1 and o.entitlement_id = $2`,
    [batchId, bad.entitlementId],
  );
  expect(rows).toEqual([
    {
      state: 'returned',
      failure_zh: '账号与户名不符',
      mend: 'account',
      entitlement: 'returned',
    },
  ]);
  expect(await caseOf(bad.caseId)).toMatchObject({ state: 'cleared' });
  expect((await plan()).leftOut).toMatchObject([{ reason: 'not-mended' }]);
  await refusalOf(compose(), 'batch.nothing-to-pay');

  const patch = sealPatch({ account: { ...anAccount(), kind: 'card' } }, sealing);
  const { changeId } = await act(aPerson('townClerk'), requestChange, {
    householdId: bad.householdId,
    patch,
    reason: '户主换卡',
  });
  await act(aPerson('townClerk', undefined, 'clerk-2'), approveChange, {
    changeId,
    note: '已核对新卡',
  });
  const second = await sent();
  expect(second.orders).toMatchObject([{ attempt: 2, entitlementId: bad.entitlementId }]);
  const stale = await answer([failed(of(bad.entitlementId))]);
  expect(await rowsOf(stale.returnId)).toEqual(['already-returned']);
  expect(await answer(second.orders.map(paid))).toMatchObject({ paid: 1 });
  expect(await caseOf(bad.caseId)).toMatchObject({ state: 'paid' });
});

test('a payment that comes back after it was made waits again and is paid once more', async () => {
  const { caseId, householdId } = await cleared();
  const before = await balances('dual-replacement', 'central');
  const first = await sent();
  await answer(first.orders.map(paid));
  const [order] = first.orders;
  const failure = bank.failures.find(({ code }) => code === '9001');
  if (!order || !failure) throw new Error('one order is paid');
  const input = { orderId: order.orderId, failure, reason: '次日退汇' };
  await refusalOf(act(aPerson('office', null), reverseOrder, input), 'action.not-allowed');
  await refusalOf(act(aPerson('finance'), reverseOrder, input), 'action.not-here');
  const unknown = { ...input, orderId: randomUUID() };
  await refusalOf(act(maker, reverseOrder, unknown), 'action.subject-not-found');
  const key = randomUUID();
  await act(maker, reverseOrder, input, { key });
  await act(maker, reverseOrder, input, { key });
  await refusalOf(act(maker, reverseOrder, input), 'action.wrong-state');
  await refusalOf(act(maker, reverseOrder, unknown, { key }), 'action.key-reused');
  expect(await journalOf('payment-order', order.orderId)).toHaveLength(1);
  expect(await balances('dual-replacement', 'central')).toEqual(before);
  expect((await caseOf(caseId))?.state).toBe('cleared');
  const second = await sent();
  expect(second.orders).toMatchObject([{ attempt: 2 }]);
  await answer(second.orders.map(paid));
  expect((await caseOf(caseId))?.state).toBe('paid');
  const { rows } = await db.pool.query('select balance_fen from accounts where household_id = $1', [
    householdId,
  ]);
  expect(rows).toEqual([{ balance_fen: 530_000 }]);
});

test('a failure of the bank itself needs no new account; a cancelled second try stays returned', async () => {
  const { entitlementId } = await cleared();
  const first = await sent({ under: villageA });
  await answer(first.orders.map((order) => failed(order, '9001')));
  const { batchId } = await compose();
  await act(maker, cancelBatch, { batchId, reason: '改日再付' });
  const state = await db.pool.query('select state from entitlements where entitlement_id = $1', [
    entitlementId,
  ]);
  expect(state.rows).toEqual([{ state: 'returned' }]);
  const third = await sent();
  expect(third.orders).toMatchObject([{ attempt: 3 }]);
  expect(await answer(third.orders.map(paid))).toMatchObject({ paid: 1 });
});
