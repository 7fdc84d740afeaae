// Cuts the notice into paragraphs and table cells, and each of them into pieces that carry the same
// marks, so that spans may overlap freely. Every character of the text ends in exactly one piece.

import type { ClauseSpan } from '../../src/rules/types.ts';
import { MARK_KINDS, type MarkKind, type NoticeMark } from './notice-marks.ts';

/** A run of text under the same marks. */
export type Piece = {
  readonly start: number;
  readonly text: string;
  readonly marks: readonly NoticeMark[];
  /** Worst kind among the marks; undefined for plain text. */
  readonly kind: MarkKind | undefined;
  /** Decisions whose mark ends here: the superscripts. */
  readonly decisions: readonly string[];
};

export type Line = { readonly start: number; readonly end: number };

export type Block =
  | {
      readonly type: 'paragraph';
      readonly line: Line;
      readonly clauses: readonly ClauseSpan[];
      readonly role: 'title' | 'heading' | 'text' | 'centred' | 'signature';
    }
  | {
      readonly type: 'table';
      readonly rows: ReadonlyArray<readonly Line[]>;
      readonly clauses: readonly ClauseSpan[];
      readonly line: Line;
    };

const HEADING_MAX_LENGTH = 42;

/** The notice as paragraphs and tables, empty lines left out. */
export function noticeBlocks(text: string, clauses: readonly ClauseSpan[]): Block[] {
  const lines = splitLines(text);
  const blocks: Block[] = [];
  let title = true;
  for (let at = 0; at < lines.length;) {
    const line = lines[at];
    if (!line) break;
    const words = text.slice(line.start, line.end);
    if (words.startsWith('\t')) {
      const { rows, next } = tableAt(text, lines, at);
      const last = rows.at(-1)?.at(-1) ?? line;
      const whole = { start: line.start, end: last.end };
      blocks.push({ type: 'table', rows, line: whole, clauses: startingIn(clauses, whole) });
      at = next;
      continue;
    }
    at += 1;
    if (words.trim() === '') continue;
    const here = startingIn(clauses, line);
    blocks.push({ type: 'paragraph', line, clauses: here, role: roleOf(words, here, title) });
    title = false;
  }
  return blocks.map((block, at) => (isIssuer(block, blocks[at + 1], text) ? signed(block) : block));
}

/** A short line without a stop right above the day of issue is who issued it. */
function isIssuer(block: Block, next: Block | undefined, text: string): boolean {
  if (block.type !== 'paragraph' || block.role !== 'text') return false;
  if (next?.type !== 'paragraph' || next.role !== 'signature') return false;
  return !/[，。；：]/.test(text.slice(block.line.start, block.line.end));
}

function signed(block: Block): Block {
  return block.type === 'paragraph' ? { ...block, role: 'signature' } : block;
}

function roleOf(words: string, clauses: readonly ClauseSpan[], first: boolean) {
  if (first) return 'title' as const;
  const plain = words.trim();
  const short = plain.length <= HEADING_MAX_LENGTH;
  if (clauses.length > 0 && short && !/[。；]\s*$/.test(words)) return 'heading' as const;
  if (/^[^，。；]{2,14}〔\d{4}〕\d+号$/.test(plain)) return 'centred' as const;
  if (/^\d{4}年\d{1,2}月\d{1,2}日$/.test(plain)) return 'signature' as const;
  if (short && /^[^，。；：]+(?:细则|办法|方案)$/.test(plain)) return 'title' as const;
  return 'text' as const;
}

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const words of text.split('\n')) {
    lines.push({ start, end: start + words.length });
    start += words.length + 1;
  }
  return lines;
}

/** A table as it comes out of a word processor: a cell a line after a tab, rows parted by a gap. */
function tableAt(text: string, lines: readonly Line[], from: number) {
  const rows: Line[][] = [[]];
  let next = from;
  for (; next < lines.length; next += 1) {
    const line = lines[next];
    if (!line) break;
    const words = text.slice(line.start, line.end);
    if (words.startsWith('\t')) rows.at(-1)?.push({ start: line.start + 1, end: line.end });
    else if (words.trim() === '') rows.push([]);
    else break;
  }
  return { rows: rows.filter((row) => row.length > 0), next };
}

function startingIn(clauses: readonly ClauseSpan[], line: Line): ClauseSpan[] {
  return clauses.filter((clause) => clause.start >= line.start && clause.start < line.end);
}

/** The pieces of one line. `marks` may overlap; those outside the line are passed over. */
export function pieces(text: string, line: Line, marks: readonly NoticeMark[]): Piece[] {
  const here = marks.filter((mark) => mark.start < line.end && mark.end > line.start);
  const cuts = new Set([line.start, line.end]);
  for (const mark of here) {
    cuts.add(Math.max(mark.start, line.start));
    cuts.add(Math.min(mark.end, line.end));
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  const found: Piece[] = [];
  for (let i = 0; i + 1 < sorted.length; i += 1) {
    const start = sorted[i] ?? 0;
    const end = sorted[i + 1] ?? 0;
    const over = here.filter((mark) => mark.start <= start && mark.end >= end);
    found.push({
      start,
      text: text.slice(start, end),
      marks: over,
      kind: MARK_KINDS.find((kind) => over.some((mark) => mark.kind === kind)),
      decisions: [
        ...new Set(over.filter((mark) => mark.end === end).flatMap((mark) => mark.decisions)),
      ],
    });
  }
  return found;
}
