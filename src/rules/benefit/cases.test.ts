// The worked households of every programme folder come out to the fen, and a wrong one is noticed.

import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { invariant } from '../../core/invariant.ts';
import { readFolder } from '../../programmes/read-folder.ts';
import { getProgramme } from '../load.ts';
import { runCases } from './cases.ts';
import { findJumps } from './jumps.ts';

const folders = readdirSync('programmes').filter((name) =>
  existsSync(`programmes/${name}/benefit.yaml`),
);

const { data } = getProgramme(readFolder('programmes/litong-2022'));

test.each(folders)('O144 O145 every worked household of %s comes out exactly', (name) => {
  const outcomes = runCases(getProgramme(readFolder(`programmes/${name}`)));
  expect(outcomes.length).toBeGreaterThan(0);
  expect(outcomes.filter(({ differences }) => differences.length > 0)).toEqual([]);
});

test('Litong works out the household of every E line under both readings', () => {
  const ids = data.cases.map(({ id }) => id);
  for (const cost of [4000, 5000, 5299, 5999, 6000, 6001, 6500, 7000, 8000]) {
    expect(ids).toContain(`e${cost}-of-cost`);
    expect(ids).toContain(`e${cost}-of-full`);
  }
});

test('one fen of difference is told, with what was expected and what came out', () => {
  const one = data.cases.find(({ id }) => id === 'e5999-of-cost');
  invariant(one, 'the case is in the folder');
  const cases = [{ ...one, expect: { totalFen: 479_921 } }];
  expect(runCases({ ...data, cases })[0]?.differences).toEqual([
    { field: 'totalFen', expected: '479921', got: '479920' },
  ]);
});

test('an input that is refused counts as a difference', () => {
  const [one] = data.cases;
  invariant(one, 'the folder has cases');
  const cases = [{ ...one, input: { costFenn: 1 } }];
  expect(runCases({ ...data, cases })[0]?.differences[0]?.got).toContain('benefit.unknown-input');
});

test('a share of the cost up to a most, and aid by area in slices, have no jump', () => {
  for (const name of ['beishan-2023', 'heyuan-2024']) {
    const report = findJumps(getProgramme(readFolder(`programmes/${name}`)));
    expect(report).toEqual({ jumps: [], runningJumps: [], perverse: [], complete: true });
  }
});
