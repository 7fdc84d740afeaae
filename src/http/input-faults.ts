// Turns what the schema says about wrong input into sentences a clerk understands, one a field.
// Knows the kinds of faults of zod; never shows zod's own wording.

import type { FieldFault } from '../contracts/contract.ts';
import type { Text } from '../core/text.ts';

/** A fault as fastify-type-provider-zod reports it: zod's code, the path and zod's particulars. */
export type SchemaFault = {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
};

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
export function toFieldFaults(faults: readonly SchemaFault[]): FieldFault[] {
  return faults
    .flatMap((fault) => expandUnknownKeys(fault))
    .slice(0, 50)
    .map((fault) => ({ path: writePath(fault.instancePath), message: sentenceOf(fault) }));
}

function expandUnknownKeys(fault: SchemaFault): SchemaFault[] {
  const { keys } = fault.params;
  if (fault.keyword !== 'unrecognized_keys' || !Array.isArray(keys)) return [fault];
  const base = fault.instancePath === '/' ? '' : fault.instancePath;
  return keys.map((key) => ({ ...fault, instancePath: `${base}/${String(key)}` }));
}

function writePath(instancePath: string): string {
  return instancePath
    .split('/')
    .filter((part) => part !== '')
    .map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('');
}

function sentenceOf({ keyword, params }: SchemaFault): Text {
  switch (keyword) {
    case 'unrecognized_keys':
      return { zh: '没有这个字段，请去掉。', en: 'There is no such field; leave it out.' };
    case 'invalid_type':
      return typeSentence(String(params['expected']), params['input']);
    case 'too_small':
      return sizeSentence(params, Number(params['minimum']), 'min');
    case 'too_big':
      return sizeSentence(params, Number(params['maximum']), 'max');
    case 'invalid_value':
      return optionsSentence(params['values']);
    case 'invalid_format':
      return formatSentence(String(params['format']));
    case 'invalid_union':
      return { zh: '填写的内容不是这里接受的任何一种。', en: 'None of the accepted forms fits.' };
    case 'not_multiple_of':
      return {
        zh: `须是 ${String(params['divisor'])} 的倍数。`,
        en: `It must be a multiple of ${String(params['divisor'])}.`,
      };
    default:
      return { zh: '填写的内容不能接受。', en: 'This entry cannot be accepted.' };
  }
}

function typeSentence(expected: string, input: unknown): Text {
  if (input === undefined) return { zh: '必须填写。', en: 'This is required.' };
  const name = typeNames[expected] ?? { zh: '别的内容', en: 'something else' };
  return { zh: `须填${name.zh}。`, en: `This must be ${name.en}.` };
}

function sizeSentence(
  params: Readonly<Record<string, unknown>>,
  limit: number,
  side: 'min' | 'max',
): Text {
  const [zh, en] = side === 'min' ? ['至少', 'at least'] : ['最多', 'at most'];
  switch (params['origin']) {
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

function optionsSentence(values: unknown): Text {
  const list = Array.isArray(values) ? values.slice(0, 20).map(String) : [];
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
