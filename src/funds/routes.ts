// The routes of money: the budget and its transfers for the whole district, the money of cases
// within the places a person may see.

import { perform, performMany } from '../actions/perform.ts';
import * as acts from '../contracts/funds-acts.ts';
import * as contracts from '../contracts/funds.ts';
import { fail } from '../core/errors.ts';
import type { Role } from '../people/model.ts';
import { mayActIn } from '../people/model.ts';
import type { Actor } from '../people/model.ts';
import { optionsOf, readablePlaces } from '../households/asking.ts';
import { ledgerReaders } from '../households/model.ts';
import { findOwnProgramme, refuseUnknownMethods } from '../households/programme.ts';
import { route } from '../http/route.ts';
import type { Router } from '../http/route.ts';
import { actionContext } from '../http/services.ts';
import type { Services } from '../http/services.ts';
import type { LoadedProgramme } from '../rules/types.ts';
import * as budget from './budget-actions.ts';
import { linesToAdopt } from './budget.ts';
import * as clearing from './clear-actions.ts';
import * as money from './money-actions.ts';
import * as queries from './queries.ts';
import { recompute } from './recompute.ts';
import { ensureRules } from './rules.ts';

export function registerFunds(router: Router, services: Services): void {
  registerBudgetReads(router, services);
  registerBudgetWrites(router, services);
  registerCaseReads(router, services);
  registerCaseWrites(router, services);
  registerClearing(router, services);
}

/** Sums of the whole district are for those who answer for all of it. */
function requireWholeDistrict(actor: Actor, roles: readonly Role[]): void {
  if (mayActIn(actor, null, roles)) return;
  fail('action.not-here', { actionZh: '查看全区资金', actionEn: 'See the money of the district' });
}

function registerBudgetReads(router: Router, { db }: Services): void {
  route(router, contracts.listBudget, ({ actor }) => {
    requireWholeDistrict(actor, contracts.listBudget.access);
    return db.withDistrict(actor.districtCode, async (tx) => ({
      lines: await queries.listLines(tx, actor.districtCode),
      ownShares: await queries.sumOwnShares(tx, actor.districtCode),
    }));
  });
  route(router, contracts.listAppropriations, ({ params, actor }) => {
    requireWholeDistrict(actor, contracts.listAppropriations.access);
    return db.withDistrict(actor.districtCode, async (tx) => ({
      items: await queries.listAppropriations(tx, actor.districtCode, params.lineId),
    }));
  });
  route(router, contracts.listTransfers, ({ query, actor }) => {
    requireWholeDistrict(actor, contracts.listTransfers.access);
    return db.withDistrict(actor.districtCode, async (tx) => ({
      items: await queries.listTransfers(tx, actor.districtCode, query),
    }));
  });
  route(router, contracts.recomputeFunds, async ({ actor }) => {
    requireWholeDistrict(actor, contracts.recomputeFunds.access);
    const found = await recompute(db, actor.districtCode);
    return { ...found, faults: [...found.faults] };
  });
}

function ownProgramme(services: Services, actor: Actor): LoadedProgramme {
  return findOwnProgramme(services, actor) ?? fail('funds.no-rules', {});
}

function registerBudgetWrites(router: Router, services: Services): void {
  const context = (actor: Actor) => actionContext(services, actor);
  route(router, acts.adoptBudget, async ({ body, actor, key }) => {
    const programme = ownProgramme(services, actor);
    const { view, lines } = linesToAdopt(programme.data, body.lines);
    const input = { view, lines: [...lines], document: body.document };
    const options = optionsOf(key, { occurredOn: body.occurredOn });
    await ensureRules(context(actor), programme);
    return (await perform(context(actor), budget.adoptBudget, input, options)).result;
  });
  route(router, acts.adjustBudget, async ({ params, body, actor, key }) => {
    const { amountFen, document } = body;
    const input = { ...params, amountFen, document };
    const options = optionsOf(key, body);
    return (await perform(context(actor), budget.adjustBudget, input, options)).result;
  });
  const payments = [
    [acts.appropriate, budget.appropriate],
    [acts.takeBack, budget.takeBack],
  ] as const;
  for (const [contract, action] of payments) {
    route(router, contract, async ({ params, body, actor, key }) => {
      const { amountFen, document } = body;
      const input = { ...params, amountFen, document };
      return (await perform(context(actor), action, input, optionsOf(key, body))).result;
    });
  }
}

