// Reading the ledger: the list of cases with its filters, the counts on its tabs, one household's
// file, and the overview as of a day.

import { z } from 'zod';
import { Text } from '../core/text.ts';
import { ledgerReaders } from '../households/model.ts';
import { contract, PlaceKey } from './contract.ts';
import { DocumentInfo } from './documents.ts';
import { CaseState, DayText, ProgrammeId, Works } from './households.ts';

const day = z.string();
const year = z.coerce.number().int().min(2015).max(2050);

const filters = {
  works: Works.default('heating'),
  under: PlaceKey.optional(),
  groupId: z.uuid().optional(),
  state: CaseState.optional(),
  year: year.optional(),
  project: ProgrammeId.optional(),
  method: ProgrammeId.optional(),
  category: z.string().max(40).optional(),
  finding: z.string().max(60).optional(),
  /** In their state since this day or longer. */
  since: DayText.optional().meta({ type: 'string', format: 'date' }),
  /** A name, its pinyin or initials; the last 4 or 6 of an ID number, or a whole number. */
  search: z.string().trim().min(1).max(40).optional(),
};

export const LedgerRow = z
  .object({
    caseId: z.uuid(),
    householdId: z.uuid(),
    state: CaseState,
    version: z.number().int(),
    lastOn: day,
    townKey: PlaceKey,
    townName: z.string(),
    villageKey: PlaceKey,
    villageName: z.string(),
    groupId: z.uuid().nullable(),
    groupName: z.string().nullable(),
    headName: z.string(),
    idMasked: z.string().nullable(),
    category: z.string(),
    heatedAreaM2: z.number(),
    project: z.string(),
    year: z.number().int(),
    method: z.string().nullable(),
    wishedMethod: z.string().nullable(),
    exceptionState: z.string().nullable(),
    findings: z.array(z.string()),
  })
  .meta({ id: 'LedgerRow' });

export const listCases = contract({
  method: 'GET',
  path: '/api/cases',
  summary: { zh: '台账列表', en: 'The ledger, page by page' },
  access: ledgerReaders,
  query: z.object({
    ...filters,
    sort: z.enum(['latest', 'oldest']).default('latest'),
    /** `next` of the page before. */
    after: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      .refine((cursor) => DayText.safeParse(cursor.slice(0, 10)).success)
      .optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ items: z.array(LedgerRow), next: z.string().nullable() }),
  errors: ['action.not-here'],
});

const { state: _state, ...filtersOfCounts } = filters;

export const countCases = contract({
  method: 'GET',
  path: '/api/cases/counts',
  summary: { zh: '台账各状态户数', en: 'How many cases stand in each state' },
  access: ledgerReaders,
  query: z.object(filtersOfCounts),
  reply: z.object({ items: z.array(z.object({ state: CaseState, count: z.number().int() })) }),
  errors: ['action.not-here'],
});

export const ExplainedAct = z.object({
  action: z.string(),
  refusal: z
    .object({
      code: z.string(),
      message: Text,
      next: Text,
      details: z.record(z.string(), z.unknown()),
      clause: z.string().optional(),
    })
    .nullable(),
});

const CaseFile = z.object({
  caseId: z.uuid(),
  works: Works,
  state: CaseState,
  version: z.number().int(),
  project: z.string(),
  year: z.number().int(),
  method: z.string().nullable(),
  wishedMethod: z.string().nullable(),
  exceptionState: z.string().nullable(),
  exceptionMethod: z.string().nullable(),
  exceptionReason: z.string().nullable(),
  equipmentFen: z.number().int().nullable(),
  constructionFen: z.number().int().nullable(),
  selfRaisedFen: z.number().int().nullable(),
  lastOn: day,
  steps: z.array(
    z.object({
      version: z.number().int(),
      action: z.string(),
      state: CaseState,
      method: z.string().nullable(),
      occurredOn: day,
      entryId: z.uuid(),
    }),
  ),
  /** The contract it is under; null before and after. */
  contract: z
    .object({
      contractId: z.uuid(),
      number: z.string(),
      enterpriseId: z.uuid(),
      enterpriseName: z.string(),
      equipmentFen: z.number().int(),
      constructionFen: z.number().int(),
      signedOn: day,
      warrantyYears: z.number().int(),
      designApproval: z.string().nullable(),
      isPilot: z.boolean(),
    })
    .nullable(),
  actions: z.array(ExplainedAct),
});

