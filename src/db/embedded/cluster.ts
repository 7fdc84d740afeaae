// Finds or makes the database cluster of a data folder and the short folder of its socket, with
// the owner and the rights PostgreSQL asks for. Does not start the server.

import { randomBytes, createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail } from '../../core/errors.ts';
import {
  canUse,
  chooseAccount,
  isRoot,
  makeFolder,
  makeSharedPlace,
  namespaceAccount,
  SHARED_PLACES,
  tryRun,
  usableBinaries,
  type Account,
} from './account.ts';
import { findBinaries } from './binaries.ts';
import { explain } from './explain.ts';

/** A cluster ready to be started. */
export type Cluster = {
  /** The cluster's real folder: inside the data folder, or elsewhere if root's clone is closed. */
  readonly folder: string;
  readonly account: Account;
  readonly binDir: string;
};

/** Name of the database's superuser; only the socket's folder lets anybody use it. */
export const SUPERUSER = 'qingnuan';

type Wanted = {
  readonly dataFolder: string;
  readonly binDir: string | undefined;
  readonly serviceUser: string | undefined;
  readonly isDurable: boolean;
};

/** The data folder's cluster, made when there is none. Call only while holding the lock. */
export function prepareCluster(wanted: Wanted): Cluster {
  const link = join(wanted.dataFolder, 'db');
  const isThere = lstatSync(link, { throwIfNoEntry: false }) !== undefined;
  if (isThere && !existsSync(link)) {
    fail('database.not-a-database', { folder: link });
  }
  const folder = isThere ? realpathSync(link) : undefined;
  const owner = folder === undefined ? undefined : checkFolder(folder);
  const account = chooseAccount(owner, wanted.serviceUser);
  const binaries = findBinaries(wanted.binDir);
  const binDir = usableBinaries(account, binaries.binDir, binaries.packageVersion);
  const cluster = folder === undefined ? makeCluster(wanted, account, binDir) : { folder, account };
  checkVersion(cluster.folder, cluster.account, binDir);
  return { ...cluster, binDir };
}

/** Checks an existing cluster folder and gives its owner. */
function checkFolder(folder: string): number {
  const { uid, mode } = statSync(folder);
  const self = process.getuid?.();
  if (self !== undefined && self !== 0 && uid !== self) {
    fail('database.wrong-owner', { folder, owner: uid });
  }
  if (process.platform !== 'win32' && (mode & 0o027) !== 0) fail('database.wrong-mode', { folder });
  if (!existsSync(join(folder, 'PG_VERSION'))) fail('database.not-a-database', { folder });
  return uid;
}

function checkVersion(folder: string, account: Account, binDir: string): void {
  const found = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  const { output } = tryRun(account, join(binDir, 'postgres'), ['--version']);
  const expected = /\) (\d+)/.exec(output)?.[1] ?? '?';
  if (found !== expected) fail('database.wrong-version', { folder, found, expected });
}

/** What a new cluster takes; initdb on a disk too small dies with whatever failed first. */
const NEW_CLUSTER_BYTES = 64_000_000;

function makeCluster(wanted: Wanted, account: Account, binDir: string) {
  const link = join(wanted.dataFolder, 'db');
  const place = choosePlace(wanted.dataFolder, account);
  const half = join(place.folder, 'db.new');
  // An initdb that was cut off leaves such a folder; it holds nothing yet.
  rmSync(half, { recursive: true, force: true });
  const { bavail, bsize } = statfsSync(place.folder);
  if (bavail * bsize < NEW_CLUSTER_BYTES) fail('database.disk-full', {});
  makeFolder(place.account, half);
  initialise(place.account, binDir, half, wanted);
  const folder = join(place.folder, 'db');
  renameSync(half, folder);
  if (folder !== link) symlinkSync(folder, link);
  return { folder, account: place.account };
}

/** The data folder itself, or for a root whose folder others cannot enter a place of its own. */
function choosePlace(dataFolder: string, account: Account) {
  if (account.uid === undefined) return { folder: dataFolder, account };
  const trial = join(dataFolder, 'db.new');
  makeFolder(account, trial);
  if (canUse(account, trial)) return { folder: dataFolder, account };
  rmSync(trial, { recursive: true, force: true });
  for (const shared of SHARED_PLACES) {
    try {
      makeSharedPlace(shared);
      const own = join(shared, `data-${randomBytes(6).toString('hex')}`);
      mkdirSync(own, { mode: 0o711 });
      writeFileSync(join(own, 'belongs-to.txt'), `${dataFolder}\n`);
      makeFolder(account, join(own, 'db.new'));
      if (canUse(account, join(own, 'db.new'))) return { folder: own, account };
      rmSync(own, { recursive: true, force: true });
    } catch {
      // Not writable or not root's: the next place, and at last the namespace.
    }
  }
  return { folder: dataFolder, account: namespaceAccount() };
}

function initialise(account: Account, binDir: string, folder: string, wanted: Wanted): void {
  const result = tryRun(account, join(binDir, 'initdb'), [
    '-D',
    folder,
    '-U',
    SUPERUSER,
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--data-checksums',
    // Nobody but the owner can reach the socket, and there is no network port.
    '--auth-local=trust',
    '--auth-host=reject',
    ...(wanted.isDurable ? [] : ['--no-sync']),
  ]);
  if (result.isFine) return;
  rmSync(folder, { recursive: true, force: true });
  explain(result.reason, { folder: wanted.dataFolder, log: wanted.dataFolder });
}

const SOCKET_NAME_BYTES = '/.s.PGSQL.5432'.length;
const SOCKET_PATH_BYTES_MAX = 107;

/** A folder with a short path for the socket, which only the account may enter. */
export function makeSocketFolder(cluster: Cluster): string {
  const name = `qingnuan-${createHash('sha256').update(cluster.folder).digest('hex').slice(0, 12)}`;
  const base = [tmpdir(), '/tmp', '/var/tmp'].find((folder) => isFitBase(cluster, folder, name));
  if (base === undefined) {
    return fail('database.folder-not-writable', { folder: '/tmp', reason: 'no room for a socket' });
  }
  const folder = join(base, name);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch {
    // Somebody else may have taken the name in a folder open to all: then not that one.
    if (!isOurs(folder, cluster.account)) return makeOwn(cluster, mkdtempSync(`${folder}-`));
  }
  return makeOwn(cluster, folder);
}

function makeOwn(cluster: Cluster, folder: string): string {
  makeFolder(cluster.account, folder);
  return folder;
}

function isOurs(folder: string, account: Account): boolean {
  const found = lstatSync(folder);
  const owners = [process.getuid?.(), account.uid];
  return found.isDirectory() && owners.includes(found.uid) && (found.mode & 0o077) === 0;
}

function isFitBase(cluster: Cluster, base: string, name: string): boolean {
  // PostgreSQL reads the setting as a comma-separated list, hence the plain characters.
  const bytes = Buffer.byteLength(join(base, `${name}-XXXXXX`)) + SOCKET_NAME_BYTES;
  if (bytes > SOCKET_PATH_BYTES_MAX || !/^[\w./-]+$/.test(base) || !existsSync(base)) return false;
  return !isRoot() || cluster.account.uid === undefined || canEnter(cluster.account, base);
}

function canEnter(account: Account, folder: string): boolean {
  return tryRun(account, 'sh', ['-c', 'cd "$1"', 'sh', folder]).isFine;
}
