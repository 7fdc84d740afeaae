// only-within 限于: an amount for households whose input lies from one bound to another, both
// taken in; nothing for the others.

import * as q from '../../../core/rational.ts';
import type { Text } from '../../../core/text.ts';
import { boundsPassed } from '../point.ts';
import { NUMBERS, type OperatorNamed, type Rule } from '../rule.ts';
import { measure, named, yuan } from '../words.ts';

/** `不少于 15 平方米`, `在 45 平方米至 75 平方米之内`: on which side of the range a value lies. */
function rangeText(isWithin: boolean, low: Text | undefined, high: Text | undefined): Text {
  if (low && high) {
    return {
      zh: `${isWithin ? '在' : '不在'} ${low.zh}至 ${high.zh}之内`,
      en: `${isWithin ? 'within' : 'outside'} ${low.en} to ${high.en}`,
    };
  }
  if (low) {
    return isWithin
      ? { zh: `不少于 ${low.zh}`, en: `at least ${low.en}` }
      : { zh: `少于 ${low.zh}`, en: `below ${low.en}` };
  }
  return isWithin
    ? { zh: `不超过 ${high?.zh ?? ''}`, en: `at most ${high?.en ?? ''}` }
    : { zh: `超过 ${high?.zh ?? ''}`, en: `above ${high?.en ?? ''}` };
}

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
        const range = rangeText(isWithin, node.from && measure(of, from), to && measure(of, to));
        const what = named(of, given);
        return {
          zh: `${what.zh}${range.zh}：${yuan(total).zh}`,
          en: `${what.en} is ${range.en}: ${yuan(total).en}`,
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
