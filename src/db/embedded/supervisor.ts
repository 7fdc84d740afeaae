// Starts, watches and stops the embedded PostgreSQL of one data folder. It listens on a Unix
// socket only. Not for servers reached through DATABASE_URL: see ../open.ts.

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail } from '../../core/errors.ts';
import { cleanEnvironment } from './account.ts';
import { makeSocketFolder, prepareCluster, SUPERUSER, type Cluster } from './cluster.ts';
import { explain, explainSystemError } from './explain.ts';
import { lockHolder, tryLockFolder } from './lock.ts';
import { clearLeftovers, readPidFile } from './processes.ts';

/** What the server is started with. */
export type EmbeddedOptions = {
  readonly dataFolder: string;
  /** Folder of a system's PostgreSQL programs; without it those of the package. */
  readonly binDir?: string | undefined;
  /** The user root hands the database to; without it `postgres`, else `nobody`. */
  readonly serviceUser?: string | undefined;
  /** False only for tests: the disk is not waited for. */
  readonly isDurable?: boolean;
  /** Hears what takes long or lies in an unexpected place. */
  readonly notify?: (sentence: string) => void;
};

/** A running server. */
export type EmbeddedServer = {
  /** Process number of the server. */
  readonly pid: number;
  /** Folder of its socket, for `host` of a connection. */
  readonly socketFolder: string;
  /** The cluster's real folder. */
  readonly clusterFolder: string;
  /** Settles when the server has ended, wanted or not. */
  readonly ended: Promise<void>;
  /** Stops in order: asks, waits 10 s, insists. Never kills. Safe to call twice. */
  stop(): Promise<void>;
};

const STOP_WAIT_MS = 10_000;
const LEFTOVER_WAIT_MS = 60_000;
const LOG_BYTES_MAX = 10_000_000;

/** Starts the data folder's server, made at the first start. Refuses in plain words. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { dataFolder } = options;
  makeDataFolder(dataFolder);
  const lock = tryLockFolder(dataFolder);
  if (lock === undefined) {
    return fail('database.already-running', { pid: lockHolder(dataFolder), folder: dataFolder });
  }
  try {
    const { binDir, serviceUser, isDurable = true, notify } = options;
    const cluster = prepareCluster({ dataFolder, binDir, serviceUser, isDurable });
    if (!realpathSync(cluster.folder).startsWith(realpathSync(dataFolder))) {
      notify?.(`数据库在 ${cluster.folder} · The database is in ${cluster.folder}`);
    }
    const left = await clearLeftovers(cluster.folder, LEFTOVER_WAIT_MS);
    if (left !== undefined) fail('database.already-running', { pid: left, folder: dataFolder });
    const server = await launch(cluster, dataFolder, isDurable, notify);
    void server.ended.then(() => {
      rmSync(server.socketFolder, { recursive: true, force: true });
      lock.release();
    });
    return server;
  } catch (error) {
    lock.release();
    throw explainSystemError(error, { folder: dataFolder, log: dataFolder });
  }
}

/** The socket folder of a server another process runs on this data folder; undefined if none. */
export function findRunning(dataFolder: string): string | undefined {
  const lines = readPidFile(join(dataFolder, 'db'));
  return lines[7]?.startsWith('ready') ? lines[4] : undefined;
}

/** Connection address of a database of an embedded server. */
export function embeddedUrl(socketFolder: string, database = 'postgres'): string {
  return `postgresql://${SUPERUSER}@/${database}?host=${encodeURIComponent(socketFolder)}`;
}

function makeDataFolder(folder: string): void {
  try {
    // Others may pass through to the cluster, which is closed itself, but may not look around.
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw explainSystemError(error, { folder, log: folder });
  }
}

