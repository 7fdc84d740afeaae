// The parts every file of a programme folder is made of: ids, figures with their clause and quoted
// words, dates, labels. Not the files themselves: each has its own module beside this one.

import { z } from 'zod';
import { parseDay } from '../../core/day.ts';
import { Text } from '../../core/text.ts';

/** An id inside a programme: lower-case letters, digits and hyphens (`waste-heat`). */
export const Id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
  error: 'an id is lower-case letters, digits and single hyphens, such as waste-heat',
});
/** The id of a clause as declared in clauses.yaml (`四(三)1(1)`). */
export const ClauseId = z.string().min(1);
/** The id of a decision as declared in decisions.yaml (`D01`). */
export const DecisionId = z.string().regex(/^D\d{2,3}$/, {
  error: 'a decision id is D and two or three digits, such as D01',
});
/** Words of the notice, letter for letter; they must stand inside the clause. */
export const Quote = z.string().min(1);
/** A plain decimal, as a YAML number or in quotation marks; never in exponent form. */
export const Decimal = z.union([
  z.number(),
  z.string().regex(/^[+-]?\d+(?:\.\d+)?$/, { error: 'a plain decimal such as 12.5' }),
]);
/** The name of a unit; see core/units.ts for the list and how `元/户` is read. */
export const UnitName = z.string().min(1);

/**
 * Where a number comes from when it is not from the notice. `tag`: V the text itself was opened,
 * V2 a transcription naming its primary, C computed, R recalled and still to be verified (待核).
 */
export const Source = z.strictObject({
  text: Text,
  tag: z.enum(['V', 'V2', 'C', 'R']),
});

const grounds = {
  clause: ClauseId.optional(),
  quote: Quote.optional(),
  decision: DecisionId.optional(),
  source: Source.optional(),
  note: Text.optional(),
};

function hasGround(value: { quote?: unknown; decision?: unknown; source?: unknown }): boolean {
  return (value.quote ?? value.decision ?? value.source) !== undefined;
}
/** The sentence for a figure or date that rests on nothing. */
export const groundError = {
  error: 'give the quoted words of the notice (quote), or the decision or source it rests on',
};

/** Fields of a figure, to be spread into a larger object that is itself a figure. */
export const figureFields = { value: Decimal, unit: UnitName, ...grounds };

/** A number with its unit and its ground: the notice's own words, a decision, or a source. */
export const Figure = z.strictObject(figureFields).refine(hasGround, groundError);

/**
 * A date with its ground. `date` is the day that counts; `printed` keeps what the notice prints
 * when that is no such day (`2022-04-31`), with the decision that replaced it.
 */
export const DateFigure = z
  .strictObject({
    date: z.string().refine((text) => parseDay(text) !== undefined, {
      error: ({ input }) =>
        /^\d{4}-\d{2}-\d{2}$/.test(String(input))
          ? 'no such day; keep an impossible printed date under `printed`'
          : 'write the day as YYYY-MM-DD, such as 2024-02-29',
    }),
    printed: z.string().optional(),
    ...grounds,
  })
  .refine(hasGround, groundError);

/** A statement of the notice that is not a number, with its clause and words. */
export const Statement = z.strictObject({ text: Text, clause: ClauseId.optional(), quote: Quote });

export { Text };
export type Figure = z.infer<typeof Figure>;
export type DateFigure = z.infer<typeof DateFigure>;
