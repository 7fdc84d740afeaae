// in-proportion 折算: an amount times a value over a standard value (按实际面积折算), the value
// counted up to a limit if set.

import { divide, ONE } from '../../../core/rational.ts';
import { NUMBERS, type OperatorNamed, type Rule } from '../rule.ts';
import { measure, named, yuan } from '../words.ts';

/** @example { op: in-proportion, of: heatedAreaM2, to: 60 平方米, upTo: 60 平方米, amount: … } */
export const inProportion: Rule<OperatorNamed<'in-proportion'>> = {
  amount(node, run) {
    const { algebra } = run;
    const of = run.input(node.of);
    const whole = run.below(node.amount);
    const value = algebra.input(node.of);
    const standard = run.figure(node.to, { as: 'bound', of });
    const limit = node.upTo && run.figure(node.upTo, { as: 'bound', of });
    const counted = limit ? algebra.least(value, algebra.constant(limit)) : value;
    const amount = algebra.multiply(whole, algebra.scale(counted, divide(ONE, standard)));
    run.tell(
      amount,
      [whole, value, counted],
      (total, before, given, used) => {
        const [what, most, base] = [named(of, given), measure(of, used), measure(of, standard)];
        const isCut = given.n !== used.n || given.d !== used.d;
        return {
          zh:
            `${what.zh}${isCut ? `，计 ${most.zh}` : ''}，按 ${base.zh} 为准折算 ` +
            `${yuan(before).zh}：${yuan(total).zh}`,
          en:
            `${what.en}${isCut ? ` (${most.en} count)` : ''}, in proportion to ${base.en} of ` +
            `${yuan(before).en}: ${yuan(total).en}`,
        };
      },
      node.to,
    );
    return amount;
  },
  check(node, look) {
    const of = look.input(node.of, NUMBERS, ['of']);
    if (!of) return;
    const standard = look.figure(node.to, { as: 'bound', of });
    if (standard?.n === 0n) {
      look.problem(['to'], { zh: '折算的基准不能是 0。', en: 'The standard cannot be 0.' });
    }
    if (!look.readsBelow(node.amount).has(node.of)) return;
    look.problem(['amount'], {
      zh: `被折算的金额里不能再按“${node.of}”计量（分档可以）。`,
      en: `The amount under in-proportion cannot itself be measured by ${node.of} (bands can).`,
    });
  },
};
