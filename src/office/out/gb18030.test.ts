// GB18030 as written here is what the platform's own decoder reads.

import fc from 'fast-check';
import { test, expect } from 'vitest';
import { fixedLine, readFixedLines } from '../fixed.ts';
import { encodeGb18030 } from './gb18030.ts';

const decode = (bytes: Uint8Array) => new TextDecoder('gb18030', { fatal: true }).decode(bytes);

const MOVED =
  'e5e5 e78d e78e e78f e790 e791 e792 e793 e794 e795 e796 e81e e826 e82b e82c e832 e843';
const moved = new Set(`${MOVED} e854 e864`.split(' ').map((code) => Number.parseInt(code, 16)));
const isWithout = (code: number) => (code >= 0xd800 && code <= 0xdfff) || moved.has(code);

test('every character of Unicode comes back from GB18030', () => {
  const lost: string[] = [];
  for (let from = 0; from < 0x110000; from += 0x1000) {
    const codes = Array.from({ length: 0x1000 }, (_, at) => from + at);
    const text = String.fromCodePoint(...codes.filter((code) => !isWithout(code)));
    if (decode(encodeGb18030(text)) !== text) lost.push(from.toString(16));
  }
  expect(lost).toEqual([]);
});

test('common characters take the bytes that banks expect', () => {
  expect(encodeGb18030('利通A€').toString('hex')).toBe('c0fbcda841a2e3');
  expect(encodeGb18030('\u3000').toString('hex')).toBe('a1a1');
  expect(encodeGb18030('𠮷\ud800\ue5e5').toString('hex')).toBe('9534b2358431a4378431a437');
});

const columns = [
  { name: '户名', widthBytes: 12 },
  { name: '金额', widthBytes: 8, align: 'right', pad: '0' },
] as const;

test('lines of fixed columns are as wide as said, in bytes', () => {
  const line = fixedLine(columns, ['马甲子', '479920']);
  expect(line).toHaveLength(20);
  expect(decode(line)).toBe('马甲子      00479920');
  const file = Buffer.concat([line, Buffer.from('\r\n'), line.subarray(1), Buffer.from('\n\n')]);
  expect(readFixedLines(file, columns)).toEqual([
    { line: 1, values: ['马甲子', '479920'] },
    { line: 2, values: undefined },
  ]);
});

test('a value wider than its column is refused and never cut', () => {
  expect(() => fixedLine(columns, ['马甲子丑寅卯辰', '1'])).toThrow('file.field-too-wide');
  expect(() => fixedLine(columns, ['马\n', '1'])).toThrow('file.field-too-wide');
});

test('fixed columns come back whatever the text is', () => {
  const text = fc
    .string({ unit: 'grapheme', maxLength: 10 })
    .filter((one) => !/^\s|\s$|[\r\n]/.test(one));
  fc.assert(
    fc.property(text, text, (a, b) => {
      const wide = [
        { name: 'a', widthBytes: 200 },
        { name: 'b', widthBytes: 200, align: 'right' },
      ] as const;
      const [read] = readFixedLines(fixedLine(wide, [a, b]), wide);
      expect(read?.values).toEqual([a, b]);
    }),
  );
});
