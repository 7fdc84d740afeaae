// The journal as anybody signed in may check it: the latest checkpoint and proofs of entries.

import { z } from 'zod';
import { contract } from './contract.ts';

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
