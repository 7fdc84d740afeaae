// Houses of the ledger that wait for their enterprise, those waiting longest first.

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CaseState, Works } from '../../../src/households/model.ts';
import { useCases, type LedgerRow } from '../../api/ledger.ts';
import { useLanguage } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { EmptyState, ErrorState, LoadingBar } from '../../ui/states.tsx';
import { Pager, usePages } from '../pager.tsx';
import { useMethodName } from '../programme-words.ts';
import { daysUntil } from '../today.ts';

type Props = { works: Works; under: string | undefined; state: CaseState };

export function WaitingCases({ works, under, state }: Props) {
  const { t } = useTranslation('works');
  const language = useLanguage();
  const methodName = useMethodName();
  const filters = { works, state, sort: 'oldest', ...(under !== undefined && { under }) } as const;
  const pages = usePages(filters);
  const cases = useCases({ ...filters, ...(pages.after !== undefined && { after: pages.after }) });
  if (cases.isPending) return <LoadingBar />;
  if (cases.isError) return <ErrorState error={cases.error} />;
  const columns: Array<Column<LedgerRow>> = [
    {
      key: 'head',
      title: t('head'),
      isNarrow: true,
      cell: (row) => <Link to={paths.household(row.householdId)}>{row.headName}</Link>,
    },
    {
      key: 'place',
      title: t('place'),
      cell: (row) => [row.townName, row.villageName, row.groupName].filter(Boolean).join(' '),
    },
    {
      key: 'method',
      title: t('method'),
      cell: ({ method }) => (method ? methodName(method) : '–'),
    },
    {
      key: 'since',
      title: t('since'),
      isNarrow: true,
      cell: ({ lastOn }) => dayInWords(lastOn, language),
    },
    {
      key: 'waits',
      title: t('waits'),
      isNumber: true,
      cell: ({ lastOn }) => t('days', { count: -daysUntil(lastOn) }),
    },
    {
      key: 'next',
      title: t('next'),
      cell: (row) => (
        <Link to={paths.worksOf(row.caseId, row.householdId)}>
          {t(row.state === 'contracted' ? 'next.install' : 'next.check')}
        </Link>
      ),
    },
  ];
  const { items, next } = cases.data;
  return (
    <>
      <DataTable
        caption={t('title')}
        columns={columns}
        rows={items}
        rowKey={({ caseId }) => caseId}
        empty={<EmptyState title={t('waiting.none')} />}
      />
      <Pager pages={pages} shown={items.length} next={next} />
    </>
  );
}
