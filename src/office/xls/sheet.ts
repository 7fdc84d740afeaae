// Reads the cells and merged ranges of one sheet of a BIFF8 stream.

import { MERGES_MAX } from '../limits.ts';
import { dateCell, type Cell, type Merge, type Row } from '../workbook.ts';
import {
  cutOff,
  RECORD,
  readerOf,
  recordsFrom,
  type BiffReader,
  type BiffRecord,
} from './records.ts';

type SheetContext = {
  readonly texts: readonly string[];
  readonly isDateStyle: readonly boolean[];
  readonly isDate1904: boolean;
};

const ERRORS: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
};

type Cells = Map<number, Array<Cell | undefined>>;

/** The rows of the sheet at `offset`, in ascending order; merges are added to `merges`. */
export function readCells(
  stream: Buffer,
  offset: number,
  context: SheetContext,
  merges: Merge[],
): Row[] {
  const cells: Cells = new Map();
  let depth = 0;
  let waiting: Place | undefined;
  for (const record of recordsFrom(stream, offset)) {
    // A chart in the sheet is a stream within the stream.
    if (record.type === RECORD.startOfStream) depth += 1;
    else if (depth === 0) cutOff();
    else if (record.type === RECORD.endOfStream) depth -= 1;
    else if (depth === 1) waiting = readRecord(record, cells, context, merges, waiting);
    if (depth === 0) break;
  }
  const numbers = [...cells.keys()].toSorted((a, b) => a - b);
  return numbers.map((number) => ({ number: number + 1, cells: cells.get(number) ?? [] }));
}

type Place = { readonly row: number; readonly column: number; readonly style: number };

/** Takes one record in; gives the formula cell whose text comes in a later record. */
function readRecord(
  record: BiffRecord,
  cells: Cells,
  { texts, isDateStyle, isDate1904 }: SheetContext,
  merges: Merge[],
  waiting: Place | undefined,
): Place | undefined {
  const put = ({ row, column }: Place, value: Cell | undefined) => {
    const own = cells.get(row) ?? [];
    own[column] = value;
    cells.set(row, own);
  };
  const number = (place: Place, value: number) =>
    put(place, isDateStyle[place.style] ? dateCell(value, isDate1904) : value);
  const reader = readerOf(record);
  switch (record.type) {
    case RECORD.sharedText:
      put(readPlace(reader), texts[reader.long()]);
      return undefined;
    case RECORD.label:
    case RECORD.richText:
      put(readPlace(reader), reader.text(2));
      return undefined;
    case RECORD.number:
      number(readPlace(reader), doubleAt(record, 6));
      return undefined;
    case RECORD.rk:
      number(readPlace(reader), decodeRk(reader.long()));
      return undefined;
    case RECORD.multipleRk:
      for (const [place, value] of readMultipleRk(reader, record)) number(place, value);
      return undefined;
    case RECORD.booleanOrError:
      put(readPlace(reader), readBooleanOrError(reader.byte(), reader.byte() === 1));
      return undefined;
    case RECORD.formula: {
      const place = readPlace(reader);
      const result = readFormula(reader, record);
      if (result.kind === 'text') return place;
      if (result.kind === 'number') number(place, result.value);
      else put(place, result.value);
      return undefined;
    }
    case RECORD.formulaText:
      if (waiting) put(waiting, reader.text(2));
      return undefined;
    case RECORD.merges:
      readMerges(reader, merges);
      return waiting;
    default:
      return waiting;
  }
}

function readPlace(reader: BiffReader): Place {
  return { row: reader.word(), column: reader.word(), style: reader.word() };
}

function doubleAt({ pieces: [piece] }: BiffRecord, at: number): number {
  if (!piece || piece.length < at + 8) return cutOff();
  return piece.readDoubleLE(at);
}

/** A number in 32 bits: a whole one or the upper half of a double, maybe times 100. */
export function decodeRk(bits: number): number {
  const isHundredfold = (bits & 1) === 1;
  const isWhole = (bits & 2) === 2;
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE((bits & 0xfffffffc) >>> 0, 4);
  const value = isWhole ? bits >> 2 : bytes.readDoubleLE(0);
  return isHundredfold ? value / 100 : value;
}

function* readMultipleRk(reader: BiffReader, { pieces }: BiffRecord): Generator<[Place, number]> {
  const [row, first] = [reader.word(), reader.word()];
  const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const count = Math.floor((bytes - 6) / 6);
  for (let column = first; column < first + count; column++) {
    const style = reader.word();
    yield [{ row, column, style }, decodeRk(reader.long())];
  }
}

function readBooleanOrError(value: number, isError: boolean): Cell {
  return isError ? { error: ERRORS[value] ?? '#ERR' } : value === 1;
}

type FormulaResult =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'other'; readonly value: Cell | undefined }
  | { readonly kind: 'text' };

/** The value a formula had when the file was saved. */
function readFormula(reader: BiffReader, record: BiffRecord): FormulaResult {
  const [kind, , value] = [reader.byte(), reader.byte(), reader.byte()];
  reader.skip(3);
  if (reader.word() !== 0xffff) return { kind: 'number', value: doubleAt(record, 6) };
  if (kind === 0) return { kind: 'text' };
  if (kind === 1) return { kind: 'other', value: value === 1 };
  if (kind === 2) return { kind: 'other', value: readBooleanOrError(value, true) };
  return { kind: 'other', value: undefined };
}

function readMerges(reader: BiffReader, merges: Merge[]): void {
  for (let left = reader.word(); left > 0 && merges.length < MERGES_MAX; left--) {
    const [top, bottom] = [reader.word() + 1, reader.word() + 1];
    merges.push({ top, bottom, left: reader.word(), right: reader.word() });
  }
}
