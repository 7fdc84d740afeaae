// cap 最高不超过: the lesser of an amount and a limit; the limit itself is allowed.

import { equals } from '../../../core/rational.ts';
import type { Operator } from '../../schema/benefit.ts';
import type { Figure } from '../../schema/common.ts';
import type { GroundOf, OperatorNamed, Rule, Run } from '../rule.ts';
import { yuan } from '../words.ts';

/** An amount written as a figure, or as an operator of its own at `place`. */
export function amountOf<V>(at: Figure | Operator, run: Run<V>, place = 1): V {
  if ('op' in at) return run.below(at, place);
  return run.algebra.constant(run.figure(at, { as: 'money' }));
}

/** A limit's own words are shown when it binds; a figure's also when it does not. */
export function wordsOfLimit(at: Figure | Operator): GroundOf {
  const { clause, quote } = at;
  const isTree = 'op' in at;
  return (total, before) => {
    const isCut = !equals(total, before);
    return { clause, quote, isFirst: isCut, ...(isTree && !isCut ? { quote: undefined } : {}) };
  };
}

/** @example { op: cap, at: { value: 5000, unit: 元/户, … }, amount: … } */
export const cap: Rule<OperatorNamed<'cap'>> = {
  amount(node, run) {
    const whole = run.below(node.amount);
    const limit = amountOf(node.at, run, 2);
    const amount = run.algebra.least(whole, limit);
    run.tell(
      amount,
      [whole, limit],
      (total, before, most) => {
        const isCut = total.n !== before.n || total.d !== before.d;
        return isCut
          ? {
              zh: `最高不超过 ${yuan(most).zh}，按此计：${yuan(total).zh}`,
              en: `At most ${yuan(most).en}, so ${yuan(total).en}`,
            }
          : {
              zh: `未超过最高 ${yuan(most).zh}，仍为 ${yuan(total).zh}`,
              en: `Within the most of ${yuan(most).en}: ${yuan(total).en}`,
            };
      },
      wordsOfLimit(node.at),
    );
    return amount;
  },
};
