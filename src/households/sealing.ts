// Makes what an action may see out of what a person wrote: personal numbers checked, sealed and
// masked, names in pinyin. Past this door no plain number travels, so none reaches the journal.

import { pinyin } from 'pinyin-pro';
import { z } from 'zod';
import { NewHousehold, plainFields, withoutDefaults } from '../contracts/households.ts';
import type { Account, HouseholdPatch, personalFields } from '../contracts/households.ts';
import { fail } from '../core/errors.ts';
import { readIdNumber } from '../core/identity.ts';
import type { Day } from '../core/day.ts';
import type { Vault } from '../db/vault.ts';
import { maskAccount, maskId, maskPhone } from './model.ts';

const Bytes = z.base64().max(400);
const SealedNumber = z.strictObject({ sealed: Bytes, print: Bytes, masked: z.string() });
const SealedId = SealedNumber.extend({ endPrint: Bytes, tail: z.string(), isDemo: z.boolean() });
const SealedPhone = SealedNumber.extend({ isDemo: z.boolean() });
const SealedAccount = SealedNumber.extend({ holder: z.string(), kind: z.string() });

const { idNumber: _id, phone: _phone, account: _account, ...openFields } = NewHousehold.shape;

const nameFields = {
  givenName: z.string(),
  headPinyin: z.string().max(400),
  headInitials: z.string().max(60),
};
const sealedFields = {
  idNumber: SealedId.nullable(),
  phone: SealedPhone.nullable(),
  account: SealedAccount.nullable(),
};

/** A household as an action takes it in. */
export const SealedHousehold = z.strictObject({ ...openFields, ...nameFields, ...sealedFields });
export type SealedHousehold = z.output<typeof SealedHousehold>;

/** Changed fields as an action takes them in. */
export const SealedPatch = z
  .strictObject({
    ...withoutDefaults(plainFields),
    ...nameFields,
    ...sealedFields,
    /** The warnings still open, when an import looks at the household again. */
    findings: z.array(z.string().max(60)).max(30),
  })
  .partial();
export type SealedPatch = z.output<typeof SealedPatch>;

/** With what, for whom and when numbers are sealed. */
export type Sealing = {
  readonly vault: Vault;
  readonly districtCode: number;
  /** The day after which no birthday lies. */
  readonly today: Day;
};

/** The household with its personal numbers sealed. Refuses `household.bad-id`. */
export function sealHousehold(household: NewHousehold, sealing: Sealing): SealedHousehold {
  const { idNumber, phone, account, ...open } = household;
  return {
    ...open,
    ...nameWords(open.headName),
    idNumber: sealIf(idNumber, sealId, sealing),
    phone: sealIf(phone, sealPhone, sealing),
    account: sealIf(account, sealAccount, sealing),
  };
}

function sealIf<Plain, Sealed>(
  plain: Plain | null,
  seal: (plain: Plain, sealing: Sealing) => Sealed,
  sealing: Sealing,
): Sealed | null {
  return plain === null ? null : seal(plain, sealing);
}

/** The patch with its personal numbers sealed. Refuses `household.bad-id` and an empty one. */
export function sealPatch(patch: HouseholdPatch, sealing: Sealing): SealedPatch {
  const { idNumber, phone, account, ...open } = patch;
  if (Object.keys(patch).length === 0) fail('household.no-change', {});
  return {
    ...open,
    ...(open.headName === undefined ? {} : nameWords(open.headName)),
    ...(idNumber === undefined ? {} : { idNumber: sealIf(idNumber, sealId, sealing) }),
    ...(phone === undefined ? {} : { phone: sealIf(phone, sealPhone, sealing) }),
    ...(account === undefined ? {} : { account: sealIf(account, sealAccount, sealing) }),
  };
}

/** Surnames of two characters, after which the given name begins. */
const doubleSurname =
  /^(?:欧阳|司马|上官|诸葛|东方|尉迟|皇甫|慕容|令狐|长孙|宇文|夏侯|公孙|司徒|端木|独孤|南宫)(?=.)/;

