// The schema of a database made by all migrations: as SQL to read and as types for Kysely.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeAsSql, describeAsTypes } from '../../src/db/describe.ts';
import { embeddedUrl, startEmbedded } from '../../src/db/embedded/supervisor.ts';
import { migrate } from '../../src/db/migrate.ts';
import { makePool } from '../../src/db/open.ts';

/** The generated files by path. */
export async function generate(): Promise<Record<string, string>> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'qingnuan-generate-'));
  const server = await startEmbedded({ dataFolder, isDurable: false });
  const pool = makePool(embeddedUrl(server.socketFolder), 1);
  try {
    await migrate(pool);
    return {
      'docs/schema.sql': await describeAsSql(pool),
      'src/db/schema.ts': await describeAsTypes(pool),
    };
  } finally {
    await pool.end();
    await server.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
