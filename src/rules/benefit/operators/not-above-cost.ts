// not-above-cost 不超过造价: an amount, but never more than a money input, as a rule the cost.

import type { OperatorNamed, Rule } from '../rule.ts';
import { named, yuan } from '../words.ts';

/** @example { op: not-above-cost, cost: costFen, amount: … } */
export const notAboveCost: Rule<OperatorNamed<'not-above-cost'>> = {
  amount(node, run) {
    const whole = run.below(node.amount);
    const cost = run.algebra.input(node.cost);
    const amount = run.algebra.least(whole, cost);
    run.tell(amount, [whole, cost], (total, before, limit) => {
      const what = named(run.input(node.cost), limit);
      const isCut = total.n !== before.n || total.d !== before.d;
      return isCut
        ? {
            zh: `${yuan(before).zh}超过${what.zh}，以此为限：${yuan(total).zh}`,
            en: `${yuan(before).en} is above ${what.en}, so ${yuan(total).en}`,
          }
        : {
            zh: `不超过${what.zh}，仍为 ${yuan(total).zh}`,
            en: `Not above ${what.en}: ${yuan(total).en}`,
          };
    });
    return amount;
  },
  check: (node, look) => {
    look.input(node.cost, ['money'], ['cost']);
  },
};
