// Checks that the members of lists.yaml stand in the words their list quotes. That the words stand
// in the notice is checked where all quotes are: figures.ts.

import { ListsFile } from '../schema/content.ts';
import type { FolderProblem } from '../types.ts';
import type { CheckedFile } from './figures.ts';
import { plainWords } from './notice.ts';
import { placeOf, problem } from './problem.ts';

/** Members that neither stand in the quote of their list nor have one of their own. */
export function checkLists(file: CheckedFile | undefined): FolderProblem[] {
  if (!file) return [];
  return ListsFile.parse(file.data).lists.flatMap(({ quote, members }, list) =>
    members.flatMap(({ name, quote: own }, at) => {
      if (own !== undefined || plainWords(quote).includes(plainWords(name))) return [];
      const place = placeOf(file.source, ['lists', list, 'members', at, 'name']);
      return [problem(place, 'programme.member-not-quoted', { name })];
    }),
  );
}
