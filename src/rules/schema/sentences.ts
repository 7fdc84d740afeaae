// The Chinese of the sentences the schemas give for a wrong form. Only translations: the rule and
// its English sentence stand in the schema itself.

import { operandError } from './reconcile.ts';

/** English sentence of a schema → the same in Chinese. */
export const chineseOf: Readonly<Record<string, string>> = {
  'an id is lower-case letters, digits and single hyphens, such as waste-heat':
    '编号用小写字母、数字和单个连字符，如 waste-heat',
  'a decision id is D and two or three digits, such as D01': '决定的编号是 D 加两三位数字，如 D01',
  'a plain decimal such as 12.5': '应为普通小数，如 12.5',
  'give the quoted words of the notice (quote), or the decision or source it rests on':
    '要有原文（quote），或写明依据的决定（decision）或来源（source）',
  'no such day; keep an impossible printed date under `printed`':
    '没有这一天；原文印错的日期写在 printed 里',
  'write the day as YYYY-MM-DD, such as 2024-02-29': '日期要写成 2024-02-29 这样的形式',
  [operandError]:
    '运算对象是一个数的地址，或 {value, unit, why}、{sum: […]}、{minus: [a, b]}、{product: […]}、' +
    '{ratio: [a, b]}、{count: 列表的地址}',
  'the id of a relation starts with a capital letter, such as A1':
    '核对的编号以大写字母开头，如 A1',
  'an adjustment is one of rate, plus and minus': '调整只能写 rate、plus、minus 中的一个',
  'an input is named in camelCase with the unit last, such as costFen':
    '输入项用驼峰命名，单位放最后，如 costFen',
};
