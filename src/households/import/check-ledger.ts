// Reads a whole ledger: its sheets, rows and places, and the clashes among its rows. Knows the file
// and the programme, not what the database already holds: see against-ledger.ts.

import { fail } from '../../core/errors.ts';
import type { Cell, Merge, Row, Sheet, Workbook } from '../../office/workbook.ts';
import { columnLetter } from '../../office/workbook.ts';
import { clashesOfOthers, clashesOfPersons, type Clash } from './clashes.ts';
import { headingOf, REQUIRED_COLUMNS, type ColumnKey } from './columns.ts';
import type { ImportContext } from './context.ts';
import type { HouseholdEntry } from './entry.ts';
import { finding, type Finding } from './findings.ts';
import { readGroup } from './group.ts';
import { headerFinder, isSkipped, type Header } from './header.ts';
import { placeFinder, type PlaceFinder } from './places.ts';
import { addFinding, PLACE_COLUMNS, rowReader, type EntryDraft, type RowDraft } from './row.ts';
import type { ReadingScope } from './reading.ts';
import { isEmptyCell } from './text.ts';

export type SheetSummary = {
  readonly name: string;
  readonly hidden: boolean;
  readonly headerRow: number;
  readonly rows: number;
};

/** A ledger as read: the rows without an error, and everything found. */
export type CheckedLedger = {
  readonly sheets: readonly SheetSummary[];
  readonly read: number;
  readonly skipped: number;
  readonly entries: readonly HouseholdEntry[];
  readonly findings: readonly Finding[];
  /** Where each column of a sheet stands, for findings that come later. */
  readonly letters: ReadonlyMap<string, ReadonlyMap<ColumnKey, string>>;
};

/** Reads every sheet that is a ledger. Refuses a file without one, or without a required column. */
export async function checkLedger(
  workbook: Workbook,
  context: ImportContext,
  onRows?: (rowsDone: number) => void,
): Promise<CheckedLedger> {
  const places = placeFinder(context.places, context.town);
  const scope: ReadingScope = {
    today: context.today,
    isDate1904: workbook.isDate1904,
    isCsv: workbook.format === 'csv',
    isDemo: context.isDemo,
  };
  const read: ReadSheet[] = [];
  const count = rowCounter(onRows);
  for (const sheet of workbook.sheets) {
    const one = await readSheet(sheet, context, scope, places, count);
    if (one) read.push(one);
  }
  if (read.length === 0) refuseWithoutHeader(workbook);
  const letters = new Map(read.map(({ summary, header }) => [summary.name, lettersOf(header)]));
  const candidates = read.flatMap(({ entries }) => entries);
  const persons = clashesOfPersons(candidates);
  const refused = new Set(persons.map(({ entry }) => entry));
  const entries = candidates.filter((entry) => !refused.has(entry));
  const clashes = [...persons, ...clashesOfOthers(entries)];
  const findings = [
    ...(workbook.hasExternalLinks ? [externalLink()] : []),
    ...read.flatMap((sheet) => sheet.findings),
    ...clashes.map((clash) => clashFinding(clash, letters)),
  ];
  return {
    sheets: read.map(({ summary }) => summary),
    read: read.reduce((sum, { summary }) => sum + summary.rows, 0),
    skipped: read.reduce((sum, { skipped }) => sum + skipped, 0),
    entries,
    findings: inOrder(findings, read),
    letters,
  };
}

const ROWS_A_STEP = 1000;

/** Tells how many rows are read, now and then. */
function rowCounter(onRows: ((rowsDone: number) => void) | undefined): () => void {
  let rows = 0;
  return () => {
    rows += 1;
    if (rows % ROWS_A_STEP === 0) onRows?.(rows);
  };
}

function refuseWithoutHeader({ sheets }: Workbook): never {
  const columns = [headingOf('headName').zh, headingOf('idNumber').zh].join('、');
  const [only, ...others] = sheets;
  const isOne = only !== undefined && others.length === 0;
  fail('file.no-header', {
    whereZh: isOne ? `工作表“${only.name}”里` : '所有工作表里都',
    whereEn: isOne ? `The sheet “${only.name}”` : 'No sheet of the file',
    columns,
  });
}

