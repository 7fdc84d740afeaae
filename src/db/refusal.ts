// Turns what PostgreSQL reports on a query into a refusal the user can act on. What it cannot
// explain stays as it is: a bug, answered as such.

import pg from 'pg';
import { Refusal, type ErrorCode } from '../core/errors.ts';
import { constraintMeanings } from './constraints.ts';

const BY_STATE: Readonly<Record<string, ErrorCode>> = {
  '53100': 'database.disk-full',
  '58030': 'database.disk-full',
  '57P01': 'database.stopped',
  '57P02': 'database.stopped',
  '57P03': 'database.stopped',
  '40001': 'database.busy',
  '40P01': 'database.busy',
  '55P03': 'database.busy',
};

/** SQLSTATEs after which the same transaction may be tried again from its start. */
export const RETRYABLE_STATES: ReadonlySet<string> = new Set(['40001', '40P01']);

/** The SQLSTATE of a PostgreSQL error; undefined for anything else. */
export function findSqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

/** A `Refusal` when the error is a known one, else the error itself: `throw toRefusal(error)`. */
export function toRefusal(error: unknown): unknown {
  if (error instanceof pg.DatabaseError) {
    const { constraint, table, code: state = '', message } = error;
    const meaning = constraint === undefined ? undefined : constraintMeanings[constraint];
    if (meaning !== undefined && meaning !== 'bug') {
      return refuse(meaning, { constraint, table }, error);
    }
    if (state === '42501' && message.includes('row-level security')) {
      return refuse('database.other-district', { table }, error);
    }
    const code = BY_STATE[state];
    return code === undefined ? error : refuse(code, { state }, error);
  }
  if (error instanceof Error && isBrokenConnection(error)) {
    return refuse('database.stopped', { reason: error.message }, error);
  }
  return error;
}

function isBrokenConnection(error: Error & { code?: unknown }): boolean {
  if (typeof error.code === 'string') {
    return (
      ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT'].includes(error.code) &&
      'syscall' in error &&
      ['connect', 'read', 'write'].includes(String(error.syscall))
    );
  }
  return /^(Connection terminated|Client has encountered a connection error)/.test(error.message);
}

function refuse(code: ErrorCode, details: Record<string, unknown>, cause: unknown): Refusal {
  const refusal = new Refusal(code, details);
  refusal.cause = cause;
  return refusal;
}
