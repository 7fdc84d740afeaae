// Exact amounts for one household: a number, or the inputs it waits for. Not rounded; rounding to
// fen happens once, at the end of an item.

import * as q from '../../core/rational.ts';
import type { Rational } from '../../core/rational.ts';
import type { Algebra, Bound } from './algebra.ts';

/** A known amount, or the ids of the inputs without which it cannot be known. */
export type Point =
  | { readonly value: Rational; readonly missing?: undefined }
  | { readonly value?: undefined; readonly missing: readonly string[] };

function unknown(missing: readonly string[]): Point {
  return { missing };
}

function both(a: Point, b: Point, of: (a: Rational, b: Rational) => Rational): Point {
  if (a.value && b.value) return { value: of(a.value, b.value) };
  return unknown([...new Set([...(a.missing ?? []), ...(b.missing ?? [])])]);
}

/** How many of the ascending bounds the value has passed. */
export function boundsPassed(value: Rational, bounds: readonly Bound[]): number {
  const stopped = bounds.findIndex(({ at, includes }) => {
    const order = q.compare(value, at);
    return order < 0 || (order === 0 && includes);
  });
  return stopped === -1 ? bounds.length : stopped;
}

/** The algebra of one household; `find` gives an input's value, undefined while it is missing. */
export function pointAlgebra(find: (id: string) => Rational | undefined): Algebra<Point> {
  return {
    constant: (value) => ({ value }),
    input: (id) => {
      const value = find(id);
      return value ? { value } : unknown([id]);
    },
    unknown,
    add: (a, b) => both(a, b, q.add),
    subtract: (a, b) => both(a, b, q.subtract),
    scale: (a, by) => (a.value ? { value: q.multiply(a.value, by) } : a),
    multiply: (a, b) => both(a, b, q.multiply),
    least: (a, b) => both(a, b, q.least),
    greatest: (a, b) => both(a, b, q.greatest),
    pick: (by, bounds, branch) => (by.value ? branch(boundsPassed(by.value, bounds)) : by),
  };
}
