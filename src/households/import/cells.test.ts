// Single cells: every way in which ledgers write numbers, days, groups, words and identifiers, and
// what is refused because it has no reading or two.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type Day } from '../../core/day.ts';
import { idCheckCharacter } from '../../core/identity.ts';
import type { Cell } from '../../office/workbook.ts';
import { readDay, readYear } from './days.ts';
import { readGroup } from './group.ts';
import { readAccount, readId, readPhone } from './identifiers.ts';
import { methodWords, readMethod } from './method-words.ts';
import { AREA_M2, COAL_KG, PEOPLE, readFen, readQuantity } from './numbers.ts';
import { readNumeral, writeNumeral } from './numerals.ts';
import type { Reading, ReadingScope } from './reading.ts';
import { isEmptyCell, keptText, readName } from './text.ts';
import { aContext } from './testing.ts';
import { readAcceptance, readCategory, readStructure, readWorks, readYes } from './words.ts';

const scope: ReadingScope = {
  today: '2022-12-31' as Day,
  isDate1904: false,
  isCsv: false,
  isDemo: true,
};

/** The value of a reading, or the code of its fault. */
function outcome(reading: Reading<unknown>): unknown {
  return 'fault' in reading ? reading.fault : reading.value;
}

/** Reads each cell and gives what became of it. */
function each(cells: readonly Cell[], read: (cell: Cell) => Reading<unknown>): unknown[] {
  return cells.map((cell) => outcome(read(cell)));
}

const all = <T>(cells: readonly unknown[], value: T): T[] => cells.map(() => value);

// Numbers

test('a quantity that is not said outright is refused', () => {
  const cells = ['约60', '六十多', '见图', '60-70', '60左右', '1.2.3', '12,34', '七千五', '六0', true];
  expect(each(cells, (cell) => readQuantity(cell, AREA_M2))).toEqual(
    all(cells, 'number.unreadable'),
  );
  expect(outcome(readQuantity('三吨半', COAL_KG, 3))).toBe('number.unreadable');
  expect(outcome(readQuantity(3.5, PEOPLE))).toBe('number.unreadable');
});

test('a quantity out of its range is refused with the range', () => {
  expect(readQuantity(0, AREA_M2)).toMatchObject({
    fault: 'number.out-of-range',
    details: { range: '> 0, ≤ 1000' },
  });
  expect(each([-60, '1000.1', 1001], (cell) => readQuantity(cell, AREA_M2))).toEqual(
    all([1, 2, 3], 'number.out-of-range'),
  );
  expect(each([0, 31, '31人'], (cell) => readQuantity(cell, PEOPLE))).toEqual(
    all([1, 2, 3], 'number.out-of-range'),
  );
  expect(outcome(readQuantity(2500, COAL_KG, 3))).toBe('number.out-of-range');
});

test('an area is read with its unit, in any width and as a numeral', () => {
  const cells = ['60', 60, '６０', ' 60㎡ ', '60 m²', '60平方米', '60平米', '六十', "'60", '="60"'];
  expect(each(cells, (cell) => readQuantity(cell, AREA_M2))).toEqual(all(cells, 60));
  expect(outcome(readQuantity('63.25', AREA_M2))).toBe(63.25);
  expect(outcome(readQuantity(0.1 + 0.2, AREA_M2))).toBe(0.3);
});

test('coal is in tonnes unless the heading or the cell says kilograms', () => {
  const tonnes = [2.5, '2.5', '2.5吨', '2.5t', '2500公斤', '2500kg', '2500KG', '2500千克', '二点五吨'];
  expect(each(tonnes, (cell) => readQuantity(cell, COAL_KG, 3))).toEqual(all(tonnes, 2500));
  expect(each([2500, '2.5吨'], (cell) => readQuantity(cell, COAL_KG, 0))).toEqual([2500, 2500]);
  expect(outcome(readQuantity(4.1, COAL_KG, 3))).toBe(4100);
});

test('money becomes whole fen, however it is written', () => {
  const seven = [
    ...[7000, '7000', '７０００', '7,000元', '￥7,000.00', '¥7000', '人民币7000元', '7000块'],
    ...['七千', '七千元', '柒仟元整', '0.7万元', '0.7万', '7000.00元'],
  ];
  expect(each(seven, (cell) => readFen(cell))).toEqual(all(seven, 700_000));
  expect(outcome(readFen(0.72, 4))).toBe(720_000);
  expect(outcome(readFen('7200元', 4))).toBe(720_000);
  expect(outcome(readFen(0.1 + 0.2))).toBe(30);
  expect(each(['-1', 1_000_001], (cell) => readFen(cell))).toEqual(all([1, 2], 'number.out-of-range'));
});

