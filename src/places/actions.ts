// All writes to places: taking in the official editions, local places, names, mergers.

import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '../actions/action.ts';
import type { Subject, SubjectKind } from '../actions/action.ts';
import { PlaceKey } from '../contracts/contract.ts';
import { MergeInto, NewLocalPlace, NewName } from '../contracts/places.ts';
import { addDays } from '../core/day.ts';
import type { Day } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import type { Tx } from '../db/open.ts';
import { may } from '../people/model.ts';
import { localKey } from './editions.ts';
import { childLevels, normaliseName, stemOf } from './model.ts';
import type { PlaceLevel } from './model.ts';
import { storePlaces } from './store.ts';
import type { StoreInput } from './store.ts';

type PlaceSubject = Subject & {
  readonly placeId: number;
  readonly parentId: number | null;
  readonly name: string;
  readonly level: PlaceLevel;
  readonly validTo: Day | null;
};

/** Places as subjects of actions; the id of a subject is the place's key. */
export const placeKind: SubjectKind<PlaceSubject> = {
  type: 'place',
  name: { zh: '地点', en: 'place' },
  lock: async (ids, tx, districtCode) => {
    const { rows } = await sql<Omit<PlaceSubject, 'place' | 'state' | 'lastDay'>>`
      select place_key as id, place_id, parent_id, name, level, valid_to, version from places
      where district_code = ${districtCode}
        and place_key = any (${ids}::text[])
      order by place_id for update`.execute(tx);
    return rows.map((row) => ({ ...row, place: row.id, state: null, lastDay: null }));
  },
};

const placeKey = PlaceKey;

/** Takes in the official editions and a programme's local places; adds, renames and ends. */
export const importPlaces = defineAction({
  name: 'place.import',
  title: { zh: '导入行政区划', en: 'Take in the official divisions' },
  input: z.strictObject({
    source: z.string().max(200),
    /** SHA-256 of the files it was made from. */
    contentHash: z.string().length(64),
    district: z.strictObject({ nameZh: z.string().min(1), nameEn: z.string().min(1) }),
    /** Marks the district as invented; only when it is made. */
    isDemo: z.literal(true).optional(),
    places: z.custom<StoreInput>(Array.isArray),
  }),
  roles: ['administrator'],
  creates: 'place-edition',
  subjectId: (input) => input.contentHash,
  place: () => null,
  // The places themselves are in the files whose hash is kept.
  record: ({ source, contentHash, district, isDemo }) => ({
    source,
    contentHash,
    district,
    ...(isDemo && { isDemo }),
  }),
  run: async ({ district, places, isDemo = false }, { tx, actor }) => {
    const { districtCode } = actor;
    await sql`insert into districts (district_code, name_zh, name_en, is_demo)
      values (${districtCode}, ${district.nameZh}, ${district.nameEn}, ${isDemo})
      on conflict (district_code) do nothing`.execute(tx);
    return storePlaces(tx, districtCode, places);
  },
});

export const addLocalPlace = defineAction({
  name: 'place.add-local',
  title: { zh: '添加本地地点', en: 'Add a local place' },
  input: NewLocalPlace,
  roles: may['place.add-local'],
  creates: 'place',
  place: (input) => input.parentKey,
  run: async ({ parentKey, level, name }, { tx, actor, occurredOn }) => {
    const { districtCode } = actor;
    // The parent's row is locked, so that two new children never take one number.
    const [parent] = await placeKind.lock([parentKey], tx, districtCode);
    if (!parent) fail('place.unknown', { place: parentKey });
    refuseEnded(parent);
    if (!childLevels[parent.level].includes(level))
      fail('place.wrong-level', { name: parent.name });
    await refuseNameTaken(tx, districtCode, parent.placeId, name, level, parent.name);
    const { rows } = await sql<{ locals: number; nextId: number }>`
      select count(*) filter (where place_key like ${`${parentKey}L__`}) as locals,
        max(place_id) + 1 as next_id
      from places where district_code = ${districtCode}`.execute(tx);
    const { locals = 0, nextId = 1 } = rows[0] ?? {};
    const key = localKey(parentKey, locals + 1);
    await sql`insert into places (district_code, place_id, place_key, parent_id, level, origin,
        name, stem, valid_from, version)
      values (${districtCode}, ${nextId}, ${key}, ${parent.placeId}, ${level}, 'local', ${name},
        ${stemOf(name, level)}, ${occurredOn}, 1)`.execute(tx);
    return { key };
  },
});

