// Transactions of the application's role, with or without a district. Row-level security holds
// in them: without a district every tenant table looks empty and refuses what is written.

import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CamelCasePlugin,
  CompiledQuery,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  createQueryId,
  type DatabaseConnection,
  type Driver,
  type PostgresDialectConfig,
  type RawBuilder,
  type Transaction,
} from 'kysely';
import type pg from 'pg';
import { invariant } from '../core/invariant.ts';
import { findForm } from './forms.ts';
import { findSqlState, RETRYABLE_STATES, toRefusal } from './refusal.ts';
import type { Schema } from './schema.ts';

/** The role all work of the application is done as: no owner, no BYPASSRLS, no login. */
export const APP_ROLE = 'qingnuan_app';

/** A transaction; its column names are camelCase. */
export type Tx = Transaction<Schema>;
/** Runs `run` in a transaction and gives its result; `run` may be called again after a conflict. */
export type Transact = <T>(run: (tx: Tx) => Promise<T>) => Promise<T>;

const ATTEMPTS_MAX = 6;
const camelCase = new CamelCasePlugin();
const readId = createQueryId();

/** A client of `pg` with what its types leave out: see pg's option `pipeline`. */
type PipelinedClient = pg.PoolClient & {
  pipeline: boolean;
  readonly connection: { readonly stream: Socket };
};

/** The owner's Kysely: sees no row of a tenant table unless the owner is a superuser. */
export function ownerKysely(pool: pg.Pool): Kysely<Schema> {
  return new Kysely({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin()] });
}

function beginOf(districtCode: number | undefined): string {
  const begin = ['begin', `set local role ${APP_ROLE}`];
  if (districtCode !== undefined) {
    invariant(Number.isInteger(districtCode) && districtCode > 0, 'a district code is a number');
    // A literal, not set_config(): on Citus only SET reaches the workers.
    begin.push(`set local app.district = '${districtCode}'`);
  }
  return begin.join('; ');
}

/**
 * Transactions that begin, take the role and set the district in one round trip. Tries again
 * after a serialisation failure or a deadlock, at most five times; then `database.busy`.
 */
export function transactor(pool: pg.Pool, districtCode: number | undefined): Transact {
  const dialect = new BeginDialect({ pool }, beginOf(districtCode));
  const kysely = new Kysely<Schema>({ dialect, plugins: [new CamelCasePlugin()] });
  return async (run) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await kysely.transaction().execute(run);
      } catch (error) {
        const mayRetry = RETRYABLE_STATES.has(findSqlState(error) ?? '');
        if (!mayRetry || attempt === ATTEMPTS_MAX) throw toRefusal(error);
        await sleep(attempt * attempt * 5);
      }
    }
  };
}

/** A statement to be read alone; `name` when its text takes but few forms and is prepared. */
export type Reading<Row> = { readonly statement: RawBuilder<Row>; readonly name?: string };

/**
 * Reads with one statement, as the role and in the district of transactor(), in one round trip:
 * begin, statement and commit go out together. If any of the three fails nothing is given.
 */
export async function readAlone<Row>(
  pool: pg.Pool,
  kysely: Kysely<Schema>,
  districtCode: number,
  { statement, name }: Reading<Row>,
): Promise<Row[]> {
  const { sql: text, parameters } = statement.compile(kysely);
  const form = name === undefined ? undefined : findForm(name, text);
  const query = { text, values: [...parameters], ...(form !== undefined && { name: form }) };
  const connecting = pool.connect() as Promise<PipelinedClient>;
  const client = await connecting.catch((error: unknown) => {
    throw toRefusal(error);
  });
  let isSound = false;
  try {
    client.pipeline = true;
    const asked = together(client, beginOf(districtCode), query);
    const [, found] = await Promise.all(asked);
    isSound = true;
    const { rows } = await camelCase.transformResult({
      queryId: readId,
      result: { rows: found?.rows ?? [] },
    });
    return rows as Row[];
  } catch (error) {
    throw toRefusal(error);
  } finally {
    client.pipeline = false;
    // What is still under way on a connection that failed is nobody's: it goes.
    client.release(!isSound);
  }
}

/** Sends the three in one piece; a failure of each is heard by whoever waits for all. */
function together(client: PipelinedClient, begin: string, query: pg.QueryConfig) {
  const { stream } = client.connection;
  stream.cork();
  try {
    return [client.query(begin), client.query(query), client.query('commit')];
  } finally {
    stream.uncork();
  }
}

class BeginDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;
  readonly #begin: string;

  constructor(config: PostgresDialectConfig, begin: string) {
    super(config);
    this.#config = config;
    this.#begin = begin;
  }

  override createDriver(): Driver {
    return new BeginDriver(this.#config, this.#begin);
  }
}

class BeginDriver extends PostgresDriver {
  readonly #begin: string;

  constructor(config: PostgresDialectConfig, begin: string) {
    super(config);
    this.#begin = begin;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw(this.#begin));
    } catch (error) {
      // Kysely rolls back only what began; here `begin` may have, and the role failed.
      await this.rollbackTransaction(connection as never).catch(() => undefined);
      throw error;
    }
  }
}
