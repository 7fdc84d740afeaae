// The ledger of the data folder as a command meets it: opened beside a running server or without
// one, with who acts. Only for the command line.

import process from 'node:process';
import { readConfig } from '../config.ts';
import { systemClock } from '../core/clock.ts';
import { fail } from '../core/errors.ts';
import { migrate } from '../db/migrate.ts';
import { openDatabase } from '../db/open.ts';
import type { Database } from '../db/open.ts';
import { openVault, vaultPathIn } from '../db/vault.ts';
import { findDataMark, findDistrictKind } from '../demo/data-kind.ts';
import type { DataKind } from '../demo/data-kind.ts';
import { hasHouseholds } from '../households/queries.ts';
import { systemActor } from '../people/first-start.ts';
import type { Actor } from '../people/model.ts';
import { findAccountByUsername } from '../people/queries.ts';
import { importPlacesOf } from '../places/import.ts';
import type { LoadedProgramme } from '../rules/types.ts';
import type { ImportServices } from './run.ts';

/** What kind of data the folder holds; undefined when there is no data folder yet. */
export function findDataKind(): DataKind | undefined {
  const { dataFolder } = readConfig(process.env);
  return findDataMark(dataFolder)?.kind;
}

export type OpenLedger = { readonly services: ImportServices; readonly actor: Actor };

const notify = (line: string): void => void process.stderr.write(`${line}\n`);

/** Runs `work` on the ledger of the data folder and closes it. `username` is who acts. */
export async function withLedger<R>(
  programme: LoadedProgramme,
  username: string | undefined,
  work: (ledger: OpenLedger) => Promise<R>,
): Promise<R> {
  const config = readConfig(process.env);
  const db = await openDatabase({ ...config, notify, mayShare: true });
  try {
    await migrate(db.pool);
    const services = await servicesOf(db, config.dataFolder, programme);
    const { code } = programme.data.programme.district;
    return await work({ services, actor: await actorOf(db, code, username) });
  } finally {
    await db.close();
  }
}

async function servicesOf(
  db: Database,
  dataFolder: string,
  programme: LoadedProgramme,
): Promise<ImportServices> {
  const { code } = programme.data.programme.district;
  const clock = systemClock;
  const found = await findDistrictKind(db, code);
  const kind = found ?? findDataMark(dataFolder)?.kind;
  if (!kind) fail('account.no-district', {});
  const isDemo = kind === 'demo';
  if (!found) await importPlacesOf({ db, clock, actor: systemActor(code) }, programme, isDemo);
  const isUsed = await db.withDistrict(code, (tx) => hasHouseholds(tx, code));
  const vault = openVault(vaultPathIn(dataFolder), !isUsed);
  return { db, clock, vault, dataFolder, isDemo, programmes: [programme] };
}

/** The person who acts; without one the operator of the machine, for the office. */
async function actorOf(
  db: Database,
  districtCode: number,
  username: string | undefined,
): Promise<Actor> {
  if (username === undefined) {
    const system = systemActor(districtCode);
    return { ...system, roles: [...system.roles, { role: 'office', place: null }] };
  }
  const account = await db.withDistrict(districtCode, (tx) =>
    findAccountByUsername(tx, districtCode, username),
  );
  if (!account || account.isDisabled) fail('account.unknown', { username });
  const { personId, organisation, roles } = account;
  return {
    personId,
    organisationId: organisation.organisationId,
    districtCode,
    roles: roles.map(({ role, place }) => ({ role, place })),
  };
}
