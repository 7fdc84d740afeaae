// Works out what a case comes to under the rules in force, or why it cannot be: a pure function of
// the rules and the facts. Nothing is read or written here.

import { Refusal } from '../core/errors.ts';
import { formatYuan } from '../core/money.ts';
import type { Fen } from '../core/money.ts';
import type { Text } from '../core/text.ts';
import type { Reason } from '../actions/action.ts';
import { usedInputs } from '../rules/benefit/aid.ts';
import { evaluateWith } from '../rules/benefit/evaluate.ts';
import { holds } from '../rules/benefit/rules.ts';
import { inside } from '../rules/benefit/words.ts';
import type { BenefitInputs, BenefitResult, ExplanationStep } from '../rules/types.ts';
import type { Facts, PriorAid } from './facts.ts';
import { costBases } from './model.ts';
import type { CostBasis } from './model.ts';
import type { ReadyPaying } from './rules.ts';

/** An amount to be paid at once, with its parts by source. */
export type Due = {
  readonly item: string;
  readonly instalment: string;
  readonly amountFen: Fen;
  readonly shares: Readonly<Record<string, Fen>>;
  /** What an instalment waits for; undefined for what may be paid as soon as it is cleared. */
  readonly when?: Text;
};

/** What a case comes to. */
export type Cleared = {
  readonly inputs: BenefitInputs;
  readonly dues: readonly Due[];
  readonly totalFen: Fen;
  /** What the household has to have paid itself. */
  readonly ownRequiredFen: Fen;
  readonly explanation: readonly ExplanationStep[];
  readonly warnings: BenefitResult['warnings'];
};

export type Clearing = Cleared | { readonly refused: Reason };

/** Which price counts as the cost under the decisions in force. */
export function costBasisOf({ funds, ready }: ReadyPaying): CostBasis {
  const { cost } = funds.pays;
  if (typeof cost === 'string') return cost;
  return cost.cases[ready.chosen.get(cost.decision) ?? ''] ?? 'audited';
}

/** What the case comes to, or the first thing that speaks against working it out. */
export function clear(facts: Facts, paying: ReadyPaying): Clearing {
  if (facts.isPilot) return { refused: { code: 'funds.pilot', details: {}, clause: '二4' } };
  if (facts.isCleared) return { refused: { code: 'entitlement.once', details: {} } };
  const none = findNone(facts, paying);
  if (!isPaid(facts, paying)) {
    return facts.works === 'insulation' && none !== 'undecided'
      ? nothing(none, paying)
      : { refused: refuseProject(facts, paying, none) };
  }
  const prior = refusePrior(facts, paying);
  if (prior) return { refused: prior };
  return workOut(facts, paying);
}

type None = ReadyPaying['funds']['pays']['none'][number];

/** What says that nobody is paid for the project: `undecided` when a decision took that back. */
function findNone({ project }: Facts, { funds, ready }: ReadyPaying): None | 'undecided' | null {
  const about = funds.pays.none.filter((one) => one.project === project);
  if (about.length === 0) return null;
  return about.find(({ when }) => holds(ready, when)) ?? 'undecided';
}

function isPaid({ project, works }: Facts, { funds, ready }: ReadyPaying): boolean {
  return funds.pays.households.some(
    (one) =>
      (one.project === undefined || one.project === project) &&
      one.works === works &&
      holds(ready, one.when),
  );
}

/** The decision on which it rests that nobody is paid, with the option chosen. */
function groundOf(none: None | 'undecided' | null, { decisions, ready }: ReadyPaying): Text {
  const id = none === null || none === 'undecided' ? undefined : Object.keys(none.when ?? {})[0];
  const decision = decisions.decisions.find((one) => one.id === id);
  const option = decision?.options.find((one) => one.id === ready.chosen.get(decision.id));
  if (!decision || !option) return { zh: '方案没有按户标准', en: 'the programme has no rate' };
  const { label } = option;
  return { zh: `${decision.id}：${label.zh}`, en: `${decision.id}: ${label.en}` };
}

function refuseProject(
  { project }: Facts,
  paying: ReadyPaying,
  none: None | 'undecided' | null,
): Reason {
  const name = paying.names[project] ?? { zh: project, en: project };
  const ground = groundOf(none, paying);
  const details = { project, projectZh: name.zh, projectEn: name.en };
  const clause = none === null || none === 'undecided' ? undefined : none.clause;
  return {
    code: 'funds.project-money',
    details: { ...details, groundZh: ground.zh, groundEn: ground.en },
    ...(clause !== undefined && { clause }),
  };
}

