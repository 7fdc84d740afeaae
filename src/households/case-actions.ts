// What is done to a case up to the town's approval. Later steps belong to contracts, works,
// acceptance and funds; their place is in the table of model.ts.

import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction, refusalOf } from '../actions/action.ts';
import type { Gate, Item, Reason as Why, RunContext, Subject } from '../actions/action.ts';
import type { SubjectKind } from '../actions/action.ts';
import { ProgrammeId, Reason } from '../contracts/households.ts';
import type { Day } from '../core/day.ts';
import type { Refusal } from '../core/errors.ts';
import type { Tx } from '../db/open.ts';
import { dropFromContracts } from '../enterprises/store.ts';
import { amongIds, runForm } from '../db/prepared.ts';
import { holdDecisions } from '../groups/queries.ts';
import { mayTakeMethod } from '../groups/model.ts';
import type { Actor } from '../people/model.ts';
import { caseStates, caseTransitions, householdMay, openStates } from './model.ts';
import type { CaseState } from './model.ts';
import { changeCases } from './steps.ts';
import type { CaseNow } from './steps.ts';
import { closeIfOver } from './store.ts';

type CaseSubject = Subject &
  CaseNow & {
    readonly state: CaseState;
    readonly lastDay: Day;
    readonly householdId: string;
    readonly groupId: string | null;
    readonly exceptionState: 'requested' | 'approved' | 'refused' | null;
    readonly exceptionMethod: string | null;
    readonly exceptionBy: string | null;
  };

/** Cases as subjects of actions. */
export const caseKind: SubjectKind<CaseSubject> = {
  type: 'case',
  name: { zh: '改造事项', en: 'case' },
  states: caseStates,
  lock: (ids, tx, districtCode) => readCases(ids, tx, districtCode, sql`for update`),
};

/** Cases as subjects, for a page that asks what may be done; without a lock nobody waits. */
export async function readCases(
  ids: readonly string[],
  tx: Tx,
  districtCode: number,
  lock = sql``,
): Promise<CaseSubject[]> {
  const statement = sql<CaseSubject>`
    select case_id as id, case_id, village_key as place, village_key as village, household_id,
      group_id, works, project, year, method, state, version, last_on as last_day,
      exception_state, exception_method, exception_by
    from cases
    where district_code = ${districtCode} and case_id ${amongIds(ids)}
    order by case_id ${lock}`;
  return runForm(tx, 'cases_read', statement);
}

const caseId = z.uuid();
const onCase = { subject: caseKind, subjectId: (input: { caseId: string }) => input.caseId };

const isHeating: Gate<CaseSubject> = {
  name: 'heating',
  check: ({ works }) => works === 'heating' || { code: 'case.heating-only', details: {} },
};

type CaseItem<Input> = Item<Input, CaseSubject>;
type Changed = { id: string; version: number };

/** Runs one change of state for many cases; those refused stay as they are. */
async function advance<Input>(
  action: keyof typeof caseTransitions,
  items: readonly CaseItem<Input>[],
  context: RunContext,
  refusals: ReadonlyArray<Refusal | undefined> = [],
  methodOf?: (input: Input) => string,
): Promise<Array<Changed | Refusal>> {
  const kept = items.filter((_, at) => !refusals[at]);
  const { to: state } = caseTransitions[action];
  const changes = kept.map(({ input, subject, entryId, occurredOn }) => ({
    before: subject,
    state,
    entryId,
    occurredOn,
    ...(methodOf && { method: methodOf(input) }),
  }));
  await changeCases(context, action, changes);
  return items.map(
    ({ subject }, at) => refusals[at] ?? { id: subject.id, version: subject.version + 1 },
  );
}

/** Whether each case may take its method: the one of its group, or that of its exception. */
async function judgeMethods(
  wanted: ReadonlyArray<{ readonly subject: CaseSubject; readonly method: string | null }>,
  tx: Tx,
  { districtCode }: Pick<Actor, 'districtCode'>,
): Promise<Array<true | Why>> {
  const groupIds = wanted.flatMap(({ subject: { groupId } }) => groupId ?? []);
  const groups = await holdDecisions(tx, districtCode, groupIds);
  return wanted.map(
    ({ subject, method }) =>
      refuseMethod(subject, method, groups.get(subject.groupId ?? '')) ?? true,
  );
}

/** What was chosen must still be what the group decided; walls have no method. */
const keepsToGroup: Gate<CaseSubject> = {
  name: 'group-method',
  check: async (subject, tx, actor) => (await judgeChosen([subject], tx, actor))[0] ?? true,
  checkMany: judgeChosen,
};

async function judgeChosen(subjects: readonly CaseSubject[], tx: Tx, actor: Actor) {
  const heating = subjects.filter(({ works }) => works === 'heating');
  const wanted = heating.map((subject) => ({ subject, method: subject.method }));
  const judged = await judgeMethods(wanted, tx, actor);
  const bySubject = new Map(heating.map((subject, at) => [subject, judged[at]]));
  return subjects.map((subject) => bySubject.get(subject) ?? true);
}

const clause = '六(二)';

