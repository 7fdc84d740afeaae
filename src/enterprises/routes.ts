// The routes of enterprises and contracts. What the programme demands of a contract is read here
// and kept with the contract by the action.

import { perform, performMany } from '../actions/perform.ts';
import * as contracts from '../contracts/enterprises.ts';
import * as works from '../contracts/works-contracts.ts';
import { fail } from '../core/errors.ts';
import { invariant } from '../core/invariant.ts';
import { optionsOf } from '../households/asking.ts';
import { findOwnProgramme } from '../households/programme.ts';
import { route } from '../http/route.ts';
import type { Router } from '../http/route.ts';
import { actionContext } from '../http/services.ts';
import type { Services } from '../http/services.ts';
import { holdsAny, isWithin, scopesOf } from '../people/model.ts';
import type { Actor } from '../people/model.ts';
import * as actions from './actions.ts';
import { contractCase } from './case-actions.ts';
import * as contractActions from './contract-actions.ts';
import * as lists from './lists.ts';
import type { ContractScope } from './lists.ts';
import { enterpriseReaders } from './model.ts';
import { requirementsOf } from './requirements.ts';

export function registerEnterprises(router: Router, services: Services): void {
  registerReads(router, services);
  registerRegister(router, services);
  registerDecisions(router, services);
  registerContractReads(router, services);
  registerContractWrites(router, services);
  registerSigning(router, services);
}

function registerReads(router: Router, { db }: Services): void {
  route(router, contracts.listEnterprises, ({ query, actor: { districtCode } }) => {
    const { limit, offset, ...filter } = query;
    return db.withDistrict(districtCode, (tx) =>
      lists.listEnterprises(tx, districtCode, filter, { limit, offset }),
    );
  });
  route(router, contracts.getEnterprise, async ({ params, actor: { districtCode } }) => {
    const found = await db.withDistrict(districtCode, (tx) =>
      lists.findEnterprise(tx, districtCode, params.enterpriseId),
    );
    return found ?? fail('enterprise.not-found', {});
  });
}

function registerRegister(router: Router, services: Services): void {
  const context = (actor: Actor) => actionContext(services, actor);
  route(router, contracts.registerEnterprise, async ({ body, actor, key }) => {
    const { occurredOn, ...input } = body;
    const options = optionsOf(key, { occurredOn });
    return (await perform(context(actor), actions.registerEnterprise, input, options)).result;
  });
  route(router, contracts.amendEnterprise, async ({ params, body, actor, key }) => {
    const input = { ...params, changes: body.changes, reason: body.reason };
    const options = optionsOf(key, body);
    return (await perform(context(actor), actions.amendEnterprise, input, options)).result;
  });
  route(router, contracts.addAlias, async ({ params, body, actor, key }) => {
    const input = { ...params, name: body.name };
    return (await perform(context(actor), actions.addAlias, input, optionsOf(key, body))).result;
  });
  route(router, contracts.addPaper, async ({ params, body, actor, key }) => {
    const { occurredOn: _day, expectedVersion: _version, ...paper } = body;
    const input = { ...params, ...paper };
    return (await perform(context(actor), actions.addPaper, input, optionsOf(key, body))).result;
  });
}

function registerDecisions(router: Router, services: Services): void {
  route(router, contracts.admitEnterprise, async ({ params, body, actor, key }) => {
    const { reason, documentId, score } = body;
    const input = { ...params, reason, documentId, score };
    const context = actionContext(services, actor);
    return (await perform(context, actions.admitEnterprise, input, optionsOf(key, body))).result;
  });
  const decisions = [
    [contracts.suspendEnterprise, actions.suspendEnterprise],
    [contracts.resumeEnterprise, actions.resumeEnterprise],
    [contracts.removeEnterprise, actions.removeEnterprise],
  ] as const;
  for (const [contract, action] of decisions) {
    route(router, contract, async ({ params, body, actor, key }) => {
      const { reason, documentId } = body;
      const input = { ...params, reason, documentId };
      const context = actionContext(services, actor);
      return (await perform(context, action, input, optionsOf(key, body))).result;
    });
  }
}

