// adjust 上浮、下浮、退坡: an amount times a rate that depends on an option, yes or no, or a year.
// Options that are not named leave it as it is; a year that is not named is refused.

import { fail } from '../../../core/errors.ts';
import { add, compare, ONE, subtract, type Rational } from '../../../core/rational.ts';
import type { Text } from '../../../core/text.ts';
import type { Adjustment } from '../../schema/benefit.ts';
import type { Figure } from '../../schema/common.ts';
import { figureText } from '../figures.ts';
import type { OperatorNamed, Rule } from '../rule.ts';
import { namedWord, yuan } from '../words.ts';
import { checkKeys } from './choose.ts';

type Kind = keyof Adjustment;

function figureOf(adjustment: Adjustment): readonly [Kind, Figure] | undefined {
  const { rate, plus, minus } = adjustment;
  if (rate) return ['rate', rate];
  if (plus) return ['plus', plus];
  return minus ? ['minus', minus] : undefined;
}

/** The factor that a share stands for; lowering by more than all comes to nothing. */
function factorOf(kind: Kind, share: Rational): Rational {
  if (kind === 'rate') return share;
  if (kind === 'plus') return add(ONE, share);
  const left = subtract(ONE, share);
  return left.n < 0n ? { n: 0n, d: 1n } : left;
}

const WORDS: Readonly<Record<Kind, Text>> = {
  rate: { zh: '按', en: 'at' },
  plus: { zh: '上浮', en: 'raised by' },
  minus: { zh: '下浮', en: 'lowered by' },
};

/** @example { op: adjust, by: isLowIncome, cases: { true: { plus: 20 % } }, amount: … } */
export const adjust: Rule<OperatorNamed<'adjust'>> = {
  amount(node, run) {
    const key = run.word(node.by);
    const whole = run.below(node.amount);
    if (key === undefined) return run.algebra.add(whole, run.algebra.unknown([node.by]));
    const adjustment = key === null ? undefined : node.cases[key];
    const found = adjustment && figureOf(adjustment);
    const input = run.input(node.by);
    const what = namedWord(input, key);
    if (!found && input.type === 'year') {
      const details = { name: input.name.zh, nameEn: input.name.en, value: key ?? '-' };
      return fail('benefit.not-covered', details, node.clause ?? input.clause);
    }
    if (!found) {
      run.tell(whole, [], (total) => ({
        zh: `${what.zh}，不作调整：${yuan(total).zh}`,
        en: `${what.en}, unchanged: ${yuan(total).en}`,
      }));
      return whole;
    }
    const [kind, figure] = found;
    const share = run.figure(figure, { as: 'share' });
    const amount = run.algebra.scale(whole, factorOf(kind, share));
    const [how, by] = [WORDS[kind], figureText(figure)];
    run.tell(
      amount,
      [whole],
      (total, before) => ({
        zh: `${what.zh}，${yuan(before).zh}${how.zh} ${by.zh}：${yuan(total).zh}`,
        en: `${what.en}, ${yuan(before).en} ${how.en} ${by.en}: ${yuan(total).en}`,
      }),
      figure,
    );
    return amount;
  },
  check(node, look) {
    const input = look.input(node.by, ['choice', 'flag', 'year'], ['by']);
    if (!input) return;
    if (input.type === 'year' && !input.required) {
      look.problem(['by'], {
        zh: '分年度调整的年份不能是可省的。',
        en: 'A year that amounts are adjusted by cannot be left out.',
      });
    }
    checkKeys(node.by, input, Object.keys(node.cases), look);
    for (const [key, adjustment] of Object.entries(node.cases)) {
      const found = figureOf(adjustment);
      const share = found && look.figure(found[1], { as: 'share' });
      if (found?.[0] === 'minus' && share && compare(share, ONE) > 0) {
        look.problem(['cases', key, 'minus'], {
          zh: '下浮不能超过 100%；不补助的写 op: nothing。',
          en: 'An amount cannot be lowered by more than 100 %; for no aid write op: nothing.',
        });
      }
      if (!found || share) continue;
      look.problem(['cases', key, found[0], 'unit'], {
        zh: '这里的单位应是 %。',
        en: 'The unit here must be %.',
      });
    }
  },
};
