// The words under the ticks of a time axis.

import type { Language } from '../../src/core/text.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The month a tick stands at, the year instead at January; the first tick says both. */
export function tickWords(day: string, language: Language, isFirst: boolean): string {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
  if (isFirst && month !== 1) {
    return language === 'zh' ? `${year}年${month}月` : `${MONTHS[month - 1] ?? ''} ${year}`;
  }
  if (month === 1) return language === 'zh' ? `${year}年` : year;
  return language === 'zh' ? `${month}月` : (MONTHS[month - 1] ?? '');
}
