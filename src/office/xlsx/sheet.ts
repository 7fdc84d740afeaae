// Reads the rows of one worksheet of an .xlsx package as they stream by.

import { fail } from '../../core/errors.ts';
import { refuseDde } from '../hostile.ts';
import { CELL_CHARACTERS_MAX, COLUMNS_MAX, MERGES_MAX, ROWS_MAX } from '../limits.ts';
import { dateCell, parseAddress, type Cell, type Merge, type Row } from '../workbook.ts';
import { xmlReader, type XmlEvents } from '../xml.ts';
import { decodeEscapes } from './parts.ts';

export type SheetContext = {
  readonly texts: readonly string[];
  readonly isDateStyle: readonly boolean[];
  readonly isDate1904: boolean;
};

type CellState = {
  column: number;
  type: string;
  style: number;
  value: string | undefined;
  inline: string;
  formula: string | undefined;
};

type SheetState = {
  rows: Row[];
  readonly merges: Merge[];
  rowNumber: number;
  cells: Array<Cell | undefined>;
  /** Where a cell without an address stands. */
  nextColumn: number;
  cell: CellState | undefined;
  /** Where text goes now. */
  target: 'value' | 'inline' | 'formula' | undefined;
  isGuide: boolean;
};

/** Reads rows piece by piece; merged ranges are added to `merges` when the file names them. */
export async function* readSheetRows(
  bytes: AsyncIterable<Uint8Array>,
  context: SheetContext,
  merges: Merge[],
): AsyncGenerator<Row> {
  const state: SheetState = {
    rows: [],
    merges,
    rowNumber: 0,
    cells: [],
    nextColumn: 0,
    cell: undefined,
    target: undefined,
    isGuide: false,
  };
  const reader = xmlReader(sheetEvents(state, context));
  for await (const chunk of bytes) {
    reader.write(chunk);
    yield* state.rows;
    state.rows = [];
  }
  reader.end();
  yield* state.rows;
}

function sheetEvents(state: SheetState, context: SheetContext): XmlEvents {
  return {
    open(name, attributes) {
      if (name === 'c') openCell(state, attributes);
      else if (name === 'v') openValue(state);
      else if (name === 't') state.target = state.cell && !state.isGuide ? 'inline' : undefined;
      else if (name === 'f') openFormula(state);
      else if (name === 'row') openRow(state, attributes['r']);
      else if (name === 'rPh') state.isGuide = true;
      else if (name === 'mergeCell') addMerge(state.merges, attributes['ref'] ?? '');
      else if (name === 'ddeLink') refuseDde();
    },
    text: (piece) => addText(state, piece),
    close(name) {
      if (name === 'c') closeCell(state, context);
      else if (name === 'v' || name === 't' || name === 'f') state.target = undefined;
      else if (name === 'row') closeRow(state);
      else if (name === 'rPh') state.isGuide = false;
    },
  };
}

function openRow(state: SheetState, number: string | undefined): void {
  state.rowNumber = number === undefined ? state.rowNumber + 1 : Number(number);
  if (!(state.rowNumber >= 1 && state.rowNumber <= ROWS_MAX)) outside();
  state.cells = [];
  state.nextColumn = 0;
}

function closeRow(state: SheetState): void {
  if (state.cells.length > 0) state.rows.push({ number: state.rowNumber, cells: state.cells });
}

function openCell(state: SheetState, attributes: Readonly<Record<string, string>>): void {
  const { r: reference, t: type = 'n', s: style } = attributes;
  const address = reference === undefined ? undefined : parseAddress(reference);
  if (reference !== undefined && !address) outside();
  const column = address?.column ?? state.nextColumn;
  state.nextColumn = column + 1;
  state.cell = {
    column,
    type,
    style: style === undefined ? -1 : Number(style),
    value: undefined,
    inline: '',
    formula: undefined,
  };
}

function openValue(state: SheetState): void {
  if (!state.cell) return;
  state.cell.value = '';
  state.target = 'value';
}

function openFormula(state: SheetState): void {
  if (!state.cell) return;
  state.cell.formula = '';
  state.target = 'formula';
}

function addText({ cell, target }: SheetState, piece: string): void {
  if (!cell || target === undefined) return;
  const text = (cell[target] ?? '') + piece;
  if (text.length > CELL_CHARACTERS_MAX) {
    fail('file.hostile', { reasonZh: '单元格内容超长', reasonEn: 'a cell with endless text' });
  }
  cell[target] = text;
}

function closeCell(state: SheetState, context: SheetContext): void {
  const { cell } = state;
  if (!cell) return;
  state.cell = undefined;
  // In a formula outside quotes, | asks another program for a value.
  if (cell.formula?.replace(/"[^"]*"/g, '').includes('|')) refuseDde();
  const value = valueOf(cell, context);
  if (value === undefined) return;
  if (cell.column >= COLUMNS_MAX) {
    fail('file.too-large', {
      reasonZh: `工作表用到了第 ${COLUMNS_MAX} 列以后的单元格`,
      reasonEn: `a sheet uses cells beyond column ${COLUMNS_MAX}`,
    });
  }
  state.cells[cell.column] = value;
}

function valueOf(
  cell: CellState,
  { texts, isDateStyle, isDate1904 }: SheetContext,
): Cell | undefined {
  const { type, value, inline } = cell;
  const isNeverComputed = cell.formula !== undefined && (value ?? '') === '' && type !== 'str';
  if (isNeverComputed) return { error: '' };
  if (type === 'inlineStr') return decodeEscapes(inline);
  if (value === undefined || value === '') return undefined;
  switch (type) {
    case 's':
      return texts[Number(value)];
    case 'str':
      return decodeEscapes(value);
    case 'e':
      return { error: value };
    case 'b':
      return value === '1' || value === 'true';
    case 'd':
      return value.replace('T', ' ');
    default: {
      const number = Number(value);
      if (!Number.isFinite(number)) return value;
      return isDateStyle[cell.style] ? dateCell(number, isDate1904) : number;
    }
  }
}

function addMerge(merges: Merge[], reference: string): void {
  const [from = '', to = from] = reference.split(':');
  const [first, last] = [parseAddress(from), parseAddress(to)];
  if (!first || !last || merges.length >= MERGES_MAX) return;
  const { row: top, column: left } = first;
  merges.push({ top, left, bottom: last.row, right: last.column });
}

function outside(): never {
  fail('file.damaged', {
    reasonZh: '有单元格的位置超出了工作表',
    reasonEn: 'a cell lies outside the sheet',
  });
}
