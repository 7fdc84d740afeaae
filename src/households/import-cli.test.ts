// qn import ledger as other programs call it: one JSON object, and exit codes that tell refused
// rows from unreadable files.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { CommandIo } from '../programmes/command.ts';
import { importCommand } from './import-cli.ts';
import { anId } from './import/testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'qingnuan-import-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
// No data folder, as on a machine that only checks files.
process.env['QINGNUAN_DATA'] = join(folder, 'nowhere');

/** Runs the command in the folder of the test and gives its exit code and what it wrote. */
async function run(args: readonly string[], language: CommandIo['language'] = 'zh') {
  let text = '';
  const write = (piece: string) => {
    text += piece;
  };
  const exit = await importCommand(args, { write, language, folder });
  return { exit, text, json: () => JSON.parse(text) as Record<string, unknown> };
}

const HEADINGS = '行政村,村组,户主姓名,身份证号,取暖面积,合同金额,电表户号';
const checks = ['--town', '640302100', '--dry-run', '--demo'];

function write(name: string, lines: readonly string[]): string {
  writeFileSync(join(folder, name), lines.join('\n'));
  return name;
}

test('qn import refuses what it is not asked properly, each with its reason', async () => {
  const file = write('a.csv', [HEADINGS]);
  const bad = [
    [],
    ['ledger'],
    ['ledgers', file],
    ['ledger', file, 'b.csv', ...checks],
    ['ledger', file, '--dry-run'],
    ['ledger', file, '--dry-run', '--town', '1'],
    ['ledger', file, '--dry-run', '--town', '640302999'],
    ['ledger', file, '--year', '22', ...checks],
    ['history', file],
  ];
  for (const args of bad) {
    await expect(run(args), args.join(' ')).rejects.toMatchObject({
      code: 'programme.command-arguments',
    });
  }
});

test('qn import stores nothing without a data folder, and says what to do first', async () => {
  const file = write('a.csv', [HEADINGS]);
  await expect(run(['ledger', file, '--town', '640302100'])).rejects.toMatchObject({
    code: 'account.no-district',
  });
});

test('qn import gives 2 and a code for a file that cannot be read, in both languages', async () => {
  const missing = await run(['ledger', 'nowhere.xlsx', ...checks, '--json']);
  expect([missing.exit, missing.json()]).toMatchObject([2, { error: { code: 'file.not-found' } }]);
  const page = write('b.xls', ['<html><table></table></html>']);
  const refused = await run(['ledger', page, ...checks, '--json'], 'en');
  expect([refused.exit, refused.json()]).toMatchObject([
    2,
    { error: { code: 'file.unsupported' } },
  ]);
  expect(refused.text).toContain('save it as');
});

test('qn import gives 1 when a row was refused and says where and why (O100)', async () => {
  const file = write('大庙桥.csv', [HEADINGS, `大庙桥村,1组,马甲子,6.40399E+17,60,7000,D1`]);
  const { exit, json } = await run(['ledger', file, ...checks, '--json']);
  expect(exit).toBe(1);
  expect(json()).toMatchObject({
    sheets: [{ name: '大庙桥', hidden: false, headerRow: 1, rows: 1 }],
    rows: { read: 1, accepted: 0, refused: 1, skipped: 0 },
    changes: { new: 0, updated: 0, unchanged: 0 },
    findings: [
      { code: 'column.unknown', column: '电表户号' },
      {
        sheet: '大庙桥',
        row: 2,
        cell: 'D2',
        column: 'idNumber',
        value: '6.40399E+17',
        code: 'id.damaged-by-spreadsheet',
        severity: 'error',
      },
    ],
  });
  expect(json()).not.toHaveProperty('households');
  const words = await run(['ledger', file, ...checks]);
  expect(words.text).toContain('大庙桥 D2 id.damaged-by-spreadsheet');
  expect(words.text).toContain('不收 1 行');
});

test('qn import gives 0 and with --rows the accepted rows, money in yuan', async () => {
  const file = write('c.csv', [HEADINGS, `大庙桥村,3组,马甲子,${anId(1)},60.5,"7,000.50",D1`]);
  const { exit, json } = await run(['ledger', file, ...checks, '--json', '--rows']);
  expect(exit).toBe(0);
  expect(json()['households']).toEqual([
    {
      sheet: 'c',
      row: 2,
      town: '640302100',
      village: '640302100210',
      group: '3',
      headName: '马甲子',
      idNumber: anId(1),
      heatedAreaM2: 60.5,
      costYuan: 7000.5,
      note: '电表户号：D1',
    },
  ]);
});
