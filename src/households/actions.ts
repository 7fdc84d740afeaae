// Writes to households: registration, correction, works, groups, duplicates, and the record of who
// saw personal numbers. What happens to their cases is case-actions.ts; corrections after approval
// are change-actions.ts.

import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction, refusalOf } from '../actions/action.ts';
import type { Gate, Item, RunContext, Subject } from '../actions/action.ts';
import { NewCase, privateFields, Reason } from '../contracts/households.ts';
import type { Day } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import type { Refusal } from '../core/errors.ts';
import { invariant } from '../core/invariant.ts';
import { mayTakeMethod } from '../groups/model.ts';
import { holdDecisions, listStandingVillages } from '../groups/queries.ts';
import { ensureGroups } from '../groups/store.ts';
import { mayActIn } from '../people/model.ts';
import { householdMay, maskName } from './model.ts';
import type { Works } from './model.ts';
import { SealedHousehold, SealedPatch } from './sealing.ts';
import { changeCases, lockCasesOf, openCases } from './steps.ts';
import * as store from './store.ts';
import type { HouseholdSubject } from './store.ts';

const householdId = z.uuid();
const onHousehold = { subject: store.householdKind, from: ['live'] } as const;

/** Before anything of the household is approved. */
const notBound: Gate<HouseholdSubject> = {
  name: 'not-bound',
  check: ({ isBound }) => !isBound || { code: 'household.bound', details: {} },
};

export const registerHousehold = defineAction({
  name: 'household.register',
  title: { zh: '登记农户', en: 'Register a household' },
  input: SealedHousehold,
  roles: householdMay['household.register'],
  creates: 'household',
  place: (input) => input.villageKey,
  record: recordOf,
  runMany: register,
});

type Registering = Item<SealedHousehold, Subject>;
type Registered = { householdId: string; cases: Array<{ works: Works; caseId: string }> };

async function register(
  items: readonly Registering[],
  context: RunContext,
): Promise<Array<Registered | Refusal>> {
  const refusals = await refuseRegistrations(items, context);
  const kept = items.filter((_, at) => !refusals[at]);
  const withGroup = kept.filter(({ input }) => input.group !== null);
  const groupIds = await ensureGroups(
    context,
    withGroup.map(({ input }) => ({ villageKey: input.villageKey, name: input.group ?? '' })),
  );
  const groupOf = new Map(withGroup.map((item, at) => [item, groupIds[at] ?? null]));
  await store.insertHouseholds(
    context,
    kept.map((item) => ({
      householdId: item.subject.id,
      groupId: groupOf.get(item) ?? null,
      occurredOn: item.occurredOn,
      household: item.input,
    })),
  );
  const openings = kept.flatMap((item) =>
    item.input.cases.map((one) => ({
      ...one,
      householdId: item.subject.id,
      village: item.input.villageKey,
      groupId: groupOf.get(item) ?? null,
      entryId: item.entryId,
      occurredOn: item.occurredOn,
    })),
  );
  const caseIds = await openCases(context, 'household.register', openings);
  const made = Map.groupBy(
    openings.map(({ works, householdId: id }, at) => ({ id, works, caseId: caseIds[at] ?? '' })),
    ({ id }) => id,
  );
  return items.map(({ subject }, at) => {
    const cases = (made.get(subject.id) ?? []).map(({ works, caseId }) => ({ works, caseId }));
    return refusals[at] ?? { householdId: subject.id, cases };
  });
}

/** In this order: the place, demonstration or real, the ID number. */
async function refuseRegistrations(items: readonly Registering[], context: RunContext) {
  const { tx, actor } = context;
  const households = items.map(({ input }) => input);
  const villages = await listStandingVillages(
    tx,
    actor.districtCode,
    households.map(({ villageKey }) => villageKey),
  );
  const strange = await store.refuseOtherWorld(context, households);
  const early = households.map(({ villageKey: place }, at) =>
    villages.has(place) ? strange[at] : refusalOf({ code: 'place.unknown', details: { place } }),
  );
  // One refused already lays claim to no number.
  const taken = await store.refuseTakenIds(
    context,
    items.map(({ subject, input: { idNumber } }, at) => ({
      householdId: subject.id,
      print: early[at] ? undefined : idNumber?.print,
      masked: idNumber?.masked ?? '',
    })),
  );
  return early.map((refusal, at) => refusal ?? taken[at]);
}

