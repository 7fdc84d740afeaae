// Compares the rows of a file with the households already in the ledger: who is new, who changes,
// who is registered elsewhere.

import { clashFinding, type CheckedLedger } from './check-ledger.ts';
import type { Clash } from './clashes.ts';
import type { HouseholdEntry } from './entry.ts';
import type { Finding } from './findings.ts';
import { comparable } from './ledger-words.ts';
import { planRow, type Changes, type LedgerHousehold, type RowPlan } from './plan.ts';

/** Finds households of the ledger, thousands of keys at a time. */
export type LedgerLookup = {
  listByPerson(persons: readonly string[]): Promise<readonly LedgerHousehold[]>;
  listByAccount(accounts: readonly string[]): Promise<readonly LedgerHousehold[]>;
  listByPhone(phones: readonly string[]): Promise<readonly LedgerHousehold[]>;
  /** Those of these names in these villages that have an address. */
  listByName(
    names: readonly string[],
    villages: readonly string[],
  ): Promise<readonly LedgerHousehold[]>;
};

/** A ledger that holds no household yet. */
export const emptyLedger: LedgerLookup = {
  listByPerson: async () => [],
  listByAccount: async () => [],
  listByPhone: async () => [],
  listByName: async () => [],
};

export type ComparedLedger = {
  /** The rows that are taken, with what becomes of each. */
  readonly plans: readonly RowPlan[];
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
  const plans = entries.map((entry) => planRow(entry, known.get(entry.person)));
  const changes = { new: 0, updated: 0, unchanged: 0 };
  for (const { change } of plans) changes[change] += 1;
  const isOfRefusedRow = refusedRows(refused);
  const kept = checked.findings.filter((one) => one.severity === 'error' || !isOfRefusedRow(one));
  const added = clashes.map((clash) => clashFinding(clash, letters));
  return { plans, findings: [...kept, ...added], changes };
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

/** Accounts, phones and addresses that other households of the ledger already use. */
async function shared(entries: readonly HouseholdEntry[], ledger: LedgerLookup): Promise<Clash[]> {
  const given = (key: 'accountNumber' | 'phone' | 'headName' | 'village', from = entries) => [
    ...new Set(from.flatMap((entry) => entry[key] ?? [])),
  ];
  const withAddress = entries.filter(({ address }) => address !== undefined);
  const byAccount = await ledger.listByAccount(given('accountNumber'));
  const byPhone = await ledger.listByPhone(given('phone'));
  const byName = await ledger.listByName(
    given('headName', withAddress),
    given('village', withAddress),
  );
  return [
    ...sharedBy(entries, byAccount, 'accountNumber', 'duplicate.account'),
    ...sharedBy(entries, byPhone, 'phone', 'phone.shared'),
    ...sharedBy(withAddress, byName, 'address', 'duplicate.address'),
  ];
}

type SharedKey = 'accountNumber' | 'phone' | 'address';

function sharedKey(key: SharedKey, household: HouseholdEntry | LedgerHousehold): string {
  const value = comparable(key, household[key]);
  if (value === undefined) return '';
  if (key !== 'address') return String(value);
  const { village, headName } = household;
  return `${village}|${String(value).replace(/\s+/g, '')}|${comparable('headName', headName)}`;
}

function sharedBy(
  entries: readonly HouseholdEntry[],
  households: readonly LedgerHousehold[],
  key: SharedKey,
  code: Clash['code'],
): Clash[] {
  if (households.length === 0) return [];
  const users = Map.groupBy(households, (household) => sharedKey(key, household));
  return entries.flatMap((entry): Clash[] => {
    if (entry[key] === undefined) return [];
    const other = users.get(sharedKey(key, entry))?.find(({ person }) => person !== entry.person);
    if (!other) return [];
    const others = `${other.villageName}${other.headName}`;
    return [{ entry, column: key, code, details: { others } }];
  });
}
