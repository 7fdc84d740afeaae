// The addresses of the overview besides its counts: where cases wait, and the pace month by month.

import * as contracts from '../contracts/overview.ts';
import { addDays, dayInChina } from '../core/day.ts';
import { readablePlaces } from '../households/asking.ts';
import { route } from '../http/route.ts';
import type { Router } from '../http/route.ts';
import type { Services } from '../http/services.ts';
import { listPace, listWaiting } from './queries.ts';

export function registerOverview(router: Router, { db, clock }: Services): void {
  route(router, contracts.getWaiting, async ({ query, actor }) => {
    const { works, under, year, overDays } = query;
    const today = dayInChina(clock());
    const isNow = query.asOf === undefined || query.asOf >= today;
    const asOf = isNow || query.asOf === undefined ? today : query.asOf;
    const overSince = addDays(asOf, -overDays);
    const filter = { works, asOf, isNow, overSince, places: readablePlaces(actor, under), year };
    const rows = await db.withDistrict(actor.districtCode, (tx) =>
      listWaiting(tx, actor.districtCode, filter),
    );
    return { asOf, overSince, rows };
  });
  route(router, contracts.getPace, async ({ query: { works, under, year }, actor }) => {
    const filter = { works, places: readablePlaces(actor, under), year };
    const months = await db.withDistrict(actor.districtCode, (tx) =>
      listPace(tx, actor.districtCode, filter),
    );
    return { today: dayInChina(clock()), months };
  });
}
