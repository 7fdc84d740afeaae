// Comma-separated text written here is read back by our own reader to the same cells.

import fc from 'fast-check';
import { buffer } from 'node:stream/consumers';
import { test, expect } from 'vitest';
import { noteText } from '../../households/import/text.ts';
import { openCsv } from '../csv.ts';
import { csvPieces } from './csv.ts';
import type { CellOut } from './sheet.ts';

const columns = [
  { heading: '户主姓名' },
  { heading: '金额', kind: 'money' },
  { heading: '常住' },
] as const;

async function readBack(bytes: Buffer) {
  const [sheet] = openCsv(bytes, 'a.csv').sheets;
  const rows: unknown[][] = [];
  for await (const { cells } of sheet?.rows() ?? []) rows.push([...cells]);
  return rows;
}

test('both encodings come back through our reader, money in yuan', async () => {
  const rows: CellOut[][] = [
    ['𠮷甲，"乙"', 479_920, true],
    [{ value: '丙\n丁', tone: 'error' }, -5, null],
  ];
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    const bytes = await buffer(csvPieces({ columns, rows }, encoding));
    expect(await readBack(bytes)).toEqual([
      ['户主姓名', '金额', '常住'],
      ['𠮷甲，"乙"', '4799.20', '是'],
      ['丙\n丁', '-0.05', undefined],
    ]);
  }
});

test('text that looks like a formula starts nothing and reads as the same text', async () => {
  const text = fc.tuple(fc.constantFrom('=', '+', '-', '@', ''), fc.string({ unit: 'grapheme' }));
  await fc.assert(
    fc.asyncProperty(text, async ([sign, rest]) => {
      const value = sign + rest;
      const bytes = await buffer(csvPieces({ columns: [{ heading: 'a' }], rows: [[value]] }));
      const [, [cell] = []] = await readBack(bytes);
      const written = typeof cell === 'string' ? cell : '';
      expect(/^[=@]/.test(written)).toBe(false);
      expect(noteText(written)).toBe(noteText(value));
    }),
  );
});
