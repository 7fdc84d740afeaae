// per-unit 按量: a rate for each unit of a quantity, the quantity counted up to a limit if set.

import { figureText } from '../figures.ts';
import type { OperatorNamed, Rule } from '../rule.ts';
import { measure, named, yuan } from '../words.ts';

/** @example { op: per-unit, rate: { value: 0.2, unit: 元/千瓦时, … }, of: heatingKwh } */
export const perUnit: Rule<OperatorNamed<'per-unit'>> = {
  amount(node, run) {
    const { algebra } = run;
    const of = run.input(node.of);
    const quantity = algebra.input(node.of);
    const limit = node.upTo && run.figure(node.upTo, { as: 'bound', of });
    const counted = limit ? algebra.least(quantity, algebra.constant(limit)) : quantity;
    const amount = algebra.scale(counted, run.figure(node.rate, { as: 'rate', of }));
    const rate = figureText(node.rate);
    run.tell(
      amount,
      [quantity, counted],
      (total, whole, part) => {
        const isCut = whole.n !== part.n || whole.d !== part.d;
        const [most, what, sum] = [measure(of, part), named(of, whole), yuan(total)];
        return {
          zh: `${what.zh}${isCut ? `，只计 ${most.zh}` : ''}，按 ${rate.zh} 计：${sum.zh}`,
          en: `${what.en}${isCut ? `, of which ${most.en} count` : ''}, at ${rate.en}: ${sum.en}`,
        };
      },
      node.rate,
    );
    return amount;
  },
  check: (node, look) => {
    look.input(node.of, ['quantity'], ['of']);
  },
};
