// The work of an import around its recorded steps: reading the kept file, comparing it with the
// ledger, and storing all of it in one transaction. Runs for a person who waits or comes back.

import { createHash, randomUUID } from 'node:crypto';
import { perform } from '../actions/perform.ts';
import { performTogether } from '../actions/together.ts';
import type { ImportSummary, Progress } from '../contracts/imports.ts';
import { dayInChina } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import type { Tx } from '../db/open.ts';
import { findOpenChoices, type Opening } from '../households/import/case-openings.ts';
import type { CheckedLedger } from '../households/import/check-ledger.ts';
import { columnOfKey } from '../households/import/columns.ts';
import { importContextOf, type ImportContext } from '../households/import/context.ts';
import {
  previewLedger,
  readLedger,
  type ImportPreview,
} from '../households/import/import-ledger.ts';
import { ledgerLookup } from '../households/import/ledger-lookup.ts';
import { needsLook, type RowPlan } from '../households/import/plan.ts';
import { projectChooser } from '../households/import/project-choice.ts';
import { storePlans } from '../households/import/store-ledger.ts';
import { findOwnProgramme } from '../households/programme.ts';
import type { Sealing } from '../households/sealing.ts';
import { actionContext } from '../http/services.ts';
import type { Services } from '../http/services.ts';
import type { Actor } from '../people/model.ts';
import type { KnownPlace } from '../places/model.ts';
import { listKnownPlaces } from '../places/queries.ts';
import * as actions from './actions.ts';
import { readKeptFile } from './kept-files.ts';
import { maskFinding, shownRow } from './masking.ts';
import * as store from './store.ts';

export type ImportServices = Pick<
  Services,
  'db' | 'clock' | 'vault' | 'dataFolder' | 'isDemo' | 'programmes' | 'onCommit'
>;

/** One run of a step for a person, which can be stopped and is watched. */
export type Run = {
  readonly services: ImportServices;
  readonly actor: Actor;
  readonly importId: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
};

/** An import as a run works on it. */
export type Loaded = {
  readonly file: store.ImportFile;
  readonly context: ImportContext;
  readonly opening: Opening;
  readonly sealing: Sealing;
};

/** Findings kept in the database; the annotated workbook has all of them. */
export const FINDINGS_MAX = 50_000;

/** Everything an import is checked with, read from the ledger. */
export async function loadImport({ services, actor, importId }: Run): Promise<Loaded> {
  const { districtCode } = actor;
  return services.db.withDistrict(districtCode, async (tx) => {
    const file = await store.getImportFile(tx, districtCode, importId);
    if (!file) fail('ledger-import.not-found', {});
    return { file, ...(await loadLedger(tx, services, actor, file)) };
  });
}

/** The places, enterprises, headings and rules that a ledger of a town is checked with. */
export async function loadLedger(
  tx: Tx,
  services: ImportServices,
  actor: Actor,
  { townKey, choices }: Pick<store.ImportFile, 'townKey' | 'choices'>,
): Promise<Omit<Loaded, 'file'>> {
  const { districtCode } = actor;
  const programme = findOwnProgramme(services, actor);
  if (!programme) fail('programme.none', { folder: 'programmes' });
  const today = dayInChina(services.clock());
  const headings = await store.listHeadings(tx, districtCode, townKey);
  const places = (await listKnownPlaces(tx, districtCode)).map(plainPlace);
  const context = importContextOf(programme, {
    town: townKey,
    isDemo: services.isDemo,
    today,
    enterprises: await store.listEnterprises(tx, districtCode),
    places,
    mappedHeadings: new Map(
      headings.flatMap(({ heading, columnKey }) => {
        const key = columnOfKey(columnKey);
        return key ? [[heading, key] as const] : [];
      }),
    ),
  });
  const names = new Map(places.map(({ key, name }) => [key, name]));
  const opening: Opening = {
    choices,
    years: context.years,
    villageName: (key) => names.get(key) ?? key,
    chooseProject: projectChooser(programme, await store.listTargetPlaces(tx, districtCode)),
  };
  return { context, opening, sealing: { vault: services.vault, districtCode, today } };
}

/** A place without the columns that no worker needs. */
function plainPlace(place: KnownPlace): KnownPlace {
  const { placeId, key, parentKey, level, name, otherNames, validTo, successorKey } = place;
  return { placeId, key, parentKey, level, name, otherNames, validTo, successorKey };
}

/** The kept file of an import, as it came. */
export function readImportFile({ services, actor }: Run, { file }: Pick<Loaded, 'file'>) {
  const { dataFolder, vault } = services;
  const { districtCode } = actor;
  const { fileSha256: sha256, keptSha256 } = file;
  return readKeptFile({ dataFolder, vault, districtCode }, { sha256, keptSha256 });
}

/** Reads the kept file of an import in a worker. */
export async function readImport(run: Run, loaded: Loaded): Promise<CheckedLedger> {
  const bytes = await readImportFile(run, loaded);
  const { signal, onProgress } = run;
  const watch = (rowsDone: number) => onProgress?.({ phase: 'reading', rowsDone, rowsTotal: null });
  watch(0);
  return readLedger({ name: loaded.file.fileName, bytes }, loaded.context, {
    onRows: watch,
    ...(signal && { signal }),
  });
}

