// Proves what case.clear comes to, freezes and reserves, and when it refuses.

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { aPerson, ledgerDistrict, ledgerOn } from '../../test/helpers/ledger.ts';
import { dayOf, refusalOf } from '../../test/helpers/notes.ts';
import { perform, performMany } from '../actions/perform.ts';
import { mergeDuplicate } from '../households/actions.ts';
import { clearCase, releaseEntitlement } from './clear-actions.ts';
import { clerk, finance, fundsOn, litong, office } from './funds.testing.ts';
import { approvePriorAid, recordPriorAid } from './money-actions.ts';

const db = await testDatabase();
const ledger = await ledgerOn(db);
const { act, as, journalOf } = ledger;
const { adopt, decide, published, ready, price, pay, balances } = fundsOn(ledger);
const stranger = await published();
test('case.clear refuses while no rules are in force and while there is no budget', async () => {
  const input = { caseId: stranger.caseId };
  await refusalOf(act(finance, clearCase, input), 'funds.no-rules');
  await adopt(litong);
  expect(await balances('dual-replacement', 'central')).toMatchObject({
    budget: -5845_0000_00,
    available: 5845_0000_00,
    reserved: 0,
  });
});

const second = aPerson('office', null, 'office-2');
const entitlementsOf = async (caseId: string) => {
  const { rows } = await db.pool.query<Record<string, unknown>>(
    'select * from entitlements where case_id = $1 order by entitlement_id',
    [caseId],
  );
  return rows;
};

test('O078 O079: case.clear refuses the wrong person, state, own money, paper and day', async () => {
  const { caseId, noticeId } = await published();
  const input = { caseId };
  await refusalOf(act(clerk, clearCase, input), 'action.not-allowed');
  await refusalOf(act(aPerson('office', '640399101'), clearCase, input), 'action.not-here');
  const { caseId: early } = await ledger.register();
  await refusalOf(act(finance, clearCase, { caseId: early }), 'action.wrong-state');
  const missing = await refusalOf(act(finance, clearCase, input), 'funds.facts-missing');
  expect(missing.text.zh).toContain('造价（审定价）');
  await price(caseId, 700_000);
  const short = await refusalOf(act(finance, clearCase, input), 'own-share.short');
  expect(short.details).toMatchObject({ requiredFen: 170_000, paidFen: 0 });
  expect(short.clause).toBe('六(二)');
  await pay(caseId, 169_999);
  await refusalOf(act(finance, clearCase, input), 'own-share.short');
  await pay(caseId, 1);
  const early1 = act(finance, clearCase, input, { occurredOn: dayOf('2022-08-09') });
  await refusalOf(early1, 'funds.notice-running');
  const early2 = act(finance, clearCase, input, { occurredOn: dayOf('2022-09-14') });
  await refusalOf(early2, 'action.day-too-early');
  await db.pool.query(
    `insert into notice_objections (district_code, objection_id, notice_id, case_id, state, version,
       last_on, text, recorded_by, recorded_on)
     values ($1, $2, $3, null, 'open', 1, '2022-08-03', '面积不符', 'x', '2022-08-03')`,
    [ledgerDistrict, randomUUID(), noticeId],
  );
  await refusalOf(act(finance, clearCase, input), 'funds.notice-objection');
});

test('O103: an objection being recorded is waited for, and then it stands in the way', async () => {
  const { caseId } = await ready(700_000, 170_000);
  const { rows } = await db.pool.query<{ notice_id: string }>(
    'select notice_id from public_notice_cases where case_id = $1',
    [caseId],
  );
  const noticeId = rows[0]?.notice_id;
  const clerkAtWork = await db.pool.connect();
  try {
    await clerkAtWork.query('begin');
    await clerkAtWork.query('select 1 from public_notices where notice_id = $1 for update', [
      noticeId,
    ]);
    await clerkAtWork.query(
      `insert into notice_objections (district_code, objection_id, notice_id, case_id, state,
         version, last_on, text, recorded_by, recorded_on)
       values ($1, $2, $3, $4, 'open', 1, '2022-08-03', '面积不符', 'x', '2022-08-03')`,
      [ledgerDistrict, randomUUID(), noticeId, caseId],
    );
    const clearing = refusalOf(act(finance, clearCase, { caseId }), 'funds.notice-objection');
    await untilWaiting();
    await clerkAtWork.query('commit');
    await clearing;
  } finally {
    clerkAtWork.release();
  }
});

