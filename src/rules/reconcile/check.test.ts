// Each kind of relation, holding and failing, on the example county.

import { expect, test } from 'vitest';
import {
  changed,
  problemOf,
  withFiles,
  withRelations,
} from '../../../test/helpers/example-folder.ts';
import { loadProgramme } from '../load.ts';
import type { ReconcileLine } from '../types.ts';
import { checkProgramme } from './check.ts';

const HEAD = '  - id: X\n    title: { zh: 核对, en: Relation }\n';

/** The line of one relation, written as YAML with its keys at the margin. */
function lineOf(relation: string): ReconcileLine {
  const body = relation.trim().replaceAll(/^\s*/gm, '    ');
  const [line] = checkProgramme(withRelations(`${HEAD}${body}\n`)).lines;
  if (!line) throw new Error('no line');
  return line;
}

const brief = ({ verdict, stated, computed }: ReconcileLine) =>
  [verdict, stated.zh, computed.zh].join(' | ');

const households = '[targets.households-2023, targets.households-2024]';
const oneHousehold = '{ value: 1, unit: 户, why: { zh: 试, en: try } }';

test.each([
  [`kind: sum\nterms: ${households}\nequals: targets.households`, 'OK | 1200户 | 1200户'],
  [`kind: sum\nterms: [...]\nequals: targets.households`, 'MISMATCH | 1200户 | 1201户'],
  [`kind: sum\nterms: ${households}`, 'INFO | - | 1200户'],
  [`kind: sum\nterms: ${households}\nas: 万户`, 'INFO | - | 0.12万户'],
  [`kind: sum\nterms: ${households}\nbeside: targets.area`, 'INFO | - | 1200户（对照9.6万平方米）'],
])('sum: %s', (relation, expected) => {
  const one = `[targets.households-2023, targets.households-2024, ${oneHousehold}]`;
  expect(brief(lineOf(relation.replace('[...]', one)))).toBe(expected);
});

const literal = (value: string, unit: string) =>
  `{ value: ${value}, unit: ${unit}, why: { zh: 试, en: try } }`;

test.each([
  ['23.989', '23.97', 'MISMATCH'],
  ['23.974', '23.97', 'OK'],
  ['23.975', '23.98', 'OK'],
  ['23.9749', '23.98', 'MISMATCH'],
  ['24.4', '24', 'OK'],
  ['24.5', '24', 'MISMATCH'],
])(
  'a result of %s%% against a printed %s%% is %s: rounded as printed',
  (result, printed, verdict) => {
    const line = lineOf(
      `kind: sum\nterms: [${literal(result, "'%'")}]\nequals: ${literal(printed, "'%'")}`,
    );
    expect(line.verdict).toBe(verdict);
    expect(line.computed.zh).toBe(`${result}%`);
  },
);

const exact = (value: string) =>
  lineOf(`kind: sum\nterms: [${literal(value, '户')}]\nequals: { sum: ${households} }`).verdict;

test('a result is held against another calculation exactly, without rounding', () => {
  expect([exact('1200'), exact('1200.0001')]).toEqual(['OK', 'MISMATCH']);
});

const judged = (rounding: string) =>
  lineOf(
    `kind: sum
       terms: [${literal('23.989', "'%'")}]
       equals: ${literal('23.98', "'%'")}
       ${rounding}`,
  ).verdict;

test('rounding down accepts a notice that cuts digits off', () => {
  expect([judged('rounding: nearest'), judged('rounding: down')]).toEqual(['MISMATCH', 'OK']);
});

const investment = 'projects.electricity.investment';
const rest = '{ minus: [targets.households, targets.households-2023] }';
const more = '{ minus: [targets.households-2024, targets.households-2023] }';
const growth = `{ ratio: [${more}, targets.households-2023] }`;

test.each([
  [
    `kind: ratio
       of: ${investment}.sources.central
       to: ${investment}.total
       as: '%'
       equals: funds.whole.shares.central`,
    'OK | 50% | 50%',
  ],
  [
    `kind: ratio
       of: ${investment}.sources.central
       to: ${investment}.total
       as: '%'
       equals: funds.whole.shares.county`,
    'MISMATCH | 25% | 50%',
  ],
  [`kind: ratio\nof: ${investment}.total\nto: targets.households`, 'INFO | - | 8000元/户'],
  [
    `kind: ratio\nof: targets.area\nto: targets.households\nas: ㎡/户\ndecimals: 1`,
    'INFO | - | 80.0㎡/户',
  ],
  [
    `kind: ratio\nof: targets.households\nto: ${literal('7', '户')}\nas: '1'`,
    'INFO | - | 171.4286',
  ],
  [
    `kind: ratio
       of: targets.households
       to: ${literal('7', '户')}
       as: 个
       decimals: 0
       rounding: up`,
    'INFO | - | 172个',
  ],
  [
    `kind: product
       factors: [targets.households, ${literal('8000', '元/户')}]
       equals: ${investment}.total`,
    'OK | 960万元 | 960万元',
  ],
  [
    `kind: difference
       from: ${investment}.total
       minus: ${investment}.sources.central
       equals: ${investment}.sources.county`,
    'MISMATCH | 240万元 | 480万元',
  ],
  [
    `kind: compute\nresults:\n- { label: { zh: 户, en: h }, of: { count: towns }, as: 个 }`,
    'INFO | - | 2个',
  ],
  [
    `kind: compute
       results:
       - { label: { zh: 甲, en: a }, of: { count: towns } }
       - { label: { zh: 乙, en: b }, of: ${rest} }`,
    'INFO | - | 甲2个；乙700户',
  ],
  [
    `kind: compute
       results:
       - { label: { zh: 增, en: growth }, as: '%', of: ${growth} }`,
    'INFO | - | 40%',
  ],
  [
    `kind: ratio
       of: { value: 1, unit: 平方米, why: { zh: 试, en: try } }
       to: { product: [${literal('400', 'mm')}, ${literal('400', 'mm')}] }
       as: 个`,
    'INFO | - | 6.25个',
  ],
])('calculation: %s', (relation, expected) => {
  expect(brief(lineOf(relation))).toBe(expected);
});

