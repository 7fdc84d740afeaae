// A table of rows: text left, numbers right, the unit in the head. Columns with a `sortBy` sort by
// a click or Enter on their head. On a phone each row becomes a block of label and value.

import { useState, type ReactNode } from 'react';
import { useLanguage } from '../i18n/i18n.ts';
import styles from './data-table.module.css';

export type Column<Row> = {
  readonly key: string;
  readonly title: ReactNode;
  /** The title in words, for phones and screen readers, when `title` is more than words. */
  readonly label?: string;
  readonly cell: (row: Row) => ReactNode;
  readonly isNumber?: boolean;
  readonly isNarrow?: boolean;
  readonly sortBy?: (row: Row) => number | string;
  readonly foot?: ReactNode;
};

export type DataTableProps<Row> = {
  /** What the table holds, for screen readers. */
  readonly caption: string;
  readonly columns: ReadonlyArray<Column<Row>>;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly empty?: ReactNode;
  readonly isMarked?: (row: Row) => boolean;
  /** `rows`: scroll sideways on a phone instead of breaking rows into blocks. */
  readonly onPhone?: 'blocks' | 'rows';
  readonly isPlain?: boolean;
};

type Order = { readonly key: string; readonly isDescending: boolean };

export function DataTable<Row>(props: DataTableProps<Row>) {
  const language = useLanguage();
  const [order, setOrder] = useState<Order | undefined>();
  const rows = sorted(props.rows, props.columns, order, language);
  const classes = [
    styles.table,
    props.onPhone === 'rows' ? undefined : styles.stack,
    props.isPlain ? styles.plain : undefined,
  ];
  const hasFoot = props.columns.some((column) => column.foot !== undefined);
  return (
    <div
      className={styles.scroll}
      {...(props.onPhone === 'rows' && { tabIndex: 0, role: 'group', 'aria-label': props.caption })}
    >
      <table className={classes.filter(Boolean).join(' ')}>
        <caption className="visually-hidden">{props.caption}</caption>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <HeadCell key={column.key} column={column} order={order} onOrder={setOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={props.rowKey(row)}
              className={props.isMarked?.(row) ? styles.marked : undefined}
            >
              {props.columns.map((column, index) => (
                <BodyCell key={column.key} column={column} row={row} isFirst={index === 0} />
              ))}
            </tr>
          ))}
        </tbody>
        {hasFoot && (
          <tfoot>
            <tr>
              {props.columns.map((column, index) => {
                const Cell = index === 0 ? 'th' : 'td';
                return (
                  <Cell
                    key={column.key}
                    className={column.isNumber ? styles.end : undefined}
                    data-label={labelOf(column)}
                  >
                    {column.foot}
                  </Cell>
                );
              })}
            </tr>
          </tfoot>
        )}
      </table>
      {rows.length === 0 && <div className={styles.empty}>{props.empty}</div>}
    </div>
  );
}

function HeadCell<Row>(props: {
  column: Column<Row>;
  order: Order | undefined;
  onOrder: (order: Order) => void;
}) {
  const { column, order } = props;
  const isSorted = order?.key === column.key;
  const direction = order?.isDescending ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      className={column.isNumber ? styles.end : undefined}
      aria-sort={isSorted ? direction : undefined}
    >
      {column.sortBy ? (
        <button
          type="button"
          className={styles.sort}
          onClick={() =>
            props.onOrder({ key: column.key, isDescending: isSorted && !order.isDescending })
          }
        >
          {column.title}
          <span className={styles.arrow} aria-hidden="true">
            {isSorted ? (order.isDescending ? '↓' : '↑') : ''}
          </span>
        </button>
      ) : (
        column.title
      )}
    </th>
  );
}

function BodyCell<Row>(props: { column: Column<Row>; row: Row; isFirst: boolean }) {
  const { column, row } = props;
  const content = column.cell(row);
  const classes = [column.isNumber && styles.end, column.isNarrow && styles.nowrap].filter(Boolean);
  if (props.isFirst) {
    return (
      <th scope="row" className={classes.join(' ')}>
        {content}
      </th>
    );
  }
  return (
    <td className={classes.join(' ')} data-label={labelOf(column)}>
      {content}
    </td>
  );
}

function labelOf<Row>(column: Column<Row>): string {
  return column.label ?? (typeof column.title === 'string' ? column.title : '');
}

function sorted<Row>(
  rows: readonly Row[],
  columns: ReadonlyArray<Column<Row>>,
  order: Order | undefined,
  language: string,
): readonly Row[] {
  const sortBy = columns.find((column) => column.key === order?.key)?.sortBy;
  if (!order || !sortBy) return rows;
  const sign = order.isDescending ? -1 : 1;
  return rows.toSorted((left, right) => {
    const [a, b] = [sortBy(left), sortBy(right)];
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    return sign * String(a).localeCompare(String(b), language);
  });
}
