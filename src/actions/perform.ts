// The only door for writes: perform() runs one action, performMany() thousands of the same.
// Nothing here knows a capability; what an action does stands in its own `run`.
//
// The checks come in one order, so that the same bad request always gets the same answer: key's
// form, input, role, day not in the future, key seen before, subject there, place, version,
// state, day not before the last one, gates, and then whatever the action itself refuses.

import { hash } from 'node:crypto';
import type { z } from 'zod';
import type { Clock } from '../core/clock.ts';
import { dayInChina, type Day } from '../core/day.ts';
import { fail, Refusal } from '../core/errors.ts';
import { invariant } from '../core/invariant.ts';
import type { Database, Tx } from '../db/open.ts';
import { appendRequest, findRequest } from '../journal/append.ts';
import { canonicalJson, type Json } from '../journal/canonical.ts';
import { writeEntry } from '../journal/entry.ts';
import type { Hash } from '../journal/merkle.ts';
import { nextUuid } from '../journal/uuid.ts';
import type { Actor } from '../people/model.ts';
import { refusalOf, without, type Action, type Subject } from './action.ts';
import { checkItems, lockSubjects, type Checked, type Given } from './check.ts';
import { parseInput } from './input.ts';
import { may } from './may.ts';

/** Who acts, on which database and by which clock. */
export type ActionContext = {
  readonly db: Database;
  readonly clock: Clock;
  readonly actor: Actor;
  /** Called after the commit of something new, to wake jobs and the sealer. Must not throw. */
  readonly onCommit?: (commit: Commit) => void;
};

/** What was just committed. */
export type Commit = {
  readonly districtCode: number;
  readonly action: string;
  readonly entryIds: readonly string[];
};

type Keyed = { readonly key: string; readonly dryRun?: false };
type Dry = { readonly dryRun: true; readonly key?: string };

export type PerformOptions = (Keyed | Dry) & {
  /** The business day; today in China when not given. */
  readonly occurredOn?: Day;
  /** The version of the subject the person saw. */
  readonly expectedVersion?: number;
};

export type PerformManyOptions = (Keyed | Dry) & {
  /** One business day for all, or one for each input. */
  readonly occurredOn?: Day | readonly Day[];
  /** `collect` does the others and tells which were refused; `stop` (the default) does none. */
  readonly refused?: 'stop' | 'collect';
};

/** What came of one input. */
export type Accepted<R> = { readonly index: number; readonly entryId: string; readonly result: R };
export type RefusedInput = {
  readonly index: number;
  readonly refusal: ReturnType<Refusal['toJSON']>;
};

export type Outcome<R> = {
  readonly result: R;
  readonly entryId: string;
  /** True when the key was seen before: nothing was done now. */
  readonly isRepeat: boolean;
};
export type ManyOutcome<R> = {
  readonly accepted: readonly Accepted<R>[];
  readonly refused: readonly RefusedInput[];
  readonly isRepeat: boolean;
};

/** Runs `action` once. Refuses with a code of the catalogue; then nothing has changed. */
export async function perform<Schema extends z.ZodType, S extends Subject, R extends Json>(
  ctx: ActionContext,
  action: Action<Schema, S, R>,
  input: z.input<Schema>,
  options: PerformOptions,
): Promise<Outcome<R>> {
  const { accepted, isRepeat } = await runBatch(ctx, action, [input], options);
  const [only] = accepted;
  invariant(only, 'one input that is not refused has one result');
  return { result: only.result, entryId: only.entryId, isRepeat };
}

/**
 * Runs `action` for each of `inputs` in one transaction, with statements for all at once: all or
 * nothing, or with `refused: 'collect'` all that are not refused. No subject may stand twice.
 */
export async function performMany<Schema extends z.ZodType, S extends Subject, R extends Json>(
  ctx: ActionContext,
  action: Action<Schema, S, R>,
  inputs: readonly z.input<Schema>[],
  options: PerformManyOptions,
): Promise<ManyOutcome<R>> {
  return runBatch(ctx, action, inputs, options);
}

type BatchOptions = PerformManyOptions & { readonly expectedVersion?: number };

