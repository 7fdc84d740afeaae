// npm start: opens the database, brings the schema forward, serves, and stops in order. What it
// wires together lives elsewhere; nothing imports this file.

import type { FastifyInstance } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig, type Config } from './config.ts';
import { systemClock } from './core/clock.ts';
import { fail, Refusal } from './core/errors.ts';
import { migrate } from './db/migrate.ts';
import { openDatabase, type Database } from './db/open.ts';
import { startApp } from './http/start.ts';
import { makeInBackground } from './demo/background.ts';
import type { Making } from './demo/background.ts';
import { accountsPathIn } from './demo/accounts-file.ts';
import { firstUsername } from './people/first-start.ts';

const DRAIN_WAIT_MS = 10_000;

/** What runs, in the order it is stopped in. */
type Running = { app?: FastifyInstance; demo?: Making; db?: Database };

const running: Running = {};
const wish = Promise.withResolvers<void>();
let isStopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => askToStop());
}
// The starter in scripts/ ties this process to itself: if it is killed, this one stops in order.
process.on('disconnect', () => askToStop());
process.channel?.unref();

try {
  await start(readConfig(process.env));
  await wish.promise;
} catch (error) {
  process.exitCode = 1;
  say(describe(error));
} finally {
  isStopping = true;
  await stop();
}

/** Starts one part after the other; a wish to stop is heard between them. */
async function start(config: Config): Promise<void> {
  running.db = await openDatabase({ ...config, notify: say });
  void running.db.lost.then(() => {
    process.exitCode = 1;
    say('数据库意外停止了，清暖随之停止。 · The database has ended unexpectedly; stopping.');
    wish.resolve();
  });
  if (isStopping) return;
  await migrate(running.db.pool);
  if (isStopping) return;
  const parts = { db: running.db, clock: systemClock, notify: say };
  const started = await startApp({
    ...config,
    ...parts,
    isReady: () => !isStopping,
    findMaking: () => running.demo,
  });
  running.app = started.app;
  // Told before listening: it is shown this once, and a taken port must not lose it.
  if (started.oneTimePassword !== undefined) sayPassword(started.oneTimePassword);
  if (isStopping) return;
  await listen(started.app, config);
  const { kind, isPlayed } = started.mark;
  if (kind === 'demo' && !isPlayed && !isStopping) makeDemo(config);
}

/** Fills the demo district while pages are answered already. */
function makeDemo({ dataFolder }: Config): void {
  say(
    '正在生成演示区（2.85 万户，全部虚构）。要空的系统：QINGNUAN_DEMO=0，另设 QINGNUAN_DATA。\n' +
      'Making the demo district, all invented. For an empty system: QINGNUAN_DEMO=0 and another ' +
      'QINGNUAN_DATA.',
  );
  const demo = makeInBackground();
  running.demo = demo;
  void demo.ended.then(() => {
    if (isStopping) return;
    const file = accountsPathIn(dataFolder);
    if (demo.progress().state === 'ready') {
      say(`演示区已生成，演示账号见 ${file} · The demo district is made; its accounts: ${file}`);
    } else {
      say('演示区没有生成完，重新启动会接着生成。 · The demo district is not whole; start again.');
    }
  });
}

function sayPassword(password: string): void {
  process.stdout.write(
    `首次登录：用户名 ${firstUsername}，一次性密码 ${password}（只显示这一次，登录后须修改）\n` +
      `First sign-in: user ${firstUsername}, one-time password ${password} (shown once)\n`,
  );
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<void> {
  try {
    const address = await app.listen({ host, port });
    process.stdout.write(`清暖 Qingnuan ${address}\n`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EADDRINUSE') fail('server.port-taken', { port });
    if (/^E[A-Z]+$/.test(code)) fail('server.cannot-listen', { host, port, reason: code });
    throw error;
  }
}

function askToStop(): void {
  if (isStopping) return;
  isStopping = true;
  say('正在停止… · Stopping…');
  wish.resolve();
}

/** The demo district first, then requests, then the connections, then the database. */
async function stop(): Promise<void> {
  const { app, demo, db } = running;
  await demo?.stop();
  if (app !== undefined) await Promise.race([app.close(), sleep(DRAIN_WAIT_MS)]);
  await db?.close();
  // A request that would not end, or a loader's thread, must not keep a stopped program alive.
  process.exit();
}

function describe(error: unknown): string {
  if (!(error instanceof Refusal)) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const { text, next, code } = error;
  return `${text.zh}${next.zh}\n${text.en} ${next.en} [${code}]`;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
