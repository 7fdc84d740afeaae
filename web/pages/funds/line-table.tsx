// The lines of the budget, each sum to the fen; each opens the transfers behind it.

import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { fundsMay } from '../../../src/funds/model.ts';
import { figures, type FigureId } from '../../../src/payments/reconciliation/model.ts';
import type { ReconciledLine, Reconciliation } from '../../api/funds.ts';
import { useHolds } from '../../api/session.ts';
import { useText } from '../../i18n/i18n.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Money } from '../../ui/figure.tsx';
import { onPlainClick } from '../../ui/links.tsx';
import { useSetFilters } from '../use-filter.ts';
import styles from './funds.module.css';
import type { LineAct } from './line-form.tsx';

const shown = [
  'budget',
  'appropriated',
  'reserved',
  'paid',
  'available',
  'inHand',
] as const satisfies FigureId[];

export function LineTable(props: { data: Reconciliation; onAct: (act: LineAct) => void }) {
  const { t } = useTranslation('funds');
  const text = useText();
  const set = useSetFilters();
  const { lines, totals } = props.data;
  const mayAct = useHolds(fundsMay['funds.appropriate']);
  const acts = useActs(props.onAct);
  const open = (lineId: string, figure: FigureId) => set({ line: lineId, figure });
  const columns: Array<Column<ReconciledLine>> = [
    {
      key: 'name',
      title: t('line'),
      foot: t('total'),
      cell: ({ name, year }) => (year === null ? text(name) : `${text(name)} ${year}`),
    },
    ...shown.map((id): Column<ReconciledLine> => ({
      key: id,
      title: text(figures[id].name),
      isNumber: true,
      foot: <Money fen={totals[id] ?? 0} withUnit={false} />,
      cell: (line) => <SumOf line={line} id={id} onOpen={open} />,
    })),
  ];
  if (mayAct) columns.push(acts);
  return (
    <DataTable caption={t('lines')} columns={columns} rows={lines} rowKey={(line) => line.lineId} />
  );
}

function SumOf(props: {
  line: ReconciledLine;
  id: FigureId;
  onOpen: (lineId: string, figure: FigureId) => void;
}) {
  const { t } = useTranslation('funds');
  const text = useText();
  const { line, id } = props;
  // What the district does not pay itself moves nothing but its budget.
  if (!line.isPublic && id !== 'budget')
    return <span className={styles.none}>{t('notPublic')}</span>;
  const fen = line.figures[id] ?? 0;
  if (fen === 0) return <Money fen={0} withUnit={false} />;
  return (
    <a
      href={`?line=${line.lineId}&figure=${id}`}
      title={t('open', { figure: text(figures[id].name) })}
      onClick={onPlainClick(() => props.onOpen(line.lineId, id))}
    >
      <Money fen={fen} withUnit={false} />
    </a>
  );
}

function useActs(onAct: (act: LineAct) => void): Column<ReconciledLine> {
  const { t } = useTranslation('funds');
  return {
    key: 'acts',
    title: t('may'),
    cell: ({ lineId, isPublic }) => (
      <span className={styles.acts}>
        {isPublic && (
          <Button size="small" onClick={() => onAct({ kind: 'appropriate', lineId })}>
            {t('appropriate.short')}
          </Button>
        )}
        {isPublic && (
          <Button size="small" onClick={() => onAct({ kind: 'takeBack', lineId })}>
            {t('takeBack.short')}
          </Button>
        )}
        <Button size="small" onClick={() => onAct({ kind: 'adjust', lineId })}>
          {t('adjust.short')}
        </Button>
      </span>
    ),
  };
}
