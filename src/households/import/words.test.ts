// Groups, words, identifiers and names in a ledger, and what is refused rather than guessed.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idCheckCharacter } from '../../core/identity.ts';
import type { Cell } from '../../office/workbook.ts';
import { readDay, readYear } from './days.ts';
import { readGroup } from './group.ts';
import { readAccount, readId, readPhone } from './identifiers.ts';
import { methodWords, readMethod } from './method-words.ts';
import { COAL_KG, readFen, readQuantity } from './numbers.ts';
import { writeNumeral } from './numerals.ts';
import { aContext, all, aScope, each, outcome } from './testing.ts';
import { isEmptyCell, keptText, readName } from './text.ts';
import { readAcceptance, readCategory, readStructure, readWorks, readYes } from './words.ts';

// Groups and words

test('a group that names none or several is refused', () => {
  const cells = ['待定', '不详', '0组', '3、4组', '3-4组', '三、四组', '3社', '1组2队'];
  expect(each(cells, readGroup)).toEqual(all(cells, 'group.unreadable'));
});

test('a group is one group in all its spellings, a team and a hamlet keep their names', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), (number) => {
      const word = writeNumeral(number);
      const forms = [
        number,
        `${number}组`,
        `${word}组`,
        `第${number}村民小组`,
        `第${word}小组`,
        word,
      ];
      expect(each(forms, readGroup)).toEqual(all(forms, String(number)));
      expect(each([`${word}队`, `第${number}队`], readGroup)).toEqual(all([1, 2], `${number}队`));
    }),
  );
  expect(each(['马家庄', '三合庄', '东庄组'], readGroup)).toEqual(['马家庄', '三合庄', '东庄组']);
});

test('words outside their lists are refused, ticks and longer forms are read', () => {
  expect(outcome(readCategory('困难户'))).toBe('value.unknown');
  expect(each(['低保户', ' 低 保 ', '建档立卡户'], readCategory)).toEqual([
    '低保户',
    '低保户',
    '脱贫户',
  ]);
  expect(each(['石头', '砖木结构'], readStructure)).toEqual(['value.unknown', '砖木']);
  expect(each(['煤改电', '热源+保温'], readWorks)).toEqual(['value.unknown', '两者']);
  expect(each(['未验收', '√', '不合格'], readAcceptance)).toEqual([
    'value.unknown',
    '合格',
    '不合格',
  ]);
  expect(each(['√', true, '否', '不详'], readYes)).toEqual([true, true, false, 'value.unknown']);
});

test('a method is found by the words of the trade; a family of methods is none', () => {
  const { methods } = aContext();
  const words = methodWords(methods);
  const read = (cell: Cell) => readMethod(cell, words, methods);
  for (const text of ['煤改电', '煤改气', '小太阳', '地火龙', '空气源', '电']) {
    expect(outcome(read(text)), text).toBe('method.unknown');
  }
  expect(each(['热风机', '空气源热风机', '热泵热风机+电直热供暖方式'], read)).toEqual(
    all([1, 2, 3], 'air-heater'),
  );
  expect(each(['空气源热泵热水机', '燃气壁挂炉', '电蓄热', '生物质+光伏'], read)).toEqual([
    'air-water',
    'gas-boiler',
    'electric-storage',
    'biomass',
  ]);
});

// Identifiers

function idOf(prefix = '640399', birthday = '19800101', serial = '123'): string {
  const digits = prefix + birthday + serial;
  return digits + idCheckCharacter(digits);
}

test('an ID number that a spreadsheet has damaged is refused, never completed', () => {
  const cells = ['6.40399E+17', '6.40399e17', 640_399_194_306_235_000, '640399194306235000'];
  expect(each(cells, (cell) => readId(cell, aScope))).toEqual(
    all(cells, 'id.damaged-by-spreadsheet'),
  );
});

