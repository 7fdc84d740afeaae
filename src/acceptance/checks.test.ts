// Proves the town's check and the joint check: who may look, what passes, what is sent back.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { aPerson, ledgerDistrict, townB } from '../../test/helpers/ledger.ts';
import { dayOf, refusalOf } from '../../test/helpers/notes.ts';
import { perform, performMany } from '../actions/perform.ts';
import { acceptanceOn, bad, good, on, people, someoneOf } from './ledger.testing.ts';
import { failCase, jointCheck, townCheck } from './check-actions.ts';
import { findCaseAcceptance } from './lists.ts';

const ledger = await acceptanceOn(await testDatabase());
const { act, as, built, draw, drawnOf, checkAll, stateOf, inDistrict } = ledger;
const { clerk, inspector, office } = people;
const checksOf = (caseId: string) =>
  inDistrict((tx) => findCaseAcceptance(tx, ledgerDistrict, caseId));

test('acceptance.town-check refuses role, place, state and an unknown house', async () => {
  const [caseId = ''] = await built(1);
  const input = { caseId, ...good };
  await refusalOf(act(aPerson('villageWorker'), townCheck, input), 'action.not-allowed');
  await refusalOf(act(aPerson('townClerk', townB), townCheck, input), 'action.not-here');
  const unknown = { ...input, caseId: randomUUID() };
  await refusalOf(act(clerk, townCheck, unknown), 'action.subject-not-found');
  await ledger.setState([caseId], 'installed');
  await refusalOf(act(clerk, townCheck, input), 'action.wrong-state');
  expect(await stateOf(caseId)).toBe('installed');
});

test('O102: a house passes only measured, warm and with every point looked at', async () => {
  const [caseId = ''] = await built(1);
  const check = (more: object) => act(clerk, townCheck, { caseId, ...good, ...more });
  const cold = await refusalOf(check({ roomDeciC: 139 }), 'acceptance.order-missing');
  expect([cold.clause, cold.text.zh.includes('14.0 ℃')]).toEqual(['七(三)', true]);
  await refusalOf(check({ outdoorDeciC: null }), 'acceptance.unmeasured');
  await refusalOf(check({ items: [] }), 'acceptance.points-differ');
  const strange = { items: [...good.items, { id: 'something-else', ok: true }] };
  await refusalOf(check(strange), 'acceptance.points-differ');
  const broken = { items: good.items.map((one) => ({ ...one, ok: false })) };
  await refusalOf(check(broken), 'acceptance.order-missing');
  const past = { ...bad.order, dueOn: dayOf('2022-09-14') };
  await refusalOf(check({ order: past }), 'acceptance.due-too-early');
  await refusalOf(check({ documentId: randomUUID() }), 'document.unknown');
  expect(await stateOf(caseId)).toBe('self-checked');
  expect(await checksOf(caseId)).toMatchObject({ checks: [] });

  const key = randomUUID();
  const exact = { caseId, ...good, roomDeciC: 140 };
  const done = await perform(as(clerk), townCheck, exact, { key });
  expect(done.result).toEqual({ id: caseId, version: 1, result: 'pass' });
  expect(await ledger.journalOf('case', caseId)).toHaveLength(1);
  expect(await checksOf(caseId)).toMatchObject({ checks: [{ isCurrent: true, roomDeciC: 140 }] });
  expect(await perform(as(clerk), townCheck, exact, { key })).toEqual({ ...done, isRepeat: true });
  const other = { ...exact, roomDeciC: 150 };
  await refusalOf(perform(as(clerk), townCheck, other, { key }), 'action.key-reused');
});

