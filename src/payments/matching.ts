// How the rows of a bank's return are matched with orders: by reference and amount together. Pure.

import type { Text } from '../core/text.ts';
import type { Bank } from '../rules/schema/payment.ts';
import type { Mend, OrderState, SetAsideReason } from './model.ts';
import { isReference } from './reference.ts';

/** One row of a bank's return, as read; what could not be read is null. */
export type ReturnRow = {
  /** Line or row of the file, from 1. */
  readonly line: number;
  readonly reference: string | null;
  readonly amountFen: number | null;
  readonly result: string | null;
  /** The bank's own words. */
  readonly reason: string | null;
};

/** An order as a return finds it. */
export type OrderFound = {
  readonly orderId: string;
  readonly reference: string;
  readonly amountFen: number;
  readonly state: OrderState;
};

export type Failure = { readonly code: string; readonly text: Text; readonly mend: Mend };

/** What becomes of a row. */
export type RowOutcome =
  | { readonly row: ReturnRow; readonly outcome: 'paid'; readonly orderId: string }
  | {
      readonly row: ReturnRow;
      readonly outcome: 'returned';
      readonly orderId: string;
      readonly failure: Failure;
    }
  | {
      readonly row: ReturnRow;
      readonly outcome: 'set-aside';
      readonly orderId: string | null;
      readonly why: SetAsideReason;
    };

/** Results of ISO 20022 by which a payment is neither paid nor refused yet. */
const notFinal = new Set(['RCVD', 'ACTC', 'ACCP', 'ACSP', 'ACWC', 'ACFC', 'PDNG', 'PATC', 'PART']);

/**
 * Matches the rows of one return by reference and amount together. A row that fits no payment that
 * is under way, or whose result the bank's list of codes does not know, is set aside.
 */
export function matchReturn(
  rows: readonly ReturnRow[],
  orders: ReadonlyMap<string, OrderFound>,
  bank: Pick<Bank, 'success' | 'failures'>,
): RowOutcome[] {
  const times = new Map<string, number>();
  for (const { reference } of rows) {
    if (reference !== null) times.set(reference, (times.get(reference) ?? 0) + 1);
  }
  return rows.map((row): RowOutcome => {
    const { reference } = row;
    const order = reference === null ? undefined : orders.get(reference);
    const isTwice = reference !== null && (times.get(reference) ?? 0) > 1;
    const why = setAside(row, order, isTwice);
    if (why) return { row, outcome: 'set-aside', orderId: order?.orderId ?? null, why };
    return judge(row, order?.orderId ?? '', bank);
  });
}

function setAside(
  { reference, amountFen, result }: ReturnRow,
  order: OrderFound | undefined,
  isTwice: boolean,
): SetAsideReason | undefined {
  if (reference === null || amountFen === null || result === null) return 'unreadable';
  if (!isReference(reference)) return 'bad-reference';
  if (!order) return 'unknown-reference';
  if (isTwice) return 'twice-in-file';
  if (order.amountFen !== amountFen) return 'wrong-amount';
  if (order.state === 'paid') return 'already-paid';
  if (order.state === 'returned') return 'already-returned';
  return order.state === 'sent' ? undefined : 'not-sent';
}

function judge(
  row: ReturnRow,
  orderId: string,
  { success, failures }: Pick<Bank, 'success' | 'failures'>,
): RowOutcome {
  const result = row.result ?? '';
  if (success.includes(result)) return { row, outcome: 'paid', orderId };
  const failure = failures.find(({ code }) => code === result);
  if (failure) return { row, outcome: 'returned', orderId, failure };
  const why = notFinal.has(result) ? 'not-final' : 'unknown-result';
  return { row, outcome: 'set-aside', orderId, why };
}
