// Which actions a person may do to a subject now, and why not the others: for greyed buttons.
// Asks the same checks as perform(), locks nothing and promises nothing for a moment later.

import { Refusal } from '../core/errors.ts';
import type { Tx } from '../db/open.ts';
import type { Actor } from '../people/model.ts';
import { refusalOf, type Action, type Subject } from './action.ts';
import { askGate } from './check.ts';
import { may, refuseState } from './may.ts';

/** One action on one subject: allowed, or the refusal that perform() would give. */
export type Explained = {
  readonly action: string;
  readonly refusal: ReturnType<Refusal['toJSON']> | null;
};

/**
 * Explains each of `actions` that is done to subjects of the type. What only the action's own
 * `run` refuses, because it depends on the input, is not known here.
 */
export async function explainActions(
  tx: Tx,
  actor: Actor,
  actions: readonly Action[],
  subjectType: string,
  subject: Subject,
): Promise<Explained[]> {
  const explained: Explained[] = [];
  for (const action of actions) {
    if (action.kind?.type !== subjectType) continue;
    const refusal = await findRefusal(tx, actor, action, subject);
    explained.push({ action: action.name, refusal: refusal?.toJSON() ?? null });
  }
  return explained;
}

async function findRefusal(
  tx: Tx,
  actor: Actor,
  action: Action,
  subject: Subject,
): Promise<Refusal | undefined> {
  const grant = may(actor, action, subject.place);
  if (grant instanceof Refusal) return grant;
  const refusal = refuseState(action, subject);
  if (refusal) return refusal;
  for (const gate of action.gates) {
    const [answer] = await askGate(gate, [subject], tx, actor);
    if (answer && answer !== true) return refusalOf(answer);
  }
  return undefined;
}
