// Exact piecewise-linear functions of one input from 0 upwards: a value at every breakpoint and a
// line on every open interval between them, so that strict and inclusive bounds differ. Never
// sampled, never rounded.

import { invariant } from '../../core/invariant.ts';
import * as q from '../../core/rational.ts';
import { ONE, rational, ZERO, type Rational } from '../../core/rational.ts';
import type { Algebra } from './algebra.ts';
import { boundsPassed } from './point.ts';

/** `offset + slope · x`. */
export type Line = { readonly slope: Rational; readonly offset: Rational };

/**
 * `cuts` ascend from 0; `points[i]` is the value at `cuts[i]`, `lines[i]` holds on the open
 * interval from `cuts[i]` to `cuts[i + 1]`, the last one without end.
 */
export type Piecewise = {
  readonly cuts: readonly Rational[];
  readonly points: readonly Rational[];
  readonly lines: readonly Line[];
};

/** The value of a line at `x`. */
export function lineAt(line: Line, x: Rational): Rational {
  return q.add(line.offset, q.multiply(line.slope, x));
}

/** The value of `f` at `x` (not below 0). */
export function valueAt(f: Piecewise, x: Rational): Rational {
  let index = f.cuts.length - 1;
  while (index > 0 && q.compare(item(f.cuts, index), x) > 0) index--;
  if (q.equals(item(f.cuts, index), x)) return item(f.points, index);
  return lineAt(item(f.lines, index), x);
}

function item<T>(list: readonly T[], index: number): T {
  const found = list[index];
  invariant(found !== undefined, 'a function has a value on every piece');
  return found;
}

function constant(value: Rational): Piecewise {
  return { cuts: [ZERO], points: [value], lines: [{ slope: ZERO, offset: value }] };
}

const identity: Piecewise = {
  cuts: [ZERO],
  points: [ZERO],
  lines: [{ slope: ONE, offset: ZERO }],
};

/** The breakpoints of both, ascending, each once. */
function mergeCuts(a: readonly Rational[], b: readonly Rational[]): Rational[] {
  const merged: Rational[] = [];
  let [left, right] = [0, 0];
  while (left < a.length || right < b.length) {
    const [x, y] = [a[left], b[right]];
    const order = !x ? 1 : !y ? -1 : q.compare(x, y);
    if (order <= 0) left++;
    if (order >= 0) right++;
    merged.push(order <= 0 ? item(a, left - 1) : item(b, right - 1));
  }
  return merged;
}

/** The same function written on finer breakpoints. */
function refine(f: Piecewise, cuts: readonly Rational[]): Piecewise {
  if (cuts.length === f.cuts.length) return f;
  const points: Rational[] = [];
  const lines: Line[] = [];
  let index = 0;
  for (const cut of cuts) {
    while (index + 1 < f.cuts.length && q.compare(item(f.cuts, index + 1), cut) <= 0) index++;
    const line = item(f.lines, index);
    points.push(q.equals(item(f.cuts, index), cut) ? item(f.points, index) : lineAt(line, cut));
    lines.push(line);
  }
  return { cuts, points, lines };
}

const sameLine = (a: Line, b: Line): boolean =>
  q.equals(a.slope, b.slope) && q.equals(a.offset, b.offset);

/** Drops breakpoints at which nothing happens. */
function simplify(f: Piecewise): Piecewise {
  const kept = f.cuts.map((cut, index) => {
    if (index === 0) return true;
    const [before, after] = [item(f.lines, index - 1), item(f.lines, index)];
    return !sameLine(before, after) || !q.equals(lineAt(after, cut), item(f.points, index));
  });
  if (kept.every(Boolean)) return f;
  const keep = <T>(list: readonly T[]): T[] => list.filter((_, index) => kept[index]);
  return { cuts: keep(f.cuts), points: keep(f.points), lines: keep(f.lines) };
}

/** Any point inside the open interval that starts at breakpoint `index`. */
function inside(cuts: readonly Rational[], index: number): Rational {
  const from = item(cuts, index);
  const to = cuts[index + 1];
  return to ? q.multiply(q.add(from, to), rational(1, 2)) : q.add(from, ONE);
}

type Numbers = (a: Rational, b: Rational) => Rational;
type Lines = (a: Line, b: Line) => Line;

function combine(a: Piecewise, b: Piecewise, numbers: Numbers, lines: Lines): Piecewise {
  const cuts = mergeCuts(a.cuts, b.cuts);
  const [left, right] = [refine(a, cuts), refine(b, cuts)];
  return simplify({
    cuts,
    points: left.points.map((value, index) => numbers(value, item(right.points, index))),
    lines: left.lines.map((line, index) => lines(line, item(right.lines, index))),
  });
}

