// Workbooks go back as they came, with what was found in them. Read by our own reader and by an
// independent one.

import { read, utils, write, type WorkSheet } from '@e965/xlsx';
import { test, expect } from 'vitest';
import { annotateWorkbook, type CellFinding } from './annotate.ts';
import { openWorkbook } from './open.ts';
import { partsOf, sheetXml, zipOf } from './testing.ts';
import { inflate, openArchive } from './zip.ts';

function found(cell: string, message: string, more: Partial<CellFinding> = {}): CellFinding {
  return {
    sheet: '大庙桥村',
    row: Number(/\d+/.exec(cell)?.[0] ?? 0),
    cell,
    column: { zh: '身份证号', en: 'ID number' },
    value: 'x',
    code: 'id.checksum',
    severity: 'error',
    message: { zh: message, en: `${message} (en)` },
    ...more,
  };
}

async function cellsOf(bytes: Uint8Array, name = 'a.xlsx') {
  const { sheets } = await openWorkbook({ name, bytes });
  const all: Array<{ name: string; isHidden: boolean; rows: unknown[]; merges: unknown }> = [];
  for (const sheet of sheets) {
    const rows: unknown[] = [];
    for await (const { number, cells } of sheet.rows()) rows.push([number, [...cells]]);
    all.push({ name: sheet.name, isHidden: sheet.isHidden, rows, merges: sheet.merges() });
  }
  return all;
}

/** A workbook as an office has it: title, formula, widths, comment, a hidden sheet. */
function officeBook(bookType: 'xlsx' | 'biff8'): Buffer {
  const sheet: WorkSheet = utils.aoa_to_sheet([
    ['大庙桥村台账', null, null, null],
    ['户主姓名', '身份证号', '面积', '合计'],
    ['马甲子', '640399199001010018', 60.5, null],
    ['=丙寅', null, 45, null],
  ]);
  sheet['D3'] = { t: 'n', v: 121, f: 'C3*2' };
  sheet['D4'] = { t: 'e', v: 42, w: '#N/A' };
  sheet['!merges'] = [utils.decode_range('A1:D1')];
  sheet['!cols'] = [{ wch: 12 }, { wch: 33 }];
  sheet['C3'].c = [{ a: '张', t: '已量过' }];
  sheet['C3'].z = '0.00';
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '大庙桥村');
  utils.book_append_sheet(book, utils.aoa_to_sheet([['说明', 1]]), '其他');
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
  return write(book, { type: 'buffer', bookType, cellStyles: true }) as Buffer;
}

const FINDINGS = [
  found('B3', '校验码不对'),
  found('B3', '地区不明', { severity: 'warning' }),
  found('C3', '面积偏大', { severity: 'warning' }),
  found('B4', '没有填'),
  found('', '引用了别的文件', { severity: 'warning', sheet: '', row: 0, cell: '' }),
];

test('an .xlsx keeps its cells, formulas, widths, merges and comments beside the marks', async () => {
  const original = officeBook('xlsx');
  const bytes = await annotateWorkbook({ name: 'a.xlsx', bytes: original }, FINDINGS, 'zh', {
    remarks: ['演示数据'],
  });
  const [before, after] = [await cellsOf(original), await cellsOf(bytes)];
  expect(after.slice(0, 2)).toEqual(before);
  expect(after[2]?.name).toBe('校验结果');
  const book = read(bytes, { cellStyles: true, cellNF: true });
  const sheet = book.Sheets['大庙桥村'] ?? {};
  expect(sheet['D3']).toMatchObject({ v: 121, f: 'C3*2' });
  expect(sheet['C3'].z).toBe('0.00');
  expect(sheet['!cols']?.[1]?.width).toBeGreaterThan(30);
  expect(sheet['B3'].s).toMatchObject({ patternType: 'solid', fgColor: { rgb: 'FFC7CE' } });
  expect(sheet['C3'].s).toMatchObject({ fgColor: { rgb: 'FFEB9C' } });
  expect(sheet['B4'].s).toMatchObject({ fgColor: { rgb: 'FFC7CE' } });
  expect(sheet['A3'].s?.patternType).not.toBe('solid');
  expect(sheet['B3'].c?.[0]?.t).toBe('校验码不对\n地区不明');
  expect(sheet['C3'].c?.map(({ t }: { t: string }) => t).join('')).toBe('已量过\n面积偏大');
});

