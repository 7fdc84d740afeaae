// Freezes the bytes of an entry and proves that they hold plain, exact JSON only.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';
import { readEntry, writeEntry, type Entry } from './entry.ts';
import { nextUuid } from './uuid.ts';

const entry: Entry = {
  entryId: '01890a5d-ac96-774b-bcce-b302099a8057',
  districtCode: 640302,
  recordedAt: '2022-11-15T08:30:00.000Z',
  occurredOn: '2022-11-14',
  actorId: 'person-1',
  organisationId: 'organisation-1',
  role: 'townClerk',
  action: 'household.enrol',
  subjectType: 'household',
  subjectId: 'h-1',
  key: 'key-0001',
  input: { name: '王甲子（演示）', areaM2: 62.5, tags: ['a', 'b'], empty: undefined },
  result: null,
};

test('the bytes of format 1 and their hash are frozen', () => {
  const { body, leaf } = writeEntry(entry);
  expect(body.toString('utf8')).toBe(
    '{"action":"household.enrol","actorId":"person-1","districtCode":640302,' +
      '"entryId":"01890a5d-ac96-774b-bcce-b302099a8057","format":1,' +
      '"input":{"areaM2":62.5,"name":"王甲子（演示）","tags":["a","b"]},"key":"key-0001",' +
      '"occurredOn":"2022-11-14","organisationId":"organisation-1",' +
      '"recordedAt":"2022-11-15T08:30:00.000Z","result":null,"role":"townClerk",' +
      '"subjectId":"h-1","subjectType":"household"}',
  );
  expect(leaf.toString('hex')).toBe(
    '959f99d976af8002d4da7b18cdadcda5caf535a5b506886389ec7d6fe7853cff',
  );
});

test('an entry is read back from its bytes', () => {
  const { body } = writeEntry(entry);
  expect(readEntry(body)).toEqual(JSON.parse(JSON.stringify(entry)));
});

test('bytes that are no entry are not read', () => {
  const { body } = writeEntry(entry);
  expect(readEntry(body.subarray(1))).toBeUndefined();
  expect(readEntry(Buffer.from('{"format":2}'))).toBeUndefined();
  expect(
    readEntry(Buffer.from(body.toString().replace('"format":1', '"format":2'))),
  ).toBeUndefined();
  expect(readEntry(Buffer.from(body.toString().replace(/}$/, ',"more":1}')))).toBeUndefined();
});

test('canonical JSON does not depend on the order of properties', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).toReversed());
      expect(canonicalJson(turned)).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test.each([NaN, Infinity, 1n, new Date(0), new Map(), undefined, [undefined], () => 1])(
  'canonical JSON refuses what JSON has no exact form for: %s',
  (value) => expect(() => canonicalJson(value)).toThrow('Invariant'),
);

test('ids sort in the order they were made, though the clock stands still or goes back', () => {
  const instants = [1_700_000_000_000, 1_700_000_000_000, 1_600_000_000_000, 1_700_000_000_001];
  const ids = Array.from({ length: 4_000 }, (_, i) => nextUuid(new Date(instants[i % 4] ?? 0)));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});
