// Whole sheets: headings in all their forms, rows that are no households, places by merged ranges
// and sheet names, and rows that clash.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Workbook } from '../../office/workbook.ts';
import { checkLedger, type CheckedLedger } from './check-ledger.ts';
import { COLUMNS } from './columns.ts';
import { aContext, aLedger, anId, aSheet } from './testing.ts';

const check = async (workbook: Workbook | Promise<Workbook>, given = {}): Promise<CheckedLedger> =>
  checkLedger(await workbook, aContext(given));

/** Findings as `row column code`, without what every test has. */
const codes = ({ findings }: CheckedLedger) =>
  findings.map(({ row, column, code }) => `${row} ${column} ${code}`);

// Headings

test('a file without the two headings of a ledger is refused and told which', async () => {
  const table = aSheet([
    ['村名', '户数'],
    ['大庙桥村', 3],
  ]);
  await expect(check(table)).rejects.toMatchObject({
    code: 'file.no-header',
    details: { columns: '户主姓名、身份证号' },
  });
});

test('a ledger without another required column is refused, naming the column', async () => {
  const table = aSheet([
    ['户主姓名', '身份证号', '村组'],
    ['马甲子', anId(1), 1],
  ]);
  await expect(check(table)).rejects.toMatchObject({
    code: 'file.no-header',
    details: { columns: '取暖面积' },
  });
});

test('every alias of every column is known, with units, spaces and line breaks in it', async () => {
  for (const [key, { headings }] of Object.entries(COLUMNS)) {
    for (const heading of headings) {
      for (const written of [heading, ` ${heading} `, `${heading}\n（必填）`, `*${heading}：`]) {
        const others = Object.entries(COLUMNS).filter(([other]) => other !== key);
        const row = [
          written,
          ...others.map(
            ([
              ,
              {
                headings: [first],
              },
            ]) => first,
          ),
        ];
        const { letters, findings } = await check(aSheet([row]));
        expect(letters.get('台账')?.get(key as keyof typeof COLUMNS), written).toBe('A');
        expect(findings).toEqual([]);
      }
    }
  }
});

test('headings in two rows are put together, with the unit of the heading above', async () => {
  const { sheets, entries } = await check(
    aSheet(
      [
        ['台账'],
        ['行政村', '村组', '户主信息', '', '资金（万元）', '', '取暖面积'],
        ['', '', '户主姓名', '身份证号', '设备款', '总造价', ''],
        ['大庙桥村', '1组', '马甲子', anId(1), 0.5, 0.7, 60],
      ],
      ['A2:A3', 'B2:B3', 'C2:D2', 'E2:F2', 'G2:G3'],
    ),
  );
  expect(sheets).toMatchObject([{ headerRow: 3, rows: 1 }]);
  expect(entries).toMatchObject([{ row: 4, equipmentFen: 500_000, costFen: 700_000 }]);
});

test('headings above which others stand merged down are put together too', async () => {
  const { sheets, entries } = await check(
    aSheet([
      ['行政村', '村组', '户主姓名', '身份证号', '面积', ''],
      ['', '', '', '', '建筑面积', '取暖面积'],
      ['大庙桥村', '1组', '马甲子', anId(1), 80, 60],
    ]),
  );
  expect(sheets[0]?.headerRow).toBe(2);
  expect(entries).toMatchObject([{ row: 3, floorAreaM2: 80, heatedAreaM2: 60 }]);
});

test('the order of the columns does not matter', async () => {
  const row = {
    行政村: '大庙桥村',
    村组: '3组',
    户主姓名: '马甲子',
    身份证号: anId(7),
    取暖面积: 60,
  };
  const all = { ...row, 联系电话: '15400000001', 备注: '甲', 合同金额: 7000, 结构: '砖木' };
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(Object.entries(all), { minLength: 9 }), async (cells) => {
      const table = [cells.map(([heading]) => heading), cells.map(([, value]) => value)];
      const { entries } = await check(aSheet(table));
      expect(entries).toMatchObject([
        { group: '3', phone: '15400000001', note: '甲', costFen: 700_000, structure: '砖木' },
      ]);
    }),
    { numRuns: 30 },
  );
});