/** Officials see the contracts of their places; an enterprise sees its own, wherever they are. */
function scopeOf(actor: Actor, under?: string): ContractScope {
  if (!holdsAny(actor, enterpriseReaders)) return { organisationId: actor.organisationId };
  const places = scopesOf(actor, enterpriseReaders);
  const district = String(actor.districtCode);
  if (under === undefined || under === district) return { places };
  if (places === null || places.some((place) => isWithin(under, place))) return { places: [under] };
  return { places: places.filter((place) => isWithin(place, under)) };
}

function registerContractReads(router: Router, services: Services): void {
  const { db } = services;
  route(router, works.listContracts, ({ query, actor }) => {
    const { limit, offset, under, ...filter } = query;
    const scope = scopeOf(actor, under);
    return db.withDistrict(actor.districtCode, (tx) =>
      lists.listContracts(tx, actor.districtCode, { ...filter, scope }, { limit, offset }),
    );
  });
  route(router, works.getContract, async ({ params: { contractId }, actor }) => {
    const { districtCode } = actor;
    const found = await db.withDistrict(districtCode, (tx) =>
      lists.findContract(tx, districtCode, contractId, scopeOf(actor)),
    );
    if (!found) fail('contract.not-found', {});
    const { requirements, ...contract } = found;
    const programme = findOwnProgramme(services, actor);
    const { clauses: required } = requirements ?? requirementsOf(programme, contract.works);
    const missing = required.map(({ id }) => id).filter((id) => !contract.clauses[id]);
    return { ...contract, required, missing };
  });
  route(router, works.listContractCases, async ({ params: { contractId }, query, actor }) => {
    const { districtCode } = actor;
    const scope = scopeOf(actor);
    return db.withDistrict(districtCode, async (tx) => {
      const contract = await lists.findContract(tx, districtCode, contractId, scope);
      if (!contract) fail('contract.not-found', {});
      const places = 'places' in scope ? scope.places : null;
      return lists.listCasesOf(tx, districtCode, contractId, places, query);
    });
  });
}

function registerContractWrites(router: Router, services: Services): void {
  const context = (actor: Actor) => actionContext(services, actor);
  route(router, works.draftContract, async ({ body, actor, key }) => {
    const { occurredOn, ...input } = body;
    const options = optionsOf(key, { occurredOn });
    return (await perform(context(actor), contractActions.draftContract, input, options)).result;
  });
  route(router, works.amendContract, async ({ params, body, actor, key }) => {
    const input = { ...params, changes: body.changes };
    const options = optionsOf(key, body);
    return (await perform(context(actor), contractActions.amendContract, input, options)).result;
  });
  route(router, works.approveDesign, async ({ params, body, actor, key }) => {
    const input = { ...params, designApproval: body.designApproval };
    const options = optionsOf(key, body);
    return (await perform(context(actor), contractActions.approveDesign, input, options)).result;
  });
  route(router, works.endContract, async ({ params, body, actor, key }) => {
    const input = { ...params, reason: body.reason };
    const options = optionsOf(key, body);
    return (await perform(context(actor), contractActions.endContract, input, options)).result;
  });
}

function registerSigning(router: Router, services: Services): void {
  const { db } = services;
  route(router, works.signContract, async ({ params, body, actor, key }) => {
    const { districtCode } = actor;
    const contract = await db.withDistrict(districtCode, (tx) =>
      lists.findContract(tx, districtCode, params.contractId, scopeOf(actor)),
    );
    if (!contract) fail('contract.not-found', {});
    const { ownerSignedOn, enterpriseSignedOn, documentId } = body;
    const requirements = requirementsOf(findOwnProgramme(services, actor), contract.works);
    const input = { ...params, ownerSignedOn, enterpriseSignedOn, documentId, requirements };
    const context = actionContext(services, actor);
    const options = optionsOf(key, body);
    return (await perform(context, contractActions.signContract, input, options)).result;
  });
  route(router, works.contractCases, async ({ params, body, actor, key }) => {
    const { cases, occurredOn } = body;
    const inputs = cases.map((priced) => ({ ...params, ...priced }));
    const options = { key, ...(occurredOn === undefined ? {} : { occurredOn }) };
    const context = actionContext(services, actor);
    const { accepted } = await performMany(context, contractCase, inputs, options);
    invariant(accepted.length === cases.length, 'all cases came under the contract');
    return { count: accepted.length };
  });
}
