// reconcile.yaml: the relations 勾稽 that must hold between the notice's figures, declared as data.
// What each kind checks and how it is judged stands in docs/programme-format.md.

import { z } from 'zod';
import { ClauseId, DecisionId, Decimal, Id, Quote, Text, UnitName } from './common.ts';

/**
 * What a relation works on: the address of a figure (`projects.waste-heat.investment.total`), a
 * number of its own with the reason for it, or a small calculation of these.
 */
export type Operand =
  | string
  | { value: number | string; unit: string; why: Text }
  | { sum: Operand[] }
  | { minus: [Operand, Operand] }
  | { product: Operand[] }
  | { ratio: [Operand, Operand] }
  | { count: string };

/** The sentence for what is no operand. */
export const operandError =
  'an operand is the address of a figure, {value, unit, why}, {sum: […]}, {minus: [a, b]}, ' +
  '{product: […]}, {ratio: [a, b]} or {count: address of a list}';

const operand: z.ZodType<Operand> = z.lazy(() => Operand) as z.ZodType<Operand>;
export const Operand = z.union(
  [
    z.string().min(1),
    z.strictObject({ value: Decimal, unit: UnitName, why: Text }),
    z.strictObject({ sum: z.array(operand).min(1) }),
    z.strictObject({ minus: z.tuple([operand, operand]) }),
    z.strictObject({ product: z.array(operand).min(1) }),
    z.strictObject({ ratio: z.tuple([operand, operand]) }),
    z.strictObject({ count: z.string().min(1) }),
  ],
  {
    error: operandError,
  },
);

const base = {
  /** Shown in the first column, such as A1. */
  id: z.string().regex(/^[A-Z][A-Za-z0-9-]*$/, {
    error: 'the id of a relation starts with a capital letter, such as A1',
  }),
  title: Text,
  clause: ClauseId.optional(),
  note: Text.optional(),
  /** The decision that answers it, when it does not hold. */
  decision: DecisionId.optional(),
};

/** How a result is written: unit, decimals, and rounding when it is not to the nearest. */
const writing = {
  as: UnitName.optional(),
  decimals: z.number().int().min(0).max(8).optional(),
  rounding: z.enum(['nearest', 'up', 'down']).optional(),
};

/** `equals` is judged, at the precision the notice prints; `beside` is only shown. */
const judged = { equals: operand.optional(), beside: operand.optional(), ...writing };

/** Address of a date figure, such as `timeline.preparation.to`. */
const DateAddress = z.string().min(1);
const Period = z.strictObject({ from: DateAddress, to: DateAddress });

export const Relation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sum'), ...base, terms: z.array(operand).min(1), ...judged }),
  z.strictObject({
    kind: z.literal('product'),
    ...base,
    factors: z.array(operand).min(1),
    ...judged,
  }),
  z.strictObject({ kind: z.literal('ratio'), ...base, of: operand, to: operand, ...judged }),
  z.strictObject({
    kind: z.literal('difference'),
    ...base,
    from: operand,
    minus: operand,
    ...judged,
  }),
  /** Figures worked out for the reader, with nothing in the notice to hold them against. */
  z.strictObject({
    kind: z.literal('compute'),
    ...base,
    results: z.array(z.strictObject({ label: Text, of: operand, ...writing })).min(1),
    beside: operand.optional(),
  }),
  /** An inequality the notice states or needs, exact: 以上 is at-least, 超过 is above. */
  z.strictObject({
    kind: z.literal('compare'),
    ...base,
    left: operand,
    comparison: z.enum(['at-least', 'above', 'at-most', 'below']),
    right: operand,
    ...writing,
  }),
  z.strictObject({ kind: z.literal('part-of'), ...base, part: operand, whole: operand }),
  z.strictObject({ kind: z.literal('date-exists'), ...base, date: DateAddress }),
  z.strictObject({
    kind: z.literal('date-order'),
    ...base,
    earlier: DateAddress,
    later: DateAddress,
  }),
  z.strictObject({ kind: z.literal('same-date'), ...base, dates: z.array(DateAddress).min(2) }),
  z.strictObject({ kind: z.literal('no-overlap'), ...base, periods: z.array(Period).min(2) }),
  /** Every year that has a target (or is listed) is accepted by some step of the time line. */
  z.strictObject({
    kind: z.literal('accepted-years'),
    ...base,
    years: z.array(z.number().int()).min(1),
  }),
  /** Two lists with the same members: addresses of lists of ids or of records with ids. */
  z.strictObject({ kind: z.literal('same-set'), ...base, left: z.string(), right: z.string() }),
  /** One thing carried in more than one list, with its amount in each. */
  z.strictObject({
    kind: z.literal('listed-twice'),
    ...base,
    thing: Text,
    in: z
      .array(
        z.strictObject({ label: Text, amount: operand, clause: ClauseId.optional(), quote: Quote }),
      )
      .min(2),
    ...writing,
  }),
  z.strictObject({ kind: z.literal('missing-annex'), ...base, annex: Id }),
  /** A printed figure outside what is plausible, and the reading that would be. */
  z.strictObject({
    kind: z.literal('unit-slip'),
    ...base,
    figure: z.string().min(1),
    atLeast: operand.optional(),
    atMost: operand.optional(),
    reading: operand,
    ...writing,
  }),
  /** What the benefit rules give for one household, under other options of the decisions. */
  z.strictObject({
    kind: z.literal('benefit'),
    ...base,
    input: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
    variants: z
      .array(z.strictObject({ label: Text, decide: z.record(DecisionId, Id).default({}) }))
      .min(1),
    show: z.enum(['total-and-household', 'shares']).default('total-and-household'),
  }),
  /** A jump of the benefit rules: where paying a little more changes what is paid at once. */
  z.strictObject({ kind: z.literal('jump'), ...base, input: z.string(), at: Decimal.optional() }),
]);
export type Relation = z.infer<typeof Relation>;

/** reconcile.yaml */
export const ReconcileFile = z.strictObject({ relations: z.array(Relation).default([]) });
