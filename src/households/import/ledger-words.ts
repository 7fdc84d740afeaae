// Between a row of a ledger and a household of the database: the words of the one and the codes of
// the other. Finds nothing and stores nothing.

import { categories, houseKinds, structures } from '../model.ts';
import type { Works } from '../model.ts';
import { plainName } from '../sealing.ts';
import type { HouseholdPatch, NewHousehold } from '../../contracts/households.ts';
import type { HouseholdEntry, HouseholdValues } from './entry.ts';
import { readGroup } from './group.ts';
import { keptText } from './text.ts';

const codeOf = <Code extends string>(
  words: Readonly<Record<Code, { readonly zh: string }>>,
): ReadonlyMap<string, Code> =>
  new Map((Object.keys(words) as Code[]).map((code) => [words[code].zh, code]));

const categoryCodes = codeOf(categories);
const houseCodes = codeOf(houseKinds);
const structureCodes = codeOf(structures);

/** What a household is when its ledger does not say. */
export const defaultCategory = categories.ordinary.zh;

/** The works a row asks for; a ledger of clean heating without the word means the heat source. */
export function worksOf(word: string | undefined): readonly Works[] {
  if (word === '两者') return ['heating', 'insulation'];
  return word === '保温' ? ['insulation'] : ['heating'];
}

/** The word for the works a household has. */
export function wordOfWorks(works: readonly Works[]): string | undefined {
  if (works.length === 2) return '两者';
  const [only] = works;
  return only && (only === 'heating' ? '热源' : '保温');
}

/** The name a group goes by in the database: `3` is 3组. */
export function groupName(group: string): string {
  return /^\d+$/.test(group) ? `${group}组` : group;
}

/** The same back: 第三村民小组 is `3`. A name that no ledger would use stays. */
export function groupOfName(name: string): string {
  const reading = readGroup(name);
  return 'value' in reading ? reading.value : name;
}

const NOTE_CHARACTERS_MAX = 2000;

/** Square metres to two decimals, as they are kept. */
export const keptArea = (areaM2: number): number => Math.round(areaM2 * 100) / 100;
/** A telephone number as kept: digits, and what a landline is written with besides. */
export const keptPhone = (phone: string): string => phone.replace(/[()]/g, '');
/** Whether the ledger may hold a phone: invented and real numbers never mix. */
export const isPhoneOf = (isDemo: boolean, phone: string): boolean =>
  keptPhone(phone).startsWith('1540') === isDemo;
export const keptNote = (note: string): string =>
  note.length <= NOTE_CHARACTERS_MAX ? note : `${note.slice(0, NOTE_CHARACTERS_MAX - 1)}…`;

/** A value as it is compared: what is kept of it, without what makes no difference. */
export function comparable(
  key: keyof HouseholdValues,
  value: string | number | boolean | undefined,
): string | number | boolean | undefined {
  if (value === undefined) return undefined;
  switch (key) {
    case 'phone':
      return keptPhone(String(value)).replaceAll('-', '');
    case 'headName':
    case 'accountHolder':
      return plainName(String(value));
    case 'address':
    case 'priorHeating':
      return keptText(String(value));
    case 'note':
      return keptNote(String(value));
    case 'floorAreaM2':
    case 'heatedAreaM2':
      return keptArea(Number(value));
    case 'coalKgPerYear':
      return Math.round(Number(value));
    default:
      return value;
  }
}

/** Whether two values say the same of a household. */
export function isSame(
  key: keyof HouseholdValues,
  a: string | number | boolean | undefined,
  b: string | number | boolean | undefined,
): boolean {
  return comparable(key, a) === comparable(key, b);
}

type AccountOwner = Pick<HouseholdValues, 'accountNumber' | 'accountHolder' | 'headName'>;

/** An account as kept. Its holder is the head of the household unless somebody else is named. */
export function accountOf({ accountNumber, accountHolder, headName }: AccountOwner) {
  if (accountNumber === undefined) return undefined;
  const isCard = accountNumber.length >= 13 && accountNumber.length <= 19;
  const kind = isCard ? 'card' : 'passbook';
  return { number: accountNumber, holder: accountHolder ?? headName, kind } as const;
}

/** The fields of the page of a household that a row speaks of; others are left out. */
export function patchOf(values: Partial<HouseholdValues>): HouseholdPatch {
  const { headName, phone, people, category, isResident, address, houseType, structure } = values;
  const { builtYear, floorAreaM2, heatedAreaM2, priorHeating, coalKgPerYear, note } = values;
  const fields: { [K in keyof HouseholdPatch]: HouseholdPatch[K] | undefined } = {
    headName,
    phone: phone === undefined ? undefined : keptPhone(phone),
    people,
    category: category === undefined ? undefined : categoryCodes.get(category),
    isResident,
    address,
    houseKind: houseType === undefined ? undefined : houseCodes.get(houseType),
    structure: structure === undefined ? undefined : structureCodes.get(structure),
    builtYear,
    floorAreaM2: floorAreaM2 === undefined ? undefined : keptArea(floorAreaM2),
    heatedAreaM2: heatedAreaM2 === undefined ? undefined : keptArea(heatedAreaM2),
    priorHeating,
    coalKgPerYear: coalKgPerYear === undefined ? undefined : Math.round(coalKgPerYear),
    note: note === undefined ? undefined : keptNote(note),
  };
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as HouseholdPatch;
}

type Given<Key extends keyof HouseholdPatch> = {
  readonly [K in Key]: Exclude<HouseholdPatch[K], undefined>;
};

/** Everything a new household is registered with but its cases. */
export function newHouseholdOf(
  entry: HouseholdEntry,
  findings: readonly string[],
  isDemo: boolean,
): Omit<NewHousehold, 'cases'> {
  const { phone, ...others } = entry;
  const keepsPhone = phone !== undefined && isPhoneOf(isDemo, phone);
  const empty = {
    phone: null,
    people: null,
    category: 'ordinary',
    isResident: null,
    address: null,
    houseKind: null,
    structure: null,
    builtYear: null,
    floorAreaM2: null,
    priorHeating: null,
    coalKgPerYear: null,
    note: null,
  } as const;
  return {
    ...empty,
    // Fields the row does not speak of are left out of the patch, not undefined in it.
    ...(patchOf(keepsPhone ? entry : others) as Given<keyof typeof empty>),
    headName: entry.headName,
    heatedAreaM2: keptArea(entry.heatedAreaM2),
    villageKey: entry.village,
    group: groupName(entry.group),
    idNumber: entry.person,
    account: accountOf(entry) ?? null,
    findings: [...findings],
  };
}