function refuseMethod(
  { exceptionState, exceptionMethod }: CaseSubject,
  method: string | null,
  group: { readonly name: string; readonly method: string | null } | undefined,
): Why | undefined {
  if (method === null) return { code: 'case.method-missing', details: {} };
  const exception = exceptionState === 'approved' ? exceptionMethod : null;
  const decided = group?.method ?? null;
  if (mayTakeMethod({ decided, exception }, method)) return undefined;
  if (!group) return { code: 'case.group-missing', details: {}, clause };
  const { name } = group;
  const needed = exception ?? decided;
  if (needed === null) return { code: 'group.undecided', details: { group: name }, clause };
  const details = { group: name, decided: needed, chosen: method };
  return { code: 'group.other-method', details, clause };
}

export const chooseMethod = defineAction({
  name: 'case.choose-method',
  title: { zh: '选定取暖方式', en: 'Choose the method' },
  input: z.strictObject({ caseId, method: ProgrammeId }),
  roles: householdMay['case.choose-method'],
  ...onCase,
  from: caseTransitions['case.choose-method'].from,
  gates: [isHeating],
  runMany: async (items, context) => {
    const wanted = items.map(({ subject, input: { method } }) => ({ subject, method }));
    const judged = await judgeMethods(wanted, context.tx, context.actor);
    const refusals = judged.map((why) => (why === true ? undefined : refusalOf(why)));
    return advance('case.choose-method', items, context, refusals, ({ method }) => method);
  },
});

export const approveCase = defineAction({
  name: 'case.approve',
  title: { zh: '核准', en: 'Approve the case' },
  input: z.strictObject({ caseId }),
  roles: householdMay['case.approve'],
  ...onCase,
  from: caseTransitions['case.approve'].from,
  gates: [keepsToGroup],
  runMany: async (items, context) => {
    const { tx, actor } = context;
    const ids = items.map(({ subject }) => subject.householdId);
    // Held so that no correction of the household is under way while its works are approved.
    const hold = sql`select 1 from households
      where district_code = ${actor.districtCode} and household_id ${amongIds(ids)}
      order by household_id for share`;
    await runForm(tx, 'households_hold', hold);
    return advance('case.approve', items, context);
  },
});

export const rejectCase = defineAction({
  name: 'case.reject',
  title: { zh: '不予核准', en: 'Reject the case' },
  input: z.strictObject({ caseId, reason: Reason }),
  roles: householdMay['case.reject'],
  ...onCase,
  from: caseTransitions['case.reject'].from,
  runMany: (items, context) => end('case.reject', items, context),
});

export const withdrawCase = defineAction({
  name: 'case.withdraw',
  title: { zh: '退出改造', en: 'Withdraw' },
  input: z.strictObject({ caseId, reason: Reason }),
  roles: householdMay['case.withdraw'],
  ...onCase,
  from: caseTransitions['case.withdraw'].from,
  runMany: (items, context) => end('case.withdraw', items, context),
});

async function end<Input>(
  action: 'case.reject' | 'case.withdraw',
  items: readonly CaseItem<Input>[],
  context: RunContext,
) {
  const results = await advance(action, items, context);
  await dropFromContracts(
    context,
    items.map(({ subject, occurredOn }) => ({ caseId: subject.id, occurredOn })),
  );
  await closeIfOver(
    context,
    items.map(({ subject }) => subject.householdId),
  );
  return results;
}

export const requestException = defineAction({
  name: 'case.request-exception',
  title: { zh: '申请采用不同方式', en: 'Ask for another method' },
  input: z.strictObject({ caseId, method: ProgrammeId, reason: Reason }),
  roles: householdMay['case.request-exception'],
  ...onCase,
  from: openStates,
  gates: [isHeating],
  run: async ({ method, reason }, { tx, actor, subject, occurredOn }) => {
    await sql`update cases set exception_state = 'requested', exception_method = ${method},
        exception_reason = ${reason}, exception_by = ${actor.personId},
        last_on = ${occurredOn}, version = version + 1
      where district_code = ${actor.districtCode} and case_id = ${subject.id}`.execute(tx);
    return { id: subject.id, version: subject.version + 1 };
  },
});

const isRequested: Gate<CaseSubject> = {
  name: 'exception-requested',
  check: ({ exceptionState }) =>
    exceptionState === 'requested' || { code: 'case.no-exception', details: {} },
};
const byAnother: Gate<CaseSubject> = {
  name: 'two-persons',
  check: ({ exceptionBy }, _tx, actor) =>
    exceptionBy !== actor.personId || { code: 'case.same-person', details: {} },
};

const decideException = (
  name: 'case.approve-exception' | 'case.refuse-exception',
  title: { zh: string; en: string },
  outcome: 'approved' | 'refused',
) =>
  defineAction({
    name,
    title,
    input: z.strictObject({ caseId, note: Reason }),
    roles: householdMay[name],
    ...onCase,
    from: openStates,
    gates: [isRequested, byAnother],
    run: async (_input, { tx, actor, subject, occurredOn }) => {
      await sql`update cases set exception_state = ${outcome}, last_on = ${occurredOn},
          version = version + 1
        where district_code = ${actor.districtCode} and case_id = ${subject.id}`.execute(tx);
      return { id: subject.id, version: subject.version + 1 };
    },
  });

export const approveException = decideException(
  'case.approve-exception',
  { zh: '批准例外', en: 'Approve the exception' },
  'approved',
);
export const refuseException = decideException(
  'case.refuse-exception',
  { zh: '不批准例外', en: 'Refuse the exception' },
  'refused',
);