test.each([
  ['at-least', '80', 'OK'],
  ['above', '80', 'MISMATCH'],
  ['at-most', '80', 'OK'],
  ['below', '80', 'MISMATCH'],
  ['below', '80.001', 'OK'],
  ['at-least', '80.001', 'MISMATCH'],
])('compare is exact: 80%% is %s %s%%: %s', (comparison, bound, verdict) => {
  const line = lineOf(
    `kind: compare\nleft: targets.rate\ncomparison: ${comparison}\nright: ${literal(bound, "'%'")}`,
  );
  expect(line.verdict).toBe(verdict);
});

const of = (part: string) =>
  brief(lineOf(`kind: part-of\npart: ${part}\nwhole: towns.hedong.figures.households`));

test('part-of: a part is at most its whole', () => {
  expect(of('towns.hexi.figures.households')).toBe('OK | ≤700户 | 500户');
  expect(of('targets.households-2024')).toBe('OK | ≤700户 | 700户');
  expect(of('targets.households')).toBe('MISMATCH | ≤700户 | 1200户');
});

const order = (earlier: string, later: string) =>
  brief(lineOf(`kind: date-order\nearlier: ${earlier}\nlater: ${later}`));

test('date-order: the same day is in order, a later one is a defect with its days', () => {
  expect(order('timeline.survey.from', 'timeline.survey.from')).toMatch(/^OK/);
  expect(order('timeline.survey.to', 'timeline.works.from')).toMatch(/^OK/);
  expect(order('programme.document.issuedOn', 'timeline.survey.from')).toBe(
    'DEFECT | 2023-04-10 | 2023-04-01（倒置9天）',
  );
});

const same = (...dates: string[]) => brief(lineOf(`kind: same-date\ndates: [${dates.join(', ')}]`));

test('same-date: days that differ are a defect', () => {
  expect(same('timeline.survey.to', 'timeline.survey.to')).toMatch(/^OK/);
  expect(same('timeline.works.to', 'timeline.acceptance.second.from')).toBe(
    'DEFECT | 2024-10-31 / 2024-11-01 | 相差1天',
  );
});

const overlap = (a: string, b: string) => brief(lineOf(`kind: no-overlap\nperiods: [${a}, ${b}]`));

test('no-overlap: periods that share even one day are a defect', () => {
  const survey = '{ from: timeline.survey.from, to: timeline.survey.to }';
  const works = '{ from: timeline.works.from, to: timeline.works.to }';
  const oneDay = '{ from: timeline.survey.to, to: timeline.survey.to }';
  expect(overlap(survey, works)).toBe('OK | - | -');
  expect(overlap(survey, oneDay)).toBe('DEFECT | - | 重叠2023-04-20至2023-04-20（1天）');
});

test('accepted-years: a year without an acceptance is a defect', () => {
  expect(lineOf('kind: accepted-years\nyears: [2023, 2024]').verdict).toBe('OK');
  expect(brief(lineOf('kind: accepted-years\nyears: [2022, 2023]'))).toContain(
    '2022年没有验收安排',
  );
});

const misprint = (file: string) =>
  (withFiles({}).get(file) ?? '')
    .replaceAll('4月20日', '4月31日')
    .replace('date: 2023-04-20', "date: 2023-04-30, printed: '2023-04-31', decision: D01");
const { programme, problems } = loadProgramme(
  withFiles({
    'notice.txt': misprint('notice.txt'),
    'timeline.yaml': misprint('timeline.yaml'),
    'reconcile.yaml': `relations:\n${HEAD}    kind: date-exists\n    date: timeline.survey.to\n`,
  }),
);

test('date-exists: an impossible printed day is a defect that shows where it runs over to', () => {
  expect(brief(lineOf('kind: date-exists\ndate: timeline.survey.to'))).toBe(
    'OK | 2023-04-20 | 2023-04-20',
  );
  expect(problems).toEqual([]);
  const [line] = programme ? checkProgramme(programme).lines : [];
  expect(line && brief(line)).toBe('DEFECT | 2023-04-31 | 2023-05-01');
});