test('an unknown column, or the second of two, is named once and goes into the note', async () => {
  const checked = await check(aLedger([{ 电表户号: 'D1', 电话: '', 联系电话: '', 备注: '甲' }]));
  expect(codes(checked)).toEqual(['1 电表户号 column.unknown', '1 联系电话 column.unknown']);
  expect(checked.entries[0]?.note).toBe('甲；电表户号：D1');
});

test('a heading that somebody has mapped by hand is known from then on', async () => {
  const table = [
    ['行政村', '村组', '当家人', '身份证号', '供热 面积（㎡）'],
    ['大庙桥村', '1组', '马甲子', anId(1), 60],
  ];
  await expect(check(aSheet(table))).rejects.toMatchObject({ code: 'file.no-header' });
  const mappedHeadings = new Map([
    ['当家人', 'headName'],
    ['供热面积（㎡）', 'heatedAreaM2'],
  ]);
  const { entries } = await check(aSheet(table), { mappedHeadings });
  expect(entries).toMatchObject([{ headName: '马甲子', heatedAreaM2: 60 }]);
});

// Rows

const good = (at: number) => [at, '大庙桥村', '1组', '马甲子', anId(at), 60];

test('sums, signatures, repeated headings, blank and numbered rows are skipped', async () => {
  const headings = ['序号', '行政村', '村组', '户主姓名', '身份证号', '取暖面积'];
  const { read, skipped, entries } = await check(
    aSheet([
      ['金积镇台账'],
      ['填表单位：金积镇'],
      headings,
      good(1),
      ['', '小  计', '', '', '', 60],
      [],
      headings,
      good(2),
      ['金积镇台账'],
      [3],
      ['', '大庙桥村合计：2户', '', '', '', 120],
      ['填表人：甲', '', '', '审核人：乙'],
      ['注：面积为㎡'],
      ['', '', '', '总计', '', 120],
    ]),
  );
  expect({ read, skipped, entries: entries.length }).toEqual({ read: 2, skipped: 9, entries: 2 });
});

test('a row that names a person is a household, however much is missing', async () => {
  const checked = await check(
    aLedger([
      { 身份证号: '', 备注: '注：外出' },
      { 户主姓名: '', 备注: '合计' },
    ]),
  );
  expect(codes(checked)).toEqual(['2 idNumber id.missing', '3 headName name.missing']);
});

test('every bad cell of a row is named, not the first alone', async () => {
  const checked = await check(
    aLedger([{ 村组: '待定', 身份证号: '1', 取暖面积: '见图', 家庭人口: 0, 改造方式: '小太阳' }]),
  );
  expect(codes(checked)).toEqual([
    '2 group group.unreadable',
    '2 idNumber id.format',
    '2 heatedAreaM2 number.unreadable',
    '2 people number.out-of-range',
    '2 method method.unknown',
  ]);
  expect(checked.entries).toEqual([]);
  expect(checked.findings[1]).toMatchObject({ sheet: '台账', cell: 'D2', value: '1' });
});

test('cells that contradict each other are told', async () => {
  const dates = { 安装日期: '2022-10-20', 验收日期: '2022-09-01' };
  const checked = await check(
    aLedger([
      { 建筑面积: 58, 取暖面积: 70 },
      dates,
      { 户名: '海甲子' },
      { 设备款: 4200, 施工费: 1800 },
      { 总造价: 5299.99 },
      { 取暖面积: 45 },
      { 取暖面积: 75.5 },
    ]),
  );
  expect(codes(checked)).toEqual([
    '2 heatedAreaM2 area.heated-exceeds-floor',
    '3 acceptedOn date.order',
    '4 accountHolder account.holder-differs',
    '5 equipmentYuan cost.near-threshold',
    '8 heatedAreaM2 area.outside-60',
  ]);
});

// Places

test('a town in the file must be the town of the import', async () => {
  const checked = await check(
    aLedger([{ 乡镇: '上桥镇', 行政村: '花寺村' }, { 乡镇: '上乔镇' }, { 乡镇: '金积' }]),
  );
  expect(codes(checked)).toEqual(['2 town place.other-town', '3 town place.unknown-town']);
  expect(checked.entries).toMatchObject([{ town: '640302100', village: '640302100210' }]);
});

