// The kinds that ask the benefit rules: benefit (what one household gets under the options of a
// decision) and jump (where a little more cost changes what is paid at once).

import { formatYuan } from '../../core/money.ts';
import { parseDecimal, toNumber } from '../../core/rational.ts';
import type { Text } from '../../core/text.ts';
import { englishUnit } from '../../core/units.ts';
import { evaluateBenefit } from '../benefit/evaluate.ts';
import { findJumps } from '../benefit/jumps.ts';
import type { BenefitInput } from '../schema/benefit.ts';
import type { BenefitResult, Decide } from '../types.ts';
import { type Context, joinTexts, NOTHING, type Outcome, type RelationOf } from './line.ts';

/** Yuan without thousands separators, as tables of amounts write them. */
function yuan(amountFen: number | null): string {
  return amountFen === null ? '?' : formatYuan(amountFen).replaceAll(',', '').replace('−', '-');
}

/** What a household gets, for each variant of the decisions. */
export function checkBenefit(context: Context, relation: RelationOf<'benefit'>): Outcome {
  const { programme } = context;
  const results = relation.variants.map(({ label, decide }) => {
    const options: Decide = { ...context.decide, ...decide };
    return { label, result: evaluateBenefit(programme, relation.input, options) };
  });
  const computed =
    relation.show === 'shares'
      ? writeShares(programme.data.funds.sources, results)
      : writeTotals(results.map(({ result }) => result));
  const missing = missingNames(context, results);
  return {
    verdict: 'INFO',
    stated: NOTHING,
    computed: missing ? joinTexts([computed, missing], '；', '; ') : computed,
    figures: [],
  };
}

/** The inputs without which nothing can be worked out; undefined when none is missing. */
function missingNames(
  { programme }: Context,
  results: ReadonlyArray<{ readonly result: BenefitResult }>,
): Text | undefined {
  const ids = [...new Set(results.flatMap(({ result }) => result.missing))];
  if (ids.length === 0) return undefined;
  const names = ids.map((id): Text => {
    const name = programme.data.benefit.inputs.find((input) => input.id === id)?.name;
    return { zh: `${name?.zh ?? ''}（${id}）`, en: `${name?.en ?? ''} (${id})` };
  });
  const { zh, en } = joinTexts(names, '、', ', ');
  return { zh: `缺${zh}`, en: `missing: ${en}` };
}

/** Yuan without decimals where there are no fen. */
function shortYuan(amountFen: number): string {
  return yuan(amountFen).replace(/\.00$/, '');
}

function writeTotals(results: readonly BenefitResult[]): Text {
  const totals = results.map(({ totalFen }) => yuan(totalFen)).join(' / ');
  const households = results.map(({ householdFen }) => yuan(householdFen)).join(' / ');
  return { zh: `${totals}；农户自付 ${households}`, en: `${totals}; household ${households}` };
}

function writeShares(
  sources: ReadonlyArray<{ readonly id: string }>,
  results: ReadonlyArray<{ readonly label: Text; readonly result: BenefitResult }>,
): Text {
  const paid = new Set(results.flatMap(({ result }) => Object.keys(result.shares)));
  const funds = sources.map(({ id }) => id).filter((id) => paid.has(id));
  const texts = results.map(({ label, result }): Text => {
    // In the order of funds.yaml, so that the options of a decision can be compared.
    const shares = funds.map((id) => shortYuan(result.shares[id] ?? 0)).join('/');
    return { zh: `${label.zh} ${shares}`, en: `${label.en} ${shares}` };
  });
  return joinTexts(texts, '；', '; ');
}

/** The value of the input a jump lies at, in yuan or in the input's own unit. */
function whereOf(input: BenefitInput | undefined, at: number): Text {
  if (input?.type === 'money') return { zh: `${shortYuan(at)}元`, en: `${shortYuan(at)} yuan` };
  if (input?.type !== 'quantity') return { zh: String(at), en: String(at) };
  return { zh: `${at}${input.unit}`, en: `${at} ${englishUnit(input.unit)}` };
}

/** The jump of the household's own payment at an input's value; perverse ones need a decision. */
export function checkJump(context: Context, relation: RelationOf<'jump'>): Outcome {
  const report = findJumps(context.programme, { decide: context.decide });
  const wanted = relation.at === undefined ? undefined : parseDecimal(String(relation.at));
  const jumps = report.jumps.filter(
    ({ input, at }) =>
      input === relation.input && (wanted === undefined || at === toNumber(wanted)),
  );
  const input = context.programme.data.benefit.inputs.find(({ id }) => id === relation.input);
  const texts = jumps.map((jump): Text => {
    const where = whereOf(input, jump.at);
    const [before, after] = [jump.householdBeforeFen, jump.householdAfterFen];
    if (before === null || after === null) {
      const arrow = `${yuan(jump.totalBeforeFen)}→${yuan(jump.totalAfterFen)}`;
      return { zh: `${where.zh}处补助 ${arrow}`, en: `at ${where.en}: aid ${arrow}` };
    }
    const change = Math.abs(after - before);
    const word = after < before ? (['少', 'less'] as const) : (['多', 'more'] as const);
    return {
      zh: `${where.zh}处 ${yuan(before)}→${yuan(after)}（${word[0]}${shortYuan(change)}）`,
      en: `at ${where.en}: ${yuan(before)}→${yuan(after)} (${shortYuan(change)} ${word[1]})`,
    };
  });
  // The same jump may be found under several values of the other inputs.
  const distinct = texts.filter(({ zh }, at) => texts.findIndex((text) => text.zh === zh) === at);
  const none = { zh: '无断点', en: 'no jump' };
  return {
    verdict: 'INFO',
    stated: NOTHING,
    computed: distinct.length === 0 ? none : joinTexts(distinct, '；', '; '),
    figures: [],
    needsDecision: report.perverse.some(({ input }) => input === relation.input),
  };
}
