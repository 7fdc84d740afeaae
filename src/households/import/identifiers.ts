// Reads the numbers that identify: ID numbers, phones, bank accounts. What a spreadsheet has turned
// into a number is refused, never completed.

import { isLuhn, readIdNumber } from '../../core/identity.ts';
import type { Cell } from '../../office/workbook.ts';
import type { Reading, ReadingScope } from './reading.ts';
import { plainText } from './text.ts';

/** Excel keeps fifteen digits of a number; the rest become zeros. */
const EXACT_DIGITS = 15;
const SCIENTIFIC = /^\d(?:\.\d+)?e\+?\d+$/i;

/** A number with more digits than a spreadsheet keeps. */
function isInexact(cell: Cell): boolean {
  return typeof cell === 'number' && Math.abs(cell) >= 10 ** EXACT_DIGITS;
}

/** An ID number as written, with the form of eighteen characters by which it is compared. */
export type IdCell = { readonly text: string; readonly number: string };

const DEMO_PREFIX = '640399';

/** Reads an ID number. */
export function readId(cell: Cell, scope: ReadingScope): Reading<IdCell> {
  if (isInexact(cell)) return { fault: 'id.damaged-by-spreadsheet' };
  const text = plainText(cell).toUpperCase();
  if (SCIENTIFIC.test(text)) return { fault: 'id.damaged-by-spreadsheet' };
  const id = readIdNumber(text, scope.today);
  const looksCut = /^\d{15}000$/.test(text);
  if (looksCut && (scope.isCsv || 'fault' in id)) return { fault: 'id.damaged-by-spreadsheet' };
  if ('fault' in id) return { fault: `id.${id.fault}` };
  if (text.startsWith(DEMO_PREFIX) !== scope.isDemo) return { fault: 'id.demo-mismatch' };
  const value = { text, number: id.number };
  if (id.isLegacy) return { value, warning: 'id.legacy-15' };
  return id.isRegionKnown ? { value } : { value, warning: 'id.region-unknown' };
}

const MOBILE = /^(?:\+?86-?)?(1\d{10})$/;
const LANDLINE = /^(?:\(?0\d{2,3}\)?-?)?\d{7,8}(?:-\d{1,5})?$/;

/** Reads a phone: eleven digits of a mobile, or a landline as it is written. */
export function readPhone(cell: Cell): Reading<string | undefined> {
  const text = plainText(cell).replace(/[–—−]/g, '-');
  const mobile = MOBILE.exec(text)?.[1] ?? MOBILE.exec(text.replaceAll('-', ''))?.[1];
  if (mobile !== undefined) return { value: mobile };
  if (LANDLINE.test(text)) return { value: text };
  return { value: undefined, warning: 'phone.format' };
}

const CARD_DIGITS_MIN = 13;
const CARD_DIGITS_MAX = 19;
const ACCOUNT = /^\d{6,30}$/;

/** Reads a bank account as digits; cards are checked, old passbooks have no check digit. */
export function readAccount(cell: Cell): Reading<string> {
  if (isInexact(cell)) return { fault: 'account.damaged-by-spreadsheet' };
  const text = plainText(cell).replace(/[-–—]/g, '');
  if (SCIENTIFIC.test(text)) return { fault: 'account.damaged-by-spreadsheet' };
  if (!ACCOUNT.test(text)) return { fault: 'number.unreadable' };
  const isCard = text.length >= CARD_DIGITS_MIN && text.length <= CARD_DIGITS_MAX;
  return isCard && !isLuhn(text) ? { value: text, warning: 'account.luhn' } : { value: text };
}
