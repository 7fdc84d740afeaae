// All actions of the product by name: for the address, the permission table and the tests.

import { fail } from '../core/errors.ts';
import { invariant } from '../core/invariant.ts';
import type { Role } from '../people/model.ts';
import type { Action } from './action.ts';

/** The actions there are, by name. */
export type Registry = {
  /** The names in alphabetical order. */
  readonly names: readonly string[];
  readonly actions: readonly Action[];
  /** The action of that name; refuses with `action.unknown`. */
  get(name: string): Action;
  /** Which roles may do what: the permission table. */
  readonly permissions: Readonly<Record<string, readonly Role[]>>;
};

/** Gathers actions. Throws when two have one name: both would answer to one address. */
export function createRegistry(actions: readonly Action[]): Registry {
  const byName = new Map<string, Action>();
  for (const action of actions) {
    invariant(!byName.has(action.name), `two actions are called ${action.name}`);
    byName.set(action.name, action);
  }
  const sorted = actions.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    names: sorted.map(({ name }) => name),
    actions: sorted,
    get: (name) => byName.get(name) ?? fail('action.unknown', { name }),
    permissions: Object.fromEntries(sorted.map(({ name, roles }) => [name, roles])),
  };
}
