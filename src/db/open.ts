// Opens the database: the embedded one of the data folder, or a server by its address. The one
// place where pools are made. Migrating is separate: see migrate.ts.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { fail, Refusal } from '../core/errors.ts';
import {
  embeddedUrl,
  findRunning,
  startEmbedded,
  type EmbeddedServer,
} from './embedded/supervisor.ts';
import { typeParsers } from './parsers.ts';
import { toRefusal } from './refusal.ts';
import type { Schema } from './schema.ts';
import {
  ownerKysely,
  readAlone,
  transactor,
  type Reading,
  type Transact,
  type Tx,
} from './transaction.ts';

export type { Tx } from './transaction.ts';

/** Where the database is. */
export type DatabaseConfig = {
  /** Absolute folder of all data; the embedded database is made in it. */
  readonly dataFolder: string;
  /** Address of a server; then nothing embedded is started. */
  readonly databaseUrl?: string | undefined;
  readonly pgBinDir?: string | undefined;
  readonly databaseUser?: string | undefined;
  /** Use the server another process runs on the data folder instead of refusing (for commands). */
  readonly mayShare?: boolean;
  readonly connectionsMax?: number;
  readonly notify?: (sentence: string) => void;
};

/** An open database. */
export type Database = {
  /** The owner's connections, for migrations and sessions; tenant tables use transactions. */
  readonly pool: pg.Pool;
  /** The owner's Kysely on the same pool. */
  readonly kysely: Kysely<Schema>;
  /** Address that other pools of this process may use. */
  readonly url: string;
  /** Work in one district as the application's role; see `transactor` for the retries. */
  withDistrict<T>(districtCode: number, run: (tx: Tx) => Promise<T>): Promise<T>;
  /** Reads with one statement in one district, as the application's role, in one round trip. */
  readAlone<Row>(districtCode: number, reading: Reading<Row>): Promise<Row[]>;
  /** Work as the application's role without a district: only reference tables have rows. */
  withoutDistrict<T>(run: (tx: Tx) => Promise<T>): Promise<T>;
  /** Settles if the embedded server ends unasked; never for a server by address. */
  readonly lost: Promise<void>;
  /** Ends the connections, then the embedded server. Safe to call twice. */
  close(): Promise<void>;
};

const MAJOR_MIN = 15;
const END_WAIT_MS = 10_000;

/** Opens the database, starting the embedded one if no address is given. Refuses plainly. */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  if (config.databaseUrl !== undefined) return connect(config.databaseUrl, config);
  const server = await startOrFindEmbedded(config);
  if (typeof server === 'string') return connect(embeddedUrl(server), config);
  try {
    return await connect(embeddedUrl(server.socketFolder), config, server);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** A started server, or the socket folder of the one another process runs. */
async function startOrFindEmbedded(config: DatabaseConfig): Promise<EmbeddedServer | string> {
  const { dataFolder, notify, pgBinDir: binDir, databaseUser: serviceUser } = config;
  try {
    return await startEmbedded({ dataFolder, binDir, serviceUser, ...(notify && { notify }) });
  } catch (error) {
    const isRunning = error instanceof Refusal && error.code === 'database.already-running';
    const socketFolder = isRunning && config.mayShare ? findRunning(dataFolder) : undefined;
    if (socketFolder === undefined) throw error;
    return socketFolder;
  }
}

async function connect(
  url: string,
  config: DatabaseConfig,
  server?: EmbeddedServer,
): Promise<Database> {
  const pool = makePool(url, config.connectionsMax ?? 16);
  try {
    await checkServer(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const kysely = ownerKysely(pool);
  const transactors = new Map<number | undefined, Transact>();
  const transact = (district: number | undefined): Transact => {
    const known = transactors.get(district) ?? transactor(pool, district);
    transactors.set(district, known);
    return known;
  };
  let closing: Promise<void> | undefined;
  return {
    pool,
    kysely,
    url,
    withDistrict: (districtCode, run) => transact(districtCode)(run),
    readAlone: (districtCode, reading) => readAlone(pool, kysely, districtCode, reading),
    withoutDistrict: (run) => transact(undefined)(run),
    lost: new Promise((resolve) => {
      void server?.ended.then(() => closing === undefined && resolve());
    }),
    close: () => (closing ??= close(pool, server)),
  };
}

async function close(pool: pg.Pool, server: EmbeddedServer | undefined): Promise<void> {
  // A client that is never given back must not keep the server from stopping in order.
  const timer = new AbortController();
  const waited = sleep(END_WAIT_MS, undefined, { signal: timer.signal }).catch(() => undefined);
  await Promise.race([pool.end(), waited]);
  timer.abort();
  await server?.stop();
}

/** A pool whose broken connections are dropped quietly: the next query gets a new one. */
export function makePool(url: string, connectionsMax: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsMax,
    types: typeParsers,
    application_name: 'qingnuan',
  });
  // Unheard 'error' events end the process: one for idle clients, one for those at work, whose
  // query fails with the same error anyway.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

async function checkServer(pool: pg.Pool): Promise<void> {
  const { rows } = await pool
    .query<{ version: string; number: string; encoding: string }>(
      `select current_setting('server_version') as version,
       current_setting('server_version_num') as number,
       current_setting('server_encoding') as encoding`,
    )
    .catch((error: unknown) => {
      const known = toRefusal(error);
      if (known instanceof Refusal && known.code === 'database.disk-full') throw known;
      return fail('database.unreachable', { reason: describe(error) });
    });
  const found = rows[0];
  if (found === undefined) return;
  if (Number(found.number) < MAJOR_MIN * 10_000) {
    fail('database.server-too-old', { found: found.version });
  }
  if (found.encoding !== 'UTF8') fail('database.encoding', { found: found.encoding });
}

function describe(error: unknown): string {
  // A host with several addresses fails with one error for each and an empty message.
  if (error instanceof AggregateError) return error.errors.map(describe).join('; ');
  return error instanceof Error ? error.message : String(error);
}
