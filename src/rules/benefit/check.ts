// Finds what is wrong with benefit rules that are well formed: inputs of the wrong type, cases and
// options left out, bands in disorder, shares that do not add up. Names and units are the loader's.

import {
  parseDecimal,
  toDecimal,
  ZERO,
  add,
  multiply,
  rational,
  type Rational,
} from '../../core/rational.ts';
import type { Text } from '../../core/text.ts';
import type { CheckedFile } from '../folder/figures.ts';
import { placeOf, problem, type Path } from '../folder/problem.ts';
import type { Operator, Split } from '../schema/benefit.ts';
import type { FolderProblem } from '../types.ts';
import { readFigure } from './figures.ts';
import { checkCases } from './operators/choose.ts';
import { ruleFor } from './operators/index.ts';
import type { Look } from './rule.ts';
import { readyRules, type Rules, type RulesData } from './rules.ts';
import { below, readsBelow } from './tree.ts';
import { inside } from './words.ts';

/** One thing wrong, at its path inside benefit.yaml. */
export type RuleProblem = { readonly path: Path; readonly message: Text };

/** The problems of a loaded benefit.yaml, each with its line. */
export function checkBenefitRules(file: CheckedFile | undefined, data: RulesData): FolderProblem[] {
  if (!file) return [];
  return findRuleProblems(data).map(({ path, message }) =>
    problem(placeOf(file.source, path), 'benefit.rule-unsound', inside(message)),
  );
}

/** Everything wrong with the rules of `data`, in the order of the file. */
export function findRuleProblems(data: RulesData): RuleProblem[] {
  const rules = readyRules(data);
  const problems: RuleProblem[] = [];
  checkCostInputs(rules, problems);
  checkCostSpokenOf(rules, problems);
  rules.benefit.items.forEach((item, index) => {
    const path = ['items', index];
    checkTree(item.amount, [...path, 'amount'], rules, problems);
    checkSplit(item.split, [...path, 'split'], rules, problems);
    checkInstalments(item.instalments, [...path, 'instalments'], problems);
    checkInstalmentIds(rules, index, problems);
  });
  const look = lookAt(['totalNotAbove'], rules, problems);
  const limit = rules.benefit.totalNotAbove;
  if (limit) look.input(limit.input, ['money'], ['input']);
  rules.benefit.checks.forEach((check, index) => {
    const own = lookAt(['checks', index], rules, problems);
    own.input(check.input, ['money', 'quantity'], ['input']);
  });
  return problems;
}

function lookAt(path: Path, rules: Rules, problems: RuleProblem[]): Look {
  const report: Look['problem'] = (field, message) =>
    problems.push({ path: [...path, ...field], message });
  return {
    problem: report,
    figure: (figure, use) => readFigure(figure, use).value,
    readsBelow: (node) => readsBelow(node, rules.benefit.items),
    earlierItem: (id, field) => {
      const { items } = rules.benefit;
      const own = items[Number(path[1])];
      const earlier = items.slice(0, Number(path[1])).filter(({ kind }) => kind === own?.kind);
      if (earlier.some((item) => item.id === id)) return;
      report(field, {
        zh: `“${id}”不是排在前面的同类补助项；只能补足写在前面、kind 相同的项。`,
        en: `${id} is no item of the same kind above this one; only such an item can be topped up.`,
      });
    },
    input: (id, types, field) => {
      const input = rules.inputs.get(id);
      if (!input || types.includes(input.type)) return input;
      report(field, {
        zh: `“${id}”是 ${input.type} 类型，这里要 ${types.join(' 或 ')}。`,
        en: `${id} is of type ${input.type}; here it must be ${types.join(' or ')}.`,
      });
      return undefined;
    },
    decision: (id, options, field) => {
      const known = rules.decisions.find((decision) => decision.id === id);
      const left = (known?.options ?? []).filter((option) => !options.includes(option.id));
      if (left.length === 0) return;
      const names = left.map((option) => option.id).join(', ');
      report(field, {
        zh: `待定事项 ${id} 的选项 ${names} 还没有写。`,
        en: `The option ${names} of decision ${id} is not covered.`,
      });
    },
  };
}

function checkTree(node: Operator, path: Path, rules: Rules, problems: RuleProblem[]): void {
  ruleFor(node).check?.(node, lookAt(path, rules, problems));
  for (const part of below(node)) checkTree(part.node, [...path, ...part.field], rules, problems);
}

function checkSplit(split: Split, path: Path, rules: Rules, problems: RuleProblem[]): void {
  const look = lookAt(path, rules, problems);
  checkPublic(split, rules, look);
  switch (split.by) {
    case 'share': {
      const parts = split.shares.map(({ parts: written }) => parseDecimal(String(written)) ?? ZERO);
      const isNegative = parts.some(({ n }) => n < 0n);
      if (split.shares.at(-1)?.upTo) {
        look.problem(['shares', split.shares.length - 1, 'upTo'], LAST_TAKES_REST);
      }
      if (!isNegative && parts.some(({ n }) => n > 0n)) return;
      return look.problem(['shares'], {
        zh: '份额不能是负数，也不能全是 0。',
        en: 'Parts cannot be negative, nor all of them 0.',
      });
    }
    case 'order':
      return checkOrder(split, look);
    case 'input':
      checkCases(split.input, split, 'input', look);
      if (split.otherwise) checkSplit(split.otherwise, [...path, 'otherwise'], rules, problems);
      break;
    case 'decision':
      look.decision(split.decision, Object.keys(split.cases), ['cases']);
  }
  for (const [key, part] of Object.entries(split.cases)) {
    checkSplit(part, [...path, 'cases', key], rules, problems);
  }
}

