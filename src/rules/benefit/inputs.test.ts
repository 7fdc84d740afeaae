// What may be said of a household, and how everything else is refused.

import { expect, test } from 'vitest';
import { evaluateBenefit } from './evaluate.ts';
import { expectRefusal } from './refusal.testing.ts';
import { figure, rulesOf } from './testing.ts';
import type { BenefitInputs } from '../types.ts';

const rules = rulesOf({ op: 'fixed', amount: figure(1, '元') });
const give = (inputs: BenefitInputs) => () => evaluateBenefit(rules, inputs);

test('an unknown input is refused and the nearest one named', () => {
  expectRefusal(give({ costFenn: 1 }), 'benefit.unknown-input');
  expect(give({ costFenn: 1 })).toThrow(/did you mean costFen/);
  expectRefusal(give({ ['__proto__x']: 1 }), 'benefit.unknown-input');
  expectRefusal(give(JSON.parse('{"__proto__": 5}') as BenefitInputs), 'benefit.unknown-input');
});

test('money in text, fractions of a fen, negatives and excess are refused each with its code', () => {
  expectRefusal(give({ costFen: '5999' }), 'benefit.money-not-number');
  expectRefusal(give({ costFen: true }), 'benefit.money-not-number');
  expectRefusal(give({ costFen: Number.NaN }), 'benefit.money-not-number');
  expectRefusal(give({ costFen: 0.5 }), 'benefit.money-not-whole');
  expectRefusal(give({ costFen: -1 }), 'benefit.negative-input');
  expectRefusal(give({ costFen: 1e300 }), 'benefit.input-too-large');
  expectRefusal(give(JSON.parse('{"costFen": 1e400}') as BenefitInputs), 'benefit.input-too-large');
  expectRefusal(give({ costFen: 10_000_000_000_001 }), 'benefit.input-too-large');
});

test('quantities are plain decimals on their step, also as text', () => {
  expect(give({ areaM2: 60 })).not.toThrow();
  expect(give({ areaM2: '60' })).not.toThrow();
  expectRefusal(give({ areaM2: 60.5 }), 'benefit.finer-than-step');
  expectRefusal(give({ areaM2: '六十' }), 'benefit.not-a-quantity');
  expectRefusal(give({ areaM2: 1e-9 }), 'benefit.not-a-quantity');
  expectRefusal(give({ areaM2: -3 }), 'benefit.negative-input');
  expectRefusal(give({ areaM2: 201 }), 'benefit.input-too-large');
  expectRefusal(give({ areaM2: 1e400 }), 'benefit.input-too-large');
  expectRefusal(give({ areaM2: Number.NaN }), 'benefit.not-a-quantity');
  expectRefusal(give({ areaM2: '9'.repeat(5_000) }), 'benefit.not-a-quantity');
});

test('choices, flags and years take only their own values', () => {
  expectRefusal(give({ method: 'coal' }), 'benefit.no-such-option');
  expectRefusal(give({ isLowIncome: 'yes' }), 'benefit.not-a-flag');
  expectRefusal(give({ isLowIncome: 1 }), 'benefit.not-a-flag');
  expectRefusal(give({ year: '2023' }), 'benefit.not-a-year');
  expectRefusal(give({ year: 23 }), 'benefit.not-a-year');
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
  expectRefusal(() => evaluateBenefit(decided, {}, { D02: 'a' }), 'benefit.unknown-decision');
  expectRefusal(
    () => evaluateBenefit(decided, {}, { D01: 'c' }),
    'benefit.unknown-decision-option',
  );
});

test('rules with a unit that does not fit are refused, also without the loader', () => {
  const bad = rulesOf({ op: 'fixed', amount: figure(1, '平方米') });
  expectRefusal(() => evaluateBenefit(bad, {}), 'benefit.bad-rules');
});
