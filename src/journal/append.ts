// Writes requests and their entries, in the transaction of the work they tell of. There is no
// function to change or remove one. Giving entries their place in the tree is sealing: seal.ts.

import { CompiledQuery } from 'kysely';
import type { Tx } from '../db/open.ts';
import { runPrepared, type Prepared } from '../db/prepared.ts';
import type { WrittenEntry } from './entry.ts';
import type { Hash } from './merkle.ts';

/** A request as kept under its idempotency key. */
export type JournalRequest = {
  readonly key: string;
  /** SHA-256 of everything that makes two requests the same. */
  readonly inputHash: Hash;
  /** JSON, kept as text. */
  readonly outcome: unknown;
  readonly recordedAt: Date;
};

const CHUNK_ROWS = 2_000;

const FIND_REQUEST: Prepared = {
  name: 'journal_request',
  text: `select input_hash, outcome from journal_requests
    where district_code = $1 and key = $2`,
};

/** The request seen earlier under this key, if any. */
export async function findRequest(
  tx: Tx,
  districtCode: number,
  key: string,
): Promise<Pick<JournalRequest, 'inputHash' | 'outcome'> | undefined> {
  type Found = Pick<JournalRequest, 'inputHash' | 'outcome'>;
  const [found] = await runPrepared<Found>(tx, FIND_REQUEST, [districtCode, key]);
  return found;
}

const INSERT_REQUEST = `insert into journal_requests
  (district_code, key, input_hash, outcome, recorded_at) values ($1, $2, $3, $4, $5)`;

const ENTRY_COLUMNS = `district_code, entry_id, recorded_at, occurred_on, actor_id, action,
  subject_type, subject_id, key, body, leaf_hash`;

// One statement for the common case, a request of one entry: three tables, one round trip.
const INSERT_ONE: Prepared = {
  name: 'journal_append',
  text: `with entry as (
    insert into journal_entries (${ENTRY_COLUMNS})
    values ($1, $6, $5, $7, $8, $9, $10, $11, $2, $12, $13)
  ), queued as (
    insert into journal_queue (district_code, entry_id) values ($1, $6)
  )
  ${INSERT_REQUEST}`,
};

// All bodies come as one value and all hashes as another, cut up there: an array of bytea would be
// written and read as hexadecimal text.
const INSERT_MANY = `insert into journal_entries (${ENTRY_COLUMNS})
  select $1::int, e.id, $2::timestamptz, e.day, $3::text, $4::text, $5::text, e.subject, $6::text,
    substring($7::bytea from e.start for e.length),
    substring($8::bytea from (e.nth::int - 1) * 32 + 1 for 32)
  from unnest($9::uuid[], $10::date[], $11::text[], $12::int[], $13::int[]) with ordinality
    as e (id, day, subject, start, length, nth)`;

const QUEUE_MANY = `insert into journal_queue (district_code, entry_id)
  select $1::int, e.id from unnest($2::uuid[]) as e (id)`;

/**
 * Keeps a request and its entries, which share actor, action and subject type. Fails with the
 * constraint `journal_requests_pk` when another transaction has kept the same key meanwhile.
 */
export async function appendRequest(
  tx: Tx,
  districtCode: number,
  request: JournalRequest,
  entries: readonly WrittenEntry[],
): Promise<void> {
  const { key, inputHash, outcome, recordedAt } = request;
  const kept = [districtCode, key, inputHash, JSON.stringify(outcome), recordedAt.toISOString()];
  const [only] = entries;
  if (only && entries.length === 1) {
    const { entry, body, leaf } = only;
    const { entryId, occurredOn, actorId, action, subjectType, subjectId } = entry;
    const told = [entryId, occurredOn, actorId, action, subjectType, subjectId, body, leaf];
    await runPrepared(tx, INSERT_ONE, [...kept, ...told]);
    return;
  }
  await tx.executeQuery(CompiledQuery.raw(INSERT_REQUEST, kept));
  for (let at = 0; at < entries.length; at += CHUNK_ROWS) {
    await appendChunk(tx, entries.slice(at, at + CHUNK_ROWS));
  }
}

async function appendChunk(tx: Tx, chunk: readonly WrittenEntry[]): Promise<void> {
  const first = chunk[0]?.entry;
  if (!first) return;
  const { districtCode, recordedAt, actorId, action, subjectType, key } = first;
  const ids = chunk.map(({ entry }) => entry.entryId);
  const lengths = chunk.map(({ body }) => body.byteLength);
  let end = 1;
  const starts = lengths.map((length) => (end += length) - length);
  await tx.executeQuery(
    CompiledQuery.raw(INSERT_MANY, [
      districtCode,
      recordedAt,
      actorId,
      action,
      subjectType,
      key,
      Buffer.concat(chunk.map(({ body }) => body)),
      Buffer.concat(chunk.map(({ leaf }) => leaf)),
      ids,
      chunk.map(({ entry }) => entry.occurredOn),
      chunk.map(({ entry }) => entry.subjectId),
      starts,
      lengths,
    ]),
  );
  await tx.executeQuery(CompiledQuery.raw(QUEUE_MANY, [districtCode, ids]));
}
