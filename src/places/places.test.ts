// Proves that the real district's places come out of its editions exactly, and that towns and
// villages are found as people write them. Reads the programme folder itself.

import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';
import { derivePlaces, localKey } from './editions.ts';
import type { PlaceDraft } from './editions.ts';
import {
  getPlaceByNames,
  indexPlaces,
  matchPlace,
  matchTown,
  shortNameOf,
  stemOf,
} from './model.ts';
import type { KnownPlace } from './model.ts';

const folder = join(import.meta.dirname, '..', '..', 'programmes', 'litong-2022');
const programme = getProgramme(readFolder(folder));
const drafts = derivePlaces({
  districtCode: 640302,
  districtName: '利通区',
  divisions: programme.divisions,
  history: programme.divisionsHistory,
  local: programme.data.localPlaces,
});
const known = drafts.map((draft, placeId): KnownPlace & PlaceDraft => ({
  ...draft,
  placeId,
  otherNames: draft.names.map(({ name }) => name),
}));
const index = indexPlaces(known);
const draftOf = (key: string) => drafts.find((draft) => draft.key === key);

/** The key found, or what else came of it. */
function look(town: string, village: string): string {
  const match = matchPlace(index, town, village);
  return match.kind === 'found' ? match.place.key : match.kind;
}

test('the 2023 edition gives exactly 13 towns and 139 villages', () => {
  const standing = drafts.filter(
    ({ validTo, origin }) => validTo === null && origin === 'official',
  );
  expect(standing.filter(({ level }) => level === 'town')).toHaveLength(13);
  expect(standing.filter(({ level }) => level === 'village')).toHaveLength(139);
  const perTown = Map.groupBy(
    standing.filter(({ level }) => level === 'village'),
    ({ parentKey }) => parentKey,
  );
  const counts = [...perTown].map(([key, villages]) => [key?.slice(6), villages.length]);
  expect(Object.fromEntries(counts)).toEqual({
    100: 18,
    101: 13,
    102: 8,
    103: 16,
    104: 9,
    105: 14,
    106: 11,
    107: 9,
    200: 10,
    201: 13,
    202: 8,
    203: 8,
    401: 2,
  });
});

test('parents come before children and every parent is there', () => {
  const seen = new Set<string>();
  for (const { key, parentKey } of drafts) {
    expect(parentKey === null || seen.has(parentKey)).toBe(true);
    seen.add(key);
  }
  expect(seen.size).toBe(drafts.length);
});

test('a new name under the same code is a renaming, the former name kept', () => {
  expect(draftOf('640302104205')).toMatchObject({
    name: '中华村村民委员会',
    validFrom: null,
    validTo: null,
    names: [{ name: '八家坊村委会', kind: 'former', validFrom: null, validTo: '2019-12-31' }],
  });
  expect(draftOf('640302401')).toMatchObject({ name: '宁夏吴忠国家农业科技园区' });
});

test('a place that appears in a later edition is valid from that year', () => {
  expect(draftOf('640302104001')).toMatchObject({ validFrom: '2020-01-01', validTo: null });
});

test('the same name gone under one code and new under another is a change of code', () => {
  for (const [before, after] of [
    ['640302401500', '640302103211'],
    ['640302401502', '640302103212'],
    ['640302401504', '640302103213'],
    ['640302401505', '640302103214'],
  ] as const) {
    expect(draftOf(before)).toMatchObject({ validTo: '2017-12-31', successorKey: after });
  }
  expect(draftOf('640302402200')).toMatchObject({ validTo: '2017-12-31', successorKey: null });
});

test('the farm without a code today is a local place and follows the one that had a code', () => {
  expect(draftOf('640302L01')).toMatchObject({
    name: '巴浪湖农场',
    code: null,
    origin: 'programme',
    parentKey: '640302',
  });
  expect(draftOf('640302400')).toMatchObject({
    validTo: '2017-12-31',
    successorKey: '640302L01',
  });
});

test('涝河桥 is found by town and name, in either of its two towns', () => {
  expect(look('上桥镇', '涝河桥')).toBe('640302104203');
  expect(look('郭家桥乡', '涝河桥村')).toBe('640302203206');
  expect(look('上桥', '涝河桥村委会')).toBe('640302104203');
});

test('a village without its town is never a match, only candidates', () => {
  const match = matchPlace(index, '', '涝河桥');
  expect(match.kind).toBe('town-needed');
  expect(match.kind === 'town-needed' && match.candidates.map(({ key }) => key)).toEqual([
    '640302104203',
    '640302203206',
  ]);
  expect(look(' ', '大庙桥')).toBe('town-needed');
});

