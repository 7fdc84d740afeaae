// What an operator's file provides, and what it may use while it works. Not the operators.

import type { Rational } from '../../core/rational.ts';
import type { Text } from '../../core/text.ts';
import type { BenefitInput, Operator } from '../schema/benefit.ts';
import type { Figure } from '../schema/common.ts';
import type { Algebra } from './algebra.ts';
import type { FigureUse } from './figures.ts';
import type { Rules } from './rules.ts';

export type OperatorNamed<Name extends Operator['op']> = Extract<Operator, { op: Name }>;

/** The clause and words a step rests on, when the operator itself names none. */
export type Ground = {
  readonly clause?: string | undefined;
  readonly quote?: string | undefined;
  /** True when these words go before those of the operator itself. */
  readonly isFirst?: boolean;
};
/** A ground that depends on what the amounts come to. */
export type GroundOf = (total: Rational, ...values: Rational[]) => Ground;

/** The surroundings of one operator while it is worked out over an algebra. */
export type Run<V> = {
  readonly algebra: Algebra<V>;
  readonly rules: Rules;
  /** An input's declaration. */
  readonly input: (id: string) => BenefitInput;
  /** A choice, flag or year as a key of `cases`; null when empty, undefined while missing. */
  readonly word: (id: string) => string | null | undefined;
  readonly figure: (figure: Figure, use: FigureUse) => Rational;
  /** The amount of another item, in whole fen where amounts are rounded. */
  readonly item: (id: string) => V;
  /** Works out an operator below this one; `place` counts from 1 and names its steps. */
  readonly below: (node: Operator, place?: number) => V;
  /**
   * Adds a step to the explanation: the amount, and the sentence made from it and from `parts`
   * once all of them are known.
   */
  readonly tell: (
    amount: V,
    parts: readonly V[],
    sentence: (...values: Rational[]) => Text,
    ground?: Ground | GroundOf,
  ) => void;
};

/**
 * Collects what is wrong with rules before anything is worked out, besides names that do not exist
 * and units that do not fit, which the loader finds in every file.
 */
export type Look = {
  readonly problem: (field: ReadonlyArray<string | number>, message: Text) => void;
  /** The input of that id; a problem when it is of another type. */
  readonly input: (
    id: string,
    types: ReadonlyArray<BenefitInput['type']>,
    field: ReadonlyArray<string | number>,
  ) => BenefitInput | undefined;
  /** An item of the same kind that stands above this one; a problem when there is none. */
  readonly earlierItem: (id: string, field: ReadonlyArray<string | number>) => void;
  /** The numeric inputs that the amount of a tree is measured by. */
  readonly readsBelow: (node: Operator) => ReadonlySet<string>;
  /** The figure for its use; undefined when it does not fit. */
  readonly figure: (figure: Figure, use: FigureUse) => Rational | undefined;
  /** Every option of that decision has to be among `options`. */
  readonly decision: (
    id: string,
    options: readonly string[],
    field: ReadonlyArray<string | number>,
  ) => void;
};

/** One operator: its amount with its explanation, and what can be wrong with it. */
export type Rule<Node extends Operator> = {
  readonly amount: <V>(node: Node, run: Run<V>) => V;
  /** Only what is its own: operators below are looked at by the walk in check.ts. */
  readonly check?: (node: Node, look: Look) => void;
};

export const NUMBERS = ['money', 'quantity'] as const;
