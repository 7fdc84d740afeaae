// What tests of the import share: the context of the Litong programme, and expectations as they
// stand beside each ledger of test/fixtures/ledgers.

import { readFileSync } from 'node:fs';
import type { Day } from '../../core/day.ts';
import { readFolder } from '../../programmes/read-folder.ts';
import { getProgramme } from '../../rules/load.ts';
import { importContextOf, type ImportContext } from './context.ts';

const programme = getProgramme(readFolder('programmes/litong-2022'));

/** The context of a demo data folder for one town. */
export function aContext(given: Partial<ImportContext> = {}): ImportContext {
  const today = '2026-11-20' as Day;
  const own = { town: '640302100', isDemo: true, today, enterprises: [] };
  return { ...importContextOf(programme, own), ...given };
}

type FindingPattern = {
  readonly sheet: string | null;
  readonly row?: number;
  readonly column?: string | readonly string[];
  readonly code: string;
  readonly severity?: string;
};
type HouseholdPattern = Readonly<Record<string, unknown>> & { readonly row: number };
export type Alternative = {
  readonly findings: readonly FindingPattern[] | 'any';
  readonly accepted: number;
  readonly households?: readonly HouseholdPattern[];
};

export type Expected = {
  readonly town: string;
  readonly exit: number;
  readonly sheets: ReadonlyArray<{
    readonly name: string | null;
    readonly hidden: boolean;
    readonly headerRow: number | readonly number[];
    readonly rows: number;
  }>;
  readonly rows: Readonly<Record<'read' | 'accepted' | 'refused' | 'skipped', number>>;
  readonly findings: readonly FindingPattern[];
  /** Places with several readings; the first is the one that was settled on. */
  readonly either: ReadonlyArray<{ readonly why: string; readonly anyOf: readonly Alternative[] }>;
  readonly tolerated: readonly FindingPattern[];
  readonly unknownColumns: ReadonlyArray<{
    readonly sheet: string | null;
    readonly header: string;
    readonly optional: boolean;
  }>;
  readonly households: readonly HouseholdPattern[];
};

/** The expectations beside a ledger; a table of households is opened out. */
export function readExpected(file: string): Expected {
  const text = readFileSync(`test/fixtures/ledgers/${file}.expected.json`, 'utf8');
  const expected = JSON.parse(text) as Expected & { households: unknown };
  const { households } = expected as unknown as {
    households: HouseholdPattern[] | { keys: string[]; rows: unknown[][] };
  };
  if (Array.isArray(households)) return expected;
  const { keys, rows } = households;
  const opened = rows.map((row) => Object.fromEntries(keys.map((key, at) => [key, row[at]])));
  return { ...expected, households: opened as HouseholdPattern[] };
}