test('O181: a house that fails is sent back with what, by when and by whom it is put right', async () => {
  const [caseId = ''] = await built(1);
  const { result } = await act(clerk, townCheck, { caseId, ...bad });
  expect([result, await stateOf(caseId)]).toEqual(['fail', 'rectifying']);
  const found = await checksOf(caseId);
  expect(found?.rectifications).toMatchObject([
    { source: 'town-check', what: bad.order.what, dueOn: '2022-09-25', closedOn: null },
  ]);
  expect(found?.checks).toMatchObject([{ result: 'fail', isCurrent: false }]);
  await ledger.setState([caseId], 'self-checked');
  await act(clerk, townCheck, { caseId, ...good });
  const again = await checksOf(caseId);
  expect(again?.checks.map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
  expect(again?.rectifications).toMatchObject([{ closedOn: '2022-09-15' }]);
});

test('nobody accepts what they built or checked for the builder', async () => {
  const [caseId = ''] = await built(1);
  const builder = someoneOf('第一公司', 'inspector');
  await refusalOf(act(builder, townCheck, { caseId, ...good }), 'acceptance.own-work');
  await ledger.db.pool.query(
    `insert into self_checks (district_code, case_id, version, entry_id, items, checked_on, person,
       recorded_by)
     values ($1, $2, 1, gen_random_uuid(), '[]', '2022-08-20', '自检员', $3)`,
    [ledgerDistrict, caseId, clerk.personId],
  );
  const own = await refusalOf(act(clerk, townCheck, { caseId, ...good }), 'acceptance.own-work');
  expect(own.clause).toBe('七(三)');
  const second = aPerson('townClerk', undefined, 'townClerk-2');
  await act(second, townCheck, { caseId, ...good });
});

test('houses are checked by the hundred, each refused one named', async () => {
  const ids = await built(5);
  const inputs = ids.map((caseId, at) => ({
    caseId,
    ...(at === 1 ? bad : good),
    ...(at === 3 && { roomDeciC: null }),
  }));
  const options = { key: randomUUID(), refused: 'collect' } as const;
  const outcome = await performMany(as(clerk), townCheck, inputs, options);
  expect(outcome.accepted.map(({ result }) => result.result)).toEqual([
    'pass',
    'fail',
    'pass',
    'pass',
  ]);
  expect(outcome.refused.map(({ index, refusal }) => [index, refusal.code])).toEqual([
    [3, 'acceptance.unmeasured'],
  ]);
  await ledger.setState(ids, 'registered');
});

test('acceptance.joint-check refuses who made the town’s check and a house that was not drawn', async () => {
  await ledger.clear();
  const ids = await built(6);
  await refusalOf(
    act(inspector, jointCheck, { caseId: ids[0] ?? '', ...good }),
    'acceptance.not-drawn',
  );
  await checkAll(ids);
  const { lotId, drawn } = await draw();
  expect(drawn).toBe(2);
  const [caseId = '', next = ''] = await drawnOf(lotId);
  const undrawn = ids.find((id) => id !== caseId && id !== next) ?? '';
  await refusalOf(act(clerk, jointCheck, { caseId, ...good }), 'action.not-allowed');
  await refusalOf(act(inspector, jointCheck, { caseId: undrawn, ...good }), 'acceptance.not-drawn');
  const both = { ...clerk, roles: [{ role: 'inspector', place: null }] } as const;
  await refusalOf(act(both, jointCheck, { caseId, ...good }), 'acceptance.same-person');
  const early = act(inspector, jointCheck, { caseId, ...good }, on('2022-09-01'));
  await refusalOf(early, 'action.day-too-early');

  // A drawn house that fails comes back through self-check and the town before it is seen again.
  const failed = await act(inspector, jointCheck, { caseId, ...bad }, on('2022-09-04'));
  expect([failed.result, await stateOf(caseId)]).toEqual(['fail', 'rectifying']);
  await refusalOf(act(inspector, jointCheck, { caseId, ...good }), 'action.wrong-state');
  await ledger.setState([caseId], 'self-checked');
  await refusalOf(act(inspector, jointCheck, { caseId, ...good }), 'acceptance.not-town-checked');
  await act(clerk, townCheck, { caseId, ...good });
  expect((await checksOf(caseId))?.rectifications).toMatchObject([{ closedOn: null }]);
  await act(inspector, jointCheck, { caseId, ...good });
  expect((await checksOf(caseId))?.rectifications).toMatchObject([{ closedOn: '2022-09-15' }]);
});

test('O181: case.fail orders a house to be put right by a day, and its checks stand no longer', async () => {
  const [caseId = ''] = await built(1);
  const { order } = bad;
  await refusalOf(act(clerk, failCase, { caseId, order }), 'action.not-allowed');
  await checkAll([caseId]);
  await act(office, failCase, { caseId, order });
  expect(await stateOf(caseId)).toBe('rectifying');
  expect(await checksOf(caseId)).toMatchObject({
    checks: [{ result: 'pass', isCurrent: false }],
    rectifications: [{ source: 'order', closedOn: null }],
  });
  await refusalOf(act(office, failCase, { caseId, order }), 'action.wrong-state');
});
