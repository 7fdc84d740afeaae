// A migrated database in a folder of its own for a benchmark, durable as in real use.

import { rmSync } from 'node:fs';
import { temporaryFolder } from '../src/db/embedded/temporary.ts';
import { migrate } from '../src/db/migrate.ts';
import { openDatabase, type Database } from '../src/db/open.ts';

/** Opens a fresh database, runs `work` on it and takes all of it away again. */
export async function withFreshDatabase<T>(
  work: (db: Database, dataFolder: string) => Promise<T>,
): Promise<T> {
  const dataFolder = temporaryFolder();
  const db = await openDatabase({ dataFolder, connectionsMax: 32 });
  try {
    await migrate(db.pool);
    return await work(db, dataFolder);
  } finally {
    await db.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** How often per second `clients` loops together finish `once`, over about `forMs`. */
export async function measureRate(
  clients: number,
  forMs: number,
  once: () => Promise<unknown>,
): Promise<number> {
  const start = performance.now();
  let count = 0;
  const loop = async (): Promise<void> => {
    while (performance.now() - start < forMs) {
      await once();
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, loop));
  return (count * 1000) / (performance.now() - start);
}
