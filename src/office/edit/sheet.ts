// Colours cells of a worksheet from outside while it streams by, and gives it the drawing its
// comments need. Cells that were left out because they are empty are put in their place.

import { RELATIONS_NAMESPACE } from '../out/xml.ts';
import { columnLetter, parseAddress } from '../workbook.ts';
import type { MarkTone, StyleBook } from './styles.ts';
import {
  attributeOf,
  prefixed,
  relationAttribute,
  tagEditor,
  withAttribute,
  type Tag,
} from './tags.ts';

/** Tones of cells: by row from 1, by column from 0. */
export type Marks = ReadonlyMap<number, ReadonlyMap<number, MarkTone>>;

type SheetEdit = {
  readonly marks: Marks;
  readonly styles: StyleBook | undefined;
  /** Relation of the drawing to be named, when the sheet has none yet. */
  readonly drawingId: string | undefined;
  readonly isStrict: boolean;
};

type State = {
  row: number;
  column: number;
  /** Marked columns of this row that have not come by yet, in their order. */
  waiting: number[];
  rowStyle: number | undefined;
  readonly columnStyles: Array<{ from: number; to: number; style: number }>;
  /** Depth below the root once the rows are over; undefined before. */
  depth: number | undefined;
  isDrawn: boolean;
  root: string;
};

/** Elements that stand behind the drawing of the comments. */
const BEHIND_DRAWING = new Set([
  'legacyDrawingHF',
  'drawingHF',
  'picture',
  'oleObjects',
  'controls',
  'webPublishItems',
  'tableParts',
  'extLst',
]);

/** The text of a worksheet with its marks. */
export async function* markSheet(
  bytes: AsyncIterable<Uint8Array>,
  edit: SheetEdit,
): AsyncGenerator<string> {
  const state: State = {
    row: 0,
    column: -1,
    waiting: [],
    rowStyle: undefined,
    columnStyles: [],
    depth: undefined,
    isDrawn: edit.drawingId === undefined,
    root: '',
  };
  const editor = tagEditor((tag) => changed(tag, state, edit));
  let decoder: TextDecoder | undefined;
  for await (const piece of bytes) {
    decoder ??= new TextDecoder(encodingOf(piece));
    yield editor.write(decoder.decode(piece, { stream: true }));
  }
  yield editor.write(decoder?.decode() ?? '') + editor.end();
}

/** UTF-16 begins with its mark; everything is written as UTF-8. */
export function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

function changed(tag: Tag, state: State, edit: SheetEdit): string {
  if (state.depth !== undefined) return afterRows(tag, state, edit);
  switch (tag.name) {
    case 'c':
      return tag.isEnd ? tag.text : openCell(tag, state, edit);
    case 'row':
      return tag.isEnd
        ? waitingCells(tag.prefix, state, edit) + tag.text
        : openRow(tag, state, edit);
    case 'col':
      noteColumn(tag, state);
      return tag.text;
    case 'worksheet':
      state.root = tag.text;
      return tag.text;
    case 'sheetData':
      if (tag.isEnd || tag.isEmpty) state.depth = 0;
      return tag.text;
    default:
      return tag.text;
  }
}

function noteColumn(tag: Tag, { columnStyles }: State): void {
  const [from, to, style] = ['min', 'max', 'style'].map((name) => Number(attributeOf(tag, name)));
  if (from && to && style) columnStyles.push({ from: from - 1, to: to - 1, style });
}

function openRow(tag: Tag, state: State, edit: SheetEdit): string {
  const number = attributeOf(tag, 'r');
  state.row = number === undefined ? state.row + 1 : Number(number);
  state.column = -1;
  const marks = edit.marks.get(state.row);
  state.waiting = marks ? [...marks.keys()].sort((a, b) => a - b) : [];
  const hasStyle = /^(1|true)$/.test(attributeOf(tag, 'customFormat') ?? '');
  state.rowStyle = hasStyle ? Number(attributeOf(tag, 's')) : undefined;
  if (!marks) return tag.text;
  // What says how far the row reaches may no longer be true.
  const text = withAttribute(tag.text, 'spans', undefined);
  if (!tag.isEmpty) return text;
  const open = text.replace(/\s*\/>$/, '>');
  return `${open}${waitingCells(tag.prefix, state, edit)}</${tag.prefix}row>`;
}

function openCell(tag: Tag, state: State, edit: SheetEdit): string {
  const address = parseAddress(attributeOf(tag, 'r') ?? '');
  state.column = address?.column ?? state.column + 1;
  if (state.waiting.length === 0) return tag.text;
  const before = waitingCells(tag.prefix, state, edit, state.column);
  if (state.waiting[0] !== state.column) return before + tag.text;
  state.waiting.shift();
  const tone = edit.marks.get(state.row)?.get(state.column);
  if (tone === undefined || !edit.styles) return before + tag.text;
  const style = edit.styles.marked(Number(attributeOf(tag, 's') ?? 0), tone);
  return before + withAttribute(tag.text, 's', String(style));
}

/** Marked cells that the file leaves out, up to the column that comes next. */
function waitingCells(prefix: string, state: State, edit: SheetEdit, before = Infinity): string {
  let xml = '';
  while (state.waiting.length > 0 && (state.waiting[0] ?? Infinity) < before) {
    const column = state.waiting.shift() ?? 0;
    const tone = edit.marks.get(state.row)?.get(column);
    if (tone === undefined || !edit.styles) continue;
    const style = edit.styles.marked(styleOfEmpty(column, state), tone);
    xml += `<${prefix}c r="${columnLetter(column)}${state.row}" s="${style}"/>`;
  }
  return xml;
}

function styleOfEmpty(column: number, { rowStyle, columnStyles }: State): number {
  if (rowStyle !== undefined) return rowStyle;
  return columnStyles.find(({ from, to }) => column >= from && column <= to)?.style ?? 0;
}

function afterRows(tag: Tag, state: State, edit: SheetEdit): string {
  const isTop = state.depth === 0;
  if (tag.isEnd) state.depth = (state.depth ?? 0) - 1;
  else if (!tag.isEmpty) state.depth = (state.depth ?? 0) + 1;
  const isNext = isTop && (tag.isEnd ? tag.name === 'worksheet' : BEHIND_DRAWING.has(tag.name));
  if (state.isDrawn || !isNext) return tag.text;
  state.isDrawn = true;
  const namespace = edit.isStrict ? STRICT_RELATIONS : RELATIONS_NAMESPACE;
  const id = relationAttribute(state.root, namespace, edit.drawingId ?? '');
  return prefixed(`<legacyDrawing ${id}/>`, tag.prefix) + tag.text;
}

export const STRICT_RELATIONS = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
