// The checks of a request that need the database: is the subject there, may it be done to it
// here and now. Set-based, so that one input and thousands go the same way.

import type { z } from 'zod';
import type { Day } from '../core/day.ts';
import { Refusal } from '../core/errors.ts';
import { invariant } from '../core/invariant.ts';
import type { Tx } from '../db/open.ts';
import { nextUuid } from '../journal/uuid.ts';
import type { Actor, Role } from '../people/model.ts';
import { refusalOf, type Action, type Gate, type Reason, type Subject } from './action.ts';
import { may, refuseDay, refuseState } from './may.ts';

/** An input by its place in the request, with its business day. */
export type Given<Input> = {
  readonly index: number;
  readonly input: Input;
  readonly occurredOn: Day;
};
/** An input with its subject, locked. */
export type Located<Input, S extends Subject> = Given<Input> & { readonly subject: S };
/** An input that may be done, with the role that allows it. */
export type Checked<Input, S extends Subject> = Located<Input, S> & { readonly role: Role };

/** Takes what is refused; throws when one refusal stops the whole request. */
export type Refuse = (index: number, refusal: Refusal) => void;

/** Locks the subjects, or makes the new ones; refuses what is not there or stands twice. */
export async function lockSubjects<Schema extends z.ZodType, S extends Subject>(
  tx: Tx,
  districtCode: number,
  action: Pick<Action<Schema, S>, 'kind' | 'subjectId' | 'place'>,
  given: readonly Given<z.output<Schema>>[],
  now: Date,
  refuse: Refuse,
): Promise<Located<z.output<Schema>, S>[]> {
  const byId = new Map<string, Given<z.output<Schema>>>();
  for (const one of given) {
    const id = action.subjectId(one.input) ?? nextUuid(now);
    if (!byId.has(id)) byId.set(id, one);
    else refuse(one.index, refusalOf({ code: 'action.subject-twice', details: { id } }));
  }
  const { kind } = action;
  if (!kind) {
    return [...byId].map(([id, one]) => ({ ...one, subject: newSubject(id, action, one.input) }));
  }
  if (byId.size === 0) return [];
  const rows = await kind.lock([...byId.keys()].toSorted(), tx, districtCode);
  const found = new Map(rows.map((row) => [row.id, row]));
  const located: Located<z.output<Schema>, S>[] = [];
  for (const [id, one] of byId) {
    const subject = found.get(id);
    if (subject) located.push({ ...one, subject });
    else {
      const details = { id, subjectZh: kind.name.zh, subjectEn: kind.name.en };
      refuse(one.index, refusalOf({ code: 'action.subject-not-found', details }));
    }
  }
  return located;
}

function newSubject<Schema extends z.ZodType, S extends Subject>(
  id: string,
  action: Pick<Action<Schema, S>, 'place'>,
  input: z.output<Schema>,
): S {
  const subject: Subject = {
    id,
    place: action.place(input),
    state: null,
    version: 0,
    lastDay: null,
  };
  // A creating action names no kind, so nothing more is known of its subject than this.
  return subject as S;
}

/** Keeps the inputs whose place, version, state, day and gates allow them; refuses the others. */
export async function checkItems<Schema extends z.ZodType, S extends Subject>(
  tx: Tx,
  actor: Actor,
  action: Pick<Action<Schema, S>, 'title' | 'roles' | 'scope' | 'from' | 'kind' | 'gates'>,
  located: readonly Located<z.output<Schema>, S>[],
  expectedVersion: number | undefined,
  refuse: Refuse,
): Promise<Checked<z.output<Schema>, S>[]> {
  let allowed: Checked<z.output<Schema>, S>[] = [];
  for (const one of located) {
    const { subject, index, occurredOn } = one;
    const grant = may(actor, action, subject.place);
    const refusal =
      grant instanceof Refusal
        ? grant
        : (refuseVersion(expectedVersion, subject) ??
          refuseState(action, subject) ??
          refuseDay(occurredOn, subject));
    if (refusal) refuse(index, refusal);
    else if (!(grant instanceof Refusal)) allowed.push({ ...one, role: grant.role });
  }
  for (const gate of action.gates) {
    const answers = await askGate(
      gate,
      allowed.map(({ subject }) => subject),
      tx,
      actor,
    );
    allowed = allowed.filter(({ index }, at) => {
      const answer = answers[at];
      if (answer === true) return true;
      invariant(answer, `the gate ${gate.name} answers for each subject`);
      refuse(index, refusalOf(answer));
      return false;
    });
  }
  return allowed;
}

/** A gate's answers for many subjects, in their order. */
export async function askGate<S extends Subject>(
  gate: Gate<S>,
  subjects: readonly S[],
  tx: Tx,
  actor: Actor,
): Promise<readonly (true | Reason)[]> {
  if (gate.checkMany && subjects.length > 1) return gate.checkMany(subjects, tx, actor);
  const answers: (true | Reason)[] = [];
  for (const subject of subjects) answers.push(await gate.check(subject, tx, actor));
  return answers;
}

function refuseVersion(expected: number | undefined, { version }: Subject): Refusal | undefined {
  if (expected === undefined || expected === version) return undefined;
  return refusalOf({ code: 'action.stale-version', details: { expected, actual: version } });
}
