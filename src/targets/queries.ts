// Reads of the targets: the versions, the rows of the latest, its sums for overviews.

import { sql } from 'kysely';
import type { Day } from '../core/day.ts';
import type { Tx } from '../db/open.ts';
import { runNamed } from '../db/prepared.ts';
import type { Difference } from './model.ts';

export type VersionRow = {
  readonly versionId: string;
  readonly document: string;
  readonly loadedOn: Day;
  readonly households: number;
  readonly differences: Difference[];
};

/** The versions, the one in force first. Ids sort by the time they were made. */
export async function listVersions(tx: Tx, districtCode: number): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select v.version_id, v.document, v.loaded_on, v.differences,
      (select sum(t.households) from targets t where t.district_code = v.district_code
        and t.version_id = v.version_id)::bigint as households
    from target_versions v where v.district_code = ${districtCode}
    order by v.version_id desc limit 100`.execute(tx);
  return rows;
}

/** The version in force at the end of a day; undefined while there was none. */
export async function findVersionOn(
  tx: Tx,
  districtCode: number,
  day: Day,
): Promise<string | undefined> {
  const statement = sql<{ versionId: string }>`select version_id from target_versions
    where district_code = ${districtCode} and loaded_on <= ${day}
    order by version_id desc limit 1`;
  const [latest] = await runNamed(tx, 'target_version_on', statement);
  return latest?.versionId;
}

/** The rows of a version. */
export async function listTargetRows(tx: Tx, districtCode: number, versionId: string) {
  const { rows } = await sql<{
    placeKey: string;
    placeName: string;
    year: number;
    project: string;
    households: number;
  }>`select t.place_key, p.name as place_name, t.year, t.project, t.households
    from targets t
    join places p on p.district_code = t.district_code and p.place_key = t.place_key
    where t.district_code = ${districtCode} and t.version_id = ${versionId}
    order by t.place_key, t.year, t.project limit 5000`.execute(tx);
  return rows;
}

const keyOf = {
  town: sql`left(place_key, 9)`,
  village: sql`place_key`,
  project: sql`project`,
  year: sql`year::text`,
} as const;

/** Sums of a version by town, village, project or year, within places. */
export async function sumTargets(
  tx: Tx,
  districtCode: number,
  versionId: string,
  by: keyof typeof keyOf,
  filter: {
    readonly places: readonly string[] | null;
    readonly year?: number | undefined;
    readonly project?: string | undefined;
  },
): Promise<Map<string, number>> {
  const { places, year, project } = filter;
  const { rows } = await sql<{ key: string; households: number }>`
    select ${keyOf[by]} as key, sum(households)::bigint as households from targets
    where district_code = ${districtCode} and version_id = ${versionId}
      and (${places}::text[] is null or exists (select 1 from unnest(${places}::text[]) k (key)
        where starts_with(place_key, k.key)))
      and (${year ?? null}::int is null or year = ${year ?? null})
      and (${project ?? null}::text is null or project = ${project ?? null})
    group by 1 order by 1 limit 5000`.execute(tx);
  return new Map(rows.map(({ key, households }) => [key, households]));
}
