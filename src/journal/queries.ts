// The SQL that reads the journal: a subject's history, checkpoints, and hashes for proofs. What
// writes is in append.ts and seal.ts; what checks everything is in verify.ts.

import { CompiledQuery } from 'kysely';
import { invariant } from '../core/invariant.ts';
import type { Tx } from '../db/open.ts';
import { readEntry, type Entry } from './entry.ts';
import { appendLeaf, edgeRoot, type Edge, type Hash, type NodeReader } from './merkle.ts';

/** Only every eighth height of the tree is kept in rows; the leaves are height 0. */
export const KEPT_HEIGHTS = 8;

/** Rows of one raw query, whose columns come in camelCase. */
export async function rowsOf<Row>(tx: Tx, sql: string, values: readonly unknown[]): Promise<Row[]> {
  const { rows } = await tx.executeQuery<Row>(CompiledQuery.raw(sql, [...values]));
  return rows;
}

const LIST_MAX = 200;

/** The entries of a subject, the latest first; `before` is the id of the last one seen. */
export async function listEntriesOf(
  tx: Tx,
  districtCode: number,
  subject: { readonly type: string; readonly id: string },
  { before, limit = 50 }: { before?: string; limit?: number } = {},
): Promise<Entry[]> {
  const rows = await rowsOf<{ body: Buffer }>(
    tx,
    `select body from journal_entries
     where district_code = $1 and subject_type = $2 and subject_id = $3
       and ($4::uuid is null or entry_id < $4)
     order by entry_id desc limit $5`,
    [districtCode, subject.type, subject.id, before ?? null, Math.min(limit, LIST_MAX)],
  );
  return rows.map(({ body }) => {
    const entry = readEntry(body);
    invariant(entry, 'the journal holds entries of a known format');
    return entry;
  });
}

/** A checkpoint as kept. */
export type KeptCheckpoint = { readonly size: number; readonly root: Hash; readonly note: string };

/** The latest checkpoint; undefined while nothing is sealed. */
export async function findLatestCheckpoint(
  tx: Tx,
  districtCode: number,
): Promise<KeptCheckpoint | undefined> {
  const [latest] = await rowsOf<KeptCheckpoint>(
    tx,
    `select size, root, note from journal_checkpoints
     where district_code = $1 order by size desc limit 1`,
    [districtCode],
  );
  return latest;
}

/** An entry's bytes and, once sealed, its place. */
export type KeptEntry = { readonly body: Buffer; readonly position: number | null };

/** The bytes and place of an entry; undefined when there is none of that id. */
export async function findEntry(
  tx: Tx,
  districtCode: number,
  entryId: string,
): Promise<KeptEntry | undefined> {
  const [found] = await rowsOf<KeptEntry>(
    tx,
    `select e.body, l.position
     from journal_entries e
     left join journal_leaves l using (district_code, entry_id)
     where e.district_code = $1 and e.entry_id = $2`,
    [districtCode, entryId],
  );
  return found;
}

/** Reads the hash of any full subtree from at most 128 rows. */
export function nodeReader(tx: Tx, districtCode: number): NodeReader {
  return async (height, index) => {
    const kept = height - (height % KEPT_HEIGHTS);
    const count = 2 ** (height - kept);
    const rows = await rowsOf<{ hash: Hash }>(
      tx,
      kept === 0
        ? `select leaf_hash as hash from journal_leaves
           where district_code = $1 and $2 = 0 and position >= $3 and position < $4
           order by position`
        : `select hash from journal_nodes
           where district_code = $1 and height = $2 and position >= $3 and position < $4
           order by position`,
      [districtCode, kept, index * count, (index + 1) * count],
    );
    invariant(rows.length === count, 'the tree of the journal is complete; run qn journal verify');
    const edge: Edge = { size: 0, hashes: [] };
    for (const { hash } of rows) appendLeaf(edge, hash);
    return edgeRoot(edge);
  };
}

/** The districts there are, each with a journal of its own. */
export async function listDistrictCodes(tx: Tx): Promise<number[]> {
  const rows = await rowsOf<{ districtCode: number }>(
    tx,
    'select district_code from districts order by district_code limit 10000',
    [],
  );
  return rows.map(({ districtCode }) => districtCode);
}

/** One entry of the journal as it is leafed through. */
export type ListedEntry = {
  readonly entryId: string;
  readonly recordedAt: string;
  readonly occurredOn: string;
  readonly actorId: string;
  readonly actorName: string | null;
  readonly organisationName: string | null;
  readonly role: string;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly position: number | null;
};

/** By what the journal is narrowed down; `before` is the id of the last entry seen. */
export type JournalFilter = {
  /** The last day of recording, in China. */
  readonly until?: string | undefined;
  readonly action?: string | undefined;
  readonly actorId?: string | undefined;
  readonly subject?: { readonly type: string; readonly id: string } | undefined;
  readonly before?: string | undefined;
};

/** Entries of everything, the latest first. Ids sort by the time of recording. */
export async function listEntries(
  tx: Tx,
  districtCode: number,
  { until, action, actorId, subject, before }: JournalFilter,
  limit: number,
): Promise<ListedEntry[]> {
  const rows = await rowsOf<Omit<ListedEntry, 'role'> & { body: Buffer }>(
    tx,
    `select e.entry_id, e.action, e.subject_type, e.subject_id, e.occurred_on, e.actor_id,
       to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded_at,
       p.name as actor_name, o.name as organisation_name, l.position, e.body
     from journal_entries e
     left join journal_leaves l on l.district_code = e.district_code and l.entry_id = e.entry_id
     left join people p on p.district_code = e.district_code and p.person_id::text = e.actor_id
     left join organisations o on o.district_code = p.district_code
       and o.organisation_id = p.organisation_id
     where e.district_code = $1 and ($2::uuid is null or e.entry_id < $2)
       and ($3::text is null or e.action = $3) and ($4::text is null or e.actor_id = $4)
       and ($5::text is null or (e.subject_type = $5 and e.subject_id = $6))
     order by e.entry_id desc limit $7`,
    [
      districtCode,
      earliestOf([before, until === undefined ? undefined : firstIdAfter(until)]),
      action ?? null,
      actorId ?? null,
      subject?.type ?? null,
      subject?.id ?? null,
      Math.min(limit, LIST_MAX + 1),
    ],
  );
  return rows.map(({ body, ...entry }) => ({ ...entry, role: readEntry(body)?.role ?? '' }));
}

const CHINA_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** The least id that an entry recorded after the day can have. */
function firstIdAfter(day: string): string {
  const endMs = Date.parse(`${day}T00:00:00Z`) + DAY_MS - CHINA_OFFSET_MS;
  const hex = endMs.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

function earliestOf(ids: ReadonlyArray<string | undefined>): string | null {
  return ids.filter((id) => id !== undefined).toSorted()[0] ?? null;
}
