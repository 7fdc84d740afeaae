// Reads one row of a ledger, cell by cell: what it says and all that is wrong with it. The place is
// found later, when the merged ranges of the sheet are known.

import { isCreditCode } from '../../core/identity.ts';
import { columnLetter, type Cell, type Row } from '../../office/workbook.ts';
import { headingOf, type ColumnKey, type Layout } from './columns.ts';
import type { ImportContext } from './context.ts';
import { readDay, readYear } from './days.ts';
import type { HouseholdEntry } from './entry.ts';
import { finding, type Details, type Finding, type FindingCode } from './findings.ts';
import { readAccount, readId, readPhone } from './identifiers.ts';
import { methodWords, readMethod } from './method-words.ts';
import { AREA_M2, COAL_KG, PEOPLE, readFen, readQuantity } from './numbers.ts';
import type { Reading, ReadingScope } from './reading.ts';
import { isEmptyCell, keptText, noteText, plainText, readName, shownText } from './text.ts';
import {
  readAcceptance,
  readCategory,
  readHouseType,
  readStructure,
  readWorks,
  readYes,
} from './words.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type EntryDraft = Partial<Mutable<HouseholdEntry>>;

/** A row that is read but has no place yet. */
export type RowDraft = {
  readonly number: number;
  readonly entry: EntryDraft;
  readonly findings: Finding[];
};

type CellReader = (cell: Cell, power: number) => Reading<unknown>;

/** Reads the rows of one sheet. */
export type RowReader = (row: Row, layout: Layout) => RowDraft;

/** Columns of the place, read when the sheet is complete. */
export const PLACE_COLUMNS = ['town', 'village', 'group'] as const;
const isPlaceColumn = (key: ColumnKey) => (PLACE_COLUMNS as readonly ColumnKey[]).includes(key);

const MISSING: Partial<Record<ColumnKey, FindingCode>> = {
  headName: 'name.missing',
  idNumber: 'id.missing',
  heatedAreaM2: 'value.missing',
};

/** A reader for the rows of a sheet. */
export function rowReader(sheet: string, context: ImportContext, scope: ReadingScope): RowReader {
  const readers = cellReaders(context, scope);
  return (row, layout) => {
    const draft: RowDraft = { number: row.number, entry: { sheet, row: row.number }, findings: [] };
    for (const [key, column] of layout.columns) {
      if (isPlaceColumn(key)) continue;
      const cell = row.cells[column];
      const add = (code: FindingCode, details?: Details) =>
        addFinding(draft, layout, sheet, key, cell, code, details);
      if (isErrorCell(cell)) add('cell.error');
      else if (cell === undefined || isEmptyCell(cell)) {
        const isWordForNone = key === 'idNumber' && cell !== undefined && plainText(cell) === '无';
        const code = isWordForNone ? 'id.format' : MISSING[key];
        if (code) add(code, { column: headingOf(key) });
      } else {
        const reading = readers[key](cell, layout.powers.get(key) ?? 0);
        keep(draft.entry, key, reading);
        const code = 'fault' in reading ? reading.fault : reading.warning;
        if (code) add(code, { column: headingOf(key), ...reading.details });
      }
    }
    addNotes(draft.entry, row, layout);
    checkTogether(draft, layout, sheet, row, context);
    return draft;
  };
}

function isErrorCell(cell: Cell | undefined): boolean {
  return typeof cell === 'object' && 'error' in cell;
}

/** Adds a finding on the column `key` of a row. */
export function addFinding(
  draft: RowDraft,
  layout: Layout,
  sheet: string,
  key: ColumnKey,
  cell: Cell | undefined,
  code: FindingCode,
  details: Details = {},
): void {
  const column = layout.columns.get(key);
  const at = {
    sheet,
    row: draft.number,
    cell: column === undefined ? '' : `${columnLetter(column)}${draft.number}`,
    column: key,
    value: shownText(cell),
  };
  draft.findings.push(finding(code, at, details));
}

const YUAN_KEYS = {
  equipmentYuan: 'equipmentFen',
  constructionYuan: 'constructionFen',
  costYuan: 'costFen',
  selfRaisedYuan: 'selfRaisedFen',
} as const;

function keep(entry: EntryDraft, key: ColumnKey, reading: Reading<unknown>): void {
  if ('fault' in reading || reading.value === undefined) return;
  const { value } = reading;
  if (key === 'idNumber' && typeof value === 'object' && value !== null) {
    Object.assign(entry, value);
    return;
  }
  const name = key in YUAN_KEYS ? YUAN_KEYS[key as keyof typeof YUAN_KEYS] : key;
  (entry as Record<string, unknown>)[name] = value;
}

const BUILT_YEAR_MIN = 1900;

/** A text no longer than the ledger keeps; a longer one stands in the wrong column. */
const within =
  (charactersMax: number, read: (cell: Cell) => string): CellReader =>
  (cell) => {
    const value = read(cell);
    if (value.length <= charactersMax) return { value };
    const most = { zh: `不超过${charactersMax}个字`, en: `at most ${charactersMax} characters` };
    return { fault: 'value.unknown', details: { choices: most } };
  };

