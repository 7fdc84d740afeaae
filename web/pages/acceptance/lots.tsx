// Lots as rows, the latest first.

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { lotStates, timings } from '../../../src/acceptance/model.ts';
import type { Works } from '../../../src/households/model.ts';
import { useLots, type Lot } from '../../api/acceptance.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { EmptyState, ErrorState, LoadingBar } from '../../ui/states.tsx';
import { Pager, usePages } from '../pager.tsx';

export function Lots({ works, under }: { works: Works; under: string | undefined }) {
  const { t } = useTranslation('acceptance');
  const text = useText();
  const language = useLanguage();
  const filters = { works, under };
  const pages = usePages(filters);
  const lots = useLots({ ...filters, before: pages.after });
  if (lots.isPending) return <LoadingBar />;
  if (lots.isError) return <ErrorState error={lots.error} />;
  const columns: Array<Column<Lot>> = [
    {
      key: 'town',
      title: t('town'),
      cell: (row) => (
        <Link to={paths.lot(row.lotId)}>
          {row.townName} {row.year}
        </Link>
      ),
    },
    {
      key: 'drawn',
      title: t('lot.drawnOn'),
      isNarrow: true,
      cell: ({ drawnOn }) => dayInWords(drawnOn, language),
    },
    {
      key: 'state',
      title: t('state'),
      isNarrow: true,
      cell: ({ state }) => text(lotStates[state]),
    },
    { key: 'timing', title: t('lot.timing'), cell: ({ timing }) => text(timings[timing]) },
    { key: 'cases', title: t('lot.cases'), isNumber: true, cell: ({ cases }) => cases },
    { key: 'sample', title: t('lot.drawn'), isNumber: true, cell: ({ drawn }) => drawn },
    { key: 'accepted', title: t('lot.accepted'), isNumber: true, cell: ({ accepted }) => accepted },
  ];
  return (
    <>
      <DataTable
        caption={t('view.lots')}
        columns={columns}
        rows={lots.data.items}
        rowKey={({ lotId }) => lotId}
        empty={<EmptyState title={t('lots.none')} />}
      />
      <Pager pages={pages} shown={lots.data.items.length} next={lots.data.next} />
    </>
  );
}
