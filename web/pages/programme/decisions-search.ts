// Finds decisions by what they move and by words. No drawing here.

import type { ProgrammeData } from '../../../src/rules/types.ts';

export type Decision = ProgrammeData['decisions']['decisions'][number];
export const MOVES = ['money', 'targets', 'dates', 'technique', 'procedure'] as const;

/** Those that move `kind` (all without it) and hold every word of the search. */
export function filterDecisions(
  decisions: readonly Decision[],
  kind: (typeof MOVES)[number] | undefined,
  search: string,
): Decision[] {
  const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return decisions.filter((decision) => {
    if (kind && !decision.moves.includes(kind)) return false;
    const texts = [decision.question, decision.why, ...decision.options.map((it) => it.label)];
    const hay = [decision.id, ...decision.clauses, ...texts.flatMap(({ zh, en }) => [zh, en])]
      .join('\n')
      .toLowerCase();
    return words.every((word) => hay.includes(word));
  });
}
