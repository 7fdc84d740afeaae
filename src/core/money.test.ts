// Money in fen: reading, writing, rounding. Amounts are compared exactly.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatYuan, toFen, yuanToFen } from './money.ts';
import { rational } from './rational.ts';

test('yuan that split a fen, or are no number, are not read', () => {
  for (const text of ['1.001', '', 'abc', '1e3', '1,000', '99999999999999999']) {
    expect(yuanToFen(text)).toBeUndefined();
  }
});

test('fen are written as yuan with two digits and read back the same (O144)', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (amountFen) => {
      const written = formatYuan(amountFen).replaceAll(',', '').replace('−', '-');
      expect(yuanToFen(written)).toBe(amountFen);
    }),
  );
  expect(formatYuan(479_920)).toBe('4,799.20');
  expect(formatYuan(-5)).toBe('−0.05');
});

test('half a fen is rounded up, and an amount beyond 2^53 fen is a bug', () => {
  expect(toFen(rational(5, 2))).toBe(3);
  expect(() => toFen(rational(2n ** 60n))).toThrow(/2\^53/);
});
