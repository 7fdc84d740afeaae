// Payments against anything that people, banks and machines do: random sequences, several at once,
// sent twice, with connections killed under them. Nobody is paid twice, no account is negative, and
// every sum equals every other.

import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import {
  aPerson,
  ledgerDistrict,
  ledgerOn,
  villageA,
  villageA2,
} from '../../test/helpers/ledger.ts';
import type { Action } from '../actions/action.ts';
import { perform } from '../actions/perform.ts';
import { Refusal } from '../core/errors.ts';
import { releaseEntitlement } from '../funds/clear-actions.ts';
import type { TransferKind } from '../funds/model.ts';
import { approveChange, requestChange } from '../households/change-actions.ts';
import { sealPatch } from '../households/sealing.ts';
import type { Actor } from '../people/model.ts';
import * as batches from './batch-actions.ts';
import { cancelClawback, decideClawback, receiveClawback } from './clawback-actions.ts';
import { composeBatch } from './compose.ts';
import { anAccount, bank, checker, maker, paymentsOn, today } from './payments.testing.ts';
import { composeInputOf } from './plan.ts';
import { checkIdentities, figuresOf } from './reconciliation/model.ts';
import { countMoney, sumTransfers } from './reconciliation/queries.ts';
import { readBankReturn } from './return-actions.ts';
import { reverseOrder } from './reverse-action.ts';

const db = await testDatabase();
const ledger = await ledgerOn(db);
const { inDistrict, as, sealing } = ledger;
const payments = paymentsOn(ledger);
await payments.endow(60_000);
const office = aPerson('office', null);
const third = aPerson('finance', null, 'finance-third');

type Attempt = { readonly actor: Actor; readonly action: Action; readonly input: unknown };
const attempt = (actor: Actor, action: Action, input: unknown): Attempt[] => [
  { actor, action, input },
];
const listed = async <T extends object>(text: string): Promise<T[]> =>
  (await db.pool.query<T>(text)).rows;
const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % list.length];

