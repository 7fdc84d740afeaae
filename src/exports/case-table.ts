// The list of cases as the page shows it, for a file. Numbers stay masked.

import type { Language } from '../core/text.ts';
import type { LoadedProgramme } from '../rules/types.ts';
import type { LedgerRow } from '../contracts/ledger.ts';
import { caseStates, categories } from '../households/model.ts';
import type { z } from 'zod';
import type { CellOut, ColumnKind, ColumnOut } from '../office/out/sheet.ts';

type Row = z.output<typeof LedgerRow>;

/** Headings in both languages, and what is not text. */
const COLUMNS: ReadonlyArray<Readonly<Record<Language, string>> & { kind?: ColumnKind }> = [
  { zh: '乡镇', en: 'Town' },
  { zh: '村', en: 'Village' },
  { zh: '村组', en: 'Group' },
  { zh: '户主姓名', en: 'Head' },
  { zh: '身份证号（遮盖）', en: 'ID number (masked)' },
  { zh: '农户类别', en: 'Category' },
  { zh: '取暖面积（㎡）', en: 'Heated area (㎡)', kind: 'number' },
  { zh: '状态', en: 'State' },
  { zh: '项目', en: 'Project' },
  { zh: '年度', en: 'Year', kind: 'number' },
  { zh: '改造方式', en: 'Method' },
  { zh: '意愿方式', en: 'Wished method' },
  { zh: '最近日期', en: 'Latest day', kind: 'day' },
  { zh: '提示数', en: 'Remarks', kind: 'number' },
];

export function caseColumns(language: Language): ColumnOut[] {
  return COLUMNS.map(({ kind, ...names }) => ({ heading: names[language], ...(kind && { kind }) }));
}

/** The cells of the list. */
export async function* caseCells(
  rows: AsyncIterable<Row>,
  programme: LoadedProgramme | undefined,
  language: Language,
): AsyncGenerator<CellOut[]> {
  const named = (list: ReadonlyArray<{ id: string; name: Record<Language, string> }> = []) =>
    new Map(list.map(({ id, name }) => [id, name[language]]));
  const methods = named(programme?.data.methods.methods);
  const projects = named(programme?.data.projects.projects);
  const method = (id: string | null) => (id === null ? null : (methods.get(id) ?? id));
  for await (const row of rows) {
    const category = categories[row.category as keyof typeof categories];
    yield [
      row.townName,
      row.villageName,
      row.groupName,
      row.headName,
      row.idMasked,
      category[language],
      row.heatedAreaM2,
      caseStates[row.state][language],
      projects.get(row.project) ?? row.project,
      row.year,
      method(row.method),
      method(row.wishedMethod),
      row.lastOn,
      row.findings.length,
    ];
  }
}
