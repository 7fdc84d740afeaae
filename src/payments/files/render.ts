// Makes the file of a batch in one of the forms its bank takes.

import { fail } from '../../core/errors.ts';
import type { ColumnOut, SheetOut } from '../../office/out/sheet.ts';
import { writeWorkbook, XLSX_TYPE } from '../../office/out/write.ts';
import type { PaymentColumn, PaymentFileKind } from '../../rules/schema/payment.ts';
import { columnText } from './bank-file.ts';
import type { BankFile, PaymentBatch } from './bank-file.ts';
import { writePain001 } from './pain001.ts';
import { writeTextFile } from './text-file.ts';

/** The file `fileId` of the batch. Refuses `payment.file-unknown` and `payment.column-unfit`. */
export async function renderFile(batch: PaymentBatch, fileId: string): Promise<BankFile> {
  const file = batch.bank.files.find(({ id }) => id === fileId);
  if (!file) fail('payment.file-unknown', { file: fileId });
  const name = `${batch.isDemo ? '演示数据-' : ''}${batch.number}`;
  switch (file.kind) {
    case 'pain.001':
      return {
        name: `${name}.xml`,
        mime: 'application/xml',
        bytes: Buffer.from(writePain001(batch)),
      };
    case 'workbook':
      return {
        name: `${name}.xlsx`,
        mime: XLSX_TYPE,
        bytes: await writeWorkbook([sheetOf(file, batch)]),
      };
    case 'fixed':
    case 'delimited':
      return {
        name: `${name}.txt`,
        mime: 'text/plain; charset=gb18030',
        bytes: writeTextFile(file, batch),
      };
  }
}

const isMoney = ({ field, unit }: PaymentColumn) => field === 'amount' && unit === 'yuan';

function sheetOf(
  { row }: Extract<PaymentFileKind, { kind: 'workbook' }>,
  batch: PaymentBatch,
): SheetOut {
  return {
    name: batch.number,
    ...(batch.isDemo ? { remarks: ['演示数据，不得用于支付'] } : {}),
    columns: row.map((column): ColumnOut => {
      return { heading: column.title ?? column.field, kind: isMoney(column) ? 'money' : 'text' };
    }),
    rows: batch.lines.map((line) =>
      row.map((column) => (isMoney(column) ? line.amountFen : columnText(column, batch, line))),
    ),
  };
}
