// tiers 分档: the whole amount follows the band in which an input lies. Bands are read in order;
// `below` is strict (少于), `upTo` takes in its bound, the last may be open.

import * as q from '../../../core/rational.ts';
import type { Rational } from '../../../core/rational.ts';
import type { Text } from '../../../core/text.ts';
import type { BenefitInput, TierBand } from '../../schema/benefit.ts';
import type { Bound } from '../algebra.ts';
import { boundsPassed } from '../point.ts';
import { NUMBERS, type Look, type OperatorNamed, type Rule, type Run } from '../rule.ts';
import type { Rules } from '../rules.ts';
import { measure, named, yuan } from '../words.ts';
import { decided } from './by-decision.ts';
import { counted } from './phrase.ts';

type Tiers = OperatorNamed<'tiers'>;

/** Whether a value equal to the bound belongs to the band; a boundary's decision says so. */
function includesBound(band: TierBand, rules: Rules): boolean {
  const { boundary } = band;
  if (boundary) return rules.chosen.get(boundary.decision) === boundary.upTo;
  return band.upTo !== undefined;
}

function boundsOf<V>(node: Tiers, of: BenefitInput, run: Run<V>): Bound[] {
  return node.bands.flatMap((band) => {
    const figure = band.below ?? band.upTo;
    if (!figure) return [];
    const at = run.figure(figure, { as: 'bound', of });
    return [{ at, includes: includesBound(band, run.rules) }];
  });
}

/** `少于 6,000.00 元`, `达到 6,000.00 元`: where a value stands between the bounds next to it. */
function standing(of: BenefitInput, index: number, bounds: readonly Bound[]): Text {
  const [lower, upper] = [bounds[index - 1], bounds[index]];
  const low = lower && measure(of, lower.at);
  const high = upper && measure(of, upper.at);
  const zh = [
    low && (lower.includes ? `超过 ${low.zh}` : `达到 ${low.zh}`),
    high && (upper.includes ? `不超过 ${high.zh}` : `少于 ${high.zh}`),
  ];
  const en = [
    low && (lower.includes ? `above ${low.en}` : `at least ${low.en}`),
    high && (upper.includes ? `at most ${high.en}` : `below ${high.en}`),
  ];
  return { zh: zh.filter(Boolean).join('、'), en: en.filter(Boolean).join(' and ') };
}

/** The decision that sent a value lying on a bound to its band, in front of the sentence. */
function decidedBound(node: Tiers, value: Rational, bounds: readonly Bound[], rules: Rules): Text {
  const index = bounds.findIndex(({ at }) => q.equals(at, value));
  const boundary = node.bands[index]?.boundary;
  if (!boundary) return { zh: '', en: '' };
  const text = decided(rules, boundary.decision);
  return { zh: `${text.zh}；`, en: `${text.en}; ` };
}

function sentence(node: Tiers, of: BenefitInput, bounds: readonly Bound[], rules: Rules) {
  return (total: Rational, value: Rational): Text => {
    const index = boundsPassed(value, bounds);
    const band = node.bands[index];
    const [what, where, sum] = [named(of, value), standing(of, index, bounds), yuan(total)];
    if (!band) {
      return {
        zh: `${what.zh}${where.zh}，不在任何一档之内：${sum.zh}`,
        en: `${what.en} is ${where.en}, in no band: ${sum.en}`,
      };
    }
    const how = counted(band.amount);
    const ground = decidedBound(node, value, bounds, rules);
    return {
      zh: `${ground.zh}${what.zh}${where.zh}，${how.zh}：${sum.zh}`,
      en: `${ground.en}${what.en} is ${where.en}, ${how.en}: ${sum.en}`,
    };
  };
}

/** @example { op: tiers, by: costFen, bands: [{ below: { value: 6000, … }, amount: … }, …] } */
export const tiers: Rule<Tiers> = {
  amount(node, run) {
    const of = run.input(node.by);
    const bounds = boundsOf(node, of, run);
    const value = run.algebra.input(node.by);
    let reached = 0;
    const amount = run.algebra.pick(value, bounds, (index) => {
      reached = index;
      const band = node.bands[index];
      return band ? run.below(band.amount, index + 1) : run.algebra.constant(q.ZERO);
    });
    const band = node.bands[reached];
    const before = node.bands[reached - 1];
    const ground = band?.below ?? band?.upTo ?? before?.below ?? before?.upTo;
    run.tell(amount, [value], sentence(node, of, bounds, run.rules), ground);
    return amount;
  },
  check(node, look) {
    const of = look.input(node.by, NUMBERS, ['by']);
    let last: Rational | undefined;
    node.bands.forEach((band, index) => {
      checkBand(node, index, look);
      const field = band.below ? 'below' : 'upTo';
      const figure = band.below ?? band.upTo;
      const at = of && figure && look.figure(figure, { as: 'bound', of });
      const isRising =
        !at || !last || q.compare(last, at) < 0 || isPointBand(node, index, last, at);
      if (!isRising) look.problem(['bands', index, field], NOT_RISING);
      if (at) last = at;
    });
  },
};

/** A band `upTo` the bound that the one before it lies `below`: exactly that value. */
function isPointBand(node: Tiers, index: number, last: Rational, at: Rational): boolean {
  const [before, band] = [node.bands[index - 1], node.bands[index]];
  return q.equals(last, at) && before?.below !== undefined && band?.upTo !== undefined;
}

export const NOT_RISING: Text = {
  zh: '各档的上限要从小到大排列。',
  en: 'The bounds of the bands must rise from one to the next.',
};

function checkBand(node: Tiers, index: number, look: Look): void {
  const band = node.bands[index];
  if (!band) return;
  const isLast = index === node.bands.length - 1;
  if (band.below && band.upTo) {
    look.problem(['bands', index], {
      zh: '一档只写一个上限：below（少于）或 upTo（不超过）。',
      en: 'A band has one bound: below (strict) or upTo (inclusive).',
    });
  }
  if (!isLast && !band.below && !band.upTo) {
    look.problem(['bands', index], {
      zh: '只有最后一档可以没有上限。',
      en: 'Only the last band may be without a bound.',
    });
  }
  if (!band.boundary) return;
  const { decision, below, upTo } = band.boundary;
  look.decision(decision, [below, upTo], ['bands', index, 'boundary']);
}
