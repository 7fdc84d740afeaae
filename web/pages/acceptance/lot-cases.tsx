// Houses of a lot: where they stand, what the joint check found, and the check to be written down.

import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { acceptanceMay, checkResults, lotOutcomes } from '../../../src/acceptance/model.ts';
import type { LotCase, LotFile } from '../../api/acceptance.ts';
import { useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { ActButton } from '../../ui/acts.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { CaseActionDrawer, type CaseAction } from '../case-action-drawer.tsx';
import { useRefusal } from '../use-refusal.ts';
import styles from './acceptance.module.css';

const action = 'acceptance.joint-check';

export function LotCases({ lot, rows }: { lot: LotFile; rows: readonly LotCase[] }) {
  const { t } = useTranslation('acceptance');
  const { t: title } = useTranslation('actions');
  const text = useText();
  const [open, setOpen] = useState<CaseAction>();
  const refusal = useRefusal()(acceptanceMay[action]);
  const columns: Array<Column<LotCase>> = [
    {
      key: 'head',
      title: t('head'),
      isNarrow: true,
      cell: (row) => <Link to={paths.household(row.householdId)}>{row.headName}</Link>,
    },
    { key: 'village', title: t('village'), cell: ({ villageName }) => villageName },
    { key: 'round', title: t('lot.round'), isNarrow: true, cell: (row) => <Round row={row} /> },
    {
      key: 'state',
      title: t('state'),
      isNarrow: true,
      cell: ({ state }) => <StateMark state={state} />,
    },
    { key: 'result', title: t('lot.result'), isNarrow: true, cell: (row) => <Result row={row} /> },
    {
      key: 'outcome',
      title: t('lot.outcome'),
      isNarrow: true,
      cell: ({ outcome }) => text(lotOutcomes[outcome]),
    },
  ];
  const act: Column<LotCase> = {
    key: 'act',
    title: t('next'),
    cell: ({ caseId, householdId, state, outcome }) =>
      outcome === 'open' && state === 'self-checked' ? (
        <ActButton
          act={{
            key: action,
            label: title(action),
            onOpen: () => setOpen({ action, householdId, caseId }),
            refusal,
          }}
        />
      ) : null,
  };
  return (
    <>
      <DataTable
        caption={t('lot.sample')}
        columns={lot.state === 'open' && refusal === undefined ? [...columns, act] : columns}
        rows={rows}
        rowKey={({ caseId }) => caseId}
      />
      {open && <CaseActionDrawer of={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function Round({ row }: { row: LotCase }) {
  const { t } = useTranslation('acceptance');
  return (
    <>
      {row.round ?? '–'} {row.isRecheck && <span className="note">{t('lot.recheck')}</span>}
    </>
  );
}

/** What was found first, and what last when the house was checked again. */
function Result({ row: { firstResult, lastResult } }: { row: LotCase }) {
  const { t } = useTranslation('acceptance');
  const text = useText();
  if (firstResult === null) return <span className={styles.waiting}>{t('lot.unresolved')}</span>;
  const isFailed = lastResult === 'fail';
  return (
    <span className={isFailed ? styles.late : undefined}>
      {text(checkResults[firstResult])}
      {lastResult !== null && lastResult !== firstResult && ` → ${text(checkResults[lastResult])}`}
    </span>
  );
}
