// Changes of an approved case's project, year or group: asked for by one person, decided on by
// another. They are what a case is counted by, so that each moves it in every overview.

import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '../actions/action.ts';
import type { Gate, Item, RunContext, Subject, SubjectKind } from '../actions/action.ts';
import { CaseChanges } from '../contracts/case-changes.ts';
import { Reason } from '../contracts/households.ts';
import type { Day } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import { mayTakeMethod } from '../groups/model.ts';
import { holdDecisions } from '../groups/queries.ts';
import { nextUuid } from '../journal/uuid.ts';
import { caseKind } from './case-actions.ts';
import { changeableStates, endedStates, householdMay } from './model.ts';
import { changeCases, lockCasesOf } from './steps.ts';
import { householdKind } from './store.ts';

type CaseSubject = Awaited<ReturnType<typeof caseKind.lock>>[number];
type Acting = Pick<RunContext, 'tx' | 'actor'>;

type ChangeSubject = Subject & {
  readonly state: 'requested' | 'approved' | 'rejected';
  readonly lastDay: Day;
  readonly caseId: string;
  readonly householdId: string;
  readonly project: string | null;
  readonly year: number | null;
  readonly groupId: string | null;
  readonly shown: unknown;
  readonly requestedBy: string;
};

/** Requests as subjects of actions; their place is that of the case. */
const caseChangeKind: SubjectKind<ChangeSubject> = {
  type: 'case-change',
  name: { zh: '变更申请', en: 'request for a change' },
  states: {
    requested: { zh: '待审核', en: 'waiting' },
    approved: { zh: '已同意', en: 'approved' },
    rejected: { zh: '已退回', en: 'rejected' },
  },
  lock: async (ids, tx, districtCode) => {
    const { rows } = await sql<ChangeSubject>`
      select n.change_id as id, c.village_key as place, n.state, n.version,
        n.requested_on as last_day, n.case_id, c.household_id, n.project, n.year, n.group_id,
        n.shown, n.requested_by
      from case_changes n
      join cases c on c.district_code = n.district_code and c.case_id = n.case_id
      where n.district_code = ${districtCode} and n.change_id = any (${ids}::uuid[])
      order by n.change_id for update of n`.execute(tx);
    return rows;
  },
};

export const requestCaseChange = defineAction({
  name: 'case.request-change',
  title: { zh: '申请变更项目、年度或村组', en: 'Ask for another project, year or group' },
  input: z.strictObject({ caseId: z.uuid(), changes: CaseChanges, reason: Reason }),
  roles: householdMay['case.request-change'],
  subject: caseKind,
  subjectId: (input) => input.caseId,
  from: changeableStates,
  run: async ({ changes, reason }, context) => {
    const { tx, actor, subject, occurredOn, recordedAt } = context;
    const { districtCode } = actor;
    const shown = await show(context, subject, changes);
    if (shown.length === 0) fail('household.no-change', {});
    await refuseGroup(context, subject, changes.groupId);
    const changeId = nextUuid(recordedAt);
    const { project = null, year = null, groupId = null } = changes;
    await sql`insert into case_changes (district_code, change_id, case_id, state, version, project,
        year, group_id, shown, reason, requested_by, requested_on)
      values (${districtCode}, ${changeId}, ${subject.id}, 'requested', 1, ${project}, ${year},
        ${groupId}, ${JSON.stringify(shown)}, ${reason}, ${actor.personId},
        ${occurredOn})`.execute(tx);
    return { changeId };
  },
});

/** Old and new value of each field that would change; groups by their names. */
async function show({ tx, actor }: Acting, subject: CaseSubject, changes: CaseChanges) {
  const { project, year, groupId } = changes;
  const ids = [subject.groupId, groupId].flatMap((id) => id ?? []);
  const groups = await holdDecisions(tx, actor.districtCode, groupId === undefined ? [] : ids);
  const nameOf = (id: string | null | undefined) => groups.get(id ?? '')?.name ?? null;
  const shown = [
    { field: 'project', from: subject.project, to: project ?? subject.project },
    { field: 'year', from: subject.year, to: year ?? subject.year },
  ].filter(({ from, to }) => from !== to);
  const isMoved = groupId !== undefined && groupId !== subject.groupId;
  const moved = { field: 'group', from: nameOf(subject.groupId), to: nameOf(groupId) };
  return isMoved ? [...shown, moved] : shown;
}

/**
 * A house stays in its village, and the method already approved must be the one of the new group
 * 六(二). All works of a house are in one group, so each of them is asked.
 */
