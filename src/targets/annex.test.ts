// Annex 1 in the shapes that such tables have, read against the places of the example programme.

import { join } from 'node:path';
import { test, expect } from 'vitest';
import { readFolder } from '../programmes/read-folder.ts';
import { importContextOf } from '../households/import/context.ts';
import { parseDay } from '../core/day.ts';
import { partsOf, sheetXml, zipOf } from '../office/testing.ts';
import { writeWorkbook } from '../office/out/write.ts';
import { getProgramme } from '../rules/load.ts';
import { readAnnex } from './annex.ts';
import { expectationsOf } from './expectations.ts';
import { findDifferences } from './model.ts';
import { annexProjects, matchProject } from './project-words.ts';
import { targetsTemplate } from './template.ts';

const programme = getProgramme(
  readFolder(join(import.meta.dirname, '../../programmes/litong-2022')),
);
const projects = annexProjects(programme);
const { places } = importContextOf(programme, {
  town: '640302100',
  isDemo: true,
  today: parseDay('2022-11-15') ?? expect.fail('a day'),
  enterprises: [],
});
const context = { places, projects, years: [2021, 2022, 2023] };
const [jinji, damiaoqiao, guanqu] = ['640302100', '640302100210', '640302100203'];

type Cells = ReadonlyArray<ReadonlyArray<string | number>>;

function read(sheets: Record<string, Cells>, merges: readonly string[] = []) {
  const xml = Object.entries(sheets).map(([name, rows]) => {
    const list = merges.map((range) => `<mergeCell ref="${range}"/>`).join('');
    const text = sheetXml(rows).replace(
      '</worksheet>',
      `<mergeCells>${list}</mergeCells></worksheet>`,
    );
    return [name, text.replaceAll(/<c [^>]*><is><t><\/t><\/is><\/c>/g, '')] as const;
  });
  const bytes = zipOf(partsOf(Object.fromEntries(xml)));
  return readAnnex({ name: '附件1.xlsx', bytes }, context);
}

const rowsOf = (rows: Awaited<ReturnType<typeof read>>['rows']) =>
  rows.map(({ placeKey, year, project, households }) =>
    [placeKey, year, project, households].join(' '),
  );
const codesOf = ({ findings }: Awaited<ReturnType<typeof read>>) =>
  findings.map(({ cell, code }) => `${cell} ${code}`);

function found(text: string) {
  const match = matchProject(text, projects);
  return match && 'id' in match ? match.id : match?.map(({ id }) => id);
}

test('projects are known by their names, by words of the trade, and never guessed among two', () => {
  expect(found('双替代')).toBe('dual-replacement');
  expect(found('煤改电、煤改气“双替代”')).toBe('dual-replacement');
  expect(found('“双代替”工程（户）')).toBe('dual-replacement');
  expect(found('近郊平房双替代')).toBe('near-town-houses');
  expect(found('余热取暖')).toBe('waste-heat');
  expect(found('集中供热')).toBe('waste-heat');
  expect(found('地热')).toBeUndefined();
  expect(found('2022年')).toBeUndefined();
});

test('O162 one row for each place, project and year, with sums in between, is read', async () => {
  const annex = await read({
    任务分配表: [
      ['附件1：任务分配表', '', '', '', ''],
      ['乡镇', '行政村', '年度', '项目', '任务数（户）'],
      ['金积镇', '大庙桥村', 2021, '双替代', 300],
      ['金积镇', '大庙桥村', '2022年', '双替代', '1,200户'],
      ['金积镇', '关渠', 2022, '余热', '0.01万户'],
      ['小计', '', '', '', 1600],
      ['合计', '', '', '', 1600],
    ],
  });
  expect(rowsOf(annex.rows)).toEqual([
    `${damiaoqiao} 2021 dual-replacement 300`,
    `${damiaoqiao} 2022 dual-replacement 1200`,
    `${guanqu} 2022 waste-heat 100`,
  ]);
  expect(codesOf(annex)).toEqual([]);
  expect(annex.sheets).toEqual([{ name: '任务分配表', rows: 3 }]);
});

test('years in columns below projects, merged headings and merged towns are read', async () => {
  const annex = await read(
    {
      Sheet1: [
        ['序号', '乡镇', '村', '双替代', '', '', '余热', '', '合计'],
        ['', '', '', '2021年', '2022年', '小计', '2021年', '2022年', ''],
        [1, '金积镇', '大庙桥村', 10, 20, 30, 5, '', 35],
        [2, '', '关渠村', '', 40, 40, '', 7, 47],
        ['', '金积镇小计', '', 10, 60, 70, 5, 7, 82],
      ],
    },
    ['A1:A2', 'B1:B2', 'C1:C2', 'D1:F1', 'G1:H1', 'I1:I2', 'B3:B4'],
  );
  expect(codesOf(annex)).toEqual([]);
  expect(rowsOf(annex.rows)).toEqual([
    `${damiaoqiao} 2021 dual-replacement 10`,
    `${damiaoqiao} 2022 dual-replacement 20`,
    `${damiaoqiao} 2021 waste-heat 5`,
    `${guanqu} 2022 dual-replacement 40`,
    `${guanqu} 2022 waste-heat 7`,
  ]);
});

