// qn export and qn import targets as people type them: wrong arguments first, then the files.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read } from '@e965/xlsx';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { aPerson, ledgerDistrict, ledgerOn, townA } from '../../test/helpers/ledger.ts';
import type { withLedger } from '../imports/open-ledger.ts';
import { listVersions } from '../targets/queries.ts';
import { importTargetsCommand } from '../targets/import-cli.ts';
import { exportCommand } from './cli.ts';

const ledger = await ledgerOn(await testDatabase());
const { db, clock, sealing } = ledger;
await ledger.register({ headName: '赵甲子', phone: '15401234567' });
const folder = mkdtempSync(join(tmpdir(), 'qingnuan-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const people = {
  office: aPerson('office', null),
  clerk: aPerson('townClerk'),
  builder: aPerson('enterprise', null),
};
const open: typeof withLedger = (programme, username = 'office', work) => {
  const actor = people[username as keyof typeof people];
  const { data } = programme;
  const district = { ...data.programme.district, code: ledgerDistrict };
  const own = { ...programme, data: { ...data, programme: { ...data.programme, district } } };
  const services = {
    db,
    clock,
    vault: sealing.vault,
    dataFolder: folder,
    isDemo: true,
    programmes: [own],
  };
  return work({ services, actor });
};

async function run(command: typeof exportCommand, ...args: string[]) {
  let text = '';
  const write = (piece: string) => void (text += piece);
  const exit = await command(args, { write, language: 'zh', folder }, open);
  return { exit, text };
}
const written = (name: string) => readFileSync(join(folder, name));

test('qn export refuses what it is not asked properly, and those who may not', async () => {
  const wrong = [
    ['ledger'],
    ['households', '--out', 'x.csv'],
    ['ledger', '--out', 'x.csv', '--town', '金积镇'],
    ['ledger', '--out', 'x.csv', '--format', 'pdf'],
    ['template', 'ledger', '--out', 'x.xlsx'],
  ];
  for (const args of wrong) {
    await expect(run(exportCommand, ...args), args.join(' ')).rejects.toMatchObject({
      code: 'programme.command-arguments',
    });
  }
  const out = ['ledger', '--out', 'x.csv'];
  await expect(run(exportCommand, ...out, '--as', 'builder')).rejects.toMatchObject({
    code: 'people.not-allowed',
  });
  const elsewhere = ['--as', 'clerk', '--purpose', '核对', '--town', '640399101'];
  await expect(run(exportCommand, ...out, ...elsewhere)).rejects.toMatchObject({
    code: 'action.not-here',
  });
  expect(existsSync(join(folder, 'x.csv'))).toBe(false);
});

test('qn export writes the ledger masked, and in full for a purpose', async () => {
  const masked = await run(exportCommand, 'ledger', '--out', 'masked.csv');
  expect(masked).toMatchObject({ exit: 0, text: expect.stringContaining('masked.csv') });
  expect(written('masked.csv').toString()).toContain('154****4567');
  expect(written('masked.csv').toString()).toContain('注：演示数据');
  const town = ['--town', `${townA}000`, '--as', 'clerk'];
  await run(exportCommand, 'ledger', '--out', 'full.xlsx', '--purpose', '核对', ...town);
  const sheet = read(written('full.xlsx')).Sheets['台账'] ?? {};
  expect(sheet['A2'].v).toContain('演示数据');
  expect(sheet['F4'].v).toBe('15401234567');
  expect(existsSync(join(folder, 'full.xlsx.part'))).toBe(false);
});

test('qn export writes the templates', async () => {
  await run(exportCommand, 'template', 'ledger', '--town', townA, '--out', 'ledger.xlsx');
  expect(read(written('ledger.xlsx')).SheetNames[0]).toBe('台账');
  await run(exportCommand, 'template', 'targets', '--out', 'targets.xlsx');
  expect(read(written('targets.xlsx')).SheetNames[0]).toBe('任务分配表');
});

const versions = () => ledger.inDistrict((tx) => listVersions(tx, ledgerDistrict));
const csv = (town: string) => `乡镇,年度,项目,户数\n${town},2022,双替代,600\n合计,,,601\n`;

test('qn import targets keeps a version only when nothing is wrong and differences are confirmed', async () => {
  writeFileSync(join(folder, 'bad.csv'), csv('没有的镇'));
  writeFileSync(join(folder, 'good.csv'), csv('东镇'));
  writeFileSync(join(folder, 'none.csv'), '姓名,电话\n甲,1\n');
  const bad = await run(importTargetsCommand, 'targets', 'bad.csv', '--confirm', '--json');
  expect(bad.exit).toBe(1);
  expect(JSON.parse(bad.text)).toMatchObject({
    isStored: false,
    findings: [
      { code: 'place.unknown-town', cell: 'A2' },
      { code: 'sum.differs', cell: 'D3' },
    ],
  });
  expect((await run(importTargetsCommand, 'targets', 'none.csv')).exit).toBe(2);
  const asked = await run(importTargetsCommand, 'targets', 'good.csv');
  expect(asked).toMatchObject({ exit: 1, text: expect.stringContaining('方案为28500，表中600') });
  expect(await versions()).toEqual([]);
  const confirmed = ['--confirm', '--document', '利通区任务分配表'];
  expect((await run(importTargetsCommand, 'targets', 'good.csv', ...confirmed)).exit).toBe(0);
  expect(await versions()).toMatchObject([{ document: '利通区任务分配表', households: 600 }]);
});
