// Exact fractions: laws of arithmetic and of rounding, against BigInt and string recomputation.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  add,
  ceil,
  compare,
  divide,
  equals,
  floor,
  multiply,
  parseDecimal,
  rational,
  roundHalfUp,
  subtract,
  toDecimal,
  toFixed,
  ZERO,
} from './rational.ts';

const fraction = fc
  .tuple(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.bigInt(1n, 10n ** 6n))
  .map(([n, d]) => rational(n, d));

test('a fraction with denominator 0 is a bug and is refused at once', () => {
  expect(() => rational(1, 0)).toThrow(/denominator/);
  expect(() => divide(rational(1), ZERO)).toThrow(/denominator/);
});

test('decimals are read exactly and nothing else is read', () => {
  expect(parseDecimal('1.18')).toEqual(rational(59, 50));
  expect(parseDecimal('-0.50')).toEqual(rational(-1, 2));
  for (const text of ['', ' 1', '1e3', '1.', '.5', '1,000', '０', 'NaN', '0x10']) {
    expect(parseDecimal(text)).toBeUndefined();
  }
});

test('adding and subtracting, multiplying and dividing undo each other exactly', () => {
  fc.assert(
    fc.property(fraction, fraction, (a, b) => {
      expect(equals(subtract(add(a, b), b), a)).toBe(true);
      if (b.n !== 0n) expect(equals(divide(multiply(a, b), b), a)).toBe(true);
    }),
  );
});

test('floor and ceil enclose a number within 1, and rounding is at most a half away', () => {
  fc.assert(
    fc.property(fraction, (a) => {
      expect(compare(rational(floor(a)), a)).toBeLessThanOrEqual(0);
      expect(compare(rational(ceil(a)), a)).toBeGreaterThanOrEqual(0);
      expect(ceil(a) - floor(a)).toBe(a.d === 1n ? 0n : 1n);
      const off = subtract(rational(roundHalfUp(a)), a);
      expect(compare(off, rational(1, 2))).toBeLessThanOrEqual(0);
      expect(compare(off, rational(-1, 2))).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('halves are rounded away from zero, as 四舍五入 does', () => {
  expect([1, 3, 5, -1, -3].map((n) => roundHalfUp(rational(n, 2)))).toEqual([1n, 2n, 3n, -1n, -2n]);
});

test('decimals written out come back to the same fraction', () => {
  fc.assert(
    fc.property(
      fc.bigInt(-(10n ** 15n), 10n ** 15n),
      fc.integer({ min: 0, max: 9 }),
      (n, places) => {
        const value = rational(n, 10n ** BigInt(places));
        expect(parseDecimal(toDecimal(value))).toEqual(value);
        expect(parseDecimal(toFixed(value, places))).toEqual(value);
      },
    ),
  );
  expect(toDecimal(rational(141 * 100, 588), 3)).toBe('23.98');
  expect(toDecimal(rational(100))).toBe('100');
  expect(toFixed(rational(-1, 1000), 2)).toBe('0.00');
});
