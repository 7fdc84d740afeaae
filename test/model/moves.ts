// What people may try in the world, from registering a house to taking money back. Each move
// looks at how things stand, picks something and says what is tried; whether it may be is for the
// product to say.

import { randomUUID } from 'node:crypto';
import { noticeRule, good, bad, lotOf } from '../../src/acceptance/ledger.testing.ts';
import * as checks from '../../src/acceptance/check-actions.ts';
import * as lots from '../../src/acceptance/lot-actions.ts';
import * as notices from '../../src/acceptance/notice-actions.ts';
import type { Action } from '../../src/actions/action.ts';
import { addDays } from '../../src/core/day.ts';
import { contractCase } from '../../src/enterprises/case-actions.ts';
import * as clearing from '../../src/funds/clear-actions.ts';
import * as money from '../../src/funds/money-actions.ts';
import { decideMethod } from '../../src/groups/actions.ts';
import { moveGroup, registerHousehold } from '../../src/households/actions.ts';
import * as cases from '../../src/households/case-actions.ts';
import * as caseChanges from '../../src/households/case-change-actions.ts';
import * as changes from '../../src/households/change-actions.ts';
import { sealHousehold, sealPatch } from '../../src/households/sealing.ts';
import * as batches from '../../src/payments/batch-actions.ts';
import * as clawbacks from '../../src/payments/clawback-actions.ts';
import { composeBatch } from '../../src/payments/compose.ts';
import { anAccount, bank } from '../../src/payments/payments.testing.ts';
import { composeInputOf, planBatch } from '../../src/payments/plan.ts';
import { readBankReturn } from '../../src/payments/return-actions.ts';
import type { Actor } from '../../src/people/model.ts';
import { installCase } from '../../src/works/install-action.ts';
import { selfCheck } from '../../src/works/actions.ts';
import { heaterRules } from '../../src/works/works.testing.ts';
import { aHousehold, ledgerDistrict, villageA, villageA2 } from '../helpers/ledger.ts';
import { actors } from './world.ts';
import type { Attempt, World } from './world.ts';

/** Two numbers to pick with. */
export type Draw = { readonly a: number; readonly b: number };
type Move = (world: World, draw: Draw) => Promise<Attempt[]>;

const reason = '随机测试';
const methods = ['air-heater', 'air-water'] as const;
const costs = [700_000, 600_000, 599_900, 479_921, 400_000];
const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % list.length];
const tries = (actor: Actor, action: Action, input: unknown): Attempt[] => [
  { actor, action, input },
];

type Case = { id: string; household_id: string; group_id: string; method: string | null };

/** A case in one of these states; now and then in any, to be refused. */
async function aCase({ listed }: World, { a, b }: Draw, states: string): Promise<Case | undefined> {
  const isAny = b % 12 === 11;
  const rows = await listed<Case>(
    `select case_id as id, household_id, group_id, method from cases
     ${isAny ? '' : `where state in (${states})`} order by last_on desc, case_id`,
  );
  return pick(rows.slice(0, 12), a);
}

/** A move on one case. */
const onCase =
  (states: string, tried: (one: Case, draw: Draw, world: World) => Attempt[]): Move =>
  async (world, draw) => {
    const one = await aCase(world, draw, states);
    return one ? tried(one, draw, world) : [];
  };

const rulesOf = (method: string | null) => ({
  ...heaterRules,
  method: method ?? 'air-heater',
});

