// fixed 定额: the same amount for every household.

import type { OperatorNamed, Rule } from '../rule.ts';
import { yuan } from '../words.ts';

/** @example { op: fixed, amount: { value: 3500, unit: 元/户, quote: 3500元/户 } } */
export const fixed: Rule<OperatorNamed<'fixed'>> = {
  amount(node, run) {
    const amount = run.algebra.constant(run.figure(node.amount, { as: 'money' }));
    run.tell(
      amount,
      [],
      (total) => ({ zh: `定额：${yuan(total).zh}`, en: `Fixed amount: ${yuan(total).en}` }),
      node.amount,
    );
    return amount;
  },
};
