// The transfers behind a sum: each with its day, its kind, whose it is, and its entry in the
// journal.

import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../../src/core/day.ts';
import { figures, type FigureId } from '../../../src/payments/reconciliation/model.ts';
import { accountKinds, transferKinds } from '../../../src/funds/model.ts';
import { useAppropriations, useFigureTransfers } from '../../api/funds.ts';
import type { FigureTransfer, ReconciledLine } from '../../api/funds.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { Money } from '../../ui/figure.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { ErrorState, LoadingPage } from '../../ui/states.tsx';
import styles from './funds.module.css';

export function FigureDrawer(props: {
  line: ReconciledLine;
  figure: FigureId;
  asOf: Day | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation('funds');
  const text = useText();
  const { line, figure, asOf } = props;
  const transfers = useFigureTransfers(line.lineId, figure, asOf);
  const rows = transfers.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Drawer
      open
      onClose={props.onClose}
      size="min(720px, 100vw)"
      title={text(figures[figure].name)}
    >
      <p className={styles.behind}>
        {text(line.name)} <strong>{<Money fen={line.figures[figure] ?? 0} />}</strong>
      </p>
      {figure === 'appropriated' && <Appropriations lineId={line.lineId} />}
      {transfers.isPending && <LoadingPage />}
      {transfers.isError && (
        <ErrorState error={transfers.error} onRetry={() => void transfers.refetch()} />
      )}
      <TransferTable rows={rows} caption={t('transfers')} />
      <LoadMore
        shown={rows.length}
        hasMore={transfers.hasNextPage}
        isLoading={transfers.isFetchingNextPage}
        onMore={() => void transfers.fetchNextPage()}
      />
    </Drawer>
  );
}

function Appropriations({ lineId }: { lineId: string }) {
  const { t } = useTranslation('funds');
  const language = useLanguage();
  const rows = useAppropriations(lineId).data ?? [];
  return (
    <ul className={styles.papers}>
      {rows.map((row) => (
        <li key={row.appropriationId}>
          <span>{dayInWords(row.appropriatedOn, language)}</span>
          <span>
            {row.document} {row.isBack && t('takeBack.short')}
          </span>
          <Money fen={row.isBack ? -row.amountFen : row.amountFen} />
        </li>
      ))}
    </ul>
  );
}

function TransferTable(props: { rows: readonly FigureTransfer[]; caption: string }) {
  const { t } = useTranslation('funds');
  const text = useText();
  const language = useLanguage();
  const columns: Array<Column<FigureTransfer>> = [
    {
      key: 'day',
      title: t('day'),
      isNarrow: true,
      cell: ({ occurredOn }) => dayInWords(occurredOn, language),
    },
    {
      key: 'way',
      title: t('way'),
      cell: ({ kind }) => {
        const { from, to } = transferKinds[kind];
        return `${text(accountKinds[from])} → ${text(accountKinds[to])}`;
      },
    },
    {
      key: 'who',
      title: t('who'),
      cell: ({ householdId, headName }) =>
        householdId && <Link to={paths.household(householdId)}>{headName ?? householdId}</Link>,
    },
    {
      key: 'amount',
      title: t('amountYuan'),
      isNumber: true,
      cell: ({ amountFen }) => <Money fen={amountFen} withUnit={false} />,
    },
    {
      key: 'entry',
      title: t('entry'),
      isNarrow: true,
      cell: ({ entryId }) => <Link to={paths.journal({ entry: entryId })}>{t('proof')}</Link>,
    },
  ];
  return (
    <DataTable
      caption={props.caption}
      columns={columns}
      rows={props.rows}
      rowKey={({ transferId }) => transferId}
    />
  );
}