const sets = (left: string, right: string) =>
  brief(lineOf(`kind: same-set\nleft: ${left}\nright: ${right}`));

test('same-set: order does not matter, a member too few or too many does', () => {
  expect(sets('funds.whole.shares', `${investment}.sources`)).toBe('OK | 3项 | 3项');
  expect(sets('funds.sources', 'projects.electricity.lead')).toBe(
    'MISMATCH | 3项 | 后者少中央补助资金、县财政、农户自筹；后者多县住建局',
  );
});

const twice = (quote: string) =>
  lineOf(
    `kind: listed-twice
     thing: { zh: 县财政, en: County }
     in:
     - { label: { zh: 甲, en: A }, amount: ${investment}.sources.county, quote: 县财政配套240万元 }
     - { label: { zh: 乙, en: B }, amount: ${investment}.sources.central, quote: ${quote} }`,
  );

test('listed-twice: found in two places it needs a decision, in one place it does not', () => {
  const apart = twice('县财政占25%');
  expect(brief(apart)).toBe('INFO | - | 240~480万元（甲240万元；乙480万元）');
  expect(apart).toMatchObject({ needsDecision: true });
  expect(apart.spans).toHaveLength(2);
  expect(twice('县财政配套240万元')).toMatchObject({ verdict: 'OK', needsDecision: false });
});

test('missing-annex: a defect until its copy is in the folder', () => {
  expect(lineOf('kind: missing-annex\nannex: annex-1')).toMatchObject({
    verdict: 'DEFECT',
    needsDecision: true,
  });
  const files = changed('annexes.yaml', '    quote:', '    file: annexes/1.pdf\n    quote:');
  const { programme } = loadProgramme(files.set('annexes/1.pdf', ''));
  const report = programme && checkProgramme(programme);
  expect(report?.lines.find(({ id }) => id === 'F1')).toMatchObject({ verdict: 'OK' });
});

const slip = (atMost: string) =>
  brief(
    lineOf(
      `kind: unit-slip
       figure: targets.area
       atMost: ${literal(atMost, '万㎡')}
       reading: ${literal('0.96', '万㎡')}
       as: ㎡`,
    ),
  );

test('unit-slip: a figure outside its bounds is a defect with the reading that would be', () => {
  expect(slip('9')).toBe('DEFECT | 96000㎡ | 应为0.96万㎡');
  expect(slip('9.6')).toBe('OK | 96000㎡ | -');
});

test('benefit: what a household gets stands in the line, by total and by share', () => {
  const variants = 'variants: [{ label: { zh: 按规定, en: As ruled } }]';
  expect(brief(lineOf(`kind: benefit\ninput: { costFen: 900000 }\n${variants}`))).toBe(
    'INFO | - | 6000.00；农户自付 3000.00',
  );
  expect(
    brief(lineOf(`kind: benefit\ninput: { costFen: 600001 }\nshow: shares\n${variants}`)),
  ).toBe('INFO | - | 按规定 3200.01/1600');
});

test('jump: a rule without one says so and needs no decision', () => {
  expect(lineOf('kind: jump\ninput: costFen')).toMatchObject({
    verdict: 'INFO',
    computed: { zh: '无断点' },
    needsDecision: false,
  });
});

test('a finding without a decision is undecided, one with a decision is not', () => {
  const text = withFiles({}).get('reconcile.yaml') ?? '';
  const { programme } = loadProgramme(
    withFiles({ 'reconcile.yaml': text.replace('    decision: D01\n', '') }),
  );
  const report = programme && checkProgramme(programme);
  expect(report?.undecided).toEqual(['C1']);
  expect(report?.summary).toEqual({ OK: 4, MISMATCH: 0, INFO: 1, DEFECT: 2 });
});

const reasonOf = (relation: string) => {
  const body = relation.replaceAll(/^/gm, '    ');
  return problemOf(withFiles({ 'reconcile.yaml': `relations:\n${HEAD}${body}\n` })).message.zh;
};

test('dividing by nothing, adding days and counting a figure are refused in words', () => {
  const zero = literal('0', '户');
  expect(reasonOf(`kind: ratio\nof: targets.households\nto: ${zero}`)).toContain('除数是 0');
  expect(reasonOf('kind: sum\nterms: [timeline.survey.to]')).toContain('是日期，不是数');
  expect(reasonOf('kind: sum\nterms: [{ count: targets.area.value }]')).toContain('没有列表');
  expect(reasonOf('kind: date-exists\ndate: targets.area')).toContain('不是日期');
  expect(reasonOf('kind: sum\nterms: [targets.area]\nas: 户')).toContain('不是同一种量');
});

test('benefit: inputs that are missing are named', () => {
  const line = lineOf('kind: benefit\ninput: {}\nvariants: [{ label: { zh: 现, en: now } }]');
  expect(line.computed.zh).toMatch(/缺.+（costFen）$/);
  expect(line.computed.en).toMatch(/missing: .+ \(costFen\)$/);
});
