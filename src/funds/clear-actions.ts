// Clearing 核算: what each household gets is worked out, frozen with everything it rests on, and
// reserved on the budget; and taking that back before it is paid.

import { sql } from 'kysely';
import { z } from 'zod';
import { holdNoticesOf } from '../acceptance/queries.ts';
import type { NoticeOfCase } from '../acceptance/queries.ts';
import { defineAction, refusalOf } from '../actions/action.ts';
import type { Gate, Item, Reason as Why, RunContext, Subject } from '../actions/action.ts';
import type { SubjectKind } from '../actions/action.ts';
import { Document } from '../contracts/funds.ts';
import { Reason } from '../contracts/households.ts';
import type { Day } from '../core/day.ts';
import { invariant } from '../core/invariant.ts';
import type { Tx } from '../db/open.ts';
import { caseKind } from '../households/case-actions.ts';
import { caseTransitions } from '../households/model.ts';
import { changeCases } from '../households/steps.ts';
import type { CaseNow } from '../households/steps.ts';
import type { Actor } from '../people/model.ts';
import type { LoadedProgramme } from '../rules/types.ts';
import { clear, costBasisOf, refuseOwnShare } from './clearing.ts';
import type { Cleared, Clearing } from './clearing.ts';
import { readFacts } from './facts.ts';
import type { Facts } from './facts.ts';
import { freeze } from './freeze.ts';
import {
  changeEntitlements,
  holdEntitlements,
  holdEntitlementsOf,
  postTransfers,
} from './ledger.ts';
import { entitlementStates, fundsMay } from './model.ts';
import type { EntitlementState } from './model.ts';
import { findReadyRules, readyRulesOf } from './rules.ts';
import type { ReadyPaying } from './rules.ts';

const caseId = z.uuid();
const onCase = { subject: caseKind, subjectId: (input: { caseId: string }) => input.caseId };
type CaseSubject = Subject & CaseNow & { readonly householdId: string };

type Worked = {
  readonly facts: Facts | undefined;
  readonly clearing: Clearing;
  readonly paying: ReadyPaying | undefined;
  readonly notice: NoticeOfCase | undefined;
};

/** What the gates have worked out for a locked case, for the run that follows. */
const kept = new WeakMap<Subject, Worked>();

async function workOut(
  subjects: readonly Subject[],
  tx: Tx,
  { districtCode }: Pick<Actor, 'districtCode'>,
): Promise<Worked[]> {
  const open = subjects.filter((subject) => !kept.has(subject));
  if (open.length > 0) {
    const paying = await findReadyRules(tx, districtCode);
    const ids = open.map(({ id }) => id);
    const basis = paying ? costBasisOf(paying) : 'audited';
    const facts = await readFacts(tx, districtCode, ids, basis);
    const notices = await holdNoticesOf(tx, districtCode, ids);
    for (const subject of open) {
      const one = facts.get(subject.id);
      const noRules = { refused: { code: 'funds.no-rules', details: {} } } as const;
      const clearing = paying && one ? clear(one, paying) : noRules;
      kept.set(subject, { facts: one, clearing, paying, notice: notices.get(subject.id) });
    }
  }
  return subjects.map((subject) => {
    const worked = kept.get(subject);
    invariant(worked, 'every subject is worked out');
    return worked;
  });
}

type Judge = (worked: Worked) => true | Why;

/** A gate that judges what a case comes to, worked out once for all gates. */
function gateOn(name: string, judge: Judge): Gate<CaseSubject> {
  const checkMany = async (subjects: readonly Subject[], tx: Tx, actor: Actor) =>
    (await workOut(subjects, tx, actor)).map(judge);
  return {
    name,
    check: async (subject, tx, actor) => (await checkMany([subject], tx, actor))[0] ?? true,
    checkMany,
  };
}

const isEntitled = gateOn('entitled', ({ clearing }) =>
  'refused' in clearing ? clearing.refused : true,
);

