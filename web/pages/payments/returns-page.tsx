// What the banks answered: each return with its rows matched, came back, or set aside with why.

import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paymentMay, setAsideReasons } from '../../../src/payments/model.ts';
import {
  useBankReturnRows,
  useBankReturns,
  type BankReturn,
  type BankReturnRow,
} from '../../api/payments.ts';
import { useHolds } from '../../api/session.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { Money } from '../../ui/figure.tsx';
import { onPlainClick } from '../../ui/links.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { ViewTabs } from '../../ui/page-tabs.tsx';
import { PageHead, Sheet } from '../../ui/sheet.tsx';
import { EmptyState, ErrorState, LoadingPage } from '../../ui/states.tsx';
import { useFilter } from '../use-filter.ts';
import styles from './payments.module.css';
import { PaymentsTabs } from './payments-tabs.tsx';
import { ReadReturn } from './read-return.tsx';

export function ReturnsPage() {
  const { t } = useTranslation('payments');
  const returns = useBankReturns();
  const [chosen, choose] = useFilter('return');
  const [isReading, setReading] = useState(false);
  const mayRead = useHolds(paymentMay['bank-return.read']);
  if (returns.isPending) return <LoadingPage />;
  if (returns.isError) {
    return <ErrorState error={returns.error} onRetry={() => void returns.refetch()} />;
  }
  const rows = returns.data.pages.flatMap(({ items }) => items);
  const read = (
    <Button type="primary" onClick={() => setReading(true)}>
      {t('readReturn')}
    </Button>
  );
  return (
    <Sheet>
      <PageHead title={t('returns')} actions={mayRead && read} />
      <PaymentsTabs />
      <div className={styles.body}>
        {rows.length === 0 ? (
          <EmptyState title={t('returns.none')}>{t('returns.none.next')}</EmptyState>
        ) : (
          <ReturnTable rows={rows} onChoose={choose} />
        )}
        <LoadMore
          shown={rows.length}
          hasMore={returns.hasNextPage}
          isLoading={returns.isFetchingNextPage}
          onMore={() => void returns.fetchNextPage()}
        />
      </div>
      <ReadReturn isOpen={isReading} onClose={() => setReading(false)} />
      <Drawer
        open={chosen !== undefined}
        onClose={() => choose(undefined)}
        size="min(760px, 100vw)"
        title={rows.find(({ returnId }) => returnId === chosen)?.fileName ?? t('returns')}
      >
        {chosen !== undefined && <Rows returnId={chosen} />}
      </Drawer>
    </Sheet>
  );
}

function ReturnTable(props: { rows: readonly BankReturn[]; onChoose: (id: string) => void }) {
  const { t } = useTranslation('payments');
  const language = useLanguage();
  const columns: Column<BankReturn>[] = [
    {
      key: 'file',
      title: t('returnFile'),
      cell: ({ returnId, fileName }) => (
        <a href={`?return=${returnId}`} onClick={onPlainClick(() => props.onChoose(returnId))}>
          {fileName}
        </a>
      ),
    },
    { key: 'rows', title: t('rows'), isNumber: true, cell: ({ rowCount }) => rowCount },
    { key: 'paid', title: t('paid'), isNumber: true, cell: ({ paidCount }) => paidCount },
    {
      key: 'paidYuan',
      title: t('paidYuan'),
      isNumber: true,
      cell: ({ paidFen }) => <Money fen={paidFen} withUnit={false} />,
    },
    { key: 'returned', title: t('returned'), isNumber: true, cell: (row) => row.returnedCount },
    { key: 'aside', title: t('aside'), isNumber: true, cell: (row) => row.setAsideCount },
    {
      key: 'readOn',
      title: t('readOn'),
      isNarrow: true,
      cell: ({ readOn }) => dayInWords(readOn, language),
    },
  ];
  return (
    <DataTable
      caption={t('returns')}
      columns={columns}
      rows={props.rows}
      rowKey={({ returnId }) => returnId}
    />
  );
}

const outcomes = ['paid', 'returned', 'set-aside'] as const;

function Rows({ returnId }: { returnId: string }) {
  const { t } = useTranslation('payments');
  const text = useText();
  const [outcome, setOutcome] = useState<BankReturnRow['outcome'] | undefined>();
  const rows = useBankReturnRows(returnId, outcome);
  if (rows.isError) return <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />;
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const columns: Column<BankReturnRow>[] = [
    { key: 'line', title: t('line'), isNumber: true, cell: ({ line }) => line },
    { key: 'reference', title: t('reference'), cell: ({ reference }) => reference ?? '–' },
    {
      key: 'amount',
      title: t('amountYuan'),
      isNumber: true,
      cell: ({ amountFen }) => <Money fen={amountFen} withUnit={false} />,
    },
    { key: 'said', title: t('said'), cell: (row) => row.reason ?? row.result ?? '–' },
    {
      key: 'outcome',
      title: t('outcome'),
      cell: (row) =>
        row.why ? text(setAsideReasons[row.why]) : t(`outcome.${row.outcome}` as never),
    },
  ];
  return (
    <>
      <ViewTabs
        label={t('outcome')}
        chosen={outcome}
        onChoose={setOutcome}
        views={[
          { value: undefined, label: t('all') },
          ...outcomes.map((one) => ({ value: one, label: t(`outcome.${one}` as never) })),
        ]}
      />
      <DataTable
        caption={t('rows')}
        columns={columns}
        rows={items}
        rowKey={({ line }) => String(line)}
        empty={rows.isPending ? '' : t('rows.none')}
      />
      <LoadMore
        shown={items.length}
        hasMore={rows.hasNextPage}
        isLoading={rows.isFetchingNextPage}
        onMore={() => void rows.fetchNextPage()}
      />
    </>
  );
}
