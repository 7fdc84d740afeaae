// Proves that a drawn sample can be drawn again by anyone, and is as large as the programme says.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleSize } from './model.ts';
import { isDrawnByPlace, judgeStrata, placeCases, rankOf } from './sample.ts';
import type { Candidate } from './sample.ts';

const candidate: fc.Arbitrary<Candidate> = fc.record({
  caseId: fc.uuid(),
  village: fc.constantFrom('640302100201', '640302100202', '640302100203'),
  enterpriseId: fc.constantFrom(null, 'a', 'b'),
  method: fc.constantFrom(null, 'air-heater', 'gas-boiler'),
});
const lot = fc.uniqueArray(candidate, { selector: ({ caseId }) => caseId, maxLength: 60 });
const seed = fc.string({ minLength: 1 });
const rounds = [
  { perMille: 100, least: 3 },
  { perMille: 200, least: 6 },
  { perMille: 1000, least: 1 },
];

test('a sample is the same in whatever order the cases are given, and each has one place', () => {
  fc.assert(
    fc.property(lot, seed, fc.integer(), (cases, text, turn) => {
      const turned = cases.toSorted((a, b) =>
        rankOf(String(turn), a.caseId) < rankOf(String(turn), b.caseId) ? -1 : 1,
      );
      const placed = placeCases(cases, text);
      expect(placeCases(turned, text)).toEqual(placed);
      expect(placed.map(({ caseId }) => caseId).toSorted()).toEqual(
        cases.map(({ caseId }) => caseId).toSorted(),
      );
      for (const members of Map.groupBy(placed, ({ stratum }) => stratum).values()) {
        expect(members.map(({ position }) => position)).toEqual(members.map((_, at) => at + 1));
        const kinds = members.map(({ village, enterpriseId, method }) =>
          JSON.stringify([village, enterpriseId, method]),
        );
        expect(new Set(kinds).size).toBe(1);
      }
    }),
  );
});

test('a sample is never less than its share and least number, nor more than the stratum', () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.nat(1000), fc.nat(50), (size, perMille, least) => {
      const count = sampleSize(size, { perMille, least });
      expect(count).toBeLessThanOrEqual(size);
      expect(count === size || (count * 1000 >= size * perMille && count >= least)).toBe(true);
      expect(count - 1 < Math.max(least, (size * perMille) / 1000)).toBe(true);
    }),
  );
  expect([30, 31, 2, 0].map((size) => sampleSize(size, { perMille: 100, least: 3 }))).toEqual([
    3, 4, 2, 0,
  ]);
});

test('the rank is the SHA-256 of seed, line feed and id, as any tool gives it', () => {
  // printf '%s\n%s' 07-12-19 case-1 | sha256sum
  const known = '9a6e055af69213c0740ee0b4348b9714476aaf5408bc7315fa42e0ba8ac3d4c2';
  expect(rankOf('07-12-19', 'case-1')).toBe(known);
});

test('every house is as likely as another to be drawn', () => {
  const cases = Array.from({ length: 20 }, (_, at) => ({
    caseId: `case-${at}`,
    village: 'v',
    enterpriseId: null,
    method: null,
  }));
  const counts = new Map(cases.map(({ caseId }) => [caseId, 0]));
  for (let draw = 0; draw < 4000; draw += 1) {
    const first = placeCases(cases, `seed ${draw}`).filter(({ position }) => position <= 5);
    for (const { caseId } of first) counts.set(caseId, (counts.get(caseId) ?? 0) + 1);
  }
  // 1,000 expected of each, with a deviation of about 27; five of them are a chance in a million.
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(140);
});

/** A stratum of ten houses, of which the first were drawn and found so. */
const members = (results: ReadonlyArray<'pass' | 'fail' | null>, round: number) =>
  Array.from({ length: 10 }, (_, at) => ({
    stratum: 1,
    position: at + 1,
    round: at < results.length ? round : null,
    firstResult: results[at] ?? null,
  }));

test('where a house of the last round failed a larger sample is due, up to all houses', () => {
  const [passed] = judgeStrata(members(['pass', 'pass', 'pass'], 1), rounds);
  expect(passed).toMatchObject({ size: 10, drawn: 3, unchecked: 0, failed: 0, next: null });
  const [failed] = judgeStrata(members(['pass', 'fail', null], 1), rounds);
  expect(failed).toMatchObject({ unchecked: 1, failed: 1, next: { round: 2, count: 6 } });
  const [again] = judgeStrata(members(['pass', 'pass', 'pass', 'fail', 'pass', 'pass'], 2), rounds);
  expect(again?.next).toEqual({ round: 3, count: 10 });
  const [all] = judgeStrata(
    members(
      Array.from({ length: 10 }, () => 'fail'),
      3,
    ),
    rounds,
  );
  expect(all?.next).toBeNull();
});

test('what is drawn by place is told from what is not, through every round', () => {
  fc.assert(
    fc.property(lot, seed, fc.integer({ min: 1, max: 3 }), (cases, text, reached) => {
      const drawn = placeCases(cases, text).map((one, _at, all) => {
        const size = all.filter(({ stratum }) => stratum === one.stratum).length;
        const due = rounds.findIndex((round) => one.position <= sampleSize(size, round)) + 1;
        const round = due === 0 || due > reached ? null : due;
        return { ...one, round, isRecheck: false };
      });
      expect(isDrawnByPlace(drawn, rounds)).toBe(true);
      const first = drawn.findIndex(({ position }) => position === 1);
      const bent = drawn.map((one, at) => (at === first ? { ...one, round: null } : one));
      expect(isDrawnByPlace(bent, rounds)).toBe(drawn.length === 0);
    }),
  );
});
