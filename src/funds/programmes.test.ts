// Proves that clearing is the programme's own: instalments, facts by category and year, lines for
// all projects together, and households that were paid before.

import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { ledgerDistrict, ledgerOn } from '../../test/helpers/ledger.ts';
import { refusalOf } from '../../test/helpers/notes.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';
import { clearCase, markDue, releaseEntitlement } from './clear-actions.ts';
import { readFacts } from './facts.ts';
import { clerk, finance, fundsOn, office } from './funds.testing.ts';
import { recordPriorAid, setCost } from './money-actions.ts';
import { recompute } from './recompute.ts';
import { worksOnLedger } from '../works/works.testing.ts';

const programmeOf = (name: string) => getProgramme(readFolder(`programmes/${name}`));

async function district() {
  const db = await testDatabase();
  const ledger = await ledgerOn(db);
  const entitlementsOf = async (caseId: string) => {
    const { rows } = await db.pool.query<Record<string, unknown>>(
      `select entitlement_id, item, instalment, amount_fen, parts, due_on, state, inputs
       from entitlements where case_id = $1 order by entitlement_id`,
      [caseId],
    );
    return rows;
  };
  const accept = (caseId: string, day: string) =>
    db.pool.query(
      `insert into acceptances (district_code, case_id, entry_id, accepted_on, source, document)
       values ($1, $2, $2, $3, 'import', '验收单')`,
      [ledgerDistrict, caseId, day],
    );
  return { ...ledger, ...fundsOn(ledger), ledger, entitlementsOf, accept };
}

test('Heyuan pays in two halves, the second once somebody has seen to its ground', async () => {
  const { db, act, adopt, ready, entitlementsOf, accept } = await district();
  const year = 2024;
  await adopt(programmeOf('heyuan-2024'), [
    { project: null, source: 'city', year, amountFen: 10_000_000_00 },
    { project: null, source: 'county', year, amountFen: 10_000_000_00 },
  ]);
  const wanted = {
    project: 'all',
    year,
    heatedAreaM2: 80,
    category: 'living-allowance',
    method: 'heat-pump',
  } as const;
  const { caseId } = await ready(1_000_000, 376_000, wanted);
  const input = { caseId };
  const missing = await refusalOf(act(finance, clearCase, input), 'funds.facts-missing');
  expect(missing.text.zh).toBe('还不能核算：缺完成改造的年份。');
  await accept(caseId, '2024-08-01');
  expect(await act(finance, clearCase, input)).toMatchObject({
    totalFen: 624_000,
    ownRequiredFen: 376_000,
  });
  const halves = await entitlementsOf(caseId);
  expect(halves).toMatchObject([
    {
      item: 'building',
      instalment: 'on-acceptance',
      amount_fen: 312_000,
      due_on: '2022-09-15',
      parts: [
        { source: 'city', amountFen: 150_000 },
        { source: 'county', amountFen: 162_000 },
      ],
      inputs: { isLowIncome: true, doneInYear: 2024, method: 'heat-pump', heatedAreaM2: '80' },
    },
    { instalment: 'after-first-winter', amount_fen: 312_000, due_on: null },
  ]);
  const entitlementId = String(halves[1]?.['entitlement_id']);
  const ground = { entitlementId, ground: '首个采暖季巡查记录' };
  await refusalOf(act(clerk, markDue, ground), 'action.not-allowed');
  await act(office, markDue, ground);
  await refusalOf(act(office, markDue, ground), 'entitlement.due-already');
  expect((await entitlementsOf(caseId))[1]).toMatchObject({ due_on: '2022-09-15' });
  expect(await recompute(db, ledgerDistrict)).toMatchObject({ isExact: true, entitlements: 2 });
  await act(office, releaseEntitlement, { caseId, reason: '更正' });
  expect(await recompute(db, ledgerDistrict)).toMatchObject({ isExact: true });
});