test('any amount of fen is read back from yuan with thousands separators', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000_000 }), (amountFen) => {
      const yuan = Math.floor(amountFen / 100).toLocaleString('en-US');
      const text = `${yuan}.${String(amountFen % 100).padStart(2, '0')}元`;
      expect(outcome(readFen(text))).toBe(amountFen);
      expect(outcome(readFen(amountFen / 100))).toBe(amountFen);
    }),
  );
});

test('any whole number survives being written as a numeral, formal or not', () => {
  const formal = (text: string) =>
    text.replace(/[一二三四五六七八九十百千]/g, (plain) => '壹贰叁肆伍陆柒捌玖拾佰仟'.charAt('一二三四五六七八九十百千'.indexOf(plain)));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999 }), (number) => {
      expect(readNumeral(writeNumeral(number))).toBe(String(number));
      expect(readNumeral(formal(writeNumeral(number)))).toBe(String(number));
    }),
  );
});

test('a numeral with two readings is none', () => {
  for (const text of ['七千五', '一万二', '三五', '两两', '十十', '百', '点五', '三点', '']) {
    expect(readNumeral(text), text).toBeUndefined();
  }
});

// Days and years

test('a date that could be read two ways is refused, one with a single reading is not', () => {
  const cells = ['05/11/2022', '3/9/2022', '22.9.3', '22-09-03', '22年9月3日'];
  expect(each(cells, (cell) => readDay(cell, scope))).toEqual(all(cells, 'date.ambiguous'));
  expect(outcome(readDay('25/11/2022', scope))).toBe('2022-11-25');
});

test('a date that is incomplete or not in the calendar is refused', () => {
  const cells = [
    ...['年底', '2022年9月', '2022.9', '2022-13-05', '2022.2.30', '2022-11-31', '2022', 2022.9],
    ...['2022年底', '20221301', 0, -1, 99_999, true, '2022-11/05', { error: '#N/A' }],
  ];
  expect(each(cells, (cell) => readDay(cell, scope))).toEqual(all(cells, 'date.unreadable'));
  expect(outcome(readDay('未验收', scope))).toBe('value.unknown');
});

test('any day is read in every form in which ledgers write it', () => {
  fc.assert(
    fc.property(fc.nat(9000), (count) => {
      const day = addDays('2005-01-01' as Day, count);
      const [year = '', month = '', date = ''] = day.split('-');
      const [m, d] = [String(Number(month)), String(Number(date))];
      const serial = Math.round((Date.parse(day) - Date.parse('1899-12-30')) / 86_400_000);
      const forms: Cell[] = [
        ...[day, `${year}/${m}/${d}`, `${year}.${m}.${d}`, `${year}年${m}月${d}日`],
        ...[year + month + date, Number(year + month + date), ` ${day} 00:00:00`],
        ...[`${day}T00:00:00`, serial, String(serial), { serial: serial + 0.75 }],
        `${year}．${m}．${d}`,
      ];
      expect(each(forms, (cell) => readDay(cell, scope))).toEqual(all(forms, day));
      const in1904 = { ...scope, isDate1904: true };
      expect(outcome(readDay({ serial: serial - 1462 }, in1904))).toBe(day);
    }),
  );
  expect(outcome(readDay('二〇二二年十一月五日', scope))).toBe('2022-11-05');
});

test('a decade is kept as its first year with a warning, a year in words exactly', () => {
  const range = { from: 1900, to: 2022 };
  for (const text of ['九十年代', '90年代', '上世纪九十年代', '1990年代', '九〇年代初']) {
    expect(readYear(text, range, scope), text).toMatchObject({
      value: 1990,
      warning: 'year.approximate',
    });
  }
  const cells = [1998, '1998', '1998年', '一九九八年', '１９９８', '1998年5月', { serial: 35_921 }];
  expect(each(cells, (cell) => readYear(cell, range, scope))).toEqual(all(cells, 1998));
  expect(each([1898, 2023, '98年'], (cell) => readYear(cell, range, scope))).toEqual(
    all([1, 2, 3], 'number.out-of-range'),
  );
  expect(outcome(readYear('很久以前', range, scope))).toBe('number.unreadable');
});

