// The routes of signing in and out, of who I am, and of changing one's password.

import type { z } from 'zod';
import { perform } from '../actions/perform.ts';
import * as contracts from '../contracts/session.ts';
import type { Me } from '../contracts/session.ts';
import { fail } from '../core/errors.ts';
import type { Text } from '../core/text.ts';
import { route } from '../http/route.ts';
import type { Router } from '../http/route.ts';
import { actionContext } from '../http/services.ts';
import type { Services } from '../http/services.ts';
import * as actions from './actions.ts';
import { forgetOldFailures } from './lockout.ts';
import { judgePassword } from './model.ts';
import type { PasswordFault } from './model.ts';
import type { SignedIn } from './queries.ts';
import { hashNewPassword } from './sessions.ts';

const signInsPerMinuteMax = 30;

/** What is wrong with a password, as a clerk would say it. */
export const passwordFaults: Readonly<Record<PasswordFault, Text>> = {
  'too-short': { zh: '不足 10 个字符', en: 'it has fewer than 10 characters' },
  'too-long': { zh: '超过 128 个字符', en: 'it has more than 128 characters' },
  'too-simple': { zh: '太简单，容易被猜到', en: 'it is easy to guess' },
  'holds-username': { zh: '里面有用户名', en: 'it contains the user name' },
};

export function registerSessions(router: Router, services: Services): void {
  const { sessions, db, clock } = services;
  const limits = { perMinuteMax: signInsPerMinuteMax };
  route(
    router,
    contracts.signIn,
    async ({ body, request, reply }) => {
      await forgetOldFailures(db.pool, clock());
      return meOf(await sessions.signIn(body, request, reply));
    },
    limits,
  );
  route(router, contracts.whoAmI, ({ signedIn }) => meOf(signedIn));
  route(router, contracts.signOut, async ({ request, reply }) => {
    await sessions.signOut(request, reply);
    return { signedOut: true as const };
  });
  route(
    router,
    contracts.changePassword,
    async ({ body, signedIn, actor, request }) => {
      const { username, sessionId } = signedIn;
      await sessions.checkPassword(signedIn, body.current, request.ip);
      if (body.next === body.current) fail('session.password-unchanged', {});
      refusePassword(body.next, username);
      const { personId } = actor;
      const passwordHash = await hashNewPassword(body.next);
      const input: z.input<typeof actions.changePassword.input> = {
        personId,
        sessionId,
        passwordHash,
      };
      // The request id is the key: a password sent twice is judged twice, never replayed.
      const key = request.id;
      await perform(actionContext(services, actor), actions.changePassword, input, { key });
      return meOf({ ...signedIn, mustChangePassword: false });
    },
    limits,
  );
}

/** Refuses a password that is too short or too easy to guess. */
export function refusePassword(password: string, username: string): void {
  const fault = judgePassword(password, username);
  if (!fault) return;
  fail('session.password-refused', {
    fault: passwordFaults[fault].zh,
    faultEn: passwordFaults[fault].en,
  });
}

function meOf(signedIn: SignedIn): Me {
  const { actor, username, name, mustChangePassword, placeNames } = signedIn;
  return {
    personId: actor.personId,
    username,
    name,
    organisation: { organisationId: actor.organisationId, name: signedIn.organisationName },
    district: { code: actor.districtCode, name: signedIn.districtNameZh },
    roles: actor.roles.map(({ role, place }) => ({
      role,
      place,
      placeName: (place !== null && placeNames[place]) || null,
    })),
    mustChangePassword,
  };
}
