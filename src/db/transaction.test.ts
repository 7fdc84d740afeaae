// Row-level security as the second wall: what a transaction of one district can see and do.

import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import type { Tx } from './open.ts';

const db = await testDatabase();
const [LITONG, HONGSIBU] = [640_302, 640_303];

beforeAll(async () => {
  await db.pool.query(
    `create table notes (district_code int not null, note_id int not null, word text not null,
       amount_fen bigint, constraint notes_pk primary key (district_code, note_id));
     call protect_tenant_table('notes');
     grant select, insert, update on notes to qingnuan_app;`,
  );
});

const write = (district: number, id: number) => (tx: Tx) =>
  sql`insert into notes values (${district}, ${id}, 'word')`.execute(tx);
const read = async (tx: Tx) =>
  (await sql<{ districtCode: number; noteId: number }>`select * from notes`.execute(tx)).rows;

test('a district sees its own rows only', async () => {
  await db.withDistrict(LITONG, write(LITONG, 1));
  await db.withDistrict(HONGSIBU, write(HONGSIBU, 1));
  const rows = await db.withDistrict(LITONG, read);
  expect(rows.map((row) => row.districtCode)).toEqual([LITONG]);
});

test('a row of another district is refused, and the transaction leaves nothing', async () => {
  const both = async (tx: Tx) => {
    await write(LITONG, 50)(tx);
    await write(HONGSIBU, 51)(tx);
  };
  await expect(db.withDistrict(LITONG, both)).rejects.toMatchObject({
    code: 'database.other-district',
  });
  const rows = await db.withDistrict(LITONG, read);
  expect(rows.map((row) => row.noteId)).not.toContain(50);
});

test('a row cannot be moved to another district', async () => {
  const move = sql`update notes set district_code = ${HONGSIBU}`;
  await expect(db.withDistrict(LITONG, (tx) => move.execute(tx))).rejects.toMatchObject({
    code: 'database.other-district',
  });
});

test('without a district nothing is seen and nothing can be written', async () => {
  expect(await db.withoutDistrict(read)).toEqual([]);
  await expect(db.withoutDistrict(write(LITONG, 60))).rejects.toMatchObject({
    code: 'database.other-district',
  });
});

test('a district set once does not stay on the connection', async () => {
  await Promise.all(Array.from({ length: 20 }, () => db.withDistrict(LITONG, read)));
  expect(await db.withoutDistrict(read)).toEqual([]);
  const { rows } = await db.pool.query('select current_user as who');
  expect(rows[0].who).not.toBe('qingnuan_app');
});

test.each([
  'delete from notes',
  'truncate notes',
  'create table more (n int)',
  'drop policy own_district on notes',
  'alter table notes no force row level security',
])('what was not granted is denied: %s', async (statement) => {
  const run = db.withDistrict(LITONG, (tx) => sql.raw(statement).execute(tx));
  await expect(run).rejects.toMatchObject({ code: '42501' });
});

test('a district code that is not a whole number never reaches the database', () => {
  for (const code of [Number.NaN, 1.5, -1, 0, "1'; reset role; --" as unknown as number]) {
    expect(() => db.withDistrict(code, read)).toThrow('a district code is a number');
  }
});

test('two transactions that lock each other out both end well, by trying again', async () => {
  await db.withDistrict(LITONG, async (tx) => {
    await write(LITONG, 71)(tx);
    await write(LITONG, 72)(tx);
  });
  let calls = 0;
  const update = (ids: number[]) => (tx: Tx) => updateInTurn(tx, ids);
  const updateInTurn = async (tx: Tx, ids: number[]) => {
    calls += 1;
    for (const id of ids) {
      await sql`update notes set word = word || '.' where note_id = ${id}`.execute(tx);
      await sql`select pg_sleep(0.1)`.execute(tx);
    }
  };
  await Promise.all([
    db.withDistrict(LITONG, update([71, 72])),
    db.withDistrict(LITONG, update([72, 71])),
  ]);
  expect(calls).toBe(3);
  const words = await sql<{ word: string }>`select word from notes where note_id in (71, 72)`;
  expect((await db.withDistrict(LITONG, (tx) => words.execute(tx))).rows).toEqual([
    { word: 'word..' },
    { word: 'word..' },
  ]);
});

test('a conflict that never ends is refused after six attempts', async () => {
  let calls = 0;
  const run = async (tx: Tx) => {
    calls += 1;
    await sql`do $$ begin raise exception 'conflict' using errcode = '40001'; end $$`.execute(tx);
  };
  await expect(db.withDistrict(LITONG, run)).rejects.toMatchObject({ code: 'database.busy' });
  expect(calls).toBe(6);
});

test('a connection cut off in the middle is refused in plain words and replaced', async () => {
  const cut = async (tx: Tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await db.pool.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
    return read(tx);
  };
  await expect(db.withDistrict(LITONG, cut)).rejects.toMatchObject({ code: 'database.stopped' });
  expect(await db.withDistrict(LITONG, read)).not.toEqual([]);
});

async function one(expression: string): Promise<unknown> {
  return (await db.pool.query(`select ${expression} as value`)).rows[0].value;
}

test('bigint comes as a number, and beyond 2^53 as an error, never rounded', async () => {
  expect(await one('9007199254740991')).toBe(9_007_199_254_740_991);
  await expect(one('9007199254740993')).rejects.toThrow('beyond 2^53');
  await expect(one('-9007199254740993')).rejects.toThrow('beyond 2^53');
  expect(await one("'{1,null,3}'::bigint[]")).toEqual([1, null, 3]);
  expect(await one('(select sum(amount_fen)::bigint from notes)')).toBeNull();
});

test('a date is the day it says, in whatever time zone the program runs', async () => {
  const { rows } = await db.pool.query(
    "select date '2026-11-15' as day, '{2026-01-01}'::date[] as days",
  );
  expect(rows[0]).toEqual({ day: '2026-11-15', days: ['2026-01-01'] });
});

test('the parsers are of our pools only: others of pg read as ever', () => {
  expect(pg.types.getTypeParser(pg.types.builtins.INT8)('5')).toBe('5');
});
