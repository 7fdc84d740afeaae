// Finds every value of an input at which aid changes at once, and every cost at which a household
// pays less than at some lower cost. Works on exact functions, never on samples; docs in
// docs/benefit-rules.md.

import { invariant } from '../../core/invariant.ts';
import * as q from '../../core/rational.ts';
import { rational, ZERO, type Rational } from '../../core/rational.ts';
import type {
  BenefitInputs,
  Decide,
  Jump,
  JumpReport,
  PerverseInterval,
  RunningJump,
} from '../types.ts';
import { evaluateWith } from './evaluate.ts';
import { belowEarlier, discontinuities } from './grid.ts';
import { maxOf, readInputs, stepOf } from './inputs.ts';
import { piecewiseAlgebra, valueAt, type Piecewise } from './piecewise.ts';
import { holds, readyRules, type Rules, type RulesSource } from './rules.ts';
import { workOut, type Setting } from './run.ts';
import {
  candidates,
  combinations,
  isGiven,
  wordCombinations,
  type NumberInput,
  type Words,
} from './scenarios.ts';
import { inputsOf } from './tree.ts';

/** Most functions worked out for one report. */
const FUNCTIONS_MAX = 4_000;
/** Breakpoints of one input move with the values of others: looked for this many times. */
const ROUNDS = 3;

type Kind = 'one-off' | 'running';
/** One input studied while every other one is held. */
type Study = {
  readonly kind: Kind;
  readonly input: NumberInput;
  readonly others: BenefitInputs;
  readonly amount: Piecewise;
};

/** What is fixed beforehand: inputs known, and options other than those chosen. */
export type JumpOptions = { readonly given?: BenefitInputs; readonly decide?: Decide };

/**
 * Every jump of the one-off total and of running aid on the grid of 1 fen (or the input's step),
 * and every interval of costs that is perverse. Refuses what `evaluateBenefit` refuses.
 */
export function findJumps(programme: RulesSource, options: JumpOptions = {}): JumpReport {
  const { given = {}, decide = {} } = options;
  const rules = readyRules(programme, decide);
  const groups = (['one-off', 'running'] as const).map((kind) => studyAll(rules, kind, given));
  const [oneOff, running] = groups.map(({ studies }) => studies);
  return {
    jumps: inOrder(rules, distinct(stepsOf(oneOff ?? []).map((step) => jumpAt(step, rules)))),
    runningJumps: inOrder(
      rules,
      distinct(stepsOf(running ?? []).map((step) => runningJumpAt(step, rules))),
    ),
    perverse: distinct((oneOff ?? []).flatMap((study) => perverseOf(study, rules))).sort(
      (a, b) => a.from - b.from,
    ),
    complete: groups.every(({ isCut }) => !isCut),
  };
}

/** The exact aid of one kind over any algebra, without the rounding to fen. */
function exactAid<V>(rules: Rules, kind: Kind, setting: Setting<V>): V {
  const { algebra } = setting;
  const sum = rules.benefit.items
    .filter((item) => item.kind === kind)
    .map((item) => workOut(item.amount, setting))
    .reduce(algebra.add, algebra.constant(ZERO));
  const limit = rules.benefit.totalNotAbove;
  if (kind === 'running' || !limit || !holds(rules, limit.when)) return sum;
  return algebra.least(sum, algebra.input(limit.input));
}

/** The inputs that aid of this kind depends on under the decisions in force. */
function usedInputs(rules: Rules, kind: Kind): Set<string> {
  const used = new Set<string>();
  for (const item of rules.benefit.items) {
    if (item.kind === kind) inputsOf(item.amount, rules, used);
  }
  const limit = rules.benefit.totalNotAbove;
  if (kind === 'one-off' && limit && holds(rules, limit.when)) used.add(limit.input);
  return used;
}

/** One combination of words, with the breakpoints and values of numbers found so far. */
type Field = {
  readonly words: Words;
  readonly cuts: Map<string, Map<string, Rational>>;
  readonly values: Map<string, readonly Rational[]>;
  readonly done: Set<string>;
};

function studyAll(rules: Rules, kind: Kind, given: BenefitInputs) {
  const known = readInputs(rules, given);
  const used = usedInputs(rules, kind);
  const numbers = [...rules.inputs.values()].filter(
    (input): input is NumberInput =>
      used.has(input.id) && (input.type === 'money' || input.type === 'quantity'),
  );
  const trees = rules.benefit.items.filter((item) => item.kind === kind);
  const amounts = trees.map(({ amount }) => amount);
  const { rows, isCut } = wordCombinations(rules, used, amounts, given, known);
  const fields = rows.map((words): Field => ({
    words,
    cuts: new Map(),
    values: new Map(),
    done: new Set(),
  }));
  const studies: Study[] = [];
  let isIncomplete = isCut;
  for (let round = 0; round < ROUNDS; round++) {
    for (const field of fields) {
      for (const input of numbers) {
        const value = isGiven(given, input.id) ? known.numbers.get(input.id) : undefined;
        const found = candidates(input, field.cuts.get(input.id)?.values() ?? []);
        field.values.set(input.id, value ? [value] : found.values);
        if (found.isCut && !value) isIncomplete = true;
      }
      const room = FUNCTIONS_MAX - studies.length;
      const fresh = numbers.flatMap((input) => studyOne(rules, kind, input, numbers, field, room));
      if (fresh.length >= room) isIncomplete = true;
      studies.push(...fresh.slice(0, room));
    }
  }
  return { studies, isCut: isIncomplete };
}

