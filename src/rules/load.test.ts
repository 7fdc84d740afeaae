// A folder's mistakes are found where they are: file, line, field, and what was probably meant.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { changed, problemOf, problemsOf, withFiles } from '../../test/helpers/example-folder.ts';
import { getProgramme, loadProgramme } from './load.ts';
import { chineseOf } from './schema/sentences.ts';

test('the example county loads without a problem', () => {
  const { programme, problems } = loadProgramme(withFiles({}));
  expect(problems).toEqual([]);
  expect(programme?.data.targets.targets).toHaveLength(5);
  expect(programme?.clauses.map(({ id }) => id)).toContain('二(一)');
});

test('a missing file is named, with the files every folder needs', () => {
  const problem = problemOf(withFiles({ 'notice.txt': undefined }));
  expect(problem).toMatchObject({ code: 'programme.file-missing', file: 'notice.txt' });
  expect(problem.message.en).toContain('programme.yaml');
});

test('an unknown file is answered with the known one that is nearest', () => {
  const problem = problemOf(withFiles({ 'tagets.yaml': 'targets: []' }));
  expect(problem).toMatchObject({ code: 'programme.file-unknown', file: 'tagets.yaml' });
  expect(problem.message.en).toContain('did you mean "targets.yaml"');
});

test('copies of annexes, a README and worked cases may stand in the folder', () => {
  expect(problemsOf(withFiles({ 'annexes/a.pdf': '', 'README.md': '#' }))).toEqual([]);
});

test('broken YAML is reported at its line, beside the problems of other files', () => {
  const files = withFiles({ 'towns.yaml': 'towns:\n  - id: [a\n', 'units.yaml': 'unit: []\n' });
  const problems = problemsOf(files);
  expect(problems.filter(({ file }) => file === 'towns.yaml').map(({ code }) => code)).toContain(
    'programme.yaml-broken',
  );
  expect(problems.some(({ file }) => file === 'units.yaml')).toBe(true);
});

test('a key written twice is refused at the second', () => {
  const problem = problemOf(changed('programme.yaml', 'years:', 'id: again\nyears:'));
  expect(problem).toMatchObject({ code: 'programme.yaml-key-twice', line: 6, field: 'id' });
});

test('a document built of aliases to exhaust memory is refused', () => {
  const levels = 'abcdefghij'.split('').map((key, at) => {
    const before = 'abcdefghij'[at - 1];
    const items = Array.from({ length: 10 }, () => (before ? `*${before}` : 'x')).join(', ');
    return `${key}: &${key} [${items}]`;
  });
  const problem = problemOf(withFiles({ 'towns.yaml': levels.join('\n') }));
  expect(problem).toMatchObject({ code: 'programme.yaml-aliases', file: 'towns.yaml' });
});

test('a document nested beyond reason is a problem and no crash', () => {
  const problems = problemsOf(withFiles({ 'towns.yaml': `a: ${'['.repeat(100_000)}` }));
  expect(problems[0]).toMatchObject({ file: 'towns.yaml', code: 'programme.yaml-broken' });
});

test('a file that is too large is refused', () => {
  const problems = problemsOf(withFiles({ 'README.md': 'x'.repeat(5 * 1024 * 1024 + 1) }));
  expect(problems[0]).toMatchObject({ code: 'programme.file-too-large', file: 'README.md' });
});

test('an unknown key is answered with the known key that is nearest, and only once', () => {
  const problem = problemOf(changed('targets.yaml', '    unit: 万平方米', '    unti: 万平方米'));
  expect(problem).toMatchObject({
    code: 'programme.key-unknown',
    file: 'targets.yaml',
    line: 31,
    field: 'targets[3].unti',
    message: { zh: expect.stringContaining('是不是“unit”') },
  });
});

test('a missing key is named with the table it is missing from', () => {
  const problem = problemOf(changed('projects.yaml', '    kind: heat-source\n', ''));
  expect(problem).toMatchObject({
    code: 'programme.key-missing',
    line: 4,
    field: 'projects[0].kind',
  });
  expect(problem.message.en).toContain('heat-source | public-building');
});

test('text where a number is needed says what was found', () => {
  const problem = problemOf(changed('targets.yaml', 'year: 2023', 'year: last'));
  expect(problem).toMatchObject({ code: 'programme.wrong-type', field: 'targets[1].year' });
  expect(problem.message.en).toContain('Expected a number, found the text "last"');
});

test('a number where text is needed is told to take quotation marks', () => {
  const problem = problemOf(changed('towns.yaml', '    clause: 二(一)', '    code: 990101001000'));
  expect(problem).toMatchObject({ code: 'programme.wrong-type', field: 'towns[0].code', line: 6 });
  expect(problem.message.en).toContain('quotation marks');
});

test('a value outside its list is answered with the one that is nearest', () => {
  const problem = problemOf(changed('projects.yaml', 'heat-source', 'heat-sorce'));
  expect(problem).toMatchObject({ code: 'programme.option-unknown', field: 'projects[0].kind' });
  expect(problem.message.zh).toContain('是不是“heat-source”');
});

