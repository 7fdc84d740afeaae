// Any list as a file to be downloaded: columns and rows in, a stream out. The demonstration is
// marked as such in every one of them.

import { Readable } from 'node:stream';
import type { FileReply } from '../http/route.ts';
import { csvPieces } from '../office/out/csv.ts';
import type { CellOut, ColumnOut, RowsOut } from '../office/out/sheet.ts';
import { workbookStream, XLSX_TYPE } from '../office/out/write.ts';
import type { ExportFormat } from './model.ts';

/** A list to be written. */
export type TableOut = {
  /** Title of the sheet and beginning of the file's name. */
  readonly title: string;
  readonly remarks?: readonly string[];
  readonly columns: readonly ColumnOut[];
  readonly rows: RowsOut;
  readonly frozenColumns?: number;
};

const DEMO = '演示数据';
/** Below the rows, in the form of a remark that an import passes over. */
const DEMO_LINE = '注：演示数据，全部为虚构';

/** The list in the form asked for; rows are taken while it is downloaded. */
export function exportTable(
  table: TableOut,
  { format, isDemo }: { readonly format: ExportFormat; readonly isDemo: boolean },
): FileReply {
  const { title, remarks = [], columns, rows, frozenColumns } = table;
  const start = isDemo ? `${title}（${DEMO}）` : title;
  if (format === 'xlsx') {
    const sheet = {
      name: title,
      title,
      remarks: [...(isDemo ? [DEMO_LINE] : []), ...remarks],
      columns,
      rows,
      ...(frozenColumns === undefined ? {} : { frozenColumns }),
    };
    return { name: `${start}.xlsx`, mime: XLSX_TYPE, bytes: workbookStream([sheet]) };
  }
  const encoding = format === 'csv' ? 'utf-8' : 'gb18030';
  const marked = isDemo ? withLast(rows, [DEMO_LINE]) : rows;
  return {
    name: `${start}.csv`,
    mime: `text/csv; charset=${encoding}`,
    bytes: Readable.from(csvPieces({ columns, rows: marked }, encoding), { objectMode: false }),
  };
}

async function* withLast(
  rows: RowsOut,
  last: readonly CellOut[],
): AsyncGenerator<readonly CellOut[]> {
  yield* rows;
  yield last;
}
