// The payments of a batch with what the bank said, and their vouchers.

import { Link } from '@tanstack/react-router';
import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { mends, orderStates, type OrderState } from '../../../src/payments/model.ts';
import { useOrders, voucherAddress, type BatchFile, type Order } from '../../api/payments.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Money } from '../../ui/figure.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { ViewTabs } from '../../ui/page-tabs.tsx';
import { groupDigits } from '../../ui/quantity.ts';
import { ErrorState, LoadingPage } from '../../ui/states.tsx';
import { useSourceName } from '../funds/names.ts';
import { useFilter } from '../use-filter.ts';
import styles from './payments.module.css';

export function BatchOrders({ batch }: { batch: BatchFile }) {
  const { t } = useTranslation('payments');
  const text = useText();
  const [stateText, setState] = useFilter('orders');
  const state = stateText && stateText in orderStates ? (stateText as OrderState) : undefined;
  const orders = useOrders({ batchId: batch.batchId, ...(state && { state }) });
  const counts = { paid: batch.paidCount, returned: batch.returnedCount };
  return (
    <section className={styles.orders} aria-label={t('payments')}>
      <ViewTabs
        label={t('orderStates')}
        chosen={state}
        onChoose={setState}
        views={[
          { value: undefined, label: `${t('all')} ${groupDigits(batch.orderCount)}` },
          ...(['paid', 'returned'] as const).map((one) => ({
            value: one,
            label: `${text(orderStates[one])} ${groupDigits(counts[one])}`,
          })),
        ]}
      />
      {orders.isPending && <LoadingPage />}
      {orders.isError && <ErrorState error={orders.error} onRetry={() => void orders.refetch()} />}
      {orders.data && (
        <div className={styles.list}>
          <OrderTable rows={orders.data.pages.flatMap(({ items }) => items)} batch={batch} />
          <LoadMore
            shown={orders.data.pages.flatMap(({ items }) => items).length}
            hasMore={orders.hasNextPage}
            isLoading={orders.isFetchingNextPage}
            onMore={() => void orders.fetchNextPage()}
          >
            <span className="note">{t('orders.note')}</span>
          </LoadMore>
        </div>
      )}
    </section>
  );
}

function OrderTable({ rows, batch }: { rows: readonly Order[]; batch: BatchFile }) {
  const { t } = useTranslation('payments');
  const columns = [...useOrderColumns(rows), useResultColumn()];
  return (
    <DataTable
      caption={t('payments')}
      columns={columns.map((column) =>
        column.key === 'amount'
          ? { ...column, foot: <Money fen={batch.totalFen} withUnit={false} /> }
          : column.key === 'holder'
            ? { ...column, foot: t('sum', { count: batch.orderCount }) }
            : column,
      )}
      rows={rows}
      rowKey={({ orderId }) => orderId}
      isMarked={({ state }) => state === 'returned'}
    />
  );
}

function useOrderColumns(rows: readonly Order[]): Array<Column<Order>> {
  const { t } = useTranslation('payments');
  const sourceName = useSourceName();
  const sources = [...new Set(rows.flatMap(({ parts }) => parts.map(({ source }) => source)))];
  return [
    {
      key: 'holder',
      title: t('holder'),
      isNarrow: true,
      cell: ({ householdId, holder }) => <Link to={paths.household(householdId)}>{holder}</Link>,
    },
    { key: 'village', title: t('village'), cell: ({ villageName }) => villageName },
    { key: 'account', title: t('account'), isNarrow: true, cell: (row) => row.accountMasked },
    ...sources.map((source): Column<Order> => ({
      key: `source.${source}`,
      title: sourceName(source),
      isNumber: true,
      cell: ({ parts }) => (
        <Money
          fen={parts.find((part) => part.source === source)?.amountFen ?? null}
          withUnit={false}
        />
      ),
    })),
    {
      key: 'amount',
      title: t('dueYuan'),
      isNumber: true,
      cell: ({ amountFen }) => (
        <strong>
          <Money fen={amountFen} withUnit={false} />
        </strong>
      ),
    },
  ];
}

function useResultColumn(): Column<Order> {
  const { t } = useTranslation('payments');
  const text = useText();
  const language = useLanguage();
  return {
    key: 'result',
    title: t('result'),
    cell: ({ orderId, state, failure, mend, attempt }) => {
      if (state === 'paid') {
        return (
          <span className={styles.arrived}>
            <CheckCircleFilled aria-hidden="true" /> {text(orderStates.paid)}{' '}
            <a href={voucherAddress(orderId, language)} download>
              {t('voucher')}
            </a>
          </span>
        );
      }
      if (state === 'returned') {
        return (
          <span className={styles.cameBack}>
            <CloseCircleFilled aria-hidden="true" />{' '}
            {failure ? text(failure) : text(orderStates.returned)}
            {mend && <span className="note"> {text(mends[mend])}</span>}
          </span>
        );
      }
      return `${text(orderStates[state])}${attempt > 1 ? t('attempt', { attempt }) : ''}`;
    },
  };
}
