// Proves public notices: who hangs them out, how their days are counted, that an objection stands
// in the way until another person has answered it, and what an upheld one does.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { aPerson, ledgerDistrict, townA, villageA, villageB } from '../../test/helpers/ledger.ts';
import { dayOf, refusalOf } from '../../test/helpers/notes.ts';
import { perform, performMany } from '../actions/perform.ts';
import { attachDocument } from '../documents/actions.ts';
import { failCase } from './check-actions.ts';
import { acceptanceOn, bad, noticeRule, on, people } from './ledger.testing.ts';
import { findCaseAcceptance, findNotice } from './lists.ts';
import * as notices from './notice-actions.ts';
import { acceptancesOf, noticesOf } from './queries.ts';

const ledger = await acceptanceOn(await testDatabase());
const { act, as, built, accept, clear, publish, stateOf, inDistrict } = ledger;
const { clerk, office } = people;
const worker = aPerson('villageWorker', villageA);
const second = aPerson('townClerk', townA, 'townClerk-2');
const fileOf = (noticeId: string) => inDistrict((tx) => findNotice(tx, ledgerDistrict, noticeId));
const ofCase = async (caseId: string) =>
  (await inDistrict((tx) => noticesOf(tx, ledgerDistrict, [caseId]))).get(caseId);
const list = { villageKey: villageA, works: 'heating' as const, rule: noticeRule };

/** Three accepted houses hung out on 6 September 2022, a Tuesday; Mid-Autumn lies in between. */
async function hungOut() {
  await clear();
  const ids = await built(3);
  await accept(ids);
  const { noticeId } = await publish();
  return { ids, caseId: ids[0] ?? '', noticeId };
}

const object = (noticeId: string, caseId: string | null, actor = worker) =>
  act(actor, notices.objectToNotice, { noticeId, caseId, text: '面积不实' }, on('2022-09-07'));
const answer = (objectionId: string, more: object, actor = clerk) => {
  const input = { objectionId, result: 'upheld' as const, reason: '入户核实', ...more };
  return act(actor, notices.answerObjection, input, on('2022-09-08'));
};
const close = (noticeId: string, occurredOn = '2022-09-15') =>
  act(clerk, notices.closeNotice, { noticeId }, on(occurredOn));

test('notice.publish refuses role and place, and a village without accepted houses', async () => {
  await clear();
  const ids = await built(2);
  await refusalOf(act(worker, notices.publishNotice, list), 'action.not-allowed');
  const elsewhere = { ...list, villageKey: villageB };
  await refusalOf(act(clerk, notices.publishNotice, elsewhere), 'action.not-here');
  await refusalOf(act(clerk, notices.publishNotice, list), 'notice.nothing');
  await accept(ids);
  await refusalOf(publish({}, '2022-09-05'), 'action.day-too-early');
  await refusalOf(publish({ boardDocumentId: randomUUID() }), 'document.unknown');
  expect(await stateOf(ids[0] ?? '')).toBe('accepted');
});

test('a notice shows masked lines, counts working days after its own, and is done once', async () => {
  await clear();
  const ids = await built(2);
  await accept(ids);
  const amounts = [{ caseId: ids[0] ?? '', amountFen: 530_000 }];
  const key = randomUUID();
  const options = { key, ...on('2022-09-06') };
  const input = { ...list, amounts };
  const done = await perform(as(clerk), notices.publishNotice, input, options);
  // Wed 7, Thu 8, Fri 9; the 10th to 12th are days off; Tue 13, Wed 14.
  expect(done.result).toMatchObject({ cases: 2, endsOn: '2022-09-14' });
  const { noticeId } = done.result;
  const file = await fileOf(noticeId);
  expect(file).toMatchObject({ state: 'open', days: 5, isCalendarKnown: true, openObjections: 0 });
  expect(file?.rows).toHaveLength(2);
  const line = file?.rows.find(({ caseId }) => caseId === ids[0]);
  expect(line).toMatchObject({
    headMasked: '赵*',
    idMasked: expect.stringMatching(/^640399\*{8}\d{3}[\dX]$/),
    accountMasked: '****4567',
    amountFen: 530_000,
  });
  expect(JSON.stringify(file)).not.toContain('甲子');
  expect(await Promise.all(ids.map(stateOf))).toEqual(['published', 'published']);
  expect(await ledger.journalOf('notice', noticeId)).toHaveLength(1);
  const repeat = await perform(as(clerk), notices.publishNotice, input, options);
  expect(repeat).toEqual({ ...done, isRepeat: true });
  const other = perform(as(clerk), notices.publishNotice, list, options);
  await refusalOf(other, 'action.key-reused');
  await refusalOf(publish(), 'notice.nothing');
});

test('many villages are hung out at once; those with nothing to show are named', async () => {
  await clear();
  const ids = await built(2);
  await accept(ids);
  const inputs = [
    list,
    { ...list, villageKey: villageB },
    { ...list, works: 'insulation' as const },
  ];
  const options = { key: randomUUID(), refused: 'collect', ...on('2022-09-06') } as const;
  const outcome = await performMany(as(office), notices.publishNotice, inputs, options);
  expect(outcome.accepted.map(({ result }) => result.cases)).toEqual([2]);
  expect(outcome.refused.map(({ refusal }) => refusal.code)).toEqual([
    'notice.nothing',
    'notice.nothing',
  ]);
});

