// The capitals of cheques, as they are printed, and read back to the fen.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chineseCapitals } from './chinese-capitals.ts';

test.each([
  [530_000, '人民币伍仟叁佰元整'],
  [479_920, '人民币肆仟柒佰玖拾玖元贰角整'],
  [479_925, '人民币肆仟柒佰玖拾玖元贰角伍分'],
  [100_005, '人民币壹仟元零伍分'],
  [100_000_000, '人民币壹佰万元整'],
  [1_000_010, '人民币壹万元壹角整'],
  [1_010_100, '人民币壹万零壹佰零壹元整'],
  [10_050_000_00, '人民币壹仟零伍万元整'],
  [20_000_100_00, '人民币贰仟万零壹佰元整'],
  [100_000_001_00, '人民币壹亿零壹元整'],
  [1_000_000_000_000, '人民币壹佰亿元整'],
  [7, '人民币柒分'],
  [70, '人民币柒角整'],
  [0, '人民币零元整'],
])('%i fen are %s', (fen, capitals) => {
  expect(chineseCapitals(fen)).toBe(capitals);
});

/** Reads capitals back, by another way than they were written. */
function read(text: string): number {
  const [, yuan = '', tenths = ''] = /^人民币(?:(.*)元)?(.*)$/.exec(text) ?? [];
  let [total, group, value] = [0, 0, 0];
  for (const sign of yuan) {
    const digit = '零壹贰叁肆伍陆柒捌玖'.indexOf(sign);
    if (digit >= 0) value = digit;
    else if (sign === '万') [total, group, value] = [total + (group + value) * 10_000, 0, 0];
    else if (sign === '亿') [total, group, value] = [(total + group + value) * 1e8, 0, 0];
    else {
      group += value * 10 ** ('拾佰仟'.indexOf(sign) + 1);
      value = 0;
    }
  }
  const part = (unit: string) =>
    '零壹贰叁肆伍陆柒捌玖'.indexOf(new RegExp(`(.)${unit}`).exec(tenths)?.[1] ?? '零');
  return (total + group + value) * 100 + part('角') * 10 + part('分');
}

test('capitals read back to the same amount, never with two zeros together', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999_999_999_99 }), (amountFen) => {
      const text = chineseCapitals(amountFen);
      expect(read(text)).toBe(amountFen);
      expect(text).not.toMatch(/零零|零元.+|零万|零亿/);
    }),
    { numRuns: 2000 },
  );
});
