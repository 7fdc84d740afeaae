// The exact line of what a household pays against the cost of its works, for drawing: the same
// operators as the calculator's, over functions instead of amounts. Nothing is sampled.

import * as q from '../../../src/core/rational.ts';
import { rational, type Rational } from '../../../src/core/rational.ts';
import { evaluateBenefit } from '../../../src/rules/benefit/evaluate.ts';
import { readInputs } from '../../../src/rules/benefit/inputs.ts';
import { lineAt, piecewiseAlgebra, type Piecewise } from '../../../src/rules/benefit/piecewise.ts';
import { holds, readyRules } from '../../../src/rules/benefit/rules.ts';
import { workOut } from '../../../src/rules/benefit/run.ts';
import type { BenefitInputs, Decide, ProgrammeData } from '../../../src/rules/types.ts';
import type { JumpLine } from '../../ui/jump-scale.ts';

/**
 * What the household pays as a line over its cost, in fen from 0 to `maxFen`, the other inputs as
 * given. Undefined when the programme has no cost or an input it turns on is still missing.
 */
export function householdLine(
  data: ProgrammeData,
  given: BenefitInputs,
  decide: Decide,
  maxFen: number,
): JumpLine | undefined {
  const rules = readyRules(data, decide);
  const cost = rules.costInput;
  if (!cost) return undefined;
  const others = { ...given, [cost.id]: 0 };
  if (evaluateBenefit(data, others, decide).totalFen === null) return undefined;
  const known = readInputs(rules, others);
  const algebra = piecewiseAlgebra(
    cost.id,
    (id) => known.numbers.get(id) ?? rational(0),
    () => undefined,
  );
  const setting = { rules, algebra, word: (id: string) => known.words.get(id) };
  const items = rules.benefit.items.filter((item) => item.kind === 'one-off');
  const sum = items.map((item) => workOut(item.amount, setting)).reduce(algebra.add);
  const limit = rules.benefit.totalNotAbove;
  const isLimited = limit !== undefined && holds(rules, limit.when);
  const aid = isLimited ? algebra.least(sum, algebra.input(limit.input)) : sum;
  return drawable(algebra.subtract(algebra.input(cost.id), aid), maxFen);
}

function drawable(f: Piecewise, maxFen: number): JumpLine {
  const parts: Array<JumpLine['parts'][number]> = [];
  const points: Array<JumpLine['points'][number]> = [];
  f.cuts.forEach((cut, index) => {
    const line = f.lines[index];
    const point = f.points[index];
    if (!line || !point || toNumber(cut) > maxFen) return;
    points.push({ at: toNumber(cut), value: toNumber(point) });
    const to = f.cuts[index + 1] ?? rational(maxFen);
    if (q.compare(cut, to) >= 0) return;
    parts.push({
      from: toNumber(cut),
      to: toNumber(to),
      atFrom: toNumber(lineAt(line, cut)),
      atTo: toNumber(lineAt(line, to)),
    });
  });
  return { parts, points };
}

/** For drawing only: a pixel needs no more digits than a number has. */
function toNumber(value: Rational): number {
  return Number(value.n) / Number(value.d);
}

/** How far the axis goes: past the last bend of the line and past the household's own cost. */
export function axisEnd(line: JumpLine, costFen: number): number {
  const lastBend = Math.max(0, ...line.points.map((point) => point.at));
  return Math.max(1_000_00, lastBend * 1.4, costFen);
}
