// The report of jumps as a person reads it.

import { expect, test } from 'vitest';
import { getProgramme } from '../rules/load.ts';
import type { Jump, JumpReport } from '../rules/types.ts';
import { jumpsText } from './benefit-jumps-text.ts';
import type { CommandIo } from './command.ts';
import { readFolder } from './read-folder.ts';

const heyuan = getProgramme(readFolder('programmes/heyuan-2024'));

function told(report: Partial<JumpReport>, language: CommandIo['language']): string[] {
  const io: CommandIo = { write: () => undefined, language, folder: '.' };
  const whole = { jumps: [], runningJumps: [], perverse: [], complete: true, ...report };
  return jumpsText(heyuan, whole, io).split('\n').slice(0, -1);
}

const usual: Jump = {
  input: 'heatedAreaM2',
  at: 60.01,
  totalBeforeFen: 100,
  totalAfterFen: 300,
  householdBeforeFen: null,
  householdAfterFen: null,
  given: { costFen: 1_000_000, method: 'heat-pump', isLowIncome: false },
};

test('findings at one place stand together, and a further one says only how it differs', () => {
  const poor = { ...usual, totalAfterFen: 400, given: { ...usual.given, isLowIncome: true } };
  expect(told({ jumps: [usual, poor] }, 'zh')).toEqual([
    '取暖面积 60.01 平方米：补助 1.00 → 3.00' +
      '（实际费用 10,000.00 元，改造方式 空气源热泵，低保户或分散供养特困人员户 否）',
    '    补助 1.00 → 4.00（低保户或分散供养特困人员户 是）',
  ]);
  expect(told({ jumps: [usual] }, 'en')).toEqual([
    'heated area 60.01 m²: aid 1.00 → 3.00 ' +
      '(actual cost 10,000.00 yuan, method heat pump, poor household no)',
  ]);
});

test('no jump is said to be none, and what could not be settled is said', () => {
  expect(told({}, 'zh')).toEqual(['没有跳变。']);
  expect(told({ complete: false }, 'en')[1]).toMatch(/^Not every place could be settled/);
});
