// What one search for jumps works with: the households it looks at, the bound on its work, and what
// it could not prove. Shared by jumps.ts and hidden.ts; nothing is worked out here.

import * as q from '../../core/rational.ts';
import { ONE, type Rational } from '../../core/rational.ts';
import type { BenefitInputs } from '../types.ts';
import { usedInputs, type Kind } from './aid.ts';
import { maxOf, readInputs, stepOf } from './inputs.ts';
import { layoutOf, type Layout } from './places.ts';
import type { Rules } from './rules.ts';
import {
  isGiven,
  usualValue,
  wordCombinations,
  type NumberInput,
  type Words,
} from './scenarios.ts';

/** Most functions worked out for one kind of aid. */
const FUNCTIONS_MAX = 4_000;

/** One combination of words, with the usual numbers. */
export type Household = {
  readonly words: Words;
  readonly numbers: ReadonlyMap<string, Rational>;
  readonly layout: Layout;
  /** Breakpoints of each number met so far, also of those its function no longer shows. */
  readonly cuts: ReadonlyMap<string, Map<string, Rational>>;
};

export type Search = {
  readonly rules: Rules;
  readonly kind: Kind;
  /** The numbers aid depends on, in the order of the file; given ones are studied too. */
  readonly numbers: readonly NumberInput[];
  readonly given: ReadonlySet<string>;
  /** The usual household first. */
  readonly households: readonly Household[];
  /** `input index` of places that were neither found to jump nor proven not to. */
  readonly unproven: Set<string>;
  functionsLeft: number;
  isCut: boolean;
};

/** Makes a search ready. Refuses inputs that `evaluateBenefit` refuses. */
export function prepare(rules: Rules, kind: Kind, given: BenefitInputs): Search {
  const known = readInputs(rules, given);
  const used = usedInputs(rules, kind);
  const numbers = [...rules.inputs.values()].filter(
    (input): input is NumberInput =>
      used.has(input.id) && (input.type === 'money' || input.type === 'quantity'),
  );
  const usual = new Map(
    numbers.map((input) => {
      const own = isGiven(given, input.id) ? known.numbers.get(input.id) : undefined;
      return [input.id, own ?? usualValue(input)];
    }),
  );
  const items = rules.benefit.items.filter((item) => item.kind === kind);
  const trees = items.map(({ amount }) => amount);
  const { rows, isCut } = wordCombinations(rules, used, trees, given, known);
  const households = rows.map((words): Household => {
    const layout = layoutOf(rules, kind, (id) => words.get(id));
    const cuts = new Map(
      numbers.map(({ id }) => {
        const bounds = layout.bounds.get(id) ?? [];
        return [id, new Map(bounds.map(({ at }) => [`${at.n}/${at.d}`, at]))];
      }),
    );
    return { words, numbers: usual, layout, cuts };
  });
  return {
    rules,
    kind,
    numbers,
    given: new Set(numbers.filter(({ id }) => isGiven(given, id)).map(({ id }) => id)),
    households,
    unproven: new Set(),
    functionsLeft: FUNCTIONS_MAX,
    isCut,
  };
}

/** Whether one more function may be worked out; when not, the search is cut off. */
export function spend(search: Search): boolean {
  if (search.functionsLeft === 0) {
    search.isCut = true;
    return false;
  }
  search.functionsLeft--;
  return true;
}

/** The other numbers that matter to this household and may have any value. */
export function othersOf(search: Search, household: Household, input: NumberInput): NumberInput[] {
  return search.numbers.filter(
    ({ id }) => id !== input.id && !search.given.has(id) && household.layout.read.has(id),
  );
}

/** A change of aid of at least one fen; less is rounding. */
export function isVisible(size: Rational): boolean {
  return q.compare(size, ONE) >= 0 || q.compare(size, q.negate(ONE)) <= 0;
}

/** The greatest grid index of an input. */
export function lastOf(input: NumberInput): bigint {
  return q.floor(q.divide(maxOf(input), stepOf(input)));
}

/** The inputs held while `studied` varies, as they would be written in an input file. */
export function heldInputs(
  rules: Rules,
  { words, numbers }: Pick<Household, 'words' | 'numbers'>,
  studied: string,
): BenefitInputs {
  const held: Record<string, number | string | boolean> = {};
  for (const { id, type } of rules.inputs.values()) {
    const [word, number] = [words.get(id), numbers.get(id)];
    if (number && id !== studied) held[id] = asNumber(number);
    if (typeof word !== 'string') continue;
    if (type === 'flag') held[id] = word === 'true';
    else held[id] = type === 'year' ? Number(word) : word;
  }
  return held;
}

/** A grid value as a number; it prints as the same decimal. */
export function asNumber(value: Rational): number {
  return Number(q.toDecimal(value));
}
