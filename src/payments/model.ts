// Payments: the states of batches, orders and clawbacks, what keeps an entitlement out of a batch,
// and how the rows of a bank's return are matched. Pure; the pages use the same words.

import type { Text } from '../core/text.ts';
import type { MayTable } from '../people/model.ts';
import type { Bank } from '../rules/schema/payment.ts';
import { isReference } from './reference.ts';

type Words = Readonly<Record<string, Text>>;

/** A batch is made by one person and approved by another; once sent it is not changed. */
export const batchStates = {
  draft: { zh: '编制中', en: 'being made' },
  submitted: { zh: '待复核', en: 'waiting for approval' },
  approved: { zh: '已复核', en: 'approved' },
  sent: { zh: '已送银行', en: 'sent to the bank' },
  closed: { zh: '已办结', en: 'closed' },
  cancelled: { zh: '已撤销', en: 'cancelled' },
} as const satisfies Words;
export type BatchState = keyof typeof batchStates;

export const orderStates = {
  waiting: { zh: '待发送', en: 'waiting' },
  sent: { zh: '已发送', en: 'sent' },
  paid: { zh: '已到账', en: 'paid' },
  returned: { zh: '已退回', en: 'returned' },
  cancelled: { zh: '已撤销', en: 'cancelled' },
} as const satisfies Words;
export type OrderState = keyof typeof orderStates;

export const clawbackStates = {
  decided: { zh: '已决定', en: 'decided' },
  received: { zh: '已收回', en: 'received' },
  cancelled: { zh: '已撤销', en: 'cancelled' },
} as const satisfies Words;
export type ClawbackState = keyof typeof clawbackStates;

/** What helps after a failure: another account, another try, or nothing. */
export const mends = {
  account: { zh: '更正账户后可再付', en: 'may be paid again to a corrected account' },
  again: { zh: '可直接再付', en: 'may be paid again' },
  none: { zh: '不再支付', en: 'is not paid again' },
} as const satisfies Words;
export type Mend = keyof typeof mends;

/** Why an entitlement is not taken into a batch. It stays as it is. */
export const leftOutReasons = {
  'not-due': { zh: '尚未到支付条件', en: 'it is not due yet' },
  'case-not-cleared': { zh: '改造事项不在“已核算”', en: 'its case is not cleared' },
  'household-closed': { zh: '该户不在册', en: 'the household is not in the ledger' },
  'account-missing': { zh: '没有账户', en: 'there is no account' },
  'account-wrong': { zh: '银行卡号校验位不符', en: "the card number's check digit does not fit" },
  'account-shared': { zh: '账户为多户共用', en: 'other households have the same account' },
  'not-mended': { zh: '上次退回后账户未更正', en: 'its account was not corrected' },
  'not-mendable': { zh: '银行答复不再支付', en: 'the bank will not pay it' },
  'over-limit': { zh: '超出本批金额或笔数上限', en: 'it is over the limit of this batch' },
} as const satisfies Words;
export type LeftOutReason = keyof typeof leftOutReasons;

/** Why a row of a return is set aside: nothing is guessed. */
export const setAsideReasons = {
  unreadable: { zh: '这一行读不出来', en: 'the row cannot be read' },
  'bad-reference': { zh: '参考号校验位不符', en: "the reference's check digits do not fit" },
  'unknown-reference': { zh: '没有这个参考号', en: 'no payment has this reference' },
  'twice-in-file': { zh: '同一文件中出现多次', en: 'it stands more than once in the file' },
  'wrong-amount': { zh: '金额与付款不符', en: 'the amount is not that of the payment' },
  'not-sent': { zh: '这笔付款没有送出', en: 'the payment was not sent' },
  'already-paid': { zh: '此前已回执到账', en: 'it was reported as paid before' },
  'already-returned': { zh: '此前已回执退回', en: 'it was reported as returned before' },
  'not-final': { zh: '银行尚在处理', en: 'the bank is still at work on it' },
  'unknown-result': { zh: '处理结果不在代码表中', en: 'the result is not in the list of codes' },
} as const satisfies Words;
export type SetAsideReason = keyof typeof setAsideReasons;

/** The actions of this capability → the roles that may perform them. */
export const paymentMay = {
  'batch.compose': ['finance'],
  'batch.drop-order': ['finance'],
  'batch.submit': ['finance'],
  'batch.approve': ['finance'],
  'batch.return': ['finance'],
  'batch.cancel': ['finance'],
  'batch.send': ['finance'],
  'bank-return.read': ['finance'],
  'clawback.decide': ['office'],
  'clawback.cancel': ['office'],
  'clawback.receive': ['finance'],
} as const satisfies MayTable;

/** Who sees batches, returns and clawbacks; they are of the whole district. */
export const paymentReaders = ['office', 'finance', 'audit', 'supervision'] as const;

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
