// What PostgreSQL reports, in words the user can act on; what it cannot explain stays a bug.

import pg from 'pg';
import { expect, test } from 'vitest';
import { fail, Refusal } from '../core/errors.ts';
import { toRefusal } from './refusal.ts';

function report(fields: { code?: string; constraint?: string; message?: string }): Error {
  return Object.assign(new pg.DatabaseError(fields.message ?? 'text', 1, 'error'), fields);
}

const codeOf = (error: unknown) => {
  const known = toRefusal(error);
  return known instanceof Refusal ? known.code : undefined;
};

test.each([
  ['53100', 'database.disk-full'],
  ['57P01', 'database.stopped'],
  ['40P01', 'database.busy'],
  ['55P03', 'database.busy'],
])('SQLSTATE %s is %s', (code, expected) => {
  expect(codeOf(report({ code }))).toBe(expected);
});

test('a connection that ended is a refusal, whichever way it ended', () => {
  expect(codeOf(new Error('Connection terminated unexpectedly'))).toBe('database.stopped');
  const reset = Object.assign(new Error('read'), { code: 'ECONNRESET', syscall: 'read' });
  expect(codeOf(reset)).toBe('database.stopped');
});

test('a syntax error, an internal constraint and our own errors stay what they are', () => {
  for (const error of [
    report({ code: '42601' }),
    report({ code: '23505', constraint: 'districts_pk' }),
    new Error('Invariant broken: x'),
    Object.assign(new Error('no file'), { code: 'ENOENT', syscall: 'open' }),
    'text',
  ]) {
    expect(toRefusal(error)).toBe(error);
  }
});

test('a refusal passes through, and one made here keeps what caused it', () => {
  const own = catchError(() => fail('database.disk-full', {}));
  expect(toRefusal(own)).toBe(own);
  const cause = report({ code: '53100' });
  expect(toRefusal(cause)).toMatchObject({ cause });
});

function catchError(run: () => never): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
