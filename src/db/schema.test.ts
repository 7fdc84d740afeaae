// What every table has to keep to so that districts stay apart, on one server and on Citus. The
// rules are in migrations/README.md; this reads them off the live schema.

import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { errorCatalogue } from '../core/errors.ts';
import { constraintMeanings } from './constraints.ts';
import { listMigrations, migrate } from './migrate.ts';

const { pool } = await testDatabase();

/** Tables without a district, each with its reason. One line each. */
const REFERENCE_TABLES: Readonly<Record<string, string>> = {
  auth_accounts: 'password hashes, read before a district is known',
  auth_failures: 'failed sign-ins, counted before a district is known',
  auth_sessions: 'sessions, read before a district is known',
  auth_users: 'names of accounts, read before a district is known',
  auth_verifications: 'better-auth wants the table; nothing is written to it',
  schema_migrations: 'what the program has done to the schema',
};
/** Tables of schemas other than public belong to the libraries named here. */
const OTHER_SCHEMAS: ReadonlySet<string> = new Set(['auth', 'pgboss']);

async function names(query: string): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(`${query} order by 1`);
  return rows.map(({ name }) => name);
}

const TABLES = `
  select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_class c
  where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace`;
const TENANTS = `
  select t.*, a.attnum as district from (${TABLES}) t join pg_attribute a
    on a.attrelid = t.oid and a.attname = 'district_code' and not a.attisdropped
  where t.relname <> 'districts'`;

test('every table has a district, or is a reference table listed with its reason', async () => {
  const without = await names(
    `select relname as name from (${TABLES}) t
     where relname <> 'districts' and oid not in (select oid from (${TENANTS}) x)`,
  );
  expect(without).toEqual(Object.keys(REFERENCE_TABLES).toSorted());
});

test('there is no schema but public and those of the libraries', async () => {
  const found = await names(
    `select nspname as name from pg_namespace
     where nspname !~ '^pg_' and nspname not in ('public', 'information_schema')`,
  );
  expect(found.filter((name) => !OTHER_SCHEMAS.has(name))).toEqual([]);
});

test('every tenant table has a primary key', async () => {
  const without = await names(
    `select relname as name from (${TENANTS}) t where not exists
       (select from pg_constraint k where k.conrelid = t.oid and k.contype = 'p')`,
  );
  expect(without).toEqual([]);
});

test('district_code is an integer that is never null', async () => {
  const loose = await names(
    `select t.relname as name from (${TENANTS}) t
     join pg_attribute a on a.attrelid = t.oid and a.attnum = t.district
     where a.atttypid <> 'int4'::regtype or not a.attnotnull`,
  );
  expect(loose).toEqual([]);
});

test('district_code leads every primary key, unique index and exclusion of a tenant table', async () => {
  const others = await names(
    `select i.indexrelid::regclass::text as name from (${TENANTS}) t
     join pg_index i on i.indrelid = t.oid
     where (i.indisunique or i.indisexclusion) and i.indkey[0] <> t.district`,
  );
  expect(others).toEqual([]);
});

test('district_code leads both sides of every foreign key between tenant tables', async () => {
  const others = await names(
    `select k.conname as name from (${TENANTS}) t join pg_constraint k on k.conrelid = t.oid
     left join (${TENANTS}) r on r.oid = k.confrelid
     where k.contype = 'f' and r.oid is not null
       and (k.conkey[1] <> t.district or k.confkey[1] <> r.district)`,
  );
  expect(others).toEqual([]);
});

test('no table all districts share points into one district', async () => {
  const others = await names(
    `select k.conname as name from pg_constraint k join (${TENANTS}) r on r.oid = k.confrelid
     where k.contype = 'f' and k.conrelid not in (select oid from (${TENANTS}) t)`,
  );
  expect(others).toEqual([]);
});

test('every foreign key has an index that begins with its columns', async () => {
  const without = await names(
    `select k.conname as name from pg_constraint k
     where k.contype = 'f' and k.connamespace = 'public'::regnamespace and not exists (
       select from pg_index i where i.indrelid = k.conrelid and i.indpred is null
         and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)`,
  );
  expect(without).toEqual([]);
});

test('no foreign key sets a column to null when the other row goes', async () => {
  const others = await names(
    `select conname as name from pg_constraint where contype = 'f'
       and connamespace = 'public'::regnamespace and (confdeltype = 'n' or confupdtype = 'n')`,
  );
  expect(others).toEqual([]);
});

