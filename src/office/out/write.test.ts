// Workbooks written here are read back by an independent reader and by our own.

import { read, utils } from '@e965/xlsx';
import { test, expect } from 'vitest';
import { openWorkbook } from '../open.ts';
import type { Cell, Sheet } from '../workbook.ts';
import type { CellOut, SheetOut } from './sheet.ts';
import { lawfulNames } from './sheet.ts';
import { writeWorkbook } from './write.ts';

const SHEET: SheetOut = {
  name: '兑付清册',
  title: '吴忠市利通区 兑付清册',
  remarks: ['演示数据'],
  frozenColumns: 1,
  columns: [
    { heading: '户主姓名', isRequired: true },
    { heading: '身份证号', comment: '按文本填写' },
    { heading: '金额（元）', kind: 'money' },
    { heading: '日期', kind: 'day' },
    { heading: '面积', kind: 'number' },
    { heading: '类别', choices: { values: ['一般户', '低保户'] } },
    { heading: '备注', kind: 'wrapped' },
  ],
  rows: [
    ['=1+1', '640399199001010018', 479_920, '2022-11-05', 61.5, '一般户', '第一行\n第二行'],
    [
      { value: '@SUM', tone: 'error', comment: '姓名不像姓名' },
      '000000000000000000',
      -5,
      '以后再说',
      0,
      null,
      ' <&> _x0041_ \u0001 ',
    ],
  ],
};

async function rowsOf(sheet: Sheet) {
  const rows: Array<Array<Cell | undefined>> = [];
  for await (const { cells } of sheet.rows()) rows.push([...cells]);
  return rows;
}

async function readOurs(bytes: Buffer) {
  const workbook = await openWorkbook({ name: 'x.xlsx', bytes });
  return Promise.all(
    workbook.sheets.map(async (sheet) => ({
      name: sheet.name,
      isHidden: sheet.isHidden,
      rows: await rowsOf(sheet),
      merges: sheet.merges(),
    })),
  );
}

test('a workbook written is read to the same cells by our own reader', async () => {
  const [sheet, lists] = await readOurs(await writeWorkbook([SHEET]));
  expect(sheet?.name).toBe('兑付清册');
  expect(sheet?.rows.slice(0, 3)).toEqual([
    ['吴忠市利通区 兑付清册'],
    ['演示数据'],
    SHEET.columns.map(({ heading }) => heading),
  ]);
  expect(sheet?.rows.slice(3)).toEqual([
    ['=1+1', '640399199001010018', 4799.2, { serial: 44_870 }, 61.5, '一般户', '第一行\n第二行'],
    ['@SUM', '000000000000000000', -0.05, '以后再说', 0, undefined, ' <&> _x0041_ \u0001 '],
  ]);
  expect(sheet?.merges).toEqual([
    { top: 1, bottom: 1, left: 0, right: 6 },
    { top: 2, bottom: 2, left: 0, right: 6 },
  ]);
  expect(lists).toMatchObject({ name: '选项', isHidden: true, rows: [['一般户'], ['低保户']] });
});

test('an independent reader sees text, money, days, comments and the filter', async () => {
  const book = read(await writeWorkbook([SHEET]), { cellStyles: true, cellNF: true });
  const sheet = book.Sheets['兑付清册'] ?? {};
  expect(book.SheetNames).toEqual(['兑付清册', '选项']);
  expect(sheet['A4']).toMatchObject({ t: 's', v: '=1+1' });
  expect(sheet['A4'].f).toBeUndefined();
  expect(sheet['B4']).toMatchObject({ t: 's', v: '640399199001010018', z: '@' });
  expect(sheet['C4']).toMatchObject({ t: 'n', v: 4799.2, w: '4,799.20' });
  expect(sheet['D4']).toMatchObject({ t: 'n', v: 44_870, w: '2022-11-05' });
  expect(sheet['G4'].v).toBe('第一行\n第二行');
  expect(sheet['A5'].c?.[0]?.t).toBe('姓名不像姓名');
  expect(sheet['B3'].c?.[0]?.t).toBe('按文本填写');
  expect(sheet['!autofilter']).toEqual({ ref: 'A3:G5' });
  expect(utils.sheet_to_json(sheet, { range: 2 })).toHaveLength(2);
});

async function* failingRows(): AsyncGenerator<CellOut[]> {
  for (let at = 0; at < 20_000; at++) yield [`${at}`];
  throw new Error('the database went away');
}

test('rows that fail half-way end the file with their error and not with silence', async () => {
  const sheet = { name: 'a', columns: [{ heading: 'b' }], rows: failingRows() };
  await expect(writeWorkbook([sheet])).rejects.toThrow('the database went away');
});

test('names of sheets are made lawful and different', () => {
  const long = '一'.repeat(40);
  expect(lawfulNames(['a/b:c', 'A B C', '', "'x'", long, long])).toEqual([
    'a b c',
    'A B C (2)',
    'Sheet',
    'x',
    '一'.repeat(31),
    `${'一'.repeat(27)} (2)`,
  ]);
});