test('a notice is closed only after its days, with a photo of the board', async () => {
  const { noticeId } = await hungOut();
  const closeIt = act(worker, notices.closeNotice, { noticeId });
  await refusalOf(closeIt, 'action.not-allowed');
  const { details } = await refusalOf(close(noticeId, '2022-09-14'), 'notice.not-over');
  expect(details).toEqual({ endsOn: '2022-09-14' });
  await refusalOf(close(noticeId), 'notice.photo-missing');
  const photo = { kind: 'photo-notice-board', name: '公示栏.jpg', placeKey: villageA } as const;
  const file = { sha256: '0'.repeat(64), sizeBytes: 1, mime: 'image/jpeg' } as const;
  const attach = async (more: object) =>
    (await act(office, attachDocument, { ...photo, ...file, ...more })).documentId;
  for (const more of [{ placeKey: villageB }, { kind: 'other' }]) {
    const wrong = { noticeId, documentId: await attach(more) };
    await refusalOf(act(clerk, notices.closeNotice, wrong), 'notice.photo-missing');
  }
  const documentId = await attach({});
  const input = { noticeId, documentId };
  expect(await act(clerk, notices.closeNotice, input)).toMatchObject({ version: 2 });
  await refusalOf(close(noticeId), 'action.wrong-state');
  await refusalOf(object(noticeId, null), 'action.wrong-state');
});

test('an objection stands in the way of its house; one to the whole list in that of all', async () => {
  const { ids, caseId, noticeId } = await hungOut();
  await refusalOf(object(noticeId, caseId, aPerson('finance')), 'action.not-allowed');
  await refusalOf(object(noticeId, randomUUID()), 'notice.not-listed');
  const { objectionId } = await object(noticeId, caseId);
  expect((await ofCase(caseId))?.openObjections).toBe(1);
  expect((await ofCase(ids[1] ?? ''))?.openObjections).toBe(0);
  const whole = await object(noticeId, null);
  expect((await ofCase(ids[1] ?? ''))?.openObjections).toBe(1);
  await refusalOf(close(noticeId), 'notice.objections-open');
  const dismissed = { result: 'dismissed' as const };
  await answer(whole.objectionId, dismissed);
  await answer(objectionId, dismissed);
  expect(await ofCase(caseId)).toEqual({
    noticeId,
    publishedOn: '2022-09-06',
    endsOn: '2022-09-14',
    state: 'open',
    openObjections: 0,
  });
  await refusalOf(close(noticeId), 'notice.photo-missing');
});

test('notice.answer-objection wants another person, a reason and a remedy', async () => {
  const { caseId, noticeId } = await hungOut();
  const { objectionId } = await object(noticeId, caseId, clerk);
  await refusalOf(answer(objectionId, { result: 'dismissed' }), 'notice.same-person');
  await refusalOf(answer(objectionId, {}, worker), 'action.not-allowed');
  await refusalOf(answer(objectionId, {}, second), 'notice.remedy-missing');
  await refusalOf(answer(objectionId, { remedy: 'rectify' }, second), 'notice.remedy-missing');
  const past = { what: '重新核面积', dueOn: dayOf('2022-09-01') };
  const early = answer(objectionId, { remedy: 'rectify', order: past }, second);
  await refusalOf(early, 'acceptance.due-too-early');
  expect(await stateOf(caseId)).toBe('published');
});

test('an upheld objection to the record blocks the house until it is settled', async () => {
  const { caseId, noticeId } = await hungOut();
  const { objectionId } = await object(noticeId, caseId);
  const settle = () =>
    act(clerk, notices.settleObjection, { objectionId, settlement: '面积已更正' });
  await refusalOf(settle(), 'action.wrong-state');
  await answer(objectionId, { remedy: 'correct' });
  expect([await stateOf(caseId), (await ofCase(caseId))?.openObjections]).toEqual(['published', 1]);
  await refusalOf(close(noticeId), 'notice.objections-open');
  await settle();
  expect((await ofCase(caseId))?.openObjections).toBe(0);
  await refusalOf(settle(), 'notice.settled-already');
});

test('an upheld objection to the works sends the house back: accepted and hung out no longer', async () => {
  const { ids, caseId, noticeId } = await hungOut();
  const { objectionId } = await object(noticeId, caseId);
  const { order } = bad;
  await answer(objectionId, { remedy: 'rectify', order });
  expect(await stateOf(caseId)).toBe('rectifying');
  expect(await ofCase(caseId)).toBeUndefined();
  const accepted = await inDistrict((tx) => acceptancesOf(tx, ledgerDistrict, ids));
  expect([accepted.has(caseId), accepted.size]).toEqual([false, 2]);
  const found = await inDistrict((tx) => findCaseAcceptance(tx, ledgerDistrict, caseId));
  expect(found?.rectifications).toMatchObject([{ source: 'objection', closedOn: null }]);
  const file = await fileOf(noticeId);
  expect(file).toMatchObject({ openObjections: 0, objections: [{ state: 'upheld' }] });
  expect(file?.rows.find((row) => row.caseId === caseId)?.withdrawnOn).toBe('2022-09-08');
  await refusalOf(object(noticeId, caseId), 'notice.not-listed');
});

test('a house sent back by order while it hangs out cannot be sent back again by an objection', async () => {
  const { caseId, noticeId } = await hungOut();
  const { objectionId } = await object(noticeId, caseId);
  await act(office, failCase, { caseId, order: bad.order }, on('2022-09-07'));
  const again = answer(objectionId, { remedy: 'rectify', order: bad.order });
  await refusalOf(again, 'notice.case-gone-on');
  expect(await answer(objectionId, { result: 'dismissed' })).toMatchObject({ version: 2 });
});
