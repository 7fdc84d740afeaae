// Proves that the table the web app greys buttons by is the one the server refuses by.

import { expect, test } from 'vitest';
import type { Contract } from '../contracts/contract.ts';
import * as journal from '../contracts/journal.ts';
import * as people from '../contracts/people.ts';
import * as places from '../contracts/places.ts';
import * as programmes from '../contracts/programmes.ts';
import * as session from '../contracts/session.ts';
import { errorCatalogue } from '../core/errors.ts';
import { may } from '../people/model.ts';
import { registry } from './registry.ts';

const contracts: Contract[] = [journal, people, places, programmes, session]
  .flatMap((module): unknown[] => Object.values(module))
  .filter((one): one is Contract => typeof one === 'object' && one !== null && 'method' in one);

const actionOf: Readonly<Record<string, keyof typeof may>> = {
  'POST /api/accounts': 'account.create',
  'POST /api/accounts/:personId/disable': 'account.disable',
  'POST /api/accounts/:personId/enable': 'account.enable',
  'POST /api/accounts/:personId/reset-password': 'account.reset-password',
  'POST /api/accounts/:personId/grant-role': 'role.grant',
  'POST /api/accounts/:personId/revoke-role': 'role.revoke',
  'POST /api/organisations': 'organisation.register',
  'POST /api/places': 'place.add-local',
  'POST /api/places/:placeKey/rename': 'place.rename',
  'POST /api/places/:placeKey/add-alias': 'place.add-alias',
  'POST /api/places/:placeKey/merge': 'place.merge',
  'POST /api/programmes/:programmeId/decisions/:decisionId/choose': 'decision.choose',
};

test('every action of the permission table exists, with the same roles', () => {
  for (const [name, roles] of Object.entries(may)) {
    expect(registry.permissions[name]).toEqual(roles);
  }
});

test('every journaled write names its action, and admits exactly the roles of the action', () => {
  for (const { method, path, access } of contracts.filter(({ keyed }) => keyed)) {
    const action = actionOf[`${method} ${path}`];
    expect([path, action && [...may[action]]]).toEqual([path, access]);
  }
});

test('audit may change nothing but the own password', () => {
  const allowed = registry.names.filter((name) => registry.permissions[name]?.includes('audit'));
  expect(allowed).toEqual(['account.change-password']);
});

test('no two contracts have one address, and every write but the session is keyed', () => {
  const addresses = contracts.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(addresses).size).toBe(addresses.length);
  const unkeyed = contracts.filter(({ method, keyed }) => method !== 'GET' && !keyed);
  expect(unkeyed.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual([
    'DELETE /api/session',
    'POST /api/programmes/:programmeId/benefit',
    'POST /api/session',
    'PUT /api/session/password',
  ]);
});

test('every refusal a contract names is in the catalogue', () => {
  for (const { path, errors } of contracts) {
    for (const code of errors)
      expect([path, Object.hasOwn(errorCatalogue, code)]).toEqual([path, true]);
  }
});
