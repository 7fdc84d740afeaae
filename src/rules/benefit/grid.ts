// What an exact piecewise-linear function does on the grid of values an input can really take:
// where it jumps, and where it lies below a value it had before. Exact; nothing is sampled.

import { invariant } from '../../core/invariant.ts';
import * as q from '../../core/rational.ts';
import { rational, ZERO, type Rational } from '../../core/rational.ts';
import { lineAt, valueAt, type Piecewise } from './piecewise.ts';

/** A discontinuity between the grid values `index − 1` and `index` (grid value = index · step). */
export type Discontinuity = { readonly index: bigint; readonly size: Rational };

/** The discontinuities of `f`, those between the same two grid values taken together. */
export function discontinuities(f: Piecewise, step: Rational): Discontinuity[] {
  const sizes = new Map<bigint, Rational>();
  const note = (index: bigint, size: Rational): void => {
    if (size.n !== 0n) sizes.set(index, q.add(sizes.get(index) ?? ZERO, size));
  };
  f.cuts.forEach((cut, place) => {
    const [point, line, before] = [f.points[place], f.lines[place], f.lines[place - 1]];
    invariant(point && line, 'a function has a value on every piece');
    const steps = q.divide(cut, step);
    const upTo = q.ceil(steps);
    if (before) note(upTo, q.subtract(point, lineAt(before, cut)));
    note(steps.d === 1n ? upTo + 1n : upTo, q.subtract(lineAt(line, cut), point));
  });
  return [...sizes]
    .filter(([index, size]) => index > 0n && size.n !== 0n)
    .map(([index, size]) => ({ index, size }));
}

/** Grid indices [from, to) where `f` is below its value at some lower grid value. */
export type Run = { readonly from: bigint; readonly to: bigint | null };

/** Every such run, ascending. `last` is the greatest grid index looked at. */
export function belowEarlier(f: Piecewise, step: Rational, last: bigint): Run[] {
  const runs: Run[] = [];
  let most: Rational | undefined;
  const mark = (from: bigint, to: bigint | null): void => {
    const before = runs.at(-1);
    if (before?.to === from) runs[runs.length - 1] = { from: before.from, to };
    else runs.push({ from, to });
  };
  for (const piece of piecesOnGrid(f, step, last)) {
    const { from, to } = piece;
    const at = (index: bigint): Rational => valueAt(f, q.multiply(rational(index), step));
    const first = at(from);
    if (piece.slope.n <= 0n) {
      const isLower = most !== undefined && q.compare(first, most) < 0;
      if (isLower) mark(from, to + 1n);
      else if (piece.slope.n < 0n && to > from) mark(from + 1n, to + 1n);
      most = most === undefined ? first : q.greatest(most, first);
      continue;
    }
    if (most !== undefined && q.compare(first, most) < 0) {
      const rise = q.multiply(piece.slope, step);
      const needed = q.ceil(q.divide(q.subtract(most, first), rise));
      mark(from, needed > to - from ? to + 1n : from + needed);
    }
    const end = at(to);
    most = most === undefined ? end : q.greatest(most, end);
  }
  return runs.map(({ from, to }) => ({ from, to: to !== null && to > last ? null : to }));
}

/** The grid index, up to `last`, at which `f` is farthest from 0; the lowest of equals. */
export function farthestFromZero(f: Piecewise, step: Rational, last: bigint) {
  let [index, most] = [0n, ZERO];
  for (const piece of piecesOnGrid(f, step, last)) {
    for (const at of [piece.from, piece.to]) {
      const value = valueAt(f, q.multiply(rational(at), step));
      const size = value.n < 0n ? q.negate(value) : value;
      if (q.compare(size, most) > 0) [index, most] = [at, size];
    }
  }
  return { index, size: most };
}

/** Stretches of grid values on which `f` is one line; a breakpoint on the grid stands alone. */
function* piecesOnGrid(f: Piecewise, step: Rational, last: bigint) {
  for (let place = 0; place < f.cuts.length; place++) {
    const [cut, line, next] = [f.cuts[place], f.lines[place], f.cuts[place + 1]];
    invariant(cut && line, 'a function has a value on every piece');
    const steps = q.divide(cut, step);
    const isOnGrid = steps.d === 1n;
    if (isOnGrid && steps.n <= last) yield { from: steps.n, to: steps.n, slope: ZERO };
    const from = isOnGrid ? steps.n + 1n : q.ceil(steps);
    const end = next ? q.ceil(q.divide(next, step)) - 1n : last;
    const to = end > last ? last : end;
    if (from <= to) yield { from, to, slope: line.slope };
  }
}
