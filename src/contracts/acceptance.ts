// Acceptance: the town's check, drawn samples, joint checks, signatures, orders to put right.

import { z } from 'zod';
import { acceptanceMay, checkResults } from '../acceptance/model.ts';
import type { ErrorCode } from '../core/errors.ts';
import { contract, PlaceKey } from './contract.ts';
import { Changed, DayText, ProgrammeId, Reason, Works, Year } from './households.ts';

const wordsOf = <Name extends string>(words: Readonly<Record<Name, unknown>>) =>
  z.enum(Object.keys(words) as [Name, ...Name[]]);

const optional = <S extends z.ZodType>(schema: S) => schema.nullable().default(null);
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
