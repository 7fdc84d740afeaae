// The 77 relations of the Litong notice come out as they were worked out by hand from its text:
// litong.expected.csv is that table, written before the programme's data was.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseCsv } from '../../core/csv.ts';
import { readFolder } from '../../programmes/read-folder.ts';
import { loadProgramme } from '../load.ts';
import { checkProgramme } from './check.ts';

const folder = join(import.meta.dirname, '../../../programmes/litong-2022');
const { programme, problems } = loadProgramme(readFolder(folder));
const report = programme && checkProgramme(programme);
const lines = new Map(report?.lines.map((line) => [line.id, line]));

const table = readFileSync(new URL('./litong.expected.csv', import.meta.url), 'utf8');
const expected = parseCsv(table)
  .slice(1)
  .map(([id = '', clause = '', verdict = '', stated = '', computed = '']) => {
    return { id, clause, verdict, stated, computed };
  });

/** Lines whose hand-made text explains more than the result; what is left out, and why. */
const REMARKS: Readonly<Record<string, RegExp>> = {
  // The area the number of households was divided from, and the divisor.
  A13: /587\.77万㎡÷100=/,
  // Counted to the last day of the first step; the notice prints neither 16 nor the word.
  C2: /^倒签/,
  // The derivation, and the same length once more in centimetres.
  D1: /40\+30\+t≤100 ⇒|\(10cm\)/g,
};

/** The numbers of a text, with signs and without trailing zeros. */
function numbers(text: string): number[] {
  return [...text.matchAll(/(?<![\d.])-?\d+(?:\.\d+)?/g)].map(([digits]) => Number(digits));
}

test('the Litong folder loads without a problem', () => {
  expect(problems.map(({ file, line, message }) => `${file}:${line} ${message.en}`)).toEqual([]);
});

test('there are 77 relations in the table: 41 OK, 2 MISMATCH, 28 INFO, 6 DEFECT', () => {
  const count = (verdict: string) => expected.filter((row) => row.verdict === verdict).length;
  expect(expected).toHaveLength(77);
  expect([count('OK'), count('MISMATCH'), count('INFO'), count('DEFECT')]).toEqual([41, 2, 28, 6]);
});

const squeeze = (text: string) => text.replaceAll(' ', '');

test.each(expected)('$id: $verdict', ({ id, verdict, stated, computed }) => {
  const line = lines.get(id);
  expect(line?.verdict).toBe(verdict);
  // A plain result is compared word for word, a longer one by the numbers in it.
  const plain = /^[\d.]+ ?(?:户|万户|个|%|万㎡|㎡\/户|万元|元\/户)$/;
  if (plain.test(stated)) expect(line?.stated.zh).toBe(squeeze(stated));
  if (plain.test(computed) && verdict === 'OK') expect(line?.computed.zh).toBe(squeeze(computed));
  const result = computed.replace(REMARKS[id] ?? /$^/, '');
  expect(numbers(line?.computed.zh ?? '')).toEqual(expect.arrayContaining(numbers(result)));
});

test('every finding of the Litong notice has a decision', () => {
  expect(report?.undecided).toEqual([]);
});

const verdicts = (...ids: string[]) => ids.map((id) => lines.get(id)?.verdict);

test('O045 330.8万㎡ is reconciled with its three parts and with what they are made of', () => {
  expect(verdicts('A8', 'A9')).toEqual(['OK', 'OK']);
  expect(lines.get('A8')?.figures).toHaveLength(4);
});

test('O055 O057 the money of the dual replacement and of public buildings adds up', () => {
  expect(verdicts('B5', 'B9')).toEqual(['OK', 'OK']);
});

test('O070 the two views of the near towns, by source and by project, agree', () => {
  expect(verdicts('B16', 'B17', 'B18', 'B19', 'B20', 'B21')).toEqual(Array(6).fill('OK'));
});

test('O040 80.3 per cent reads as at-least, and all tasks together stay below it', () => {
  const rate = programme?.data.targets.targets.find(({ value }) => String(value) === '80.3');
  expect(rate?.comparison).toBe('at-least');
  expect(lines.get('A7')?.computed.zh).toContain('80.2695%');
});

test('a jump is told with the cost it lies at', () => {
  expect(lines.get('E-gap')?.computed.zh).toBe('6000元处 1200.00→700.00（少500）');
  expect(lines.get('E-gap')?.computed.en).toBe('at 6000 yuan: 1200.00→700.00 (500 less)');
});

test('shares stand in one order of funds whatever the option, the centre first', () => {
  expect(lines.get('E-split')?.computed.zh).toContain('区级优先 2200/1800');
});

test('lists that differ are told by the names of their members', () => {
  expect(lines.get('F36')?.computed.zh).toMatch(/^后者少.*生态环境局.*；后者多.*住建和交通局$/);
});
