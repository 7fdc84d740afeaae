// actual 据实: the value of a money input itself, such as the cost as audited.

import type { OperatorNamed, Rule } from '../rule.ts';
import { named } from '../words.ts';

/** @example { op: actual, of: costFen } */
export const actual: Rule<OperatorNamed<'actual'>> = {
  amount(node, run) {
    const amount = run.algebra.input(node.of);
    const of = run.input(node.of);
    run.tell(
      amount,
      [],
      (total) => {
        const what = named(of, total);
        return { zh: `据实：${what.zh}`, en: `As it is: ${what.en}` };
      },
      of,
    );
    return amount;
  },
  check: (node, look) => {
    look.input(node.of, ['money'], ['of']);
  },
};
