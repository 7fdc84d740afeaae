// The nearest name is what was meant, and nothing when nothing is near.

import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

test.each([
  ['unti', 'unit'],
  ['tagets', 'targets'],
  ['Central', 'central'],
  ['平方未', '平方米'],
])('%s was meant as %s', (written, meant) => {
  expect(nearest(written, ['unit', 'targets', 'central', '平方米', '元'])).toBe(meant);
});

test('a name nothing like any other has no nearest, not even one of a single character', () => {
  expect(nearest('zebra', ['unit', 'targets'])).toBeUndefined();
  expect(nearest('斗', ['元', '户'])).toBeUndefined();
  expect(nearest('', ['元'])).toBeUndefined();
});
