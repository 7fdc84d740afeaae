// Money as it is shown: the budget, its transfers, entitlements and the money of a case; and the
// shapes of what is recorded. What is done with it is in funds-acts.ts.

import { z } from 'zod';
import { Text } from '../core/text.ts';
import { costBases, entitlementStates, fundsReaders, ownShareMethods } from '../funds/model.ts';
import { ledgerReaders } from '../households/model.ts';
import { contract, PlaceKey } from './contract.ts';
import { ProgrammeId, Works, Year } from './households.ts';

const wordsOf = <Name extends string>(words: Readonly<Record<Name, unknown>>) =>
  z.enum(Object.keys(words) as [Name, ...Name[]]);

/** Name and number of the paper something rests on. */
export const Document = z.string().trim().min(2).max(200);
/** A sum of a budget: up to ten billion yuan. */
const budgetFen = z.number().int().min(0).max(1_000_000_000_000);
/** A sum of one household: up to a million yuan. */
const caseFen = z.number().int().min(0).max(100_000_000);

/** A line as the programme names it. */
export const AdoptedLine = z.strictObject({
  project: ProgrammeId.nullable(),
  source: ProgrammeId,
  year: Year.nullable(),
  amountFen: budgetFen,
  isPublic: z.boolean(),
  name: z.strictObject({ zh: z.string(), en: z.string() }),
});
export type AdoptedLine = z.output<typeof AdoptedLine>;

export const Adjustment = z.strictObject({ amountFen: budgetFen, document: Document });
export const Appropriation = z.strictObject({
  amountFen: budgetFen.min(1),
  document: Document,
});

export const Cost = z.strictObject({
  basis: wordsOf(costBases),
  equipmentFen: caseFen,
  constructionFen: caseFen,
  document: Document,
});

export const NewOwnShare = z.strictObject({
  receipt: z.string().trim().min(1).max(60),
  amountFen: caseFen.min(1),
  method: wordsOf(ownShareMethods).default('cash'),
});

export const NewPriorAid = z.strictObject({
  works: Works.default('heating'),
  /** What the household was given: 热炕板, 热风机. */
  what: z.string().trim().min(1).max(40),
  /** The method of the programme that this is; null for none of them. */
  method: ProgrammeId.nullable().default(null),
  year: Year,
  document: Document,
});

const day = z.string();
export const fen = z.number().int();

export const BudgetLine = z
  .object({
    lineId: z.uuid(),
    view: z.string().nullable(),
    project: z.string().nullable(),
    source: z.string(),
    year: z.number().int().nullable(),
    isPublic: z.boolean(),
    nameZh: z.string(),
    nameEn: z.string(),
    document: z.string(),
    version: z.number().int(),
    lastOn: day,
    /** adopted = available + reserved + spent. */
    adoptedFen: fen,
    availableFen: fen,
    reservedFen: fen,
    spentFen: fen,
    /** Paid out by the treasury, less what it took back. */
    appropriatedFen: fen,
    inHandFen: fen,
    atBankFen: fen,
  })
  .meta({ id: 'BudgetLine' });

export const TransferRow = z
  .object({
    transferId: z.uuid(),
    entryId: z.uuid(),
    kind: z.string(),
    fromAccount: z.string(),
    toAccount: z.string(),
    amountFen: fen,
    entitlementId: z.uuid().nullable(),
    occurredOn: day,
  })
  .meta({ id: 'Transfer' });

export const EntitlementRow = z
  .object({
    entitlementId: z.uuid(),
    caseId: z.uuid(),
    householdId: z.uuid(),
    villageKey: z.string(),
    headName: z.string(),
    project: z.string(),
    year: z.number().int(),
    works: Works,
    item: z.string(),
    instalment: z.string(),
    amountFen: fen,
    state: wordsOf(entitlementStates),
    frozenOn: day,
    /** Null while the condition of a later instalment waits. */
    dueOn: day.nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'Entitlement' });

