// Public notice: accepted houses of a village are hung out, objections recorded and answered by two
// persons, and the notice closed after its days. What waits for it reads queries.ts.

import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction, refusalOf } from '../actions/action.ts';
import type { Gate, Item, RunContext, Subject, SubjectKind } from '../actions/action.ts';
import { answerFields, noticeFields, objectionFields } from '../contracts/notices.ts';
import { Reason } from '../contracts/households.ts';
import type { Day } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import type { Refusal } from '../core/errors.ts';
import { requireDocuments } from '../documents/queries.ts';
import type { DocumentRow } from '../documents/queries.ts';
import { readCases } from '../households/case-actions.ts';
import { caseTransitions } from '../households/model.ts';
import type { CaseState, Works } from '../households/model.ts';
import { changeCases } from '../households/steps.ts';
import type { CaseNow } from '../households/steps.ts';
import { acceptanceMay, endOfNotice, noticeStates, objectionStates } from './model.ts';
import type { NoticeRule, NoticeState, ObjectionState, Remedy } from './model.ts';
import { isUnsettled } from './queries.ts';
import { failCases, refuseOrder } from './store.ts';

type NoticeSubject = Subject & {
  readonly state: NoticeState;
  readonly lastDay: Day;
  readonly endsOn: Day;
  readonly boardDocumentId: string | null;
};

/** Notices as subjects of actions. */
export const noticeKind: SubjectKind<NoticeSubject> = {
  type: 'notice',
  name: { zh: '公示', en: 'notice' },
  states: noticeStates,
  lock: async (ids, tx, districtCode) => {
    const { rows } = await sql<NoticeSubject>`
      select notice_id as id, village_key as place, state, version, last_on as last_day, ends_on,
        board_document_id
      from public_notices
      where district_code = ${districtCode} and notice_id = any (${ids}::uuid[])
      order by notice_id for update`.execute(tx);
    return rows;
  },
};

type ObjectionSubject = Subject & {
  readonly state: ObjectionState;
  readonly lastDay: Day;
  readonly caseId: string | null;
  readonly recordedBy: string;
  readonly remedy: Remedy | null;
  readonly settledOn: Day | null;
};

/** Objections as subjects of actions; each belongs to the village of its notice. */
export const objectionKind: SubjectKind<ObjectionSubject> = {
  type: 'notice-objection',
  name: { zh: '异议', en: 'objection' },
  states: objectionStates,
  lock: async (ids, tx, districtCode) => {
    const { rows } = await sql<ObjectionSubject>`
      select o.objection_id as id, n.village_key as place, o.state, o.version,
        o.last_on as last_day, o.case_id, o.recorded_by, o.remedy, o.settled_on
      from notice_objections o
      join public_notices n on n.district_code = o.district_code and n.notice_id = o.notice_id
      where o.district_code = ${districtCode} and o.objection_id = any (${ids}::uuid[])
      order by o.objection_id for update of o`.execute(tx);
    return rows;
  },
};

const PublishInput = z.strictObject({
  ...noticeFields,
  /** What the programme says, put in by the caller that has it loaded. */
  rule: z.custom<NoticeRule>(),
  /** What each house is to get, where it was worked out; shown on the board. */
  amounts: z
    .array(z.strictObject({ caseId: z.uuid(), amountFen: z.number().int().min(0) }))
    .default([]),
});
type PublishItem = Item<z.output<typeof PublishInput>, Subject>;
type Accepted = CaseNow & { readonly lastDay: Day };

const keyOf = ({ works, village }: { readonly works: Works; readonly village: string }) =>
  `${works} ${village}`;

/** Locks the accepted cases of all the lists, and gives them by works and village. */
async function lockAccepted(items: readonly PublishItem[], { tx, actor }: RunContext) {
  const { rows } = await sql<Accepted>`
    select c.case_id, c.works, c.village_key as village, c.project, c.year, c.method, c.state,
      c.version, c.last_on as last_day
    from cases c
    where c.district_code = ${actor.districtCode} and c.state = 'accepted'
      and (c.village_key, c.works) in (select * from
        unnest(${items.map(({ input }) => input.villageKey)}::text[],
          ${items.map(({ input }) => input.works)}::text[]))
    order by c.case_id for update`.execute(tx);
  return Map.groupBy(rows, keyOf);
}

