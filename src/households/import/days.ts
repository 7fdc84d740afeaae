// Reads days and years as ledgers write them. A day must be complete and have one reading only.

import { parseDay, type Day } from '../../core/day.ts';
import { dayOfSerial, type Cell } from '../../office/workbook.ts';
import { readDigits, readNumeral } from './numerals.ts';
import type { Reading, ReadingScope } from './reading.ts';
import { keptText, plainText } from './text.ts';

const YEAR_FIRST = /^(\d{4})([-/.年])(\d{1,2})([-/.月])(\d{1,2})[日号]?$/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;
const TWO_DIGIT_YEAR = /^\d{1,2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$/;
const TIME_OF_DAY = /[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/;
/** Serial numbers of about 1996 to 2099; any other number in a column of dates is a slip. */
const SERIAL_MIN = 35_000;
const SERIAL_MAX = 73_050;

const NOT_YET = { zh: '日期；还没有就留空', en: 'a day, or nothing while there is none' };

/** Reads a day. */
export function readDay(cell: Cell, scope: ReadingScope): Reading<Day> {
  if (typeof cell === 'object') {
    return 'serial' in cell ? fromSerial(cell.serial, false) : { fault: 'date.unreadable' };
  }
  if (typeof cell === 'number') return fromDigits(String(cell), scope);
  if (typeof cell === 'boolean') return { fault: 'date.unreadable' };
  if (/^未(?:验收|安装|竣工|完工)$/.test(plainText(cell))) {
    return { fault: 'value.unknown', details: { choices: NOT_YET } };
  }
  const withTime = keptText(cell).normalize('NFKC');
  const text = chineseToDigits(withTime.replace(TIME_OF_DAY, '').replace(/\s+/g, ''));
  const match = YEAR_FIRST.exec(text);
  if (match) {
    const [, year = '', first = '', month = '', second = '', date = ''] = match;
    const isOneStyle = first === '年' ? second === '月' : first === second;
    return isOneStyle ? fromParts(year, month, date) : { fault: 'date.unreadable' };
  }
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast) return fromYearLast(yearLast);
  if (TWO_DIGIT_YEAR.test(text)) return { fault: 'date.ambiguous' };
  return fromDigits(text, scope);
}

function fromParts(year: string, month: string, date: string): Reading<Day> {
  const day = parseDay(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`);
  return day ? { value: day } : { fault: 'date.unreadable' };
}

/** 5/11/2022 is a day in May or in November; 25/11/2022 has one reading only. */
function fromYearLast([, first = '', second = '', year = '']: RegExpExecArray): Reading<Day> {
  const readings = [fromParts(year, first, second), fromParts(year, second, first)];
  const possible = readings.filter((reading) => 'value' in reading);
  if (possible.length > 1) return { fault: 'date.ambiguous' };
  return possible[0] ?? { fault: 'date.unreadable' };
}

function fromDigits(text: string, scope: ReadingScope): Reading<Day> {
  if (/^(?:19|20)\d{6}$/.test(text)) {
    return fromParts(text.slice(0, 4), text.slice(4, 6), text.slice(6));
  }
  return /^\d{5}(?:\.\d+)?$/.test(text)
    ? fromSerial(Number(text), scope.isDate1904)
    : { fault: 'date.unreadable' };
}

function fromSerial(serial: number, isDate1904: boolean): Reading<Day> {
  const isLikely = serial >= SERIAL_MIN && serial < SERIAL_MAX;
  const day = isLikely ? dayOfSerial(serial, isDate1904) : undefined;
  return day ? { value: day } : { fault: 'date.unreadable' };
}

/** 二〇二二年十一月五日 → 2022年11月5日. */
function chineseToDigits(text: string): string {
  const match =
    /^([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]+)月([一二三四五六七八九十]+)[日号]$/.exec(
      text,
    );
  if (!match) return text;
  const [, year = '', month = '', date = ''] = match;
  return `${readDigits(year)}年${readNumeral(month)}月${readNumeral(date)}日`;
}

const YEAR = /^(\d{4})年?度?$/;
const YEAR_AND_MONTH = /^(\d{4})(?:年\d{1,2}月?|[-/.]\d{1,2}([-/.]\d{1,2})?|年\d{1,2}月\d{1,2}日)$/;
const DECADE =
  /^(?:上世纪|20世纪|二十世纪)?(?:19|一九)?([5-9五六七八九])[0零〇十]年代(?:初|中|末|中期|初期|末期)?$/;

/** Reads a year within a range; a decade gives its first year with a warning. */
export function readYear(
  cell: Cell,
  range: { readonly from: number; readonly to: number },
): Reading<number> {
  const text = typeof cell === 'object' ? '' : plainText(cell);
  const decade = DECADE.exec(text)?.[1];
  const digit = decade && (readDigits(decade) ?? decade);
  const year = digit ? 1900 + Number(digit) * 10 : plainYear(cell, text);
  if (year === undefined) return { fault: 'number.unreadable' };
  if (year < range.from || year > range.to) {
    return { fault: 'number.out-of-range', details: { range: `${range.from}–${range.to}` } };
  }
  return digit ? { value: year, warning: 'year.approximate', details: { year } } : { value: year };
}

function plainYear(cell: Cell, text: string): number | undefined {
  if (typeof cell === 'object') {
    const day = 'serial' in cell ? dayOfSerial(cell.serial, false) : undefined;
    return day && Number(day.slice(0, 4));
  }
  const chinese = /^([〇零一二三四五六七八九]{4})年?度?$/.exec(text)?.[1];
  if (chinese) return Number(readDigits(chinese));
  if (/^-?\d{1,6}年?度?$/.test(text)) return Number(text.replace(/年?度?$/, ''));
  const match = YEAR.exec(text) ?? YEAR_AND_MONTH.exec(text);
  return match ? Number(match[1]) : undefined;
}
