// What was found, beside the rows it was found in: the cell as it was typed, with its tint and
// edge; the sentence with what to write instead. ↑ and ↓ go through them, Enter shows the cell.

import { CloseCircleFilled, WarningFilled } from '@ant-design/icons';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import {
  pageRows,
  useFindings,
  type Finding,
  type Import,
  type Severity,
} from '../../api/imports.ts';
import { useText } from '../../i18n/i18n.ts';
import { EmptyState, ErrorState, LoadingBar } from '../../ui/states.tsx';
import { columnsOf, gridOf, type GridRow } from './import-grid.ts';
import { Pages } from './pages.tsx';
import styles from './imports.module.css';

export function FindingsTab({ one, severity }: { one: Import; severity: Severity }) {
  const { t } = useTranslation('imports');
  const [page, setPage] = useState(0);
  const [chosen, choose] = useState<number | undefined>();
  const grid = useRef<HTMLDivElement>(null);
  const found = useFindings(one.importId, { severity, page, version: one.version });
  if (found.isPending) return <LoadingBar />;
  if (found.isError) {
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  }
  const { items, total } = found.data;
  if (total === 0) return <EmptyState title={t(`none.${severity}`)} />;
  const show = (at: number) => {
    choose(at);
    const cell = grid.current?.querySelector(`[data-finding="${at}"]`);
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  return (
    <>
      {found.isFetching && <LoadingBar />}
      <div className={styles.beside}>
        <div ref={grid} className={styles.scroll} tabIndex={0} role="group" aria-label={t('grid')}>
          <Grid items={items} chosen={chosen} />
        </div>
        <Findings items={items} chosen={chosen} onShow={show} />
      </div>
      <Pages page={page} of={total} size={pageRows} onPage={setPage} />
    </>
  );
}

/** The cells in which something was found, in the order of the file. */
function Grid({ items, chosen }: { items: readonly Finding[]; chosen: number | undefined }) {
  const { t } = useTranslation('imports');
  const columns = columnsOf(items);
  const rows = gridOf(items);
  return (
    <table className={styles.sheet}>
      <caption className="visually-hidden">{t('grid')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('row')}</th>
          {columns.map((key) => (
            <th key={key} scope="col">
              {t(`column.${key}` as never, { defaultValue: key })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              {row.isRefused && <CloseCircleFilled className={styles.bad ?? ''} aria-hidden />}{' '}
              {row.sheet} {row.row > 0 && row.row}
            </th>
            {columns.map((key) => (
              <Cell key={key} row={row} column={key} chosen={chosen} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell(props: { row: GridRow; column: string; chosen: number | undefined }) {
  const { t } = useTranslation('imports');
  const cell = props.row.cells.get(props.column);
  if (!cell) return <td>{''}</td>;
  const isChosen = cell.findings.some((at) => at === props.chosen);
  const tint = cell.severity === 'error' ? styles.errorCell : styles.warningCell;
  return (
    <td className={`${tint} ${isChosen ? styles.chosenCell : ''}`} data-finding={cell.findings[0]}>
      {cell.value === '' ? <span className="note">{t('emptyCell')}</span> : cell.value}
    </td>
  );
}

function Findings(props: {
  items: readonly Finding[];
  chosen: number | undefined;
  onShow: (at: number) => void;
}) {
  const { t } = useTranslation('imports');
  const text = useText();
  const { items, chosen, onShow } = props;
  const list = useRef<HTMLUListElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = Math.min(items.length - 1, Math.max(0, (chosen ?? -1) + step));
    list.current?.querySelectorAll('button')[at]?.focus();
    onShow(at);
  };
  return (
    <div className={styles.findings}>
      <ul ref={list} aria-label={t('findings')}>
        {items.map((one, at) => (
          <li key={`${one.sheet} ${one.cell} ${one.code}`}>
            <button
              type="button"
              aria-pressed={at === chosen}
              onClick={() => onShow(at)}
              onKeyDown={move}
            >
              {one.severity === 'error' ? (
                <CloseCircleFilled className={styles.bad ?? ''} aria-hidden />
              ) : (
                <WarningFilled className={styles.doubtful ?? ''} aria-hidden />
              )}
              <span>
                {one.cell && <span className={styles.cellName}>{one.cell}</span>}{' '}
                {text(one.message)}
                <span className={styles.code}>{one.code}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="note">{t('findings.keys')}</p>
    </div>
  );
}
