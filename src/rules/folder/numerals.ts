// Reads the numbers in quoted words, to see that a figure is what the notice prints: 2.85万, 1,000,
// 三千五百, 1亿2500万, 百分之八十, 叁仟伍佰. Each as a whole, never a part of a longer one. The unit
// behind a number is read in quantities.ts.

import { add, divide, multiply, parseDecimal, rational } from '../../core/rational.ts';
import type { Rational } from '../../core/rational.ts';

/** A number in words: its worth and the characters it takes. */
export type NumberAt = {
  readonly value: Rational;
  readonly start: number;
  readonly end: number;
  /** 百分之八十, 三分之一 and 一半: a share by itself, whatever stands behind. */
  readonly isShare: boolean;
  /** 万 or the like behind Arabic digits: in 0.75、0.43万户 it is meant for both. */
  readonly scale: Rational;
};

const HALF = rational(1, 2);
const ONE = rational(1);
const DIGITS: Readonly<Record<string, number>> = Object.fromEntries(
  ['零〇○', '一壹', '二贰两', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap(
    (names, digit) => [...names].map((name) => [name, digit]),
  ),
);
const PLACES: Readonly<Record<string, number>> = {
  十: 10,
  拾: 10,
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000,
};
const TENS: Readonly<Record<string, number>> = { 廿: 20, 卅: 30 };
const MYRIADS: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 };
const CHARS = '零〇○一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟廿卅万亿点';
/**
 * One number: it begins with a digit or 十. 千 is no part of it where it begins a unit (千瓦), 百
 * where it begins 百分, 零 where it begins 零下.
 */
const ARABIC = String.raw`\d{1,3}(?:[, ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?`;
const RUN = new RegExp(
  `(?:${ARABIC}|零(?!下)|[〇○一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾廿卅])` +
    `(?:千(?![瓦克米伏卡帕焦])|百(?!分)|零(?!下)|[${CHARS.replaceAll(/[零百千]/g, '')}]` +
    `|(?<=[万亿千百])(?:${ARABIC}))*`,
  'g',
);

/** Every number of words in half width (see `numberText`); 第十二 and 数十 are none. */
export function numbersIn(text: string): NumberAt[] {
  const found: NumberAt[] = [];
  for (const { 0: run, index } of text.matchAll(RUN)) {
    const before = text.slice(0, index);
    // 第十二条 is an ordinal, 〔2023〕22号 the number of a document, 数十 and 几百 are vague.
    if (/[第数几〔[]$/.test(before)) continue;
    const end = index + run.length;
    if (/^[号〕\]]/.test(text.slice(end))) continue;
    const read = readShare(run, text, index) ?? readPlain(run);
    if (read) found.push({ start: index, end, scale: ONE, isShare: false, ...read });
  }
  for (const { 0: half, index } of text.matchAll(/(?<![一二两三四五六七八九十\d个上下])半/g)) {
    const end = index + half.length;
    found.push({ value: HALF, start: index, end, scale: ONE, isShare: false });
  }
  const shares = joinFractions(found, text).filter(({ end }) => !text.startsWith('分之', end));
  return shares.toSorted((a, b) => a.start - b.start);
}

type Read = Pick<NumberAt, 'value'> & Partial<Pick<NumberAt, 'isShare' | 'scale' | 'end'>>;

/** 五五分担, 一半 and what stands behind 百分之: shares, however they go on. */
function readShare(run: string, text: string, start: number): Read | undefined {
  const rest = text.slice(start + run.length);
  if (run === '五五' && /^(?:分担|分成|开|比例)/.test(rest)) return { value: HALF, isShare: true };
  if (run === '一' && rest.startsWith('半')) {
    return { value: HALF, isShare: true, end: start + 2 };
  }
  const parts = /([百千万])分之$/.exec(text.slice(0, start))?.[1];
  const value = parts === undefined ? undefined : readNumeral(run);
  if (!value) return undefined;
  const whole = { 百: 100, 千: 1000 }[parts ?? ''] ?? 10_000;
  return { value: divide(value, rational(whole)), isShare: true };
}

function readPlain(run: string): Read | undefined {
  const value = readNumeral(run);
  if (!value) return undefined;
  const myriad = /^[\d., ]+([百千]?[万亿]|[百千])$/.exec(run)?.[1];
  return { value, scale: myriad === undefined ? ONE : (readNumeral(`一${myriad}`) ?? ONE) };
}

/** 三分之一: two numbers with 分之 between them are one share. */
function joinFractions(found: readonly NumberAt[], text: string): NumberAt[] {
  return found.map((part) => {
    const whole = found.find(({ end }) => text.slice(end, part.start) === '分之');
    if (!whole || whole.value.n === 0n) return part;
    const value = divide(part.value, whole.value);
    return { ...part, value, start: whole.start, isShare: true };
  });
}

