// Walks over a tree of operators without working it out: what lies below, and what inputs it reads.

import type { Operator } from '../schema/benefit.ts';
import { holds, type Rules } from './rules.ts';

type Item = Rules['benefit']['items'][number];
export type Below = { readonly node: Operator; readonly field: ReadonlyArray<string | number> };

function isOperator(value: unknown): value is Operator {
  return typeof value === 'object' && value !== null && 'op' in value;
}

/** The operators directly below `node`, each with the field it stands in. */
export function below(node: Operator): Below[] {
  const found: Below[] = [];
  const visit = (value: unknown, field: ReadonlyArray<string | number>): void => {
    if (isOperator(value)) found.push({ node: value, field });
    else if (Array.isArray(value)) value.forEach((part, index) => visit(part, [...field, index]));
    else if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value)) visit(part, [...field, key]);
    }
  };
  for (const [key, part] of Object.entries(node)) visit(part, [key]);
  return found;
}

/** The numeric input an operator's amount grows with; bands only switch, so they are not named. */
function measuredBy(node: Operator): string[] {
  switch (node.op) {
    case 'actual':
    case 'per-unit':
    case 'in-proportion':
      return [node.of];
    case 'percent':
      return typeof node.of === 'string' ? [node.of] : [];
    case 'slices':
      return [node.by];
    case 'less':
      return typeof node.less === 'string' ? [node.less] : [];
    case 'not-above-cost':
      return [node.cost];
    default:
      return [];
  }
}

/** The numeric inputs that the amount of a tree is measured by, `items` those it may top up. */
export function readsBelow(node: Operator, items: readonly Item[] = []): Set<string> {
  const found = new Set(measuredBy(node));
  for (const part of below(node)) for (const id of readsBelow(part.node, items)) found.add(id);
  if (node.op !== 'top-up') return found;
  // Only items above the one spoken of come into question, so that a circle ends.
  const place = items.findIndex(({ id }) => id === node.item);
  const tree = items[place]?.amount;
  if (tree) for (const id of readsBelow(tree, items.slice(0, place))) found.add(id);
  return found;
}

/** Adds to `found` every input that a tree reads under the decisions in force. */
export function inputsOf(node: Operator, rules: Rules, found: Set<string>): void {
  if ('when' in node && !holds(rules, node.when)) return inputsOf(node.amount, rules, found);
  if (node.op === 'by-decision') {
    const chosen = node.cases[rules.chosen.get(node.decision) ?? ''];
    if (chosen) inputsOf(chosen, rules, found);
    return;
  }
  for (const id of measuredBy(node)) found.add(id);
  if (node.op === 'tiers' || node.op === 'choose' || node.op === 'adjust') found.add(node.by);
  if (node.op === 'once-only') found.add(node.paidBefore);
  if (node.op === 'only-within') found.add(node.input);
  if (node.op === 'top-up') {
    const item = rules.benefit.items.find(({ id }) => id === node.item);
    if (item) inputsOf(item.amount, rules, found);
  }
  for (const part of below(node)) inputsOf(part.node, rules, found);
}
