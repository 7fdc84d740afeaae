// Reads one sheet of annex 1, row by row: where, which year, which project, how many households.

import type { Cell, Row, Sheet } from '../office/workbook.ts';
import type { KnownPlace, PlaceIndex } from '../places/model.ts';
import { annexFinding, type AnnexCode, type AnnexFinding } from './annex-findings.ts';
import { findLayout, spread, SUM, TOWN } from './annex-header.ts';
import type { AnnexLayout, ValueColumn } from './annex-header.ts';
import { plainCell, readHouseholds } from './annex-number.ts';
import { findAnnexPlace } from './annex-places.ts';
import { compareSums, type Counted, type SumRow } from './annex-sums.ts';
import { matchProject, type AnnexProject } from './project-words.ts';

/** What the reading must know besides the file. */
export type AnnexContext = {
  readonly places: readonly KnownPlace[];
  readonly projects: readonly AnnexProject[];
  readonly years: readonly number[];
};

type PlacedRow = {
  readonly row: number;
  readonly townKey: string;
  readonly placeKey: string;
  readonly isTownOnly: boolean;
};

type State = {
  readonly sheet: string;
  readonly rows: ReadonlyMap<number, Row>;
  readonly cellAt: (row: number, column: number) => Cell | undefined;
  readonly layout: AnnexLayout;
  readonly context: AnnexContext;
  readonly index: PlaceIndex;
  readonly defaults: Defaults;
  readonly findings: AnnexFinding[];
  /** What was said of a whole column, so that it is said once. */
  readonly told: Set<string>;
};

type ReadSheet = {
  readonly rows: number;
  readonly counted: readonly Counted[];
  readonly findings: readonly AnnexFinding[];
};

/** Everything of a sheet; undefined when it is no table of targets. */
export function readAnnexSheet(
  sheet: Sheet,
  rows: ReadonlyMap<number, Row>,
  context: AnnexContext,
  index: PlaceIndex,
): ReadSheet | undefined {
  const cellAt = spread(rows, sheet.merges());
  const layout = findLayout(rows, cellAt, context.projects);
  if (!layout) return undefined;
  const defaults = defaultsOf(sheet.name, rows, layout, context);
  const state: State = {
    sheet: sheet.name,
    rows,
    cellAt,
    layout,
    context,
    index,
    defaults,
    findings: [],
    told: new Set(),
  };
  const sums: SumRow[] = [];
  const placed = placeRows(state, sums);
  const withVillages = new Set(placed.filter((one) => !one.isTownOnly).map((one) => one.townKey));
  const counted = placed.flatMap((one) => {
    if (!one.isTownOnly || !withVillages.has(one.townKey)) return countCells(state, one);
    // The line of a town above its villages is their sum.
    sums.push({ row: one.row, word: '', townKey: one.townKey });
    return [];
  });
  const differences = compareSums({ sheet: sheet.name, layout, cellAt, counted, sums, index });
  return { rows: placed.length, counted, findings: [...state.findings, ...differences] };
}

/** The rows with their places; sums are set aside. */
function placeRows(state: State, sums: SumRow[]): PlacedRow[] {
  const { rows, layout, cellAt, index } = state;
  const firstValue = Math.min(...layout.values.map(({ column }) => column));
  const placed: PlacedRow[] = [];
  for (const { number, cells } of rows.values()) {
    if (number <= layout.headerRow || TOWN.test(plainCell(cells[layout.town]))) continue;
    const words = cells.slice(0, Math.max(layout.town + 1, firstValue)).map(plainCell);
    const sumWord = words.find((word) => SUM.test(word));
    const hasNumbers = layout.values.some(
      ({ column }) => plainCell(cellAt(number, column)) !== '' || isErrorCell(cells[column]),
    );
    if (sumWord !== undefined) sums.push({ row: number, word: sumWord });
    else if (hasNumbers) {
      const town = plainCell(cellAt(number, layout.town));
      const village = layout.village === undefined ? '' : plainCell(cellAt(number, layout.village));
      const found = findAnnexPlace(index, town, village);
      if (!('code' in found)) placed.push({ row: number, ...found });
      else {
        const column = found.on === 'village' ? layout.village : layout.town;
        add(state, found.code, number, column ?? layout.town, found.details);
      }
    }
  }
  return placed;
}