type Reading = {
  total: Rational;
  section: Rational;
  /** Digits not yet given a place. */
  digit: Rational | undefined;
  /** The place read last, for 二万五 and 一百五. */
  place: number | undefined;
};

/**
 * Reads a whole numeral: 三千五百, 两万, 一百零五, 三点五, 二万五 (25000), 1亿2500万, 二〇二三;
 * undefined when it is none.
 */
export function readNumeral(numeral: string): Rational | undefined {
  const tokens: string[] = numeral.match(new RegExp(`${ARABIC}|.`, 'g')) ?? [];
  const isDigits = tokens.every((token) => DIGITS[token] !== undefined);
  if (isDigits && tokens.length > 1) return readDigits(tokens);
  const reading: Reading = {
    total: rational(0),
    section: rational(0),
    digit: undefined,
    place: undefined,
  };
  const point = tokens.indexOf('点');
  for (const [at, token] of tokens.entries()) {
    if (point >= 0 && at > point && DIGITS[token] !== undefined) continue;
    const isRead = token === '点' ? readPoint(reading, tokens, at) : take(reading, token);
    if (!isRead) return undefined;
  }
  return finish(reading, tokens.at(-1) ?? '', tokens.at(-2) ?? '');
}

/** 二〇二三 digit by digit. Two or three of them without a zero may be anything: 三五户. */
function readDigits(tokens: readonly string[]): Rational | undefined {
  const digits = tokens.map((token) => DIGITS[token]).join('');
  return digits.length >= 4 || digits.includes('0') ? rational(BigInt(digits)) : undefined;
}

function take(reading: Reading, token: string): boolean {
  const digit = DIGITS[token];
  const place = PLACES[token];
  const myriad = MYRIADS[token];
  if (myriad !== undefined) return closeSection(reading, myriad);
  if (place !== undefined) {
    if (reading.digit === undefined && place !== 10) return false;
    reading.section = add(reading.section, multiply(reading.digit ?? ONE, rational(place)));
    [reading.digit, reading.place] = [undefined, place];
    return true;
  }
  const tens = TENS[token];
  if (tens !== undefined) {
    if (reading.digit !== undefined) return false;
    reading.section = add(reading.section, rational(tens));
    reading.place = 10;
    return true;
  }
  const number =
    digit === undefined ? parseDecimal(token.replaceAll(/[, ]/g, '')) : rational(digit);
  // A zero holds a place open (一百零五); two digits in a row (二三十) are a rough number.
  if (!number || (reading.digit !== undefined && reading.digit.n !== 0n)) return false;
  reading.digit = number;
  return true;
}

function closeSection(reading: Reading, myriad: number): boolean {
  const section = add(reading.section, reading.digit ?? rational(0));
  const isMore = myriad === MYRIADS['亿'];
  if (section.n === 0n && !(isMore && reading.total.n !== 0n)) return false;
  reading.total = isMore
    ? multiply(add(reading.total, section), rational(myriad))
    : add(reading.total, multiply(section, rational(myriad)));
  reading.section = rational(0);
  [reading.digit, reading.place] = [undefined, myriad];
  return true;
}

/** The decimals behind 点, before any 万 or 亿: 一点五亿. */
function readPoint(reading: Reading, tokens: readonly string[], at: number): boolean {
  const rest = tokens.slice(at + 1);
  const length = rest.findIndex((token) => DIGITS[token] === undefined);
  const decimals = (length < 0 ? rest : rest.slice(0, length)).map((token) => DIGITS[token]);
  const number = parseDecimal(`0.${decimals.join('')}`);
  if (decimals.length === 0 || !number || tokens.lastIndexOf('点') !== at) return false;
  if (reading.digit === undefined && reading.section.n === 0n) return false;
  reading.digit = add(reading.digit ?? rational(0), number);
  return true;
}

/** The rest: 二万五 leaves the last place out, 二万零五 does not. */
function finish({ total, section, digit, place }: Reading, last: string, before: string) {
  const sum = add(total, section);
  if (digit === undefined) return sum;
  const isShort = (DIGITS[last] ?? 0) > 0 && (PLACES[before] ?? MYRIADS[before]) === place;
  const isTens = place === undefined || place === 10;
  return add(sum, isShort && !isTens ? multiply(digit, rational(place / 10)) : digit);
}

/** A Chinese numeral's digit, for 七成五; undefined when it is none. */
export function digitOf(char: string): number | undefined {
  return DIGITS[char];
}
