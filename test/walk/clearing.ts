// The first part of journey 8: what each house gets is worked out and reserved, never beyond the
// budget, and held against another way of counting.

import assert from 'node:assert/strict';
import * as acts from '../../src/contracts/funds-acts.ts';
import * as funds from '../../src/contracts/funds.ts';
import { gate } from './gate.ts';
import type { Walk } from './gate.ts';
import { house } from './houses.ts';
import type { House } from './houses.ts';
import { builtHouses } from './journey-5.ts';
import { refused } from './people.ts';

/** Divides and rounds half up. */
const half = (numerator: bigint, by: bigint) => (2n * numerator + by) / (2n * by);

/** What a house gets by chapter 九, in whole fen and nothing of the product's own rules. */
export function aidOf({ costYuan }: House) {
  const costFen = BigInt(Math.round(costYuan * 100));
  const totalFen = costFen < 600_000n ? half(costFen * 80n, 100n) : 530_000n;
  const centralFen = half(totalFen * 3500n, 5300n);
  return {
    costFen: Number(costFen),
    totalFen: Number(totalFen),
    central: Number(centralFen),
    district: Number(totalFen - centralFen),
    ownFen: Number(costFen - totalFen),
  };
}

export const sum = (ones: readonly House[], of: (one: House) => number) =>
  ones.reduce((total, one) => total + of(one), 0);

/** Costs are audited by the office, households pay their own share and get a receipt. */
export async function recordMoney(walk: Walk): Promise<void> {
  const { people } = walk;
  const [first = house(1)] = builtHouses;
  const early = { params: { caseId: first.caseId }, body: {} };
  await refused(people.finance.ask(acts.clearCase, early), 'funds.facts-missing');
  for (const [at, one] of builtHouses.entries()) {
    const params = { caseId: one.caseId };
    const { costFen, ownFen, totalFen } = aidOf(one);
    const cost = { equipmentFen: costFen, constructionFen: 0, document: `审定〔2022〕${at + 1}号` };
    const body = { ...cost, basis: 'audited' as const };
    await gate(
      walk,
      people.office,
      acts.setCost,
      { params, body },
      {
        refusals: [
          [people.clerk, 'cost.audited-by-office'],
          [people.builder, 'people.not-allowed'],
        ],
      },
    );
    await refused(people.finance.ask(acts.clearCase, { params, body: {} }), 'own-share.short');
    const receipt = { receipt: `收据${at + 1}`, amountFen: ownFen };
    await gate(
      walk,
      people.clerk,
      acts.recordOwnShare,
      { params, body: receipt },
      {
        refusals: [
          [people.worker, 'people.not-allowed'],
          [people.away, 'action.not-here'],
        ],
        twice: 'own-share.receipt-used',
      },
    );
    const { expected } = await people.auditor.ask(funds.getCaseMoney, { params });
    assert.deepEqual([expected?.totalFen, expected?.ownRequiredFen], [totalFen, ownFen]);
  }
}

async function centralLine({ people }: Walk) {
  const { lines } = await people.auditor.ask(funds.listBudget);
  const found = lines.find((one) => one.project === 'near-town-houses' && one.source === 'central');
  return found ?? assert.fail('there is a central line');
}

/** Clearing stops where the budget ends, with no negative account, and goes on with more. */
export async function clear(walk: Walk): Promise<void> {
  const { people } = walk;
  const line = await centralLine(walk);
  const params = { lineId: line.lineId };
  const tight = { amountFen: 25_000_00, document: '调整〔2022〕1号' };
  await gate(
    walk,
    people.finance,
    acts.adjustBudget,
    { params, body: tight },
    {
      refusals: [
        [people.clerk, 'people.not-allowed'],
        [people.townFinance, 'action.not-here'],
        [people.finance, 'budget.below-committed', { body: { ...tight, amountFen: 100 } }],
      ],
      twice: 'budget.no-change',
    },
  );
  let leftFen = tight.amountFen;
  const waiting: House[] = [];
  for (const one of builtHouses) {
    const input = { params: { caseId: one.caseId }, body: {} };
    const { totalFen, central, ownFen } = aidOf(one);
    if (central > leftFen) {
      await refused(people.finance.ask(acts.clearCase, input), 'funds.exhausted');
      waiting.push(one);
      continue;
    }
    leftFen -= central;
    const cleared = await gate(walk, people.finance, acts.clearCase, input, {
      refusals: [
        [people.clerk, 'people.not-allowed'],
        [people.builder, 'people.not-allowed'],
      ],
      twice: 'action.wrong-state',
    });
    assert.deepEqual([cleared.totalFen, cleared.ownRequiredFen], [totalFen, ownFen]);
  }
  assert.ok(waiting.length > 0 && waiting.length < 4);
  assert.equal((await centralLine(walk)).availableFen, leftFen);
  const whole = { amountFen: line.adoptedFen, document: '调整〔2022〕2号' };
  await people.finance.ask(acts.adjustBudget, { params, body: whole });
  const caseIds = waiting.map(({ caseId }) => caseId);
  const rest = await people.finance.ask(acts.clearCases, { body: { caseIds } });
  assert.deepEqual([rest.refused, rest.totalFen], [[], sum(waiting, (one) => aidOf(one).totalFen)]);
  const more = { params, body: { amountFen: 25_000_00, document: '拨付单-补' } };
  await people.finance.ask(acts.appropriate, more);
  const money = await people.clerk.ask(funds.getCaseMoney, { params: { caseId: house(4).caseId } });
  const [entitlement] = money.entitlements;
  const parts = Object.fromEntries(
    entitlement?.parts.map((part) => [part.source, part.amountFen]) ?? [],
  );
  const { central, district } = aidOf(house(4));
  assert.deepEqual(parts, { central, district });
  assert.ok(entitlement?.explanation.steps.some(({ clause }) => clause === '九'));
}
