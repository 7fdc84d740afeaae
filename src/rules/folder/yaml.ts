// Reads the text of a YAML file with line numbers. Only syntax: what a file must contain is said by
// the schemas and checked in validate.ts.

import { isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { equals, parseDecimal } from '../../core/rational.ts';
import type { FolderProblem } from '../types.ts';
import { placeOfFile, problem, type YamlSource } from './problem.ts';

/** Aliases one file may expand to; real programmes use none. */
const ALIAS_LIMIT = 100;
const WORD_LENGTH = 80;

type Reading = {
  readonly source: YamlSource | undefined;
  readonly problems: readonly FolderProblem[];
};

/** Reads YAML 1.2 (core): duplicate keys, broken syntax and inexact numbers are problems. */
export function readYaml(file: string, text: string): Reading {
  try {
    return readParsed(file, text);
  } catch (error) {
    // The parser and the alias expansion throw on documents built to exhaust them.
    const isAliases = error instanceof ReferenceError;
    const found = isAliases
      ? problem(placeOfFile(file), 'programme.yaml-aliases', {})
      : problem(placeOfFile(file), 'programme.yaml-broken', { reason: 'nested too deeply' });
    return { source: undefined, problems: [found] };
  }
}

function readParsed(file: string, text: string): Reading {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    strict: true,
  });
  const problems = document.errors.map((error) => {
    const { line, col } = lines.linePos(error.pos[0]);
    const place = { file, line: Math.max(1, line), column: Math.max(1, col), field: '' };
    if (error.code === 'DUPLICATE_KEY') {
      const key = /^[^\s:]*/.exec(text.slice(error.pos[0]))?.[0] ?? '';
      return problem({ ...place, field: key }, 'programme.yaml-key-twice', { key });
    }
    const reason = error.message.split('\n')[0] ?? '';
    return problem(place, 'programme.yaml-broken', { reason });
  });
  if (problems.length > 0) return { source: undefined, problems };
  const raw: unknown = document.toJS({ maxAliasCount: ALIAS_LIMIT }) ?? {};
  const source = { file, document, lines, raw };
  return { source, problems: inexactNumbers(source) };
}

/** Numbers JavaScript would change, such as 1e3, 0x10 or one with 20 digits. */
function inexactNumbers(source: YamlSource): FolderProblem[] {
  const problems: FolderProblem[] = [];
  visit(source.document, {
    Scalar(key, node, ancestors) {
      if (key === 'key' || !isScalar(node) || typeof node.value !== 'number') return;
      const written = (node.source ?? '').replace(/^\+/, '');
      const exact = parseDecimal(written);
      const kept = parseDecimal(String(node.value));
      if (exact && kept && equals(exact, kept)) return;
      const { line, col } = source.lines.linePos(node.range?.[0] ?? 0);
      const place = { file: source.file, line, column: col, field: fieldOf(ancestors) };
      const shown = written.slice(0, WORD_LENGTH);
      problems.push(problem(place, 'programme.number-inexact', { written: shown }));
    },
  });
  return problems;
}

/** The key the number stands under; its full path is not kept by the visitor. */
function fieldOf(ancestors: ReadonlyArray<unknown>): string {
  const pair = ancestors.at(-1) as { key?: unknown } | undefined;
  return isScalar(pair?.key) ? String(pair.key.value) : '';
}

/** The text of a number as it is written in the file (`12.10`), else the value itself. */
export function writtenNumber(node: unknown, value: unknown): string {
  return isScalar(node) && typeof node.source === 'string' ? node.source.trim() : String(value);
}
