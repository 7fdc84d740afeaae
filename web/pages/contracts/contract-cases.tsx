// The houses of a contract with their prices; each leads to its works.

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useContractCases, type ContractCase } from '../../api/contracts.ts';
import { paths } from '../../paths.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Money } from '../../ui/figure.tsx';
import { EmptyState, ErrorState, LoadingBar } from '../../ui/states.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { Pager, usePages } from '../pager.tsx';
import { useMethodName } from '../programme-words.ts';

export function ContractCases({ contractId }: { contractId: string }) {
  const { t } = useTranslation('contracts');
  const methodName = useMethodName();
  const pages = usePages({ contractId });
  const offset = Number(pages.after ?? 0);
  const cases = useContractCases(contractId, offset);
  if (cases.isPending) return <LoadingBar />;
  if (cases.isError) return <ErrorState error={cases.error} />;
  const { items, total } = cases.data;
  const columns: Array<Column<ContractCase>> = [
    {
      key: 'head',
      title: t('head'),
      isNarrow: true,
      cell: (row) => <Link to={paths.worksOf(row.caseId, row.householdId)}>{row.headName}</Link>,
    },
    {
      key: 'place',
      title: t('village'),
      cell: ({ villageName, groupName }) => [villageName, groupName].filter(Boolean).join(' '),
    },
    {
      key: 'method',
      title: t('method'),
      cell: ({ method }) => (method ? methodName(method) : '–'),
    },
    {
      key: 'state',
      title: t('state'),
      isNarrow: true,
      cell: ({ state }) => <StateMark state={state} />,
    },
    {
      key: 'equipment',
      title: t('equipment.yuan'),
      isNumber: true,
      cell: ({ equipmentFen }) => <Money fen={equipmentFen} withUnit={false} />,
    },
    {
      key: 'construction',
      title: t('construction.yuan'),
      isNumber: true,
      cell: ({ constructionFen }) => <Money fen={constructionFen} withUnit={false} />,
    },
  ];
  const next = offset + items.length < total ? String(offset + items.length) : null;
  return (
    <>
      <DataTable
        caption={t('cases')}
        columns={columns}
        rows={items}
        rowKey={({ caseId }) => caseId}
        empty={<EmptyState title={t('cases.none')} />}
      />
      <Pager pages={pages} shown={items.length} next={next} perPage={100} />
    </>
  );
}
