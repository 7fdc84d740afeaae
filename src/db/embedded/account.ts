// Decides as which user the embedded PostgreSQL runs and from where its programs are run. Only
// root needs a decision: PostgreSQL refuses to run as root. Not for database roles.

import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fail } from '../../core/errors.ts';

/** How a PostgreSQL program is spawned: numbers for spawn() and words put before the program. */
export type Account = {
  readonly uid?: number;
  readonly gid?: number;
  readonly prefix: readonly string[];
};

const NAMESPACE = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'];
/** Where root keeps what a service user has to reach; the second where there is no first. */
export const SHARED_PLACES = ['/var/lib/qingnuan', '/var/tmp/qingnuan'];

/** Environment of every PostgreSQL program: nothing of ours, no PG* variable misleads it. */
export function cleanEnvironment(home: string): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: home, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
}

/** Runs a short program as the account; gives its exit, or what it wrote when it went wrong. */
export function tryRun(account: Account, command: string, args: readonly string[], cwd = '/') {
  const [program, ...rest] = [...account.prefix, command, ...args];
  const { uid, gid } = account;
  const result = spawnSync(program as string, rest, {
    cwd,
    env: cleanEnvironment(cwd),
    encoding: 'utf8',
    ...(uid === undefined || gid === undefined ? {} : { uid, gid }),
  });
  const reason = result.error?.message ?? result.stderr.trim();
  return { isFine: result.status === 0, reason, output: result.stdout ?? '' };
}

/** True when the current user is root, who must not run PostgreSQL. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The account that runs PostgreSQL. `owner` is the owner of an existing cluster: the cluster
 * stays with whoever made it. Refuses when root finds no way.
 */
export function chooseAccount(owner: number | undefined, wantedUser: string | undefined): Account {
  if (!isRoot()) return { prefix: [] };
  if (owner === 0) return namespaceAccount();
  if (owner !== undefined) return { uid: owner, gid: groupOf(owner), prefix: [] };
  for (const name of wantedUser === undefined ? ['postgres', 'nobody'] : [wantedUser]) {
    const uid = findId('-u', name);
    const gid = findId('-g', name);
    if (uid !== undefined && gid !== undefined && uid !== 0) return { uid, gid, prefix: [] };
  }
  if (wantedUser !== undefined) fail('database.no-service-user', { tried: wantedUser });
  return namespaceAccount();
}

/** Root's last way: a user namespace in which root has another number. Not isolation. */
export function namespaceAccount(): Account {
  const account = { prefix: NAMESPACE };
  const trial = tryRun(account, 'true', []);
  if (!trial.isFine) fail('database.no-service-user', { tried: trial.reason });
  return account;
}

function findId(flag: '-u' | '-g', name: string): number | undefined {
  try {
    return Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
  } catch {
    return undefined;
  }
}

function groupOf(uid: number): number {
  return findId('-g', String(uid)) ?? uid;
}

/** Makes `folder` (and what leads to it) and gives it to the account. */
export function makeFolder(account: Account, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account.uid !== undefined && account.gid !== undefined) {
    chownSync(folder, account.uid, account.gid);
  }
}

/** Whether the account can work inside `folder`. */
export function canUse(account: Account, folder: string): boolean {
  return tryRun(account, 'sh', ['-c', 'cd "$1" && [ -w . ]', 'sh', folder]).isFine;
}

/**
 * The program folder the account can run: `binDir`, or for a root whose clone others cannot enter
 * a copy in a shared place. Refuses with the loader's own words when the programs do not run.
 */
export function usableBinaries(account: Account, binDir: string, version: string): string {
  const direct = tryRun(account, join(binDir, 'postgres'), ['--version']);
  if (direct.isFine) return binDir;
  if (account.uid === undefined || isOpenToAll(binDir)) {
    fail('database.binaries-missing', { folder: binDir, reason: direct.reason });
  }
  let reason = direct.reason;
  for (const place of SHARED_PLACES) {
    const copied = join(place, `postgresql-${version}`, 'bin');
    try {
      copyBinaries(dirname(binDir), dirname(copied));
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
      continue;
    }
    const trial = tryRun(account, join(copied, 'postgres'), ['--version']);
    if (trial.isFine) return copied;
    reason = trial.reason;
  }
  return fail('database.binaries-missing', { folder: binDir, reason });
}

function isOpenToAll(binDir: string): boolean {
  const nobody: Account = { uid: 65_534, gid: 65_534, prefix: [] };
  return tryRun(nobody, 'sh', ['-c', 'cd "$1"', 'sh', binDir]).isFine;
}

function copyBinaries(source: string, target: string): void {
  makeSharedPlace(dirname(target));
  if (existsSync(target)) return;
  const half = `${target}.${process.pid}`;
  cpSync(source, half, { recursive: true, verbatimSymlinks: true });
  execFileSync('chmod', ['-R', 'a+rX,go-w', half]);
  try {
    renameSync(half, target);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    // Two first starts at once: the other one's copy is as good as ours.
    if (!existsSync(target)) throw error;
  }
}

/** Makes a folder anybody may enter and only root may write to; throws when it is not so. */
export function makeSharedPlace(place: string): void {
  mkdirSync(place, { recursive: true, mode: 0o755 });
  const { uid, mode } = lstatSync(place);
  if (uid !== 0) throw new Error(`${place} does not belong to root`);
  if ((mode & 0o777) !== 0o755) chmodSync(place, 0o755);
}
