// The rows whose values take the place of newer ones entered by hand, as ticked by a person.

import type { ImportRow } from '../../api/imports.ts';

export type RowName = Pick<ImportRow, 'sheet' | 'row'>;
/** By sheet and row. */
export type Taken = ReadonlyMap<string, RowName>;

export const rowKey = ({ sheet, row }: RowName): string => `${sheet}!${row}`;
