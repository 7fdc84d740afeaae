// Households and their cases: the ledger's list, one household's file, and everything done to them.

import { z } from 'zod';
import type { ErrorCode } from '../core/errors.ts';
import { parseDay } from '../core/day.ts';
import type { Day } from '../core/day.ts';
import {
  accountKinds,
  caseStates,
  categories,
  householdMay,
  houseKinds,
  structures,
  works,
} from '../households/model.ts';
import { contract, PlaceKey } from './contract.ts';

const wordsOf = <Name extends string>(words: Readonly<Record<Name, unknown>>) =>
  z.enum(Object.keys(words) as [Name, ...Name[]]);

const optional = <S extends z.ZodType>(schema: S) => schema.nullable().default(null);
const shortText = z.string().trim().min(1).max(60);
const longText = z.string().trim().min(1).max(300);

/** A calendar day, `2022-11-15`. */
export const DayText = z.custom<Day>(
  (value) => typeof value === 'string' && parseDay(value) !== undefined,
);
export const Works = wordsOf(works);
export const CaseState = wordsOf(caseStates);
/** Id of a project or a method in the programme's folder. */
export const ProgrammeId = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(60);
export const Year = z.number().int().min(2015).max(2050);
export const Reason = z.string().trim().min(2).max(500);
const fen = z.number().int().min(0).max(100_000_000);
/** Square metres with at most two decimals; more than a house has is a slip of the pen. */
const areaM2 = z.number().positive().max(2000).multipleOf(0.01);

/** What stands on the page of a household besides its personal numbers. */
export const plainFields = {
  headName: z.string().trim().min(1).max(50),
  people: optional(z.number().int().min(0).max(30)),
  category: wordsOf(categories).default('ordinary'),
  isResident: optional(z.boolean()),
  address: optional(longText),
  houseKind: optional(wordsOf(houseKinds)),
  structure: optional(wordsOf(structures)),
  builtYear: optional(z.number().int().min(1900).max(2050)),
  floorAreaM2: optional(areaM2),
  heatedAreaM2: areaM2,
  priorHeating: optional(shortText),
  coalKgPerYear: optional(z.number().int().min(0).max(50_000)),
  /** Columns of a ledger without a meaning of their own go on in it. */
  note: optional(z.string().trim().min(1).max(2000)),
};

/** A bank account as written; `kind` is checked no further, since old passbooks follow no rule. */
export const Account = z.strictObject({
  number: z.string().regex(/^\d{8,30}$/),
  holder: shortText,
  kind: wordsOf(accountKinds).default('card'),
});
export type Account = z.output<typeof Account>;

/** The personal numbers: kept sealed, shown masked. */
export const personalFields = {
  idNumber: optional(z.string().regex(/^(?:\d{15}|\d{17}[\dX])$/)),
  phone: optional(z.string().regex(/^\+?\d[\d-]{5,19}$/)),
  account: optional(Account),
};

/** What to do for a household, and for which project and year. */
export const NewCase = z.strictObject({
  works: Works,
  project: ProgrammeId,
  year: Year,
  wishedMethod: optional(ProgrammeId),
  equipmentFen: optional(fen),
  constructionFen: optional(fen),
  selfRaisedFen: optional(fen),
});
export type NewCase = z.output<typeof NewCase>;

export const GroupName = z.string().trim().min(1).max(40);

/** A household as a ledger row or a survey gives it. */
export const NewHousehold = z.strictObject({
  villageKey: PlaceKey,
  /** Name of its group; made when the village has none of that name. */
  group: optional(GroupName),
  ...plainFields,
  ...personalFields,
  findings: z.array(z.string().max(60)).max(30).default([]),
  cases: z
    .array(NewCase)
    .min(1)
    .max(2)
    .refine((cases) => new Set(cases.map(({ works }) => works)).size === cases.length),
});
export type NewHousehold = z.output<typeof NewHousehold>;

