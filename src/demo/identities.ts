// Invented people of the demo district, each told apart at a glance: names end in （演示）, ID
// numbers begin with 640399, telephones with 1540, cards with a number no bank has.

import { addDays, parseDay } from '../core/day.ts';
import type { Day } from '../core/day.ts';
import { idCheckCharacter, isCreditCode, isLuhn } from '../core/identity.ts';
import { invariant } from '../core/invariant.ts';
import { pickOf } from './random.ts';
import type { Random } from './random.ts';

const surnames = [...'马王杨李张丁金吴何白周田赵刘陈海买锁纳哈沙苏段孙郭徐罗高韩冯'];
const stems = '甲乙丙丁戊己庚辛壬癸';
const branches = '子丑寅卯辰巳午未申酉戌亥';
export const demoMark = '（演示）';

/** A surname and one of the sixty pairs of stem and branch: plainly nobody's name. */
export function nameOf(random: Random): string {
  const pair = Math.floor(random() * 60);
  const surname = pickOf(random, surnames) ?? '';
  return `${surname}${stems[pair % 10] ?? ''}${branches[pair % 12] ?? ''}${demoMark}`;
}

const firstBirthday = dayOf('1938-01-01');
const birthdays = 18_000;

/** The ID number of the `index`-th person, born between 1938 and 1987. */
export function idNumberOf(index: number): string {
  // 7,919 shares no factor with the number of days, so that each day comes before one comes twice.
  const birthday = addDays(firstBirthday, (index * 7919) % birthdays);
  const serial = String(1 + (Math.floor(index / birthdays) % 999)).padStart(3, '0');
  const digits = `640399${birthday.replaceAll('-', '')}${serial}`;
  return digits + idCheckCharacter(digits);
}

/** The telephone of the `index`-th person, of a range that is not given out. */
export function phoneOf(index: number): string {
  return `1540${String((index * 7_654_321 + 1_234_567) % 10_000_000).padStart(7, '0')}`;
}

/** The card of the `index`-th person: no bank's numbers begin with 990399; Luhn's digit fits. */
export function cardOf(index: number): string {
  const digits = `990399${String((index * 982_451_653 + 57_885_161) % 1e12).padStart(12, '0')}`;
  return lastFitting(digits, '0123456789', isLuhn);
}

/** The credit code of the `index`-th invented enterprise. */
export function creditCodeOf(index: number): string {
  const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  return lastFitting(`91640399DEM0${String(index).padStart(5, '0')}`, characters, isCreditCode);
}

function lastFitting(given: string, last: string, fits: (text: string) => boolean): string {
  const found = [...last].find((character) => fits(given + character));
  invariant(found !== undefined, 'every number has a fitting last character');
  return given + found;
}

/** A day written in the program. */
export function dayOf(text: string): Day {
  const day = parseDay(text);
  invariant(day, `${text} is a day`);
  return day;
}
