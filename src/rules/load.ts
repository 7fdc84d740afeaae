// Loads a programme folder from its files' texts: reads, validates, locates every quote in the
// notice and follows every reference, and gives all problems at once. Reads no disk and no clock.

import { fail } from '../core/errors.ts';
import { checkBenefitRules } from './benefit/check.ts';
import { checkBenefitFits } from './folder/benefit-fits.ts';
import { checkCaseNames, checkCaseResults } from './folder/cases.ts';
import { locateClauses } from './folder/clauses.ts';
import { checkOptions } from './folder/decisions.ts';
import { type CheckedFile, collectFigures } from './folder/figures.ts';
import {
  emptyFiles,
  FILE_COUNT_LIMIT,
  FILE_LIMIT_MB,
  isAnnexCopy,
  isCaseFile,
  knownFiles,
  requiredFiles,
  yamlKeys,
  type YamlKey,
  yamlSchemas,
} from './folder/files.ts';
import { readNotice } from './folder/notice.ts';
import { checkLists } from './folder/printed-lists.ts';
import {
  placeOf,
  placeOfFile,
  problem,
  reasonOf,
  suggestion,
  type YamlSource,
} from './folder/problem.ts';
import { checkReferences, checkUniqueIds, knownIds } from './folder/references.ts';
import { readDivisions, readObligations, readPastDivisions } from './folder/tables.ts';
import { validate } from './folder/validate.ts';
import { curlyValues, readYaml } from './folder/yaml.ts';
import { checkRelations } from './reconcile/possible.ts';
import { CaseFile } from './schema/benefit.ts';
import type { FolderProblem, LoadedProgramme, ProgrammeData } from './types.ts';

/** A folder's programme, when nothing is wrong with it, and all that is wrong. */
export type LoadResult = {
  readonly programme: LoadedProgramme | undefined;
  readonly problems: readonly FolderProblem[];
};

type Files = ReadonlyMap<string, string>;
/** Values between curly quotation marks, by `file line:column`. */
type Curly = Map<string, string>;
type Parsed = {
  readonly byKey: ReadonlyMap<YamlKey, CheckedFile>;
  readonly cases: readonly CheckedFile[];
};

/** Loads a folder given as file name → text (`cases/a.yaml`); never throws for what is in it. */
export function loadProgramme(files: Files): LoadResult {
  const curly: Curly = new Map();
  const { programme, problems } = loadUnsorted(files, curly);
  const sorted = withoutEchoes(problems.map((one) => curlyMeant(one, curly))).toSorted(
    (a, b) => rankOf(a.file) - rankOf(b.file) || a.line - b.line || a.column - b.column,
  );
  return { programme, problems: sorted };
}

/** A wrong value between curly quotation marks was meant to be quoted by them. */
function curlyMeant(one: FolderProblem, curly: Curly): FolderProblem {
  const { file, line, column, field } = one;
  const value = curly.get(`${file} ${line}:${column}`);
  if (value === undefined) return one;
  return problem({ file, line, column, field }, 'programme.curly-quotes', { value });
}

/** Codes that only follow from another problem of the same figure. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  'programme.number-not-in-quote': [
    'programme.unit-unfit',
    'programme.out-of-range',
    'programme.number-inexact',
  ],
};

/**
 * One mistake, one message: what is written once and used through an alias is reported once, and a
 * figure with a wrong unit is not also said to be missing from its words.
 */
function withoutEchoes(problems: readonly FolderProblem[]): FolderProblem[] {
  const isInexact = problems.some(({ code }) => code === 'programme.number-inexact');
  const seen = new Set<string>();
  return problems.filter((one) => {
    const key = `${one.file}:${one.line}:${one.column} ${one.message.en}`;
    if (seen.has(key)) return false;
    seen.add(key);
    // A relation cannot be worked out with a number that is not kept.
    if (one.code === 'programme.relation-impossible' && isInexact) return false;
    const causes = FOLLOWS[one.code] ?? [];
    return !problems.some((other) => {
      return causes.includes(other.code) && tableOf(other) === tableOf(one);
    });
  });
}

/** Files in the order they build on each other, so that causes stand before what follows. */
function rankOf(file: string): number {
  return isCaseFile(file) ? knownFiles.length : knownFiles.indexOf(file);
}