test('the sheet of findings says where, what and what to do, with a link to the cell', async () => {
  const bytes = await annotateWorkbook(
    { name: 'a.xlsx', bytes: officeBook('xlsx') },
    FINDINGS,
    'zh',
    { remarks: ['演示数据'] },
  );
  const sheet = read(bytes).Sheets['校验结果'] ?? {};
  const rows = utils.sheet_to_json<unknown[]>(sheet, { header: 1 });
  expect(rows.slice(0, 3).map(([first]) => first)).toEqual(['校验结果', '演示数据', '序号']);
  const first = [1, '大庙桥村', 3, 'B3', '身份证号', 'x', '错误', '校验码不对', 'id.checksum'];
  expect(rows[3]).toEqual(first);
  expect(sheet['D4'].l).toMatchObject({ Target: "#'大庙桥村'!B3" });
  expect(rows).toHaveLength(3 + FINDINGS.length);
});

test('parts that need not change are the same bytes', async () => {
  const original = officeBook('xlsx');
  const bytes = await annotateWorkbook({ name: 'a.xlsx', bytes: original }, FINDINGS, 'en');
  const [before, after] = [openArchive(original), openArchive(bytes)];
  const changed: string[] = [];
  for (const [name, part] of before.parts) {
    const now = after.parts.get(name);
    if (now?.checksum !== part.checksum) changed.push(name);
    if (now) for await (const _ of inflate(after, now));
  }
  expect(changed.toSorted()).toEqual([
    '[Content_Types].xml',
    'xl/_rels/workbook.xml.rels',
    'xl/comments1.xml',
    'xl/drawings/vmlDrawing1.vml',
    'xl/styles.xml',
    'xl/workbook.xml',
    'xl/worksheets/sheet1.xml',
  ]);
});

test('an .xls and a .csv go back as an .xlsx with the same cells', async () => {
  const csv = Buffer.from('户主姓名,身份证号\n=甲,640399199001010018\n\n"乙\n丙",9\n');
  const files = [
    { name: 'a.xls', bytes: officeBook('biff8') },
    { name: '大庙桥村.csv', bytes: csv },
  ];
  for (const file of files) {
    const bytes = await annotateWorkbook(file, [found('B3', '错了')], 'zh');
    const before = await cellsOf(file.bytes, file.name);
    const after = await cellsOf(bytes);
    const filled = after[0]?.rows.filter((row) => (row as [number, unknown[]])[1].length > 0);
    const beforeFilled = before[0]?.rows.filter((row) => {
      return (row as [number, unknown[]])[1].some((cell) => cell !== undefined);
    });
    expect(filled).toEqual(beforeFilled);
    expect(after[0]).toMatchObject({ name: '大庙桥村', merges: before[0]?.merges });
    const sheet = read(bytes, { cellStyles: true }).Sheets['大庙桥村'] ?? {};
    expect(sheet['B3'].s).toMatchObject({ fgColor: { rgb: 'FFC7CE' } });
    expect(sheet['B3'].c?.[0]?.t).toBe('错了');
  }
});

test('a bare workbook without styles, and one with prefixes, take marks too', async () => {
  const rows = sheetXml([
    ['户主姓名', '身份证号'],
    ['甲', '6'],
  ]);
  const bare = zipOf(partsOf({ 大庙桥村: rows }));
  const prefixedRows = rows
    .replaceAll(/<(\/?)(?=[a-z])/g, '<$1x:')
    .replace('<x:worksheet>', '<x:worksheet xmlns:x="urn:x">')
    .replace('r="A2"', '')
    .replace(
      '</x:worksheet>',
      '<x:conditionalFormatting><x:extLst/></x:conditionalFormatting></x:worksheet>',
    );
  for (const bytes of [bare, zipOf(partsOf({ 大庙桥村: prefixedRows }))]) {
    const marked = await annotateWorkbook(
      { name: 'a.xlsx', bytes },
      [found('B2', '错了'), found('A2', '没有填'), found('D2', '没有填')],
      'zh',
    );
    const [sheet, result] = await cellsOf(marked);
    expect(sheet).toEqual((await cellsOf(bytes))[0]);
    expect(result?.name).toBe('校验结果');
    const archive = openArchive(marked);
    const part = archive.parts.get('xl/worksheets/sheet0.xml');
    let text = '';
    if (part) for await (const piece of inflate(archive, part)) text += piece.toString();
    expect(text).toMatch(/<(x:)?c r="D2" s="\d+"\/><\/(x:)?row>/);
    expect(text).toMatch(/<(x:)?legacyDrawing [^>]*\/><\/(x:)?worksheet>$/);
  }
});

test('annotating what was annotated keeps one sheet of each name', async () => {
  const once = await annotateWorkbook(
    { name: 'a.xlsx', bytes: officeBook('xlsx') },
    FINDINGS,
    'zh',
  );
  const twice = await annotateWorkbook({ name: 'a.xlsx', bytes: once }, FINDINGS, 'zh');
  const names = (await cellsOf(twice)).map(({ name }) => name);
  expect(names).toEqual(['大庙桥村', '其他', '校验结果', '校验结果 (2)']);
});
