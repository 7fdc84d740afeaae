// Files for banks and their answers: fixed columns to the byte, ISO 20022 in the order of its
// schema, control totals, and returns in every form a bank may give.

import fc from 'fast-check';
import { read, utils, write } from '@e965/xlsx';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { refusalOf } from '../../../test/helpers/notes.ts';
import type { Day } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import { encodeGb18030 } from '../../office/out/gb18030.ts';
import { bank } from '../payments.testing.ts';
import { batchNumber, paymentReference } from '../reference.ts';
import type { PaymentBatch, PaymentLine } from './bank-file.ts';
import { amountOf, readReturn } from './read-return.ts';
import { renderFile } from './render.ts';

const number = batchNumber('QN', 640302, 7);
const aLine = (line: number, more: Partial<PaymentLine> = {}): PaymentLine => ({
  line,
  reference: paymentReference(number, line),
  account: '6230000000000000019',
  accountKind: 'card',
  holder: '赵甲子',
  amountFen: 530_000,
  village: '河湾村',
  ...more,
});
function aBatch(lines: readonly PaymentLine[], more: Partial<PaymentBatch> = {}): PaymentBatch {
  return {
    number,
    bank,
    day: '2022-11-15' as Day,
    approvedAt: '2022-11-15T08:30:00.000Z',
    lines,
    totalFen: lines.reduce((sum, { amountFen }) => sum + amountFen, 0),
    isDemo: false,
    ...more,
  };
}
const decode = (bytes: Uint8Array) => new TextDecoder('gb18030', { fatal: true }).decode(bytes);

test('the fixed file has its columns to the byte, in GB18030, with control totals', async () => {
  const lines = [aLine(1), aLine(2, { holder: '马䶮·𠮷', amountFen: 479_921 })];
  const { bytes, name } = await renderFile(aBatch(lines), 'text');
  expect(name).toBe(`${number}.txt`);
  const rows = decode(bytes).split('\r\n');
  expect(rows).toHaveLength(5);
  const [header = '', , second = '', trailer = ''] = rows;
  expect(header).toBe(
    `H${number.padEnd(20)}20221115${bank.debtor.account.padEnd(32)}00000002` +
      '000000000001009921CNY',
  );
  expect(trailer).toBe('T00000002000000000001009921');
  const record = encodeGb18030(second);
  expect(record).toHaveLength(1 + 6 + 35 + 32 + 1 + 60 + 15 + 40);
  expect(decode(record.subarray(75, 135)).trimEnd()).toBe('马䶮·𠮷');
  expect(record.subarray(135, 150).toString()).toBe('000000000479921');
});

test('what does not fit a column is refused, never cut, and the account is not repeated', async () => {
  for (const holder of ['欧'.repeat(31), '赵\n甲子', '赵\t']) {
    const refusal = await refusalOf(
      renderFile(aBatch([aLine(1, { holder })]), 'text'),
      'payment.column-unfit',
    );
    expect(JSON.stringify(refusal)).not.toContain('6230000000000000019');
  }
  await refusalOf(renderFile(aBatch([aLine(1)]), 'no-such'), 'payment.file-unknown');
});

test('the workbook keeps account numbers as text and amounts as numbers with two digits', async () => {
  const { bytes } = await renderFile(aBatch([aLine(1), aLine(2)]), 'workbook');
  const sheet = read(bytes, { cellNF: true }).Sheets[number];
  expect(sheet?.['D2']).toMatchObject({ t: 's', v: '6230000000000000019' });
  expect(sheet?.['F2']).toMatchObject({ t: 'n', v: 5300, w: '5,300.00' });
});

type Seen = { name: string; children: string[] };
function outline(xml: string): { elements: Seen[]; text: Map<string, string[]> } {
  const parser = new SaxesParser({ xmlns: true });
  const stack: Seen[] = [];
  const elements: Seen[] = [];
  const text = new Map<string, string[]>();
  parser.on('opentag', ({ name, uri }) => {
    expect(uri).toBe('urn:iso:std:iso:20022:tech:xsd:pain.001.001.09');
    stack.at(-1)?.children.push(name);
    const seen = { name, children: [] };
    stack.push(seen);
    elements.push(seen);
  });
  parser.on('text', (piece) => {
    const path = stack.map(({ name }) => name).join('/');
    if (piece.trim() !== '') text.set(path, [...(text.get(path) ?? []), piece]);
  });
  parser.on('closetag', () => stack.pop());
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return { elements, text };
}

