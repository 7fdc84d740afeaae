// Finds clauses and quoted words in the text of a notice. Letter for letter, except that white
// space and the width of letters, digits and signs may differ; the span is always the notice's own.

import type { ClauseSpan } from '../types.ts';

/** Characters from `start` to `end` (exclusive) of the notice. */
export type Span = { readonly start: number; readonly end: number };

/** The notice with a second, plain form in which quotes are searched. */
export type Notice = {
  readonly text: string;
  readonly plain: string;
  /** For each character of `plain`, where it stands in `text`. */
  readonly origins: readonly number[];
};

const FULL_WIDTH_FIRST = 0xff01;
const FULL_WIDTH_LAST = 0xff5e;
const FULL_WIDTH_SHIFT = 0xfee0;

/** One character in half width; nothing for white space. */
function plainOf(char: string): string {
  const code = char.charCodeAt(0);
  if (code >= FULL_WIDTH_FIRST && code <= FULL_WIDTH_LAST) {
    return String.fromCharCode(code - FULL_WIDTH_SHIFT);
  }
  return /\s/.test(char) ? '' : char;
}

/** Words in half width, white space as it is. */
export function halfWidth(words: string): string {
  return Array.from({ length: words.length }, (_, at) => {
    return plainOf(words.charAt(at)) || ' ';
  }).join('');
}

/** Words without white space and in half width, as they are compared. */
export function plainWords(words: string): string {
  return Array.from({ length: words.length }, (_, at) => plainOf(words.charAt(at))).join('');
}

/** Prepares a notice; byte order mark and CR are dropped first. */
export function readNotice(file: string): Notice {
  const text = file.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const kept: string[] = [];
  const origins: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = plainOf(text.charAt(at));
    if (char === '') continue;
    kept.push(char);
    origins.push(at);
  }
  return { text, plain: kept.join(''), origins };
}

/** Where the words stand in the part of the notice given; undefined when they do not. */
export function findWords(notice: Notice, words: string, within: Span): Span | undefined {
  const exact = notice.text.indexOf(words, within.start);
  if (exact >= 0 && exact + words.length <= within.end) {
    return { start: exact, end: exact + words.length };
  }
  const wanted = plainWords(words);
  if (wanted === '') return undefined;
  const at = notice.plain.indexOf(wanted, firstAt(notice.origins, within.start));
  const start = notice.origins[at];
  const last = notice.origins[at + wanted.length - 1];
  if (at < 0 || start === undefined || last === undefined || last >= within.end) return undefined;
  return { start, end: last + 1 };
}

/** Marks that are easily copied as others: “ ” as ", 、 as a comma. */
const MARKS = /[“”"'‘’「」『』《》<>,、。;:()]/;

/** Where the words stand when quotation marks and punctuation may be others. */
export function findNearly(notice: Notice, words: string, within: Span): Span | undefined {
  const wanted = plainWords(words)
    .split('')
    .filter((char) => !MARKS.test(char))
    .join('');
  if (wanted === '') return undefined;
  const kept = notice.origins.filter((_, at) => !MARKS.test(notice.plain.charAt(at)));
  const plain = kept.map((at) => plainOf(notice.text.charAt(at))).join('');
  const at = plain.indexOf(wanted, firstAt(kept, within.start));
  const [start, last] = [kept[at], kept[at + wanted.length - 1]];
  if (at < 0 || start === undefined || last === undefined || last >= within.end) return undefined;
  const isMarked = (mark: number) => /[“”"'‘’「」《》]/.test(notice.text.charAt(mark));
  const isOpen = start > 0 && MARKS.test(plainWords(words).charAt(0)) && isMarked(start - 1);
  const isClosed = MARKS.test(plainWords(words).at(-1) ?? '') && isMarked(last + 1);
  return { start: isOpen ? start - 1 : start, end: isClosed ? last + 2 : last + 1 };
}

/** Position in `origins` of the first value not below `offset`, by halving. */
function firstAt(origins: readonly number[], offset: number): number {
  let [low, high] = [0, origins.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((origins[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The innermost clause that holds the span; undefined before the first clause. */
export function clauseAt(clauses: readonly ClauseSpan[], span: Span): ClauseSpan | undefined {
  return clauses.findLast((clause) => clause.start <= span.start && span.end <= clause.end);
}
