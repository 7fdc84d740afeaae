// Reads a number of households from a cell of annex 1: 600, “7,000户”, 1.18万户.

import { multiply, parseDecimal, rational, toNumber } from '../core/rational.ts';
import type { Cell } from '../office/workbook.ts';

/** A cell as compared: half-width, small letters, no white space. */
export function plainCell(cell: Cell | undefined): string {
  const text = typeof cell === 'string' || typeof cell === 'number' ? String(cell) : '';
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}

const HOUSEHOLDS_MAX = 1_000_000;

/** Households in a cell; 0 when it is empty. */
export function readHouseholds(
  cell: Cell | undefined,
  power: 0 | 4,
): number | 'unreadable' | 'error' {
  if (typeof cell === 'object' && 'error' in cell) return 'error';
  const text = typeof cell === 'number' ? String(cell) : plainCell(cell);
  const [, number, ten] = /^([\d,.]+)(万)?户?$/.exec(text) ?? [];
  if (text === '' || /^[-—–/无]+$/.test(text)) return 0;
  const read = number === undefined ? undefined : parseDecimal(number.replaceAll(',', ''));
  if (!read) return 'unreadable';
  const factor = ten !== undefined || power === 4 ? 10_000 : 1;
  const households = multiply(read, rational(factor));
  if (households.d !== 1n || toNumber(households) > HOUSEHOLDS_MAX) return 'unreadable';
  return toNumber(households);
}
