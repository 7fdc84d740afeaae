// Orders to put right, by their deadline; those overdue are said in words and in red.

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { rectificationSources } from '../../../src/acceptance/model.ts';
import { useRectifications, type Rectification } from '../../api/acceptance.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { EmptyState, ErrorState, LoadingBar } from '../../ui/states.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { Pager, usePages } from '../pager.tsx';
import { daysUntil } from '../today.ts';
import styles from './acceptance.module.css';

export function Rectifications({ under }: { under: string | undefined }) {
  const { t } = useTranslation('acceptance');
  const text = useText();
  const language = useLanguage();
  const pages = usePages({ under });
  const orders = useRectifications({ under, after: pages.after });
  if (orders.isPending) return <LoadingBar />;
  if (orders.isError) return <ErrorState error={orders.error} />;
  const columns: Array<Column<Rectification>> = [
    {
      key: 'head',
      title: t('head'),
      isNarrow: true,
      cell: (row) => <Link to={paths.household(row.householdId)}>{row.headName}</Link>,
    },
    { key: 'village', title: t('village'), cell: ({ villageName }) => villageName },
    { key: 'what', title: t('order.what'), cell: ({ what }) => what },
    {
      key: 'source',
      title: t('order.source'),
      isNarrow: true,
      cell: ({ source }) => text(rectificationSources[source]),
    },
    {
      key: 'state',
      title: t('state'),
      isNarrow: true,
      cell: ({ state }) => <StateMark state={state} />,
    },
    {
      key: 'ordered',
      title: t('order.orderedOn'),
      isNarrow: true,
      cell: ({ orderedOn }) => dayInWords(orderedOn, language),
    },
    {
      key: 'due',
      title: t('order.dueOn'),
      isNarrow: true,
      cell: (row) => (
        <>
          {dayInWords(row.dueOn, language)}{' '}
          {row.isOverdue && (
            <span className={styles.late}>{t('order.late', { count: -daysUntil(row.dueOn) })}</span>
          )}
        </>
      ),
    },
  ];
  return (
    <>
      <DataTable
        caption={t('view.rectify')}
        columns={columns}
        rows={orders.data.items}
        rowKey={({ rectificationId }) => rectificationId}
        empty={<EmptyState title={t('rectify.none')} />}
      />
      <Pager pages={pages} shown={orders.data.items.length} next={orders.data.next} />
    </>
  );
}
