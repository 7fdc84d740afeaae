// Units of the notices: what 万户, ㎡ or 元/千瓦时 is worth and which dimension it has, exactly.
// Not a physics library: months, years and heating seasons are not turned into hours.

import { nearest } from './nearest.ts';
import { divide, multiply, ONE, rational, type Rational } from './rational.ts';
import type { Text } from './text.ts';

/** A unit read from its name: its worth in the base unit of its dimension, and the dimension. */
export type UnitReading = {
  readonly factor: Rational;
  /** Exponents by base dimension; empty for a pure number. */
  readonly dimension: Readonly<Record<string, number>>;
};

type BaseUnit = {
  /** Every name it is read from; the first Chinese one is shown in Chinese. */
  readonly names: readonly string[];
  readonly en: string;
  readonly factor: Rational;
  readonly dimension: Readonly<Record<string, number>>;
};

function unit(
  names: string,
  en: string,
  factor: Rational | number,
  dimension: Readonly<Record<string, number>>,
): BaseUnit {
  const worth = typeof factor === 'number' ? rational(factor) : factor;
  return { names: names.split(' '), en, factor: worth, dimension };
}

const LENGTH = { length: 1 };
const AREA = { length: 2 };
const VOLUME = { length: 3 };
const TIME = { time: 1 };
const YEAR = { year: 1 };
const POWER = { power: 1 };
const ENERGY = { power: 1, time: 1 };
const MASS = { mass: 1 };

const BASE_UNITS: readonly BaseUnit[] = [
  unit('元 yuan CNY RMB', 'yuan', 1, { money: 1 }),
  unit('角', 'jiao', rational(1, 10), { money: 1 }),
  unit('分 fen', 'fen', rational(1, 100), { money: 1 }),
  unit('户 hu household households', 'households', 1, { households: 1 }),
  unit('人 person persons people', 'people', 1, { people: 1 }),
  unit('毫米 mm', 'mm', rational(1, 1000), LENGTH),
  unit('厘米 cm', 'cm', rational(1, 100), LENGTH),
  unit('米 m', 'm', 1, LENGTH),
  unit('公里 千米 km', 'km', 1000, LENGTH),
  unit('平方毫米 mm² mm2', 'mm²', rational(1, 1_000_000), AREA),
  unit('平方厘米 cm² cm2', 'cm²', rational(1, 10_000), AREA),
  unit('平方米 ㎡ m² m2 平米', 'm²', 1, AREA),
  unit('亩 mu', 'mu', rational(2000, 3), AREA),
  unit('公顷 ha', 'ha', 10_000, AREA),
  unit('平方公里 平方千米 km² km2', 'km²', 1_000_000, AREA),
  unit('立方米 m³ m3 方', 'm³', 1, VOLUME),
  unit('升 L', 'L', rational(1, 1000), VOLUME),
  unit('千克 公斤 kg', 'kg', 1, MASS),
  unit('毫克 mg', 'mg', rational(1, 1_000_000), MASS),
  unit('克 g', 'g', rational(1, 1000), MASS),
  unit('吨 t', 't', 1000, MASS),
  unit('瓦 W', 'W', rational(1, 1000), POWER),
  unit('千瓦 kW KW kw', 'kW', 1, POWER),
  unit('兆瓦 MW', 'MW', 1000, POWER),
  // By convention a boiler of one ton of steam an hour is one of 0.7 MW.
  unit('蒸吨 蒸吨/小时 蒸吨/时', 'steam tons an hour', 700, POWER),
  unit('千瓦时 度 kWh KWh kwh', 'kWh', 1, ENERGY),
  unit('兆瓦时 MWh', 'MWh', 1000, ENERGY),
  unit('千焦 kJ', 'kJ', rational(1, 3600), ENERGY),
  unit('兆焦 MJ', 'MJ', rational(1000, 3600), ENERGY),
  unit('吉焦 GJ', 'GJ', rational(1_000_000, 3600), ENERGY),
  // The calorie of the steam tables: 4.1868 kJ to the kilocalorie.
  unit('千卡 大卡 kcal', 'kcal', rational(41_868, 36_000_000), ENERGY),
  unit('帕 Pa', 'Pa', 1, { pressure: 1 }),
  unit('千帕 kPa', 'kPa', 1000, { pressure: 1 }),
  unit('兆帕 MPa', 'MPa', 1_000_000, { pressure: 1 }),
  unit('小时 h hour hours', 'hours', 1, TIME),
  unit('分钟 min minute minutes', 'minutes', rational(1, 60), TIME),
  unit('天 日 d day days', 'days', 24, TIME),
  // Not turned into days: that depends on the calendar of holidays.
  unit('工作日 workday workdays', 'working days', 1, { workday: 1 }),
  unit('年 year years', 'years', 1, YEAR),
  unit('月 个月 month months', 'months', rational(1, 12), YEAR),
  unit('采暖季 供暖季 取暖季 season seasons', 'heating seasons', 1, { season: 1 }),
  unit('℃ °C 摄氏度 度C degC', '°C', 1, { temperature: 1 }),
  unit('百分比 % ％ 百分点 个百分点 percent', '%', rational(1, 100), {}),
  unit('‰ 千分比', '‰', rational(1, 1000), {}),
  unit('成', 'tenths', rational(1, 10), {}),
  unit('1', '', 1, {}),
  unit(
    '个 处 所 座 台 套 家 项 根 块 层 道 次 件 类 种 条 份 名 组 村 站 步 点 倍 piece pieces count',
    '',
    1,
    {},
  ),
];

