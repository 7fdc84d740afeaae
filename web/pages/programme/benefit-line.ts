// The exact line of what a household pays against the cost of its works, for drawing: the same
// operators as the calculator's, over functions instead of amounts. Nothing is sampled.

import { Refusal } from '../../../src/core/errors.ts';
import * as q from '../../../src/core/rational.ts';
import { rational, type Rational } from '../../../src/core/rational.ts';
import { exactAid } from '../../../src/rules/benefit/aid.ts';
import { evaluateBenefit } from '../../../src/rules/benefit/evaluate.ts';
import { readInputs } from '../../../src/rules/benefit/inputs.ts';
import { findJumps } from '../../../src/rules/benefit/jumps.ts';
import { lineAt, piecewiseAlgebra, type Piecewise } from '../../../src/rules/benefit/piecewise.ts';
import { readyRules } from '../../../src/rules/benefit/rules.ts';
import type {
  BenefitInputs,
  Decide,
  Jump,
  PerverseInterval,
  ProgrammeData,
} from '../../../src/rules/types.ts';
import type { JumpLine } from '../../ui/jump-scale.ts';

/** Far enough for any bend of a real rule; the axis itself ends soon after the last bend. */
const SEARCH_MAX_FEN = 1_000_000_00;

/** The household's line over its cost with its jumps and what is out of order. */
export type CostStudy = {
  readonly line: JumpLine;
  readonly jumps: readonly Jump[];
  readonly perverse: readonly PerverseInterval[];
  /** Jumps of other inputs, such as the area, whatever they are for this household. */
  readonly otherJumps: readonly Jump[];
};

/** The study of one household's cost; undefined while an input is missing or refused. */
export function studyCost(
  data: ProgrammeData,
  others: BenefitInputs,
  decide: Decide,
): CostStudy | undefined {
  try {
    const costId = readyRules(data, decide).costInput?.id;
    const line = householdLine(data, others, decide, SEARCH_MAX_FEN);
    if (!line || costId === undefined) return undefined;
    const report = findJumps(data, { given: others, decide });
    return {
      line,
      jumps: report.jumps.filter((jump) => jump.input === costId),
      perverse: report.perverse.filter((stretch) => stretch.input === costId),
      otherJumps: findJumps(data, { decide }).jumps.filter((jump) => jump.input !== costId),
    };
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

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
  const aid = exactAid('one-off', setting);
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
