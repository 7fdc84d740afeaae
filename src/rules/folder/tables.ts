// Reads the tables of a programme folder: obligations.csv, divisions.csv, divisions-history.csv.

import { parseCsv } from '../../core/csv.ts';
import type { Division, FolderProblem, Obligation, PastDivision } from '../types.ts';
import { placeOfFile, problem } from './problem.ts';

type Row = { readonly line: number; readonly cells: Readonly<Record<string, string>> };
type Table<T> = { readonly rows: readonly T[]; readonly problems: readonly FolderProblem[] };

const OBLIGATION_COLUMNS = [
  'id',
  'clause',
  'actor',
  'duty',
  'object',
  'deadline_or_trigger',
  'evidence',
  'feature',
  'rule_kind',
];
const OBLIGATION_KINDS = ['hard', 'soft', 'ambiguous', 'info'] as const;

function readTable(file: string, text: string, columns: readonly string[]): Table<Row> {
  const [head = [], ...body] = parseCsv(text);
  const missing = columns.filter((column) => !head.includes(column));
  if (missing.length > 0) {
    const details = { file, expected: columns.join(','), missing: missing.join(',') };
    return { rows: [], problems: [problem(placeOfFile(file), 'programme.table-columns', details)] };
  }
  const problems: FolderProblem[] = [];
  const rows = body.flatMap((cells, at): Row[] => {
    const line = at + 2;
    if (cells.length !== head.length) {
      const details = { row: line, found: cells.length, expected: head.length };
      problems.push(problem({ ...placeOfFile(file), line }, 'programme.table-row', details));
      return [];
    }
    return [{ line, cells: Object.fromEntries(head.map((name, i) => [name, cells[i] ?? ''])) }];
  });
  return { rows, problems };
}

/** Reads obligations.csv. */
export function readObligations(text: string | undefined): Table<Obligation> {
  if (text === undefined) return { rows: [], problems: [] };
  const file = 'obligations.csv';
  const { rows, problems } = readTable(file, text, OBLIGATION_COLUMNS);
  const found = [...problems];
  const lines = new Map<string, number>();
  const obligations = rows.flatMap(({ line, cells }): Obligation[] => {
    const place = { ...placeOfFile(file), line };
    const id = cells['id'] ?? '';
    const other = lines.get(id);
    if (other === undefined) lines.set(id, line);
    else found.push(problem({ ...place, field: 'id' }, 'programme.id-twice', { id, line: other }));
    const kind = OBLIGATION_KINDS.find((known) => known === cells['rule_kind']);
    if (!kind) {
      found.push(
        problem({ ...place, field: 'rule_kind' }, 'programme.option-unknown', {
          value: cells['rule_kind'] ?? '',
          options: OBLIGATION_KINDS.join('、'),
          suggestionZh: '',
          suggestionEn: '',
        }),
      );
      return [];
    }
    const cell = (name: string) => cells[name] ?? '';
    return [
      {
        id: cell('id'),
        clause: cell('clause'),
        actor: cell('actor'),
        duty: cell('duty'),
        object: cell('object'),
        deadline: cell('deadline_or_trigger'),
        evidence: cell('evidence'),
        feature: cell('feature'),
        kind,
      },
    ];
  });
  return { rows: obligations, problems: found };
}

/** Reads divisions.csv. */
export function readDivisions(text: string | undefined): Table<Division> {
  if (text === undefined) return { rows: [], problems: [] };
  const columns = ['code', 'level', 'name', 'parent_code'];
  const { rows, problems } = readTable('divisions.csv', text, columns);
  const divisions = rows.map(({ cells }) => ({
    code: cells['code'] ?? '',
    level: cells['level'] ?? '',
    name: cells['name'] ?? '',
    parentCode: cells['parent_code'] ?? '',
  }));
  return { rows: divisions, problems };
}

/** Reads divisions-history.csv. */
export function readPastDivisions(text: string | undefined): Table<PastDivision> {
  if (text === undefined) return { rows: [], problems: [] };
  const columns = ['edition', 'level', 'code', 'name'];
  const { rows, problems } = readTable('divisions-history.csv', text, columns);
  const past = rows.map(({ cells }) => ({
    edition: cells['edition'] ?? '',
    level: cells['level'] ?? '',
    code: cells['code'] ?? '',
    name: cells['name'] ?? '',
  }));
  return { rows: past, problems };
}
