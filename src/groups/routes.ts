// The routes of village groups.

import { perform } from '../actions/perform.ts';
import * as contracts from '../contracts/groups.ts';
import { fail } from '../core/errors.ts';
import { optionsOf, readablePlaces } from '../households/asking.ts';
import { ledgerReaders } from '../households/model.ts';
import { refuseUnknownMethods } from '../households/programme.ts';
import { route } from '../http/route.ts';
import type { Router } from '../http/route.ts';
import { actionContext } from '../http/services.ts';
import type { Services } from '../http/services.ts';
import { mayActIn } from '../people/model.ts';
import * as actions from './actions.ts';
import * as lists from './lists.ts';
import * as queries from './queries.ts';

export function registerGroups(router: Router, services: Services): void {
  route(router, contracts.listGroups, async ({ query: { villageKey }, actor }) => {
    const { districtCode } = actor;
    if (!mayActIn(actor, villageKey, ledgerReaders)) {
      fail('action.not-here', { actionZh: '查看村组', actionEn: 'See village groups' });
    }
    return services.db.withDistrict(districtCode, async (tx) => {
      const groups = await queries.listGroups(tx, districtCode, villageKey);
      const wishes = await queries.countWishes(tx, districtCode, villageKey);
      const byGroup = Map.groupBy(wishes, ({ groupId }) => groupId);
      const items = groups.map((group) => ({
        ...group,
        wishes: (byGroup.get(group.groupId) ?? []).map(({ method, count }) => ({ method, count })),
      }));
      return { items };
    });
  });
  route(router, contracts.listGroupVillages, async ({ query, actor }) => {
    const { districtCode } = actor;
    const places = readablePlaces(actor, query.under);
    return services.db.withDistrict(districtCode, async (tx) => ({
      items: await lists.listGroupVillages(tx, districtCode, places),
    }));
  });
  route(router, contracts.listExceptions, async ({ query, actor }) => {
    const { districtCode } = actor;
    const places = readablePlaces(actor, query.under);
    return services.db.withDistrict(districtCode, async (tx) => ({
      items: await lists.listExceptions(tx, districtCode, places),
    }));
  });
  route(router, contracts.addGroup, async ({ body, actor, key }) => {
    const context = actionContext(services, actor);
    return (await perform(context, actions.addGroup, body, { key })).result;
  });
  route(router, contracts.decideMethod, async ({ params, body, actor, key }) => {
    const { occurredOn, expectedVersion, ...decision } = body;
    refuseUnknownMethods(services, actor, [decision.method]);
    const context = actionContext(services, actor);
    const options = optionsOf(key, { occurredOn, expectedVersion });
    const input = { ...params, ...decision };
    return (await perform(context, actions.decideMethod, input, options)).result;
  });
}