test('a wrong kind of relation is answered with the kinds there are', () => {
  const problem = problemOf(changed('reconcile.yaml', 'kind: ratio', 'kind: ration'));
  expect(problem).toMatchObject({ code: 'programme.option-unknown', field: 'relations[2].kind' });
  expect(problem.message.en).toContain('did you mean "ratio"');
});

test('a wrong operator of the benefit rules points at its own line', () => {
  const problem = problemOf(changed('benefit.yaml', 'op: percent', 'op: percentage'));
  expect(problem).toMatchObject({
    code: 'programme.option-unknown',
    field: 'items[0].amount.amount.op',
    line: 18,
  });
});

test('inside a union the problem is that of the branch that was meant', () => {
  const problems = problemsOf(
    changed('reconcile.yaml', '{ sum: [towns.hedong.figures.households,', '{ sum: [{ value: 1 },'),
  );
  const fields = problems.map(({ field }) => field);
  expect(fields).toEqual(['relations[3].to.sum[0].unit', 'relations[3].to.sum[0].why']);
  const unclear = problemOf(changed('reconcile.yaml', '{ sum: [', '{ summ: ['));
  expect(unclear).toMatchObject({ code: 'programme.wrong-form', field: 'relations[3].to' });
  expect(unclear.message.zh).toContain('运算对象');
});

test('a figure without quote, decision or source has no ground', () => {
  const problem = problemOf(changed('funds.yaml', ', quote: 县财政占25% }', ' }'));
  expect(problem).toMatchObject({
    code: 'programme.no-ground',
    field: 'views[0].shares.county',
    line: 14,
  });
});

test.each(['1e3', '0x10', '12345678901234567890', '.inf'])(
  'the number %s is not kept as written and is refused',
  (written) => {
    const [problem] = problemsOf(changed('targets.yaml', 'value: 1200', `value: ${written}`));
    expect(problem).toMatchObject({
      code: 'programme.number-inexact',
      line: 6,
      field: 'targets[0].value',
    });
  },
);

test('an id used twice names the line of the other', () => {
  const codes = problemsOf(changed('towns.yaml', 'id: hexi', 'id: hedong')).map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(['programme.id-twice', 'programme.address-twice']));
  const option = problemOf(changed('decisions.yaml', 'id: shift', 'id: keep'));
  expect(option).toMatchObject({ code: 'programme.id-twice', line: 9 });
  expect(option.message.en).toContain('line 8');
});

test.each([
  ['projects.yaml', 'housing-bureau', 'housing-bureu', 'projects[0].lead[0]', 'unit'],
  [
    'projects.yaml',
    '        central:',
    '        centrl:',
    'projects[0].investment.sources.centrl',
    'source of money',
  ],
  ['reconcile.yaml', 'annex: annex-1', 'annex: annex-2', 'relations[6].annex', 'annex'],
  ['reconcile.yaml', 'decision: D02', 'decision: D03', 'relations[6].decision', 'decision'],
  ['units.yaml', 'O001', 'O009', 'units[0].duties[0].obligations[0]', 'obligation'],
  ['benefit.yaml', 'of: costFen', 'of: costFn', 'items[0].amount.amount.of', 'input'],
  [
    'benefit.yaml',
    'fund: county',
    'fund: country',
    'items[0].split.shares[1].fund',
    'source of money',
  ],
  ['obligations.csv', 'O001,五', 'O001,六', 'clause', 'clause'],
])('%s: a reference that leads nowhere is found at its field', (file, from, to, field, kind) => {
  const problems = problemsOf(changed(file, from, to));
  const found = problems.find(({ code }) => code === 'programme.reference-unknown');
  expect(found).toMatchObject({ file, field });
  expect(found?.message.en).toContain(`There is no ${kind}`);
});

test('a clause that does not exist is answered with the nearest', () => {
  const problems = problemsOf(changed('towns.yaml', 'clause: 二(一)', 'clause: 二(1)'));
  expect(problems.map(({ code }) => code)).toContain('programme.reference-unknown');
  expect(problems.map(({ message }) => message.zh).join()).toContain('是不是“二(一)”');
});

test('an option that its decision does not have is refused', () => {
  const problem = problemOf(changed('decisions.yaml', 'chosen: keep', 'chosen: keeps'));
  expect(problem).toMatchObject({
    code: 'programme.option-unknown',
    field: 'decisions[0].chosen',
  });
});

test('clauses must stand in the notice, in the order declared', () => {
  const missing = problemsOf(
    changed('clauses.yaml', 'starts: 四、补贴标准', 'starts: 四、补助标准'),
  );
  expect(missing[0]).toMatchObject({
    code: 'programme.clause-not-found',
    field: 'clauses[9].starts',
    line: 13,
  });
  const swapped = problemsOf(
    changed('clauses.yaml', 'starts: 五、责任分工', 'starts: 一、目标任务'),
  );
  expect(swapped[0]?.code).toBe('programme.clause-out-of-order');
});

