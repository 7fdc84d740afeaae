// Who may take the ledger out of the system with its personal numbers in full. Pure.

import type { MayTable } from '../people/model.ts';

export const exportMay = {
  'ledger.export': ['office', 'townClerk', 'finance', 'audit'],
} as const satisfies MayTable;

/** The forms of a list that is taken out. */
export const exportFormats = ['xlsx', 'csv', 'csv-gb18030'] as const;
export type ExportFormat = (typeof exportFormats)[number];
