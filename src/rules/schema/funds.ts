// funds.yaml: the sources of money, the views of the budget the notice gives, and how households
// are paid out of one of them.

import { z } from 'zod';
import { InputId } from './benefit.ts';
import { ClauseId, DecisionId, Figure, Id, Quote, Text } from './common.ts';

const figures = z.record(Id, Figure).default({});

const CostBasis = z.enum(['contract', 'invoice', 'audited']);
const PriorRule = z.enum(['never', 'with-approval', 'always']);
/** One of the words, or the one that a decision's option stands for. */
const orDecided = <Word extends z.ZodType>(word: Word) =>
  z.union([word, z.strictObject({ decision: DecisionId, cases: z.record(Id, word) })]);

/** What is known of a case when it is cleared, for the inputs of benefit.yaml. */
export const Fact = z.union([
  z.enum([
    'cost',
    'equipment-cost',
    'construction-cost',
    'heated-area',
    'floor-area',
    'people',
    'method',
    'category',
    'year',
    'accepted-year',
    'is-resident',
    'paid-before',
  ]),
  /** True when the household is of one of these categories. */
  z.strictObject({ categories: z.array(Id).min(1) }),
]);

/** How households are paid: from which view, for which projects, on which price. */
const Pays = z.strictObject({
  view: Id.optional(),
  cost: orDecided(CostBasis).default('audited'),
  households: z
    .array(
      z.strictObject({
        /** Left out: every project. */
        project: Id.optional(),
        works: z.enum(['heating', 'insulation']).default('heating'),
        when: z.record(DecisionId, Id).optional(),
        clause: ClauseId.optional(),
        quote: Quote.optional(),
      }),
    )
    .min(1)
    .prefault([{}]),
  /** Projects of which the notice says that no household is paid one by one. */
  none: z
    .array(
      z.strictObject({
        project: Id,
        when: z.record(DecisionId, Id).optional(),
        clause: ClauseId.optional(),
        quote: Quote.optional(),
      }),
    )
    .default([]),
  facts: z.record(InputId, Fact).default({}),
  /** Whether households converted before the programme may be aided. */
  prior: orDecided(PriorRule).default('with-approval'),
});

/** funds.yaml: the sources of money, and each view of the budget the notice gives. */
export const FundsFile = z.strictObject({
  sources: z.array(
    z.strictObject({
      id: Id,
      name: Text,
      kind: z.enum(['central', 'province', 'city', 'district', 'household', 'enterprise', 'other']),
      /** True for public money that benefits may be paid from. */
      isPublic: z.boolean(),
    }),
  ),
  views: z
    .array(
      z.strictObject({
        id: Id,
        name: Text,
        clause: ClauseId,
        lines: z.array(
          z.strictObject({
            id: Id,
            name: Text,
            clause: ClauseId.optional(),
            project: Id.optional(),
            figures,
            total: Figure,
            sources: z.record(Id, Figure).default({}),
          }),
        ),
        /** The totals the notice itself prints, if it does. */
        total: Figure.optional(),
        sources: z.record(Id, Figure).default({}),
        shares: z.record(Id, Figure).default({}),
      }),
    )
    .default([]),
  pays: Pays.prefault({}),
});
