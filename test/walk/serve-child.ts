// The server of the walk in a process of its own, for browsers: its own embedded database, and a
// clock moved by whoever started it. Speaks in messages.

import { once } from 'node:events';
import { startTemporary } from '../../src/db/embedded/temporary.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openDatabase } from '../../src/db/open.ts';
import { serve } from './serve.ts';

/** What the starter asks: another day, or how long the journal is. */
export type Asked = { readonly moveTo: string } | { readonly count: true };
export type Told = { readonly url: string } | { readonly entries: number };

const cluster = await startTemporary(process.env['PG_BIN_DIR'] || undefined);
const databaseUrl = cluster.url('postgres');
const db = await openDatabase({ dataFolder: '', databaseUrl, connectionsMax: 10 });
await migrate(db.pool);
const server = await serve(db, '2022-04-01');
const tell = (told: Told) => process.send?.(told);

async function countEntries(): Promise<number> {
  const { rows } = await db.pool.query<{ count: string }>('select count(*) from journal_entries');
  return Number(rows[0]?.count);
}

process.on('message', (asked: Asked) => {
  if ('moveTo' in asked) server.moveTo(asked.moveTo);
  void countEntries().then((entries) => tell({ entries }));
});
tell({ url: server.url });
await once(process, 'disconnect');
await server.stop();
await db.close();
await cluster.stop();
process.exit();
