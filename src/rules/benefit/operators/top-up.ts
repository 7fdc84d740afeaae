// top-up 补足至: what is lacking between another item and an amount, so that another fund can bear
// it. The other item counts in whole fen, as it is paid, and before any limit on the total.

import { ZERO } from '../../../core/rational.ts';
import type { OperatorNamed, Rule } from '../rule.ts';
import { yuan } from '../words.ts';
import { amountOf } from './cap.ts';

/** @example { op: top-up, item: equipment, to: { value: 2600, unit: 元/户, … } } */
export const topUp: Rule<OperatorNamed<'top-up'>> = {
  amount(node, run) {
    const { algebra } = run;
    const paid = run.item(node.item);
    const to = amountOf(node.to, run);
    const amount = algebra.greatest(algebra.subtract(to, paid), algebra.constant(ZERO));
    const other = run.rules.benefit.items.find(({ id }) => id === node.item)?.name;
    run.tell(
      amount,
      [to, paid],
      (total, goal, before) => ({
        zh: `补足至 ${yuan(goal).zh}，${other?.zh ?? ''}已有 ${yuan(before).zh}：${yuan(total).zh}`,
        en: `${other?.en ?? ''} ${yuan(before).en}, made up to ${yuan(goal).en}: ${yuan(total).en}`,
      }),
      'op' in node.to ? undefined : node.to,
    );
    return amount;
  },
  check(node, look) {
    look.earlierItem(node.item, ['item']);
    if ('op' in node.to || look.figure(node.to, { as: 'money' })) return;
    look.problem(['to', 'unit'], {
      zh: '这里的单位应是 元 或 元/户。',
      en: 'The unit here must be yuan (元) or yuan per household (元/户).',
    });
  },
};
