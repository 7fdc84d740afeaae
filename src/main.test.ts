// npm start as a person meets it: what is said, how it ends, and that the next start is clean.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'node:net';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { temporaryFolder } from './db/embedded/temporary.ts';
import { clusterProcesses } from './db/embedded/processes.ts';

// A first start on a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const MAIN = join(import.meta.dirname, 'main.ts');
const folder = temporaryFolder();
const data = join(folder, 'data');
const running: Run[] = [];

type Run = { process: ChildProcess; said(): string; ended: Promise<number | null> };

afterEach(async () => {
  for (const run of running.splice(0)) {
    run.process.kill('SIGTERM');
    await run.ended;
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      DATABASE_URL: '',
      PORT: '0',
      QINGNUAN_DATA: data,
      QINGNUAN_DEMO: '0',
      ...env,
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  const ends = [child.stdout, child.stderr].map((stream) => stream && once(stream, 'end'));
  const ended = Promise.all([once(child, 'exit'), ...ends]).then(
    ([[code]]) => code as number | null,
  );
  const started = { process: child, said: () => said, ended };
  running.push(started);
  return started;
}

/** Waits until it serves and gives its address. */
async function ready(started: Run): Promise<string> {
  for (;;) {
    const address = /http:\/\/\S+/.exec(started.said())?.[0];
    if (address !== undefined) return address;
    const isOver = await Promise.race([
      started.ended.then(() => true),
      once(started.process.stdout ?? started.process, 'data').then(() => false),
    ]);
    if (isOver) throw new Error(started.said());
  }
}

async function health(address: string): Promise<unknown> {
  return (await fetch(`${address}/api/health`)).json();
}

test('a wrong port is refused in one sentence of each language, without a stack', async () => {
  const started = run({ PORT: '80 80' });
  expect(await started.ended).toBe(1);
  expect(started.said()).toContain('[config.invalid]');
  expect(started.said()).toContain('端口');
  expect(started.said()).not.toContain('    at ');
  expect(existsSync(data)).toBe(false);
});

test('a weak secret stops the start with a sentence, and the database with it', async () => {
  const started = run({ QINGNUAN_AUTH_SECRET: 'x' });
  expect(await started.ended).toBe(1);
  expect(started.said()).not.toContain('    at ');
  expect(clusterProcesses(join(data, 'db'))).toEqual([]);
});

test('the first start shows a password, later ones do not; three Ctrl-C end it in order', async () => {
  const first = run();
  expect(await health(await ready(first))).toEqual({ status: 'ok' });
  expect(first.said()).toContain('一次性密码');
  for (let times = 0; times < 3; times += 1) first.process.kill('SIGINT');
  expect(await first.ended).toBe(0);
  expect(readFileSync(join(data, 'postgres.log'), 'utf8')).toMatch(/is shut down\n$/);
  const second = run();
  await ready(second);
  expect(second.said()).not.toContain('一次性密码');
});

test('a second start on the same data is refused and the first goes on', async () => {
  const first = run();
  const address = await ready(first);
  const second = run();
  expect(await second.ended).toBe(1);
  expect(second.said()).toContain(`进程 ${first.process.pid}`);
  expect(await health(address)).toEqual({ status: 'ok' });
});

test('a taken port is refused by its number, and the database is stopped again', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address ? String(address.port) : '';
  const started = run({ PORT: port });
  expect(await started.ended).toBe(1);
  expect(started.said()).toContain(`${port} is taken`);
  expect(clusterProcesses(join(data, 'db'))).toEqual([]);
  other.close();
});

test('after kill -9 the next start is clean', async () => {
  const first = run();
  await ready(first);
  first.process.kill('SIGKILL');
  await first.ended;
  expect(await health(await ready(run()))).toEqual({ status: 'ok' });
});

test('when its starter is gone it stops in order', async () => {
  const started = run();
  await ready(started);
  started.process.disconnect();
  expect(await started.ended).toBe(0);
});

test('when the database ends unasked it says so and ends with an error', async () => {
  const started = run();
  await ready(started);
  const postmaster = Number(
    readFileSync(join(data, 'db', 'postmaster.pid'), 'utf8').split('\n')[0],
  );
  process.kill(postmaster, 'SIGQUIT');
  expect(await started.ended).toBe(1);
  expect(started.said()).toContain('数据库意外停止');
});
