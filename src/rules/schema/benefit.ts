// benefit.yaml: what a household gets, as a small tree of operators. Enough to write a county's
// notice, and not a programming language: no variables, no loops, no arithmetic of one's own.

import { z } from 'zod';
import { ClauseId, DecisionId, Decimal, Figure, Id, Quote, Text } from './common.ts';

/** An input's name: camelCase with its unit last (`costFen`, `heatedAreaM2`, `heatingKwh`). */
export const InputId = z.string().regex(/^[a-z][A-Za-z0-9]*$/, {
  error: 'an input is named in camelCase with the unit last, such as costFen',
});

const inputBase = {
  id: InputId,
  name: Text,
  clause: ClauseId.optional(),
  quote: Quote.optional(),
  /** False: the rules work without it, and it never appears among the missing inputs. */
  required: z.boolean().default(true),
};

export const BenefitInput = z.discriminatedUnion('type', [
  z.strictObject({
    ...inputBase,
    /** Whole fen. */
    type: z.literal('money'),
    /** `cost` marks the price of the works: what the household pays is cost less aid. */
    role: z.enum(['cost', 'other']).default('other'),
    /** A usual value, used when another input is studied for jumps. */
    typical: z.number().int().nonnegative().optional(),
    max: z.number().int().positive().optional(),
  }),
  z.strictObject({
    ...inputBase,
    type: z.literal('quantity'),
    unit: z.string().min(1),
    /** The finest step it is measured in, such as 0.01. */
    step: Decimal.default(1),
    typical: Decimal.optional(),
    max: Decimal.optional(),
  }),
  z.strictObject({
    ...inputBase,
    type: z.literal('choice'),
    options: z.array(z.strictObject({ id: Id, name: Text })).min(1),
    typical: Id.optional(),
  }),
  z.strictObject({ ...inputBase, type: z.literal('year'), typical: z.number().int().optional() }),
  z.strictObject({ ...inputBase, type: z.literal('flag'), typical: z.boolean().optional() }),
]);
export type BenefitInput = z.infer<typeof BenefitInput>;

const words = {
  name: Text.optional(),
  clause: ClauseId.optional(),
  quote: Quote.optional(),
};

type Words = { name?: Text; clause?: string; quote?: string };

/** Holds only while each of these decisions has this option chosen. */
const When = z.record(DecisionId, Id);
/** A wrapper with `when` lets its amount through unchanged while the decisions say otherwise. */
type Wrapper = { when?: Record<string, string>; amount: Operator };

/** One operator with what it works on. The meaning of each is in docs/benefit-rules.md. */
export type Operator = Words &
  (
    | { op: 'nothing' }
    | { op: 'fixed'; amount: Figure }
    | { op: 'actual'; of: string }
    | { op: 'per-unit'; rate: Figure; of: string; upTo?: Figure }
    | { op: 'percent'; rate: Figure; of: string | Operator }
    | ({ op: 'cap'; at: Figure | Operator } & Wrapper)
    | ({ op: 'floor'; at: Figure | Operator } & Wrapper)
    | { op: 'tiers'; by: string; bands: TierBand[] }
    | { op: 'slices'; by: string; bands: SliceBand[] }
    | { op: 'choose'; by: string; cases: Record<string, Operator>; otherwise?: Operator }
    | { op: 'sum'; of: Operator[] }
    | { op: 'greatest'; of: Operator[] }
    | ({ op: 'adjust'; by: string; cases: Record<string, Adjustment> } & Wrapper)
    | ({ op: 'less'; less: string | Operator } & Wrapper)
    | ({ op: 'not-above-cost'; cost: string } & Wrapper)
    | ({ op: 'once-only'; paidBefore: string } & Wrapper)
    | ({ op: 'only-within'; input: string; from?: Figure; to?: Figure } & Wrapper)
    | ({ op: 'in-proportion'; of: string; to: Figure; upTo?: Figure } & Wrapper)
    | { op: 'top-up'; item: string; to: Figure | Operator }
    | { op: 'by-decision'; decision: string; cases: Record<string, Operator> }
  );
