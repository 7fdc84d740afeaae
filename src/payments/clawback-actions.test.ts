// Clawbacks, and the reconciliation of all money around them: every identity holds to the fen.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { aPerson, ledgerDistrict, ledgerOn, townB, villageA } from '../../test/helpers/ledger.ts';
import { refusalOf } from '../../test/helpers/notes.ts';
import { cancelBatch, dropOrder } from './batch-actions.ts';
import { cancelClawback, decideClawback, receiveClawback } from './clawback-actions.ts';
import { maker, paymentsOn, today } from './payments.testing.ts';
import { checkIdentities, figuresOf } from './reconciliation/model.ts';
import * as queries from './reconciliation/queries.ts';

const db = await testDatabase();
const ledger = await ledgerOn(db);
const { act, journalOf, inDistrict } = ledger;
const payments = paymentsOn(ledger);
const { cleared, sent, answer, balances } = payments;
await payments.endow(100_000);
const office = aPerson('office', null);

/** The sums of all lines, and every identity between them. */
const reconcile = () =>
  inDistrict(async (tx) => {
    const sums = await queries.sumTransfers(tx, ledgerDistrict, today);
    const all = new Map<never, number>();
    for (const ofLine of sums.values()) {
      for (const [kind, fen] of ofLine) all.set(kind as never, (all.get(kind as never) ?? 0) + fen);
    }
    const totals = figuresOf(all);
    return {
      totals,
      checks: checkIdentities(totals, await queries.countMoney(tx, ledgerDistrict)),
    };
  });
const differences = async () =>
  (await reconcile()).checks.filter(({ differenceFen }) => differenceFen !== 0);

const paidOne = async () => {
  const made = await cleared();
  const { orders } = await sent({ under: villageA });
  await answer(
    orders.map(({ reference, amountFen }) => ({ reference, amountFen, result: '0000' })),
  );
  return made;
};
const decision = { reason: '重新使用散煤，经督查核实', document: '追回决定〔2022〕1号' };

test('clawback.decide refuses the wrong person and what was not paid', async () => {
  const { entitlementId } = await cleared();
  const input = { entitlementId, ...decision };
  await refusalOf(act(maker, decideClawback, input), 'action.not-allowed');
  await refusalOf(act(aPerson('office', townB), decideClawback, input), 'action.not-here');
  await refusalOf(act(office, decideClawback, input), 'clawback.not-paid');
  const unknown = { ...input, entitlementId: randomUUID() };
  await refusalOf(act(office, decideClawback, unknown), 'action.subject-not-found');
});

test('O178 a paid subsidy is decided on by the office and received by finance, by new transfers', async () => {
  const { entitlementId, householdId } = await paidOne();
  const before = await balances('dual-replacement', 'central');
  const key = randomUUID();
  const input = { entitlementId, ...decision };
  const { clawbackId, amountFen } = await act(office, decideClawback, input, { key });
  expect(amountFen).toBe(530_000);
  expect(await act(office, decideClawback, input, { key })).toEqual({ clawbackId, amountFen });
  const other = { ...input, document: '别的决定' };
  await refusalOf(act(office, decideClawback, other, { key }), 'action.key-reused');
  await refusalOf(act(office, decideClawback, other), 'clawback.decided');
  expect(await balances('dual-replacement', 'central')).toEqual(before);

  const receipt = { clawbackId, receipt: '缴款书 0001' };
  await refusalOf(act(office, receiveClawback, receipt), 'action.not-allowed');
  await act(maker, receiveClawback, receipt);
  await refusalOf(act(maker, receiveClawback, receipt), 'action.wrong-state');
  await refusalOf(
    act(office, cancelClawback, { clawbackId, reason: '太晚' }),
    'action.wrong-state',
  );
  expect(await balances('dual-replacement', 'central')).toMatchObject({
    appropriated: (before['appropriated'] ?? 0) + 350_000,
    spent: (before['spent'] ?? 0) - 350_000,
    available: (before['available'] ?? 0) + 350_000,
  });
  const { rows } = await db.pool.query(
    `select a.balance_fen, e.state from accounts a join entitlements e using (household_id)
     where household_id = $1`,
    [householdId],
  );
  expect(rows).toEqual([{ balance_fen: 0, state: 'clawed-back' }]);
  expect(await journalOf('entitlement', entitlementId)).toHaveLength(1);
  expect(await journalOf('clawback', clawbackId)).toHaveLength(1);
  expect(await differences()).toEqual([]);
});

test('a cancelled decision leaves the payment as it was and may be followed by another', async () => {
  const { entitlementId } = await paidOne();
  const input = { entitlementId, ...decision };
  const { clawbackId } = await act(office, decideClawback, input);
  await refusalOf(
    act(maker, cancelClawback, { clawbackId, reason: '查无实据' }),
    'action.not-allowed',
  );
  await act(office, cancelClawback, { clawbackId, reason: '查无实据' });
  await refusalOf(
    act(maker, receiveClawback, { clawbackId, receipt: '缴款书 0002' }),
    'action.wrong-state',
  );
  await act(office, decideClawback, input);
  expect(await differences()).toEqual([]);
});

test('O051 O055 the reconciliation holds to the fen through returns, recalls and clawbacks', async () => {
  for (let count = 0; count < 3; count += 1) await cleared({}, 479_921 + count);
  const { batchId, orders } = await sent({ under: villageA });
  const [a, b, c] = orders;
  if (!a || !b || !c) throw new Error('three orders are sent');
  const row = ({ reference, amountFen }: typeof a, result: string) => {
    return { reference, amountFen, result };
  };
  await answer([row(a, '0000'), row(b, '9001')]);
  expect(await differences()).toEqual([]);
  const second = await payments.approved();
  await act(maker, cancelBatch, { batchId: second.batchId, reason: '换一家银行' });
  expect(await differences()).toEqual([]);
  await cleared();
  const third = await payments.compose();
  const [first] = await payments.ordersOf(third.batchId);
  const orderId = first?.orderId ?? '';
  await act(maker, dropOrder, { batchId: third.batchId, orderId, reason: '暂缓' });
  await act(maker, cancelBatch, { batchId: third.batchId, reason: '测试结束' });
  const { totals, checks } = await reconcile();
  expect(checks.map(({ differenceFen }) => differenceFen)).toEqual(checks.map(() => 0));
  expect(totals.atBank).toBe(c.amountFen);
  expect(totals.budget).toBe(22_705_0000_00);
  const { rows } = await db.pool.query<{ line_id: string }>(
    `select distinct l.line_id from budget_lines l join accounts a using (district_code, line_id)
     where a.kind = 'spent' and a.balance_fen > 0`,
  );
  let listed = 0;
  for (const { line_id: lineId } of rows) {
    const behind = await inDistrict((tx) =>
      queries.listFigureTransfers(tx, ledgerDistrict, {
        lineId,
        figure: 'paid',
        asOf: today,
        limit: 200,
      }),
    );
    listed += behind.reduce((sum, { amountFen }) => sum + amountFen, 0);
    expect(behind.every(({ headName }) => headName === '赵*')).toBe(true);
  }
  expect(listed).toBe(totals.paid);
  expect(batchId).toBeTruthy();
});

test('what was changed by hand shows as a difference', async () => {
  await db.pool.query(`update accounts set balance_fen = balance_fen + 1
    where kind = 'household' and balance_fen > 0`);
  expect((await differences()).map(({ id }) => id)).toEqual(['accounts']);
});
