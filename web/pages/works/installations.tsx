// Installations with what the rooms measured and what became of the old stoves.

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Works } from '../../../src/households/model.ts';
import { oldStoveFates, type OldStoveFate } from '../../../src/works/model.ts';
import { useInstallations, type Installation } from '../../api/works.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { EmptyState, ErrorState, LoadingBar } from '../../ui/states.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { Pager, usePages } from '../pager.tsx';
import { useMethodName } from '../programme-words.ts';

/** Tenths of a degree as people read them. */
export const degrees = (deciC: number | null): string =>
  deciC === null ? '–' : (deciC / 10).toFixed(1).replace('-', '−');

export function Installations({ works, under }: { works: Works; under: string | undefined }) {
  const { t } = useTranslation('works');
  const text = useText();
  const language = useLanguage();
  const methodName = useMethodName();
  const filters = { works, under };
  const pages = usePages(filters);
  const installations = useInstallations({ ...filters, after: pages.after });
  if (installations.isPending) return <LoadingBar />;
  if (installations.isError) return <ErrorState error={installations.error} />;
  const fateOf = (fate: string | null) =>
    fate !== null && fate in oldStoveFates ? text(oldStoveFates[fate as OldStoveFate]) : '–';
  const columns: Array<Column<Installation>> = [
    {
      key: 'head',
      title: t('head'),
      isNarrow: true,
      cell: (row) => <Link to={paths.worksOf(row.caseId, row.householdId)}>{row.headName}</Link>,
    },
    { key: 'village', title: t('village'), isNarrow: true, cell: (row) => row.villageName },
    {
      key: 'method',
      title: t('method'),
      cell: ({ method }) => (method ? methodName(method) : '–'),
    },
    {
      key: 'installed',
      title: t('installedOn'),
      isNarrow: true,
      cell: ({ installedOn }) => dayInWords(installedOn, language),
    },
    { key: 'room', title: t('room'), isNumber: true, cell: (row) => degrees(row.roomDeciC) },
    {
      key: 'outdoor',
      title: t('outdoor'),
      isNumber: true,
      cell: ({ outdoorDeciC }) => degrees(outdoorDeciC),
    },
    { key: 'stove', title: t('stove'), isNarrow: true, cell: (row) => fateOf(row.oldStoveFate) },
    { key: 'devices', title: t('devices'), isNumber: true, cell: ({ devices }) => devices },
    {
      key: 'state',
      title: t('state'),
      isNarrow: true,
      cell: ({ state }) => <StateMark state={state} />,
    },
  ];
  const { items, next } = installations.data;
  return (
    <>
      <DataTable
        caption={t('view.installations')}
        columns={columns}
        rows={items}
        rowKey={({ caseId }) => caseId}
        empty={<EmptyState title={t('installations.none')} />}
      />
      <Pager pages={pages} shown={items.length} next={next} />
    </>
  );
}
