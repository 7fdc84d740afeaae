// What a form of a household's facts sends: only what differs from the file. Pure.

import type { HouseholdPatch } from '../../../../src/contracts/households.ts';
import type { accountKinds } from '../../../../src/households/model.ts';
import type { HouseholdFile } from '../../../api/ledger.ts';

/** Fen as a person types yuan; empty where there is no amount. */
export const yuanTyped = (amountFen: number | null | undefined): string =>
  typeof amountFen === 'number' ? (amountFen / 100).toFixed(2) : '';

type Given = Readonly<Record<string, unknown>>;

/** An account when its number has been filled in. */
export function accountOf({ accountNumber, accountHolder, accountKind }: Given, head: string) {
  if (typeof accountNumber !== 'string') return undefined;
  const holder = typeof accountHolder === 'string' ? accountHolder : head;
  const kind: keyof typeof accountKinds = accountKind === 'passbook' ? 'passbook' : 'card';
  return { number: accountNumber.replaceAll(' ', ''), holder, kind };
}

/** What differs from the file. Undefined in `given` empties a field that was not empty. */
export function changesOf(file: HouseholdFile, given: Given): HouseholdPatch {
  const { idNumber, phone, isResident, ...others } = given;
  const kept: Given = file;
  const account = accountOf(given, file.headName);
  const changes: Record<string, unknown> = {
    ...(idNumber !== undefined && { idNumber: String(idNumber).toUpperCase() }),
    ...(phone !== undefined && { phone }),
    ...(account && { account }),
  };
  const resident = isResident === undefined ? null : isResident === 'yes';
  if (resident !== file.isResident) changes['isResident'] = resident;
  for (const [name, value] of Object.entries(others)) {
    if (name.startsWith('account')) continue;
    if ((value ?? null) !== (kept[name] ?? null)) changes[name] = value ?? null;
  }
  return changes;
}
