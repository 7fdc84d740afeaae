// Divides an amount of whole fen among funds, or among instalments, so that the parts always sum
// to it and none is negative. The part named last takes what rounding leaves.

import { fail } from '../../core/errors.ts';
import type { Fen } from '../../core/money.ts';
import * as q from '../../core/rational.ts';
import { parseDecimal, rational, ZERO, type Rational } from '../../core/rational.ts';
import type { BenefitItem, Split } from '../schema/benefit.ts';
import type { z } from 'zod';
import { readFigure } from './figures.ts';
import type { Rules } from './rules.ts';
import { roundFen } from './words.ts';

/** A split of which the decisions and inputs leave one kind of division. */
export type PlainSplit = Extract<Split, { by: 'share' | 'order' }>;

/** Follows decisions and inputs; gives the input's id while it is missing. */
export function settleSplit(
  split: Split,
  rules: Rules,
  word: (id: string) => string | null | undefined,
): PlainSplit | { readonly missing: string } {
  if (split.by === 'share' || split.by === 'order') return split;
  const isDecision = split.by === 'decision';
  const about = isDecision ? split.decision : split.input;
  const key = isDecision ? rules.chosen.get(split.decision) : word(split.input);
  if (key === undefined && !isDecision) return { missing: split.input };
  const otherwise = isDecision ? undefined : split.otherwise;
  const found = (typeof key === 'string' ? split.cases[key] : undefined) ?? otherwise;
  if (found) return settleSplit(found, rules, word);
  return fail('benefit.not-covered', { name: about, nameEn: about, value: key ?? '-' });
}

/** The share of each fund in fen, in the order the funds are named. */
export function divideAmong(amountFen: Fen, split: PlainSplit): Map<string, Fen> {
  const isShare = split.by === 'share';
  const funds = isShare ? split.shares : split.order;
  const parts = isShare
    ? limited(split, toParts(amountFen, byParts(amountFen, split)))
    : toParts(amountFen, byOrder(amountFen, split));
  const shares = new Map<string, Fen>();
  parts.forEach((fen, index) => {
    const fund = funds[index]?.fund ?? '';
    shares.set(fund, (shares.get(fund) ?? 0) + fen);
  });
  return shares;
}

/** Holds each share below its limit; the last fund bears what is above. */
function limited({ shares }: Extract<Split, { by: 'share' }>, parts: readonly Fen[]): Fen[] {
  let excessFen = 0;
  return parts.map((part, index) => {
    const upTo = shares[index]?.upTo;
    const limit = upTo && readFigure(upTo, { as: 'money' }).value;
    const kept = limit ? Math.min(part, roundFen(limit)) : part;
    excessFen += part - kept;
    return index === parts.length - 1 ? part + excessFen : kept;
  });
}

/** The differences of rising totals, each rounded half up and none above the whole. */
function toParts(amountFen: Fen, rising: readonly Rational[]): Fen[] {
  let before = 0;
  return rising.map((total, index) => {
    const isLast = index === rising.length - 1;
    const upTo = isLast ? amountFen : Math.max(before, Math.min(amountFen, roundFen(total)));
    const part = upTo - before;
    before = upTo;
    return part;
  });
}

function byParts(amountFen: Fen, split: Extract<Split, { by: 'share' }>): Rational[] {
  const parts = split.shares.map(({ parts: written }) => parseDecimal(String(written)) ?? ZERO);
  const whole = parts.reduce(q.add, ZERO);
  if (whole.n === 0n) return parts.map(() => ZERO);
  let sum = ZERO;
  return parts.map((part) => {
    sum = q.add(sum, part);
    return q.multiply(rational(amountFen), q.divide(sum, whole));
  });
}

function byOrder(amountFen: Fen, split: Extract<Split, { by: 'order' }>): Rational[] {
  let sum = ZERO;
  return split.order.map(({ upTo }) => {
    const limit = upTo && readFigure(upTo, { as: 'money' }).value;
    sum = limit ? q.add(sum, limit) : rational(amountFen);
    return sum;
  });
}

type Instalments = z.output<typeof BenefitItem>['instalments'];

/** The instalments of an amount; a single whole when the rules name none. */
export function payIn(amountFen: Fen, instalments: Instalments) {
  let sum = ZERO;
  const rising = instalments.map(({ share }) => {
    sum = q.add(sum, readFigure(share, { as: 'share' }).value ?? ZERO);
    return q.multiply(rational(amountFen), sum);
  });
  const parts = toParts(amountFen, rising);
  return instalments.map(({ id, when }, index) => ({ id, when, amountFen: parts[index] ?? 0 }));
}
