// What an import would do with one row: a new household, or an old one field by field, and which
// of its values a person has to be asked about. Pure; storing is store-ledger.ts.

import type { CaseState, Works } from '../model.ts';
import { openStates } from '../model.ts';
import type { HouseholdEntry, HouseholdValues } from './entry.ts';
import { isSame, worksOf } from './ledger-words.ts';

/** A live case of a household of the ledger. */
export type LedgerCase = {
  readonly caseId: string;
  readonly works: Works;
  readonly state: CaseState;
  readonly year: number;
};

/** A household of the ledger as far as an import must know it. */
export type LedgerHousehold = HouseholdValues & {
  /** The ID number in its form of 18 characters. */
  readonly person: string;
  /** Name of the village, for a person to read. */
  readonly villageName: string;
  /** Years in which works were given to it before the programme, the latest of each kind. */
  readonly convertedIn?: Readonly<Partial<Record<Works, number>>>;
  readonly householdId?: string;
  /** True when works are approved: its facts are changed by request only. */
  readonly isBound?: boolean;
  readonly cases?: readonly LedgerCase[];
  /** Fields whose value did not come from the last ledger: somebody has entered it by hand. */
  readonly byHand?: ReadonlySet<string>;
  /** What ledgers have told of it, personal numbers as keyed hashes. */
  readonly told?: Readonly<Record<string, string | number | boolean | null>>;
  /** What the programme has recorded itself of what ledgers only tell. */
  readonly known?: KnownValues;
};

/** What a case has come to in the programme, as an export of the ledger writes it. */
export type KnownValues = Readonly<
  Partial<Pick<HouseholdValues, 'enterprise' | 'installedOn' | 'acceptedOn' | 'acceptance'>>
>;

/**
 * What becomes of a value of the file that differs from the ledger's. `taken`; `by-hand`: the
 * ledger's is newer, and stays unless a person says so; `approved`: the household's works are
 * approved, a change has to be asked for; `fixed`: it is changed elsewhere, never by a file.
 */
export type FieldStatus = 'taken' | 'by-hand' | 'approved' | 'fixed';

export type PlannedKey = Exclude<keyof HouseholdValues, 'town' | 'village' | 'idNumber'>;
type Value = string | number | boolean;

export type FieldChange = {
  readonly key: PlannedKey;
  /** Null: the ledger says nothing. */
  readonly old: Value | null;
  readonly new: Value;
  readonly status: FieldStatus;
};

/** How many rows would do what. */
export type Changes = {
  readonly new: number;
  readonly updated: number;
  readonly unchanged: number;
};

export type RowPlan = {
  readonly entry: HouseholdEntry;
  /** Undefined for a new one. */
  readonly household: LedgerHousehold | undefined;
  readonly change: keyof Changes;
  readonly fields: readonly FieldChange[];
};

/** The fields on the page of a household; personal numbers among them. */
export const householdKeys = [
  'headName',
  'phone',
  'people',
  'category',
  'isResident',
  'address',
  'houseType',
  'structure',
  'builtYear',
  'floorAreaM2',
  'heatedAreaM2',
  'priorHeating',
  'coalKgPerYear',
  'accountNumber',
  'accountHolder',
  'note',
] as const satisfies readonly PlannedKey[];
/** What ledgers tell that has its own course in the programme: kept as told, never as done. */
export const toldKeys = [
  'enterprise',
  'costFen',
  'installedOn',
  'acceptedOn',
  'acceptance',
] as const satisfies readonly PlannedKey[];
/** Money planned for a case. */
export const moneyKeys = [
  'equipmentFen',
  'constructionFen',
  'selfRaisedFen',
] as const satisfies readonly PlannedKey[];

const plannedKeys: readonly PlannedKey[] = [
  'group',
  ...householdKeys,
  'works',
  'method',
  'year',
  ...moneyKeys,
  ...toldKeys,
];

/** The case that the method and the money of a row belong to. */
export function mainCase(household: LedgerHousehold): LedgerCase | undefined {
  const cases = household.cases ?? [];
  return cases.find(({ works }) => works === 'heating') ?? cases[0];
}

/** The works a row asks for that the household has no case of. */
export function missingWorks(entry: HouseholdEntry, household: LedgerHousehold): Works[] {
  if (entry.works === undefined && (household.cases ?? []).length > 0) return [];
  const has = new Set((household.cases ?? []).map(({ works }) => works));
  return worksOf(entry.works).filter((one) => !has.has(one));
}

/** What an import would do with a row. A phone that the ledger may not hold changes nothing. */
export function planRow(
  entry: HouseholdEntry,
  household: LedgerHousehold | undefined,
  mayHoldPhone: (phone: string) => boolean = () => true,
): RowPlan {
  if (!household) return { entry, household, change: 'new', fields: [] };
  const fields = plannedKeys.flatMap((key): FieldChange[] => {
    const value = entry[key];
    if (value === undefined || saysTheSame(key, entry, household)) return [];
    if (key === 'phone' && !mayHoldPhone(String(value))) return [];
    const old = knownOf(key, household) ?? household[key] ?? null;
    return [{ key, old, new: value, status: statusOf(key, household) }];
  });
  return { entry, household, change: fields.length > 0 ? 'updated' : 'unchanged', fields };
}

function saysTheSame(key: PlannedKey, entry: HouseholdEntry, household: LedgerHousehold): boolean {
  if (key === 'works' && household.cases) return missingWorks(entry, household).length === 0;
  // Whose account it is says nothing without an account.
  const hasAccount = (entry.accountNumber ?? household.accountNumber) !== undefined;
  if (key === 'accountHolder' && !hasAccount) return true;
  // Only heating has a method.
  if (key === 'method' && !worksOf(entry.works).includes('heating')) return true;
  // A ledger may repeat what one told before, or what came of it in the programme.
  const known = knownOf(key, household);
  if (known !== undefined && isSame(key, entry[key], known)) return true;
  return isSame(key, entry[key], household[key]);
}

function knownOf(key: PlannedKey, { known }: LedgerHousehold): Value | undefined {
  return known?.[key as keyof KnownValues];
}

const isOneOf = (keys: readonly PlannedKey[], key: PlannedKey) => keys.includes(key);
const isOpen = (state: CaseState) => (openStates as readonly CaseState[]).includes(state);

function statusOf(key: PlannedKey, household: LedgerHousehold): FieldStatus {
  if (isOneOf(toldKeys, key) || key === 'works') return 'taken';
  if (key === 'year') return 'fixed';
  const main = mainCase(household);
  if (key === 'method')
    return main && main.state !== 'registered' ? 'fixed' : byHand(key, household);
  if (isOneOf(moneyKeys, key)) {
    return main && !isOpen(main.state) ? 'approved' : byHand(key, household);
  }
  return household.isBound ? 'approved' : byHand(key, household);
}

function byHand(key: PlannedKey, household: LedgerHousehold): FieldStatus {
  return household.byHand?.has(key) ? 'by-hand' : 'taken';
}

/** The fields of a plan that are stored: those taken, and those by hand where a person said so. */
export function takenFields(plan: RowPlan, takesByHand: boolean): readonly FieldChange[] {
  return plan.fields.filter(
    ({ status }) => status === 'taken' || (takesByHand && status === 'by-hand'),
  );
}

/** Whether a person has to look at a row: the file says something that will not simply be taken. */
export function needsLook({ fields }: Pick<RowPlan, 'fields'>): boolean {
  return fields.some(({ status }) => status !== 'taken');
}
