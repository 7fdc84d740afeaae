// One mistake, one message, in words of our own: what a clerk's keyboard and editor put in a
// folder.

import { join } from 'node:path';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { changed, problemOf, problemsOf, withFiles } from '../../test/helpers/example-folder.ts';
import { readFolder } from '../programmes/read-folder.ts';

type Row = readonly [file: string, from: string, to: string, code: string, zh: string];
const rows: readonly Row[] = [
  ['towns.yaml', 'clause: 二(一)', 'clause: “二(一)”', 'curly-quotes', '改用半角单引号'],
  ['targets.yaml', 'quote: 2023年500户', 'quote: “2023年500户”', 'curly-quotes', '中文引号'],
  ['projects.yaml', 'kind: heat-source', 'kind：heat-source', 'yaml-broken', '全角冒号'],
  [
    'towns.yaml',
    '{ zh: 河东镇, en: Hedong }',
    '{ zh: 河东镇， en: Hedong }',
    'yaml-broken',
    '全角逗号',
  ],
  ['towns.yaml', '    name: { zh: 河东镇', '\tname: { zh: 河东镇', 'yaml-broken', '制表符'],
  ['towns.yaml', '{ zh: 河东镇, en: Hedong }', '{ zh: 河东: 镇, en: H }', 'yaml-broken', '冒号'],
  [
    'towns.yaml',
    '{ zh: 河东镇, en: Hedong }',
    '河东镇',
    'text-in-two-languages',
    '{ zh: 河东镇, en: … }',
  ],
  ['targets.yaml', 'value: 1200', 'value: 1,200', 'thousands-comma', '请写成 1200'],
  ['programme.yaml', 'date: 2023-04-10', 'date: 2023/04/10', 'wrong-form', '2024-02-29 这样的形式'],
  ['targets.yaml', 'value: 1200', 'value: 1.2e3', 'number-inexact', '不能照原样保存'],
  ['targets.yaml', 'value: 1200', 'value: 99999999999999999999', 'number-inexact', '不能照原样'],
  ['benefit.yaml', 'value: 6000', 'value: -6000', 'out-of-range', '不能是负数'],
  ['notice.txt', '2024年底前', '2024年\0底前', 'nul-byte', 'NUL'],
  ['notice.txt', '2024年底前', '2024年\uFFFD底前', 'file-not-utf8', 'UTF-8'],
  [
    'targets.yaml',
    'quote: 2023年500户',
    'quote: 2023年500户、2024年',
    'quote-near',
    '2023年500户，2024年',
  ],
  ['targets.yaml', 'unit: 万平方米', 'unit: 标吨', 'unit-unknown', '没有“标吨”这个单位。'],
];

test.each(rows)('%s: %s written %s', (file, from, to, code, zh) => {
  const problem = problemOf(changed(file, from, to));
  expect(problem).toMatchObject({ code: `programme.${code}`, file });
  expect(problem.message.zh).toContain(zh);
  expect(problem.message.zh).not.toMatch(/[a-z]{3,} [a-z]{2,} [a-z]{2,}/);
});

test('inside brackets a full-width colon is named, and its key is not said to be missing', () => {
  const files = withFiles({ 'towns.yaml': `towns:\n  - { id: a, name：1 }\n` });
  const problem = problemsOf(files).find(({ file }) => file === 'towns.yaml');
  expect(problem).toMatchObject({ code: 'programme.full-width-sign', line: 2 });
});

test('quotation marks of another kind than the notice has are answered with its words', () => {
  const files = changed(
    'notice.txt',
    '一、目标任务\n2024年底前',
    '一、目标任务\n“煤改电”2024年底前',
  );
  const quoted = (files.get('targets.yaml') ?? '').replace(
    'quote: 2023年500户',
    `quote: '"煤改电"2024年底'\n    note: { zh: 试, en: try }`,
  );
  const problem = problemOf(new Map(files).set('targets.yaml', quoted));
  expect(problem).toMatchObject({ code: 'programme.quote-near', field: 'targets[1].quote' });
  expect(problem.message.zh).toContain('通知写的是““煤改电”2024年底”');
});

test('a mistake under an alias is told once, where it is written', () => {
  const files = changed(
    'units.yaml',
    '{ zh: 县住建局, en: Housing bureau }',
    '&name { zh: 县住建局 }',
  );
  const twice = (files.get('units.yaml') ?? '').replace(
    '{ zh: 县财政局, en: Finance bureau }',
    '*name',
  );
  const problem = problemOf(new Map(files).set('units.yaml', twice));
  expect(problem).toMatchObject({ code: 'programme.key-missing', line: 5 });
});

test('one clause out of order is one problem', () => {
  const files = changed('clauses.yaml', 'starts: 一、目标任务', 'starts: 五、责任分工');
  expect(problemOf(files)).toMatchObject({ code: 'programme.clause-out-of-order' });
});

test.each(['', ' \n'])('an empty notice is one problem', (text) => {
  expect(problemOf(withFiles({ 'notice.txt': text })).code).toBe('programme.notice-empty');
});

test.each(['targets.yml', 'cases/more.yml'])('%s is answered with .yaml', (file) => {
  const problem = problemOf(withFiles({ [file]: '' }));
  expect(problem.message.zh).toContain(`是不是“${file.replace('.yml', '.yaml')}”`);
});

test('bytes that are no UTF-8 are found at their line, beside the problems of other files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'folder-'));
  for (const [name, text] of withFiles({
    'units.yaml': 'unit: []\n',
    'cases/cap.yaml': undefined,
  })) {
    writeFileSync(join(folder, name), text);
  }
  const gb = Buffer.from([0x74, 0x3a, 0x0a, 0x23, 0xcf, 0xd8, 0xc9, 0xf3, 0x0a]);
  writeFileSync(join(folder, 'towns.yaml'), gb);
  const problems = problemsOf(readFolder(folder));
  expect(problems.find(({ file }) => file === 'towns.yaml')).toMatchObject({
    code: 'programme.file-not-utf8',
    line: 2,
  });
  expect(problems.some(({ file }) => file === 'units.yaml')).toBe(true);
});
