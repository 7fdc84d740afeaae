// The reconciliation of all money, from the notice to what was clawed back, the list behind each of
// its figures, and the voucher of each payment.

import { z } from 'zod';
import { Text } from '../core/text.ts';
import { transferKinds } from '../funds/model.ts';
import type { TransferKind } from '../funds/model.ts';
import { paymentReaders, voucherReaders } from '../payments/model.ts';
import { figureIds } from '../payments/reconciliation/model.ts';
import { contract, FileBytes } from './contract.ts';
import { DayText } from './households.ts';

const fen = z.number().int();
const id = z.uuid();
const kinds = Object.keys(transferKinds) as [TransferKind, ...TransferKind[]];
const asOf = DayText.optional().meta({ type: 'string', format: 'date' });

const MoneyFigures = z.record(z.enum(figureIds), fen);

export const Reconciliation = z
  .object({
    asOf: z.string(),
    lines: z.array(
      z.object({
        lineId: id,
        project: z.string().nullable(),
        source: z.string(),
        year: z.number().int().nullable(),
        name: Text,
        isPublic: z.boolean(),
        figures: MoneyFigures,
      }),
    ),
    totals: MoneyFigures,
    /** What the notice states beside the budget adopted, all years together. */
    notice: z.array(
      z.object({
        project: z.string().nullable(),
        source: z.string(),
        noticeFen: fen,
        budgetFen: fen,
        differenceFen: fen,
      }),
    ),
    /** Of the present, whatever day is asked for: every difference is 0. */
    checks: z.array(
      z.object({ id: z.string(), name: Text, leftFen: fen, rightFen: fen, differenceFen: fen }),
    ),
  })
  .meta({ id: 'Reconciliation' });

export const getReconciliation = contract({
  method: 'GET',
  path: '/api/reconciliation',
  summary: { zh: '资金对账：通知到支付', en: 'Money reconciled, from the notice to the payment' },
  access: paymentReaders,
  query: z.object({ asOf }),
  reply: Reconciliation,
  errors: ['action.not-here'],
});

export const listFigureTransfers = contract({
  method: 'GET',
  path: '/api/reconciliation/:lineId/:figure',
  summary: { zh: '对账数字背后的明细', en: 'The transfers behind a figure' },
  access: paymentReaders,
  params: z.object({ lineId: id, figure: z.enum(figureIds) }),
  query: z.object({
    asOf,
    after: id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({
    items: z.array(
      z.object({
        transferId: id,
        entryId: id,
        kind: z.enum(kinds),
        amountFen: fen,
        occurredOn: z.string(),
        entitlementId: id.nullable(),
        householdId: id.nullable(),
        headName: z.string().nullable(),
      }),
    ),
  }),
  errors: ['action.not-here'],
});

export const getVoucher = contract({
  method: 'GET',
  path: '/api/payment-orders/:orderId/voucher',
  summary: { zh: '支付凭证（PDF）', en: 'The voucher of a payment, as PDF' },
  access: voucherReaders,
  params: z.object({ orderId: id }),
  query: z.object({ language: z.enum(['zh', 'en']).default('zh') }),
  download: true,
  reply: FileBytes,
  errors: ['payment-order.not-found', 'payment-order.not-paid', 'journal.not-sealed-yet'],
});
