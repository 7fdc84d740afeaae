// Check digits against published examples, and that one wrong digit never passes.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Day } from './day.ts';
import { idCheckCharacter, isCreditCode, isLuhn, readIdNumber } from './identity.ts';

const today = '2022-12-01' as Day;
const sample = '11010519491231002X';

test('an ID number with letters, masks or a missing digit is refused by its form', () => {
  for (const text of [
    '',
    '11010519491231002',
    '1101051949123100*X',
    '11010519491231002x',
    `${sample}0`,
  ]) {
    expect(readIdNumber(text, today), text).toEqual({ fault: 'format' });
  }
});

test('an ID number with one wrong or two swapped digits is refused by its check character', () => {
  fc.assert(
    fc.property(fc.nat(16), fc.integer({ min: 1, max: 9 }), (at, shift) => {
      const digit = (Number(sample[at]) + shift) % 10;
      const wrong = sample.slice(0, at) + digit + sample.slice(at + 1);
      expect(readIdNumber(wrong, today)).toEqual({ fault: 'checksum' });
    }),
  );
});

test('a birthday that the calendar does not have, before 1900 or after today is refused', () => {
  for (const birthday of ['19900230', '18991231', '20221202', '20001301']) {
    const digits = `110105${birthday}002`;
    expect(readIdNumber(digits + idCheckCharacter(digits), today)).toEqual({ fault: 'birthdate' });
  }
});

test('the example of GB 11643 is read with its birthday', () => {
  expect(readIdNumber(sample, today)).toEqual({
    number: sample,
    birthday: '1949-12-31',
    isLegacy: false,
    isRegionKnown: true,
  });
});

test('a number of fifteen digits is the same person as its form with eighteen', () => {
  const legacy = readIdNumber('110105491231002', today);
  expect(legacy).toMatchObject({ number: sample, isLegacy: true });
});

test('a prefix that is no province is told, one of a foreigner’s card is known', () => {
  for (const [prefix, isRegionKnown] of [
    ['100105', false],
    ['642101', true],
    ['911124', true],
  ] as const) {
    const digits = `${prefix}19491231002`;
    expect(readIdNumber(digits + idCheckCharacter(digits), today)).toMatchObject({ isRegionKnown });
  }
});

test('a credit code is accepted as published and refused with any other last character', () => {
  expect(isCreditCode('91350200776049653A')).toBe(true);
  expect(isCreditCode('91350200776049653B')).toBe(false);
  expect(isCreditCode('9135020077604965')).toBe(false);
});

test('a card number passes with its Luhn digit and with no other', () => {
  expect(isLuhn('79927398713')).toBe(true);
  for (const last of '012456789') expect(isLuhn(`7992739871${last}`)).toBe(false);
  expect(isLuhn('')).toBe(false);
  expect(isLuhn('7992739871x')).toBe(false);
});
