// Units are read exactly, and what is joined comes apart again.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { divide, equals, multiply, ONE, rational } from './rational.ts';
import {
  baseUnitName,
  englishUnit,
  isSameDimension,
  parseUnit,
  prefixOf,
  unitNames,
  unknownUnit,
} from './units.ts';

const name = fc.constantFrom(...unitNames);
const prefix = fc.constantFrom('', '万', '亿');

function worthOf(unit: string) {
  const reading = parseUnit(unit);
  if (!reading) throw new Error(`${unit} is not read`);
  return reading;
}

test.each([
  ['万户', rational(10_000), { households: 1 }],
  ['万㎡', rational(10_000), { length: 2 }],
  ['亿元', rational(100_000_000), { money: 1 }],
  ['分', rational(1, 100), { money: 1 }],
  ['亩', rational(2000, 3), { length: 2 }],
  ['元/户·年', ONE, { money: 1, households: -1, year: -1 }],
  ['元/千瓦时', ONE, { money: 1, power: -1, time: -1 }],
  ['个/平方米', ONE, { length: -2 }],
  ['千瓦/户', ONE, { power: 1, households: -1 }],
  ['度', ONE, { power: 1, time: 1 }],
  ['%', rational(1, 100), {}],
  ['‰', rational(1, 1000), {}],
  ['成', rational(1, 10), {}],
  ['yuan/household', ONE, { money: 1, households: -1 }],
])('%s is read', (unit, factor, dimension) => {
  expect(parseUnit(unit)).toEqual({ factor, dimension });
});

test('one square metre over 400 mm by 400 mm is a pure number', () => {
  const reading = worthOf('平方米/毫米·毫米');
  expect(reading.dimension).toEqual({});
  expect(divide(reading.factor, rational(160_000))).toEqual(rational(25, 4));
});

test.each(['', '户数', '元//户', '万', '元/', '万万元', 'toString'])('%j is no unit', (unit) => {
  expect(parseUnit(unit)).toBeUndefined();
  expect(unknownUnit(unit).zh).toContain('单位');
});

test('an unknown part is named with the nearest known one', () => {
  expect(unknownUnit('元/平方未').zh).toContain('没有“平方未”这个单位，是不是“平方米”');
});

test('a unit over itself is 1, and a prefix multiplies', () => {
  fc.assert(
    fc.property(prefix, name, prefix, name, (firstPrefix, first, secondPrefix, second) => {
      const [a, b] = [firstPrefix + first, secondPrefix + second].map((unit) => parseUnit(unit));
      fc.pre(a !== undefined && b !== undefined);
      const [left, right] = [firstPrefix + first, secondPrefix + second];
      expect(equals(worthOf(`${left}/${left}`).factor, ONE)).toBe(true);
      expect(worthOf(`${left}/${left}`).dimension).toEqual({});
      expect(worthOf(`${left}·${right}`).factor).toEqual(multiply(a.factor, b.factor));
      expect(worthOf(`${left}/${right}`).factor).toEqual(divide(a.factor, b.factor));
    }),
  );
});

test('the base unit of a dimension is read back as that dimension, worth 1', () => {
  fc.assert(
    fc.property(name, name, (first, second) => {
      const reading = worthOf(`${first}/${second}`);
      const base = worthOf(baseUnitName(reading.dimension));
      expect(isSameDimension(base, reading)).toBe(true);
      expect(equals(base.factor, ONE)).toBe(true);
    }),
  );
});

test('万 is told apart from the unit, and English writes it out', () => {
  expect(prefixOf('万元/户')).toEqual(rational(10_000));
  expect(prefixOf('元/万户')).toEqual(rational(1, 10_000));
  expect(englishUnit('万平方米')).toBe('m²');
  expect(englishUnit('元/户·年')).toBe('yuan/household/year');
});