type List = {
  readonly item: PublishItem;
  readonly cases: readonly Accepted[];
  readonly end: ReturnType<typeof endOfNotice>;
};

/** Writes notices and their lines; the lines are masked as everybody may see them. */
async function insertNotices(lists: readonly List[], { tx, actor }: RunContext): Promise<void> {
  const { districtCode, personId } = actor;
  const notices = lists.map(({ item: { input, subject, occurredOn }, end }) => ({
    district_code: districtCode,
    notice_id: subject.id,
    village_key: input.villageKey,
    works: input.works,
    state: 'open',
    version: 1,
    last_on: occurredOn,
    published_on: occurredOn,
    published_by: personId,
    ends_on: end.endsOn,
    days: input.rule.days,
    counting: input.rule.counting,
    is_calendar_known: end.isCalendarKnown,
    board_document_id: input.boardDocumentId,
  }));
  const columns = sql.join(Object.keys(notices[0] ?? {}).map((name) => sql.ref(name)));
  await sql`insert into public_notices (${columns}) select ${columns}
    from json_populate_recordset(null::public_notices, ${JSON.stringify(notices)}::json)`.execute(
    tx,
  );
  const lines = lists.flatMap(({ item: { input, subject }, cases }) => {
    const amounts = new Map(input.amounts.map((one) => [one.caseId, one.amountFen]));
    return cases.map(({ caseId }) => ({
      notice_id: subject.id,
      case_id: caseId,
      amount_fen: amounts.get(caseId) ?? null,
    }));
  });
  await sql`insert into public_notice_cases (district_code, notice_id, case_id, group_name,
      head_masked, id_masked, account_masked, method, heated_area_m2, amount_fen)
    select c.district_code, n.notice_id, n.case_id, g.name, left(h.head_name, 1) || '*',
      h.id_masked, h.account_masked, c.method, h.heated_area_m2, n.amount_fen
    from json_populate_recordset(null::public_notice_cases, ${JSON.stringify(lines)}::json) n
    join cases c on c.district_code = ${districtCode} and c.case_id = n.case_id
    join households h on h.district_code = ${districtCode} and h.household_id = c.household_id
    left join village_groups g on g.district_code = ${districtCode}
      and g.group_id = c.group_id`.execute(tx);
}

export const publishNotice = defineAction({
  name: 'notice.publish',
  title: { zh: '张榜公示', en: 'Hang out a list' },
  input: PublishInput,
  roles: acceptanceMay['notice.publish'],
  creates: noticeKind.type,
  place: ({ villageKey }) => villageKey,
  // The board's days are kept with the notice; the whole calendar is not.
  record: ({ rule: { days, counting }, ...input }) => ({ ...input, days, counting }),
  runMany: async (items, context) => {
    const { tx, actor } = context;
    const given = items.flatMap(({ input }) => input.boardDocumentId ?? []);
    const photos = await requireDocuments(tx, actor.districtCode, given);
    const accepted = await lockAccepted(items, context);
    const lists: List[] = [];
    const results = items.map((item) => {
      const { input, subject, occurredOn } = item;
      const key = keyOf({ works: input.works, village: input.villageKey });
      const cases = accepted.get(key) ?? [];
      accepted.delete(key);
      const { boardDocumentId, villageKey } = input;
      const refusal =
        refusePhoto(photos, boardDocumentId, villageKey) ?? refuseList(cases, occurredOn);
      if (refusal) return refusal;
      const end = endOfNotice(occurredOn, input.rule);
      lists.push({ item, cases, end });
      return { noticeId: subject.id, cases: cases.length, endsOn: end.endsOn };
    });
    if (lists.length === 0) return results;
    const { to: state } = caseTransitions['case.publish'];
    const changes = lists.flatMap(({ item: { entryId, occurredOn }, cases }) =>
      cases.map((before) => ({ before, state, entryId, occurredOn })),
    );
    await changeCases(context, 'case.publish', changes);
    await insertNotices(lists, context);
    return results;
  },
});

