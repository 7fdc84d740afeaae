// Makes one history of places out of the yearly editions of the official division codes and the
// local places of a programme folder: renamings, changes of code, endings. Pure.

import type { Day } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import { invariant } from '../core/invariant.ts';
import type { Division, PastDivision } from '../rules/types.ts';
import { normaliseName, stemOf } from './model.ts';
import type { PlaceLevel, PlaceOrigin } from './model.ts';

/** A place to be kept, before it has an id. Parents come before children. */
export type PlaceDraft = {
  readonly key: string;
  readonly parentKey: string | null;
  readonly successorKey: string | null;
  readonly code: string | null;
  readonly edition: string | null;
  readonly level: PlaceLevel;
  readonly origin: PlaceOrigin;
  readonly name: string;
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
  readonly names: ReadonlyArray<{
    readonly name: string;
    readonly kind: 'former' | 'alias';
    readonly validFrom: Day | null;
    readonly validTo: Day | null;
  }>;
};

type LocalPlaces = {
  readonly places: ReadonlyArray<{
    readonly id: string;
    readonly name: { readonly zh: string };
    readonly level: 'town' | 'village' | 'estate' | 'farm' | 'group';
    readonly parent: string;
    readonly aliases: readonly string[];
  }>;
  readonly aliases: ReadonlyArray<{ readonly code: string; readonly names: readonly string[] }>;
};

type Row = { edition: number; level: 'town' | 'village'; code: string; name: string };
type Listed = { readonly code: string; readonly rows: readonly Row[] };

/**
 * One history out of the present divisions, those of earlier editions and the local places. The
 * present ones count as the newest edition of the history.
 */
export function derivePlaces(given: {
  readonly districtCode: number;
  readonly districtName: string;
  readonly divisions: readonly Division[];
  readonly history: readonly PastDivision[];
  readonly local: LocalPlaces;
}): PlaceDraft[] {
  const county: PlaceDraft = {
    ...nowhere,
    key: String(given.districtCode),
    code: `${given.districtCode}000000`,
    level: 'county',
    origin: 'official',
    name: given.districtName,
  };
  const rows = mergeRows(given.history, given.divisions, String(given.districtCode));
  return addLocalPlaces([county, ...officialPlaces(rows)], given.local);
}

const nowhere = {
  parentKey: null,
  successorKey: null,
  code: null,
  edition: null,
  validFrom: null,
  validTo: null,
  names: [],
} as const;

/** The towns and villages of the district in all editions; the present divisions win. */
function mergeRows(
  history: readonly PastDivision[],
  divisions: readonly Division[],
  prefix: string,
): Row[] {
  const newest = Math.max(0, ...history.map(({ edition }) => Number(edition)));
  const past = history.filter(({ edition }) => Number(edition) < newest);
  const present = divisions.map((one) => ({ ...one, edition: String(newest) }));
  const rows: Row[] = [];
  for (const { edition, level, code, name } of [...past, ...present]) {
    if (!code.startsWith(prefix) || (level !== 'town' && level !== 'village')) continue;
    rows.push({ edition: Number(edition), level, code, name });
  }
  return rows.toSorted((a, b) => a.edition - b.edition || (a.code < b.code ? -1 : 1));
}

const yearStart = (year: number) => `${year}-01-01` as Day;
const yearEnd = (year: number) => `${year}-12-31` as Day;
const keyOf = ({ code, level }: Row) => (level === 'town' ? code.slice(0, 9) : code);

/**
 * One place a code. A change of name under the same code is a renaming. Days are known to the year
 * only: from 1 January of the first edition that lists it to 31 December of the last one.
 */
