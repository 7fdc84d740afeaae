// What is done with money: budgets, appropriations, costs, own shares, clearing.

import { z } from 'zod';
import type { ErrorCode } from '../core/errors.ts';
import { fundsMay } from '../funds/model.ts';
import { contract, Problem } from './contract.ts';
import {
  AdoptedLine,
  Adjustment,
  Appropriation,
  Cost,
  Document,
  fen,
  NewOwnShare,
  NewPriorAid,
} from './funds.ts';
import { Changed, DayText, Reason } from './households.ts';

const act = {
  occurredOn: DayText.optional().meta({ type: 'string', format: 'date' }),
  expectedVersion: z.number().int().min(1).optional(),
};
const everyAct = [
  'action.subject-not-found',
  'action.not-here',
  'action.stale-version',
  'action.wrong-state',
  'action.day-too-early',
  'action.day-in-future',
  'action.key-reused',
  'database.busy',
] as const satisfies readonly ErrorCode[];

function post<
  const Path extends string,
  Body extends z.core.$ZodLooseShape,
  Params extends z.ZodObject,
  Result extends z.ZodType,
>(given: {
  action: keyof typeof fundsMay;
  path: Path;
  zh: string;
  en: string;
  params: Params;
  body: Body;
  reply: Result;
  errors: readonly ErrorCode[];
}) {
  const { action, path, zh, en, params, body, reply, errors } = given;
  return contract({
    method: 'POST',
    path,
    summary: { zh, en },
    access: fundsMay[action],
    params,
    body: z.strictObject({ ...body, ...act }),
    reply,
    errors: [...errors, ...everyAct],
    keyed: true,
  });
}

/** A line as finance gives it: without a name, which the programme knows. */
export const GivenLine = AdoptedLine.pick({
  project: true,
  source: true,
  year: true,
  amountFen: true,
});

export const adoptBudget = contract({
  method: 'POST',
  path: '/api/funds/lines',
  summary: { zh: '下达预算', en: 'Adopt the budget' },
  access: fundsMay['budget.adopt'],
  body: z.strictObject({
    document: Document,
    /** Left out: everything the programme states in the view that pays. */
    lines: z.array(GivenLine).min(1).max(1000).optional(),
    occurredOn: act.occurredOn,
  }),
  reply: z.object({ lines: z.array(z.uuid()) }),
  errors: [
    'budget.adopted',
    'budget.other-view',
    'budget.differs',
    'budget.nothing',
    'budget.unknown-source',
    'household.unknown-project',
    ...everyAct,
  ],
  keyed: true,
});

const ofLine = z.object({ lineId: z.uuid() });
export const adjustBudget = post({
  action: 'budget.adjust',
  path: '/api/funds/lines/:lineId/adjust',
  zh: '调整预算',
  en: 'Adjust a budget line',
  params: ofLine,
  body: Adjustment.shape,
  reply: Changed.extend({ beforeFen: fen, afterFen: fen }),
  errors: ['budget.no-change', 'budget.below-committed'],
});

const appropriated = Changed.extend({ appropriationId: z.uuid() });
export const appropriate = post({
  action: 'funds.appropriate',
  path: '/api/funds/lines/:lineId/appropriate',
  zh: '拨付资金',
  en: 'Pay out money for a line',
  params: ofLine,
  body: Appropriation.shape,
  reply: appropriated,
  errors: ['funds.not-public', 'funds.appropriation-over', 'funds.document-used'],
});

export const takeBack = post({
  action: 'funds.take-back',
  path: '/api/funds/lines/:lineId/take-back',
  zh: '收回拨款',
  en: 'Take money of a line back',
  params: ofLine,
  body: Appropriation.shape,
  reply: appropriated,
  errors: ['funds.exhausted', 'funds.document-used'],
});

const ofCase = z.object({ caseId: z.uuid() });
export const setCost = post({
  action: 'case.set-cost',
  path: '/api/cases/:caseId/set-cost',
  zh: '登记费用',
  en: 'Record what the works cost',
  params: ofCase,
  body: Cost.shape,
  reply: Changed,
  errors: ['cost.audited-by-office'],
});

