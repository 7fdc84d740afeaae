// How amounts and inputs are spoken of in the explanation, in both languages.

import { fail } from '../../core/errors.ts';
import { formatYuan, type Fen } from '../../core/money.ts';
import { roundHalfUp, toDecimal, type Rational } from '../../core/rational.ts';
import type { Text } from '../../core/text.ts';
import { englishUnit } from '../../core/units.ts';
import type { BenefitInput } from '../schema/benefit.ts';

/** Rounds an exact amount half up to whole fen; refuses what a number cannot hold exactly. */
export function roundFen(amount: Rational): Fen {
  const fen = Number(roundHalfUp(amount));
  if (!Number.isSafeInteger(fen)) fail('benefit.amount-too-large', {});
  return fen;
}

/** An amount in fen as `4,799.20 元`. */
export function yuan(amount: Rational): Text {
  return yuanOfFen(roundFen(amount));
}

/** An amount of whole fen as `4,799.20 元`. */
export function yuanOfFen(amountFen: Fen): Text {
  const written = formatYuan(amountFen);
  return { zh: `${written} 元`, en: `${written} yuan` };
}

/** A sentence without its full stop, to be put inside another. */
export function inside(sentence: Text): Text {
  return { zh: sentence.zh.replace(/。$/, ''), en: sentence.en.replace(/\.$/, '') };
}

/** A value of a numeric input with its unit: `60 平方米`, `5,999.00 元`. */
export function measure(input: BenefitInput, value: Rational): Text {
  if (input.type !== 'quantity') return yuan(value);
  const written = toDecimal(value);
  return { zh: `${written} ${input.unit}`, en: `${written} ${englishUnit(input.unit)}` };
}

/** An input with its value: `造价 5,999.00 元`. */
export function named(input: BenefitInput, value: Rational): Text {
  const text = measure(input, value);
  return { zh: `${input.name.zh} ${text.zh}`, en: `${input.name.en} ${text.en}` };
}

/** A word input with its value as people say it: `取暖方式为“煤改电”`, `低保户：是`. */
export function namedWord(input: BenefitInput, key: string | null): Text {
  const { name } = input;
  if (input.type === 'flag') {
    return key === 'true'
      ? { zh: `${name.zh}：是`, en: `${name.en}: yes` }
      : { zh: `${name.zh}：否`, en: `${name.en}: no` };
  }
  const option = input.type === 'choice' ? input.options.find(({ id }) => id === key) : undefined;
  if (key === null) return { zh: `${name.zh}未说明`, en: `${name.en}: not stated` };
  const label = option?.name ?? { zh: `${key} 年`, en: key };
  return { zh: `${name.zh}为“${label.zh}”`, en: `${name.en}: ${label.en}` };
}
