// Imports of ledgers: a file goes up, is checked in the background, shown, confirmed by a person
// and stored; the history with what was found and what was done with each row.

import { z } from 'zod';
import type { ErrorCode } from '../core/errors.ts';
import { Text } from '../core/text.ts';
import { importMay, importPhases, importReaders, importStates } from '../imports/model.ts';
import { contract, FileBytes, pageQuery, PlaceKey } from './contract.ts';
import { Changed, ProgrammeId, Works, Year } from './households.ts';

const names = <Name extends string>(words: Readonly<Record<Name, unknown>>) =>
  z.enum(Object.keys(words) as [Name, ...Name[]]);

/** Values entered by hand that give way to the file's: of no row, of all, or of these rows. */
export const TakeByHand = z.union([
  z.enum(['none', 'all']),
  z.array(z.strictObject({ sheet: z.string().max(200), row: z.number().int().min(1) })).max(5000),
]);
export type TakeByHand = z.output<typeof TakeByHand>;

/** What a person has settled where neither the file nor the programme says. */
export const Choices = z.strictObject({
  year: Year.optional(),
  projects: z.partialRecord(Works, ProgrammeId).optional(),
  take: TakeByHand.optional(),
});
export type Choices = z.output<typeof Choices>;

/** Keys of the columns of a ledger, in the order of the template. */
export const columnKeys = [
  'town',
  'village',
  'group',
  'headName',
  'idNumber',
  'phone',
  'people',
  'category',
  'isResident',
  'address',
  'houseType',
  'structure',
  'builtYear',
  'floorAreaM2',
  'heatedAreaM2',
  'priorHeating',
  'coalKgPerYear',
  'works',
  'method',
  'year',
  'enterprise',
  'equipmentYuan',
  'constructionYuan',
  'costYuan',
  'selfRaisedYuan',
  'installedOn',
  'acceptedOn',
  'acceptance',
  'accountNumber',
  'accountHolder',
  'note',
] as const;

/** Headings of the file → the column each means; null forgets what was told before. */
export const Headings = z
  .record(z.string().trim().min(1).max(200), z.enum(columnKeys).nullable())
  .refine((headings) => Object.keys(headings).length <= 100);
export type Headings = z.output<typeof Headings>;

const OpenChoice = z.object({
  what: z.enum(['year', 'heating', 'insulation']),
  among: z.array(z.string()),
  households: z.number().int(),
});

export const ImportSummary = z.object({
  sheets: z.array(
    z.object({
      name: z.string(),
      hidden: z.boolean(),
      headerRow: z.number().int(),
      rows: z.number().int(),
    }),
  ),
  rows: z.object({
    read: z.number().int(),
    accepted: z.number().int(),
    refused: z.number().int(),
    skipped: z.number().int(),
  }),
  changes: z.object({
    new: z.number().int(),
    updated: z.number().int(),
    unchanged: z.number().int(),
  }),
  /** Rows with a value that is not taken unless a person says so, or not at all. */
  needsLook: z.number().int(),
  findings: z.object({ error: z.number().int(), warning: z.number().int() }),
  findingsByCode: z.record(z.string(), z.number().int()),
  unknownHeadings: z.array(z.string()),
  openChoices: z.array(OpenChoice),
  /** SHA-256 over what is planned for each row: what is stored is what was shown. */
  digest: z.string(),
});
export type ImportSummary = z.output<typeof ImportSummary>;

const Failure = z.object({
  code: z.string(),
  message: Text,
  next: Text,
  /** Texts of the row that looks like headings, to be mapped by hand. */
  headings: z.array(z.string()).optional(),
});

export const ImportState = z
  .object({
    importId: z.uuid(),
    townKey: z.string(),
    townName: z.string(),
    state: names(importStates),
    version: z.number().int(),
    fileName: z.string(),
    fileSha256: z.string(),
    fileBytes: z.number().int(),
    choices: Choices,
    summary: ImportSummary.nullable(),
    failure: Failure.nullable(),
    startedBy: z.string(),
    startedAt: z.string(),
    storedBy: z.string().nullable(),
    storedAt: z.string().nullable(),
  })
  .meta({ id: 'LedgerImport' });
export type ImportState = z.output<typeof ImportState>;

const Progress = z.object({
  phase: names(importPhases),
  rowsDone: z.number().int(),
  /** Null while nobody knows how many there are. */
  rowsTotal: z.number().int().nullable(),
});
export type Progress = z.output<typeof Progress>;

const importId = z.uuid();
const ofImport = z.object({ importId });
const everyAct: readonly ErrorCode[] = [
  'action.subject-not-found',
  'action.not-here',
  'action.wrong-state',
  'action.stale-version',
  'action.key-reused',
  'database.busy',
];
const maxBytes = 100 * 1024 * 1024;

export const uploadLedger = contract({
  method: 'POST',
  path: '/api/imports',
  summary: { zh: '上传一个乡镇的台账，随即核对', en: 'Upload the ledger of a town; it is checked' },
  access: importMay['ledger-import.upload'],
  query: z.object({ townKey: PlaceKey, name: z.string().trim().min(1).max(200) }),
  upload: { maxBytes },
  reply: z.object({ importId }),
  errors: [...everyAct, 'ledger-import.not-a-town', 'action.bad-input'],
  keyed: true,
});

