// What the scenes of the demo district work with: the households on their way, the towns they go
// through the years in, and how things are done. Types only.

import type { z } from 'zod';
import type { Action, Subject } from '../actions/action.ts';
import type { Day } from '../core/day.ts';
import type { Database } from '../db/open.ts';
import type { Vault } from '../db/vault.ts';
import type { DocumentKind } from '../documents/model.ts';
import type { Json } from '../journal/canonical.ts';
import type { Actor } from '../people/model.ts';
import type { LoadedProgramme } from '../rules/types.ts';
import type { GroupTarget } from './annex.ts';
import type { Planned } from './plan.ts';
import type { Staff, Town } from './staff.ts';

/** A household on its way: filled in by the steps. */
export type Played = {
  readonly planned: Planned;
  householdId: string;
  caseId: string;
  /** Business day of the latest step; undefined before registration. */
  day: Day | undefined;
  /** False once it has left the way to payment. */
  isOn: boolean;
  /** True while something the last check found is to be put right. */
  isBad: boolean;
  isAccepted: boolean;
  /** Its list is closed and nobody's objection is open. */
  isPublished: boolean;
  isCleared: boolean;
};

/** The households of one town and one year, who go through the steps together. */
export type Cohort = {
  /** The town's lane: its cohorts follow one another, other towns go on beside it. */
  readonly lane: number;
  readonly town: Town;
  /** The town's place in the list, for the names of its accounts. */
  readonly number: string;
  readonly year: GroupTarget['year'];
  readonly households: readonly Played[];
};

/** What the steps work with. */
export type Stage = {
  readonly db: Database;
  readonly districtCode: number;
  readonly vault: Vault;
  readonly programme: LoadedProgramme;
  readonly annex: readonly GroupTarget[];
  readonly staff: Staff;
  readonly cohorts: readonly Cohort[];
  /** Inputs that were refused, by action and code: none are expected but those told of. */
  readonly refusals: Map<string, number>;
  readonly act: Act;
  readonly addPapers: AddPapers;
};

/** Runs an action for many, on their days, and gives each result; undefined where refused. */
export type Act = <Schema extends z.ZodType, S extends Subject, R extends Json>(
  actor: Actor,
  action: Action<Schema, S, R>,
  inputs: readonly z.input<Schema>[],
  told: { readonly key: string; readonly days: Day | readonly Day[] },
) => Promise<Array<R | undefined>>;

/** One piece of the play: done on a day, by itself. */
export type Scene = {
  readonly name: string;
  /** Scenes of one lane keep their order; one without a lane waits for all, and all for it. */
  readonly lane?: number;
  readonly on: Day;
  readonly run: (stage: Stage) => Promise<void>;
};

/** A document to be added: its kind, its name and the place it is of. */
export type Paper = {
  readonly kind: DocumentKind;
  readonly name: string;
  readonly placeKey: string;
};

/** Adds documents on a day and gives their ids in order. */
export type AddPapers = (
  who: Actor,
  papers: readonly Paper[],
  key: string,
  on: Day,
) => Promise<string[]>;