test.each([
  ['金积镇', '大庙桥', '640302100210'],
  ['金积镇', '关渠村', '640302100203'],
  ['金积', '金积安置区', '640302100L01'],
  ['古城镇', '新华桥', '640302105210'],
  ['古城镇', '党家河湾', '640302105209'],
  ['古城镇', '古城新村', '640302105L01'],
  ['古城镇', '古城湾新村', '640302105L01'],
  ['古城镇', '古城村', '640302105200'],
  ['上桥镇', '罗渠', '640302104207'],
  ['上桥镇', '解放村', '640302104206'],
  ['上桥镇', '牛家坊', '640302104204'],
  ['上桥镇', '花寺', '640302104202'],
  ['东塔寺乡', '白寺滩', '640302200209'],
  ['东塔寺乡', '新接堡村', '640302200208'],
  ['扁担沟镇', '渔光湖', '640302103213'],
  ['　金积镇 ', '大 庙 桥 村', '640302100210'],
  ['利通区金积镇', '大庙桥', '640302100210'],
  ['金积镇人民政府', '大庙桥', '640302100210'],
])('%s %s is found as the notice and people write it', (town, village, key) => {
  expect(look(town, village)).toBe(key);
});

test('former names and former codes lead to the place in force today', () => {
  expect(matchPlace(index, '上桥镇', '八家坊村')).toMatchObject({
    kind: 'found',
    place: { key: '640302104205' },
    via: 'other-name',
  });
  expect(matchPlace(index, '孙家滩管委会', '石家窑村')).toMatchObject({
    kind: 'found',
    town: { key: '640302103' },
    place: { key: '640302103211' },
    via: 'succession',
  });
});

test('what is not there is told apart: unknown town, unknown village, ended place', () => {
  expect(look('青铜峡镇', '大庙桥')).toBe('unknown-town');
  expect(matchPlace(index, '金积镇', '涝河桥')).toMatchObject({
    kind: 'unknown-village',
    town: { key: '640302100' },
    elsewhere: [{ key: '640302104203' }, { key: '640302203206' }],
  });
  expect(look('太阳山开发区', '小泉村')).toBe('ended');
});

test.each([
  ['青铜峡镇', '大庙桥', 'place.unknown-town: There is no town called "青铜峡镇".'],
  ['金积镇', '涝河桥', 'place.unknown-village: 金积镇 has no village called "涝河桥".'],
  ['', '涝河桥', '"涝河桥" may be any of: 上桥镇涝河桥村、郭家桥乡涝河桥村.'],
  ['太阳山开发区', '小泉村', '"太阳山开发区小泉村" ended or was merged on 2017-12-31.'],
])('%s %s is refused by a sentence that says what is wrong', (town, village, sentence) => {
  expect(() => getPlaceByNames(index, town, village)).toThrow(sentence);
});

test('every standing village is found by its town and its official, short and plain name', () => {
  for (const place of known) {
    if (place.level !== 'village' || place.validTo !== null) continue;
    const town = index.byKey.get(place.parentKey ?? '')?.name ?? '';
    for (const name of [place.name, shortNameOf(place.name, 'village')]) {
      expect(look(town, name), `${town} ${name}`).toBe(place.key);
    }
    const stem = matchPlace(index, town, stemOf(place.name, 'village'));
    expect(['found', 'ambiguous'], `${town} ${place.name}`).toContain(stem.kind);
    if (stem.kind === 'found') expect(stem.place.key).toBe(place.key);
  }
});

test('two villages of one town with one stem are told apart by their full names', () => {
  const twin = { ...known[0], otherNames: [], validTo: null, successorKey: null } as const;
  const places = [
    { ...twin, placeId: 1, key: '640302100', parentKey: '640302', level: 'town', name: '金积镇' },
    {
      ...twin,
      placeId: 2,
      key: '640302100001',
      parentKey: '640302100',
      level: 'village',
      name: '秦渠社区',
    },
    {
      ...twin,
      placeId: 3,
      key: '640302100201',
      parentKey: '640302100',
      level: 'village',
      name: '秦渠村委会',
    },
  ] as const satisfies readonly KnownPlace[];
  const small = indexPlaces<KnownPlace>(places);
  expect(matchPlace(small, '金积镇', '秦渠').kind).toBe('ambiguous');
  expect(matchPlace(small, '金积镇', '秦渠村')).toMatchObject({ place: { placeId: 3 } });
  expect(matchPlace(small, '金积镇', '秦渠社区居委会')).toMatchObject({ place: { placeId: 2 } });
});

test('any text at all is answered, never thrown at', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (town, village) => {
      expect(() => matchPlace(index, town, village)).not.toThrow();
      expect(() => matchTown(index, town)).not.toThrow();
    }),
  );
});

test('stems lose the suffixes of committees but never fall below two characters', () => {
  expect(stemOf('渔光湖村村委会', 'village')).toBe('渔光湖');
  expect(stemOf('中华村村民委员会', 'village')).toBe('中华');
  expect(stemOf('新民社区居民委员会', 'village')).toBe('新民');
  expect(stemOf('东塔寺乡', 'town')).toBe('东塔寺');
  expect(stemOf('李村', 'village')).toBe('李村');
  expect(shortNameOf('大庙桥村委会', 'village')).toBe('大庙桥村');
  expect(shortNameOf('朔方社区居民委员会', 'village')).toBe('朔方社区');
});

test('local keys grow by three characters and are numbered from 01', () => {
  expect(localKey('640302100', 1)).toBe('640302100L01');
  expect(() => localKey('640302100', 100)).toThrow('at most 99');
});
