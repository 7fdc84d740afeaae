// The places where aid can jump. Amounts jump only where a rule picks by an input (tiers,
// only-within), and its bounds are fixed figures; so the places are few and can all be named, and
// how much aid jumps at one of them is an exact function of any other input.

import * as q from '../../core/rational.ts';
import { rational, ZERO, type Rational } from '../../core/rational.ts';
import { exactAid, type Kind } from './aid.ts';
import type { Algebra, Bound } from './algebra.ts';
import type { Piecewise } from './piecewise.ts';
import { boundsPassed } from './point.ts';
import type { Rules } from './rules.ts';

/** What aid reads of numbers, and the bounds it picks by, whatever the numbers are. */
export type Layout = {
  readonly read: ReadonlySet<string>;
  readonly bounds: ReadonlyMap<string, readonly Bound[]>;
};

const none = (): string => '';

/** The layout of aid for one combination of choices, flags and years. */
export function layoutOf(
  rules: Rules,
  kind: Kind,
  word: (id: string) => string | null | undefined,
): Layout {
  const read = new Set<string>();
  const bounds = new Map<string, Map<string, Bound>>();
  const note = (id: string, list: readonly Bound[]): void => {
    const own = bounds.get(id) ?? new Map<string, Bound>();
    for (const bound of list) own.set(`${bound.at.n}/${bound.at.d} ${bound.includes}`, bound);
    bounds.set(id, own);
  };
  // An amount is worth nothing here; an input is its own id, so that a pick knows what it goes by.
  const algebra: Algebra<string> = {
    constant: none,
    unknown: none,
    add: none,
    subtract: none,
    scale: none,
    multiply: none,
    least: none,
    greatest: none,
    input: (id) => {
      read.add(id);
      return id;
    },
    pick: (by, list, branch) => {
      note(by, list);
      for (let index = 0; index <= list.length; index++) branch(index);
      return '';
    },
  };
  exactAid(kind, { rules, algebra, word });
  return { read, bounds: new Map([...bounds].map(([id, own]) => [id, [...own.values()]])) };
}

/** A value, or what lies just below (−1) or just above it (1). */
type Side = -1 | 0 | 1;
type Part = { readonly bound: Rational; readonly from: Side; readonly to: Side };

/** What happens between two neighbouring values of an input, of which `index` is the upper one. */
export type Place = { readonly index: bigint; readonly parts: readonly Part[] };

/** The places that the bounds make on the grid of an input, up to its greatest index. */
export function placesOf(bounds: readonly Bound[], step: Rational, last: bigint): Place[] {
  const places = new Map<bigint, Part[]>();
  const note = (index: bigint, part: Part): void => {
    const known = places.get(index) ?? [];
    const isKnown = known.some(({ bound, to }) => q.equals(bound, part.bound) && to === part.to);
    if (index > 0n && index <= last && !isKnown) places.set(index, [...known, part]);
  };
  for (const { at: bound, includes } of bounds) {
    const steps = q.divide(bound, step);
    const index = q.ceil(steps);
    if (steps.d !== 1n) note(index, { bound, from: -1, to: 1 });
    else if (includes) note(index + 1n, { bound, from: 0, to: 1 });
    else note(index, { bound, from: -1, to: 0 });
  }
  return [...places].map(([index, parts]) => ({ index, parts }));
}

/** How much aid jumps at a place of `variable`, as a function of the input `algebra` is over. */
export function sizeAt(
  { parts }: Place,
  variable: string,
  kind: Kind,
  setting: {
    readonly rules: Rules;
    readonly algebra: Algebra<Piecewise>;
    readonly word: (id: string) => string | null | undefined;
  },
): Piecewise {
  const { algebra } = setting;
  const beside = (bound: Rational, side: Side): Piecewise =>
    exactAid(kind, { ...setting, algebra: besideAlgebra(algebra, variable, bound, side) });
  return parts
    .map(({ bound, from, to }) => algebra.subtract(beside(bound, to), beside(bound, from)))
    .reduce(algebra.add, algebra.constant(ZERO));
}

/** The algebra with `variable` held just beside a value: only what picks by it can tell. */
function besideAlgebra(
  algebra: Algebra<Piecewise>,
  variable: string,
  at: Rational,
  side: Side,
): Algebra<Piecewise> {
  const here = algebra.constant(at);
  return {
    ...algebra,
    input: (id) => (id === variable ? here : algebra.input(id)),
    pick: (by, bounds, branch) =>
      by === here ? branch(passedBeside(at, side, bounds)) : algebra.pick(by, bounds, branch),
  };
}

function passedBeside(at: Rational, side: Side, bounds: readonly Bound[]): number {
  if (side === 0) return boundsPassed(at, bounds);
  const includes = side === -1;
  return boundsPassed(
    at,
    bounds.map((bound) => ({ at: bound.at, includes })),
  );
}

/** The value of an input at a grid index. */
export function valueOn(index: bigint, step: Rational): Rational {
  return q.multiply(rational(index), step);
}
