// A database of its own for a test file: a clone of a migrated template on the run's one server.
// Call at the top of the file: `const db = await testDatabase();`, or in a test for that test
// alone. It closes itself.

import { afterAll, inject, onTestFinished } from 'vitest';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openDatabase, type Database } from '../../src/db/open.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the run's server with the database name left as `DATABASE`. */
    databaseUrl: string;
    /** Name of the migrated template. */
    databaseTemplate: string;
  }
}

/** A fresh database with all migrations applied; `isEmpty` leaves the migrations out. */
export async function testDatabase({ isEmpty = false } = {}): Promise<Database> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const template = isEmpty ? 'template0' : inject('databaseTemplate');
  await administer(`create database ${name} template ${template}`);
  const url = addressOf(name);
  const db = await openDatabase({ dataFolder: '', databaseUrl: url, connectionsMax: 10 });
  atEnd(async () => {
    await db.close();
    await administer(`drop database ${name} with (force)`);
  });
  return db;
}

/** Runs `close` when the running test ends, or outside of a test when the file does. */
function atEnd(close: () => Promise<void>): void {
  try {
    onTestFinished(close);
  } catch {
    afterAll(close);
  }
}

/** Address of a database on the run's server. */
export function addressOf(database: string): string {
  return inject('databaseUrl').replace('DATABASE', database);
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: addressOf('postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