function lettersOf({ layout }: Header): Map<ColumnKey, string> {
  return new Map([...layout.columns].map(([key, column]) => [key, columnLetter(column)]));
}

function externalLink(): Finding {
  return finding('file.external-link', { sheet: '', row: 0, cell: '', column: '', value: '' });
}

/** The finding that a clash makes on its row. */
export function clashFinding(
  { entry, column, code, details }: Clash,
  letters: CheckedLedger['letters'],
): Finding {
  const letter = letters.get(entry.sheet)?.get(column);
  const at = {
    sheet: entry.sheet,
    row: entry.row,
    cell: letter === undefined ? '' : `${letter}${entry.row}`,
    column,
    value: String(entry[column as keyof HouseholdEntry] ?? ''),
  };
  return finding(code, at, details);
}

const columnOf = ({ cell }: Finding) => cell.replace(/\d+$/, '');
const byLetters = (a: string, b: string) => a.length - b.length || (a < b ? -1 : Number(a > b));

/** By sheet, row and column, as a person goes through the file. */
function inOrder(findings: readonly Finding[], read: readonly ReadSheet[]): Finding[] {
  const places = new Map(read.map(({ summary }, at) => [summary.name, at]));
  const placeOf = ({ sheet }: Finding) => places.get(sheet) ?? -1;
  return findings.toSorted(
    (a, b) => placeOf(a) - placeOf(b) || a.row - b.row || byLetters(columnOf(a), columnOf(b)),
  );
}

type ReadSheet = {
  readonly summary: SheetSummary;
  readonly header: Header;
  readonly skipped: number;
  readonly entries: readonly HouseholdEntry[];
  readonly findings: readonly Finding[];
};

/** The cells of the place of a row, kept until the merged ranges are known. */
type PlaceColumn = (typeof PLACE_COLUMNS)[number];
type Pending = RowDraft & { readonly cells: Partial<Record<PlaceColumn, Cell>> };

async function readSheet(
  sheet: Sheet,
  context: ImportContext,
  scope: ReadingScope,
  places: PlaceFinder,
  count: () => void,
): Promise<ReadSheet | undefined> {
  const finder = headerFinder(context.mappedHeadings);
  const readRow = rowReader(sheet.name, context, scope);
  const pending: Pending[] = [];
  const origins: Origins = new Map(PLACE_COLUMNS.map((key) => [key, new Map()]));
  let header: Header | undefined;
  let skipped = 0;
  const take = (row: Row, under: Header) => {
    const cells = placeCells(row, under);
    for (const key of PLACE_COLUMNS) {
      const cell = cells[key];
      if (cell !== undefined) origins.get(key)?.set(row.number, cell);
    }
    if (isSkipped(row, under)) skipped += 1;
    else pending.push({ ...readRow(row, under.layout), cells });
  };
  let before = 0;
  for await (const row of sheet.rows()) {
    count();
    if (header) {
      skipped += Math.max(0, row.number - before - 1);
      take(row, header);
    } else {
      const step = finder.look(row);
      if (step.kind === 'none') return undefined;
      if (step.kind === 'found') {
        ({ header } = step);
        checkRequired(header, sheet.name);
        if (step.next) {
          skipped += Math.max(0, row.number - header.row - 1);
          take(step.next, header);
        }
      }
    }
    before = row.number;
  }
  header ??= finder.end();
  if (!header) return undefined;
  checkRequired(header, sheet.name);
  const findings = [...unknownColumns(header, sheet.name)];
  const fill = mergeFiller(sheet.merges(), header, origins);
  const entries: HouseholdEntry[] = [];
  for (const draft of pending) {
    resolvePlace(draft, header, sheet.name, places, fill);
    for (const one of draft.findings) findings.push(one);
    if (isComplete(draft.entry) && !draft.findings.some(({ severity }) => severity === 'error')) {
      entries.push(draft.entry);
    }
  }
  const { name, isHidden: hidden } = sheet;
  const summary = { name, hidden, headerRow: header.row, rows: pending.length };
  return { summary, header, skipped, entries, findings };
}

