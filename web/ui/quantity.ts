// Numbers as people read them: thousands separators, the unit beside, and for English the
// counting by ten thousand turned into plain numbers or millions. Exact; nothing is rounded here.

import { invariant } from '../../src/core/invariant.ts';
import {
  multiply,
  parseDecimal,
  rational,
  toDecimal,
  type Rational,
} from '../../src/core/rational.ts';
import type { Language } from '../../src/core/text.ts';

export type Quantity = { readonly value: string; readonly unit: string };

/** 22705 → `22,705`; −1.50 → `−1.50`. Anything that is not a plain decimal is given back. */
export function groupDigits(value: number | string): string {
  const match = /^([+-]?)(\d+)(\.\d+)?$/.exec(String(value));
  if (!match) return String(value);
  const whole = (match[2] ?? '').replace(/\B(?=(\d{3})+$)/g, ',');
  return `${match[1] === '-' ? '−' : ''}${whole}${match[3] ?? ''}`;
}

/** Factor, unit and, where a column should line up, the decimals always written. */
type EnglishUnit = readonly [factor: Rational, unit: string, decimals?: number];

const english: Readonly<Record<string, EnglishUnit>> = {
  元: [rational(1), 'CNY'],
  万元: [rational(1, 100), 'million CNY', 2],
  亿元: [rational(100), 'million CNY'],
  '元/户': [rational(1), 'CNY a home'],
  '元/平方米': [rational(1), 'CNY per m²'],
  '元/千瓦时': [rational(1), 'CNY per kWh'],
  户: [rational(1), 'homes'],
  万户: [rational(10_000), 'homes'],
  人: [rational(1), 'people'],
  平方米: [rational(1), 'm²'],
  '㎡': [rational(1), 'm²'],
  万平方米: [rational(10_000), 'm²'],
  '万㎡': [rational(10_000), 'm²'],
  公里: [rational(1), 'km'],
  千米: [rational(1), 'km'],
  米: [rational(1), 'm'],
  厘米: [rational(1), 'cm'],
  毫米: [rational(1), 'mm'],
  千瓦: [rational(1), 'kW'],
  千瓦时: [rational(1), 'kWh'],
  立方米: [rational(1), 'm³'],
  小时: [rational(1), 'hours'],
  天: [rational(1), 'days'],
  日: [rational(1), 'days'],
  月: [rational(1), 'months'],
  年: [rational(1), 'years'],
  采暖季: [rational(1), 'seasons'],
  供暖季: [rational(1), 'seasons'],
  '℃': [rational(1), '°C'],
  百分比: [rational(1), '%'],
  ...Object.fromEntries(
    [...'个处所座台套家项根条'].map((counter) => [counter, [rational(1), '']] as const),
  ),
  百分点: [rational(1), 'percentage points'],
};

/** A decimal of the programme, exactly. Throws when it is none: the loader has refused such. */
export function exactly(value: number | string): Rational {
  const exact = parseDecimal(String(value));
  invariant(exact, 'a figure of the programme is a plain decimal');
  return exact;
}

/** A decimal with its unit as the language writes them. Units without an entry stay as they are. */
export function quantity(value: number | string, unit: string, language: Language): Quantity {
  const entry = language === 'en' ? english[unit] : undefined;
  if (!entry) return { value: groupDigits(value), unit: shortUnit(unit) };
  const exact = parseDecimal(String(value));
  if (!exact) return { value: String(value), unit: entry[1] };
  const [factor, name, decimals = 0] = entry;
  const amount = toDecimal(multiply(exact, factor));
  return { value: groupDigits(withDecimals(amount, decimals)), unit: name };
}

/** Fills up with zeros: 116.9 → 116.90. Nothing is ever cut off. */
function withDecimals(amount: string, decimals: number): string {
  const [whole = '', fraction = ''] = amount.split('.');
  return decimals === 0 ? amount : `${whole}.${fraction.padEnd(decimals, '0')}`;
}

/** The unit alone, for the head of a column whose numbers were written by `quantity`. */
export function unitName(unit: string, language: Language): string {
  return (language === 'en' ? english[unit]?.[1] : undefined) ?? shortUnit(unit);
}

function shortUnit(unit: string): string {
  return unit.replace('平方米', '㎡').replace('千瓦时', 'kWh').replace('千瓦', 'kW');
}
