// Refusals of the benefit calculation: what was said of a household cannot be used as it stands.
// The mechanism is in ../errors.ts.

import type { ErrorEntry } from './entry.ts';

const seeInputs = {
  zh: '请按规则文件 benefit.yaml 的 inputs 一栏填写。',
  en: 'Give the inputs that benefit.yaml lists under inputs.',
};
const correctInput = {
  zh: '请更正“{input}”后再算一次。',
  en: 'Correct {input} and work it out again.',
};

const inputErrors = {
  'benefit.unknown-input': {
    status: 422,
    zh: '规则里没有“{input}”这个输入项{hintZh}。',
    en: 'The rules have no input {input}{hintEn}.',
    next: seeInputs,
  },
  'benefit.not-an-object': {
    status: 422,
    zh: '输入应是一个 JSON 对象，每项写成 "costFen": 599900 的样子，写在一对花括号里。',
    en: 'The input must be a JSON object with entries such as "costFen": 599900.',
    next: seeInputs,
  },
  'benefit.money-not-number': {
    status: 422,
    zh: '{name}（{input}）应写成整数分，例如 5,999.00 元写 599900；现在写的是 {written}。',
    en: '{nameEn} ({input}) must be a whole number of fen, such as 599900; it is {written}.',
    next: correctInput,
  },
  'benefit.money-not-whole': {
    status: 422,
    zh: '{name}（{input}）不能有不足一分的零头；现在写的是 {written}。',
    en: '{nameEn} ({input}) must not have a fraction of a fen; it is {written}.',
    next: correctInput,
  },
  'benefit.not-a-quantity': {
    status: 422,
    zh: '{name}（{input}）应是以{unit}为单位的数，例如 61.5；现在写的是 {written}。',
    en: '{nameEn} ({input}) must be a number in {unitEn}, such as 61.5; it is {written}.',
    next: correctInput,
  },
  'benefit.finer-than-step': {
    status: 422,
    zh: '{name}（{input}）只量到 {step} {unit}；现在写的是 {written}。',
    en: '{nameEn} ({input}) is measured to {step} {unitEn}; it is {written}.',
    next: correctInput,
  },
  'benefit.negative-input': {
    status: 422,
    zh: '{name}（{input}）不能是负数；现在写的是 {written}。',
    en: '{nameEn} ({input}) cannot be negative; it is {written}.',
    next: correctInput,
  },
  'benefit.input-too-large': {
    status: 422,
    zh: '{name}（{input}）最大是 {max}；现在写的是 {written}。',
    en: '{nameEn} ({input}) is at most {max}; it is {written}.',
    next: correctInput,
  },
  'benefit.no-such-option': {
    status: 422,
    zh: '{name}（{input}）只能是 {options} 之一；现在写的是 {written}。',
    en: '{nameEn} ({input}) is one of {options}; it is {written}.',
    next: correctInput,
  },
  'benefit.not-a-year': {
    status: 422,
    zh: '{name}（{input}）应是公历年份，例如 2023；现在写的是 {written}。',
    en: '{nameEn} ({input}) must be a calendar year such as 2023; it is {written}.',
    next: correctInput,
  },
  'benefit.not-a-flag': {
    status: 422,
    zh: '{name}（{input}）应是 true（是）或 false（否）；现在写的是 {written}。',
    en: '{nameEn} ({input}) must be true or false; it is {written}.',
    next: correctInput,
  },
} as const satisfies Record<string, ErrorEntry>;

export const benefitErrors = {
  ...inputErrors,
  'benefit.input-key-twice': {
    status: 422,
    zh: '{file} 第 {line} 行第 {column} 列的这一项写了两次。',
    en: '{file} names the entry at line {line}, column {column} twice.',
    next: { zh: '请只留下要用的一个。', en: 'Leave only the one that is meant.' },
  },
  'benefit.not-covered': {
    status: 422,
    zh: '规则没有说{name}为“{value}”时怎么算。',
    en: 'The rules do not say what holds when {nameEn} is {value}.',
    next: {
      zh: '请核对该项；如确有这种情形，请在 benefit.yaml 补上相应的 case 或 otherwise。',
      en: 'Check it; if it is right, add that case or an otherwise to benefit.yaml.',
    },
  },
  'benefit.amount-too-large': {
    status: 422,
    zh: '算出的金额超过了能精确表示的范围。',
    en: 'The amount is beyond what can be kept exactly.',
    next: {
      zh: '请检查输入的数和规则里的单位。',
      en: 'Check the numbers given and the units in the rules.',
    },
  },
  'benefit.unknown-decision': {
    status: 422,
    zh: '没有“{decision}”这个待定事项{hintZh}。',
    en: 'There is no decision {decision}{hintEn}.',
    next: {
      zh: '待定事项列在 decisions.yaml 里。',
      en: 'The decisions are listed in decisions.yaml.',
    },
  },
  'benefit.unknown-decision-option': {
    status: 422,
    zh: '待定事项 {decision} 没有“{option}”这个选项，可选：{options}。',
    en: 'Decision {decision} has no option {option}; it has {options}.',
    next: {
      zh: '请改用列出的选项之一。',
      en: 'Use one of those.',
    },
  },
  'benefit.rule-unsound': {
    status: 422,
    zh: '{zh}。',
    en: '{en}.',
    next: {
      zh: '写法见 docs/benefit-rules.md。',
      en: 'See docs/benefit-rules.md for how it is written.',
    },
  },
  'benefit.bad-rules': {
    status: 422,
    zh: '补助规则 {field} 有误：{problemZh}。',
    en: 'The benefit rules are wrong at {field}: {problemEn}.',
    next: {
      zh: '请先用 qn programme check 检查该方案文件夹。',
      en: 'Run qn programme check on the folder first.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
