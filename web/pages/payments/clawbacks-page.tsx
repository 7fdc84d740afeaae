// What is taken back from households: decided with a document, received, or cancelled.

import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cancelClawback, receiveClawback } from '../../../src/contracts/bank-returns.ts';
import { call } from '../../../src/contracts/call.ts';
import { clawbackStates, paymentMay } from '../../../src/payments/model.ts';
import { paymentsKey, useClawbacks, type Clawback } from '../../api/payments.ts';
import { useHolds } from '../../api/session.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { Money } from '../../ui/figure.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { PageHead, Sheet } from '../../ui/sheet.tsx';
import { EmptyState, ErrorState, LoadingPage } from '../../ui/states.tsx';
import { useTownName } from '../overview/use-overview.ts';
import styles from './payments.module.css';
import { PaymentsTabs } from './payments-tabs.tsx';

type Act = { readonly kind: 'receive' | 'cancel'; readonly of: Clawback };

export function ClawbacksPage() {
  const { t } = useTranslation('payments');
  const clawbacks = useClawbacks({});
  const [act, setAct] = useState<Act | undefined>();
  if (clawbacks.isPending) return <LoadingPage />;
  if (clawbacks.isError) {
    return <ErrorState error={clawbacks.error} onRetry={() => void clawbacks.refetch()} />;
  }
  const rows = clawbacks.data.pages.flatMap(({ items }) => items);
  return (
    <Sheet>
      <PageHead title={t('clawbacks')} subtitle={t('clawbacks.about')} />
      <PaymentsTabs />
      <div className={styles.body}>
        {rows.length === 0 ? (
          <EmptyState
            title={t('clawbacks.none')}
            action={<Link to={paths.entitlements({ state: 'paid' })}>{t('clawbacks.from')}</Link>}
          >
            {t('clawbacks.none.next')}
          </EmptyState>
        ) : (
          <ClawbackTable rows={rows} onAct={setAct} />
        )}
        <LoadMore
          shown={rows.length}
          hasMore={clawbacks.hasNextPage}
          isLoading={clawbacks.isFetchingNextPage}
          onMore={() => void clawbacks.fetchNextPage()}
        />
      </div>
      <ClawbackForm act={act} onClose={() => setAct(undefined)} />
    </Sheet>
  );
}

function ClawbackTable(props: { rows: readonly Clawback[]; onAct: (act: Act) => void }) {
  const { t } = useTranslation('payments');
  const text = useText();
  const language = useLanguage();
  const townName = useTownName();
  const mayReceive = useHolds(paymentMay['clawback.receive']);
  const mayCancel = useHolds(paymentMay['clawback.cancel']);
  const columns: Column<Clawback>[] = [
    {
      key: 'document',
      title: t('document'),
      cell: ({ householdId, document }) => (
        <Link to={paths.household(householdId)}>{document}</Link>
      ),
    },
    { key: 'place', title: t('village'), cell: ({ villageKey }) => townName(villageKey) },
    { key: 'reason', title: t('reason'), cell: ({ reason }) => reason },
    {
      key: 'amount',
      title: t('amountYuan'),
      isNumber: true,
      cell: ({ amountFen }) => <Money fen={amountFen} withUnit={false} />,
    },
    { key: 'state', title: t('state'), cell: ({ state }) => text(clawbackStates[state]) },
    {
      key: 'decided',
      title: t('decidedOn'),
      isNarrow: true,
      cell: ({ decidedOn }) => dayInWords(decidedOn, language),
    },
    {
      key: 'act',
      title: t('may'),
      cell: (of) =>
        of.state === 'decided' && (
          <span className={styles.buttons}>
            {mayReceive && (
              <Button size="small" onClick={() => props.onAct({ kind: 'receive', of })}>
                {t('receive')}
              </Button>
            )}
            {mayCancel && (
              <Button size="small" onClick={() => props.onAct({ kind: 'cancel', of })}>
                {t('cancel')}
              </Button>
            )}
          </span>
        ),
    },
  ];
  return (
    <DataTable
      caption={t('clawbacks')}
      columns={columns}
      rows={props.rows}
      rowKey={({ clawbackId }) => clawbackId}
    />
  );
}

function ClawbackForm({ act, onClose }: { act: Act | undefined; onClose: () => void }) {
  const { t } = useTranslation('payments');
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: paymentsKey });
  const isReceipt = act?.kind === 'receive';
  return (
    <ActionDrawer
      isOpen={act !== undefined}
      onClose={onClose}
      title={t(isReceipt ? 'receive' : 'cancel')}
      fields={{ text: { kind: 'text', label: t(isReceipt ? 'receipt' : 'reason') } }}
      submitLabel={t(isReceipt ? 'receive' : 'cancel')}
      version={act?.of.version}
      isDanger={!isReceipt}
      act={async ({ text }, { key, ...version }) => {
        const params = { clawbackId: act?.of.clawbackId ?? '' };
        if (isReceipt) {
          await call(receiveClawback, { params, body: { receipt: text, ...version } }, { key });
        } else await call(cancelClawback, { params, body: { reason: text, ...version } }, { key });
      }}
      onDone={refresh}
      onStale={refresh}
    />
  );
}
