// Proves a lot from its draw to its end: who draws, that all houses are looked at before, that a
// failed sample grows, that every department signs for itself, and what is accepted.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import {
  aPerson,
  ledgerDistrict,
  townB,
  villageA,
  villageA2,
  villageB,
} from '../../test/helpers/ledger.ts';
import { dayOf, refusalOf } from '../../test/helpers/notes.ts';
import { perform } from '../actions/perform.ts';
import { failCase, jointCheck, townCheck } from './check-actions.ts';
import { acceptanceOn, bad, good, lotOf, on, people, someoneOf } from './ledger.testing.ts';
import { findLot, redraw } from './lists.ts';
import * as lots from './lot-actions.ts';
import { acceptancesOf } from './queries.ts';

const ledger = await acceptanceOn(await testDatabase());
const { act, as, built, checkAll, clear, draw, drawnOf, passDrawn, sign, conclude } = ledger;
const { clerk, inspector, organiser, finance, audit, office } = people;
const inDistrict = ledger.inDistrict;
const lotFile = (lotId: string) => inDistrict((tx) => findLot(tx, ledgerDistrict, lotId));

test('O100: a sample is drawn by the organisers only, when the town has looked at every house', async () => {
  await clear();
  const ids = await built(4);
  await refusalOf(act(clerk, lots.drawSample, lotOf()), 'action.not-allowed');
  const away = aPerson('office', townB);
  await refusalOf(act(away, lots.drawSample, lotOf()), 'action.not-here');
  await refusalOf(draw({ year: 2021 }), 'sample.nothing');
  await refusalOf(draw({ villageKeys: [villageB] }), 'sample.other-town');
  await checkAll(ids.slice(1));
  const { details } = await refusalOf(draw(), 'sample.town-check-missing');
  expect(details).toEqual({ missing: 1, total: 4 });
  await checkAll(ids.slice(0, 1));
  const early = act(office, lots.drawSample, lotOf(), on('2022-09-01'));
  await refusalOf(early, 'action.day-too-early');

  const key = randomUUID();
  const done = await perform(as(office), lots.drawSample, lotOf(), { key });
  expect(done.result).toMatchObject({ cases: 4, strata: 1, drawn: 2, seed: done.entryId });
  expect(await ledger.journalOf('acceptance-lot', done.result.lotId)).toHaveLength(1);
  const repeat = await perform(as(office), lots.drawSample, lotOf(), { key });
  expect(repeat).toEqual({ ...done, isRepeat: true });
  const other = perform(as(office), lots.drawSample, lotOf({ year: 2021 }), { key });
  await refusalOf(other, 'action.key-reused');
  await refusalOf(draw(), 'sample.nothing');
});

test('O155: strata are village by enterprise by method, and the draw can be done again', async () => {
  await clear();
  const made = [
    ...(await built(12)),
    ...(await built(3, { method: 'gas-boiler' })),
    ...(await built(25, { village: villageA2 })),
  ];
  await checkAll(made);
  const publicSeed = { seed: '07 12 19 23 31', ground: '镇政府当众摇号，村民代表五人在场' };
  const { lotId, strata, drawn, seed } = await draw({ publicSeed });
  expect({ strata, drawn, seed }).toEqual({ strata: 3, drawn: 2 + 2 + 3, seed: publicSeed.seed });
  const found = await inDistrict((tx) => redraw(tx, ledgerDistrict, lotId));
  expect(found?.draw).toMatchObject({ isSame: true, seedGround: publicSeed.ground });
  await ledger.db.pool.query(
    `update acceptance_lot_cases set position = 100 where lot_id = $1 and stratum = 1
       and position = 1`,
    [lotId],
  );
  const bent = await inDistrict((tx) => redraw(tx, ledgerDistrict, lotId));
  expect(bent?.draw.isSame).toBe(false);
});

