// Works out the households of cases/*.yaml and compares each amount exactly with what it must be.

import { Refusal } from '../../core/errors.ts';
import type { Text } from '../../core/text.ts';
import type { BenefitResult, ProgrammeData } from '../types.ts';
import { evaluateBenefit } from './evaluate.ts';
import type { RulesData } from './rules.ts';

type CasesData = RulesData & Pick<ProgrammeData, 'cases'>;
export type CaseDifference = {
  readonly field: string;
  readonly expected: string;
  readonly got: string;
};
/** A worked household and where it comes out differently; in order when there is no difference. */
export type CaseOutcome = {
  readonly id: string;
  readonly name: Text;
  readonly source: Text;
  readonly differences: readonly CaseDifference[];
};

/** Every case of the programme with its differences. A refusal counts as one. */
export function runCases(programme: CasesData | { readonly data: CasesData }): CaseOutcome[] {
  const data = 'data' in programme ? programme.data : programme;
  return data.cases.map((one) => ({
    id: one.id,
    name: one.name,
    source: one.source,
    differences: differencesOf(one, data),
  }));
}

type Case = CasesData['cases'][number];

function differencesOf(one: Case, data: CasesData): CaseDifference[] {
  try {
    return compare(one.expect, evaluateBenefit(data, one.input, one.decide));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const got = `${error.code}: ${error.text.zh}`;
    return [{ field: 'input', expected: '-', got }];
  }
}

function compare(expected: Case['expect'], result: BenefitResult): CaseDifference[] {
  const instalments = result.items.flatMap((item) => item.instalments);
  const paid = Object.fromEntries(instalments.map(({ id, amountFen }) => [id, amountFen]));
  const got: Record<keyof Case['expect'], unknown> = {
    totalFen: result.totalFen,
    shares: result.shares,
    runningShares: result.runningShares,
    householdFen: result.householdFen,
    runningFen: result.runningFen,
    instalments: paid,
    missing: result.missing,
    warnings: result.warnings.map(({ id }) => id),
  };
  return Object.entries(expected).flatMap(([field, value]) => {
    if (value === undefined) return [];
    const [want, have] = [value, got[field as keyof Case['expect']]].map(written);
    return want === have ? [] : [{ field, expected: want ?? '', got: have ?? '' }];
  });
}

/** The same words for the same value, whatever the order of keys. */
function written(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return JSON.stringify(value);
  }
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(entries));
}
