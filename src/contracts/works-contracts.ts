// Contracts for works and the cases under them. The register of enterprises is enterprises.ts.

import { z } from 'zod';
import { contractStates, enterpriseReaders, payers } from '../enterprises/model.ts';
import { contract, pageQuery, PlaceKey } from './contract.ts';
import { ActDay, enterpriseAct, enterprisePost, wordsOf } from './enterprises.ts';
import { CaseState, Changed, ProgrammeId, Reason, Works } from './households.ts';

const fen = z.number().int().min(0).max(100_000_000);

/** What the sides agree on; each clause under its id in the programme. */
export const ContractTerms = z.strictObject({
  number: z.string().trim().min(1).max(60),
  enterpriseId: z.uuid(),
  works: Works,
  /** The town or village that signs: its households may come under the contract. */
  placeKey: PlaceKey,
  paidBy: wordsOf(payers).default('programme'),
  clauses: z
    .record(ProgrammeId, z.string().trim().min(1).max(2000))
    .refine((clauses) => Object.keys(clauses).length <= 100),
  warrantyYears: z.number().int().min(0).max(50),
  doneBy: ActDay.nullable().default(null),
  /** Number of the approval of the design. */
  designApproval: z.string().trim().min(1).max(100).nullable().default(null),
});
export const TermsPatch = z
  .strictObject({
    number: ContractTerms.shape.number,
    clauses: ContractTerms.shape.clauses,
    warrantyYears: ContractTerms.shape.warrantyYears,
    doneBy: ContractTerms.shape.doneBy.unwrap(),
  })
  .partial();

/** A case and its price under a contract. */
export const PricedCase = z.strictObject({
  caseId: z.uuid(),
  equipmentFen: fen,
  constructionFen: fen,
});

const ofContract = z.object({ contractId: z.uuid() });

export const WorksContractRow = z
  .object({
    contractId: z.uuid(),
    number: z.string(),
    enterpriseId: z.uuid(),
    enterpriseName: z.string(),
    works: Works,
    placeKey: PlaceKey,
    placeName: z.string(),
    state: wordsOf(contractStates),
    version: z.number().int(),
    paidBy: wordsOf(payers),
    warrantyYears: z.number().int(),
    doneBy: z.string().nullable(),
    designApproval: z.string().nullable(),
    signedOn: z.string().nullable(),
    lastOn: z.string(),
    cases: z.number().int(),
    equipmentFen: z.number().int(),
    constructionFen: z.number().int(),
  })
  .meta({ id: 'WorksContract' });

const contractReaders = [...enterpriseReaders, 'enterprise'] as const;

export const listContracts = contract({
  method: 'GET',
  path: '/api/works-contracts',
  summary: { zh: '改造合同', en: 'Contracts for works' },
  access: contractReaders,
  query: z.object({
    ...pageQuery,
    under: PlaceKey.optional(),
    enterpriseId: z.uuid().optional(),
    works: Works.optional(),
    state: wordsOf(contractStates).optional(),
  }),
  reply: z.object({ items: z.array(WorksContractRow), total: z.number().int() }),
  errors: [],
});

export const getContract = contract({
  method: 'GET',
  path: '/api/works-contracts/:contractId',
  summary: { zh: '一份合同的条款', en: 'One contract with its clauses' },
  access: contractReaders,
  params: ofContract,
  reply: WorksContractRow.extend({
    clauses: z.record(z.string(), z.string()),
    /** Clauses that must be there; those still missing are told by `missing`. */
    required: z.array(z.object({ id: z.string(), zh: z.string(), en: z.string() })),
    missing: z.array(z.string()),
    ownerSignedOn: z.string().nullable(),
    enterpriseSignedOn: z.string().nullable(),
    documentId: z.uuid().nullable(),
    endedReason: z.string().nullable(),
  }),
  errors: ['contract.not-found'],
});

export const listContractCases = contract({
  method: 'GET',
  path: '/api/works-contracts/:contractId/cases',
  summary: { zh: '合同内的农户', en: 'The households under a contract' },
  access: contractReaders,
  params: ofContract,
  query: z.object(pageQuery),
  reply: z.object({
    items: z.array(
      z.object({
        caseId: z.uuid(),
        householdId: z.uuid(),
        headName: z.string(),
        villageKey: PlaceKey,
        villageName: z.string(),
        groupName: z.string().nullable(),
        state: CaseState,
        method: z.string().nullable(),
        equipmentFen: z.number().int(),
        constructionFen: z.number().int(),
        addedOn: z.string(),
        droppedOn: z.string().nullable(),
      }),
    ),
    total: z.number().int(),
  }),
  errors: ['contract.not-found'],
});

export const draftContract = enterprisePost({
  action: 'works-contract.draft',
  path: '/api/works-contracts',
  zh: '起草改造合同',
  en: 'Draft a contract for works',
  params: z.object({}),
  body: ContractTerms.extend({ occurredOn: enterpriseAct.occurredOn }),
  reply: z.object({ contractId: z.uuid() }),
  errors: ['contract.number-taken', 'enterprise.not-found', 'place.unknown'],
});

export const amendContract = enterprisePost({
  action: 'works-contract.amend',
  path: '/api/works-contracts/:contractId/amend',
  zh: '修改合同草稿',
  en: 'Change a draft',
  params: ofContract,
  body: z.strictObject({ changes: TermsPatch, ...enterpriseAct }),
  reply: Changed,
  errors: ['contract.number-taken'],
});

export const signContract = enterprisePost({
  action: 'works-contract.sign',
  path: '/api/works-contracts/:contractId/sign',
  zh: '签订合同',
  en: 'Sign a contract',
  params: ofContract,
  body: z.strictObject({
    ownerSignedOn: ActDay,
    enterpriseSignedOn: ActDay,
    documentId: z.uuid(),
    ...enterpriseAct,
  }),
  reply: Changed,
  errors: [
    'contract.not-found',
    'contract.rules-missing',
    'contract.clause-missing',
    'contract.warranty-too-short',
    'contract.day-after',
    'enterprise.not-admitted',
    'document.unknown',
  ],
});

export const approveDesign = enterprisePost({
  action: 'works-contract.approve-design',
  path: '/api/works-contracts/:contractId/approve-design',
  zh: '登记可研、初设批复',
  en: 'Record the approval of the design',
  params: ofContract,
  body: z.strictObject({ designApproval: z.string().trim().min(1).max(100), ...enterpriseAct }),
  reply: Changed,
  errors: [],
});

export const endContract = enterprisePost({
  action: 'works-contract.end',
  path: '/api/works-contracts/:contractId/end',
  zh: '终止合同',
  en: 'End a contract',
  params: ofContract,
  body: z.strictObject({ reason: Reason, ...enterpriseAct }),
  reply: Changed,
  errors: ['contract.has-cases'],
});

export const contractCases = enterprisePost({
  action: 'case.contract',
  path: '/api/works-contracts/:contractId/cases',
  zh: '把农户列入合同（全部列入或全不列入）',
  en: 'Bring cases under a contract, all of them or none',
  params: ofContract,
  body: z.strictObject({
    cases: z.array(PricedCase).min(1).max(2000),
    occurredOn: enterpriseAct.occurredOn,
  }),
  reply: z.object({ count: z.number().int() }),
  errors: [
    'contract.not-found',
    'contract.not-signed',
    'contract.other-works',
    'contract.other-place',
    'contract.before-signing',
    'contract.case-taken',
    'enterprise.not-admitted',
    'action.subject-twice',
  ],
});