/** Child elements of pain.001.001.09 in the order of its schema; `!` must be there. */
const schema: Readonly<Record<string, string>> = {
  Document: 'CstmrCdtTrfInitn!',
  CstmrCdtTrfInitn: 'GrpHdr! PmtInf! SplmtryData',
  GrpHdr: 'MsgId! CreDtTm! Authstn NbOfTxs! CtrlSum InitgPty! FwdgAgt InitnSrc',
  PmtInf:
    'PmtInfId! PmtMtd! ReqdAdvcTp BtchBookg NbOfTxs CtrlSum PmtTpInf ReqdExctnDt! ' +
    'PoolgAdjstmntDt Dbtr! DbtrAcct! DbtrAgt! DbtrAgtAcct InstrForDbtrAgt UltmtDbtr ChrgBr ' +
    'ChrgsAcct ChrgsAcctAgt CdtTrfTxInf!',
  CdtTrfTxInf:
    'PmtId! PmtTpInf Amt! XchgRateInf ChrgBr MndtRltdInf ChqInstr UltmtDbtr IntrmyAgt1 ' +
    'IntrmyAgt1Acct IntrmyAgt2 IntrmyAgt2Acct IntrmyAgt3 IntrmyAgt3Acct CdtrAgt CdtrAgtAcct Cdtr ' +
    'CdtrAcct UltmtCdtr InstrForCdtrAgt InstrForDbtrAgt Purp RgltryRptg Tax RltdRmtInf RmtInf ' +
    'SplmtryData',
  PmtId: 'InstrId EndToEndId! UETR',
  Amt: 'InstdAmt EqvtAmt',
  PmtTpInf: 'InstrPrty SvcLvl LclInstrm CtgyPurp',
  CtgyPurp: 'Cd Prtry',
  ReqdExctnDt: 'Dt DtTm',
  InitgPty: 'Nm PstlAdr Id CtryOfRes CtctDtls',
  Dbtr: 'Nm PstlAdr Id CtryOfRes CtctDtls',
  Cdtr: 'Nm PstlAdr Id CtryOfRes CtctDtls',
  DbtrAcct: 'Id Tp Ccy Nm Prxy',
  CdtrAcct: 'Id Tp Ccy Nm Prxy',
  Id: 'IBAN Othr Id',
  Othr: 'Id! SchmeNm Issr',
  DbtrAgt: 'FinInstnId! BrnchId',
  FinInstnId: 'BICFI ClrSysMmbId LEI Nm PstlAdr Othr',
  ClrSysMmbId: 'ClrSysId MmbId!',
  ClrSysId: 'Cd Prtry',
  RmtInf: 'Ustrd Strd',
};

test('pain.001.001.09 is well-formed, in the order of its schema, with its control sums', async () => {
  const lines = [aLine(1, { holder: '<赵> & "甲子"' }), aLine(2, { amountFen: 1 })];
  const { bytes } = await renderFile(aBatch(lines), 'iso');
  const { elements, text } = outline(bytes.toString('utf8'));
  for (const { name, children } of elements.filter((one) => one.children.length > 0)) {
    const order = schema[name]?.split(' ') ?? [];
    const places = children.map((child) =>
      order.findIndex((one) => one.replace('!', '') === child),
    );
    expect([name, places]).toEqual([name, places.toSorted((a, b) => a - b)]);
    expect([name, Math.min(...places) >= 0]).toEqual([name, true]);
    const needed = order.filter((one) => one.endsWith('!')).map((one) => one.slice(0, -1));
    expect(needed.filter((one) => !children.includes(one))).toEqual([]);
  }
  const root = 'Document/CstmrCdtTrfInitn';
  expect(text.get(`${root}/GrpHdr/NbOfTxs`)).toEqual(['2']);
  expect(text.get(`${root}/GrpHdr/CtrlSum`)).toEqual(['5300.01']);
  expect(text.get(`${root}/PmtInf/CtrlSum`)).toEqual(['5300.01']);
  const transaction = `${root}/PmtInf/CdtTrfTxInf`;
  expect(text.get(`${transaction}/PmtId/EndToEndId`)).toEqual(lines.map((one) => one.reference));
  expect(text.get(`${transaction}/Amt/InstdAmt`)).toEqual(['5300.00', '0.01']);
  expect(text.get(`${transaction}/Cdtr/Nm`)?.join('')).toBe('<赵> & "甲子"赵甲子');
  expect(Math.max(...lines.map((one) => one.reference.length))).toBeLessThanOrEqual(35);
});

test('invented payments say so in every form', async () => {
  const batch = aBatch([aLine(1)], { isDemo: true });
  for (const { id } of bank.files) {
    const { name, bytes } = await renderFile(batch, id);
    expect(name).toMatch(/^演示数据-/);
    if (id === 'text') expect(decode(bytes)).toContain('演示数据');
    if (id === 'iso') expect(bytes.toString()).toContain('演示数据');
    if (id === 'workbook') {
      const sheet = read(bytes).Sheets[number];
      expect(JSON.stringify(sheet)).toContain('演示数据');
    }
  }
});

const rows = [
  { reference: paymentReference(number, 1), amountFen: 530_000, result: '0000', reason: null },
  {
    reference: paymentReference(number, 2),
    amountFen: 479_921,
    result: '1002',
    reason: '户名不符',
  },
];
const yuan = (fen: number) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
const shown = async (name: string, bytes: Uint8Array) => {
  const { fileId, rows: found } = await readReturn(bank, { name, bytes });
  return { fileId, found: found.map(({ line: _line, ...row }) => row) };
};

