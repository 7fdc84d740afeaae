// Numbers, money, days and years in all the ways in which ledgers write them, and what is refused
// because it has no reading or two.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type Day } from '../../core/day.ts';
import type { Cell } from '../../office/workbook.ts';
import { readDay, readYear } from './days.ts';
import { AREA_M2, COAL_KG, PEOPLE, readFen, readQuantity } from './numbers.ts';
import { readNumeral, writeNumeral } from './numerals.ts';
import { all, aScope, each, outcome } from './testing.ts';

// Numbers

test('a quantity that is not said outright is refused', () => {
  const cells = [
    '约60',
    '六十多',
    '见图',
    '60-70',
    '60左右',
    '1.2.3',
    '12,34',
    '七千五',
    '六0',
    true,
  ];
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
  const tonnes = [
    2.5,
    '2.5',
    '2.5吨',
    '2.5t',
    '2500公斤',
    '2500kg',
    '2500KG',
    '2500千克',
    '二点五吨',
  ];
  expect(each(tonnes, (cell) => readQuantity(cell, COAL_KG, 3))).toEqual(all(tonnes, 2500));
  expect(each([2500, '2.5吨'], (cell) => readQuantity(cell, COAL_KG, 0))).toEqual([2500, 2500]);
  expect(outcome(readQuantity(4.1, COAL_KG, 3))).toBe(4100);
});

test('money becomes whole fen, however it is written', () => {
  const seven = [
    7000,
    '7000',
    '７０００',
    '7,000元',
    '￥7,000.00',
    '¥7000',
    '人民币7000元',
    '7000块',
    '七千',
    '七千元',
    '柒仟元整',
    '0.7万元',
    '0.7万',
    '7000.00元',
  ];
  expect(each(seven, (cell) => readFen(cell))).toEqual(all(seven, 700_000));
  expect(outcome(readFen(0.72, 4))).toBe(720_000);
  expect(outcome(readFen('7200元', 4))).toBe(720_000);
  expect(outcome(readFen(0.1 + 0.2))).toBe(30);
  expect(each(['-1', 1_000_001], (cell) => readFen(cell))).toEqual(
    all([1, 2], 'number.out-of-range'),
  );
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

const FORMAL = Object.fromEntries(
  [...'一二三四五六七八九十百千'].map((plain, at) => [
    plain,
    '壹贰叁肆伍陆柒捌玖拾佰仟'.charAt(at),
  ]),
);

/** A numeral as written on cheques. */
function formal(numeral: string): string {
  return [...numeral].map((character) => FORMAL[character] ?? character).join('');
}

test('any whole number survives being written as a numeral, formal or not', () => {
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
  expect(each(cells, (cell) => readDay(cell, aScope))).toEqual(all(cells, 'date.ambiguous'));
  expect(outcome(readDay('25/11/2022', aScope))).toBe('2022-11-25');
});

test('a date that is incomplete or not in the calendar is refused', () => {
  const cells = [
    '年底',
    '2022年9月',
    '2022.9',
    '2022-13-05',
    '2022.2.30',
    '2022-11-31',
    '2022',
    2022.9,
    '2022年底',
    '20221301',
    0,
    -1,
    99_999,
    true,
    '2022-11/05',
    { error: '#N/A' },
  ];
  expect(each(cells, (cell) => readDay(cell, aScope))).toEqual(all(cells, 'date.unreadable'));
  expect(outcome(readDay('未验收', aScope))).toBe('value.unknown');
});

test('any day is read in every form in which ledgers write it', () => {
  fc.assert(
    fc.property(fc.nat(9000), (count) => {
      const day = addDays('2005-01-01' as Day, count);
      const [year = '', month = '', date = ''] = day.split('-');
      const [m, d] = [String(Number(month)), String(Number(date))];
      const serial = Math.round((Date.parse(day) - Date.parse('1899-12-30')) / 86_400_000);
      const forms: Cell[] = [
        day,
        `${year}/${m}/${d}`,
        `${year}.${m}.${d}`,
        `${year}年${m}月${d}日`,
        year + month + date,
        Number(year + month + date),
        ` ${day} 00:00:00`,
        `${day}T00:00:00`,
        serial,
        String(serial),
        { serial: serial + 0.75 },
        `${year}．${m}．${d}`,
      ];
      expect(each(forms, (cell) => readDay(cell, aScope))).toEqual(all(forms, day));
      const in1904 = { ...aScope, isDate1904: true };
      expect(outcome(readDay(serial - 1462, in1904))).toBe(day);
    }),
  );
  expect(outcome(readDay('二〇二二年十一月五日', aScope))).toBe('2022-11-05');
});

test('a decade is kept as its first year with a warning, a year in words exactly', () => {
  const range = { from: 1900, to: 2022 };
  for (const text of ['九十年代', '90年代', '上世纪九十年代', '1990年代', '九〇年代初']) {
    expect(readYear(text, range), text).toMatchObject({
      value: 1990,
      warning: 'year.approximate',
    });
  }
  const cells = [1998, '1998', '1998年', '一九九八年', '１９９８', '1998年5月', { serial: 35_921 }];
  expect(each(cells, (cell) => readYear(cell, range))).toEqual(all(cells, 1998));
  expect(each([1898, 2023, '98年'], (cell) => readYear(cell, range))).toEqual(
    all([1, 2, 3], 'number.out-of-range'),
  );
  expect(outcome(readYear('很久以前', range))).toBe('number.unreadable');
});
