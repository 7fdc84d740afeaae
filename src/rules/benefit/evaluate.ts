// Works out what a household gets, exactly and with every step in words. A pure function of the
// rules, what is known of the household, and the decisions; nothing is looked up or kept.

import type { Fen } from '../../core/money.ts';
import { equals, rational, type Rational } from '../../core/rational.ts';
import type { Text } from '../../core/text.ts';
import type { Operator } from '../schema/benefit.ts';
import type { BenefitInputs, BenefitResult, Decide, ExplanationStep } from '../types.ts';
import { checksOf } from './checks.ts';
import { readInputs, type Known } from './inputs.ts';
import { pointAlgebra, type Point } from './point.ts';
import type { Ground } from './rule.ts';
import { holds, readyRules, type Rules, type RulesSource } from './rules.ts';
import { workOut, type Listener, type Setting } from './run.ts';
import { divideAmong, payIn, settleSplit, type PlainSplit } from './split.ts';
import { roundFen, yuanOfFen } from './words.ts';

type Item = Rules['benefit']['items'][number];
type Shares = Record<string, Fen>;

/** An item worked out: its amount, or undefined while an input is missing. */
type Worked = {
  readonly item: Item;
  amountFen: Fen | undefined;
  readonly missing: readonly string[];
};

/**
 * What the household gets under the rules. Missing inputs are part of the answer; inputs and
 * decisions that cannot be meant are refused (`benefit.…`).
 */
export function evaluateBenefit(
  programme: RulesSource,
  inputs: BenefitInputs,
  decide: Decide = {},
): BenefitResult {
  return evaluateWith(readyRules(programme, decide), inputs);
}

/** The same under rules made ready once, for many households. */
export function evaluateWith(rules: Rules, inputs: BenefitInputs): BenefitResult {
  const known = readInputs(rules, inputs);
  const steps: ExplanationStep[] = [];
  const missing = new Set<string>();
  const worked = rules.benefit.items.map((item) => workItem(item, rules, known, steps));
  limitTotal(worked, rules, known, steps, missing);
  const items = worked.map((work) => finishItem(work, rules, known, missing, steps));
  const oneOff = items.filter(({ kind }) => kind === 'one-off');
  const running = items.filter(({ kind }) => kind === 'running');
  const runningFen = total(running);
  const totalFen = total(oneOff);
  const shares = together(oneOff);
  const runningShares = together(running);
  if (running.length > 0) tellRunning(runningFen, runningShares, rules, steps);
  tellTotal(totalFen, shares, rules, steps);
  const householdFen = tellHousehold(totalFen, rules, known, missing, steps);
  return {
    totalFen,
    shares,
    householdFen,
    runningFen,
    runningShares,
    items,
    missing: [...rules.inputs.keys()].filter((id) => missing.has(id)),
    warnings: checksOf(rules, known),
    explanation: steps,
  };
}

/** The setting in which trees are worked out for one household. */
export function pointSetting(rules: Rules, known: Known): Setting<Point> {
  return {
    rules,
    algebra: pointAlgebra((id) => known.numbers.get(id)),
    word: (id) => known.words.get(id),
    rounded: ({ value, missing }) => (value ? { value: rational(roundFen(value)) } : { missing }),
  };
}

function workItem(item: Item, rules: Rules, known: Known, steps: ExplanationStep[]): Worked {
  let latest: Told | undefined;
  const listen: Listener<Point> = ({ node, name, clause, amount, parts, sentence, ground }) => {
    if (!amount.value) return;
    const values = parts.flatMap(({ value }) => (value ? [value] : []));
    if (values.length < parts.length) return;
    const text = sentence(amount.value, ...values);
    const own = typeof ground === 'function' ? ground(amount.value, ...values) : ground;
    const words =
      wordsOf(node, clause ?? item.clause, own) ?? passed(node, name, amount.value, latest);
    latest = words && { words, name, amount: amount.value };
    steps.push({
      step: `${item.id}.${name}`,
      text: node.name ? inFront(node.name, text) : text,
      ...(words ?? wordsOfItem(clause ?? item.clause, item)),
      amountFen: roundFen(amount.value),
    });
  };
  const amount = workOut(item.amount, { ...pointSetting(rules, known), listen });
  if (!amount.value) return { item, amountFen: undefined, missing: amount.missing };
  return { item, amountFen: roundFen(amount.value), missing: [] };
}

type StepWords = Pick<ExplanationStep, 'clause' | 'quote'>;
/** Operators that pick among amounts, or let one through. */
const PASSING: ReadonlySet<Operator['op']> = new Set(['choose', 'by-decision', 'once-only']);
/** The step told last, when it rests on words of its own. */
type Told = { readonly words: StepWords; readonly name: string; readonly amount: Rational };

