// A household as one row of a ledger gives it, every cell read, and how it is written as JSON.

import type { Day } from '../../core/day.ts';

/** Money in fen; absent where the cell was empty. */
export type HouseholdValues = {
  readonly town: string;
  readonly village: string;
  readonly group: string;
  readonly headName: string;
  /** As written: 18 characters, or 15 digits of the old kind. */
  readonly idNumber: string;
  readonly phone?: string;
  readonly people?: number;
  readonly category?: string;
  readonly isResident?: boolean;
  readonly address?: string;
  readonly houseType?: string;
  readonly structure?: string;
  readonly builtYear?: number;
  readonly floorAreaM2?: number;
  readonly heatedAreaM2: number;
  readonly priorHeating?: string;
  readonly coalKgPerYear?: number;
  readonly works?: string;
  readonly method?: string;
  readonly year?: number;
  readonly enterprise?: string;
  readonly equipmentFen?: number;
  readonly constructionFen?: number;
  readonly costFen?: number;
  readonly selfRaisedFen?: number;
  readonly installedOn?: Day;
  readonly acceptedOn?: Day;
  readonly acceptance?: string;
  readonly accountNumber?: string;
  readonly accountHolder?: string;
  readonly note?: string;
};

export type HouseholdEntry = HouseholdValues & {
  readonly sheet: string;
  readonly row: number;
  /** The ID number in its form of 18 characters, by which households are told apart. */
  readonly person: string;
};

/** The row as the command line gives it: yuan instead of fen. */
export function entryToJson(entry: HouseholdEntry): Readonly<Record<string, unknown>> {
  const { person: _, ...values } = entry;
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) =>
      key.endsWith('Fen') ? [key.replace(/Fen$/, 'Yuan'), Number(`${value}e-2`)] : [key, value],
    ),
  );
}
