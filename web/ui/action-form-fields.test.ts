// What is typed into a form becomes what is sent, exactly, or is refused by name.

import { expect, test } from 'vitest';
import { readField, type FieldSpec } from './action-form-fields.ts';

const money: FieldSpec = { kind: 'money', label: '' };
const warmth: FieldSpec = { kind: 'number', label: '', digits: 1, scale: 10, min: -60, max: 120 };

test.each([
  ['4799.2', 479_920],
  ['１，２３４．００', 123_400],
  ['1,234.5', 123_450],
])('%s yuan are %i fen', (typed, fen) => {
  expect(readField(money, typed)).toEqual({ value: fen });
});

test.each(['1.234', '-5', 'x', '1e3'])('%s is no sum', (typed) => {
  expect(readField(money, typed)).toEqual({ fault: 'bad-money' });
});

test.each([
  ['18.6', 186],
  ['−6.1', -61],
])('%s ℃ are %i tenths', (typed, tenths) => {
  expect(readField(warmth, typed)).toEqual({ value: tenths });
});

test('a number outside its limits is refused', () => {
  expect(readField(warmth, '121')).toEqual({ fault: 'too-large' });
  expect(readField(warmth, '-61')).toEqual({ fault: 'too-small' });
  expect(readField(warmth, '1.23')).toEqual({ fault: 'bad-number' });
});

test('an empty field is missing, or undefined where it may be', () => {
  expect(readField({ kind: 'text', label: '' }, '  ')).toEqual({ fault: 'missing' });
  expect(readField({ kind: 'text', label: '', isOptional: true }, '')).toEqual({
    value: undefined,
  });
  expect(readField({ kind: 'several', label: '', options: [] }, [])).toEqual({ fault: 'missing' });
  expect(readField({ kind: 'day', label: '' }, '2022-02-30')).toEqual({ fault: 'bad-day' });
});