test('an odd fen is in one half and not lost between the sources', async () => {
  const { db, adopt, act, ready, entitlementsOf, accept } = await district();
  await adopt(programmeOf('heyuan-2024'), [
    { project: null, source: 'city', year: null, amountFen: 10_000_000_00 },
    { project: null, source: 'county', year: null, amountFen: 10_000_000_00 },
  ]);
  const wanted = { project: 'all', heatedAreaM2: 80.01, method: 'gas-boiler' } as const;
  const { caseId } = await ready(333_333, 0, wanted);
  await accept(caseId, '2025-03-01');
  const { totalFen } = await act(finance, clearCase, { caseId });
  // (3600 + 20.01 × 30 + 500) × 80 % = 3760.24 yuan, but never above the cost.
  expect(totalFen).toBe(333_333);
  const rows = await entitlementsOf(caseId);
  const amounts = rows.map((row) => Number(row['amount_fen']));
  expect(amounts).toEqual([166_667, 166_666]);
  const parts = rows.map((row) => row['parts'] as Array<{ amountFen: number }>);
  expect(parts.flat().reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(333_333);
  expect(await recompute(db, ledgerDistrict)).toMatchObject({ isExact: true });
});

test('Beishan has one line a level for all projects, and nothing for whom was paid before', async () => {
  const { act, adopt, ready, entitlementsOf } = await district();
  await adopt(programmeOf('beishan-2023'));
  const { caseId } = await ready(1_000_000, 260_000, { project: 'all', year: 2023 });
  expect(await act(finance, clearCase, { caseId })).toMatchObject({ totalFen: 740_000 });
  expect((await entitlementsOf(caseId))[0]).toMatchObject({
    parts: [{ amountFen: 370_000 }, { amountFen: 222_000 }, { amountFen: 148_000 }],
  });
  const before = await ready(1_000_000, 1_000_000, { project: 'all', year: 2023 });
  const { householdId } = before;
  await act(clerk, recordPriorAid, { householdId, year: 2020, what: '热风机', document: '台账' });
  expect(await act(finance, clearCase, { caseId: before.caseId })).toMatchObject({
    totalFen: 0,
    ownRequiredFen: 1_000_000,
  });
  expect(await entitlementsOf(before.caseId)).toMatchObject([{ state: 'nothing', item: '' }]);
});

test('the example county pays out of the investment of its project', async () => {
  const { act, adopt, ready, balances } = await district();
  await adopt(programmeOf('example-county'));
  const { caseId } = await ready(600_000, 120_000, { project: 'electricity', year: 2023 });
  expect(await act(finance, clearCase, { caseId })).toMatchObject({ totalFen: 480_000 });
  expect(await balances('electricity', 'central')).toMatchObject({ reserved: 320_000 });
});

test('O142 D05: the contract’s price counts where the office chose it, until one is recorded', async () => {
  const made = await district();
  const { act, adopt, decide, publish, pay, inDistrict } = made;
  const { contracted } = await worksOnLedger(made.ledger);
  await adopt(programmeOf('litong-2022'));
  const [one, other] = [await contracted(), await contracted()];
  await publish([one.caseId, other.caseId]);
  await refusalOf(act(finance, clearCase, { caseId: one.caseId }), 'funds.facts-missing');
  await decide('D05', 'contract');
  // 5,000 yuan of equipment and 1,000 of construction stand in the contract.
  await pay(one.caseId, 70_000);
  expect(await act(finance, clearCase, { caseId: one.caseId })).toMatchObject({
    totalFen: 530_000,
    ownRequiredFen: 70_000,
  });
  const [entitlement] = await made.entitlementsOf(one.caseId);
  expect(entitlement).toMatchObject({ inputs: { costFen: 600_000 } });
  const facts = await inDistrict((tx) => readFacts(tx, ledgerDistrict, [other.caseId], 'contract'));
  expect(facts.get(other.caseId)).toMatchObject({
    cost: { equipmentFen: 500_000, constructionFen: 100_000 },
    moneyOn: '2022-09-12',
  });
  await act(office, setCost, {
    caseId: other.caseId,
    basis: 'contract',
    equipmentFen: 500_000,
    constructionFen: 200_000,
    document: '补充协议1号',
  });
  await pay(other.caseId, 170_000);
  await act(finance, clearCase, { caseId: other.caseId });
  const [later] = await made.entitlementsOf(other.caseId);
  expect(later).toMatchObject({ amount_fen: 530_000, inputs: { costFen: 700_000 } });
});

test('O030: what was cleared comes out again to the fen, and a fen altered is found', async () => {
  const { db, act, adopt, ready, balances } = await district();
  await adopt(programmeOf('litong-2022'));
  const { caseId } = await ready(599_900, 119_980);
  await act(finance, clearCase, { caseId });
  expect(await recompute(db, ledgerDistrict)).toMatchObject({
    isExact: true,
    entitlements: 1,
    entitledFen: 479_920,
    faults: [],
  });
  expect(await balances('dual-replacement', 'central')).toMatchObject({ reserved: 316_928 });
  const found = async (statement: string) => {
    await db.pool.query(statement);
    const { isExact, faults } = await recompute(db, ledgerDistrict);
    return [isExact, ...new Set(faults.map(({ kind }) => kind))];
  };
  const moved = `update accounts set balance_fen = balance_fen + 1 where kind = 'reserved'
    and balance_fen > 0`;
  expect(await found(moved)).toEqual([false, 'balance', 'double-entry', 'commitment']);
  expect(await found(moved.replace('+ 1', '- 1'))).toEqual([true]);
  const raise = 'update entitlements set amount_fen = amount_fen + 1';
  expect(await found(raise)).toEqual([false, 'entitlement']);
  await db.pool.query(raise.replace('+ 1', '- 1'));
  const orphan = `insert into transfers values (640399, gen_random_uuid(), gen_random_uuid(),
    'pay', 'bank:nowhere', 'household:nobody', 5, null, '2022-09-15')`;
  expect(await found(orphan)).toEqual([false, 'balance']);
});
