// Turns a figure of the rules into an exact number for its use there: fen, a share, fen per unit of
// an input, or a bound in an input's own unit. Says in a sentence when the unit does not fit.

import {
  divide,
  multiply,
  parseDecimal,
  rational,
  toDecimal,
  type Rational,
} from '../../core/rational.ts';
import type { Text } from '../../core/text.ts';
import {
  englishUnit,
  parseUnit,
  prefixOf,
  unknownUnit,
  type UnitReading,
} from '../../core/units.ts';
import type { BenefitInput } from '../schema/benefit.ts';
import type { Figure } from '../schema/common.ts';

/** What a figure serves for, which says what units it may have. */
export type FigureUse =
  | { readonly as: 'money' }
  | { readonly as: 'share' }
  /** Fen per unit of a quantity, or a share of a money input. */
  | { readonly as: 'rate'; readonly of: BenefitInput }
  /** A value of the input, in its own unit (fen for money). */
  | { readonly as: 'bound'; readonly of: BenefitInput };

export type FigureReading =
  | { readonly value: Rational; readonly problem?: undefined }
  | { readonly value?: undefined; readonly problem: Text };

/** A benefit is per household, and running aid per season or year, so these may be written. */
const IMPLIED = new Set(['households', 'season', 'year']);
const FEN = rational(1, 100);

/** The unit an input is counted in: fen for money, its own for a quantity. */
export function inputUnit(input: BenefitInput): string {
  if (input.type === 'money') return '分';
  return input.type === 'quantity' ? input.unit : '1';
}

/** Reads `figure` for `use`; never throws. */
export function readFigure(figure: Figure, use: FigureUse): FigureReading {
  const value = parseDecimal(String(figure.value));
  const unit = parseUnit(figure.unit);
  if (!unit) return { problem: unknownUnit(figure.unit) };
  if (!value) return { problem: notPlain(String(figure.value)) };
  if (value.n < 0n) return { problem: negative(String(figure.value)) };
  const written = multiply(value, unit.factor);
  switch (use.as) {
    case 'money':
      return isMoney(unit) ? { value: divide(written, FEN) } : misfit(figure, MONEY);
    case 'share':
      return isPure(unit) ? { value: written } : misfit(figure, SHARE);
    case 'rate':
      return readRate(figure, unit, written, use.of);
    case 'bound':
      return readBound(figure, unit, written, use.of);
  }
}

function readRate(figure: Figure, unit: UnitReading, written: Rational, of: BenefitInput) {
  if (of.type === 'money') return isPure(unit) ? { value: written } : misfit(figure, SHARE);
  const own = parseUnit(inputUnit(of));
  if (!own) return { problem: unknownUnit(inputUnit(of)) };
  if (!isMoney(times(unit, own))) {
    const en = englishUnit(inputUnit(of));
    return misfit(figure, { zh: `元/${inputUnit(of)}`, en: `yuan per unit of ${en}` });
  }
  return { value: divide(multiply(written, own.factor), FEN) };
}

function readBound(figure: Figure, unit: UnitReading, written: Rational, of: BenefitInput) {
  const own = parseUnit(inputUnit(of));
  if (!own) return { problem: unknownUnit(inputUnit(of)) };
  const fits = of.type === 'money' ? isMoney(unit) : isImplied(ratioOf(unit, own));
  if (!fits) return misfit(figure, { zh: inputUnit(of), en: englishUnit(inputUnit(of)) });
  return { value: divide(written, own.factor) };
}

const MONEY: Text = { zh: '元 或 元/户', en: 'yuan (元) or yuan per household (元/户)' };
const SHARE: Text = { zh: '%', en: '%' };

function misfit(figure: Figure, wanted: Text): FigureReading {
  return {
    problem: {
      zh: `这里的单位应是 ${wanted.zh}，现在写的是“${figure.unit}”。`,
      en: `The unit here must be ${wanted.en}; it is "${figure.unit}".`,
    },
  };
}

function notPlain(written: string): Text {
  return {
    zh: `“${written}”不是普通的十进制数，请写成 12.5 的样子。`,
    en: `"${written}" is not a plain decimal such as 12.5.`,
  };
}

function negative(written: string): Text {
  return {
    zh: `补助规则里的数不能是负数，现在写的是 ${written}；要扣减请用 less。`,
    en: `A figure of the benefit rules cannot be negative (${written}); to deduct, use less.`,
  };
}

type Dimension = Readonly<Record<string, number>>;

function isImplied(dimension: Dimension): boolean {
  return Object.entries(dimension).every(
    ([key, exponent]) => exponent === 0 || (IMPLIED.has(key) && Math.abs(exponent) === 1),
  );
}

function isMoney(unit: Pick<UnitReading, 'dimension'>): boolean {
  return unit.dimension.money === 1 && isImplied({ ...unit.dimension, money: 0 });
}

function isPure(unit: UnitReading): boolean {
  return Object.values(unit.dimension).every((exponent) => exponent === 0);
}

function times(a: UnitReading, b: UnitReading): Pick<UnitReading, 'dimension'> {
  const dimension: Record<string, number> = { ...a.dimension };
  for (const [key, exponent] of Object.entries(b.dimension)) {
    dimension[key] = (dimension[key] ?? 0) + exponent;
  }
  return { dimension };
}

function ratioOf(a: UnitReading, b: UnitReading): Dimension {
  const inverse = Object.fromEntries(Object.entries(b.dimension).map(([key, at]) => [key, -at]));
  return times(a, { factor: b.factor, dimension: inverse }).dimension;
}

/** A figure as it is spoken: `80%`, `0.2 元/千瓦时`; 万 is written out in English. */
export function figureText(figure: Figure): Text {
  const value = parseDecimal(String(figure.value));
  // 八成 is 80 % in English, which has no word for tenths of an amount.
  if (figure.unit === '成' && value) {
    const share = toDecimal(multiply(value, rational(10)));
    return { zh: `${figure.value}成`, en: `${share}%` };
  }
  const full = value && multiply(value, prefixOf(figure.unit));
  const gap = /^[%％‰成]$/.test(figure.unit) ? '' : ' ';
  return {
    zh: `${figure.value}${gap}${figure.unit}`,
    en: `${full ? toDecimal(full) : figure.value}${gap}${englishUnit(figure.unit)}`,
  };
}
