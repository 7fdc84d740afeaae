// Households that ask for another method than their group's: each is approved or refused.

import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../src/contracts/call.ts';
import { approveException, refuseException } from '../../../src/contracts/households.ts';
import { householdMay } from '../../../src/households/model.ts';
import { useRefresh } from '../../api/act.ts';
import type { Exception } from '../../api/groups.ts';
import { useLanguage } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { ActionDrawer } from '../../ui/action-form-drawer.tsx';
import { ActButton } from '../../ui/acts.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { EmptyState } from '../../ui/states.tsx';
import { useDayField, whenOf } from '../form-fields.ts';
import { useMethodName } from '../programme-words.ts';
import { useRefusal } from '../use-refusal.ts';
import styles from './groups.module.css';

type Verdict = 'case.approve-exception' | 'case.refuse-exception';
type Open = { readonly verdict: Verdict; readonly row: Exception };

export function Exceptions({ rows }: { rows: readonly Exception[] }) {
  const { t } = useTranslation('groups');
  const language = useLanguage();
  const methodName = useMethodName();
  const [open, setOpen] = useState<Open>();
  const columns: Array<Column<Exception>> = [
    {
      key: 'head',
      title: t('head'),
      isNarrow: true,
      cell: (row) => <Link to={paths.household(row.householdId)}>{row.headName}</Link>,
    },
    {
      key: 'place',
      title: t('village'),
      cell: ({ villageName, groupName }) => [villageName, groupName].filter(Boolean).join(' '),
    },
    {
      key: 'group',
      title: t('exception.group'),
      cell: ({ groupMethod }) => (groupMethod ? methodName(groupMethod) : t('undecided')),
    },
    { key: 'method', title: t('exception.wants'), cell: ({ method }) => methodName(method) },
    { key: 'reason', title: t('exception.reason'), cell: ({ reason }) => reason ?? '–' },
    {
      key: 'since',
      title: t('exception.since'),
      isNarrow: true,
      cell: ({ lastOn }) => dayInWords(lastOn, language),
    },
    {
      key: 'act',
      title: t('next'),
      cell: (row) => <Verdicts onOpen={(verdict) => setOpen({ verdict, row })} />,
    },
  ];
  return (
    <>
      <DataTable
        caption={t('view.exceptions')}
        columns={columns}
        rows={rows}
        rowKey={({ caseId }) => caseId}
        empty={<EmptyState title={t('exceptions.none')} />}
      />
      {open && <VerdictDrawer open={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function Verdicts({ onOpen }: { onOpen: (verdict: Verdict) => void }) {
  const { t: title } = useTranslation('actions');
  const refusal = useRefusal();
  const verdicts = ['case.approve-exception', 'case.refuse-exception'] as const;
  return (
    <span className={styles.buttons}>
      {verdicts.map((verdict) => (
        <ActButton
          key={verdict}
          act={{
            key: verdict,
            label: title(verdict),
            onOpen: () => onOpen(verdict),
            refusal: refusal(householdMay[verdict]),
          }}
        />
      ))}
    </span>
  );
}

function VerdictDrawer({ open, onClose }: { open: Open; onClose: () => void }) {
  const { t } = useTranslation('groups');
  const { t: title } = useTranslation('actions');
  const { verdict, row } = open;
  const refresh = useRefresh();
  const contract = verdict === 'case.approve-exception' ? approveException : refuseException;
  return (
    <ActionDrawer
      isOpen
      onClose={onClose}
      title={`${title(verdict)} · ${row.headName}`}
      submitLabel={title(verdict)}
      intro={row.reason}
      version={row.version}
      onStale={refresh}
      onDone={refresh}
      fields={{
        note: { kind: 'text', label: t('exception.note'), isLong: true, maxLength: 500 },
        occurredOn: useDayField(),
      }}
      act={({ note, occurredOn }, { key, expectedVersion }) => {
        const body = { note, ...whenOf(occurredOn, expectedVersion) };
        return call(contract, { params: { caseId: row.caseId }, body }, { key });
      }}
    />
  );
}
