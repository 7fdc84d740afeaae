// Reads of documents: those of a household, a case or a place, and whether a document may be
// referred to. Their bytes are read by files.ts.

import { sql } from 'kysely';
import type { Day } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import type { Tx } from '../db/open.ts';
import type { DocumentKind, DocumentState } from './model.ts';

/** A document as every other capability may know it. */
export type DocumentRow = {
  readonly documentId: string;
  readonly state: DocumentState;
  readonly version: number;
  readonly kind: DocumentKind;
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly mime: string;
  readonly placeKey: string;
  readonly householdId: string | null;
  readonly caseId: string | null;
  readonly takenOn: Day | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly addedOn: Day;
  readonly addedBy: string;
  readonly withdrawnReason: string | null;
  readonly entryId: string;
};

const columns = sql`d.document_id, d.state, d.version, d.kind, d.name, d.sha256, d.size_bytes,
  d.mime, coalesce(h.village_key, d.place_key) as place_key, d.household_id, d.case_id, d.taken_on,
  d.latitude::float8 as latitude, d.longitude::float8 as longitude, d.added_on, d.added_by,
  d.withdrawn_reason, d.entry_id`;
/** A household's documents are where the household is; the others where they were added. */
const from = sql`documents d
  left join households h on h.district_code = d.district_code and h.household_id = d.household_id`;

/** The documents of these ids that are kept; withdrawn and unknown ones are left out. By id. */
export async function findDocuments(
  tx: Tx,
  districtCode: number,
  ids: readonly string[],
): Promise<Map<string, DocumentRow>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<DocumentRow>`select ${columns} from ${from}
    where d.district_code = ${districtCode} and d.document_id = any (${ids}::uuid[])
      and d.state = 'kept'`.execute(tx);
  return new Map(rows.map((row) => [row.documentId, row]));
}

/**
 * Refuses with `document.unknown` unless every id is a kept document. With `about`, a document of a
 * household must be of one of these cases or of its household; one of a place serves all.
 */
export async function requireDocuments(
  tx: Tx,
  districtCode: number,
  ids: readonly string[],
  about?: { readonly caseIds: readonly string[] },
): Promise<Map<string, DocumentRow>> {
  const wanted = [...new Set(ids)];
  const found = await findDocuments(tx, districtCode, wanted);
  if (found.size < wanted.length) fail('document.unknown', {});
  if (!about) return found;
  const households = await listHouseholdsOf(tx, districtCode, about.caseIds);
  const cases = new Set(about.caseIds);
  for (const { householdId, caseId } of found.values()) {
    const isOfPlace = householdId === null;
    const isTheirs = isOfPlace || households.has(householdId);
    if (!isTheirs || (caseId !== null && !cases.has(caseId))) fail('document.unknown', {});
  }
  return found;
}

async function listHouseholdsOf(tx: Tx, districtCode: number, caseIds: readonly string[]) {
  const { rows } = await sql<{ householdId: string }>`select distinct household_id from cases
    where district_code = ${districtCode} and case_id = any (${caseIds}::uuid[])`.execute(tx);
  return new Set(rows.map(({ householdId }) => householdId));
}

/** One document of any state; undefined when there is none. */
export async function findDocument(
  tx: Tx,
  districtCode: number,
  documentId: string,
): Promise<DocumentRow | undefined> {
  const { rows } = await sql<DocumentRow>`select ${columns} from ${from}
    where d.district_code = ${districtCode} and d.document_id = ${documentId}`.execute(tx);
  return rows[0];
}

/** The documents of a household and its cases, the latest first. */
export async function listDocumentsOf(
  tx: Tx,
  districtCode: number,
  householdId: string,
): Promise<DocumentRow[]> {
  const { rows } = await sql<DocumentRow>`select ${columns} from ${from}
    where d.district_code = ${districtCode} and d.household_id = ${householdId}
    order by d.document_id desc limit 500`.execute(tx);
  return rows;
}

/** The documents of a place that belong to no household, the latest first. */
export async function listPlaceDocuments(
  tx: Tx,
  districtCode: number,
  placeKey: string,
): Promise<DocumentRow[]> {
  const { rows } = await sql<DocumentRow>`select ${columns} from ${from}
    where d.district_code = ${districtCode} and d.place_key = ${placeKey}
      and d.household_id is null
    order by d.document_id desc limit 500`.execute(tx);
  return rows;
}
