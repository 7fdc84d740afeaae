// The voucher: its sums and words, and a QR code that another decoder reads out of the PDF, with a
// proof that holds against the signed checkpoint.

import { inflateSync } from 'node:zlib';
import { rmSync } from 'node:fs';
import jsqr from 'jsqr';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../../../test/helpers/database.ts';
import { journalOn } from '../../../test/helpers/journal.ts';
import { ledgerDistrict, ledgerOn } from '../../../test/helpers/ledger.ts';
import { refusalOf } from '../../../test/helpers/notes.ts';
import { litong } from '../../funds/funds.testing.ts';
import { verifyInclusion } from '../../journal/merkle.ts';
import { prove } from '../../journal/prove.ts';
import { seal } from '../../journal/seal.ts';
import { openNote, parseCheckpoint, parseVerifierKey } from '../../journal/signed-note.ts';
import { paymentsOn } from '../payments.testing.ts';
import { findPayment, listEvidence } from './facts.ts';
import { typeset } from './typeset.ts';
import { voucherData } from './voucher.ts';

const db = await testDatabase();
const ledger = await ledgerOn(db);
const { inDistrict } = ledger;
const payments = paymentsOn(ledger);
const journal = journalOn(db);
afterAll(() => rmSync(journal.folder, { recursive: true, force: true }));
await payments.endow(20_000);

const { orders } = await (async () => {
  await payments.cleared({ headName: '赵#甲子*_$' }, 479_921);
  return payments.sent();
})();
const [order] = orders;
if (!order) throw new Error('one order is sent');
const { reference, amountFen, orderId } = order;
await payments.answer([{ reference, amountFen, result: '0000' }]);

const partsOf = (isDemo = false) =>
  inDistrict(async (tx) => {
    const payment = await findPayment(tx, ledgerDistrict, orderId);
    if (!payment) throw new Error('the order is there');
    const entry = payment.settledEntry ?? '';
    return {
      payment,
      evidence: await listEvidence(tx, ledgerDistrict, payment),
      proof: await prove(tx, ledgerDistrict, entry, journal.signer),
      programme: litong,
      isDemo,
    };
  });

test('a voucher waits until the record of its payment is sealed', async () => {
  await refusalOf(partsOf(), 'journal.not-sealed-yet');
  await seal(db, ledgerDistrict, journal.options);
  expect((await partsOf()).proof.entryId).toBeTruthy();
});

test('O144 O145 the voucher says the sum twice, its sources, its steps and its evidence', async () => {
  const data = voucherData(await partsOf(), 'zh');
  // 80 % of 4,799.21 yuan, in proportion 35 : 18.
  expect(data.amount).toBe('¥ 3,839.37');
  expect(data.capitals).toBe('人民币叁仟捌佰叁拾玖元叁角柒分');
  expect(data.sources).toEqual([
    ['中央专项补助资金', '¥ 2,535.43'],
    ['利通区财政配套', '¥ 1,303.94'],
  ]);
  expect(data.steps.length).toBeGreaterThan(1);
  expect(data.steps.some(({ ground }) => ground.includes('九'))).toBe(true);
  const kinds = data.evidence.map(([kind]) => kind);
  expect(kinds).toEqual(['审定价', '公示', '自筹缴款', '代发文件', '银行回盘']);
  expect(JSON.stringify(data)).not.toMatch(/6230000{5}/);
  expect(data.demo).toBeNull();
});

const bytes = (base64: string) => Buffer.from(base64, 'base64');

/** The grey pictures of a PDF, by their sizes, taken out without a PDF library. */
function picturesIn(pdf: Buffer): Array<{ size: number; pixels: Buffer }> {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/<<(?:(?!endobj)[^])*?\/Subtype\s*\/Image[^]*?stream\r?\n/g)].flatMap(
    (found) => {
      const [head] = found;
      const size = Number(/\/Width (\d+)/.exec(head)?.[1]);
      const from = found.index + head.length;
      const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
      const pixels = inflateSync(pdf.subarray(from, from + length));
      return pixels.length === size * size ? [{ size, pixels }] : [];
    },
  );
}

/** What another decoder reads, each module drawn four pixels wide. */
function readCode({ size, pixels }: { size: number; pixels: Buffer }): string {
  const scale = 4;
  const width = size * scale;
  const rgba = new Uint8ClampedArray(width * width * 4);
  for (let at = 0; at < width * width; at += 1) {
    const [x, y] = [Math.floor((at % width) / scale), Math.floor(at / width / scale)];
    rgba.fill(pixels[y * size + x] ?? 0, at * 4, at * 4 + 3);
    rgba[at * 4 + 3] = 255;
  }
  const decode = jsqr as unknown as typeof jsqr.default;
  return decode(rgba, width, width)?.data ?? '';
}

test('the QR code read out of the PDF proves the payment against the signed checkpoint', async () => {
  const parts = await partsOf();
  const pdf = typeset('voucher.typ', voucherData(parts, 'zh'));
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  const [picture] = picturesIn(pdf);
  if (!picture) throw new Error('the voucher has a code');
  const text = readCode(picture);
  const [head = '', ...note] = text.split('\n\n');
  const [format, leafLine = '', indexLine = '', ...hashes] = head.split('\n');
  expect(format).toBe('c2sp.org/tlog-proof@v1');
  const key = parseVerifierKey(journal.signer.verifierKey(ledgerDistrict));
  const opened = key && openNote(note.join('\n\n'), key);
  const checkpoint = parseCheckpoint(opened ?? '');
  if (!checkpoint) throw new Error('the checkpoint is signed');
  expect(checkpoint.origin).toBe(`qingnuan/${ledgerDistrict}`);
  const leaf = bytes(leafLine.replace('extra ', ''));
  const index = Number(indexLine.replace('index ', ''));
  const { size, root } = checkpoint;
  expect(verifyInclusion(leaf, index, size, hashes.map(bytes), root)).toBe(true);
  leaf[0] = (leaf[0] ?? 0) ^ 1;
  expect(verifyInclusion(leaf, index, size, hashes.map(bytes), root)).toBe(false);
  // The record it proves names this payment and its sum.
  const body = JSON.parse(bytes(parts.proof.body).toString()) as { input: { rows: unknown[] } };
  expect(body.input.rows).toEqual([[1, reference, amountFen, '0000']]);
});

test('the same voucher has the same bytes; an invented one says so; both languages set', async () => {
  const parts = await partsOf();
  const pdf = typeset('voucher.typ', voucherData(parts, 'zh'));
  expect(typeset('voucher.typ', voucherData(parts, 'zh')).equals(pdf)).toBe(true);
  const demo = voucherData(await partsOf(true), 'zh');
  expect([demo.demo, demo['demo-note']]).toEqual(['演示数据', expect.stringContaining('演示数据')]);
  expect(typeset('voucher.typ', demo).equals(pdf)).toBe(false);
  expect(typeset('voucher.typ', voucherData(parts, 'en')).length).toBeGreaterThan(10_000);
});

test('a code of a journal with a million entries still fits', async () => {
  const parts = await partsOf();
  const hashes = Array.from({ length: 20 }, () => parts.proof.leafHash);
  const large = { ...parts, proof: { ...parts.proof, hashes } };
  const { qr } = voucherData(large, 'zh');
  expect(readCode({ size: qr.size, pixels: Buffer.from(qr.pixels) })).toContain('index ');
});
