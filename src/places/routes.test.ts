// Proves the routes of places: who may change which, the history kept, the journal, the repeat.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  districtCode,
  expectRefusal,
  freshKey,
  jinji,
  shangqiao,
  testApp,
  testNow,
} from '../../test/helpers/app.ts';
import { fixedClock } from '../core/clock.ts';
import { systemActor } from '../people/first-start.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';
import { importPlacesOf } from './import.ts';
import { getPlaceByNames, indexPlaces } from './model.ts';
import { listKnownPlaces } from './queries.ts';

const folder = join(import.meta.dirname, '..', '..', 'programmes', 'litong-2022');
const programme = getProgramme(readFolder(folder));
const { as, db, journalOf } = await testApp({ programmes: [programme] });
const damiaoqiao = '640302100210';
const reason = '镇政府来函';

const get = async (key: string) => (await as.office('GET', `/api/places/${key}`)).json();
const find = async (q: string) =>
  (await as.finance('GET', `/api/places/search?q=${encodeURIComponent(q)}`)).json().items;

const writes: Array<[string, unknown]> = [
  ['/api/places', { parentKey: damiaoqiao, level: 'group', name: '一组', reason }],
  [`/api/places/${damiaoqiao}/rename`, { name: '大庙桥新村', reason }],
  [`/api/places/${damiaoqiao}/add-alias`, { name: '大庙', reason }],
  [`/api/places/${damiaoqiao}/merge`, { intoKey: '640302100203', reason }],
];

test.each(writes)(
  'POST %s refuses who is signed out or has no part in places',
  async (url, body) => {
    expectRefusal(await as.nobody('POST', url, body), 'session.signed-out', 401);
    expectRefusal(await as.finance('POST', url, body), 'people.not-allowed', 403);
    expectRefusal(await as.auditor('POST', url, body), 'people.not-allowed', 403);
  },
);

test.each([['/api/places'], ['/api/places/search?q=x'], [`/api/places/${jinji}`]])(
  'GET %s refuses who is signed out',
  async (url) => {
    expectRefusal(await as.nobody('GET', url), 'session.signed-out', 401);
  },
);

test('places lists the 13 towns, 139 villages and local places of the district', async () => {
  const { items, isComplete } = (await as.townClerk('GET', '/api/places')).json();
  const count = (level: string) =>
    items.filter((item: { level: string; code: string | null }) => item.level === level).length;
  expect(isComplete).toBe(true);
  expect(count('county')).toBe(1);
  expect(count('town')).toBe(13);
  expect(count('village')).toBe(139);
  expect(items.find(({ name }: { name: string }) => name === '巴浪湖农场')).toMatchObject({
    key: '640302L01',
    code: null,
    parentKey: '640302',
  });
  const under = (await as.townClerk('GET', `/api/places?under=${jinji}`)).json().items;
  expect(under.every(({ key }: { key: string }) => key.startsWith(jinji))).toBe(true);
  expect((await as.office('GET', '/api/places?ended=true')).json().items.length).toBeGreaterThan(
    items.length,
  );
});

test('taking in the same files again changes nothing and journals nothing', async () => {
  const before = await db.pool.query('select count(*) as n from journal_entries');
  const context = { db, clock: fixedClock(testNow), actor: systemActor(districtCode) };
  await importPlacesOf(context, programme);
  const after = await db.pool.query('select count(*) as n from journal_entries');
  expect(after.rows).toEqual(before.rows);
});

test('a newer edition renames and ends places, and local places keep their keys', async () => {
  const { localPlaces } = programme.data;
  const newcomer = {
    id: 'new-estate',
    name: { zh: '新安置区', en: 'New estate' },
    level: 'estate' as const,
    parent: '640302100000',
    aliases: [],
  };
  const changed = {
    ...programme,
    divisions: programme.divisions
      .filter(({ code }) => code !== '640302203207')
      .map((one) => (one.code === '640302203206' ? { ...one, name: '涝河桥新村委会' } : one)),
    data: {
      ...programme.data,
      // The newcomer stands first: the others must not move up.
      localPlaces: { ...localPlaces, places: [newcomer, ...localPlaces.places] },
    },
  };
  const context = { db, clock: fixedClock(testNow), actor: systemActor(districtCode) };
  await importPlacesOf(context, changed);
  expect(await get('640302203207')).toMatchObject({ validTo: '2022-12-31' });
  expect(await get('640302203206')).toMatchObject({
    name: '涝河桥新村委会',
    names: expect.arrayContaining([
      expect.objectContaining({ name: '涝河桥村委会', kind: 'former' }),
    ]),
  });
  expect(await get('640302100L01')).toMatchObject({ name: '金积安置区' });
  expect(await get('640302100L02')).toMatchObject({ name: '新安置区' });
  await importPlacesOf(context, programme);
});

