// Days as people write them in each language. Also days that no calendar has, as a notice prints
// them: nothing here turns the text into a real date.

import type { Language } from '../../src/core/text.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2022-12-15` → 2022年12月15日 or 15 Dec 2022; anything else is given back. */
export function dayWords(day: string, language: Language): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return day;
  const [year, month, date] = [match[1], Number(match[2]), Number(match[3])];
  return language === 'zh'
    ? `${year}年${month}月${date}日`
    : `${date} ${MONTHS[month - 1] ?? month} ${year}`;
}

/** A month as an axis tick: 2022年 at January, else 4月; 2022 and Apr in English. */
export function tickWords(day: string, language: Language): string {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
  if (month === 1) return language === 'zh' ? `${year}年` : year;
  return language === 'zh' ? `${month}月` : (MONTHS[month - 1] ?? '');
}