/** The inputs of a request after the checks that need no database. */
type Batch<Input> = {
  readonly inputs: readonly Given<Input>[];
  readonly refused: readonly RefusedInput[];
  readonly recordedAt: Date;
  /** Absent for a dry run. */
  readonly request: { readonly key: string; readonly inputHash: Hash } | undefined;
};

const KEY = /^[\x21-\x7e]{8,200}$/;
const INPUTS_MAX = 50_000;

async function runBatch<Schema extends z.ZodType, S extends Subject, R extends Json>(
  ctx: ActionContext,
  action: Action<Schema, S, R>,
  inputs: readonly z.input<Schema>[],
  options: BatchOptions,
): Promise<ManyOutcome<R>> {
  const batch = prepare(ctx, action, inputs, options);
  let outcome: ManyOutcome<R>;
  try {
    outcome = await ctx.db.withDistrict(ctx.actor.districtCode, (tx) =>
      attempt(tx, ctx, action, batch, options),
    );
  } catch (error) {
    if (error instanceof DryRun) return error.outcome as ManyOutcome<R>;
    const earlier = await findAfterFailure<R>(ctx, batch);
    if (earlier) return earlier;
    throw error;
  }
  if (!outcome.isRepeat) announce(ctx, action, outcome);
  return outcome;
}

function prepare<Schema extends z.ZodType, S extends Subject, R extends Json>(
  ctx: ActionContext,
  action: Action<Schema, S, R>,
  given: readonly z.input<Schema>[],
  options: BatchOptions,
): Batch<z.output<Schema>> {
  const { key, dryRun, occurredOn } = options;
  if (key !== undefined && !KEY.test(key)) fail('action.bad-key', {});
  invariant(given.length <= INPUTS_MAX, `a request has at most ${INPUTS_MAX} inputs`);
  const hasDays = typeof occurredOn !== 'object' || occurredOn.length === given.length;
  invariant(hasDays, 'each input has its business day, or all have one');
  const recordedAt = ctx.clock();
  const today = dayInChina(recordedAt);
  const parsed: Given<z.output<Schema>>[] = [];
  const refused: RefusedInput[] = [];
  const refuse = refuser(options, refused);
  for (const [index, one] of given.entries()) {
    const input = parseInput(action.input, one);
    if (input instanceof Refusal) refuse(index, input);
    else parsed.push({ index, input, occurredOn: dayOf(occurredOn, index) ?? today });
  }
  const grant = may(ctx.actor, action);
  if (grant instanceof Refusal) throw grant;
  const inputs = parsed.filter(({ index, occurredOn: day }) => {
    if (day <= today) return true;
    refuse(index, refusalOf({ code: 'action.day-in-future', details: { day, today } }));
    return false;
  });
  if (dryRun || key === undefined) return { inputs, refused, recordedAt, request: undefined };
  const same = {
    action: action.name,
    actor: ctx.actor.personId,
    occurredOn,
    refused: refused.map(({ index }) => index),
    inputs: inputs.map(({ input }) => without(input, action.secrets)),
  };
  const request = { key, inputHash: hash('sha256', canonicalJson(same), 'buffer') };
  return { inputs, refused, recordedAt, request };
}

const dayOf = (days: Day | readonly Day[] | undefined, index: number): Day | undefined =>
  typeof days === 'object' ? days[index] : days;

/** Collects a refusal, or throws it when one is enough to stop. */
function refuser(options: BatchOptions, refused: RefusedInput[]) {
  return (index: number, refusal: Refusal): void => {
    if (options.refused !== 'collect') throw refusal;
    refused.push({ index, refusal: refusal.toJSON() });
  };
}