/** What the journal keeps: no name, number, address or free words about a person. */
function recordOf(input: SealedHousehold) {
  const { villageKey, group, category, heatedAreaM2, cases, findings, idNumber } = input;
  return {
    villageKey,
    group,
    category,
    heatedAreaM2,
    cases,
    findings,
    headName: maskName(input.headName),
    idNumber: idNumber?.masked ?? null,
    phone: input.phone?.masked ?? null,
    account: input.account?.masked ?? null,
  };
}

/** The new values of a patch as everybody may see them. */
export function maskPatch(patch: SealedPatch) {
  const { givenName: _g, headPinyin: _p, headInitials: _i, ...fields } = patch;
  const { headName, idNumber, phone, account, address, note, ...plain } = fields;
  return {
    ...plain,
    ...(headName === undefined ? {} : { headName: maskName(headName) }),
    ...(idNumber === undefined ? {} : { idNumber: idNumber?.masked ?? null }),
    ...(phone === undefined ? {} : { phone: phone?.masked ?? null }),
    ...(account === undefined ? {} : { account: account?.masked ?? null }),
    ...(address === undefined ? {} : { address: '*' }),
    ...(note === undefined ? {} : { note: '*' }),
  };
}

type Patched = { readonly householdId: string; readonly patch: SealedPatch };

/** Why patches are refused: numbers of demonstrations in real data, or another household's. */
export async function refusePatches(
  context: Pick<RunContext, 'tx' | 'actor'>,
  patched: readonly Patched[],
): Promise<Array<Refusal | undefined>> {
  const patches = patched.map(({ patch }) => patch);
  const strange = await store.refuseOtherWorld(context, patches);
  const claims = patched.map(({ householdId: id, patch: { idNumber } }, at) => ({
    householdId: id,
    print: strange[at] ? undefined : idNumber?.print,
    masked: idNumber?.masked ?? '',
  }));
  const taken = await store.refuseTakenIds(context, claims);
  return patched.map((_, at) => strange[at] ?? taken[at]);
}

export const correctHousehold = defineAction({
  name: 'household.correct',
  title: { zh: '更正农户信息', en: 'Correct a household' },
  input: z.strictObject({ householdId, patch: SealedPatch, reason: Reason }),
  roles: householdMay['household.correct'],
  ...onHousehold,
  subjectId: (input) => input.householdId,
  gates: [notBound],
  record: (input) => ({
    householdId: input.householdId,
    changes: maskPatch(input.patch),
    reason: input.reason,
  }),
  runMany: async (items, context) => {
    const refusals = await refusePatches(
      context,
      items.map(({ input }) => input),
    );
    const updates = items
      .filter((_, at) => !refusals[at])
      .map(({ input, occurredOn }) => ({ ...input, occurredOn }));
    await store.updateHouseholds(context, updates);
    return items.map(
      ({ subject }, at) => refusals[at] ?? { id: subject.id, version: subject.version + 1 },
    );
  },
});

export const addWorks = defineAction({
  name: 'household.add-works',
  title: { zh: '增加改造事项', en: 'Open another case' },
  input: z.strictObject({ householdId, case: NewCase }),
  roles: householdMay['household.add-works'],
  ...onHousehold,
  subjectId: (input) => input.householdId,
  run: async (input, context) => {
    const { subject, entryId, occurredOn } = context;
    const { id, village, groupId } = subject;
    const cases = await lockCasesOf(context, [id]);
    const isTaken = cases.some(
      ({ works, state }) =>
        works === input.case.works && state !== 'withdrawn' && state !== 'rejected',
    );
    if (isTaken) fail('household.works-taken', {});
    const opening = { ...input.case, householdId: id, village, groupId, entryId, occurredOn };
    const [caseId] = await openCases(context, 'household.add-works', [opening]);
    invariant(caseId, 'a case just opened has an id');
    await store.touchHousehold(context, id, occurredOn);
    return { caseId };
  },
});

