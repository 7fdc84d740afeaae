// Numbers and days are read from words the way notices print them.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { equals, parseDecimal, rational, toDecimal } from '../../core/rational.ts';
import { daysIn, isDayIn, numbersIn, readChinese } from './numerals.ts';

test.each([
  ['改造2.85万户', ['28500']],
  ['共1,200户', ['1200']],
  ['１２．５米', ['12.5']],
  ['每户三千五百元', ['3500']],
  ['按八成补贴', ['0.8']],
  ['百分之八十', ['0.8']],
  ['两万一千户', ['21000']],
  ['一百零五户', ['105']],
  ['十二个', ['12']],
  ['三点五倍', ['3.5']],
  ['一半', ['0.5']],
  ['23.97%', ['0.2397']],
  ['大于15千瓦', ['15']],
  ['0.75、0.43万户', ['0.75', '7500', '4300']],
  ['3.5亿元', ['350000000']],
])('%s contains %j', (words, expected) => {
  const found = numbersIn(words).map((number) => toDecimal(number));
  expect(found).toEqual(expect.arrayContaining(expected));
});

test('every number up to a hundred million is read back from its Chinese numeral', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999 }), (number) => {
      const read = readChinese(chinese(number));
      expect(read && equals(read, rational(number))).toBe(true);
    }),
  );
});

/** Writes a number in full: 105 → 一百零五. */
function chinese(number: number): string {
  if (number >= 10_000) {
    const rest = number % 10_000;
    const zero = rest > 0 && rest < 1000 ? '零' : '';
    return `${chinese(Math.floor(number / 10_000))}万${zero}${rest > 0 ? chinese(rest) : ''}`;
  }
  const places = ['', '十', '百', '千'];
  const digits = [...String(number)].map(Number);
  return digits
    .map((digit, at) =>
      digit === 0 ? '零' : '零一二三四五六七八九'[digit] + (places[digits.length - at - 1] ?? ''),
    )
    .join('')
    .replace(/零+$/, '')
    .replace(/零+/g, '零');
}

test.each([
  ['2022年3月1日-2022年4月31日', '2022-04-31'],
  ['2022年3月2日- 3月15日', '2022-03-15'],
  ['2022年12月1日-30日', '2022-12-30'],
  ['2022年、2023年12月1日-30日', '2023-12-01'],
  ['12月1日', '2024-12-01'],
  ['2023年底', '2023-12-31'],
  ['到年底完成', '2022-12-31'],
  ['2024年6月底前', '2024-06-30'],
])('%s prints %s', (words, day) => {
  expect(isDayIn(words, day)).toBe(true);
});

test.each([
  ['2022年3月1日', '2023-03-01'],
  ['2022年3月1日', '2022-03-02'],
  ['3年内', '2022-03-01'],
])('%s does not print %s', (words, day) => {
  expect(isDayIn(words, day)).toBe(false);
});

test('an impossible day is read as printed', () => {
  expect(daysIn('2022年4月31日').days).toEqual([{ year: 2022, monthDay: '04-31' }]);
});

test('reading never throws, whatever the words', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'一二两十百千万亿点零半成%12.,年月日-至底') }),
      (words) => {
        expect(() => [numbersIn(words), daysIn(words)]).not.toThrow();
      },
    ),
  );
  expect(parseDecimal('1')).toBeDefined();
});