test('a unit nobody knows is answered with the nearest', () => {
  const problem = problemOf(changed('targets.yaml', 'unit: 万平方米', 'unit: 万平方未'));
  expect(problem).toMatchObject({ code: 'programme.unit-unknown', field: 'targets[3].unit' });
  expect(problem.message.zh).toContain('是不是“平方米”');
});

test('a cap of the benefit rules in square metres is refused', () => {
  const problem = problemOf(changed('benefit.yaml', 'unit: 元/户', 'unit: ㎡'));
  expect(problem).toMatchObject({
    code: 'programme.unit-unfit',
    field: 'items[0].amount.at.unit',
    line: 16,
  });
});

test('a relation that adds 户 to 万元 is refused in words', () => {
  const problem = problemOf(
    changed('reconcile.yaml', 'targets.households-2024]', 'funds.whole.shares.central]'),
  );
  expect(problem).toMatchObject({
    code: 'programme.relation-impossible',
    field: 'relations[0].terms[1]',
  });
  expect(problem.message.zh).toContain('“户”和“%”不是同一种量');
});

test('an address that leads nowhere is found inside its relation', () => {
  const problem = problemOf(
    changed('reconcile.yaml', 'towns.hexi.figures.households', 'towns.hexi.figures.household'),
  );
  expect(problem).toMatchObject({
    code: 'programme.relation-impossible',
    field: 'relations[3].to.sum[1]',
    line: 32,
  });
  expect(problem.message.en).toContain('did you mean "towns.hexi.figures.households"');
});

test('tables say which columns and cells are missing', () => {
  const [columns] = problemsOf(changed('obligations.csv', 'rule_kind', 'kind'));
  expect(columns).toMatchObject({ code: 'programme.table-columns', file: 'obligations.csv' });
  const cells = problemsOf(changed('obligations.csv', ',hard', ''));
  expect(cells[0]).toMatchObject({ code: 'programme.table-row', line: 2 });
});

test('division codes are checked only where divisions.csv is there', () => {
  const code = "    code: '990101001000'";
  const files = changed('towns.yaml', '    clause: 二(一)', code);
  files.set(
    'towns.yaml',
    (files.get('towns.yaml') ?? '').replaceAll('quote', 'clause: 二(一), quote'),
  );
  expect(problemsOf(files)).toEqual([]);
  files.set(
    'divisions.csv',
    '\uFEFFcode,level,name,parent_code\n990101002000,town,河西乡,990101000000\n',
  );
  expect(problemOf(files)).toMatchObject({
    code: 'programme.reference-unknown',
    field: 'towns[0].code',
  });
});

test('an annex whose copy is not in the folder is a problem', () => {
  const files = changed('annexes.yaml', '    quote:', '    file: annexes/1.pdf\n    quote:');
  expect(problemOf(files)).toMatchObject({ field: 'annexes[0].file' });
  expect(problemsOf(new Map(files).set('annexes/1.pdf', ''))).toEqual([]);
});

test('getProgramme refuses a folder with problems and names the first', () => {
  const files = changed('targets.yaml', 'year: 2023', 'year: last');
  expect(() => getProgramme(files)).toThrow(/programme\.folder-invalid.*targets\.yaml:19/s);
});

test('every sentence of every problem is whole in both languages', () => {
  const broken = withFiles({
    'towns.yaml': 'towns:\n  - {}\n  - 1\n',
    'x.txt': '',
    'cases/b.yaml': '',
  });
  const problems = problemsOf(broken);
  expect(problems.length).toBeGreaterThan(4);
  for (const { message } of problems) {
    expect(message.zh).toMatch(/[。）]$/);
    expect(message.en).toMatch(/[.)]$/);
    expect(message.zh + message.en).not.toMatch(/undefined|\[object|\{|\?"/);
  }
});

test('a target is a figure too, and needs a ground', () => {
  const problem = problemOf(changed('targets.yaml', '    quote: 2023年500户\n', ''));
  expect(problem).toMatchObject({ code: 'programme.no-ground', field: 'targets[1]' });
});

test('relations that ask the benefit rules wait until the rules are sound', () => {
  const files = changed('benefit.yaml', 'of: costFen', 'of: costFn').set(
    'reconcile.yaml',
    `relations:
  - { id: B1, kind: jump, title: { zh: 断点, en: Jumps }, input: costFen }
  - { id: B2, kind: sum, title: { zh: 和, en: Sum }, terms: [no.such] }
`,
  );
  expect(problemsOf(files).map(({ code }) => code)).toEqual([
    'programme.reference-unknown',
    'programme.relation-impossible',
  ]);
});

test('every sentence of the schemas has its Chinese', () => {
  const folder = new URL('schema/', import.meta.url);
  for (const name of ['benefit', 'common', 'content', 'programme', 'reconcile']) {
    const source = readFileSync(new URL(`${name}.ts`, folder), 'utf8').replaceAll(
      /' \+\n\s*'/g,
      '',
    );
    for (const [, sentence = ''] of source.matchAll(/error:\s*'([^'\n]+)'/g)) {
      expect(chineseOf[sentence], `${name}: ${sentence}`).toBeDefined();
    }
  }
});
