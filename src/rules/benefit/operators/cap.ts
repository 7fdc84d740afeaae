// cap 最高不超过: the lesser of an amount and a limit; the limit itself is allowed.

import type { OperatorNamed, Rule, Run } from '../rule.ts';
import { yuan } from '../words.ts';

/** The limit of a cap or a floor: a figure, or an amount of its own. */
export function limitOf<V>(node: OperatorNamed<'cap' | 'floor'>, run: Run<V>): V {
  if ('op' in node.at) return run.below(node.at, 2);
  return run.algebra.constant(run.figure(node.at, { as: 'money' }));
}

/** @example { op: cap, at: { value: 5000, unit: 元/户, … }, amount: … } */
export const cap: Rule<OperatorNamed<'cap'>> = {
  amount(node, run) {
    const whole = run.below(node.amount);
    const limit = limitOf(node, run);
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
      'op' in node.at ? undefined : node.at,
    );
    return amount;
  },
};
