// Batches from making to sending: refused to the wrong person, in the wrong state, on bad input;
// done; in the journal; and repeated.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { aPerson, ledgerOn, townB, villageA, villageA2 } from '../../test/helpers/ledger.ts';
import { refusalOf } from '../../test/helpers/notes.ts';
import { requestChange, approveChange } from '../households/change-actions.ts';
import { sealPatch } from '../households/sealing.ts';
import * as batches from './batch-actions.ts';
import { composeBatch } from './compose.ts';
import { composeInputOf } from './plan.ts';
import { anAccount, bank, checker, maker, paymentsOn } from './payments.testing.ts';

const db = await testDatabase();
const ledger = await ledgerOn(db);
const { act, journalOf, sealing } = ledger;
const payments = paymentsOn(ledger);
const { cleared, compose, plan, ordersOf, balances, fileOf } = payments;
await payments.endow(20_000);

const stateOf = async (entitlementId: string) => {
  const { rows } = await db.pool.query<{ state: string }>(
    'select state from entitlements where entitlement_id = $1',
    [entitlementId],
  );
  return rows[0]?.state;
};

test('batch.compose refuses all but finance of the district, and a batch of nobody', async () => {
  const input = { bankId: bank.id, filter: {}, ...composeInputOf(bank, await plan()) };
  for (const actor of [aPerson('office', null), aPerson('townClerk'), aPerson('audit', null)]) {
    await refusalOf(act(actor, composeBatch, input), 'action.not-allowed');
  }
  await refusalOf(act(aPerson('finance', townB), composeBatch, input), 'action.not-here');
  await refusalOf(act(maker, composeBatch, input), 'batch.nothing-to-pay');
});

test('a plan leaves out who cannot be paid, and says why', async () => {
  const shared = anAccount();
  const wrong = { number: '6230000000000000001', holder: '钱乙丑' };
  const one = await cleared({ villageKey: villageA2, account: shared });
  const two = await cleared({ villageKey: villageA2, account: shared });
  const none = await cleared({ villageKey: villageA2, account: null });
  const bad = await cleared({ villageKey: villageA2, account: wrong });
  const old = await cleared({
    villageKey: villageA2,
    account: { number: '0640000001', holder: '孙丙寅', kind: 'passbook' },
  });
  const { planned, leftOut } = await plan({ under: villageA2 });
  expect(planned.map(({ entitlementId }) => entitlementId)).toEqual([old.entitlementId]);
  const reasons = new Map(leftOut.map(({ entitlementId, reason }) => [entitlementId, reason]));
  expect([one, two, none, bad].map(({ entitlementId }) => reasons.get(entitlementId))).toEqual([
    'account-shared',
    'account-shared',
    'account-missing',
    'account-wrong',
  ]);
  const limited = await plan({ under: villageA2, untilFen: 529_999 });
  expect(limited.leftOut.map(({ reason }) => reason)).toContain('over-limit');
  expect(limited.totalFen).toBe(0);
});

test('O103 batch.compose makes one order an entitlement; nothing is in two batches', async () => {
  const filter = { under: villageA };
  const [a, b] = [await cleared(), await cleared()];
  const seen = await plan(filter);
  const key = randomUUID();
  const first = await compose(filter, { key });
  expect(first).toMatchObject({ orders: 2, totalFen: 1_060_000 });
  const orders = await ordersOf(first.batchId);
  expect(orders.map(({ attempt, state }) => [attempt, state])).toEqual([
    [1, 'waiting'],
    [1, 'waiting'],
  ]);
  expect(new Set(orders.map(({ entitlementId }) => entitlementId))).toEqual(
    new Set([a.entitlementId, b.entitlementId]),
  );
  expect(await stateOf(a.entitlementId)).toBe('in-batch');
  const stale = { bankId: bank.id, filter, ...composeInputOf(bank, seen) };
  await refusalOf(act(maker, composeBatch, stale), 'batch.nothing-to-pay');
  const entries = await journalOf('payment-batch', first.batchId);
  expect(entries).toHaveLength(1);
  expect(JSON.stringify(entries)).not.toContain(a.account.number);
  expect(await compose(filter, { key })).toEqual(first);
  await refusalOf(compose({ year: 2022 }, { key }), 'action.key-reused');
  await act(maker, batches.cancelBatch, { batchId: first.batchId, reason: '测试结束' });
});

test('a payment taken out of a draft waits again, and the totals follow', async () => {
  const { entitlementId } = await cleared();
  const { batchId, orders: count } = await compose({ under: villageA });
  const orders = await ordersOf(batchId);
  const dropped = orders.find((order) => order.entitlementId === entitlementId);
  const input = { batchId, orderId: dropped?.orderId ?? '', reason: '户主提出暂缓' };
  await refusalOf(act(aPerson('office', null), batches.dropOrder, input), 'action.not-allowed');
  const unknown = { ...input, orderId: randomUUID() };
  await refusalOf(act(maker, batches.dropOrder, unknown), 'batch.order-not-there');
  await act(maker, batches.dropOrder, input);
  expect(await stateOf(entitlementId)).toBe('reserved');
  await refusalOf(act(maker, batches.dropOrder, input), 'batch.order-not-there');
  const { rows } = await db.pool.query(
    'select order_count from payment_batches where batch_id = $1',
    [batchId],
  );
  expect(rows).toEqual([{ order_count: count - 1 }]);
  await act(maker, batches.submitBatch, { batchId });
  await refusalOf(act(maker, batches.dropOrder, input), 'action.wrong-state');
  await act(maker, batches.cancelBatch, { batchId, reason: '测试结束' });
});

