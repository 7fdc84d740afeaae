// Payments: banks, batches, their orders and their files.

import { z } from 'zod';
import type { ErrorCode } from '../core/errors.ts';
import { Text } from '../core/text.ts';
import {
  batchStates,
  leftOutReasons,
  orderStates,
  paymentMay,
  paymentReaders,
} from '../payments/model.ts';
import { contract, FileBytes, PlaceKey } from './contract.ts';
import { Changed, DayText, ProgrammeId, Reason, Works } from './households.ts';
import { ExplainedAct } from './ledger.ts';

export const wordsOf = <Name extends string>(words: Readonly<Record<Name, unknown>>) =>
  z.enum(Object.keys(words) as [Name, ...Name[]]);

const fen = z.number().int();
const count = z.number().int();
const sumFen = z.number().int().min(1).max(100_000_000_000);
const id = z.uuid();
const day = z.string();
/** Id of a bank or of one of its files in payment.yaml. */
export const BankId = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(60);
/** Number of a document or a receipt, as printed on it. */
export const DocumentNumber = z.string().trim().min(2).max(120);

/** What a batch is made of. */
export const BatchFilter = z.strictObject({
  under: PlaceKey.optional(),
  works: Works.optional(),
  project: ProgrammeId.optional(),
  year: z.number().int().min(2015).max(2050).optional(),
  untilFen: sumFen.optional(),
});

export const act = {
  occurredOn: DayText.optional().meta({ type: 'string', format: 'date' }),
  expectedVersion: z.number().int().min(1).optional(),
};
export const everyAct: readonly ErrorCode[] = [
  'action.subject-not-found',
  'action.not-here',
  'action.stale-version',
  'action.wrong-state',
  'action.day-too-early',
  'action.day-in-future',
  'action.key-reused',
  'database.busy',
];

export const PaymentBank = z
  .object({
    id: BankId,
    name: Text,
    source: z.object({ text: Text, tag: z.enum(['V', 'V2', 'C', 'R']) }),
    ordersMax: count,
    files: z.array(z.object({ id: BankId, kind: z.string(), name: Text })),
    returns: z.array(z.object({ id: BankId, kind: z.string(), name: Text })),
  })
  .meta({ id: 'PaymentBank' });

export const listBanks = contract({
  method: 'GET',
  path: '/api/payment-banks',
  summary: { zh: '代发银行', en: 'The banks that pay' },
  access: paymentReaders,
  reply: z.object({ items: z.array(PaymentBank) }),
  errors: ['action.not-here'],
});

export const PaymentBatch = z
  .object({
    batchId: id,
    number: z.string(),
    bankId: BankId,
    state: wordsOf(batchStates),
    version: count,
    filter: BatchFilter,
    orderCount: count,
    totalFen: fen,
    paidCount: count,
    paidFen: fen,
    returnedCount: count,
    returnedFen: fen,
    ordersSha256: z.string(),
    madeBy: z.string(),
    submittedBy: z.string().nullable(),
    checkedBy: z.string().nullable(),
    note: z.string().nullable(),
    fileId: z.string().nullable(),
    fileName: z.string().nullable(),
    fileSha256: z.string().nullable(),
    madeOn: day,
    approvedOn: day.nullable(),
    sentOn: day.nullable(),
    lastOn: day,
  })
  .meta({ id: 'PaymentBatch' });

export const PaymentOrder = z
  .object({
    orderId: id,
    batchId: id,
    batchNumber: z.string(),
    line: count,
    entitlementId: id,
    caseId: id,
    householdId: id,
    villageName: z.string(),
    attempt: count,
    reference: z.string(),
    accountMasked: z.string(),
    holder: z.string(),
    amountFen: fen,
    parts: z.array(z.object({ source: z.string(), lineId: id, amountFen: fen })),
    state: wordsOf(orderStates),
    failureCode: z.string().nullable(),
    failure: Text.nullable(),
    mend: z.enum(['account', 'again', 'none']).nullable(),
    settledOn: day.nullable(),
  })
  .meta({ id: 'PaymentOrder' });

