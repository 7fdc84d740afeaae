// What banks answer, and what is taken back: returns with the outcome of each row, clawbacks.

import { z } from 'zod';
import { clawbackStates, paymentMay, paymentReaders, setAsideReasons } from '../payments/model.ts';
import { contract, PlaceKey } from './contract.ts';
import { Changed, Reason } from './households.ts';
import { act, BankId, DocumentNumber, everyAct, page, wordsOf } from './payments.ts';

const fen = z.number().int();
const count = z.number().int();
const id = z.uuid();
const day = z.string();

const returnCounts = {
  paid: count,
  paidFen: fen,
  returned: count,
  returnedFen: fen,
  setAside: count,
};

export const readBankReturn = contract({
  method: 'POST',
  path: '/api/bank-returns',
  summary: { zh: '读入银行回盘', en: "Read a bank's return" },
  access: paymentMay['bank-return.read'],
  query: z.object({
    bankId: BankId,
    name: z.string().trim().min(1).max(200),
    occurredOn: act.occurredOn,
  }),
  upload: { maxBytes: 20 * 1024 * 1024 },
  reply: z.object({ returnId: id, rows: count, ...returnCounts }),
  errors: [
    'payment.bank-unknown',
    'bank-return.unreadable',
    'bank-return.file-twice',
    'file.unsupported',
    'file.damaged',
    'file.hostile',
    'file.too-large',
    'file.encrypted',
    'entitlement.moved',
    'funds.exhausted',
    ...everyAct,
  ],
  keyed: true,
});

export const BankReturn = z
  .object({
    returnId: id,
    bankId: BankId,
    fileId: z.string(),
    fileName: z.string(),
    sha256: z.string(),
    rowCount: count,
    paidCount: count,
    paidFen: fen,
    returnedCount: count,
    returnedFen: fen,
    setAsideCount: count,
    readBy: z.string(),
    readOn: day,
    entryId: id,
  })
  .meta({ id: 'BankReturn' });

export const listBankReturns = contract({
  method: 'GET',
  path: '/api/bank-returns',
  summary: { zh: '银行回盘记录', en: 'The returns read, the latest first' },
  access: paymentReaders,
  query: z.object({ ...page }),
  reply: z.object({ items: z.array(BankReturn), next: id.nullable() }),
  errors: ['action.not-here'],
});

export const BankReturnRow = z
  .object({
    line: count,
    reference: z.string().nullable(),
    amountFen: fen.nullable(),
    result: z.string().nullable(),
    reason: z.string().nullable(),
    outcome: z.enum(['paid', 'returned', 'set-aside']),
    why: wordsOf(setAsideReasons).nullable(),
    orderId: id.nullable(),
  })
  .meta({ id: 'BankReturnRow' });

export const listBankReturnRows = contract({
  method: 'GET',
  path: '/api/bank-returns/:returnId/rows',
  summary: { zh: '回盘各行的处理结果', en: 'What came of each row of a return' },
  access: paymentReaders,
  params: z.object({ returnId: id }),
  query: z.object({
    outcome: z.enum(['paid', 'returned', 'set-aside']).optional(),
    afterLine: z.coerce.number().int().min(0).max(1_000_000).default(0),
    limit: page.limit,
  }),
  reply: z.object({ items: z.array(BankReturnRow) }),
  errors: ['bank-return.not-found', 'action.not-here'],
});

export const reverseOrder = contract({
  method: 'POST',
  path: '/api/payment-orders/:orderId/reverse',
  summary: { zh: '登记到账后退汇', en: 'Record that a payment came back after it was made' },
  access: paymentMay['payment-order.reverse'],
  params: z.object({ orderId: id }),
  body: z.strictObject({
    bankId: BankId,
    /** The code of the failure in payment.yaml. */
    code: z.string().min(1).max(35),
    reason: Reason,
    occurredOn: act.occurredOn,
  }),
  reply: z.object({ id, amountFen: fen }),
  errors: [
    'payment.bank-unknown',
    'payment.code-unknown',
    'clawback.decided',
    'entitlement.moved',
    'funds.exhausted',
    ...everyAct,
  ],
  keyed: true,
});

export const Clawback = z
  .object({
    clawbackId: id,
    entitlementId: id,
    householdId: id,
    villageKey: PlaceKey,
    amountFen: fen,
    state: wordsOf(clawbackStates),
    version: count,
    reason: z.string(),
    document: z.string(),
    decidedBy: z.string(),
    decidedOn: day,
    receipt: z.string().nullable(),
    receivedOn: day.nullable(),
  })
  .meta({ id: 'Clawback' });

export const listClawbacks = contract({
  method: 'GET',
  path: '/api/clawbacks',
  summary: { zh: '追回记录', en: 'The clawbacks, the latest first' },
  access: paymentReaders,
  query: z.object({ state: wordsOf(clawbackStates).optional(), ...page }),
  reply: z.object({ items: z.array(Clawback), next: id.nullable() }),
  errors: ['action.not-here'],
});

export const decideClawback = contract({
  method: 'POST',
  path: '/api/entitlements/:entitlementId/claw-back',
  summary: { zh: '决定追回补贴', en: 'Decide to take a subsidy back' },
  access: paymentMay['clawback.decide'],
  params: z.object({ entitlementId: id }),
  body: z.strictObject({ reason: Reason, document: DocumentNumber, ...act }),
  reply: z.object({ clawbackId: id, amountFen: fen }),
  errors: ['clawback.not-paid', 'clawback.decided', ...everyAct],
  keyed: true,
});

const ofClawback = z.object({ clawbackId: id });

export const receiveClawback = contract({
  method: 'POST',
  path: '/api/clawbacks/:clawbackId/receive',
  summary: { zh: '确认追回款到账', en: 'Confirm that the money came back' },
  access: paymentMay['clawback.receive'],
  params: ofClawback,
  body: z.strictObject({ receipt: DocumentNumber, ...act }),
  reply: Changed.extend({ amountFen: fen }),
  errors: ['entitlement.moved', 'funds.exhausted', ...everyAct],
  keyed: true,
});

export const cancelClawback = contract({
  method: 'POST',
  path: '/api/clawbacks/:clawbackId/cancel',
  summary: { zh: '撤销追回决定', en: 'Cancel a clawback' },
  access: paymentMay['clawback.cancel'],
  params: ofClawback,
  body: z.strictObject({ reason: Reason, ...act }),
  reply: Changed,
  errors: everyAct,
  keyed: true,
});
