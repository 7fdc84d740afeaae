// What the overview reads out of a programme: its main target, targets by year, the outcome of
// the checks on a target, and all days by which something is due.

import {
  compare,
  parseDecimal,
  subtract,
  toDecimal,
  type Rational,
} from '../../../../src/core/rational.ts';
import type { Text } from '../../../../src/core/text.ts';
import type { ProgrammeData, ProgrammeView, ReconcileLine } from '../../../../src/rules/types.ts';
import { exactly } from '../../../ui/quantity.ts';

export type Target = ProgrammeData['targets']['targets'][number];

/** The target the programme is known by: its homes over all years, else what comes first. */
export function mainTarget(data: ProgrammeData): Target | undefined {
  const { targets } = data.targets;
  const years = yearlyTargets(data);
  const overall = targets.filter((target) => target.year === undefined);
  const homes = overall.find(({ measure }) => measure === 'households');
  return homes ?? (years.length === 1 ? years[0] : undefined) ?? overall[0] ?? targets[0];
}

/** The homes to be converted in each year, in the order of the years. */
export function yearlyTargets(data: ProgrammeData): Target[] {
  return data.targets.targets
    .filter((target) => target.measure === 'households' && target.year !== undefined)
    .toSorted((left, right) => (left.year ?? 0) - (right.year ?? 0));
}

export const percentUnits = ['%', '百分比'];

type Baseline = ProgrammeData['targets']['baseline'][number];

export type Outcome = {
  readonly line: ReconcileLine;
  /** What the checks work out, in per cent. */
  readonly percent: string;
  /** Percentage points that are missing; undefined when the target is reached. */
  readonly short: string | undefined;
};

/** What a rate comes to when every task is done, as a check of the notice worked it out. */
export function outcomeOfRate(view: ProgrammeView, target: Target): Outcome | undefined {
  for (const line of view.report.lines) {
    if (!line.figures.includes(`targets.${target.id}`)) continue;
    const percent = /([0-9]+(?:\.[0-9]+)?)%/.exec(line.computed.zh)?.[1];
    const computed = percent === undefined ? undefined : parseDecimal(percent);
    if (percent === undefined || !computed) continue;
    return { line, percent, short: shortfall(line, computed, target) };
  }
  return undefined;
}

/** The rate with most to say: one a check has worked out, else the first. */
export function rateInQuestion(view: ProgrammeView): Target | undefined {
  const rates = view.data.targets.targets.filter(({ measure }) => measure === 'rate');
  return rates.find((target) => outcomeOfRate(view, target)) ?? rates[0];
}

/** The baseline in per cent that some check ties to the figures this outcome rests on. */
export function baselineOfRate(view: ProgrammeView, { line }: Outcome): Baseline | undefined {
  return view.data.targets.baseline.find(
    ({ id, unit }) =>
      percentUnits.includes(unit) &&
      view.report.lines.some(
        ({ figures }) =>
          figures.includes(`baseline.${id}`) &&
          figures.some((address) => line.figures.includes(address)),
      ),
  );
}

/** What is missing, when the target is a floor and the check does not find it reached. */
function shortfall(line: ReconcileLine, computed: Rational, target: Target): string | undefined {
  const floor = exactly(target.value);
  const isFloor = target.comparison === 'at-least' || target.comparison === 'above';
  if (!isFloor || line.verdict === 'OK' || compare(computed, floor) >= 0) return undefined;
  return toDecimal(subtract(floor, computed));
}

export type DueDay = {
  readonly key: string;
  readonly date: string;
  readonly printed: string | undefined;
  readonly what: Text;
  readonly note: Text | undefined;
  readonly clause: string | undefined;
  readonly decision: string | undefined;
};

type DateFigure = NonNullable<Target['due']>;

function dueDay(key: string, due: DateFigure, what: Text, clause: string | undefined): DueDay {
  const { date, printed, note, decision } = due;
  return { key, date, printed, what, note, clause: due.clause ?? clause, decision };
}

/** Every last day the programme names: of targets, phases, steps and what stands beside them. */
function dueDays(data: ProgrammeData): DueDay[] {
  const days: DueDay[] = [];
  for (const target of data.targets.targets) {
    if (target.due) days.push(dueDay(`t-${target.id}`, target.due, target.name, target.clause));
  }
  for (const phase of data.timeline.phases) {
    if (phase.to) days.push(dueDay(`p-${phase.id}`, phase.to, phase.name, phase.clause));
    for (const step of phase.steps) {
      const what = {
        zh: `${phase.name.zh}${step.name.zh}：${step.text.zh}`,
        en: `${phase.name.en}, ${step.name.en}: ${step.text.en}`,
      };
      days.push(dueDay(`s-${step.id}`, step.to, what, step.clause));
      for (const [id, other] of Object.entries(step.otherDates)) {
        days.push(dueDay(`o-${step.id}-${id}`, other, what, step.clause));
      }
    }
  }
  return days.toSorted((left, right) => left.date.localeCompare(right.date));
}

/** The same days with everything that is due on each. */
export function dueDaysByDate(data: ProgrammeData): Array<[string, DueDay[]]> {
  return [...Map.groupBy(dueDays(data), ({ date }) => date)];
}
