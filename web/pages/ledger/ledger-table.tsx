// The rows of the ledger: who, where, what, how far, and what is doubtful.

import { Link } from '@tanstack/react-router';
import { Popover } from 'antd';
import { WarningFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useOwnProgramme } from '../../api/programmes.ts';
import type { LedgerRow } from '../../api/ledger.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './ledger.module.css';

export function LedgerTable({ rows }: { rows: readonly LedgerRow[] }) {
  const { t } = useTranslation('ledger');
  const text = useText();
  const language = useLanguage();
  const methods = useOwnProgramme()?.data.methods?.methods ?? [];
  const nameOf = (id: string | null) => {
    const method = methods.find((one) => one.id === id);
    return method ? text(method.name) : (id ?? '');
  };
  const columns: Column<LedgerRow>[] = [
    {
      key: 'name',
      title: t('head'),
      isNarrow: true,
      cell: (row) => <Link to={paths.household(row.householdId)}>{row.headName}</Link>,
    },
    {
      key: 'id',
      title: t('id'),
      isNarrow: true,
      cell: ({ idMasked }) => <span className={styles.masked}>{idMasked ?? t('missing')}</span>,
    },
    {
      key: 'place',
      title: t('place'),
      cell: (row) => [row.townName, row.villageName, row.groupName].filter(Boolean).join(' '),
    },
    {
      key: 'area',
      title: t('area'),
      isNumber: true,
      cell: ({ heatedAreaM2 }) => heatedAreaM2.toFixed(1),
    },
    {
      key: 'method',
      title: t('method'),
      cell: ({ method, wishedMethod }) =>
        method ? (
          nameOf(method)
        ) : (
          <span className="note">
            {wishedMethod && t('wish', { method: nameOf(wishedMethod) })}
          </span>
        ),
    },
    { key: 'year', title: t('year'), isNarrow: true, cell: ({ year }) => year },
    {
      key: 'state',
      title: t('state'),
      isNarrow: true,
      cell: ({ state }) => <StateMark state={state} />,
    },
    {
      key: 'since',
      title: t('since'),
      isNarrow: true,
      cell: ({ lastOn }) => dayInWords(lastOn, language),
    },
    {
      key: 'findings',
      title: t('findings'),
      isNarrow: true,
      cell: ({ findings }) => <Findings codes={findings} />,
    },
  ];
  return (
    <DataTable caption={t('title')} columns={columns} rows={rows} rowKey={({ caseId }) => caseId} />
  );
}

/** How many doubts a household has; a click says which. */
function Findings({ codes }: { codes: readonly string[] }) {
  const { t } = useTranslation('ledger');
  if (codes.length === 0) return null;
  const list = (
    <ul className={styles.findings}>
      {codes.map((code) => (
        <li key={code}>{t([`finding.${code}`, 'finding.other'] as never, { code })}</li>
      ))}
    </ul>
  );
  return (
    <Popover trigger="click" content={list} title={t('findings.note')}>
      <button type="button" className={styles.doubt}>
        <WarningFilled aria-hidden="true" /> {codes.length}
        <span className="visually-hidden">{t('findings.open')}</span>
      </button>
    </Popover>
  );
}