/** Until some connection waits for a lock of another. */
async function untilWaiting(): Promise<void> {
  for (let round = 0; round < 500; round += 1) {
    const { rows } = await db.pool.query(
      `select 1 from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) return;
    await sleep(10);
  }
  throw new Error('nobody waits');
}

test('O078 O079: case.clear freezes 5,300 yuan with its ground and reserves it by source', async () => {
  const { caseId } = await ready(700_000, 170_000);
  const before = await balances('dual-replacement', 'central');
  const key = randomUUID();
  const dry = await perform(as(finance), clearCase, { caseId }, { dryRun: true });
  expect(dry.result.totalFen).toBe(530_000);
  expect(await entitlementsOf(caseId)).toEqual([]);
  const done = await perform(as(finance), clearCase, { caseId }, { key });
  expect(done.result).toMatchObject({ totalFen: 530_000, ownRequiredFen: 170_000 });
  const [row] = await entitlementsOf(caseId);
  expect(row).toMatchObject({
    amount_fen: 530_000,
    state: 'reserved',
    cost_basis: 'audited',
    inputs: { costFen: 700_000, heatedAreaM2: '60' },
    due_on: '2022-09-15',
  });
  expect(row?.['parts']).toMatchObject([
    { source: 'central', amountFen: 350_000 },
    { source: 'district', amountFen: 180_000 },
  ]);
  expect(JSON.stringify(row?.['explanation'])).toContain('中央资金补贴标准为3500元/户');
  const after = await balances('dual-replacement', 'central');
  expect(after['reserved']).toBe((before['reserved'] ?? 0) + 350_000);
  expect(after['available']).toBe((before['available'] ?? 0) - 350_000);
  expect(await journalOf('case', caseId)).toHaveLength(3);
  const repeat = await perform(as(finance), clearCase, { caseId }, { key });
  expect(repeat).toEqual({ ...done, isRepeat: true });
  await refusalOf(act(finance, clearCase, { caseId }), 'action.wrong-state');
});

test.each([
  [400_000, 320_000, 211_321],
  [500_000, 400_000, 264_151],
  [529_900, 423_920, 279_947],
  [599_900, 479_920, 316_928],
  [599_999, 479_999, 316_980],
  [600_000, 530_000, 350_000],
  [600_100, 530_000, 350_000],
  [650_000, 530_000, 350_000],
  [700_000, 530_000, 350_000],
  [800_000, 530_000, 350_000],
])('a cost of %i fen comes to %i fen, of which the centre gives %i', async (cost, aid, central) => {
  const { caseId } = await ready(cost, Math.max(cost - aid, 0));
  const { totalFen } = await act(finance, clearCase, { caseId });
  expect(totalFen).toBe(aid);
  const [row] = await entitlementsOf(caseId);
  expect(row?.['parts']).toMatchObject([{ amountFen: central }, { amountFen: aid - central }]);
});

test('D07: no household of the waste-heat project is paid until the office decides so', async () => {
  const { caseId } = await ready(700_000, 170_000, { project: 'waste-heat' });
  const refused = await refusalOf(act(finance, clearCase, { caseId }), 'funds.project-money');
  expect(refused.text.zh).toContain('D07：不按户兑付，作为项目资金');
  expect(refused.clause).toBe('四(三)1(1)');
  await decide('D07', 'per-household');
  // Then the money is missing: the view that pays has no line for that project.
  await refusalOf(act(finance, clearCase, { caseId }), 'funds.no-line');
});

test('D08: insulation is cleared with nothing to pay and says why', async () => {
  const { caseId } = await published({ project: 'envelope', works: 'insulation' });
  expect(await act(finance, clearCase, { caseId })).toMatchObject({ totalFen: 0 });
  const [row] = await entitlementsOf(caseId);
  expect(row).toMatchObject({ amount_fen: 0, state: 'nothing', parts: [] });
  expect(JSON.stringify(row?.['explanation'])).toContain('没有，按项目每平方米预算管理');
  await act(office, releaseEntitlement, { caseId, reason: '核对有误' });
  expect(await act(finance, clearCase, { caseId })).toMatchObject({ totalFen: 0 });
});

test('D22: a household converted before needs approval and never gets the same twice', async () => {
  const { caseId, householdId } = await ready(700_000, 170_000, { method: 'air-heater' });
  const prior = { householdId, year: 2019, document: '2019年台账', what: '热炕板' };
  await refusalOf(act(finance, recordPriorAid, prior), 'action.not-allowed');
  const { priorAidId } = await act(clerk, recordPriorAid, prior);
  await refusalOf(act(clerk, recordPriorAid, prior), 'prior-aid.recorded');
  await refusalOf(act(finance, clearCase, { caseId }), 'prior-aid.not-approved');
  const decision = { priorAidId, note: '热炕板未解决全屋取暖' };
  await refusalOf(act(clerk, approvePriorAid, decision), 'action.not-allowed');
  await act(office, approvePriorAid, decision);
  await refusalOf(act(office, approvePriorAid, decision), 'action.wrong-state');
  expect(await act(finance, clearCase, { caseId })).toMatchObject({ totalFen: 530_000 });

  const other = await ready(700_000, 170_000, { method: 'air-heater' });
  const same = { ...prior, householdId: other.householdId, what: '热风机', method: 'air-heater' };
  const again = await act(office, recordPriorAid, same);
  const own = { ...decision, priorAidId: again.priorAidId };
  await refusalOf(act(office, approvePriorAid, own), 'prior-aid.same-person');
  await act(second, approvePriorAid, own);
  await refusalOf(act(finance, clearCase, { caseId: other.caseId }), 'prior-aid.same-thing');
});

test('D22: what was given to a file merged into the household counts as its own', async () => {
  const { caseId, householdId } = await ready(700_000, 170_000);
  const { householdId: duplicate } = await ledger.register();
  const prior = { householdId: duplicate, year: 2019, document: '2019年台账', what: '热炕板' };
  await act(clerk, recordPriorAid, prior);
  await act(office, mergeDuplicate, {
    householdId: duplicate,
    intoId: householdId,
    reason: '重复登记',
  });
  await refusalOf(act(finance, clearCase, { caseId }), 'prior-aid.not-approved');
});

/** What is marked on a case of that cost whose notice named that amount. */
const marksOf = async (costFen: number, publishedFen: number) => {
  const { caseId } = await ready(costFen, costFen - 530_000);
  await db.pool.query('update public_notice_cases set amount_fen = $2 where case_id = $1', [
    caseId,
    publishedFen,
  ]);
  await act(finance, clearCase, { caseId });
  const [row] = await entitlementsOf(caseId);
  const told = row?.['explanation'] as { warnings: Array<{ id: string }> } | undefined;
  return told?.warnings.map(({ id }) => id);
};

test('D45: a price in the perverse interval, and an amount not as published, are marked', async () => {
  expect(await marksOf(649_999, 530_000)).toEqual(['price-check']);
  expect(await marksOf(650_000, 530_000)).toEqual([]);
  expect(await marksOf(700_000, 480_000)).toEqual(['differs-from-notice']);
});

test('entitlement.release frees the budget and lets the case be cleared again', async () => {
  const { caseId } = await ready(700_000, 170_000);
  const before = await balances('dual-replacement', 'district');
  await act(finance, clearCase, { caseId });
  const input = { caseId, reason: '审定价有误' };
  await refusalOf(act(clerk, releaseEntitlement, input), 'action.not-allowed');
  await act(office, releaseEntitlement, input);
  expect(await balances('dual-replacement', 'district')).toEqual(before);
  expect((await entitlementsOf(caseId))[0]).toMatchObject({ state: 'released' });
  await act(finance, clearCase, { caseId });
  await db.pool.query(
    `update entitlements set state = 'in-batch' where case_id = $1
    and state = 'reserved'`,
    [caseId],
  );
  await refusalOf(act(office, releaseEntitlement, input), 'entitlement.bound');
});

test('O153: many at once: those their project has no money for are refused, the others go', async () => {
  const cases = [];
  for (let at = 0; at < 5; at += 1) {
    cases.push(await ready(700_000, 170_000, { project: 'near-town-houses' }));
  }
  await db.pool.query(`update accounts a set balance_fen = 350000 * 3 + 1 from budget_lines l
    where l.line_id = a.line_id and l.project = 'near-town-houses' and l.source = 'central'
      and a.kind = 'available'`);
  const inputs = cases.map(({ caseId }) => ({ caseId }));
  const all = performMany(as(finance), clearCase, inputs, { key: randomUUID() });
  await refusalOf(all, 'funds.exhausted');
  const some = await performMany(as(finance), clearCase, inputs, {
    key: randomUUID(),
    refused: 'collect',
  });
  expect(some.accepted.map(({ index }) => index)).toEqual([0, 1, 2]);
  expect(some.refused.map(({ refusal }) => refusal.code)).toEqual([
    'funds.exhausted',
    'funds.exhausted',
  ]);
  expect(some.refused[0]?.refusal.details).toMatchObject({ neededFen: 350_000, availableFen: 1 });
});
