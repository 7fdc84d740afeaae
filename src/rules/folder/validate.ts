// Turns what zod finds in a file into problems a clerk can mend: the line, the field, a sentence in
// both languages, and for a misspelling the word that was meant.

import type { z } from 'zod';
import { nearest } from '../../core/nearest.ts';
import { groundError } from '../schema/common.ts';
import { chineseOf } from '../schema/sentences.ts';
import type { FolderProblem } from '../types.ts';
import {
  type Path,
  type Place,
  placeOf,
  problem,
  suggestion,
  writePath,
  type YamlSource,
} from './problem.ts';
import { isTable, keysAt, valueAt } from './schema-keys.ts';

type Issue = z.core.$ZodIssue;
type Validation<T> = { readonly data: T | undefined; readonly problems: readonly FolderProblem[] };
type Words = { readonly zh: string; readonly en: string };

/** What the schema of a figure says when nothing supports it. */
const NO_GROUND = groundError.error;
const SHOWN_LENGTH = 60;
/** Weight of a branch of a union that does not even have the right type. */
const WRONG_TYPE_WEIGHT = 1000;

/** Checks a file against its schema and gives all its problems, not only the first. */
export function validate<S extends z.ZodType>(
  source: YamlSource,
  schema: S,
): Validation<z.output<S>> {
  const result = schema.safeParse(source.raw);
  if (result.success) return { data: result.data, problems: [] };
  const check: Check = { source, schema, meant: new Set() };
  const problems = result.error.issues.flatMap((issue) => explain(check, issue, []));
  // A misspelt key is one mistake: that the right one is missing goes without saying.
  const isOwn = ({ code, field }: FolderProblem) =>
    code !== 'programme.key-missing' || !check.meant.has(field);
  return { data: undefined, problems: problems.filter(isOwn) };
}

type Check = {
  readonly source: YamlSource;
  readonly schema: z.ZodType;
  /** Fields that were probably meant by a misspelt key. */
  readonly meant: Set<string>;
};

function pathOf(issue: { readonly path: readonly PropertyKey[] }, base: Path): Path {
  return [...base, ...issue.path.map((part) => (typeof part === 'symbol' ? '' : part))];
}

function explain(check: Check, issue: Issue, base: Path): FolderProblem[] {
  const path = pathOf(issue, base);
  const value = valueAt(check.source.raw, path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(check, path, key));
  }
  if (value === undefined && path.length > 0) return [missingKey(check, path, issue)];
  const place = placeOf(check.source, path);
  switch (issue.code) {
    case 'invalid_union':
      return explainUnion(check, issue, path);
    case 'invalid_type':
      return [wrongType(check, path, typeNames[issue.expected] ?? plain(issue.expected))];
    case 'invalid_value':
      return [unknownOption(check, path, issue.values.map(String))];
    case 'invalid_key': {
      const key = String(path.at(-1) ?? '');
      const rule = ruleOf(issue.issues[0]?.message ?? '');
      return [
        problem(placeOf(check.source, path, 'key'), 'programme.wrong-form', {
          value: key,
          ...rule,
        }),
      ];
    }
    case 'too_small':
    case 'too_big':
      return [problem(place, 'programme.out-of-range', boundOf(issue))];
    case 'custom':
      if (issue.message === NO_GROUND) return [problem(place, 'programme.no-ground', {})];
      return isTable(value)
        ? [problem(place, 'programme.out-of-range', ruleOf(issue.message))]
        : [wrongForm(place, value, ruleOf(issue.message))];
    default:
      return [wrongForm(place, value, formOf(issue))];
  }
}

/** A value written in a wrong form; a number with commas is told so. */
function wrongForm(place: Place, value: unknown, rule: ReturnType<typeof ruleOf>): FolderProblem {
  const written = show(value);
  if (/^\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?$/.test(written)) {
    const plain = written.replaceAll(/[,，]/g, '');
    return problem(place, 'programme.thousands-comma', { written, plain });
  }
  return problem(place, 'programme.wrong-form', { value: written, ...rule });
}

