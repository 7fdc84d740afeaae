// The strata of a lot: how many houses, how many drawn, and where more have to be drawn.

import { useTranslation } from 'react-i18next';
import type { LotFile } from '../../api/acceptance.ts';
import { useEnterprises } from '../../api/enterprises.ts';
import { usePlaces } from '../../api/places.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { useMethodName } from '../programme-words.ts';
import styles from './acceptance.module.css';

type Stratum = LotFile['strata'][number];

export function Strata({ lot }: { lot: LotFile }) {
  const { t } = useTranslation('acceptance');
  const methodName = useMethodName();
  const places = usePlaces().data?.items ?? [];
  const enterprises = useEnterprises({ limit: 200 }).data?.items ?? [];
  const columns: Array<Column<Stratum>> = [
    {
      key: 'village',
      title: t('village'),
      cell: ({ villageKey }) => places.find(({ key }) => key === villageKey)?.name ?? villageKey,
    },
    {
      key: 'enterprise',
      title: t('enterprise'),
      cell: (row) =>
        enterprises.find(({ enterpriseId }) => enterpriseId === row.enterpriseId)?.name ?? '–',
    },
    {
      key: 'method',
      title: t('method'),
      cell: ({ method }) => (method ? methodName(method) : '–'),
    },
    { key: 'size', title: t('lot.size'), isNumber: true, cell: ({ size }) => size },
    { key: 'drawn', title: t('lot.drawn'), isNumber: true, cell: ({ drawn }) => drawn },
    { key: 'unchecked', title: t('lot.unchecked'), isNumber: true, cell: (row) => row.unchecked },
    {
      key: 'failed',
      title: t('lot.failed'),
      isNumber: true,
      cell: ({ failed }) => <span className={failed > 0 ? styles.late : ''}>{failed}</span>,
    },
    {
      key: 'next',
      title: t('next'),
      cell: ({ next }) => (next ? t('lot.enlarge', { count: next.count }) : t('lot.enough')),
    },
  ];
  return (
    <DataTable
      caption={t('lot.strata')}
      columns={columns}
      rows={lot.strata}
      rowKey={({ stratum }) => String(stratum)}
    />
  );
}
