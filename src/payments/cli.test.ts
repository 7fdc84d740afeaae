// qn batch on a real database: wrong arguments first, then a batch made, its file taken and the
// bank's return read; the approval in between is another person's.

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { aPerson, ledgerOn } from '../../test/helpers/ledger.ts';
import { Refusal } from '../core/errors.ts';
import { litong } from '../funds/funds.testing.ts';
import type { withLedger } from '../imports/open-ledger.ts';
import { approveBatch, submitBatch } from './batch-actions.ts';
import { batchCommand } from './cli.ts';
import { checker, maker, paymentsOn } from './payments.testing.ts';

const db = await testDatabase();
const ledger = await ledgerOn(db);
const { act, sealing, clock } = ledger;
const payments = paymentsOn(ledger);
await payments.endow(100_000);
const folder = mkdtempSync(join(tmpdir(), 'qingnuan-batch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const people = {
  maker,
  checker,
  auditor: aPerson('audit', null),
  clerk: aPerson('townClerk'),
  town: aPerson('finance'),
};
const open: typeof withLedger = (_programme, username = '', work) => {
  const actor = people[username as keyof typeof people];
  const services = {
    db,
    clock,
    vault: sealing.vault,
    dataFolder: folder,
    isDemo: true,
    programmes: [litong],
  };
  return work({ services, actor });
};

async function run(...args: string[]) {
  let text = '';
  const write = (piece: string) => void (text += piece);
  const exit = await batchCommand(args, { write, language: 'zh', folder }, open);
  expect(exit).toBe(0);
  return text;
}
const codeOf = async (...args: string[]) => {
  const error: unknown = await run(...args).catch((thrown: unknown) => thrown);
  return error instanceof Refusal ? error.code : String(error);
};

test('qn batch refuses what it is not asked properly, and those who may not', async () => {
  const by = ['--as', 'maker'];
  const wrong = [
    ['list'],
    ['list', 'x', ...by],
    ['make', 'x', ...by],
    ['approve', 'x', ...by],
    ['list', '--state', 'lost', ...by],
    ['make', '--until', 'much', ...by],
    ['make', '--year', 'x', ...by],
    ['file', ...by],
    ['file', 'x', ...by],
    ['return', ...by],
  ];
  for (const args of wrong) {
    expect([args, await codeOf(...args)]).toEqual([args, 'programme.command-arguments']);
  }
  expect(await codeOf('make', '--bank', 'x', ...by)).toBe('payment.bank-unknown');
  expect(await codeOf('list', '--as', 'clerk')).toBe('people.not-allowed');
  expect(await codeOf('list', '--as', 'town')).toBe('action.not-here');
  expect(await codeOf('make', '--as', 'auditor')).toBe('action.not-allowed');
  const take = ['file', 'x', '--format', 'text', '--out', 'x'];
  expect(await codeOf(...take, '--as', 'auditor')).toBe('people.not-allowed');
  expect(await codeOf(...take, ...by)).toBe('batch.not-found');
  expect(await codeOf('return', 'nowhere', ...by)).toBe('file.not-found');
  expect(await codeOf('make', ...by)).toBe('batch.nothing-to-pay');
});

test('qn batch makes a batch, takes its file and reads the return', async () => {
  await payments.cleared();
  await payments.cleared({ account: null });
  const tried = await run('make', '--as', 'maker', '--dry-run');
  expect(tried).toContain('列入 1 笔，5,300.00 元');
  expect(tried).toContain('没有账户 1');
  const made = JSON.parse(await run('make', '--as', 'maker', '--json'));
  expect(made).toMatchObject({ orders: 1, totalFen: 530_000, leftOut: { 'account-missing': 1 } });
  const { number, batchId } = made;
  const take = ['file', number, '--format', 'text', '--out', 'a.txt', '--as', 'maker'];
  expect(await codeOf(...take)).toBe('action.wrong-state');
  await act(maker, submitBatch, { batchId });
  await act(checker, approveBatch, { batchId });
  await run(...take);
  const path = join(folder, 'a.txt');
  const text = new TextDecoder('gb18030').decode(readFileSync(path));
  expect(text).toContain('演示数据');
  expect(statSync(path).mode & 0o077).toBe(0);
  expect(await run('list', '--as', 'auditor')).toContain(`${number}  已送银行  1  5,300.00`);

  const [order] = await payments.ordersOf(batchId);
  writeFileSync(join(folder, 'r.txt'), `${order?.reference}|5300.00|0000|\n`);
  expect(await run('return', 'r.txt', '--as', 'maker')).toContain('到账 1 笔 5,300.00 元');
  expect(await codeOf('return', 'r.txt', '--as', 'maker')).toBe('bank-return.file-twice');
  const closed = JSON.parse(await run('list', '--state', 'closed', '--as', 'auditor', '--json'));
  expect(closed).toMatchObject([{ number, paidFen: 530_000 }]);
});
