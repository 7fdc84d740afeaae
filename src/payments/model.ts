// The words of payments: the states of batches, orders and clawbacks, what keeps an entitlement out
// of a batch, why a row of a return is set aside, who may do what. Pure; the pages use the same.

import type { Text } from '../core/text.ts';
import type { MayTable } from '../people/model.ts';

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
  dropped: { zh: '已剔除', en: 'taken out' },
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
  'payment-order.reverse': ['finance'],
  'clawback.decide': ['office'],
  'clawback.cancel': ['office'],
  'clawback.receive': ['finance'],
} as const satisfies MayTable;

/** Who sees batches, returns and clawbacks; they are of the whole district. */
export const paymentReaders = ['office', 'finance', 'audit', 'supervision'] as const;
/** Who may hand a voucher to its household, each in their places. */
export const voucherReaders = [...paymentReaders, 'townClerk'] as const;