function loadUnsorted(given: Files, curly: Curly): LoadResult {
  const problems = checkNames(given);
  const { files, problems: damage } = legibleFiles(given);
  problems.push(...damage);
  const parsed = parseFiles(files, problems, curly);
  const isLegible = damage.length === 0;
  const [obligations, divisions, past] = [
    readObligations(files.get('obligations.csv')),
    readDivisions(files.get('divisions.csv')),
    readPastDivisions(files.get('divisions-history.csv')),
  ];
  problems.push(...obligations.problems, ...divisions.problems, ...past.problems);
  for (const file of [...parsed.byKey.values(), ...parsed.cases]) {
    problems.push(...checkUniqueIds(file));
  }
  const noticeText = files.get('notice.txt');
  const clausesFile = parsed.byKey.get('clauses');
  if (noticeText === undefined || !clausesFile) return { programme: undefined, problems };
  if (noticeText.trim() === '') {
    problems.push(problem(placeOfFile('notice.txt'), 'programme.notice-empty', {}));
    return { programme: undefined, problems };
  }

  const notice = readNotice(noticeText);
  const declared = yamlSchemas.clauses.parse(clausesFile.data).clauses;
  const located = locateClauses(declared, notice, clausesFile.source);
  problems.push(...located.problems);
  const isInOrder = located.problems.every(({ code }) => code !== 'programme.clause-out-of-order');
  if (!isInOrder) return { programme: undefined, problems };
  const withFigures = [...parsed.byKey.values()].filter(({ key }) => key !== 'clauses');
  const collected = collectFigures(withFigures, notice, located.clauses);
  problems.push(...collected.problems);
  // A file that did not pass its schema has no data, and references to it would all seem wrong.
  const isWhole = isLegible && parsed.byKey.size === yamlKeys.length && noProblemIn(files, parsed);
  if (!isWhole) return { programme: undefined, problems };

  const data = dataOf(parsed, obligations.rows);
  const programme: LoadedProgramme = {
    data,
    divisions: divisions.rows,
    divisionsHistory: past.rows,
    noticeText: notice.text,
    clauses: located.clauses,
    figures: collected.figures,
  };
  const everyFile = [...withFigures, ...parsed.cases];
  problems.push(
    ...checkReferences(everyFile, knownIds(data, declared, divisions.rows)),
    ...checkOptions(everyFile, data),
    ...checkCaseNames(parsed.cases, data),
    ...checkLists(parsed.byKey.get('lists')),
    ...checkObligations(programme),
    ...checkAnnexCopies(parsed, files),
    ...checkBenefitFits(parsed.byKey.get('benefit')),
    ...checkBenefitRules(parsed.byKey.get('benefit'), data),
  );
  // Unsound benefit rules cannot be worked out: relations that ask them wait.
  const isSound = problems.length === 0;
  problems.push(...checkRelations(programme, parsed.byKey.get('reconcile'), isSound));
  if (isSound) problems.push(...checkCaseResults(parsed.cases, data));
  return { programme: problems.length === 0 ? programme : undefined, problems };
}

/** Loads a folder that must be in order. Refuses with the first of its problems. */
export function getProgramme(files: Files): LoadedProgramme {
  const { programme, problems } = loadProgramme(files);
  if (programme) return programme;
  const [first] = problems;
  const where = first ? `${first.file}:${first.line} ` : '';
  const { reasonZh, reasonEn } = reasonOf(first?.message ?? { zh: '', en: '' });
  return fail('programme.folder-invalid', {
    count: problems.length,
    firstZh: `${where}${reasonZh}`,
    firstEn: `${where}${reasonEn}`,
    problems,
  });
}

function checkNames(files: Files): FolderProblem[] {
  const problems: FolderProblem[] = [];
  if (files.size > FILE_COUNT_LIMIT) {
    const details = { count: files.size, limit: FILE_COUNT_LIMIT };
    problems.push(problem(placeOfFile('.'), 'programme.too-many-files', details));
  }
  for (const file of requiredFiles) {
    if (!files.has(file))
      problems.push(problem(placeOfFile(file), 'programme.file-missing', { file }));
  }
  for (const [file, text] of files) {
    const place = placeOfFile(file);
    if (text.length > FILE_LIMIT_MB * 1024 * 1024) {
      const details = { file, limitMb: FILE_LIMIT_MB };
      problems.push(problem(place, 'programme.file-too-large', details));
    }
    if (knownFiles.includes(file) || isCaseFile(file) || isAnnexCopy(file)) continue;
    const known = [...knownFiles, 'cases/*.yaml'].join('、');
    const isYml = /\.yml$/i.test(file);
    const meant = isYml ? [file.replace(/\.yml$/i, '.yaml')] : knownFiles;
    const details = { file, known, ...suggestion(file, meant) };
    problems.push(problem(place, 'programme.file-unknown', details));
  }
  return problems;
}

/** The files without those whose bytes are no text; each of these is a problem at its line. */
function legibleFiles(given: Files): { files: Files; problems: FolderProblem[] } {
  const files = new Map<string, string>();
  const problems: FolderProblem[] = [];
  for (const [file, text] of given) {
    // What is not UTF-8 was read as U+FFFD, see programmes/read-folder.ts.
    const at = text.search(/[\uFFFD\0]/);
    if (at < 0) {
      files.set(file, text);
      continue;
    }
    const line = text.slice(0, at).split('\n').length;
    const isNul = !text.includes('\uFFFD');
    const code = isNul ? 'programme.nul-byte' : 'programme.file-not-utf8';
    problems.push(problem({ ...placeOfFile(file), line }, code, { file }));
  }
  return { files, problems };
}

