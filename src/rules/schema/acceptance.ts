// acceptance.yaml: what an installation has to show before it counts as installed and checked.
// The sections on the acceptance itself are in joint-acceptance.ts.

import { z } from 'zod';
import { ClauseId, Figure, Id, Quote, Source, Text } from './common.ts';
import { jointAcceptance } from './joint-acceptance.ts';

/** Photos without which an installation is not recorded, by works; ids of kinds of documents. */
const Photos = z.strictObject({
  heating: z.array(Id).default([]),
  insulation: z.array(Id).default([]),
  source: Source.optional(),
});

/** One point the enterprise checks by itself before it reports the house as ready. */
const SelfCheckItem = z.strictObject({
  id: Id,
  works: z.enum(['heating', 'insulation']),
  /** Only for houses with one of these methods; for every house when left out. */
  methods: z.array(Id).optional(),
  name: Text,
  clause: ClauseId.optional(),
  quote: Quote.optional(),
  source: Source.optional(),
});

const Installation = z.strictObject({
  /** How long the new heating runs before its temperatures are taken. */
  hoursRun: Figure.optional(),
  /** Components that bear no serial number (pipes, radiators). */
  unserialled: z.array(Id).default([]),
  selfCheck: z.array(SelfCheckItem).default([]),
});

export const AcceptanceFile = z.strictObject({
  photos: Photos.optional(),
  installation: Installation.optional(),
  ...jointAcceptance,
});
