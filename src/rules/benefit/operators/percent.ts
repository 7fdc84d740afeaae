// percent 按比例: a share of a money input or of another amount. Above 100% is allowed (上浮10%).

import { figureText } from '../figures.ts';
import type { OperatorNamed, Rule } from '../rule.ts';
import { named, yuan } from '../words.ts';

/** @example { op: percent, rate: { value: 80, unit: '%', … }, of: costFen } */
export const percent: Rule<OperatorNamed<'percent'>> = {
  amount(node, run) {
    const { of } = node;
    const base = typeof of === 'string' ? run.algebra.input(of) : run.below(of);
    const amount = run.algebra.scale(base, run.figure(node.rate, { as: 'share' }));
    const rate = figureText(node.rate);
    run.tell(
      amount,
      [base],
      (total, whole) => {
        const what = typeof of === 'string' ? named(run.input(of), whole) : yuan(whole);
        return {
          zh: `${what.zh}的 ${rate.zh}：${yuan(total).zh}`,
          en: `${rate.en} of ${what.en}: ${yuan(total).en}`,
        };
      },
      node.rate,
    );
    return amount;
  },
  check: (node, look) => {
    if (typeof node.of === 'string') look.input(node.of, ['money'], ['of']);
  },
};
