// Proves that a ledger is stored whole or not at all: killed in the middle, cancelled in the
// middle, two of one town at once, and begun again after the program has gone.

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { perform } from '../actions/perform.ts';
import { actionContext } from '../http/services.ts';
import { systemActor } from '../people/first-start.ts';
import { importPlacesOf } from '../places/import.ts';
import * as actions from './actions.ts';
import { storeAtOnce } from './at-once.ts';
import { createImportJobs, failInterrupted } from './jobs.ts';
import { keepFile, readKeptFile } from './kept-files.ts';
import { aClerk, aLedgerOf, jinji, programme, servicesOn } from './ledgers.testing.ts';
import { findImport } from './store.ts';

const db = await testDatabase();
const dataFolder = mkdtempSync(join(tmpdir(), 'qingnuan-storing-'));
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));
const services = servicesOn(db, dataFolder);
const clerk = aClerk();
const { districtCode } = clerk;
const system = systemActor(districtCode);
await importPlacesOf({ db, clock: services.clock, actor: system }, programme, true);
const jobs = createImportJobs(services);
const context = actionContext(services, clerk);
const key = () => ({ key: randomUUID() });

const stateOf = async (importId: string) =>
  db.withDistrict(districtCode, (tx) => findImport(tx, districtCode, importId));

async function count(table: string): Promise<number> {
  const { rows } = await db.pool.query<{ n: string }>(`select count(*) as n from ${table}`);
  return Number(rows[0]?.n);
}

async function uploaded(bytes: Buffer): Promise<string> {
  const kept = await keepFile({ ...services, districtCode }, bytes);
  const input = {
    townKey: jinji,
    fileName: 'a.csv',
    fileSha256: kept.sha256,
    fileBytes: kept.bytes,
    keptSha256: kept.keptSha256,
    choices: {},
  };
  return (await perform(context, actions.uploadLedger, input, key())).result.importId;
}

async function checked(bytes: Buffer): Promise<string> {
  const importId = await uploaded(bytes);
  await check(importId);
  return importId;
}

async function check(importId: string): Promise<void> {
  await perform(context, actions.beginCheck, { importId, runner: jobs.runner }, key());
  jobs.start('check', importId, clerk);
  await jobs.idle();
  expect(await stateOf(importId)).toMatchObject({ state: 'checked' });
}

async function confirm(importId: string, runner = jobs.runner): Promise<void> {
  await perform(context, actions.confirmImport, { importId, take: 'none', runner }, key());
}

/** Stores in a process of its own and kills it as soon as it has begun to write. */
async function killInTheMiddle(importId: string): Promise<number> {
  const script = fileURLToPath(new URL('../../test/helpers/storing-child.ts', import.meta.url));
  const child = spawn(process.execPath, [script, db.url, dataFolder, importId], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    if (text.includes('storing 2000')) child.kill('SIGKILL');
  });
  await ended;
  expect(text).toContain('storing 2000');
  expect(text).not.toContain('stored');
  return child.pid ?? 0;
}

test('a file kept and read again is the same, and lies sealed on the disk', async () => {
  const bytes = aLedgerOf(3);
  const kept = await keepFile({ ...services, districtCode }, bytes);
  expect(await keepFile({ ...services, districtCode }, bytes)).toEqual(kept);
  const again = await readKeptFile({ ...services, districtCode }, kept);
  expect(again.equals(bytes)).toBe(true);
  const lost = { ...kept, keptSha256: '0'.repeat(64) };
  await expect(readKeptFile({ ...services, districtCode }, lost)).rejects.toMatchObject({
    code: 'ledger-import.file-lost',
  });
});

test('killed in the middle of storing, nothing is written, and it may be started again', async () => {
  const importId = await checked(aLedgerOf(6000));
  const before = await count('journal_entries');
  await confirm(importId, `elsewhere 1 ${randomUUID()}`);
  await killInTheMiddle(importId);
  // The server ends the transaction when it sees that the other side is gone.
  for (let tries = 0; tries < 100 && (await isAtWork()); tries++) await sleep(50);
  expect(await count('households')).toBe(0);
  expect(await count('cases')).toBe(0);
  expect(await count('village_groups')).toBe(0);
  expect(await count('journal_entries')).toBe(before + 1);
  await db.pool.query(`update imports set runner = $1`, [deadRunner]);
  await failInterrupted(services, districtCode);
  expect(await stateOf(importId)).toMatchObject({
    state: 'failed',
    failure: { code: 'ledger-import.interrupted' },
  });
  await check(importId);
  await confirm(importId);
  jobs.start('store', importId, clerk);
  await jobs.idle();
  expect(await stateOf(importId)).toMatchObject({ state: 'stored' });
  expect(await count('households')).toBe(6000);
  expect(await count('household_ledger_facts')).toBe(6000);
}, 120_000);

/** This machine and a number no process has. */
const deadRunner = jobs.runner.replace(/ \d+ .*/, ` 4194305 ${randomUUID()}`);

async function isAtWork(): Promise<boolean> {
  const { rows } = await db.pool.query(
    `select 1 from pg_stat_activity where datname = current_database()
       and state <> 'idle' and pid <> pg_backend_pid()`,
  );
  return rows.length > 0;
}

test('cancelled while it is stored, nothing is written', async () => {
  const importId = await checked(aLedgerOf(4500, 10_000));
  const before = await count('households');
  await confirm(importId);
  jobs.start('store', importId, clerk);
  while ((jobs.progressOf(importId)?.phase ?? 'storing') !== 'storing') await sleep(5);
  await jobs.stop(importId);
  expect(await stateOf(importId)).toMatchObject({
    state: 'failed',
    failure: { code: 'ledger-import.cancelled' },
  });
  await perform(context, actions.cancelImport, { importId }, key());
  expect(await count('households')).toBe(before);
}, 60_000);

test('a second ledger of the town is refused while one is being stored', async () => {
  const first = await checked(aLedgerOf(2, 20_000));
  const second = await checked(aLedgerOf(2, 20_010));
  await confirm(first);
  await expect(confirm(second)).rejects.toMatchObject({ code: 'ledger-import.town-busy' });
  jobs.start('store', first, clerk);
  await jobs.idle();
  await confirm(second);
  jobs.start('store', second, clerk);
  await jobs.idle();
  expect(await stateOf(second)).toMatchObject({ state: 'stored' });
});

test('two commands with the same file at once store it once: the second finds all of it', async () => {
  const given = {
    services,
    actor: clerk,
    file: { name: 'a.csv', bytes: aLedgerOf(50, 30_000) },
    townKey: jinji,
    choices: {},
  };
  const both = await Promise.all([storeAtOnce(given), storeAtOnce(given)]);
  expect(both.map(({ changes }) => changes.new).toSorted((a, b) => a - b)).toEqual([0, 50]);
  expect(both.map(({ changes }) => changes.unchanged).toSorted((a, b) => a - b)).toEqual([0, 50]);
});

test('the clerk of another town stores nothing', async () => {
  const before = [await count('households'), await count('imports')];
  const given = {
    services,
    actor: aClerk('640302104'),
    file: { name: 'a.csv', bytes: aLedgerOf(2, 40_000) },
    townKey: jinji,
    choices: {},
  };
  await expect(storeAtOnce(given)).rejects.toMatchObject({ code: 'action.not-here' });
  expect([await count('households'), await count('imports')]).toEqual(before);
});
