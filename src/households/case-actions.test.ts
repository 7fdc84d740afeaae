// Proves what is done to a case up to approval, and that a group keeps to one method.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import {
  aHousehold,
  aPerson,
  ledgerDistrict,
  ledgerOn,
  townA,
  townB,
  villageA,
} from '../../test/helpers/ledger.ts';
import { dayOf, refusalOf } from '../../test/helpers/notes.ts';
import { perform, performMany } from '../actions/perform.ts';
import { addGroup, decideMethod } from '../groups/actions.ts';
import { countWishes } from '../groups/queries.ts';
import * as households from './actions.ts';
import * as cases from './case-actions.ts';
import { findFile } from './queries.ts';

const { act, register, decide, groupId, inDistrict, journalOf, as } = await ledgerOn(
  await testDatabase(),
);
const clerk = aPerson('townClerk');
const second = aPerson('townClerk', townA, 'townClerk-2');
const heating = { works: 'heating', project: 'dual-replacement', year: 2022 } as const;

const caseOf = async (householdId: string) =>
  (await inDistrict((tx) => findFile(tx, ledgerDistrict, householdId)))?.cases[0];

/** A household in a group of its own that has decided on `method`. */
async function inGroup(name: string, method: string | null) {
  const made = await register({ group: name });
  if (method !== null) await decide(method, villageA, name);
  return made;
}

test('case.choose-method refuses role, place, works, state and an unknown case', async () => {
  const { caseId, householdId } = await inGroup('甲组', 'air-heater');
  const input = { caseId, method: 'air-heater' };
  await refusalOf(act(aPerson('finance'), cases.chooseMethod, input), 'action.not-allowed');
  const away = aPerson('townClerk', townB);
  await refusalOf(act(away, cases.chooseMethod, input), 'action.not-here');
  const unknown = { ...input, caseId: randomUUID() };
  await refusalOf(act(clerk, cases.chooseMethod, unknown), 'action.subject-not-found');
  const walls = await register({ cases: [{ ...heating, works: 'insulation' }] });
  const onWalls = { ...input, caseId: walls.caseId };
  await refusalOf(act(clerk, cases.chooseMethod, onWalls), 'case.heating-only');
  await act(clerk, cases.chooseMethod, input);
  await act(clerk, cases.approveCase, { caseId });
  await refusalOf(act(clerk, cases.chooseMethod, input), 'action.wrong-state');
  expect(await caseOf(householdId)).toMatchObject({ state: 'approved', version: 3 });
});

test('O080 O097: a household takes the one method of its group, and none before it is decided', async () => {
  const { caseId, householdId } = await inGroup('乙组', null);
  const input = { caseId, method: 'gas-boiler' };
  const undecided = await refusalOf(act(clerk, cases.chooseMethod, input), 'group.undecided');
  expect(undecided.clause).toBe('六(二)');
  await decide('air-heater', villageA, '乙组');
  const other = await refusalOf(act(clerk, cases.chooseMethod, input), 'group.other-method');
  expect(other.text.zh).toContain('乙组');
  const lonely = await register({ group: null });
  const grouped = { ...input, caseId: lonely.caseId };
  await refusalOf(act(clerk, cases.chooseMethod, grouped), 'case.group-missing');
  expect(await caseOf(householdId)).toMatchObject({ state: 'registered', version: 1 });

  const key = randomUUID();
  const right = { ...input, method: 'air-heater' };
  const done = await perform(as(clerk), cases.chooseMethod, right, { key });
  expect(await caseOf(householdId)).toMatchObject({ state: 'chosen', method: 'air-heater' });
  expect(await journalOf('case', caseId)).toHaveLength(1);
  const repeat = await perform(as(clerk), cases.chooseMethod, right, { key });
  expect(repeat).toEqual({ ...done, isRepeat: true });
  await refusalOf(perform(as(clerk), cases.chooseMethod, input, { key }), 'action.key-reused');
});

test('O031: an exception needs a reason and another person of the town', async () => {
  const { caseId, householdId } = await inGroup('丙组', 'air-heater');
  const ask = { caseId, method: 'gas-boiler', reason: '卧床老人，需持续供热' };
  const decision = { caseId, note: '入户核实' };
  await refusalOf(act(clerk, cases.approveException, decision), 'case.no-exception');
  const worker = aPerson('villageWorker', villageA);
  await act(worker, cases.requestException, ask);
  await refusalOf(act(worker, cases.approveException, decision), 'action.not-allowed');
  await act(clerk, cases.requestException, ask);
  await refusalOf(act(clerk, cases.approveException, decision), 'case.same-person');
  const choice = { caseId, method: 'gas-boiler' };
  await refusalOf(act(clerk, cases.chooseMethod, choice), 'group.other-method');
  await act(second, cases.approveException, decision);
  await act(clerk, cases.chooseMethod, choice);
  await act(clerk, cases.approveCase, { caseId });
  expect(await caseOf(householdId)).toMatchObject({ state: 'approved', method: 'gas-boiler' });
});

test('a refused exception changes nothing but itself', async () => {
  const { caseId, householdId } = await inGroup('丁组', 'air-heater');
  await act(clerk, cases.requestException, { caseId, method: 'gas-boiler', reason: '个人偏好' });
  await act(second, cases.refuseException, { caseId, note: '理由不足' });
  const choice = { caseId, method: 'gas-boiler' };
  await refusalOf(act(clerk, cases.chooseMethod, choice), 'group.other-method');
  expect(await caseOf(householdId)).toMatchObject({ exceptionState: 'refused', method: null });
});

