// Proves that an approved case changes its project, year or group only by two persons, that the
// overviews follow, and that a new group must have decided on the method already approved.

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { aPerson, ledgerOn, townB, villageA, villageA2 } from '../../test/helpers/ledger.ts';
import { dayOf, refusalOf } from '../../test/helpers/notes.ts';
import { perform } from '../actions/perform.ts';
import { approveCase, chooseMethod, withdrawCase } from './case-actions.ts';
import { approveCaseChange, rejectCaseChange, requestCaseChange } from './case-change-actions.ts';
import { countAsOf, prepareOverview } from './movements.ts';

const db = await testDatabase();
const { act, as, register, decide, groupId, inDistrict, journalOf } = await ledgerOn(db);
const district = 640399;
const clerk = aPerson('townClerk');
const other = aPerson('office', null);
const reason = '登记项目有误';
const bothWorks = [
  { works: 'heating' as const, project: 'dual-replacement', year: 2022 },
  { works: 'insulation' as const, project: 'envelope', year: 2022 },
];

await register();
await decide('air-heater');
await register({ group: '2组' });
await decide('gas-boiler', villageA, '2组');
await register({ group: '3组' });
await decide('air-heater', villageA, '3组');
await register({ group: '1组', villageKey: villageA2 });
await decide('air-heater', villageA2, '1组');

/** A house whose heating is approved. */
async function approved() {
  const made = await register({ cases: bothWorks });
  const { caseId } = made;
  await act(clerk, chooseMethod, { caseId, method: 'air-heater' });
  await act(clerk, approveCase, { caseId });
  return made;
}
const ask = (caseId: string, changes: object) =>
  act(clerk, requestCaseChange, { caseId, changes, reason });

async function readCase(caseId: string) {
  const { rows } = await db.pool.query<Record<string, unknown>>(
    `select project, year, group_id, state, version from cases where case_id = $1`,
    [caseId],
  );
  return rows[0];
}

async function counts(by: 'project' | 'year') {
  const asOf = dayOf('2022-09-15');
  await prepareOverview(db, district, asOf);
  const filter = {
    works: 'heating',
    asOf,
    places: null,
    year: undefined,
    project: undefined,
  } as const;
  const rows = await inDistrict((tx) => countAsOf(tx, district, by, filter));
  return new Map(
    rows.filter(({ state }) => state === 'approved').map(({ key, count }) => [key, count]),
  );
}

type Counts = ReadonlyMap<string, number>;
const change = (key: string, before: Counts, after: Counts) =>
  (after.get(key) ?? 0) - (before.get(key) ?? 0);

test('case.request-change is refused in another town, before approval, and without a change', async () => {
  const { caseId } = await approved();
  const away = aPerson('townClerk', townB);
  const input = { caseId, changes: { year: 2023 }, reason };
  await refusalOf(act(away, requestCaseChange, input), 'action.not-here');
  await refusalOf(ask((await register()).caseId, { year: 2023 }), 'action.wrong-state');
  await refusalOf(ask(caseId, { year: 2022, project: 'dual-replacement' }), 'household.no-change');
  await refusalOf(ask(caseId, {}), 'action.bad-input');
});

test('case.request-change refuses a group of another village, or one with another method', async () => {
  const { caseId } = await approved();
  await refusalOf(ask(caseId, { groupId: randomUUID() }), 'group.not-found');
  await refusalOf(ask(caseId, { groupId: await groupId(villageA2) }), 'group.not-found');
  const gas = await groupId(villageA, '2组');
  const refusal = await refusalOf(ask(caseId, { groupId: gas }), 'group.other-method');
  expect(refusal.clause).toBe('六(二)');
});

test('case.request-change changes nothing by itself, and one waits at a time', async () => {
  const { caseId } = await approved();
  const before = await readCase(caseId);
  const { changeId } = await ask(caseId, { year: 2023 });
  expect(await readCase(caseId)).toEqual(before);
  await refusalOf(ask(caseId, { year: 2021 }), 'household-change.pending');
  const note = '已核对';
  const own = act(clerk, approveCaseChange, { changeId, note });
  await refusalOf(own, 'household-change.same-person');
  await act(other, rejectCaseChange, { changeId, note });
  expect(await readCase(caseId)).toEqual(before);
  await refusalOf(act(other, approveCaseChange, { changeId, note }), 'action.wrong-state');
});

test('case-change.approve moves the case in every overview, with one entry and old and new values', async () => {
  const { caseId } = await approved();
  const [projects, years] = [await counts('project'), await counts('year')];
  const { changeId } = await ask(caseId, { project: 'waste-heat', year: 2023 });
  const key = randomUUID();
  const input = { changeId, note: '已核对' };
  await perform(as(other), approveCaseChange, input, { key });
  expect((await perform(as(other), approveCaseChange, input, { key })).isRepeat).toBe(true);
  expect(await readCase(caseId)).toMatchObject({ project: 'waste-heat', year: 2023, version: 4 });
  const [projectsAfter, yearsAfter] = [await counts('project'), await counts('year')];
  expect(change('waste-heat', projects, projectsAfter)).toBe(1);
  expect(change('dual-replacement', projects, projectsAfter)).toBe(-1);
  expect([change('2023', years, yearsAfter), change('2022', years, yearsAfter)]).toEqual([1, -1]);
  const entries = await journalOf('case-change', changeId);
  expect(entries.map(({ action }) => action)).toEqual(['case-change.approve']);
  const { rows } = await inDistrict((tx) =>
    sql<{ shown: unknown }>`select shown from case_changes where change_id = ${changeId}`.execute(
      tx,
    ),
  );
  expect(rows[0]?.shown).toEqual([
    { field: 'project', from: 'dual-replacement', to: 'waste-heat' },
    { field: 'year', from: 2022, to: 2023 },
  ]);
});

test('case-change.approve of a group takes the house and all its works along', async () => {
  const { caseId, cases, householdId } = await approved();
  const third = await groupId(villageA, '3组');
  const { changeId } = await ask(caseId, { groupId: third });
  await act(other, approveCaseChange, { changeId, note: '已核对' });
  for (const one of cases) expect(await readCase(one.caseId)).toMatchObject({ group_id: third });
  const { rows } = await db.pool.query('select group_id from households where household_id = $1', [
    householdId,
  ]);
  expect(rows).toEqual([{ group_id: third }]);
});

test('case-change.approve is refused when the case has left, or has changed meanwhile', async () => {
  const gone = await approved();
  const first = await ask(gone.caseId, { year: 2023 });
  await act(clerk, withdrawCase, { caseId: gone.caseId, reason: '放弃' });
  const note = '已核对';
  const late = act(other, approveCaseChange, { changeId: first.changeId, note });
  await refusalOf(late, 'household-change.outdated');
  const changed = await approved();
  const second = await ask(changed.caseId, { year: 2023 });
  await db.pool.query('update cases set year = 2021 where case_id = $1', [changed.caseId]);
  const outdated = act(other, approveCaseChange, { changeId: second.changeId, note });
  await refusalOf(outdated, 'household-change.outdated');
});
