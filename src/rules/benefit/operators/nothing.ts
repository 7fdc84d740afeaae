// nothing 不补助: no aid, for a case or band to which the notice gives none. Needs no figure.

import { ZERO } from '../../../core/rational.ts';
import type { OperatorNamed, Rule } from '../rule.ts';

/** @example { op: nothing } */
export const nothing: Rule<OperatorNamed<'nothing'>> = {
  amount(_, run) {
    const amount = run.algebra.constant(ZERO);
    run.tell(amount, [], () => ({ zh: '不补助：0.00 元', en: 'No aid: 0.00 yuan' }));
    return amount;
  },
};