test('a sheet for each year, projects in columns, and towns without villages are read', async () => {
  const rows: Cells = [
    ['单位：户', '', '', ''],
    ['乡镇', '双替代', '余热', '面积（万㎡）'],
    ['金积镇', 600, '—', 60],
    ['高闸镇', 700, '', 70],
    ['总计', 1300, '', 130],
  ];
  const annex = await read({ '2021年': rows, '2022年': rows });
  expect(codesOf(annex)).toEqual([]);
  expect(rowsOf(annex.rows)).toEqual([
    `${jinji} 2021 dual-replacement 600`,
    '640302102 2021 dual-replacement 700',
    `${jinji} 2022 dual-replacement 600`,
    '640302102 2022 dual-replacement 700',
  ]);
});

test('the line of a town above its villages is a sum and is checked', async () => {
  const annex = await read({
    '2022': [
      ['乡镇', '村', '双替代'],
      ['金积镇', '', 70],
      ['金积镇', '大庙桥村', 30],
      ['金积镇', '关渠村', 41],
    ],
  });
  expect(rowsOf(annex.rows)).toHaveLength(2);
  expect(codesOf(annex)).toEqual(['C2 sum.differs']);
  expect(annex.findings[0]?.message.zh).toBe('合计写的是70，各行相加是71。');
});

test('what cannot be read is named cell by cell and not guessed', async () => {
  const annex = await read({
    Sheet1: [
      ['乡镇', '村', '2022年双替代', '2022年地热', '2025年余热', '2022年平房双替代'],
      ['不存在镇', '大庙桥村', 1, '', '', ''],
      ['金积镇', '没有的村', 1, '', '', ''],
      ['金积镇', '大庙桥村', '约30', 4, 5, ''],
      ['金积镇', '关渠村', 7.5, 4, '', 3],
      ['', '关渠村', 8, '', '', ''],
      ['金积镇', '关渠村', 9, '', '', ''],
      ['金积镇', '关渠村', 9, '', '', ''],
    ],
  });
  expect(codesOf(annex)).toEqual([
    'D1 project.unknown',
    'E1 year.unknown',
    'A2 place.unknown-town',
    'B3 place.unknown-village',
    'C4 number.unreadable',
    'C5 number.unreadable',
    'A6 value.missing',
    'C8 row.twice',
  ]);
  for (const { message } of annex.findings) {
    expect(`${message.zh}${message.en}`).not.toMatch(/[{}]|undefined/);
  }
});

test('a file without towns and households is refused', async () => {
  await expect(
    read({
      a: [
        ['姓名', '电话'],
        ['甲', 1],
      ],
    }),
  ).rejects.toThrow('file.no-header');
});

test('the template is read to nothing, and filled in to what was filled in', async () => {
  const [template] = targetsTemplate(programme, true);
  if (!template) return expect.fail('a template');
  const at = template.columns.findIndex(({ heading }) => heading.includes('双替代” 2022年'));
  const filled = [
    '金积镇',
    '大庙桥村',
    ...template.columns.slice(2).map(() => null as number | null),
  ];
  filled[at] = 600;
  const bytes = await writeWorkbook([{ ...template, rows: [filled] }]);
  const annex = await readAnnex({ name: 'a.xlsx', bytes }, context);
  expect(codesOf(annex)).toEqual([]);
  expect(rowsOf(annex.rows)).toEqual([`${damiaoqiao} 2022 dual-replacement 600`]);
  const empty = await readAnnex(
    { name: 'a.xlsx', bytes: await writeWorkbook([template]) },
    context,
  );
  expect(empty.rows).toEqual([]);
});

test('sums are compared with 28,500, 4,300 and 16,700 of the notice', async () => {
  const annex = await read({
    Sheet1: [
      ['乡镇', '项目', '2021年', '2022年', '2023年'],
      ['金积镇', '双替代', 3000, 8000, 5700],
      ['上桥镇', '余热', '', 5600, 1900],
      ['上桥镇', '近郊平房双替代', '', '', 4300],
    ],
  });
  expect(annex.rows.reduce((sum, row) => sum + row.households, 0)).toBe(28_500);
  expect(findDifferences(annex.rows, expectationsOf(programme))).toEqual([]);
});
