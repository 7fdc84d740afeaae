// Reads and writes of batches and orders inside actions: everything here runs below a lock, with so
// many statements for one order and for thousands.

import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { RunContext, Subject, SubjectKind } from '../actions/action.ts';
import type { Day } from '../core/day.ts';
import type { Fen } from '../core/money.ts';
import type { Tx } from '../db/open.ts';
import type { EntitlementPart } from '../funds/ledger.ts';
import type { NewTransfer } from '../funds/ledger.ts';
import type { TransferKind } from '../funds/model.ts';
import { canonicalJson } from '../journal/canonical.ts';
import { batchStates } from './model.ts';
import type { BatchState, OrderState } from './model.ts';

export type BatchSubject = Subject & {
  readonly state: BatchState;
  readonly lastDay: Day;
  readonly number: string;
  readonly madeBy: string;
  readonly submittedBy: string | null;
  readonly orderCount: number;
  readonly totalFen: Fen;
  readonly fileId: string | null;
  readonly fileName: string | null;
  readonly fileSha256: string | null;
};

/** Batches as subjects of actions. They are of the whole district. */
export const batchKind: SubjectKind<BatchSubject> = {
  type: 'payment-batch',
  name: { zh: '兑付批次', en: 'payment batch' },
  states: batchStates,
  lock: (ids, tx, districtCode) => readBatches(ids, tx, districtCode, sql`for update`),
};

/** Batches as subjects, for a page that asks what may be done. */
export async function readBatches(
  ids: readonly string[],
  tx: Tx,
  districtCode: number,
  lock = sql``,
): Promise<BatchSubject[]> {
  const { rows } = await sql<Omit<BatchSubject, 'place'>>`
    select batch_id as id, state, version, last_on as last_day, number, made_by, submitted_by,
      order_count, total_fen, file_id, file_name, file_sha256
    from payment_batches
    where district_code = ${districtCode} and batch_id = any (${ids}::uuid[])
    order by batch_id ${lock}`.execute(tx);
  return rows.map((row) => ({ ...row, place: null }));
}

/** An order as actions see it. */
export type Order = {
  readonly orderId: string;
  readonly batchId: string;
  readonly line: number;
  readonly entitlementId: string;
  readonly caseId: string;
  readonly householdId: string;
  readonly attempt: number;
  readonly reference: string;
  readonly accountPrint: string;
  readonly amountFen: Fen;
  readonly parts: readonly EntitlementPart[];
  readonly state: OrderState;
};

const orderColumns = sql`order_id, batch_id, line, entitlement_id, case_id, household_id, attempt,
  reference, encode(account_print, 'base64') as account_print, amount_fen, parts, state`;

/** The orders of a batch that stand, locked in the order of their ids. */
export async function holdOrders(
  { tx, actor }: Pick<RunContext, 'tx' | 'actor'>,
  batchId: string,
): Promise<Order[]> {
  const { rows } = await sql<Order>`select ${orderColumns} from payment_orders
    where district_code = ${actor.districtCode} and batch_id = ${batchId}
      and state not in ('dropped', 'cancelled')
    order by order_id for update`.execute(tx);
  return rows;
}

/** Orders by their references, locked likewise. */
export async function holdOrdersByReference(
  { tx, actor }: Pick<RunContext, 'tx' | 'actor'>,
  references: readonly string[],
): Promise<Order[]> {
  const { rows } = await sql<Order>`select ${orderColumns} from payment_orders
    where district_code = ${actor.districtCode} and reference = any (${references}::text[])
    order by order_id for update`.execute(tx);
  return rows;
}

/** The hash of what a batch pays: reference, entitlement, account and amount of each order. */
export function hashOrders(
  orders: ReadonlyArray<
    Pick<Order, 'line' | 'reference' | 'entitlementId' | 'accountPrint' | 'amountFen'>
  >,
): string {
  const sorted = orders.toSorted((a, b) => a.line - b.line);
  const what = sorted.map(({ reference, entitlementId, accountPrint, amountFen }) => {
    return [reference, entitlementId, accountPrint, amountFen];
  });
  return hash('sha256', canonicalJson(what));
}

/** The transfers of one kind for every part of orders. */
export function transfersOf(
  kind: TransferKind,
  orders: ReadonlyArray<Pick<Order, 'parts' | 'householdId' | 'entitlementId'>>,
  { entryId, occurredOn }: { readonly entryId: string; readonly occurredOn: Day },
): NewTransfer[] {
  return orders.flatMap(({ parts, householdId, entitlementId }) =>
    parts
      .filter(({ amountFen }) => amountFen > 0)
      .map(({ lineId, amountFen }) => ({
        kind,
        lineId,
        amountFen,
        householdId,
        entitlementId,
        entryId,
        occurredOn,
      })),
  );
}

/** The waiting orders of a batch go out. */
export async function sendOrders(
  { tx, actor }: Pick<RunContext, 'tx' | 'actor'>,
  batchId: string,
): Promise<void> {
  await sql`update payment_orders set state = 'sent'
    where district_code = ${actor.districtCode} and batch_id = ${batchId}
      and state = 'waiting'`.execute(tx);
}

/** Orders that are not sent are given up, alone or with their batch. */
export async function giveUpOrders(
  { tx, actor }: Pick<RunContext, 'tx' | 'actor'>,
  orders: ReadonlyArray<Pick<Order, 'orderId'>>,
  state: 'dropped' | 'cancelled',
): Promise<void> {
  await sql`update payment_orders set state = ${state}
    where district_code = ${actor.districtCode}
      and order_id = any (${orders.map(({ orderId }) => orderId)}::uuid[])`.execute(tx);
}
