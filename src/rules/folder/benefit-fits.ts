// Checks that benefit.yaml fits together: inputs and funds exist, and the units of rates, limits
// and thresholds are those of what they are used on. What the rules come to is benefit/evaluate.ts.

import { parseUnit } from '../../core/units.ts';
import { type FigureUse, readFigure } from '../benefit/figures.ts';
import { BenefitFile } from '../schema/benefit.ts';
import { Figure } from '../schema/common.ts';
import type { FolderProblem } from '../types.ts';
import type { CheckedFile } from './figures.ts';
import { type Path, placeOf, problem, reasonOf, suggestion } from './problem.ts';
import { isTable } from './schema-keys.ts';
import { walk } from './walk.ts';

type Table = Readonly<Record<string, unknown>>;
type Work = {
  readonly file: CheckedFile;
  readonly inputs: ReadonlyMap<string, BenefitFile['inputs'][number]>;
  readonly problems: FolderProblem[];
};

const INPUT_KEYS = ['of', 'by', 'less', 'cost', 'paidBefore', 'input'] as const;

/** Inputs that do not exist and units that do not fit, in one benefit.yaml. */
export function checkBenefitFits(file: CheckedFile | undefined): FolderProblem[] {
  if (!file) return [];
  const { inputs } = BenefitFile.parse(file.data);
  const work: Work = {
    file,
    inputs: new Map(inputs.map((input) => [input.id, input])),
    problems: [],
  };
  walk('benefit', file.data, ({ table, path }) => {
    if (path[0] === 'inputs') return;
    checkInputs(work, table, path);
    checkUnits(work, table, path);
  });
  return work.problems;
}

function checkInputs({ file, inputs, problems }: Work, table: Table, path: Path): void {
  for (const key of INPUT_KEYS) {
    const id = table[key];
    // `by: share | order | input | decision` is the kind of a split, not the name of an input.
    const isSplitKind = key === 'by' && table['op'] === undefined;
    if (typeof id !== 'string' || isSplitKind || inputs.has(id)) continue;
    problems.push(
      problem(placeOf(file.source, [...path, key]), 'programme.reference-unknown', {
        id,
        whatZh: '输入项',
        whatEn: 'input',
        where: 'benefit.yaml',
        ...suggestion(id, inputs.keys()),
      }),
    );
  }
}

function checkUnits(work: Work, table: Table, path: Path): void {
  const need = (key: string, use: FigureUse | undefined, at = path, from = table) => {
    const figure = Figure.safeParse(from[key]).data;
    if (use && figure) needFigure(work, figure, use, [...at, key]);
  };
  const use = (as: 'rate' | 'bound', inputId: unknown): FigureUse | undefined => {
    const of = typeof inputId === 'string' ? work.inputs.get(inputId) : undefined;
    return of?.type === 'money' || of?.type === 'quantity' ? { as, of } : undefined;
  };
  const cases = isTable(table['cases']) ? Object.entries(table['cases']) : [];
  const bands = Array.isArray(table['bands']) ? table['bands'].filter(isTable) : [];
  const [by, of] = [table['by'], table['of']];
  switch (table['op']) {
    case 'fixed':
      return need('amount', { as: 'money' });
    case 'per-unit':
      need('rate', use('rate', of));
      return need('upTo', use('bound', of));
    case 'percent':
      return need('rate', { as: 'share' });
    case 'cap':
    case 'floor':
      return need('at', { as: 'money' });
    case 'adjust':
      for (const [key, adjustment] of cases) {
        if (!isTable(adjustment)) continue;
        for (const change of ['rate', 'plus', 'minus']) {
          need(change, { as: 'share' }, [...path, 'cases', key], adjustment);
        }
      }
      return;
    case 'in-proportion':
      need('to', use('bound', of));
      return need('upTo', use('bound', of));
    case 'tiers':
    case 'slices':
      for (const [at, band] of bands.entries()) {
        const place = [...path, 'bands', at];
        need('below', use('bound', by), place, band);
        need('upTo', use('bound', by), place, band);
        need('rate', use('rate', by), place, band);
      }
      return;
    default:
      // What is no operator: a check or only-within, a share of instalments, a fund's limit.
      need('from', use('bound', table['input']));
      need('to', use('bound', table['input']));
      need('share', { as: 'share' });
      if (table['fund'] !== undefined) need('upTo', { as: 'money' });
  }
}

function needFigure(work: Work, figure: Figure, use: FigureUse, path: Path): void {
  // A unit nobody knows is reported where all figures are collected.
  if (!parseUnit(figure.unit)) return;
  const reading = readFigure(figure, use);
  if (!reading.problem) return;
  const isNegative = String(figure.value).startsWith('-');
  const place = placeOf(work.file.source, [...path, isNegative ? 'value' : 'unit']);
  if (isNegative) {
    const { reasonZh: ruleZh, reasonEn: ruleEn } = reasonOf(reading.problem);
    work.problems.push(problem(place, 'programme.out-of-range', { ruleZh, ruleEn }));
    return;
  }
  work.problems.push(problem(place, 'programme.unit-unfit', reasonOf(reading.problem)));
}
