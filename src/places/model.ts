// Places and their names: how the official editions become one history, and how a town and a
// village as people write them are found in it. Pure; knows no database and no files.

import type { Day } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import { unreachable } from '../core/invariant.ts';

/** Level of a place. Estate and farm stand beside villages, group and team below them. */
export type PlaceLevel = 'county' | 'town' | 'village' | 'estate' | 'farm' | 'group' | 'team';

/** `official` has a division code, `programme` comes from a programme folder, `local` by hand. */
export type PlaceOrigin = 'official' | 'programme' | 'local';

/** A place as matching needs it; other columns may be there besides. */
export type KnownPlace = {
  readonly placeId: number;
  readonly key: string;
  readonly parentKey: string | null;
  readonly level: PlaceLevel;
  readonly name: string;
  /** Former names and aliases. */
  readonly otherNames: readonly string[];
  readonly validTo: Day | null;
  readonly successorKey: string | null;
};

/** Which levels may stand under which. */
export const childLevels: Readonly<Record<PlaceLevel, readonly PlaceLevel[]>> = {
  county: ['town', 'farm'],
  town: ['village', 'estate', 'farm'],
  village: ['estate', 'group', 'team'],
  estate: ['group'],
  farm: ['group', 'team'],
  group: [],
  team: [],
};

const townSuffix = /(?:人民政府|管委会|管理委员会|街道办事处|街道|镇|乡)$/;
const villageSuffix = /(?:村民委员会|居民委员会|村委会|居委会|社区|村)$/;
const stemLengthMin = 2;

/** A name as compared: NFKC, without white space and the brackets' contents. */
export function normaliseName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/\(.*?\)$/, '');
}

/** The name people say: 金积镇 → 金积, 渔光湖村村委会 → 渔光湖. Never shorter than two characters. */
export function stemOf(name: string, level: PlaceLevel): string {
  let stem = normaliseName(name);
  const suffix = level === 'town' || level === 'county' ? townSuffix : villageSuffix;
  for (;;) {
    const shorter = stem.replace(suffix, '');
    if (shorter === stem || [...shorter].length < stemLengthMin) return stem;
    stem = shorter;
  }
}

/** The name as shown: a village keeps its 村 but loses the committee: 大庙桥村委会 → 大庙桥村. */
export function shortNameOf(name: string, level: PlaceLevel): string {
  if (level !== 'village') return name;
  const plain = normaliseName(name)
    .replace(/(?:村民委员会|村委会)$/, '村')
    .replace(/(?:居民委员会|居委会)$/, '社区')
    .replace(/村村$/, '村')
    .replace(/社区社区$/, '社区');
  return plain;
}

/** What became of looking a place up. `place` is the one in force today. */
export type Match<P extends KnownPlace = KnownPlace> =
  | { readonly kind: 'found'; readonly town: P; readonly place: P; readonly via: MatchVia }
  | { readonly kind: 'unknown-town' }
  | { readonly kind: 'unknown-village'; readonly town: P; readonly elsewhere: readonly P[] }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly P[] }
  /** Only a village name was given; one candidate is still no match. */
  | { readonly kind: 'town-needed'; readonly candidates: readonly P[] }
  /** The place ended and nothing took over. */
  | { readonly kind: 'ended'; readonly place: P };

/** By which name it was found: the official one, a former one or alias, or through its history. */
export type MatchVia = 'name' | 'other-name' | 'succession';

/** Everything matching needs, made once for many look-ups. */
export type PlaceIndex<P extends KnownPlace = KnownPlace> = {
  readonly byKey: ReadonlyMap<string, P>;
  readonly towns: NameTable<P>;
  /** Villages and their like by the key of their town. */
  readonly villages: ReadonlyMap<string, NameTable<P>>;
};

type Rank = 0 | 1 | 2 | 3;
type Named<P> = { readonly place: P; readonly rank: Rank };
/** Lower-case words of a name → the places so called, with how well: 0 is the official name. */
type NameTable<P> = ReadonlyMap<string, ReadonlyArray<Named<P>>>;

const villageLevels: ReadonlySet<PlaceLevel> = new Set(['village', 'estate', 'farm']);

/** Prepares places for look-ups. */
export function indexPlaces<P extends KnownPlace>(places: readonly P[]): PlaceIndex<P> {
  const byKey = new Map(places.map((place) => [place.key, place]));
  const towns = places.filter((place) => place.key.length === townKeyLength);
  const villages = places.filter(
    ({ key, level }) => key.length > townKeyLength && villageLevels.has(level),
  );
  const byTown = Map.groupBy(villages, townKeyOf);
  return {
    byKey,
    towns: tableOf(towns),
    villages: new Map([...byTown].map(([key, list]) => [key, tableOf(list)])),
  };
}

/** Six digits of the district and three more: a town, or a farm that stands beside the towns. */
const townKeyLength = 9;

function townKeyOf({ key }: KnownPlace): string {
  return key.slice(0, townKeyLength);
}

function tableOf<P extends KnownPlace>(places: readonly P[]): NameTable<P> {
  const table = new Map<string, Named<P>[]>();
  const add = (word: string, place: P, rank: Rank) => {
    const known = table.get(word) ?? [];
    if (!known.some((one) => one.place === place && one.rank <= rank)) known.push({ place, rank });
    table.set(word, known);
  };
  for (const place of places) {
    add(normaliseName(place.name), place, 0);
    add(shortNameOf(place.name, place.level), place, 0);
    add(stemOf(place.name, place.level), place, 2);
    for (const name of place.otherNames) {
      add(normaliseName(name), place, 1);
      add(shortNameOf(name, place.level), place, 1);
      add(stemOf(name, place.level), place, 3);
    }
  }
  return table;
}

