// What the actions on a case's works have in common: its items, what is refused, its photos.

import { z } from 'zod';
import { refusalOf } from '../actions/action.ts';
import type { Gate, Item, Reason, RunContext } from '../actions/action.ts';
import type { Refusal } from '../core/errors.ts';
import { requireDocuments } from '../documents/queries.ts';
import { gateOwnEnterprise } from '../enterprises/queries.ts';
import { caseKind } from '../households/case-actions.ts';
import type { CaseState } from '../households/model.ts';
import { changeCases } from '../households/steps.ts';

type CaseSubject = Awaited<ReturnType<typeof caseKind.lock>>[number];
/** One input on its case. */
export type CaseItem<Input> = Item<Input, CaseSubject>;
export type Refusals = ReadonlyArray<Refusal | undefined>;
export type Changed = { readonly id: string; readonly version: number };

/** Whoever acts for an enterprise does it in the houses of its contracts. */
export const gateOwn: Gate<CaseSubject> = gateOwnEnterprise;
export const caseId = z.uuid();
/** The case as an action's subject. */
export const onCase = { subject: caseKind, subjectId: (input: { caseId: string }) => input.caseId };

/** Counts the versions of cases up, with their new state if there is one. */
export async function change<Input>(
  action: string,
  items: readonly CaseItem<Input>[],
  context: RunContext,
  state?: CaseState,
): Promise<void> {
  const changes = items.map(({ subject, entryId, occurredOn }) => ({
    before: subject,
    ...(state && { state }),
    entryId,
    occurredOn,
  }));
  await changeCases(context, action, changes);
}

/** The items that nothing speaks against. */
export const allowed = <Input>(items: readonly CaseItem<Input>[], refusals: Refusals) =>
  items.filter((_, at) => !refusals[at]);

/** What an action gives for each item: its version, or why it was refused. */
export function resultsOf<Input>(items: readonly CaseItem<Input>[], refusals: Refusals) {
  return items.map(
    ({ subject }, at): Changed | Refusal =>
      refusals[at] ?? { id: subject.id, version: subject.version + 1 },
  );
}

export const refuse = (why: Reason | undefined): Refusal | undefined => why && refusalOf(why);

/** What every row of works carries. */
export const ofItem = <Input>({ subject, entryId, occurredOn }: CaseItem<Input>) => ({
  caseId: subject.id,
  entryId,
  occurredOn,
});

/** The documents of all items, each kept and about these houses. */
export function requirePhotos<Input extends { readonly photos: readonly string[] }>(
  items: readonly CaseItem<Input>[],
  { tx, actor }: RunContext,
  more: readonly string[] = [],
) {
  const ids = items.flatMap(({ input }) => input.photos).concat(more);
  const caseIds = items.map(({ subject }) => subject.id);
  return requireDocuments(tx, actor.districtCode, ids, { caseIds });
}

/** The photos of an item, to be tied to its case. */
export const photosOf = <Input extends { readonly photos: readonly string[] }>(
  item: CaseItem<Input>,
) => ({
  ...ofItem(item),
  photos: item.input.photos,
});

export const idsOf = <Input>(items: readonly CaseItem<Input>[]) =>
  items.map(({ subject }) => subject.id);
