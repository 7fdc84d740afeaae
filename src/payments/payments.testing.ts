// What the tests of payments do again and again: cleared cases with accounts of their own, batches
// on their way to the bank, and the bank's answers.

import { hash } from 'node:crypto';
import { aPerson, ledgerDistrict } from '../../test/helpers/ledger.ts';
import type { ledgerOn } from '../../test/helpers/ledger.ts';
import type { PerformOptions } from '../actions/perform.ts';
import type { Day } from '../core/day.ts';
import { isLuhn } from '../core/identity.ts';
import { invariant } from '../core/invariant.ts';
import { appropriate } from '../funds/budget-actions.ts';
import { clearCase } from '../funds/clear-actions.ts';
import { fundsOn, litong } from '../funds/funds.testing.ts';
import * as batches from './batch-actions.ts';
import { makeBatchFile } from './batch-file.ts';
import { composeBatch } from './compose.ts';
import { composeInputOf, planBatch } from './plan.ts';
import type { BatchFilter } from './plan.ts';
import { readBankReturn } from './return-actions.ts';

export const maker = aPerson('finance', null, 'finance-maker');
export const checker = aPerson('finance', null, 'finance-checker');
const [firstBank] = litong.data.payment.banks;
invariant(firstBank, 'the programme names a bank');
export const bank = firstBank;

/** The business day of everything here. */
export const today = '2022-09-15' as Day;

let serial = 0;
/** A card number no other household of this run has, with its check digit. */
export function anAccount(): { number: string; holder: string } {
  serial += 1;
  const body = `623000${String(serial).padStart(12, '0')}`;
  const digit = [...'0123456789'].find((one) => isLuhn(body + one)) ?? '';
  return { number: body + digit, holder: `赵甲子${serial}` };
}

type Ledger = Awaited<ReturnType<typeof ledgerOn>>;
export type OrderRow = {
  readonly orderId: string;
  readonly reference: string;
  readonly amountFen: number;
  readonly state: string;
  readonly householdId: string;
  readonly entitlementId: string;
  readonly attempt: number;
};

/** Households with money on a test ledger, up to the plan of a batch. */
function householdsOn(ledger: Ledger) {
  const { act, register, sealing, inDistrict } = ledger;
  const funds = fundsOn(ledger);
  /** Takes the programme's budget in and pays `yuan` of each public line to the district. */
  const endow = async (yuan: number) => {
    await funds.adopt(litong);
    for (const source of ['central', 'district']) {
      const lineId = await funds.lineOf('dual-replacement', source);
      const document = `拨付凭证-${source}`;
      await act(maker, appropriate, { lineId, amountFen: yuan * 100, document });
    }
  };
  /** A case whose aid is worked out and reserved; at 7,000 yuan it gets 5,300. */
  const cleared = async (more: Parameters<typeof register>[0] = {}, costFen = 700_000) => {
    const account = anAccount();
    const made = await register(
      { heatedAreaM2: 60, account, ...more },
      { occurredOn: '2022-07-01' as Day },
    );
    await funds.publish([made.caseId]);
    await funds.price(made.caseId, costFen);
    await funds.pay(made.caseId, costFen);
    const result = await act(maker, clearCase, { caseId: made.caseId });
    const [entitlement] = result.entitlements;
    return { ...made, account, entitlementId: entitlement?.id ?? '' };
  };
  const plan = (filter: BatchFilter = {}) =>
    inDistrict((tx) => planBatch(tx, filter, { ordersMax: bank.ordersMax, day: today }, sealing));
  return { ...funds, endow, cleared, plan };
}

/** A return of the bank as the action takes it. */
function returnOf(
  rows: ReadonlyArray<{ reference: string; amountFen: number; result: string }>,
  fileName: string,
) {
  const { success, failures } = bank;
  return {
    bankId: bank.id,
    codes: { success, failures },
    fileId: 'text',
    fileName,
    sha256: hash('sha256', fileName),
    rows: rows.map((row, at) => ({ line: at + 1, reason: null, ...row })),
  };
}

/** Payments on a test ledger. */
export function paymentsOn(ledger: Ledger) {
  const { act, sealing, inDistrict, db } = ledger;
  const households = householdsOn(ledger);
  const { plan } = households;
  const compose = async (filter: BatchFilter = {}, options: Partial<PerformOptions> = {}) => {
    const input = { bankId: bank.id, filter, ...composeInputOf(bank, await plan(filter)) };
    return act(maker, composeBatch, input, options);
  };
  const ordersOf = async (batchId: string): Promise<OrderRow[]> => {
    const { rows } = await db.pool.query<OrderRow>(
      `select order_id as "orderId", reference, amount_fen as "amountFen", state,
         household_id as "householdId", entitlement_id as "entitlementId", attempt
       from payment_orders where batch_id = $1 order by line`,
      [batchId],
    );
    return rows;
  };
  const fileOf = (batchId: string, fileId: string) =>
    inDistrict((tx) =>
      makeBatchFile(
        tx,
        ledgerDistrict,
        { batchId, fileId },
        { vault: sealing.vault, isDemo: false },
      ),
    );
  const approved = async (filter: BatchFilter = {}) => {
    const made = await compose(filter);
    await act(maker, batches.submitBatch, { batchId: made.batchId });
    await act(checker, batches.approveBatch, { batchId: made.batchId });
    return made;
  };
  const send = async (batchId: string, fileId = 'text') => {
    const { name, sha256 } = await fileOf(batchId, fileId);
    const input = { batchId, fileId, fileName: name, fileSha256: sha256 };
    await act(maker, batches.sendBatch, input);
  };
  const sent = async (filter: BatchFilter = {}) => {
    const made = await approved(filter);
    await send(made.batchId);
    return { ...made, orders: await ordersOf(made.batchId) };
  };
  /** Reads a return of these rows; each call is another file. */
  const answer = (
    rows: ReadonlyArray<{ reference: string; amountFen: number; result: string }>,
    options: Partial<PerformOptions> = {},
    name = `return-${(serial += 1)}.txt`,
  ) => act(maker, readBankReturn, returnOf(rows, name), options);
  return { ...households, compose, ordersOf, fileOf, approved, send, sent, answer };
}
