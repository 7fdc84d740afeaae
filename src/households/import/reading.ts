// What reading one cell gives: a value, or what is wrong with it. Empty cells are not read.

import type { Day } from '../../core/day.ts';
import type { Text } from '../../core/text.ts';
import type { Details, FindingCode } from './findings.ts';

/** A value, perhaps with a warning, or the fault that keeps the row out. */
export type Reading<T> =
  | { readonly value: T; readonly warning?: FindingCode; readonly details?: Details }
  | { readonly fault: FindingCode; readonly details?: Details };

/** What readers of cells must know besides the cell. */
export type ReadingScope = {
  readonly today: Day;
  readonly isDate1904: boolean;
  /** In CSV every cell is text, so a long number may have been damaged before. */
  readonly isCsv: boolean;
  readonly isDemo: boolean;
};

/** A list of words for a sentence. */
export function choices(words: readonly string[]): Text {
  return { zh: words.join('、'), en: words.join(', ') };
}