/** A choice that lets the amount below it through unchanged rests on the words of that amount. */
function passed(
  { op, clause }: Operator,
  name: string,
  amount: Rational,
  latest: Told | undefined,
): StepWords | undefined {
  const isBelow = latest && placeIn(latest.name).startsWith(`${placeIn(name)}.`);
  if (!PASSING.has(op) || !isBelow || !equals(latest.amount, amount)) return undefined;
  return (clause ?? latest.words.clause) === latest.words.clause ? latest.words : undefined;
}

/** Where a step stands in the tree: `.1.2` of `tiers.1.2`. */
function placeIn(name: string): string {
  return name.replace(/^[^.]+/, '');
}

/** The operator's own words, or those of its figure. */
function wordsOf(
  { quote }: Operator,
  clause: string,
  ground: Ground | undefined,
): StepWords | undefined {
  const isQuoted = ground?.quote !== undefined;
  if (quote !== undefined && !(isQuoted && ground.isFirst)) return { clause, quote };
  return isQuoted ? { clause: ground.clause ?? clause, quote: ground.quote ?? null } : undefined;
}

/** The words of the item, when the step is in the same clause. */
function wordsOfItem(clause: string, item: Item): StepWords {
  return { clause, quote: clause === item.clause ? item.quote : null };
}

function inFront(name: Text, text: Text): Text {
  return { zh: `${name.zh}——${text.zh}`, en: `${name.en}: ${text.en}` };
}

/** Holds the one-off items together below the input that `totalNotAbove` names. */
function limitTotal(
  worked: Worked[],
  rules: Rules,
  known: Known,
  steps: ExplanationStep[],
  missing: Set<string>,
): void {
  const limit = rules.benefit.totalNotAbove;
  if (!limit || !holds(rules, limit.when)) return;
  const oneOff = worked.filter(({ item }) => item.kind === 'one-off');
  const value = known.numbers.get(limit.input);
  const wholeFen = oneOff.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0);
  const isKnown = oneOff.every(({ amountFen }) => amountFen !== undefined);
  let leftFen = value ? roundFen(value) : 0;
  if (!value) missing.add(limit.input);
  for (const work of oneOff) {
    if (!isKnown || !value) work.amountFen = undefined;
    else work.amountFen = Math.min(work.amountFen ?? 0, leftFen);
    leftFen -= work.amountFen ?? 0;
  }
  if (!value || !isKnown) return;
  const nowFen = oneOff.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0);
  const [most, now] = [yuanOfFen(roundFen(value)), yuanOfFen(nowFen)];
  const isCut = nowFen < wholeFen;
  push(
    steps,
    'total-not-above',
    nowFen,
    { clause: limit.clause },
    {
      zh: isCut
        ? `各项之和最高 ${most.zh}，按此计：${now.zh}`
        : `各项之和不超过 ${most.zh}：${now.zh}`,
      en: isCut ? `All items at most ${most.en}, so ${now.en}` : `Within ${most.en}: ${now.en}`,
    },
  );
}

function push(
  steps: ExplanationStep[],
  step: string,
  amountFen: Fen,
  ground: Ground,
  text: Text,
): void {
  const { clause = null, quote = null } = ground;
  steps.push({ step, text, clause, quote, amountFen });
}

function finishItem(
  work: Worked,
  rules: Rules,
  known: Known,
  missing: Set<string>,
  steps: ExplanationStep[],
): BenefitResult['items'][number] {
  const { item, amountFen } = work;
  for (const id of work.missing) missing.add(id);
  const shown = { id: item.id, kind: item.kind, name: item.name };
  if (amountFen === undefined) return { ...shown, amountFen: null, shares: {}, instalments: [] };
  if (rules.benefit.items.length > 1) {
    const sum = yuanOfFen(amountFen);
    push(steps, item.id, amountFen, item, {
      zh: `${item.name.zh}：${sum.zh}`,
      en: `${item.name.en}: ${sum.en}`,
    });
  }
  const split = settleSplit(item.split, rules, (id) => known.words.get(id));
  if ('missing' in split) missing.add(split.missing);
  const shares = 'missing' in split ? {} : Object.fromEntries(divideAmong(amountFen, split));
  return { ...shown, amountFen, shares, instalments: payIn(amountFen, item.instalments) };
}

type Items = BenefitResult['items'];

/** The items together; null while one of them is unknown. */
function total(items: Items): Fen | null {
  return items.reduce<Fen | null>(
    (sum, { amountFen }) => (sum === null || amountFen === null ? null : sum + amountFen),
    0,
  );
}

