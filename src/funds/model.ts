// The words of money: kinds of accounts and of transfers, the states of an entitlement, who may do
// what. Pure; the web app shows them by the same names. Every transfer goes one fixed way.

import type { Text } from '../core/text.ts';
import type { MayTable } from '../people/model.ts';

type Words = Readonly<Record<string, Text>>;

/**
 * Accounts: four of commitment and three of cash for each line of the budget, and one of cash for
 * each household. Only `budget` and `treasury`, where money comes from, go below zero.
 */
export const accountKinds = {
  budget: { zh: '预算', en: 'budget' },
  available: { zh: '可用预算', en: 'free budget' },
  reserved: { zh: '已预留', en: 'reserved' },
  spent: { zh: '已支出', en: 'spent' },
  treasury: { zh: '国库', en: 'treasury' },
  appropriated: { zh: '已拨付资金', en: 'appropriated money' },
  bank: { zh: '银行代发资金', en: 'money at the bank' },
  household: { zh: '农户', en: 'household' },
} as const satisfies Words;
export type AccountKind = keyof typeof accountKinds;

/** The accounts each line of the budget is made with. */
export const lineAccounts = [
  'budget',
  'available',
  'reserved',
  'spent',
  'treasury',
  'appropriated',
  'bank',
] as const satisfies readonly AccountKind[];

/** Kinds whose balance may be negative: what they have given out. */
export const sourceKinds: ReadonlySet<AccountKind> = new Set(['budget', 'treasury']);

/** From which account to which. */
export type Way = { readonly from: AccountKind; readonly to: AccountKind };

/** Each kind of transfer and its one way. Paying needs both `spend` and `send`, `pay`. */
export const transferKinds = {
  // commitment
  adopt: { from: 'budget', to: 'available' },
  reduce: { from: 'available', to: 'budget' },
  reserve: { from: 'available', to: 'reserved' },
  release: { from: 'reserved', to: 'available' },
  spend: { from: 'reserved', to: 'spent' },
  /** A payment counted as made has come back and may be made again. */
  unspend: { from: 'spent', to: 'reserved' },
  /** A payment was clawed back: its budget is free again. */
  'free-again': { from: 'spent', to: 'available' },
  // cash
  appropriate: { from: 'treasury', to: 'appropriated' },
  'take-back': { from: 'appropriated', to: 'treasury' },
  send: { from: 'appropriated', to: 'bank' },
  pay: { from: 'bank', to: 'household' },
  /** The bank could not pay: the money is back before it reached the household. */
  return: { from: 'bank', to: 'appropriated' },
  /** The bank said it was paid, and it came back later. */
  'return-paid': { from: 'household', to: 'appropriated' },
  'claw-back': { from: 'household', to: 'appropriated' },
} as const satisfies Readonly<Record<string, Way>>;
export type TransferKind = keyof typeof transferKinds;

/** The states of an entitlement. `nothing` ends a case that nobody is paid for. */
export const entitlementStates = {
  reserved: { zh: '已预留', en: 'reserved' },
  'in-batch': { zh: '兑付中', en: 'in a batch' },
  paid: { zh: '已兑付', en: 'paid' },
  returned: { zh: '已退回', en: 'returned by the bank' },
  released: { zh: '已释放', en: 'released' },
  'clawed-back': { zh: '已追回', en: 'clawed back' },
  nothing: { zh: '无个人补助', en: 'without individual aid' },
} as const satisfies Words;
export type EntitlementState = keyof typeof entitlementStates;

/** What may follow on a state of an entitlement. */
export const entitlementNext = {
  reserved: ['in-batch', 'released'],
  'in-batch': ['paid', 'returned', 'reserved'],
  paid: ['returned', 'clawed-back'],
  returned: ['in-batch', 'released', 'reserved'],
  released: [],
  'clawed-back': [],
  nothing: ['released'],
} as const satisfies Readonly<Record<EntitlementState, readonly EntitlementState[]>>;

export const costBases = {
  contract: { zh: '合同价', en: 'contract price' },
  invoice: { zh: '发票价', en: 'invoice' },
  audited: { zh: '审定价', en: 'audited price' },
} as const satisfies Words;
export type CostBasis = keyof typeof costBases;

export const ownShareMethods = {
  cash: { zh: '现金', en: 'cash' },
  transfer: { zh: '转账', en: 'bank transfer' },
  mobile: { zh: '移动支付', en: 'mobile payment' },
} as const satisfies Words;

/** The actions of this capability → the roles that may perform them. */
export const fundsMay = {
  'rules.adopt': ['office', 'finance'],
  'budget.adopt': ['office', 'finance'],
  'budget.adjust': ['office', 'finance'],
  'funds.appropriate': ['finance'],
  'funds.take-back': ['finance'],
  'case.set-cost': ['office', 'finance', 'townClerk'],
  'case.record-own-share': ['office', 'finance', 'townClerk'],
  'case.cancel-own-share': ['office', 'finance'],
  'case.clear': ['office', 'finance'],
  'entitlement.release': ['office', 'finance'],
  'entitlement.mark-due': ['office', 'finance'],
  'prior-aid.record': ['office', 'townClerk'],
  'prior-aid.approve': ['office'],
} as const satisfies MayTable;

/** The roles that see budgets, accounts and transfers of the whole district. */
export const fundsReaders = ['office', 'finance', 'audit', 'leadAgency', 'supervision'] as const;
