// Finds every value of an input at which aid changes at once, and every cost at which a household
// pays less than at some lower cost. Works on exact functions, never on samples; docs in
// docs/benefit-rules.md. Places hidden in the usual household are looked for in hidden.ts.

import { invariant } from '../../core/invariant.ts';
import * as q from '../../core/rational.ts';
import { ZERO } from '../../core/rational.ts';
import type {
  BenefitInputs,
  Decide,
  Jump,
  JumpReport,
  PerverseInterval,
  RunningJump,
} from '../types.ts';
import { exactAid } from './aid.ts';
import { evaluateWith } from './evaluate.ts';
import { belowEarlier, discontinuities } from './grid.ts';
import { findHidden } from './hidden.ts';
import { maxOf, stepOf } from './inputs.ts';
import { piecewiseAlgebra, valueAt, type Piecewise } from './piecewise.ts';
import { placesOf, valueOn } from './places.ts';
import { readyRules, type Rules, type RulesSource } from './rules.ts';
import { candidates, combinations, type NumberInput } from './scenarios.ts';
import {
  asNumber,
  heldInputs,
  isVisible,
  lastOf,
  othersOf,
  prepare,
  spend,
  type Household,
  type Search,
} from './search.ts';

/** Most functions of the cost drawn to look for perverse intervals outside the usual household. */
const PERVERSE_MAX = 256;

/** Two neighbouring grid values between which aid jumps, `index` the upper one. */
type Step = {
  readonly input: NumberInput;
  readonly index: bigint;
  readonly given: BenefitInputs;
};

/** What is fixed beforehand: inputs known, and options other than those chosen. */
export type JumpOptions = { readonly given?: BenefitInputs; readonly decide?: Decide };

/**
 * Every jump of the one-off total and of running aid on the grid of 1 fen (or the input's step),
 * and the intervals of costs that are perverse. Refuses what `evaluateBenefit` refuses.
 */
export function findJumps(programme: RulesSource, options: JumpOptions = {}): JumpReport {
  const { given = {}, decide = {} } = options;
  const rules = readyRules(programme, decide);
  const oneOff = prepare(rules, 'one-off', given);
  const running = prepare(rules, 'running', given);
  const jumps = stepsOf(oneOff).map((step) => jumpAt(step, rules));
  const runningJumps = stepsOf(running).map((step) => runningJumpAt(step, rules));
  const perverse = perverseOf(oneOff);
  return {
    jumps: inOrder(rules, distinct(jumps)),
    runningJumps: inOrder(rules, distinct(runningJumps)),
    perverse: perverse.sort((a, b) => a.from - b.from),
    complete: !oneOff.isCut && !running.isCut,
  };
}

/** The exact aid as a function of one number, the household otherwise as it is. */
function aidOver(search: Search, input: NumberInput, household: Household): Piecewise {
  const { rules, kind } = search;
  const cuts = household.cuts.get(input.id);
  const algebra = piecewiseAlgebra(
    input.id,
    (id) => household.numbers.get(id) ?? ZERO,
    (at) => cuts?.set(`${at.n}/${at.d}`, at),
  );
  return exactAid(kind, { rules, algebra, word: (id) => household.words.get(id) });
}

/** The jumps of the usual numbers under all words, then once each that is nowhere among them. */
function stepsOf(search: Search): Step[] {
  const steps: Step[] = [];
  const seen = new Set<string>();
  for (const household of search.households) {
    for (const input of search.numbers) {
      if (!spend(search)) continue;
      const amount = aidOver(search, input, household);
      const given = heldInputs(search.rules, household, input.id);
      const [step, last] = [stepOf(input), lastOf(input)];
      for (const { index, size } of discontinuities(amount, step)) {
        if (!isVisible(size) || index > last) continue;
        const around = [index - 1n, index].map((at) => {
          return q.toDecimal(valueAt(amount, valueOn(at, step)));
        });
        // The same amounts under other words are the same jump; found before they are told.
        const key = [input.id, index, ...around].join(' ');
        if (!seen.has(key)) steps.push({ input, index, given });
        seen.add(key);
      }
    }
  }
  return [...steps, ...hiddenSteps(search, steps)];
}

