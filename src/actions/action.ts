// What an action is: its name, input, subject, conditions and the function that does the work.
// How an action is run is in perform.ts; nothing else may run one.

import type { z } from 'zod';
import type { Day } from '../core/day.ts';
import { Refusal, type ErrorCode, type ErrorDetails } from '../core/errors.ts';
import { invariant } from '../core/invariant.ts';
import type { Text } from '../core/text.ts';
import type { Tx } from '../db/open.ts';
import type { Json } from '../journal/canonical.ts';
import type { Actor, Role } from '../people/model.ts';

/** The thing an action is done to, as read under its lock. A capability adds its own columns. */
export type Subject = {
  readonly id: string;
  /** Place key; null belongs to the whole district. */
  readonly place: string | null;
  readonly state: string | null;
  /** Counted up by each change; 0 for a thing not yet there. */
  readonly version: number;
  /** Business day of the latest change; null when there is none. */
  readonly lastDay: Day | null;
};

/** One kind of subject and how its rows are locked. */
export type SubjectKind<S extends Subject = Subject> = {
  readonly type: string;
  readonly name: Text;
  /** The names of its states, for the sentences of refusals. */
  readonly states?: Readonly<Record<string, Text>>;
  /** Locks the rows FOR UPDATE in the order of their ids; gives those there are, in any order. */
  lock(ids: readonly string[], tx: Tx, districtCode: number): Promise<readonly S[]>;
};

/** Why something is refused, typed by its code. */
export type Reason = {
  [C in ErrorCode]: {
    readonly code: C;
    readonly details: ErrorDetails<C>;
    readonly clause?: string;
  };
}[ErrorCode];

/** A condition on the subject that nothing bypasses, also asked without running the action. */
export type Gate<S extends Subject = Subject> = {
  readonly name: string;
  check(subject: S, tx: Tx, actor: Actor): true | Reason | Promise<true | Reason>;
  /** The same for many with a fixed number of statements; needed when `check` reads `tx`. */
  checkMany?(subjects: readonly S[], tx: Tx, actor: Actor): Promise<readonly (true | Reason)[]>;
};

/** What a running action is given besides its inputs. */
export type RunContext = {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly recordedAt: Date;
};

/** One input on its subject. `entryId` names the journal entry this will become. */
export type Item<Input, S extends Subject> = {
  readonly input: Input;
  readonly subject: S;
  readonly entryId: string;
  readonly occurredOn: Day;
};

/** An action ready for perform(). Methods, so that any action fits `Action` without arguments. */
export type Action<
  Schema extends z.ZodType = z.ZodType,
  S extends Subject = Subject,
  R extends Json = Json,
> = {
  /** `noun.verb`: the same word in the journal, the permissions and the address. */
  readonly name: string;
  readonly title: Text;
  readonly input: Schema;
  readonly roles: readonly Role[];
  /** `anywhere`: a role in any place is enough; a gate then narrows to what is one's own. */
  readonly scope: 'place' | 'anywhere';
  readonly kind: SubjectKind<S> | null;
  readonly subjectType: string;
  readonly from: readonly string[] | null;
  readonly gates: readonly Gate<S>[];
  readonly secrets: readonly string[];
  /** The subject's id; undefined lets perform() make one for a new thing. */
  subjectId(input: z.output<Schema>): string | undefined;
  /** Where a new thing will be; asked only when `kind` is null. */
  place(input: z.output<Schema>): string | null;
  record(input: z.output<Schema>, result: R): Json;
  runMany(
    items: readonly Item<z.output<Schema>, S>[],
    context: RunContext,
  ): Promise<readonly (R | Refusal)[]>;
};

