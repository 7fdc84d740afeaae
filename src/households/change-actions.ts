// Corrections after approval: asked for by one person, decided on by another. Old and new values
// stay on the request, personal data masked; nothing changes before the decision.

import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '../actions/action.ts';
import type { Gate, RunContext, Subject, SubjectKind } from '../actions/action.ts';
import { Reason } from '../contracts/households.ts';
import type { Day } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import { nextUuid } from '../journal/uuid.ts';
import { maskPatch, refusePatches } from './actions.ts';
import { householdMay } from './model.ts';
import { getMaskedValues } from './queries.ts';
import { SealedPatch } from './sealing.ts';
import * as store from './store.ts';

type ChangeSubject = Subject & {
  readonly state: 'requested' | 'approved' | 'rejected';
  readonly lastDay: Day;
  readonly householdId: string;
  readonly householdVersion: number;
  readonly requestedBy: string;
  readonly patch: unknown;
};

/** Requests for a change as subjects of actions; their place is that of the household. */
const changeKind: SubjectKind<ChangeSubject> = {
  type: 'household-change',
  name: { zh: '变更申请', en: 'request for a change' },
  states: {
    requested: { zh: '待审核', en: 'waiting' },
    approved: { zh: '已同意', en: 'approved' },
    rejected: { zh: '已退回', en: 'rejected' },
  },
  lock: async (ids, tx, districtCode) => {
    const { rows } = await sql<ChangeSubject>`
      select c.change_id as id, h.village_key as place, c.state, c.version,
        c.requested_on as last_day, c.household_id, c.household_version, c.requested_by, c.patch
      from household_changes c
      join households h on h.district_code = c.district_code and h.household_id = c.household_id
      where c.district_code = ${districtCode} and c.change_id = any (${ids}::uuid[])
      order by c.change_id for update`.execute(tx);
    return rows;
  },
};

export const requestChange = defineAction({
  name: 'household.request-change',
  title: { zh: '申请变更农户信息', en: 'Ask for a change' },
  input: z.strictObject({
    householdId: z.uuid(),
    patch: SealedPatch,
    reason: Reason,
  }),
  roles: householdMay['household.request-change'],
  subject: store.householdKind,
  subjectId: (input) => input.householdId,
  from: ['live'],
  gates: [
    {
      name: 'bound',
      check: ({ isBound }) => isBound || { code: 'household.not-bound', details: {} },
    },
  ],
  record: (input) => ({
    householdId: input.householdId,
    changes: maskPatch(input.patch),
    reason: input.reason,
  }),
  run: async ({ patch, reason }, context) => {
    const { tx, actor, subject, occurredOn, recordedAt } = context;
    await refuse(context, subject.id, patch);
    const changes = maskPatch(patch);
    const old = await getMaskedValues(tx, actor.districtCode, subject.id);
    const shown = Object.entries(changes).map(([field, to]) => ({
      field,
      from: old[field] ?? null,
      to: to ?? null,
    }));
    const changeId = nextUuid(recordedAt);
    await sql`insert into household_changes (district_code, change_id, household_id,
        household_version, state, version, patch, shown, reason, requested_by, requested_on)
      values (${actor.districtCode}, ${changeId}, ${subject.id}, ${subject.version}, 'requested', 1,
        ${JSON.stringify(patch)}, ${JSON.stringify(shown)}, ${reason}, ${actor.personId},
        ${occurredOn})`.execute(tx);
    return { changeId };
  },
});

async function refuse(
  context: Pick<RunContext, 'tx' | 'actor'>,
  householdId: string,
  patch: SealedPatch,
): Promise<void> {
  const [refusal] = await refusePatches(context, [{ householdId, patch }]);
  if (refusal) throw refusal;
}

const byAnother: Gate<ChangeSubject> = {
  name: 'two-persons',
  check: ({ requestedBy }, _tx, actor) =>
    requestedBy !== actor.personId || { code: 'household-change.same-person', details: {} },
};

const decision = {
  input: z.strictObject({ changeId: z.uuid(), note: Reason }),
  subject: changeKind,
  subjectId: (input: { changeId: string }) => input.changeId,
  from: ['requested'],
  gates: [byAnother],
} as const;

export const approveChange = defineAction({
  name: 'household-change.approve',
  title: { zh: '同意变更申请', en: 'Approve a change' },
  roles: householdMay['household-change.approve'],
  ...decision,
  run: async ({ note }, context) => {
    const { tx, actor, subject, occurredOn } = context;
    const { householdId } = subject;
    const [household] = await store.householdKind.lock([householdId], tx, actor.districtCode);
    if (!household || household.version !== subject.householdVersion) {
      fail('household-change.outdated', {});
    }
    const patch = SealedPatch.parse(subject.patch);
    await refuse(context, householdId, patch);
    const day = laterOf(occurredOn, household.lastDay);
    await store.updateHouseholds(context, [{ householdId, patch, occurredOn: day }]);
    await decide(context, 'approved', note);
    return { id: subject.id, version: subject.version + 1 };
  },
});

export const rejectChange = defineAction({
  name: 'household-change.reject',
  title: { zh: '退回变更申请', en: 'Reject a change' },
  roles: householdMay['household-change.reject'],
  ...decision,
  run: async ({ note }, context) => {
    await decide(context, 'rejected', note);
    return { id: context.subject.id, version: context.subject.version + 1 };
  },
});

const laterOf = (a: Day, b: Day): Day => (a > b ? a : b);

type Deciding = Parameters<typeof store.touchHousehold>[0] & {
  readonly subject: ChangeSubject;
  readonly occurredOn: Day;
};

async function decide(
  { tx, actor, subject, occurredOn }: Deciding,
  state: 'approved' | 'rejected',
  note: string,
): Promise<void> {
  await sql`update household_changes set state = ${state}, version = version + 1,
      decided_by = ${actor.personId}, decided_on = ${occurredOn}, decision_note = ${note}
    where district_code = ${actor.districtCode} and change_id = ${subject.id}`.execute(tx);
}
