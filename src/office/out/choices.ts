// Drop-down lists: the words stand on a hidden sheet, since a list inside the cell may hold only
// 255 characters. A list that depends on another cell is found there by the word in that cell.

import { columnLetter } from '../workbook.ts';
import type { Choices, ColumnOut, SheetOut } from './sheet.ts';
import { absoluteRange, escapeXml, quoteName } from './xml.ts';

/** The hidden sheet as columns of words; a list that depends takes two. */
export type ChoiceLists = { readonly sheetName: string; readonly columns: string[][] };

const LAST_ROW = 1_048_576;

/** The validations of a sheet, from the first row below its headings on; fills `lists`. */
export function validationsXml(
  columns: readonly ColumnOut[],
  firstRow: number,
  lists: ChoiceLists,
): string {
  const validations = columns.flatMap(({ choices }, column) => {
    if (!choices) return [];
    const formula = formulaOf(choices, firstRow, lists);
    if (formula === undefined) return [];
    const letter = columnLetter(column);
    const style = choices.isOpen ? ' errorStyle="warning"' : '';
    return [
      `<dataValidation type="list"${style} allowBlank="1" showInputMessage="1" ` +
        `showErrorMessage="1" sqref="${letter}${firstRow}:${letter}${LAST_ROW}">` +
        `<formula1>${escapeXml(formula)}</formula1></dataValidation>`,
    ];
  });
  if (validations.length === 0) return '';
  return `<dataValidations count="${validations.length}">${validations.join('')}</dataValidations>`;
}

function formulaOf(choices: Choices, firstRow: number, lists: ChoiceLists): string | undefined {
  const { values, on } = choices;
  const sheet = quoteName(lists.sheetName);
  const column = lists.columns.length;
  if (!(values instanceof Map)) {
    const words = [...(values as readonly string[])];
    if (words.length === 0) return undefined;
    lists.columns.push(words);
    return `${sheet}!${absoluteRange(column, 1, words.length)}`;
  }
  const pairs = [...(values as ReadonlyMap<string, readonly string[]>)].flatMap(([key, words]) =>
    words.map((word) => [key, word] as const),
  );
  if (pairs.length === 0 || on === undefined) return undefined;
  lists.columns.push(
    pairs.map(([key]) => key),
    pairs.map(([, word]) => word),
  );
  const keys = `${sheet}!${absoluteRange(column, 1, pairs.length)}`;
  const first = `${sheet}!$${columnLetter(column + 1)}$1`;
  const cell = `$${columnLetter(on)}${firstRow}`;
  return `OFFSET(${first},MATCH(${cell},${keys},0)-1,0,COUNTIF(${keys},${cell}),1)`;
}

/** The hidden sheet itself; undefined when no list was asked for. */
export function listsSheet({ sheetName, columns }: ChoiceLists): SheetOut | undefined {
  if (columns.length === 0) return undefined;
  const height = Math.max(...columns.map(({ length }) => length));
  const rows = Array.from({ length: height }, (_, at) => columns.map((words) => words[at]));
  return {
    name: sheetName,
    columns: columns.map(() => ({ heading: '' })),
    rows,
    hasHeadings: false,
    isHidden: true,
  };
}
