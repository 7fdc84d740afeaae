// Journey 5: a village group decides on one method, its households keep to it, and an exception
// needs a reason and a second person's approval. Then the town approves.

import assert from 'node:assert/strict';
import * as groups from '../../src/contracts/groups.ts';
import * as households from '../../src/contracts/households.ts';
import { getHousehold } from '../../src/contracts/ledger.ts';
import { day, gate } from './gate.ts';
import type { Walk } from './gate.ts';
import { house, houses } from './houses.ts';
import { refused, village } from './people.ts';

const method = 'air-heater';
/** The houses whose works are done; the others leave on the way. */
export const builtHouses = houses.slice(0, 9);

async function groupId({ people }: Walk, name: string): Promise<string> {
  const { items } = await people.clerk.ask(groups.listGroups, { query: { villageKey: village } });
  return items.find((one) => one.name === name)?.groupId ?? '';
}

/** Nobody chooses before the group has; then the group's minutes say which method it is. */
export async function decideGroup(walk: Walk): Promise<void> {
  const { people } = walk;
  const { caseId } = house(1);
  const early = { params: { caseId }, body: { method } };
  await refused(people.clerk.ask(households.chooseMethod, early), 'group.undecided');
  const query = { villageKey: village };
  await refused(people.away.ask(groups.listGroups, { query }), 'action.not-here');
  const { items } = await people.worker.ask(groups.listGroups, { query });
  const third = items.find(({ name }) => name === '3组');
  const wished = new Map(third?.wishes.map((wish) => [wish.method, wish.count]));
  assert.deepEqual([wished.get(method), wished.get('gas-boiler')], [8, 1]);
  const params = { groupId: await groupId(walk, '3组') };
  const body = { method, minutes: '3组村民会议纪要 2022-1' };
  await gate(
    walk,
    people.clerk,
    groups.decideMethod,
    { params, body },
    {
      refusals: [
        [people.worker, 'people.not-allowed'],
        [people.builder, 'people.not-allowed'],
        [people.away, 'action.not-here'],
        [people.clerk, 'household.unknown-method', { body: { ...body, method: 'coal' } }],
      ],
    },
  );
}

/** Every household of the group takes its method; one asks for another and is heard. */
export async function chooseMethods(walk: Walk): Promise<void> {
  const { people } = walk;
  for (const { caseId } of builtHouses.slice(0, 8)) {
    const input = { params: { caseId }, body: { method } };
    await gate(walk, people.worker, households.chooseMethod, input, {
      refusals: [
        [people.finance, 'people.not-allowed'],
        [people.away, 'action.not-here'],
        [people.clerk, 'group.other-method', { body: { method: 'gas-boiler' } }],
      ],
    });
  }
  const { caseId } = house(9);
  const params = { caseId };
  const gas = { params, body: { method: 'gas-boiler' } };
  await refused(people.clerk.ask(households.chooseMethod, gas), 'group.other-method');
  const note = { params, body: { note: '邻近管道' } };
  await refused(people.clerk2.ask(households.approveException, note), 'case.no-exception');
  const asking = { params, body: { method: 'gas-boiler', reason: '天然气管道已到门口' } };
  await gate(walk, people.clerk, households.requestException, asking, {
    refusals: [
      [people.auditor, 'people.not-allowed'],
      [people.away, 'action.not-here'],
      [people.clerk, 'http.invalid-input', { body: { method: 'gas-boiler', reason: '' } }],
    ],
  });
  await refused(people.clerk.ask(households.chooseMethod, gas), 'group.other-method');
  await gate(walk, people.clerk2, households.approveException, note, {
    refusals: [
      [people.clerk, 'case.same-person'],
      [people.worker, 'people.not-allowed'],
      [people.away, 'action.not-here'],
    ],
    twice: 'case.no-exception',
  });
  await gate(walk, people.clerk, households.chooseMethod, gas, { refusals: [] });
}

/** The town approves; others are rejected or withdraw, and nothing more is done to them. */
export async function approve(walk: Walk): Promise<void> {
  const { people } = walk;
  const [rejected, withdrawn] = [house(10), house(11)];
  const unchosen = { params: { caseId: rejected.caseId }, body: {} };
  await refused(people.clerk.ask(households.approveCase, unchosen), 'case.method-missing');
  for (const { caseId } of builtHouses) {
    await gate(
      walk,
      people.clerk2,
      households.approveCase,
      { params: { caseId }, body: {} },
      {
        refusals: [
          [people.worker, 'people.not-allowed'],
          [people.away, 'action.not-here'],
          [people.clerk2, 'action.day-too-early', { body: { occurredOn: day('2022-04-01') } }],
          [people.clerk2, 'action.day-in-future', { body: { occurredOn: day('2022-12-01') } }],
        ],
        twice: 'action.wrong-state',
      },
    );
  }
  const no = { params: { caseId: rejected.caseId }, body: { reason: '已在棚户区改造范围' } };
  await gate(walk, people.clerk, households.rejectCase, no, {
    refusals: [[people.away, 'action.not-here']],
    twice: 'action.wrong-state',
  });
  const out = { params: { caseId: withdrawn.caseId }, body: { reason: '户主外出务工' } };
  await gate(walk, people.worker, households.withdrawCase, out, {
    refusals: [[people.rival, 'people.not-allowed']],
    twice: 'action.wrong-state',
  });
  const again = { params: { caseId: withdrawn.caseId }, body: {} };
  await refused(people.clerk.ask(households.approveCase, again), 'action.wrong-state');
  const params = { householdId: house(9).householdId };
  await refused(people.away.ask(getHousehold, { params }), 'household.not-found');
  const file = await people.clerk.ask(getHousehold, { params });
  const steps = file.cases[0]?.steps.map(({ action }) => action).toReversed() ?? [];
  assert.deepEqual(steps.toSorted(), ['case.approve', 'case.choose-method', 'household.register']);
}
