// A ledger taken in in one go, for the command line: read once, then compared and stored in one
// transaction with its place in the history. Killed at any moment it leaves nothing.

import { randomUUID } from 'node:crypto';
import { perform } from '../actions/perform.ts';
import { performTogether } from '../actions/together.ts';
import type { Choices } from '../contracts/imports.ts';
import { refuseOpenChoices } from '../households/import/case-openings.ts';
import {
  previewLedger,
  readLedger,
  type ImportPreview,
} from '../households/import/import-ledger.ts';
import { ledgerLookup } from '../households/import/ledger-lookup.ts';
import { actionContext } from '../http/services.ts';
import type { FileFromOutside } from '../office/open.ts';
import type { Actor } from '../people/model.ts';
import * as actions from './actions.ts';
import { keepFile } from './kept-files.ts';
import { loadLedger, partsOf, storePreview } from './run.ts';
import type { ImportServices } from './run.ts';
import { holdTown } from './store.ts';

export type AtOnce = {
  readonly services: ImportServices;
  readonly actor: Actor;
  readonly file: FileFromOutside;
  readonly townKey: string;
  readonly choices: Choices;
};

const key = () => ({ key: randomUUID() });

/** Checks a file against the ledger of the data folder; writes nothing. */
export async function checkAtOnce(given: AtOnce): Promise<ImportPreview> {
  const { services, actor, file } = given;
  const { districtCode } = actor;
  const { db } = services;
  const { context, sealing } = await db.withDistrict(districtCode, (tx) =>
    loadLedger(tx, services, actor, given),
  );
  const checked = await readLedger(file, context);
  return db.withDistrict(districtCode, (tx) =>
    previewLedger(checked, ledgerLookup(tx, sealing, services)),
  );
}

/** Checks a file and stores all of its good rows, or none when anything is refused. */
export async function storeAtOnce(given: AtOnce): Promise<ImportPreview> {
  const { services, actor, file, townKey, choices } = given;
  const { db, dataFolder, vault } = services;
  const { districtCode } = actor;
  const loaded = await db.withDistrict(districtCode, (tx) =>
    loadLedger(tx, services, actor, given),
  );
  const checked = await readLedger(file, loaded.context);
  const kept = await keepFile({ dataFolder, vault, districtCode }, file.bytes);
  return performTogether(actionContext(services, actor), async (ctx, tx) => {
    await holdTown(tx, districtCode, townKey);
    const preview = await previewLedger(
      checked,
      ledgerLookup(tx, loaded.sealing, { isDemo: services.isDemo, holds: true }),
    );
    const { summary, findings, rows } = partsOf(preview, loaded);
    refuseOpenChoices(summary.openChoices);
    const upload = {
      townKey,
      fileName: file.name,
      fileSha256: kept.sha256,
      fileBytes: kept.bytes,
      keptSha256: kept.keptSha256,
      choices,
    };
    const uploaded = await perform(ctx, actions.uploadLedger, upload, key());
    const { importId } = uploaded.result;
    const runner = `command ${importId}`;
    await perform(ctx, actions.beginCheck, { importId, runner }, key());
    const found = { importId, summary, findings, rows };
    await perform(ctx, actions.finishCheck, found, key());
    const confirmed = { importId, take: choices.take ?? 'none', runner };
    await perform(ctx, actions.confirmImport, confirmed, key());
    const stored = { ...loaded, file: { fileName: file.name, choices } };
    await storePreview({ importId }, stored, preview, ctx, tx);
    const counts = { ...preview.changes };
    await perform(ctx, actions.finishStoring, { importId, counts, digest: summary.digest }, key());
    return preview;
  });
}
