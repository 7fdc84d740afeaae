// What another option of a decision would change: the money of sample households worked out both
// ways, and everything in the programme that rests on the decision. No drawing here.

import { formatYuan } from '../../../src/core/money.ts';
import { Refusal } from '../../../src/core/errors.ts';
import type { Text } from '../../../src/core/text.ts';
import { evaluateBenefit } from '../../../src/rules/benefit/evaluate.ts';
import type {
  BenefitInputs,
  BenefitResult,
  Decide,
  ProgrammeData,
  ProgrammeView,
} from '../../../src/rules/types.ts';
import { findCostInput } from './benefit-inputs.ts';

export type Sample = { readonly id: string; readonly name: Text; readonly inputs: BenefitInputs };

const SAMPLES_MAX = 12;
/** No fund has such an id. */
export const TOTAL = '=total';
export const HOUSEHOLD = '=household';

/** Households to compare on: the programme's worked costs and both sides of each jump. */
export function samplesOf({ data, jumps }: ProgrammeView): Sample[] {
  const cost = findCostInput(data.benefit.inputs);
  if (!cost)
    return data.cases.slice(0, SAMPLES_MAX).map(({ id, name, input }) => ({
      id,
      name,
      inputs: input,
    }));
  const usual: Record<string, number | string | boolean> = {};
  for (const input of data.benefit.inputs) {
    if (input.required && input.typical !== undefined) usual[input.id] = input.typical;
  }
  const costs = new Set<number>();
  for (const { input } of data.cases) {
    const fen = input[cost.id];
    const isAlone = Object.keys(input).every((id) => id === cost.id || usual[id] === input[id]);
    if (typeof fen === 'number' && isAlone && fen >= 100_00) costs.add(fen);
  }
  for (const jump of jumps.jumps) {
    if (jump.input === cost.id) costs.add(jump.at - 100).add(jump.at);
  }
  return thin([...costs].sort((a, b) => a - b)).map((fen) => ({
    id: String(fen),
    name: { zh: `${formatYuan(fen)} 元`, en: `${formatYuan(fen)} CNY` },
    inputs: { ...usual, [cost.id]: fen },
  }));
}

/** Evenly chosen, so that the ends stay in. */
function thin(costs: readonly number[]): number[] {
  if (costs.length <= SAMPLES_MAX) return [...costs];
  const last = costs.length - 1;
  const chosen = Array.from(
    { length: SAMPLES_MAX },
    (_, at) => costs[Math.round((at * last) / (SAMPLES_MAX - 1))],
  );
  return chosen.filter((cost) => cost !== undefined);
}

/** One amount before and after; null where it is not known. */
export type Change = { readonly before: number | null; readonly after: number | null };
export type EffectRow = {
  readonly sample: Sample;
  /** `=total`, `=household`, or the id of a fund. */
  readonly changes: Readonly<Record<string, Change>>;
};
export type Effect = {
  /** Names of the amounts that change for at least one sample, in order. */
  readonly amounts: readonly string[];
  /** Only the samples for which something changes. */
  readonly rows: readonly EffectRow[];
};

/** What changes for the samples when `decisionId` goes to `option`, the rest staying in force. */
export function effectOf(
  data: ProgrammeData,
  samples: readonly Sample[],
  inForce: Decide,
  choice: { readonly decisionId: string; readonly option: string },
): Effect {
  const decide = { ...inForce, [choice.decisionId]: choice.option };
  const rows = samples.flatMap((sample): EffectRow[] => {
    const before = amountsOf(data, sample.inputs, inForce);
    const after = amountsOf(data, sample.inputs, decide);
    const changes: Record<string, Change> = {};
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const change = { before: before[name] ?? null, after: after[name] ?? null };
      if (change.before !== change.after) changes[name] = change;
    }
    return Object.keys(changes).length > 0 ? [{ sample, changes }] : [];
  });
  const order = [TOTAL, ...data.funds.sources.map((it) => it.id), HOUSEHOLD];
  const amounts = order.filter((name) => rows.some((row) => row.changes[name] !== undefined));
  return { amounts, rows };
}

function amountsOf(data: ProgrammeData, inputs: BenefitInputs, decide: Decide) {
  const result = tryEvaluate(data, inputs, decide);
  if (!result) return {};
  const amounts: Record<string, number | null> = { [TOTAL]: result.totalFen };
  for (const [fund, fen] of Object.entries(result.shares)) amounts[fund] = fen;
  amounts[HOUSEHOLD] = result.householdFen;
  return amounts;
}

function tryEvaluate(
  data: ProgrammeData,
  inputs: BenefitInputs,
  decide: Decide,
): BenefitResult | undefined {
  try {
    return evaluateBenefit(data, inputs, decide);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** What in the programme names the decision: lines of the reconciliation, figures, checks. */
export function restingOn(view: ProgrammeView, decisionId: string) {
  return {
    lines: view.report.lines.filter((line) => line.decision === decisionId),
    figures: view.figures.filter((figure) => figure.decision === decisionId),
    checks: view.data.quality.checks.filter((check) => check.decision === decisionId),
    annexes: view.data.annexes.annexes.filter((annex) => annex.decision === decisionId),
  };
}
