// Reads of places, their names and their history. Writes nothing.

import { sql } from 'kysely';
import type { Day } from '../core/day.ts';
import type { Tx } from '../db/open.ts';
import { shortNameOf, stemOf } from './model.ts';
import type { KnownPlace, PlaceLevel, PlaceOrigin } from './model.ts';

export type PlaceRow = {
  placeId: number;
  key: string;
  parentKey: string | null;
  successorKey: string | null;
  code: string | null;
  edition: string | null;
  level: PlaceLevel;
  origin: PlaceOrigin;
  name: string;
  validFrom: Day | null;
  validTo: Day | null;
};

/** More places than a district has; a list that reaches it says that it is not complete. */
export const placesMax = 20_000;

const columns = sql`c.place_id, c.place_key as key, p.place_key as parent_key,
  s.place_key as successor_key, c.code, c.edition, c.level, c.origin, c.name,
  c.valid_from, c.valid_to`;
const from = sql`places c
  left join places p on p.district_code = c.district_code and p.place_id = c.parent_id
  left join places s on s.district_code = c.district_code and s.place_id = c.successor_id`;

/** Places at or below the key `under`, parents before children; ended ones only when asked for. */
export async function listPlaces(
  tx: Tx,
  districtCode: number,
  { under, withEnded, limit = placesMax }: { under?: string; withEnded: boolean; limit?: number },
): Promise<PlaceRow[]> {
  const scope = `${under ?? districtCode}%`;
  const { rows } = await sql<PlaceRow>`select ${columns} from ${from}
    where c.district_code = ${districtCode} and c.place_key like ${scope}
      and (${withEnded} or c.valid_to is null)
    order by length(c.place_key), c.place_key limit ${limit}`.execute(tx);
  return rows;
}

/** One place by its key; undefined when there is none. */
export async function findPlace(
  tx: Tx,
  districtCode: number,
  key: string,
): Promise<PlaceRow | undefined> {
  const { rows } = await sql<PlaceRow>`select ${columns} from ${from}
    where c.district_code = ${districtCode} and c.place_key = ${key}`.execute(tx);
  return rows[0];
}

export type OtherName = {
  name: string;
  kind: 'former' | 'alias';
  validFrom: Day | null;
  validTo: Day | null;
};

/** Former names and aliases of a place, oldest first. */
export async function listOtherNames(
  tx: Tx,
  districtCode: number,
  placeId: number,
): Promise<OtherName[]> {
  const { rows } = await sql<OtherName>`select name, kind, valid_from, valid_to from place_names
    where district_code = ${districtCode} and place_id = ${placeId}
    order by kind desc, valid_to nulls last, name limit 200`.execute(tx);
  return rows;
}

/** Places that ended in favour of this one. */
export async function listPredecessors(
  tx: Tx,
  districtCode: number,
  placeId: number,
): Promise<PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`select ${columns} from ${from}
    where c.district_code = ${districtCode} and c.successor_id = ${placeId}
    order by c.place_key limit 200`.execute(tx);
  return rows;
}

/** Everything matchPlace() needs of a district: all places of all times with all their names. */
export async function listKnownPlaces(
  tx: Tx,
  districtCode: number,
): Promise<Array<PlaceRow & KnownPlace>> {
  const places = await listPlaces(tx, districtCode, { withEnded: true });
  const { rows } = await sql<{ placeId: number; names: string[] }>`
    select place_id, array_agg(name order by name) as names from place_names
    where district_code = ${districtCode} group by place_id limit ${placesMax}`.execute(tx);
  const names = new Map(rows.map((row) => [row.placeId, row.names]));
  return places.map((place) => ({ ...place, otherNames: names.get(place.placeId) ?? [] }));
}

/** Standing places any of whose names contains `text` or its stem; towns before villages. */
export async function searchPlaces(
  tx: Tx,
  districtCode: number,
  text: string,
  limit: number,
): Promise<Array<PlaceRow & { parentName: string | null }>> {
  const stem = stemOf(text, 'village').replace(/[\\%_]/g, (char) => `\\${char}`);
  const pattern = `%${stem}%`;
  const { rows } = await sql<PlaceRow & { parentName: string | null }>`
    select ${columns}, p.name as parent_name from ${from}
    where c.district_code = ${districtCode} and c.valid_to is null
      and (c.name ilike ${pattern} or c.code = ${text} or exists (
        select 1 from place_names n where n.district_code = c.district_code
          and n.place_id = c.place_id and n.name ilike ${pattern}))
    order by (c.stem = ${stem}) desc, length(c.place_key), c.place_key
    limit ${limit}`.execute(tx);
  return rows;
}

/** A row as the contract shows it. */
export function toPlace(row: PlaceRow) {
  const { placeId, code, key, parentKey, level, name, edition, validFrom, validTo } = row;
  const shortName = shortNameOf(name, level);
  return {
    placeId,
    code,
    key,
    parentKey,
    level,
    name,
    shortName,
    edition,
    validFrom,
    validTo,
  };
}
