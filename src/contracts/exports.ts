// Lists that leave the system as files, and the empty templates that come back filled in.

import { z } from 'zod';
import { exportFormats, exportMay } from '../exports/model.ts';
import { ledgerReaders } from '../households/model.ts';
import { targetMay } from '../targets/model.ts';
import { contract, FileBytes, PlaceKey } from './contract.ts';
import { Reason, Works } from './households.ts';
import { listCases } from './ledger.ts';

const format = z.enum(exportFormats).default('xlsx');
const { after: _after, limit: _limit, works: _works, sort, ...filters } = listCases.query.shape;
/** Without works: the households of either. */
const ledgerFilter = { ...filters, works: Works.optional() };

export const exportCases = contract({
  method: 'GET',
  path: '/api/exports/cases',
  summary: { zh: '导出当前列表', en: 'The list as it is shown, as a file' },
  access: ledgerReaders,
  query: z.object({
    ...filters,
    works: Works.default('heating'),
    sort,
    format,
    language: z.enum(['zh', 'en']).default('zh'),
  }),
  reply: FileBytes,
  errors: [],
  download: true,
});

export const exportLedger = contract({
  method: 'GET',
  path: '/api/exports/ledger',
  summary: {
    zh: '导出台账（证件号码遮盖，仅供查阅）',
    en: 'The ledger with numbers masked, for reading',
  },
  access: ledgerReaders,
  query: z.object({ ...ledgerFilter, format }),
  reply: FileBytes,
  errors: [],
  download: true,
});

export const exportLedgerInFull = contract({
  method: 'POST',
  path: '/api/exports/ledger',
  summary: {
    zh: '导出完整台账（注明用途，全程留痕），可原样再导入',
    en: 'The ledger in full, for a purpose that is recorded; can be imported again as it is',
  },
  access: exportMay['ledger.export'],
  body: z.strictObject({ ...ledgerFilter, format, purpose: Reason }),
  reply: FileBytes,
  errors: ['action.not-here', 'action.key-reused', 'database.busy'],
  download: true,
  keyed: true,
});

export const ledgerTemplate = contract({
  method: 'GET',
  path: '/api/templates/ledger',
  summary: { zh: '某乡镇的空白台账模板', en: 'An empty ledger for a town' },
  access: ledgerReaders,
  query: z.object({ town: PlaceKey }),
  reply: FileBytes,
  errors: ['place.unknown'],
  download: true,
});

export const targetsTemplate = contract({
  method: 'GET',
  path: '/api/templates/targets',
  summary: { zh: '空白任务分配表', en: 'An empty table of targets' },
  access: targetMay['target.load-version'],
  reply: FileBytes,
  errors: [],
  download: true,
});
