// The bank of the walk: it reads the files it is sent by its own understanding of their columns,
// and answers as text, as a workbook or as pain.002. Shares no code with what wrote the files.

import assert from 'node:assert/strict';
import { read, utils, write } from '@e965/xlsx';

/** A payment as the bank read it. */
export type Payment = {
  readonly reference: string;
  readonly account: string;
  readonly holder: string;
  readonly amountFen: number;
};
/** What the bank says about a payment. */
export type Answer = Pick<Payment, 'reference' | 'amountFen'> & {
  readonly result: string;
  readonly reason?: string;
};

const sumOf = (payments: readonly Payment[]) =>
  payments.reduce((sum, { amountFen }) => sum + amountFen, 0);
const decoder = new TextDecoder('gb18030');

function cut(line: Buffer, widths: readonly number[]): string[] {
  let from = 0;
  const cells = widths.map((width) => {
    from += width;
    return decoder.decode(line.subarray(from - width, from)).trim();
  });
  assert.equal(from, line.length, 'a line of fixed columns has its length');
  return cells;
}

/** Reads fixed columns in GB18030; count and sum must be those of header and trailer. */
export function readFixed(bytes: Buffer): Payment[] {
  const lines: Buffer[] = [];
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf('\r\n', from);
    assert.ok(end >= 0, 'every line ends');
    lines.push(bytes.subarray(from, end));
    from = end + 2;
  }
  const [first = Buffer.alloc(0), ...rest] = lines;
  const last = rest.pop() ?? Buffer.alloc(0);
  const [mark, , day, , count, total, currency] = cut(first, [1, 20, 8, 32, 8, 18, 3]);
  const payments = rest.map((line, at) => {
    const cells = cut(line, [1, 6, 35, 32, 1, 60, 15, 40]);
    const [kind, number, reference = '', account = '', , holder = '', amount] = cells;
    assert.deepEqual([kind, Number(number)], ['D', at + 1]);
    return { reference, account, holder, amountFen: Number(amount) };
  });
  assert.deepEqual([mark, currency], ['H', 'CNY']);
  assert.match(day ?? '', /^2022\d{4}$/);
  const [end, endCount, endTotal] = cut(last, [1, 8, 18]);
  assert.equal(end, 'T');
  for (const told of [count, endCount]) assert.equal(Number(told), payments.length);
  for (const told of [total, endTotal]) assert.equal(Number(told), sumOf(payments));
  return payments;
}

const yuanToFen = (text: string) => Math.round(Number(text.replaceAll(',', '')) * 100);
const fenToYuan = (fen: number) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

/** Reads the workbook; its columns are found by their titles. */
export function readWorkbook(bytes: Buffer): Payment[] {
  const book = read(bytes, { type: 'buffer' });
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
  const rows: unknown[][] = utils.sheet_to_json(sheet, { header: 1, raw: false });
  const at = rows.findIndex((row) => row.includes('业务参考号'));
  const heads = rows[at] ?? assert.fail('the list has headings');
  const text = (row: unknown[], title: string) => String(row[heads.indexOf(title)] ?? '').trim();
  return rows
    .slice(at + 1)
    .filter((row) => /^QN\d{19}$/.test(text(row, '业务参考号')))
    .map((row) => ({
      reference: text(row, '业务参考号'),
      account: text(row, '账号'),
      holder: text(row, '户名'),
      amountFen: yuanToFen(text(row, '金额（元）')),
    }));
}

const one = (xml: string, tag: string) =>
  new RegExp(`<${tag}(?: [^>]*)?>([^<]*)</${tag}>`).exec(xml)?.[1] ?? '';

/** Reads pain.001; number and sum must be those of the group. */
export function readPain001(bytes: Buffer): Payment[] {
  const text = bytes.toString('utf8');
  const payments = [...text.matchAll(/<CdtTrfTxInf>([^]*?)<\/CdtTrfTxInf>/g)].map(
    ([, xml = '']) => ({
      reference: one(xml, 'EndToEndId'),
      account: /<Othr>\s*<Id>(\d+)<\/Id>/.exec(xml)?.[1] ?? '',
      holder: one(xml, 'Nm'),
      amountFen: yuanToFen(one(xml, 'InstdAmt')),
    }),
  );
  assert.equal(Number(one(text, 'NbOfTxs')), payments.length);
  assert.equal(yuanToFen(one(text, 'CtrlSum')), sumOf(payments));
  return payments;
}

/** Answers as text separated by bars. */
export function answerText(answers: readonly Answer[]): Uint8Array<ArrayBuffer> {
  const lines = answers.map(({ reference, amountFen, result, reason = '' }) =>
    [reference, fenToYuan(amountFen), result, reason].join('|'),
  );
  return new Uint8Array(Buffer.from(`${lines.join('\r\n')}\r\n`));
}

/** Answers as a workbook. */
export function answerWorkbook(answers: readonly Answer[]): Uint8Array<ArrayBuffer> {
  const rows = answers.map(({ reference, amountFen, result, reason = '' }) => {
    return [reference, fenToYuan(amountFen), result, reason];
  });
  const heads = ['业务参考号', '金额（元）', '处理结果', '失败原因'];
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['代发结果'], heads, ...rows]), '回盘');
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
}

/** Answers as pain.002; a result that is no status is the reason of a rejection. */
export function answerPain002(answers: readonly Answer[]): Uint8Array<ArrayBuffer> {
  const rows = answers.map(({ reference, amountFen, result }) => {
    const isDone = ['ACSC', 'ACCC'].includes(result);
    const why = isDone ? '' : `<StsRsnInf><Rsn><Cd>${result}</Cd></Rsn></StsRsnInf>`;
    const amount = `<Amt><InstdAmt Ccy="CNY">${fenToYuan(amountFen)}</InstdAmt></Amt>`;
    return `<TxInfAndSts><OrgnlEndToEndId>${reference}</OrgnlEndToEndId>
      <TxSts>${isDone ? result : 'RJCT'}</TxSts>${why}
      <OrgnlTxRef>${amount}</OrgnlTxRef></TxInfAndSts>`;
  });
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
    <OrgnlPmtInfAndSts>${rows.join('')}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;
  return new Uint8Array(Buffer.from(xml));
}