/** The best matches of a written name: exact before stem, official before other names. */
function lookUp<P extends KnownPlace>(
  table: NameTable<P> | undefined,
  written: string,
  level: PlaceLevel,
): ReadonlyArray<Named<P>> {
  if (!table) return [];
  const words = [normaliseName(written), shortNameOf(written, level), stemOf(written, level)];
  const found = words.map((word) => table.get(word) ?? []).find((named) => named.length > 0) ?? [];
  const standing = found.filter(({ place }) => place.validTo === null);
  const pool = standing.length > 0 ? standing : found;
  const best = Math.min(...pool.map(({ rank }) => rank));
  return pool.filter(({ rank }) => rank === best);
}

/** The place in force today that took over from `place`; itself when it stands. */
function follow<P extends KnownPlace>(place: P, byKey: ReadonlyMap<string, P>): P | undefined {
  let at: P | undefined = place;
  for (let steps = 0; at && at.validTo !== null && steps < 20; steps += 1) {
    at = at.successorKey === null ? undefined : byKey.get(at.successorKey);
  }
  return at;
}

/**
 * Finds a village by its town and its own name, as written by people. Never by the village's name
 * alone: the same name stands in several towns. `townName` empty asks for candidates only.
 */
export function matchPlace<P extends KnownPlace>(
  index: PlaceIndex<P>,
  townName: string,
  villageName: string,
): Match<P> {
  if (normaliseName(townName) === '') {
    return { kind: 'town-needed', candidates: villagesNamed(index, villageName) };
  }
  const town = matchTown(index, townName);
  if (town.kind !== 'found') return town;
  return matchVillage(index, town.town, villageName);
}

/** The place of a town and a village as written, or the refusal that says what is wrong. */
export function getPlaceByNames<P extends KnownPlace>(
  index: PlaceIndex<P>,
  townName: string,
  villageName: string,
): P {
  const match = matchPlace(index, townName, villageName);
  const nameOf = (place: P) => {
    const town = index.byKey.get(townKeyOf(place));
    return `${town && town !== place ? town.name : ''}${shortNameOf(place.name, place.level)}`;
  };
  switch (match.kind) {
    case 'found':
      return match.place;
    case 'unknown-town':
      return fail('place.unknown-town', { town: townName });
    case 'unknown-village':
      return fail('place.unknown-village', { town: match.town.name, village: villageName });
    case 'ended':
      return fail('place.ended', { name: nameOf(match.place), endedOn: match.place.validTo ?? '' });
    case 'ambiguous':
    case 'town-needed': {
      const candidates = match.candidates.map(nameOf).join('、') || '—';
      return fail('place.ambiguous-village', { village: villageName, candidates });
    }
    default:
      return unreachable(match);
  }
}

/** Finds a town by its name; the `place` of a found one is the town itself. */
export function matchTown<P extends KnownPlace>(index: PlaceIndex<P>, townName: string): Match<P> {
  const written = townName.replace(/^.*?(?:市|区|县|旗)(?=..)/, '');
  const direct = lookUp(index.towns, townName, 'town');
  const named = direct.length > 0 ? direct : lookUp(index.towns, written, 'town');
  const [first, ...others] = named;
  if (!first) return { kind: 'unknown-town' };
  if (others.length > 0) return { kind: 'ambiguous', candidates: named.map(({ place }) => place) };
  // An ended town is kept as it is: its villages are found through their own history.
  return { kind: 'found', town: first.place, place: first.place, via: viaOf(first) };
}

function viaOf<P extends KnownPlace>({ rank }: Named<P>): MatchVia {
  return rank === 0 || rank === 2 ? 'name' : 'other-name';
}

function matchVillage<P extends KnownPlace>(
  index: PlaceIndex<P>,
  town: P,
  villageName: string,
): Match<P> {
  const inForce = follow(town, index.byKey);
  const inTown = lookUp(index.villages.get(town.key), villageName, 'village');
  const named =
    inTown.length > 0 || !inForce
      ? inTown
      : lookUp(index.villages.get(inForce.key), villageName, 'village');
  if (named.length === 0) {
    const elsewhere = villagesNamed(index, villageName);
    return { kind: 'unknown-village', town: inForce ?? town, elsewhere };
  }
  const today = new Map<string, Named<P>>();
  for (const one of named) {
    const place = follow(one.place, index.byKey);
    if (place) today.set(place.key, { ...one, place });
  }
  const [found, ...others] = [...today.values()];
  if (others.length > 0) {
    return { kind: 'ambiguous', candidates: [...today.values()].map(({ place }) => place) };
  }
  const [original] = named;
  if (!found || !original) return { kind: 'ended', place: named[0]?.place ?? town };
  const via = original.place === found.place ? viaOf(found) : 'succession';
  const townToday = index.byKey.get(townKeyOf(found.place)) ?? town;
  return { kind: 'found', town: townToday, place: found.place, via };
}

function villagesNamed<P extends KnownPlace>(index: PlaceIndex<P>, villageName: string): P[] {
  const found = new Map<string, P>();
  for (const table of index.villages.values()) {
    for (const { place } of lookUp(table, villageName, 'village')) {
      const today = follow(place, index.byKey);
      if (today) found.set(today.key, today);
    }
  }
  return [...found.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
}
