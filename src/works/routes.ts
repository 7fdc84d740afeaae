// The routes of works: each write is one action, judged by the rules of the district's programme;
// the lists show an enterprise only what it builds.

import type { z } from 'zod';
import type { Action, Subject } from '../actions/action.ts';
import { perform } from '../actions/perform.ts';
import * as contracts from '../contracts/works.ts';
import * as lists from '../contracts/works-lists.ts';
import { fail } from '../core/errors.ts';
import type { Tx } from '../db/open.ts';
import { optionsOf } from '../households/asking.ts';
import { ledgerReaders } from '../households/model.ts';
import { findOwnProgramme } from '../households/programme.ts';
import { route } from '../http/route.ts';
import type { Router } from '../http/route.ts';
import { actionContext } from '../http/services.ts';
import type { Services } from '../http/services.ts';
import type { Json } from '../journal/canonical.ts';
import { holdsAny, isWithin, scopesOf } from '../people/model.ts';
import type { Actor } from '../people/model.ts';
import { currentDecide } from '../programmes/queries.ts';
import * as actions from './actions.ts';
import { installCase } from './install-action.ts';
import * as insulation from './insulation-actions.ts';
import * as queries from './queries.ts';
import { installRulesOf, selfCheckRulesOf } from './rules.ts';

export function registerWorks(router: Router, services: Services): void {
  registerLists(router, services);
  registerPlainWrites(router, services);
  registerJudgedWrites(router, services);
}

/** Where the actor may read: an enterprise only its own cases, unless the ledger is open to it. */
function readingOf(actor: Actor, under: string | undefined): queries.Reading {
  const { districtCode } = actor;
  const isReader = holdsAny(actor, ledgerReaders);
  const scopes = scopesOf(actor, isReader ? ledgerReaders : ['enterprise']);
  const reading = { districtCode, organisationId: isReader ? undefined : actor.organisationId };
  if (under === undefined || under === String(districtCode)) return { ...reading, places: scopes };
  const isHere = scopes === null || scopes.some((scope) => isWithin(under, scope));
  const places = isHere ? [under] : scopes.filter((scope) => isWithin(scope, under));
  return { ...reading, places };
}

function registerLists(router: Router, services: Services): void {
  const { db } = services;
  route(router, lists.listDevices, ({ query, actor }) => {
    const { under, after, limit, ...filter } = query;
    return db.withDistrict(actor.districtCode, (tx) =>
      queries.listDevices(tx, readingOf(actor, under), filter, { after, limit }),
    );
  });
  route(router, lists.listInstallations, ({ query, actor }) => {
    const { under, after, limit, ...filter } = query;
    return db.withDistrict(actor.districtCode, (tx) =>
      queries.listInstallations(tx, readingOf(actor, under), filter, { after, limit }),
    );
  });
  route(router, lists.getWorks, ({ params: { caseId }, actor }) =>
    db.withDistrict(actor.districtCode, async (tx) => {
      const found = await queries.findWorks(tx, readingOf(actor, undefined), caseId);
      if (!found) fail('works.not-found', {});
      const { works, method, ...built } = found;
      const rules = await rulesFor(services, actor, tx, { works, method });
      return { ...built, works, asked: askedOf(rules) };
    }),
  );
}

type Kind = Parameters<typeof installRulesOf>[1];

/** What the district's programme asks of these works with this method, as decided today. */
async function rulesFor(
  services: Services,
  actor: Actor,
  tx: Tx,
  { works, method }: { readonly works: Kind; readonly method: string | null },
) {
  const data = findOwnProgramme(services, actor)?.data;
  const decide = data ? await currentDecide(tx, actor.districtCode, data.programme.id) : {};
  return {
    install: installRulesOf(data, works, method, decide),
    selfCheck: selfCheckRulesOf(data, works, method),
  };
}

function askedOf({ install, selfCheck }: Awaited<ReturnType<typeof rulesFor>>) {
  const { components, photos, unserialled, devicesMin, heatAboveKw, hoursRunMin, warmDeciC } =
    install;
  const numbers = { devicesMin, heatAboveKw, hoursRunMin, warmDeciC };
  return { components, photos, unserialled, selfCheck: selfCheck.items, ...numbers };
}

/** The rules for a case; of one that is not there none are needed, the action refuses. */
function findRules(services: Services, actor: Actor, caseId: string) {
  return services.db.withDistrict(actor.districtCode, async (tx) => {
    const found = await queries.findMethod(tx, actor.districtCode, caseId);
    return rulesFor(services, actor, tx, found ?? { works: 'heating', method: null });
  });
}

type Act = Parameters<typeof optionsOf>[1];

/** What a body says of the act itself, and what it says of the thing. */
function apart<Body extends Act>(body: Body) {
  const { occurredOn, expectedVersion, ...rest } = body;
  return { act: { occurredOn, expectedVersion }, rest };
}

function registerPlainWrites(router: Router, services: Services): void {
  const done = async <Schema extends z.ZodType, S extends Subject, R extends Json>(
    actor: Actor,
    action: Action<Schema, S, R>,
    input: z.input<Schema>,
    options: ReturnType<typeof optionsOf>,
  ): Promise<R> => (await perform(actionContext(services, actor), action, input, options)).result;
  route(router, contracts.checkWindows, ({ params, body, actor, key }) => {
    const { act, rest } = apart(body);
    return done(actor, insulation.checkWindows, { ...params, ...rest }, optionsOf(key, act));
  });
  route(router, contracts.proveLayer, ({ params, body, actor, key }) => {
    const { act, rest } = apart(body);
    return done(actor, insulation.proveLayer, { ...params, ...rest }, optionsOf(key, act));
  });
  route(router, contracts.settleOldStove, ({ params, body, actor, key }) => {
    const { act, rest } = apart(body);
    return done(actor, actions.settleOldStove, { ...params, ...rest }, optionsOf(key, act));
  });
  route(router, contracts.replaceDevice, ({ params, body, actor, key }) => {
    const { act, rest } = apart(body);
    return done(actor, actions.replaceDevice, { ...params, ...rest }, optionsOf(key, act));
  });
}

function registerJudgedWrites(router: Router, services: Services): void {
  route(router, contracts.installCase, async ({ params, body, actor, key }) => {
    const { act, rest } = apart(body);
    const { install: rules } = await findRules(services, actor, params.caseId);
    const input = { ...params, ...rest, rules };
    const context = actionContext(services, actor);
    return (await perform(context, installCase, input, optionsOf(key, act))).result;
  });
  route(router, contracts.commissionAgain, async ({ params, body, actor, key }) => {
    const { act, rest } = apart(body);
    const { install: rules } = await findRules(services, actor, params.caseId);
    const input = { ...params, ...rest, rules };
    const context = actionContext(services, actor);
    return (await perform(context, actions.commissionAgain, input, optionsOf(key, act))).result;
  });
  route(router, contracts.selfCheck, async ({ params, body, actor, key }) => {
    const { act, rest } = apart(body);
    const { selfCheck: rules } = await findRules(services, actor, params.caseId);
    const input = { ...params, ...rest, rules };
    const context = actionContext(services, actor);
    return (await perform(context, actions.selfCheck, input, optionsOf(key, act))).result;
  });
}
