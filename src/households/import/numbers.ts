// Reads quantities as people write them: 60㎡, 2.5吨, 7,000元, 七千, 0.72万元, ￥6,300. A number that
// is not said outright (约60, 三吨半) is not read.

import type { Cell } from '../../office/workbook.ts';
import { readNumeral } from './numerals.ts';
import type { Reading } from './reading.ts';
import { plainText } from './text.ts';

/** How a quantity may be written and how large it may be. */
export type Quantity = {
  /** Words after the number and the power of ten each stands for. */
  readonly units: Readonly<Record<string, number>>;
  readonly min: number;
  /** The smallest value is not allowed itself. */
  readonly isMinExcluded?: true;
  readonly max: number;
  readonly isWhole?: true;
};

const AREA_UNITS = { m2: 0, 平方米: 0, 平方: 0, 平米: 0, 平: 0 };
const YUAN_UNITS = { 元: 0, 元整: 0, 圆: 0, 圆整: 0, 块: 0, 万元: 4, 万元整: 4, 万: 4 };

export const PEOPLE: Quantity = {
  units: { 人: 0, 口: 0, 口人: 0 },
  min: 1,
  max: 30,
  isWhole: true,
};
export const AREA_M2: Quantity = { units: AREA_UNITS, min: 0, isMinExcluded: true, max: 1000 };
export const COAL_KG: Quantity = {
  units: { 吨: 3, t: 3, kg: 0, 公斤: 0, 千克: 0 },
  min: 0,
  max: 20_000,
};
export const MONEY_YUAN: Quantity = { units: YUAN_UNITS, min: 0, max: 1_000_000 };

/** Reads a quantity; `power` is the power of ten that the heading asks for. */
export function readQuantity(cell: Cell, quantity: Quantity, power = 0): Reading<number> {
  const number = readNumber(cell, quantity.units, power);
  if (number === undefined || (quantity.isWhole && !Number.isInteger(number))) {
    return { fault: 'number.unreadable' };
  }
  const { min, max, isMinExcluded } = quantity;
  const isTooSmall = isMinExcluded ? number <= min : number < min;
  if (!isTooSmall && number <= max) return { value: number };
  const range = isMinExcluded ? `> ${min}, ≤ ${max}` : `${min}–${max}`;
  return { fault: 'number.out-of-range', details: { range } };
}

/** Reads yuan into whole fen; what a formula leaves below a fen is rounded half up. */
export function readFen(cell: Cell, power = 0): Reading<number> {
  const yuan = readQuantity(cell, MONEY_YUAN, power);
  return 'value' in yuan ? { value: Math.round(Number(`${yuan.value}e2`)) } : yuan;
}

/** A number with its unit worked in; undefined when it is not one number and nothing else. */
export function readNumber(
  cell: Cell,
  units: Readonly<Record<string, number>>,
  power: number,
): number | undefined {
  if (typeof cell === 'number') return scaled(asShown(cell), power);
  if (typeof cell === 'object')
    return 'serial' in cell ? scaled(asShown(cell.serial), power) : undefined;
  if (typeof cell === 'boolean') return undefined;
  const text = plainText(cell)
    .toLowerCase()
    .replaceAll('−', '-')
    .replace(/^(?:人民币|rmb|¥)/, '');
  const unit = Object.keys(units)
    .filter((word) => text.endsWith(word))
    .reduce((longest, word) => (word.length > longest.length ? word : longest), '');
  const digits = readDecimal(text.slice(0, text.length - unit.length));
  // A unit in the cell wins over the one of the heading.
  const ownPower = unit === '' ? power : (units[unit] ?? 0);
  return digits === undefined ? undefined : scaled(digits, ownPower);
}

/** As Excel shows it: fifteen digits, so that 0.1 + 0.2 is 0.3. */
function asShown(number: number): string {
  return String(Number.isInteger(number) ? number : Number(number.toPrecision(15)));
}

/** Moves the decimal point in the text, because 4.1 × 1000 in floating point is not 4100. */
function scaled(digits: string, power: number): number | undefined {
  const number = Number(power === 0 || digits.includes('e') ? digits : `${digits}e${power}`);
  return Number.isFinite(number) ? number : undefined;
}

function readDecimal(text: string): string | undefined {
  const isPlain = /^[+-]?\d{1,15}(?:\.\d+)?$/.test(text);
  if (isPlain) return text;
  if (/^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text)) return text.replaceAll(',', '');
  return readNumeral(text);
}
