// One measured figure, and how a table of them is printed.

/** A figure with the limit it is held against, measured in the same run. */
export type BenchRow = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the limit is: a bare SQL transaction, a bare parse. */
  readonly limitName?: string;
  readonly limitValue?: number;
  /** Value ÷ limit for rates, limit ÷ value for times: 1 is as good as the limit. */
  readonly ratio?: number;
};

/** The rows as lines of text in columns. */
export function formatRows(rows: readonly BenchRow[]): string {
  const cells = rows.map((row) => [
    row.name,
    `${formatNumber(row.value)} ${row.unit}`,
    row.limitName === undefined
      ? ''
      : `${row.limitName}: ${formatNumber(row.limitValue ?? 0)} ${row.unit}`,
    row.ratio === undefined ? '' : row.ratio.toFixed(2),
  ]);
  const table = [['figure', 'measured', 'limit in the same run', 'ratio'], ...cells];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...table.map((line) => (line[column] ?? '').length)),
  );
  return table
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function formatNumber(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return value.toPrecision(3);
}
