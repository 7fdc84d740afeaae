// What is left after kill -9: a process writes with 8 clients and is killed at a random moment,
// in every other round with its PostgreSQL, again and again on the same data. Afterwards each
// acknowledged action must be there, whole, and the journal must verify.

import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase, type Database } from '../src/db/open.ts';
import { keyPathIn, openSigner } from '../src/journal/signer.ts';
import { verifyJournal } from '../src/journal/verify.ts';
import { DISTRICT } from '../test/helpers/notes.ts';
import type { BenchRow } from './row.ts';

/** What the rounds left. All but the first three must be 0. */
export type KillFigures = {
  readonly rounds: number;
  readonly acknowledged: number;
  /** Longest time from starting the process to its first write, recovery included. */
  readonly startMsMax: number;
  readonly missing: number;
  /** Notes whose state and journal disagree, or requests without their entry. */
  readonly halfWritten: number;
  readonly faults: number;
};

const ROUNDS = 20;
const RUN_MS_MAX = 500;
const PAGE = 5_000;

/** The figures of 20 rounds as rows. */
export async function run(): Promise<BenchRow[]> {
  const figures = await killRepeatedly(ROUNDS);
  return [
    { name: 'rounds of kill -9', value: figures.rounds, unit: '' },
    { name: 'acknowledged actions', value: figures.acknowledged, unit: '' },
    { name: 'acknowledged and missing', value: figures.missing, unit: '' },
    { name: 'half written', value: figures.halfWritten, unit: '' },
    { name: 'faults in the journal', value: figures.faults, unit: '' },
    { name: 'longest start, recovery included', value: figures.startMsMax, unit: 'ms' },
  ];
}

/** Kills `rounds` times on one data folder and looks at what is left. */
export async function killRepeatedly(rounds: number): Promise<KillFigures> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'qingnuan-kill-'));
  try {
    const acknowledged: string[] = [];
    let startMsMax = 0;
    for (let round = 0; round < rounds; round += 1) {
      const { entryIds, startMs } = await killOnce(dataFolder, round % 2 === 1);
      acknowledged.push(...entryIds);
      startMsMax = Math.max(startMsMax, startMs);
    }
    const left = await inspect(dataFolder, acknowledged);
    return { rounds, acknowledged: acknowledged.length, startMsMax, ...left };
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** One round: the ids printed before the kill, the last line left out if it is torn. */
async function killOnce(dataFolder: string, withDatabase: boolean) {
  const start = performance.now();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'kill-child.ts'), dataFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  const startMs = performance.now() - start;
  await sleep(randomInt(RUN_MS_MAX));
  if (child.exitCode !== null) throw new Error(`the writing process ended by itself: ${printed}`);
  const closed = once(child, 'close');
  const victims = withDatabase ? listDescendants(child) : [];
  child.kill('SIGKILL');
  for (const pid of victims) killIfThere(pid);
  await closed;
  const lines = printed.split('\n').slice(0, -1);
  return { entryIds: lines.filter((line) => line !== 'ready'), startMs };
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself when its parent was killed.
  }
}

/** All processes below the child: its PostgreSQL and that one's workers. */
function listDescendants(child: ChildProcess): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = readParent(name);
    if (parent !== undefined) parents.set(Number(name), parent);
  }
  const found = new Set([child.pid]);
  let size = 0;
  while (found.size > size) {
    size = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
  return [...found].filter((pid) => pid !== undefined && pid !== child.pid) as number[];
}

function readParent(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

async function inspect(dataFolder: string, acknowledged: readonly string[]) {
  const db = await openDatabase({ dataFolder });
  try {
    const { faults } = await verifyJournal(db, DISTRICT, {
      verifier: openSigner(keyPathIn(dataFolder)).verifier(DISTRICT),
    });
    return {
      missing: await countMissing(db, acknowledged),
      halfWritten: await countHalfWritten(db),
      faults: faults.length,
    };
  } finally {
    await db.close();
  }
}

async function countMissing(db: Database, ids: readonly string[]): Promise<number> {
  let missing = 0;
  for (let at = 0; at < ids.length; at += PAGE) {
    const { rows } = await db.pool.query<{ count: number }>(
      `select count(*) from unnest($1::uuid[]) as a (id)
       where not exists (select from journal_entries where entry_id = a.id)`,
      [ids.slice(at, at + PAGE)],
    );
    missing += rows[0]?.count ?? 0;
  }
  return missing;
}

/** A note's version counts its entries; a request has exactly one entry. */
async function countHalfWritten(db: Database): Promise<number> {
  const { rows } = await db.pool.query<{ count: number }>(
    `select
       (select count(*) from test_notes n full join
         (select subject_id, count(*) as version from journal_entries group by subject_id) e
         on e.subject_id = n.note_id
         where n.version is distinct from e.version)
       + (select count(*) from journal_requests r full join journal_entries e using (key)
         where r.key is null or e.entry_id is null) as count`,
  );
  return rows[0]?.count ?? -1;
}