function registerCaseReads(router: Router, services: Services): void {
  const { db } = services;
  route(router, contracts.listEntitlements, ({ query, actor }) => {
    const places = readablePlaces(actor, query.under);
    return db.withDistrict(actor.districtCode, async (tx) => ({
      items: await queries.listEntitlements(tx, actor.districtCode, { ...query, places }),
    }));
  });
  route(router, contracts.getCaseMoney, ({ params: { caseId }, actor }) =>
    db.withDistrict(actor.districtCode, async (tx) => {
      const { districtCode } = actor;
      const found = await queries.findCasePlace(tx, districtCode, caseId);
      if (!found || !mayActIn(actor, found.villageKey, ledgerReaders)) {
        fail('household.not-found', {});
      }
      const { householdId } = found;
      const kept = await queries.readCaseMoney(tx, districtCode, caseId, householdId);
      const programme = findOwnProgramme(services, actor);
      const expected = await clearing.expectedAids(tx, districtCode, [caseId], programme);
      const aid = expected.get(caseId);
      if (!aid) return { ...kept, expected: null };
      const { totalFen, ownRequiredFen } = aid;
      const [explanation, warnings] = [[...aid.explanation], [...aid.warnings]];
      return { ...kept, expected: { totalFen, ownRequiredFen, explanation, warnings } };
    }),
  );
}

function registerCaseWrites(router: Router, services: Services): void {
  const context = (actor: Actor) => actionContext(services, actor);
  route(router, acts.setCost, async ({ params, body, actor, key }) => {
    const { occurredOn: _, expectedVersion: __, ...cost } = body;
    const input = { ...params, ...cost };
    return (await perform(context(actor), money.setCost, input, optionsOf(key, body))).result;
  });
  route(router, acts.recordOwnShare, async ({ params, body, actor, key }) => {
    const { receipt, amountFen, method } = body;
    const input = { ...params, receipt, amountFen, method };
    const options = optionsOf(key, body);
    return (await perform(context(actor), money.recordOwnShare, input, options)).result;
  });
  route(router, acts.cancelOwnShare, async ({ params, body, actor, key }) => {
    const { ownShareId, reason } = body;
    const input = { ...params, ownShareId, reason };
    const options = optionsOf(key, body);
    return (await perform(context(actor), money.cancelOwnShare, input, options)).result;
  });
  route(router, acts.recordPriorAid, async ({ params, body, actor, key }) => {
    const { works, what, method, year, document } = body;
    refuseUnknownMethods(services, actor, method === null ? [] : [method]);
    const input = { ...params, works, what, method, year, document };
    const options = optionsOf(key, body);
    return (await perform(context(actor), money.recordPriorAid, input, options)).result;
  });
  route(router, acts.approvePriorAid, async ({ params, body, actor, key }) => {
    const input = { ...params, note: body.note };
    const options = optionsOf(key, body);
    return (await perform(context(actor), money.approvePriorAid, input, options)).result;
  });
}

function registerClearing(router: Router, services: Services): void {
  const context = (actor: Actor) => actionContext(services, actor);
  route(router, acts.clearCase, async ({ params, body, actor, key }) => {
    await ensureRules(context(actor), ownProgramme(services, actor));
    const options = optionsOf(key, body);
    return (await perform(context(actor), clearing.clearCase, params, options)).result;
  });
  route(router, acts.clearCases, async ({ body, actor, key }) => {
    const { caseIds, dryRun, occurredOn } = body;
    await ensureRules(context(actor), ownProgramme(services, actor));
    const inputs = caseIds.map((caseId) => ({ caseId }));
    const { accepted, refused } = await performMany(context(actor), clearing.clearCase, inputs, {
      ...(dryRun ? { dryRun } : { key }),
      refused: 'collect',
      ...(occurredOn && { occurredOn }),
    });
    const cleared = accepted.map(({ result }) => result);
    return {
      cleared,
      refused: refused.map(({ index, refusal }) => ({ caseId: caseIds[index] ?? '', refusal })),
      totalFen: cleared.reduce((sum, { totalFen }) => sum + totalFen, 0),
    };
  });
  route(router, acts.releaseEntitlement, async ({ params, body, actor, key }) => {
    const input = { ...params, reason: body.reason };
    const options = optionsOf(key, body);
    return (await perform(context(actor), clearing.releaseEntitlement, input, options)).result;
  });
  route(router, acts.markDue, async ({ params, body, actor, key }) => {
    const input = { ...params, ground: body.ground };
    const options = optionsOf(key, body);
    return (await perform(context(actor), clearing.markDue, input, options)).result;
  });
}
