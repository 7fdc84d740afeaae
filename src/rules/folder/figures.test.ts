// Figures are held against the notice: the words in their clause, the number in the words.

import { expect, test } from 'vitest';
import { changed, problemOf, problemsOf, withFiles } from '../../../test/helpers/example-folder.ts';
import { loadProgramme } from '../load.ts';
import type { LoadedProgramme } from '../types.ts';

function loaded(files: ReadonlyMap<string, string>): LoadedProgramme {
  const { programme, problems } = loadProgramme(files);
  expect(problems.map(({ message }) => message.en)).toEqual([]);
  return programme as LoadedProgramme;
}

function spanText({ noticeText, figures }: LoadedProgramme, address: string): string {
  const span = figures.get(address)?.span;
  return noticeText.slice(span?.start, span?.end);
}

test('words that stand nowhere in the notice are refused at their line', () => {
  const problem = problemOf(changed('projects.yaml', '总投资960万元', '总投资为960万元'));
  expect(problem).toMatchObject({
    code: 'programme.quote-not-found',
    field: 'projects[0].investment.total.quote',
    line: 11,
  });
});

test('words of another clause are refused, and their clause is named', () => {
  const problem = problemOf(changed('towns.yaml', 'quote: 河东镇700户', 'quote: 2024年700户'));
  expect(problem).toMatchObject({ code: 'programme.quote-elsewhere', line: 8 });
  expect(problem.message.zh).toContain('不在条款“二(一)”里，而在“一”里');
});

test('the clause of a figure is its own, else that of the nearest table around it', () => {
  const { figures } = loaded(withFiles({}));
  expect(figures.get('projects.electricity.investment.total')?.clause).toBe('二(一)');
  expect(figures.get('targets.households.due')?.clause).toBe('一');
});

test("white space and the width of signs may differ; the span is the notice's own", () => {
  const programme = loaded(
    changed('projects.yaml', 'quote: 总投资960万元', 'quote: "总投资 ９６０ 万元"'),
  );
  expect(spanText(programme, 'projects.electricity.investment.total')).toBe('总投资960万元');
  const split = changed('notice.txt', '总投资960万元', '总投资\n 960　万元');
  expect(spanText(loaded(split), 'projects.electricity.investment.total')).toBe(
    '总投资\n 960　万元',
  );
});

test('other differences are not tolerated', () => {
  expect(problemOf(changed('notice.txt', '总投资960万元', '总投资960.万元')).code).toBe(
    'programme.quote-not-found',
  );
});

test.each([
  ['value: 9.6\n    unit: 万平方米', 'value: 96000\n    unit: ㎡'],
  ['value: 9.6\n    unit: 万平方米', 'value: 9.60\n    unit: 万m²'],
  ["value: 80\n    unit: '%'", 'value: 8\n    unit: 成'],
  ["value: 80\n    unit: '%'", "value: 0.8\n    unit: '1'"],
])('the number may be written in another unit of the same worth: %j as %j', (from, to) => {
  expect(loaded(changed('targets.yaml', from, to)).figures.size).toBeGreaterThan(0);
});

test.each([
  ['value: 9.6\n    unit: 万平方米', 'value: 9.6\n    unit: 平方米'],
  ['value: 9.6\n    unit: 万平方米', 'value: 6.9\n    unit: 万平方米'],
  ["value: 80\n    unit: '%'", "value: 85\n    unit: '%'"],
  ['value: 1200\n    unit: 户', 'value: 120\n    unit: 户'],
])('a number that its words do not contain is refused: %j as %j', (from, to) => {
  const problems = problemsOf(changed('targets.yaml', from, to));
  expect(problems.map(({ code }) => code)).toEqual(['programme.number-not-in-quote']);
  expect(problems[0]?.field).toMatch(/^targets\[\d\]\.value$/);
});

test('a note or a decision explains a number that is not in the words', () => {
  const explained =
    'value: 95000\n    note: { zh: 扣除公共面积, en: Less public area }\n    unit: ㎡';
  const files = changed('targets.yaml', 'value: 9.6\n    unit: 万平方米', explained);
  expect(loaded(files).figures.get('targets.area')?.written).toBe('95000');
});

test('a day that its words do not print is refused', () => {
  const problem = problemOf(changed('timeline.yaml', 'date: 2023-04-20', 'date: 2023-04-21'));
  expect(problem).toMatchObject({
    code: 'programme.date-not-in-quote',
    field: 'phases[0].to.date',
  });
});

/** The example with the survey's end printed as 31 April, and that date written as given. */
function withMisprint(date: string): Map<string, string> {
  const timeline = changed('timeline.yaml', 'date: 2023-04-20, quote: 2023年4月1日-4月20日', date);
  const notice = changed('notice.txt', '2023年4月1日-4月20日', '2023年4月1日-4月31日');
  return withFiles({
    'notice.txt': notice.get('notice.txt'),
    'timeline.yaml': timeline.get('timeline.yaml')?.replaceAll('4月20日', '4月31日'),
  });
}

test('a day that does not exist is refused, and may be kept as printed with a decision', () => {
  const quote = 'quote: 2023年4月1日-4月31日';
  expect(problemOf(withMisprint(`date: 2023-04-31, ${quote}`)).code).toBe('programme.wrong-form');
  const printed = `date: 2023-04-30, printed: '2023-04-31', ${quote}`;
  expect(problemOf(withMisprint(printed)).code).toBe('programme.printed-unexplained');
  const programme = loaded(withMisprint(`${printed}, decision: D01`));
  expect(programme.figures.get('timeline.survey.to')).toMatchObject({
    written: '2023-04-30',
    printed: '2023-04-31',
    decision: 'D01',
  });
});

test('figures stand at file key, ids and keys, with file and line', () => {
  const { figures } = loaded(withFiles({}));
  expect([...figures.keys()]).toEqual(
    expect.arrayContaining([
      'programme.document.issuedOn',
      'targets.rate',
      'projects.electricity.investment.sources.central',
      'funds.whole.shares.county',
      'towns.hexi.figures.households',
      'timeline.acceptance.second.to',
      'benefit.subsidy.amount.at',
    ]),
  );
  expect(figures.get('targets.area')).toMatchObject({
    type: 'number',
    written: '9.6',
    unit: '万平方米',
    file: 'targets.yaml',
    line: 30,
  });
});

test('a number keeps the decimals it is written with', () => {
  const { figures } = loaded(changed('targets.yaml', 'value: 9.6', 'value: 9.60'));
  expect(figures.get('targets.area')?.written).toBe('9.60');
});

test('a baseline stands at an address of its own', () => {
  const baseline = `baseline:
  - id: done
    name: { zh: 已有, en: Done before }
    value: 0
    unit: 户
    source: { text: { zh: 台账, en: Ledger }, tag: R }
`;
  const targets = withFiles({}).get('targets.yaml') ?? '';
  const { figures } = loaded(withFiles({ 'targets.yaml': targets + baseline }));
  expect(figures.get('baseline.done')).toMatchObject({ sourceTag: 'R', span: undefined });
});
