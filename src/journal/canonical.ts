// One value, one text: JSON with sorted keys and no spaces (RFC 8785), for what is hashed.
// Bytes once written are kept and never made again, so nothing here is needed to check a hash.

import { invariant } from '../core/invariant.ts';

/** What may stand in an entry or a stored result. Days and ids are strings, money is whole fen. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json | undefined };

/**
 * Writes `value` as canonical JSON. A property that is undefined is left out. Throws (a bug of
 * ours) for what JSON has no exact form for: NaN, bigint, Date, Map, undefined in an array.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    invariant(Number.isFinite(value), 'a number in the journal is finite');
    return JSON.stringify(value);
  }
  let text = '';
  if (Array.isArray(value)) {
    for (const member of value) text += `${text === '' ? '' : ','}${canonicalJson(member)}`;
    return `[${text}]`;
  }
  invariant(typeof value === 'object' && isPlain(value), 'the journal holds plain JSON only');
  // The default order of sort() is that of UTF-16 code units, as RFC 8785 asks.
  for (const name of Object.keys(value).sort()) {
    const member: unknown = Reflect.get(value, name);
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${quote(name)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

/** Printable ASCII without the two characters that JSON escapes: most of what is written. */
const plain = /^[ !#-[\]-~]*$/;

function quote(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