function officialPlaces(rows: readonly Row[]): PlaceDraft[] {
  const editions = [...new Set(rows.map((row) => row.edition))].toSorted((a, b) => a - b);
  const [oldest = 0, newest = 0] = [editions[0], editions.at(-1)];
  const listed = [...Map.groupBy(rows, (row) => row.code)].map(([code, own]) => ({
    code,
    rows: own,
  }));
  const successors = findCodeChanges(listed, editions);
  const drafts = listed.map(({ code, rows: own }): PlaceDraft => {
    const [first, last] = [own[0], own.at(-1)];
    invariant(first && last, 'a group has at least one row');
    const isTown = last.level === 'town';
    return {
      key: keyOf(last),
      parentKey: isTown ? code.slice(0, 6) : code.slice(0, 9),
      successorKey: successors.get(code) ?? null,
      code,
      edition: String(last.edition),
      level: last.level,
      origin: 'official',
      name: last.name,
      validFrom: first.edition === oldest ? null : yearStart(first.edition),
      validTo: last.edition === newest ? null : yearEnd(last.edition),
      names: formerNames(own, oldest),
    };
  });
  return drafts.toSorted((a, b) => a.key.length - b.key.length || (a.key < b.key ? -1 : 1));
}

function formerNames(rows: readonly Row[], oldest: number): PlaceDraft['names'] {
  const last = rows.at(-1)?.name;
  const byName = [...Map.groupBy(rows, (row) => row.name)].filter(([name]) => name !== last);
  return byName.map(([name, own]) => {
    const [first, end] = [own[0]?.edition ?? oldest, own.at(-1)?.edition ?? oldest];
    const validFrom = first === oldest ? null : yearStart(first);
    return { name, kind: 'former', validFrom, validTo: yearEnd(end) };
  });
}

/**
 * A code that is gone while another of the same level and stem appears in the very next edition is
 * a change of code, if there is just one such pair. Others that are gone have simply ended.
 */
function findCodeChanges(
  listed: readonly Listed[],
  editions: readonly number[],
): Map<string, string> {
  const changes = new Map<string, string>();
  for (const gone of listed) {
    const last = gone.rows.at(-1);
    const next = editions[editions.indexOf(last?.edition ?? 0) + 1];
    if (!last || next === undefined) continue;
    const stem = stemOf(last.name, last.level);
    const isAlike = ({ rows }: Listed, edition: number | undefined, at: 0 | -1) => {
      const row = rows.at(at);
      return (
        row?.edition === edition &&
        row?.level === last.level &&
        stemOf(row.name, row.level) === stem
      );
    };
    const appeared = listed.filter((one) => isAlike(one, next, 0));
    const vanished = listed.filter((one) => isAlike(one, last.edition, -1));
    const [only] = appeared;
    if (only && appeared.length === 1 && vanished.length === 1) {
      const row = only.rows[0];
      if (row) changes.set(gone.code, keyOf(row));
    }
  }
  return changes;
}

function addLocalPlaces(official: readonly PlaceDraft[], local: LocalPlaces): PlaceDraft[] {
  const drafts = [...official];
  const keys = new Map(drafts.map(({ code, key }) => [code ?? '', key]));
  const counts = new Map<string, number>();
  for (const place of local.places) {
    const parentKey = keys.get(place.parent) ?? fail('place.unknown', { place: place.parent });
    const number = (counts.get(parentKey) ?? 0) + 1;
    counts.set(parentKey, number);
    const key = localKey(parentKey, number);
    keys.set(place.id, key);
    const names = place.aliases.map((name) => alias(name));
    const name = place.name.zh;
    drafts.push({
      ...nowhere,
      key,
      parentKey,
      level: place.level,
      origin: 'programme',
      name,
      names,
    });
  }
  const aliases = new Map(local.aliases.map(({ code, names }) => [code, names]));
  const heirOf = ({ name, parentKey }: PlaceDraft) =>
    drafts.find(
      (one) =>
        one.origin === 'programme' &&
        one.parentKey === parentKey &&
        one.name === normaliseName(name),
    );
  return drafts.map((draft) => {
    const own = aliases.get(draft.code ?? '') ?? [];
    const names = [...draft.names, ...own.map((name) => alias(name))];
    // An official place that ended and lives on as a local one of the same name.
    const heir = draft.validTo === null ? undefined : heirOf(draft);
    return { ...draft, names, successorKey: draft.successorKey ?? heir?.key ?? null };
  });
}

const alias = (name: string) => ({ name, kind: 'alias', validFrom: null, validTo: null }) as const;

/** The key of the n-th local place under a parent: `640302` → `640302L01`. */
export function localKey(parentKey: string, number: number): string {
  invariant(number >= 1 && number <= 99, 'at most 99 local places under one place');
  return `${parentKey}L${String(number).padStart(2, '0')}`;
}