export const ListEntitlementsQuery = z.object({
  under: PlaceKey.optional(),
  state: wordsOf(entitlementStates).optional(),
  project: ProgrammeId.optional(),
  isDue: z.enum(['true', 'false']).optional(),
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const ExplainedStep = z.object({
  step: z.string(),
  text: Text,
  clause: z.string().nullable(),
  quote: z.string().nullable(),
  amountFen: fen,
});
const Explanation = z.object({
  steps: z.array(ExplainedStep),
  warnings: z.array(z.object({ id: z.string(), text: Text, clause: z.string() })),
  when: Text.nullable(),
});

/** What a case would come to, or came to. */
const Aid = z.object({
  totalFen: fen,
  ownRequiredFen: fen,
  explanation: z.array(ExplainedStep),
  warnings: Explanation.shape.warnings,
});

export const CaseMoney = z
  .object({
    /** What it would come to today; null while that cannot be worked out. */
    expected: Aid.nullable(),
    costs: z.array(Cost.extend({ recordedOn: day })),
    ownShares: z.array(
      z.object({
        ownShareId: z.uuid(),
        receipt: z.string(),
        amountFen: fen,
        paidOn: day,
        method: z.string(),
        cancelReason: z.string().nullable(),
      }),
    ),
    priorAids: z.array(
      z.object({
        priorAidId: z.uuid(),
        works: Works,
        what: z.string(),
        method: z.string().nullable(),
        year: z.number().int(),
        document: z.string(),
        state: z.string(),
        decisionNote: z.string().nullable(),
      }),
    ),
    entitlements: z.array(
      z.object({
        entitlementId: z.uuid(),
        item: z.string(),
        instalment: z.string(),
        amountFen: fen,
        parts: z.array(z.object({ source: z.string(), lineId: z.uuid(), amountFen: fen })),
        costBasis: z.string().nullable(),
        inputs: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
        rulesVersion: z.string(),
        decisions: z.record(z.string(), z.string()),
        explanation: Explanation,
        frozenOn: day,
        dueOn: day.nullable(),
        dueGround: z.string().nullable(),
        state: wordsOf(entitlementStates),
        version: z.number().int(),
        entryId: z.uuid(),
      }),
    ),
  })
  .meta({ id: 'CaseMoney' });

export const listBudget = contract({
  method: 'GET',
  path: '/api/funds/lines',
  summary: {
    zh: '预算、拨付、预留和支出',
    en: 'The budget with what is paid out, reserved and spent',
  },
  access: fundsReaders,
  reply: z.object({
    lines: z.array(BudgetLine),
    ownShares: z.array(z.object({ project: z.string(), paidFen: fen, receipts: z.number().int() })),
  }),
  errors: ['action.not-here'],
});

export const listAppropriations = contract({
  method: 'GET',
  path: '/api/funds/lines/:lineId/appropriations',
  summary: { zh: '一项预算的拨付', en: 'What was paid out for a line' },
  access: fundsReaders,
  params: z.object({ lineId: z.uuid() }),
  reply: z.object({
    items: z.array(
      z.object({
        appropriationId: z.uuid(),
        isBack: z.boolean(),
        amountFen: fen,
        document: z.string(),
        appropriatedOn: day,
      }),
    ),
  }),
  errors: ['action.not-here'],
});

export const listTransfers = contract({
  method: 'GET',
  path: '/api/funds/transfers',
  summary: { zh: '资金流水', en: 'All transfers, for audit' },
  access: ['finance', 'audit', 'office'],
  query: z.object({
    account: z.string().max(80).optional(),
    after: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  }),
  reply: z.object({ items: z.array(TransferRow) }),
  errors: ['action.not-here'],
});

export const recomputeFunds = contract({
  method: 'GET',
  path: '/api/funds/recompute',
  summary: {
    zh: '逐笔重算补助和账户，核对到分',
    en: 'Works out every entitlement and balance again, to the fen',
  },
  access: ['finance', 'audit', 'office'],
  reply: z.object({
    isExact: z.boolean(),
    entitlements: z.number().int(),
    accounts: z.number().int(),
    transfers: z.number().int(),
    entitledFen: fen,
    faults: z.array(
      z.object({ kind: z.string(), id: z.string(), keptFen: fen, recomputedFen: fen }),
    ),
  }),
  errors: ['action.not-here'],
});

export const listEntitlements = contract({
  method: 'GET',
  path: '/api/entitlements',
  summary: { zh: '补助核算', en: 'Entitlements' },
  access: ledgerReaders,
  query: ListEntitlementsQuery,
  reply: z.object({ items: z.array(EntitlementRow) }),
  errors: ['action.not-here'],
});

export const getCaseMoney = contract({
  method: 'GET',
  path: '/api/cases/:caseId/money',
  summary: { zh: '一户的费用、自筹和补助', en: 'Costs, own money and aid of a case' },
  access: ledgerReaders,
  params: z.object({ caseId: z.uuid() }),
  reply: CaseMoney,
  errors: ['household.not-found'],
});
