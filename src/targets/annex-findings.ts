// What the reading of annex 1 finds: codes, severity and sentences, in the shape of the ledger's.

import type { Text } from '../core/text.ts';
import type { Cell } from '../office/workbook.ts';
import { columnLetter, dayOfSerial } from '../office/workbook.ts';

type Entry = { readonly severity: 'error' | 'warning'; readonly zh: string; readonly en: string };

const ENTRIES = {
  'place.unknown-town': {
    severity: 'error',
    zh: '找不到名为“{value}”的乡镇。',
    en: 'There is no town called “{value}”.',
  },
  'place.unknown-village': {
    severity: 'error',
    zh: '{town}没有名为“{value}”的村。',
    en: '{town} has no village called “{value}”.',
  },
  'place.ambiguous-village': {
    severity: 'error',
    zh: '“{value}”可以指{candidates}，请写明。',
    en: '“{value}” may be {candidates}: say which.',
  },
  'value.missing': {
    severity: 'error',
    zh: '“{column}”是空的。',
    en: '“{column}” is empty.',
  },
  'number.unreadable': {
    severity: 'error',
    zh: '“{value}”不是一个整的户数。',
    en: '“{value}” is no whole number of households.',
  },
  'cell.error': {
    severity: 'error',
    zh: '这一格是公式错误“{value}”。',
    en: 'The cell is a formula error “{value}”.',
  },
  'project.unknown': {
    severity: 'error',
    zh: '“{value}”不是方案里的项目：{choices}。',
    en: '“{value}” is no project of the programme: {choices}.',
  },
  'project.ambiguous': {
    severity: 'error',
    zh: '“{value}”可以指{choices}，请写全名。',
    en: '“{value}” may mean {choices}: write the full name.',
  },
  'year.unknown': {
    severity: 'error',
    zh: '“{value}”不是方案的年度：{choices}。',
    en: '“{value}” is no year of the programme: {choices}.',
  },
  'row.twice': {
    severity: 'error',
    zh: '同一地方、年度、项目前面已有（{other}），请合并成一行。',
    en: 'The same place, year and project stand above already ({other}): make them one.',
  },
  'sum.differs': {
    severity: 'warning',
    zh: '合计写的是{value}，各行相加是{sum}。',
    en: 'The sum says {value}; the rows add up to {sum}.',
  },
} as const satisfies Record<string, Entry>;

export type AnnexCode = keyof typeof ENTRIES;

export type AnnexFinding = {
  readonly sheet: string;
  readonly row: number;
  readonly cell: string;
  readonly column: string;
  readonly value: string;
  readonly code: AnnexCode;
  readonly severity: 'error' | 'warning';
  readonly message: Text;
};

/** Where a finding is. */
export type At = {
  readonly sheet: string;
  readonly row: number;
  /** From 0. */
  readonly column: number;
  /** The heading. */
  readonly heading: string;
  readonly cell: Cell | undefined;
};

/** Writes a finding with its sentences. */
export function annexFinding(
  code: AnnexCode,
  { sheet, row, column, heading, cell }: At,
  details: Readonly<Record<string, string | number>> = {},
): AnnexFinding {
  const { severity, zh, en } = ENTRIES[code];
  const value = shown(cell);
  const all: Readonly<Record<string, string | number>> = { value, column: heading, ...details };
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => String(all[name] ?? ''));
  return {
    sheet,
    row,
    value,
    code,
    severity,
    cell: `${columnLetter(column)}${row}`,
    column: heading,
    message: { zh: fill(zh), en: fill(en) },
  };
}

function shown(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  if (typeof cell !== 'object') return String(cell);
  return 'error' in cell ? cell.error : (dayOfSerial(cell.serial, false) ?? String(cell.serial));
}
