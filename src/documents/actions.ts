// Writes to documents: adding one whose bytes are kept already, withdrawing a wrong one, and the
// record of who opened one that shows personal numbers. Bytes themselves are kept by files.ts.

import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction, refusalOf } from '../actions/action.ts';
import type { Gate, Item, RunContext, Subject, SubjectKind } from '../actions/action.ts';
import { PlaceKey } from '../contracts/contract.ts';
import { DocumentKinds, DocumentName, hasWholeCoordinates } from '../contracts/documents.ts';
import { DayText, Reason } from '../contracts/households.ts';
import type { Day } from '../core/day.ts';
import type { Refusal } from '../core/errors.ts';
import { gateOwnEnterprise } from '../enterprises/queries.ts';
import { holdsAny } from '../people/model.ts';
import { fileBytesMax } from './files.ts';
import { documentMay, documentStates } from './model.ts';
import type { DocumentState } from './model.ts';
import { extensions } from './sniff.ts';
import type { Mime } from './sniff.ts';

type DocumentSubject = Subject & {
  readonly state: DocumentState;
  readonly lastDay: Day;
  readonly caseId: string | null;
  readonly addedBy: string;
};

const documentKind: SubjectKind<DocumentSubject> = {
  type: 'document',
  name: { zh: '资料', en: 'document' },
  states: documentStates,
  lock: async (ids, tx, districtCode) => {
    const { rows } = await sql<DocumentSubject>`
      select d.document_id as id, coalesce(h.village_key, d.place_key) as place, d.state, d.version,
        d.last_on as last_day, d.case_id, d.added_by
      from documents d
      left join households h
        on h.district_code = d.district_code and h.household_id = d.household_id
      where d.district_code = ${districtCode} and d.document_id = any (${ids}::uuid[])
      order by d.document_id for update of d`.execute(tx);
    return rows;
  },
};

const Attachment = z
  .strictObject({
    kind: DocumentKinds,
    name: DocumentName,
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    sizeBytes: z.number().int().min(1).max(fileBytesMax),
    mime: z.enum(Object.keys(extensions) as [Mime, ...Mime[]]),
    /** The village of the household, or the place the document is of. */
    placeKey: PlaceKey,
    householdId: z.uuid().nullable().default(null),
    caseId: z.uuid().nullable().default(null),
    takenOn: DayText.nullable().default(null),
    latitude: z.number().min(-90).max(90).nullable().default(null),
    longitude: z.number().min(-180).max(180).nullable().default(null),
  })
  .refine(hasWholeCoordinates);
type Attachment = z.output<typeof Attachment>;
type Attaching = Item<Attachment, Subject>;

export const attachDocument = defineAction({
  name: 'document.attach',
  title: { zh: '上传资料', en: 'Add a document' },
  input: Attachment,
  roles: documentMay['document.attach'],
  creates: 'document',
  place: (input) => input.placeKey,
  // Names of files hold names of people, and coordinates say where somebody lives.
  record: ({ name: _name, latitude: _latitude, longitude: _longitude, ...kept }) => kept,
  runMany: async (items, context) => {
    const refusals = await refuseAttachments(items, context);
    await insertDocuments(
      context,
      items.filter((_, at) => !refusals[at]),
    );
    return items.map(({ subject }, at) => refusals[at] ?? { documentId: subject.id });
  },
});

/** In this order: the day, the household and its place, whose case it is. */
async function refuseAttachments(
  items: readonly Attaching[],
  context: RunContext,
): Promise<Array<Refusal | undefined>> {
  const villages = await villagesOf(items, context);
  const own = await judgeOwn(items, context);
  return items.map(({ input, occurredOn }, at) => {
    const { takenOn, householdId, caseId, placeKey } = input;
    if (takenOn !== null && takenOn > occurredOn) {
      const details = { day: takenOn, today: occurredOn };
      return refusalOf({ code: 'action.day-in-future', details });
    }
    const isPlace = householdId === null && caseId === null;
    if (!isPlace && villages.get(`${householdId} ${caseId ?? ''}`) !== placeKey) {
      return refusalOf({ code: 'document.wrong-place', details: {} });
    }
    return own[at];
  });
}

