// payment.yaml: the banks that pay households, the files they take and give back, and what their
// failure codes mean. A bank differs from another only here; no code knows one by name.

import { z } from 'zod';
import { Id, Source, Text } from './common.ts';

/** What a column of a payment file holds. The last ones are facts of the whole batch. */
export const paymentFields = [
  'text',
  'line',
  'reference',
  'account',
  'account-kind',
  'holder',
  'amount',
  'purpose',
  'village',
  'batch',
  'date',
  'count',
  'total',
  'debtor-name',
  'debtor-account',
  'currency',
] as const;

/** What a column of a return file holds; `text` is passed over. */
export const returnFields = ['text', 'reference', 'amount', 'result', 'reason'] as const;

const Width = z.number().int().min(1).max(200);
const Unit = z.enum(['fen', 'yuan']);

/** One column of a file that goes out. */
const PaymentColumn = z.strictObject({
  field: z.enum(paymentFields),
  /** Head of the column in a workbook or the first line. */
  title: z.string().min(1).max(60).optional(),
  /** What stands in a column `text`. */
  text: z.string().max(60).optional(),
  /** Bytes in the file's encoding; for fixed columns. */
  width: Width.optional(),
  align: z.enum(['left', 'right']).default('left'),
  pad: z
    .string()
    .regex(/^[ -~]$/)
    .default(' '),
  unit: Unit.default('yuan'),
  dateFormat: z.enum(['YYYYMMDD', 'YYYY-MM-DD', 'YYYY/MM/DD']).default('YYYYMMDD'),
  /** What a passbook and a card are called, in a column `account-kind`. */
  kinds: z.strictObject({ card: z.string(), passbook: z.string() }).optional(),
});

const columns = z.array(PaymentColumn).max(40);
const widthError = { error: 'every column of a fixed file needs its width' };
const hasWidths = (given: ReadonlyArray<{ readonly width?: number | undefined }>) =>
  given.every(({ width }) => width !== undefined);
const fixedColumns = columns.refine(hasWidths, widthError);
const LineEnd = z.enum(['crlf', 'lf']);
const Separator = z.enum(['comma', 'bar', 'tab']);

/** A file the bank takes. */
const PaymentFileKind = z.discriminatedUnion('kind', [
  z.strictObject({
    id: Id,
    kind: z.literal('fixed'),
    name: Text,
    lineEnd: LineEnd.default('crlf'),
    header: fixedColumns.default([]),
    row: fixedColumns,
    trailer: fixedColumns.default([]),
  }),
  z.strictObject({
    id: Id,
    kind: z.literal('delimited'),
    name: Text,
    separator: Separator.default('bar'),
    lineEnd: LineEnd.default('crlf'),
    header: columns.default([]),
    row: columns.min(1),
    trailer: columns.default([]),
  }),
  z.strictObject({ id: Id, kind: z.literal('workbook'), name: Text, row: columns.min(1) }),
  z.strictObject({ id: Id, kind: z.literal('pain.001'), name: Text }),
]);

const ReturnColumn = z.strictObject({
  field: z.enum(returnFields),
  title: z.string().min(1).max(60).optional(),
  width: Width.optional(),
  unit: Unit.default('yuan'),
});

const returnColumns = z
  .array(ReturnColumn)
  .max(40)
  .refine(
    (given) =>
      ['reference', 'amount', 'result'].every((name) => given.some(({ field }) => field === name)),
    { error: 'a return file needs columns for reference, amount and result' },
  );

/** Lines before and after the rows, which are passed over. */
const around = {
  headerLines: z.number().int().min(0).max(20).default(0),
  trailerLines: z.number().int().min(0).max(20).default(0),
};

/** A file the bank gives back. */
const ReturnFileKind = z.discriminatedUnion('kind', [
  z.strictObject({
    id: Id,
    kind: z.literal('fixed'),
    name: Text,
    ...around,
    row: returnColumns.refine(hasWidths, widthError),
  }),
  z.strictObject({
    id: Id,
    kind: z.literal('delimited'),
    name: Text,
    separator: Separator.default('bar'),
    ...around,
    row: returnColumns,
  }),
  z.strictObject({ id: Id, kind: z.literal('workbook'), name: Text, row: returnColumns }),
  z.strictObject({ id: Id, kind: z.literal('pain.002'), name: Text }),
]);

/** Why a bank does not pay, in words, and what helps: another account, another try, nothing. */
const Failure = z.strictObject({
  code: z.string().min(1).max(35),
  text: Text,
  mend: z.enum(['account', 'again', 'none']),
});

export const Bank = z.strictObject({
  id: Id,
  name: Text,
  /** Where the layout is from; R is shown as 待核. */
  source: Source,
  /** Most payments of one batch. */
  ordersMax: z.number().int().min(1).max(50_000).default(5000),
  /** What references begin with. */
  referencePrefix: z
    .string()
    .regex(/^[A-Z]{0,4}$/)
    .default('QN'),
  /** What the household reads on its statement. */
  purpose: z.string().min(1).max(60),
  /** The account paid from, and the bank's number in the clearing system. */
  debtor: z.strictObject({
    name: z.string().min(1).max(140),
    account: z.string().regex(/^[0-9A-Z]{1,34}$/),
    agent: z.string().regex(/^[0-9A-Z]{1,35}$/),
  }),
  files: z.array(PaymentFileKind).min(1),
  returns: z.array(ReturnFileKind).min(1),
  /** Results that mean: paid. */
  success: z.array(z.string().min(1).max(35)).min(1),
  failures: z.array(Failure).default([]),
});

/** payment.yaml as a whole. */
export const PaymentFile = z.strictObject({ banks: z.array(Bank) });

export type Bank = z.output<typeof Bank>;
export type PaymentColumn = z.output<typeof PaymentColumn>;
export type PaymentFileKind = Bank['files'][number];
export type ReturnFileKind = Bank['returns'][number];
