// Finds, while a folder is loaded, the relations that cannot be worked out: an address that leads
// nowhere, 户 added to 万元, an input the benefit rules do not have.

import { Refusal } from '../../core/errors.ts';
import type { CheckedFile } from '../folder/figures.ts';
import { type Path, placeOf, problem, reasonOf } from '../folder/problem.ts';
import type { FolderProblem, LoadedProgramme } from '../types.ts';
import { checkRelation } from './check.ts';
import { OperandError } from './operand-error.ts';

/**
 * A problem for each relation that cannot be worked out. Those that ask the benefit rules are left
 * out unless `mayAskBenefit`: the rules must be sound before they are run.
 */
export function checkRelations(
  programme: LoadedProgramme,
  file: CheckedFile | undefined,
  mayAskBenefit: boolean,
): FolderProblem[] {
  if (!file) return [];
  return programme.data.reconcile.relations.flatMap((relation, at) => {
    if (!mayAskBenefit && (relation.kind === 'benefit' || relation.kind === 'jump')) return [];
    try {
      checkRelation({ programme, decide: {} }, relation);
      return [];
    } catch (error) {
      const path = ['relations', at];
      if (error instanceof OperandError) {
        const where = error.address === undefined ? path : findText(relation, error.address, path);
        const details = reasonOf(error.text);
        return [problem(placeOf(file.source, where), 'programme.relation-impossible', details)];
      }
      if (error instanceof Refusal) {
        const details = reasonOf(error.text);
        return [problem(placeOf(file.source, path), 'programme.relation-impossible', details)];
      }
      throw error;
    }
  });
}

/** The path of the text under `value`, so that the problem points at the very address. */
function findText(value: unknown, text: string, path: Path): Path {
  return search(value, text, path) ?? path;
}

function search(value: unknown, text: string, path: Path): Path | undefined {
  if (value === text) return path;
  if (typeof value !== 'object' || value === null) return undefined;
  const entries: ReadonlyArray<readonly [string | number, unknown]> = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  for (const [key, child] of entries) {
    const found = search(child, text, [...path, key]);
    if (found) return found;
  }
  return undefined;
}