test('two draws of the same houses at once make one lot', async () => {
  await clear();
  const ids = await built(3);
  await checkAll(ids);
  const results = await Promise.allSettled([draw(), draw()]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('a house that fails lets its stratum be drawn anew, larger, in the same order', async () => {
  await clear();
  const ids = await built(5);
  await checkAll(ids);
  const { lotId } = await draw();
  await refusalOf(act(office, lots.enlargeSample, { lotId }), 'sample.no-enlargement');
  const [first = '', second = ''] = await drawnOf(lotId);
  await act(inspector, jointCheck, { caseId: first, ...good });
  await refusalOf(sign(lotId, organiser, '2022-09-15'), 'acceptance.sample-unchecked');
  await act(inspector, jointCheck, { caseId: second, ...bad });
  const due = await refusalOf(sign(lotId, organiser, '2022-09-15'), 'acceptance.enlarge-needed');
  expect(due.details).toEqual({ count: 1 });
  await refusalOf(act(clerk, lots.enlargeSample, { lotId }), 'action.not-allowed');
  const larger = await act(office, lots.enlargeSample, { lotId });
  expect(larger).toMatchObject({ strata: 1, added: 3 });
  await refusalOf(act(office, lots.enlargeSample, { lotId }), 'sample.no-enlargement');
  for (const caseId of await drawnOf(lotId)) await act(inspector, jointCheck, { caseId, ...good });
  await sign(lotId, organiser, '2022-09-15');
  const file = await lotFile(lotId);
  expect(file).toMatchObject({
    state: 'signing',
    report: { cases: 5, drawn: 5, failedAtFirst: 1, proposed: 4, leftOut: 1 },
    strata: [{ round: 2, failed: 1, unchecked: 0, next: null }],
  });
});

test('a drawn house that is sent back before its check counts as failed', async () => {
  await clear();
  const ids = await built(3);
  await checkAll(ids);
  const { lotId } = await draw();
  const [caseId = ''] = await drawnOf(lotId);
  const { order } = bad;
  await act(office, failCase, { caseId, order });
  const file = await lotFile(lotId);
  expect(file?.strata).toMatchObject([{ failed: 1, unchecked: 1 }]);
});

test('O101 O104: every department signs for itself, the organising one first', async () => {
  await clear();
  const ids = await built(3);
  await checkAll(ids);
  const { lotId } = await draw();
  await passDrawn(lotId);
  await refusalOf(sign(lotId, office), 'action.not-allowed');
  await refusalOf(sign(lotId, aPerson('inspector')), 'acceptance.not-a-department');
  const first = await refusalOf(sign(lotId, finance), 'acceptance.organiser-first');
  expect([first.clause, first.text.zh.includes('住建局')]).toEqual(['七(三)', true]);
  await refusalOf(conclude(lotId), 'action.wrong-state');

  const key = randomUUID();
  const options = { key, ...on('2022-09-05') };
  const signed = await perform(as(organiser), lots.countersign, { lotId }, options);
  expect(signed.result).toMatchObject({ department: 'housing', waiting: ['finance', 'audit'] });
  expect(await ledger.journalOf('acceptance-lot', lotId)).toHaveLength(2);
  const repeat = await perform(as(organiser), lots.countersign, { lotId }, options);
  expect(repeat.isRepeat).toBe(true);
  const colleague = someoneOf('住建局', 'inspector', '同事');
  await refusalOf(sign(lotId, colleague), 'acceptance.signed-already');
  const missing = await refusalOf(conclude(lotId), 'acceptance.signatures-missing');
  expect(missing.text.zh).toContain('财政局、审计局');
  await sign(lotId, finance);
  const last = await sign(lotId, audit);
  expect(last.waiting).toEqual([]);
  expect(last.reportSha256).toBe(signed.result.reportSha256);
});

test('no department signs for another, and the builder signs for nobody', async () => {
  await clear();
  const ids = await built(3);
  await checkAll(ids);
  const { lotId } = await draw();
  await passDrawn(lotId);
  const organisationId = someoneOf('第一公司', 'inspector').organisationId;
  const units = ['housing', 'finance', 'audit'];
  const name = (department: string, id: string) =>
    act(office, lots.nameDepartment, { department, organisationId: id, units });
  await refusalOf(name('water', organisationId), 'acceptance.unknown-department');
  await refusalOf(name('audit', randomUUID()), 'organisation.unknown');
  await name('audit', organisationId);
  await refusalOf(name('finance', organisationId), 'acceptance.organisation-taken');
  await sign(lotId, organiser);
  const builder = someoneOf('第一公司', 'inspector');
  await refusalOf(sign(lotId, builder), 'acceptance.own-work');
  // The audit bureau is no longer known by its name once another organisation was named.
  await refusalOf(sign(lotId, audit), 'acceptance.not-a-department');
  await name('audit', audit.organisationId);
  expect(await sign(lotId, audit)).toMatchObject({ department: 'audit' });
});

test('O034 O071: acceptance.conclude accepts the good houses of a lot, and only them', async () => {
  await clear();
  const ids = await built(4);
  await checkAll(ids);
  const { lotId } = await draw();
  await passDrawn(lotId);
  for (const signer of [organiser, finance, audit]) await sign(lotId, signer);
  const undrawn = (await lotFile(lotId))?.drawnCases.map(({ caseId }) => caseId) ?? [];
  const late = ids.find((id) => !undrawn.includes(id)) ?? '';
  // After the signatures somebody finds fault with one house: it stays out.
  await act(office, failCase, { caseId: late, order: bad.order }, on('2022-09-05'));
  await refusalOf(act(clerk, lots.concludeLot, { lotId }), 'action.not-allowed');
  const early = act(office, lots.concludeLot, { lotId }, on('2022-09-04'));
  await refusalOf(early, 'action.day-too-early');
  expect(await conclude(lotId)).toMatchObject({ accepted: 3, leftOut: 1 });
  await refusalOf(conclude(lotId), 'action.wrong-state');
  const accepted = await inDistrict((tx) => acceptancesOf(tx, ledgerDistrict, ids));
  const good3 = ids.filter((id) => id !== late);
  expect([...accepted.keys()].toSorted()).toEqual(good3.toSorted());
  const [caseId = ''] = good3;
  expect(accepted.get(caseId)).toMatchObject({ acceptedOn: '2022-09-06', reportId: lotId });
  expect(await Promise.all(good3.map(ledger.stateOf))).toEqual(good3.map(() => 'accepted'));
  const steps = await ledger.db.pool.query(
    `select action, state, entry_id from case_steps where case_id = $1 order by version`,
    [caseId],
  );
  expect(steps.rows.at(-1)).toMatchObject({ action: 'case.accept', state: 'accepted' });
  expect(await lotFile(lotId)).toMatchObject({ state: 'concluded', timing: 'within' });

  // Put right and checked again, the house comes into a later lot; it need not be lucky there.
  await ledger.setState([late], 'self-checked');
  await act(clerk, townCheck, { caseId: late, ...good }, on('2022-09-07'));
  const next = await act(office, lots.drawSample, lotOf(), on('2022-09-08'));
  expect(next).toMatchObject({ cases: 1, drawn: 1 });
});

test('D14: a lot counts as late after its window, and always where its year has none', async () => {
  await clear();
  const ids = await built(2);
  await checkAll(ids);
  const past = { from: dayOf('2022-08-01'), to: dayOf('2022-08-31') };
  const { lotId } = await draw({ villageKeys: [villageA], window: past });
  expect(await lotFile(lotId)).toMatchObject({ timing: 'late', windowTo: '2022-08-31' });
  await clear();
  const more = await built(2);
  await checkAll(more);
  const none = await draw({ window: null });
  expect(await lotFile(none.lotId)).toMatchObject({ timing: 'late', windowTo: null });
});

test('a house that failed a joint check is drawn again in its next lot, whatever the seed', async () => {
  await clear();
  const ids = await built(30);
  await checkAll(ids);
  const { lotId } = await draw();
  const [failed = '', ...others] = await drawnOf(lotId);
  await act(inspector, jointCheck, { caseId: failed, ...bad }, on('2022-09-04'));
  for (const caseId of others) {
    await act(inspector, jointCheck, { caseId, ...good }, on('2022-09-04'));
  }
  await act(office, lots.enlargeSample, { lotId }, on('2022-09-04'));
  await passDrawn(lotId);
  for (const signer of [organiser, finance, audit]) await sign(lotId, signer);
  expect(await conclude(lotId)).toMatchObject({ accepted: 29, leftOut: 1 });
  await ledger.setState([failed], 'self-checked');
  const many = await built(20);
  await act(clerk, townCheck, { caseId: failed, ...good }, on('2022-09-07'));
  await checkAll(many);
  const next = await act(office, lots.drawSample, lotOf(), on('2022-09-08'));
  const file = await lotFile(next.lotId);
  const again = file?.drawnCases.find(({ caseId }) => caseId === failed);
  expect(again).toMatchObject({ isRecheck: true, round: 1 });
});
