// Money in integer fen 分, written for people in yuan 元. No floats: fen in, fen out.

import { invariant } from './invariant.ts';
import { parseDecimal, rational, roundHalfUp, multiply, type Rational } from './rational.ts';

/** Integer fen that a JavaScript number holds exactly (at most about 90 trillion yuan). */
export type Fen = number;

/** Rounds an exact amount in fen half up to whole fen (四舍五入). Throws beyond 2^53. */
export function toFen(amount: Rational): Fen {
  const fen = Number(roundHalfUp(amount));
  invariant(Number.isSafeInteger(fen), 'an amount in fen beyond 2^53');
  return fen;
}

/** Reads yuan such as `4799.20` into fen; undefined when it is not a number or splits a fen. */
export function yuanToFen(text: string): Fen | undefined {
  const yuan = parseDecimal(text);
  if (!yuan) return undefined;
  const fen = multiply(yuan, rational(100));
  return fen.d === 1n && Number.isSafeInteger(Number(fen.n)) ? Number(fen.n) : undefined;
}

/** Writes fen as yuan with two digits and thousands separators: 479920 → `4,799.20`. */
export function formatYuan(amountFen: Fen): string {
  invariant(Number.isSafeInteger(amountFen), 'money is whole fen');
  const digits = Math.abs(amountFen).toString().padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amountFen < 0 ? '−' : ''}${whole}.${digits.slice(-2)}`;
}
