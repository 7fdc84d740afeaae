// What may be said of a household, and how everything else is refused.

import { expect, test } from 'vitest';
import { evaluateBenefit } from './evaluate.ts';
import { refusalOf } from './refusal.testing.ts';
import { figure, rulesOf } from './rules.testing.ts';
import type { BenefitInputs } from '../types.ts';

const rules = rulesOf({ op: 'fixed', amount: figure(1, '元') });
const give = (inputs: BenefitInputs) => () => evaluateBenefit(rules, inputs);
/** What JSON makes of a number too large to hold. */
const TOO_LARGE = Number.POSITIVE_INFINITY;

test('an unknown input is refused and the nearest one named', () => {
  expect(refusalOf(give({ costFenn: 1 }))).toBe('benefit.unknown-input');
  expect(give({ costFenn: 1 })).toThrow(/did you mean costFen/);
  expect(refusalOf(give({ ['__proto__x']: 1 }))).toBe('benefit.unknown-input');
  expect(refusalOf(give(JSON.parse('{"__proto__": 5}') as BenefitInputs))).toBe(
    'benefit.unknown-input',
  );
});

test('money in text, fractions of a fen, negatives and excess are refused', () => {
  expect(refusalOf(give({ costFen: '5999' }))).toBe('benefit.money-not-number');
  expect(refusalOf(give({ costFen: true }))).toBe('benefit.money-not-number');
  expect(refusalOf(give({ costFen: Number.NaN }))).toBe('benefit.money-not-number');
  expect(refusalOf(give({ costFen: 0.5 }))).toBe('benefit.money-not-whole');
  expect(refusalOf(give({ costFen: -1 }))).toBe('benefit.negative-input');
  expect(refusalOf(give({ costFen: 1e300 }))).toBe('benefit.input-too-large');
  expect(refusalOf(give(JSON.parse('{"costFen": 1e400}') as BenefitInputs))).toBe(
    'benefit.input-too-large',
  );
  expect(refusalOf(give({ costFen: 10_000_000_000_001 }))).toBe('benefit.input-too-large');
});

test('quantities are plain decimals on their step, also as text', () => {
  expect(give({ areaM2: 60 })).not.toThrow();
  expect(give({ areaM2: '60' })).not.toThrow();
  expect(refusalOf(give({ areaM2: 60.5 }))).toBe('benefit.finer-than-step');
  expect(refusalOf(give({ areaM2: '六十' }))).toBe('benefit.not-a-quantity');
  expect(refusalOf(give({ areaM2: 1e-9 }))).toBe('benefit.not-a-quantity');
  expect(refusalOf(give({ areaM2: -3 }))).toBe('benefit.negative-input');
  expect(refusalOf(give({ areaM2: 201 }))).toBe('benefit.input-too-large');
  expect(refusalOf(give({ areaM2: TOO_LARGE }))).toBe('benefit.input-too-large');
  expect(refusalOf(give({ areaM2: Number.NaN }))).toBe('benefit.not-a-quantity');
  expect(refusalOf(give({ areaM2: '9'.repeat(5_000) }))).toBe('benefit.not-a-quantity');
});

test('choices, flags and years take only their own values', () => {
  expect(refusalOf(give({ method: 'coal' }))).toBe('benefit.no-such-option');
  expect(refusalOf(give({ isLowIncome: 'yes' }))).toBe('benefit.not-a-flag');
  expect(refusalOf(give({ isLowIncome: 1 }))).toBe('benefit.not-a-flag');
  expect(refusalOf(give({ year: '2023' }))).toBe('benefit.not-a-year');
  expect(refusalOf(give({ year: 23 }))).toBe('benefit.not-a-year');
});

test('null and undefined are missing, not refused', () => {
  const inputs: BenefitInputs = { costFen: null, areaM2: undefined };
  expect(evaluateBenefit(rules, inputs).missing).toEqual(['costFen']);
});

test('unknown decisions and options are refused', () => {
  const decided = rulesOf(
    { op: 'fixed', amount: figure(1, '元') },
    { decisions: { D01: ['a', 'b'] } },
  );
  expect(refusalOf(() => evaluateBenefit(decided, {}, { D02: 'a' }))).toBe(
    'benefit.unknown-decision',
  );
  expect(refusalOf(() => evaluateBenefit(decided, {}, { D01: 'c' }))).toBe(
    'benefit.unknown-decision-option',
  );
});

test('rules with a unit that does not fit are refused, also without the loader', () => {
  const bad = rulesOf({ op: 'fixed', amount: figure(1, '平方米') });
  expect(refusalOf(() => evaluateBenefit(bad, {}))).toBe('benefit.bad-rules');
});
