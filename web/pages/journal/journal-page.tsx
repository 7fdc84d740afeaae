// The journal: who did what and when, the latest first, and for each entry the proof that it is
// there and unchanged.

import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { parseDay } from '../../../src/core/day.ts';
import { roleNames, type Role } from '../../../src/people/model.ts';
import { useCheckpoint, useJournal, type JournalEntry } from '../../api/journal.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { zh } from '../../i18n/catalogues.ts';
import { paths } from '../../paths.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { onPlainClick } from '../../ui/links.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { groupDigits } from '../../ui/quantity.ts';
import { PageHead, Lead, Sheet } from '../../ui/sheet.tsx';
import { EmptyState, ErrorState, LoadingBar, LoadingPage } from '../../ui/states.tsx';
import { useFilter, useSetFilters } from '../use-filter.ts';
import styles from './journal.module.css';
import { ProofDrawer } from './proof-drawer.tsx';

function useJournalFilters() {
  const [untilText] = useFilter('until');
  const [action] = useFilter('action');
  const [actorId] = useFilter('person');
  const until = parseDay(untilText ?? '');
  return {
    ...(until && { until }),
    ...(action && { action }),
    ...(actorId && { actorId }),
  };
}

export function JournalPage() {
  const { t } = useTranslation('journal');
  const journal = useJournal(useJournalFilters());
  const [entry, choose] = useFilter('entry');
  if (journal.isPending) return <LoadingPage />;
  if (journal.isError) {
    return <ErrorState error={journal.error} onRetry={() => void journal.refetch()} />;
  }
  const rows = journal.data.pages.flatMap(({ items }) => items);
  return (
    <Sheet>
      <PageHead title={t('title')} subtitle={t('about')} />
      {journal.isFetching && <LoadingBar />}
      <JournalLead />
      <Filters rows={rows} />
      <div className={styles.body}>
        {rows.length === 0 ? (
          <EmptyState title={t('none')} />
        ) : (
          <EntryTable rows={rows} onChoose={choose} />
        )}
        <LoadMore
          shown={rows.length}
          hasMore={journal.hasNextPage}
          isLoading={journal.isFetchingNextPage}
          onMore={() => void journal.fetchNextPage()}
        />
      </div>
      <ProofDrawer entryId={entry} onClose={() => choose(undefined)} />
    </Sheet>
  );
}

function JournalLead() {
  const { t } = useTranslation('journal');
  const { data } = useCheckpoint();
  return <Lead sentence={data ? t('sealed', { size: groupDigits(data.size) }) : t('unsealed')} />;
}

/** The day, the kind of act and the person, all in the address. */
function Filters({ rows }: { rows: readonly JournalEntry[] }) {
  const { t } = useTranslation('journal');
  const { t: title } = useTranslation('actions');
  const set = useSetFilters();
  const id = useId();
  const [until = ''] = useFilter('until');
  const [action = ''] = useFilter('action');
  const [person] = useFilter('person');
  const name = rows.find(({ actorId }) => actorId === person)?.actorName;
  return (
    <div className={styles.filters}>
      <label htmlFor={`${id}-until`}>{t('until')}</label>
      <input
        id={`${id}-until`}
        type="date"
        value={until}
        onChange={(event) => set({ until: event.target.value || undefined })}
      />
      <label htmlFor={`${id}-action`}>{t('action')}</label>
      <select
        id={`${id}-action`}
        value={action}
        onChange={(event) => set({ action: event.target.value || undefined })}
      >
        <option value="">{t('every')}</option>
        {Object.keys(zh.actions).map((one) => (
          <option key={one} value={one}>
            {title(one as never)}
          </option>
        ))}
      </select>
      {person && (
        <button type="button" onClick={() => set({ person: undefined })}>
          {t('person', { name: name ?? person })} <span aria-hidden="true">×</span>
          <span className="visually-hidden">{t('clear')}</span>
        </button>
      )}
    </div>
  );
}

function EntryTable(props: { rows: readonly JournalEntry[]; onChoose: (id: string) => void }) {
  const { t } = useTranslation('journal');
  const { t: title } = useTranslation('actions');
  const text = useText();
  const language = useLanguage();
  const columns: Array<Column<JournalEntry>> = [
    {
      key: 'recorded',
      title: t('recordedAt'),
      isNarrow: true,
      cell: ({ recordedAt }) => momentInChina(recordedAt, language),
    },
    { key: 'action', title: t('action'), cell: ({ action }) => title(action as never) },
    { key: 'who', title: t('who'), cell: (row) => <Actor entry={row} /> },
    {
      key: 'role',
      title: t('role'),
      cell: ({ role }) => (role in roleNames ? text(roleNames[role as Role]) : role),
    },
    {
      key: 'day',
      title: t('occurredOn'),
      isNarrow: true,
      cell: ({ occurredOn }) => dayInWords(occurredOn, language),
    },
    {
      key: 'proof',
      title: t('proof'),
      isNarrow: true,
      cell: ({ entryId, position }) =>
        position === null ? (
          <span className="note">{t('waits')}</span>
        ) : (
          <a
            href={`?entry=${entryId}`}
            onClick={onPlainClick(() => props.onChoose(entryId))}
            aria-label={t('proofOf', { position: groupDigits(position) })}
          >
            {t('position', { position: groupDigits(position) })}
          </a>
        ),
    },
  ];
  return (
    <DataTable
      caption={t('title')}
      columns={columns}
      rows={props.rows}
      rowKey={({ entryId }) => entryId}
    />
  );
}

function Actor({ entry }: { entry: JournalEntry }) {
  const { t } = useTranslation('journal');
  const { actorId, actorName, organisationName } = entry;
  if (actorName === null) return t('system');
  const name = organisationName === actorName ? actorName : `${organisationName} ${actorName}`;
  return <Link to={paths.journal({ person: actorId })}>{name}</Link>;
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
});
const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });

/** An instant as the day and minute it was in China. */
function momentInChina(instant: string, language: 'zh' | 'en'): string {
  const at = Date.parse(instant);
  return `${dayInWords(calendar.format(at), language)} ${clock.format(at)}`;
}
