// The routes of accounts, roles and organisations.

import { perform } from '../actions/perform.ts';
import * as contracts from '../contracts/people.ts';
import { invariant } from '../core/invariant.ts';
import { route } from '../http/route.ts';
import type { Router } from '../http/route.ts';
import { actionContext } from '../http/services.ts';
import type { Services } from '../http/services.ts';
import * as actions from './actions.ts';
import type { Actor } from './model.ts';
import { makeOneTimePassword } from './one-time-password.ts';
import * as queries from './queries.ts';
import { hashNewPassword } from './sessions.ts';

export function registerAccounts(router: Router, services: Services): void {
  registerReads(router, services);
  registerPasswords(router, services);
  registerChanges(router, services);
}

function registerReads(router: Router, { db }: Services): void {
  route(router, contracts.listAccounts, ({ query, actor: { districtCode } }) =>
    db.withDistrict(districtCode, (tx) => queries.listAccounts(tx, districtCode, query)),
  );
  route(router, contracts.listOrganisations, ({ query, actor: { districtCode } }) =>
    db.withDistrict(districtCode, (tx) => queries.listOrganisations(tx, districtCode, query)),
  );
}

function registerPasswords(router: Router, services: Services): void {
  route(router, contracts.createAccount, async ({ body, actor, key }) => {
    const password = makeOneTimePassword();
    const passwordHash = await hashNewPassword(password);
    const { result, isRepeat } = await perform(
      actionContext(services, actor),
      actions.createAccount,
      { ...body, passwordHash, mustChangePassword: true },
      { key },
    );
    const account = await getAccount(services, actor, result.personId);
    return { account, oneTimePassword: isRepeat ? null : password };
  });
  route(router, contracts.resetPassword, async ({ params, body, actor, key }) => {
    const password = makeOneTimePassword();
    const passwordHash = await hashNewPassword(password);
    const { isRepeat } = await perform(
      actionContext(services, actor),
      actions.resetPassword,
      { ...params, ...body, passwordHash },
      { key },
    );
    const account = await getAccount(services, actor, params.personId);
    return { account, oneTimePassword: isRepeat ? null : password };
  });
}

function registerChanges(router: Router, services: Services): void {
  const changes = [
    [contracts.disableAccount, actions.disableAccount],
    [contracts.enableAccount, actions.enableAccount],
  ] as const;
  for (const [contract, action] of changes) {
    route(router, contract, async ({ params, body, actor, key }) => {
      const context = actionContext(services, actor);
      await perform(context, action, { ...params, ...body }, { key });
      return { account: await getAccount(services, actor, params.personId) };
    });
  }
  const grants = [
    [contracts.grantRole, actions.grantRole],
    [contracts.revokeRole, actions.revokeRole],
  ] as const;
  for (const [contract, action] of grants) {
    route(router, contract, async ({ params, body, actor, key }) => {
      const context = actionContext(services, actor);
      await perform(context, action, { ...params, ...body }, { key });
      return { account: await getAccount(services, actor, params.personId) };
    });
  }
  route(router, contracts.registerOrganisation, async ({ body, actor, key }) => {
    const context = actionContext(services, actor);
    const { result } = await perform(context, actions.registerOrganisation, body, { key });
    const { districtCode } = actor;
    const organisation = await services.db.withDistrict(districtCode, (tx) =>
      queries.findOrganisation(tx, districtCode, result.organisationId),
    );
    invariant(organisation, 'an organisation just registered is there');
    return organisation;
  });
}

async function getAccount({ db }: Services, { districtCode }: Actor, personId: string) {
  const account = await db.withDistrict(districtCode, (tx) =>
    queries.findAccount(tx, districtCode, personId),
  );
  invariant(account, 'an account just changed is there');
  return account;
}
