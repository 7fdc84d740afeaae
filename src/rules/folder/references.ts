// Checks that whatever one file of a programme names stands in another: clauses, decisions, units,
// projects, sources and views of money, inputs, places, obligations, annexes. And that ids
// are not used twice.

import type { Division, FolderProblem, ProgrammeData } from '../types.ts';
import type { CheckedFile } from './figures.ts';
import { type Path, placeOf, problem, suggestion } from './problem.ts';
import { isTable } from './schema-keys.ts';
import { walk } from './walk.ts';

type Kind =
  | 'clause'
  | 'decision'
  | 'project'
  | 'unit'
  | 'source'
  | 'view'
  | 'input'
  | 'method'
  | 'obligation'
  | 'division'
  | 'parent'
  | 'annex';

const NAMES: Readonly<Record<Kind, readonly [zh: string, en: string, where: string]>> = {
  clause: ['条款', 'clause', 'clauses.yaml'],
  decision: ['决定', 'decision', 'decisions.yaml'],
  project: ['项目', 'project', 'projects.yaml'],
  unit: ['单位', 'unit', 'units.yaml'],
  source: ['资金来源', 'source of money', 'funds.yaml'],
  view: ['预算口径', 'view of the budget', 'funds.yaml'],
  input: ['输入项', 'input', 'benefit.yaml'],
  method: ['取暖方式', 'heating method', 'methods.yaml'],
  obligation: ['义务', 'obligation', 'obligations.csv'],
  division: ['区划代码', 'division code', 'divisions.csv'],
  parent: ['区划代码或本地地点', 'division code or local place', 'divisions.csv'],
  annex: ['附件', 'annex', 'annexes.yaml'],
};

/** Where references stand: file key, path with `*` for each member, `#` for a table's keys. */
const REFERENCES: ReadonlyArray<readonly [file: string, path: string, kind: Kind]> = [
  ['targets', 'targets.*.project', 'project'],
  ['projects', 'projects.*.partOf', 'project'],
  ['projects', 'projects.*.lead.*', 'unit'],
  ['projects', 'projects.*.responsible.*', 'unit'],
  ['projects', 'projects.*.cooperating.*', 'unit'],
  ['projects', 'projects.*.investment.sources.#', 'source'],
  ['funds', 'views.*.sources.#', 'source'],
  ['funds', 'views.*.shares.#', 'source'],
  ['funds', 'views.*.lines.*.project', 'project'],
  ['funds', 'views.*.lines.*.sources.#', 'source'],
  ['funds', 'pays.view', 'view'],
  ['funds', 'pays.households.*.project', 'project'],
  ['funds', 'pays.none.*.project', 'project'],
  ['funds', 'pays.facts.#', 'input'],
  ['towns', 'towns.*.code', 'division'],
  ['towns', 'towns.*.villages.*.code', 'division'],
  ['local-places', 'places.*.parent', 'parent'],
  ['local-places', 'aliases.*.code', 'division'],
  ['units', 'units.*.duties.*.obligations.*', 'obligation'],
  ['units', 'units.*.duties.*.concerns.*', 'unit'],
  ['units', 'leadingGroup.members.*.unit', 'unit'],
  ['units', 'leadingGroup.office.seat', 'unit'],
  ['units', 'leadingGroup.office.staff.*.unit', 'unit'],
  ['methods', 'combinations.*.methods.*', 'method'],
  ['acceptance', 'departments.cases.*.organising', 'unit'],
  ['acceptance', 'departments.cases.*.countersigning.*.unit', 'unit'],
  ['reconcile', 'relations.*.annex', 'annex'],
];

type Reference = { readonly path: Path; readonly id: string; readonly isKey: boolean };

/** Every value (or key, for `#`) the pattern leads to. */
function select(data: unknown, pattern: string): Reference[] {
  let found: Array<{ path: Path; value: unknown }> = [{ path: [], value: data }];
  const parts = pattern.split('.');
  for (const part of parts.filter((name) => name !== '#')) {
    found = found.flatMap(({ path, value }) => {
      if (part === '*') {
        if (isTable(value)) {
          return Object.keys(value).map((key) => ({ path: [...path, key], value: value[key] }));
        }
        if (!Array.isArray(value)) return [];
        return value.map((member, at) => ({ path: [...path, at], value: member as unknown }));
      }
      const child = isTable(value) ? value[part] : undefined;
      return child === undefined ? [] : [{ path: [...path, part], value: child }];
    });
  }
  if (parts.at(-1) !== '#') {
    return found.flatMap(({ path, value }) =>
      typeof value === 'string' ? [{ path, id: value, isKey: false }] : [],
    );
  }
  return found.flatMap(({ path, value }) =>
    Object.keys(isTable(value) ? value : {}).map((id) => ({
      path: [...path, id],
      id,
      isKey: true,
    })),
  );
}

