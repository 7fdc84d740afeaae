// Scenes of the demo district: batches are made by one person and approved by another, the bank
// pays, some payments come back, accounts are corrected and paid again.

import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { addDays } from '../core/day.ts';
import type { Day } from '../core/day.ts';
import { invariant } from '../core/invariant.ts';
import { approveChange, requestChange } from '../households/change-actions.ts';
import { sealPatch } from '../households/sealing.ts';
import { approveBatch, sendBatch, submitBatch } from '../payments/batch-actions.ts';
import { makeBatchFile } from '../payments/batch-file.ts';
import { composeBatch } from '../payments/compose.ts';
import { composeInputOf, planBatch } from '../payments/plan.ts';
import { readBankReturn } from '../payments/return-actions.ts';
import { cardOf } from './identities.ts';
import { listsOf } from './notices.ts';
import type { Lists } from './notices.ts';
import type { Played, Scene, Stage } from './stage.ts';
import { pickOf, randomOf } from './random.ts';

const returnedShare = 0.012;
const mendedShare = 0.7;
/** Payments of the last round that wait for their first batch at the end. */
const waitingTowns: ReadonlySet<string> = new Set(['640302202', '640302L01']);
/** The index from which corrected cards are counted, beyond those of all households. */
const newCardsFrom = 100_000;

export function paymentScenes({ cohorts }: Stage): Scene[] {
  const rounds = Map.groupBy(listsOf(cohorts), ({ round }) => round);
  // Batches are numbered one after the other, and so they are made one after the other.
  return [...rounds].map(([round, lists]) => ({
    name: 'pay',
    on: addDays(round.closedOn, 5),
    run: async (stage: Stage) => {
      for (const one of lists) await payTown(stage, one);
    },
  }));
}

async function payTown(stage: Stage, lists: Lists): Promise<void> {
  const { round, town, households } = lists;
  if (round.year === 2023 && waitingTowns.has(town.key)) return;
  if (!households.some(({ isCleared }) => isCleared)) return;
  const day = addDays(round.closedOn, 5);
  const returned = await payOnce(stage, lists, 'first', day);
  const mended = await mend(stage, lists, returned, addDays(day, 8));
  if (mended > 0) await payOnce(stage, lists, 'again', addDays(day, 10));
}

/** One batch of a town, from its making to the bank's answer; gives whose payment came back. */
async function payOnce(
  stage: Stage,
  { round, town }: Lists,
  which: 'first' | 'again',
  day: Day,
): Promise<string[]> {
  const { act, staff, programme, db, districtCode, vault } = stage;
  const [bank] = programme.data.payment.banks;
  invariant(bank, 'the programme of the demo district names a bank');
  const key = (name: string) => `${name}-${which}-${round.year}-${town.key}`;
  const filter = { under: town.key, works: 'heating' } as const;
  const limits = { ordersMax: bank.ordersMax, day };
  const plan = await db.withDistrict(districtCode, (tx) =>
    planBatch(tx, filter, limits, { vault, districtCode }),
  );
  const maker = staff.get('finance');
  const input = { bankId: bank.id, filter, ...composeInputOf(bank, plan) };
  const [made] = await act(maker, composeBatch, [input], { key: key('batch'), days: day });
  const batchId = made?.batchId ?? '';
  await act(maker, submitBatch, [{ batchId }], { key: key('submit'), days: day });
  const checked = { key: key('approve'), days: addDays(day, 1) };
  await act(staff.get('finance-2'), approveBatch, [{ batchId }], checked);
  await send(stage, batchId, key('send'), addDays(day, 1));
  return readReturn(stage, batchId, key('return'), addDays(day, 4));
}

async function send(
  { act, staff, db, districtCode, vault }: Stage,
  batchId: string,
  key: string,
  day: Day,
): Promise<void> {
  const fileId = 'text';
  const file = await db.withDistrict(districtCode, (tx) =>
    makeBatchFile(tx, districtCode, { batchId, fileId }, { vault, isDemo: true }),
  );
  const input = { batchId, fileId, fileName: file.name, fileSha256: file.sha256 };
  await act(staff.get('finance'), sendBatch, [input], { key, days: day });
}

type Order = { readonly reference: string; readonly amountFen: number; readonly caseId: string };

/** The bank answers for every order; a few come back. Gives their cases. */
async function readReturn(
  { act, staff, db, districtCode, programme }: Stage,
  batchId: string,
  key: string,
  day: Day,
): Promise<string[]> {
  const [bank] = programme.data.payment.banks;
  invariant(bank, 'the programme of the demo district names a bank');
  const { rows: orders } = await db.withDistrict(districtCode, (tx) =>
    sql<Order>`select reference, amount_fen, case_id from payment_orders
      where district_code = ${districtCode} and batch_id = ${batchId} order by line
      limit 50000`.execute(tx),
  );
  const codes = bank.failures.filter(({ code }) => /^\d{4}$/.test(code));
  const rows = orders.map(({ reference, amountFen }, at) => {
    const random = randomOf('bank', reference);
    const failure = random() < returnedShare ? pickOf(random, codes) : undefined;
    const result = failure?.code ?? bank.success[0] ?? null;
    return { line: at + 2, reference, amountFen, result, reason: failure?.text.zh ?? null };
  });
  const input = {
    bankId: bank.id,
    codes: { success: bank.success, failures: bank.failures },
    fileId: 'text',
    fileName: `回盘-${key}（演示）.txt`,
    sha256: hash('sha256', JSON.stringify(rows)),
    rows,
  };
  await act(staff.get('finance'), readBankReturn, [input], { key, days: day });
  const isReturned = rows.map(({ reason }) => reason !== null);
  return orders.filter((_, at) => isReturned[at]).map(({ caseId }) => caseId);
}

/** Accounts that the bank did not know are corrected: one person asks, another agrees. */
async function mend(
  { act, staff, vault, districtCode }: Stage,
  { round, town, number, households }: Lists,
  returned: readonly string[],
  day: Day,
): Promise<number> {
  const byCase = new Map(households.map((one) => [one.caseId, one]));
  const mended = returned
    .map((caseId) => byCase.get(caseId))
    .filter((one): one is Played => one !== undefined)
    .filter(({ planned }) => randomOf('account', planned.index)() < mendedShare);
  const sealing = { vault, districtCode, today: day };
  const requests = mended.map(({ householdId, planned: { index, household } }) => ({
    householdId,
    patch: sealPatch(
      {
        account: { number: cardOf(newCardsFrom + index), holder: household.headName, kind: 'card' },
      },
      sealing,
    ),
    reason: '银行退回，更换一卡通账号',
  }));
  const told = (name: string) => ({ key: `${name}-${round.year}-${town.key}`, days: day });
  const asked = await act(staff.get(`village-${number}`), requestChange, requests, told('card'));
  const agreed = asked.map((result) => ({
    changeId: result?.changeId ?? '',
    note: '已核对新卡',
  }));
  await act(staff.get(`check-${number}`), approveChange, agreed, told('card-agreed'));
  return mended.length;
}
