// What is typed becomes exact values: fen from yuan, nothing rounded, nothing guessed.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decisionsInRules,
  fieldText,
  parseField,
  readTyped,
  typedInputs,
  type Input,
} from './benefit-inputs.ts';

const name = { zh: '费用', en: 'Cost' };
const cost = {
  id: 'costFen',
  name,
  required: true,
  type: 'money',
  role: 'cost',
  typical: 700000,
} as const;
const area = {
  id: 'areaM2',
  name,
  required: false,
  type: 'quantity',
  unit: '平方米',
  step: 1,
} as const;
const method: Input = {
  id: 'method',
  name,
  required: true,
  type: 'choice',
  options: [{ id: 'gas', name }],
};

test('a split fen, a negative sum and words are no money', () => {
  for (const text of ['59.999', '-1', '六千', '1e3', '']) {
    expect(parseField(cost, text)).toBeUndefined();
  }
});

test('yuan are typed with or without separators and kept as whole fen', () => {
  expect(parseField(cost, '5,999')).toBe('599900');
  expect(parseField(cost, '6000.5')).toBe('600050');
  fc.assert(
    fc.property(fc.nat(1_000_000_000), (fen) => {
      expect(parseField(cost, fieldText(cost, String(fen)))).toBe(String(fen));
    }),
  );
});

test('an option the programme does not have is left out, not passed on', () => {
  expect(readTyped([method], { method: 'coal' })).toEqual({});
  expect(readTyped([method, cost], { method: 'gas', costFen: '1' })).toEqual({
    method: 'gas',
    costFen: 1,
  });
});

test('the page opens on a usual household, and stays empty when it was emptied', () => {
  expect(typedInputs([cost, area], {})).toEqual({ costFen: '700000', areaM2: undefined });
  expect(typedInputs([cost], { blank: '1' })).toEqual({ blank: '1' });
  expect(typedInputs([cost], { costFen: '5' })).toEqual({ costFen: '5' });
});

test('only decisions the rules turn on are asked for, not those a figure rests on', () => {
  const figure = { value: 80, unit: '%', decision: 'D09' };
  const benefit = {
    inputs: [],
    checks: [],
    items: [
      {
        id: 'aid',
        name,
        kind: 'one-off',
        clause: '九',
        quote: '补',
        instalments: [],
        amount: {
          op: 'by-decision',
          decision: 'D02',
          cases: { a: { op: 'percent', rate: figure, of: 'costFen' } },
        },
        split: { by: 'share', shares: [{ fund: 'central', parts: 1 }] },
      },
    ],
    totalNotAbove: { input: 'costFen', when: { D04: 'never' } },
  } as unknown as Parameters<typeof decisionsInRules>[0];
  expect(decisionsInRules(benefit, ['D01', 'D02', 'D04', 'D09'])).toEqual(['D02', 'D04']);
});
