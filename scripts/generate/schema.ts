// The schema of a database made by all migrations: as SQL to read and as types for Kysely.

import { describeAsSql, describeAsTypes } from '../../src/db/describe.ts';
import { startTemporary } from '../../src/db/embedded/temporary.ts';
import { migrate } from '../../src/db/migrate.ts';
import { makePool } from '../../src/db/open.ts';

/** The generated files by path. */
export async function generate(): Promise<Record<string, string>> {
  const server = await startTemporary();
  const pool = makePool(server.url(), 1);
  try {
    await migrate(pool);
    return {
      'docs/schema.sql': await describeAsSql(pool),
      'src/db/schema.ts': await describeAsTypes(pool),
    };
  } finally {
    await pool.end();
    await server.stop();
  }
}