/** The given name, the pinyin and the initials of a name, as people search for it. */
export function nameWords(name: string) {
  const plain = plainName(name);
  const syllables = pinyin(plain, { toneType: 'none', type: 'array', surname: 'head' })
    .map((syllable) => syllable.toLowerCase().replace(/[^a-z]/g, ''))
    .filter((syllable) => syllable !== '');
  return {
    givenName: givenNameOf(plain),
    headPinyin: syllables.join(''),
    headInitials: syllables.map((syllable) => syllable.slice(0, 1)).join(''),
  };
}

function givenNameOf(name: string): string {
  const dot = name.indexOf('·');
  if (dot > 0) return name.slice(dot + 1);
  const surname = doubleSurname.exec(name)?.[0] ?? [...name][0] ?? '';
  return name.slice(surname.length);
}

/** A name as compared: NFKC, without white space. */
export function plainName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, '');
}

type Kind = keyof typeof personalFields;
const contextOf = (kind: Kind, districtCode: number) => `${districtCode} household ${kind}`;

function sealNumber(number: string, kind: Kind, { vault, districtCode }: Sealing) {
  const context = contextOf(kind, districtCode);
  return {
    sealed: vault.seal(number, context).toString('base64'),
    print: vault.print(number, context).toString('base64'),
  };
}

const idFaults = {
  format: { faultZh: '位数或字符不对', faultEn: 'its length or a character' },
  checksum: { faultZh: '校验位不符', faultEn: 'its check character' },
  birthdate: { faultZh: '出生日期不存在', faultEn: 'its birthday' },
} as const;

function sealId(written: string, sealing: Sealing): z.output<typeof SealedId> {
  const read = readIdNumber(written, sealing.today);
  if ('fault' in read) {
    return fail('household.bad-id', { masked: maskId(written), ...idFaults[read.fault] });
  }
  const { number } = read;
  return {
    ...sealNumber(number, 'idNumber', sealing),
    endPrint: printOfEnd(number.slice(-6), sealing).toString('base64'),
    tail: number.slice(-4),
    masked: maskId(number),
    isDemo: number.startsWith('640399'),
  };
}

function sealPhone(written: string, sealing: Sealing): z.output<typeof SealedPhone> {
  const number = written.replaceAll('-', '');
  const isDemo = number.startsWith('1540');
  return { ...sealNumber(number, 'phone', sealing), masked: maskPhone(number), isDemo };
}

function sealAccount({ number, holder, kind }: Account, sealing: Sealing) {
  return { ...sealNumber(number, 'account', sealing), masked: maskAccount(number), holder, kind };
}

/** The look-up hash of a whole ID number, of 18 characters or the 15 of old. */
export function printOfId(number: string, sealing: Sealing): Buffer | undefined {
  const read = readIdNumber(number, sealing.today);
  if ('fault' in read) return undefined;
  return sealing.vault.print(read.number, contextOf('idNumber', sealing.districtCode));
}

/** The look-up hash of the last six characters of an ID number. */
export function printOfEnd(end: string, { vault, districtCode }: Omit<Sealing, 'today'>): Buffer {
  return vault.print(end, `${districtCode} household end of idNumber`);
}

/** The look-up hash of a telephone or account number. */
export function printOfNumber(
  number: string,
  kind: 'phone' | 'account',
  { vault, districtCode }: Omit<Sealing, 'today'>,
): Buffer {
  return vault.print(number, contextOf(kind, districtCode));
}

/** A sealed number in plain; only for the answer to household.unmask and for bank files. */
export function openNumber(
  sealed: Buffer | null,
  kind: Kind,
  { vault, districtCode }: Omit<Sealing, 'today'>,
): string | null {
  return sealed && vault.open(sealed, contextOf(kind, districtCode));
}