const shown = z.array(
  z.object({ field: z.string(), from: z.unknown().nullable(), to: z.unknown().nullable() }),
);
const changeFields = {
  changeId: z.uuid(),
  state: z.string(),
  version: z.number().int(),
  shown,
  reason: z.string(),
  requestedOn: day,
  decidedOn: day.nullable(),
  decisionNote: z.string().nullable(),
};

/** One entry of the journal on the household, its cases, changes and documents. */
export const FileEvent = z.object({
  entryId: z.uuid(),
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  occurredOn: day,
  recordedAt: z.string(),
  actorId: z.string(),
  /** Null for the program itself, as in an import. */
  actorName: z.string().nullable(),
  organisationName: z.string().nullable(),
  role: z.string(),
  /** Its place in the sealed tree; null while it has none. */
  position: z.number().int().nullable(),
});

/** Somebody who had a part in the file. */
export const FilePerson = z.object({
  personId: z.string(),
  name: z.string().nullable(),
  organisationName: z.string().nullable(),
  roles: z.array(z.string()),
  acts: z.number().int(),
  firstOn: day,
  lastOn: day,
});

/** One amount of a case, whatever it is; more of it by the address of its kind. */
export const FileAmount = z.object({
  kind: z.enum(['contract', 'cost', 'own-share', 'entitlement', 'payment']),
  caseId: z.uuid(),
  id: z.string(),
  /** Basis of a cost, number of a receipt, item of an entitlement, reference of a payment. */
  name: z.string(),
  amountFen: z.number().int(),
  occurredOn: day.nullable(),
  state: z.string(),
});

export const HouseholdFile = z
  .object({
    householdId: z.uuid(),
    state: z.string(),
    version: z.number().int(),
    villageKey: PlaceKey,
    villageName: z.string(),
    townKey: PlaceKey,
    townName: z.string(),
    groupId: z.uuid().nullable(),
    groupName: z.string().nullable(),
    headName: z.string(),
    idMasked: z.string().nullable(),
    phoneMasked: z.string().nullable(),
    accountMasked: z.string().nullable(),
    accountHolder: z.string().nullable(),
    accountKind: z.string().nullable(),
    people: z.number().int().nullable(),
    category: z.string(),
    isResident: z.boolean().nullable(),
    address: z.string().nullable(),
    houseKind: z.string().nullable(),
    structure: z.string().nullable(),
    builtYear: z.number().int().nullable(),
    floorAreaM2: z.number().nullable(),
    heatedAreaM2: z.number(),
    priorHeating: z.string().nullable(),
    coalKgPerYear: z.number().int().nullable(),
    note: z.string().nullable(),
    findings: z.array(z.string()),
    mergedInto: z.uuid().nullable(),
    lastOn: day,
    cases: z.array(CaseFile),
    changes: z.array(z.object(changeFields)),
    caseChanges: z.array(z.object({ ...changeFields, caseId: z.uuid() })),
    documents: z.array(DocumentInfo),
    amounts: z.array(FileAmount),
    events: z.array(FileEvent),
    persons: z.array(FilePerson),
    actions: z.array(ExplainedAct),
  })
  .meta({ id: 'HouseholdFile' });

export const getHousehold = contract({
  method: 'GET',
  path: '/api/households/:householdId',
  summary: { zh: '一户一档', en: 'Everything of one household' },
  access: ledgerReaders,
  params: z.object({ householdId: z.uuid() }),
  reply: HouseholdFile,
  errors: ['household.not-found'],
});

export const getOverview = contract({
  method: 'GET',
  path: '/api/overview',
  summary: {
    zh: '截至某日的进度，按乡镇、村、项目、年度或方式',
    en: 'Progress as of a day by town, village, project, year or method',
  },
  access: ledgerReaders,
  query: z.object({
    by: z.enum(['town', 'village', 'project', 'year', 'method']).default('town'),
    works: Works.default('heating'),
    asOf: DayText.optional().meta({ type: 'string', format: 'date' }),
    under: PlaceKey.optional(),
    year: year.optional(),
    project: ProgrammeId.optional(),
  }),
  reply: z.object({
    asOf: day,
    targetVersionId: z.uuid().nullable(),
    rows: z.array(
      z.object({
        /** Key of the place, id of the project or method, or the year; empty: no method yet. */
        key: z.string(),
        /** Null where the table of targets does not go so deep. */
        target: z.number().int().nullable(),
        /** Accepted and beyond: what counts towards the target. */
        counted: z.number().int(),
        states: z.partialRecord(CaseState, z.number().int()),
      }),
    ),
  }),
  errors: ['action.not-here'],
});