test('case.approve refuses a village worker, a case without a method, and one out of step', async () => {
  const { caseId } = await inGroup('戊组', 'air-heater');
  const worker = aPerson('villageWorker', villageA);
  await refusalOf(act(worker, cases.approveCase, { caseId }), 'action.not-allowed');
  await refusalOf(act(clerk, cases.approveCase, { caseId }), 'case.method-missing');
  await act(clerk, cases.chooseMethod, { caseId, method: 'air-heater' });
  // The group decides anew: who chose before has to choose again.
  expect(await decide('air-water', villageA, '戊组')).toMatchObject({ toChooseAgain: 1 });
  await refusalOf(act(clerk, cases.approveCase, { caseId }), 'group.other-method');
  await act(clerk, cases.chooseMethod, { caseId, method: 'air-water' });
  await act(clerk, cases.approveCase, { caseId });
  await refusalOf(act(clerk, cases.approveCase, { caseId }), 'action.wrong-state');
  const changed = decide('air-heater', villageA, '戊组');
  expect((await refusalOf(changed, 'group.cases-bound')).details).toMatchObject({ count: 1 });
});

test('cases are approved by the hundred, each refused one named', async () => {
  const made = await Promise.all([
    inGroup('己组', 'air-heater'),
    register({ cases: [{ ...heating, works: 'insulation' }] }),
  ]);
  const inputs = made.map(({ caseId }) => ({ caseId }));
  const options = { key: randomUUID(), refused: 'collect' } as const;
  const { accepted, refused } = await performMany(as(clerk), cases.approveCase, inputs, options);
  expect(accepted.map(({ index }) => index)).toEqual([1]);
  expect(refused.map(({ refusal: { code } }) => code)).toEqual(['case.method-missing']);
});

test('case.reject and case.withdraw end a case; no day lies before the last or after today', async () => {
  const { caseId, householdId } = await inGroup('庚组', 'air-heater');
  const reason = '房屋将拆迁';
  await act(clerk, cases.chooseMethod, { caseId, method: 'air-heater' });
  const early = act(
    clerk,
    cases.rejectCase,
    { caseId, reason },
    { occurredOn: dayOf('2022-01-01') },
  );
  await refusalOf(early, 'action.day-too-early');
  const late = act(
    clerk,
    cases.rejectCase,
    { caseId, reason },
    { occurredOn: dayOf('2022-09-16') },
  );
  await refusalOf(late, 'action.day-in-future');
  await act(clerk, cases.rejectCase, { caseId, reason });
  expect(await caseOf(householdId)).toMatchObject({ state: 'rejected' });
  await refusalOf(act(clerk, cases.withdrawCase, { caseId, reason }), 'action.wrong-state');
});

test('two cases of a household withdrawn at once close it', async () => {
  const works = [heating, { ...heating, works: 'insulation' as const }];
  const { cases: made, householdId } = await register({ cases: works });
  const reason = '迁出';
  await Promise.all(made.map(({ caseId }) => act(clerk, cases.withdrawCase, { caseId, reason })));
  const file = await inDistrict((tx) => findFile(tx, ledgerDistrict, householdId));
  expect(file?.state).toBe('closed');
});

test('moving to a group that decided otherwise asks for another choice', async () => {
  const { caseId, householdId } = await inGroup('辛组', 'air-heater');
  await inGroup('壬组', 'gas-boiler');
  await act(clerk, cases.chooseMethod, { caseId, method: 'air-heater' });
  const to = await groupId(villageA, '壬组');
  await act(clerk, households.moveGroup, { householdId, groupId: to, reason: '划错村组' });
  expect(await caseOf(householdId)).toMatchObject({ state: 'registered', method: null });
});

test('while a group decides, nobody of it chooses by the old decision', async () => {
  const { caseId } = await inGroup('癸组', 'air-heater');
  const [choice, decision] = await Promise.allSettled([
    act(clerk, cases.chooseMethod, { caseId, method: 'air-heater' }),
    decide('gas-boiler', villageA, '癸组'),
  ]);
  expect(decision.status).toBe('fulfilled');
  const toChooseAgain = decision.status === 'fulfilled' ? decision.value.toChooseAgain : -1;
  expect(toChooseAgain).toBe(choice.status === 'fulfilled' ? 1 : 0);
});

test('group.add and group.decide-method refuse whom they must; wishes are counted', async () => {
  const named = { villageKey: villageA, name: '子组' };
  await refusalOf(act(aPerson('finance'), addGroup, named), 'action.not-allowed');
  await refusalOf(act(aPerson('townClerk', townB), addGroup, named), 'action.not-here');
  const { groupId: id } = await act(clerk, addGroup, named);
  await refusalOf(act(clerk, addGroup, named), 'group.name-taken');
  await refusalOf(act(clerk, addGroup, { ...named, villageKey: townA }), 'place.unknown');
  const decision = { groupId: id, method: 'air-heater', minutes: '子组会议记录第1号' };
  const worker = aPerson('villageWorker', villageA);
  await refusalOf(act(worker, decideMethod, decision), 'action.not-allowed');
  await register({ group: '子组', cases: [{ ...heating, wishedMethod: 'gas-boiler' }] });
  await register({ group: '子组', cases: [{ ...heating, wishedMethod: 'gas-boiler' }] });
  await register({ ...aHousehold({ group: '子组' }) });
  const wishes = await inDistrict((tx) => countWishes(tx, ledgerDistrict, villageA));
  expect(wishes.filter((wish) => wish.groupId === id)).toEqual([
    { groupId: id, method: 'gas-boiler', count: 2 },
    { groupId: id, method: null, count: 1 },
  ]);
});
