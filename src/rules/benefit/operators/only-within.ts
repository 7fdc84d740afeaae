// only-within 限于: an amount for households whose input lies from one bound to another, both
// taken in; nothing for the others.

import * as q from '../../../core/rational.ts';
import { boundsPassed } from '../point.ts';
import { NUMBERS, type OperatorNamed, type Rule } from '../rule.ts';
import { measure, named, yuan } from '../words.ts';

/** @example { op: only-within, input: heatedAreaM2, from: 45 平方米, to: 75 平方米, amount: … } */
export const onlyWithin: Rule<OperatorNamed<'only-within'>> = {
  amount(node, run) {
    const { algebra } = run;
    const of = run.input(node.input);
    const value = algebra.input(node.input);
    const from = node.from ? run.figure(node.from, { as: 'bound', of }) : q.ZERO;
    const to = node.to && run.figure(node.to, { as: 'bound', of });
    const bounds = [{ at: from, includes: false }, ...(to ? [{ at: to, includes: true }] : [])];
    const nothing = algebra.constant(q.ZERO);
    const amount = algebra.pick(value, bounds, (index) =>
      index === 1 ? run.below(node.amount) : nothing,
    );
    run.tell(
      amount,
      [value],
      (total, given) => {
        const isWithin = boundsPassed(given, bounds) === 1;
        const [low, high] = [measure(of, from), to && measure(of, to)];
        const what = named(of, given);
        const zh = `${low.zh}${high ? ` 至 ${high.zh}` : ' 以上'}`;
        const en = high ? `${low.en} to ${high.en}` : `${low.en} or more`;
        return {
          zh: `${what.zh}${isWithin ? '在' : '不在'} ${zh} 之内：${yuan(total).zh}`,
          en: `${what.en} is ${isWithin ? 'within' : 'outside'} ${en}: ${yuan(total).en}`,
        };
      },
      node.from ?? node.to,
    );
    return amount;
  },
  check(node, look) {
    const of = look.input(node.input, NUMBERS, ['input']);
    if (!of) return;
    const from = node.from && look.figure(node.from, { as: 'bound', of });
    const to = node.to && look.figure(node.to, { as: 'bound', of });
    if (!node.from && !node.to) {
      look.problem([], { zh: '至少要写 from 或 to。', en: 'Give from, to, or both.' });
    }
    if (from && to && q.compare(from, to) > 0) {
      look.problem(['to'], { zh: 'to 不能小于 from。', en: 'to cannot be below from.' });
    }
  },
};