/** Checks an import whose check has begun; ends in the state `checked`. */
export async function checkImport(run: Run): Promise<void> {
  const { services, actor, importId, onProgress } = run;
  const loaded = await loadImport(run);
  const checked = await readImport(run, loaded);
  onProgress?.({ phase: 'comparing', rowsDone: 0, rowsTotal: checked.entries.length });
  const preview = await services.db.withDistrict(actor.districtCode, (tx) =>
    previewLedger(checked, ledgerLookup(tx, loaded.sealing, services)),
  );
  const input = { importId, ...partsOf(preview, loaded) };
  const key = randomUUID();
  await perform(actionContext(services, actor), actions.finishCheck, input, { key });
}

/** What is kept of a preview: a summary, findings and rows with numbers masked. */
export function partsOf(preview: ImportPreview, { opening }: Pick<Loaded, 'opening'>) {
  const { findings, plans, sheets, rows, changes } = preview;
  const refused = new Map<string, store.KeptRow>();
  const byCode: Record<string, number> = {};
  const counts = { error: 0, warning: 0 };
  for (const { sheet, row, code, severity } of findings) {
    byCode[code] = (byCode[code] ?? 0) + 1;
    counts[severity] += 1;
    if (severity === 'warning') continue;
    const none = { needsLook: false, householdId: null, shown: null };
    refused.set(`${row} ${sheet}`, { sheet, row, change: 'refused', ...none });
  }
  const taken = plans.map((plan): store.KeptRow => ({
    sheet: plan.entry.sheet,
    row: plan.entry.row,
    change: plan.change,
    needsLook: needsLook(plan),
    householdId: plan.household?.householdId ?? null,
    shown: shownRow(plan, opening.villageName(plan.entry.village)),
  }));
  const summary: ImportSummary = {
    sheets: [...sheets],
    rows,
    changes,
    needsLook: taken.filter((row) => row.needsLook).length,
    findings: counts,
    findingsByCode: byCode,
    unknownHeadings: [
      ...new Set(
        findings.filter(({ code }) => code === 'column.unknown').map(({ column }) => column),
      ),
    ],
    openChoices: findOpenChoices(plans, opening).map((one) => ({
      ...one,
      among: [...one.among],
    })),
    digest: digestOf(plans),
  };
  const kept = findings.slice(0, FINDINGS_MAX).map(maskFinding);
  return { summary, findings: kept, rows: [...taken, ...refused.values()] };
}

/** A hash over what is planned row by row: two previews with one digest show the same. */
function digestOf(plans: readonly RowPlan[]): string {
  const digest = createHash('sha256');
  for (const { entry, household, change, fields } of plans) {
    const { householdId = null } = household ?? {};
    digest.update(JSON.stringify([entry.sheet, entry.row, change, householdId, fields]));
    digest.update('\n');
  }
  return digest.digest('hex');
}

/** Stores an import that was confirmed; ends in the state `stored`, or nothing has changed. */
export async function storeImport(run: Run): Promise<void> {
  const { services, actor, importId } = run;
  const loaded = await loadImport(run);
  const checked = await readImport(run, loaded);
  await performTogether(actionContext(services, actor), async (ctx, tx) => {
    await store.holdTown(tx, actor.districtCode, loaded.file.townKey);
    const preview = await compareHolding(run, loaded, checked, tx);
    const digest = digestOf(preview.plans);
    if (digest !== loaded.file.summary?.digest) fail('ledger-import.outdated', {});
    await storePreview(run, loaded, preview, ctx, tx);
    const counts = { ...preview.changes };
    const input = { importId, counts, digest };
    await perform(ctx, actions.finishStoring, input, { key: randomUUID() });
  });
}

function compareHolding(
  { onProgress, services: { isDemo } }: Run,
  { sealing }: Loaded,
  checked: CheckedLedger,
  tx: Tx,
): Promise<ImportPreview> {
  onProgress?.({ phase: 'comparing', rowsDone: 0, rowsTotal: checked.entries.length });
  return previewLedger(checked, ledgerLookup(tx, sealing, { isDemo, holds: true }));
}

const rowOf = ({ entry }: RowPlan): string => `${entry.row} ${entry.sheet}`;

type StoringRun = Pick<Run, 'importId' | 'signal' | 'onProgress'>;
type Stored = Omit<Loaded, 'file'> & {
  readonly file: Pick<store.ImportFile, 'fileName' | 'choices'>;
};

/** Stores the households of a preview in the transaction shared by `ctx`. */
export async function storePreview(
  run: StoringRun,
  loaded: Stored,
  { plans, findings }: ImportPreview,
  ctx: Parameters<typeof storePlans>[0],
  tx: Tx,
): Promise<void> {
  const { importId, signal, onProgress } = run;
  const { file, opening, sealing, context } = loaded;
  const { take = 'none' } = file.choices;
  const chosen = new Set(
    Array.isArray(take) ? take.map(({ sheet, row }) => `${row} ${sheet}`) : [],
  );
  const warnings = Map.groupBy(findings, ({ sheet, row }) => `${row} ${sheet}`);
  const rowsTotal = plans.length;
  await storePlans(ctx, tx, {
    importId,
    reason: `台账导入：${file.fileName}`.slice(0, 300),
    plans,
    warningsOf: (plan) => [...new Set((warnings.get(rowOf(plan)) ?? []).map(({ code }) => code))],
    takesByHand: (plan) => take === 'all' || chosen.has(rowOf(plan)),
    opening,
    sealing,
    isDemo: context.isDemo,
    onRows: (rowsDone) => onProgress?.({ phase: 'storing', rowsDone, rowsTotal }),
    ...(signal && { signal }),
  });
}
