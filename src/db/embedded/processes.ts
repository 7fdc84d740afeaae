// Looks for PostgreSQL processes that still use a cluster, and clears what dead ones left behind.
// PostgreSQL asks whether a number is alive, and a zombie or a stranger with that number answers
// yes; so this reads /proc and believes only a postgres process whose folder is the cluster.

import { existsSync, readFileSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PROC = '/proc';

/** Numbers of the living (not zombie) postgres processes that work in the cluster. */
export function clusterProcesses(cluster: string): number[] {
  if (!existsSync(join(PROC, 'self'))) return [];
  const folder = realpathSync(cluster);
  return readdirSync(PROC)
    .filter((name) => /^\d+$/.test(name) && worksIn(name, folder))
    .map(Number);
}

function worksIn(pid: string, folder: string): boolean {
  try {
    if (readlinkSync(join(PROC, pid, 'cwd')) !== folder) return false;
    // A zombie has no cwd to read, but one dying at this moment may still have had it.
    const [, name, state] =
      /\((.*)\) (\w)/s.exec(readFileSync(join(PROC, pid, 'stat'), 'utf8')) ?? [];
    return name === 'postgres' && state !== 'Z';
  } catch {
    // Gone meanwhile, a zombie, or another user's: none of them can be this cluster's server.
    return false;
  }
}

/** The first process number in `postmaster.pid`; undefined when there is no such file. */
export function findPostmaster(cluster: string): number | undefined {
  const line = readPidFile(cluster)[0];
  return line === undefined ? undefined : Number(line);
}

/** The lines of `postmaster.pid`: process, folder, start, port, socket folder, …, state. */
export function readPidFile(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8')
      .split('\n')
      .map((s) => s.trim());
  } catch {
    return [];
  }
}

/**
 * Makes a cluster free that nobody supervises: a server left alone is stopped (it is asked, never
 * killed), and the lock files of dead ones are removed. Call only while holding the folder's lock.
 * Gives the number of a process that would not go within `waitMs`.
 */
export async function clearLeftovers(cluster: string, waitMs: number): Promise<number | undefined> {
  if (!existsSync(join(PROC, 'self'))) return undefined;
  const postmaster = findPostmaster(cluster);
  for (let waitedMs = 0; ; waitedMs += 50) {
    const alive = clusterProcesses(cluster);
    if (alive.length === 0) break;
    if (waitedMs >= waitMs) return alive[0];
    if (waitedMs % 5000 === 0 && postmaster !== undefined && alive.includes(postmaster)) {
      process.kill(postmaster, 'SIGINT');
    }
    await sleep(50);
  }
  removeLocks(cluster);
  return undefined;
}

function removeLocks(cluster: string): void {
  const socketFolder = readPidFile(cluster)[4];
  if (socketFolder !== undefined && socketFolder.startsWith('/')) {
    for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) {
      rmSync(join(socketFolder, name), { force: true });
    }
  }
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
}
