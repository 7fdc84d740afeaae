// Parses what comes in, and turns what the schema finds wrong into sentences a clerk understands,
// one a field. Knows the kinds of faults of zod; never shows zod's own wording.

import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import type { FieldFault } from '../contracts/contract.ts';
import { Refusal } from '../core/errors.ts';
import type { Text } from '../core/text.ts';

type Issue = z.core.$ZodIssue;

const faultsMax = 50;

/**
 * Parses params, query and body by the contract's schemas; refuses with `http.invalid-input`. Text
 * that no database and no file can keep (NUL, half a surrogate pair) is refused everywhere.
 */
export const validateInput: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (data: unknown) => {
    const parsed = schema.safeParse(data, { reportInput: true });
    const fields = parsed.success
      ? findUnwritable(parsed.data)
      : toFieldFaults(parsed.error.issues);
    if (parsed.success && fields.length === 0) return { value: parsed.data };
    return { error: new Refusal('http.invalid-input', { count: fields.length, fields }) };
  };

/** The first text in `data` that cannot be kept; nothing when all can. */
function findUnwritable(data: unknown, path: readonly PropertyKey[] = []): FieldFault[] {
  if (typeof data === 'string') {
    if (!data.includes('\0') && data.isWellFormed()) return [];
    const message = { zh: '含有无法保存的字符。', en: 'It holds characters that cannot be kept.' };
    return [{ path: writePath(path), message }];
  }
  if (typeof data !== 'object' || data === null || data instanceof Uint8Array) return [];
  for (const [key, value] of Object.entries(data)) {
    const step = Array.isArray(data) ? Number(key) : key;
    const [found] = [
      ...findUnwritable(key, [...path, step]),
      ...findUnwritable(value, [...path, step]),
    ];
    if (found) return [found];
  }
  return [];
}

const typeNames: Readonly<Record<string, Text>> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: '是或否', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '一组字段', en: 'an object with fields' },
  record: { zh: '一组字段', en: 'an object with fields' },
  null: { zh: '空值', en: 'null' },
};

/** The sentences of every fault, at most 50; `path` is written `roles[0].place`. */
export function toFieldFaults(issues: readonly Issue[]): FieldFault[] {
  const faults = issues.flatMap((issue) => {
    const message = sentenceOf(issue);
    const paths =
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => [...issue.path, key])
        : [issue.path];
    return paths.map((path) => ({ path: writePath(path), message }));
  });
  return faults.slice(0, faultsMax);
}

function writePath(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`,
    )
    .join('');
}

function sentenceOf(issue: Issue): Text {
  switch (issue.code) {
    case 'unrecognized_keys':
      return { zh: '没有这个字段，请去掉。', en: 'There is no such field; leave it out.' };
    case 'invalid_type':
      return typeSentence(issue.expected, issue.input);
    case 'too_small':
      return sizeSentence(issue.origin, Number(issue.minimum), 'min');
    case 'too_big':
      return sizeSentence(issue.origin, Number(issue.maximum), 'max');
    case 'invalid_value':
      return issue.input === undefined ? missing : optionsSentence(issue.values);
    case 'invalid_format':
      return formatSentence(issue.format);
    case 'invalid_union':
      return issue.input === undefined
        ? missing
        : { zh: '填写的内容不是这里接受的任何一种。', en: 'None of the accepted forms fits.' };
    default:
      return { zh: '填写的内容不能接受。', en: 'This entry cannot be accepted.' };
  }
}

const missing: Text = { zh: '必须填写。', en: 'This is required.' };

function typeSentence(expected: string, input: unknown): Text {
  if (input === undefined) return missing;
  const name = typeNames[expected] ?? { zh: '别的内容', en: 'something else' };
  return { zh: `须填${name.zh}。`, en: `This must be ${name.en}.` };
}

function sizeSentence(origin: string, limit: number, side: 'min' | 'max'): Text {
  const [zh, en] = side === 'min' ? ['至少', 'at least'] : ['最多', 'at most'];
  switch (origin) {
    case 'string':
      if (side === 'min' && limit === 1) return { zh: '不能为空。', en: 'This cannot be empty.' };
      return { zh: `${zh} ${limit} 个字符。`, en: `Use ${en} ${limit} characters.` };
    case 'array':
    case 'set':
      return { zh: `${zh} ${limit} 项。`, en: `Give ${en} ${limit} entries.` };
    default:
      return side === 'min'
        ? { zh: `不能小于 ${limit}。`, en: `It cannot be less than ${limit}.` }
        : { zh: `不能大于 ${limit}。`, en: `It cannot be more than ${limit}.` };
  }
}

function optionsSentence(values: readonly unknown[]): Text {
  const list = values.slice(0, 20).map(String);
  return {
    zh: `须是这些之一：${list.join('、')}。`,
    en: `It must be one of: ${list.join(', ')}.`,
  };
}

function formatSentence(format: string): Text {
  if (format === 'uuid') return { zh: '须是一个编号（UUID）。', en: 'It must be an id (UUID).' };
  if (format === 'date') return { zh: '须是 2022-11-30 这样的日期。', en: 'A day: 2022-11-30.' };
  return { zh: '格式不对。', en: 'The form is not right.' };
}
