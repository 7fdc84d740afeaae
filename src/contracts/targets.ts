// Targets: annex 1 in versions, how many households each place converts by year and project.

import { z } from 'zod';
import { Text } from '../core/text.ts';
import { ledgerReaders } from '../households/model.ts';
import { targetMay } from '../targets/model.ts';
import { contract, PlaceKey } from './contract.ts';
import { ProgrammeId, Year } from './households.ts';

export const TargetRow = z.strictObject({
  /** A village; or a town where the table does not break it down. */
  placeKey: PlaceKey,
  year: Year,
  project: ProgrammeId,
  households: z.number().int().min(1).max(1_000_000),
});
export type TargetRow = z.output<typeof TargetRow>;

const Difference = z.object({
  label: Text,
  expected: z.number().int(),
  found: z.number().int(),
});

const Version = z.object({
  versionId: z.uuid(),
  document: z.string(),
  loadedOn: z.string(),
  households: z.number().int(),
  differences: z.array(Difference),
});

export const loadTargets = contract({
  method: 'POST',
  path: '/api/targets',
  summary: { zh: '导入任务分配表（新版本）', en: 'Load a version of the table of targets' },
  access: targetMay['target.load-version'],
  body: z.strictObject({
    /** The document the table comes from. */
    document: z.string().trim().min(2).max(200),
    rows: z.array(TargetRow).min(1).max(5000),
    /** True: loaded though its sums differ from the programme's. */
    differencesConfirmed: z.boolean().default(false),
  }),
  reply: Version,
  errors: [
    'action.not-here',
    'action.key-reused',
    'place.unknown',
    'target.totals-differ',
    'target.row-twice',
    'household.unknown-project',
  ],
  keyed: true,
});

const Finding = z.object({
  sheet: z.string(),
  row: z.number().int(),
  cell: z.string(),
  column: z.string(),
  value: z.string(),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  message: Text,
});

export const previewTargets = contract({
  method: 'POST',
  path: '/api/targets/preview',
  summary: {
    zh: '读取任务分配表文件，不写入',
    en: 'Reads a file with the table of targets; writes nothing',
  },
  access: targetMay['target.load-version'],
  query: z.object({ name: z.string().trim().min(1).max(200) }),
  upload: { maxBytes: 10 * 1024 * 1024 },
  reply: z.object({
    sheets: z.array(z.object({ name: z.string(), rows: z.number().int() })),
    /** To be sent to POST /api/targets when there is no error among the findings. */
    rows: z.array(TargetRow),
    findings: z.array(Finding),
    households: z.number().int(),
    /** Sums that are not what the programme says; loading then needs a confirmation. */
    differences: z.array(Difference),
  }),
  errors: [
    'file.unsupported',
    'file.too-large',
    'file.hostile',
    'file.encrypted',
    'file.damaged',
    'file.no-header',
  ],
});

export const listTargets = contract({
  method: 'GET',
  path: '/api/targets',
  summary: { zh: '任务分配表各版本及现行数据', en: 'Versions of the targets, the latest in full' },
  access: ledgerReaders,
  reply: z.object({
    versions: z.array(Version),
    rows: z.array(TargetRow.extend({ placeName: z.string(), households: z.number().int() })),
  }),
  errors: [],
});