const BY_NAME = new Map(BASE_UNITS.flatMap((base) => base.names.map((name) => [name, base])));
const PREFIXES: ReadonlyArray<readonly [string, Rational]> = [
  ['万', rational(10_000)],
  ['亿', rational(100_000_000)],
];

/** Every base name that `parseUnit` reads, before 万 and 亿 and before `/` and `·`. */
export const unitNames: readonly string[] = [...BY_NAME.keys()];

type Part = { readonly base: BaseUnit; readonly prefix: Rational };

function findPart(name: string): Part | undefined {
  const whole = BY_NAME.get(name);
  if (whole) return { base: whole, prefix: ONE };
  for (const [sign, prefix] of PREFIXES) {
    const base = name.startsWith(sign) ? BY_NAME.get(name.slice(sign.length)) : undefined;
    if (base) return { base, prefix };
  }
  return undefined;
}

/** Splits `元/户·年` into its parts; every part after the first `/` divides. */
function splitUnit(name: string): Array<{ readonly name: string; readonly power: 1 | -1 }> {
  // 蒸吨/小时 is one name of 蒸吨, not a mass by time.
  const groups = name
    .replaceAll(/\s/g, '')
    .replaceAll(/蒸吨\/(?:小时|时)/g, '蒸吨')
    .split('/');
  return groups.flatMap((group, at) =>
    group.split(/[·*]/).map((part) => ({ name: part, power: at === 0 ? 1 : -1 })),
  );
}

/**
 * Reads a unit's name: a base name, 万 or 亿 before it, and parts joined by `/`, `·` or `*`
 * (`元/户·年` is yuan per household and year). Undefined when a part is not known.
 */
export function parseUnit(name: string): UnitReading | undefined {
  let factor = ONE;
  const dimension: Record<string, number> = {};
  for (const { name: partName, power } of splitUnit(name)) {
    const part = findPart(partName);
    if (!part) return undefined;
    const worth = multiply(part.base.factor, part.prefix);
    factor = power === 1 ? multiply(factor, worth) : divide(factor, worth);
    for (const [key, exponent] of Object.entries(part.base.dimension)) {
      dimension[key] = (dimension[key] ?? 0) + power * exponent;
      if (dimension[key] === 0) delete dimension[key];
    }
  }
  return { factor, dimension };
}

/** True when both count the same kind of thing, so that they may be added and compared. */
export function isSameDimension(a: UnitReading, b: UnitReading): boolean {
  const keys = new Set([...Object.keys(a.dimension), ...Object.keys(b.dimension)]);
  return [...keys].every((key) => (a.dimension[key] ?? 0) === (b.dimension[key] ?? 0));
}

/** Says what is wrong with the name of a unit that `parseUnit` does not read. */
export function unknownUnit(name: string): Text {
  const part = splitUnit(name).find(({ name: partName }) => !findPart(partName))?.name ?? name;
  const near = nearest(part, unitNames) ?? nearest(part.replace(/^[万亿]/, ''), unitNames);
  // 吨 for 标吨 would turn one quantity into another.
  const close = near !== undefined && part.includes(near) ? undefined : near;
  return {
    zh:
      `没有“${part}”这个单位${close === undefined ? '' : `，是不是“${close}”`}。可用的有：` +
      `${unitNames.filter((known) => /[^\x20-\x7e]/.test(known)).join(' ')}；` +
      '前面可加“万”“亿”，用“/”和“·”组合。',
    en:
      `There is no unit "${part}"${close === undefined ? '' : `; did you mean "${close}"`}. ` +
      `Known: ${unitNames.join(' ')}; 万 or 亿 may stand before one, "/" and "·" join them.`,
  };
}

/** The worth of the 万 and 亿 in a unit's name: 万元/户 → 10000, 元/万户 → 1/10000. */
export function prefixOf(name: string): Rational {
  return splitUnit(name).reduce((product, { name: partName, power }) => {
    const prefix = findPart(partName)?.prefix ?? ONE;
    return power === 1 ? multiply(product, prefix) : divide(product, prefix);
  }, ONE);
}

/** The unit's name in English without 万 and 亿: 元/户 → `yuan/household`, 万户 → `households`. */
export function englishUnit(name: string): string {
  const parts = splitUnit(name);
  const written = parts.map(({ name: partName, power }) => {
    const en = findPart(partName)?.base.en ?? partName;
    return power === -1 ? en.replace(/s$/, '') : en;
  });
  const above = written.filter((_, at) => parts[at]?.power === 1 && written[at] !== '');
  const below = written.filter((_, at) => parts[at]?.power === -1 && written[at] !== '');
  return [above.join('·'), ...below].join('/').replace(/^\//, 'per ');
}

const BASE_NAMES: Readonly<Record<string, string>> = {
  money: '元',
  households: '户',
  people: '人',
  power: '千瓦',
  time: '小时',
  year: '年',
  mass: '千克',
  season: '采暖季',
  temperature: '℃',
  pressure: '帕',
  workday: '工作日',
};
const LENGTH_NAMES = ['', '米', '平方米', '立方米'];

/** The unit of a dimension in base units, `元/户` or `千瓦时/平方米`; `1` for a pure number. */
export function baseUnitName(dimension: UnitReading['dimension']): string {
  const names = (sign: 1 | -1) =>
    Object.entries(dimension).flatMap(([key, exponent]) => {
      const size = exponent * sign;
      if (size <= 0) return [];
      if (key === 'length' && LENGTH_NAMES[size]) return [LENGTH_NAMES[size]];
      return Array.from({ length: size }, () =>
        key === 'length' ? '米' : (BASE_NAMES[key] ?? key),
      );
    });
  const [above, below] = [names(1).join('·') || '1', names(-1)];
  return [above, ...below].join('/').replace('千瓦·小时', '千瓦时');
}
