// References of payments: by what a bank's answer finds its way back to one order. Two check digits
// (ISO 7064 MOD 97-10), so that a digit misread or two exchanged lead nowhere.

import { invariant } from '../core/invariant.ts';

const SERIAL_DIGITS = 6;
const LINE_DIGITS = 5;

/** The number of a batch: prefix, district and its serial number, `QN640302000012`. */
export function batchNumber(prefix: string, districtCode: number, serial: number): string {
  return `${prefix}${districtCode}${digits(serial, SERIAL_DIGITS)}`;
}

/** The reference of line `line` (from 1) of a batch, 19 to 25 characters. */
export function paymentReference(batch: string, line: number): string {
  const body = batch + digits(line, LINE_DIGITS);
  return body + digits(98 - remainder(`${body}00`), 2);
}

/** Whether a text has the form of a reference and its check digits fit. */
export function isReference(text: string): boolean {
  return /^[A-Z]{0,4}\d{19}$/.test(text) && remainder(text) === 1;
}

/** The text as a number modulo 97; letters count from 10 as in IBAN. */
function remainder(text: string): number {
  let rest = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

function digits(value: number, count: number): string {
  const text = value.toString().padStart(count, '0');
  invariant(text.length === count, `${value} has more than ${count} digits`);
  return text;
}
