// Numbers with their units, in both languages.

import { expect, test } from 'vitest';
import { groupDigits, quantity } from './quantity.ts';

test('digits are grouped by three and a minus is a minus', () => {
  expect(groupDigits(22705)).toBe('22,705');
  expect(groupDigits('-1234567.50')).toBe('−1,234,567.50');
  expect(groupDigits('不适用')).toBe('不适用');
});

test('English counts in homes and millions, exactly', () => {
  expect(quantity(2.85, '万户', 'en')).toEqual({ value: '28,500', unit: 'homes' });
  expect(quantity(22705, '万元', 'en')).toEqual({ value: '227.05', unit: 'million CNY' });
  expect(quantity(500, '万元', 'en').value).toBe('5.00');
  expect(quantity('112.17', '万平方米', 'en')).toEqual({ value: '1,121,700', unit: 'm²' });
});

test('Chinese keeps the notice’s own number and unit', () => {
  expect(quantity(2.85, '万户', 'zh')).toEqual({ value: '2.85', unit: '万户' });
  expect(quantity(112.17, '万平方米', 'zh')).toEqual({ value: '112.17', unit: '万㎡' });
});
