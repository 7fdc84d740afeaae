// The routes of places: the tree, search, one place with its history, and the changes.

import { perform } from '../actions/perform.ts';
import * as contracts from '../contracts/places.ts';
import { fail } from '../core/errors.ts';
import { route } from '../http/route.ts';
import type { Router } from '../http/route.ts';
import { actionContext } from '../http/services.ts';
import type { Services } from '../http/services.ts';
import type { Actor } from '../people/model.ts';
import * as actions from './actions.ts';
import * as queries from './queries.ts';

export function registerPlaces(router: Router, services: Services): void {
  registerReads(router, services);
  registerWrites(router, services);
}

function registerReads(router: Router, services: Services): void {
  const { db } = services;
  route(router, contracts.listPlaces, async ({ query, actor: { districtCode } }) => {
    const { under } = query;
    const rows = await db.withDistrict(districtCode, (tx) =>
      queries.listPlaces(tx, districtCode, {
        ...(under === undefined ? {} : { under }),
        withEnded: query.ended === 'true',
      }),
    );
    return { items: rows.map(queries.toPlace), isComplete: rows.length < queries.placesMax };
  });
  route(router, contracts.searchPlaces, async ({ query, actor: { districtCode } }) => {
    const rows = await db.withDistrict(districtCode, (tx) =>
      queries.searchPlaces(tx, districtCode, query.q, query.limit),
    );
    const items = rows.map((row) => ({ ...queries.toPlace(row), parentName: row.parentName }));
    return { items };
  });
  route(router, contracts.getPlace, ({ params, actor }) =>
    getDetail(services, actor, params.placeKey),
  );
}

function registerWrites(router: Router, services: Services): void {
  route(router, contracts.addLocalPlace, async ({ body, actor, key }) => {
    const context = actionContext(services, actor);
    const { result } = await perform(context, actions.addLocalPlace, body, { key });
    return getDetail(services, actor, result.key);
  });
  const namings = [
    [contracts.renamePlace, actions.renamePlace],
    [contracts.addPlaceAlias, actions.addPlaceAlias],
  ] as const;
  for (const [contract, action] of namings) {
    route(router, contract, async ({ params, body, actor, key }) => {
      await perform(actionContext(services, actor), action, { ...params, ...body }, { key });
      return getDetail(services, actor, params.placeKey);
    });
  }
  route(router, contracts.mergePlace, async ({ params, body, actor, key }) => {
    const context = actionContext(services, actor);
    await perform(context, actions.mergePlace, { ...params, ...body }, { key });
    return getDetail(services, actor, params.placeKey);
  });
}

function getDetail({ db }: Services, { districtCode }: Actor, key: string) {
  return db.withDistrict(districtCode, async (tx) => {
    const row = await queries.findPlace(tx, districtCode, key);
    if (!row) fail('place.unknown', { place: key });
    const names = await queries.listOtherNames(tx, districtCode, row.placeId);
    const predecessors = await queries.listPredecessors(tx, districtCode, row.placeId);
    const { successorKey } = row;
    const successor =
      successorKey === null ? undefined : await queries.findPlace(tx, districtCode, successorKey);
    return {
      ...queries.toPlace(row),
      names,
      predecessors: predecessors.map(queries.toPlace),
      successor: successor ? queries.toPlace(successor) : null,
    };
  });
}
