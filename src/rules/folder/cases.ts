// Checks the worked households of cases/*.yaml: that the inputs, funds and instalments they name
// exist, and that the rules give what they expect. The working out is benefit/evaluate.ts.

import { Refusal } from '../../core/errors.ts';
import { runCases } from '../benefit/cases.ts';
import { evaluateBenefit } from '../benefit/evaluate.ts';
import { CaseFile } from '../schema/benefit.ts';
import type { FolderProblem, ProgrammeData } from '../types.ts';
import type { CheckedFile } from './figures.ts';
import { type Path, placeOf, problem, reasonOf, suggestion } from './problem.ts';

type Case = ProgrammeData['cases'][number];
type Named = {
  readonly id: string;
  readonly path: Path;
  readonly on: 'key' | 'value';
  readonly known: readonly string[];
  readonly whatZh: string;
  readonly whatEn: string;
  readonly where: string;
};

function casesIn(files: readonly CheckedFile[]) {
  return files.flatMap((file) =>
    CaseFile.parse(file.data).cases.map((one, at) => ({ file, one, path: ['cases', at] as Path })),
  );
}

/** What a case names that does not exist. Its decisions are looked up with all others. */
export function checkCaseNames(
  files: readonly CheckedFile[],
  data: ProgrammeData,
): FolderProblem[] {
  return casesIn(files).flatMap(({ file, one, path }) =>
    namedIn(one, data).flatMap(({ id, path: at, on, known, ...what }) => {
      if (known.includes(id)) return [];
      const place = placeOf(file.source, [...path, ...at], on);
      const details = { id, ...what, ...suggestion(id, known) };
      return [problem(place, 'programme.reference-unknown', details)];
    }),
  );
}

function namedIn({ input, expect }: Case, { benefit, funds }: ProgrammeData): Named[] {
  const benefitFile = { where: 'benefit.yaml' };
  const inputs = {
    known: idsOf(benefit.inputs),
    whatZh: '输入项',
    whatEn: 'input',
    ...benefitFile,
  };
  const sources = {
    known: idsOf(funds.sources),
    whatZh: '资金来源',
    whatEn: 'source of money',
    where: 'funds.yaml',
  };
  const parts = {
    known: benefit.items.flatMap(({ instalments }) => idsOf(instalments)),
    whatZh: '分期',
    whatEn: 'instalment',
    ...benefitFile,
  };
  const checks = { known: idsOf(benefit.checks), whatZh: '提醒', whatEn: 'check', ...benefitFile };
  const keys = (table: object | undefined, path: Path, what: typeof inputs): Named[] =>
    Object.keys(table ?? {}).map((id) => ({ id, path: [...path, id], on: 'key', ...what }));
  const values = (list: readonly string[] = [], path: Path, what: typeof inputs): Named[] =>
    list.map((id, at) => ({ id, path: [...path, at], on: 'value', ...what }));
  return [
    ...keys(input, ['input'], inputs),
    ...keys(expect.shares, ['expect', 'shares'], sources),
    ...keys(expect.runningShares, ['expect', 'runningShares'], sources),
    ...keys(expect.instalments, ['expect', 'instalments'], parts),
    ...values(expect.missing, ['expect', 'missing'], inputs),
    ...values(expect.warnings, ['expect', 'warnings'], checks),
  ];
}

/** The cases the rules answer otherwise. The rules must be sound before this is asked. */
export function checkCaseResults(
  files: readonly CheckedFile[],
  data: ProgrammeData,
): FolderProblem[] {
  return casesIn(files).flatMap(({ file, one, path }) => {
    const refused = refusalOf(one, data);
    if (refused) {
      const details = { id: one.id, ...reasonOf(refused.text) };
      const place = placeOf(file.source, [...path, 'input']);
      return [problem(place, 'programme.case-refused', details)];
    }
    const [outcome] = runCases({ ...data, cases: [one] });
    return (outcome?.differences ?? []).map(({ field, expected, got }) => {
      const place = placeOf(file.source, [...path, 'expect', field]);
      return problem(place, 'programme.case-differs', { id: one.id, field, expected, got });
    });
  });
}

function refusalOf({ input, decide }: Case, data: ProgrammeData): Refusal | undefined {
  try {
    evaluateBenefit(data, input, decide);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function idsOf(list: ReadonlyArray<{ readonly id: string }>): string[] {
  return list.map(({ id }) => id);
}