/** Reads and validates the YAML files; a file with problems is left out. */
function parseFiles(files: Files, problems: FolderProblem[], curly: Curly): Parsed {
  const byKey = new Map<YamlKey, CheckedFile>();
  const look = (source: YamlSource) => {
    for (const [at, text] of curlyValues(source)) curly.set(`${source.file} ${at}`, text);
  };
  for (const key of yamlKeys) {
    const file = `${key}.yaml`;
    const empty: unknown = (emptyFiles as Partial<Record<YamlKey, unknown>>)[key];
    const text = files.get(file) ?? (empty === undefined ? undefined : JSON.stringify(empty));
    if (text === undefined) continue;
    const { source, problems: found } = readYaml(file, text);
    problems.push(...found);
    if (!source) continue;
    look(source);
    const { data, problems: wrong } = validate(source, yamlSchemas[key]);
    problems.push(...wrong);
    if (data !== undefined) byKey.set(key, { key, data, source });
  }
  const cases: CheckedFile[] = [];
  for (const [file, text] of files) {
    if (!isCaseFile(file)) continue;
    const { source, problems: found } = readYaml(file, text);
    problems.push(...found);
    if (!source) continue;
    look(source);
    const { data, problems: wrong } = validate(source, CaseFile);
    problems.push(...wrong);
    if (data !== undefined) cases.push({ key: 'cases', data, source });
  }
  return { byKey, cases };
}

function noProblemIn(files: Files, { cases }: Parsed): boolean {
  return [...files.keys()].filter(isCaseFile).length === cases.length;
}

/** Brings the validated files together. Each was parsed by its own schema, so nothing is cast. */
function dataOf(parsed: Parsed, obligations: ProgrammeData['obligations']): ProgrammeData {
  const { programme, targets, projects, funds, towns, timeline, units } = yamlSchemas;
  const { methods, quality, acceptance, decisions, annexes, lists, benefit, reconcile } =
    yamlSchemas;
  const raw = (key: YamlKey) => parsed.byKey.get(key)?.data;
  return {
    programme: programme.parse(raw('programme')),
    targets: targets.parse(raw('targets')),
    projects: projects.parse(raw('projects')),
    funds: funds.parse(raw('funds')),
    towns: towns.parse(raw('towns')),
    localPlaces: localPlacesOf(raw('local-places'), programme.parse(raw('programme'))),
    timeline: timeline.parse(raw('timeline')),
    units: units.parse(raw('units')),
    methods: methods.parse(raw('methods')),
    quality: quality.parse(raw('quality')),
    acceptance: acceptance.parse(raw('acceptance')),
    contracts: yamlSchemas.contracts.parse(raw('contracts')),
    payment: yamlSchemas.payment.parse(raw('payment')),
    decisions: decisions.parse(raw('decisions')),
    annexes: annexes.parse(raw('annexes')),
    lists: lists.parse(raw('lists')),
    benefit: benefit.parse(raw('benefit')),
    reconcile: reconcile.parse(raw('reconcile')),
    cases: parsed.cases.flatMap(({ data }) => CaseFile.parse(data).cases),
    obligations,
  };
}

/** Local places; the six digits of the county stand for its division code. */
function localPlacesOf(
  raw: unknown,
  { district }: ProgrammeData['programme'],
): ProgrammeData['localPlaces'] {
  const { places, aliases } = yamlSchemas['local-places'].parse(raw);
  const county = String(district.code);
  const parentOf = (parent: string) => (parent === county ? `${county}000000` : parent);
  return { aliases, places: places.map((one) => ({ ...one, parent: parentOf(one.parent) })) };
}

/** An obligation may name a part of a clause (八(三)2表): a declared clause must begin it. */
function checkObligations({ data, clauses }: LoadedProgramme): FolderProblem[] {
  const file = 'obligations.csv';
  return data.obligations.flatMap(({ clause }, at) => {
    if (clauses.some(({ id }) => clause.startsWith(id))) return [];
    const place = { file, line: at + 2, column: 1, field: 'clause' };
    const named = suggestion(
      clause,
      clauses.map(({ id }) => id),
    );
    const what = { whatZh: '条款', whatEn: 'clause', where: 'clauses.yaml' };
    return [problem(place, 'programme.reference-unknown', { id: clause, ...what, ...named })];
  });
}

function checkAnnexCopies(parsed: Parsed, files: Files): FolderProblem[] {
  const source = parsed.byKey.get('annexes')?.source;
  if (!source) return [];
  const { annexes } = yamlSchemas.annexes.parse(source.raw);
  return annexes.flatMap(({ file }, at) => {
    if (file === undefined) return [];
    const place = placeOf(source, ['annexes', at, 'file']);
    if (!isAnnexCopy(file)) return [problem(place, 'programme.annex-no-copy', { file })];
    if (files.has(file)) return [];
    const copies = [...files.keys()].filter(isAnnexCopy);
    const details = { file, ...suggestion(file, copies) };
    return [problem(place, 'programme.annex-file-missing', details)];
  });
}

function tableOf({ file, field }: FolderProblem): string {
  return `${file} ${field.replace(/\.[^.]*$/, '')}`;
}
