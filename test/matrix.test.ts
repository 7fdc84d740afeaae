// Who may do what, without a hole: every action of the product is asked of every role in its own
// place and in others; every tenant table is asked by another district. A new action needs
// its line in helpers/everything.ts.

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import type { z } from 'zod';
import type { Action } from '../src/actions/action.ts';
import { perform } from '../src/actions/perform.ts';
import { dayInChina } from '../src/core/day.ts';
import { Refusal } from '../src/core/errors.ts';
import { prepareOverview } from '../src/households/movements.ts';
import { registry } from '../src/http/registry.ts';
import { seal } from '../src/journal/seal.ts';
import { keyPathIn, openSigner } from '../src/journal/signer.ts';
import { roles } from '../src/people/model.ts';
import type { Actor } from '../src/people/model.ts';
import { testDatabase } from './helpers/database.ts';
import { everythingOn } from './helpers/everything.ts';
import type { At } from './helpers/everything-money.ts';
import { aPerson, ledgerDistrict, townA, townB, villageA, villageB } from './helpers/ledger.ts';

const db = await testDatabase();
const { asked, personId, ledger } = await everythingOn(db);
const otherDistrict = 640398;
const places = [null, townA, villageA, townB, villageB];

const keyOf: Readonly<Record<At, string | null>> = {
  village: villageA,
  town: townA,
  district: null,
};
const covers = (place: string | null, at: At) =>
  place === null || (keyOf[at]?.startsWith(place) ?? false);

/** The code of the refusal, `done` without one. Nothing stays: it is a dry run. */
async function ask(action: Action, actor: Actor): Promise<string> {
  const [, input] = asked[action.name] ?? [];
  try {
    const options = { dryRun: true, key: randomUUID() } as const;
    await perform(ledger.as(actor), action, input as z.input<Action['input']>, options);
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

/** What would mean that the question never came to whether one may. */
const vain = new Set(['action.bad-input', 'action.subject-not-found', 'action.day-in-future']);

test('every action of the product is in the table, and the table names no other', () => {
  expect(Object.keys(asked).toSorted()).toEqual([...registry.names]);
});

test.each(registry.actions.map((action) => [action.name, action] as const))(
  '%s is open to its roles in their places, and to nobody else anywhere',
  async (name, action) => {
    const [at = 'district'] = asked[name] ?? [];
    for (const role of roles) {
      for (const place of places) {
        const code = await ask(action, aPerson(role, place, personId));
        const isAllowed = action.roles.includes(role);
        const isHere = action.scope === 'anywhere' || covers(place, at);
        const expected = !isAllowed ? 'action.not-allowed' : isHere ? 'asked' : 'action.not-here';
        const isRefused = code === 'action.not-allowed' || code === 'action.not-here';
        expect([role, place, isRefused ? code : 'asked']).toEqual([role, place, expected]);
        expect([role, place, code, vain.has(code)]).toEqual([role, place, code, false]);
      }
    }
  },
);

test('every action of another district is done to nothing of this one', async () => {
  await db.pool.query(
    `insert into places (district_code, place_id, place_key, parent_id, level, origin, name, stem,
       version) values ($1, 1, '640398', null, 'county', 'local', '另一区', '另一', 1)`,
    [otherDistrict],
  );
  for (const action of registry.actions) {
    const [at = 'district'] = asked[action.name] ?? [];
    // What is made for a whole district is made for one's own: there is nothing to reach across.
    if (!action.kind && at === 'district') continue;
    const [role = 'office'] = action.roles;
    const stranger = { ...aPerson(role, null, personId), districtCode: otherDistrict };
    const code = await ask(action, stranger);
    if (action.kind) expect([action.name, code]).toEqual([action.name, 'action.subject-not-found']);
    else expect([action.name, code]).not.toEqual([action.name, 'done']);
  }
});

type Table = { readonly name: string };
const tables = await db.pool.query<Table>(
  `select c.relname as name from pg_class c
   join pg_attribute a on a.attrelid = c.oid and a.attname = 'district_code'
   where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
     and c.relname <> 'districts' order by 1`,
);

/** The SQLSTATE of the error, or how many rows were hit; rolled back either way. */
async function attempt(statement: string): Promise<string> {
  let hits = 0n;
  const undo = new Error('undo');
  try {
    await db.withDistrict(otherDistrict, async (tx) => {
      const { numAffectedRows = 0n, rows } = await sql.raw(statement).execute(tx);
      hits = numAffectedRows || BigInt(rows.length);
      throw undo;
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code);
    if (error !== undo) throw error;
  }
  return `${hits} rows`;
}

/** A column that may be set to itself. */
async function columnOf(table: string): Promise<string> {
  const { rows } = await db.pool.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 1
       and not attisdropped and attgenerated = '' order by attnum limit 1`,
    [table],
  );
  return rows[0]?.name ?? '';
}

/** Refused by row-level security, or the application has no such right to the table at all. */
const refused = ['database.other-district', '42501'];

/** What only a background job fills: movements of past months, sealed nodes, rows of an import. */
const leftEmpty = [
  'case_movements',
  'case_stock_months',
  'case_stocks',
  'household_ledger_facts',
  'import_findings',
  'import_headings',
  'import_rows',
  'journal_nodes',
  'journal_queue',
];

/** Does for real what was only asked until now; what is refused by its state is left. */
async function fillTables(): Promise<void> {
  for (const action of registry.actions) {
    // An enterprise may do it in its own houses only, and this one has none.
    const role = action.roles.find((one) => one !== 'enterprise') ?? 'enterprise';
    const [, input] = asked[action.name] ?? [];
    const context = ledger.as(aPerson(role, null, personId));
    const given = input as z.input<Action['input']>;
    await perform(context, action, given, { key: randomUUID() }).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
    });
  }
  const { clock } = ledger;
  const folder = mkdtempSync(join(tmpdir(), 'matrix-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await seal(db, ledgerDistrict, { clock, signer: openSigner(keyPathIn(folder)) });
  await prepareOverview(db, ledgerDistrict, dayInChina(clock()));
}

test('every tenant table holds rows of this district, so that there is something to hide', async () => {
  await fillTables();
  const empty = new Set<string>();
  for (const { name } of tables.rows) {
    const { rows } = await db.pool.query(`select 1 from ${name} where district_code = $1 limit 1`, [
      ledgerDistrict,
    ]);
    if (rows.length === 0) empty.add(name);
  }
  for (const name of leftEmpty) empty.delete(name);
  expect([...empty]).toEqual([]);
});

test.each(tables.rows.map(({ name }) => name))(
  'rows of %s cannot be seen, changed, removed or added from another district',
  async (name) => {
    const column = await columnOf(name);
    const own = `district_code = ${ledgerDistrict}`;
    const seen = await attempt(`select 1 from ${name} where ${own}`);
    const changed = await attempt(`update ${name} set ${column} = ${column} where ${own}`);
    const removed = await attempt(`delete from ${name} where ${own}`);
    for (const outcome of [seen, changed, removed]) {
      expect([...refused, '0 rows']).toContain(outcome);
    }
    const added = await attempt(`insert into ${name} (district_code) values (${ledgerDistrict})`);
    expect(refused).toContain(added);
  },
);
