// The kinds that calculate: sum, product, ratio, difference, compute, compare, part-of. A result is
// held against the notice at the precision the notice prints.

import { compare, equals } from '../../core/rational.ts';
import type { Text } from '../../core/text.ts';
import type { Operand } from '../schema/reconcile.ts';
import { type Context, joinTexts, NOTHING, type Outcome, type RelationOf } from './line.ts';
import {
  differenceOf,
  inUnit,
  productOf,
  type Quantity,
  ratioOf,
  requireSameKind,
  sumOf,
  workOut,
} from './operand.ts';
import { roundTo, write, type Writing, writeStated } from './writing.ts';

type Judged = Writing & {
  readonly equals?: Operand | undefined;
  readonly beside?: Operand | undefined;
};

/** Sum of the terms. */
export function checkSum({ programme }: Context, relation: RelationOf<'sum'>): Outcome {
  const terms = relation.terms.map((term) => workOut(programme, term));
  return judge({ programme }, sumOf(terms), relation);
}

/** Product of the factors. */
export function checkProduct({ programme }: Context, relation: RelationOf<'product'>): Outcome {
  const factors = relation.factors.map((factor) => workOut(programme, factor));
  return judge({ programme }, productOf(factors), relation);
}

/** `of` divided by `to`. */
export function checkRatio({ programme }: Context, relation: RelationOf<'ratio'>): Outcome {
  const result = ratioOf(workOut(programme, relation.of), workOut(programme, relation.to));
  return judge({ programme }, result, relation);
}

/** `from` less `minus`. */
export function checkDifference(
  { programme }: Context,
  relation: RelationOf<'difference'>,
): Outcome {
  const from = workOut(programme, relation.from);
  return judge({ programme }, differenceOf(from, workOut(programme, relation.minus)), relation);
}

/** Holds a result against `equals`; without it the result is only shown. */
function judge(
  { programme }: Pick<Context, 'programme'>,
  result: Quantity,
  relation: Judged,
): Outcome {
  const beside = relation.beside === undefined ? undefined : workOut(programme, relation.beside);
  const figures = [...result.figures, ...(beside?.figures ?? [])];
  if (relation.equals === undefined) {
    return {
      verdict: 'INFO',
      stated: NOTHING,
      computed: withBeside(result, beside, relation),
      figures,
    };
  }
  const stated = workOut(programme, relation.equals);
  requireSameKind(stated, result);
  const writing = { ...relation, as: relation.as ?? stated.unit };
  return {
    verdict: isEqualAsPrinted(stated, result, relation.rounding) ? 'OK' : 'MISMATCH',
    stated: writeStated(stated, writing),
    computed: withBeside(result, beside, writing),
    figures: [...new Set([...stated.figures, ...figures])],
  };
}

/** Equal when the result, rounded to the decimals the notice prints, is what it prints. */
function isEqualAsPrinted(
  stated: Quantity,
  result: Quantity,
  rounding: Writing['rounding'],
): boolean {
  const [printed, exact] = [inUnit(stated, stated.unit), inUnit(result, stated.unit)];
  if (stated.decimals === undefined) return equals(printed, exact);
  return equals(printed, roundTo(exact, stated.decimals, rounding));
}

function withBeside(result: Quantity, beside: Quantity | undefined, writing: Writing): Text {
  const text = write(result, writing);
  if (!beside) return text;
  const other = write(beside);
  return { zh: `${text.zh}（对照${other.zh}）`, en: `${text.en} (beside ${other.en})` };
}

/** Figures worked out for the reader; nothing is judged. */
export function checkCompute({ programme }: Context, relation: RelationOf<'compute'>): Outcome {
  const results = relation.results.map(({ label, of, ...writing }) => {
    const result = workOut(programme, of);
    return { label, result, text: write(result, writing) };
  });
  const isSingle = results.length === 1;
  const texts = results.map(({ label, text }) =>
    isSingle ? text : { zh: `${label.zh}${text.zh}`, en: `${label.en} ${text.en}` },
  );
  const beside = relation.beside === undefined ? undefined : workOut(programme, relation.beside);
  const besideText = beside ? write(beside) : undefined;
  const computed = joinTexts(texts, '；', '; ');
  return {
    verdict: 'INFO',
    stated: NOTHING,
    computed: besideText
      ? {
          zh: `${computed.zh}（对照${besideText.zh}）`,
          en: `${computed.en} (beside ${besideText.en})`,
        }
      : computed,
    figures: [
      ...new Set([...results.flatMap(({ result }) => result.figures), ...(beside?.figures ?? [])]),
    ],
  };
}

const SIGNS = { 'at-least': '≥', above: '>', 'at-most': '≤', below: '<' } as const;

/** An inequality of two results, exact and not rounded. */
export function checkCompare({ programme }: Context, relation: RelationOf<'compare'>): Outcome {
  const left = workOut(programme, relation.left);
  const right = workOut(programme, relation.right);
  requireSameKind(left, right);
  const order = compare(left.value, right.value);
  const holds = {
    'at-least': order >= 0,
    above: order > 0,
    'at-most': order <= 0,
    below: order < 0,
  }[relation.comparison];
  const writing = { ...relation, as: relation.as ?? right.unit };
  const bound = writeStated(right, writing);
  const sign = SIGNS[relation.comparison];
  return {
    verdict: holds ? 'OK' : 'MISMATCH',
    stated: { zh: `${sign}${bound.zh}`, en: `${sign} ${bound.en}` },
    computed: write(left, writing),
    figures: [...new Set([...left.figures, ...right.figures])],
  };
}

/** A part is not below nothing and not above its whole. */
export function checkPartOf({ programme }: Context, relation: RelationOf<'part-of'>): Outcome {
  const part = workOut(programme, relation.part);
  const whole = workOut(programme, relation.whole);
  requireSameKind(part, whole);
  const isPart = part.value.n >= 0n && compare(part.value, whole.value) <= 0;
  const bound = write(whole);
  return {
    verdict: isPart ? 'OK' : 'MISMATCH',
    stated: { zh: `≤${bound.zh}`, en: `≤ ${bound.en}` },
    computed: write(part, { as: whole.unit }),
    figures: [...new Set([...part.figures, ...whole.figures])],
  };
}

/** A printed figure outside what is plausible is a slip of its unit. */
export function checkUnitSlip({ programme }: Context, relation: RelationOf<'unit-slip'>): Outcome {
  const printed = workOut(programme, relation.figure);
  const reading = workOut(programme, relation.reading);
  const bounds = [
    { bound: relation.atLeast, isOutside: -1 },
    { bound: relation.atMost, isOutside: 1 },
  ];
  requireSameKind(printed, reading);
  const isSlip = bounds.some(({ bound, isOutside }) => {
    if (bound === undefined) return false;
    const limit = workOut(programme, bound);
    requireSameKind(printed, limit);
    return compare(printed.value, limit.value) === isOutside;
  });
  const text = write(reading);
  return {
    verdict: isSlip ? 'DEFECT' : 'OK',
    stated: writeStated(printed, relation),
    computed: isSlip ? { zh: `应为${text.zh}`, en: `should be ${text.en}` } : NOTHING,
    figures: [...new Set([...printed.figures, ...reading.figures])],
  };
}
