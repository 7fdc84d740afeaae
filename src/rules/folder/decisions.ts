// Checks that every option named for a decision is one of that decision's options.

import type { FolderProblem, ProgrammeData } from '../types.ts';
import type { CheckedFile } from './figures.ts';
import { type Path, placeOf, problem, suggestion } from './problem.ts';
import { isTable } from './schema-keys.ts';
import { walk } from './walk.ts';

type Named = {
  readonly decision: string;
  readonly option: string;
  readonly path: Path;
  readonly on: 'key' | 'value';
};

/** Options that their decision does not have: in `chosen`, `decide` and `by-decision` cases. */
export function checkOptions(files: readonly CheckedFile[], data: ProgrammeData): FolderProblem[] {
  const options = new Map(
    data.decisions.decisions.map(({ id, options: list }) => [id, list.map((option) => option.id)]),
  );
  return files.flatMap((file) =>
    optionsIn(file).flatMap(({ decision, option, path, on }) => {
      const known = options.get(decision);
      // A decision that does not exist is reported as such where it is named.
      if (!known || known.includes(option)) return [];
      const details = {
        value: option,
        options: known.join('、'),
        ...suggestion(option, known),
      };
      return [problem(placeOf(file.source, path, on), 'programme.option-unknown', details)];
    }),
  );
}

function optionsIn(file: CheckedFile): Named[] {
  const found: Named[] = [];
  walk(file.key, file.data, ({ table, path }) => {
    const { id, chosen, decide, when, decision, cases } = table;
    if (file.key === 'decisions' && typeof id === 'string' && typeof chosen === 'string') {
      found.push({ decision: id, option: chosen, path: [...path, 'chosen'], on: 'value' });
    }
    for (const [name, choices] of [
      ['decide', decide],
      ['when', when],
    ] as const) {
      if (!isTable(choices)) continue;
      for (const [key, option] of Object.entries(choices)) {
        const at = [...path, name, key];
        found.push({ decision: key, option: String(option), path: at, on: 'value' });
      }
    }
    // Sides of a tier whose boundary a decision settles.
    for (const side of typeof decision === 'string' ? (['below', 'upTo'] as const) : []) {
      const option = table[side];
      if (typeof option !== 'string') continue;
      found.push({ decision: String(decision), option, path: [...path, side], on: 'value' });
    }
    if (typeof decision !== 'string' || !isTable(cases)) return;
    for (const option of Object.keys(cases)) {
      found.push({ decision, option, path: [...path, 'cases', option], on: 'key' });
    }
  });
  return found;
}
