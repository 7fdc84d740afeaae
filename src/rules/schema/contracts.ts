// contracts.yaml: what a contract for works has to agree on before it may be signed.

import { z } from 'zod';
import { ClauseId, Figure, groundError, Id, Quote, Source, Text } from './common.ts';

/** A clause every contract must have; its words are each contract's own. */
const CompulsoryClause = z
  .strictObject({
    id: Id,
    name: Text,
    /** Only in contracts for these works; in every contract when left out. */
    works: z.enum(['heating', 'insulation']).optional(),
    clause: ClauseId.optional(),
    quote: Quote.optional(),
    source: Source.optional(),
  })
  .refine(({ quote, source }) => (quote ?? source) !== undefined, groundError);

export const ContractsFile = z.strictObject({
  clauses: z.array(CompulsoryClause).default([]),
  /** The shortest warranty, in 年. */
  warranty: Figure.optional(),
});
