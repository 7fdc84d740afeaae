// once-only 不重复享受: nothing for a household that was already paid for the same thing.

import { ZERO } from '../../../core/rational.ts';
import type { OperatorNamed, Rule } from '../rule.ts';
import { namedWord, yuan } from '../words.ts';

/** @example { op: once-only, paidBefore: isPaidBefore, amount: … } */
export const onceOnly: Rule<OperatorNamed<'once-only'>> = {
  amount(node, run) {
    const key = run.word(node.paidBefore);
    if (key === undefined) return run.algebra.unknown([node.paidBefore]);
    const isPaid = key === 'true';
    const amount = isPaid ? run.algebra.constant(ZERO) : run.below(node.amount);
    const what = namedWord(run.input(node.paidBefore), key);
    run.tell(amount, [], (total) =>
      isPaid
        ? {
            zh: `${what.zh}，不重复享受：${yuan(total).zh}`,
            en: `${what.en}, and aid is paid once only: ${yuan(total).en}`,
          }
        : { zh: `${what.zh}，可以享受：${yuan(total).zh}`, en: `${what.en}, so ${yuan(total).en}` },
    );
    return amount;
  },
  check: (node, look) => {
    look.input(node.paidBefore, ['flag'], ['paidBefore']);
  },
};
