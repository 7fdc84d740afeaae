// What the routes of the ledger have in common: where a person may read, with what numbers are
// sealed, and what an act carries besides its input.

import type { PerformOptions } from '../actions/perform.ts';
import { dayInChina } from '../core/day.ts';
import type { Day } from '../core/day.ts';
import type { Services } from '../http/services.ts';
import { isWithin, scopesOf } from '../people/model.ts';
import type { Actor } from '../people/model.ts';
import { ledgerReaders } from './model.ts';
import type { Sealing } from './sealing.ts';

export function sealingOf({ vault, clock }: Services, { districtCode }: Actor): Sealing {
  return { vault, districtCode, today: dayInChina(clock()) };
}

/** Where the actor may read: `under` when it is within, else the places of their roles. */
export function readablePlaces(actor: Actor, under: string | undefined): readonly string[] | null {
  const scopes = scopesOf(actor, ledgerReaders);
  const district = String(actor.districtCode);
  if (under === undefined || under === district) return scopes;
  if (scopes === null || scopes.some((scope) => isWithin(under, scope))) return [under];
  return scopes.filter((scope) => isWithin(scope, under));
}

type Act = {
  readonly occurredOn?: Day | undefined;
  readonly expectedVersion?: number | undefined;
};

/** What perform() is told besides the input. */
export function optionsOf(key: string, { occurredOn, expectedVersion }: Act): PerformOptions {
  return {
    key,
    ...(occurredOn === undefined ? {} : { occurredOn }),
    ...(expectedVersion === undefined ? {} : { expectedVersion }),
  };
}
