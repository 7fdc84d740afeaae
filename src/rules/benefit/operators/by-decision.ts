// by-decision 按待定事项: the amount under the option the programme has decided on.

import { fail } from '../../../core/errors.ts';
import type { Text } from '../../../core/text.ts';
import type { OperatorNamed, Rule } from '../rule.ts';
import type { Rules } from '../rules.ts';
import { yuan } from '../words.ts';

/** How the option in force of a decision is spoken of. */
export function decided(rules: Rules, id: string): Text {
  const option = rules.chosen.get(id);
  const found = rules.decisions.find((decision) => decision.id === id);
  const label = found?.options.find((known) => known.id === option)?.label;
  return {
    zh: `待定事项 ${id} 选“${label?.zh ?? option ?? ''}”`,
    en: `Decision ${id} is "${label?.en ?? option ?? ''}"`,
  };
}

/** @example { op: by-decision, decision: D02, cases: { of-cost: …, of-full: … } } */
export const byDecision: Rule<OperatorNamed<'by-decision'>> = {
  amount(node, run) {
    const option = run.rules.chosen.get(node.decision);
    const chosen = option === undefined ? undefined : node.cases[option];
    if (!chosen) {
      const value = option ?? '-';
      const details = { name: node.decision, nameEn: node.decision, value };
      return fail('benefit.not-covered', details, node.clause);
    }
    const amount = run.below(chosen, Object.keys(node.cases).indexOf(String(option)) + 1);
    const what = decided(run.rules, node.decision);
    run.tell(amount, [], (total) => ({
      zh: `${what.zh}：${yuan(total).zh}`,
      en: `${what.en}: ${yuan(total).en}`,
    }));
    return amount;
  },
  check: (node, look) => look.decision(node.decision, Object.keys(node.cases), ['cases']),
};