/** An id of a decision, as the schema writes it. */
const DECISION = /^D\d{2,3}$/;

type Known = Readonly<Record<Kind, ReadonlySet<string>>>;

function idsOf(list: ReadonlyArray<{ readonly id: string }>): Set<string> {
  return new Set(list.map(({ id }) => id));
}

/** What may be referred to, by kind. Without divisions.csv any division code is taken. */
export function knownIds(
  data: ProgrammeData,
  clauses: ReadonlyArray<{ readonly id: string }>,
  divisions: readonly Division[],
): Known {
  const codes = divisions.map(({ code }) => code);
  const county = String(data.programme.district.code);
  return {
    clause: idsOf(clauses),
    decision: idsOf(data.decisions.decisions),
    project: idsOf(data.projects.projects),
    unit: idsOf(data.units.units),
    source: idsOf(data.funds.sources),
    view: idsOf(data.funds.views),
    input: idsOf(data.benefit.inputs),
    method: idsOf(data.methods.methods),
    obligation: idsOf(data.obligations),
    division: new Set(codes),
    parent: new Set([
      ...codes,
      county,
      `${county}000000`,
      ...data.localPlaces.places.map(({ id }) => id),
    ]),
    annex: idsOf(data.annexes.annexes),
  };
}

/** All references of the files that lead nowhere. */
export function checkReferences(files: readonly CheckedFile[], known: Known): FolderProblem[] {
  const problems: FolderProblem[] = [];
  const check = (file: CheckedFile, reference: Reference, kind: Kind) => {
    const isUnlisted = kind === 'division' && known.division.size === 0;
    const isCode = kind === 'parent' && known.division.size === 0 && /^\d{12}$/.test(reference.id);
    if (isUnlisted || isCode || known[kind].has(reference.id)) return;
    const [whatZh, whatEn, where] = NAMES[kind];
    const place = placeOf(file.source, reference.path, reference.isKey ? 'key' : 'value');
    const named = suggestion(reference.id, known[kind]);
    const details = { id: reference.id, whatZh, whatEn, where, ...named };
    problems.push(problem(place, 'programme.reference-unknown', details));
  };
  for (const file of files) {
    for (const [key, pattern, kind] of REFERENCES) {
      if (key !== file.key) continue;
      for (const reference of select(file.data, pattern)) check(file, reference, kind);
    }
    walk(file.key, file.data, ({ table, path }) => {
      for (const [kind, id, at] of namedIn(table)) {
        check(
          file,
          { path: [...path, ...at], id, isKey: at[0] === 'decide' || at[0] === 'when' },
          kind,
        );
      }
    });
  }
  return problems;
}

/** Clauses, decisions and funds a table names itself, whatever file it is in. */
function namedIn(table: Readonly<Record<string, unknown>>): Array<[Kind, string, Path]> {
  const found: Array<[Kind, string, Path]> = [];
  const { clause, clauses, clauseOfText, decision, decide, when, fund } = table;
  if (typeof clause === 'string') found.push(['clause', clause, ['clause']]);
  if (typeof clauseOfText === 'string') found.push(['clause', clauseOfText, ['clauseOfText']]);
  if (typeof fund === 'string') found.push(['source', fund, ['fund']]);
  if (typeof decision === 'string') found.push(['decision', decision, ['decision']]);
  if (Array.isArray(clauses)) {
    for (const [at, id] of clauses.entries()) {
      if (typeof id === 'string') found.push(['clause', id, ['clauses', at]]);
    }
  }
  for (const [name, choices] of [
    ['decide', decide],
    ['when', when],
  ] as const) {
    // A `when` that is a sentence (of an instalment) has a language for a key, not a decision.
    const ids = isTable(choices) ? Object.keys(choices) : [];
    for (const id of ids.filter((key) => DECISION.test(key))) {
      found.push(['decision', id, [name, id]]);
    }
  }
  return found;
}

/** Ids used twice in one list. */
export function checkUniqueIds(file: CheckedFile): FolderProblem[] {
  const problems: FolderProblem[] = [];
  walk(file.key, { root: file.data }, ({ table, path }) => {
    for (const [key, list] of Object.entries(table)) {
      if (!Array.isArray(list)) continue;
      const seen = new Map<string, number>();
      for (const [at, member] of list.entries()) {
        const id = isTable(member) ? member['id'] : undefined;
        if (typeof id !== 'string') continue;
        const place = placeOf(file.source, [...path.slice(1), key, at, 'id']);
        const line = seen.get(id);
        if (line === undefined) seen.set(id, place.line);
        else problems.push(problem(place, 'programme.id-twice', { id, line }));
      }
    }
  });
  return problems;
}
