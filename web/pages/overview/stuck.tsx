// Where cases are stuck, who has to see to it, and what comes next.

import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { daysBetween, type Day } from '../../../src/core/day.ts';
import type { Reply } from '../../../src/contracts/contract.ts';
import type { getWaiting } from '../../../src/contracts/overview.ts';
import { nextSteps } from '../../../src/overview/model.ts';
import type { WaitingRow } from '../../api/overview.ts';
import { useText } from '../../i18n/i18n.ts';
import { paths } from '../../paths.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { groupDigits } from '../../ui/quantity.ts';
import { SheetSection } from '../../ui/sheet.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './overview.module.css';
import { useTownName } from './use-overview.ts';

const shownFirst = 6;

export function Stuck(props: {
  waiting: Reply<typeof getWaiting>;
  year: number | undefined;
  isNow: boolean;
}) {
  const { t } = useTranslation('district');
  const [isWhole, setWhole] = useState(false);
  const columns = useColumns(props);
  const rows = props.waiting.rows.filter(({ overCount }) => overCount > 0);
  const total = rows.reduce((sum, { overCount }) => sum + overCount, 0);
  return (
    <div id="stuck">
      <SheetSection
        title={t('stuck')}
        aside={props.isNow ? t('stuck.total', { total: groupDigits(total) }) : t('stuck.then')}
      >
        <DataTable
          caption={t('stuck')}
          columns={columns}
          rows={isWhole ? rows : rows.slice(0, shownFirst)}
          rowKey={({ state, townKey, enterpriseName }) => `${state}${townKey}${enterpriseName}`}
          empty={t('stuck.none')}
          isPlain
        />
        {rows.length > shownFirst && (
          <Button type="link" className={styles.more ?? ''} onClick={() => setWhole(!isWhole)}>
            {isWhole ? t('stuck.fewer') : t('stuck.more', { count: rows.length - shownFirst })}
          </Button>
        )}
      </SheetSection>
    </div>
  );
}

function useColumns(props: Parameters<typeof Stuck>[0]): Array<Column<WaitingRow>> {
  const { t } = useTranslation('district');
  const text = useText();
  const townName = useTownName();
  const { asOf, overSince } = props.waiting;
  const listOf = ({ state, townKey }: WaitingRow) => {
    const year = props.year === undefined ? undefined : String(props.year);
    return paths.ledger({ state, under: townKey, since: overSince, year });
  };
  return [
    { key: 'state', title: t('stuck.state'), cell: ({ state }) => <StateMark state={state} /> },
    { key: 'town', title: t('town'), cell: ({ townKey }) => townName(townKey) },
    {
      key: 'count',
      title: t('stuck.homes'),
      isNumber: true,
      // The list is of today; as of an earlier day there is only the count.
      cell: (row) =>
        props.isNow ? (
          <Link to={listOf(row)}>{groupDigits(row.overCount)}</Link>
        ) : (
          groupDigits(row.overCount)
        ),
    },
    {
      key: 'longest',
      title: t('stuck.longest'),
      isNumber: true,
      isNarrow: true,
      cell: ({ oldestOn }) =>
        t('days', { days: groupDigits(daysBetween(oldestOn as Day, asOf as Day)) }),
    },
    {
      key: 'who',
      title: t('stuck.who'),
      cell: ({ state, enterpriseName }) => {
        const next = nextSteps[state];
        return enterpriseName ?? (next ? text(next.who) : '');
      },
    },
    {
      key: 'next',
      title: t('stuck.next'),
      cell: ({ state }) => {
        const next = nextSteps[state];
        return next ? text(next.what) : '';
      },
    },
  ];
}
