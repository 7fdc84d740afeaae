// Amounts in the capitals of Chinese accounting 大写, which nobody alters with a stroke: 人民币伍仟
// 叁佰元整. As on cheques: a fen stands without 整, a zero between digits is written once.

import { invariant } from '../core/invariant.ts';
import type { Fen } from '../core/money.ts';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '万亿'];

/** The amount in capitals; from 0 to below 10 万亿 yuan. */
export function chineseCapitals(amountFen: Fen): string {
  invariant(Number.isSafeInteger(amountFen) && amountFen >= 0, 'an amount is whole fen from 0');
  const yuan = Math.floor(amountFen / 100);
  const [jiao, fen] = [Math.floor((amountFen % 100) / 10), amountFen % 10];
  const whole = yuan > 0 || amountFen === 0 ? `${integerInCapitals(yuan)}元` : '';
  if (jiao === 0 && fen === 0) return `人民币${whole}整`;
  const tenths = jiao > 0 ? `${digit(jiao)}角` : whole === '' ? '' : '零';
  return `人民币${whole}${tenths}${fen > 0 ? `${digit(fen)}分` : '整'}`;
}

function integerInCapitals(yuan: number): string {
  if (yuan === 0) return '零';
  const groups: string[] = [];
  for (let rest = yuan, at = 0; rest > 0; rest = Math.floor(rest / 10_000), at += 1) {
    const part = rest % 10_000;
    const isLast = rest < 10_000;
    const text = part === 0 ? '' : groupInCapitals(part) + (GROUPS[at] ?? '');
    groups.unshift(!isLast && part < 1000 ? `零${text}` : text);
  }
  return groups.join('').replace(/零+/g, '零').replace(/零$/, '');
}

function groupInCapitals(part: number): string {
  let text = '';
  for (let at = 3; at >= 0; at -= 1) {
    const value = Math.floor(part / 10 ** at) % 10;
    if (value > 0) text += digit(value) + (PLACES[at] ?? '');
    else if (text !== '') text += '零';
  }
  return text.replace(/零+/g, '零').replace(/零$/, '');
}

const digit = (value: number): string => DIGITS[value] ?? '';
