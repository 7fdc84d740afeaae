// Proves that a data folder keeps to what it is for: real or demonstration.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ledgerDistrict, ledgerOn } from '../../test/helpers/ledger.ts';
import { testDatabase } from '../../test/helpers/database.ts';
import { refusalOf } from '../../test/helpers/notes.ts';
import { systemClock } from '../core/clock.ts';
import { startApp } from '../http/start.ts';
import { progressOf } from './background.ts';
import { findDataMark, refuseOtherKind, settleDataKind, writeDataMark } from './data-kind.ts';

const db = await testDatabase();
await ledgerOn(db);
const top = mkdtempSync(join(tmpdir(), 'data-kind-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));
let folders = 0;
const aFolder = (): string => join(top, String((folders += 1)));

test('a mark that cannot be read stops the start; nobody guesses the kind of data', async () => {
  const dataFolder = aFolder();
  mkdirSync(dataFolder);
  writeFileSync(join(dataFolder, 'data.json'), '{"kind":"maybe"}');
  const settled = settleDataKind({ db, dataFolder, hasDemo: true }, ledgerDistrict);
  const refusal = await refusalOf(settled, 'demo.mark-unreadable');
  expect(refusal.text.zh).toContain('data.json');
});

test('a folder without a mark whose database is in use holds real data', async () => {
  const dataFolder = aFolder();
  const mark = await settleDataKind({ db, dataFolder, hasDemo: true }, ledgerDistrict);
  expect(mark).toEqual({ kind: 'real', isPlayed: false });
  expect(findDataMark(dataFolder)).toEqual(mark);
});

test('an empty folder becomes what is asked for, and stays it', async () => {
  const empty = await testDatabase();
  const [dataFolder, other] = [aFolder(), aFolder()];
  const settle = (folder: string, hasDemo: boolean) =>
    settleDataKind({ db: empty, dataFolder: folder, hasDemo }, ledgerDistrict);
  expect(await settle(dataFolder, true)).toMatchObject({ kind: 'demo' });
  expect(await settle(dataFolder, false)).toMatchObject({ kind: 'demo' });
  expect(await settle(other, false)).toMatchObject({ kind: 'real' });
});

test('a folder marked real does not open the database of a demonstration', async () => {
  const dataFolder = aFolder();
  const opened = refuseOtherKind({ db, dataFolder }, ledgerDistrict, 'real');
  expect((await refusalOf(opened, 'demo.kind-differs')).status).toBe(409);
  await refuseOtherKind({ db, dataFolder }, ledgerDistrict, 'demo');
});

test('the server of a demonstration says so to everybody, the one of real data says nothing', async () => {
  const options = {
    clock: systemClock,
    adminPassword: undefined,
    authSecret: undefined,
    publicUrl: undefined,
    logLevel: 'silent',
    notify: () => undefined,
  };
  const healthOf = async (hasDemo: boolean) => {
    const own = await testDatabase();
    const started = await startApp({ ...options, db: own, dataFolder: aFolder(), hasDemo });
    const reply = await started.app.inject('/api/health');
    await started.app.close();
    const { rows } = await own.pool.query('select is_demo from districts');
    return { health: reply.json<unknown>(), rows };
  };
  expect(await healthOf(true)).toEqual({
    health: { status: 'ok', demo: { state: 'making', done: 0, total: 1 } },
    rows: [{ is_demo: true }],
  });
  expect(await healthOf(false)).toEqual({ health: { status: 'ok' }, rows: [{ is_demo: false }] });
  const whole = { kind: 'demo', isPlayed: true } as const;
  expect(progressOf(whole, undefined)).toMatchObject({ state: 'ready' });
});

test('the mark is a line of JSON that a person can read', () => {
  const dataFolder = aFolder();
  writeDataMark(dataFolder, { kind: 'demo', isPlayed: true });
  const text = readFileSync(join(dataFolder, 'data.json'), 'utf8');
  expect(text).toBe('{"kind":"demo","isPlayed":true}\n');
});
