// Finds the clauses declared in clauses.yaml in the notice, one after the other.

import type { z } from 'zod';
import type { ClausesFile } from '../schema/programme.ts';
import type { ClauseSpan, FolderProblem } from '../types.ts';
import { findWords, type Notice } from './notice.ts';
import { placeOf, problem, type YamlSource } from './problem.ts';

type Declared = z.output<typeof ClausesFile>['clauses'];

/** The clauses with their spans; a clause ends where the next of its level or above begins. */
export function locateClauses(
  declared: Declared,
  notice: Notice,
  source: YamlSource,
): { readonly clauses: readonly ClauseSpan[]; readonly problems: readonly FolderProblem[] } {
  const problems: FolderProblem[] = [];
  const end = notice.text.length;
  const starts: Array<Omit<ClauseSpan, 'end'>> = [];
  let from = 0;
  for (const [at, { id, level, title, starts: words }] of declared.entries()) {
    const found = findWords(notice, words, { start: from, end });
    if (found) {
      starts.push({ id, level, title, start: found.start });
      from = found.start + 1;
      continue;
    }
    const isEarlier = findWords(notice, words, { start: 0, end }) !== undefined;
    const code = isEarlier ? 'programme.clause-out-of-order' : 'programme.clause-not-found';
    const place = placeOf(source, ['clauses', at, 'starts']);
    problems.push(problem(place, code, { clause: id, starts: words }));
    // Behind a clause in the wrong place nothing can be told to be in order.
    if (isEarlier) break;
  }
  const clauses = starts.map(({ id, level, title, start }, at) => {
    const next = starts.slice(at + 1).find((later) => later.level <= level);
    return { id, level, title, start, end: next?.start ?? end };
  });
  return { clauses, problems };
}