/** Aid is public money: what a household or a firm pays is no share of it. */
function checkPublic(split: Split, rules: Rules, look: Look): void {
  if (split.by !== 'share' && split.by !== 'order') return;
  const isShare = split.by === 'share';
  const funds = isShare ? split.shares : split.order;
  funds.forEach(({ fund }, index) => {
    if (!rules.privateFunds.has(fund)) return;
    const name = rules.funds.get(fund) ?? { zh: fund, en: fund };
    look.problem([isShare ? 'shares' : 'order', index, 'fund'], {
      zh: `“${name.zh}”（${fund}）不是财政资金，不能分担补助；农户自付的部分是造价减去补助，不写在这里。`,
      en:
        `${name.en} (${fund}) is not public money and cannot bear aid; ` +
        'what the household pays is the cost less the aid, and is not written here.',
    });
  });
}

const LAST_TAKES_REST: Text = {
  zh: '最后一个资金来源承担其余部分，不写 upTo。',
  en: 'The last fund takes the rest: leave out upTo.',
};
const NEEDS_LIMIT: Text = {
  zh: '除最后一个外，都要写 upTo。',
  en: 'All but the last need upTo.',
};

function checkOrder({ order }: Extract<Split, { by: 'order' }>, look: Look): void {
  order.forEach(({ upTo }, index) => {
    const isLast = index === order.length - 1;
    if (isLast !== (upTo !== undefined)) return;
    look.problem(['order', index], isLast ? LAST_TAKES_REST : NEEDS_LIMIT);
  });
}

function checkInstalments(
  instalments: Rules['benefit']['items'][number]['instalments'],
  path: Path,
  problems: RuleProblem[],
): void {
  if (instalments.length === 0) return;
  const shares = instalments.map(({ share }) => readFigure(share, { as: 'share' }).value);
  const sum = shares.reduce<Rational>((whole, share) => add(whole, share ?? ZERO), ZERO);
  if (shares.includes(undefined) || (sum.n === 1n && sum.d === 1n)) return;
  const written = toDecimal(multiply(sum, rational(100)));
  problems.push({
    path,
    message: {
      zh: `各期之和应是 100%，现在是 ${written}%。`,
      en: `The instalments must come to 100 %; they come to ${written} %.`,
    },
  });
}

/** Instalments are named by their ids alone, in cases and reports, so no two may share one. */
function checkInstalmentIds(rules: Rules, index: number, problems: RuleProblem[]): void {
  const { items } = rules.benefit;
  items[index]?.instalments.forEach(({ id }, place) => {
    const other = items
      .slice(0, index + 1)
      .find((item, at) =>
        (at === index ? item.instalments.slice(0, place) : item.instalments).some(
          (known) => known.id === id,
        ),
      );
    if (!other) return;
    problems.push({
      path: ['items', index, 'instalments', place, 'id'],
      message: {
        zh: `“${id}”已经是“${other.name.zh}”（${other.id}）的一期；各期的 id 在所有项中不能重复。`,
        en: `${id} is already an instalment of ${other.id}; no two instalments share an id.`,
      },
    });
  });
}

/** Rules that speak of the cost need an input that is the cost. */
function checkCostSpokenOf(rules: Rules, problems: RuleProblem[]): void {
  if (rules.costInput) return;
  const isHeld = (node: Operator): boolean =>
    node.op === 'not-above-cost' || below(node).some((part) => isHeld(part.node));
  const { items, household } = rules.benefit;
  if (!household && !items.some(({ amount }) => isHeld(amount))) return;
  problems.push({
    path: ['inputs'],
    message: {
      zh: '规则说到造价（not-above-cost 或 household），但没有一个输入项写了 role: cost。',
      en: 'The rules speak of the cost (not-above-cost or household), yet no input has role: cost.',
    },
  });
}

function checkCostInputs(rules: Rules, problems: RuleProblem[]): void {
  rules.benefit.inputs.forEach((input, index) => {
    if (input.type !== 'money' || input.role !== 'cost') return;
    if (input.id !== rules.costInput?.id) {
      const message = {
        zh: '只能有一个 role: cost 的输入项。',
        en: 'Only one input has role: cost.',
      };
      problems.push({ path: ['inputs', index, 'role'], message });
    }
    if (!input.required) {
      const message = { zh: '造价不能是可省的。', en: 'The cost cannot be left out.' };
      problems.push({ path: ['inputs', index, 'required'], message });
    }
  });
}
