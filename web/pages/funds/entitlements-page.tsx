// What households are entitled to: frozen when it was worked out, due or waiting for its condition,
// and what became of it. Paid ones may be taken back with a document.

import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decideClawback } from '../../../src/contracts/bank-returns.ts';
import { call } from '../../../src/contracts/call.ts';
import { markDue } from '../../../src/contracts/funds-acts.ts';
import { entitlementStates, fundsMay, type EntitlementState } from '../../../src/funds/model.ts';
import { paymentMay } from '../../../src/payments/model.ts';
import { fundsKey, useEntitlements, type Entitlement } from '../../api/funds.ts';
import { paymentsKey } from '../../api/payments.ts';
import { useHolds } from '../../api/session.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { Money } from '../../ui/figure.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { ViewTabs } from '../../ui/page-tabs.tsx';
import { PageHead, Sheet } from '../../ui/sheet.tsx';
import { EmptyState, ErrorState, LoadingBar, LoadingPage } from '../../ui/states.tsx';
import { useProjectName } from '../programme-words.ts';
import { useFilter } from '../use-filter.ts';
import { FundsTabs } from './funds-tabs.tsx';
import styles from './funds.module.css';

type Act = { readonly kind: 'markDue' | 'clawBack'; readonly of: Entitlement };

export function EntitlementsPage() {
  const { t } = useTranslation('funds');
  const text = useText();
  const [stateText, setState] = useFilter('state');
  const [isDue] = useFilter('isDue');
  const known = stateText && stateText in entitlementStates;
  const state = known ? (stateText as EntitlementState) : undefined;
  const due = isDue === 'true' || isDue === 'false' ? isDue : undefined;
  const list = useEntitlements({ ...(state && { state }), ...(due && { isDue: due }) });
  const [act, setAct] = useState<Act | undefined>();
  if (list.isPending) return <LoadingPage />;
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  const states = Object.keys(entitlementStates) as EntitlementState[];
  return (
    <Sheet>
      <PageHead title={t('entitlements')} subtitle={t('entitlements.about')} />
      {list.isFetching && <LoadingBar />}
      <FundsTabs />
      <div className={styles.body}>
        <ViewTabs
          label={t('state')}
          chosen={state}
          onChoose={setState}
          views={[
            { value: undefined, label: t('all') },
            ...states.map((one) => ({ value: one, label: text(entitlementStates[one]) })),
          ]}
        />
        {rows.length === 0 ? (
          <EmptyState title={t('entitlements.none')} />
        ) : (
          <EntitlementTable rows={rows} onAct={setAct} />
        )}
        <LoadMore
          shown={rows.length}
          hasMore={list.hasNextPage}
          isLoading={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      </div>
      <EntitlementForm act={act} onClose={() => setAct(undefined)} />
    </Sheet>
  );
}

function EntitlementTable(props: { rows: readonly Entitlement[]; onAct: (act: Act) => void }) {
  const { t } = useTranslation('funds');
  const text = useText();
  const language = useLanguage();
  const projectName = useProjectName();
  const columns: Array<Column<Entitlement>> = [
    {
      key: 'head',
      title: t('head'),
      isNarrow: true,
      cell: ({ householdId, headName }) => (
        <Link to={paths.household(householdId)}>{headName}</Link>
      ),
    },
    { key: 'project', title: t('project'), cell: ({ project }) => projectName(project) },
    { key: 'year', title: t('year'), isNarrow: true, cell: ({ year }) => year },
    {
      key: 'amount',
      title: t('amountYuan'),
      isNumber: true,
      cell: ({ amountFen }) => <Money fen={amountFen} withUnit={false} />,
    },
    {
      key: 'state',
      title: t('state'),
      isNarrow: true,
      cell: ({ state }) => text(entitlementStates[state]),
    },
    {
      key: 'frozen',
      title: t('frozenOn'),
      isNarrow: true,
      cell: ({ frozenOn }) => dayInWords(frozenOn, language),
    },
    {
      key: 'due',
      title: t('dueOn'),
      isNarrow: true,
      cell: ({ dueOn }) => (dueOn === null ? t('waits') : dayInWords(dueOn, language)),
    },
    {
      key: 'may',
      title: t('may'),
      cell: (of) => <Acts of={of} onAct={props.onAct} />,
    },
  ];
  return (
    <DataTable
      caption={t('entitlements')}
      columns={columns}
      rows={props.rows}
      rowKey={({ entitlementId }) => entitlementId}
    />
  );
}

function Acts({ of, onAct }: { of: Entitlement; onAct: (act: Act) => void }) {
  const { t } = useTranslation('funds');
  const mayMark = useHolds(fundsMay['entitlement.mark-due']);
  const mayTake = useHolds(paymentMay['clawback.decide']);
  if (mayMark && of.dueOn === null && of.state === 'reserved') {
    return (
      <Button size="small" onClick={() => onAct({ kind: 'markDue', of })}>
        {t('markDue')}
      </Button>
    );
  }
  if (!mayTake || of.state !== 'paid') return null;
  return (
    <Button size="small" onClick={() => onAct({ kind: 'clawBack', of })}>
      {t('clawBack')}
    </Button>
  );
}

function EntitlementForm({ act, onClose }: { act: Act | undefined; onClose: () => void }) {
  const { t } = useTranslation('funds');
  const client = useQueryClient();
  const refresh = () => {
    void client.invalidateQueries({ queryKey: fundsKey });
    void client.invalidateQueries({ queryKey: paymentsKey });
  };
  const kind = act?.kind ?? 'markDue';
  const params = { entitlementId: act?.of.entitlementId ?? '' };
  const common = { isOpen: act !== undefined, onClose, onDone: refresh, onStale: refresh };
  if (kind === 'markDue') {
    return (
      <ActionDrawer
        {...common}
        title={t('markDue')}
        intro={t('markDue.intro')}
        fields={{ ground: { kind: 'text', label: t('document'), maxLength: 200 } }}
        submitLabel={t('markDue')}
        version={act?.of.version}
        act={({ ground }, { key, ...version }) =>
          call(markDue, { params, body: { ground, ...version } }, { key })
        }
      />
    );
  }
  return (
    <ActionDrawer
      {...common}
      title={t('clawBack')}
      intro={t('clawBack.intro')}
      fields={{
        reason: { kind: 'text', label: t('reason'), isLong: true, maxLength: 500 },
        document: { kind: 'text', label: t('document'), maxLength: 120 },
      }}
      submitLabel={t('clawBack')}
      isDanger
      act={({ reason, document }, { key }) =>
        call(decideClawback, { params, body: { reason, document } }, { key })
      }
    />
  );
}
