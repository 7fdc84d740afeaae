// slices 分段累进: each part of a value counts at the rate of the slice it lies in; what lies above
// the last bound counts nothing. Every bound belongs to the slice below it, which changes nothing.

import * as q from '../../../core/rational.ts';
import type { Rational } from '../../../core/rational.ts';
import { NUMBERS, type OperatorNamed, type Rule } from '../rule.ts';
import { named, yuan } from '../words.ts';
import { NOT_RISING } from './tiers.ts';

/** @example { op: slices, by: heatedAreaM2, bands: [{ upTo: 60 平方米, rate: 50 元/平方米 }, …] } */
export const slices: Rule<OperatorNamed<'slices'>> = {
  amount(node, run) {
    const { algebra } = run;
    const of = run.input(node.by);
    const value = algebra.input(node.by);
    let from = q.ZERO;
    let amount = algebra.constant(q.ZERO);
    for (const { upTo, rate } of node.bands) {
      const to = upTo && run.figure(upTo, { as: 'bound', of });
      const counted = to ? algebra.least(value, algebra.constant(to)) : value;
      const above = algebra.subtract(counted, algebra.constant(from));
      const part = algebra.greatest(above, algebra.constant(q.ZERO));
      const worth = algebra.scale(part, run.figure(rate, { as: 'rate', of }));
      amount = algebra.add(amount, worth);
      if (to) from = to;
    }
    const ground = node.bands[0]?.rate;
    run.tell(
      amount,
      [value],
      (total, whole) => ({
        zh: `${named(of, whole).zh}，分 ${node.bands.length} 段累加：${yuan(total).zh}`,
        en: `${named(of, whole).en}, slice by slice (${node.bands.length}): ${yuan(total).en}`,
      }),
      ground,
    );
    return amount;
  },
  check(node, look) {
    const of = look.input(node.by, NUMBERS, ['by']);
    if (!of) return;
    let last: Rational = q.ZERO;
    node.bands.forEach(({ upTo }, index) => {
      const field = ['bands', index, 'upTo'];
      const at = upTo && look.figure(upTo, { as: 'bound', of });
      if (at && q.compare(last, at) >= 0) look.problem(field, NOT_RISING);
      if (at) last = at;
      if (upTo || index === node.bands.length - 1) return;
      look.problem(['bands', index], {
        zh: '只有最后一段可以没有上限。',
        en: 'Only the last slice may be without a bound.',
      });
    });
  },
};
