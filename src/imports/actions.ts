// Writes to imports: each step of one from upload to its end. Reading files, comparing and storing
// households is not here: see run.ts, which performs these steps around it.

import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '../actions/action.ts';
import type { Gate, RunContext } from '../actions/action.ts';
import { Choices, Headings, TakeByHand } from '../contracts/imports.ts';
import { fail } from '../core/errors.ts';
import { Text } from '../core/text.ts';
import { importMay } from './model.ts';
import type { ImportState } from './model.ts';
import { importKind, insertParts } from './store.ts';
import type { ImportSubject, KeptFinding, KeptRow } from './store.ts';

const importId = z.uuid();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const onImport = {
  subject: importKind,
  subjectId: (input: { importId: string }) => input.importId,
} as const;

type Context = RunContext & { readonly subject: ImportSubject };
const changed = ({ subject }: Context) => ({ id: subject.id, version: subject.version + 1 });

export const uploadLedger = defineAction({
  name: 'ledger-import.upload',
  title: { zh: '上传台账', en: 'Upload a ledger' },
  input: z.strictObject({
    townKey: z.string(),
    fileName: z.string().min(1).max(200),
    fileSha256: sha256,
    fileBytes: z.number().int().min(1),
    keptSha256: sha256,
    choices: Choices,
  }),
  roles: importMay['ledger-import.upload'],
  creates: 'ledger-import',
  place: (input) => input.townKey,
  run: async (input, { tx, actor, recordedAt, subject, occurredOn }) => {
    const { districtCode } = actor;
    const { townKey, fileName, fileSha256, fileBytes, keptSha256, choices } = input;
    const { rows } = await sql`select 1 from places where district_code = ${districtCode}
      and place_key = ${townKey} and length(place_key) = 9 and valid_to is null`.execute(tx);
    if (rows.length === 0) fail('ledger-import.not-a-town', { place: townKey });
    await sql`insert into imports (district_code, import_id, town_key, state, version, file_name,
        file_sha256, file_bytes, kept_sha256, choices, started_by, started_at, last_on)
      values (${districtCode}, ${subject.id}, ${townKey}, 'uploaded', 1, ${fileName},
        ${fileSha256}, ${fileBytes}, ${keptSha256}, ${JSON.stringify(choices)},
        ${actor.personId}, ${recordedAt}, ${occurredOn})`.execute(tx);
    return { importId: subject.id };
  },
});

export const settleImport = defineAction({
  name: 'ledger-import.settle',
  title: { zh: '设定导入', en: 'Settle headings and choices' },
  input: z.strictObject({ importId, headings: Headings, choices: Choices }),
  roles: importMay['ledger-import.settle'],
  ...onImport,
  from: ['uploaded', 'checked', 'failed'],
  run: async ({ headings, choices }, context) => {
    const { tx, actor, subject } = context;
    const { districtCode } = actor;
    const told = Object.entries(headings);
    const kept = told.filter(([, column]) => column !== null);
    const toldHeadings = told.map(([heading]) => heading);
    await sql`delete from import_headings
      where district_code = ${districtCode} and town_key = ${subject.place}
        and heading = any (${toldHeadings})`.execute(tx);
    await sql`insert into import_headings (district_code, town_key, heading, column_key)
      select ${districtCode}::int, ${subject.place}, n.heading, n.column_key
      from unnest(${kept.map(([heading]) => heading)}::text[],
        ${kept.map(([, column]) => column)}::text[]) as n (heading, column_key)`.execute(tx);
    await setState(context, 'uploaded', { choices: JSON.stringify(choices) });
    return changed(context);
  },
});

export const beginCheck = defineAction({
  name: 'ledger-import.check',
  title: { zh: '核对台账', en: 'Check the ledger' },
  input: z.strictObject({ importId, runner: z.string().max(200) }),
  roles: importMay['ledger-import.check'],
  ...onImport,
  from: ['uploaded', 'checked', 'failed'],
  secrets: ['runner'],
  run: async ({ runner }, context) => {
    await setState(context, 'checking', { runner });
    return changed(context);
  },
});

export const finishCheck = defineAction({
  name: 'ledger-import.finish-check',
  title: { zh: '完成核对', en: 'Finish the check' },
  input: z.strictObject({
    importId,
    summary: z.record(z.string(), z.json()),
    findings: z.custom<readonly KeptFinding[]>(Array.isArray),
    rows: z.custom<readonly KeptRow[]>(Array.isArray),
  }),
  roles: importMay['ledger-import.finish-check'],
  ...onImport,
  from: ['checking'],
  // Told of in the summary; in full they are rows of their own.
  secrets: ['findings', 'rows'],
  run: async ({ summary, findings, rows }, context) => {
    await insertParts(context, context.subject.id, findings, rows);
    await setState(context, 'checked', { summary: JSON.stringify(summary) });
    return changed(context);
  },
});

