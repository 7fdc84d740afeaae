// qn import on a data folder: what it stores, what a dry run then finds in the ledger, the history,
// and who acts.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { writeDataMark } from '../demo/data-kind.ts';
import { importCommand } from '../households/import-cli.ts';
import { aLedgerOf } from './ledgers.testing.ts';

const db = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'qingnuan-import-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
process.env['DATABASE_URL'] = db.url;
process.env['QINGNUAN_DATA'] = join(folder, 'data');
writeDataMark(join(folder, 'data'), { kind: 'demo', isPlayed: true });

async function run(...args: string[]) {
  let text = '';
  const write = (piece: string) => {
    text += piece;
  };
  const exit = await importCommand(args, { write, language: 'zh', folder });
  return { exit, text, json: () => JSON.parse(text) as Record<string, unknown> };
}

function write(name: string, bytes: Buffer | string): string {
  writeFileSync(join(folder, name), bytes);
  return name;
}

async function count(table: string): Promise<number> {
  const { rows } = await db.pool.query<{ n: string }>(`select count(*) as n from ${table}`);
  return Number(rows[0]?.n);
}

const town = ['--town', '640302100'];

test('a dry run on an empty ledger writes nothing', async () => {
  const file = write('a.csv', aLedgerOf(4));
  const { exit, json } = await run('ledger', file, ...town, '--dry-run', '--json');
  expect([exit, json()['changes']]).toEqual([0, { new: 4, updated: 0, unchanged: 0 }]);
  expect([await count('households'), await count('imports')]).toEqual([0, 0]);
});

test('somebody unknown, or without the role, stores nothing', async () => {
  await expect(run('ledger', 'a.csv', ...town, '--as', 'nobody')).rejects.toMatchObject({
    code: 'account.unknown',
  });
  expect(await count('households')).toBe(0);
});

test('a year nobody tells stops it before anything is written; --year settles it', async () => {
  const file = write('b.csv', aLedgerOf(2, 100).toString().replaceAll(',2022,', ',,'));
  await expect(run('ledger', file, ...town)).rejects.toMatchObject({
    code: 'ledger-import.choice-needed',
  });
  expect([await count('households'), await count('imports')]).toEqual([0, 0]);
  expect((await run('ledger', file, ...town, '--year', '2023')).exit).toBe(0);
  const { rows } = await db.pool.query('select distinct year from cases');
  expect(rows).toEqual([{ year: 2023 }]);
});

test('a ledger is stored, and again is unchanged; elsewhere it is a duplicate (O100)', async () => {
  const file = write('a.csv', aLedgerOf(4));
  const first = await run('ledger', file, ...town, '--json');
  expect([first.exit, first.json()['changes']]).toEqual([0, { new: 4, updated: 0, unchanged: 0 }]);
  expect(Object.keys(first.json())).toEqual(['sheets', 'rows', 'changes', 'findings']);
  const again = await run('ledger', file, ...town, '--json');
  expect(again.json()['changes']).toEqual({ new: 0, updated: 0, unchanged: 4 });
  const moved = write('c.csv', aLedgerOf(1).toString().replace('大庙桥村', '关渠村'));
  const refused = await run('ledger', moved, ...town, '--dry-run', '--json');
  expect(refused.exit).toBe(1);
  expect(refused.json()['findings']).toMatchObject([{ code: 'duplicate.in-ledger', row: 2 }]);
  const history = JSON.parse((await run('history', '--json')).text) as unknown[];
  expect(history).toMatchObject([
    { fileName: 'a.csv', state: 'stored', summary: { changes: { unchanged: 4 } } },
    { fileName: 'a.csv', state: 'stored', summary: { changes: { new: 4 } } },
    { fileName: 'b.csv', state: 'stored' },
  ]);
  expect((await run('history')).text).toContain('金积镇');
});

test('real numbers are no business of a demo folder', async () => {
  const real = aLedgerOf(1)
    .toString()
    .replace(/6403991980\d+/, '642101197001010013');
  const { json } = await run('ledger', write('d.csv', real), ...town, '--dry-run', '--json');
  expect(JSON.stringify(json()['findings'])).toMatch(/id\.(demo-mismatch|checksum)/);
});

test('a phone that is no invented one is left out of a demo folder, and the row is stored', async () => {
  const landline = aLedgerOf(1, 700)
    .toString()
    .replace(/15400000700/, '0953-2012345');
  const file = write('e.csv', landline);
  expect((await run('ledger', file, ...town)).exit).toBe(0);
  const again = await run('ledger', file, ...town, '--json');
  expect(again.json()['changes']).toEqual({ new: 0, updated: 0, unchanged: 1 });
});