/** Walls and windows of a project that pays no household come to an end with nothing to pay. */
function nothing(none: None | null, paying: ReadyPaying): Cleared {
  const ground = groundOf(none, paying);
  const step = {
    step: 'nothing',
    text: {
      zh: `该项目不按户兑付补助（${ground.zh}）`,
      en: `No household is paid for this project (${ground.en})`,
    },
    clause: none?.clause ?? null,
    quote: none?.quote ?? null,
    amountFen: 0,
  };
  const empty = { inputs: {}, dues: [], totalFen: 0, ownRequiredFen: 0, warnings: [] };
  return { ...empty, explanation: [step] };
}

function refusePrior({ priors, method }: Facts, paying: ReadyPaying): Reason | undefined {
  const { prior } = paying.funds.pays;
  const rule =
    typeof prior === 'string'
      ? prior
      : (prior.cases[paying.ready.chosen.get(prior.decision) ?? ''] ?? 'never');
  if (rule === 'always') return undefined;
  for (const one of priors) {
    const code = codeOfPrior(one, method, rule);
    if (!code) continue;
    return { code, details: { year: one.year, what: one.what } };
  }
  return undefined;
}

function codeOfPrior(prior: PriorAid, method: string | null, rule: 'never' | 'with-approval') {
  if (rule === 'never') return 'prior-aid.excluded' as const;
  if (prior.state !== 'approved') return 'prior-aid.not-approved' as const;
  // Never twice for one thing, approved or not.
  return prior.method !== null && prior.method === method ? 'prior-aid.same-thing' : undefined;
}

function workOut(facts: Facts, paying: ReadyPaying): Clearing {
  const inputs = inputsOf(facts, paying);
  let result: BenefitResult;
  try {
    result = evaluateWith(paying.ready, inputs);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { zh, en } = inside(error.text);
    const details = { reasonZh: zh, reasonEn: en, reason: error.code };
    return { refused: { code: 'funds.facts-unfit', details } };
  }
  const oneOff = result.items.filter(({ kind }) => kind === 'one-off');
  const isDivided = oneOff.every(({ shares, amountFen }) => {
    return amountFen === 0 || Object.keys(shares).length > 0;
  });
  if (result.totalFen === null || !isDivided) return { refused: refuseMissing(result, paying) };
  return {
    inputs,
    dues: oneOff.flatMap(duesOf),
    totalFen: result.totalFen,
    ownRequiredFen: Math.max(0, result.householdFen ?? 0),
    explanation: result.explanation,
    warnings: [...result.warnings, ...warningsOf(facts, result, paying)],
  };
}

/** What the office should look at; it changes nothing. */
function warningsOf(
  { cost, publishedFen }: Facts,
  { totalFen }: BenefitResult,
  { watched, ready }: ReadyPaying,
): BenefitResult['warnings'] {
  const found: Array<BenefitResult['warnings'][number]> = [];
  const costFen = cost ? cost.equipmentFen + cost.constructionFen : 0;
  const clause = ready.costInput?.clause ?? ready.benefit.items[0]?.clause ?? '';
  const isWatched = watched.some(
    ({ input, from, to }) =>
      input === ready.costInput?.id && costFen >= from && (to === null || costFen < to),
  );
  if (isWatched) {
    const text = {
      zh: '这一费用使农户自付反比费用更低时少，请重点审价。',
      en: 'At this cost the household pays less than at a lower one: check the price.',
    };
    found.push({ id: 'price-check', text, clause });
  }
  if (publishedFen !== null && publishedFen !== totalFen) {
    const [hung, now] = [formatYuan(publishedFen), formatYuan(totalFen ?? 0)];
    const text = {
      zh: `公示的金额是 ${hung} 元，核算为 ${now} 元，请核对。`,
      en: `The notice said ${hung} yuan and it comes to ${now}: please check.`,
    };
    found.push({ id: 'differs-from-notice', text, clause });
  }
  return found;
}

function refuseMissing({ missing }: BenefitResult, { ready, ...paying }: ReadyPaying): Reason {
  const used = usedInputs(ready, 'one-off');
  const needed = missing.filter((id) => used.has(id));
  const names = (needed.length > 0 ? needed : missing).map((id) => {
    const name = ready.inputs.get(id)?.name ?? { zh: id, en: id };
    if (id !== ready.costInput?.id) return name;
    const basis = costBases[costBasisOf({ ready, ...paying })];
    return { zh: `${name.zh}（${basis.zh}）`, en: `${name.en} (${basis.en})` };
  });
  const missingZh = names.map(({ zh }) => zh).join('、');
  const missingEn = names.map(({ en }) => en).join(', ');
  return { code: 'funds.facts-missing', details: { missingZh, missingEn } };
}

