// Villages with how many of their groups have decided; a name opens the village.

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { GroupVillage } from '../../api/groups.ts';
import { paths } from '../../paths.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/states.tsx';

type Props = { readonly rows: readonly GroupVillage[]; readonly under: string | undefined };

export function Villages({ rows, under }: Props) {
  const { t } = useTranslation('groups');
  const columns: Array<Column<GroupVillage>> = [
    {
      key: 'village',
      title: t('village'),
      cell: ({ villageKey, villageName }) => (
        <Link to={paths.groups({ under, village: villageKey })}>{villageName}</Link>
      ),
    },
    { key: 'town', title: t('town'), cell: ({ townName }) => townName ?? '–' },
    {
      key: 'groups',
      title: t('groups'),
      isNumber: true,
      cell: ({ groups }) => groups,
      sortBy: ({ groups }) => groups,
    },
    {
      key: 'decided',
      title: t('decided'),
      isNumber: true,
      cell: ({ decided }) => decided,
      sortBy: ({ decided }) => decided,
    },
    {
      key: 'open',
      title: t('undecided'),
      isNumber: true,
      cell: ({ groups, decided }) => groups - decided,
      sortBy: ({ groups, decided }) => groups - decided,
    },
  ];
  return (
    <DataTable
      caption={t('view.villages')}
      columns={columns}
      rows={rows}
      rowKey={({ villageKey }) => villageKey}
      empty={<EmptyState title={t('none.title')}>{t('none.next')}</EmptyState>}
    />
  );
}
