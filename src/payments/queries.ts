// Reads of batches, orders, returns and clawbacks. Ids sort by the time they were made, so pages go
// by id, the latest first.

import { sql } from 'kysely';
import type { z } from 'zod';
import type { BankReturn, BankReturnRow, Clawback } from '../contracts/bank-returns.ts';
import type { PaymentBatch, PaymentOrder } from '../contracts/payments.ts';
import type { Tx } from '../db/open.ts';
import { maskName } from '../households/model.ts';
import type { BatchState, ClawbackState, OrderState } from './model.ts';

type Page = { readonly after?: string | undefined; readonly limit: number };
type Listed<T> = { items: T[]; next: string | null };

/** Cuts the one row more than the page that was asked for. */
function pageOf<T>(rows: readonly T[], limit: number, idOf: (row: T) => string): Listed<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? idOf(last) : null };
}

type Batch = z.output<typeof PaymentBatch>;

const batchColumns = sql`b.batch_id, b.number, b.bank_id, b.state, b.version, b.filter,
  b.order_count, b.total_fen, b.orders_sha256, b.made_by, b.submitted_by, b.checked_by, b.note,
  b.file_id, b.file_name, b.file_sha256, b.made_on, b.approved_on, b.sent_on, b.last_on,
  s.paid_count, s.paid_fen, s.returned_count, s.returned_fen`;
const batchSums = sql`lateral (select count(*) filter (where o.state = 'paid') as paid_count,
    coalesce(sum(o.amount_fen) filter (where o.state = 'paid'), 0)::bigint as paid_fen,
    count(*) filter (where o.state = 'returned') as returned_count,
    coalesce(sum(o.amount_fen) filter (where o.state = 'returned'), 0)::bigint as returned_fen
  from payment_orders o
  where o.district_code = b.district_code and o.batch_id = b.batch_id) s`;

export async function listBatches(
  tx: Tx,
  districtCode: number,
  { state, after, limit }: Page & { readonly state?: BatchState | undefined },
): Promise<Listed<Batch>> {
  const { rows } = await sql<Batch>`select ${batchColumns}
    from payment_batches b cross join ${batchSums}
    where b.district_code = ${districtCode}
      and (${state ?? null}::text is null or b.state = ${state ?? null})
      and (${after ?? null}::uuid is null or b.batch_id < ${after ?? null}::uuid)
    order by b.batch_id desc limit ${limit + 1}`.execute(tx);
  return pageOf(rows, limit, ({ batchId }) => batchId);
}

export async function findBatch(
  tx: Tx,
  districtCode: number,
  batchId: string,
): Promise<Batch | undefined> {
  const { rows } = await sql<Batch>`select ${batchColumns}
    from payment_batches b cross join ${batchSums}
    where b.district_code = ${districtCode} and b.batch_id = ${batchId}`.execute(tx);
  return rows[0];
}

/** The id of the batch with this number; undefined when there is none. */
export async function findBatchId(
  tx: Tx,
  districtCode: number,
  number: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ batchId: string }>`select batch_id from payment_batches
    where district_code = ${districtCode} and number = ${number}`.execute(tx);
  return rows[0]?.batchId;
}

type OrderRow = z.output<typeof PaymentOrder>;
type OrderFilter = Page & {
  readonly batchId?: string | undefined;
  readonly householdId?: string | undefined;
  readonly state?: OrderState | undefined;
};

/** Orders, names and accounts masked. Within a batch in the order of its lines. */
export async function listOrders(
  tx: Tx,
  districtCode: number,
  { batchId, householdId, state, after, limit }: OrderFilter,
): Promise<Listed<OrderRow>> {
  const { rows } = await sql<OrderRow>`
    select o.order_id, o.batch_id, b.number as batch_number, o.line, o.entitlement_id, o.case_id,
      o.household_id, v.name as village_name, o.attempt, o.reference, o.account_masked, o.holder,
      o.amount_fen, o.parts, o.state, o.failure_code, o.mend, o.settled_on,
      case when o.failure_code is null then null
        else json_build_object('zh', o.failure_zh, 'en', o.failure_en) end as failure
    from payment_orders o
    join payment_batches b on b.district_code = o.district_code and b.batch_id = o.batch_id
    join places v on v.district_code = o.district_code and v.place_key = o.village_key
    where o.district_code = ${districtCode}
      and (${batchId ?? null}::uuid is null or o.batch_id = ${batchId ?? null}::uuid)
      and (${householdId ?? null}::uuid is null
        or o.household_id = ${householdId ?? null}::uuid)
      and (${state ?? null}::text is null or o.state = ${state ?? null})
      and (${after ?? null}::uuid is null or o.order_id > ${after ?? null}::uuid)
    order by o.order_id limit ${limit + 1}`.execute(tx);
  const masked = rows.map((row) => ({ ...row, holder: maskName(row.holder) }));
  return pageOf(masked, limit, ({ orderId }) => orderId);
}

type ReturnInfo = z.output<typeof BankReturn>;

export async function listBankReturns(
  tx: Tx,
  districtCode: number,
  { after, limit }: Page,
): Promise<Listed<ReturnInfo>> {
  const { rows } = await sql<ReturnInfo>`
    select return_id, bank_id, file_id, file_name, sha256, row_count, paid_count, paid_fen,
      returned_count, returned_fen, set_aside_count, read_by, read_on, entry_id
    from bank_returns
    where district_code = ${districtCode}
      and (${after ?? null}::uuid is null or return_id < ${after ?? null}::uuid)
    order by return_id desc limit ${limit + 1}`.execute(tx);
  return pageOf(rows, limit, ({ returnId }) => returnId);
}

type RowInfo = z.output<typeof BankReturnRow>;

/** Rows of a return in the order of the file; undefined when there is no such return. */
export async function findBankReturnRows(
  tx: Tx,
  districtCode: number,
  returnId: string,
  filter: {
    readonly outcome?: RowInfo['outcome'] | undefined;
    readonly afterLine: number;
    readonly limit: number;
  },
): Promise<RowInfo[] | undefined> {
  const { outcome, afterLine, limit } = filter;
  const found = await sql`select 1 from bank_returns
    where district_code = ${districtCode} and return_id = ${returnId}`.execute(tx);
  if (found.rows.length === 0) return undefined;
  const { rows } = await sql<RowInfo>`
    select line, reference, amount_fen, result, reason, outcome, why, order_id
    from bank_return_rows
    where district_code = ${districtCode} and return_id = ${returnId} and line > ${afterLine}
      and (${outcome ?? null}::text is null or outcome = ${outcome ?? null})
    order by line limit ${limit}`.execute(tx);
  return rows;
}

type ClawbackRow = z.output<typeof Clawback>;

export async function listClawbacks(
  tx: Tx,
  districtCode: number,
  { state, after, limit }: Page & { readonly state?: ClawbackState | undefined },
): Promise<Listed<ClawbackRow>> {
  const { rows } = await sql<ClawbackRow>`
    select clawback_id, entitlement_id, household_id, village_key, amount_fen, state, version,
      reason, document, decided_by, decided_on, receipt, received_on
    from clawbacks
    where district_code = ${districtCode}
      and (${state ?? null}::text is null or state = ${state ?? null})
      and (${after ?? null}::uuid is null or clawback_id < ${after ?? null}::uuid)
    order by clawback_id desc limit ${limit + 1}`.execute(tx);
  return pageOf(rows, limit, ({ clawbackId }) => clawbackId);
}
