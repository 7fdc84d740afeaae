// How long the server takes to answer, on an empty data folder and on one with data. The limit is
// the embedded PostgreSQL alone, made or started and asked one question in the same run.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporaryFolder } from '../src/db/embedded/temporary.ts';
import { openDatabase } from '../src/db/open.ts';
import type { BenchRow } from './row.ts';

const ROUNDS = 3;
const GIVE_UP_MS = 60_000;

/** Start-up times in milliseconds, the median of a few rounds. */
export async function run(): Promise<BenchRow[]> {
  const times = { empty: [] as number[], existing: [] as number[] };
  const limits = { empty: [] as number[], existing: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    const folder = temporaryFolder();
    try {
      limits.empty.push(await timeDatabase(join(folder, 'bare')));
      times.empty.push(await timeServer(join(folder, 'whole')));
      limits.existing.push(await timeDatabase(join(folder, 'bare')));
      times.existing.push(await timeServer(join(folder, 'whole')));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return (['empty', 'existing'] as const).map((data) => {
    const [value, limitValue] = [median(times[data]), median(limits[data])];
    return {
      name: `start to first answer, ${data} data`,
      value,
      unit: 'ms',
      limitName: 'embedded PostgreSQL alone',
      limitValue,
      ratio: limitValue / value,
    };
  });
}

async function timeDatabase(dataFolder: string): Promise<number> {
  const began = performance.now();
  const db = await openDatabase({ dataFolder });
  await db.pool.query('select 1');
  const took = performance.now() - began;
  await db.close();
  return took;
}

async function timeServer(dataFolder: string): Promise<number> {
  const port = await freePort();
  const began = performance.now();
  const server = spawn(process.execPath, ['src/main.ts'], {
    env: {
      ...process.env,
      QINGNUAN_DATA: dataFolder,
      QINGNUAN_DEMO: '0',
      PORT: String(port),
      HOST: '127.0.0.1',
    },
    stdio: 'ignore',
  });
  try {
    await untilReady(server, port, began);
    return performance.now() - began;
  } finally {
    const ended = once(server, 'exit');
    if (server.kill('SIGTERM')) await ended;
  }
}

async function untilReady(server: ChildProcess, port: number, began: number): Promise<void> {
  while (performance.now() - began < GIVE_UP_MS && server.exitCode === null) {
    const reply = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined);
    if (reply?.ok) return;
    await sleep(5);
  }
  throw new Error('the server did not come up');
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
