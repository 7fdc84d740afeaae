// The time line of the notice: phases and steps as bars on a real axis, what was over before the
// notice was even issued, days that do not exist, deadlines that differ, and all of it as a table.

import { useTranslation } from 'react-i18next';
import { daysBetween, type Day } from '../../../src/core/day.ts';
import { useProgramme } from '../../api/programmes.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { ClauseChip, DecisionChip } from '../../ui/chips.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Lead, PageHead, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { TimelineChart, type TimelineRow } from '../../ui/timeline-chart.tsx';
import { axisAround } from '../../ui/timeline-layout.ts';
import { tickWords } from '../../ui/timeline-words.ts';
import { dayInWords } from '../../ui/day.ts';
import {
  daysOfTimeline,
  entriesOf,
  overlapsOf,
  type Phase,
  type TimelineEntry,
} from './timeline-entries.ts';

export function TimelinePage() {
  const { data } = useProgramme();
  const { t } = useTranslation('timeline');
  const text = useText();
  const language = useLanguage();
  const { issuedOn } = data.programme.document;
  const issued = issuedOn.date as Day;
  const phases = data.timeline.phases;
  const entries = entriesOf(phases);
  const axis = axisAround([issued, ...daysOfTimeline(phases)]);
  const early = entries.filter((entry) => entry.level === 'step' && entry.from < issued);
  const first = early[0];
  return (
    <Sheet>
      <PageHead title={t('title')} subtitle={data.programme.document.number} />
      {!axis || entries.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
      ) : (
        <>
          <Lead
            sentence={
              first
                ? t('leadEarly', {
                    issued: dayInWords(issued, language),
                    step: text(first.name),
                    days: daysBetween(first.from, issued),
                    count: early.length,
                  })
                : t('leadOrdered', { issued: dayInWords(issued, language) })
            }
          />
          <SheetSection title={t('chart')} aside={t('chartNote')}>
            <TimelineChart
              axis={axis}
              rows={rowsOf(phases, { text, t, language })}
              lines={[{ day: issued, words: t('issued', { day: dayInWords(issued, language) }) }]}
              tickWords={(day, isFirst) => tickWords(day, language, isFirst)}
              label={t('chart')}
            />
          </SheetSection>
          <Oddities phases={phases} />
          <SheetSection title={t('table')}>
            <EntryTable entries={entries} />
          </SheetSection>
        </>
      )}
    </Sheet>
  );
}

type Words = {
  readonly text: ReturnType<typeof useText>;
  readonly t: ReturnType<typeof useTranslation<'timeline'>>['t'];
  readonly language: ReturnType<typeof useLanguage>;
};

function rowsOf(phases: readonly Phase[], { text, t, language }: Words): TimelineRow[] {
  const nameOf = (entry: { name: Phase['name']; clause: string }) => (
    <span>
      {text(entry.name)} <ClauseChip clause={entry.clause} />
    </span>
  );
  const span = (from: string, to: string) =>
    t('span', { from: dayInWords(from, language), to: dayInWords(to, language) });
  return phases.flatMap((phase): TimelineRow[] => {
    const own = phase.from && phase.to ? [{ from: phase.from.date, to: phase.to.date }] : [];
    const parts = own.length > 0 ? own : phase.steps.map((step) => dates(step));
    return [
      {
        id: phase.id,
        level: 'phase',
        name: nameOf(phase),
        bars: parts.map((part) => ({
          from: part.from as Day,
          to: part.to as Day,
          words: `${text(phase.name)} ${span(part.from, part.to)}`,
        })),
        days: phase.to?.printed ? [wrongDay(phase.to, t, language)] : [],
      },
      ...phase.steps.map((step): TimelineRow => ({
        id: `${phase.id}.${step.id}`,
        level: 'step',
        name: nameOf(step),
        bars: [
          {
            from: step.from.date as Day,
            to: step.to.date as Day,
            words: `${text(step.name)} ${span(step.from.date, step.to.date)}`,
          },
        ],
        days: [
          ...(step.to.printed ? [wrongDay(step.to, t, language)] : []),
          ...Object.values(step.otherDates).map((other) => ({
            day: other.date as Day,
            kind: 'due' as const,
            words: t('alsoBy', { day: dayInWords(other.date, language) }),
          })),
        ],
      })),
    ];
  });
}

function dates(step: Phase['steps'][number]): { from: string; to: string } {
  return { from: step.from.date, to: step.to.date };
}

function wrongDay(
  date: { date: string; printed?: string | undefined },
  t: Words['t'],
  language: Words['language'],
) {
  const words = t('printed', { day: dayInWords(date.printed ?? '', language) });
  return { day: date.date as Day, kind: 'wrong' as const, words };
}

/** Overlapping phases and days that differ, in words, with the decision that answers each. */
function Oddities({ phases }: { phases: readonly Phase[] }) {
  const { t } = useTranslation('timeline');
  const text = useText();
  const overlaps = overlapsOf(phases);
  if (overlaps.length === 0) return null;
  return (
    <SheetSection title={t('overlaps')} aside={t('overlapsNote')}>
      <ul>
        {overlaps.map(({ a, b, days }) => (
          <li key={`${a.id} ${b.id}`}>
            {t('overlap', { a: text(a.name), b: text(b.name), days })}{' '}
            <ClauseChip clause={a.clause} /> <ClauseChip clause={b.clause} />
          </li>
        ))}
      </ul>
    </SheetSection>
  );
}

function EntryTable({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t } = useTranslation('timeline');
  const text = useText();
  const language = useLanguage();
  const day = (date: TimelineEntry['toDate']) => (
    <span>
      {dayInWords(date.date, language)}{' '}
      {date.printed && (
        <span className="note">{t('printed', { day: dayInWords(date.printed, language) })}</span>
      )}{' '}
      <DecisionChip decision={date.decision} />
    </span>
  );
  const columns: Array<Column<TimelineEntry>> = [
    {
      key: 'name',
      title: t('name'),
      cell: (entry) =>
        entry.level === 'phase' ? <strong>{text(entry.name)}</strong> : text(entry.name),
    },
    {
      key: 'from',
      title: t('from'),
      isNarrow: true,
      sortBy: (entry) => entry.from,
      cell: (entry) => day(entry.fromDate),
    },
    {
      key: 'to',
      title: t('to'),
      isNarrow: true,
      sortBy: (entry) => entry.to,
      cell: (entry) => (
        <div>
          {day(entry.toDate)}
          {entry.others.map((other) => (
            <div key={other.date} className="note">
              {t('alsoBy', { day: dayInWords(other.date, language) })}{' '}
              <DecisionChip decision={other.decision} />
            </div>
          ))}
        </div>
      ),
    },
    {
      key: 'days',
      title: t('days'),
      isNumber: true,
      sortBy: (entry) => daysBetween(entry.from, entry.to),
      cell: (entry) => daysBetween(entry.from, entry.to) + 1,
    },
    {
      key: 'text',
      title: t('text'),
      cell: (entry) => (
        <div>
          {text(entry.text)}
          {entry.acceptsYears.length > 0 && (
            <span className="note"> {t('accepts', { years: entry.acceptsYears.join('、') })}</span>
          )}
        </div>
      ),
    },
    { key: 'clause', title: t('clause'), cell: (entry) => <ClauseChip clause={entry.clause} /> },
  ];
  return (
    <DataTable
      caption={t('table')}
      columns={columns}
      rows={entries}
      rowKey={(entry) => entry.id}
      isPlain
    />
  );
}
