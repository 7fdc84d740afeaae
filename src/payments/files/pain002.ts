// Reads pain.002.001.10 (ISO 20022, payment status report): the status of each transaction, its
// original reference and amount, and the reason. Group statuses are for people to read.

import { xmlReader } from '../../office/xml.ts';
import { yuanToFen } from '../../core/money.ts';
import type { ReturnRow } from '../matching.ts';

type Open = { reference?: string; amount?: string; status?: string; code?: string; text?: string };

/** The transactions of the report; none when it is another message. */
export function readPain002(bytes: Uint8Array): ReturnRow[] {
  const rows: ReturnRow[] = [];
  const path: string[] = [];
  let current: Open | undefined;
  let text = '';
  const reader = xmlReader({
    open: (name) => {
      path.push(name);
      text = '';
      if (name === 'TxInfAndSts') current = {};
    },
    text: (piece) => {
      text += piece;
    },
    close: (name) => {
      if (current) take(current, path, text.trim());
      if (name === 'TxInfAndSts' && current) {
        rows.push(rowOf(current, rows.length + 1));
        current = undefined;
      }
      path.pop();
      text = '';
    },
  });
  reader.write(bytes);
  reader.end();
  return rows;
}

function take(current: Open, path: readonly string[], text: string): void {
  const inside = path.slice(path.indexOf('TxInfAndSts') + 1).join('/');
  if (inside === 'OrgnlEndToEndId') current.reference = text;
  else if (inside === 'TxSts') current.status = text;
  else if (inside === 'OrgnlTxRef/Amt/InstdAmt') current.amount = text;
  else if (/^StsRsnInf\/Rsn\/(Cd|Prtry)$/.test(inside)) current.code ??= text;
  else if (inside === 'StsRsnInf/AddtlInf') current.text = (current.text ?? '') + text;
}

/** A refusal is told by its reason, everything else by its status. */
function rowOf({ reference, amount, status, code, text }: Open, line: number): ReturnRow {
  const result = status === 'RJCT' ? (code ?? status) : status;
  return {
    line,
    reference: reference?.slice(0, 60) || null,
    amountFen: amount === undefined ? null : (yuanToFen(amount) ?? null),
    result: result?.slice(0, 60) || null,
    reason: text?.slice(0, 200) || null,
  };
}
