// The batches of payments, the latest first: where each stands, what it came to, what came back.

import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { batchStates, paymentMay, type BatchState } from '../../../src/payments/model.ts';
import { useBatches, type Batch } from '../../api/payments.ts';
import { useHolds } from '../../api/session.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { Money } from '../../ui/figure.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { ViewTabs } from '../../ui/page-tabs.tsx';
import { PageHead, Sheet } from '../../ui/sheet.tsx';
import { EmptyState, ErrorState, LoadingBar, LoadingPage } from '../../ui/states.tsx';
import { useTownName } from '../overview/use-overview.ts';
import { useFilter } from '../use-filter.ts';
import { ComposeBatch } from './compose-batch.tsx';
import styles from './payments.module.css';
import { PaymentsTabs } from './payments-tabs.tsx';

export function BatchesPage() {
  const { t } = useTranslation('payments');
  const text = useText();
  const [stateText, setState] = useFilter('state');
  const state = stateText && stateText in batchStates ? (stateText as BatchState) : undefined;
  const batches = useBatches(state === undefined ? {} : { state });
  const [isComposing, setComposing] = useState(false);
  const mayCompose = useHolds(paymentMay['batch.compose']);
  if (batches.isPending) return <LoadingPage />;
  if (batches.isError) {
    return <ErrorState error={batches.error} onRetry={() => void batches.refetch()} />;
  }
  const rows = batches.data.pages.flatMap(({ items }) => items);
  const states = Object.keys(batchStates) as BatchState[];
  const compose = (
    <Button type="primary" onClick={() => setComposing(true)}>
      {t('compose')}
    </Button>
  );
  return (
    <Sheet>
      <PageHead title={t('title')} subtitle={t('about')} actions={mayCompose && compose} />
      {batches.isFetching && <LoadingBar />}
      <PaymentsTabs />
      <div className={styles.body}>
        <ViewTabs
          label={t('states')}
          chosen={state}
          onChoose={setState}
          views={[
            { value: undefined, label: t('all') },
            ...states.map((one) => ({ value: one, label: text(batchStates[one]) })),
          ]}
        />
        {rows.length === 0 ? (
          <EmptyState title={t('none')}>{t('none.next')}</EmptyState>
        ) : (
          <BatchTable rows={rows} />
        )}
        <LoadMore
          shown={rows.length}
          hasMore={batches.hasNextPage}
          isLoading={batches.isFetchingNextPage}
          onMore={() => void batches.fetchNextPage()}
        />
      </div>
      <ComposeBatch isOpen={isComposing} onClose={() => setComposing(false)} />
    </Sheet>
  );
}

function BatchTable({ rows }: { rows: readonly Batch[] }) {
  const { t } = useTranslation('payments');
  const text = useText();
  const language = useLanguage();
  const townName = useTownName();
  const columns: Column<Batch>[] = [
    {
      key: 'number',
      title: t('number'),
      isNarrow: true,
      cell: ({ batchId, number }) => <Link to={paths.batch(batchId)}>{number}</Link>,
    },
    {
      key: 'place',
      title: t('place'),
      cell: ({ filter }) => (filter.under ? townName(filter.under) : t('district')),
    },
    {
      key: 'state',
      title: t('state'),
      isNarrow: true,
      cell: ({ state }) => text(batchStates[state]),
    },
    { key: 'orders', title: t('orders'), isNumber: true, cell: ({ orderCount }) => orderCount },
    {
      key: 'total',
      title: t('totalYuan'),
      isNumber: true,
      cell: ({ totalFen }) => <Money fen={totalFen} withUnit={false} />,
    },
    {
      key: 'paid',
      title: t('paidYuan'),
      isNumber: true,
      cell: ({ paidFen }) => <Money fen={paidFen} withUnit={false} />,
    },
    {
      key: 'returned',
      title: t('returned'),
      isNumber: true,
      cell: ({ returnedCount }) => (returnedCount > 0 ? returnedCount : '–'),
    },
    {
      key: 'made',
      title: t('madeOn'),
      isNarrow: true,
      cell: ({ madeOn }) => dayInWords(madeOn, language),
    },
  ];
  return (
    <DataTable
      caption={t('batches')}
      columns={columns}
      rows={rows}
      rowKey={({ batchId }) => batchId}
    />
  );
}
