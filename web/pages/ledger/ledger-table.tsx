// The rows of the ledger: who, where, what, how far, and what is doubtful.

import { Link } from '@tanstack/react-router';
import { Popover } from 'antd';
import { WarningFilled } from '@ant-design/icons';
import { useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { categories } from '../../../src/households/model.ts';
import type { LedgerRow } from '../../api/ledger.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dayInWords } from '../../ui/day.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { useMethodName, useProjectName } from '../programme-words.ts';
import { useHiddenColumns } from './kept-choices.ts';
import styles from './ledger.module.css';
import { useRowKeys } from './use-row-keys.ts';

export type Selection = {
  /** By case. */
  readonly rows: ReadonlyMap<string, LedgerRow>;
  readonly onSelect: (rows: readonly LedgerRow[], isSelected: boolean) => void;
};

export function LedgerTable(props: { rows: readonly LedgerRow[]; selection: Selection }) {
  const { t } = useTranslation('ledger');
  const { rows, selection } = props;
  const area = useRef<HTMLDivElement>(null);
  const [hidden] = useHiddenColumns();
  const name = useNameColumn(rows, selection, area);
  const columns = [...useWhoColumns(), ...useWorksColumns()];
  return (
    <div ref={area}>
      <DataTable
        caption={t('title')}
        columns={[name, ...columns.filter(({ key }) => !hidden.includes(key))]}
        rows={rows}
        rowKey={({ caseId }) => caseId}
        isMarked={({ caseId }) => selection.rows.has(caseId)}
      />
    </div>
  );
}

/** The box that selects the row and the name that opens the household, in one cell. */
function useNameColumn(
  rows: readonly LedgerRow[],
  selection: Selection,
  area: RefObject<HTMLDivElement | null>,
): Column<LedgerRow> {
  const { t } = useTranslation('ledger');
  const onKey = useRowKeys(area);
  const isAll = rows.every(({ caseId }) => selection.rows.has(caseId));
  return {
    key: 'name',
    label: t('head'),
    title: (
      <span className={styles.pick}>
        <input
          type="checkbox"
          aria-label={t('selectAll')}
          checked={isAll}
          onChange={(event) => selection.onSelect(rows, event.target.checked)}
        />
        {t('head')}
      </span>
    ),
    isNarrow: true,
    cell: (row) => (
      <span className={styles.pick}>
        <input
          type="checkbox"
          data-row-box
          aria-label={t('select', { name: row.headName })}
          checked={selection.rows.has(row.caseId)}
          onChange={(event) => selection.onSelect([row], event.target.checked)}
          onKeyDown={(event) => onKey(event, row.householdId)}
        />
        <Link to={paths.household(row.householdId)}>{row.headName}</Link>
      </span>
    ),
  };
}

function useWhoColumns(): Column<LedgerRow>[] {
  const { t } = useTranslation('ledger');
  const text = useText();
  return [
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
      key: 'category',
      title: t('category'),
      cell: ({ category }) =>
        category in categories ? text(categories[category as keyof typeof categories]) : category,
    },
  ];
}

function useWorksColumns(): Column<LedgerRow>[] {
  const { t } = useTranslation('ledger');
  const language = useLanguage();
  const nameOf = useMethodName();
  const project = useProjectName();
  return [
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
    { key: 'project', title: t('project'), cell: (row) => project(row.project) },
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
