// All aid of one kind over any algebra, before rounding to fen, and the inputs it depends on. The
// jump finder and the drawn line work on it; one household's answer is evaluate.ts.

import { ZERO } from '../../core/rational.ts';
import type { BenefitFile } from '../schema/benefit.ts';
import { holds, type Rules } from './rules.ts';
import { workOut, type Setting } from './run.ts';
import { inputsOf } from './tree.ts';

export type Kind = BenefitFile['items'][number]['kind'];

/** The exact aid of one kind, without the rounding to fen; one-off aid is held to its limit. */
export function exactAid<V>(kind: Kind, setting: Setting<V>): V {
  const { algebra, rules } = setting;
  const sum = rules.benefit.items
    .filter((item) => item.kind === kind)
    .map((item) => workOut(item.amount, setting))
    .reduce(algebra.add, algebra.constant(ZERO));
  const limit = rules.benefit.totalNotAbove;
  if (kind === 'running' || !limit || !holds(rules, limit.when)) return sum;
  return algebra.least(sum, algebra.input(limit.input));
}

/** The inputs that aid of this kind depends on under the decisions in force. */
export function usedInputs(rules: Rules, kind: Kind): Set<string> {
  const used = new Set<string>();
  for (const item of rules.benefit.items) {
    if (item.kind === kind) inputsOf(item.amount, rules, used);
  }
  const limit = rules.benefit.totalNotAbove;
  if (kind === 'one-off' && limit && holds(rules, limit.when)) used.add(limit.input);
  return used;
}
