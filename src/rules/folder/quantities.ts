// Holds a figure against quoted words: the number as a whole, and the unit that stands behind it.
// Where the words leave the unit out any is taken; where they print another one, none.

import {
  add,
  divide,
  equals,
  multiply,
  negate,
  parseDecimal,
  rational,
} from '../../core/rational.ts';
import type { Rational } from '../../core/rational.ts';
import {
  isSameDimension,
  parseUnit,
  prefixOf,
  unitNames,
  type UnitReading,
} from '../../core/units.ts';
import { halfWidth } from './notice.ts';
import { digitOf, type NumberAt, numbersIn } from './numerals.ts';

/** A number of the words with the unit behind it, `''` where there is none that is known. */
type Quantity = {
  readonly value: Rational;
  readonly unit: string;
  readonly isShare: boolean;
  /** Nothing at all stands behind: the quote broke off before 万 or the unit. */
  readonly isCutOff: boolean;
  readonly start: number;
  readonly end: number;
};

/** Words between a number and its unit: 1300余户. */
const ROUGHLY = /^[余多来]?/;
const LONGEST_FIRST = unitNames
  .filter((name) => name !== '1')
  .toSorted((a, b) => b.length - a.length);
/** What stands between two numbers that share the unit behind the second. */
const ROW = /^[、,~～\-—–至到和或]+$/;
/** Units of money, largest first: 3元5角 is one amount. */
const MONEY = ['元', '角', '分'];

/**
 * The words in half width, as numbers are read: white space is dropped, but not between two numbers
 * of a table row (`1 500` is one number, `平整 3 10` are two).
 */
export function numberText(words: string): string {
  return halfWidth(words)
    .replaceAll(/(?<=\d)\s+(?=\d)/g, ' ')
    .replaceAll(/(?<!\d)\s+|\s+(?!\d)/g, '');
}

/** True when the words print the value in the unit: `2.85` 万户 and `28500` 户 in 2.85万户. */
export function isQuantityIn(words: string, written: string, unit: string): boolean {
  const value = parseDecimal(written);
  const reading = parseUnit(unit);
  if (!value || !reading) return true;
  if (!isPerFitting(numberText(words), unit)) return false;
  return quantitiesIn(words).some((one) => isSame(one, value, unit, reading));
}

/** False when the words say 每户 and the unit is by another thing, such as 元/平方米. */
function isPerFitting(text: string, unit: string): boolean {
  const divisors = unit.split('/').slice(1).join('·').split('·');
  const printed = [...text.matchAll(/每/g)].flatMap(({ index }) => {
    return parseUnit(nameAt(text.slice(index + 1).replace(/^个/, '')) ?? '') ?? [];
  });
  if (!unit.includes('/') || printed.length === 0) return true;
  return divisors.some((name) => {
    const reading = parseUnit(name);
    return reading === undefined || printed.some((one) => isSameDimension(one, reading));
  });
}

function isSame(one: Quantity, value: Rational, unit: string, reading: UnitReading): boolean {
  const isPure = Object.keys(reading.dimension).length === 0;
  const worth = isPure ? multiply(value, reading.factor) : multiply(value, prefixOf(unit));
  if (one.isShare) return isPure && equals(one.value, worth);
  if (one.isCutOff && equals(one.value, value)) return true;
  if (one.unit === '') return equals(one.value, worth);
  return meanings(one.unit).some((name) => {
    const printed = parseUnit(name);
    if (!printed) return false;
    const total = multiply(one.value, printed.factor);
    if (isSameDimension(printed, reading)) {
      return equals(total, multiply(value, reading.factor));
    }
    // 元/千瓦时 is printed 每度0.2元: what it is divided by stands elsewhere in the sentence.
    if (name.includes('/') || !unit.includes('/')) return false;
    const upper = parseUnit(unit.split('/')[0] ?? '');
    if (!upper || !isSameDimension(printed, upper)) return false;
    const below = divide(prefixOf(unit), prefixOf(unit.split('/')[0] ?? ''));
    return equals(total, multiply(multiply(value, upper.factor), below));
  });
}

/** 度 is electricity or temperature; the figure says which. */
function meanings(unit: string): readonly string[] {
  return unit === '度' ? ['度', '℃'] : [unit];
}

/** Every number of the words with its unit, amounts such as 3元5角 as one. */
function quantitiesIn(words: string): Quantity[] {
  const text = numberText(words);
  const numbers = numbersIn(text);
  const found: Quantity[] = [];
  let rowEnd = -1;
  for (const number of numbers) {
    const quantity = readQuantity(text, number, found.at(-1)?.end ?? -1);
    const last = found.at(-1);
    const joined = last && rowEnd === number.start ? joinMoney(last, quantity) : undefined;
    if (joined) found.splice(-1, 1, joined);
    else found.push(quantity);
    rowEnd = quantity.end;
  }
  return shareUnits(text, numbers, found);
}