/** A photo of the board is a photo of that, taken in the village. */
function refusePhoto(
  photos: ReadonlyMap<string, DocumentRow>,
  id: string | null,
  village: string | null,
): Refusal | undefined {
  const photo = id === null ? undefined : photos.get(id);
  if (!photo || (photo.kind === 'photo-notice-board' && photo.placeKey === village))
    return undefined;
  return refusalOf({ code: 'notice.photo-missing', details: {} });
}

function refuseList(cases: readonly Accepted[], day: Day): Refusal | undefined {
  if (cases.length === 0) return refusalOf({ code: 'notice.nothing', details: {} });
  const later = cases.find(({ lastDay }) => lastDay > day);
  if (!later) return undefined;
  return refusalOf({ code: 'action.day-too-early', details: { day, lastDay: later.lastDay } });
}

const onNotice = {
  subject: noticeKind,
  subjectId: (input: { noticeId: string }) => input.noticeId,
};
const onObjection = {
  subject: objectionKind,
  subjectId: (input: { objectionId: string }) => input.objectionId,
};

export const objectToNotice = defineAction({
  name: 'notice.object',
  title: { zh: '登记异议', en: 'Record an objection' },
  input: z.strictObject({
    noticeId: z.uuid(),
    ...objectionFields,
    contact: z
      .strictObject({ sealed: z.base64().max(400), masked: z.string().max(40) })
      .nullable()
      .default(null),
  }),
  roles: acceptanceMay['notice.object'],
  ...onNotice,
  from: ['open'],
  run: async ({ caseId, text, contact }, { tx, actor, subject, entryId, occurredOn }) => {
    const { districtCode } = actor;
    if (caseId !== null) {
      const { rows } = await sql`select 1 from public_notice_cases
        where district_code = ${districtCode} and notice_id = ${subject.id}
          and case_id = ${caseId} and withdrawn_on is null`.execute(tx);
      if (rows.length === 0) fail('notice.not-listed', {});
    }
    const sealed = contact && Buffer.from(contact.sealed, 'base64');
    await sql`insert into notice_objections (district_code, objection_id, notice_id, case_id, state,
        version, last_on, text, contact_sealed, contact_masked, recorded_by, recorded_on)
      values (${districtCode}, ${entryId}, ${subject.id}, ${caseId}, 'open', 1, ${occurredOn},
        ${text}, ${sealed}, ${contact?.masked ?? null}, ${actor.personId},
        ${occurredOn})`.execute(tx);
    await sql`update public_notices set version = version + 1, last_on = ${occurredOn}
      where district_code = ${districtCode} and notice_id = ${subject.id}`.execute(tx);
    return { id: subject.id, version: subject.version + 1, objectionId: entryId };
  },
});

const byAnother: Gate<ObjectionSubject> = {
  name: 'two-persons',
  check: ({ recordedBy }, _tx, actor) =>
    recordedBy !== actor.personId || { code: 'notice.same-person', details: {} },
};

const AnswerInput = z.strictObject({ objectionId: z.uuid(), ...answerFields });

export const answerObjection = defineAction({
  name: 'notice.answer-objection',
  title: { zh: '答复异议', en: 'Answer an objection' },
  input: AnswerInput,
  roles: acceptanceMay['notice.answer-objection'],
  ...onObjection,
  from: ['open'],
  gates: [byAnother],
  run: async (input, context) => {
    const { tx, actor, subject, occurredOn } = context;
    const { result, reason } = input;
    const remedy = result === 'upheld' ? input.remedy : null;
    if (result === 'upheld' && remedy === null) fail('notice.remedy-missing', {});
    if (remedy === 'rectify') await sendBack(input, context);
    // A house that goes back leaves the notice: nothing of it is left to settle there.
    const settlement = remedy === 'rectify' ? (input.order?.what ?? null) : null;
    await sql`update notice_objections set state = ${result}, version = version + 1,
        last_on = ${occurredOn}, answered_by = ${actor.personId}, answered_on = ${occurredOn},
        reason = ${reason}, remedy = ${remedy}, settlement = ${settlement},
        settled_on = ${settlement === null ? null : occurredOn}
      where district_code = ${actor.districtCode}
        and objection_id = ${subject.id}`.execute(tx);
    return { id: subject.id, version: subject.version + 1 };
  },
});

