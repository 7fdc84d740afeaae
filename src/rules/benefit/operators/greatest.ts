// greatest 就高: the greatest of several amounts, none of them paid besides.

import { equals } from '../../../core/rational.ts';
import type { OperatorNamed, Rule } from '../rule.ts';
import { yuan } from '../words.ts';

/** @example { op: greatest, of: [{ op: fixed, … }, { op: percent, … }] } */
export const greatest: Rule<OperatorNamed<'greatest'>> = {
  amount(node, run) {
    const parts = node.of.map((part, index) => run.below(part, index + 1));
    const amount = parts.reduce(run.algebra.greatest);
    run.tell(amount, parts, (total, ...values) => {
      const place = values.findIndex((value) => equals(value, total)) + 1;
      const written = values.map((value) => yuan(value));
      return {
        zh: `${written.map(({ zh }) => zh).join('、')}就高，取第 ${place} 项：${yuan(total).zh}`,
        en: `The greatest of ${written.map(({ en }) => en).join(', ')}: ${yuan(total).en}`,
      };
    });
    return amount;
  },
};
