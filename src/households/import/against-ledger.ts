// Compares the rows of a file with the households already in the ledger: who is new, who changes,
// who is registered elsewhere.

import { clashFinding, type CheckedLedger } from './check-ledger.ts';
import type { Clash } from './clashes.ts';
import type { HouseholdEntry, HouseholdValues } from './entry.ts';
import type { Finding } from './findings.ts';

/** A household of the ledger as far as an import must know it. */
export type LedgerHousehold = HouseholdValues & {
  /** The ID number in its form of 18 characters. */
  readonly person: string;
  /** Name of the village, for a person to read. */
  readonly villageName: string;
  /** Year in which it was converted before the programme. */
  readonly convertedIn?: number;
};

/** Finds households of the ledger, thousands of keys at a time. */
export type LedgerLookup = {
  listByPerson(persons: readonly string[]): Promise<readonly LedgerHousehold[]>;
  listByAccount(accounts: readonly string[]): Promise<readonly LedgerHousehold[]>;
  listByPhone(phones: readonly string[]): Promise<readonly LedgerHousehold[]>;
};

/** A ledger that holds no household yet. */
export const emptyLedger: LedgerLookup = {
  listByPerson: async () => [],
  listByAccount: async () => [],
  listByPhone: async () => [],
};

export type Changes = {
  readonly new: number;
  readonly updated: number;
  readonly unchanged: number;
};

export type ComparedLedger = {
  readonly entries: readonly HouseholdEntry[];
  readonly findings: readonly Finding[];
  readonly changes: Changes;
};

/** Adds what the ledger has to say to a file that was read. */
export async function compareWithLedger(
  checked: CheckedLedger,
  ledger: LedgerLookup,
): Promise<ComparedLedger> {
  const { entries: candidates, letters } = checked;
  const known = new Map(
    (await ledger.listByPerson(candidates.map(({ person }) => person))).map((one) => [
      one.person,
      one,
    ]),
  );
  const elsewhere = candidates.flatMap((entry): Clash[] => {
    const household = known.get(entry.person);
    if (!household || household.village === entry.village) return [];
    const details = { where: household.villageName, name: household.headName };
    return [{ entry, column: 'idNumber', code: 'duplicate.in-ledger', details }];
  });
  const refused = new Set(elsewhere.map(({ entry }) => entry));
  const entries = candidates.filter((entry) => !refused.has(entry));
  const clashes = [
    ...elsewhere,
    ...conversions(entries, known),
    ...(await shared(entries, ledger)),
  ];
  const changes = { new: 0, updated: 0, unchanged: 0 };
  for (const entry of entries) changes[changeOf(entry, known.get(entry.person))] += 1;
  const isOfRefusedRow = refusedRows(refused);
  const kept = checked.findings.filter((one) => one.severity === 'error' || !isOfRefusedRow(one));
  const added = clashes.map((clash) => clashFinding(clash, letters));
  return { entries, findings: [...kept, ...added], changes };
}

/** A row refused because of the ledger keeps its errors only. */
function refusedRows(refused: ReadonlySet<HouseholdEntry>): (finding: Finding) => boolean {
  const rows = new Set([...refused].map(({ sheet, row }) => `${row} ${sheet}`));
  return ({ sheet, row }) => rows.has(`${row} ${sheet}`);
}

function conversions(
  entries: readonly HouseholdEntry[],
  known: ReadonlyMap<string, LedgerHousehold>,
): Clash[] {
  return entries.flatMap((entry): Clash[] => {
    const year = known.get(entry.person)?.convertedIn;
    if (year === undefined) return [];
    return [{ entry, column: 'idNumber', code: 'prior-conversion', details: { year } }];
  });
}

/** Accounts and phones that other households of the ledger already use. */
async function shared(entries: readonly HouseholdEntry[], ledger: LedgerLookup): Promise<Clash[]> {
  const given = (key: 'accountNumber' | 'phone') => [
    ...new Set(entries.flatMap((entry) => entry[key] ?? [])),
  ];
  const byAccount = await ledger.listByAccount(given('accountNumber'));
  const byPhone = await ledger.listByPhone(given('phone'));
  return [
    ...sharedBy(entries, byAccount, 'accountNumber', 'duplicate.account'),
    ...sharedBy(entries, byPhone, 'phone', 'phone.shared'),
  ];
}

function sharedBy(
  entries: readonly HouseholdEntry[],
  households: readonly LedgerHousehold[],
  key: 'accountNumber' | 'phone',
  code: Clash['code'],
): Clash[] {
  const users = Map.groupBy(households, (household) => household[key] ?? '');
  return entries.flatMap((entry): Clash[] => {
    const other = users.get(entry[key] ?? '-')?.find(({ person }) => person !== entry.person);
    if (!other) return [];
    const others = `${other.villageName}${other.headName}`;
    return [{ entry, column: key, code, details: { others } }];
  });
}

function changeOf(entry: HouseholdEntry, household: LedgerHousehold | undefined): keyof Changes {
  if (!household) return 'new';
  const { sheet: _, row: __, person: ___, ...values } = entry;
  const isSame = Object.entries(values).every(
    ([key, value]) => household[key as keyof HouseholdValues] === value,
  );
  return isSame ? 'unchanged' : 'updated';
}
