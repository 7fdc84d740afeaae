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
import { TimelineChart } from '../../ui/timeline-chart.tsx';
import { decisionsByFigure } from '../../ui/notice-marks.ts';
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
import css from './timeline-page.module.css';
import { useTimelineRows } from './timeline-rows.tsx';

export function TimelinePage() {
  const view = useProgramme();
  const { data } = view;
  const { t } = useTranslation('timeline');
  const language = useLanguage();
  const { issuedOn } = data.programme.document;
  const issued = issuedOn.date as Day;
  const phases = data.timeline.phases;
  const rows = useTimelineRows(phases);
  const entries = entriesOf(phases);
  const axis = axisAround([issued, ...daysOfTimeline(phases)]);
  return (
    <Sheet>
      <PageHead title={t('title')} subtitle={data.programme.document.number} />
      {!axis || entries.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
      ) : (
        <>
          <Opening entries={entries} issued={issued} />
          <SheetSection title={t('chart')} aside={t('chartNote')}>
            <TimelineChart
              axis={axis}
              rows={rows}
              lines={[{ day: issued, words: t('issued', { day: dayInWords(issued, language) }) }]}
              tickWords={(day, isFirst) => tickWords(day, language, isFirst)}
              label={t('chart')}
            />
          </SheetSection>
          <Oddities phases={phases} />
          <SheetSection title={t('table')}>
            <EntryTable entries={entries} decisionsOf={decisionsByFigure(view)} />
          </SheetSection>
        </>
      )}
    </Sheet>
  );
}

/** What was already over or under way when the notice was issued. */
function Opening({ entries, issued }: { entries: readonly TimelineEntry[]; issued: Day }) {
  const { t } = useTranslation('timeline');
  const text = useText();
  const language = useLanguage();
  const early = entries.filter((entry) => entry.level === 'step' && entry.from < issued);
  const first = early[0];
  const day = dayInWords(issued, language);
  if (!first) return <Lead sentence={t('leadOrdered', { issued: day })} />;
  const days = daysBetween(first.from, issued);
  const words = { issued: day, step: text(first.name), days, count: early.length };
  return <Lead sentence={t('leadEarly', words)} />;
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

type TableProps = {
  readonly entries: readonly TimelineEntry[];
  readonly decisionsOf: ReadonlyMap<string, readonly string[]>;
};

function EntryTable({ entries, decisionsOf }: TableProps) {
  const { t } = useTranslation('timeline');
  const text = useText();
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
      cell: ({ address, fromDate }) => (
        <DayCell date={fromDate} decisions={decisionsOf.get(`${address}.from`)} />
      ),
    },
    {
      key: 'to',
      title: t('to'),
      isNarrow: true,
      sortBy: (entry) => entry.to,
      cell: ({ address, toDate, others }) => (
        <div>
          <DayCell date={toDate} decisions={decisionsOf.get(`${address}.to`)} />
          {others.map(([id, date]) => (
            <DayCell
              key={id}
              date={date}
              decisions={decisionsOf.get(`${address}.otherDates.${id}`)}
              isOther
            />
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
    { key: 'text', title: t('text'), cell: (entry) => <WorkCell entry={entry} /> },
    { key: 'clause', title: t('clause'), cell: (entry) => <ClauseChip clause={entry.clause} /> },
  ];
  return (
    <DataTable
      caption={t('table')}
      columns={columns}
      rows={entries}
      rowKey={(entry) => entry.address}
      isPlain
    />
  );
}

type DayProps = {
  readonly date: TimelineEntry['toDate'];
  readonly decisions: readonly string[] | undefined;
  readonly isOther?: boolean;
};

/** A day, what the notice prints when that is no day, and the decisions that answer for it. */
function DayCell({ date, decisions, isOther }: DayProps) {
  const { t } = useTranslation('timeline');
  const day = dayInWords(date.date, useLanguage());
  const printed = dayInWords(date.printed ?? '', useLanguage());
  return (
    <div className={css['day']}>
      {isOther ? <span className="note">{t('alsoBy', { day })}</span> : day}{' '}
      {date.printed && <span className="note">{t('printed', { day: printed })}</span>}{' '}
      {decisions?.map((id) => (
        <DecisionChip key={id} decision={id} />
      ))}
    </div>
  );
}

function WorkCell({ entry }: { entry: TimelineEntry }) {
  const { t } = useTranslation('timeline');
  const text = useText();
  return (
    <div>
      {text(entry.text)}
      {entry.acceptsYears.length > 0 && (
        <span className="note"> {t('accepts', { years: entry.acceptsYears.join('、') })}</span>
      )}
    </div>
  );
}
