// Public notices: hanging out a village's accepted houses, objections, closing.

import { z } from 'zod';
import { acceptanceMay, noticeStates, objectionStates, remedies } from '../acceptance/model.ts';
import type { ErrorCode } from '../core/errors.ts';
import { ledgerReaders } from '../households/model.ts';
import { Order } from './acceptance.ts';
import { contract, PlaceKey } from './contract.ts';
import { Changed, DayText, Reason, Works } from './households.ts';

const wordsOf = <Name extends string>(words: Readonly<Record<Name, unknown>>) =>
  z.enum(Object.keys(words) as [Name, ...Name[]]);
const optional = <S extends z.ZodType>(schema: S) => schema.nullable().default(null);
const day = z.string();
const noticeId = z.uuid();
const objectionId = z.uuid();

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

/** Which list is hung out, and the photo of the board where there is one already. */
export const noticeFields = {
  villageKey: PlaceKey,
  works: Works,
  boardDocumentId: optional(z.uuid()),
};

/** An objection; without a house it is about the whole list. */
export const objectionFields = {
  caseId: optional(z.uuid()),
  text: z.string().trim().min(2).max(2000),
};

/** The answer to an objection, and what follows when it is upheld. */
export const answerFields = {
  result: wordsOf({ upheld: 0, dismissed: 0 }),
  reason: Reason,
  remedy: optional(wordsOf(remedies)),
  /** What has to be put right; with the remedy `rectify`. */
  order: optional(Order),
};

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

export const publishNotice = contract({
  method: 'POST',
  path: '/api/notices',
  summary: { zh: '张榜公示一个村的已验收农户', en: 'Hang out the accepted houses of a village' },
  access: acceptanceMay['notice.publish'],
  body: z.strictObject({ ...noticeFields, occurredOn: act.occurredOn }),
  reply: z.object({ noticeId, cases: z.number().int(), endsOn: day }),
  errors: [
    'acceptance.rule-missing',
    'notice.nothing',
    'notice.photo-missing',
    'document.unknown',
    ...everyAct,
  ],
  keyed: true,
});

const ofNotice = z.object({ noticeId });
const ofObjection = z.object({ objectionId });

export const objectToNotice = post({
  action: 'notice.object',
  path: '/api/notices/:noticeId/object',
  zh: '登记异议',
  en: 'Record an objection to a notice',
  params: ofNotice,
  body: {
    ...objectionFields,
    /** A telephone number to reach who objected; kept sealed. */
    contact: optional(z.string().regex(/^\+?\d[\d-]{5,19}$/)),
  },
  reply: Changed.extend({ objectionId }),
  errors: ['notice.not-listed'],
});

export const answerObjection = post({
  action: 'notice.answer-objection',
  path: '/api/objections/:objectionId/answer',
  zh: '答复异议',
  en: 'Answer an objection',
  params: ofObjection,
  body: answerFields,
  reply: Changed,
  errors: [
    'notice.same-person',
    'notice.remedy-missing',
    'notice.case-gone-on',
    'acceptance.due-too-early',
  ],
});

export const settleObjection = post({
  action: 'notice.settle-objection',
  path: '/api/objections/:objectionId/settle',
  zh: '异议处理完毕',
  en: 'Record how an upheld objection was settled',
  params: ofObjection,
  body: { settlement: Reason },
  reply: Changed,
  errors: ['notice.settled-already'],
});

export const closeNotice = post({
  action: 'notice.close',
  path: '/api/notices/:noticeId/close',
  zh: '结束公示',
  en: 'Close a notice after its days',
  params: ofNotice,
  body: { documentId: optional(z.uuid()) },
  reply: Changed,
  errors: ['notice.not-over', 'notice.objections-open', 'notice.photo-missing', 'document.unknown'],
});

const Notice = z.object({
  noticeId,
  villageKey: PlaceKey,
  villageName: z.string(),
  works: Works,
  state: wordsOf(noticeStates),
  version: z.number().int(),
  publishedOn: day,
  endsOn: day,
  days: z.number().int(),
  counting: z.enum(['working', 'calendar']),
  /** False: holidays of that time were not known and only weekends left out. */
  isCalendarKnown: z.boolean(),
  closedOn: day.nullable(),
  cases: z.number().int(),
  openObjections: z.number().int(),
});

export const listNotices = contract({
  method: 'GET',
  path: '/api/notices',
  summary: { zh: '公示列表', en: 'Notices, the latest first' },
  access: ledgerReaders,
  query: z.object({
    under: PlaceKey.optional(),
    works: Works.optional(),
    state: wordsOf(noticeStates).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    before: noticeId.optional(),
  }),
  reply: z.object({ items: z.array(Notice), next: noticeId.nullable() }),
  errors: ['action.not-here'],
});

export const getNotice = contract({
  method: 'GET',
  path: '/api/notices/:noticeId',
  summary: { zh: '公示名单（可打印）和异议', en: 'The list as hung out, and objections to it' },
  access: ledgerReaders,
  params: ofNotice,
  reply: Notice.extend({
    boardDocumentId: z.uuid().nullable(),
    closeDocumentId: z.uuid().nullable(),
    rows: z.array(
      z.object({
        number: z.number().int(),
        caseId: z.uuid(),
        groupName: z.string().nullable(),
        headMasked: z.string(),
        idMasked: z.string().nullable(),
        accountMasked: z.string().nullable(),
        method: z.string().nullable(),
        heatedAreaM2: z.number(),
        amountFen: z.number().int().nullable(),
        withdrawnOn: day.nullable(),
      }),
    ),
    objections: z.array(
      z.object({
        objectionId,
        caseId: z.uuid().nullable(),
        state: wordsOf(objectionStates),
        version: z.number().int(),
        text: z.string(),
        contactMasked: z.string().nullable(),
        recordedOn: day,
        answeredOn: day.nullable(),
        reason: z.string().nullable(),
        remedy: wordsOf(remedies).nullable(),
        settledOn: day.nullable(),
        settlement: z.string().nullable(),
      }),
    ),
  }),
  errors: ['notice.not-found'],
});
