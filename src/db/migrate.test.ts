// Migrations: each once, in order, whole or not at all, however many start at the same time.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { listMigrations, migrate } from './migrate.ts';
import { makePool } from './open.ts';

const folder = mkdtempSync(join(tmpdir(), 'qn-migrations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Record<string, string>) {
  const own = mkdtempSync(join(folder, 'set-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(own, name), text);
  return listMigrations(own);
}

const ONE = { '0001-one.sql': 'create table one (n int);' };
const TWO = {
  ...ONE,
  '0002-two.sql': 'create table two (n int);\n-- rules\ninsert into two values (2);',
};

test('a changed migration is refused by name, and changing line ends is no change', async () => {
  const { pool } = await testDatabase({ isEmpty: true });
  expect(await migrate(pool, write(ONE))).toEqual(['0001-one']);
  expect(await migrate(pool, write({ '0001-one.sql': 'create table one (n int);' }))).toEqual([]);
  const changed = write({ '0001-one.sql': 'create table one (n bigint);' });
  await expect(migrate(pool, changed)).rejects.toMatchObject({
    code: 'database.migration-changed',
    details: { file: '0001-one' },
  });
  const [unix, windows] = [write({ '0001-a.sql': 'a\nb' }), write({ '0001-a.sql': 'a\r\nb' })];
  expect(windows[0]?.checksum).toBe(unix[0]?.checksum);
});

test('a database of a newer program is refused', async () => {
  const { pool } = await testDatabase({ isEmpty: true });
  await migrate(pool, write(TWO));
  await expect(migrate(pool, write(ONE))).rejects.toMatchObject({
    code: 'database.newer-than-program',
    details: { file: '0002-two' },
  });
});

test('a migration that fails is undone whole, is named, and can be put right', async () => {
  const { pool } = await testDatabase({ isEmpty: true });
  const half = {
    ...ONE,
    '0002-two.sql': 'create table two (n int);\n-- rules\ninsert into tow values (2);',
  };
  await expect(migrate(pool, write(half))).rejects.toMatchObject({
    code: 'database.migration-failed',
    details: { file: '0002-two', reason: expect.stringContaining('tow') },
  });
  expect((await pool.query(`select to_regclass('two') as two`)).rows[0].two).toBeNull();
  expect(await migrate(pool, write(TWO))).toEqual(['0002-two']);
});

test('two files with one number, a crooked name or two cuts are bugs', () => {
  expect(() => write({ '0001-a.sql': '', '0001-b.sql': '' })).toThrow('one number');
  expect(() => write({ '1-a.sql': '' })).toThrow('named like');
  expect(() => write({ '0001-a.sql': '-- rules\n-- rules\n' })).toThrow('one line');
});

test('twenty that start at once on an empty database each end well, and each migration ran once', async () => {
  const { url } = await testDatabase({ isEmpty: true });
  const pools = Array.from({ length: 20 }, () => makePool(url, 1));
  try {
    const applied = await Promise.all(pools.map((pool) => migrate(pool)));
    expect(applied.flat().toSorted()).toEqual(listMigrations().map(({ name }) => name));
  } finally {
    await Promise.all(pools.map((pool) => pool.end()));
  }
});

test('an owner who is no superuser can migrate where the role can be made', async () => {
  const { pool, url } = await testDatabase({ isEmpty: true });
  const owner = await makeOwner(pool, 'createrole');
  const own = makePool(addressFor(url, owner), 1);
  try {
    await expect(migrate(own)).resolves.toHaveLength(listMigrations().length);
    await own.query('begin; set local role qingnuan_app; commit');
  } finally {
    await own.end();
    await dropOwner(pool, owner);
  }
});

test('an owner who may not have the role is told what the administrator has to run', async () => {
  const { pool, url } = await testDatabase({ isEmpty: true });
  const owner = await makeOwner(pool, 'nocreaterole');
  const own = makePool(addressFor(url, owner), 1);
  try {
    await expect(migrate(own)).rejects.toMatchObject({
      code: 'database.app-role-missing',
      next: { en: expect.stringContaining(`GRANT qingnuan_app TO ${owner}`) },
    });
  } finally {
    await own.end();
    await dropOwner(pool, owner);
  }
});

/** An owner of the database with a password, since a server by address may want one. */
async function makeOwner(pool: pg.Pool, power: string): Promise<string> {
  const { rows } = await pool.query<{ name: string }>('select current_database() as name');
  const database = rows[0]?.name ?? '';
  const owner = `owner_${database.slice(-8)}`;
  await pool.query(`create role ${owner} login password 'owner' ${power}`);
  if (power === 'createrole') {
    await pool.query(`do $$ begin
      if exists (select from pg_roles where rolname = 'qingnuan_app') then
        grant qingnuan_app to ${owner};
      end if; end $$`);
  }
  await pool.query(`alter database ${database} owner to ${owner}`);
  await pool.query(`alter schema public owner to ${owner}`);
  return owner;
}

async function dropOwner(pool: pg.Pool, owner: string): Promise<void> {
  await pool.query(`reassign owned by ${owner} to current_user`);
  await pool.query(`drop owned by ${owner} cascade`);
  await pool.query(`drop role ${owner}`);
}

function addressFor(url: string, owner: string): string {
  const own = url.replace(/\/\/([^@/]*@)?/, `//${owner}:owner@`);
  return own.replace(/([?&])user=[^&]*&?/, '$1');
}