const addLines: Lines = (a, b) => ({
  slope: q.add(a.slope, b.slope),
  offset: q.add(a.offset, b.offset),
});
const subtractLines: Lines = (a, b) => ({
  slope: q.subtract(a.slope, b.slope),
  offset: q.subtract(a.offset, b.offset),
});

function multiplyLines(a: Line, b: Line): Line {
  const [flat, steep] = q.equals(a.slope, ZERO) ? [a, b] : [b, a];
  invariant(q.equals(flat.slope, ZERO), 'a product of two amounts that both depend on the input');
  return {
    slope: q.multiply(steep.slope, flat.offset),
    offset: q.multiply(steep.offset, flat.offset),
  };
}

/** Where `f`, inside its intervals, comes to exactly 0. */
function zeros(f: Piecewise): Rational[] {
  const found: Rational[] = [];
  f.lines.forEach(({ slope, offset }, index) => {
    if (q.equals(slope, ZERO)) return;
    const x = q.divide(q.negate(offset), slope);
    const to = f.cuts[index + 1];
    const isInside = q.compare(x, item(f.cuts, index)) > 0 && (!to || q.compare(x, to) < 0);
    if (isInside) found.push(x);
  });
  return found;
}

/**
 * The algebra of functions of one input. `findOther` gives the fixed values of the other inputs.
 * `onCut` hears of every breakpoint met on the way, also of those the result no longer shows.
 */
export function piecewiseAlgebra(
  variable: string,
  findOther: (id: string) => Rational,
  onCut: (at: Rational) => void,
): Algebra<Piecewise> {
  const crossings = (a: Piecewise, b: Piecewise): Rational[] => {
    const cuts = zeros(combine(a, b, q.subtract, subtractLines));
    cuts.forEach(onCut);
    return cuts;
  };
  const extreme = (a: Piecewise, b: Piecewise, sign: 1 | -1): Piecewise => {
    const cuts = mergeCuts(mergeCuts(a.cuts, b.cuts), crossings(a, b));
    const [left, right] = [refine(a, cuts), refine(b, cuts)];
    const isLeft = (x: Rational, y: Rational) => q.compare(x, y) * sign >= 0;
    return simplify({
      cuts,
      points: left.points.map((x, index) => {
        const y = item(right.points, index);
        return isLeft(x, y) ? x : y;
      }),
      lines: left.lines.map((line, index) => {
        const [x, other] = [inside(cuts, index), item(right.lines, index)];
        return isLeft(lineAt(line, x), lineAt(other, x)) ? line : other;
      }),
    });
  };
  return {
    constant,
    input: (id) => (id === variable ? identity : constant(findOther(id))),
    unknown: (missing) => {
      throw new Error(`Invariant broken: a function of ${variable} needs ${missing.join(', ')}`);
    },
    add: (a, b) => combine(a, b, q.add, addLines),
    subtract: (a, b) => combine(a, b, q.subtract, subtractLines),
    scale: (a, by) => combine(a, constant(by), q.multiply, multiplyLines),
    multiply: (a, b) => combine(a, b, q.multiply, multiplyLines),
    least: (a, b) => extreme(a, b, -1),
    greatest: (a, b) => extreme(a, b, 1),
    pick: (by, bounds, branch) => pick(by, bounds, branch, crossings),
  };
}

function pick(
  by: Piecewise,
  bounds: Parameters<Algebra<Piecewise>['pick']>[1],
  branch: (index: number) => Piecewise,
  crossings: (a: Piecewise, b: Piecewise) => Rational[],
): Piecewise {
  let cuts: readonly Rational[] = by.cuts;
  for (const { at } of bounds) cuts = mergeCuts(cuts, crossings(by, constant(at)));
  const region = refine(by, cuts);
  const atPoint = region.points.map((value) => boundsPassed(value, bounds));
  const onLine = region.lines.map((line, index) =>
    boundsPassed(lineAt(line, inside(cuts, index)), bounds),
  );
  const branches = new Map<number, Piecewise>();
  for (const index of [...atPoint, ...onLine]) {
    if (!branches.has(index)) branches.set(index, branch(index));
  }
  for (const f of branches.values()) cuts = mergeCuts(cuts, f.cuts);
  const refined = new Map([...branches].map(([index, f]) => [index, refine(f, cuts)]));
  const get = (list: readonly number[], at: number): Piecewise => {
    const found = refined.get(item(list, at));
    invariant(found, 'every reached branch was worked out');
    return found;
  };
  let at = 0;
  const points: Rational[] = [];
  const lines: Line[] = [];
  cuts.forEach((cut, index) => {
    const next = region.cuts[at + 1];
    if (next && q.compare(next, cut) <= 0) at++;
    const isOnBound = q.equals(item(region.cuts, at), cut);
    points.push(item(get(isOnBound ? atPoint : onLine, at).points, index));
    lines.push(item(get(onLine, at).lines, index));
  });
  return simplify({ cuts, points, lines });
}
