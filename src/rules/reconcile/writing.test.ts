// Results are written with the unit and the decimals asked for, in both languages.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, compare, parseDecimal, rational, subtract } from '../../core/rational.ts';
import { literal } from './operand.ts';
import { roundTo, write } from './writing.ts';

test.each([
  ['2.85', '万户', {}, '2.85万户', '28,500 households'],
  ['2.85', '万户', { as: '户' }, '28500户', '28500 households'],
  ['18469', '万元', {}, '18469万元', '184,690,000 yuan'],
  ['23.9890', '%', { decimals: 3 }, '23.989%', '23.989%'],
  ['-240', '元/户', {}, '-240元/户', '-240 yuan/household'],
  ['6.25', '个', {}, '6.25个', '6.25'],
  ['0.8', '1', { as: '%' }, '80%', '80%'],
])('%s %s written with %j', (value, unit, writing, zh, en) => {
  expect(write(literal(value, unit, []), writing)).toEqual({ zh, en });
});

test('a number without end is cut to four decimals', () => {
  const third = { ...literal('1', '户', []), value: rational(1, 3) };
  expect(write(third).zh).toBe('0.3333户');
});

test('rounding is to the nearest, up or down, and never further than one last place', () => {
  const decimals = fc.integer({ min: 0, max: 8 });
  fc.assert(
    fc.property(fc.bigInt(), fc.bigInt({ min: 1n }), decimals, (top, bottom, places) => {
      const value = rational(top, bottom);
      const down = roundTo(value, places, 'down');
      const near = roundTo(value, places, 'nearest');
      const up = roundTo(value, places, 'up');
      const place = rational(1, 10n ** BigInt(places));
      expect(compare(down, value)).toBeLessThanOrEqual(0);
      expect(compare(up, value)).toBeGreaterThanOrEqual(0);
      expect(compare(subtract(up, down), place)).toBeLessThanOrEqual(0);
      const far = [subtract(near, value), subtract(value, near)];
      for (const off of far) expect(compare(add(off, off), place)).toBeLessThanOrEqual(0);
    }),
  );
  expect(roundTo(rational(5, 10), 0)).toEqual(parseDecimal('1'));
});