const before: Readonly<Record<string, Move>> = {
  register: async ({ ledger }, { a, b }) => {
    const villageKey = a % 3 === 2 ? villageA2 : villageA;
    const account = { ...anAccount(), kind: 'card' as const };
    const house = aHousehold({ villageKey, group: `${(b % 2) + 1}组`, account, heatedAreaM2: 60 });
    return tries(
      b % 2 ? actors.clerk : actors.worker,
      registerHousehold,
      sealHousehold(house, ledger.sealing),
    );
  },
  decideGroup: async ({ listed }, { a, b }) => {
    const rows = await listed<{ id: string }>(
      'select group_id as id from village_groups order by method nulls first, group_id',
    );
    const groupId = pick(rows, b % 3 ? 0 : a)?.id;
    const method = pick(methods, a);
    return tries(actors.clerk, decideMethod, { groupId, method, minutes: '会议记录' });
  },
  choose: onCase(`'registered', 'chosen'`, ({ id }, { a, b }) => {
    const input = { caseId: id, method: pick(methods, a + b) };
    return tries(b % 2 ? actors.clerk : actors.worker, cases.chooseMethod, input);
  }),
  exception: onCase(`'registered', 'chosen'`, ({ id }, { a, b }) => {
    const asking = { caseId: id, method: pick(methods, a), reason };
    const actor = a % 2 ? actors.clerk : actors.clerk2;
    if (b % 3 === 0) return tries(actor, cases.requestException, asking);
    return tries(actor, cases.approveException, { caseId: id, note: reason });
  }),
  approve: onCase(`'chosen'`, ({ id }, { a }) =>
    tries(a % 2 ? actors.clerk : actors.clerk2, cases.approveCase, { caseId: id }),
  ),
  leave: onCase(`'registered', 'chosen', 'approved', 'contracted'`, ({ id }, { a }) => {
    if (a % 4) return [];
    const action = a % 8 ? cases.withdrawCase : cases.rejectCase;
    return tries(actors.clerk, action, { caseId: id, reason });
  }),
  moveGroup: async (world, draw) => {
    const one = await aCase(world, draw, `'registered', 'chosen'`);
    const groups = await world.listed<{ id: string }>('select group_id as id from village_groups');
    const groupId = pick(groups, draw.b)?.id;
    return one
      ? tries(actors.clerk, moveGroup, { householdId: one.household_id, groupId, reason })
      : [];
  },
  contract: onCase(`'approved'`, ({ id }, { a }, { contractId }) => {
    const price = { equipmentFen: pick(costs, a), constructionFen: 0 };
    return tries(actors.clerk, contractCase, { caseId: id, contractId, ...price });
  }),
  install: onCase(`'contracted'`, ({ id, method }, { b }, { works, day }) => {
    const rules = rulesOf(method);
    const whole = works.installation(id, { rules: { ...rules } });
    const run = { ...whole.commissioning, startedOn: day(), roomDeciC: b % 9 ? 182 : 120 };
    return tries(works.builder, installCase, { ...whole, commissioning: run });
  }),
  selfCheck: onCase(`'installed', 'rectifying'`, ({ id, method }, { b }, { works, day }) => {
    const rules = { works: 'heating', method, items: [] };
    const items = [{ id: 'runs-warm', ok: true }];
    const input = { caseId: id, items, checkedOn: day(), person: '自检员', rules };
    return tries(b % 7 ? works.builder : actors.inspector, selfCheck, input);
  }),
  caseChange: async (world, { a, b }) => {
    const open = await world.listed<{ id: string }>(
      `select change_id as id from case_changes where state = 'requested' order by 1`,
    );
    const changeId = pick(open, a)?.id;
    const actor = b % 2 ? actors.clerk : actors.clerk2;
    if (changeId !== undefined) {
      return tries(actor, caseChanges.approveCaseChange, { changeId, note: reason });
    }
    const one = await aCase(
      world,
      { a, b: 0 },
      `'approved', 'contracted', 'accepted', 'published'`,
    );
    const given = { changes: { year: 2022 + (b % 2) }, reason };
    return one ? tries(actor, caseChanges.requestCaseChange, { caseId: one.id, ...given }) : [];
  },
};

type Lot = { id: string; state: string; drawn: string[] | null };

