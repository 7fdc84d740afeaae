// Proves that the demo district is invented, adds up to the notice, and comes out the same each
// time it is played; here with one household in fifty.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { hash } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { fixedClock } from '../core/clock.ts';
import { isCreditCode, isLuhn, readIdNumber } from '../core/identity.ts';
import { openVault } from '../db/vault.ts';
import type { Database } from '../db/open.ts';
import { caseStates } from '../households/model.ts';
import { recountAsOf, sumsAsOf } from '../households/movements.ts';
import { systemActor } from '../people/first-start.ts';
import { derivePlaces } from '../places/editions.ts';
import { importPlacesOf } from '../places/import.ts';
import { expectationsOf } from '../targets/expectations.ts';
import { findDifferences } from '../targets/model.ts';
import { makeAnnex } from './annex.ts';
import { creditCodeOf, dayOf } from './identities.ts';
import { planHouseholds } from './plan.ts';
import { play } from './play.ts';
import { loadDemoProgramme } from './programme.ts';
import { demoScenes } from './scenes.ts';

const programme = loadDemoProgramme();
const { code: districtCode, name } = programme.data.programme.district;
const places = derivePlaces({
  districtCode,
  districtName: name.zh,
  divisions: programme.divisions,
  history: programme.divisionsHistory,
  local: programme.data.localPlaces,
});
const lastDay = dayOf('2026-01-01');
const playsWaitMs = 240_000;

test('the annex of the demo district adds up to every sum of the notice, by year and project', () => {
  const annex = makeAnnex(places);
  const rows = annex.map(({ village, ...row }) => ({ ...row, placeKey: village }));
  expect(findDifferences(rows, expectationsOf(programme))).toEqual([]);
  expect(rows.reduce((sum, { households }) => sum + households, 0)).toBe(28_500);
  const standing = new Set(places.filter(({ validTo }) => validTo === null).map(({ key }) => key));
  expect(annex.filter(({ village }) => !standing.has(village))).toEqual([]);
});

test('every number in the demo district is right in form, invented and only once there', () => {
  const households = planHouseholds(makeAnnex(places), new Map()).map((one) => one.household);
  const numbers = (pick: (one: (typeof households)[number]) => string | undefined) =>
    new Set(households.map(pick)).size;
  expect(numbers(({ idNumber }) => idNumber ?? undefined)).toBe(28_500);
  expect(numbers(({ phone }) => phone ?? undefined)).toBe(28_500);
  expect(numbers(({ account }) => account?.number)).toBe(28_500);
  const wrong = households.filter(
    ({ headName, idNumber, phone, account }) =>
      !headName.endsWith('（演示）') ||
      !idNumber?.startsWith('640399') ||
      'fault' in readIdNumber(idNumber, lastDay) ||
      !/^1540\d{7}$/.test(phone ?? '') ||
      !isLuhn(account?.number ?? ''),
  );
  expect(wrong).toEqual([]);
  expect([1, 2, 3, 4, 5, 6].map(creditCodeOf).filter((one) => !isCreditCode(one))).toEqual([]);
});

test('the plan of the demo district is the same on every machine', () => {
  const plan = JSON.stringify(planHouseholds(makeAnnex(places), new Map()));
  expect(hash('sha256', plan)).toBe(
    '779ef8ee2d2209d4c30e36c4c78472b034a37e6789559adef0dbb51c20e7bc43',
  );
});

test(
  'played twice, the demo district comes out the same, and nothing in it is refused',
  async () => {
    const [first, second] = [await playOnce(), await playOnce()];
    expect(first.refusals).toEqual({});
    expect(second.facts).toEqual(first.facts);
    expect(second.money).toEqual(first.money);
    expect(first.facts.length).toBeGreaterThan(5000);
    const states = new Set(first.facts.map((fact) => fact.split(' ').at(-1)));
    expect([...states].toSorted()).toEqual(Object.keys(caseStates).toSorted());
  },
  playsWaitMs,
);

async function playOnce() {
  const db = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'demo-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const clock = fixedClock('2021-05-01T00:00:00Z');
  await importPlacesOf({ db, clock, actor: systemActor(districtCode) }, programme, true);
  const stage = await play({
    db,
    vault: openVault(join(folder, 'vault.key')),
    dataFolder: folder,
    programme,
    passwordHash: 'not a hash of any password',
    scale: 50,
    scenes: demoScenes,
  });
  await expectSums(db);
  const { refusals } = stage;
  const money = await moneyOf(db);
  return { refusals: Object.fromEntries(refusals), facts: await factsOf(db), money };
}

/** The overview equals a recount of the cases, at the end and in the middle. */
async function expectSums(db: Database): Promise<void> {
  for (const day of [dayOf('2022-12-10'), lastDay]) {
    const [sums, recount] = await db.withDistrict(districtCode, async (tx) => [
      await sumsAsOf(tx, districtCode, day),
      await recountAsOf(tx, districtCode, day),
    ]);
    expect(sums).toEqual(recount);
  }
}

/** What happened, house by house, with all ids and without sealed bytes. */
async function factsOf(db: Database): Promise<string[]> {
  const { rows } = await db.withDistrict(districtCode, (tx) =>
    sql<{ fact: string }>`
      select concat_ws(' ', h.village_key, h.address, h.head_name, h.id_masked, h.phone_masked,
        h.account_masked, h.category, h.heated_area_m2, c.works, c.project, c.year, c.method,
        s.version, s.case_id, s.entry_id, s.action, s.occurred_on, s.method, s.state) as fact
      from case_steps s
      join cases c on c.district_code = s.district_code and c.case_id = s.case_id
      join households h on h.district_code = c.district_code and h.household_id = c.household_id
      where s.district_code = ${districtCode} order by 1`.execute(tx),
  );
  return rows.map(({ fact }) => fact);
}

/** Every transfer and every balance. */
async function moneyOf(db: Database): Promise<string[]> {
  const { rows } = await db.withDistrict(districtCode, (tx) =>
    sql<{ fact: string }>`
      select concat_ws(' ', t.transfer_id, t.kind, t.from_account, t.to_account, t.amount_fen,
        t.occurred_on) as fact
      from transfers t where t.district_code = ${districtCode}
      union all
      select concat_ws(' ', a.account_id, a.balance_fen) from accounts a
      where a.district_code = ${districtCode} order by 1`.execute(tx),
  );
  return rows.map(({ fact }) => fact);
}
