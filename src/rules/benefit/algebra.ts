// The few calculations that every operator is made of, over an unnamed kind of amount. point.ts
// works on one household, piecewise.ts on all values of one input at once; since both run the same
// operators, the calculator and the jump finder cannot disagree.

import type { Rational } from '../../core/rational.ts';

/** A threshold; a value equal to it counts as above unless `includes` is true. */
export type Bound = { readonly at: Rational; readonly includes: boolean };

/** Exact calculation with amounts of kind `V`. Money is in fen, quantities in their own unit. */
export type Algebra<V> = {
  readonly constant: (value: Rational) => V;
  /** The value of a money or quantity input. */
  readonly input: (id: string) => V;
  /** An amount that cannot be known before these inputs are. */
  readonly unknown: (missing: readonly string[]) => V;
  readonly add: (a: V, b: V) => V;
  readonly subtract: (a: V, b: V) => V;
  readonly scale: (a: V, by: Rational) => V;
  /** Product of two amounts of which at most one depends on the input under study. */
  readonly multiply: (a: V, b: V) => V;
  readonly least: (a: V, b: V) => V;
  readonly greatest: (a: V, b: V) => V;
  /**
   * The branch that `by` falls in: branch 0 below the first bound, branch i past i bounds (which
   * ascend). Branches that are not reached are not asked for.
   */
  readonly pick: (by: V, bounds: readonly Bound[], branch: (index: number) => V) => V;
};