export const renamePlace = defineAction({
  name: 'place.rename',
  title: { zh: '地点更名', en: 'Rename a place' },
  input: NewName.extend({ placeKey }),
  roles: may['place.rename'],
  subject: placeKind,
  subjectId: (input) => input.placeKey,
  run: async ({ name }, { tx, actor, subject, occurredOn }) => {
    const { districtCode } = actor;
    refuseEnded(subject);
    if (subject.parentId !== null) {
      await refuseNameTaken(tx, districtCode, subject.parentId, name, subject.level, '');
    }
    await insertName(tx, districtCode, subject, subject.name, 'former', addDays(occurredOn, -1));
    await sql`update places set name = ${name}, stem = ${stemOf(name, subject.level)},
        version = version + 1
      where district_code = ${districtCode} and place_id = ${subject.placeId}`.execute(tx);
    return { key: subject.id, formerName: subject.name };
  },
});

export const addPlaceAlias = defineAction({
  name: 'place.add-alias',
  title: { zh: '添加别名', en: 'Add an alias' },
  input: NewName.extend({ placeKey }),
  roles: may['place.add-alias'],
  subject: placeKind,
  subjectId: (input) => input.placeKey,
  run: async ({ name }, { tx, actor, subject }) => {
    const { districtCode } = actor;
    refuseEnded(subject);
    if (subject.parentId !== null) {
      await refuseNameTaken(tx, districtCode, subject.parentId, name, subject.level, '');
    }
    await insertName(tx, districtCode, subject, name, 'alias', null);
    await countVersion(tx, districtCode, subject.placeId);
    return { key: subject.id };
  },
});

export const mergePlace = defineAction({
  name: 'place.merge',
  title: { zh: '并入另一地点', en: 'Merge into another place' },
  input: MergeInto.extend({ placeKey }),
  roles: may['place.merge'],
  subject: placeKind,
  subjectId: (input) => input.placeKey,
  run: async ({ intoKey }, { tx, actor, subject, occurredOn }) => {
    refuseEnded(subject);
    const [into] = await placeKind.lock([intoKey], tx, actor.districtCode);
    if (!into) fail('place.unknown', { place: intoKey });
    refuseEnded(into);
    if (into.id === subject.id || into.level !== subject.level || into.level === 'county') {
      fail('place.wrong-level', { name: into.name });
    }
    await sql`update places set valid_to = ${addDays(occurredOn, -1)},
        successor_id = ${into.placeId}, version = version + 1
      where district_code = ${actor.districtCode} and place_id = ${subject.placeId}`.execute(tx);
    return { key: subject.id, intoKey };
  },
});

function refuseEnded({ name, validTo }: PlaceSubject): void {
  if (validTo !== null) fail('place.ended', { name, endedOn: validTo });
}

/** Refuses a name that a standing sibling bears, officially or as an alias. */
async function refuseNameTaken(
  tx: Tx,
  districtCode: number,
  parentId: number,
  name: string,
  level: PlaceLevel,
  parentName: string,
): Promise<void> {
  const plain = normaliseName(name);
  const { rows } = await sql<{ parent: string }>`
    select p.name as parent from places c
    join places p on p.district_code = c.district_code and p.place_id = c.parent_id
    where c.district_code = ${districtCode} and c.parent_id = ${parentId} and c.valid_to is null
      and (c.name = ${plain} or c.stem = ${stemOf(name, level)} or exists (
        select 1 from place_names n where n.district_code = c.district_code
          and n.place_id = c.place_id and n.name = ${plain}))
    limit 1`.execute(tx);
  const [taken] = rows;
  if (taken) fail('place.name-taken', { parent: parentName || taken.parent, name });
}

async function insertName(
  tx: Tx,
  districtCode: number,
  { placeId, level }: PlaceSubject,
  name: string,
  kind: 'former' | 'alias',
  validTo: Day | null,
): Promise<void> {
  await sql`insert into place_names
      (district_code, place_id, name, stem, kind, valid_from, valid_to)
    values (${districtCode}, ${placeId}, ${normaliseName(name)}, ${stemOf(name, level)}, ${kind},
      null, ${validTo})
    on conflict (district_code, place_id, name)
      do update set kind = excluded.kind, valid_to = excluded.valid_to`.execute(tx);
}

async function countVersion(tx: Tx, districtCode: number, placeId: number): Promise<void> {
  await sql`update places set version = version + 1
    where district_code = ${districtCode} and place_id = ${placeId}`.execute(tx);
}

/** All actions of this capability, for the registry. */
export const placeActions = [
  importPlaces,
  addLocalPlace,
  renamePlace,
  addPlaceAlias,
  mergePlace,
] as const;
