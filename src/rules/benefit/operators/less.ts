// less 扣减: an amount less another, never below 0.

import { ZERO } from '../../../core/rational.ts';
import type { OperatorNamed, Rule } from '../rule.ts';
import { named, yuan } from '../words.ts';

/** @example { op: less, less: earlierAidFen, amount: … } */
export const less: Rule<OperatorNamed<'less'>> = {
  amount(node, run) {
    const { algebra } = run;
    const whole = run.below(node.amount);
    const { less: from } = node;
    const taken = typeof from === 'string' ? algebra.input(from) : run.below(from, 2);
    const amount = algebra.greatest(algebra.subtract(whole, taken), algebra.constant(ZERO));
    run.tell(amount, [whole, taken], (total, before, off) => {
      const what = typeof from === 'string' ? named(run.input(from), off) : yuan(off);
      return {
        zh: `${yuan(before).zh}扣减${what.zh}：${yuan(total).zh}`,
        en: `${yuan(before).en} less ${what.en}: ${yuan(total).en}`,
      };
    });
    return amount;
  },
  check: (node, look) => {
    if (typeof node.less === 'string') look.input(node.less, ['money'], ['less']);
  },
};
