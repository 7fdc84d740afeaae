// The soft checks of benefit.yaml: a value outside its range gives a warning and changes nothing.

import { compare } from '../../core/rational.ts';
import type { BenefitResult } from '../types.ts';
import { readFigure } from './figures.ts';
import type { Known } from './inputs.ts';
import { holds, type Rules } from './rules.ts';

/** The warnings for what is known; a missing input gives none. Both bounds lie inside. */
export function checksOf(rules: Rules, known: Known): BenefitResult['warnings'] {
  return rules.benefit.checks.flatMap((check) => {
    const of = rules.inputs.get(check.input);
    const value = known.numbers.get(check.input);
    const isGiven = of?.required === true || (value !== undefined && value.n > 0n);
    if (!of || !value || !isGiven || !holds(rules, check.when)) return [];
    const from = check.from && readFigure(check.from, { as: 'bound', of }).value;
    const to = check.to && readFigure(check.to, { as: 'bound', of }).value;
    const isBelow = from !== undefined && compare(value, from) < 0;
    const isAbove = to !== undefined && compare(value, to) > 0;
    if (!isBelow && !isAbove) return [];
    return [{ id: check.id, text: check.text, clause: check.clause }];
  });
}
