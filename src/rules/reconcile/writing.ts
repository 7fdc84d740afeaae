// Writes what relations come to, with units and the decimals asked for: `28500户`, `23.989%`.

import {
  ceil,
  divide,
  equals,
  floor,
  multiply,
  rational,
  type Rational,
  toDecimal,
  toFixed,
} from '../../core/rational.ts';
import type { Text } from '../../core/text.ts';
import { englishUnit, prefixOf } from '../../core/units.ts';
import { inUnit, type Quantity } from './operand.ts';

/** How a relation asks a result to be written. */
export type Writing = {
  readonly as?: string | undefined;
  readonly decimals?: number | undefined;
  readonly rounding?: 'nearest' | 'up' | 'down' | undefined;
};

/** Longest decimals of a number that is written out in full. */
const FULL_DECIMALS = 6;
/** Decimals of a number that has no end, such as a third. */
const CUT_DECIMALS = 4;

/** Rounds to a number of decimals: halves away from zero, or always up, or always down. */
export function roundTo(
  value: Rational,
  decimals: number,
  rounding: Writing['rounding'] = 'nearest',
): Rational {
  if (rounding === 'nearest') return decimalOf(toFixed(value, decimals));
  const scale = rational(10n ** BigInt(decimals));
  const scaled = multiply(value, scale);
  return divide(rational(rounding === 'up' ? ceil(scaled) : floor(scaled)), scale);
}

function decimalOf(written: string): Rational {
  const [whole = '0', fraction = ''] = written.split('.');
  return rational(BigInt(whole + fraction), 10n ** BigInt(fraction.length));
}

function digitsOf(value: Rational, { decimals, rounding }: Writing): string {
  if (decimals !== undefined) return toFixed(roundTo(value, decimals, rounding), decimals);
  const full = toDecimal(value, FULL_DECIMALS);
  return equals(decimalOf(full), value) ? full : toDecimal(value, CUT_DECIMALS);
}

/** A quantity with its unit; decimals left out are as many as it needs, at most four. */
export function write(quantity: Quantity, writing: Writing = {}): Text {
  const unit = writing.as ?? quantity.unit;
  const value = inUnit(quantity, unit);
  return join(digitsOf(value, writing), unit, value, writing);
}

/** A quantity as the notice prints it, in its own unit or in the one asked for. */
export function writeStated(quantity: Quantity, writing: Writing): Text {
  return write(quantity, writing.as === undefined ? {} : { as: writing.as });
}

function join(digits: string, unit: string, value: Rational, writing: Writing): Text {
  if (unit === '1') return { zh: digits, en: digits };
  const en = englishUnit(unit);
  const whole = multiply(value, prefixOf(unit));
  const isPrefixed = prefixOf(unit).n !== prefixOf(unit).d;
  const inFull = isPrefixed
    ? withThousands(digitsOf(whole, { ...writing, decimals: undefined }))
    : digits;
  const gap = en.startsWith('%') || en.startsWith('‰') || en === '' ? '' : ' ';
  return { zh: `${digits}${unit}`, en: `${inFull}${gap}${en}` };
}

function withThousands(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
