// Notices as rows: which village, since when, how many days are left, what was objected.

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../../api/notices.ts';
import { useLanguage } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { EmptyState } from '../../ui/states.tsx';
import { daysUntil } from '../today.ts';
import styles from './notices.module.css';

export function NoticeTable({ notices }: { notices: readonly Notice[] }) {
  const { t } = useTranslation('notices');
  const language = useLanguage();
  const columns: Array<Column<Notice>> = [
    {
      key: 'village',
      title: t('village'),
      cell: (row) => <Link to={paths.publicNotice(row.noticeId)}>{row.villageName}</Link>,
    },
    {
      key: 'published',
      title: t('publishedOn'),
      isNarrow: true,
      cell: ({ publishedOn }) => dayInWords(publishedOn, language),
    },
    {
      key: 'ends',
      title: t('endsOn'),
      isNarrow: true,
      cell: ({ endsOn }) => dayInWords(endsOn, language),
    },
    { key: 'left', title: t('left'), isNarrow: true, cell: (row) => <DaysLeft notice={row} /> },
    { key: 'cases', title: t('cases'), isNumber: true, cell: ({ cases }) => cases },
    {
      key: 'objections',
      title: t('objections.open'),
      isNumber: true,
      cell: ({ openObjections }) =>
        openObjections > 0 ? <span className={styles.late}>{openObjections}</span> : 0,
    },
  ];
  return (
    <DataTable
      caption={t('title')}
      columns={columns}
      rows={notices}
      rowKey={({ noticeId }) => noticeId}
      empty={<EmptyState title={t('none')} />}
    />
  );
}

/** How long it hangs out still; that it may be closed when its days are over. */
export function DaysLeft({ notice }: { notice: Notice }) {
  const { t } = useTranslation('notices');
  const language = useLanguage();
  if (notice.closedOn !== null) {
    return <>{t('closedOn', { day: dayInWords(notice.closedOn, language) })}</>;
  }
  const left = daysUntil(notice.endsOn);
  return <>{left >= 0 ? t('left.days', { count: left + 1 }) : t('left.over')}</>;
}
