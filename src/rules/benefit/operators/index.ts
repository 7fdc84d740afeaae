// Every operator of the rules by its name; the compiler refuses one that is left out.

import type { Operator } from '../../schema/benefit.ts';
import type { OperatorNamed, Rule } from '../rule.ts';
import { actual } from './actual.ts';
import { adjust } from './adjust.ts';
import { byDecision } from './by-decision.ts';
import { cap } from './cap.ts';
import { choose } from './choose.ts';
import { fixed } from './fixed.ts';
import { floor } from './floor.ts';
import { greatest } from './greatest.ts';
import { inProportion } from './in-proportion.ts';
import { less } from './less.ts';
import { nothing } from './nothing.ts';
import { notAboveCost } from './not-above-cost.ts';
import { onceOnly } from './once-only.ts';
import { onlyWithin } from './only-within.ts';
import { perUnit } from './per-unit.ts';
import { percent } from './percent.ts';
import { slices } from './slices.ts';
import { sum } from './sum.ts';
import { tiers } from './tiers.ts';
import { topUp } from './top-up.ts';

const operators: { readonly [Name in Operator['op']]: Rule<OperatorNamed<Name>> } = {
  actual,
  adjust,
  'by-decision': byDecision,
  cap,
  choose,
  fixed,
  floor,
  greatest,
  'in-proportion': inProportion,
  less,
  nothing,
  'not-above-cost': notAboveCost,
  'once-only': onceOnly,
  'only-within': onlyWithin,
  'per-unit': perUnit,
  percent,
  slices,
  sum,
  tiers,
  'top-up': topUp,
};

/** The rule for an operator. The one place where its type is matched to its name by hand. */
export function ruleFor<Node extends Operator>(node: Node): Rule<Node> {
  return operators[node.op] as unknown as Rule<Node>;
}

/** The names of all operators, for documents and tests. */
export const operatorNames: readonly string[] = Object.keys(operators);