test('row-level security is on and forced for every tenant table', async () => {
  const open = await names(
    `select relname as name from (${TENANTS}) t
     where not (relrowsecurity and relforcerowsecurity)`,
  );
  expect(open).toEqual([]);
});

test('every tenant table has the one policy, on its own district, without a sub-select', async () => {
  const { rows } = await pool.query<{ name: string; using: string; check: string; all: boolean }>(
    `select t.relname as name, pg_get_expr(p.polqual, p.polrelid) as using,
       pg_get_expr(p.polwithcheck, p.polrelid) as check,
       p.polcmd = '*' and p.polpermissive and p.polroles = '{0}' as all
     from (${TENANTS}) t left join pg_policy p on p.polrelid = t.oid`,
  );
  const setting = `NULLIF(current_setting('app.district'::text, true), ''::text)`;
  const own = `(district_code = (${setting})::integer)`;
  for (const row of rows) expect(row).toMatchObject({ using: own, check: own, all: true });
});

test('the application role owns nothing, is no superuser, and cannot pass by a policy', async () => {
  const { rows } = await pool.query(
    `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin,
       (select count(*) from pg_class where relowner = r.oid) as owned
     from pg_roles r where rolname = 'qingnuan_app'`,
  );
  expect(rows).toEqual([
    {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolcanlogin: false,
      owned: 0,
    },
  ]);
});

test('the application role may do nothing to the schema, and truncate nothing', async () => {
  const granted = await names(
    `select relname as name from (${TABLES}) t
     where has_table_privilege('qingnuan_app', oid, 'truncate')
       or has_table_privilege('qingnuan_app', oid, 'trigger')
       or has_table_privilege('qingnuan_app', oid, 'references')`,
  );
  expect(granted).toEqual([]);
  const { rows } = await pool.query(
    `select has_schema_privilege('qingnuan_app', 'public', 'create') as may_create`,
  );
  expect(rows).toEqual([{ may_create: false }]);
});

const CONSTRAINTS = `
  select conname as name from pg_constraint k
  where contype in ('p', 'u', 'f', 'c', 'x') and connamespace = 'public'::regnamespace
    and conrelid <> 0
  union
  select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
  where i.indisunique and c.relnamespace = 'public'::regnamespace`;

test('every constraint has a name of its own choosing', async () => {
  const found = await names(CONSTRAINTS);
  expect(found.filter((name) => /_(pkey|key|fkey|check|excl)\d*$/.test(name))).toEqual([]);
});

test('every constraint says which refusal it is, and every such line names a constraint', async () => {
  expect(Object.keys(constraintMeanings).toSorted()).toEqual((await names(CONSTRAINTS)).toSorted());
  const codes = Object.values(constraintMeanings).filter((meaning) => meaning !== 'bug');
  expect(codes.filter((code) => !Object.hasOwn(errorCatalogue, code))).toEqual([]);
});

test('money and other whole amounts are bigint, days are dates, instants have a zone', async () => {
  const { rows } = await pool.query<{ name: string; type: string }>(
    `select t.relname || '.' || a.attname as name, format_type(a.atttypid, a.atttypmod) as type
     from (${TABLES}) t join pg_attribute a on a.attrelid = t.oid
     where a.attnum > 0 and not a.attisdropped order by 1`,
  );
  const wrong = rows.filter(({ name, type }) => {
    if (/_fen(_max|_min)?$/.test(name)) return type !== 'bigint';
    if (name.endsWith('_at')) return !/^timestamp(\(3\))? with time zone$/.test(type);
    if (name.endsWith('_on')) return type !== 'date';
    return /^(real|double|money|timestamp|time)/.test(type);
  });
  expect(wrong).toEqual([]);
});

test('migrating again, and twenty times at once, changes nothing', async () => {
  const count = `select count(*) as n from schema_migrations`;
  const before = (await pool.query(count)).rows;
  expect(before).toEqual([{ n: listMigrations().length }]);
  const again = await Promise.all(Array.from({ length: 20 }, () => migrate(pool)));
  expect(again.flat()).toEqual([]);
  expect((await pool.query(count)).rows).toEqual(before);
});

test('the migrations use nothing that Citus or PostgreSQL 15 cannot do', () => {
  const banned =
    /\b(merge into|pg_(try_)?advisory|set_config|set null|uuidv7\(|json_table|without overlaps)/i;
  const offences = listMigrations().flatMap(({ name, tables, rules }) => {
    const found = banned.exec(`${tables}${rules}`.replace(/--.*$/gm, ''));
    return found === null ? [] : [`${name}: ${found[0]}`];
  });
  expect(offences).toEqual([]);
});
