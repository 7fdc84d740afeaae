// Reading acceptance: the check forms, departments, lots with their draws, orders to put right.

import { z } from 'zod';
import {
  checkResults,
  lotOutcomes,
  lotStates,
  rectificationSources,
  timings,
} from '../acceptance/model.ts';
import { Text } from '../core/text.ts';
import { ledgerReaders } from '../households/model.ts';
import { CheckedPoint } from './acceptance.ts';
import { contract, PlaceKey } from './contract.ts';
import { CaseState, DayText, Works } from './households.ts';

const wordsOf = <Name extends string>(words: Readonly<Record<Name, unknown>>) =>
  z.enum(Object.keys(words) as [Name, ...Name[]]);

const day = z.string();
const lotId = z.uuid();
const caseId = z.uuid();
const ofCase = z.object({ caseId });
const ofLot = z.object({ lotId });

const Department = z.object({ id: z.string(), name: Text });

export const listDepartments = contract({
  method: 'GET',
  path: '/api/departments',
  summary: { zh: '各年度验收部门及对应单位', en: 'Who signs in a year, and as which organisation' },
  access: ledgerReaders,
  query: z.object({ year: z.coerce.number().int().min(2015).max(2050) }),
  reply: z.object({
    items: z.array(
      Department.extend({
        isOrganising: z.boolean(),
        organisationId: z.uuid().nullable(),
        organisationName: z.string().nullable(),
      }),
    ),
  }),
  errors: ['acceptance.rule-missing'],
});

const CheckRule = z.object({
  points: z.array(
    z.object({
      id: z.string(),
      name: Text,
      clause: z.string().nullable(),
      isRecalled: z.boolean(),
    }),
  ),
  warmDeciC: z.number().int().nullable(),
});

export const getCheckForm = contract({
  method: 'GET',
  path: '/api/check-form',
  summary: { zh: '初验、抽验检查表', en: 'What the programme asks of a check' },
  access: ledgerReaders,
  query: z.object({ by: z.enum(['town', 'inspectors']) }),
  reply: z.object({ heating: CheckRule, insulation: CheckRule }),
  errors: [],
});

const Lot = z.object({
  lotId,
  townKey: PlaceKey,
  townName: z.string(),
  works: Works,
  year: z.number().int(),
  state: wordsOf(lotStates),
  version: z.number().int(),
  drawnOn: day,
  concludedOn: day.nullable(),
  windowFrom: day.nullable(),
  windowTo: day.nullable(),
  timing: wordsOf(timings),
  cases: z.number().int(),
  drawn: z.number().int(),
  accepted: z.number().int(),
});