/** The village of each household and case named, by both ids. */
async function villagesOf(
  items: readonly Attaching[],
  { tx, actor: { districtCode } }: RunContext,
): Promise<Map<string, string>> {
  const households = [...new Set(items.flatMap(({ input }) => input.householdId ?? []))];
  if (households.length === 0) return new Map();
  const { rows } = await sql<{ householdId: string; caseId: string; village: string }>`
    select household_id, '' as case_id, village_key as village from households
    where district_code = ${districtCode} and household_id = any (${households}::uuid[])
    union all
    select household_id, case_id::text, village_key from cases
    where district_code = ${districtCode}
      and household_id = any (${households}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [`${row.householdId} ${row.caseId}`, row.village]));
}

/** An enterprise adds documents to its own cases and to nothing else. */
async function judgeOwn(items: readonly Attaching[], { tx, actor }: RunContext) {
  if (!holdsAny(actor, ['enterprise'])) return items.map(() => undefined);
  const nowhere = '00000000-0000-0000-0000-000000000000';
  const subjects = items.map(({ input, subject }) => ({
    ...subject,
    id: input.caseId ?? nowhere,
  }));
  const answers = (await gateOwnEnterprise.checkMany?.(subjects, tx, actor)) ?? [];
  return answers.map((answer) => (answer === true ? undefined : refusalOf(answer)));
}

async function insertDocuments(
  { tx, actor }: RunContext,
  items: readonly Attaching[],
): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map(({ input, subject, entryId, occurredOn }) => ({
    district_code: actor.districtCode,
    document_id: subject.id,
    entry_id: entryId,
    state: 'kept',
    version: 1,
    kind: input.kind,
    name: input.name,
    sha256: input.sha256,
    size_bytes: input.sizeBytes,
    mime: input.mime,
    place_key: input.placeKey,
    household_id: input.householdId,
    case_id: input.caseId,
    taken_on: input.takenOn,
    latitude: input.latitude,
    longitude: input.longitude,
    added_by: actor.personId,
    added_on: occurredOn,
    last_on: occurredOn,
  }));
  await sql`insert into documents select * from
    json_populate_recordset(null::documents, ${JSON.stringify(rows)}::json)`.execute(tx);
}

/** Who is there for an enterprise withdraws only what they have added themselves. */
const ownDocument: Gate<DocumentSubject> = {
  name: 'own-document',
  check: ({ addedBy }, _tx, actor) =>
    !holdsAny(actor, ['enterprise']) ||
    addedBy === actor.personId || { code: 'document.not-yours', details: {} },
};

export const withdrawDocument = defineAction({
  name: 'document.withdraw',
  title: { zh: '作废资料', en: 'Withdraw a document' },
  input: z.strictObject({ documentId: z.uuid(), reason: Reason }),
  roles: documentMay['document.withdraw'],
  subject: documentKind,
  subjectId: (input) => input.documentId,
  from: ['kept'],
  gates: [ownDocument],
  run: async ({ reason }, { tx, actor, subject, occurredOn }) => {
    await sql`update documents set state = 'withdrawn', withdrawn_reason = ${reason},
        last_on = ${occurredOn}, version = version + 1
      where district_code = ${actor.districtCode} and document_id = ${subject.id}`.execute(tx);
    return { id: subject.id, version: subject.version + 1 };
  },
});

/** Only records that somebody opens the document and why; the route shows it. */
export const openDocument = defineAction({
  name: 'document.open',
  title: { zh: '查看含个人信息的资料', en: 'Open a document with personal numbers' },
  input: z.strictObject({ documentId: z.uuid(), purpose: Reason }),
  roles: documentMay['document.open'],
  subject: documentKind,
  subjectId: (input) => input.documentId,
  run: async ({ documentId }) => ({ documentId }),
});

export const documentActions = [attachDocument, withdrawDocument, openDocument] as const;