/**
 * A band that takes the whole amount: `below` is strict (少于), `upTo` includes the bound. With
 * `boundary` a decision says which of the two it is, since notices often leave it open.
 */
export type TierBand = {
  below?: Figure;
  upTo?: Figure;
  boundary?: { decision: string; below: string; upTo: string };
  amount: Operator;
};
/** One of: the whole times `rate`, raised by `plus`, lowered by `minus`. */
export type Adjustment = { rate?: Figure; plus?: Figure; minus?: Figure };
/** A band that counts only the part lying in it, at its own rate. */
export type SliceBand = { upTo?: Figure; rate: Figure };

const operator: z.ZodType<Operator> = z.lazy(() => Operator) as z.ZodType<Operator>;
const amountOrFigure = z.lazy(() => z.union([Figure, operator]));
const inputOrOperator = z.lazy(() => z.union([InputId, operator]));
const wrapper = { when: When.optional(), amount: operator };

const Adjustment = z
  .strictObject({ rate: Figure.optional(), plus: Figure.optional(), minus: Figure.optional() })
  .refine((value) => Object.values(value).filter(Boolean).length === 1, {
    error: 'an adjustment is one of rate, plus and minus',
  });

export const Operator = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('nothing'), ...words }),
  z.strictObject({ op: z.literal('fixed'), ...words, amount: Figure }),
  z.strictObject({ op: z.literal('actual'), ...words, of: InputId }),
  z.strictObject({
    op: z.literal('per-unit'),
    ...words,
    rate: Figure,
    of: InputId,
    upTo: Figure.optional(),
  }),
  z.strictObject({ op: z.literal('percent'), ...words, rate: Figure, of: inputOrOperator }),
  z.strictObject({ op: z.literal('cap'), ...words, ...wrapper, at: amountOrFigure }),
  z.strictObject({ op: z.literal('floor'), ...words, ...wrapper, at: amountOrFigure }),
  z.strictObject({
    op: z.literal('tiers'),
    ...words,
    by: InputId,
    bands: z
      .array(
        z.strictObject({
          below: Figure.optional(),
          upTo: Figure.optional(),
          boundary: z.strictObject({ decision: DecisionId, below: Id, upTo: Id }).optional(),
          amount: operator,
        }),
      )
      .min(1),
  }),
  z.strictObject({
    op: z.literal('slices'),
    ...words,
    by: InputId,
    bands: z.array(z.strictObject({ upTo: Figure.optional(), rate: Figure })).min(1),
  }),
  z.strictObject({
    op: z.literal('choose'),
    ...words,
    by: InputId,
    cases: z.record(z.string(), operator),
    otherwise: operator.optional(),
  }),
  z.strictObject({ op: z.literal('sum'), ...words, of: z.array(operator).min(1) }),
  z.strictObject({ op: z.literal('greatest'), ...words, of: z.array(operator).min(1) }),
  z.strictObject({
    op: z.literal('adjust'),
    ...words,
    ...wrapper,
    by: InputId,
    cases: z.record(z.string(), Adjustment),
  }),
  z.strictObject({ op: z.literal('less'), ...words, ...wrapper, less: inputOrOperator }),
  z.strictObject({ op: z.literal('not-above-cost'), ...words, ...wrapper, cost: InputId }),
  z.strictObject({ op: z.literal('once-only'), ...words, ...wrapper, paidBefore: InputId }),
  z.strictObject({
    op: z.literal('only-within'),
    ...words,
    ...wrapper,
    input: InputId,
    from: Figure.optional(),
    to: Figure.optional(),
  }),
  z.strictObject({
    op: z.literal('in-proportion'),
    ...words,
    ...wrapper,
    of: InputId,
    to: Figure,
    upTo: Figure.optional(),
  }),
  z.strictObject({ op: z.literal('top-up'), ...words, item: Id, to: amountOrFigure }),
  z.strictObject({
    op: z.literal('by-decision'),
    ...words,
    decision: DecisionId,
    cases: z.record(Id, operator),
  }),
]);