test('search finds a place by a former name and tells homonyms apart by their towns', async () => {
  expect(await find('八家坊')).toMatchObject([{ name: '中华村村民委员会', parentName: '上桥镇' }]);
  const parents = (await find('涝河桥')).map((item: { parentName: string }) => item.parentName);
  expect(parents.toSorted()).toEqual(['上桥镇', '郭家桥乡']);
  expect(await find('100%_')).toEqual([]);
});

test('O009 place.add-local is for the clerk of the town itself, not of another', async () => {
  const elsewhere = { parentKey: shangqiao, level: 'estate', name: '新区', reason };
  expectRefusal(await as.townClerk('POST', '/api/places', elsewhere), 'action.not-here', 403);
  const wrong = { parentKey: jinji, level: 'group', name: '一组', reason };
  expectRefusal(await as.townClerk('POST', '/api/places', wrong), 'place.wrong-level', 422);
  const taken = { parentKey: jinji, level: 'village', name: '大庙桥村', reason };
  expectRefusal(await as.townClerk('POST', '/api/places', taken), 'place.name-taken', 409);
  const key = freshKey();
  const body = { parentKey: damiaoqiao, level: 'group', name: '一组', reason };
  const res = await as.townClerk('POST', '/api/places', body, key);
  expect(res.json()).toMatchObject({
    key: `${damiaoqiao}L01`,
    code: null,
    level: 'group',
    parentKey: damiaoqiao,
  });
  expect((await as.townClerk('POST', '/api/places', body, key)).json()).toEqual(res.json());
  const second = await as.townClerk('POST', '/api/places', { ...body, name: '二组' });
  expect(second.json().key).toBe(`${damiaoqiao}L02`);
});

test('two clerks adding at once never get one number', async () => {
  const names = ['甲', '乙', '丙', '丁'].map((name) => `${name}队`);
  const made = await Promise.all(
    names.map((name) =>
      as.office('POST', '/api/places', { parentKey: '640302101500', level: 'team', name, reason }),
    ),
  );
  expect(made.map((res) => res.statusCode)).toEqual([200, 200, 200, 200]);
  expect(new Set(made.map((res) => res.json().key)).size).toBe(4);
});

test('place.rename keeps the former name, and both names find the place', async () => {
  const url = '/api/places/640302100203/rename';
  expectRefusal(
    await as.townClerk('POST', url, { name: '新关渠村', reason }),
    'people.not-allowed',
    403,
  );
  expectRefusal(
    await as.office('POST', '/api/places/640302100999/rename', { name: '某村', reason }),
    'action.subject-not-found',
    404,
  );
  const res = await as.office('POST', url, { name: '新关渠村', reason });
  expect(res.json()).toMatchObject({
    name: '新关渠村',
    names: expect.arrayContaining([
      expect.objectContaining({ name: '关渠村委会', kind: 'former' }),
    ]),
  });
  const entries = (await journalOf('640302100203')).map(({ action }) => action);
  expect(entries).toEqual(['place.rename']);
});

test('place.add-alias refuses a name that a neighbour bears', async () => {
  const url = `/api/places/${damiaoqiao}/add-alias`;
  const taken = await as.townClerk('POST', url, { name: '金积安置区', reason });
  expectRefusal(taken, 'place.name-taken', 409);
  const res = await as.townClerk('POST', url, { name: '庙桥庄', reason });
  expect(res.json().names).toContainEqual({
    name: '庙桥庄',
    kind: 'alias',
    validFrom: null,
    validTo: null,
  });
});

test('place.merge ends the one and names the heir; not twice, not across levels', async () => {
  const url = '/api/places/640302104206/merge';
  const into = (intoKey: string) => as.office('POST', url, { intoKey, reason });
  expectRefusal(await into('640302104206'), 'place.wrong-level', 422);
  expectRefusal(await into(jinji), 'place.wrong-level', 422);
  expectRefusal(await into('640302104999'), 'place.unknown', 404);
  const res = await into('640302104207');
  expect(res.json()).toMatchObject({ successor: { key: '640302104207' } });
  expect(res.json().validTo).not.toBeNull();
  expectRefusal(await into('640302104207'), 'place.ended', 409);
  const heir = (await as.office('GET', '/api/places/640302104207')).json();
  expect(heir.predecessors).toMatchObject([{ key: '640302104206' }]);
});

test('places are found in the database by every name they have had', async () => {
  const known = await db.withDistrict(districtCode, (tx) => listKnownPlaces(tx, districtCode));
  const index = indexPlaces(known);
  expect(getPlaceByNames(index, '金积镇', '关渠').name).toBe('新关渠村');
  expect(getPlaceByNames(index, '金积镇', '庙桥庄').key).toBe(damiaoqiao);
  expect(getPlaceByNames(index, '上桥镇', '官田村').key).toBe('640302104207');
});
