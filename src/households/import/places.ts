// Finds the town and the village of a row. A village is never found by its name alone when the name
// stands in several towns.

import type { Cell } from '../../office/workbook.ts';
import {
  indexPlaces,
  matchPlace,
  matchTown,
  type KnownPlace,
  type Match,
  type PlaceIndex,
} from '../../places/model.ts';
import type { ColumnKey } from './columns.ts';
import type { Details, FindingCode } from './findings.ts';
import { keptText } from './text.ts';

/** What is wrong with the place of a row, and on which column it stands. */
export type PlaceFault = {
  readonly column: Extract<ColumnKey, 'town' | 'village'>;
  readonly code: FindingCode;
  readonly details?: Details;
};

export type FoundPlace = {
  readonly town: string | undefined;
  readonly village: string | undefined;
  readonly faults: readonly PlaceFault[];
};

/** The cells a place is found by; undefined where they are empty. */
export type PlaceCells = {
  readonly hasTownColumn: boolean;
  readonly town: Cell | undefined;
  readonly village: Cell | undefined;
};

export type PlaceFinder = {
  find(cells: PlaceCells): FoundPlace;
  /** The village a sheet is named after, in the town of the import. */
  villageNamed(sheet: string): string | undefined;
};

/** A finder for the ledger of one town; remembers what it has found. */
export function placeFinder(places: readonly KnownPlace[], townKey: string): PlaceFinder {
  const index = indexPlaces(places);
  const own = index.byKey.get(townKey);
  const known = new Map<string, FoundPlace>();
  return {
    find({ hasTownColumn, town, village }) {
      const townText = town === undefined ? '' : keptText(town);
      const villageText = village === undefined ? '' : keptText(village);
      const memory = `${hasTownColumn} ${townText}\n${villageText}`;
      const before = known.get(memory);
      if (before) return before;
      const isByVillage = hasTownColumn && townText === '' && villageText !== '';
      const found = isByVillage
        ? findByVillage(index, villageText, own)
        : findInTown(index, townText, villageText, own);
      known.set(memory, found);
      return found;
    },
    villageNamed(sheet) {
      const match = own && matchPlace(index, own.name, sheet);
      return match?.kind === 'found' ? match.place.name : undefined;
    },
  };
}

/** The town column is there and empty: the only town that has such a village. */
function findByVillage(
  index: PlaceIndex,
  villageText: string,
  own: KnownPlace | undefined,
): FoundPlace {
  const match = matchPlace(index, '', villageText);
  const candidates = 'candidates' in match ? match.candidates : [];
  const towns = new Map(
    candidates.flatMap(({ key }) => {
      const town = index.byKey.get(key.slice(0, 9));
      return town ? [[town.key, town] as const] : [];
    }),
  );
  const [only, ...others] = [...towns.values()];
  const [village] = candidates;
  if (!only || !village) {
    return lost({ column: 'village', code: 'place.unknown-village', details: inTown(own) });
  }
  if (others.length > 0 || candidates.length > 1) {
    const names = [...towns.values()].map(({ name }) => name).join('、');
    return lost({
      column: 'village',
      code: 'place.ambiguous-village',
      details: { candidates: names },
    });
  }
  return { town: only.key, village: village.key, faults: otherTown(only, own) };
}

function lost(fault: PlaceFault): FoundPlace {
  return { town: undefined, village: undefined, faults: [fault] };
}

/** Says where the village is not, and which other towns have one of that name. */
function inTown(town: KnownPlace | undefined, elsewhere: readonly string[] = []): Details {
  const names = elsewhere.slice(0, 3);
  const isNear = names.length > 0;
  return {
    town: town?.name ?? '',
    elsewhereZh: isNear ? `（${names.join('、')}有）` : '',
    elsewhereEn: isNear ? ` (${names.join(', ')} has one)` : '',
  };
}

function townNames(index: PlaceIndex, villages: readonly KnownPlace[]): string[] {
  return villages.flatMap(({ key }) => index.byKey.get(key.slice(0, 9))?.name ?? []);
}

function otherTown(town: KnownPlace, own: KnownPlace | undefined): PlaceFault[] {
  if (town.key === own?.key) return [];
  const details = { actual: town.name, town: own?.name ?? '' };
  return [{ column: 'town', code: 'place.other-town', details }];
}

function findInTown(
  index: PlaceIndex,
  townText: string,
  villageText: string,
  own: KnownPlace | undefined,
): FoundPlace {
  const townMatch = townText === '' ? undefined : matchTown(index, townText);
  if (townMatch && townMatch.kind !== 'found') {
    return lost({ column: 'town', code: 'place.unknown-town' });
  }
  const town = townMatch?.kind === 'found' ? townMatch.town : own;
  if (!town) return lost({ column: 'town', code: 'place.unknown-town' });
  const faults = otherTown(town, own);
  if (villageText === '') return { town: town.key, village: undefined, faults };
  const match = matchPlace(index, town.name, villageText);
  if (match.kind === 'found') return { town: match.town.key, village: match.place.key, faults };
  const fault = villageFault(index, match, town);
  return { town: town.key, village: undefined, faults: [...faults, fault] };
}

function villageFault(index: PlaceIndex, match: Match, town: KnownPlace): PlaceFault {
  if (match.kind === 'ambiguous') {
    const candidates = match.candidates.map(({ name }) => name).join('、');
    return { column: 'village', code: 'place.ambiguous-village', details: { candidates } };
  }
  const elsewhere = match.kind === 'unknown-village' ? match.elsewhere : [];
  return {
    column: 'village',
    code: 'place.unknown-village',
    details: inTown(town, townNames(index, elsewhere)),
  };
}
