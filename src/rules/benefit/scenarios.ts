// The households in which one input is studied: every combination of choices, flags and years, the
// usual one first, and of other numbers the usual value or one from every region between their own
// breakpoints. Bounded; says so when the bound cuts something off.

import * as q from '../../core/rational.ts';
import { parseDecimal, rational, type Rational } from '../../core/rational.ts';
import type { BenefitInput, Operator } from '../schema/benefit.ts';
import type { BenefitInputs } from '../types.ts';
import { maxOf, stepOf, type Known } from './inputs.ts';
import type { Rules } from './rules.ts';
import { below } from './tree.ts';

/** Most combinations of choices, flags and years looked at. */
const COMBINATIONS_MAX = 512;
/** Most values of one number tried while another is studied. */
const CANDIDATES_MAX = 24;
const USUAL_FEN = 1_000_000;
const USUAL_QUANTITY = 100;

export type NumberInput = Extract<BenefitInput, { type: 'money' | 'quantity' }>;
export type Words = ReadonlyMap<string, string | null>;

/** The product of lists, first choices first, at most `limit` of them. */
export function combinations<T>(lists: ReadonlyArray<readonly T[]>, limit: number): T[][] {
  return lists.reduce<T[][]>(
    (rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])).slice(0, limit),
    [[]],
  );
}

/** Every combination of the word inputs, and whether some were left out. */
export function wordCombinations(
  rules: Rules,
  used: ReadonlySet<string>,
  trees: readonly Operator[],
  given: BenefitInputs,
  known: Known,
): { readonly rows: readonly Words[]; readonly isCut: boolean } {
  const inputs = [...rules.inputs.values()].filter(
    ({ id, type }) => used.has(id) && type !== 'money' && type !== 'quantity',
  );
  const lists = inputs.map((input) =>
    isGiven(given, input.id) ? [known.words.get(input.id) ?? null] : valuesTried(input, trees),
  );
  const rows = combinations(lists, COMBINATIONS_MAX);
  const all = lists.reduce((product, list) => product * list.length, 1);
  return {
    rows: rows.map((row) => new Map(inputs.map(({ id }, index) => [id, row[index] ?? null]))),
    isCut: all > rows.length,
  };
}

/** Whether the input was given beforehand, and not as unknown. */
export function isGiven(given: BenefitInputs, id: string): boolean {
  return Object.hasOwn(given, id) && given[id] !== undefined && given[id] !== null;
}

function valuesTried(input: BenefitInput, trees: readonly Operator[]): Array<string | null> {
  const typical = input.typical === undefined ? [] : [String(input.typical)];
  // What may be left out is as a rule left out; of a flag that is the same as no.
  const empty = input.required || input.type === 'flag' ? [] : [null];
  return [...new Set([...typical, ...empty, ...allValues(input, trees)])];
}

function allValues(input: BenefitInput, trees: readonly Operator[]): string[] {
  if (input.type === 'flag') return ['false', 'true'];
  if (input.type === 'choice') return input.options.map(({ id }) => id);
  return yearsTried(input.id, trees);
}

/** The years the rules name and one later, without those that some rule does not cover. */
function yearsTried(id: string, trees: readonly Operator[]): string[] {
  const byYear: Array<Extract<Operator, { op: 'choose' | 'adjust' }>> = [];
  const visit = (node: Operator): void => {
    if ((node.op === 'choose' || node.op === 'adjust') && node.by === id) byYear.push(node);
    for (const part of below(node)) visit(part.node);
  };
  trees.forEach(visit);
  const named = [...new Set(byYear.flatMap((node) => Object.keys(node.cases)))].sort();
  const later = String(Number(named.at(-1) ?? 2000) + 1);
  return [...named, later].filter((year) =>
    byYear.every((node) => 'otherwise' in node || node.cases[year] !== undefined),
  );
}

/** The value of a number while nothing is known of it: typical, else left out, else a fallback. */
export function usualValue(input: NumberInput): Rational {
  const own = input.typical === undefined ? undefined : parseDecimal(String(input.typical));
  if (!own && !input.required) return q.ZERO;
  const usual = own ?? rational(input.type === 'money' ? USUAL_FEN : USUAL_QUANTITY);
  return onGrid(q.least(usual, maxOf(input)), stepOf(input));
}

function onGrid(value: Rational, step: Rational): Rational {
  return q.multiply(rational(q.floor(q.divide(value, step))), step);
}

/** The usual value, 0, and one from each of the first regions between `cuts`. */
export function candidates(input: NumberInput, cuts: Iterable<Rational>): readonly Rational[] {
  const usual = usualValue(input);
  const bounds = [q.ZERO, ...[...cuts].sort(q.compare)];
  const values = usual.n === 0n ? [usual] : [usual, q.ZERO];
  bounds.forEach((from, index) => {
    const to = bounds[index + 1];
    const value = valueBetween(from, to, input);
    const isUsualHere = q.compare(usual, from) > 0 && (!to || q.compare(usual, to) < 0);
    if (value && !isUsualHere) values.push(value);
  });
  return values.slice(0, CANDIDATES_MAX);
}

/** A grid value strictly between the bounds, near their middle; undefined when there is none. */
function valueBetween(
  from: Rational,
  to: Rational | undefined,
  input: NumberInput,
): Rational | undefined {
  const step = stepOf(input);
  const far = to ?? q.add(q.add(from, from), q.add(step, step));
  const middle = q.multiply(q.add(from, far), rational(1, 2));
  const low = onGrid(middle, step);
  return [low, q.add(low, step)].find(
    (value) =>
      q.compare(value, from) > 0 &&
      (!to || q.compare(value, to) < 0) &&
      q.compare(value, maxOf(input)) <= 0,
  );
}