const accepting: Readonly<Record<string, Move>> = {
  /** The town looks at one house, or at all that it has not seen. */
  townCheck: async ({ listed, day }, { a, b }) => {
    const rows = await listed<{ id: string }>(
      `select case_id as id from cases c where state = 'self-checked' and not exists (
         select 1 from town_checks t where t.case_id = c.case_id and t.is_current) order by 1`,
    );
    const order = { ...bad.order, dueOn: addDays(day(), 9) };
    const check = b % 6 ? good : { ...bad, order };
    const chosen = a % 3 ? rows : rows.slice(0, 1);
    const actor = b % 2 ? actors.clerk : actors.clerk2;
    return chosen.flatMap(({ id }) => tries(actor, checks.townCheck, { caseId: id, ...check }));
  },
  draw: async (_world, { a }) =>
    tries(actors.office, lots.drawSample, lotOf({ year: 2022 + (a % 5 ? 0 : 1) })),
  /** What comes next in a lot, as people mostly do it. */
  lot: async ({ listed, day }, { a, b }) => {
    const rows = await listed<Lot>(
      `select l.lot_id as id, l.state, (select array_agg(m.case_id) from acceptance_lot_cases m
         where m.lot_id = l.lot_id and m.round is not null and not exists (
           select 1 from joint_checks j where j.lot_id = l.lot_id
             and j.case_id = m.case_id)) as drawn
       from acceptance_lots l where l.state <> 'concluded' order by 1`,
    );
    const lot = pick(rows, a);
    if (!lot) return [];
    const { id: lotId, state, drawn } = lot;
    const signers = [actors.organiser, actors.finance, actors.audit];
    if (state === 'open' && drawn !== null) {
      const order = { ...bad.order, dueOn: addDays(day(), 9) };
      const chosen = b % 3 ? drawn : drawn.slice(0, 1);
      return chosen.flatMap((caseId, at) => {
        const check = (b + at) % 7 ? good : { ...bad, order };
        return tries(actors.inspector, checks.jointCheck, { caseId, ...check });
      });
    }
    if (state === 'open') {
      return [
        ...tries(actors.office, lots.enlargeSample, { lotId }),
        ...tries(actors.organiser, lots.countersign, { lotId }),
      ];
    }
    return [
      ...signers.flatMap((signer) => tries(signer, lots.countersign, { lotId })),
      ...tries(actors.office, lots.concludeLot, { lotId }),
    ];
  },
  fail: onCase(`'self-checked', 'accepted', 'published'`, ({ id }, { a }, { day }) => {
    const order = { what: reason, dueOn: addDays(day(), 9) };
    return a % 5 ? [] : tries(actors.office, checks.failCase, { caseId: id, order });
  }),
  publish: async (_world, { a }) => {
    const rule = { ...noticeRule, days: 1, counting: 'calendar' };
    const villageKey = a % 4 ? villageA : villageA2;
    return tries(actors.clerk, notices.publishNotice, { villageKey, works: 'heating', rule });
  },
  close: async ({ listed, boardId }, { a }) => {
    const rows = await listed<{ id: string }>(
      `select notice_id as id from public_notices where state = 'open' order by 1`,
    );
    const noticeId = pick(rows, a)?.id;
    if (noticeId === undefined) return [];
    return tries(actors.clerk, notices.closeNotice, { noticeId, documentId: boardId });
  },
  object: async ({ listed }, { a, b }) => {
    const rows = await listed<{ notice_id: string; case_id: string }>(
      `select n.notice_id, c.case_id from public_notices n
       join public_notice_cases c using (notice_id) where n.state = 'open' order by 1, 2`,
    );
    const row = pick(rows, a);
    if (!row || b % 3) return [];
    const input = { noticeId: row.notice_id, caseId: row.case_id, text: '面积不实' };
    return tries(actors.clerk, notices.objectToNotice, input);
  },
  answerObjection: async ({ listed, day }, { a, b }) => {
    const rows = await listed<{ id: string; state: string }>(
      `select objection_id as id, state from notice_objections
       where state = 'open' or (state = 'upheld' and settled_on is null) order by 1`,
    );
    const row = pick(rows, a);
    if (!row) return [];
    const objectionId = row.id;
    if (row.state === 'upheld') {
      return tries(actors.clerk, notices.settleObjection, { objectionId, settlement: reason });
    }
    const order = { what: reason, dueOn: addDays(day(), 9) };
    const remedies = [
      { result: 'dismissed', reason },
      { result: 'upheld', reason, remedy: 'correct' },
      { result: 'upheld', reason, remedy: 'rectify', order },
    ];
    return tries(actors.clerk2, notices.answerObjection, { objectionId, ...pick(remedies, b) });
  },
};