// Groups and words

test('a group that names none or several is refused', () => {
  const cells = ['待定', '不详', '0组', '3、4组', '3-4组', '三、四组', '3社', '1组2队'];
  expect(each(cells, readGroup)).toEqual(all(cells, 'group.unreadable'));
});

test('a group is one group in all its spellings, a team and a hamlet keep their names', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), (number) => {
      const word = writeNumeral(number);
      const forms = [number, `${number}组`, `${word}组`, `第${number}村民小组`, `第${word}小组`, word];
      expect(each(forms, readGroup)).toEqual(all(forms, String(number)));
      expect(each([`${word}队`, `第${number}队`], readGroup)).toEqual(all([1, 2], `${number}队`));
    }),
  );
  expect(each(['马家庄', '三合庄', '东庄组'], readGroup)).toEqual(['马家庄', '三合庄', '东庄组']);
});

test('words outside their lists are refused, ticks and longer forms are read', () => {
  expect(outcome(readCategory('困难户'))).toBe('value.unknown');
  expect(each(['低保户', ' 低 保 ', '建档立卡户'], readCategory)).toEqual(['低保户', '低保户', '脱贫户']);
  expect(each(['石头', '砖木结构'], readStructure)).toEqual(['value.unknown', '砖木']);
  expect(each(['煤改电', '热源+保温'], readWorks)).toEqual(['value.unknown', '两者']);
  expect(each(['未验收', '√', '不合格'], readAcceptance)).toEqual(['value.unknown', '合格', '不合格']);
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
    ...['air-water', 'gas-boiler', 'electric-storage', 'biomass'],
  ]);
});

// Identifiers

function anId(prefix = '640399', birthday = '19800101', serial = '123'): string {
  const digits = prefix + birthday + serial;
  return digits + idCheckCharacter(digits);
}

test('an ID number that a spreadsheet has damaged is refused, never completed', () => {
  const cells = ['6.40399E+17', '6.40399e17', 640_399_194_306_235_000, '640399194306235000'];
  expect(each(cells, (cell) => readId(cell, scope))).toEqual(all(cells, 'id.damaged-by-spreadsheet'));
});

test('an ID number that ends in 000 by right is taken from a text cell, not from CSV', () => {
  const serials = Array.from({ length: 10 }, (_, first) => `${first}00`);
  const days = Array.from({ length: 28 }, (_, at) => `198001${String(at + 1).padStart(2, '0')}`);
  const ids = days.flatMap((day) => serials.map((serial) => anId('640399', day, serial)));
  const id = ids.find((one) => one.endsWith('000')) ?? '';
  expect(outcome(readId(id, scope))).toMatchObject({ text: id });
  expect(outcome(readId(id, { ...scope, isCsv: true }))).toBe('id.damaged-by-spreadsheet');
});

test('an ID number of the demo region is taken in a demo folder only, and no other there', () => {
  expect(outcome(readId(anId('642101'), scope))).toBe('id.demo-mismatch');
  expect(outcome(readId(anId(), { ...scope, isDemo: false }))).toBe('id.demo-mismatch');
  expect(readId(anId('990101'), { ...scope, isDemo: false })).toMatchObject({
    warning: 'id.region-unknown',
  });
});

test('an ID number is read through spaces, apostrophes, wide letters and a small x', () => {
  const id = '64039919681129567X';
  const wide = id.replace(/./g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
  const cells = [id, id.toLowerCase(), wide, `'${id}`, `="${id}"`, `\u200b${id}\n`, '640399 19681129 567X'];
  for (const cell of cells) {
    expect(outcome(readId(cell, scope)), cell).toEqual({ text: id, number: id });
  }
});

test('a phone is a mobile or a landline; anything else is a warning and is left out', () => {
  expect(each(['154 0000 2843', '+8615400002843', 15_400_002_843, '154-0000-2843'], readPhone)).toEqual(
    all([1, 2, 3, 4], '15400002843'),
  );
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
    (cell: Cell) => readDay(cell, scope),
    (cell: Cell) => readYear(cell, { from: 1900, to: 2022 }, scope),
    (cell: Cell) => readId(cell, scope),
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
