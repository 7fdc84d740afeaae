// What the template of a town offers: its villages with their groups, the enterprises admitted.
// Reads only.

import { sql } from 'kysely';
import type { Tx } from '../db/open.ts';
import { shortNameOf } from '../places/model.ts';
import { findPlace, listPlaces } from '../places/queries.ts';

type Found = {
  readonly townName: string;
  readonly villages: ReadonlyMap<string, readonly string[]>;
  readonly enterprises: readonly string[];
};

const townKeyLength = 9;
const levels: ReadonlySet<string> = new Set(['village', 'estate', 'farm']);

/** Undefined when there is no such town. */
export async function findTemplateScope(
  tx: Tx,
  districtCode: number,
  town: string,
): Promise<Found | undefined> {
  const place = await findPlace(tx, districtCode, town);
  if (!place || town.length !== townKeyLength) return undefined;
  const places = await listPlaces(tx, districtCode, { under: town, withEnded: false });
  const groups = await sql<{ villageKey: string; name: string }>`
    select village_key, name from village_groups
    where district_code = ${districtCode} and starts_with(village_key, ${town})
    order by village_key, length(name), name limit 20000`.execute(tx);
  const byVillage = Map.groupBy(groups.rows, ({ villageKey }) => villageKey);
  const villages = places
    .filter(({ key, level }) => levels.has(level) && key.length > town.length)
    .map(({ key, name, level }) => {
      const names = byVillage.get(key)?.map((group) => group.name) ?? [];
      return [shortNameOf(name, level), names] as const;
    });
  const enterprises = await sql<{ name: string }>`select name from enterprises
    where district_code = ${districtCode} and state = 'admitted'
    order by name limit 2000`.execute(tx);
  return {
    townName: place.name,
    villages: new Map(villages),
    enterprises: enterprises.rows.map(({ name }) => name),
  };
}