test('a return in fixed columns is read in GB18030 and in UTF-8', async () => {
  const text = [
    `H${number}`,
    ...rows.map(({ reference, amountFen, result, reason }, at) =>
      [
        'D',
        String(at + 1).padStart(6, '0'),
        reference.padEnd(35),
        String(amountFen).padStart(15, '0'),
        result,
        reason ?? '',
      ].join(''),
    ),
    'T00000002',
  ].join('\r\n');
  for (const bytes of [encodeGb18030(text), Buffer.from(text), Buffer.from(`${text}\r\n\r\n`)]) {
    expect(await shown('a.txt', bytes)).toEqual({ fileId: 'text', found: rows });
  }
});

const because = (reason: string | null) =>
  reason === null
    ? ''
    : `<StsRsnInf><Rsn><Cd>BE01</Cd></Rsn><AddtlInf>${reason}</AddtlInf></StsRsnInf>`;

test('a return separated by bars, a workbook and pain.002.001.10 give the same rows', async () => {
  const text = rows
    .map(({ reference, amountFen, result, reason }) =>
      [reference, yuan(amountFen), result, reason ?? ''].join('|'),
    )
    .join('\n');
  expect(await shown('a', encodeGb18030(text))).toEqual({ fileId: 'delimited', found: rows });

  const sheet = utils.aoa_to_sheet([
    ['代发结果清单'],
    ['序号', '业务参考号', '金额（元）', '处理结果', '失败原因'],
    ...rows.map((row, at) => [at + 1, row.reference, row.amountFen / 100, row.result, row.reason]),
  ]);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '结果');
  const bytes = write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
  expect(await shown('a.xlsx', bytes)).toEqual({ fileId: 'workbook', found: rows });

  const transactions = rows.map(
    ({ reference, amountFen, result, reason }) =>
      `<TxInfAndSts><OrgnlInstrId>x</OrgnlInstrId><OrgnlEndToEndId>${reference}</OrgnlEndToEndId>
      <TxSts>${result === '0000' ? 'ACSC' : 'RJCT'}</TxSts>${because(reason)}
      <OrgnlTxRef><Amt><InstdAmt Ccy="CNY">${yuan(amountFen)}</InstdAmt></Amt></OrgnlTxRef>
      </TxInfAndSts>`,
  );
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
    <GrpHdr><MsgId>B1</MsgId><CreDtTm>2022-11-16T08:00:00</CreDtTm></GrpHdr>
    <OrgnlGrpInfAndSts><OrgnlMsgId>${number}</OrgnlMsgId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
    <OrgnlPmtInfAndSts><OrgnlPmtInfId>${number}</OrgnlPmtInfId>${transactions.join('')}
    </OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;
  const codes = ['ACSC', 'BE01'];
  expect(await shown('a.xml', Buffer.from(xml))).toEqual({
    fileId: 'iso',
    found: rows.map((row, at) => ({ ...row, result: codes[at] })),
  });
});

const codeOf = async (text: string) => {
  const reading = readReturn(bank, { name: 'a', bytes: Buffer.from(text) });
  const error: unknown = await reading.catch((thrown: unknown) => thrown);
  return error instanceof Refusal ? error.code : String(error);
};

test('a return that is none is refused, and a hostile one too', async () => {
  expect(await codeOf('  \n')).toBe('bank-return.unreadable');
  expect(await codeOf('<html><body>404</body></html>')).toBe('bank-return.unreadable');
  expect(await codeOf('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')).toBe('file.hostile');
  expect(await codeOf('PKnothing')).toBe('file.damaged');
});

test('any bytes are read as rows or refused, never a crash', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 300 }).map((text) => Buffer.from(text)),
    fc
      .array(fc.constantFrom('|', '\n', 'QN640302', '5300.00', '0000', ' ', '<', '>', '赵'), {
        maxLength: 60,
      })
      .map((parts) => Buffer.from(parts.join(''))),
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (given) => {
      try {
        await readReturn(bank, { name: 'x', bytes: given });
      } catch (error) {
        expect(error).toMatchObject({ name: 'Refusal' });
      }
    }),
    { numRuns: 500 },
  );
});

test('amounts of banks are read to the fen or not at all', () => {
  expect(amountOf('5,300.00', 'yuan')).toBe(530_000);
  expect(amountOf('5300.0', 'yuan')).toBe(530_000);
  expect(amountOf('000000000530000', 'fen')).toBe(530_000);
  for (const text of ['5300.005', '-5300', '5,30.00', '5300元', '1e3', '', '.5']) {
    expect([text, amountOf(text, 'yuan')]).toEqual([text, null]);
  }
  expect(amountOf('5300.00', 'fen')).toBeNull();
});