async function sendBack(
  { order }: z.output<typeof AnswerInput>,
  context: RunContext & Omit<Item<unknown, ObjectionSubject>, 'input'>,
): Promise<void> {
  const { tx, actor, subject, entryId, occurredOn } = context;
  if (subject.caseId === null || order === null) return fail('notice.remedy-missing', {});
  const refusal = refuseOrder(order, occurredOn);
  if (refusal) throw refusal;
  const [before] = await readCases([subject.caseId], tx, actor.districtCode, sql`for update`);
  const from: readonly CaseState[] = caseTransitions['case.fail'].from;
  if (!before || !from.includes(before.state)) return fail('notice.case-gone-on', {});
  if (before.lastDay > occurredOn) {
    fail('action.day-too-early', { day: occurredOn, lastDay: before.lastDay });
  }
  await failCases(context, [{ before, entryId, occurredOn, source: 'objection', order }]);
}

const isToSettle: Gate<ObjectionSubject> = {
  name: 'unsettled',
  check: ({ settledOn }) => settledOn === null || { code: 'notice.settled-already', details: {} },
};

export const settleObjection = defineAction({
  name: 'notice.settle-objection',
  title: { zh: '异议处理完毕', en: 'Settle an objection' },
  input: z.strictObject({ objectionId: z.uuid(), settlement: Reason }),
  roles: acceptanceMay['notice.settle-objection'],
  ...onObjection,
  from: ['upheld'],
  gates: [isToSettle],
  run: async ({ settlement }, { tx, actor, subject, occurredOn }) => {
    await sql`update notice_objections set version = version + 1, last_on = ${occurredOn},
        settled_on = ${occurredOn}, settlement = ${settlement}
      where district_code = ${actor.districtCode}
        and objection_id = ${subject.id}`.execute(tx);
    return { id: subject.id, version: subject.version + 1 };
  },
});

export const closeNotice = defineAction({
  name: 'notice.close',
  title: { zh: '结束公示', en: 'Close a notice' },
  input: z.strictObject({ noticeId: z.uuid(), documentId: z.uuid().nullable().default(null) }),
  roles: acceptanceMay['notice.close'],
  ...onNotice,
  from: ['open'],
  runMany: async (items, { tx, actor }) => {
    const { districtCode } = actor;
    const given = items.flatMap(({ input }) => input.documentId ?? []);
    const photos = await requireDocuments(tx, districtCode, given);
    const ids = items.map(({ subject }) => subject.id);
    const { rows } = await sql<{ noticeId: string; count: number }>`
      select o.notice_id, count(*) as count from notice_objections o
      where o.district_code = ${districtCode} and o.notice_id = any (${ids}::uuid[])
        and ${isUnsettled}
      group by 1`.execute(tx);
    const open = new Map(rows.map(({ noticeId, count }) => [noticeId, count]));
    const refusals = items.map((item) => {
      const { input, subject } = item;
      return (
        refuseClosing(item, open.get(subject.id) ?? 0) ??
        refusePhoto(photos, input.documentId, subject.place)
      );
    });
    const kept = items.filter((_, at) => !refusals[at]);
    await sql`update public_notices p set state = 'closed', closed_on = n.closed_on,
        last_on = n.closed_on, close_document_id = n.document_id, version = p.version + 1
      from unnest(${kept.map(({ subject }) => subject.id)}::uuid[],
        ${kept.map(({ occurredOn }) => occurredOn)}::date[],
        ${kept.map(({ input }) => input.documentId)}::uuid[])
        as n (notice_id, closed_on, document_id)
      where p.district_code = ${districtCode} and p.notice_id = n.notice_id`.execute(tx);
    return items.map(
      ({ subject }, at) => refusals[at] ?? { id: subject.id, version: subject.version + 1 },
    );
  },
});

function refuseClosing(
  { input, subject, occurredOn }: Item<{ readonly documentId: string | null }, NoticeSubject>,
  count: number,
): Refusal | undefined {
  const { endsOn, boardDocumentId } = subject;
  if (occurredOn <= endsOn) return refusalOf({ code: 'notice.not-over', details: { endsOn } });
  if (count > 0) return refusalOf({ code: 'notice.objections-open', details: { count } });
  if (boardDocumentId !== null || input.documentId !== null) return undefined;
  return refusalOf({ code: 'notice.photo-missing', details: {} });
}