const paying: Readonly<Record<string, Move>> = {
  price: onCase(`'accepted', 'published'`, ({ id }, { a }) => {
    const cost = { equipmentFen: pick(costs, a), constructionFen: 0, document: '审定一号' };
    return tries(actors.office, money.setCost, { caseId: id, basis: 'audited', ...cost });
  }),
  ownShare: onCase(`'accepted', 'published'`, ({ id }, { a, b }) => {
    const receipt = b % 8 ? randomUUID() : '收据同号';
    const amountFen = a % 5 ? 270_000 : 10_000;
    return tries(actors.clerk, money.recordOwnShare, { caseId: id, receipt, amountFen });
  }),
  clear: onCase(`'published'`, ({ id }, { b }) =>
    tries(b % 2 ? actors.maker : actors.office, clearing.clearCase, { caseId: id }),
  ),
  release: onCase(`'cleared'`, ({ id }, { a }) =>
    a % 4 ? [] : tries(actors.office, clearing.releaseEntitlement, { caseId: id, reason }),
  ),
  compose: async ({ ledger, day }, { a, b }) => {
    const filter = pick([{}, {}, { under: villageA }, { untilFen: 1_200_000 }], a) ?? {};
    const limits = { ordersMax: bank.ordersMax, day: day() };
    const { vault } = ledger.sealing;
    const plan = await ledger.inDistrict((tx) =>
      planBatch(tx, filter, limits, { vault, districtCode: ledgerDistrict }),
    );
    const input = { bankId: bank.id, filter, ...composeInputOf(bank, plan) };
    return tries(b % 2 ? actors.maker : actors.third, composeBatch, input);
  },
  batch: async ({ listed, payments }, { a, b }) => {
    const rows = await listed<{ id: string; state: string }>(
      `select batch_id as id, state from payment_batches
       where state not in ('closed', 'cancelled', 'sent') order by 1`,
    );
    const row = pick(rows, a);
    if (!row) return [];
    const batchId = row.id;
    const file = { fileId: 'text', fileName: 'f.txt', fileSha256: 'a'.repeat(64) };
    const [order] = await payments.ordersOf(batchId);
    const rarely = [
      ...tries(actors.maker, batches.dropOrder, { batchId, orderId: order?.orderId, reason }),
      ...tries(actors.checker, batches.returnBatch, { batchId, reason }),
      ...tries(actors.maker, batches.cancelBatch, { batchId, reason }),
    ];
    const one = pick(rarely, a);
    if (b % 6 === 0 && one) return [one];
    if (row.state === 'draft') return tries(actors.maker, batches.submitBatch, { batchId });
    if (row.state === 'approved')
      return tries(actors.third, batches.sendBatch, { batchId, ...file });
    const approving = (actor: Actor) => tries(actor, batches.approveBatch, { batchId });
    return [...approving(actors.checker), ...approving(b % 2 ? actors.third : actors.maker)];
  },
  answer: async ({ listed }, { a, b }) => {
    const rows = await listed<{ reference: string; amountFen: number }>(
      `select reference, amount_fen as "amountFen" from payment_orders
       where state in ('sent', 'paid', 'returned') order by (state = 'sent') desc, order_id`,
    );
    const results = ['0000', '0000', '0000', '9001', '1002', 'PDNG'];
    const chosen = rows.filter((_, at) => (a >> (at % 12)) & 1);
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
    const sha256 = Buffer.from(randomUUID()).toString('hex').slice(0, 64);
    return tries(actors.maker, readBankReturn, {
      bankId: bank.id,
      codes: { success, failures },
      fileId: 'text',
      fileName: 'r.txt',
      sha256,
      rows: b % 5 ? lines : [...lines, { ...first, line: lines.length + 1 }],
    });
  },
  mend: async ({ listed, ledger }, { a, b }) => {
    const open = await listed<{ id: string }>(
      `select change_id as id from household_changes where state = 'requested' order by 1`,
    );
    const changeId = pick(open, a)?.id;
    const actor = b % 2 ? actors.clerk : actors.clerk2;
    if (changeId !== undefined) {
      return tries(actor, changes.approveChange, { changeId, note: reason });
    }
    const rows = await listed<{ id: string }>(
      `select distinct household_id as id from payment_orders where mend = 'account' order by 1`,
    );
    const householdId = pick(rows, a)?.id;
    const patch = sealPatch({ account: { ...anAccount(), kind: 'card' } }, ledger.sealing);
    return householdId === undefined
      ? []
      : tries(actor, changes.requestChange, { householdId, patch, reason });
  },
  clawBack: async ({ listed }, { a, b }) => {
    const open = await listed<{ id: string }>(
      `select clawback_id as id from clawbacks where state = 'decided' order by 1`,
    );
    const paid = await listed<{ id: string }>(
      `select entitlement_id as id from entitlements where state in ('paid', 'in-batch')
       order by 1`,
    );
    const [clawbackId, entitlementId] = [pick(open, a)?.id, pick(paid, a)?.id];
    if (clawbackId !== undefined && b % 3 === 1) {
      return tries(actors.office, clawbacks.cancelClawback, { clawbackId, reason });
    }
    if (clawbackId !== undefined && b % 3 === 2) {
      return tries(actors.maker, clawbacks.receiveClawback, { clawbackId, receipt: '缴款书' });
    }
    if (entitlementId === undefined || a % 4) return [];
    const input = { entitlementId, reason, document: '决定1号' };
    return tries(actors.office, clawbacks.decideClawback, input);
  },
};

export const moves: Readonly<Record<string, Move>> = { ...before, ...accepting, ...paying };