/** Studies `input` under every combination of the other numbers not studied before. */
function studyOne(
  rules: Rules,
  kind: Kind,
  input: NumberInput,
  numbers: readonly NumberInput[],
  field: Field,
  room: number,
): Study[] {
  const others = numbers.filter(({ id }) => id !== input.id);
  const lists = others.map(({ id }) => field.values.get(id) ?? []);
  const cuts = field.cuts.get(input.id) ?? new Map<string, Rational>();
  field.cuts.set(input.id, cuts);
  return combinations(lists, room).flatMap((row) => {
    const values = new Map(others.map(({ id }, index) => [id, row[index] ?? ZERO]));
    const held = heldInputs(rules, field.words, values);
    const key = `${input.id} ${JSON.stringify(held)}`;
    if (field.done.has(key)) return [];
    field.done.add(key);
    const algebra = piecewiseAlgebra(
      input.id,
      (id) => {
        const value = values.get(id);
        invariant(value, `every other number is held, also ${id}`);
        return value;
      },
      (at) => cuts.set(`${at.n}/${at.d}`, at),
    );
    const word = (id: string) => field.words.get(id);
    const amount = exactAid(rules, kind, { rules, algebra, word });
    return [{ kind, input, others: held, amount }];
  });
}

/** The held inputs as they would be written in an input file. */
function heldInputs(
  rules: Rules,
  words: Words,
  numbers: ReadonlyMap<string, Rational>,
): BenefitInputs {
  const held: Record<string, number | string | boolean> = {};
  for (const { id, type } of rules.inputs.values()) {
    const [word, number] = [words.get(id), numbers.get(id)];
    if (number) held[id] = asNumber(number);
    if (typeof word !== 'string') continue;
    if (type === 'flag') held[id] = word === 'true';
    else held[id] = type === 'year' ? Number(word) : word;
  }
  return held;
}

/** A grid value as a number; it prints as the same decimal. */
function asNumber(value: Rational): number {
  return Number(q.toDecimal(value));
}

/** Two neighbouring grid values between which the aid of a study jumps. */
type Step = { readonly study: Study; readonly before: number; readonly at: number };

/** The discontinuities of at least one fen, each once for the same exact amounts around it. */
function stepsOf(studies: readonly Study[]): Step[] {
  const seen = new Set<string>();
  return studies.flatMap((study) => {
    const { input, amount } = study;
    const step = stepOf(input);
    return discontinuities(amount, step).flatMap(({ index, size }) => {
      const at = q.multiply(rational(index), step);
      const before = q.subtract(at, step);
      const isVisible = q.compare(size, q.ONE) >= 0 || q.compare(size, q.negate(q.ONE)) <= 0;
      if (!isVisible || q.compare(at, maxOf(input)) > 0) return [];
      const amounts = [before, at].map((x) => q.toDecimal(valueAt(amount, x)));
      const key = [input.id, index, ...amounts].join(' ');
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ study, before: asNumber(before), at: asNumber(at) }];
    });
  });
}

function jumpAt({ study, before, at }: Step, rules: Rules): Jump {
  const { input, others: given } = study;
  const low = evaluateWith(rules, { ...given, [input.id]: before });
  const high = evaluateWith(rules, { ...given, [input.id]: at });
  invariant(low.totalFen !== null && high.totalFen !== null, 'all inputs of the aid are held');
  return {
    input: input.id,
    at,
    totalBeforeFen: low.totalFen,
    totalAfterFen: high.totalFen,
    householdBeforeFen: low.householdFen,
    householdAfterFen: high.householdFen,
    given,
  };
}

function runningJumpAt({ study, before, at }: Step, rules: Rules): RunningJump {
  const { input, others: given } = study;
  const low = evaluateWith(rules, { ...given, [input.id]: before }).runningFen;
  const high = evaluateWith(rules, { ...given, [input.id]: at }).runningFen;
  invariant(low !== null && high !== null, 'all inputs of running aid are held');
  return { input: input.id, at, runningBeforeFen: low, runningAfterFen: high, given };
}

/** Costs at which the household pays less than at some lower cost, with the other inputs held. */
function perverseOf({ input, others, amount }: Study, rules: Rules): PerverseInterval[] {
  if (input.id !== rules.costInput?.id) return [];
  const setting = piecewiseAlgebra(
    input.id,
    () => ZERO,
    () => undefined,
  );
  const household = setting.subtract(setting.input(input.id), amount);
  const step = stepOf(input);
  const last = q.floor(q.divide(maxOf(input), step));
  const value = (index: bigint) => asNumber(q.multiply(rational(index), step));
  return belowEarlier(household, step, last).map(({ from, to }) => ({
    input: input.id,
    from: value(from),
    to: to === null ? null : value(to),
    given: others,
  }));
}

/** Each finding once: the first of those that differ only in what was given. */
function distinct<T extends { readonly given: BenefitInputs }>(found: readonly T[]): T[] {
  const first = new Map<string, T>();
  for (const one of found) {
    const { given: _, ...rest } = one;
    // What the household pays at one held cost says no more than the totals do.
    const key = JSON.stringify({ ...rest, householdBeforeFen: 0, householdAfterFen: 0 });
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}

/** By input as declared, then by value. */
function inOrder<T extends { readonly input: string; readonly at: number }>(
  rules: Rules,
  found: readonly T[],
): T[] {
  const order = new Map([...rules.inputs.keys()].map((id, index) => [id, index]));
  return [...found].sort(
    (a, b) => (order.get(a.input) ?? 0) - (order.get(b.input) ?? 0) || a.at - b.at,
  );
}
