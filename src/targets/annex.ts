// Reads annex 1 (任务分配表) as offices write it: years and projects in rows or in columns, merged
// towns, sums in between, several sheets. Gives rows of targets and everything found wrong.

import { fail } from '../core/errors.ts';
import { openWorkbook, type FileFromOutside } from '../office/open.ts';
import type { Row } from '../office/workbook.ts';
import { indexPlaces } from '../places/model.ts';
import { annexFinding, type AnnexFinding } from './annex-findings.ts';
import { readAnnexSheet, type AnnexContext } from './annex-sheet.ts';
import type { Counted } from './annex-sums.ts';

export type AnnexRow = {
  readonly placeKey: string;
  readonly year: number;
  readonly project: string;
  readonly households: number;
};

export type Annex = {
  readonly sheets: ReadonlyArray<{ readonly name: string; readonly rows: number }>;
  readonly rows: readonly AnnexRow[];
  readonly findings: readonly AnnexFinding[];
};

const ROWS_MAX = 20_000;

/** Reads a table of targets. Refuses `file.…` what is none. */
export async function readAnnex(file: FileFromOutside, context: AnnexContext): Promise<Annex> {
  const workbook = await openWorkbook(file);
  const index = indexPlaces(context.places);
  const sheets: Array<{ name: string; rows: number }> = [];
  const counted: Counted[] = [];
  const findings: AnnexFinding[] = [];
  let count = 0;
  for (const sheet of workbook.sheets) {
    const rows = new Map<number, Row>();
    for await (const row of sheet.rows()) {
      count += 1;
      if (count > ROWS_MAX) {
        fail('file.too-large', { reasonZh: '行数过多', reasonEn: 'it has too many rows' });
      }
      rows.set(row.number, row);
    }
    const found = readAnnexSheet(sheet, rows, context, index);
    if (!found) continue;
    sheets.push({ name: sheet.name, rows: found.rows });
    counted.push(...found.counted);
    findings.push(...found.findings);
  }
  if (sheets.length === 0) {
    fail('file.no-header', { whereZh: '文件里', whereEn: 'The file', columns: '乡镇、户数' });
  }
  const { rows, twice } = withoutTwice(counted);
  return { sheets, rows, findings: inOrder([...findings, ...twice], sheets) };
}

function inOrder(
  findings: readonly AnnexFinding[],
  sheets: ReadonlyArray<{ readonly name: string }>,
): AnnexFinding[] {
  const at = new Map(sheets.map(({ name }, index) => [name, index]));
  const place = ({ sheet }: AnnexFinding) => at.get(sheet) ?? 0;
  return findings.toSorted((a, b) => place(a) - place(b) || a.row - b.row);
}

function withoutTwice(counted: readonly Counted[]) {
  const seen = new Map<string, Counted>();
  const twice: AnnexFinding[] = [];
  for (const one of counted) {
    const key = `${one.placeKey} ${one.year} ${one.project}`;
    const first = seen.get(key);
    if (!first) seen.set(key, one);
    else {
      const other = `${first.at.sheet === one.at.sheet ? '' : first.at.sheet}第${first.at.row}行`;
      twice.push(annexFinding('row.twice', one.at, { other }));
    }
  }
  const rows = [...seen.values()].map(({ placeKey, year, project, households }) => {
    return { placeKey, year, project, households };
  });
  return { rows, twice };
}