/** Places at which no usual household jumps, but another does: each once. */
function hiddenSteps(search: Search, usual: readonly Step[]): Step[] {
  const found = new Set(usual.map(({ input, index }) => `${input.id} ${index}`));
  const hidden: Step[] = [];
  for (const input of search.numbers) {
    for (const household of search.households) {
      const bounds = household.layout.bounds.get(input.id) ?? [];
      for (const place of placesOf(bounds, stepOf(input), lastOf(input))) {
        const key = `${input.id} ${place.index}`;
        if (found.has(key)) continue;
        const values = findHidden(search, input, household, place);
        if (!values) continue;
        found.add(key);
        const numbers = new Map([...household.numbers, ...values]);
        const given = heldInputs(search.rules, { ...household, numbers }, input.id);
        hidden.push({ input, index: place.index, given });
      }
    }
  }
  // What one combination of words leaves open is settled when another one jumps there.
  search.isCut ||= [...search.unproven].some((key) => !found.has(key));
  return hidden;
}

function jumpAt({ input, index, given }: Step, rules: Rules): Jump {
  const [before, at] = [index - 1n, index].map((on) => asNumber(valueOn(on, stepOf(input))));
  invariant(before !== undefined && at !== undefined, 'a jump has two sides');
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

function runningJumpAt({ input, index, given }: Step, rules: Rules): RunningJump {
  const [before, at] = [index - 1n, index].map((on) => asNumber(valueOn(on, stepOf(input))));
  invariant(before !== undefined && at !== undefined, 'a jump has two sides');
  const low = evaluateWith(rules, { ...given, [input.id]: before }).runningFen;
  const high = evaluateWith(rules, { ...given, [input.id]: at }).runningFen;
  invariant(low !== null && high !== null, 'all inputs of running aid are held');
  return { input: input.id, at, runningBeforeFen: low, runningAfterFen: high, given };
}

/**
 * The perverse intervals of usual households, each once; then of other numbers those that begin
 * where no interval was found yet.
 */
function perverseOf(search: Search): PerverseInterval[] {
  const { rules, numbers } = search;
  const cost = numbers.find(({ id }) => id === rules.costInput?.id);
  if (!cost) return [];
  const usual = search.households.flatMap((household) => {
    return spend(search) ? perverseIn(search, cost, household) : [];
  });
  const found = distinct(usual);
  let left = PERVERSE_MAX;
  for (const household of search.households) {
    const others = othersOf(search, household, cost);
    if (others.length === 0) continue;
    const tried = others.map((other) => {
      return candidates(other, household.cuts.get(other.id)?.values() ?? []);
    });
    const rows = combinations(tried, left);
    for (const row of rows) {
      const held = row.map((value, index) => [others[index]?.id ?? '', value] as const);
      const changed = { ...household, numbers: new Map([...household.numbers, ...held]) };
      const fresh = perverseIn(search, cost, changed).filter(
        ({ from }) => !found.some((one) => one.from <= from && (one.to === null || from < one.to)),
      );
      found.push(...fresh);
    }
    left -= rows.length;
  }
  return found;
}

/** Costs at which one household pays less than at some lower cost. */
function perverseIn(search: Search, cost: NumberInput, household: Household): PerverseInterval[] {
  const amount = aidOver(search, cost, household);
  const algebra = piecewiseAlgebra(
    cost.id,
    () => ZERO,
    () => undefined,
  );
  const pays = algebra.subtract(algebra.input(cost.id), amount);
  const step = stepOf(cost);
  const last = q.floor(q.divide(maxOf(cost), step));
  return belowEarlier(pays, step, last).map(({ from, to }) => ({
    input: cost.id,
    from: asNumber(valueOn(from, step)),
    to: to === null ? null : asNumber(valueOn(to, step)),
    given: heldInputs(search.rules, household, cost.id),
  }));
}

/** Each finding once: the first of those that differ only in what was given. */
function distinct<T extends { readonly given: BenefitInputs }>(found: readonly T[]): T[] {
  const first = new Map<string, T>();
  for (const one of found) {
    const { given: _, ...rest } = one;
    // What the household pays at one held cost says no more than the totals do.
    const same = JSON.stringify({ ...rest, householdBeforeFen: 0, householdAfterFen: 0 });
    if (!first.has(same)) first.set(same, one);
  }
  return [...first.values()];
}

/** By input as declared, then by value; the usual household before others. */
function inOrder<T extends { readonly input: string; readonly at: number }>(
  rules: Rules,
  found: readonly T[],
): T[] {
  const order = new Map([...rules.inputs.keys()].map((id, index) => [id, index]));
  return [...found].sort(
    (a, b) => (order.get(a.input) ?? 0) - (order.get(b.input) ?? 0) || a.at - b.at,
  );
}
