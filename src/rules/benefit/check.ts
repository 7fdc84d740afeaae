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
import { below } from './tree.ts';
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
  rules.benefit.items.forEach((item, index) => {
    const path = ['items', index];
    checkTree(item.amount, [...path, 'amount'], rules, problems);
    checkSplit(item.split, [...path, 'split'], rules, problems);
    checkInstalments(item.instalments, [...path, 'instalments'], problems);
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
