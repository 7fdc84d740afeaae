// Transactions of the application's role, with or without a district. Row-level security holds
// in them: without a district every tenant table looks empty and refuses what is written.

import { setTimeout as sleep } from 'node:timers/promises';
import {
  CamelCasePlugin,
  CompiledQuery,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  type DatabaseConnection,
  type Driver,
  type PostgresDialectConfig,
  type Transaction,
} from 'kysely';
import type pg from 'pg';
import { invariant } from '../core/invariant.ts';
import { findSqlState, RETRYABLE_STATES, toRefusal } from './refusal.ts';
import type { Schema } from './schema.ts';

/** The role all work of the application is done as: no owner, no BYPASSRLS, no login. */
export const APP_ROLE = 'qingnuan_app';

/** A transaction; its column names are camelCase. */
export type Tx = Transaction<Schema>;
/** Runs `run` in a transaction and gives its result; `run` may be called again after a conflict. */
export type Transact = <T>(run: (tx: Tx) => Promise<T>) => Promise<T>;

const ATTEMPTS_MAX = 6;

/** The owner's Kysely: sees no row of a tenant table unless the owner is a superuser. */
export function ownerKysely(pool: pg.Pool): Kysely<Schema> {
  return new Kysely({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin()] });
}

/**
 * Transactions that begin, take the role and set the district in one round trip. Tries again
 * after a serialisation failure or a deadlock, at most five times; then `database.busy`.
 */
export function transactor(pool: pg.Pool, districtCode: number | undefined): Transact {
  const begin = ['begin', `set local role ${APP_ROLE}`];
  if (districtCode !== undefined) {
    invariant(Number.isInteger(districtCode) && districtCode > 0, 'a district code is a number');
    // A literal, not set_config(): on Citus only SET reaches the workers.
    begin.push(`set local app.district = '${districtCode}'`);
  }
  const dialect = new BeginDialect({ pool }, begin.join('; '));
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