/** The work of one transaction. It may run again after a deadlock: it changes nothing else. */
async function attempt<Schema extends z.ZodType, S extends Subject, R extends Json>(
  tx: Tx,
  ctx: ActionContext,
  action: Action<Schema, S, R>,
  batch: Batch<z.output<Schema>>,
  options: BatchOptions,
): Promise<ManyOutcome<R>> {
  const { actor } = ctx;
  const { districtCode } = actor;
  const { request, recordedAt, inputs } = batch;
  // A repeat of one input is rare and found by its failing: see findAfterFailure(). A batch is
  // worth the question.
  const earlier =
    request && inputs.length > 1 ? await findEarlier<R>(tx, districtCode, request) : undefined;
  if (earlier) return earlier;
  const refused = [...batch.refused];
  const refuse = refuser(options, refused);
  const located = await lockSubjects(tx, districtCode, action, inputs, recordedAt, refuse);
  const allowed = await checkItems(tx, actor, action, located, options.expectedVersion, refuse);
  const items = allowed.map((item) => ({ ...item, entryId: nextUuid(recordedAt) }));
  const results = items.length > 0 ? await action.runMany(items, { tx, actor, recordedAt }) : [];
  const done: Array<Done<z.output<Schema>, S, R>> = [];
  for (const [at, item] of items.entries()) {
    const result = results[at];
    invariant(result !== undefined, `${action.name} gives a result for each input`);
    if (result instanceof Refusal) refuse(item.index, result);
    else done.push({ item, result });
  }
  const outcome = {
    accepted: done.map(({ item: { index, entryId }, result }) => ({ index, entryId, result })),
    refused: refused.toSorted((a, b) => a.index - b.index),
  };
  if (options.dryRun || !request) throw new DryRun({ ...outcome, isRepeat: false });
  const entries = done.map((one) => entryOf(actor, action, recordedAt, request.key, one));
  await appendRequest(tx, districtCode, { ...request, outcome, recordedAt }, entries);
  return { ...outcome, isRepeat: false };
}

type Done<Input, S extends Subject, R> = {
  readonly item: Checked<Input, S> & { readonly entryId: string };
  readonly result: R;
};

function entryOf<Schema extends z.ZodType, S extends Subject, R extends Json>(
  actor: Actor,
  action: Action<Schema, S, R>,
  recordedAt: Date,
  key: string,
  { item, result }: Done<z.output<Schema>, S, R>,
) {
  return writeEntry({
    entryId: item.entryId,
    districtCode: actor.districtCode,
    recordedAt: recordedAt.toISOString(),
    occurredOn: item.occurredOn,
    actorId: actor.personId,
    organisationId: actor.organisationId,
    role: item.role,
    action: action.name,
    subjectType: action.subjectType,
    subjectId: item.subject.id,
    key,
    input: action.record(item.input, result),
    result,
  });
}

async function findEarlier<R extends Json>(
  tx: Tx,
  districtCode: number,
  request: { readonly key: string; readonly inputHash: Hash },
): Promise<ManyOutcome<R> | undefined> {
  const earlier = await findRequest(tx, districtCode, request.key);
  if (!earlier) return undefined;
  if (!request.inputHash.equals(earlier.inputHash)) fail('action.key-reused', {});
  return { ...(earlier.outcome as Omit<ManyOutcome<R>, 'isRepeat'>), isRepeat: true };
}

/**
 * After any failure: another request with the same key may have done the work while this one
 * waited for a lock, or the answer to our own commit was lost. Then its outcome is the answer.
 */
async function findAfterFailure<R extends Json>(
  ctx: ActionContext,
  { request }: Batch<unknown>,
): Promise<ManyOutcome<R> | undefined> {
  if (!request) return undefined;
  const { districtCode } = ctx.actor;
  try {
    return await ctx.db.withDistrict(districtCode, (tx) =>
      findEarlier<R>(tx, districtCode, request),
    );
  } catch (error) {
    if (error instanceof Refusal && error.code === 'action.key-reused') throw error;
    // The first failure is the one to tell.
    return undefined;
  }
}

/** Rolls the transaction back and carries out what would have been. */
class DryRun extends Error {
  readonly outcome: ManyOutcome<Json>;

  constructor(outcome: ManyOutcome<Json>) {
    super('dry run');
    this.outcome = outcome;
  }
}

function announce<R extends Json>(
  ctx: ActionContext,
  action: Pick<Action, 'name'>,
  { accepted }: ManyOutcome<R>,
): void {
  if (accepted.length === 0) return;
  const entryIds = accepted.map(({ entryId }) => entryId);
  ctx.onCommit?.({ districtCode: ctx.actor.districtCode, action: action.name, entryIds });
}
