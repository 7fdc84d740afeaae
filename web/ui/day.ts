// Days as people write them: 2022年12月15日 and 15 Dec 2022.

import type { Language } from '../../src/core/text.ts';

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** A day `YYYY-MM-DD` in words; also one the calendar does not have, as notices print them. */
export function dayInWords(day: string, language: Language): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return day;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (language === 'zh') return `${year}年${month}月${date}日`;
  return `${date} ${months[month - 1] ?? month} ${year}`;
}
