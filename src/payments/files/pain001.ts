// Writes pain.001.001.09 (ISO 20022, customer credit transfer): one group, one payment instruction,
// one transaction an order. The elements stand in the order of the message's schema.

import type { Fen } from '../../core/money.ts';
import { plainAmount, purposeOf } from './bank-file.ts';
import type { PaymentBatch, PaymentLine } from './bank-file.ts';
import { document, element, type XmlNode } from './xml-writer.ts';

export const PAIN_001 = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';

const yuan = (amountFen: Fen): string => plainAmount(amountFen, 'yuan');

/** The message as text, with its declaration. */
export function writePain001(batch: PaymentBatch): string {
  const totals = [
    element('NbOfTxs', String(batch.lines.length)),
    element('CtrlSum', yuan(batch.totalFen)),
  ];
  const { debtor } = batch.bank;
  const header = element('GrpHdr', [
    element('MsgId', batch.number),
    element('CreDtTm', batch.approvedAt),
    ...totals,
    element('InitgPty', [element('Nm', debtor.name)]),
  ]);
  const instruction = element('PmtInf', [
    element('PmtInfId', batch.number),
    element('PmtMtd', 'TRF'),
    element('BtchBookg', 'true'),
    ...totals,
    element('PmtTpInf', [element('CtgyPurp', [element('Cd', 'GOVT')])]),
    element('ReqdExctnDt', [element('Dt', batch.day)]),
    element('Dbtr', [element('Nm', debtor.name)]),
    element('DbtrAcct', accountNodes(debtor.account)),
    element('DbtrAgt', [
      element('FinInstnId', [
        element('ClrSysMmbId', [
          element('ClrSysId', [element('Cd', 'CNAPS')]),
          element('MmbId', debtor.agent),
        ]),
      ]),
    ]),
    ...batch.lines.map((line) => transaction(line, batch)),
  ]);
  return document('Document', PAIN_001, [element('CstmrCdtTrfInitn', [header, instruction])]);
}

function transaction(line: PaymentLine, batch: PaymentBatch): XmlNode {
  return element('CdtTrfTxInf', [
    element('PmtId', [element('InstrId', line.reference), element('EndToEndId', line.reference)]),
    element('Amt', [element('InstdAmt', yuan(line.amountFen), { Ccy: 'CNY' })]),
    element('Cdtr', [element('Nm', line.holder)]),
    element('CdtrAcct', accountNodes(line.account)),
    element('RmtInf', [element('Ustrd', purposeOf(batch))]),
  ]);
}

const accountNodes = (number: string): XmlNode[] => [
  element('Id', [element('Othr', [element('Id', number)])]),
];
