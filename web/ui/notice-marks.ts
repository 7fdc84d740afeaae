// Where each figure of a programme stands in its notice, and how it is to be underlined: worked out
// from the report. No drawing here: notice-text.tsx draws what this finds.

import type { FigureAt, ProgrammeView, ReconcileLine } from '../../src/rules/types.ts';

/** Worst first: a figure is underlined by the worst thing said of it. */
export const MARK_KINDS = ['mismatch', 'open', 'reconciled', 'stated'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

export type NoticeMark = {
  /** `f:` and the figure's address, or `l:` and a line's id for words that are no figure. */
  readonly id: string;
  readonly kind: MarkKind;
  readonly start: number;
  readonly end: number;
  /** Decisions that answer for it, shown as superscripts. */
  readonly decisions: readonly string[];
};

type Span = { readonly start: number; readonly end: number };

/** The mark id of a figure. */
export function figureMarkId(address: string): string {
  return `f:${address}`;
}

/** The mark id of the words a line quotes besides its figures. */
export function lineMarkId(lineId: string): string {
  return `l:${lineId}`;
}

/** The figure's address when the mark is a figure's; undefined for words of a line. */
export function addressOfMark(markId: string): string | undefined {
  return markId.startsWith('f:') ? markId.slice(2) : undefined;
}

/** The marks that belong to a line: its figures and its other quoted words. */
export function marksOfLine(line: ReconcileLine): string[] {
  const own = line.spans.length > 0 ? [lineMarkId(line.id)] : [];
  return [...line.figures.map(figureMarkId), ...own];
}

/** Every mark of the notice, in the order of the text. */
export function noticeMarks(view: ProgrammeView): NoticeMark[] {
  const accusedBy = accusations(view);
  const linesOf = linesByFigure(view.report.lines);
  const decisionsOf = decisionsByFigure(view);
  const marks: NoticeMark[] = [];
  for (const figure of view.figures) {
    const span = figure.span && narrow(view.noticeText, figure.span, figure);
    if (!span) continue;
    const lines = linesOf.get(figure.address) ?? [];
    const accusers = accusedBy.get(figure.address) ?? [];
    marks.push({
      id: figureMarkId(figure.address),
      kind: kindOfFigure(figure, lines, accusers),
      ...span,
      decisions: decisionsOf.get(figure.address) ?? [],
    });
  }
  for (const line of view.report.lines) {
    for (const span of line.spans) {
      const decisions = distinct([line.decision]);
      marks.push({ id: lineMarkId(line.id), kind: kindOfLine(line), ...pick(span), decisions });
    }
  }
  return marks.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** The decisions that answer for each figure: its own, and those of lines that accuse it. */
export function decisionsByFigure(view: ProgrammeView): Map<string, string[]> {
  const accusedBy = accusations(view);
  return new Map(
    view.figures.map((figure) => {
      const accusers = accusedBy.get(figure.address) ?? [];
      return [
        figure.address,
        distinct([figure.decision, ...accusers.map((line) => line.decision)]),
      ] as const;
    }),
  );
}

/** Which lines each figure takes part in. */
function linesByFigure(lines: readonly ReconcileLine[]): Map<string, ReconcileLine[]> {
  const found = new Map<string, ReconcileLine[]>();
  for (const line of lines) {
    for (const address of new Set(line.figures)) {
      const list = found.get(address);
      if (list) list.push(line);
      else found.set(address, [line]);
    }
  }
  return found;
}

function pick(span: Span): Span {
  return { start: span.start, end: span.end };
}

function kindOfLine(line: ReconcileLine): MarkKind {
  if (line.verdict === 'MISMATCH' || line.verdict === 'DEFECT') return 'mismatch';
  if (line.needsDecision) return 'open';
  return line.verdict === 'OK' ? 'reconciled' : 'stated';
}

function kindOfFigure(
  figure: FigureAt,
  lines: readonly ReconcileLine[],
  accusers: readonly ReconcileLine[],
): MarkKind {
  const kinds = new Set<MarkKind>(accusers.map(kindOfLine));
  if (figure.decision !== undefined) kinds.add('open');
  if (lines.some((line) => line.verdict === 'OK')) kinds.add('reconciled');
  return MARK_KINDS.find((kind) => kinds.has(kind)) ?? 'stated';
}

/**
 * The lines that find fault with each figure. A sum that does not come out accuses the printed
 * result (`equals`), not each of its terms, so that the red line stands where the reader looks.
 */
function accusations(view: ProgrammeView): Map<string, ReconcileLine[]> {
  const relations = new Map(view.data.reconcile.relations.map((it) => [it.id, it]));
  const found = new Map<string, ReconcileLine[]>();
  for (const line of view.report.lines) {
    const kind = kindOfLine(line);
    if (kind !== 'mismatch' && kind !== 'open') continue;
    const relation = relations.get(line.id);
    const stated =
      relation && 'equals' in relation && typeof relation.equals === 'string'
        ? line.figures.filter((address) => address === relation.equals)
        : [];
    const accused = stated.length > 0 ? stated : line.figures;
    for (const address of new Set(accused)) {
      found.set(address, [...(found.get(address) ?? []), line]);
    }
  }
  return found;
}

function distinct(values: ReadonlyArray<string | undefined>): string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}

/** The number itself inside its quoted words, so that `总投资18469万元` underlines 18469万元. */
export function narrow(text: string, span: Span, figure: FigureAt): Span {
  const quote = text.slice(span.start, span.end);
  for (const wanted of writings(figure)) {
    const at = indexOfNumber(quote, wanted);
    if (at >= 0) return { start: span.start + at, end: span.start + at + wanted.length };
  }
  return pick(span);
}

function writings(figure: FigureAt): string[] {
  if (figure.type === 'number') {
    const symbol = figure.unit === '百分比' ? '%' : figure.unit;
    return [`${figure.written}${symbol}`, figure.written];
  }
  const [year, month, day] = (figure.printed ?? figure.written).split('-').map(Number);
  if (!year || !month || !day) return [];
  const short = `${month}月${day}日`;
  return [`${year}年${short}`, `${month}月 ${day}日`, short, `${day}日`];
}

/** Where `wanted` stands without digits joining it on either side; −1 when it does not. */
function indexOfNumber(quote: string, wanted: string): number {
  for (let at = quote.indexOf(wanted); at >= 0; at = quote.indexOf(wanted, at + 1)) {
    const before = quote[at - 1] ?? '';
    const after = quote[at + wanted.length] ?? '';
    const startsApart = !/[\d.]/.test(before) || !/^\d/.test(wanted);
    const endsApart = !/\d/.test(after) || !/\d$/.test(wanted);
    if (startsApart && endsApart) return at;
  }
  return -1;
}