/** A number, its sign, and the unit behind it with 半 or 成五. */
function readQuantity(text: string, number: NumberAt, lastEnd: number): Quantity {
  const { isShare, start } = number;
  const before = text.slice(0, start);
  const sign = /(?:零下|[-−负])$/.exec(before)?.[0];
  // A dash right behind a number and its unit is a range: 5-12℃, 15℃-20℃.
  const isBelow = sign !== undefined && start - sign.length !== lastEnd;
  const behind = text.slice(number.end);
  const skipped = ROUGHLY.exec(behind)?.[0].length ?? 0;
  const { unit, length } = isShare ? { unit: '', length: 0 } : unitAt(behind.slice(skipped));
  let end = number.end + (unit === '' ? 0 : skipped + length);
  let value = number.value;
  const more = unit === '' ? undefined : moreBehind(text.slice(end), unit);
  if (more) {
    value = add(value, more.value);
    end += more.length;
  }
  const isCutOff = behind === '' && /\d$/.test(text);
  // 5月10日 and 3月1日-15日 are days of the month.
  const isDay = unit === '日' && /月(?:\d+日?[-~～—–至到])?$/.test(before);
  const signed = isBelow ? negate(value) : value;
  return { value: signed, unit: isDay ? '年' : unit, isShare, isCutOff, start, end };
}

/** 四亩半, 八成半, 七成五. */
function moreBehind(behind: string, unit: string): { value: Rational; length: number } | undefined {
  if (/^半(?![径数])/.test(behind)) return { value: rational(1, 2), length: 1 };
  const digit = unit === '成' ? digitOf(behind.charAt(0)) : undefined;
  return digit === undefined ? undefined : { value: rational(digit, 10), length: 1 };
}

/** The known unit the text begins with, `元/平方米` as a whole; 个 steps back before 个工作日. */
function unitAt(text: string): { readonly unit: string; readonly length: number } {
  const skip = /^个(?!月)/.test(text) ? 1 : 0;
  const inner = skip === 0 ? undefined : nameAt(text.slice(1));
  const reading = inner === undefined ? undefined : parseUnit(inner);
  const isInner = inner !== undefined && reading !== undefined && !isCount(inner);
  const name = isInner ? inner : nameAt(text);
  if (name === undefined) return { unit: '', length: 0 };
  const length = name.length + (isInner ? skip : 0);
  const below = /^\/((?:每)?)/.exec(text.slice(length));
  const divisor = below ? nameAt(text.slice(length + below[0].length)) : undefined;
  if (!below || divisor === undefined) return { unit: name, length };
  const whole = length + below[0].length + divisor.length;
  const further = /^[·*]/.test(text.slice(whole)) ? nameAt(text.slice(whole + 1)) : undefined;
  return further === undefined
    ? { unit: `${name}/${divisor}`, length: whole }
    : { unit: `${name}/${divisor}·${further}`, length: whole + 1 + further.length };
}

function nameAt(text: string): string | undefined {
  return LONGEST_FIRST.find(
    (name) => text.startsWith(name) && !(/[A-Za-z]$/.test(name) && isWordOn(text, name.length)),
  );
}

function isWordOn(text: string, at: number): boolean {
  return /[A-Za-z0-9²³]/.test(text.charAt(at));
}

function isCount(name: string): boolean {
  const reading = parseUnit(name);
  return (
    name.length === 1 &&
    reading !== undefined &&
    equals(reading.factor, rational(1)) &&
    Object.keys(reading.dimension).length === 0
  );
}

/** 3元 with 5角 right behind it; undefined when it is not smaller money. */
function joinMoney(last: Quantity, next: Quantity): Quantity | undefined {
  const [above, below] = [MONEY.indexOf(last.unit), MONEY.indexOf(next.unit)];
  const [greater, less] = [parseUnit(last.unit), parseUnit(next.unit)];
  if (above < 0 || below <= above || !greater || !less) return undefined;
  const more = divide(multiply(next.value, less.factor), greater.factor);
  return { ...last, value: add(last.value, more), end: next.end };
}

/** In 0.75、0.43万户 and 15-20℃ the first number takes the unit, and perhaps the 万, of the next. */
function shareUnits(text: string, numbers: readonly NumberAt[], found: Quantity[]): Quantity[] {
  const all: Quantity[] = [];
  for (const one of found.toReversed()) {
    const next = all.find(({ start }) => ROW.test(text.slice(one.end, start)) && start > one.end);
    if (one.unit !== '' || one.isShare || !next) {
      all.unshift(one);
      continue;
    }
    const scale = numbers.find(({ start }) => start === next.start)?.scale ?? rational(1);
    const taken = { ...one, unit: next.unit };
    all.unshift(taken, { ...taken, value: multiply(one.value, scale) });
  }
  return all;
}