function unknownKey({ source, schema, meant }: Check, path: Path, key: string): FolderProblem {
  const known = keysAt(schema, source.raw, path);
  const place = placeOf(source, [...path, key], 'key');
  const table = valueAt(source.raw, path);
  // In { value: 8,400 } the comma ends the value.
  if (/^\d{3}$/.test(key) && isTable(table)) {
    const plain = Object.values(table).find((value) => typeof value === 'number' && value < 1000);
    const [thousands, rest] = [String(plain ?? '…'), key];
    const details = { written: `${thousands},${rest}`, plain: `${thousands}${rest}` };
    return problem(place, 'programme.thousands-comma', details);
  }
  const sign = /[：，]/.exec(key)?.[0];
  if (sign !== undefined) {
    meant.add(writePath([...path, key.split(sign)[0] ?? '']));
    const plain = sign === '：' ? ':' : ',';
    return problem(place, 'programme.full-width-sign', { key, sign, plain });
  }
  const close = nearest(key, known);
  if (close !== undefined) meant.add(writePath([...path, close]));
  return problem(place, 'programme.key-unknown', {
    key,
    known: known.join('、'),
    ...suggestion(key, known),
  });
}

function missingKey({ source }: Check, path: Path, issue: Issue): FolderProblem {
  const expected = issue.code === 'invalid_type' ? typeNames[issue.expected] : undefined;
  const options = issue.code === 'invalid_value' ? issue.values.join(' | ') : undefined;
  const [zh, en] = options
    ? [`（可选 ${options}）`, ` (one of ${options})`]
    : expected
      ? [`（${expected.zh}）`, ` (${expected.en})`]
      : ['', ''];
  return problem(placeOf(source, path), 'programme.key-missing', {
    key: String(path.at(-1) ?? ''),
    expectedZh: zh,
    expectedEn: en,
  });
}

function wrongType({ source, schema }: Check, path: Path, expected: Words): FolderProblem {
  const value = valueAt(source.raw, path);
  const isText = typeof value === 'string' && keysAt(schema, source.raw, path).includes('zh');
  if (isText) {
    const written = `{ zh: ${show(value)}, en: … }`;
    const details = { value: show(value), written };
    return problem(placeOf(source, path), 'programme.text-in-two-languages', details);
  }
  const found = typeNameOf(value);
  const isTextMeant = expected === typeNames['string'] && typeof value === 'number';
  const hint = isTextMeant
    ? { hintZh: '请给它加上引号', hintEn: 'Put it in quotation marks' }
    : { hintZh: '请照此改写', hintEn: 'Write it like this' };
  return problem(placeOf(source, path), 'programme.wrong-type', {
    expectedZh: expected.zh,
    expectedEn: expected.en,
    foundZh: found.zh,
    foundEn: found.en,
    ...hint,
  });
}

function unknownOption({ source }: Check, path: Path, options: readonly string[]): FolderProblem {
  const value = show(valueAt(source.raw, path));
  return problem(placeOf(source, path), 'programme.option-unknown', {
    value,
    options: options.join('、'),
    ...suggestion(value, options),
  });
}

/** A union: its options when a discriminator is wrong, else the branch that was nearest meant. */
function explainUnion(
  check: Check,
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
): FolderProblem[] {
  const value = valueAt(check.source.raw, path);
  if (issue.errors.length === 0) {
    const { options } = issue as { options?: readonly unknown[] };
    return [unknownOption(check, path, (options ?? []).map(String))];
  }
  const branches = issue.errors.map((issues) => ({ issues, weight: weigh(issues) }));
  branches.sort((a, b) => a.weight - b.weight);
  const [best, next] = branches;
  const isTyped = best !== undefined && best.weight < WRONG_TYPE_WEIGHT;
  const isClear = isTyped && (next === undefined || best.weight < next.weight);
  if (isClear) return best.issues.flatMap((inner) => explain(check, inner, path));
  if (isOwnSentence(issue.message)) {
    return [wrongForm(placeOf(check.source, path), value, ruleOf(issue.message))];
  }
  if (isTyped) return best.issues.flatMap((inner) => explain(check, inner, path));
  const types = issue.errors.flatMap(([first]) =>
    first?.code === 'invalid_type' ? [typeNames[first.expected] ?? plain(first.expected)] : [],
  );
  const expected = {
    zh: [...new Set(types.map(({ zh }) => zh))].join('或'),
    en: [...new Set(types.map(({ en }) => en))].join(' or '),
  };
  return [wrongType(check, path, expected)];
}

