// Vitest's global set-up: one PostgreSQL for the whole run, embedded unless DATABASE_URL names a
// server, with one migrated template that test databases are cloned from.

import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startTemporary } from '../../src/db/embedded/temporary.ts';
import { migrate } from '../../src/db/migrate.ts';
import { makePool } from '../../src/db/open.ts';

const TEMPLATE = `test_template_${process.pid}`;

let takeAway = async (): Promise<void> => undefined;

/** Starts the server and makes the template. */
export async function setup(project: TestProject): Promise<void> {
  const { url, stop } = await startServer();
  takeAway = async () => {
    await query(url('postgres'), `drop database if exists ${TEMPLATE} with (force)`);
    await stop();
  };
  await query(url('postgres'), `create database ${TEMPLATE} template template0`);
  const pool = makePool(url(TEMPLATE), 1);
  try {
    await migrate(pool);
  } catch (error) {
    await takeAway();
    throw error;
  } finally {
    await pool.end();
  }
  project.provide('databaseUrl', url('DATABASE'));
  project.provide('databaseTemplate', TEMPLATE);
}

/** Takes both away again. */
export async function teardown(): Promise<void> {
  await takeAway();
}

async function startServer() {
  const address = process.env.DATABASE_URL;
  if (address !== undefined && address !== '') {
    const url = (database: string) => Object.assign(new URL(address), { pathname: database }).href;
    return { url, stop: async () => undefined };
  }
  return startTemporary(process.env['PG_BIN_DIR'] || undefined);
}

async function query(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