/** A fund's parts of the whole; with `upTo` no more than that, the last fund bearing the excess. */
type Share = { fund: string; parts: number | string; quote?: string; upTo?: Figure };
/** How an amount is divided among funds; the fund named last takes what rounding leaves. */
export type Split = Words &
  (
    | { by: 'share'; shares: Share[] }
    | { by: 'order'; order: Array<{ fund: string; upTo?: Figure }> }
    | { by: 'input'; input: string; cases: Record<string, Split>; otherwise?: Split }
    | { by: 'decision'; decision: string; cases: Record<string, Split> }
  );
const split: z.ZodType<Split> = z.lazy(() => Split) as z.ZodType<Split>;
export const Split = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('share'),
    ...words,
    shares: z
      .array(
        z.strictObject({
          fund: Id,
          parts: Decimal,
          quote: Quote.optional(),
          upTo: Figure.optional(),
        }),
      )
      .min(1),
  }),
  z.strictObject({
    by: z.literal('order'),
    ...words,
    order: z.array(z.strictObject({ fund: Id, upTo: Figure.optional() })).min(1),
  }),
  z.strictObject({
    by: z.literal('input'),
    ...words,
    input: InputId,
    cases: z.record(z.string(), split),
    otherwise: split.optional(),
  }),
  z.strictObject({
    by: z.literal('decision'),
    ...words,
    decision: DecisionId,
    cases: z.record(Id, split),
  }),
]);

/** One benefit: an amount, who bears it, and when it is paid. */
export const BenefitItem = z.strictObject({
  id: Id,
  name: Text,
  /** `one-off` counts against the cost; `running` is paid by season and stands apart. */
  kind: z.enum(['one-off', 'running']),
  clause: ClauseId,
  quote: Quote,
  amount: operator,
  split,
  /**
   * Parts and when each is paid; left out: all at once. The last takes what rounding leaves. Ids
   * are unique over all items.
   */
  instalments: z.array(z.strictObject({ id: Id, share: Figure, when: Text })).default([]),
});

/** A soft check on an input: outside the range a warning is shown, nothing is refused. */
export const BenefitCheck = z.strictObject({
  id: Id,
  input: InputId,
  from: Figure.optional(),
  to: Figure.optional(),
  text: Text,
  clause: ClauseId,
  when: When.optional(),
});

/** benefit.yaml */
export const BenefitFile = z.strictObject({
  inputs: z.array(BenefitInput),
  items: z.array(BenefitItem),
  /** When set, all one-off items together never exceed this input; the last gives way first. */
  totalNotAbove: z
    .strictObject({ input: InputId, clause: ClauseId.optional(), when: When.optional() })
    .optional(),
  /** The words that say who bears the rest. */
  household: z.strictObject({ clause: ClauseId, quote: Quote }).optional(),
  checks: z.array(BenefitCheck).default([]),
});
export type BenefitFile = z.infer<typeof BenefitFile>;

/** cases/*.yaml: a worked household with the amounts it must come to, and where they are from. */
export const CaseFile = z.strictObject({
  cases: z.array(
    z.strictObject({
      id: Id,
      name: Text,
      source: Text,
      input: z.record(InputId, z.union([z.number(), z.string(), z.boolean()])),
      decide: z.record(DecisionId, Id).default({}),
      expect: z.strictObject({
        totalFen: z.number().int().nullable().optional(),
        shares: z.record(Id, z.number().int()).optional(),
        runningShares: z.record(Id, z.number().int()).optional(),
        householdFen: z.number().int().nullable().optional(),
        runningFen: z.number().int().nullable().optional(),
        instalments: z.record(Id, z.number().int()).optional(),
        missing: z.array(InputId).optional(),
        warnings: z.array(Id).optional(),
      }),
    }),
  ),
});
