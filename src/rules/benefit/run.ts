// Works out a tree of operators over an algebra, passing each operator its surroundings. The one
// evaluator: the calculator and the jump finder differ only in the algebra they bring.

import { fail } from '../../core/errors.ts';
import type { Rational } from '../../core/rational.ts';
import type { Text } from '../../core/text.ts';
import type { Operator } from '../schema/benefit.ts';
import type { Figure } from '../schema/common.ts';
import type { Algebra } from './algebra.ts';
import { readFigure, type FigureUse } from './figures.ts';
import { ruleFor } from './operators/index.ts';
import type { Ground, GroundOf, Run } from './rule.ts';
import { holds, type Rules } from './rules.ts';
import { inside } from './words.ts';

/** Hears of each step in the order it is worked out. */
export type Listener<V> = (step: {
  readonly node: Operator;
  /** `tiers.1.2`: the operator and its place in the tree. */
  readonly name: string;
  /** The clause of the operator or of the nearest one above that names one. */
  readonly clause: string | undefined;
  readonly amount: V;
  readonly parts: readonly V[];
  readonly sentence: (...values: Rational[]) => Text;
  readonly ground: Ground | GroundOf | undefined;
}) => void;

/** What a whole tree is worked out with. */
export type Setting<V> = {
  readonly algebra: Algebra<V>;
  readonly rules: Rules;
  readonly word: (id: string) => string | null | undefined;
  /** Rounds an item's amount as it is paid; left out, it stays exact. */
  readonly rounded?: (amount: V) => V;
  readonly listen?: Listener<V>;
};

/**
 * The amount of `node`; `place` is where it stands in its item's tree, empty at the top, and
 * `above` the clause it inherits.
 */
export function workOut<V>(
  node: Operator,
  setting: Setting<V>,
  place: readonly number[] = [],
  above?: string,
): V {
  if ('when' in node && !holds(setting.rules, node.when)) {
    return workOut(node.amount, setting, [...place, 1], above);
  }
  const clause = node.clause ?? above;
  const name = [node.op, ...place].join('.');
  const run: Run<V> = {
    algebra: setting.algebra,
    rules: setting.rules,
    word: setting.word,
    input: (id) => {
      const input = setting.rules.inputs.get(id);
      return input ?? fail('benefit.bad-rules', { field: name, ...noInput(id) });
    },
    figure: (figure, use) => getFigure(setting.rules, figure, use, name),
    item: (id) => workItemOut(id, setting, name),
    below: (child, at = 1) => workOut(child, setting, [...place, at], clause),
    tell: (amount, parts, sentence, ground) =>
      setting.listen?.({ node, name, clause, amount, parts, sentence, ground }),
  };
  return ruleFor(node).amount(node, run);
}

/** The amount of an item that another one speaks of; its steps are told in its own place. */
function workItemOut<V>(id: string, setting: Setting<V>, field: string): V {
  const { listen: _, ...quiet } = setting;
  const item = setting.rules.benefit.items.find((known) => known.id === id);
  if (!item) return fail('benefit.bad-rules', { field, ...noItem(id) });
  const amount = workOut(item.amount, quiet, [], item.clause);
  return setting.rounded?.(amount) ?? amount;
}

/** The figure's value for its use, read once for all households. */
function getFigure(rules: Rules, figure: Figure, use: FigureUse, field: string): Rational {
  const readings = rules.figures.get(figure) ?? new Map<string, Rational>();
  const key = 'of' in use ? `${use.as} ${use.of.id}` : use.as;
  const found = readings.get(key);
  if (found) return found;
  const { value, problem } = readFigure(figure, use);
  if (problem) {
    const { zh, en } = inside(problem);
    fail('benefit.bad-rules', { field, problemZh: zh, problemEn: en });
  }
  rules.figures.set(figure, readings.set(key, value));
  return value;
}

function noItem(id: string) {
  return {
    problemZh: `没有“${id}”这一项补助`,
    problemEn: `there is no item ${id}`,
  };
}

function noInput(id: string) {
  return {
    problemZh: `没有声明输入项“${id}”`,
    problemEn: `the input ${id} is not declared`,
  };
}
