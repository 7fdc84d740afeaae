// The sections of acceptance.yaml on how houses are accepted and published: checks, warmth, sample,
// departments, windows, notice and calendar. What an installation shows stands in acceptance.ts.

import { z } from 'zod';
import { parseDay } from '../../core/day.ts';
import { ClauseId, DecisionId, Figure, Id, Quote, Source, Text } from './common.ts';

/** A value for each option of a decision. */
const byOption = <S extends z.ZodType>(value: S) =>
  z.strictObject({ decision: DecisionId, cases: z.record(Id, value) });

const DayOfYear = z
  .string()
  .refine((text) => parseDay(text) !== undefined, { error: 'write the day as YYYY-MM-DD' });

/** One point that the town and the inspectors look at in a house. */
const CheckPoint = z.strictObject({
  id: Id,
  works: z.enum(['heating', 'insulation']),
  name: Text,
  /** Who looks at it; both when left out. */
  by: z.array(z.enum(['town', 'inspectors'])).default(['town', 'inspectors']),
  clause: ClauseId.optional(),
  quote: Quote.optional(),
  source: Source.optional(),
});

/** One size of the sample of a stratum; each following one is drawn where the one before failed. */
const Round = z.strictObject({
  /** Share of the houses of the stratum. */
  share: Figure,
  /** And not fewer houses than this. */
  least: Figure.optional(),
});

/** A department that signs; with `when`, in the lots of `years` only under these options. */
const Department = z.strictObject({
  unit: Id,
  when: z.record(DecisionId, Id).optional(),
  years: z.array(z.number().int()).optional(),
});

/** The sections of acceptance.yaml on acceptance and public notice. */
export const jointAcceptance = {
  checks: z.array(CheckPoint).default([]),
  /** The least temperature of the main room that counts as warm, by option. */
  warmth: byOption(Figure).optional(),
  sample: z.strictObject({ rounds: z.array(Round).min(1).max(5) }).optional(),
  /** Who organises the joint acceptance and who countersigns, by option. */
  departments: byOption(
    z.strictObject({ organising: Id, countersigning: z.array(Department).max(20) }),
  ).optional(),
  /** The step of timeline.yaml in which a year is accepted that no step names, by option. */
  windows: byOption(z.array(z.strictObject({ year: z.number().int(), step: Id }))).optional(),
  /** How long a list hangs out; the unit says whether working days or all days are counted. */
  notice: z.strictObject({ days: Figure }).optional(),
  /** Public holidays by year; of other years only Saturdays and Sundays are known. */
  calendar: z
    .array(
      z.strictObject({
        year: z.number().int(),
        daysOff: z.array(z.strictObject({ name: Text, from: DayOfYear, to: DayOfYear })),
        /** Saturdays and Sundays that are worked. */
        workdays: z.array(DayOfYear).default([]),
        source: Source,
      }),
    )
    .default([]),
};
