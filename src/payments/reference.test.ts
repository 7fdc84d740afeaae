// References: their form, and that no slip of the pen leads from one to another.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batchNumber, isReference, paymentReference } from './reference.ts';

const prefix = fc.stringMatching(/^[A-Z]{0,4}$/);
const reference = fc
  .tuple(prefix, fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 1, max: 50_000 }))
  .map(([letters, serial, line]) => paymentReference(batchNumber(letters, 640302, serial), line));

test('a reference has 16 to 35 characters and its check digits', () => {
  expect(paymentReference(batchNumber('QN', 640302, 12), 3)).toMatch(
    /^QN640302000012000030?3?\d\d$/,
  );
  fc.assert(
    fc.property(reference, (text) => {
      expect(text).toMatch(/^[A-Z0-9]{16,35}$/);
      expect(isReference(text)).toBe(true);
    }),
  );
});

test('a reference with one digit misread, or two neighbours exchanged, is none', () => {
  fc.assert(
    fc.property(reference, fc.nat(30), fc.integer({ min: 1, max: 9 }), (text, at, add) => {
      const digitsFrom = text.search(/\d/);
      const place = digitsFrom + (at % (text.length - digitsFrom));
      const digit = (Number(text[place]) + add) % 10;
      expect(isReference(text.slice(0, place) + digit + text.slice(place + 1))).toBe(false);
      const [a = '', b = ''] = [text[place], text[place + 1]];
      if (a === b || b === '') return;
      expect(isReference(text.slice(0, place) + b + a + text.slice(place + 2))).toBe(false);
    }),
  );
});

test('what is no reference at all is none', () => {
  for (const text of ['', 'QN', '0000', 'qn6403020000120000303', 'QN64030200001200003 3']) {
    expect(isReference(text)).toBe(false);
  }
});
