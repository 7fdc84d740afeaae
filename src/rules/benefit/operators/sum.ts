// sum 合计: several amounts together.

import { ZERO } from '../../../core/rational.ts';
import type { OperatorNamed, Rule } from '../rule.ts';
import { yuan } from '../words.ts';

/** @example { op: sum, of: [{ op: fixed, … }, { op: per-unit, … }] } */
export const sum: Rule<OperatorNamed<'sum'>> = {
  amount(node, run) {
    const parts = node.of.map((part, index) => run.below(part, index + 1));
    const amount = parts.reduce(run.algebra.add, run.algebra.constant(ZERO));
    run.tell(amount, parts, (total, ...values) => {
      const written = values.map((value) => yuan(value));
      return {
        zh: `合计：${written.map(({ zh }) => zh).join(' + ')} = ${yuan(total).zh}`,
        en: `Together: ${written.map(({ en }) => en).join(' + ')} = ${yuan(total).en}`,
      };
    });
    return amount;
  },
};
