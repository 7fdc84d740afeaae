// The routes of API tokens. A token stands in one reply and nowhere else.

import { perform } from '../actions/perform.ts';
import * as contracts from '../contracts/tokens.ts';
import { dayInChina } from '../core/day.ts';
import { route } from '../http/route.ts';
import type { Router } from '../http/route.ts';
import { actionContext } from '../http/services.ts';
import type { Services } from '../http/services.ts';
import * as actions from './token-actions.ts';
import { listTokens, makeToken } from './tokens.ts';

export function registerTokens(router: Router, services: Services): void {
  const { db, clock } = services;
  route(router, contracts.listTokens, ({ query, actor: { districtCode } }) =>
    db.withDistrict(districtCode, (tx) => listTokens(tx, districtCode, dayInChina(clock()), query)),
  );
  route(router, contracts.createToken, async ({ body, actor, key }) => {
    const { token, tokenHash } = makeToken(actor.districtCode);
    const context = actionContext(services, actor);
    const input = { ...body, tokenHash };
    const { result, isRepeat } = await perform(context, actions.createToken, input, { key });
    return { tokenId: result.tokenId, token: isRepeat ? null : token };
  });
  route(router, contracts.revokeToken, async ({ params, body, actor, key }) => {
    const context = actionContext(services, actor);
    const input = { ...params, ...body };
    return (await perform(context, actions.revokeToken, input, { key })).result;
  });
}
