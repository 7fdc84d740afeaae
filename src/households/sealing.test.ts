// Proves that past the sealing no plain number is left, that the same number is found again
// however it was written, and that names are searched as people say them.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { aHousehold } from '../../test/helpers/ledger.ts';
import { dayOf } from '../../test/helpers/notes.ts';
import { idCheckCharacter } from '../core/identity.ts';
import { openVault } from '../db/vault.ts';
import { nameWords, openNumber, printOfId, sealHousehold, sealPatch } from './sealing.ts';

const folder = mkdtempSync(join(tmpdir(), 'sealing-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const vault = openVault(join(folder, 'vault.key'));
const sealing = { vault, districtCode: 640399, today: dayOf('2022-09-15') };

test('no sealed household holds a number in plain, and each opens again', () => {
  const digits = fc.integer({ min: 100, max: 999 }).map((n) => `64039919700101${n}`);
  const phone = fc
    .integer({ min: 0, max: 9_999_999 })
    .map((n) => `1540${String(n).padStart(7, '0')}`);
  fc.assert(
    fc.property(digits, phone, (seventeen, number) => {
      const idNumber = seventeen + idCheckCharacter(seventeen);
      const sealed = sealHousehold(aHousehold({ idNumber, phone: number }), sealing);
      const text = JSON.stringify(sealed);
      expect(text).not.toContain(idNumber.slice(6));
      expect(text).not.toContain(number);
      const bytes = Buffer.from(sealed.idNumber?.sealed ?? '', 'base64');
      expect(openNumber(bytes, 'idNumber', sealing)).toBe(idNumber);
      expect(sealHousehold(aHousehold({ idNumber, phone: number }), sealing)).toEqual(sealed);
    }),
    { numRuns: 50 },
  );
});

test('an ID number of 15 digits is the same person as its form of 18', () => {
  const [legacy, modern] = ['640399700101001', '64039919700101001'];
  const full = modern + idCheckCharacter(modern);
  const sealed = sealPatch({ idNumber: legacy }, sealing);
  expect(sealed.idNumber?.print).toBe(sealPatch({ idNumber: full }, sealing).idNumber?.print);
  expect(printOfId(legacy, sealing)).toEqual(printOfId(full, sealing));
  expect(printOfId('640399197001010000', sealing)).toBeUndefined();
});

const wrong = () => sealPatch({ idNumber: '640399197001010000' }, sealing);

test('a refusal of a wrong number shows it masked', () => {
  expect(wrong).toThrow('640399********0000');
  expect(wrong).not.toThrow('640399197001010000');
});

test.each([
  ['单甲子', '甲子', 'shanjiazi', 'sjz'],
  ['曾丙寅', '丙寅', 'zengbingyin', 'zby'],
  ['欧阳 乙丑', '乙丑', 'ouyangyichou', 'oyyc'],
  ['马·穆丁卯', '穆丁卯', 'mamudingmao', 'mmdm'],
])('%s is found by %s, %s and %s', (name, givenName, headPinyin, headInitials) => {
  expect(nameWords(name)).toEqual({ givenName, headPinyin, headInitials });
});
