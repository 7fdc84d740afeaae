// Works out the operands of relations: figures by address, own numbers, and sums, differences,
// products and ratios of these. Exact fractions with their dimension; no rounding here.

import { add, divide, multiply, parseDecimal, rational, subtract } from '../../core/rational.ts';
import type { Rational } from '../../core/rational.ts';
import {
  baseUnitName,
  isSameDimension,
  parseUnit,
  unknownUnit,
  type UnitReading,
} from '../../core/units.ts';
import { suggestion } from '../folder/problem.ts';
import type { Operand } from '../schema/reconcile.ts';
import type { FigureAt, LoadedProgramme } from '../types.ts';
import { findList } from './lists.ts';
import { OperandError } from './operand-error.ts';

type Dimension = UnitReading['dimension'];

/** A number worked out, in base units, with how it would be written. */
export type Quantity = {
  /** In the base unit of its dimension: yuan, households, square metres. */
  readonly value: Rational;
  readonly dimension: Dimension;
  /** The unit it is written in when the relation does not say. */
  readonly unit: string;
  /** Decimals it is printed with; undefined for what is worked out. */
  readonly decimals: number | undefined;
  /** Addresses of the figures that took part. */
  readonly figures: readonly string[];
};

/** The figure at an address. Throws OperandError with the nearest address when there is none. */
export function getFigure(programme: LoadedProgramme, address: string): FigureAt {
  const figure = programme.figures.get(address);
  if (figure) return figure;
  const { suggestionZh, suggestionEn } = suggestion(address, programme.figures.keys());
  throw new OperandError(
    {
      zh: `没有地址为“${address}”的数${suggestionZh}`,
      en: `there is no figure at "${address}"${suggestionEn}`,
    },
    address,
  );
}

/** Works out an operand. Throws OperandError for unknown addresses, units that do not fit, ÷ 0. */
export function workOut(programme: LoadedProgramme, operand: Operand): Quantity {
  if (typeof operand === 'string') return ofFigure(programme, operand);
  if ('value' in operand) return literal(String(operand.value), operand.unit, []);
  if ('count' in operand) {
    const members = findList(programme, operand.count);
    return { ...literal(String(members.length), '个', []), figures: [] };
  }
  if ('sum' in operand) return sumOf(operand.sum.map((term) => workOut(programme, term)));
  if ('minus' in operand) {
    const [from, minus] = operand.minus.map((term) => workOut(programme, term));
    return differenceOf(need(from), need(minus));
  }
  if ('product' in operand) {
    return productOf(operand.product.map((factor) => workOut(programme, factor)));
  }
  const [of, to] = operand.ratio.map((term) => workOut(programme, term));
  return ratioOf(need(of), need(to));
}

function need(quantity: Quantity | undefined): Quantity {
  if (quantity) return quantity;
  throw new OperandError({ zh: '缺少一项', en: 'a term is missing' });
}

function ofFigure(programme: LoadedProgramme, address: string): Quantity {
  const figure = getFigure(programme, address);
  if (figure.type === 'date') {
    throw new OperandError({
      zh: `“${address}”是日期，不是数`,
      en: `"${address}" is a day, not a number`,
    });
  }
  return literal(figure.written, figure.unit, [address]);
}

/** A written number as a quantity. */
export function literal(written: string, unit: string, figures: readonly string[]): Quantity {
  const value = parseDecimal(written);
  const reading = parseUnit(unit);
  if (!value) {
    throw new OperandError({ zh: `“${written}”不是数`, en: `"${written}" is not a number` });
  }
  if (!reading) throw new OperandError(unknownUnit(unit));
  return {
    value: multiply(value, reading.factor),
    dimension: reading.dimension,
    unit,
    decimals: written.split('.')[1]?.length ?? 0,
    figures,
  };
}

/** Refuses to add or compare what is not of one kind: 户 and 万元. */
export function requireSameKind(a: Quantity, b: Quantity): void {
  if (isSameDimension({ ...a, factor: a.value }, { ...b, factor: b.value })) return;
  const [left, right] = [a.figures[0], b.figures[0]];
  const which = left === undefined || right === undefined ? '' : `${left}, ${right}`;
  throw new OperandError(
    {
      zh:
        `“${a.unit}”和“${b.unit}”不是同一种量，不能相加、相减或比较` +
        (which === '' ? '' : `（${which.replace(', ', '、')}）`),
      en:
        `"${a.unit}" and "${b.unit}" are not of one kind and cannot be added or compared` +
        (which === '' ? '' : ` (${which})`),
    },
    b.figures.length === 1 ? right : undefined,
  );
}

/** The sum of the terms, written in the unit of the first. */
export function sumOf(terms: readonly Quantity[]): Quantity {
  return terms.reduce((sum, term) => {
    requireSameKind(sum, term);
    return combine(sum, term, add(sum.value, term.value), sum.dimension, sum.unit);
  });
}

/** `from` less `minus`, written in the unit of `from`. */
export function differenceOf(from: Quantity, minus: Quantity): Quantity {
  requireSameKind(from, minus);
  return combine(from, minus, subtract(from.value, minus.value), from.dimension, from.unit);
}

/** The product of the factors. */
export function productOf(factors: readonly Quantity[]): Quantity {
  return factors.reduce((product, factor) => {
    const dimension = joined(product.dimension, factor.dimension, 1);
    const isPure = Object.keys(factor.dimension).length === 0;
    const unit = isPure ? product.unit : baseUnitName(dimension);
    return combine(product, factor, multiply(product.value, factor.value), dimension, unit);
  });
}

/** `of` divided by `to`. */
export function ratioOf(of: Quantity, to: Quantity): Quantity {
  if (to.value.n === 0n) throw new OperandError({ zh: '除数是 0', en: 'the divisor is 0' });
  const dimension = joined(of.dimension, to.dimension, -1);
  return combine(of, to, divide(of.value, to.value), dimension, baseUnitName(dimension));
}

function joined(a: Dimension, b: Dimension, sign: 1 | -1): Dimension {
  const result: Record<string, number> = { ...a };
  for (const [key, exponent] of Object.entries(b)) {
    result[key] = (result[key] ?? 0) + sign * exponent;
    if (result[key] === 0) delete result[key];
  }
  return result;
}

function combine(
  a: Quantity,
  b: Quantity,
  value: Rational,
  dimension: Dimension,
  unit: string,
): Quantity {
  const figures = [...new Set([...a.figures, ...b.figures])];
  return { value, dimension, unit, decimals: undefined, figures };
}

/** The quantity counted in a unit, such as 28500 户 in 万户. Throws when it does not fit. */
export function inUnit(quantity: Quantity, unit: string): Rational {
  const reading = parseUnit(unit);
  if (!reading) throw new OperandError(unknownUnit(unit));
  const one = { ...quantity, value: rational(1), dimension: reading.dimension, unit };
  requireSameKind(quantity, one);
  return divide(quantity.value, reading.factor);
}
