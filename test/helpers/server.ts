// Vitest's global set-up: one PostgreSQL for the whole run, embedded unless DATABASE_URL names a
// server, with one migrated template that test databases are cloned from.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { embeddedUrl, startEmbedded } from '../../src/db/embedded/supervisor.ts';
import { migrate } from '../../src/db/migrate.ts';

const TEMPLATE = `test_template_${process.pid}`;

/** Starts the server, makes the template, and gives what takes both away again. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startServer();
  await query(url('postgres'), `create database ${TEMPLATE} template template0`);
  const pool = new pg.Pool({ connectionString: url(TEMPLATE), max: 1 });
  try {
    await migrate(pool);
  } finally {
    await pool.end();
  }
  project.provide('databaseUrl', url('DATABASE'));
  project.provide('databaseTemplate', TEMPLATE);
  return async () => {
    await query(url('postgres'), `drop database ${TEMPLATE} with (force)`);
    await stop();
  };
}

async function startServer() {
  const address = process.env.DATABASE_URL;
  if (address !== undefined && address !== '') {
    const url = (database: string) => Object.assign(new URL(address), { pathname: database }).href;
    return { url, stop: async () => undefined };
  }
  const dataFolder = mkdtempSync(join(tmpdir(), 'qingnuan-test-'));
  const binDir = process.env.PG_BIN_DIR || undefined;
  const server = await startEmbedded({ dataFolder, binDir, isDurable: false });
  return {
    url: (database: string) => embeddedUrl(server.socketFolder, database),
    stop: async () => {
      await server.stop();
      rmSync(dataFolder, { recursive: true, force: true });
      rmSync(server.socketFolder, { recursive: true, force: true });
    },
  };
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
