// What has to hold after anything that people, banks and machines have done. Counted from the rows
// themselves, and by nothing the actions use.

import { expect } from 'vitest';
import { recompute } from '../../src/funds/recompute.ts';
import { caseTransitions } from '../../src/households/model.ts';
import { recountAsOf, sumsAsOf } from '../../src/households/movements.ts';
import { ledgerDistrict } from '../helpers/ledger.ts';
import type { World } from './world.ts';

/** Nobody paid twice, no account below zero, every sum equal. Cheap enough for every step. */
export async function checkMoney({ listed }: World): Promise<void> {
  const wrong = await listed(`
    select 'negative' as what, account_id as which from accounts
      where balance_fen < 0 and kind not in ('budget', 'treasury')
    union all select 'balance', account_id from accounts a
      where balance_fen <> (select coalesce(sum(case when t.to_account = a.account_id
          then t.amount_fen else -t.amount_fen end), 0) from transfers t
        where a.account_id in (t.to_account, t.from_account))
    union all select 'sums', sum(balance_fen)::text from accounts having sum(balance_fen) <> 0
    union all select 'entitlement paid twice', entitlement_id::text from transfers
      where entitlement_id is not null group by entitlement_id
      having sum(case kind when 'pay' then amount_fen when 'return-paid' then -amount_fen
          when 'claw-back' then -amount_fen else 0 end)
        not in (0, (select e.amount_fen from entitlements e
          where e.entitlement_id = transfers.entitlement_id))
    union all select 'house paid twice', e.household_id::text from entitlements e
      join cases c on c.case_id = e.case_id
      where e.state <> 'released' group by e.household_id, c.works having count(*) > 1
    union all select 'live orders', entitlement_id::text from payment_orders
      group by entitlement_id
      having count(*) filter (where state in ('waiting', 'sent', 'paid')) > 1
    union all select 'case without its money', c.case_id::text from cases c
      where (c.state = 'paid') <> exists (select 1 from entitlements e
          where e.case_id = c.case_id and e.state in ('paid', 'clawed-back'))
        or (c.state = 'cleared') <> exists (select 1 from entitlements e
          where e.case_id = c.case_id and e.state in ('reserved', 'in-batch', 'returned'))
    union all select 'paid without acceptance', c.case_id::text from cases c
      where c.state in ('accepted', 'published', 'cleared', 'paid')
        and not exists (select 1 from acceptances a
          where a.case_id = c.case_id and a.voided_on is null)
    union all select 'checked by its maker', batch_id::text from payment_batches
      where checked_by in (made_by, submitted_by)`);
  expect(wrong).toEqual([]);
}

type Step = {
  case_id: string;
  version: number;
  action: string;
  state: string;
  before: string | null;
};
/** What is written down beside the table: a house that moves to another group chooses again. */
const besides = new Set(['household.move-group chosen registered']);
const ways: Readonly<Record<string, { from: readonly string[]; to: string }>> = caseTransitions;

/** Every case came to its state by the table alone, and stands where its history ends. */
export async function checkStates({ listed }: World): Promise<void> {
  const steps = await listed<Step>(`
    select s.case_id, s.version, s.action, s.state,
      lag(s.state) over (partition by s.case_id order by s.version) as before
    from case_steps s order by s.case_id, s.version`);
  const wrong = steps.filter(({ action, state, before }) => {
    if (before === null) return state !== 'registered';
    if (state === before || besides.has(`${action} ${before} ${state}`)) return false;
    const way = ways[action];
    return !way || way.to !== state || !way.from.includes(before);
  });
  expect(wrong).toEqual([]);
  const stray = await listed(`
    select c.case_id, c.state, s.state as told from cases c
    join lateral (select state from case_steps s where s.case_id = c.case_id
      order by version desc limit 1) s on true where s.state <> c.state`);
  expect(stray).toEqual([]);
}

/** Frozen entitlements come out again to the fen; movements of these days equal a recount. */
export async function checkBooks(world: World, days: readonly string[]): Promise<void> {
  const { db } = world;
  const { isExact, faults } = await recompute(db, ledgerDistrict);
  expect([isExact, faults]).toEqual([true, []]);
  for (const day of days) {
    await db.withDistrict(ledgerDistrict, async (tx) => {
      const sums = await sumsAsOf(tx, ledgerDistrict, day as never);
      expect(sums).toEqual(await recountAsOf(tx, ledgerDistrict, day as never));
    });
  }
}
