// One entry of the journal: what it says and the exact bytes that say it. Pure. The bytes of
// format 1 are frozen by a fixture: an entry written today must hash the same in thirty years.

import { z } from 'zod';
import { invariant } from '../core/invariant.ts';
import { canonicalJson, type Json } from './canonical.ts';
import { leafHash, type Hash } from './merkle.ts';

/** Who did what to which thing, when, with which input and outcome. Holds no secrets. */
export type Entry = {
  readonly entryId: string;
  readonly districtCode: number;
  /** The instant of recording, ISO 8601 in UTC with milliseconds. */
  readonly recordedAt: string;
  /** The business day 业务日期, which may lie before the recording. */
  readonly occurredOn: string;
  readonly actorId: string;
  readonly organisationId: string;
  /** The role by which the actor was allowed to do it. */
  readonly role: string;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  /** The idempotency key of the request. */
  readonly key: string;
  readonly input: Json;
  readonly result: Json;
};

/** An entry with its bytes as kept and their hash in the tree. */
export type WrittenEntry = { readonly entry: Entry; readonly body: Buffer; readonly leaf: Hash };

const Body = z.strictObject({
  format: z.literal(1),
  entryId: z.uuid(),
  districtCode: z.int(),
  recordedAt: z.iso.datetime({ precision: 3 }),
  occurredOn: z.iso.date(),
  actorId: z.string(),
  organisationId: z.string(),
  role: z.string(),
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  key: z.string(),
  input: z.json(),
  result: z.json(),
});

/** The exact bytes of an entry: canonical JSON in UTF-8, beginning with its format's number. */
export function writeEntry(entry: Entry): WrittenEntry {
  const body = Buffer.from(canonicalJson({ format: 1, ...entry }), 'utf8');
  return { entry, body, leaf: leafHash(body) };
}

/** Reads an entry's bytes; undefined when they are not an entry of a known format. */
export function readEntry(body: Uint8Array): Entry | undefined {
  const text = Buffer.from(body).toString('utf8');
  const parsed = Body.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const { format, ...entry } = parsed.data;
  invariant(format === 1, 'only format 1 is known');
  return entry;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
