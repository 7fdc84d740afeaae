// The time line as one flat list of phases and steps, and the phases that overlap. No drawing.

import type { Day } from '../../../src/core/day.ts';
import type { ProgrammeView } from '../../../src/rules/types.ts';
import { overlapOf } from '../../ui/timeline-layout.ts';

export type Phase = ProgrammeView['data']['timeline']['phases'][number];
type Step = Phase['steps'][number];
type DateFigure = Step['from'];

export type TimelineEntry = {
  /** Address in the programme: `timeline.works.step-1`. */
  readonly address: string;
  readonly level: 'phase' | 'step';
  readonly name: Phase['name'];
  readonly text: Phase['text'];
  readonly clause: string;
  readonly from: Day;
  readonly to: Day;
  readonly fromDate: DateFigure;
  readonly toDate: DateFigure;
  /** Other days the notice states for the end, by their id. */
  readonly others: ReadonlyArray<readonly [id: string, date: DateFigure]>;
  readonly acceptsYears: readonly number[];
};

/** Every phase with days of its own and every step, in the order of the notice. */
export function entriesOf(phases: readonly Phase[]): TimelineEntry[] {
  return phases.flatMap((phase) => [
    ...(phase.from && phase.to
      ? [entryOf(`timeline.${phase.id}`, 'phase', phase, phase.from, phase.to, [], [])]
      : []),
    ...phase.steps.map((step) =>
      entryOf(
        `timeline.${phase.id}.${step.id}`,
        'step',
        step,
        step.from,
        step.to,
        Object.entries(step.otherDates),
        step.acceptsYears,
      ),
    ),
  ]);
}

function entryOf(
  address: string,
  level: 'phase' | 'step',
  { name, text, clause }: Pick<Phase, 'name' | 'text' | 'clause'>,
  fromDate: DateFigure,
  toDate: DateFigure,
  others: TimelineEntry['others'],
  acceptsYears: readonly number[],
): TimelineEntry {
  const days = { from: fromDate.date as Day, to: toDate.date as Day };
  return { address, level, name, text, clause, ...days, fromDate, toDate, others, acceptsYears };
}

/** Every day the time line names, also the other dates of its steps. */
export function daysOfTimeline(phases: readonly Phase[]): Day[] {
  const days: Day[] = [];
  for (const entry of entriesOf(phases)) {
    days.push(entry.from, entry.to);
    for (const [, other] of entry.others) days.push(other.date as Day);
  }
  return days;
}

/** Pairs of phases that share days; a phase without days of its own counts by its steps. */
export function overlapsOf(phases: readonly Phase[]): Array<{ a: Phase; b: Phase; days: number }> {
  const found: Array<{ a: Phase; b: Phase; days: number }> = [];
  phases.forEach((a, index) => {
    for (const b of phases.slice(index + 1)) {
      let days = 0;
      for (const left of stretches(a)) {
        for (const right of stretches(b)) days += overlapOf(left, right)?.days ?? 0;
      }
      if (days > 0) found.push({ a, b, days });
    }
  });
  return found;
}

function stretches(phase: Phase): Array<{ from: Day; to: Day }> {
  if (phase.from && phase.to) {
    return [{ from: phase.from.date as Day, to: phase.to.date as Day }];
  }
  return phase.steps.map((step) => ({ from: step.from.date as Day, to: step.to.date as Day }));
}
