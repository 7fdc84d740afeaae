// floor 最低不少于: the greater of an amount and a limit; the limit itself is allowed.

import type { OperatorNamed, Rule } from '../rule.ts';
import { yuan } from '../words.ts';
import { amountOf, wordsOfLimit } from './cap.ts';

/** @example { op: floor, at: { value: 1000, unit: 元/户, … }, amount: … } */
export const floor: Rule<OperatorNamed<'floor'>> = {
  amount(node, run) {
    const whole = run.below(node.amount);
    const limit = amountOf(node.at, run, 2);
    const amount = run.algebra.greatest(whole, limit);
    run.tell(
      amount,
      [whole, limit],
      (total, before, most) => {
        const isRaised = total.n !== before.n || total.d !== before.d;
        return isRaised
          ? {
              zh: `最低不少于 ${yuan(most).zh}，按此计：${yuan(total).zh}`,
              en: `At least ${yuan(most).en}, so ${yuan(total).en}`,
            }
          : {
              zh: `不低于最低 ${yuan(most).zh}，仍为 ${yuan(total).zh}`,
              en: `Above the least of ${yuan(most).en}: ${yuan(total).en}`,
            };
      },
      wordsOfLimit(node.at),
    );
    return amount;
  },
};