export const moveGroup = defineAction({
  name: 'household.move-group',
  title: { zh: '调整所属村组', en: 'Move to another group' },
  input: z.strictObject({ householdId, groupId: z.uuid(), reason: Reason }),
  roles: householdMay['household.move-group'],
  ...onHousehold,
  subjectId: (input) => input.householdId,
  gates: [notBound],
  run: async ({ groupId }, context) => {
    const { tx, actor, subject, entryId, occurredOn } = context;
    if (groupId === subject.groupId) fail('household.no-change', {});
    const cases = await lockCasesOf(context, [subject.id]);
    refuseEarlier(cases, occurredOn);
    const group = (await holdDecisions(tx, actor.districtCode, [groupId])).get(groupId);
    if (!group) fail('group.not-found', {});
    const { villageKey } = group;
    if (!mayActIn(actor, villageKey, householdMay['household.move-group'])) {
      fail('action.not-here', { actionZh: '调整所属村组', actionEn: 'Move to another group' });
    }
    // Who has chosen by the old group's decision chooses anew where the new one decided otherwise.
    const changes = cases
      .filter(({ state }) => state === 'registered' || state === 'chosen')
      .map((before) => {
        const facts = { decided: group.method, exception: null };
        const keeps = before.method === null || mayTakeMethod(facts, before.method);
        const again = keeps ? {} : ({ state: 'registered', method: null } as const);
        return { before, village: villageKey, groupId, entryId, occurredOn, ...again };
      });
    await changeCases(context, 'household.move-group', changes);
    await sql`update households set group_id = ${groupId}, village_key = ${villageKey}
      where district_code = ${actor.districtCode} and household_id = ${subject.id}`.execute(tx);
    await store.touchHousehold(context, subject.id, occurredOn);
    return { id: subject.id, version: subject.version + 1 };
  },
});

export const mergeDuplicate = defineAction({
  name: 'household.merge-duplicate',
  title: { zh: '并入另一户', en: 'Merge a duplicate' },
  input: z.strictObject({ householdId, intoId: z.uuid(), reason: Reason }),
  roles: householdMay['household.merge-duplicate'],
  ...onHousehold,
  subjectId: (input) => input.householdId,
  gates: [notBound],
  run: async ({ intoId }, context) => {
    const { tx, actor, subject, entryId, occurredOn } = context;
    const { districtCode } = actor;
    if (intoId === subject.id) fail('household.same', {});
    const [into] = await store.householdKind.lock([intoId], tx, districtCode);
    const mayThere =
      into && mayActIn(actor, into.village, householdMay['household.merge-duplicate']);
    if (!into || into.state !== 'live' || !mayThere) fail('household.not-found', {});
    const cases = await lockCasesOf(context, [subject.id]);
    refuseEarlier(cases, occurredOn);
    const changes = cases
      .filter(({ state }) => state === 'registered' || state === 'chosen')
      .map((before) => ({ before, state: 'withdrawn', entryId, occurredOn }) as const);
    await changeCases(context, 'household.merge-duplicate', changes);
    await sql`update households set state = 'merged', merged_into = ${intoId}
      where district_code = ${districtCode} and household_id = ${subject.id}`.execute(tx);
    await store.touchHousehold(context, subject.id, occurredOn);
    return { id: subject.id, version: subject.version + 1 };
  },
});

/** Only records that somebody is shown the numbers and why; the route shows them. */
export const unmaskHousehold = defineAction({
  name: 'household.unmask',
  title: { zh: '查看完整个人信息', en: 'See personal numbers in full' },
  input: z.strictObject({
    householdId,
    fields: z.array(z.enum(privateFields)).min(1),
    purpose: Reason,
  }),
  roles: householdMay['household.unmask'],
  subject: store.householdKind,
  subjectId: (input) => input.householdId,
  run: async (input) => ({ householdId: input.householdId, fields: input.fields }),
});

/** What happens to a household happens to its cases, and so not before the last day of any. */
function refuseEarlier(cases: ReadonlyArray<{ readonly lastDay: Day }>, day: Day): void {
  const last = cases.map(({ lastDay }) => lastDay).reduce((a, b) => (a > b ? a : b), day);
  if (day < last) fail('action.day-too-early', { day, lastDay: last });
}
