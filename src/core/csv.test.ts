// CSV: what is written comes back, and nothing written is taken for a formula.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCsv, writeCsv } from './csv.ts';

test('quotes, commas, line breaks and a byte order mark are read as meant', () => {
  expect(parseCsv('\uFEFFa,b\r\n"1,5","say ""hi""\nthere"\n\n')).toEqual([
    ['a', 'b'],
    ['1,5', 'say "hi"\nthere'],
  ]);
});

test('rows of any text come back the same, unless they would have been a formula', () => {
  const cell = fc.string({ unit: 'grapheme' }).filter((text) => !/^[=+\-@\t\r\uFEFF]/.test(text));
  const row = fc.array(cell, { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
      expect(parseCsv(writeCsv(rows))).toEqual(rows);
    }),
  );
});

test('a cell that would start a formula is made plain text, a negative number is left alone', () => {
  expect(writeCsv([['=HYPERLINK("x")', '-12.50', '@cmd', '-a']])).toBe(
    '\uFEFF"\'=HYPERLINK(""x"")",-12.50,\'@cmd,\'-a\r\n',
  );
});