function settings(socketFolder: string, isDurable: boolean): string[] {
  const values = [
    'listen_addresses=',
    `unix_socket_directories=${socketFolder}`,
    'unix_socket_permissions=0700',
    'max_connections=150',
    'shared_buffers=256MB',
    'work_mem=32MB',
    'max_wal_size=512MB',
    // Pages lie in memory or on a disk without heads: any is as near as the next.
    'random_page_cost=1.1',
    'timezone=UTC',
    'log_timezone=UTC',
    // Refused statements go to the program, which says them better; the log would also keep
    // personal data that stand in them.
    'lc_messages=C',
    'log_min_messages=log',
    'log_error_verbosity=terse',
    'logging_collector=off',
    'log_destination=stderr',
  ];
  const hasty = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  return [...values, ...(isDurable ? [] : hasty)].flatMap((setting) => ['-c', setting]);
}

async function launch(
  cluster: Cluster,
  dataFolder: string,
  isDurable: boolean,
  notify: ((sentence: string) => void) | undefined,
): Promise<EmbeddedServer> {
  const socketFolder = makeSocketFolder(cluster);
  const log = join(dataFolder, 'postgres.log');
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES_MAX) {
    renameSync(log, `${log}.old`);
  }
  const logFile = openSync(log, 'a', 0o600);
  const logStart = fstatSync(logFile).size;
  const hasDeathSignal = canFollowDeath();
  const child = spawnServer(cluster, settings(socketFolder, isDurable), logFile, hasDeathSignal);
  closeSync(logFile);
  let spawnError = '';
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', ({ message }) => {
      spawnError = message;
      resolve();
    });
  });
  void ended.then(() => (hasEnded = true));
  for (let waitedMs = 0; !isReady(cluster.folder, child.pid); waitedMs += 10) {
    if (hasEnded) {
      const said = readFileSync(log).subarray(logStart).toString('utf8') + spawnError;
      explain(said, { folder: dataFolder, log });
    }
    if (waitedMs > 0 && waitedMs % 5000 === 0) {
      notify?.('数据库正在恢复，请稍候… · The database is recovering, please wait…');
    }
    await sleep(10);
  }
  const watchdog = hasDeathSignal ? undefined : startWatchdog(child.pid ?? 0);
  void ended.then(() => watchdog?.kill());
  return {
    pid: child.pid ?? 0,
    socketFolder,
    clusterFolder: cluster.folder,
    ended,
    stop: () => stopServer(child, ended),
  };
}

function spawnServer(
  { account, binDir, folder }: Cluster,
  args: readonly string[],
  logFile: number,
  hasDeathSignal: boolean,
): ChildProcess {
  const follow = hasDeathSignal ? ['setpriv', '--no-new-privs', '--pdeathsig', 'INT', '--'] : [];
  const words = [...account.prefix, ...follow, join(binDir, 'postgres'), '-D', folder, ...args];
  const { uid, gid } = account;
  return spawn(words[0] as string, words.slice(1), {
    cwd: folder,
    env: cleanEnvironment(folder),
    stdio: ['ignore', logFile, logFile],
    // Its own session: Ctrl-C in the terminal reaches this program, which stops the server itself.
    detached: true,
    ...(uid === undefined || gid === undefined ? {} : { uid, gid }),
  });
}

/** Whether the kernel can be asked to stop the server when this process dies (Linux). */
function canFollowDeath(): boolean {
  return spawnSync('setpriv', ['--no-new-privs', '--pdeathsig', 'INT', 'true']).status === 0;
}

/** Where the kernel cannot: a shell that waits for our end of its input to close. */
function startWatchdog(pid: number): ChildProcess {
  const script = 'cat >/dev/null; kill -INT "$1"';
  const watchdog = spawn('sh', ['-c', script, 'watchdog', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watchdog.on('error', () => undefined);
  watchdog.unref();
  return watchdog;
}

function isReady(cluster: string, pid: number | undefined): boolean {
  const lines = readPidFile(cluster);
  return Number(lines[0]) === pid && lines[7] === 'ready';
}

async function stopServer(child: ChildProcess, ended: Promise<void>): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    // Gone already, or not ours to signal any more: `ended` tells.
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    const timer = new AbortController();
    const waited = sleep(STOP_WAIT_MS, 'late', { signal: timer.signal }).catch(() => 'ended');
    const outcome = await Promise.race([ended.then(() => 'ended'), waited]);
    timer.abort();
    if (outcome === 'ended') return;
  }
  await ended;
}
