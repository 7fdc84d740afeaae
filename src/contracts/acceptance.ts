// Acceptance: the town's check, drawn samples, joint checks, signatures, orders to put right.

import { z } from 'zod';
import {
  acceptanceMay,
  checkResults,
  lotOutcomes,
  lotStates,
  rectificationSources,
  timings,
} from '../acceptance/model.ts';
import type { ErrorCode } from '../core/errors.ts';
import { Text } from '../core/text.ts';
import { ledgerReaders } from '../households/model.ts';
import { contract, PlaceKey } from './contract.ts';
import { CaseState, Changed, DayText, ProgrammeId, Reason, Works, Year } from './households.ts';

const wordsOf = <Name extends string>(words: Readonly<Record<Name, unknown>>) =>
  z.enum(Object.keys(words) as [Name, ...Name[]]);

const optional = <S extends z.ZodType>(schema: S) => schema.nullable().default(null);
const day = z.string();
const deciC = z.number().int().min(-600).max(1200);
const lotId = z.uuid();
const caseId = z.uuid();

/** What has to be put right, and by which day. */
export const Order = z.strictObject({
  what: Reason,
  dueOn: DayText.meta({ type: 'string', format: 'date' }),
});
export type Order = z.output<typeof Order>;

/** A point as looked at; `note` says what was found. */
export const CheckedPoint = z.strictObject({
  id: ProgrammeId,
  ok: z.boolean(),
  note: optional(z.string().trim().min(1).max(200)),
});

/** A check of one house; temperatures in tenths of a degree Celsius. */
export const checkFields = {
  items: z
    .array(CheckedPoint)
    .max(60)
    .refine((items) => new Set(items.map(({ id }) => id)).size === items.length),
  roomDeciC: optional(deciC),
  outdoorDeciC: optional(deciC),
  remark: optional(Reason),
  /** The signed form or its photo. */
  documentId: optional(z.uuid()),
  /** With an order the house has failed. */
  order: optional(Order),
};

/** Which cases make up a lot. Without a seed it is made of the journal, so that nobody chooses. */
export const lotFields = {
  townKey: PlaceKey,
  /** Only these villages; the whole town when null. */
  villageKeys: optional(z.array(PlaceKey).min(1).max(200)),
  works: Works,
  year: Year,
  /** A seed drawn in public, with how and before whom. */
  publicSeed: optional(z.strictObject({ seed: z.string().trim().min(4).max(100), ground: Reason })),
};

const act = {
  occurredOn: DayText.optional().meta({ type: 'string', format: 'date' }),
  expectedVersion: z.number().int().min(1).optional(),
};
const everyAct: readonly ErrorCode[] = [
  'action.subject-not-found',
  'action.not-here',
  'action.stale-version',
  'action.wrong-state',
  'action.day-too-early',
  'action.day-in-future',
  'action.key-reused',
  'database.busy',
];
const checkErrors = [
  'acceptance.points-differ',
  'acceptance.unmeasured',
  'acceptance.order-missing',
  'acceptance.due-too-early',
  'acceptance.own-work',
  'document.unknown',
] as const;

function post<
  const Path extends string,
  Params extends z.ZodObject,
  Body extends z.core.$ZodLooseShape,
  Reply extends z.ZodType,
  const Errors extends readonly ErrorCode[],
>(given: {
  action: keyof typeof acceptanceMay;
  path: Path;
  zh: string;
  en: string;
  params: Params;
  body: Body;
  reply: Reply;
  errors: Errors;
}) {
  const { action, path, zh, en, params, body, reply, errors } = given;
  return contract({
    method: 'POST',
    path,
    summary: { zh, en },
    access: acceptanceMay[action],
    params,
    body: z.strictObject({ ...body, ...act }),
    reply,
    errors: [...errors, ...everyAct],
    keyed: true,
  });
}

const Checked = Changed.extend({ result: wordsOf(checkResults) });
const ofCase = z.object({ caseId });
const ofLot = z.object({ lotId });

