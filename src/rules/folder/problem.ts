// Makes the problems a programme folder is reported with, and says where in its YAML they lie.
// What counts as a problem is decided by the modules that call this.

import type { Document, LineCounter, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isAlias, isMap, isPair, isScalar, isSeq } from 'yaml';
import { type ErrorCode, type ErrorDetails, Refusal } from '../../core/errors.ts';
import { nearest } from '../../core/nearest.ts';
import type { Text } from '../../core/text.ts';
import type { FolderProblem } from '../types.ts';

/** Where something stands inside a file: keys and positions from the file's root. */
export type Path = ReadonlyArray<string | number>;

/** A YAML file, read, with what is needed to find the line of any field. */
export type YamlSource = {
  readonly file: string;
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  readonly raw: unknown;
};

/** Where a problem is shown; line and column count from 1. */
export type Place = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly field: string;
};

/** A problem with the sentences its code has in the catalogue. */
export function problem<C extends ErrorCode>(
  place: Place,
  code: C,
  details: ErrorDetails<C>,
): FolderProblem {
  const { text, next } = new Refusal(code, details);
  return {
    code,
    ...place,
    message: { zh: `${text.zh}${next.zh}`, en: `${text.en} ${next.en}`.trimEnd() },
  };
}

/** The details of a code whose sentence is made elsewhere, without its full stop. */
export function reasonOf({ zh, en }: Text): {
  readonly reasonZh: string;
  readonly reasonEn: string;
} {
  return { reasonZh: zh.replace(/。$/, ''), reasonEn: en.replace(/\.$/, '') };
}

/** The place of a whole file. */
export function placeOfFile(file: string): Place {
  return { file, line: 1, column: 1, field: '' };
}

/** Writes a path the way it is shown: `projects[2].investment.total`. */
export function writePath(path: Path): string {
  return path
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : at === 0 ? part : `.${part}`))
    .join('');
}

type Found = { readonly key: Scalar | undefined; readonly node: Node | undefined };

function step(document: Document.Parsed, node: Node, part: string | number): Found | undefined {
  const target = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(target) && typeof part === 'number') {
    const item = (target as YAMLSeq).items[part] as Node | undefined;
    return item === undefined ? undefined : { key: undefined, node: item };
  }
  if (!isMap(target)) return undefined;
  const pairs = (target as YAMLMap).items as Array<Pair<Node, Node | null>>;
  const pair = pairs.find(
    (candidate) => isPair(candidate) && isScalar(candidate.key) && keyOf(candidate.key) === part,
  );
  if (!pair) return undefined;
  return { key: pair.key as Scalar, node: pair.value ?? undefined };
}

function keyOf(key: Scalar): string {
  return String(key.value);
}

/** The YAML node at a path; undefined when there is none. */
export function findNode(source: YamlSource, path: Path): Node | undefined {
  let node: Node | undefined = source.document.contents ?? undefined;
  for (const part of path) {
    if (!node) return undefined;
    node = step(source.document, node, part)?.node;
  }
  return node;
}

/**
 * The place of a field: of its value, or of its key with `on: 'key'`. A field that is not there
 * is placed at the nearest thing around it.
 */
export function placeOf(source: YamlSource, path: Path, on: 'value' | 'key' = 'value'): Place {
  let node: Node | undefined = source.document.contents ?? undefined;
  let offset = node?.range?.[0] ?? 0;
  for (const [at, part] of path.entries()) {
    const found: Found | undefined = node && step(source.document, node, part);
    if (!found) break;
    const isLast = at === path.length - 1;
    const shown: Node | undefined = isLast && on === 'key' ? found.key : (found.node ?? found.key);
    // What lies inside an alias lies where its contents are written.
    const written = !isLast && isAlias(shown) ? shown.resolve(source.document) : shown;
    offset = written?.range?.[0] ?? offset;
    node = found.node;
  }
  const { line, col } = source.lines.linePos(offset);
  return {
    file: source.file,
    line: Math.max(1, line),
    column: Math.max(1, col),
    field: writePath(path),
  };
}

/** The end of a sentence that names what was probably meant, or nothing. */
export function suggestion(
  name: string,
  known: Iterable<string>,
): { readonly suggestionZh: string; readonly suggestionEn: string } {
  const close = nearest(name, known);
  if (close === undefined) return { suggestionZh: '', suggestionEn: '' };
  return { suggestionZh: `，是不是“${close}”`, suggestionEn: `; did you mean "${close}"` };
}
