// perform() per second, beside a bare SQL transaction of the same shape on the same database:
// begin, insert the state, insert a journal row, commit, with prepared statements.

import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { performMany, perform, type ActionContext } from '../src/actions/perform.ts';
import { systemClock } from '../src/core/clock.ts';
import {
  actorWith,
  aNote,
  DISTRICT,
  makeNotes,
  newKey,
  TOWN,
  writeNote,
} from '../test/helpers/notes.ts';
import { measureRate, withFreshDatabase } from './data.ts';
import type { BenchRow } from './row.ts';

const WARM_MS = 1_000;
const MEASURE_MS = 3_000;
const BATCH = 2_000;
const BODY_BYTES = 400;

/** Rates at 1 and 32 clients and of a batch. */
export function run(): Promise<BenchRow[]> {
  return withFreshDatabase(async (db) => {
    await makeNotes(db.pool);
    await makeBareTables(db.pool);
    const ctx = { db, clock: systemClock, actor: actorWith('townClerk', TOWN) };
    const rows: BenchRow[] = [];
    for (const clients of [1, 32]) rows.push(await compare(ctx, clients));
    rows.push(await measureBatch(ctx));
    return rows;
  });
}

async function compare(ctx: ActionContext, clients: number): Promise<BenchRow> {
  const bare = () => bareTransaction(ctx.db.pool);
  const full = () => perform(ctx, writeNote, aNote(), { key: newKey() });
  // In turn and twice, so that a slow moment of the machine does not fall on one of them alone.
  const rates: { bare: number[]; full: number[] } = { bare: [], full: [] };
  for (const ms of [WARM_MS, MEASURE_MS / 2, MEASURE_MS / 2]) {
    rates.bare.push(await measureRate(clients, ms, bare));
    rates.full.push(await measureRate(clients, ms, full));
  }
  const limitValue = mean(rates.bare.slice(1));
  const value = mean(rates.full.slice(1));
  return {
    name: `perform(), ${clients} ${clients === 1 ? 'client' : 'clients'}`,
    value,
    unit: '/s',
    limitName: 'bare SQL transaction',
    limitValue,
    ratio: value / limitValue,
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

async function measureBatch(ctx: ActionContext): Promise<BenchRow> {
  const batch = () =>
    performMany(
      ctx,
      writeNote,
      Array.from({ length: BATCH }, () => aNote()),
      { key: newKey() },
    );
  await batch();
  const value = BATCH * (await measureRate(1, MEASURE_MS, batch));
  return { name: `performMany(), ${BATCH} at a time`, value, unit: 'inputs/s' };
}

async function makeBareTables(pool: pg.Pool): Promise<void> {
  await pool.query(`
    create table bare_notes (like test_notes including all);
    create table bare_journal (like journal_entries including all)`);
}

const INSTANT = '2022-11-15T08:30:00.000Z';
const DAY = '2022-11-15';
const body = randomBytes(BODY_BYTES);
const leaf = randomBytes(32);

async function bareTransaction(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query({
      name: 'bare-note',
      text: `insert into bare_notes values ($1, $2, $3, 'written', 1, $4, $5)`,
      values: [DISTRICT, randomUUID(), TOWN, DAY, 'words'],
    });
    await client.query({
      name: 'bare-journal',
      text: `insert into bare_journal
        values ($1, $2, $3, $4, 'somebody', 'note.write', 'note', $5, $6, $7, $8)`,
      values: [DISTRICT, randomUUID(), INSTANT, DAY, randomUUID(), randomUUID(), body, leaf],
    });
    await client.query('commit');
  } finally {
    client.release();
  }
}
