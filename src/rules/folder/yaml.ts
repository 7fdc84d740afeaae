// Reads the text of a YAML file with line numbers. Only syntax: what a file must contain is said by
// the schemas and checked in validate.ts.

import { isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import { equals, parseDecimal } from '../../core/rational.ts';
import type { FolderProblem } from '../types.ts';
import {
  type Path,
  placeOfFile,
  problem,
  reasonOf,
  writePath,
  type YamlSource,
} from './problem.ts';
import { yamlReason } from './yaml-reasons.ts';

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
      : problem(placeOfFile(file), 'programme.yaml-broken', {
          reasonZh: '嵌套太深',
          reasonEn: 'it is nested too deeply',
        });
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
  // One slip leaves the parser at a loss for lines: only the first is told, and keys written twice.
  const first = document.errors.findIndex(({ code }) => code !== 'DUPLICATE_KEY');
  const told = document.errors.filter(({ code }, at) => at === first || code === 'DUPLICATE_KEY');
  const problems = told.map((error) => {
    const { line, col } = lines.linePos(error.pos[0]);
    const place = { file, line: Math.max(1, line), column: Math.max(1, col), field: '' };
    if (error.code === 'DUPLICATE_KEY') {
      const key = /^[^\s:]*/.exec(text.slice(error.pos[0]))?.[0] ?? '';
      return problem({ ...place, field: key }, 'programme.yaml-key-twice', { key });
    }
    const written = text.split('\n')[place.line - 1] ?? '';
    return problem(place, 'programme.yaml-broken', reasonOf(yamlReason(error.code, written)));
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
      const place = { file: source.file, line, column: col, field: fieldOf(ancestors, node) };
      const shown = written.slice(0, WORD_LENGTH);
      problems.push(problem(place, 'programme.number-inexact', { written: shown }));
    },
  });
  return problems;
}

/** The full path of a node, from the nodes around it. */
function fieldOf(ancestors: readonly unknown[], node: unknown): string {
  const path = ancestors.flatMap((around, at): Path => {
    if (isPair(around) && isScalar(around.key)) return [String(around.key.value)];
    return isSeq(around) ? [around.items.indexOf(ancestors[at + 1] ?? node)] : [];
  });
  return writePath(path);
}

/**
 * Where a value is written between curly quotation marks, as `line:column`. They may be the
 * notice's own; when something is wrong with the value, they were meant to be YAML's.
 */
export function curlyValues({ document, lines }: YamlSource): Map<string, string> {
  const found = new Map<string, string>();
  visit(document, {
    Scalar(_key, node) {
      const isCurly = node.type === 'PLAIN' && /^[“‘].*[”’]$/s.test(String(node.value));
      if (!isCurly || !node.range) return;
      const { line, col } = lines.linePos(node.range[0]);
      found.set(`${line}:${col}`, String(node.value).slice(1, -1));
    },
  });
  return found;
}

/** The text of a number as it is written in the file (`12.10`), else the value itself. */
export function writtenNumber(node: unknown, value: unknown): string {
  return isScalar(node) && typeof node.source === 'string' ? node.source.trim() : String(value);
}
