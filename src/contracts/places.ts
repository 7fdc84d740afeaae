// Places: towns, villages and the local ones below them.

import { z } from 'zod';
import { contract, PlaceKey } from './contract.ts';

export const placeLevels = [
  'county',
  'town',
  'village',
  'estate',
  'farm',
  'group',
  'team',
] as const;

export const Place = z
  .object({
    placeId: z.number().int(),
    /** The official 12-digit division code; null for a local place. */
    code: z.string().nullable(),
    /** The key that scopes of roles and addresses use; grows by three characters a level. */
    key: PlaceKey,
    parentKey: PlaceKey.nullable(),
    level: z.enum(placeLevels),
    name: z.string(),
    /** The name people say: without 村委会 and the like. */
    shortName: z.string(),
    edition: z.string().nullable(),
    validFrom: z.string().nullable(),
    validTo: z.string().nullable(),
  })
  .meta({ id: 'Place' });

export const PlaceDetail = Place.extend({
  names: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['former', 'alias']),
      validFrom: z.string().nullable(),
      validTo: z.string().nullable(),
    }),
  ),
  predecessors: z.array(Place),
  successor: Place.nullable(),
}).meta({ id: 'PlaceDetail' });

const Name = z.string().trim().min(1).max(40);
const Reason = z.string().trim().min(2).max(500);
const place = { params: z.object({ placeKey: PlaceKey }) };
const keepers = ['administrator', 'office'] as const;
const keepersAndClerks = ['administrator', 'office', 'townClerk'] as const;

export const NewLocalPlace = z.strictObject({
  parentKey: PlaceKey,
  level: z.enum(['town', 'village', 'estate', 'farm', 'group', 'team']),
  name: Name,
  reason: Reason,
});
export const NewName = z.strictObject({ name: Name, reason: Reason });
export const MergeInto = z.strictObject({ intoKey: PlaceKey, reason: Reason });

export const listPlaces = contract({
  method: 'GET',
  path: '/api/places',
  summary: { zh: '地点（按层级排列）', en: 'Places, parents before children' },
  access: 'signed-in',
  query: z.object({
    under: PlaceKey.optional(),
    ended: z.enum(['true', 'false']).default('false'),
  }),
  reply: z.object({ items: z.array(Place), isComplete: z.boolean() }),
  errors: [],
});

export const searchPlaces = contract({
  method: 'GET',
  path: '/api/places/search',
  summary: { zh: '按名称找地点，含曾用名和别名', en: 'Find places by any name they have had' },
  access: 'signed-in',
  query: z.object({
    q: z.string().trim().min(1).max(40),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  }),
  reply: z.object({ items: z.array(Place.extend({ parentName: z.string().nullable() })) }),
  errors: [],
});

export const getPlace = contract({
  method: 'GET',
  path: '/api/places/:placeKey',
  summary: { zh: '一个地点的名称和沿革', en: 'A place, its names and its history' },
  access: 'signed-in',
  ...place,
  reply: PlaceDetail,
  errors: ['place.unknown'],
});

export const addLocalPlace = contract({
  method: 'POST',
  path: '/api/places',
  summary: { zh: '添加本地地点', en: 'Add a local place' },
  access: keepersAndClerks,
  body: NewLocalPlace,
  reply: PlaceDetail,
  errors: ['place.unknown', 'place.name-taken', 'place.wrong-level', 'place.ended'],
  keyed: true,
});

export const renamePlace = contract({
  method: 'POST',
  path: '/api/places/:placeKey/rename',
  summary: { zh: '地点更名', en: 'Rename a place' },
  access: keepers,
  ...place,
  body: NewName,
  reply: PlaceDetail,
  errors: ['action.subject-not-found', 'place.name-taken', 'place.ended'],
  keyed: true,
});

export const addPlaceAlias = contract({
  method: 'POST',
  path: '/api/places/:placeKey/add-alias',
  summary: { zh: '添加别名', en: 'Add an alias' },
  access: keepersAndClerks,
  ...place,
  body: NewName,
  reply: PlaceDetail,
  errors: ['action.subject-not-found', 'place.name-taken', 'place.ended'],
  keyed: true,
});

export const mergePlace = contract({
  method: 'POST',
  path: '/api/places/:placeKey/merge',
  summary: { zh: '并入另一地点', en: 'Merge into another place' },
  access: keepers,
  ...place,
  body: MergeInto,
  reply: PlaceDetail,
  errors: ['action.subject-not-found', 'place.unknown', 'place.ended', 'place.wrong-level'],
  keyed: true,
});
