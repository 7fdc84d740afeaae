// Reads the numbers and days in quoted words, to see that a figure is what the notice prints:
// 2.85万, 1,000, 三千五百, 八成, 百分之八十, 2022年3月1日. Not a reader of prose.

import { multiply, ONE, parseDecimal, rational, type Rational } from '../../core/rational.ts';
import { plainWords } from './notice.ts';

const MULTIPLIERS: Readonly<Record<string, Rational>> = {
  百: rational(100),
  千: rational(1000),
  万: rational(10_000),
  亿: rational(100_000_000),
  成: rational(1, 10),
  '%': rational(1, 100),
  '‰': rational(1, 1000),
};
/** 千 is no multiplier where it begins a unit. */
const ARABIC =
  /(\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(亿|万|千(?![瓦克米伏卡帕])|百|成|%|‰)?/g;
const CHINESE = /(百分之|千分之)?([零〇一二两三四五六七八九十百千万亿点半]+)(成)?/g;
const DIGITS = '零一二三四五六七八九';

/** Every number the words contain, with 万, %, 成 and their like worked in. */
export function numbersIn(words: string): Rational[] {
  const text = plainWords(words);
  const found: Rational[] = [];
  const tokens = [...text.matchAll(ARABIC)];
  for (const [at, { 1: digits = '', 2: sign, 0: whole, index }] of tokens.entries()) {
    const number = parseDecimal(digits.replaceAll(/[,，]/g, ''));
    if (!number) continue;
    found.push(multiply(number, MULTIPLIERS[sign ?? ''] ?? ONE));
    // In a row such as 0.75、0.43万户 the last sign is meant for all.
    const next = tokens[at + 1];
    const between = text.slice(index + whole.length, next?.index);
    if (sign === undefined && next?.[2] !== undefined && /^[、~～\-—至到和]$/.test(between)) {
      found.push(multiply(number, MULTIPLIERS[next[2]] ?? ONE));
    }
  }
  for (const { 1: fraction, 2: digits = '', 3: tenth } of text.matchAll(CHINESE)) {
    const number = readChinese(digits);
    if (!number) continue;
    const scale = fraction === '百分之' ? 100 : fraction === '千分之' ? 1000 : tenth ? 10 : 1;
    found.push(multiply(number, rational(1, scale)));
  }
  return found;
}

/** Reads a Chinese numeral such as 三千五百, 两万, 一百零五, 三点五; undefined when it is none. */
export function readChinese(numeral: string): Rational | undefined {
  if (numeral === '半' || numeral === '一半') return rational(1, 2);
  // 万 and 千 alone belong to a unit (千瓦, 万户) and are no number.
  if (!/[零〇一二两三四五六七八九十]/.test(numeral)) return undefined;
  const [whole = '', decimals] = numeral.split('点');
  const number = readWhole(whole);
  if (number === undefined) return undefined;
  if (decimals === undefined) return rational(number);
  const digits = [...decimals].map(digitOf);
  if (digits.length === 0 || digits.includes(-1)) return undefined;
  return parseDecimal(`${number}.${digits.join('')}`);
}

function digitOf(char: string): number {
  if (char === '两') return 2;
  return char === '〇' ? 0 : DIGITS.indexOf(char);
}

function readWhole(numeral: string): number | undefined {
  if (numeral === '') return undefined;
  const places: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
  let [total, section, digit] = [0, 0, 0];
  for (const char of numeral) {
    const place = places[char];
    if (place !== undefined) {
      section += (digit === 0 ? 1 : digit) * place;
      digit = 0;
    } else if (char === '万' || char === '亿') {
      total = (total + section + digit) * (char === '万' ? 10_000 : 100_000_000);
      [section, digit] = [0, 0];
    } else {
      digit = digitOf(char);
      if (digit < 0) return undefined;
    }
  }
  return total + section + digit;
}

/** A day as printed: the month may be carried over (`12月1日-30日`), the year left out. */
export type PrintedDay = { readonly year: number | undefined; readonly monthDay: string };

const DAY =
  /(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日|(底|末))|[-至到—~](\d{1,2})日|(\d{4})年底|年底/g;

/** Every day the words print, impossible ones included, and the years they name. */
export function daysIn(words: string): {
  readonly days: readonly PrintedDay[];
  readonly years: readonly number[];
} {
  const text = plainWords(words);
  const days: PrintedDay[] = [];
  let [year, month]: [number | undefined, string | undefined] = [undefined, undefined];
  for (const [, ownYear, ownMonth, day, monthEnd, lastDay, endYear] of text.matchAll(DAY)) {
    if (ownYear !== undefined) year = Number(ownYear);
    if (ownMonth !== undefined) month = ownMonth.padStart(2, '0');
    const printed = day ?? lastDay;
    if (printed !== undefined && month !== undefined) {
      days.push({ year, monthDay: `${month}-${printed.padStart(2, '0')}` });
    } else if (monthEnd !== undefined) {
      for (const last of ['28', '29', '30', '31'])
        days.push({ year, monthDay: `${month}-${last}` });
    } else if (ownMonth === undefined && lastDay === undefined) {
      days.push({ year: endYear ? Number(endYear) : undefined, monthDay: '12-31' });
    }
  }
  return { days, years: [...text.matchAll(/(\d{4})年/g)].map(([, digits]) => Number(digits)) };
}

/** True when the words print the day `YYYY-MM-DD`; a year they leave out may be any. */
export function isDayIn(words: string, date: string): boolean {
  const { days, years } = daysIn(words);
  const year = Number(date.slice(0, 4));
  const isYearNamed = years.length === 0 || years.includes(year);
  return isYearNamed && days.some(({ monthDay }) => monthDay === date.slice(5));
}
