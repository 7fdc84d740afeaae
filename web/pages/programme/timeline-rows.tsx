// The phases and steps of a time line as rows of the drawing, in the words of the page.

import { useTranslation } from 'react-i18next';
import type { Day } from '../../../src/core/day.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { ClauseChip } from '../../ui/chips.tsx';
import { dayInWords } from '../../ui/day.ts';
import type { TimelineRow } from '../../ui/timeline-chart.tsx';
import type { Phase } from './timeline-entries.ts';

type Step = Phase['steps'][number];
type Days = { readonly from: string; readonly to: string };
type DatePair = { readonly from: Step['from']; readonly to: Step['to'] };

/** Every phase and step as a row of the drawing. */
export function useTimelineRows(phases: readonly Phase[]): TimelineRow[] {
  const { t } = useTranslation('timeline');
  const text = useText();
  const language = useLanguage();
  const inWords = (day: string) => dayInWords(day, language);
  const nameOf = (entry: Phase | Step) => (
    <span>
      {text(entry.name)} <ClauseChip clause={entry.clause} />
    </span>
  );
  const bar = (entry: Phase | Step, { from, to }: Days) => ({
    from: from as Day,
    to: to as Day,
    words: `${text(entry.name)} ${t('span', { from: inWords(from), to: inWords(to) })}`,
  });
  const wrong = (to: Step['to'] | undefined): TimelineRow['days'] => {
    if (!to?.printed) return [];
    const words = t('printed', { day: inWords(to.printed) });
    return [{ day: to.date as Day, kind: 'wrong', words }];
  };
  const others = (step: Step): TimelineRow['days'] =>
    Object.values(step.otherDates).map(({ date }) => ({
      day: date as Day,
      kind: 'due',
      words: t('alsoBy', { day: inWords(date) }),
    }));
  return phases.flatMap((phase): TimelineRow[] => [
    {
      id: phase.id,
      level: 'phase',
      name: nameOf(phase),
      bars: stretchesOf(phase).map((days) => bar(phase, days)),
      days: wrong(phase.to),
    },
    ...phase.steps.map((step): TimelineRow => ({
      id: `${phase.id}.${step.id}`,
      level: 'step',
      name: nameOf(step),
      bars: [bar(step, daysOf(step))],
      days: [...wrong(step.to), ...others(step)],
    })),
  ]);
}

/** A phase without days of its own is drawn by its steps'. */
function stretchesOf(phase: Phase): Days[] {
  if (phase.from && phase.to) return [daysOf({ from: phase.from, to: phase.to })];
  return phase.steps.map(daysOf);
}

function daysOf({ from, to }: DatePair): Days {
  return { from: from.date, to: to.date };
}
