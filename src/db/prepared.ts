// Statements prepared once per connection, for the few that run with every request. All others go
// unnamed: each name keeps memory on every connection, so a name never depends on the input.

import { CompiledQuery } from 'kysely';
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
