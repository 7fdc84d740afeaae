// Finds rows of one file that clash: one person twice, one account, one phone, one name at one
// address. Rows already refused clash with nothing.

import type { ColumnKey } from './columns.ts';
import type { HouseholdEntry } from './entry.ts';
import type { Details, FindingCode } from './findings.ts';

/** A clash as it stands on one row; the details name the others. */
export type Clash = {
  readonly entry: HouseholdEntry;
  readonly column: ColumnKey;
  readonly code: FindingCode;
  readonly details: Details;
};

const NAMED_MAX = 5;

/** Rows with one ID number. None of them can be taken. */
export function clashesOfPersons(entries: readonly HouseholdEntry[]): Clash[] {
  return clashes(entries, 'idNumber', 'duplicate.in-file', ({ person }) => person);
}

/** Warnings among the rows that are taken. */
export function clashesOfOthers(entries: readonly HouseholdEntry[]): Clash[] {
  return [
    ...clashes(entries, 'accountNumber', 'duplicate.account', ({ accountNumber }) => accountNumber),
    ...clashes(entries, 'phone', 'phone.shared', ({ phone }) => phone),
    ...clashes(entries, 'address', 'duplicate.address', ({ address, headName, village }) =>
      address === undefined ? undefined : `${village}|${address.replace(/\s+/g, '')}|${headName}`,
    ),
  ];
}

function clashes(
  entries: readonly HouseholdEntry[],
  column: ColumnKey,
  code: FindingCode,
  keyOf: (entry: HouseholdEntry) => string | undefined,
): Clash[] {
  const first = new Map<string, HouseholdEntry>();
  const groups = new Map<string, HouseholdEntry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key === undefined) continue;
    const before = first.get(key);
    const group = groups.get(key);
    if (group) group.push(entry);
    else if (before) groups.set(key, [before, entry]);
    else first.set(key, entry);
  }
  return [...groups.values()].flatMap((group) =>
    group.map((entry) => ({ entry, column, code, details: { others: othersOf(entry, group) } })),
  );
}

function othersOf(entry: HouseholdEntry, group: readonly HouseholdEntry[]) {
  const others: HouseholdEntry[] = [];
  for (const other of group) {
    if (other !== entry) others.push(other);
    if (others.length === NAMED_MAX) break;
  }
  const rest = group.length - 1 - others.length;
  const isElsewhere = (other: HouseholdEntry) => other.sheet !== entry.sheet;
  const zh = others.map((other) => `${isElsewhere(other) ? other.sheet : ''}第${other.row}行`);
  const en = others.map(
    (other) => `${isElsewhere(other) ? `${other.sheet} ` : ''}row ${other.row}`,
  );
  return {
    zh: zh.join('、') + (rest > 0 ? `等${rest + others.length}行` : ''),
    en: en.join(', ') + (rest > 0 ? ` and ${rest} more` : ''),
  };
}