test('batch.approve wants a second person, the seen version and money of each source', async () => {
  await cleared();
  const { batchId, totalFen } = await compose({ under: villageA });
  await refusalOf(act(checker, batches.approveBatch, { batchId }), 'action.wrong-state');
  await refusalOf(
    act(aPerson('office', null), batches.submitBatch, { batchId }),
    'action.not-allowed',
  );
  await act(maker, batches.submitBatch, { batchId });
  await refusalOf(act(maker, batches.approveBatch, { batchId }), 'batch.same-person');
  await refusalOf(
    act(checker, batches.approveBatch, { batchId }, { expectedVersion: 1 }),
    'action.stale-version',
  );
  await act(checker, batches.returnBatch, { batchId, reason: '请核对户名' });
  await act(maker, batches.submitBatch, { batchId });
  const before = await balances('dual-replacement', 'central');
  const done = await act(checker, batches.approveBatch, { batchId }, { expectedVersion: 4 });
  expect(done).toMatchObject({ totalFen, version: 5 });
  const central = (totalFen / 530_000) * 350_000;
  expect(await balances('dual-replacement', 'central')).toMatchObject({
    appropriated: (before['appropriated'] ?? 0) - central,
    bank: (before['bank'] ?? 0) + central,
  });
  const names = (await journalOf('payment-batch', batchId)).map(({ action }) => action);
  expect(names.toReversed()).toEqual([
    'batch.compose',
    'batch.submit',
    'batch.return',
    'batch.submit',
    'batch.approve',
  ]);
  await act(maker, batches.cancelBatch, { batchId, reason: '银行停业，改日再付' });
  expect(await balances('dual-replacement', 'central')).toEqual(before);
});

test('two persons who approve one batch at the same moment: one wins', async () => {
  await cleared();
  const { batchId } = await compose({ under: villageA });
  await act(maker, batches.submitBatch, { batchId });
  const other = aPerson('finance', null, 'finance-third');
  const outcomes = await Promise.allSettled(
    [checker, other, checker, other].map((actor) => act(actor, batches.approveBatch, { batchId })),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason.code).toBe('action.wrong-state');
  }
  await act(maker, batches.cancelBatch, { batchId, reason: '测试结束' });
});

test('a batch beyond the money appropriated is not approved, and nothing has moved', async () => {
  for (let count = 0; count < 7; count += 1) await cleared();
  const { batchId } = await compose({ under: villageA });
  await act(maker, batches.submitBatch, { batchId });
  const before = await balances('dual-replacement', 'district');
  const refusal = await refusalOf(
    act(checker, batches.approveBatch, { batchId }),
    'funds.exhausted',
  );
  expect(refusal.details).toMatchObject({ account: 'appropriated', availableFen: 2_000_000 });
  expect(await balances('dual-replacement', 'district')).toEqual(before);
  await act(maker, batches.cancelBatch, { batchId, reason: '资金未到位' });
});

test('batch.send gives one file, the same bytes each time, and never another form', async () => {
  const { batchId } = await payments.approved({ under: villageA, untilFen: 1_100_000 });
  const { name, sha256, bytes } = await fileOf(batchId, 'text');
  const input = { batchId, fileId: 'text', fileName: name, fileSha256: sha256 };
  await refusalOf(act(aPerson('office', null), batches.sendBatch, input), 'action.not-allowed');
  await act(maker, batches.sendBatch, input);
  expect((await ordersOf(batchId)).map(({ state }) => state)).toEqual(['sent', 'sent']);
  const again = await fileOf(batchId, 'text');
  expect(again.bytes.equals(bytes)).toBe(true);
  await act(checker, batches.sendBatch, input);
  const other = await fileOf(batchId, 'iso');
  await refusalOf(
    act(maker, batches.sendBatch, { ...input, fileId: 'iso', fileSha256: other.sha256 }),
    'batch.other-file',
  );
  await refusalOf(
    act(maker, batches.cancelBatch, { batchId, reason: '太晚了' }),
    'action.wrong-state',
  );
  const sends = (await journalOf('payment-batch', batchId)).filter(
    ({ action }) => action === 'batch.send',
  );
  expect(sends).toHaveLength(2);
  expect(sends[0]).toMatchObject({ input: { fileSha256: sha256 } });
});

test('the file of a batch that is not approved is not made', async () => {
  const { batchId } = await compose({ under: villageA, untilFen: 600_000 });
  await refusalOf(fileOf(batchId, 'text'), 'action.wrong-state');
  await refusalOf(fileOf(randomUUID(), 'text'), 'batch.not-found');
  await act(maker, batches.cancelBatch, { batchId, reason: '测试结束' });
});

test('who has changed the account after the plan is not in the batch', async () => {
  const { householdId, entitlementId } = await cleared();
  const input = { bankId: bank.id, filter: {}, ...composeInputOf(bank, await plan()) };
  const patch = sealPatch({ account: { ...anAccount(), kind: 'card' } }, sealing);
  const change = { householdId, patch, reason: '换卡' };
  const { changeId } = await act(aPerson('townClerk'), requestChange, change);
  const other = aPerson('townClerk', undefined, 'clerk-2');
  await act(other, approveChange, { changeId, note: '已核对' });
  const { batchId } = await act(maker, composeBatch, input);
  const inBatch = (await ordersOf(batchId)).map((order) => order.entitlementId);
  expect(inBatch).not.toContain(entitlementId);
  expect(await stateOf(entitlementId)).toBe('reserved');
});
