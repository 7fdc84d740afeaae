// Reads the days in quoted words, to see that a date is what the notice prints: 2022年3月1日,
// 二〇二三年五月十六日, 2023.5.16, 12月1日-30日, 6月底, 年末. Not a reader of prose: 上旬 is no day.

import { addDays, parseDay } from '../../core/day.ts';
import { toDecimal } from '../../core/rational.ts';
import { plainWords } from './notice.ts';
import { readNumeral } from './numerals.ts';

/** A day as printed: the month may be carried over (`12月1日-30日`), the year left out. */
export type PrintedDay = {
  readonly year: number | undefined;
  /** `03-15`, or `06-end` for the last day of the month. */
  readonly monthDay: string;
};

const DAY = new RegExp(
  [
    String.raw`(?<!\d)(\d{4})[.\-/](\d{1,2})[.\-/](\d{1,2})(?!\d)`,
    String.raw`(?:(\d{4})年)?(\d{1,2})月` +
      String.raw`(?:份?(底|末)|(\d{1,2})(?:[日号]|(?=[-至到—–~～]+\d{1,2}[日号])))`,
    String.raw`[-至到—–~～]+(\d{1,2})[日号]`,
    String.raw`(?:(\d{4})年)?年?[底末](?<=年[底末])`,
  ].join('|'),
  'g',
);
/** Chinese digits before 年, 月 and 日, or before the dash of a range of days. */
const CHINESE =
  /[零〇○一二两三四五六七八九十廿卅]+(?=[年月日号]|[-至到—–~～]+[一二三四五六七八九十廿卅]+日)/g;

/** Every day the words print, impossible ones included, and the years they name. */
export function daysIn(words: string): {
  readonly days: readonly PrintedDay[];
  readonly years: readonly number[];
} {
  const text = plainWords(words).replaceAll(CHINESE, (numeral) => {
    const number = readNumeral(numeral);
    return number === undefined ? numeral : toDecimal(number);
  });
  const days: PrintedDay[] = [];
  const years = [...text.matchAll(/(\d{4})年/g)].map(([, digits]) => Number(digits));
  let [year, month]: [number | undefined, string] = [undefined, ''];
  for (const [, y, m, d, ownYear, ownMonth, end, day, lastDay, endYear] of text.matchAll(DAY)) {
    if (y !== undefined) {
      years.push(Number(y));
      days.push({ year: Number(y), monthDay: monthDay(m ?? '', d ?? '') });
      continue;
    }
    if (ownYear !== undefined) year = Number(ownYear);
    if (ownMonth !== undefined) month = ownMonth;
    const printed = day ?? lastDay;
    if (end !== undefined) days.push({ year, monthDay: `${month.padStart(2, '0')}-end` });
    else if (printed === undefined) {
      days.push({ year: endYear === undefined ? undefined : Number(endYear), monthDay: '12-31' });
    } else if (month !== '') days.push({ year, monthDay: monthDay(month, printed) });
  }
  // 至次年3月31日 names the year after one that is named.
  const next = /[次翌来]年/.test(text) ? years.map((named) => named + 1) : [];
  return { days, years: [...years, ...next] };
}

function monthDay(month: string, day: string): string {
  return `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** True when the words print the day `YYYY-MM-DD`; a year they leave out may be any. */
export function isDayIn(words: string, date: string): boolean {
  const { days, years } = daysIn(words);
  if (years.length > 0 && !years.includes(Number(date.slice(0, 4)))) return false;
  const day = parseDay(date);
  const isMonthEnd = day !== undefined && addDays(day, 1).endsWith('-01');
  const wanted = new Set([date.slice(5), ...(isMonthEnd ? [`${date.slice(5, 7)}-end`] : [])]);
  return days.some((printed) => wanted.has(printed.monthDay));
}
