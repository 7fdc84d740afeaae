// Chinese numerals, strictly: 七千, 十一, 柒仟, 三点五. What people say loosely (七千五 for 7,500) has
// two readings and is none here.

const DIGITS = '零一二三四五六七八九';
const PLAIN_FORM: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [...'壹贰叁肆伍陆柒捌玖'].map((formal, at) => [formal, DIGITS[at + 1] ?? '']),
  ),
  〇: '零',
  两: '二',
  拾: '十',
  佰: '百',
  仟: '千',
  萬: '万',
};
const LIMIT = 100_000_000;

/** The number as decimal digits; undefined when it is no numeral or not written in full. */
export function readNumeral(text: string): string | undefined {
  const [whole = '', ...decimals] = plainForm(text).split('点');
  if (decimals.length > 1 || whole === '') return undefined;
  const number = loosely(whole);
  // Written back it must be the same, so that only one reading is possible.
  if (number === undefined || writeNumeral(number) !== whole.replace(/^一十/, '十'))
    return undefined;
  const [fraction] = decimals;
  if (fraction === undefined) return String(number);
  const digits = readDigits(fraction);
  return digits === undefined ? undefined : `${number}.${digits}`;
}

/** Digits one by one: 二〇二二 → 2022. */
export function readDigits(text: string): string | undefined {
  const digits = [...plainForm(text)].map((digit) => DIGITS.indexOf(digit));
  return digits.length === 0 || digits.includes(-1) ? undefined : digits.join('');
}

function plainForm(text: string): string {
  return text.replace(
    /[壹贰叁肆伍陆柒捌玖〇两拾佰仟萬]/g,
    (formal) => PLAIN_FORM[formal] ?? formal,
  );
}

function loosely(text: string): number | undefined {
  const places: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
  let [total, section, digit] = [0, 0, 0];
  for (const character of text) {
    const place = places[character];
    if (place !== undefined) {
      section += (digit === 0 ? 1 : digit) * place;
      digit = 0;
    } else if (character === '万') {
      total = (total + section + digit) * 10_000;
      [section, digit] = [0, 0];
    } else {
      digit = DIGITS.indexOf(character);
      if (digit < 0) return undefined;
    }
  }
  const number = total + section + digit;
  return number < LIMIT ? number : undefined;
}

/** The numeral of a whole number below a hundred million, written in full: 10,500 → 一万零五百. */
export function writeNumeral(number: number): string {
  if (number === 0) return '零';
  const [high, low] = [Math.floor(number / 10_000), number % 10_000];
  const gap = high > 0 && low > 0 && low < 1000 ? '零' : '';
  const text = (high > 0 ? `${section(high)}万` : '') + gap + (low > 0 ? section(low) : '');
  return text.replace(/^一十/, '十');
}

function section(number: number): string {
  let [text, hasGap] = ['', false];
  for (const [place, sign] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(number / place) % 10;
    if (digit === 0) hasGap = text !== '';
    else {
      text += (hasGap ? '零' : '') + DIGITS[digit] + sign;
      hasGap = false;
    }
  }
  return text;
}