const choicesMade: Gate<ImportSubject> = {
  name: 'choices-made',
  check: ({ summary }) => {
    const open = summary?.openChoices ?? [];
    if (open.length === 0) return true;
    const list = (language: 'zh' | 'en') =>
      open
        .map(({ what, among, households }) => {
          const name = choiceNames[what][language];
          return `${name} (${among.join(', ')}): ${households}`;
        })
        .join('; ');
    const details = { listZh: list('zh'), listEn: list('en'), open };
    return { code: 'ledger-import.choice-needed', details };
  },
};

const choiceNames = {
  year: { zh: '实施年度', en: 'year' },
  heating: { zh: '热源改造项目', en: 'project of heating' },
  insulation: { zh: '保温改造项目', en: 'project of insulation' },
} as const;

export const confirmImport = defineAction({
  name: 'ledger-import.confirm',
  title: { zh: '确认导入', en: 'Confirm the import' },
  input: z.strictObject({ importId, take: TakeByHand, runner: z.string().max(200) }),
  roles: importMay['ledger-import.confirm'],
  ...onImport,
  from: ['checked'],
  gates: [choicesMade],
  secrets: ['runner'],
  run: async ({ take, runner }, context) => {
    const choices = JSON.stringify({ ...context.subject.choices, take });
    await setState(context, 'storing', { runner, choices });
    return changed(context);
  },
});

/** The last step of storing, in the transaction that stores the households. */
export const finishStoring = defineAction({
  name: 'ledger-import.store',
  title: { zh: '存入台账', en: 'Store the ledger' },
  input: z.strictObject({
    importId,
    counts: z.record(z.string(), z.number().int()),
    /** SHA-256 over all that was stored, row by row. */
    digest: sha256,
  }),
  roles: importMay['ledger-import.store'],
  ...onImport,
  from: ['storing'],
  run: async (_input, context) => {
    await setState(context, 'stored', {});
    return changed(context);
  },
});

export const cancelImport = defineAction({
  name: 'ledger-import.cancel',
  title: { zh: '取消导入', en: 'Cancel the import' },
  input: z.strictObject({ importId }),
  roles: importMay['ledger-import.cancel'],
  ...onImport,
  from: ['uploaded', 'checking', 'checked', 'storing', 'failed'],
  run: async (_input, context) => {
    await setState(context, 'cancelled', {});
    return changed(context);
  },
});

export const failImport = defineAction({
  name: 'ledger-import.fail',
  title: { zh: '记下导入未完成', en: 'Record that an import failed' },
  input: z.strictObject({
    importId,
    failure: z.strictObject({
      code: z.string().max(60),
      message: Text,
      next: Text,
      headings: z.array(z.string().max(200)).max(200).optional(),
    }),
  }),
  roles: importMay['ledger-import.fail'],
  ...onImport,
  from: ['checking', 'storing'],
  run: async ({ failure }, context) => {
    await setState(context, 'failed', { failure: JSON.stringify(failure) });
    return changed(context);
  },
});

type Columns = {
  readonly runner?: string;
  readonly choices?: string;
  readonly summary?: string;
  readonly failure?: string;
};

/** Sets the state and what belongs to it; what belonged to the last one only is emptied. */
async function setState(
  { tx, actor, subject, occurredOn, recordedAt }: Context & { readonly occurredOn: string },
  state: ImportState,
  { runner, choices, summary, failure }: Columns,
): Promise<void> {
  const isStored = state === 'stored';
  await sql`update imports set state = ${state}, version = version + 1, last_on = ${occurredOn},
      runner = ${runner ?? null}, failure = ${failure ?? null}::json,
      choices = coalesce(${choices ?? null}::json, choices),
      summary = coalesce(${summary ?? null}::json, summary),
      stored_by = ${isStored ? actor.personId : null},
      stored_at = ${isStored ? recordedAt : null}
    where district_code = ${actor.districtCode} and import_id = ${subject.id}`.execute(tx);
}

/** All actions of this capability, for the registry. */
export const importActions = [
  uploadLedger,
  settleImport,
  beginCheck,
  finishCheck,
  confirmImport,
  finishStoring,
  cancelImport,
  failImport,
] as const;
