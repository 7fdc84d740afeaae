// The identities between all sums, and the budget beside what the notice says: to the fen.

import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Reconciliation } from '../../api/funds.ts';
import { useText } from '../../i18n/i18n.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Money } from '../../ui/figure.tsx';
import { useProjectName } from '../programme-words.ts';
import styles from './funds.module.css';
import { useSourceName } from './names.ts';

type Check = Reconciliation['checks'][number];

export function Checks({ checks }: { checks: readonly Check[] }) {
  const { t } = useTranslation('funds');
  const text = useText();
  const columns: Array<Column<Check>> = [
    { key: 'name', title: t('check'), cell: ({ name }) => text(name) },
    {
      key: 'left',
      title: t('left'),
      isNumber: true,
      cell: ({ leftFen }) => <Money fen={leftFen} withUnit={false} />,
    },
    {
      key: 'right',
      title: t('right'),
      isNumber: true,
      cell: ({ rightFen }) => <Money fen={rightFen} withUnit={false} />,
    },
    {
      key: 'difference',
      title: t('difference'),
      isNumber: true,
      isNarrow: true,
      cell: ({ differenceFen }) => <Difference fen={differenceFen} />,
    },
  ];
  return (
    <DataTable caption={t('checks')} columns={columns} rows={checks} rowKey={({ id }) => id} />
  );
}

function Difference({ fen }: { fen: number }) {
  const { t } = useTranslation('funds');
  return fen === 0 ? (
    <span className={styles.even}>
      <CheckCircleFilled aria-hidden="true" /> {t('even')}
    </span>
  ) : (
    <span className={styles.uneven}>
      <CloseCircleFilled aria-hidden="true" /> <Money fen={fen} withUnit={false} />
    </span>
  );
}

type NoticeRow = Reconciliation['notice'][number];

export function Notice({ rows }: { rows: readonly NoticeRow[] }) {
  const { t } = useTranslation('funds');
  const sourceName = useSourceName();
  const projectName = useProjectName();
  const columns: Array<Column<NoticeRow>> = [
    {
      key: 'project',
      title: t('project'),
      cell: ({ project }) => (project === null ? t('all') : projectName(project)),
    },
    { key: 'source', title: t('source'), cell: ({ source }) => sourceName(source) },
    {
      key: 'notice',
      title: t('noticeYuan'),
      isNumber: true,
      cell: ({ noticeFen }) => <Money fen={noticeFen} withUnit={false} />,
    },
    {
      key: 'budget',
      title: t('budgetYuan'),
      isNumber: true,
      cell: ({ budgetFen }) => <Money fen={budgetFen} withUnit={false} />,
    },
    {
      key: 'difference',
      title: t('difference'),
      isNumber: true,
      isNarrow: true,
      cell: ({ differenceFen }) => <Difference fen={differenceFen} />,
    },
  ];
  return (
    <DataTable
      caption={t('notice')}
      columns={columns}
      rows={rows}
      rowKey={({ project, source }) => `${project}-${source}`}
    />
  );
}