/** Fields to be changed; those left out stay. `null` empties one. */
export const HouseholdPatch = z
  .strictObject({ ...withoutDefaults(plainFields), ...withoutDefaults(personalFields) })
  .partial();
export type HouseholdPatch = z.output<typeof HouseholdPatch>;

type Bare<S> = S extends z.ZodDefault<infer Inner> ? Inner : S;
/** A default would turn a field left out into one to be emptied. */
export function withoutDefaults<Shape extends Readonly<Record<string, z.ZodType>>>(shape: Shape) {
  const entries = Object.entries(shape).map(([name, schema]) => [
    name,
    schema instanceof z.ZodDefault ? schema.unwrap() : schema,
  ]);
  return Object.fromEntries(entries) as { [K in keyof Shape]: Bare<Shape[K]> };
}

/** Every act may carry its business day and the version the person saw. */
const act = {
  occurredOn: DayText.optional().meta({ type: 'string', format: 'date' }),
  expectedVersion: z.number().int().min(1).optional(),
};

/** What an act leaves behind: the thing's id, and its version for the next one. */
export const Changed = z.object({ id: z.uuid(), version: z.number().int() });

const caseId = z.uuid();
const householdId = z.uuid();
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

function post<
  const Path extends string,
  Body extends z.core.$ZodLooseShape,
  Params extends z.ZodObject,
  Reply extends z.ZodType,
  const Errors extends readonly ErrorCode[],
>(given: {
  action: keyof typeof householdMay;
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
    access: householdMay[action],
    params,
    body: z.strictObject({ ...body, ...act }),
    reply,
    errors: [...errors, ...everyAct],
    keyed: true,
  });
}

const ofHousehold = z.object({ householdId });
const ofCase = z.object({ caseId });
const idErrors = [
  'household.bad-id',
  'household.demo-id',
  'household.real-id',
  'household.id-taken',
] as const;

export const registerHousehold = contract({
  method: 'POST',
  path: '/api/households',
  summary: { zh: '登记农户', en: 'Register a household' },
  access: householdMay['household.register'],
  body: NewHousehold.extend({ occurredOn: act.occurredOn }),
  reply: z.object({ householdId, cases: z.array(z.object({ works: Works, caseId })) }),
  errors: [
    ...idErrors,
    ...everyAct,
    'place.unknown',
    'household.unknown-project',
    'household.unknown-method',
  ],
  keyed: true,
});

export const correctHousehold = post({
  action: 'household.correct',
  path: '/api/households/:householdId/correct',
  zh: '更正农户信息（核准前）',
  en: 'Correct a household before approval',
  params: ofHousehold,
  body: { changes: HouseholdPatch, reason: Reason },
  reply: Changed,
  errors: [...idErrors, 'household.bound', 'household.no-change'],
});

export const addWorks = post({
  action: 'household.add-works',
  path: '/api/households/:householdId/add-works',
  zh: '增加改造事项',
  en: 'Open another case',
  params: ofHousehold,
  body: { case: NewCase },
  reply: z.object({ caseId }),
  errors: ['household.works-taken', 'household.unknown-project', 'household.unknown-method'],
});

export const moveGroup = post({
  action: 'household.move-group',
  path: '/api/households/:householdId/move-group',
  zh: '调整所属村组',
  en: 'Move to another group',
  params: ofHousehold,
  body: { groupId: z.uuid(), reason: Reason },
  reply: Changed,
  errors: ['group.not-found', 'household.bound', 'household.no-change'],
});

export const mergeDuplicate = post({
  action: 'household.merge-duplicate',
  path: '/api/households/:householdId/merge-duplicate',
  zh: '并入另一户（重复登记）',
  en: 'Merge a duplicate into another household',
  params: ofHousehold,
  body: { intoId: z.uuid(), reason: Reason },
  reply: Changed,
  errors: ['household.bound', 'household.same', 'household.not-found'],
});

export const privateFields = ['idNumber', 'phone', 'account'] as const;