type Draw = { readonly a: number; readonly b: number };
/** What may be tried; each looks at the present state and picks something in it. */
const moves: Readonly<Record<string, (draw: Draw) => Promise<Attempt[]>>> = {
  compose: async ({ a, b }) => {
    const filters = [{}, { under: villageA }, { under: villageA2 }, { untilFen: 1_200_000 }];
    const filter = pick(filters, a) ?? {};
    const input = { bankId: bank.id, filter, ...composeInputOf(bank, await payments.plan(filter)) };
    return attempt(b % 2 ? maker : third, composeBatch, input);
  },
  /** The next step of a batch, as people mostly do it. */
  advance: async ({ a, b }) => {
    const rows = await listed<{ batch_id: string; state: string }>(
      `select batch_id, state from payment_batches
       where state in ('draft', 'submitted', 'approved') order by batch_id`,
    );
    const row = pick(rows, a);
    if (!row) return [];
    const batchId = row.batch_id;
    const file = { fileId: 'text', fileName: 'f.txt', fileSha256: 'a'.repeat(64) };
    if (row.state === 'draft') return attempt(maker, batches.submitBatch, { batchId });
    if (row.state === 'approved') return attempt(third, batches.sendBatch, { batchId, ...file });
    return attempt(b % 2 ? checker : third, batches.approveBatch, { batchId });
  },
  onBatch: async ({ a, b }) => {
    const rows = await listed<{ batch_id: string; number: string }>(
      `select batch_id, number from payment_batches where state not in ('closed', 'cancelled')
       order by batch_id`,
    );
    const batchId = pick(rows, a)?.batch_id;
    if (batchId === undefined) return [];
    const reason = '随机测试';
    const file = { fileId: 'text', fileName: 'f.txt', fileSha256: 'a'.repeat(64) };
    const [order] = await payments.ordersOf(batchId);
    const tries = [
      ...attempt(maker, batches.submitBatch, { batchId }),
      ...attempt(maker, batches.submitBatch, { batchId }),
      ...attempt(checker, batches.approveBatch, { batchId }),
      ...attempt(third, batches.approveBatch, { batchId }),
      ...attempt(checker, batches.returnBatch, { batchId, reason }),
      ...attempt(maker, batches.cancelBatch, { batchId, reason }),
      ...attempt(maker, batches.sendBatch, { batchId, ...file }),
      ...attempt(maker, batches.sendBatch, { batchId, ...file }),
      ...attempt(maker, batches.dropOrder, { batchId, orderId: order?.orderId ?? '', reason }),
    ];
    const one = pick(tries, b);
    return one ? [one] : [];
  },
  answer: async ({ a, b }) => {
    const rows = await listed<{ reference: string; amountFen: number }>(
      `select reference, amount_fen as "amountFen" from payment_orders
       where state <> 'cancelled' order by (state = 'sent') desc, order_id`,
    );
    const results = ['0000', '0000', '0000', '9001', '1002', 'PDNG'];
    const chosen = rows.filter((_, at) => (a >> (at % 16)) & 1);
    const lines = chosen.map((row, at) => ({
      line: at + 1,
      ...row,
      amountFen: row.amountFen + ((b >> (at % 8)) % 7 === 6 ? 1 : 0),
      result: pick(results, b + at) ?? '0000',
      reason: null,
    }));
    const [first] = lines;
    if (!first) return [];
    const { success, failures } = bank;
    return attempt(maker, readBankReturn, {
      bankId: bank.id,
      codes: { success, failures },
      fileId: 'text',
      fileName: 'r.txt',
      sha256: Buffer.from(`${randomUUID()}`).toString('hex').slice(0, 64),
      rows: b % 5 === 0 ? [...lines, { ...first, line: lines.length + 1 }] : lines,
    });
  },
  reverse: async ({ a }) => {
    const rows = await listed<{ order_id: string }>(
      `select order_id from payment_orders where state in ('paid', 'sent') order by order_id`,
    );
    const orderId = pick(rows, a)?.order_id;
    const failure = bank.failures[a % bank.failures.length];
    if (orderId === undefined || !failure) return [];
    return attempt(maker, reverseOrder, { orderId, failure, reason: '银行退汇' });
  },
  clawBack: async ({ a, b }) => {
    const open = await listed<{ clawback_id: string }>(
      `select clawback_id from clawbacks where state = 'decided' order by clawback_id`,
    );
    const paid = await listed<{ id: string }>(
      `select entitlement_id as id from entitlements where state in ('paid', 'in-batch')
       order by 1`,
    );
    const [clawbackId, entitlementId] = [pick(open, a)?.clawback_id, pick(paid, a)?.id];
    if (clawbackId !== undefined && b % 3 === 1) {
      return attempt(office, cancelClawback, { clawbackId, reason: '查无实据' });
    }
    if (clawbackId !== undefined && b % 3 === 2) {
      return attempt(maker, receiveClawback, { clawbackId, receipt: '缴款书' });
    }
    if (entitlementId === undefined) return [];
    const input = { entitlementId, reason: '核实复燃', document: '决定1号' };
    return attempt(office, decideClawback, input);
  },
  release: async ({ a }) => {
    const rows = await listed<{ case_id: string }>(
      `select case_id from cases where state = 'cleared' order by case_id`,
    );
    const caseId = pick(rows, a)?.case_id;
    if (caseId === undefined || a % 3 > 0) return [];
    return attempt(office, releaseEntitlement, { caseId, reason: '重新核算' });
  },
  mend: async ({ a }) => {
    const rows = await listed<{ household_id: string }>(
      `select distinct household_id from payment_orders where mend = 'account' order by 1`,
    );
    const householdId = pick(rows, a)?.household_id;
    if (householdId === undefined) return [];
    const patch = sealPatch({ account: { ...anAccount(), kind: 'card' } }, sealing);
    const change = { householdId, patch, reason: '户主换卡' };
    const clerk = aPerson('townClerk');
    const { result } = await perform(as(clerk), requestChange, change, { key: randomUUID() });
    const input = { changeId: result.changeId, note: '已核对' };
    return attempt(aPerson('townClerk', undefined, 'clerk-2'), approveChange, input);
  },
};
const often = ['advance', 'advance', 'advance', 'answer', 'compose', 'clawBack'];
const names = [...Object.keys(moves), ...often];

/** Runs an attempt, perhaps twice with one key; a refusal or a lost connection is no fault. */
async function run(
  { actor, action, input }: Attempt,
  { isTwice, isKilled }: { readonly isTwice: boolean; readonly isKilled: boolean },
): Promise<void> {
  const key = randomUUID();
  const once = async () => {
    try {
      await perform(as(actor), action, input as never, { key });
    } catch (error) {
      const code = error instanceof Refusal ? error.code : '';
      const text = error instanceof Error ? error.message : '';
      // Killed while it asked what came of its twin with the same key, it tells of the twin.
      const isLost = /terminat|connection|journal_requests_pk/i.test(text);
      if (code === '' && !(isKilled && isLost)) throw error;
    }
  };
  await Promise.all(isTwice ? [once(), once()] : [once()]);
}