export const recordOwnShare = post({
  action: 'case.record-own-share',
  path: '/api/cases/:caseId/record-own-share',
  zh: '登记自筹缴款',
  en: 'Record what the household has paid itself',
  params: ofCase,
  body: NewOwnShare.shape,
  reply: z.object({ id: z.uuid(), ownShareId: z.uuid() }),
  errors: ['own-share.receipt-used'],
});

export const cancelOwnShare = post({
  action: 'case.cancel-own-share',
  path: '/api/cases/:caseId/cancel-own-share',
  zh: '作废自筹缴款',
  en: 'Cancel a recorded payment',
  params: ofCase,
  body: { ownShareId: z.uuid(), reason: Reason },
  reply: z.object({ id: z.uuid(), ownShareId: z.uuid() }),
  errors: ['own-share.unknown'],
});

const clearErrors = [
  'funds.no-rules',
  'funds.no-line',
  'funds.exhausted',
  'funds.project-money',
  'funds.pilot',
  'funds.notice-missing',
  'funds.notice-running',
  'funds.notice-objection',
  'funds.facts-missing',
  'funds.facts-unfit',
  'own-share.short',
  'prior-aid.not-approved',
  'prior-aid.excluded',
  'prior-aid.same-thing',
  'entitlement.once',
] as const satisfies readonly ErrorCode[];

const ClearedCase = Changed.extend({
  totalFen: fen,
  ownRequiredFen: fen,
  entitlements: z.array(
    z.object({ id: z.uuid(), item: z.string(), instalment: z.string(), amountFen: fen }),
  ),
});

export const clearCase = post({
  action: 'case.clear',
  path: '/api/cases/:caseId/clear',
  zh: '核算补助',
  en: 'Work out the aid',
  params: ofCase,
  body: {},
  reply: ClearedCase,
  errors: clearErrors,
});

export const clearCases = contract({
  method: 'POST',
  path: '/api/cases/clear',
  summary: {
    zh: '批量核算；不能核算的逐户说明原因',
    en: 'Work out many; those that cannot be are told with their reason',
  },
  access: fundsMay['case.clear'],
  body: z.strictObject({
    caseIds: z.array(z.uuid()).min(1).max(10_000),
    /** True: shows what it would come to and changes nothing. */
    dryRun: z.boolean().default(false),
    occurredOn: act.occurredOn,
  }),
  reply: z.object({
    cleared: z.array(ClearedCase),
    refused: z.array(
      z.object({
        caseId: z.uuid(),
        refusal: Problem.omit({ requestId: true }),
      }),
    ),
    totalFen: fen,
  }),
  errors: [...everyAct],
  keyed: true,
});

export const releaseEntitlement = post({
  action: 'entitlement.release',
  path: '/api/cases/:caseId/release-entitlement',
  zh: '撤销核算',
  en: 'Take a clearing back',
  params: ofCase,
  body: { reason: Reason },
  reply: Changed,
  errors: ['entitlement.bound'],
});

export const markDue = post({
  action: 'entitlement.mark-due',
  path: '/api/entitlements/:entitlementId/mark-due',
  zh: '确认到期可兑付',
  en: 'Confirm that an instalment is due',
  params: z.object({ entitlementId: z.uuid() }),
  body: { ground: Document },
  reply: Changed,
  errors: ['entitlement.due-already'],
});

export const recordPriorAid = post({
  action: 'prior-aid.record',
  path: '/api/households/:householdId/prior-aids',
  zh: '登记以前的改造',
  en: 'Record an earlier conversion',
  params: z.object({ householdId: z.uuid() }),
  body: NewPriorAid.shape,
  reply: z.object({ priorAidId: z.uuid() }),
  errors: ['prior-aid.recorded', 'household.unknown-method'],
});

export const approvePriorAid = post({
  action: 'prior-aid.approve',
  path: '/api/prior-aids/:priorAidId/approve',
  zh: '批准再次申请',
  en: 'Approve another application',
  params: z.object({ priorAidId: z.uuid() }),
  body: { note: Reason },
  reply: Changed,
  errors: ['prior-aid.same-person'],
});
