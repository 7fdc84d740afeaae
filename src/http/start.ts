// What lies between an open database and a listening server: the programmes, their places, the
// first administrator, the keys, the app. main.ts calls it once.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../core/clock.ts';
import { fail, Refusal } from '../core/errors.ts';
import type { Database } from '../db/open.ts';
import { openVault, vaultPathIn } from '../db/vault.ts';
import { demoProgrammeId } from '../demo/annex.ts';
import { progressOf } from '../demo/background.ts';
import type { Making } from '../demo/background.ts';
import { refuseOtherKind, settleDataKind } from '../demo/data-kind.ts';
import type { DataMark } from '../demo/data-kind.ts';
import { hasHouseholds } from '../households/queries.ts';
import { failInterrupted } from '../imports/jobs.ts';
import { startSealer } from '../journal/seal.ts';
import { keyPathIn, openJournalSigner } from '../journal/signer.ts';
import { ensureAdministrator, systemActor } from '../people/first-start.ts';
import { sessionSecret } from '../people/secret.ts';
import { importPlacesOf } from '../places/import.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';
import type { LoadedProgramme } from '../rules/types.ts';
import { buildApp } from './app.ts';

const sealEveryMs = 1000;
const root = join(import.meta.dirname, '..', '..');

export type StartOptions = {
  readonly db: Database;
  readonly clock: Clock;
  readonly dataFolder: string;
  /** Whether an empty data folder becomes a demo district. */
  readonly hasDemo: boolean;
  readonly adminPassword: string | undefined;
  readonly authSecret: string | undefined;
  /** The address people use; with https the session cookie is sent only over it. */
  readonly publicUrl: string | undefined;
  readonly logLevel: string;
  readonly isReady?: () => boolean;
  /** The demo district being made beside the server, when it is. */
  readonly findMaking?: () => Making | undefined;
  /** Told of a programme folder that is left out because it is not in order. */
  readonly notify: (sentence: string) => void;
};

export type Started = {
  readonly app: FastifyInstance;
  /** To be printed once; undefined when the administrator was there already. */
  readonly oneTimePassword: string | undefined;
  /** What the data folder is for. */
  readonly mark: DataMark;
};

/** Makes everything ready and gives the app. Refuses when no programme folder is in order. */
export async function startApp(options: StartOptions): Promise<Started> {
  const { db, clock, dataFolder, logLevel } = options;
  // Checked first: a weak secret must stop the start before anything is written.
  const authSecret = sessionSecret(dataFolder, options.authSecret);
  const programmes = loadProgrammes(join(root, 'programmes'), options.notify);
  const [own] = programmes;
  if (!own) fail('programme.none', { folder: join(root, 'programmes') });
  const districtCode = own.data.programme.district.code;
  const givenPassword = options.adminPassword;
  // Only the district it was invented for becomes a demonstration.
  const hasDemo = options.hasDemo && own.data.programme.id === demoProgrammeId;
  const mark = await settleDataKind({ db, dataFolder, hasDemo }, districtCode);
  const isDemo = mark.kind === 'demo';
  await importPlacesOf({ db, clock, actor: systemActor(districtCode) }, own, isDemo);
  await refuseOtherKind(options, districtCode, mark.kind);
  const oneTimePassword = await ensureAdministrator({ db, clock, districtCode, givenPassword });
  const signer = await openJournalSigner(db, keyPathIn(dataFolder));
  // A lost key is never quietly replaced: the numbers kept would open no more.
  const isUsed = await db.withDistrict(districtCode, (tx) => hasHouseholds(tx, districtCode));
  const vault = openVault(vaultPathIn(dataFolder), !isUsed);
  await failInterrupted({ db, clock }, districtCode);
  const sealer = startSealer(db, {
    signer,
    clock,
    intervalMs: sealEveryMs,
    onError: (error) => options.notify(`journal: ${String(error)}`),
  });
  const app = await buildApp({
    db,
    clock,
    programmes,
    authSecret,
    isSecure: options.publicUrl?.startsWith('https://') ?? false,
    signer,
    vault,
    dataFolder,
    isDemo,
    webFolder: join(root, 'dist', 'web'),
    logger: logLevel === 'silent' ? false : { level: logLevel },
    onClose: () => sealer.stop(),
    ...(options.isReady && { isReady: options.isReady }),
    demoProgress: () => progressOf(mark, options.findMaking?.()),
  });
  return { app, oneTimePassword, mark };
}

/** The programmes of a folder of folders; the first in order of years and name is the own one. */
export function loadProgrammes(
  folder: string,
  notify: (sentence: string) => void,
): LoadedProgramme[] {
  const names = existsSync(folder) ? readdirSync(folder).toSorted() : [];
  const found: LoadedProgramme[] = [];
  for (const name of names) {
    const path = join(folder, name);
    if (!existsSync(join(path, 'programme.yaml'))) continue;
    try {
      found.push(getProgramme(readFolder(path)));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      notify(`programmes/${name}: ${error.text.zh} ${error.text.en}`);
    }
  }
  return found.toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** Folders that bring division codes are real districts; the examples bring none. */
function rankOf({ divisions }: LoadedProgramme): number {
  return divisions.length > 0 ? 0 : 1;
}