const text = within(300, keptText);
const shortText = within(60, keptText);
const name = within(50, readName);
const area: CellReader = (cell) => {
  const reading = readQuantity(cell, AREA_M2);
  // The ledger keeps square metres to two decimals, and no house has none.
  if (!('value' in reading) || reading.value >= 0.005) return reading;
  return { fault: 'number.out-of-range', details: { range: `> 0, ≤ ${AREA_M2.max}` } };
};

function cellReaders(context: ImportContext, scope: ReadingScope): Record<ColumnKey, CellReader> {
  const day: CellReader = (cell) => readDay(cell, scope);
  const words = methodWords(context.methods);
  const built = { from: BUILT_YEAR_MIN, to: Number(scope.today.slice(0, 4)) };
  return {
    town: text,
    village: text,
    group: text,
    headName: name,
    idNumber: (cell) => readIdCell(cell, scope),
    phone: readPhone,
    people: (cell) => readQuantity(cell, PEOPLE),
    category: readCategory,
    isResident: readYes,
    address: text,
    houseType: readHouseType,
    structure: readStructure,
    builtYear: (cell) => readYear(cell, built),
    floorAreaM2: area,
    heatedAreaM2: area,
    priorHeating: shortText,
    coalKgPerYear: (cell, power) => readQuantity(cell, COAL_KG, power),
    works: readWorks,
    method: (cell) => readMethod(cell, words, context.methods),
    year: (cell) => readYear(cell, context.years),
    enterprise: (cell) => readEnterprise(cell, context),
    equipmentYuan: readFen,
    constructionYuan: readFen,
    costYuan: readFen,
    selfRaisedYuan: readFen,
    installedOn: day,
    acceptedOn: day,
    acceptance: readAcceptance,
    accountNumber: readAccount,
    accountHolder: name,
    note: (cell) => ({ value: noteText(cell) }),
  };
}

function readIdCell(cell: Cell, scope: ReadingScope): Reading<unknown> {
  const reading = readId(cell, scope);
  if ('fault' in reading) return reading;
  const { text, number } = reading.value;
  return { ...reading, value: { idNumber: text, person: number } };
}

function readEnterprise(cell: Cell, { enterprises }: ImportContext): Reading<string> {
  const text = plainText(cell);
  const code = text.toUpperCase();
  const known = enterprises.find(({ name, creditCode, otherNames = [] }) =>
    isCreditCode(code)
      ? creditCode === code
      : [name, ...otherNames].some((one) => plainText(one) === text),
  );
  return known ? { value: known.name } : { fault: 'enterprise.unknown' };
}

/** What stands in columns without a meaning of their own goes on in the note. */
function addNotes(entry: EntryDraft, row: Row, layout: Layout): void {
  const notes = entry.note === undefined ? [] : [entry.note];
  for (const [column, heading] of layout.unknown) {
    const cell = row.cells[column];
    if (cell !== undefined && !isEmptyCell(cell)) notes.push(`${heading}：${noteText(cell)}`);
  }
  if (notes.length > 0) entry.note = notes.join('；');
}

const USUAL_AREA_M2 = { from: 45, to: 75 };

/** Checks that need two cells of the row. */
function checkTogether(
  draft: RowDraft,
  layout: Layout,
  sheet: string,
  row: Row,
  { watchedCosts }: ImportContext,
): void {
  const { entry } = draft;
  const add = (key: ColumnKey, code: FindingCode, details: Details = {}) => {
    const cell = row.cells[layout.columns.get(key) ?? -1];
    addFinding(draft, layout, sheet, key, cell, code, details);
  };
  const { heatedAreaM2: heated, floorAreaM2: floor, installedOn, acceptedOn } = entry;
  if (heated !== undefined) {
    const isUsual = heated >= USUAL_AREA_M2.from && heated <= USUAL_AREA_M2.to;
    const isLarger = floor !== undefined && heated > floor;
    if (isLarger) add('heatedAreaM2', 'area.heated-exceeds-floor', { value: heated, floor });
    else if (!isUsual) add('heatedAreaM2', 'area.outside-60', { value: heated });
  }
  if (installedOn !== undefined && acceptedOn !== undefined && acceptedOn < installedOn) {
    add('acceptedOn', 'date.order', { value: acceptedOn, installedOn });
  }
  const { headName, accountHolder } = entry;
  if (headName !== undefined && accountHolder !== undefined && headName !== accountHolder) {
    add('accountHolder', 'account.holder-differs', { headName });
  }
  const { costFen, equipmentFen, constructionFen } = entry;
  const isSum = equipmentFen !== undefined && constructionFen !== undefined;
  const total = costFen ?? (isSum ? equipmentFen + constructionFen : undefined);
  const watched = watchedCosts.find(
    ({ fromFen, toFen }) => total !== undefined && total >= fromFen && total <= toFen,
  );
  if (total !== undefined && watched) {
    add(costFen === undefined ? 'equipmentYuan' : 'costYuan', 'cost.near-threshold', {
      value: total / 100,
      from: watched.fromFen / 100,
      to: watched.toFen / 100,
    });
  }
}