export const unmaskHousehold = post({
  action: 'household.unmask',
  path: '/api/households/:householdId/unmask',
  zh: '查看完整个人信息（注明用途，全程留痕）',
  en: 'Show personal numbers in full, for a purpose that is recorded',
  params: ofHousehold,
  body: { fields: z.array(z.enum(privateFields)).min(1).max(3), purpose: Reason },
  reply: z.object({
    idNumber: z.string().nullable().optional(),
    phone: z.string().nullable().optional(),
    account: z.string().nullable().optional(),
  }),
  errors: [],
});

export const requestChange = post({
  action: 'household.request-change',
  path: '/api/households/:householdId/request-change',
  zh: '申请变更农户信息（核准后）',
  en: 'Ask for a change after approval',
  params: ofHousehold,
  body: { changes: HouseholdPatch, reason: Reason },
  reply: z.object({ changeId: z.uuid() }),
  errors: [...idErrors, 'household.not-bound', 'household.no-change', 'household-change.pending'],
});

const decideChange = {
  params: z.object({ changeId: z.uuid() }),
  body: { note: Reason },
  reply: Changed,
};
export const approveChange = post({
  action: 'household-change.approve',
  path: '/api/household-changes/:changeId/approve',
  zh: '同意变更申请',
  en: 'Approve a change',
  ...decideChange,
  errors: [
    'household-change.same-person',
    'household-change.outdated',
    'household.id-taken',
    'action.subject-not-found',
  ],
});
export const rejectChange = post({
  action: 'household-change.reject',
  path: '/api/household-changes/:changeId/reject',
  zh: '退回变更申请',
  en: 'Reject a change',
  ...decideChange,
  errors: ['household-change.same-person'],
});

const methodErrors = [
  'case.heating-only',
  'case.group-missing',
  'group.undecided',
  'group.other-method',
  'household.unknown-method',
] as const;

export const chooseMethod = post({
  action: 'case.choose-method',
  path: '/api/cases/:caseId/choose-method',
  zh: '选定取暖方式',
  en: 'Choose the method',
  params: ofCase,
  body: { method: ProgrammeId },
  reply: Changed,
  errors: methodErrors,
});

export const requestException = post({
  action: 'case.request-exception',
  path: '/api/cases/:caseId/request-exception',
  zh: '申请采用不同方式',
  en: 'Ask for a method other than the group’s',
  params: ofCase,
  body: { method: ProgrammeId, reason: Reason },
  reply: Changed,
  errors: ['case.heating-only', 'household.unknown-method'],
});

const decideException = { params: ofCase, body: { note: Reason }, reply: Changed };
export const approveException = post({
  action: 'case.approve-exception',
  path: '/api/cases/:caseId/approve-exception',
  zh: '批准例外',
  en: 'Approve the exception',
  ...decideException,
  errors: ['case.no-exception', 'case.same-person'],
});
export const refuseException = post({
  action: 'case.refuse-exception',
  path: '/api/cases/:caseId/refuse-exception',
  zh: '不批准例外',
  en: 'Refuse the exception',
  ...decideException,
  errors: ['case.no-exception', 'case.same-person'],
});

export const approveCase = post({
  action: 'case.approve',
  path: '/api/cases/:caseId/approve',
  zh: '核准',
  en: 'Approve the case',
  params: ofCase,
  body: {},
  reply: Changed,
  errors: ['case.method-missing', ...methodErrors],
});

export const rejectCase = post({
  action: 'case.reject',
  path: '/api/cases/:caseId/reject',
  zh: '不予核准',
  en: 'Reject the case',
  params: ofCase,
  body: { reason: Reason },
  reply: Changed,
  errors: [],
});

export const withdrawCase = post({
  action: 'case.withdraw',
  path: '/api/cases/:caseId/withdraw',
  zh: '退出改造',
  en: 'Withdraw',
  params: ofCase,
  body: { reason: Reason },
  reply: Changed,
  errors: [],
});