const lotPage = {
  under: PlaceKey.optional(),
  works: Works.optional(),
  year: z.coerce.number().int().min(2015).max(2050).optional(),
  state: wordsOf(lotStates).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

export const listLots = contract({
  method: 'GET',
  path: '/api/acceptance-lots',
  summary: { zh: '验收批次列表', en: 'Lots, the latest first' },
  access: ledgerReaders,
  query: z.object({ ...lotPage, before: lotId.optional() }),
  reply: z.object({ items: z.array(Lot), next: lotId.nullable() }),
  errors: ['action.not-here'],
});

export const listWaiting = contract({
  method: 'GET',
  path: '/api/acceptance-waiting',
  summary: { zh: '等乡镇初验、等抽样的农户', en: "What waits for the town's check or for a lot" },
  access: ledgerReaders,
  query: z.object({
    /** `town`: not yet passed by the town; `lot`: passed, and in no lot. */
    for: z.enum(['town', 'lot']).default('town'),
    works: Works.default('heating'),
    under: PlaceKey.optional(),
    after: caseId.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({
    /** How many there are in all, by town and year. */
    towns: z.array(
      z.object({
        townKey: PlaceKey,
        townName: z.string(),
        year: z.number().int(),
        count: z.number().int(),
      }),
    ),
    items: z.array(
      z.object({
        caseId,
        householdId: z.uuid(),
        headName: z.string(),
        villageKey: PlaceKey,
        villageName: z.string(),
        method: z.string().nullable(),
        year: z.number().int(),
        enterpriseName: z.string().nullable(),
        lastOn: day,
        version: z.number().int(),
      }),
    ),
    next: caseId.nullable(),
  }),
  errors: ['action.not-here'],
});

const LotCase = z.object({
  caseId,
  householdId: z.uuid(),
  headName: z.string(),
  villageKey: PlaceKey,
  villageName: z.string(),
  state: CaseState,
  stratum: z.number().int(),
  position: z.number().int(),
  round: z.number().int().nullable(),
  isRecheck: z.boolean(),
  outcome: wordsOf(lotOutcomes),
  firstResult: wordsOf(checkResults).nullable(),
  lastResult: wordsOf(checkResults).nullable(),
});

const Stratum = z.object({
  stratum: z.number().int(),
  villageKey: PlaceKey,
  enterpriseId: z.uuid().nullable(),
  method: z.string().nullable(),
  size: z.number().int(),
  drawn: z.number().int(),
  unchecked: z.number().int(),
  failed: z.number().int(),
  round: z.number().int(),
  next: z.object({ round: z.number().int(), count: z.number().int() }).nullable(),
});

export const getLot = contract({
  method: 'GET',
  path: '/api/acceptance-lots/:lotId',
  summary: { zh: '验收批次：分层、抽样名单、会签', en: 'A lot: strata, drawn houses, signatures' },
  access: ledgerReaders,
  params: ofLot,
  reply: Lot.extend({
    seed: z.string(),
    seedGround: z.string().nullable(),
    rounds: z.array(z.object({ perMille: z.number().int(), least: z.number().int() })),
    departments: z.array(
      Department.extend({
        isOrganising: z.boolean(),
        signature: z
          .object({ personName: z.string(), signedOn: day, opinion: z.string().nullable() })
          .nullable(),
      }),
    ),
    report: z.record(z.string(), z.number()).nullable(),
    reportSha256: z.string().nullable(),
    strata: z.array(Stratum),
    /** The drawn houses. */
    drawnCases: z.array(LotCase),
    /** Houses that were not drawn and are left out; at most 500. */
    leftOut: z.array(LotCase),
  }),
  errors: ['acceptance.lot-not-found'],
});

export const getDraw = contract({
  method: 'GET',
  path: '/api/acceptance-lots/:lotId/draw',
  summary: {
    zh: '抽样复核：按种子重新抽一遍，与记录对照',
    en: 'The draw done again from its seed, held against the record',
  },
  access: ledgerReaders,
  params: ofLot,
  reply: z.object({
    seed: z.string(),
    seedGround: z.string().nullable(),
    /** Whether the draw done again gives the recorded places and drawn houses. */
    isSame: z.boolean(),
    items: z.array(
      z.object({
        caseId,
        stratum: z.number().int(),
        position: z.number().int(),
        rank: z.string(),
        round: z.number().int().nullable(),
        isRecheck: z.boolean(),
      }),
    ),
  }),
  errors: ['acceptance.lot-not-found'],
});

const Check = z.object({
  entryId: z.uuid(),
  by: z.enum(['town', 'inspectors']),
  checkedOn: day,
  result: wordsOf(checkResults),
  isCurrent: z.boolean(),
  roomDeciC: z.number().int().nullable(),
  outdoorDeciC: z.number().int().nullable(),
  warmDeciC: z.number().int().nullable(),
  items: z.array(CheckedPoint),
  remark: z.string().nullable(),
  documentId: z.uuid().nullable(),
});

const Rectification = z.object({
  rectificationId: z.uuid(),
  caseId,
  source: wordsOf(rectificationSources),
  what: z.string(),
  orderedOn: day,
  dueOn: day,
  closedOn: day.nullable(),
});

export const getCaseAcceptance = contract({
  method: 'GET',
  path: '/api/cases/:caseId/acceptance',
  summary: { zh: '一户的初验、抽验、整改和验收', en: 'Checks, orders and acceptance of a house' },
  access: ledgerReaders,
  params: ofCase,
  reply: z.object({
    acceptedOn: day.nullable(),
    lotId: lotId.nullable(),
    checks: z.array(Check),
    rectifications: z.array(Rectification),
  }),
  errors: ['action.subject-not-found'],
});

export const listRectifications = contract({
  method: 'GET',
  path: '/api/rectifications',
  summary: { zh: '整改清单，逾期在前', en: 'Orders to put right, those due first in front' },
  access: ledgerReaders,
  query: z.object({
    under: PlaceKey.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    after: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      .refine((cursor) => DayText.safeParse(cursor.slice(0, 10)).success)
      .optional(),
  }),
  reply: z.object({
    items: z.array(
      Rectification.omit({ closedOn: true }).extend({
        isOverdue: z.boolean(),
        householdId: z.uuid(),
        headName: z.string(),
        villageKey: PlaceKey,
        villageName: z.string(),
        works: Works,
        state: CaseState,
      }),
    ),
    next: z.string().nullable(),
  }),
  errors: ['action.not-here'],
});
