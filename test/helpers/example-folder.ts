// The folder of the example county as texts, whole or with one file changed, for tests of loading.

import { join } from 'node:path';
import { expect } from 'vitest';
import { readFolder } from '../../src/programmes/read-folder.ts';
import { loadProgramme } from '../../src/rules/load.ts';
import type { FolderProblem, LoadedProgramme } from '../../src/rules/types.ts';

const example = readFolder(join(import.meta.dirname, '../../programmes/example-county'));

/** The example folder with words of one file replaced; they must be there. */
export function changed(file: string, from: string | RegExp, to: string): Map<string, string> {
  const text = example.get(file) ?? '';
  const result = text.replace(from, () => to);
  expect(result, `${file} holds ${String(from)}`).not.toBe(text);
  return new Map(example).set(file, result);
}

/** The example folder with files added, replaced, or left out where the text is undefined. */
export function withFiles(
  files: Readonly<Record<string, string | undefined>>,
): Map<string, string> {
  const result = new Map(example);
  for (const [name, text] of Object.entries(files)) {
    if (text === undefined) result.delete(name);
    else result.set(name, text);
  }
  return result;
}

/** The problems of a folder. */
export function problemsOf(files: ReadonlyMap<string, string>): readonly FolderProblem[] {
  return loadProgramme(files).problems;
}

/** The only problem of a folder; fails when there are more or none. */
export function problemOf(files: ReadonlyMap<string, string>): FolderProblem {
  const problems = problemsOf(files);
  const shown = problems.map(({ file, line, message }) => `${file}:${line} ${message.en}`);
  expect(shown).toHaveLength(1);
  return problems[0] as FolderProblem;
}

/** The example programme with other relations in reconcile.yaml (YAML text). */
export function withRelations(relations: string): LoadedProgramme {
  const { programme, problems } = loadProgramme(
    withFiles({ 'reconcile.yaml': `relations:\n${relations}` }),
  );
  expect(problems.map(({ line, message }) => `${line} ${message.en}`)).toEqual([]);
  return programme as LoadedProgramme;
}