/** Ends connections that are at work, as a crash of the server's machine would. */
async function killSome(): Promise<void> {
  await db.pool
    .query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`,
    )
    .catch(() => undefined);
}

async function checkEverything(): Promise<void> {
  const wrong = await listed(`
    select 'negative' as what, account_id as which from accounts
      where balance_fen < 0 and kind not in ('budget', 'treasury')
    union all select 'paid twice', e.entitlement_id::text from entitlements e
      join lateral (select
          coalesce(sum(case kind when 'return-paid' then -amount_fen else amount_fen end)
            filter (where kind in ('pay', 'return-paid')), 0) as paid,
          coalesce(sum(amount_fen) filter (where kind = 'claw-back'), 0) as back
        from transfers t where t.entitlement_id = e.entitlement_id) s on true
      where s.paid not in (0, e.amount_fen) or s.back not in (0, s.paid)
        or (s.paid > s.back) <> (e.state = 'paid')
    union all select 'orders', e.entitlement_id::text from entitlements e
      join lateral (select count(*) filter (where state in ('waiting', 'sent')) as live,
          count(*) filter (where state = 'paid') as paid
        from payment_orders o where o.entitlement_id = e.entitlement_id) s on true
      where (s.live = 1) <> (e.state = 'in-batch') or s.live + s.paid > 1
        or (s.paid = 1) <> (e.state in ('paid', 'clawed-back'))
    union all select 'cases', c.case_id::text from cases c
      where (c.state = 'paid') <> exists (select 1 from entitlements e
        where e.case_id = c.case_id and e.state in ('paid', 'clawed-back'))
    union all select 'batches', b.batch_id::text from payment_batches b
      join lateral (select count(*) as n, coalesce(sum(amount_fen), 0) as fen
        from payment_orders o where o.batch_id = b.batch_id and o.state <> 'dropped') s on true
      where s.n <> b.order_count or s.fen <> b.total_fen or b.checked_by = b.made_by
    union all select 'balances', (sum(balance_fen))::text from accounts having sum(balance_fen) <> 0
    union all select 'rows', r.return_id::text from bank_returns r
      where r.row_count <> (select count(*) from bank_return_rows w
        where w.return_id = r.return_id)`);
  expect(wrong).toEqual([]);
  const checks = await inDistrict(async (tx) => {
    const all = new Map<TransferKind, number>();
    for (const ofLine of (await sumTransfers(tx, ledgerDistrict, today)).values()) {
      for (const [kind, fen] of ofLine) all.set(kind, (all.get(kind) ?? 0) + fen);
    }
    return checkIdentities(figuresOf(all), await countMoney(tx, ledgerDistrict));
  });
  expect(checks.filter(({ differenceFen }) => differenceFen !== 0)).toEqual([]);
}

const step = fc.record({
  at: fc.array(fc.record({ name: fc.constantFrom(...names), a: fc.nat(), b: fc.nat() }), {
    minLength: 1,
    maxLength: 4,
  }),
  isTwice: fc.boolean(),
  isKilled: fc.nat(9).map((draw) => draw === 0),
});

test('O103 random payments, at once, twice and through crashes: paid once, sums equal', async () => {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      for (let count = 0; count < 4; count += 1) {
        await payments.cleared({ villageKey: count % 2 ? villageA2 : villageA });
      }
      for (const { at, isTwice, isKilled } of steps) {
        const planned: Attempt[] = [];
        for (const { name, a, b } of at) {
          planned.push(...((await moves[name]?.({ a, b }).catch(() => [])) ?? []));
        }
        for (const { action } of planned) seen.set(action.name, (seen.get(action.name) ?? 0) + 1);
        const killing = isKilled ? killSome() : undefined;
        await Promise.all(planned.map((one) => run(one, { isTwice, isKilled })));
        await killing;
        await checkEverything();
      }
    }),
    { numRuns: 8, endOnFailure: true },
  );
  const paid = await listed<{ n: number }>(
    `select count(*) as n from payment_orders where state = 'paid'`,
  );
  // The test has to get somewhere: batches are paid, and every kind of move was tried.
  expect(paid[0]?.n).toBeGreaterThan(5);
  expect(seen.size).toBeGreaterThanOrEqual(10);
}, 180_000);
