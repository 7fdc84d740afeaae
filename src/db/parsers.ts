// How PostgreSQL's values become JavaScript's. Set per pool, so no other user of `pg` is changed.

import pg from 'pg';
import { invariant } from '../core/invariant.ts';

const { INT8, DATE } = pg.types.builtins;
const INT8_ARRAY = 1016;
const DATE_ARRAY = 1182;

/** Reads int8 as a number; throws beyond 2^53 instead of rounding quietly. */
export function parseInt8(text: string): number {
  const value = Number(text);
  invariant(Number.isSafeInteger(value), `the integer ${text} is beyond 2^53`);
  return value;
}

/** Plain text: a `date` stays the day it is (`2026-11-15`) and never becomes an instant. */
const asText = (text: string): string => text;

function parseArray<T>(parse: (text: string) => T): (text: string) => Array<T | null> {
  return (text) => {
    const inner = text.slice(1, -1);
    if (inner === '') return [];
    return inner.split(',').map((item) => (item === 'NULL' ? null : parse(item)));
  };
}

const own: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (t: string) => unknown>(
  [
    [INT8, parseInt8],
    [INT8_ARRAY, parseArray(parseInt8)],
    [DATE, asText],
    [DATE_ARRAY, parseArray(asText)],
  ],
);

/**
 * Type parsers of our pools: int8 → safe number, date → text, timestamptz → Date. `numeric`
 * (which `sum(bigint)` gives) stays text: write `sum(x)::bigint`.
 */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : own.get(oid)) ??
    pg.types.getTypeParser(oid, format as 'text'),
};
