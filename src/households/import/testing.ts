// What tests of the import share: the context of the Litong programme, and expectations as they
// stand beside each ledger of test/fixtures/ledgers.

import { readFileSync } from 'node:fs';
import type { Day } from '../../core/day.ts';
import { idCheckCharacter } from '../../core/identity.ts';
import { openWorkbook } from '../../office/open.ts';
import { partsOf, sheetXml, zipOf } from '../../office/testing.ts';
import type { Cell, Workbook } from '../../office/workbook.ts';
import { readFolder } from '../../programmes/read-folder.ts';
import { getProgramme } from '../../rules/load.ts';
import { importContextOf, type ImportContext } from './context.ts';
import type { Reading, ReadingScope } from './reading.ts';

const base = importContextOf(getProgramme(readFolder('programmes/litong-2022')), {
  town: '640302100',
  isDemo: true,
  today: '2026-11-20' as Day,
  enterprises: [],
});

/** The context of a demo data folder for one town. */
export function aContext(given: Partial<ImportContext> = {}): ImportContext {
  return { ...base, ...given };
}

/** What readers of single cells are told in tests. */
export const aScope: ReadingScope = {
  today: '2022-12-31' as Day,
  isDate1904: false,
  isCsv: false,
  isDemo: true,
};

/** The value of a reading, or the code of its fault. */
export function outcome(reading: Reading<unknown>): unknown {
  return 'fault' in reading ? reading.fault : reading.value;
}

/** Reads each cell and gives what became of it. */
export function each(cells: readonly Cell[], read: (cell: Cell) => Reading<unknown>): unknown[] {
  return cells.map((cell) => outcome(read(cell)));
}

/** The same value for each of the cells. */
export function all<T>(cells: readonly unknown[], value: T): T[] {
  return cells.map(() => value);
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

/** The headings and the one good row that tests vary. */
export const GOOD_ROW: Readonly<Record<string, string | number>> = {
  行政村: '大庙桥村',
  村组: '1组',
  户主姓名: '马甲子',
  身份证号: anId(1),
  取暖面积: 60,
};

/** An invented ID number of the demo region; another one for each serial number. */
export function anId(serial: number): string {
  const digits = `64039919800101${String(serial).padStart(3, '0')}`;
  return digits + idCheckCharacter(digits);
}

type Table = ReadonlyArray<Readonly<Record<string, string | number | undefined>>>;

/** A workbook of one sheet: headings, then a row for each table row over the good one. */
export function aLedger(
  rows: Table,
  given: { readonly titles?: readonly string[]; readonly name?: string } = {},
): Promise<Workbook> {
  const headings = [...new Set([...Object.keys(GOOD_ROW), ...rows.flatMap(Object.keys)])];
  const body = rows.map((row, at) => {
    const all = { ...GOOD_ROW, 身份证号: anId(at + 1), ...row };
    return headings.map((heading) => all[heading as keyof typeof all] ?? '');
  });
  const titles = (given.titles ?? []).map((title) => [title]);
  const xml = sheetXml([...titles, headings, ...body]);
  return openWorkbook({ name: 'a.xlsx', bytes: zipOf(partsOf({ [given.name ?? '台账']: xml })) });
}

/** A workbook of one sheet from rows as they are, with merged ranges such as `A2:A5`. */
export function aSheet(
  rows: ReadonlyArray<ReadonlyArray<string | number>>,
  merges: readonly string[] = [],
  name = '台账',
): Promise<Workbook> {
  const cells = merges.map((reference) => `<mergeCell ref="${reference}"/>`).join('');
  const end = `</sheetData><mergeCells>${cells}</mergeCells>`;
  const xml = sheetXml(rows).replace('</sheetData>', end);
  return openWorkbook({ name: 'a.xlsx', bytes: zipOf(partsOf({ [name]: xml })) });
}
