// What the YAML parser finds, in our own words: its codes are mapped to sentences that say what a
// clerk wrote. Signs of a Chinese keyboard are named first, since they are the usual cause.

import type { Text } from '../../core/text.ts';

const REASONS: Readonly<Record<string, Text>> = {
  TAB_AS_INDENT: {
    zh: '这一行用制表符（Tab）缩进，要改用空格',
    en: 'this line is indented with a tab; use spaces',
  },
  BAD_INDENT: {
    zh: '缩进不对，或前面的括号没有合上',
    en: 'the indentation is wrong, or a bracket before it is not closed',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    zh: '一行里有两个“冒号加空格”，或缩进不对；文字里有冒号的要加引号',
    en: 'a line holds two colons with a space, or is indented wrongly; quote text with a colon',
  },
  BLOCK_IN_FLOW: {
    zh: '括号里少了逗号，或文字里有冒号而没有加引号',
    en: 'a comma is missing inside the brackets, or text with a colon is not quoted',
  },
  MISSING_CHAR: {
    zh: '少了引号、括号、逗号或冒号',
    en: 'a quotation mark, bracket, comma or colon is missing',
  },
  MULTILINE_IMPLICIT_KEY: {
    zh: '这里不是“键: 值”；冒号用半角，后面要有空格',
    en: 'this is no "key: value"; a plain colon and a space are needed',
  },
  BAD_SCALAR_START: {
    zh: '值以 @、` 或 % 开头，要加引号',
    en: 'a value that begins with @, ` or % must be quoted',
  },
  BAD_DQ_ESCAPE: {
    zh: '双引号里的反斜杠写法不对，可改用单引号',
    en: 'a backslash in double quotation marks is not understood; use single ones',
  },
  UNEXPECTED_TOKEN: {
    zh: '这里多了一个符号，或列表和“键: 值”混在一处',
    en: 'there is a sign too many, or a list and keys are mixed',
  },
  MULTIPLE_DOCS: {
    zh: '一个文件里有两份文档，不要写 ---',
    en: 'the file holds two documents; leave --- out',
  },
};

const OTHERWISE: Text = { zh: '这里不合 YAML 写法', en: 'this is not written as YAML' };

/** Signs of a Chinese keyboard where YAML has its own, in the line of the error. */
const KEYBOARD: ReadonlyArray<readonly [RegExp, Text]> = [
  [
    /[\w'"\]}]\s*，|，\s*[\w-]+\s*[:：]/,
    {
      zh: '这一行用了全角逗号“，”，要改成半角“,”',
      en: 'a full-width comma “，” is used; write ","',
    },
  ],
  [
    /[\w-]+\s*：/,
    {
      zh: '这一行用了全角冒号“：”，要改成半角冒号加空格“: ”',
      en: 'a full-width colon “：” is used; write ": " with a space',
    },
  ],
  [
    /[:[{,-]\s*[“‘]/,
    {
      zh: '中文引号“ ”不能作 YAML 的引号，要改成半角单引号',
      en: 'curly quotation marks “ ” do not quote in YAML; use single ones',
    },
  ],
];

/** Why a line cannot be read. `code` is the parser's. */
export function yamlReason(code: string, line: string): Text {
  if (code !== 'TAB_AS_INDENT') {
    const found = KEYBOARD.find(([pattern]) => pattern.test(line));
    if (found) return found[1];
  }
  return REASONS[code] ?? OTHERWISE;
}