export const listImports = contract({
  method: 'GET',
  path: '/api/imports',
  summary: { zh: '导入记录，最近的在前', en: 'The history of imports, the latest first' },
  access: importReaders,
  query: z.object({ townKey: PlaceKey.optional(), ...pageQuery }),
  reply: z.object({ items: z.array(ImportState), total: z.number().int() }),
  errors: [],
});

export const getImport = contract({
  method: 'GET',
  path: '/api/imports/:importId',
  summary: { zh: '一次导入的状态和进度', en: 'State and progress of an import' },
  access: importReaders,
  params: ofImport,
  reply: ImportState.extend({ progress: Progress.nullable() }),
  errors: ['ledger-import.not-found'],
});

export const settleImport = contract({
  method: 'PUT',
  path: '/api/imports/:importId/settings',
  summary: {
    zh: '指定表头含义、年度和项目，随即重新核对',
    en: 'Tell what headings mean, the year and projects; it is checked again',
  },
  access: importMay['ledger-import.settle'],
  params: ofImport,
  body: z.strictObject({
    headings: Headings.default({}),
    year: Year.optional(),
    projects: z.partialRecord(Works, ProgrammeId).optional(),
  }),
  reply: Changed,
  errors: [...everyAct, 'household.unknown-project'],
  keyed: true,
});

export const checkImport = contract({
  method: 'POST',
  path: '/api/imports/:importId/check',
  summary: { zh: '重新核对', en: 'Check again' },
  access: importMay['ledger-import.check'],
  params: ofImport,
  body: z.strictObject({}),
  reply: Changed,
  errors: everyAct,
  keyed: true,
});

export const listImportFindings = contract({
  method: 'GET',
  path: '/api/imports/:importId/findings',
  summary: { zh: '核对结果，号码已遮盖', en: 'What was found, numbers masked' },
  access: importReaders,
  params: ofImport,
  query: z.object({
    severity: z.enum(['error', 'warning']).optional(),
    code: z.string().max(60).optional(),
    ...pageQuery,
  }),
  reply: z.object({
    items: z.array(
      z.object({
        sheet: z.string(),
        row: z.number().int(),
        cell: z.string(),
        column: z.string(),
        value: z.string(),
        code: z.string(),
        severity: z.enum(['error', 'warning']),
        message: Text,
      }),
    ),
    total: z.number().int(),
  }),
  errors: ['ledger-import.not-found'],
});

const Value = z.union([z.string(), z.number(), z.boolean()]);

export const listImportRows = contract({
  method: 'GET',
  path: '/api/imports/:importId/rows',
  summary: {
    zh: '逐行预览：新增、更新（逐项新旧值）、不变、不收',
    en: 'Row by row: new, updated with old and new values, unchanged, refused',
  },
  access: importReaders,
  params: ofImport,
  query: z.object({
    change: z.enum(['new', 'updated', 'unchanged', 'refused']).optional(),
    needsLook: z.enum(['true']).optional(),
    ...pageQuery,
  }),
  reply: z.object({
    items: z.array(
      z.object({
        sheet: z.string(),
        row: z.number().int(),
        change: z.enum(['new', 'updated', 'unchanged', 'refused']),
        needsLook: z.boolean(),
        householdId: z.uuid().nullable(),
        /** Null for a refused row: its findings say why. */
        household: z
          .object({
            headName: z.string(),
            idMasked: z.string(),
            villageKey: z.string(),
            villageName: z.string(),
            group: z.string(),
            heatedAreaM2: z.number(),
            fields: z.array(
              z.object({
                key: z.string(),
                old: Value.nullable(),
                new: Value,
                status: z.enum(['taken', 'by-hand', 'approved', 'fixed']),
              }),
            ),
          })
          .nullable(),
      }),
    ),
    total: z.number().int(),
  }),
  errors: ['ledger-import.not-found'],
});

export const confirmImport = contract({
  method: 'POST',
  path: '/api/imports/:importId/confirm',
  summary: {
    zh: '确认导入：收下的行全部存入，或一行不存',
    en: 'Confirm: all good rows are stored, or none',
  },
  access: importMay['ledger-import.confirm'],
  params: ofImport,
  body: z.strictObject({
    take: TakeByHand.default('none'),
    expectedVersion: z.number().int().min(1).optional(),
  }),
  reply: Changed,
  errors: [...everyAct, 'ledger-import.choice-needed', 'ledger-import.town-busy'],
  keyed: true,
});

export const cancelImport = contract({
  method: 'POST',
  path: '/api/imports/:importId/cancel',
  summary: { zh: '取消导入', en: 'Cancel the import' },
  access: importMay['ledger-import.cancel'],
  params: ofImport,
  body: z.strictObject({}),
  reply: Changed,
  errors: [...everyAct, 'ledger-import.not-found'],
  keyed: true,
});

export const getImportWorkbook = contract({
  method: 'GET',
  path: '/api/imports/:importId/workbook',
  summary: {
    zh: '原工作簿，问题单元格着色加批注，附校验结果表',
    en: 'The same workbook with coloured cells, comments and a sheet of results',
  },
  access: importReaders,
  params: ofImport,
  download: true,
  reply: FileBytes,
  errors: ['ledger-import.not-found', 'ledger-import.unchecked', 'ledger-import.file-lost'],
});
