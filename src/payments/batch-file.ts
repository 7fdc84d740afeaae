// The file of a batch, made anew whenever it is asked for: accounts are opened here and go nowhere
// but into its bytes, which are always the same.

import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { refuseState } from '../actions/may.ts';
import type { Day } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import { invariant } from '../core/invariant.ts';
import type { Tx } from '../db/open.ts';
import type { Vault } from '../db/vault.ts';
import { openNumber } from '../households/sealing.ts';
import { Bank } from '../rules/schema/payment.ts';
import { sendBatch } from './batch-actions.ts';
import type { BankFile, PaymentLine } from './files/bank-file.ts';
import { renderFile } from './files/render.ts';
import type { BatchState } from './model.ts';

type BatchRow = {
  readonly number: string;
  readonly state: BatchState;
  readonly bank: unknown;
  readonly totalFen: number;
  readonly approvedAt: Date | null;
  readonly approvedOn: Day | null;
};
type LineRow = Omit<PaymentLine, 'account'> & { readonly accountSealed: Buffer };

/** With what accounts are opened, and whether everything is invented. */
export type Opening = { readonly vault: Vault; readonly isDemo: boolean };

/** The file `fileId` of an approved batch with its hash. */
export async function makeBatchFile(
  tx: Tx,
  districtCode: number,
  { batchId, fileId }: { readonly batchId: string; readonly fileId: string },
  { vault, isDemo }: Opening,
): Promise<BankFile & { readonly sha256: string }> {
  const batches =
    await sql<BatchRow>`select number, state, bank, total_fen, approved_at, approved_on
    from payment_batches
    where district_code = ${districtCode} and batch_id = ${batchId}`.execute(tx);
  const [batch] = batches.rows;
  if (!batch) fail('batch.not-found', {});
  const { approvedAt, approvedOn } = batch;
  const state = { id: batchId, place: null, lastDay: null, version: 0, state: batch.state };
  const refusal = refuseState(sendBatch, state);
  if (refusal) throw refusal;
  invariant(approvedAt && approvedOn, 'what may be sent was approved');
  const { rows } = await sql<LineRow>`
    select o.line, o.reference, o.account_sealed, o.account_kind, o.holder, o.amount_fen,
      v.name as village
    from payment_orders o
    join places v on v.district_code = o.district_code and v.place_key = o.village_key
    where o.district_code = ${districtCode} and o.batch_id = ${batchId}
      and o.state not in ('dropped', 'cancelled')
    order by o.line limit 50000`.execute(tx);
  const lines = rows.map(({ accountSealed, ...line }) => {
    const account = openNumber(accountSealed, 'account', { vault, districtCode });
    invariant(account !== null, 'every order has an account');
    return { ...line, account };
  });
  const file = await renderFile(
    {
      number: batch.number,
      bank: Bank.parse(batch.bank),
      day: approvedOn,
      approvedAt: approvedAt.toISOString(),
      lines,
      totalFen: batch.totalFen,
      isDemo,
    },
    fileId,
  );
  return { ...file, sha256: hash('sha256', file.bytes) };
}