const ownSharePaid = gateOn('own-share-paid', ({ facts, clearing }) =>
  facts && !('refused' in clearing) ? (refuseOwnShare(facts, clearing) ?? true) : true,
);

/** The notice has hung out and nobody's objection is open; its last day is judged in the run. */
const noticeWithoutObjection = gateOn('notice-without-objection', ({ notice }) => {
  if (!notice) return { code: 'funds.notice-missing', details: {} };
  const count = notice.openObjections;
  return count === 0 || { code: 'funds.notice-objection', details: { count } };
});

type ClearItem = Item<{ caseId: string }, CaseSubject>;

export const clearCase = defineAction({
  name: 'case.clear',
  title: { zh: '核算补助', en: 'Work out the aid' },
  input: z.strictObject({ caseId }),
  roles: fundsMay['case.clear'],
  ...onCase,
  from: caseTransitions['case.clear'].from,
  gates: [noticeWithoutObjection, isEntitled, ownSharePaid],
  runMany: async (items, context) => {
    const { tx, actor } = context;
    const subjects = items.map(({ subject }) => subject);
    const worked = await workOut(subjects, tx, actor);
    const early = items.map((item, at) => refuseEarly(item, worked[at]));
    const ready = items.flatMap((item, at) => {
      const { facts, clearing, paying } = worked[at] ?? {};
      if (early[at] || !facts || !clearing || 'refused' in clearing || !paying) return [];
      return [{ item, facts, cleared: clearing, paying }];
    });
    const frozen = await freeze(context, ready);
    const refusals = new Map(ready.map(({ item }, at) => [item, frozen[at]?.refusal]));
    const done = ready.filter(({ item }) => !refusals.get(item));
    await advance(
      'case.clear',
      done.map(({ item }) => item),
      context,
    );
    const results = new Map(ready.map(({ item }, at) => [item, frozen[at]?.result]));
    return items.map((item, at) => {
      const result = early[at] ?? refusals.get(item) ?? results.get(item);
      invariant(result, 'what passed the gates is cleared or refused');
      return result;
    });
  },
});

/** Not before the notice is over, and not before the papers it rests on. */
function refuseEarly({ occurredOn: day }: ClearItem, worked: Worked | undefined) {
  const { notice, facts } = worked ?? {};
  if (notice === undefined || day <= notice.endsOn) {
    const endsOn = notice?.endsOn ?? '-';
    return refusalOf({ code: 'funds.notice-running', details: { endsOn } });
  }
  const moneyOn = facts?.moneyOn;
  if (!moneyOn || day >= moneyOn) return undefined;
  return refusalOf({ code: 'action.day-too-early', details: { day, lastDay: moneyOn } });
}

function advance(
  action: 'case.clear' | 'entitlement.release',
  items: readonly Item<unknown, CaseSubject>[],
  context: RunContext,
): Promise<void> {
  const state = caseTransitions[action].to;
  const changes = items.map(({ subject: before, entryId, occurredOn }) => {
    return { before, state, entryId, occurredOn };
  });
  return changeCases(context, action, changes);
}

/** Entitlements that nobody has begun to pay. */
const releasable: ReadonlySet<EntitlementState> = new Set(['reserved', 'returned', 'nothing']);