/** The shares of all items by fund; empty while one of them is not divided yet. */
function together(items: Items): Shares {
  const isDivided = items.every(({ shares }) => Object.keys(shares).length > 0);
  if (!isDivided) return {};
  const sums: Shares = {};
  for (const { shares } of items) {
    for (const [fund, fen] of Object.entries(shares)) sums[fund] = (sums[fund] ?? 0) + fen;
  }
  return sums;
}

function tellShares(prefix: string, shares: Shares, rules: Rules, steps: ExplanationStep[]): void {
  const kind = prefix === 'running' ? 'running' : 'one-off';
  const items = rules.benefit.items.filter((item) => item.kind === kind);
  for (const [fund, fen] of Object.entries(shares)) {
    const name = rules.funds.get(fund) ?? { zh: fund, en: fund };
    const ground = groundOfShare(fund, items, rules);
    push(steps, `${prefix}.share.${fund}`, fen, ground, {
      zh: `其中${name.zh}：${yuanOfFen(fen).zh}`,
      en: `of which ${name.en}: ${yuanOfFen(fen).en}`,
    });
  }
}

/** The words on which a fund's share rests: its own, its split's, else its item's. */
function groundOfShare(fund: string, items: readonly Item[], rules: Rules): Ground {
  for (const item of items) {
    const split = item.split.by === 'decision' ? decidedSplit(item.split, rules) : item.split;
    const shares = split?.by === 'share' ? split.shares : split?.by === 'order' ? split.order : [];
    const isIts = (part: { readonly fund: string }): boolean => part.fund === fund;
    const share = shares.find(isIts);
    if (!share) continue;
    const own = split?.by === 'share' ? split.shares.find(isIts)?.quote : undefined;
    return {
      clause: split?.clause ?? item.clause,
      quote: own ?? share.upTo?.quote ?? split?.quote ?? item.split.quote ?? item.quote,
    };
  }
  return { clause: items[0]?.clause };
}

function decidedSplit(
  split: Extract<Item['split'], { by: 'decision' }>,
  rules: Rules,
): PlainSplit | undefined {
  const found = split.cases[rules.chosen.get(split.decision) ?? ''];
  if (found?.by === 'decision') return decidedSplit(found, rules);
  return found?.by === 'share' || found?.by === 'order' ? found : undefined;
}

function tellRunning(
  runningFen: Fen | null,
  shares: Shares,
  rules: Rules,
  steps: ExplanationStep[],
): void {
  if (runningFen === null) return;
  const item = rules.benefit.items.find(({ kind }) => kind === 'running');
  const sum = yuanOfFen(runningFen);
  push(steps, 'running', runningFen, item ?? {}, {
    zh: `运行补助合计（另计，不抵造价）：${sum.zh}`,
    en: `Running aid together (apart from the cost): ${sum.en}`,
  });
  tellShares('running', shares, rules, steps);
}

function tellTotal(
  totalFen: Fen | null,
  shares: Shares,
  rules: Rules,
  steps: ExplanationStep[],
): void {
  if (totalFen === null) return;
  const item = rules.benefit.items.find(({ kind }) => kind === 'one-off');
  const sum = yuanOfFen(totalFen);
  const text = { zh: `补助合计：${sum.zh}`, en: `Aid together: ${sum.en}` };
  push(steps, 'total', totalFen, item ?? {}, text);
  tellShares('total', shares, rules, steps);
}

/** Adds the household's own part, and gives it; null while the cost or the aid is unknown. */
function tellHousehold(
  totalFen: Fen | null,
  rules: Rules,
  known: Known,
  missing: Set<string>,
  steps: ExplanationStep[],
): Fen | null {
  const { costInput } = rules;
  if (!costInput) return null;
  const cost = known.numbers.get(costInput.id);
  if (!cost) missing.add(costInput.id);
  if (!cost || totalFen === null) return null;
  const costFen = roundFen(cost);
  const householdFen = roundFen(rational(costFen - totalFen));
  const [price, aid, rest] = [costFen, totalFen, householdFen].map(yuanOfFen);
  push(steps, 'household', householdFen, rules.benefit.household ?? {}, {
    zh: `农户承担：${price?.zh} − ${aid?.zh} = ${rest?.zh}`,
    en: `Borne by the household: ${price?.en} − ${aid?.en} = ${rest?.en}`,
  });
  if (householdFen >= 0) return householdFen;
  const over = yuanOfFen(-householdFen);
  push(
    steps,
    'household.over',
    -householdFen,
    {},
    {
      zh: `注意：补助比${costInput.name.zh}多 ${over.zh}`,
      en: `Note: the aid is ${over.en} more than the ${costInput.name.en}`,
    },
  );
  return householdFen;
}
