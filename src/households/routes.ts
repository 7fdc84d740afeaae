// The routes of households and cases: each write is one action; numbers are sealed before it.

import { perform } from '../actions/perform.ts';
import * as caseChangeContracts from '../contracts/case-changes.ts';
import * as contracts from '../contracts/households.ts';
import * as ledger from '../contracts/ledger.ts';
import { dayInChina } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import { registry } from '../http/registry.ts';
import { route } from '../http/route.ts';
import type { Router } from '../http/route.ts';
import { actionContext } from '../http/services.ts';
import type { Services } from '../http/services.ts';
import { mayActIn } from '../people/model.ts';
import type { Actor } from '../people/model.ts';
import { findVersionOn, sumTargets } from '../targets/queries.ts';
import * as actions from './actions.ts';
import { optionsOf, readablePlaces, sealingOf } from './asking.ts';
import * as cases from './case-actions.ts';
import * as caseChanges from './case-change-actions.ts';
import * as changes from './change-actions.ts';
import { readFile } from './file.ts';
import { countedStates, ledgerReaders } from './model.ts';
import type { CaseState } from './model.ts';
import { withOverview } from './overview.ts';
import { refuseUnknownMethods, refuseUnknownProjects } from './programme.ts';
import * as queries from './queries.ts';
import { openNumber, sealHousehold, sealPatch } from './sealing.ts';

export function registerHouseholds(router: Router, services: Services): void {
  registerLists(router, services);
  registerFile(router, services);
  registerOverview(router, services);
  registerChanges(router, services);
  registerHouseholdWrites(router, services);
  registerCaseWrites(router, services);
  registerCaseChanges(router, services);
}

function registerLists(router: Router, services: Services): void {
  const { db } = services;
  route(router, ledger.listCases, ({ query, actor }) => {
    const { under, sort, after, limit, ...filter } = query;
    const places = readablePlaces(actor, under);
    const sealing = sealingOf(services, actor);
    return queries.readPage(db, { ...filter, places }, { sort, after, limit }, sealing);
  });
  route(router, ledger.countCases, async ({ query, actor }) => {
    const { under, ...filter } = query;
    const places = readablePlaces(actor, under);
    const sealing = sealingOf(services, actor);
    const items = await db.withDistrict(actor.districtCode, (tx) =>
      queries.countCases(tx, { ...filter, places }, sealing),
    );
    return { items };
  });
}

function registerFile(router: Router, services: Services): void {
  route(router, ledger.getHousehold, ({ params: { householdId }, actor }) =>
    services.db.withDistrict(actor.districtCode, async (tx) => {
      const file = await readFile(tx, actor, householdId, registry.actions);
      if (!file || !mayActIn(actor, file.villageKey, ledgerReaders)) {
        fail('household.not-found', {});
      }
      return file;
    }),
  );
}

function registerOverview(router: Router, services: Services): void {
  const { db, clock } = services;
  route(router, ledger.getOverview, async ({ query, actor }) => {
    const { by, works, under, year, project } = query;
    const today = dayInChina(clock());
    // Nothing is written beyond today, and today's stock is the last one worth keeping.
    const asOf = query.asOf !== undefined && query.asOf < today ? query.asOf : today;
    const { districtCode } = actor;
    const filter = { works, asOf, places: readablePlaces(actor, under), year, project };
    return withOverview(db, { districtCode, breakdown: by, filter }, async (counts, tx) => {
      const versionId = await findVersionOn(tx, districtCode, asOf);
      const targets =
        versionId === undefined || by === 'method'
          ? new Map<string, number>()
          : await sumTargets(tx, districtCode, versionId, by, filter);
      const byKey = Map.groupBy(counts, ({ key }) => key);
      const keys = [...new Set([...byKey.keys(), ...targets.keys()])].toSorted();
      const rows = keys.map((key) => rowOf(key, byKey.get(key) ?? [], targets.get(key)));
      return { asOf, targetVersionId: versionId ?? null, rows };
    });
  });
}

function rowOf(
  key: string,
  counts: ReadonlyArray<{ readonly state: CaseState; readonly count: number }>,
  target: number | undefined,
) {
  const states: Partial<Record<CaseState, number>> = {};
  for (const { state, count } of counts) states[state] = count;
  const counted = countedStates.reduce((sum, state) => sum + (states[state] ?? 0), 0);
  return { key, target: target ?? null, counted, states };
}

