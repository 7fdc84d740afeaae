// A correction sends what differs and nothing else.

import { expect, test } from 'vitest';
import type { HouseholdFile } from '../../../api/ledger.ts';
import { changesOf } from './facts.ts';

const file = {
  headName: '甲',
  people: 4,
  isResident: true,
  address: '一巷',
  heatedAreaM2: 60,
  note: null,
} as unknown as HouseholdFile;
const same = { headName: '甲', people: 4, isResident: 'yes', address: '一巷', heatedAreaM2: 60 };

test('what is left as it was is not sent, nor are personal numbers left empty', () => {
  expect(changesOf(file, { ...same, note: undefined, accountKind: 'card' })).toEqual({});
});

test('what differs is sent, and what was emptied as null', () => {
  const given = {
    ...same,
    people: 5,
    address: undefined,
    isResident: undefined,
    phone: '15400000001',
  };
  expect(changesOf(file, given)).toEqual({
    people: 5,
    address: null,
    isResident: null,
    phone: '15400000001',
  });
});

test('an account takes the head of the household as its holder unless told', () => {
  expect(
    changesOf(file, { ...same, accountNumber: '6217 0000 0000', accountKind: 'card' }),
  ).toEqual({
    account: { number: '621700000000', holder: '甲', kind: 'card' },
  });
});
