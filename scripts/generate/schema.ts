// Writes docs/schema.sql and src/db/schema.ts from a database made by all migrations.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeAsSql, describeAsTypes } from '../../src/db/describe.ts';
import { embeddedUrl, startEmbedded } from '../../src/db/embedded/supervisor.ts';
import { migrate } from '../../src/db/migrate.ts';
import { makePool } from '../../src/db/open.ts';

const root = join(import.meta.dirname, '..', '..');
const dataFolder = mkdtempSync(join(tmpdir(), 'qingnuan-generate-'));
const server = await startEmbedded({ dataFolder, isDurable: false });
const pool = makePool(embeddedUrl(server.socketFolder), 1);
try {
  await migrate(pool);
  writeFileSync(join(root, 'docs', 'schema.sql'), await describeAsSql(pool));
  writeFileSync(join(root, 'src', 'db', 'schema.ts'), await describeAsTypes(pool));
  process.stdout.write('docs/schema.sql src/db/schema.ts\n');
} finally {
  await pool.end();
  await server.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}
