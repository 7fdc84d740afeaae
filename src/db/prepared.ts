// Statements prepared once per connection, for the few that run with every request. All others go
// unnamed: each name keeps memory on every connection, so a name never depends on the input.

import { CompiledQuery, sql, type RawBuilder } from 'kysely';
import { findForm } from './forms.ts';
import type { Tx } from './transaction.ts';

/** A statement of fixed text that a connection parses and plans once. */
export type Prepared = { readonly name: string; readonly text: string };

/** Runs a prepared statement; columns come in camelCase. */
export async function runPrepared<Row>(
  tx: Tx,
  statement: Prepared,
  values: readonly unknown[],
): Promise<Row[]> {
  // Kysely hands its text to `pg` as it is, and `pg` prepares what comes with a name. Kysely has
  // no word for this, hence the cast.
  const query = CompiledQuery.raw(statement as unknown as string, [...values]);
  const { rows } = await tx.executeQuery<Row>(query);
  return rows;
}

/** Runs a statement whose text is always the same under a name of its own; only values differ. */
export async function runNamed<Row>(
  tx: Tx,
  name: string,
  statement: RawBuilder<Row>,
): Promise<Row[]> {
  const { sql: text, parameters } = statement.compile(tx);
  return runPrepared<Row>(tx, { name, text }, parameters);
}

/**
 * Runs a statement whose text takes some few forms, each under a name of its own. Forms beyond a
 * hundred go unnamed: what filters can be combined to is no measure of a connection's memory.
 */
export async function runForm<Row>(
  tx: Tx,
  name: string,
  statement: RawBuilder<Row>,
): Promise<Row[]> {
  const { sql: text, parameters } = statement.compile(tx);
  const form = findForm(name, text);
  if (form === undefined) return (await statement.execute(tx)).rows;
  return runPrepared<Row>(tx, { name: form, text }, parameters);
}

/**
 * What a column of type uuid is compared with: one of these ids. A single one has a form of its
 * own, because PostgreSQL keeps a plan for `=` but makes one anew each time for `= any`.
 */
export function amongIds(ids: readonly string[]): RawBuilder<unknown> {
  const [only] = ids;
  return ids.length === 1 ? sql`= ${only}::uuid` : sql`= any (${ids}::uuid[])`;
}
