// Changes of what an approved case is counted by: project, year and group. One person asks, another
// decides.

import { z } from 'zod';
import { householdMay } from '../households/model.ts';
import { contract } from './contract.ts';
import { Changed, DayText, ProgrammeId, Reason, Year } from './households.ts';

const act = {
  occurredOn: DayText.optional().meta({ type: 'string', format: 'date' }),
  expectedVersion: z.number().int().min(1).optional(),
};

/** What the case is to be counted by; what is left out stays. */
export const CaseChanges = z
  .strictObject({ project: ProgrammeId, year: Year, groupId: z.uuid() })
  .partial()
  .refine((changes) => Object.values(changes).some((value) => value !== undefined));
export type CaseChanges = z.output<typeof CaseChanges>;

const everyAct = [
  'action.subject-not-found',
  'action.not-here',
  'action.stale-version',
  'action.wrong-state',
  'action.day-too-early',
  'action.day-in-future',
  'action.key-reused',
  'database.busy',
] as const;
const groupErrors = ['group.not-found', 'group.undecided', 'group.other-method'] as const;

export const requestCaseChange = contract({
  method: 'POST',
  path: '/api/cases/:caseId/request-change',
  summary: {
    zh: '申请变更项目、年度或村组（核准后）',
    en: 'Ask for another project, year or group after approval',
  },
  access: householdMay['case.request-change'],
  params: z.object({ caseId: z.uuid() }),
  body: z.strictObject({ changes: CaseChanges, reason: Reason, ...act }),
  reply: z.object({ changeId: z.uuid() }),
  errors: [
    'household.unknown-project',
    'household.no-change',
    'household-change.pending',
    ...groupErrors,
    ...everyAct,
  ],
  keyed: true,
});

const decision = {
  params: z.object({ changeId: z.uuid() }),
  body: z.strictObject({ note: Reason, ...act }),
  reply: Changed,
  keyed: true,
} as const;

export const approveCaseChange = contract({
  method: 'POST',
  path: '/api/case-changes/:changeId/approve',
  summary: { zh: '同意变更项目、年度或村组', en: 'Approve a change of project, year or group' },
  access: householdMay['case-change.approve'],
  ...decision,
  errors: [
    'household-change.same-person',
    'household-change.outdated',
    ...groupErrors,
    ...everyAct,
  ],
});

export const rejectCaseChange = contract({
  method: 'POST',
  path: '/api/case-changes/:changeId/reject',
  summary: { zh: '退回变更项目、年度或村组的申请', en: 'Reject such a change' },
  access: householdMay['case-change.reject'],
  ...decision,
  errors: ['household-change.same-person', ...everyAct],
});
