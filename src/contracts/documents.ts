// Documents and photos of a household, of its cases and of a place: upload, list, download, and
// withdrawing a wrong one.

import { z } from 'zod';
import { documentKinds, documentMay, documentStates } from '../documents/model.ts';
import type { DocumentKind } from '../documents/model.ts';
import { ledgerReaders } from '../households/model.ts';
import { contract, FileBytes, PlaceKey } from './contract.ts';
import { Changed, DayText, Reason } from './households.ts';

const fileBytesMax = 20 * 1024 * 1024;
const kinds = Object.keys(documentKinds) as [DocumentKind, ...DocumentKind[]];

export const DocumentKinds = z.enum(kinds);
/** As people call the file; it is never used as a path. */
export const DocumentName = z.string().trim().min(1).max(200);

const day = DayText.optional().meta({ type: 'string', format: 'date' });

/** What is said about a file besides its bytes. */
const about = {
  kind: DocumentKinds,
  name: DocumentName,
  takenOn: day,
  /** Where a photo was taken, in degrees (WGS 84). */
  latitude: z.coerce.number().min(-90).max(90).optional(),
  longitude: z.coerce.number().min(-180).max(180).optional(),
  occurredOn: day,
};

/** A latitude without a longitude is no place. */
export function hasWholeCoordinates(given: {
  readonly latitude?: number | null | undefined;
  readonly longitude?: number | null | undefined;
}): boolean {
  return ((given.latitude ?? null) === null) === ((given.longitude ?? null) === null);
}

export const DocumentInfo = z
  .object({
    documentId: z.uuid(),
    state: z.enum(Object.keys(documentStates) as ['kept', 'withdrawn']),
    version: z.number().int(),
    kind: DocumentKinds,
    name: z.string(),
    sha256: z.string(),
    sizeBytes: z.number().int(),
    mime: z.string(),
    placeKey: PlaceKey,
    householdId: z.uuid().nullable(),
    caseId: z.uuid().nullable(),
    takenOn: z.string().nullable(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    addedOn: z.string(),
    addedBy: z.string(),
    withdrawnReason: z.string().nullable(),
    entryId: z.uuid(),
  })
  .meta({ id: 'DocumentInfo' });

const Attached = z.object({ documentId: z.uuid(), sha256: z.string(), mime: z.string() });
const attachErrors = [
  'document.wrong-type',
  'document.wrong-place',
  'enterprise.not-yours',
  'enterprise.not-admitted',
  'action.not-here',
  'action.day-in-future',
  'action.key-reused',
  'database.busy',
] as const;

export const attachToHousehold = contract({
  method: 'POST',
  path: '/api/households/:householdId/documents',
  summary: { zh: '上传农户资料或照片', en: 'Add a document or photo of a household' },
  access: documentMay['document.attach'],
  params: z.object({ householdId: z.uuid() }),
  query: z.object({ ...about, caseId: z.uuid().optional() }).refine(hasWholeCoordinates),
  upload: { maxBytes: fileBytesMax },
  reply: Attached,
  errors: ['household.not-found', ...attachErrors],
  keyed: true,
});

export const attachToPlace = contract({
  method: 'POST',
  path: '/api/documents',
  summary: { zh: '上传不属于某一户的资料', en: 'Add a document of a place' },
  access: documentMay['document.attach'],
  query: z.object({ ...about, placeKey: PlaceKey }).refine(hasWholeCoordinates),
  upload: { maxBytes: fileBytesMax },
  reply: Attached,
  errors: ['place.unknown', ...attachErrors],
  keyed: true,
});

export const listDocuments = contract({
  method: 'GET',
  path: '/api/documents',
  summary: { zh: '一个地点的资料', en: 'The documents of a place that are of no household' },
  access: ledgerReaders,
  query: z.object({ placeKey: PlaceKey }),
  reply: z.object({ items: z.array(DocumentInfo) }),
  errors: ['action.not-here'],
});

export const downloadDocument = contract({
  method: 'GET',
  path: '/api/documents/:documentId/file',
  summary: { zh: '下载资料', en: 'Download a document' },
  access: [...ledgerReaders, 'enterprise'],
  params: z.object({ documentId: z.uuid() }),
  download: true,
  reply: FileBytes,
  errors: ['document.unknown', 'document.purpose-needed', 'document.damaged'],
});

export const openDocument = contract({
  method: 'POST',
  path: '/api/documents/:documentId/open',
  summary: {
    zh: '查看含证件或账号的资料（注明用途，全程留痕）',
    en: 'Download a document that shows a card, for a purpose that is recorded',
  },
  access: documentMay['document.open'],
  params: z.object({ documentId: z.uuid() }),
  body: z.strictObject({ purpose: Reason }),
  download: true,
  reply: FileBytes,
  errors: [
    'action.subject-not-found',
    'action.not-here',
    'action.key-reused',
    'document.damaged',
    'database.busy',
  ],
  keyed: true,
});

export const withdrawDocument = contract({
  method: 'POST',
  path: '/api/documents/:documentId/withdraw',
  summary: { zh: '作废传错的资料', en: 'Withdraw a wrong document' },
  access: documentMay['document.withdraw'],
  params: z.object({ documentId: z.uuid() }),
  body: z.strictObject({
    reason: Reason,
    occurredOn: day,
    expectedVersion: z.number().int().min(1).optional(),
  }),
  reply: Changed,
  errors: [
    'action.subject-not-found',
    'action.not-here',
    'action.stale-version',
    'action.wrong-state',
    'action.day-too-early',
    'action.day-in-future',
    'action.key-reused',
    'document.not-yours',
    'database.busy',
  ],
  keyed: true,
});