test('a village of two towns is never found by its name alone', async () => {
  const empty = await check(aLedger([{ 乡镇: '', 行政村: '涝河桥村' }]), { town: '640302104' });
  expect(codes(empty)).toEqual(['2 village place.ambiguous-village']);
  const without = await check(aLedger([{ 行政村: '涝河桥村' }]), { town: '640302104' });
  expect(without.entries).toMatchObject([{ village: '640302104203' }]);
  const only = await check(aLedger([{ 乡镇: '', 行政村: '大庙桥' }]));
  expect(only.entries).toMatchObject([{ town: '640302100', village: '640302100210' }]);
});

test('a blank place is filled from a merged range and from nothing else', async () => {
  const headings = ['行政村', '村组', '户主姓名', '身份证号', '取暖面积'];
  const rows = ['大庙桥村', '', '关渠村', ''].map((village, at) => [
    village,
    1,
    '马甲子',
    anId(at),
    60,
  ]);
  const checked = await check(aSheet([headings, ...rows], ['A2:A3']));
  expect(checked.entries.map(({ village }) => village)).toEqual([
    '640302100210',
    '640302100210',
    '640302100203',
  ]);
  expect(codes(checked)).toEqual(['5 village value.missing']);
});

test('a sheet without a village column is of the village in its name, or of none', async () => {
  const table = [
    ['村组', '户主姓名', '身份证号', '取暖面积'],
    ['1组', '马甲子', anId(1), 60],
  ];
  const named = await check(aSheet(table, [], '大庙桥村'));
  expect(named.entries).toMatchObject([{ village: '640302100210', sheet: '大庙桥村' }]);
  expect(codes(await check(aSheet(table, [], 'Sheet1')))).toEqual(['2 village value.missing']);
});

// Clashes

test('rows with one ID number are all refused and name each other (O100)', async () => {
  const legacy = anId(1).slice(0, 6) + anId(1).slice(8, 17);
  const checked = await check(aLedger([{}, { 身份证号: anId(1) }, { 身份证号: legacy }, {}]));
  expect(checked.entries.map(({ row }) => row)).toEqual([5]);
  const clashes = checked.findings.filter(({ code }) => code === 'duplicate.in-file');
  expect(clashes.map(({ row, message }) => [row, message.zh.includes('第2行')])).toEqual([
    [2, false],
    [3, true],
    [4, true],
  ]);
});

test('a refused row clashes with nothing', async () => {
  const checked = await check(aLedger([{ 身份证号: anId(1), 取暖面积: 0 }, { 身份证号: anId(1) }]));
  expect(codes(checked)).toEqual(['2 heatedAreaM2 number.out-of-range']);
  expect(checked.entries.map(({ row }) => row)).toEqual([3]);
});

test('shared phones, accounts and addresses are warnings on every row of the clash', async () => {
  const same = { 电话: '15400000001', 银行账号: '290012345678', 住址: '大庙桥 1号' };
  const checked = await check(
    aLedger([same, { ...same, 住址: '大庙桥1号' }, { 电话: '15400000002' }]),
  );
  expect(codes(checked).toSorted()).toEqual(
    ['accountNumber duplicate.account', 'address duplicate.address', 'phone phone.shared']
      .flatMap((code) => [`2 ${code}`, `3 ${code}`])
      .toSorted(),
  );
  expect(checked.entries).toHaveLength(3);
});

test('an enterprise is found by its registered name or its credit code only', async () => {
  const enterprises = [{ name: '宁夏甲暖通有限公司', creditCode: '91350200776049653A' }];
  const names = ['宁夏甲暖通有限公司', '91350200776049653a', '甲暖通'];
  const checked = await check(aLedger(names.map((name) => ({ 施工单位: name }))), { enterprises });
  expect(codes(checked)).toEqual(['4 enterprise enterprise.unknown']);
  expect(checked.entries.map(({ enterprise }) => enterprise)).toEqual([
    '宁夏甲暖通有限公司',
    '宁夏甲暖通有限公司',
  ]);
});
