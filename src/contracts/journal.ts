// The journal as anybody signed in may check it: the latest checkpoint and proofs of entries.

import { z } from 'zod';
import { journalReaders } from '../journal/model.ts';
import { contract } from './contract.ts';
import { DayText } from './households.ts';

export const Checkpoint = z
  .object({
    /** Number of sealed entries. */
    size: z.number().int(),
    /** Root of the Merkle tree, base64. */
    root: z.string(),
    /** The signed note (C2SP tlog-checkpoint), exactly as signed. */
    note: z.string(),
    /** The key that checks the signature. */
    verifierKey: z.string(),
  })
  .meta({ id: 'Checkpoint' });

export const InclusionProof = z
  .object({
    entryId: z.string(),
    /** The exact bytes of the entry, base64. */
    body: z.string(),
    leafHash: z.string(),
    index: z.number().int(),
    treeSize: z.number().int(),
    hashes: z.array(z.string()),
    checkpoint: Checkpoint,
  })
  .meta({ id: 'InclusionProof' });

export const getCheckpoint = contract({
  method: 'GET',
  path: '/api/journal/checkpoint',
  summary: { zh: '日志的最新检查点', en: 'The latest checkpoint of the journal' },
  access: 'signed-in',
  /** Null while nothing is sealed. */
  reply: z.object({ checkpoint: Checkpoint.nullable() }),
  errors: [],
});

export const getProof = contract({
  method: 'GET',
  path: '/api/journal/entries/:entryId/proof',
  summary: { zh: '一条日志的存在证明', en: 'Proof that an entry is in the journal' },
  access: 'signed-in',
  params: z.object({ entryId: z.uuid() }),
  reply: InclusionProof,
  errors: ['journal.entry-not-found', 'journal.not-sealed-yet'],
});

export const JournalEntry = z
  .object({
    entryId: z.uuid(),
    recordedAt: z.string(),
    occurredOn: z.string(),
    actorId: z.string(),
    /** Null for the program itself, as in an import. */
    actorName: z.string().nullable(),
    organisationName: z.string().nullable(),
    role: z.string(),
    action: z.string(),
    subjectType: z.string(),
    subjectId: z.string(),
    /** Its place in the sealed tree; null while it has none. */
    position: z.number().int().nullable(),
  })
  .meta({ id: 'JournalEntry' });

export const listJournal = contract({
  method: 'GET',
  path: '/api/journal/entries',
  summary: { zh: '日志：何人何时办了何事', en: 'The journal: who did what and when' },
  access: journalReaders,
  query: z.object({
    /** Recorded on this day or before it. */
    until: DayText.optional().meta({ type: 'string', format: 'date' }),
    action: z.string().max(60).optional(),
    actorId: z.string().max(60).optional(),
    subjectId: z.string().max(80).optional(),
    subjectType: z.string().max(60).optional(),
    /** `next` of the page before. */
    after: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ items: z.array(JournalEntry), next: z.uuid().nullable() }),
  errors: ['action.not-here'],
});