export const releaseEntitlement = defineAction({
  name: 'entitlement.release',
  title: { zh: '撤销核算', en: 'Take a clearing back' },
  input: z.strictObject({ caseId, reason: Reason }),
  roles: fundsMay['entitlement.release'],
  ...onCase,
  from: caseTransitions['entitlement.release'].from,
  runMany: async (items, context) => {
    const { tx, actor } = context;
    const ids = items.map(({ subject }) => subject.id);
    const held = await holdEntitlementsOf(tx, actor.districtCode, ids);
    const byCase = Map.groupBy(held, (one) => one.caseId);
    const refusals = items.map(({ subject }) => {
      const bound = byCase.get(subject.id)?.find(({ state }) => !releasable.has(state));
      if (!bound) return undefined;
      const { zh: stateZh, en: stateEn } = entitlementStates[bound.state];
      return refusalOf({ code: 'entitlement.bound', details: { stateZh, stateEn } });
    });
    const free = items.filter((_, at) => !refusals[at]);
    const released = free.flatMap(({ subject, entryId, occurredOn }) =>
      (byCase.get(subject.id) ?? []).map((before) => ({ before, entryId, occurredOn })),
    );
    await changeEntitlements(
      context,
      released.map(({ before, occurredOn }) => ({ before, state: 'released', occurredOn })),
    );
    await advance('entitlement.release', free, context);
    await postTransfers(
      context,
      released.flatMap(({ before, entryId, occurredOn }) =>
        before.parts.map(({ lineId, amountFen }) => {
          const about = { entitlementId: before.id, entryId, occurredOn };
          return { kind: 'release', lineId, amountFen, ...about } as const;
        }),
      ),
    );
    return items.map(
      ({ subject }, at) => refusals[at] ?? { id: subject.id, version: subject.version + 1 },
    );
  },
});

type EntitlementSubject = Subject & {
  readonly state: EntitlementState;
  readonly lastDay: Day;
  readonly dueOn: Day | null;
};

/** Entitlements as subjects of actions. */
export const entitlementKind: SubjectKind<EntitlementSubject> = {
  type: 'entitlement',
  name: { zh: '补助核算', en: 'entitlement' },
  states: entitlementStates,
  lock: holdSubjects,
};

function holdSubjects(ids: readonly string[], tx: Tx, districtCode: number) {
  return holdEntitlements(tx, districtCode, ids);
}

const isWaiting: Gate<EntitlementSubject> = {
  name: 'waiting',
  check: ({ dueOn }) => dueOn === null || { code: 'entitlement.due-already', details: {} },
};

/** A later instalment may be paid: its condition (the first winter is over) has been seen to. */
export const markDue = defineAction({
  name: 'entitlement.mark-due',
  title: { zh: '确认到期可兑付', en: 'Confirm that an instalment is due' },
  input: z.strictObject({ entitlementId: z.uuid(), ground: Document }),
  roles: fundsMay['entitlement.mark-due'],
  subject: entitlementKind,
  subjectId: (input) => input.entitlementId,
  from: ['reserved'],
  gates: [isWaiting],
  runMany: async (items, { tx, actor }) => {
    await sql`update entitlements e set due_on = n.day, due_ground = n.ground, last_on = n.day,
        version = e.version + 1
      from unnest(${items.map(({ subject }) => subject.id)}::uuid[],
        ${items.map(({ occurredOn }) => occurredOn)}::date[],
        ${items.map(({ input }) => input.ground)}::text[]) as n (id, day, ground)
      where e.district_code = ${actor.districtCode} and e.entitlement_id = n.id`.execute(tx);
    return items.map(({ subject }) => ({ id: subject.id, version: subject.version + 1 }));
  },
});

/**
 * What cases would come to if they were cleared now; undefined while it cannot be worked out. By
 * the rules of `programme`, or those in force.
 */
export async function expectedAids(
  tx: Tx,
  districtCode: number,
  caseIds: readonly string[],
  programme?: LoadedProgramme,
): Promise<Map<string, Cleared | undefined>> {
  const paying = await (programme
    ? readyRulesOf(tx, districtCode, programme)
    : findReadyRules(tx, districtCode));
  if (!paying) return new Map();
  const facts = await readFacts(tx, districtCode, caseIds, costBasisOf(paying));
  return new Map(
    [...facts.values()].map((one) => {
      const clearing = clear(one, paying);
      return [one.caseId, 'refused' in clearing ? undefined : clearing];
    }),
  );
}
