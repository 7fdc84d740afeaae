// Exact fractions, so that sums and shares of money and area are compared without rounding.
// Not for physics: heat and emissions use ordinary numbers with a stated tolerance.

import { invariant } from './invariant.ts';

/** An exact fraction `n/d` in lowest terms with `d > 0`. */
export type Rational = { readonly n: bigint; readonly d: bigint };

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The fraction `n/d` in lowest terms. Throws when `d` is 0. */
export function rational(n: bigint | number, d: bigint | number = 1n): Rational {
  let [top, bottom] = [BigInt(n), BigInt(d)];
  invariant(bottom !== 0n, 'a fraction needs a denominator other than 0');
  if (bottom === 1n) return { n: top, d: 1n };
  if (bottom < 0n) [top, bottom] = [-top, -bottom];
  const factor = gcd(top, bottom);
  return factor === 1n ? { n: top, d: bottom } : { n: top / factor, d: bottom / factor };
}

export const ZERO = rational(0);
export const ONE = rational(1);

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** Reads a plain decimal such as `-12.50` exactly; undefined for anything else (`1e3`, ` 1`). */
export function parseDecimal(text: string): Rational | undefined {
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const fraction = match[3] ?? '';
  const digits = BigInt((match[2] ?? '') + fraction);
  return rational(match[1] === '-' ? -digits : digits, 10n ** BigInt(fraction.length));
}

export const add = (a: Rational, b: Rational): Rational =>
  a.d === b.d ? rational(a.n + b.n, a.d) : rational(a.n * b.d + b.n * a.d, a.d * b.d);
export const negate = (a: Rational): Rational => ({ n: -a.n, d: a.d });
export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b));
export const multiply = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d);
/** `a / b`. Throws when `b` is 0: the caller checks first and says what is missing. */
export const divide = (a: Rational, b: Rational): Rational => rational(a.n * b.d, a.d * b.n);

/** −1, 0 or 1 as `a` is below, equal to or above `b`. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const equals = (a: Rational, b: Rational): boolean => a.n === b.n && a.d === b.d;
export const least = (a: Rational, b: Rational): Rational => (compare(a, b) <= 0 ? a : b);
export const greatest = (a: Rational, b: Rational): Rational => (compare(a, b) >= 0 ? a : b);

/** The greatest whole number not above `a`. */
export function floor(a: Rational): bigint {
  const quotient = a.n / a.d;
  return a.n % a.d < 0n ? quotient - 1n : quotient;
}

/** The least whole number not below `a`. */
export function ceil(a: Rational): bigint {
  return -floor(negate(a));
}

/** Rounds to the nearest whole number, halves away from zero (四舍五入). */
export function roundHalfUp(a: Rational): bigint {
  const twice = a.n * 2n + (a.n < 0n ? -a.d : a.d);
  return twice / (a.d * 2n);
}

/** Writes `a` with at most `places` decimals (half away from zero), trailing zeros cut. */
export function toDecimal(a: Rational, places = 10): string {
  return toFixed(a, places)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

/** Writes `a` with exactly `places` decimals (half away from zero). */
export function toFixed(a: Rational, places: number): string {
  const scaled = roundHalfUp(multiply(a, rational(10n ** BigInt(places))));
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, '0');
  const sign = scaled < 0n ? '-' : '';
  if (places === 0) return sign + digits;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** The nearest ordinary number, for charts and for sorting only. */
export function toNumber(a: Rational): number {
  return Number(a.n) / Number(a.d);
}
