// programme.yaml and clauses.yaml: which programme this is, and how the notice is divided.

import { z } from 'zod';
import { ClauseId, DateFigure, Id, Quote, Text } from './common.ts';

/** programme.yaml: the programme's name card. */
export const ProgrammeFile = z.strictObject({
  id: Id,
  name: Text,
  district: z.strictObject({
    /** Six-digit county code (GB/T 2260). */
    code: z.number().int().min(100000).max(999999),
    name: Text,
  }),
  /** Calendar years the programme runs. */
  years: z.array(z.number().int().min(2000).max(2100)).min(1),
  document: z.strictObject({
    title: Text,
    number: z.string().min(1),
    issuer: Text,
    issuedOn: DateFigure,
    /** True when the document itself says it is public (此件公开发布). */
    isPublic: z.boolean(),
    /** Documents of higher standing it names as its ground. */
    basis: z
      .array(z.strictObject({ title: Text, number: z.string(), clause: ClauseId, quote: Quote }))
      .default([]),
    /** Changes made to the copy in notice.txt, such as names of persons left out. */
    copyNote: Text.optional(),
  }),
});

/** One clause: where it starts in notice.txt and how deep it lies. */
export const Clause = z.strictObject({
  id: ClauseId,
  /** 1 for chapters; a clause ends where the next one of its level or above begins. */
  level: z.number().int().min(1).max(6),
  /** The first words of the clause, letter for letter, searched after the previous clause. */
  starts: z.string().min(1),
  title: Text,
});

/** clauses.yaml, in the order of the text. */
export const ClausesFile = z.strictObject({ clauses: z.array(Clause).min(1) });