function weigh(issues: readonly Issue[]): number {
  return issues.reduce((weight, issue) => {
    const isRoot = issue.path.length === 0;
    if (isRoot && issue.code === 'invalid_type') return weight + WRONG_TYPE_WEIGHT;
    if (isRoot && issue.code === 'invalid_union' && !isOwnSentence(issue.message)) {
      return weight + WRONG_TYPE_WEIGHT;
    }
    if (issue.code === 'unrecognized_keys') return weight + 3 * issue.keys.length;
    return weight + (issue.path.length === 1 && issue.code === 'invalid_type' ? 2 : 1);
  }, 0);
}

const typeNames: Readonly<Record<string, Words>> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  object: { zh: '一组“键: 值”', en: 'a table of keys and values' },
  record: { zh: '一组“键: 值”', en: 'a table of keys and values' },
  array: { zh: '列表（每行以 - 开头）', en: 'a list (lines starting with -)' },
  tuple: { zh: '列表（每行以 - 开头）', en: 'a list (lines starting with -)' },
};

function plain(name: string): Words {
  return { zh: name, en: name };
}

function typeNameOf(value: unknown): Words {
  if (value === null) return { zh: '空', en: 'nothing' };
  if (Array.isArray(value)) return { zh: '列表', en: 'a list' };
  if (isTable(value)) return { zh: '一组“键: 值”', en: 'a table of keys and values' };
  if (typeof value === 'boolean') return { zh: String(value), en: String(value) };
  if (typeof value === 'number') return { zh: `数字 ${value}`, en: `the number ${value}` };
  return { zh: `文字“${show(value)}”`, en: `the text "${show(value)}"` };
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}

function isOwnSentence(message: string): boolean {
  return !/^(Invalid|Too|Unrecognized)/.test(message);
}

function ruleOf(message: string): { readonly ruleZh: string; readonly ruleEn: string } {
  return { ruleZh: chineseOf[message] ?? message, ruleEn: message };
}

function formOf(issue: Issue): { readonly ruleZh: string; readonly ruleEn: string } {
  if (isOwnSentence(issue.message)) return ruleOf(issue.message);
  const pattern = 'pattern' in issue ? String(issue.pattern) : '';
  const digits = /^\/\^(.?)\\d\{(\d+)\}\$\/$/.exec(pattern);
  if (!digits) return { ruleZh: `应符合 ${pattern}`, ruleEn: `it should match ${pattern}` };
  const [, letter, count] = digits;
  return {
    ruleZh: `应为${letter ? ` ${letter} 加` : ''} ${count} 位数字`,
    ruleEn: `it should be ${letter ? `${letter} and ` : ''}${count} digits`,
  };
}

function boundOf(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>) {
  const isLeast = issue.code === 'too_small';
  const bound = String(isLeast ? issue.minimum : issue.maximum);
  const [zh, en] = isLeast ? ['至少', 'at least'] : ['至多', 'at most'];
  if (issue.origin === 'array') {
    return { ruleZh: `列表${zh}要有 ${bound} 项`, ruleEn: `The list needs ${en} ${bound} entries` };
  }
  if (issue.origin === 'string') {
    return {
      ruleZh: `文字${zh} ${bound} 个字`,
      ruleEn: `The text needs ${en} ${bound} characters`,
    };
  }
  return { ruleZh: `数字${zh}为 ${bound}`, ruleEn: `The number must be ${en} ${bound}` };
}
