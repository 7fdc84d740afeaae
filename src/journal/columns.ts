// The columns of an entry's row repeat what its bytes say, for searching. This compares the two,
// because a changed column would mislead a reader although the sealed bytes are sound.

import { readEntry, type Entry } from './entry.ts';
import type { Hash } from './merkle.ts';

/** A row of journal_entries as read. */
export type EntryRow = {
  readonly entryId: string;
  readonly recordedAt: Date;
  readonly occurredOn: string;
  readonly actorId: string;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly key: string;
  readonly body: Buffer;
  readonly leafHash: Hash;
};

const SAME = [
  'entryId',
  'occurredOn',
  'actorId',
  'action',
  'subjectType',
  'subjectId',
  'key',
] as const satisfies readonly (keyof EntryRow & keyof Entry)[];

/** The first column that differs from the bytes; undefined when all agree. */
export function compareColumns(districtCode: number, row: EntryRow): string | undefined {
  const entry = readEntry(row.body);
  if (!entry) return 'body';
  if (entry.districtCode !== districtCode) return 'districtCode';
  if (entry.recordedAt !== row.recordedAt.toISOString()) return 'recordedAt';
  return SAME.find((column) => entry[column] !== row[column]);
}