const isErrorCell = (cell: Cell | undefined) => typeof cell === 'object' && 'error' in cell;

function countCells(state: State, one: PlacedRow): Counted[] {
  const { layout, cellAt, sheet } = state;
  return layout.values.flatMap((value): Counted[] => {
    const { column, heading, power } = value;
    const cell = cellAt(one.row, column);
    const households = readHouseholds(cell, power);
    if (households === 'unreadable') add(state, 'number.unreadable', one.row, column);
    else if (households === 'error') add(state, 'cell.error', one.row, column);
    else if (!value.isSum && households !== 0) {
      const [year, project] = [yearOf(state, one.row, value), projectOf(state, one.row, value)];
      if (year === undefined || !project) return [];
      const at = { sheet, row: one.row, column, heading, cell };
      return [{ ...one, year, project: project.id, households, at }];
    }
    return [];
  });
}

function add(
  { sheet, layout, cellAt, findings }: State,
  code: AnnexCode,
  row: number,
  column: number,
  details: Readonly<Record<string, string>> = {},
): void {
  const heading = layout.headings.get(column) ?? '';
  const at = { sheet, row, column, heading, cell: cellAt(row, column) };
  findings.push(annexFinding(code, at, details));
}

/** What is wrong with a whole column is said once, at its heading. */
function addOnce(
  state: State,
  code: AnnexCode,
  column: number,
  details: Readonly<Record<string, string>>,
): void {
  const key = `${code} ${column}`;
  if (state.told.has(key)) return;
  state.told.add(key);
  add(state, code, state.layout.headerRow, column, details);
}

function yearOf(state: State, row: number, value: ValueColumn): number | undefined {
  const { layout, cellAt, defaults, context } = state;
  const own = layout.year === undefined ? '' : plainCell(cellAt(row, layout.year));
  const year = value.year ?? (own === '' ? defaults.year : Number(/\d{4}/.exec(own)?.[0]));
  if (year !== undefined && context.years.includes(year)) return year;
  const details = { choices: context.years.join('、') };
  const isOfColumn = layout.year === undefined || value.year !== undefined;
  if (isOfColumn) addOnce(state, 'year.unknown', value.column, details);
  else add(state, 'year.unknown', row, layout.year ?? value.column, details);
  return undefined;
}

function projectOf(state: State, row: number, value: ValueColumn): AnnexProject | undefined {
  const { layout, cellAt, defaults, context } = state;
  if (value.project) return value.project;
  if (value.among.length > 0) {
    addOnce(state, 'project.ambiguous', value.column, { choices: namesOf(value.among) });
    return undefined;
  }
  const column = layout.project;
  const own = column === undefined ? '' : plainCell(cellAt(row, column));
  const found = own === '' ? defaults.project : matchProject(own, context.projects);
  if (found && 'id' in found) return found;
  const choices = namesOf(found ?? context.projects);
  if (column === undefined) addOnce(state, 'project.unknown', value.column, { choices });
  else add(state, found ? 'project.ambiguous' : 'project.unknown', row, column, { choices });
  return undefined;
}

const namesOf = (projects: readonly AnnexProject[]) => projects.map(({ name }) => name).join('、');

type Defaults = { readonly year: number | undefined; readonly project: AnnexProject | undefined };

/** The year and the project that the sheet's name or the title above the headings gives to all. */
function defaultsOf(
  name: string,
  rows: ReadonlyMap<number, Row>,
  { headerRow, town }: AnnexLayout,
  { projects }: AnnexContext,
): Defaults {
  const title = [...rows.values()]
    .filter(({ number, cells }) => number < headerRow && !TOWN.test(plainCell(cells[town])))
    .flatMap(({ cells }) => cells.map(plainCell))
    .join(' ');
  const year = [name, title].map(yearsIn).find(({ length }) => length === 1)?.[0];
  const found = matchProject(name.replace(/任务|分配|表|附件\d*|sheet\d*/gi, ''), projects);
  const only = projects.length === 1 ? projects[0] : undefined;
  const project = found && 'id' in found ? found : only;
  return { year: year === undefined ? undefined : Number(year), project };
}

const yearsIn = (text: string) => [...new Set(text.match(/20\d\d(?=年|$|\s)/g) ?? [])];
