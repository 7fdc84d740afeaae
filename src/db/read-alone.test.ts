// Reading in one round trip: the same walls as in a transaction, and nothing left behind.

import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';

const db = await testDatabase();
const [LITONG, HONGSIBU] = [640_302, 640_303];

beforeAll(async () => {
  await db.pool.query(
    `create table notes (district_code int not null, note_id int not null,
       constraint notes_pk primary key (district_code, note_id));
     call protect_tenant_table('notes');
     insert into notes select d, n from unnest(array[${LITONG}, ${HONGSIBU}]) d,
       generate_series(1, 3) n;
     grant select on notes to qingnuan_app;`,
  );
});

type Note = { readonly districtCode: number; readonly noteId: number };
const all = { statement: sql<Note>`select * from notes order by 1, 2`, name: 'notes' };

test('readAlone gives the rows of its district only, with camelCase columns', async () => {
  const rows = await db.readAlone(LITONG, all);
  expect(rows).toEqual([1, 2, 3].map((noteId) => ({ districtCode: LITONG, noteId })));
  expect((await db.readAlone(HONGSIBU, all))[0]).toEqual({ districtCode: HONGSIBU, noteId: 1 });
});

test('readAlone may write no more than its role may, and a refusal leaves the pool in order', async () => {
  const statement = sql<Note>`insert into notes values (${LITONG}, 9) returning *`;
  await expect(db.readAlone(LITONG, { statement })).rejects.toThrow('permission denied');
  const bad = sql<Note>`select 1 / (note_id - 2) from notes`;
  await expect(db.readAlone(LITONG, { statement: bad })).rejects.toThrow('division by zero');
  expect(await db.readAlone(LITONG, all)).toHaveLength(3);
});

test('a hundred readings at once between transactions each get their own rows', async () => {
  const readings = Array.from({ length: 100 }, async (_, at) => {
    const district = at % 2 === 0 ? LITONG : HONGSIBU;
    if (at % 10 === 0) {
      const { rows } = await db.withDistrict(district, (tx) => all.statement.execute(tx));
      return rows.every(({ districtCode }) => districtCode === district) && rows.length === 3;
    }
    const wanted = 1 + (at % 3);
    const statement = sql<Note>`select * from notes where note_id = ${wanted}`;
    const rows = await db.readAlone(district, { statement, name: 'note' });
    return rows.length === 1 && rows[0]?.districtCode === district && rows[0].noteId === wanted;
  });
  expect((await Promise.all(readings)).every(Boolean)).toBe(true);
});

test('a connection that breaks under a reading is given up; the next one works', async () => {
  const statement = sql`select pg_sleep(20), 'broken' as word`;
  const broken = db.readAlone(LITONG, { statement }).then(
    () => 'read',
    () => 'broken',
  );
  const kill = sql<{ n: number }>`select count(pg_terminate_backend(pid)) as n
    from pg_stat_activity where query like '%pg_sleep(20)%' and pid <> pg_backend_pid()`;
  for (let killed = 0; killed === 0;) {
    const { rows } = await kill.execute(db.kysely);
    killed = Number(rows[0]?.n ?? 0);
  }
  expect(await broken).toBe('broken');
  expect(await db.readAlone(LITONG, all)).toHaveLength(3);
});
