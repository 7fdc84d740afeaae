// The ledger as people use it, over HTTP of the real server from 16 connections: pages by filter,
// name and pinyin, and overviews as of a day, at 28,500 and at a million households. Beside each
// page a bare Node server with the same statement, in the same run. Also actions on cases.

import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { perform } from '../src/actions/perform.ts';
import { systemClock } from '../src/core/clock.ts';
import { temporaryFolder } from '../src/db/embedded/temporary.ts';
import { openDatabase, type Database } from '../src/db/open.ts';
import { approveCase } from '../src/households/case-actions.ts';
import { openAccount, signInByHttp } from '../test/e2e/server.ts';
import { measureRate } from './data.ts';
import { measureLoad } from './http-load.ts';
import { fillLedger } from './ledger-data.ts';
import type { BenchRow } from './row.ts';

const districtCode = 640302;
const CONNECTIONS = 16;
const WARM_MS = 5_000;
const MEASURE_MS = 5_000;
const ACTION_CLIENTS = 32;
const firstPassword = 'first winter 2021 stove';

/** Pages and overviews at both sizes, and actions on the smaller one. */
export async function run(sizes = [28_500, 1_000_000]): Promise<BenchRow[]> {
  const dataFolder = temporaryFolder();
  const server = await startServer(dataFolder);
  let db: Database | undefined;
  try {
    db = await openDatabase({ dataFolder, mayShare: true, connectionsMax: ACTION_CLIENTS });
    const administrator = await signInByHttp(server.url, 'admin', firstPassword);
    const cookie = await openAccount(server.url, administrator, 'bench-office', 'office');
    const rows: BenchRow[] = [];
    for (const households of sizes) {
      await fillLedger(db.pool, { districtCode, households });
      const at = `${households.toLocaleString('en')} households`;
      rows.push(...(await measurePages(server.url, cookie, db.url, at)));
      rows.push(...(await measureOverview(server.url, cookie, at)));
      if (households === sizes[0]) rows.push(await measureActions(db));
    }
    rows.push(memoryOf(server.process));
    return rows;
  } finally {
    await db?.close();
    await stop(server.process);
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

type Server = { readonly process: ChildProcess; readonly url: string };

async function startServer(dataFolder: string): Promise<Server> {
  const server = spawn(process.execPath, [join(import.meta.dirname, '..', 'src', 'main.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PORT: '0',
      DATABASE_URL: '',
      QINGNUAN_DATA: dataFolder,
      QINGNUAN_DEMO: '0',
      QINGNUAN_ADMIN_PASSWORD: firstPassword,
    },
  });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const address = /清暖 Qingnuan (http:\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    server.once('exit', () => reject(new Error(`the server did not come up: ${said}`)));
  });
  return { process: server, url };
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  if (child.exitCode === null && child.kill('SIGTERM')) await ended;
}

const towns = ['640302100', '640302101', '640302102', '640302103', '640302105'];
const states = ['registered', 'approved', 'installed', 'paid'];
const pages: Readonly<Record<string, readonly string[]>> = {
  'page of 50 by town and state': towns.flatMap((town) =>
    states.map((state) => `under=${town}&state=${state}`),
  ),
  'page of 50 by name': ['马甲子', '王丙', '甲寅', '李', '辛酉'].map(searchFor),
  'page of 50 by pinyin': ['majiazi', 'wangbing', 'lj', 'zhang', 'mjz'].map(searchFor),
};

function searchFor(name: string): string {
  return `search=${encodeURIComponent(name)}`;
}

async function measurePages(
  url: string,
  cookie: string,
  databaseUrl: string,
  at: string,
): Promise<BenchRow[]> {
  const bare = fork(
    join(import.meta.dirname, 'bare-child.ts'),
    [databaseUrl, String(districtCode)],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  const [port] = (await once(bare, 'message')) as [number];
  try {
    const rows: BenchRow[] = [];
    for (const [name, queries] of Object.entries(pages)) {
      const paths = queries.map((query) => `/api/cases?works=heating&limit=50&${query}`);
      const limit = await measure(`http://127.0.0.1:${port}`, paths);
      const found = await measure(url, paths, cookie);
      rows.push({
        name: `${name}, ${at}`,
        value: found.perSecond,
        unit: '/s',
        limitName: 'bare node + pg',
        limitValue: limit.perSecond,
        ratio: found.perSecond / limit.perSecond,
      });
      rows.push(...waits(`${name}, ${at}`, found, limit));
    }
    return rows;
  } finally {
    bare.disconnect();
    await once(bare, 'exit');
  }
}

type Load = Awaited<ReturnType<typeof measureLoad>>;

function waits(name: string, found: Load, limit: Load): BenchRow[] {
  return (['p50Ms', 'p99Ms'] as const).map((which) => ({
    name: `${name}, ${which.slice(0, 3)}`,
    value: found[which],
    unit: 'ms',
    limitName: 'bare node + pg',
    limitValue: limit[which],
    ratio: limit[which] / found[which],
  }));
}

async function measure(url: string, paths: readonly string[], cookie = ''): Promise<Load> {
  const options = { url, paths, cookie, connections: CONNECTIONS };
  await measureLoad({ ...options, forMs: WARM_MS });
  return measureLoad({ ...options, forMs: MEASURE_MS });
}

async function measureOverview(url: string, cookie: string, at: string): Promise<BenchRow[]> {
  const days = ['2022-05-17', '2022-08-30', '2022-11-15', '2022-12-31', '2023-01-20'];
  const paths = days.map((day) => `/api/overview?works=heating&by=town&asOf=${day}`);
  const found = await measure(url, paths, cookie);
  return [
    { name: `overview as of a day, ${at}`, value: found.perSecond, unit: '/s' },
    { name: `overview as of a day, ${at}, p50`, value: found.p50Ms, unit: 'ms' },
    { name: `overview as of a day, ${at}, p99`, value: found.p99Ms, unit: 'ms' },
  ];
}

/** Approvals through perform(), beside a bare transaction that changes a case and writes a row. */
async function measureActions(db: Database): Promise<BenchRow> {
  const { pool } = db;
  await pool.query(`update village_groups set method = 'gas-boiler', minutes = 'bench';
    update cases set method = 'gas-boiler', state = 'chosen';
    create table bare_journal (like journal_entries including all)`);
  const { rows } = await pool.query<{ case_id: string }>('select case_id from cases');
  const ids = rows.map((row) => row.case_id);
  const roles = [{ role: 'office', place: null }] as const;
  const actor = { personId: 'bench', organisationId: 'bench', districtCode, roles };
  const context = { db, clock: systemClock, actor };
  const full = () => {
    const caseId = ids.pop() ?? '';
    return perform(context, approveCase, { caseId }, { key: randomUUID() });
  };
  const bare = () => changeBare(db, ids.pop() ?? '');
  await measureRate(ACTION_CLIENTS, WARM_MS / 2, full);
  const value = await measureRate(ACTION_CLIENTS, MEASURE_MS, full);
  await measureRate(ACTION_CLIENTS, WARM_MS / 2, bare);
  const limitValue = await measureRate(ACTION_CLIENTS, MEASURE_MS / 2, bare);
  return {
    name: `approvals of cases, journaled, ${ACTION_CLIENTS} clients`,
    value,
    unit: '/s',
    limitName: 'bare SQL transaction',
    limitValue,
    ratio: value / limitValue,
  };
}

async function changeBare({ pool }: Database, caseId: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query({
      name: 'bare-case',
      text: `update cases set state = 'approved', version = version + 1
        where district_code = $1 and case_id = $2`,
      values: [districtCode, caseId],
    });
    await client.query({
      name: 'bare-entry',
      text: `insert into bare_journal values ($1, $2, now(), '2022-11-15', 'bench', 'case.approve',
        'case', $3, $4, $5, $6)`,
      values: [districtCode, randomUUID(), caseId, randomUUID(), Buffer.alloc(400), leaf],
    });
    await client.query('commit');
  } finally {
    client.release();
  }
}

const leaf = Buffer.alloc(32, 7);

/** The most memory the server has held so far; only Linux tells it. */
function memoryOf(server: ChildProcess): BenchRow {
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
  const kb = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN);
  return { name: 'memory of the server at its peak', value: kb / 1024, unit: 'MB' };
}
