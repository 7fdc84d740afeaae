// The rules of one programme made ready for use: inputs by id, and which option each decision has.
// Works on nothing else of the folder, so a draft of benefit.yaml can be tried alone.

import { fail } from '../../core/errors.ts';
import { nearest } from '../../core/nearest.ts';
import type { Rational } from '../../core/rational.ts';
import type { Text } from '../../core/text.ts';
import type { BenefitInput } from '../schema/benefit.ts';
import type { Figure } from '../schema/common.ts';
import type { Decide, ProgrammeData } from '../types.ts';

/** The parts of a programme's data that benefits depend on. */
export type RulesData = Pick<ProgrammeData, 'benefit' | 'decisions'> & {
  readonly funds?: Pick<ProgrammeData['funds'], 'sources'>;
};
/** A programme as loaded, or its data alone. */
export type RulesSource = RulesData | { readonly data: RulesData };

export type Rules = {
  readonly benefit: RulesData['benefit'];
  readonly inputs: ReadonlyMap<string, BenefitInput>;
  readonly decisions: RulesData['decisions']['decisions'];
  /** The funds' names by id; empty when the rules are tried without the rest of the folder. */
  readonly funds: ReadonlyMap<string, Text>;
  /** Funds that are not public money, such as what households pay themselves. */
  readonly privateFunds: ReadonlySet<string>;
  /** Option in force by decision id. */
  readonly chosen: ReadonlyMap<string, string>;
  /** Figures already read, by the figure and the input it is for; kept for the next household. */
  readonly figures: Map<Figure, Map<string, Rational>>;
  /** The price of the works, when the programme has such an input. */
  readonly costInput: BenefitInput | undefined;
};

/** Makes the rules ready under `decide`. Refuses unknown decisions and options. */
export function readyRules(source: RulesSource, decide: Decide = {}): Rules {
  const data = 'data' in source ? source.data : source;
  const { decisions } = data.decisions;
  const chosen = new Map(decisions.map(({ id, chosen: option }) => [id, option]));
  for (const [id, option] of Object.entries(decide)) {
    const decision = decisions.find((known) => known.id === id);
    if (!decision) refuseDecision(id, [...chosen.keys()]);
    if (!decision.options.some((known) => known.id === option)) {
      const options = decision.options.map((known) => known.id).join(', ');
      fail('benefit.unknown-decision-option', { decision: id, option, options });
    }
    chosen.set(id, option);
  }
  return {
    benefit: data.benefit,
    inputs: new Map(data.benefit.inputs.map((input) => [input.id, input])),
    decisions,
    funds: new Map(data.funds?.sources.map(({ id, name }) => [id, name])),
    privateFunds: new Set(
      data.funds?.sources.filter(({ isPublic }) => !isPublic).map(({ id }) => id),
    ),
    chosen,
    figures: new Map(),
    costInput: data.benefit.inputs.find((input) => input.type === 'money' && input.role === 'cost'),
  };
}

function refuseDecision(id: string, known: readonly string[]): never {
  const close = nearest(id, known);
  fail('benefit.unknown-decision', {
    decision: id.slice(0, 80),
    hintZh: close === undefined ? '' : `，是不是“${close}”`,
    hintEn: close === undefined ? '' : `; did you mean ${close}`,
  });
}

/** Whether the decisions named in `when` are all chosen so; true when there is no `when`. */
export function holds(rules: Rules, when: Readonly<Record<string, string>> | undefined): boolean {
  return Object.entries(when ?? {}).every(([id, option]) => rules.chosen.get(id) === option);
}
