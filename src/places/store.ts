// Puts derived places into the tables, set by set: new ones in, known ones brought up to date.
// Called by the action place.import only.

import { sql } from 'kysely';
import type { Tx } from '../db/open.ts';
import { localKey } from './editions.ts';
import type { PlaceDraft } from './editions.ts';
import { normaliseName, stemOf } from './model.ts';
import type { PlaceOrigin } from './model.ts';

export type StoreInput = readonly PlaceDraft[];

type Known = {
  placeId: number;
  key: string;
  parentKey: string | null;
  name: string;
  origin: PlaceOrigin;
};

/** Stores all drafts and gives how many are new and how many stand today. */
export async function storePlaces(
  tx: Tx,
  districtCode: number,
  given: StoreInput,
): Promise<{ added: number; standing: number }> {
  const { rows: known } = await sql<Known>`
    select c.place_id, c.place_key as key, p.place_key as parent_key, c.name, c.origin
    from places c
    left join places p on p.district_code = c.district_code and p.place_id = c.parent_id
    where c.district_code = ${districtCode}
    order by c.place_id limit 20000 for update of c`.execute(tx);
  const drafts = keepLocalKeys(given, known);
  const ids = new Map(known.map(({ key, placeId }) => [key, placeId]));
  let nextId = Math.max(0, ...known.map(({ placeId }) => placeId)) + 1;
  for (const { key } of drafts) if (!ids.has(key)) ids.set(key, nextId++);
  await upsertPlaces(tx, districtCode, drafts, ids);
  await upsertNames(tx, districtCode, drafts, ids);
  return {
    added: ids.size - known.length,
    standing: drafts.filter(({ validTo }) => validTo === null).length,
  };
}

/** A local place known by parent and name keeps its key; a new one gets the next free number. */
function keepLocalKeys(drafts: StoreInput, known: readonly Known[]): PlaceDraft[] {
  const taken = new Set(known.map(({ key }) => key));
  const renamed = new Map<string, string>();
  const rename = (key: string | null) => (key === null ? null : (renamed.get(key) ?? key));
  // Parents come before children, so a parent's new key is known when its children come.
  const keyed = drafts.map((draft) => {
    if (draft.origin === 'official') return draft;
    const parentKey = rename(draft.parentKey) ?? '';
    const same = known.find(
      ({ origin, name, parentKey: under }) =>
        origin !== 'official' && name === draft.name && under === parentKey,
    );
    const key = same?.key ?? freeKey(parentKey, taken);
    taken.add(key);
    renamed.set(draft.key, key);
    return { ...draft, key, parentKey };
  });
  return keyed.map((draft) => ({ ...draft, successorKey: rename(draft.successorKey) }));
}

function freeKey(parentKey: string, taken: ReadonlySet<string>): string {
  let number = 1;
  while (taken.has(localKey(parentKey, number))) number += 1;
  return localKey(parentKey, number);
}

async function upsertPlaces(
  tx: Tx,
  districtCode: number,
  drafts: readonly PlaceDraft[],
  ids: ReadonlyMap<string, number>,
): Promise<void> {
  const idOf = (key: string | null) => (key === null ? null : (ids.get(key) ?? null));
  const rows = drafts.map((draft) => ({
    ...draft,
    placeId: idOf(draft.key),
    parentId: idOf(draft.parentKey),
    successorId: idOf(draft.successorKey),
    stem: stemOf(draft.name, draft.level),
  }));
  await sql`insert into places as c (district_code, place_id, place_key, parent_id, successor_id,
      code, edition, level, origin, name, stem, valid_from, valid_to, version)
    select ${districtCode}::int, r."placeId", r.key, r."parentId", r."successorId", r.code,
      r.edition, r.level, r.origin, r.name, r.stem, r."validFrom", r."validTo", 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r ("placeId" int, key text,
      "parentId" int, "successorId" int, code text, edition text, level text, origin text,
      name text, stem text, "validFrom" date, "validTo" date)
    on conflict (district_code, place_id) do update set successor_id = excluded.successor_id,
      edition = excluded.edition, name = excluded.name, stem = excluded.stem,
      valid_to = excluded.valid_to, version = c.version + 1
    `.execute(tx);
}

async function upsertNames(
  tx: Tx,
  districtCode: number,
  drafts: readonly PlaceDraft[],
  ids: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = drafts.flatMap((draft) =>
    draft.names.map(({ name, kind, validFrom, validTo }) => ({
      placeId: ids.get(draft.key),
      name: normaliseName(name),
      stem: stemOf(name, draft.level),
      kind,
      validFrom,
      validTo,
    })),
  );
  const unique = [...new Map(rows.map((row) => [`${row.placeId}/${row.name}`, row])).values()];
  await sql`insert into place_names
      (district_code, place_id, name, stem, kind, valid_from, valid_to)
    select ${districtCode}::int, r."placeId", r.name, r.stem, r.kind, r."validFrom", r."validTo"
    from jsonb_to_recordset(${JSON.stringify(unique)}::jsonb) as r ("placeId" int, name text,
      stem text, kind text, "validFrom" date, "validTo" date)
    on conflict (district_code, place_id, name) do update set kind = excluded.kind,
      valid_from = excluded.valid_from, valid_to = excluded.valid_to`.execute(tx);
}