async function refuseGroup(
  { tx, actor }: Acting,
  { householdId, village }: Pick<CaseSubject, 'householdId' | 'village'>,
  groupId: string | undefined,
): Promise<void> {
  if (groupId === undefined) return;
  const { districtCode } = actor;
  const group = (await holdDecisions(tx, districtCode, [groupId])).get(groupId);
  if (!group || group.villageKey !== village) fail('group.not-found', {});
  const { rows } = await sql<{ method: string; exception: string | null }>`
    select method, case when exception_state = 'approved' then exception_method end as exception
    from cases
    where district_code = ${districtCode} and household_id = ${householdId}
      and method is not null and not state = any (${endedStates}::text[])`.execute(tx);
  const { name, method: decided } = group;
  for (const { method, exception } of rows) {
    if (mayTakeMethod({ decided, exception }, method)) continue;
    if (decided === null) fail('group.undecided', { group: name }, '六(二)');
    fail('group.other-method', { group: name, decided, chosen: method }, '六(二)');
  }
}

const byAnother: Gate<ChangeSubject> = {
  name: 'two-persons',
  check: ({ requestedBy }, _tx, actor) =>
    requestedBy !== actor.personId || { code: 'household-change.same-person', details: {} },
};

const decision = {
  input: z.strictObject({ changeId: z.uuid(), note: Reason }),
  subject: caseChangeKind,
  subjectId: (input: { changeId: string }) => input.changeId,
  from: ['requested'],
  gates: [byAnother],
} as const;

export const approveCaseChange = defineAction({
  name: 'case-change.approve',
  title: { zh: '同意变更', en: 'Approve a change' },
  roles: householdMay['case-change.approve'],
  ...decision,
  run: async ({ note }, context) => {
    const { tx, actor, subject } = context;
    const { caseId, householdId } = subject;
    const project = subject.project ?? undefined;
    const year = subject.year ?? undefined;
    const groupId = subject.groupId ?? undefined;
    await householdKind.lock([householdId], tx, actor.districtCode);
    const [now] = await caseKind.lock([caseId], tx, actor.districtCode);
    const states: readonly string[] = changeableStates;
    if (!now || !states.includes(now.state)) fail('household-change.outdated', {});
    const shown = await show(context, now, CaseChanges.parse({ project, year, groupId }));
    if (JSON.stringify(shown) !== JSON.stringify(subject.shown)) {
      fail('household-change.outdated', {});
    }
    await refuseGroup(context, now, groupId);
    await move(context, now, {
      ...(project === undefined ? {} : { project }),
      ...(year === undefined ? {} : { year }),
      ...(groupId === undefined ? {} : { groupId }),
    });
    await decide(context, 'approved', note);
    return { id: subject.id, version: subject.version + 1 };
  },
});

type Deciding = RunContext & Omit<Item<unknown, ChangeSubject>, 'input'>;

/** Counts the case by its new dimensions; a new group takes the house and all its works along. */
async function move(
  context: Deciding,
  now: CaseSubject,
  changes: { project?: string; year?: number; groupId?: string },
): Promise<void> {
  const { tx, actor, entryId, occurredOn } = context;
  const { groupId } = changes;
  const cases = await lockCasesOf(context, [now.householdId]);
  const ended: readonly string[] = endedStates;
  const others = groupId === undefined ? [] : cases.filter(({ caseId }) => caseId !== now.id);
  const all = [
    { before: now, ...changes, lastDay: now.lastDay },
    ...others
      .filter(({ state }) => !ended.includes(state))
      .map((before) => ({ before, groupId: groupId ?? null, lastDay: before.lastDay })),
  ];
  await changeCases(
    context,
    'case-change.approve',
    all.map(({ lastDay, ...change }) => ({
      ...change,
      entryId,
      occurredOn: occurredOn > lastDay ? occurredOn : lastDay,
    })),
  );
  if (groupId === undefined) return;
  await sql`update households set group_id = ${groupId}, version = version + 1
    where district_code = ${actor.districtCode}
      and household_id = ${now.householdId}`.execute(tx);
}

export const rejectCaseChange = defineAction({
  name: 'case-change.reject',
  title: { zh: '退回变更', en: 'Reject a change' },
  roles: householdMay['case-change.reject'],
  ...decision,
  run: async ({ note }, context) => {
    await decide(context, 'rejected', note);
    return { id: context.subject.id, version: context.subject.version + 1 };
  },
});

async function decide(
  { tx, actor, subject, occurredOn }: Deciding,
  state: 'approved' | 'rejected',
  note: string,
): Promise<void> {
  await sql`update case_changes set state = ${state}, version = version + 1,
      decided_by = ${actor.personId}, decided_on = ${occurredOn}, decision_note = ${note}
    where district_code = ${actor.districtCode} and change_id = ${subject.id}`.execute(tx);
}