export const townCheck = post({
  action: 'acceptance.town-check',
  path: '/api/cases/:caseId/town-check',
  zh: '乡镇逐户初验',
  en: "Record the town's check of a house",
  params: ofCase,
  body: checkFields,
  reply: Checked,
  errors: checkErrors,
});

export const jointCheck = post({
  action: 'acceptance.joint-check',
  path: '/api/cases/:caseId/joint-check',
  zh: '联合抽验',
  en: 'Record the joint check of a drawn house',
  params: ofCase,
  body: checkFields,
  reply: Checked,
  errors: [
    ...checkErrors,
    'acceptance.same-person',
    'acceptance.not-drawn',
    'acceptance.not-town-checked',
  ],
});

export const failCase = post({
  action: 'case.fail',
  path: '/api/cases/:caseId/fail',
  zh: '责令整改',
  en: 'Order a house to be put right',
  params: ofCase,
  body: { order: Order },
  reply: Changed,
  errors: ['acceptance.due-too-early'],
});

export const drawSample = contract({
  method: 'POST',
  path: '/api/acceptance-lots',
  summary: { zh: '组成验收批次并抽样', en: 'Make up a lot and draw its sample' },
  access: acceptanceMay['sample.draw'],
  body: z.strictObject({ ...lotFields, occurredOn: act.occurredOn }),
  reply: z.object({
    lotId,
    seed: z.string(),
    cases: z.number().int(),
    strata: z.number().int(),
    drawn: z.number().int(),
  }),
  errors: [
    'acceptance.rule-missing',
    'sample.nothing',
    'sample.town-check-missing',
    'sample.other-town',
    ...everyAct,
  ],
  keyed: true,
});

export const enlargeSample = post({
  action: 'sample.enlarge',
  path: '/api/acceptance-lots/:lotId/enlarge',
  zh: '扩大抽样',
  en: 'Draw a larger sample where houses failed',
  params: ofLot,
  body: {},
  reply: Changed.extend({ strata: z.number().int(), added: z.number().int() }),
  errors: ['sample.no-enlargement'],
});

export const countersign = post({
  action: 'acceptance.countersign',
  path: '/api/acceptance-lots/:lotId/countersign',
  zh: '验收会签',
  en: 'Sign the report of a lot for one’s department',
  params: ofLot,
  body: { opinion: optional(Reason) },
  reply: Changed.extend({
    department: z.string(),
    /** Departments that have still to sign. */
    waiting: z.array(z.string()),
    reportSha256: z.string(),
  }),
  errors: [
    'acceptance.own-work',
    'acceptance.not-a-department',
    'acceptance.organiser-first',
    'acceptance.signed-already',
    'acceptance.sample-unchecked',
    'acceptance.enlarge-needed',
    'acceptance.nothing-to-accept',
  ],
});

export const concludeLot = post({
  action: 'acceptance.conclude',
  path: '/api/acceptance-lots/:lotId/conclude',
  zh: '验收办结',
  en: 'Conclude a lot: its good houses are accepted',
  params: ofLot,
  body: {},
  reply: Changed.extend({ accepted: z.number().int(), leftOut: z.number().int() }),
  errors: ['acceptance.signatures-missing', 'acceptance.nothing-to-accept'],
});

export const nameDepartment = contract({
  method: 'POST',
  path: '/api/departments/:department/name',
  summary: { zh: '指定验收部门对应的单位', en: 'Name the organisation of a department' },
  access: acceptanceMay['acceptance.name-department'],
  params: z.object({ department: ProgrammeId }),
  body: z.strictObject({ organisationId: z.uuid(), occurredOn: act.occurredOn }),
  reply: z.object({ department: z.string(), organisationId: z.uuid() }),
  errors: [
    'acceptance.unknown-department',
    'acceptance.organisation-taken',
    'organisation.unknown',
    ...everyAct,
  ],
  keyed: true,
});

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
    /** Whether the draw done again gives the recorded places. */
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
