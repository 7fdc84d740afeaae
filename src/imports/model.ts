// Imports of ledgers: their states and who may do what with them. Pure.

import type { Text } from '../core/text.ts';
import type { MayTable } from '../people/model.ts';

/** The states of an import in their order; the last three are ends. */
export const importStates = {
  uploaded: { zh: '已上传', en: 'uploaded' },
  checking: { zh: '核对中', en: 'being checked' },
  checked: { zh: '待确认', en: 'checked' },
  storing: { zh: '存入中', en: 'being stored' },
  stored: { zh: '已存入', en: 'stored' },
  cancelled: { zh: '已取消', en: 'cancelled' },
  failed: { zh: '未完成', en: 'failed' },
} as const satisfies Readonly<Record<string, Text>>;
export type ImportState = keyof typeof importStates;

const keepers = ['office', 'townClerk'] as const;

/** The actions of this capability → the roles that may perform them. */
export const importMay = {
  'ledger-import.upload': keepers,
  'ledger-import.settle': keepers,
  'ledger-import.check': keepers,
  'ledger-import.finish-check': keepers,
  'ledger-import.confirm': keepers,
  'ledger-import.store': keepers,
  'ledger-import.cancel': keepers,
  'ledger-import.fail': ['office', 'townClerk', 'administrator'],
  'household.record-ledger-facts': keepers,
} as const satisfies MayTable;

/** Who sees imports, their findings and the file with its comments: those who may import. */
export const importReaders = keepers;

/** What an import is doing at the moment. */
export const importPhases = {
  reading: { zh: '读取文件', en: 'reading the file' },
  comparing: { zh: '与台账比对', en: 'comparing with the ledger' },
  storing: { zh: '存入台账', en: 'storing' },
} as const satisfies Readonly<Record<string, Text>>;
