// Compares the rows of a file with the households already in the ledger: who is new, who changes,
// who is registered elsewhere.

import { clashFinding, type CheckedLedger } from './check-ledger.ts';
import type { Clash } from './clashes.ts';
import type { HouseholdEntry } from './entry.ts';
import type { Finding } from './findings.ts';
import { comparable, worksOf } from './ledger-words.ts';
import { planRow, type Changes, type LedgerHousehold, type RowPlan } from './plan.ts';

/** A household of the ledger found by something others may share with it. */
export type LedgerOwner = Pick<LedgerHousehold, 'headName' | 'village' | 'villageName'> & {
  readonly householdId: string;
  /** The account, the phone or the address by which it was found. */
  readonly shared: string;
};

/** Finds households of the ledger, thousands of keys at a time. */
export type LedgerLookup = {
  listByPerson(persons: readonly string[]): Promise<readonly LedgerHousehold[]>;
  listByAccount(accounts: readonly string[]): Promise<readonly LedgerOwner[]>;
  listByPhone(phones: readonly string[]): Promise<readonly LedgerOwner[]>;
  /** Those of these names in these villages that have an address. */
  listByName(
    names: readonly string[],
    villages: readonly string[],
  ): Promise<readonly LedgerOwner[]>;
  /** Whether the ledger may hold such a phone; any, when not given. */
  mayHoldPhone?(phone: string): boolean;
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
    ...(await shared(entries, known, ledger)),
  ];
  const plans = entries.map((entry) =>
    planRow(entry, known.get(entry.person), ledger.mayHoldPhone),
  );
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
    const years = known.get(entry.person)?.convertedIn ?? {};
    const year = worksOf(entry.works).flatMap((one) => years[one] ?? [])[0];
    if (year === undefined) return [];
    return [{ entry, column: 'idNumber', code: 'prior-conversion', details: { year } }];
  });
}

/** Accounts, phones and addresses that other households of the ledger already use. */
async function shared(
  entries: readonly HouseholdEntry[],
  known: ReadonlyMap<string, LedgerHousehold>,
  ledger: LedgerLookup,
): Promise<Clash[]> {
  const given = (key: 'accountNumber' | 'phone' | 'headName' | 'village', from = entries) => [
    ...new Set(from.flatMap((entry) => entry[key] ?? [])),
  ];
  const withAddress = entries.filter(({ address }) => address !== undefined);
  const names = given('headName', withAddress);
  const villages = given('village', withAddress);
  const sharedBy = (key: SharedKey, code: Clash['code'], owners: readonly LedgerOwner[]) =>
    clashesWith(entries, known, key, code, owners);
  return [
    ...sharedBy(
      'accountNumber',
      'duplicate.account',
      await ledger.listByAccount(given('accountNumber')),
    ),
    ...sharedBy('phone', 'phone.shared', await ledger.listByPhone(given('phone'))),
    ...sharedBy('address', 'duplicate.address', await ledger.listByName(names, villages)),
  ];
}

type SharedKey = 'accountNumber' | 'phone' | 'address';
type AtHome = Pick<LedgerHousehold, 'village' | 'headName'>;

/** What two households share: a number, or the address together with the name. */
function sharedKey(key: SharedKey, value: string, { village, headName }: AtHome): string {
  const plain = String(comparable(key, value));
  if (key !== 'address') return plain;
  return `${village}|${plain.replace(/\s+/g, '')}|${comparable('headName', headName)}`;
}

function clashesWith(
  entries: readonly HouseholdEntry[],
  known: ReadonlyMap<string, LedgerHousehold>,
  key: SharedKey,
  code: Clash['code'],
  owners: readonly LedgerOwner[],
): Clash[] {
  if (owners.length === 0) return [];
  const users = Map.groupBy(owners, (owner) => sharedKey(key, owner.shared, owner));
  return entries.flatMap((entry): Clash[] => {
    const value = entry[key];
    if (value === undefined) return [];
    const ownId = known.get(entry.person)?.householdId;
    const others = users.get(sharedKey(key, value, entry)) ?? [];
    const other = others.find(({ householdId }) => householdId !== ownId);
    if (!other) return [];
    const details = { others: `${other.villageName}${other.headName}` };
    return [{ entry, column: key, code, details }];
  });
}