function isComplete(entry: EntryDraft): entry is HouseholdEntry {
  return PLACE_COLUMNS.every((key) => entry[key] !== undefined) && entry.person !== undefined;
}

function checkRequired({ layout }: Header, sheet: string): void {
  const missing = REQUIRED_COLUMNS.filter((key) => !layout.columns.has(key));
  if (missing.length === 0) return;
  fail('file.no-header', {
    whereZh: `工作表“${sheet}”里`,
    whereEn: `The sheet “${sheet}”`,
    columns: missing.map((key) => headingOf(key).zh).join('、'),
  });
}

function unknownColumns({ layout, row }: Header, sheet: string): Finding[] {
  return [...layout.unknown].map(([column, heading]) => {
    const cell = `${columnLetter(column)}${row}`;
    return finding('column.unknown', { sheet, row, cell, column: heading, value: heading });
  });
}

function placeCells({ cells }: Row, { layout }: Header): Partial<Record<PlaceColumn, Cell>> {
  const found: Partial<Record<PlaceColumn, Cell>> = {};
  for (const key of PLACE_COLUMNS) {
    const cell = cells[layout.columns.get(key) ?? -1];
    if (cell !== undefined && !isEmptyCell(cell)) found[key] = cell;
  }
  return found;
}

/** The cells of the place columns by row, where merged ranges may begin. */
type Origins = ReadonlyMap<PlaceColumn, Map<number, Cell>>;

type MergeFiller = (key: PlaceColumn, row: number) => Cell | undefined;

/** Gives the value of the merged range a blank cell of a place lies in. */
function mergeFiller(
  merges: readonly Merge[],
  { layout, row: headerRow }: Header,
  origins: Origins,
): MergeFiller {
  const ranges = new Map(
    PLACE_COLUMNS.map((key) => {
      const column = layout.columns.get(key);
      const own = merges.filter(({ left, top }) => left === column && top > headerRow);
      return [key, own.toSorted((a, b) => a.top - b.top)] as const;
    }),
  );
  return (key, row) => {
    const own = ranges.get(key) ?? [];
    let [low, high] = [0, own.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((own[middle]?.top ?? 0) <= row) low = middle + 1;
      else high = middle;
    }
    const range = own[low - 1];
    return range && range.bottom >= row ? origins.get(key)?.get(range.top) : undefined;
  };
}

function resolvePlace(
  draft: Pending,
  { layout }: Header,
  sheet: string,
  places: PlaceFinder,
  fill: MergeFiller,
): void {
  const cellOf = (key: PlaceColumn) => draft.cells[key] ?? fill(key, draft.number);
  const add = (key: PlaceColumn, code: Finding['code'], details = {}) =>
    addFinding(draft, layout, sheet, key, cellOf(key), code, details);
  const errors = PLACE_COLUMNS.filter((key) => {
    const cell = cellOf(key);
    return typeof cell === 'object' && 'error' in cell;
  });
  for (const key of errors) add(key, 'cell.error');
  if (!errors.includes('group')) {
    const group = cellOf('group');
    const reading = group === undefined ? undefined : readGroup(group);
    if (!reading) add('group', 'value.missing', { column: headingOf('group') });
    else if ('fault' in reading) add('group', reading.fault);
    else draft.entry.group = reading.value;
  }
  if (errors.includes('town') || errors.includes('village')) return;
  const named = layout.columns.has('village') ? undefined : places.villageNamed(sheet);
  const village = cellOf('village') ?? named;
  const found = places.find({
    hasTownColumn: layout.columns.has('town'),
    town: cellOf('town'),
    village,
  });
  for (const { column, code, details } of found.faults) add(column, code, details);
  if (village === undefined) add('village', 'value.missing', { column: headingOf('village') });
  if (found.town !== undefined) draft.entry.town = found.town;
  if (found.village !== undefined) draft.entry.village = found.village;
}
