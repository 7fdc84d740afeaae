// Finds the place of a row of annex 1: a village by its town, or the town itself where the table
// does not go deeper.

import { matchPlace, matchTown, shortNameOf, type PlaceIndex } from '../places/model.ts';
import type { AnnexCode } from './annex-findings.ts';

export type PlaceFault = {
  readonly code: AnnexCode;
  readonly on: 'town' | 'village';
  readonly details?: Readonly<Record<string, string>>;
};

type FoundPlace = {
  readonly townKey: string;
  readonly placeKey: string;
  readonly isTownOnly: boolean;
};

const townKeyLength = 9;

/** The place of a town and a village as written; an empty village means the town. */
export function findAnnexPlace(
  index: PlaceIndex,
  townText: string,
  villageText: string,
): FoundPlace | PlaceFault {
  if (townText === '') return { code: 'value.missing', on: 'town' };
  const town = matchTown(index, townText);
  if (town.kind !== 'found') return { code: 'place.unknown-town', on: 'town' };
  const { key } = town.place;
  if (villageText === '') return { townKey: key, placeKey: key, isTownOnly: true };
  const match = matchPlace(index, townText, villageText);
  if (match.kind === 'found') {
    const { key: placeKey } = match.place;
    return { townKey: placeKey.slice(0, townKeyLength), placeKey, isTownOnly: false };
  }
  if (match.kind === 'ambiguous') {
    const names = match.candidates.map(({ name, level }) => shortNameOf(name, level));
    const details = { candidates: names.join('、') };
    return { code: 'place.ambiguous-village', on: 'village', details };
  }
  const details = { town: town.place.name };
  return { code: 'place.unknown-village', on: 'village', details };
}
