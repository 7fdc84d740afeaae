// Worked households, annexes, printed lists and local places: what is wrong with them is found
// where it stands, and what is right is taken.

import { expect, test } from 'vitest';
import { changed, problemOf, problemsOf, withFiles } from '../../test/helpers/example-folder.ts';
import { loadProgramme } from './load.ts';
import { checkProgramme } from './reconcile/check.ts';

const CASES = 'cases/cap.yaml';

test.each([
  ['costFen: 600000', 'costFn: 600000', 'cases[0].input.costFn', 'input', 'costFen'],
  ['central: 320000', 'centrl: 320000', 'cases[0].expect.shares.centrl', 'source', 'central'],
  [
    '    expect:\n',
    '    decide: { D03: keep }\n    expect:\n',
    'cases[0].decide.D03',
    'decision',
    'D01',
  ],
  ['householdFen: 120000', 'missing: [costFn]', 'cases[0].expect.missing[0]', 'input', 'costFen'],
  [
    'householdFen: 120000',
    'instalments: { a: 1 }',
    'cases[0].expect.instalments.a',
    'instalment',
    '',
  ],
])('a case with %s written %s is a problem at its field', (from, to, field, what, meant) => {
  const problem = problemOf(changed(CASES, from, to));
  expect(problem).toMatchObject({ code: 'programme.reference-unknown', file: CASES, field });
  expect(problem.message.en).toContain(`There is no ${what}`);
  if (meant !== '') expect(problem.message.en).toContain(`did you mean "${meant}"`);
});

test('a case the rules answer otherwise is a problem with both amounts', () => {
  const problem = problemOf(changed(CASES, 'totalFen: 480000', 'totalFen: 480001'));
  expect(problem).toMatchObject({
    code: 'programme.case-differs',
    field: 'cases[0].expect.totalFen',
    line: 9,
  });
  expect(problem.message.zh).toContain('应为 480001，按规则算出 480000');
});

test('a case the rules refuse says why', () => {
  const problem = problemOf(changed(CASES, 'costFen: 600000', 'costFen: -1'));
  expect(problem).toMatchObject({ code: 'programme.case-refused', field: 'cases[0].input' });
});

const annexLine = '    quote: 各乡镇任务分解见附件1';

test.each(['README.md', 'notice.txt', 'annexes.yaml'])('%s is no copy of an annex', (file) => {
  const files = changed('annexes.yaml', annexLine, `    file: ${file}\n${annexLine}`);
  const problem = problemOf(new Map(files).set('README.md', '#'));
  expect(problem).toMatchObject({ code: 'programme.annex-no-copy', field: 'annexes[0].file' });
});

test('a copy that is not in the folder is to be put there', () => {
  const files = changed('annexes.yaml', annexLine, `    file: annexes/2.pdf\n${annexLine}`);
  const problem = problemOf(files);
  expect(problem).toMatchObject({ code: 'programme.annex-file-missing' });
  expect(problem.message.zh).toContain('请把附件文件放到这个位置');
});

test('an annex printed in the notice names its clause, which must exist', () => {
  const wrong = changed('annexes.yaml', annexLine, `    clauseOfText: 六\n${annexLine}`);
  expect(problemOf(wrong)).toMatchObject({ field: 'annexes[0].clauseOfText' });
  const right = changed('annexes.yaml', annexLine, `    clauseOfText: 二(一)\n${annexLine}`);
  const { programme } = loadProgramme(right);
  const line = programme && checkProgramme(programme).lines.find(({ id }) => id === 'F1');
  expect(line).toMatchObject({ verdict: 'OK', computed: { zh: '印在二(一)' } });
});

const LISTS = `lists:
  - id: places
    name: { zh: 乡镇名单, en: Towns }
    clause: 二(一)
    quote: 河东镇700户、河西乡500户
    members: [{ id: hedong, name: 河东镇 }, { name: 河西乡 }]
`;
const RELATION = `relations:
  - id: L1
    kind: same-set
    title: { zh: 名单相同, en: Same names }
    left: towns
    right: lists.places
    decision: D01
`;

test('a printed list is compared with another by ids or printed names', () => {
  const { programme, problems } = loadProgramme(
    withFiles({ 'lists.yaml': LISTS, 'reconcile.yaml': RELATION }),
  );
  expect(problems).toEqual([]);
  expect(programme && checkProgramme(programme).lines[0]?.verdict).toBe('OK');
  const less = LISTS.replace(', { name: 河西乡 }', ', { name: 700户 }');
  const other = loadProgramme(withFiles({ 'lists.yaml': less, 'reconcile.yaml': RELATION }));
  const line = other.programme && checkProgramme(other.programme).lines[0];
  expect(line?.computed.zh).toBe('后者少河西乡；后者多700户');
  expect(line?.computed.en).toContain('missing on the right: Hexi');
});

test('a member that its list does not print is a problem', () => {
  const files = withFiles({ 'lists.yaml': LISTS.replace('name: 河西乡', 'name: 河北乡') });
  expect(problemOf(files)).toMatchObject({
    code: 'programme.member-not-quoted',
    field: 'lists[0].members[1].name',
  });
});

test.each(['990101', '990101000000', "other'", '990102'])('parent %s of a local place', (code) => {
  const parent = code.replace("'", '');
  const place = `places:
  - { id: estate-1, name: { zh: 小区, en: Estate }, level: estate, parent: '${parent}' }
`;
  const county = /code: (\d{6})/.exec(withFiles({}).get('programme.yaml') ?? '')?.[1] ?? '';
  const problems = problemsOf(withFiles({ 'local-places.yaml': place, 'divisions.csv': CSV }));
  expect(problems.length === 0).toBe(parent.startsWith(county));
});

const CSV = 'code,level,name,parent_code\n990101002000,town,河西乡,990101000000\n';
