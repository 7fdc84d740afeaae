// Self-checked houses the town has not passed yet, page by page; the check is written down here.

import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { acceptanceMay } from '../../../src/acceptance/model.ts';
import type { Works } from '../../../src/households/model.ts';
import { useWaiting, type Waiting } from '../../api/acceptance.ts';
import { useLanguage } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { ActButton } from '../../ui/acts.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { EmptyState, ErrorState, LoadingBar } from '../../ui/states.tsx';
import { CaseActionDrawer, type CaseAction } from '../case-action-drawer.tsx';
import { Pager, usePages } from '../pager.tsx';
import { useMethodName } from '../programme-words.ts';
import { daysUntil } from '../today.ts';
import { useRefusal } from '../use-refusal.ts';

const action = 'acceptance.town-check';

export function WaitingTown({ works, under }: { works: Works; under: string | undefined }) {
  const { t } = useTranslation('acceptance');
  const filters = { for: 'town', works, under } as const;
  const pages = usePages(filters);
  const waiting = useWaiting({ ...filters, after: pages.after });
  const [open, setOpen] = useState<CaseAction>();
  if (waiting.isPending) return <LoadingBar />;
  if (waiting.isError) return <ErrorState error={waiting.error} />;
  const { items, next } = waiting.data;
  if (items.length === 0) return <EmptyState title={t('town.none')} />;
  return (
    <>
      <WaitingTable
        rows={items}
        onCheck={({ householdId, caseId }) => setOpen({ action, householdId, caseId })}
      />
      <Pager pages={pages} shown={items.length} next={next} />
      {open && <CaseActionDrawer of={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function WaitingTable(props: { rows: readonly Waiting[]; onCheck: (row: Waiting) => void }) {
  const { t } = useTranslation('acceptance');
  const { t: title } = useTranslation('actions');
  const language = useLanguage();
  const methodName = useMethodName();
  const refusal = useRefusal()(acceptanceMay[action]);
  const columns: Array<Column<Waiting>> = [
    {
      key: 'head',
      title: t('head'),
      isNarrow: true,
      cell: (row) => <Link to={paths.household(row.householdId)}>{row.headName}</Link>,
    },
    { key: 'village', title: t('village'), cell: ({ villageName }) => villageName },
    {
      key: 'method',
      title: t('method'),
      cell: ({ method }) => (method ? methodName(method) : '–'),
    },
    {
      key: 'enterprise',
      title: t('enterprise'),
      cell: ({ enterpriseName }) => enterpriseName ?? '–',
    },
    {
      key: 'since',
      title: t('since'),
      isNarrow: true,
      cell: ({ lastOn }) => dayInWords(lastOn, language),
    },
    {
      key: 'waits',
      title: t('waits'),
      isNumber: true,
      cell: ({ lastOn }) => t('days', { count: -daysUntil(lastOn) }),
    },
    {
      key: 'act',
      title: t('next'),
      cell: (row) => (
        <ActButton
          act={{ key: action, label: title(action), onOpen: () => props.onCheck(row), refusal }}
        />
      ),
    },
  ];
  return (
    <DataTable
      caption={t('view.town')}
      columns={columns}
      rows={props.rows}
      rowKey={({ caseId }) => caseId}
    />
  );
}
