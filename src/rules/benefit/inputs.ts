// Reads what is known of a household into exact values, refusing what cannot be meant. An input
// that is left out is not refused: it is missing, or empty when the rules do without it.

import { fail } from '../../core/errors.ts';
import { nearest } from '../../core/nearest.ts';
import * as q from '../../core/rational.ts';
import { parseDecimal, rational, ZERO, type Rational } from '../../core/rational.ts';
import { englishUnit } from '../../core/units.ts';
import type { BenefitInput } from '../schema/benefit.ts';
import type { BenefitInputs } from '../types.ts';
import type { Rules } from './rules.ts';

/** One hundred billion yuan: above any programme, and every sum below it is exact. */
const MONEY_MAX_FEN = 10_000_000_000_000;
const QUANTITY_MAX = 1_000_000_000;

/** The household's values by input id; an id in neither map is missing. */
export type Known = {
  /** Money in fen, quantities in their own unit. */
  readonly numbers: ReadonlyMap<string, Rational>;
  /** Option id, `true`/`false` or year, as a key of `cases`; null when left out and not needed. */
  readonly words: ReadonlyMap<string, string | null>;
};

/** Reads `inputs`. Refuses unknown ids, wrong types, negatives, fractions of a fen, excess. */
export function readInputs(rules: Rules, inputs: BenefitInputs): Known {
  if (typeof inputs !== 'object' || inputs === null || Array.isArray(inputs)) {
    fail('benefit.not-an-object', {});
  }
  for (const id of Object.keys(inputs)) if (!rules.inputs.has(id)) refuseUnknown(rules, id);
  const numbers = new Map<string, Rational>();
  const words = new Map<string, string | null>();
  for (const input of rules.inputs.values()) {
    const written = Object.hasOwn(inputs, input.id) ? inputs[input.id] : undefined;
    const isNumber = input.type === 'money' || input.type === 'quantity';
    if (written === undefined || written === null) {
      if (input.required) continue;
      if (isNumber) numbers.set(input.id, ZERO);
      else words.set(input.id, input.type === 'flag' ? 'false' : null);
    } else if (isNumber) numbers.set(input.id, readNumber(input, written));
    else words.set(input.id, readWord(input, written));
  }
  return { numbers, words };
}

function refuseUnknown(rules: Rules, id: string): never {
  const close = nearest(id, rules.inputs.keys());
  fail('benefit.unknown-input', {
    input: id.slice(0, 80),
    hintZh: close === undefined ? '' : `，是不是“${close}”`,
    hintEn: close === undefined ? '' : `; did you mean ${close}`,
  });
}

/** The details every refusal of an input speaks of. */
function about(input: BenefitInput, written: unknown) {
  const shown = typeof written === 'string' ? JSON.stringify(written) : String(written);
  return {
    input: input.id,
    name: input.name.zh,
    nameEn: input.name.en,
    written: shown.length > 60 ? `${shown.slice(0, 60)}…` : shown,
  };
}

type NumberInput = Extract<BenefitInput, { type: 'money' | 'quantity' }>;

function readNumber(input: NumberInput, written: number | string | boolean): Rational {
  const value = input.type === 'money' ? readMoney(input, written) : readQuantity(input, written);
  if (value.n < 0n) fail('benefit.negative-input', about(input, written), input.clause);
  const max = maxOf(input);
  if (q.compare(value, max) > 0) {
    fail('benefit.input-too-large', { ...about(input, written), max: q.toDecimal(max) });
  }
  return value;
}

/** The largest value an input may have, in its own unit (fen for money). */
export function maxOf(input: NumberInput): Rational {
  const most = rational(input.type === 'money' ? MONEY_MAX_FEN : QUANTITY_MAX);
  const own = input.max === undefined ? undefined : parseDecimal(String(input.max));
  return own ? q.least(own, most) : most;
}

/** The finest difference between two values of an input, in its own unit (1 fen for money). */
export function stepOf(input: NumberInput): Rational {
  const step = input.type === 'money' ? undefined : parseDecimal(String(input.step));
  return step && step.n > 0n ? step : q.ONE;
}

function readMoney(input: NumberInput, written: number | string | boolean): Rational {
  if (typeof written !== 'number' || Number.isNaN(written)) {
    fail('benefit.money-not-number', about(input, written), input.clause);
  }
  if (Math.abs(written) > MONEY_MAX_FEN) {
    const max = q.toDecimal(maxOf(input));
    fail('benefit.input-too-large', { ...about(input, written), max }, input.clause);
  }
  if (!Number.isInteger(written)) {
    fail('benefit.money-not-whole', about(input, written), input.clause);
  }
  return rational(written);
}

function readQuantity(input: NumberInput, written: number | string | boolean): Rational {
  const unit = input.type === 'quantity' ? input.unit : '分';
  const units = { unit, unitEn: englishUnit(unit) };
  const isTooLarge = typeof written === 'number' && Math.abs(written) > QUANTITY_MAX;
  if (isTooLarge) {
    const max = q.toDecimal(maxOf(input));
    fail('benefit.input-too-large', { ...about(input, written), max }, input.clause);
  }
  const isShort = typeof written === 'number' || String(written).length <= 40;
  const value = isShort ? parseDecimal(String(written)) : undefined;
  if (!value) fail('benefit.not-a-quantity', { ...about(input, written), ...units }, input.clause);
  const step = stepOf(input);
  if (q.divide(value, step).d !== 1n) {
    const details = { ...about(input, written), ...units, step: q.toDecimal(step) };
    fail('benefit.finer-than-step', details, input.clause);
  }
  return value;
}

type WordInput = Exclude<BenefitInput, NumberInput>;

function readWord(input: WordInput, written: number | string | boolean): string {
  switch (input.type) {
    case 'choice': {
      const ids = input.options.map(({ id }) => id);
      const isKnown = typeof written === 'string' && ids.includes(written);
      if (isKnown) return written;
      return fail('benefit.no-such-option', { ...about(input, written), options: ids.join(', ') });
    }
    case 'year': {
      const isYear = Number.isInteger(written) && Number(written) >= 1900;
      if (isYear && typeof written === 'number' && written <= 2200) return String(written);
      return fail('benefit.not-a-year', about(input, written), input.clause);
    }
    case 'flag':
      if (typeof written === 'boolean') return String(written);
      return fail('benefit.not-a-flag', about(input, written), input.clause);
  }
}
