// Brings the schema forward: migrations/NNNN-name.sql in the order of their numbers, each in one
// transaction, each once. There is no way back. How files are written: migrations/README.md.

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { fail } from '../core/errors.ts';
import { invariant } from '../core/invariant.ts';
import { findSqlState, toRefusal } from './refusal.ts';
import { APP_ROLE } from './transaction.ts';

/** A migration file, cut at its line `-- rules`. */
export type Migration = {
  /** Name of the file without `.sql`. */
  readonly name: string;
  /** SHA-256 of its text with Unix line ends, in hex. */
  readonly checksum: string;
  /** Tables and indexes. */
  readonly tables: string;
  /** Foreign keys, policies, grants: after the tables were distributed. */
  readonly rules: string;
};

const FOLDER = join(import.meta.dirname, '..', '..', 'migrations');
const NAME = /^\d{4}-[a-z0-9-]+$/;

/** The migrations of a folder in order. Throws when two have one number or a name is malformed. */
export function listMigrations(folder = FOLDER): Migration[] {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  const migrations = names.map((file) => readMigration(folder, file));
  for (const [index, { name }] of migrations.entries()) {
    invariant(NAME.test(name), `the migration ${name} is named like 0012-some-words.sql`);
    const next = migrations[index + 1]?.name;
    invariant(name.slice(0, 4) !== next?.slice(0, 4), `two migrations with one number: ${next}`);
  }
  return migrations;
}

function readMigration(folder: string, file: string): Migration {
  const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
  const [tables = '', rules = '', ...more] = text.split(/^-- rules$/m);
  invariant(more.length === 0, `the migration ${file} has one line "-- rules"`);
  const checksum = createHash('sha256').update(text).digest('hex');
  return { name: file.slice(0, -'.sql'.length), checksum, tables, rules };
}

/**
 * Applies what is missing and gives the names applied. Safe when many run at once: each waits for
 * the row lock and then finds the work done. Refuses a changed or unknown applied migration.
 */
export async function migrate(pool: pg.Pool, migrations = listMigrations()): Promise<string[]> {
  const client = await pool.connect();
  try {
    await prepare(client);
    const applied: string[] = [];
    for (const migration of migrations) {
      if (await apply(client, migration)) applied.push(migration.name);
    }
    await refuseUnknown(client, migrations);
    return applied;
  } catch (error) {
    throw toRefusal(error);
  } finally {
    client.release();
  }
}

/** Makes the role and the table of applied migrations; both may be made by another just now. */
async function prepare(client: pg.PoolClient): Promise<void> {
  await ensureAppRole(client);
  const found = await client.query(`select to_regclass('schema_migrations') as found`);
  if (found.rows[0]?.found !== null) return;
  await client
    .query(
      `create table if not exists schema_migrations (
       name text not null, checksum text not null,
       applied_at timestamptz not null default now(),
       constraint schema_migrations_pk primary key (name))`,
    )
    .catch(ignoreRace);
}

async function apply(client: pg.PoolClient, { name, ...migration }: Migration): Promise<boolean> {
  const known = await findChecksum(client, name);
  if (known !== undefined) return checkSame(name, known, migration.checksum);
  await client.query('begin');
  try {
    // One migrates, the others wait here, also on Citus, where advisory locks are per node.
    await client.query('lock table schema_migrations in exclusive mode');
    const meanwhile = await findChecksum(client, name);
    if (meanwhile !== undefined) {
      await client.query('rollback');
      return checkSame(name, meanwhile, migration.checksum);
    }
    await client.query(migration.tables);
    await distribute(client);
    await client.query(migration.rules);
    await client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [
      name,
      migration.checksum,
    ]);
    await client.query('commit');
    return true;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    const known = toRefusal(error);
    if (known !== error || !(error instanceof Error)) throw known;
    return fail('database.migration-failed', { file: name, reason: error.message });
  }
}

function checkSame(file: string, known: string, checksum: string): false {
  if (known !== checksum) fail('database.migration-changed', { file });
  return false;
}

async function findChecksum(client: pg.PoolClient, name: string): Promise<string | undefined> {
  const { rows } = await client.query<{ checksum: string }>(
    'select checksum from schema_migrations where name = $1',
    [name],
  );
  return rows[0]?.checksum;
}

async function refuseUnknown(client: pg.PoolClient, migrations: Migration[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'select name from schema_migrations where name <> all ($1) order by name limit 1',
    [migrations.map(({ name }) => name)],
  );
  if (rows[0] !== undefined) fail('database.newer-than-program', { file: rows[0].name });
}

/** Between tables and rules: on Citus the new tables are spread; elsewhere nothing happens. */
async function distribute(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query(`select 1 from pg_extension where extname = 'citus'`);
  if (rows.length === 0) return;
  await client.query(readFileSync(join(FOLDER, 'citus', 'distribute.sql'), 'utf8'));
}

/** Makes the application's role where this user may, and checks that it can be taken. */
async function ensureAppRole(client: pg.PoolClient): Promise<void> {
  const usable = `select pg_has_role(current_user, oid, 'MEMBER') as is_member
    from pg_roles where rolname = $1`;
  const before = await client.query<{ is_member: boolean }>(usable, [APP_ROLE]);
  if (before.rows[0]?.is_member) return;
  try {
    if (before.rows.length === 0) {
      await client.query(`create role ${APP_ROLE} nologin noinherit nobypassrls`).catch(ignoreRace);
    }
    await client.query(`grant ${APP_ROLE} to current_user`);
  } catch (error) {
    if (findSqlState(error) !== '42501') throw error;
    const { rows } = await client.query<{ user: string }>('select current_user as user');
    fail('database.app-role-missing', { role: APP_ROLE, user: rows[0]?.user ?? '?' });
  }
}

/** Lets pass that another process made the same thing at the same moment. */
function ignoreRace(error: unknown): void {
  const isRace = ['23505', '42710', '42P07'].includes(findSqlState(error) ?? '');
  if (!isRace) throw error;
}