/** The names of inputs that need no line under `facts`. */
const usualFacts: Readonly<Record<string, Exclude<Fact, object>>> = {
  heatedAreaM2: 'heated-area',
  floorAreaM2: 'floor-area',
  people: 'people',
  method: 'method',
  category: 'category',
  year: 'year',
  isResident: 'is-resident',
  isPaidBefore: 'paid-before',
};

type Fact = ReadyPaying['funds']['pays']['facts'][string];

function inputsOf(facts: Facts, { ready, funds }: ReadyPaying): BenefitInputs {
  const inputs: Record<string, number | string | boolean> = {};
  for (const { id } of ready.inputs.values()) {
    const isCost = id === ready.costInput?.id;
    const fact = isCost ? 'cost' : (funds.pays.facts[id] ?? usualFacts[id]);
    const value = fact === undefined ? null : valueOf(fact, facts);
    if (value !== null) inputs[id] = value;
  }
  return inputs;
}

function valueOf(fact: Fact, facts: Facts): number | string | boolean | null {
  if (typeof fact === 'object') return fact.categories.includes(facts.category);
  const { cost, acceptedOn } = facts;
  switch (fact) {
    case 'cost':
      return cost ? cost.equipmentFen + cost.constructionFen : null;
    case 'equipment-cost':
      return cost?.equipmentFen ?? null;
    case 'construction-cost':
      return cost?.constructionFen ?? null;
    case 'heated-area':
      return facts.heatedAreaM2;
    case 'floor-area':
      return facts.floorAreaM2;
    case 'people':
      return facts.people;
    case 'method':
      return facts.method;
    case 'category':
      return facts.category;
    case 'year':
      return facts.year;
    case 'accepted-year':
      return acceptedOn === null ? null : Number(acceptedOn.slice(0, 4));
    case 'is-resident':
      return facts.isResident;
    case 'paid-before':
      return facts.priors.length > 0;
  }
}

/** What is to be paid for an item: its amount at once, or each of its instalments. */
export function duesOf(item: BenefitResult['items'][number]): Due[] {
  const { id, amountFen, shares, instalments } = item;
  if (amountFen === null || amountFen === 0) return [];
  if (instalments.length === 0) return [{ item: id, instalment: '', amountFen, shares }];
  const left = new Map(Object.entries(shares));
  const dues: Due[] = [];
  for (const [at, instalment] of instalments.entries()) {
    const part = takeShares(left, instalment.amountFen);
    if (instalment.amountFen === 0) continue;
    dues.push({
      item: id,
      instalment: instalment.id,
      amountFen: instalment.amountFen,
      shares: part,
      // The first follows on acceptance, which has been; the others wait for their own ground.
      ...(at > 0 && { when: instalment.when }),
    });
  }
  return dues;
}

/** Takes `amountFen` out of what is left of each source, in proportion to it and to the fen. */
function takeShares(left: Map<string, Fen>, amountFen: Fen): Record<string, Fen> {
  const whole = [...left.values()].reduce((sum, fen) => sum + fen, 0);
  const taken: Record<string, Fen> = {};
  let [sumFen, takenFen] = [0, 0];
  for (const [source, fen] of left) {
    sumFen += fen;
    const upTo = whole === 0 ? 0 : roundedShare(amountFen, sumFen, whole);
    if (upTo > takenFen) taken[source] = upTo - takenFen;
    left.set(source, fen - (upTo - takenFen));
    takenFen = upTo;
  }
  return taken;
}

/** `amount × part ÷ whole`, half up, without leaving whole numbers. */
function roundedShare(amount: Fen, part: Fen, whole: Fen): Fen {
  const [a, p, w] = [BigInt(amount), BigInt(part), BigInt(whole)];
  return Number((2n * a * p + w) / (2n * w));
}

/** Why the household's own money does not suffice; undefined when it does. */
export function refuseOwnShare(facts: Facts, { ownRequiredFen }: Cleared): Reason | undefined {
  const shortFen = ownRequiredFen - facts.ownPaidFen;
  if (shortFen <= 0) return undefined;
  const details = {
    requiredYuan: formatYuan(ownRequiredFen),
    paidYuan: formatYuan(facts.ownPaidFen),
    shortYuan: formatYuan(shortFen),
    requiredFen: ownRequiredFen,
    paidFen: facts.ownPaidFen,
    shortFen,
  };
  return { code: 'own-share.short', details, clause: '六(二)' };
}