function registerHouseholdWrites(router: Router, services: Services): void {
  const context = (actor: Actor) => actionContext(services, actor);
  route(router, contracts.registerHousehold, async ({ body, actor, key }) => {
    const { occurredOn, ...household } = body;
    refuseUnknownProjects(services, actor, household.cases);
    const sealed = sealHousehold(household, sealingOf(services, actor));
    const options = optionsOf(key, { occurredOn });
    return (await perform(context(actor), actions.registerHousehold, sealed, options)).result;
  });
  route(router, contracts.correctHousehold, async ({ params, body, actor, key }) => {
    const patch = sealPatch(body.changes, sealingOf(services, actor));
    const input = { ...params, patch, reason: body.reason };
    const options = optionsOf(key, body);
    return (await perform(context(actor), actions.correctHousehold, input, options)).result;
  });
  route(router, contracts.addWorks, async ({ params, body, actor, key }) => {
    refuseUnknownProjects(services, actor, [body.case]);
    const input = { ...params, case: body.case };
    const options = optionsOf(key, body);
    return (await perform(context(actor), actions.addWorks, input, options)).result;
  });
  route(router, contracts.moveGroup, async ({ params, body, actor, key }) => {
    const { groupId, reason } = body;
    const input = { ...params, groupId, reason };
    return (await perform(context(actor), actions.moveGroup, input, optionsOf(key, body))).result;
  });
  route(router, contracts.mergeDuplicate, async ({ params, body, actor, key }) => {
    const { intoId, reason } = body;
    const input = { ...params, intoId, reason };
    const options = optionsOf(key, body);
    return (await perform(context(actor), actions.mergeDuplicate, input, options)).result;
  });
  route(router, contracts.unmaskHousehold, async ({ params, body, actor, key }) => {
    const { fields, purpose } = body;
    const { districtCode } = actor;
    const input = { ...params, fields, purpose };
    await perform(context(actor), actions.unmaskHousehold, input, optionsOf(key, body));
    const sealed = await services.db.withDistrict(districtCode, (tx) =>
      queries.findSealed(tx, districtCode, params.householdId),
    );
    const sealing = sealingOf(services, actor);
    const shown = fields.map((field) => [
      field,
      openNumber(sealed?.[field] ?? null, field, sealing),
    ]);
    return Object.fromEntries(shown);
  });
}

function registerChanges(router: Router, services: Services): void {
  route(router, contracts.requestChange, async ({ params, body, actor, key }) => {
    const patch = sealPatch(body.changes, sealingOf(services, actor));
    const input = { ...params, patch, reason: body.reason };
    const context = actionContext(services, actor);
    return (await perform(context, changes.requestChange, input, optionsOf(key, body))).result;
  });
  const decisions = [
    [contracts.approveChange, changes.approveChange],
    [contracts.rejectChange, changes.rejectChange],
  ] as const;
  for (const [contract, action] of decisions) {
    route(router, contract, async ({ params, body, actor, key }) => {
      const input = { ...params, note: body.note };
      const context = actionContext(services, actor);
      return (await perform(context, action, input, optionsOf(key, body))).result;
    });
  }
}

function registerCaseWrites(router: Router, services: Services): void {
  const context = (actor: Actor) => actionContext(services, actor);
  route(router, contracts.chooseMethod, async ({ params, body, actor, key }) => {
    const { method } = body;
    refuseUnknownMethods(services, actor, [method]);
    const input = { ...params, method };
    return (await perform(context(actor), cases.chooseMethod, input, optionsOf(key, body))).result;
  });
  route(router, contracts.requestException, async ({ params, body, actor, key }) => {
    const { method, reason } = body;
    refuseUnknownMethods(services, actor, [method]);
    const input = { ...params, method, reason };
    const options = optionsOf(key, body);
    return (await perform(context(actor), cases.requestException, input, options)).result;
  });
  route(router, contracts.approveCase, async ({ params, body, actor, key }) => {
    return (await perform(context(actor), cases.approveCase, params, optionsOf(key, body))).result;
  });
  const exceptions = [
    [contracts.approveException, cases.approveException],
    [contracts.refuseException, cases.refuseException],
  ] as const;
  for (const [contract, action] of exceptions) {
    route(router, contract, async ({ params, body, actor, key }) => {
      const input = { ...params, note: body.note };
      return (await perform(context(actor), action, input, optionsOf(key, body))).result;
    });
  }
  const endings = [
    [contracts.rejectCase, cases.rejectCase],
    [contracts.withdrawCase, cases.withdrawCase],
  ] as const;
  for (const [contract, action] of endings) {
    route(router, contract, async ({ params, body, actor, key }) => {
      const input = { ...params, reason: body.reason };
      return (await perform(context(actor), action, input, optionsOf(key, body))).result;
    });
  }
}

function registerCaseChanges(router: Router, services: Services): void {
  route(router, caseChangeContracts.requestCaseChange, async ({ params, body, actor, key }) => {
    const { changes: given, reason } = body;
    const { project } = given;
    if (project !== undefined) {
      refuseUnknownProjects(services, actor, [{ project, wishedMethod: null }]);
    }
    const input = { ...params, changes: given, reason };
    const context = actionContext(services, actor);
    const options = optionsOf(key, body);
    return (await perform(context, caseChanges.requestCaseChange, input, options)).result;
  });
  const decisions = [
    [caseChangeContracts.approveCaseChange, caseChanges.approveCaseChange],
    [caseChangeContracts.rejectCaseChange, caseChanges.rejectCaseChange],
  ] as const;
  for (const [contract, action] of decisions) {
    route(router, contract, async ({ params, body, actor, key }) => {
      const input = { ...params, note: body.note };
      const context = actionContext(services, actor);
      return (await perform(context, action, input, optionsOf(key, body))).result;
    });
  }
}
