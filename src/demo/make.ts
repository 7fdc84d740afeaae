// Makes the demo district in a data folder: its accounts, and all that happened in its years. Where
// it was broken off it goes on.

import { openVault, vaultPathIn } from '../db/vault.ts';
import type { Database } from '../db/open.ts';
import { hashNewPassword } from '../people/sessions.ts';
import type { LoadedProgramme } from '../rules/types.ts';
import { keepPassword, writeAccounts } from './accounts-file.ts';
import { writeDataMark } from './data-kind.ts';
import { play } from './play.ts';
import { demoScenes } from './scenes.ts';

export type MakeOptions = {
  readonly db: Database;
  readonly dataFolder: string;
  readonly programme: LoadedProgramme;
  readonly scale?: number;
  readonly onProgress?: (done: number, total: number) => void;
};

/** Makes it, and marks the folder when it is whole. The places must be there already. */
export async function makeDemo(options: MakeOptions): Promise<void> {
  const { db, dataFolder, programme, scale, onProgress } = options;
  const password = keepPassword(dataFolder);
  const stage = await play({
    db,
    vault: openVault(vaultPathIn(dataFolder)),
    dataFolder,
    programme,
    passwordHash: await hashNewPassword(password),
    scenes: demoScenes,
    ...(scale !== undefined && { scale }),
    ...(onProgress && { onProgress }),
  });
  writeAccounts(dataFolder, password, stage.staff.lines);
  writeDataMark(dataFolder, { kind: 'demo', isPlayed: true });
}
