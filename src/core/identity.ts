// Numbers that identify people, companies and cards, and their check digits: GB 11643 (ID number),
// GB 32100 (unified social credit code), ISO/IEC 7812 (Luhn). Checks numbers; knows no persons.

import { parseDay, type Day } from './day.ts';

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = '10X98765432';
const FIRST_BIRTH_YEAR = 1900;

/** Codes of the provinces, by which an ID number begins. */
const PROVINCES = new Set(
  (
    '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 ' +
    '61 62 63 64 65 71 81 82 83'
  ).split(' '),
);

/** What is wrong with an ID number, in the order in which it is looked at. */
export type IdFault = 'format' | 'checksum' | 'birthdate';

export type IdNumber = {
  /** Eighteen characters, a final X in capitals. */
  readonly number: string;
  readonly birthday: Day;
  /** Written with fifteen digits, as before 1999. */
  readonly isLegacy: boolean;
  /** Begins with the code of a province, or of one on a foreigner's card. */
  readonly isRegionKnown: boolean;
};

/** The check character of the first seventeen digits of an ID number. */
export function idCheckCharacter(digits: string): string {
  const sum = ID_WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return ID_CHECKS[sum % 11] ?? '';
}

/**
 * Reads an ID number of 18 or 15 characters, without spaces and with a capital X. The birthday must
 * be a day of the calendar, from 1900 and not after `today`.
 */
export function readIdNumber(text: string, today: Day): IdNumber | { readonly fault: IdFault } {
  const isLegacy = /^\d{15}$/.test(text);
  if (!isLegacy && !/^\d{17}[\dX]$/.test(text)) return { fault: 'format' };
  const digits = isLegacy ? `${text.slice(0, 6)}19${text.slice(6)}` : text.slice(0, 17);
  const number = digits + idCheckCharacter(digits);
  if (!isLegacy && number !== text) return { fault: 'checksum' };
  const [year, month, date] = [digits.slice(6, 10), digits.slice(10, 12), digits.slice(12, 14)];
  const birthday = parseDay(`${year}-${month}-${date}`);
  if (!birthday || Number(year) < FIRST_BIRTH_YEAR || birthday > today)
    return { fault: 'birthdate' };
  const region = digits.startsWith('9') ? digits.slice(1, 3) : digits.slice(0, 2);
  return { number, birthday, isLegacy, isRegionKnown: PROVINCES.has(region) };
}

const CREDIT_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Whether a unified social credit code has eighteen fitting characters and the right last one. */
export function isCreditCode(text: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(text)) return false;
  let [sum, weight] = [0, 1];
  for (const character of text.slice(0, 17)) {
    sum += CREDIT_CHARACTERS.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return CREDIT_CHARACTERS[(31 - (sum % 31)) % 31] === text[17];
}

/** Whether the digits of a card number fit its last one (Luhn). False for anything but digits. */
export function isLuhn(digits: string): boolean {
  if (!/^\d+$/.test(digits)) return false;
  let sum = 0;
  for (let at = digits.length - 1, isDoubled = false; at >= 0; at--, isDoubled = !isDoubled) {
    const digit = Number(digits[at]) * (isDoubled ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}