type Common<Schema extends z.ZodType, S extends Subject, R extends Json> = {
  readonly name: string;
  readonly title: Text;
  readonly input: Schema;
  readonly roles: readonly Role[];
  readonly scope?: 'place' | 'anywhere';
  /** Top-level fields of the input kept out of the journal and of the input's hash. */
  readonly secrets?: readonly (keyof z.output<Schema> & string)[];
  /** What the journal keeps of the input; the input without its secrets when not given. */
  readonly record?: (input: z.output<Schema>, result: R) => Json;
  readonly gates?: readonly Gate<S>[];
};

type OnExisting<Schema extends z.ZodType, S extends Subject> = {
  readonly subject: SubjectKind<S>;
  readonly subjectId: (input: z.output<Schema>) => string;
  /** The states in which it may be done; any state when not given. */
  readonly from?: readonly NonNullable<S['state']>[];
};

type Creating<Schema extends z.ZodType> = {
  /** The type of the new thing. */
  readonly creates: string;
  readonly subjectId?: (input: z.output<Schema>) => string;
  readonly place: (input: z.output<Schema>) => string | null;
  /** There is no subject to ask yet: what speaks against a new thing is for `run` to say. */
  readonly gates?: never;
};

type Running<Schema extends z.ZodType, S extends Subject, R extends Json> =
  | {
      readonly run: (
        input: z.output<Schema>,
        context: RunContext & Omit<Item<z.output<Schema>, S>, 'input'>,
      ) => Promise<R>;
    }
  | {
      /** Set-based: gives for each item, in order, its result or why that one is refused. */
      readonly runMany: (
        items: readonly Item<z.output<Schema>, S>[],
        context: RunContext,
      ) => Promise<readonly (R | Refusal)[]>;
    };

/** What defineAction() is given: on a subject or creating one; one by one or set-based. */
export type Definition<Schema extends z.ZodType, S extends Subject, R extends Json> = Common<
  Schema,
  S,
  R
> &
  (OnExisting<Schema, S> | Creating<Schema>) &
  Running<Schema, S, R>;

const NAME = /^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/;

/**
 * Makes an action out of its definition; everything not given gets its default.
 * @example defineAction({ name: 'note.write', title, input, roles, subject, subjectId, run })
 */
export function defineAction<Schema extends z.ZodType, S extends Subject, R extends Json>(
  definition: Definition<Schema, S, R>,
): Action<Schema, S, R> {
  const { name, title, input, roles } = definition;
  invariant(NAME.test(name), `an action is called noun.verb, not ${name}`);
  invariant(roles.length > 0, `nobody could ever do ${name}`);
  const secrets: readonly string[] = definition.secrets ?? [];
  const common = {
    name,
    title,
    input,
    roles,
    secrets,
    scope: definition.scope ?? 'place',
    gates: definition.gates ?? [],
    record: definition.record ?? ((given: z.output<Schema>) => without(given, secrets)),
    runMany: runnerOf(definition),
  };
  if ('creates' in definition) {
    const { creates, place, subjectId = () => undefined } = definition;
    return { ...common, kind: null, subjectType: creates, from: null, place, subjectId };
  }
  const { subject: kind, subjectId, from = null } = definition;
  return { ...common, kind, subjectType: kind.type, from, place: () => null, subjectId };
}

function runnerOf<Schema extends z.ZodType, S extends Subject, R extends Json>(
  definition: Running<Schema, S, R>,
): Action<Schema, S, R>['runMany'] {
  if ('runMany' in definition) return definition.runMany;
  return async (items, context) => {
    const results: R[] = [];
    for (const { input, ...rest } of items) {
      results.push(await definition.run(input, { ...context, ...rest }));
    }
    return results;
  };
}

/** The input as plain JSON without the named fields: what may be hashed and kept. */
export function without(input: unknown, secrets: readonly string[]): Json {
  if (secrets.length === 0 || typeof input !== 'object' || input === null) return input as Json;
  const kept = Object.entries(input).filter(([name]) => !secrets.includes(name));
  return Object.fromEntries(kept) as Json;
}

/** A reason as the error that says it. */
export function refusalOf({ code, details, clause }: Reason): Refusal {
  return new Refusal(code, details, clause);
}