export const page = {
  /** `next` of the page before. */
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

export const listBatches = contract({
  method: 'GET',
  path: '/api/payment-batches',
  summary: { zh: '兑付批次', en: 'The batches, the latest first' },
  access: paymentReaders,
  query: z.object({ state: wordsOf(batchStates).optional(), ...page }),
  reply: z.object({ items: z.array(PaymentBatch), next: id.nullable() }),
  errors: ['action.not-here'],
});

const ofBatch = z.object({ batchId: id });

export const getBatch = contract({
  method: 'GET',
  path: '/api/payment-batches/:batchId',
  summary: { zh: '批次与可做的操作', en: 'A batch, and what may be done to it' },
  access: paymentReaders,
  params: ofBatch,
  reply: PaymentBatch.extend({ actions: z.array(ExplainedAct) }),
  errors: ['batch.not-found', 'action.not-here'],
});

export const listOrders = contract({
  method: 'GET',
  path: '/api/payment-orders',
  summary: { zh: '付款明细', en: 'Payments by batch, household or state' },
  access: paymentReaders,
  query: z.object({
    batchId: id.optional(),
    householdId: id.optional(),
    state: wordsOf(orderStates).optional(),
    ...page,
  }),
  reply: z.object({ items: z.array(PaymentOrder), next: id.nullable() }),
  errors: ['action.not-here'],
});

const LeftOut = z.object({
  entitlementId: id,
  householdId: id,
  headName: z.string(),
  amountFen: fen,
  reason: wordsOf(leftOutReasons),
});

export const planBatch = contract({
  method: 'GET',
  path: '/api/payment-plan',
  summary: {
    zh: '预览批次：列入多少、谁未列入',
    en: 'What a batch would take, and who is left out',
  },
  access: paymentMay['batch.compose'],
  query: z.object({
    bankId: BankId,
    ...BatchFilter.shape,
    year: z.coerce.number().int().min(2015).max(2050).optional(),
    untilFen: z.coerce.number().int().min(1).max(100_000_000_000).optional(),
    occurredOn: act.occurredOn,
  }),
  reply: z.object({
    orders: count,
    totalFen: fen,
    leftOutCount: count,
    leftOut: z.array(LeftOut),
  }),
  errors: ['payment.bank-unknown', 'action.not-here'],
});

export const composeBatch = contract({
  method: 'POST',
  path: '/api/payment-batches',
  summary: { zh: '编制兑付批次', en: 'Make a batch of payments' },
  access: paymentMay['batch.compose'],
  body: z.strictObject({ bankId: BankId, filter: BatchFilter, occurredOn: act.occurredOn }),
  reply: z.object({
    batchId: id,
    number: z.string(),
    orders: count,
    totalFen: fen,
    ordersSha256: z.string(),
  }),
  errors: ['payment.bank-unknown', 'batch.nothing-to-pay', 'entitlement.moved', ...everyAct],
  keyed: true,
});

function onBatch<
  const Path extends string,
  Body extends z.core.$ZodLooseShape,
  Reply extends z.ZodType,
>(given: {
  action: keyof typeof paymentMay;
  path: Path;
  zh: string;
  en: string;
  body: Body;
  reply: Reply;
  errors: readonly ErrorCode[];
}) {
  const { action, path, zh, en, body, reply, errors } = given;
  return contract({
    method: 'POST',
    path: `/api/payment-batches/:batchId/${path}` as const,
    summary: { zh, en },
    access: paymentMay[action],
    params: ofBatch,
    body: z.strictObject({ ...body, ...act }),
    reply,
    errors: [...errors, ...everyAct],
    keyed: true,
  });
}

export const dropOrder = onBatch({
  action: 'batch.drop-order',
  path: 'drop-order',
  zh: '从批次中剔除一笔',
  en: 'Take a payment out of the batch',
  body: { orderId: id, reason: Reason },
  reply: Changed,
  errors: ['batch.order-not-there'],
});
export const submitBatch = onBatch({
  action: 'batch.submit',
  path: 'submit',
  zh: '提交复核',
  en: 'Submit the batch for approval',
  body: {},
  reply: Changed,
  errors: ['batch.empty'],
});
export const approveBatch = onBatch({
  action: 'batch.approve',
  path: 'approve',
  zh: '复核通过',
  en: 'Approve the batch',
  body: {},
  reply: Changed.extend({ orders: count, totalFen: fen }),
  errors: ['batch.same-person', 'funds.exhausted'],
});
export const returnBatch = onBatch({
  action: 'batch.return',
  path: 'return',
  zh: '退回修改',
  en: 'Return the batch to its maker',
  body: { reason: Reason },
  reply: Changed,
  errors: ['batch.same-person'],
});
export const cancelBatch = onBatch({
  action: 'batch.cancel',
  path: 'cancel',
  zh: '撤销批次',
  en: 'Cancel the batch',
  body: { reason: Reason },
  reply: Changed.extend({ orders: count }),
  errors: [],
});

export const takeBatchFile = contract({
  method: 'POST',
  path: '/api/payment-batches/:batchId/file',
  summary: {
    zh: '取代发文件送银行（含完整账号，全程留痕）',
    en: 'Take the file for the bank, with accounts in full; recorded',
  },
  access: paymentMay['batch.send'],
  params: ofBatch,
  body: z.strictObject({ fileId: BankId, ...act }),
  download: true,
  reply: FileBytes,
  errors: [
    'batch.not-found',
    'batch.other-file',
    'payment.file-unknown',
    'payment.column-unfit',
    ...everyAct,
  ],
  keyed: true,
});
