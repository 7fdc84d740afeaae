// Collects every figure of a programme at its address and holds it against the notice: the quoted
// words stand in their clause, the number or day stands in the words, the unit is known.

import { parseUnit, unknownUnit } from '../../core/units.ts';
import { parseDay } from '../../core/day.ts';
import type { ClauseSpan, FigureAt, FolderProblem } from '../types.ts';
import { clauseAt, findNearly, findWords, type Notice, type Span } from './notice.ts';
import { isDayIn } from './printed-days.ts';
import {
  findNode,
  type Path,
  type Place,
  placeOf,
  problem,
  reasonOf,
  type YamlSource,
} from './problem.ts';
import { isQuantityIn } from './quantities.ts';
import { type Visit, walk } from './walk.ts';
import { writtenNumber } from './yaml.ts';

type Table = Readonly<Record<string, unknown>>;
/** A file of the folder after validation, with its source for lines. */
export type CheckedFile = {
  readonly key: string;
  readonly data: unknown;
  readonly source: YamlSource;
};
type Work = {
  readonly notice: Notice;
  readonly clauses: readonly ClauseSpan[];
  readonly figures: Map<string, FigureAt>;
  readonly problems: FolderProblem[];
};
type Placed = Visit & { readonly source: YamlSource };

/** All figures of the files by address, and what is wrong with their words, numbers and units. */
export function collectFigures(
  files: readonly CheckedFile[],
  notice: Notice,
  clauses: readonly ClauseSpan[],
): { readonly figures: ReadonlyMap<string, FigureAt>; readonly problems: FolderProblem[] } {
  const work: Work = { notice, clauses, figures: new Map(), problems: [] };
  for (const { key, data, source } of files) {
    walk(key, data, (visit) => seeTable(work, { ...visit, source }, key !== 'reconcile'));
  }
  return { figures: work.figures, problems: work.problems };
}

function seeTable(work: Work, visit: Placed, mayBeFigure: boolean): void {
  const { table } = visit;
  const span = textOf(table, 'quote') && findQuote(work, visit, 'quote');
  if (textOf(table, 'separatePlan')) findQuote(work, visit, 'separatePlan');
  if (!mayBeFigure) return;
  if (table['value'] !== undefined && textOf(table, 'unit')) {
    addFigure(work, visit, numberFigure(work, visit, span || undefined));
  } else if (textOf(table, 'date')) {
    addFigure(work, visit, dateFigure(work, visit, span || undefined));
  }
}

function textOf(table: Table, key: string): string | undefined {
  const value = table[key];
  return typeof value === 'string' ? value : undefined;
}

function placeIn(visit: Placed, key: string): Place {
  return placeOf(visit.source, [...visit.path, key]);
}

/** Finds a quote in its clause; a problem, and undefined, when it is not there. */
function findQuote(work: Work, visit: Placed, key: string): Span | undefined {
  const quote = textOf(visit.table, key) ?? '';
  const whole = { start: 0, end: work.notice.text.length };
  const clause = work.clauses.find(({ id }) => id === visit.clause);
  const found = findWords(work.notice, quote, clause ?? whole);
  if (found) return found;
  const near = findNearly(work.notice, quote, clause ?? whole);
  if (near) {
    const found = work.notice.text.slice(near.start, near.end);
    work.problems.push(problem(placeIn(visit, key), 'programme.quote-near', { quote, found }));
    return undefined;
  }
  const elsewhere = clause && findWords(work.notice, quote, whole);
  const shown = visit.clause ?? '';
  const place = placeIn(visit, key);
  if (elsewhere) {
    const details = { quote, clause: shown, found: clauseAt(work.clauses, elsewhere)?.id ?? '—' };
    work.problems.push(problem(place, 'programme.quote-elsewhere', details));
  } else {
    work.problems.push(problem(place, 'programme.quote-not-found', { quote, clause: shown }));
  }
  return undefined;
}

function addFigure(work: Work, visit: Placed, figure: FigureAt): void {
  const other = work.figures.get(figure.address);
  if (!other) {
    work.figures.set(figure.address, figure);
    return;
  }
  const { address } = figure;
  const details = { address, file: other.file, line: other.line };
  work.problems.push(
    problem(placeOf(visit.source, visit.path), 'programme.address-twice', details),
  );
}

function baseFigure(visit: Placed, span: Span | undefined, valuePath: Path) {
  const { table } = visit;
  const { file, line } = placeOf(visit.source, valuePath);
  const source = table['source'] as { readonly tag?: FigureAt['sourceTag'] } | undefined;
  return {
    address: visit.address,
    clause: visit.clause,
    quote: textOf(table, 'quote'),
    span,
    decision: textOf(table, 'decision'),
    sourceTag: source?.tag,
    file,
    line,
  };
}

function numberFigure(work: Work, visit: Placed, span: Span | undefined): FigureAt {
  const { table, source } = visit;
  const path = [...visit.path, 'value'];
  const written = writtenNumber(findNode(source, path), table['value']).replace(/^\+/, '');
  const unit = textOf(table, 'unit') ?? '';
  const figure = { ...baseFigure(visit, span, path), type: 'number' as const, written, unit };
  const reading = parseUnit(unit);
  if (!reading) {
    work.problems.push(
      problem(placeIn(visit, 'unit'), 'programme.unit-unknown', reasonOf(unknownUnit(unit))),
    );
    return figure;
  }
  // Members of targets.yaml are figures by spreading, so the schema does not ask for their ground.
  if ((figure.quote ?? figure.decision ?? figure.sourceTag) === undefined) {
    work.problems.push(problem(placeOf(source, visit.path), 'programme.no-ground', {}));
  }
  const isExplained = figure.decision !== undefined || table['note'] !== undefined;
  if (figure.quote !== undefined && !isExplained && !isQuantityIn(figure.quote, written, unit)) {
    const details = { quote: figure.quote, value: written, unit };
    work.problems.push(problem(placeIn(visit, 'value'), 'programme.number-not-in-quote', details));
  }
  return figure;
}

function dateFigure(work: Work, visit: Placed, span: Span | undefined): FigureAt {
  const { table } = visit;
  const date = textOf(table, 'date') ?? '';
  const printed = textOf(table, 'printed');
  const base = baseFigure(visit, span, [...visit.path, 'date']);
  const place = placeIn(visit, printed === undefined ? 'date' : 'printed');
  const isReplaced = printed !== undefined && printed !== date;
  if (isReplaced && base.decision === undefined) {
    work.problems.push(problem(place, 'programme.printed-unexplained', { printed, date }));
  }
  const shown = printed ?? date;
  const isExplained = !isReplaced && (base.decision !== undefined || table['note'] !== undefined);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(shown) || parseDay(shown) !== undefined;
  if (base.quote !== undefined && !isExplained && isDay && !isDayIn(base.quote, shown)) {
    const details = { quote: base.quote, date: shown };
    work.problems.push(problem(place, 'programme.date-not-in-quote', details));
  }
  return {
    ...base,
    type: 'date',
    written: date,
    unit: '',
    ...(printed === undefined ? {} : { printed }),
  };
}
