// What a payment file is made of, and the facts of its columns. The same batch gives the same bytes
// on every machine: nothing here asks the clock.

import type { Day } from '../../core/day.ts';
import { fail } from '../../core/errors.ts';
import type { Fen } from '../../core/money.ts';
import type { Bank, PaymentColumn } from '../../rules/schema/payment.ts';

/** One payment, with its account in full. */
export type PaymentLine = {
  readonly line: number;
  readonly reference: string;
  readonly account: string;
  readonly accountKind: 'card' | 'passbook';
  readonly holder: string;
  readonly amountFen: Fen;
  readonly village: string;
};

/** A batch as its file shows it. */
export type PaymentBatch = {
  readonly number: string;
  readonly bank: Bank;
  /** The day it was approved for. */
  readonly day: Day;
  /** The instant of the approval, ISO 8601. */
  readonly approvedAt: string;
  readonly lines: readonly PaymentLine[];
  readonly totalFen: Fen;
  readonly isDemo: boolean;
};

export type BankFile = { readonly name: string; readonly mime: string; readonly bytes: Buffer };

/** `5300.00`, as files take it: no separators. */
export function plainAmount(amountFen: Fen, unit: 'fen' | 'yuan'): string {
  const digits = amountFen.toString().padStart(3, '0');
  return unit === 'fen' ? String(amountFen) : `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** What the household reads; invented payments say so. */
export const purposeOf = ({ bank, isDemo }: PaymentBatch): string =>
  isDemo ? `演示数据 ${bank.purpose}` : bank.purpose;

/** The text of a column; `line` is absent in headers and trailers. */
export function columnText(
  column: PaymentColumn,
  batch: PaymentBatch,
  line: PaymentLine | undefined,
): string {
  const { debtor } = batch.bank;
  const ofBatch = {
    text: column.text ?? '',
    batch: batch.number,
    date: dateText(batch.day, column.dateFormat),
    count: String(batch.lines.length),
    total: plainAmount(batch.totalFen, column.unit),
    'debtor-name': debtor.name,
    'debtor-account': debtor.account,
    currency: 'CNY',
    purpose: purposeOf(batch),
  };
  if (column.field in ofBatch) return ofBatch[column.field as keyof typeof ofBatch];
  if (!line) return '';
  const ofLine = {
    line: String(line.line),
    reference: line.reference,
    account: line.account,
    'account-kind': column.kinds?.[line.accountKind] ?? line.accountKind,
    holder: line.holder,
    amount: plainAmount(line.amountFen, column.unit),
    village: line.village,
  };
  return ofLine[column.field as keyof typeof ofLine];
}

function dateText(day: Day, format: PaymentColumn['dateFormat']): string {
  if (format === 'YYYYMMDD') return day.replaceAll('-', '');
  return format === 'YYYY/MM/DD' ? day.replaceAll('-', '/') : day;
}

/** Says that a value does not fit its column; account numbers are not repeated. */
export function refuseColumn(column: PaymentColumn, line: PaymentLine | undefined): never {
  return fail('payment.column-unfit', {
    column: column.title ?? column.field,
    line: line?.line ?? 0,
    reference: line?.reference ?? '',
  });
}