test('an ID number that ends in 000 by right is taken from a text cell, not from CSV', () => {
  const serials = Array.from({ length: 10 }, (_, first) => `${first}00`);
  const days = Array.from({ length: 28 }, (_, at) => `198001${String(at + 1).padStart(2, '0')}`);
  const ids = days.flatMap((day) => serials.map((serial) => idOf('640399', day, serial)));
  const id = ids.find((one) => one.endsWith('000')) ?? '';
  expect(outcome(readId(id, aScope))).toMatchObject({ text: id });
  expect(outcome(readId(id, { ...aScope, isCsv: true }))).toBe('id.damaged-by-spreadsheet');
});

test('an ID number of the demo region is taken in a demo folder only, and no other there', () => {
  expect(outcome(readId(idOf('642101'), aScope))).toBe('id.demo-mismatch');
  expect(outcome(readId(idOf(), { ...aScope, isDemo: false }))).toBe('id.demo-mismatch');
  expect(readId(idOf('990101'), { ...aScope, isDemo: false })).toMatchObject({
    warning: 'id.region-unknown',
  });
});

test('an ID number is read through spaces, apostrophes, wide letters and a small x', () => {
  const id = '64039919681129567X';
  const wide = id.replace(/./g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
  const cells = [
    id,
    id.toLowerCase(),
    wide,
    `'${id}`,
    `="${id}"`,
    `\u200b${id}\n`,
    '640399 19681129 567X',
  ];
  for (const cell of cells) {
    expect(outcome(readId(cell, aScope)), cell).toEqual({ text: id, number: id });
  }
});

test('a phone is a mobile or a landline; anything else is a warning and is left out', () => {
  expect(
    each(['154 0000 2843', '+8615400002843', 15_400_002_843, '154-0000-2843'], readPhone),
  ).toEqual(all([1, 2, 3, 4], '15400002843'));
  expect(each(['0953-2012345', '2012345'], readPhone)).toEqual(['0953-2012345', '2012345']);
  for (const cell of ['154000012', '15400001411/15400001396', '同上']) {
    expect(readPhone(cell)).toEqual({ value: undefined, warning: 'phone.format' });
  }
});

test('an account turned into a number is refused; a card is checked, a passbook is not', () => {
  const damaged = [6_200_000_293_284_941_000, '6.2E+18'];
  expect(each(damaged, readAccount)).toEqual(all(damaged, 'account.damaged-by-spreadsheet'));
  expect(outcome(readAccount('见存折'))).toBe('number.unreadable');
  expect(readAccount('6200 0003 20540852680')).toEqual({ value: '6200000320540852680' });
  expect(readAccount('6200000320540852681')).toMatchObject({ warning: 'account.luhn' });
  expect(readAccount('290012345678')).toEqual({ value: '290012345678' });
});

// Text

test('signs for nothing are empty, and a name keeps its dot and loses its spaces', () => {
  for (const cell of ['', ' ', '无', '—', '——', '-', '/', '\u200b', undefined]) {
    expect(isEmptyCell(cell), String(cell)).toBe(true);
  }
  expect(isEmptyCell('0')).toBe(false);
  expect(readName(' 纳　丁 未')).toBe('纳丁未');
  expect(readName('阿•甲子')).toBe('阿·甲子');
});

test('text that begins like a formula stays text', () => {
  for (const text of ['=1+1', '+86', '@某村', '-甲']) expect(keptText(text)).toBe(text);
});

test('no reader is brought down by any text', () => {
  const readers = [
    (cell: Cell) => readFen(cell),
    (cell: Cell) => readQuantity(cell, COAL_KG, 3),
    (cell: Cell) => readDay(cell, aScope),
    (cell: Cell) => readYear(cell, { from: 1900, to: 2022 }),
    (cell: Cell) => readId(cell, aScope),
    readGroup,
    readPhone,
    readAccount,
    readYes,
  ];
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.double(), (text, number) => {
      for (const read of readers) {
        expect(() => read(text)).not.toThrow();
        expect(() => read(number)).not.toThrow();
      }
    }),
  );
});
