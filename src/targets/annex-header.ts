// Finds the headings of annex 1 and what each column holds: a place, a year, a project, a number of
// households of some year and project, or a sum. Headings may take up to three rows.

import type { Cell, Merge, Row } from '../office/workbook.ts';
import { plainCell } from './annex-number.ts';
import { matchProject, type AnnexProject } from './project-words.ts';

/** A column of numbers: what its heading says of them. */
export type ValueColumn = {
  readonly column: number;
  readonly heading: string;
  readonly year: number | undefined;
  readonly project: AnnexProject | undefined;
  /** Several projects the heading may mean. */
  readonly among: readonly AnnexProject[];
  readonly isSum: boolean;
  /** 4 where the heading counts in 万户. */
  readonly power: 0 | 4;
};

export type AnnexLayout = {
  /** The lowest row of the headings. */
  readonly headerRow: number;
  readonly town: number;
  readonly village: number | undefined;
  readonly year: number | undefined;
  readonly project: number | undefined;
  readonly values: readonly ValueColumn[];
  readonly headings: ReadonlyMap<number, string>;
};

export const TOWN = /^(?:乡镇|乡\(镇\)|所属乡镇|镇|乡镇名称|乡镇\(单位\)|单位|责任单位)$/;
const VILLAGE = /^(?:行政村|村|村名|村\(社区\)|村委会|所在村|行政村名称|村名称)$/;
const YEAR = /^(?:年度|实施年度|年份|任务年度)$/;
const PROJECT = /^(?:项目|项目名称|项目类型|实施项目|改造项目)$/;
const PASSED_OVER = /^(?:序号|编号|备注|说明|牵头单位|责任人|联系人|联系电话|no\.?)$/;
export const SUM = /合计|小计|总计|共计/;
const COUNTED = /户|任务|数量|计划/;
const NOT_COUNTED = /面积|平方|㎡|m2|资金|投资|元|公里|km/;
const HEADER_ROWS_MAX = 3;

/** The value of a cell, taken from its merged range where it has one. */
export function spread(
  rows: ReadonlyMap<number, Row>,
  merges: readonly Merge[],
): (row: number, column: number) => Cell | undefined {
  return (row, column) => {
    const own = rows.get(row)?.cells[column];
    if (own !== undefined) return own;
    const range = merges.find(
      ({ top, bottom, left, right }) =>
        row >= top && row <= bottom && column >= left && column <= right,
    );
    return range && rows.get(range.top)?.cells[range.left];
  };
}

/** The layout of a sheet; undefined when it is no table of targets. */
export function findLayout(
  rows: ReadonlyMap<number, Row>,
  cellAt: (row: number, column: number) => Cell | undefined,
  projects: readonly AnnexProject[],
): AnnexLayout | undefined {
  for (const { number, cells } of rows.values()) {
    const town = cells.findIndex((cell) => TOWN.test(plainCell(cell)));
    if (town < 0) continue;
    const headerRow = lastHeaderRow(number, town, rows, cellAt);
    const width = Math.max(
      ...Array.from({ length: headerRow - number + 1 }, (_, at) => {
        return rows.get(number + at)?.cells.length ?? 0;
      }),
    );
    const layout = layOut(width, number, headerRow, cellAt, projects);
    if (layout.values.length > 0) return { ...layout, town };
  }
  return undefined;
}

const isYear = (cell: Cell) => /^20\d\d$/.test(plainCell(cell));

function lastHeaderRow(
  first: number,
  town: number,
  rows: ReadonlyMap<number, Row>,
  cellAt: (row: number, column: number) => Cell | undefined,
): number {
  let last = first;
  while (last - first + 1 < HEADER_ROWS_MAX) {
    const next = rows.get(last + 1);
    if (!next) break;
    const ofTown = plainCell(cellAt(next.number, town));
    if (ofTown !== '' && !TOWN.test(ofTown)) break;
    const hasValue = next.cells.some((cell) => typeof cell === 'number' && !isYear(cell));
    if (hasValue || next.cells.every((cell) => plainCell(cell) === '')) break;
    last += 1;
  }
  return last;
}

function layOut(
  width: number,
  first: number,
  last: number,
  cellAt: (row: number, column: number) => Cell | undefined,
  projects: readonly AnnexProject[],
): Omit<AnnexLayout, 'town'> {
  const places = new Map<'village' | 'year' | 'project', number>();
  const values: ValueColumn[] = [];
  const headings = new Map<number, string>();
  for (let column = 0; column < width; column++) {
    const words: string[] = [];
    for (let row = first; row <= last; row++) {
      const word = plainCell(cellAt(row, column));
      if (word !== '' && !words.includes(word)) words.push(word);
    }
    const heading = words.join(' ');
    headings.set(column, heading);
    const lowest = words.at(-1) ?? '';
    if (heading === '' || PASSED_OVER.test(lowest) || TOWN.test(lowest)) continue;
    if (VILLAGE.test(lowest)) places.set('village', column);
    else if (YEAR.test(lowest)) places.set('year', column);
    else if (PROJECT.test(lowest)) places.set('project', column);
    else {
      const value = valueColumn(column, words, projects);
      if (isCounted(value)) values.push(value);
    }
  }
  const [village, year, project] = [
    places.get('village'),
    places.get('year'),
    places.get('project'),
  ];
  return { headerRow: last, village, year, project, values, headings };
}

function isCounted({ heading, year, project, among, isSum }: ValueColumn): boolean {
  if (NOT_COUNTED.test(heading)) return false;
  const isTold = year !== undefined || project !== undefined || among.length > 0;
  return isTold || isSum || COUNTED.test(heading);
}

function valueColumn(
  column: number,
  words: readonly string[],
  projects: readonly AnnexProject[],
): ValueColumn {
  const heading = words.join(' ');
  const year = /20\d\d/.exec(heading)?.[0];
  const matches = words.flatMap((word) => matchProject(word.replace(SUM, ''), projects) ?? []);
  const isSum = SUM.test(heading);
  const unique = [...new Set(matches)];
  return {
    column,
    heading,
    year: year === undefined ? undefined : Number(year),
    project: unique.length === 1 ? unique[0] : undefined,
    among: unique.length > 1 ? unique : [],
    isSum,
    power: heading.includes('万户') ? 4 : 0,
  };
}
