// Files from outside: what another program wrote is read as it was meant, and what is hostile or of
// another kind is refused within a second.

import { CFB, utils, write, type WorkBook, type WorkSheet } from '@e965/xlsx';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openWorkbook } from './open.ts';
import { partsOf, sheetXml, zipOf, type MadePart } from './testing.ts';
import { dayOfSerial, isDateFormat, type Cell, type Row, type Workbook } from './workbook.ts';

const open = (bytes: Uint8Array, name = 'a.xlsx') => openWorkbook({ name, bytes });

/** Opens a file and reads all of it. */
async function readAll(bytes: Uint8Array, name?: string) {
  const workbook = await open(bytes, name);
  const sheets = [];
  for (const sheet of workbook.sheets) {
    const rows: Row[] = [];
    for await (const row of sheet.rows()) rows.push(row);
    const { name, isHidden } = sheet;
    sheets.push({ name, isHidden, rows, merges: sheet.merges() });
  }
  return { workbook, sheets };
}

const textBytes = (text: string) => Buffer.from(text, 'utf8');

/** The code with which a file is refused, or `read`. */
async function refusal(bytes: Uint8Array, name?: string): Promise<string> {
  const began = performance.now();
  const code = await readAll(bytes, name).then(
    () => 'read',
    (error: { code?: string }) => error.code ?? String(error),
  );
  expect(performance.now() - began, 'within a few seconds on a busy machine').toBeLessThan(5000);
  return code;
}

// Hostile files

const MB = 1024 * 1024;
const someSheet = sheetXml([['姓名', '身份证号']]);
const inSheet = (rows: string) =>
  zipOf(partsOf({ 台账: `<worksheet><sheetData>${rows}</sheetData></worksheet>` }));
const withPart = (part: MadePart) => zipOf(partsOf({ 台账: someSheet }, { more: [part] }));

test('a zip bomb is refused while it inflates, in a sheet or in a part nobody reads', async () => {
  const cells = `<worksheet><sheetData>${' '.repeat(40 * MB)}</sheetData></worksheet>`;
  expect(await refusal(zipOf(partsOf({ 台账: cells })))).toBe('file.hostile');
  const picture = { name: 'xl/media/image1.png', content: Buffer.alloc(40 * MB) };
  expect(await refusal(withPart(picture))).toBe('file.hostile');
});

test('sizes in the directory are not believed', async () => {
  const lie = { name: 'xl/media/a.bin', content: Buffer.alloc(40 * MB), saysBytes: 10 };
  expect(await refusal(withPart(lie))).toBe('file.hostile');
});

test('a part whose checksum is wrong is refused as damaged', async () => {
  expect(await refusal(withPart({ name: 'docProps/a.xml', content: '<a/>', checksum: 1 }))).toBe(
    'file.damaged',
  );
});

test('a document type is refused in any part, read or not', async () => {
  const doctype = '<!DOCTYPE a [<!ENTITY b "c">]>';
  expect(await refusal(zipOf(partsOf({ 台账: doctype + someSheet })))).toBe('file.hostile');
  const other = { name: 'docProps/app.xml', content: `${doctype}<a>&b;</a>` };
  expect(await refusal(withPart(other))).toBe('file.hostile');
});

test('DDE is refused in a formula, a link and a CSV cell', async () => {
  const formula = `<row><c><f>cmd|'/c calc'!A0</f><v>1</v></c></row>`;
  expect(await refusal(inSheet(formula))).toBe('file.hostile');
  expect(await refusal(textBytes("姓名,电话\n=cmd|'/c calc'!A0,1\n"), 'a.csv')).toBe(
    'file.hostile',
  );
});

test('a pipe inside quotes of a formula and text that begins with = are no DDE', async () => {
  const formula = '<row><c><f>"a|b"</f><v>1</v></c></row>';
  expect(await refusal(inSheet(formula))).toBe('read');
  expect(await refusal(textBytes('姓名,备注\n=1+1,@村\n'), 'a.csv')).toBe('read');
});

test('macros are refused in .xlsx packages', async () => {
  const contentType = 'application/vnd.ms-excel.sheet.macroEnabled.main+xml';
  expect(await refusal(zipOf(partsOf({ 台账: someSheet }, { contentType })))).toBe(
    'file.unsupported',
  );
  expect(await refusal(withPart({ name: 'xl/vbaProject.bin', content: 'x' }))).toBe(
    'file.unsupported',
  );
});

/** A row of one cell. */
function cell(address: string): string {
  const row = /\d+$/.exec(address)?.[0] ?? '';
  return `<row r="${row}"><c r="${address}"><v>1</v></c></row>`;
}

test('a sparse giant is refused, a lone cell far below is not', async () => {
  expect(await refusal(inSheet(cell('XFD1048576')))).toBe('file.too-large');
  expect(await refusal(inSheet(cell('A1048577')))).toBe('file.damaged');
  expect(await refusal(inSheet(cell('B1048576')))).toBe('read');
});

test('endless text, endless nesting and a hundred megabytes of anything are refused', async () => {
  const long = `<row><c t="str"><v>${'字'.repeat(200_000)}</v></c></row>`;
  expect(await refusal(inSheet(long))).toBe('file.hostile');
  expect(await refusal(zipOf(partsOf({ 台账: '<a>'.repeat(5000) })))).toBe('file.damaged');
  expect(await refusal(Buffer.alloc(101 * MB, 'a'))).toBe('file.too-large');
  expect(await refusal(Buffer.alloc(20 * MB, 'a'), 'a.csv')).toBe('file.too-large');
  expect(await refusal(Buffer.alloc(20 * MB, ','), 'a.csv')).toBe('file.too-large');
  expect(await refusal(Buffer.alloc(20 * MB))).toBe('file.unsupported');
});

test('a file cut short or with one byte changed is read or refused, never an error', async () => {
  const xlsx = zipOf(
    partsOf({
      台账: sheetXml([
        ['姓名', '身份证号'],
        ['甲', 1],
      ]),
    }),
  );
  const xls = madeBy('biff8');
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(xlsx, xls), fc.nat(), fc.nat(255), async (file, at, byte) => {
      const changed = Buffer.from(file);
      changed[at % file.length] = byte;
      expect(await refusal(changed)).toMatch(/^(file\.[a-z-]+|read)$/);
      expect(await refusal(file.subarray(0, at % file.length))).toMatch(/^(file\.[a-z-]+|read)$/);
    }),
    { numRuns: 150 },
  );
}, 60_000);

// Other kinds of files

test('files of other kinds are refused by their content, whatever their name', async () => {
  const kinds: Array<string | Buffer> = [
    '%PDF-1.7',
    '<html><table></table></html>',
    '{\\rtf1 }',
    'MIME-Version: 1.0\n',
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
    Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
    Buffer.from('\ufeff姓名', 'utf16le'),
    zipOf([{ name: 'OFD.xml', content: '<OFD/>' }]),
    zipOf([
      { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' },
      { name: 'content.xml', content: '<a/>' },
    ]),
    zipOf([{ name: 'xl/workbook.bin', content: 'x' }]),
    zipOf([{ name: 'photo.jpg', content: 'x' }]),
  ];
  for (const kind of kinds) {
    expect(await refusal(Buffer.from(kind), 'ledger.xls'), String(kind).slice(0, 30)).toBe(
      'file.unsupported',
    );
  }
  expect(await refusal(madeBy('biff5'), 'old.xls')).toBe('file.unsupported');
  expect(await refusal(Buffer.alloc(0))).toBe('file.damaged');
});

/** A compound file of these streams. */
function compound(streams: Readonly<Record<string, Uint8Array>>): Buffer {
  const file = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) {
    CFB.utils.cfb_add(file, `/${name}`, content);
  }
  return CFB.write(file, { type: 'buffer' }) as Buffer;
}

/** A BIFF8 stream of records without cells. */
function biff(...records: ReadonlyArray<readonly [type: number, ...bytes: number[]]>): Buffer {
  const start = [0x09, 0x08, 4, 0, 0, 6, 5, 0];
  const body = records.flatMap(([type, ...bytes]) => [
    type & 255,
    type >> 8,
    bytes.length,
    0,
    ...bytes,
  ]);
  return Buffer.from([...start, ...body, 0x0a, 0, 0, 0]);
}

test('files with a password are refused, .xls as well as .xlsx', async () => {
  expect(await refusal(compound({ EncryptedPackage: Buffer.alloc(5000) }))).toBe('file.encrypted');
  expect(await refusal(compound({ Workbook: biff([0x2f, 0, 0]) }))).toBe('file.encrypted');
});

test('.xls files with macros, of other programs or with a DDE link are refused', async () => {
  const macros = { Workbook: biff(), '_VBA_PROJECT_CUR/VBA/dir': Buffer.alloc(10) };
  expect(await refusal(compound(macros))).toBe('file.unsupported');
  const macroSheet: [number, ...number[]] = [0x85, 0, 0, 0, 0, 0, 1, 1, 0, 65];
  expect(await refusal(compound({ Workbook: biff(macroSheet) }))).toBe('file.unsupported');
  expect(await refusal(compound({ WordDocument: Buffer.alloc(10) }))).toBe('file.unsupported');
  const dde: [number, ...number[]] = [0x1ae, 0, 0, 3, 0, 0, 99, 3, 100];
  expect(await refusal(compound({ Workbook: biff(dde) }))).toBe('file.hostile');
  const otherBook: [number, ...number[]] = [0x1ae, 1, 0, 2, 0, 0, 1, 98];
  const { workbook } = await readAll(compound({ Workbook: biff(otherBook) }));
  expect(workbook.hasExternalLinks).toBe(true);
});

// Files of another program

function aSheet(): WorkSheet {
  const sheet = utils.aoa_to_sheet([
    ['户主姓名', '面积', '日期', '电话'],
    ['纳丁未', 60.5, undefined, '15400002020'],
    ['𪟝·甲子', -3, undefined, undefined],
  ]);
  sheet['C2'] = { t: 'n', v: 44_870, z: 'yyyy"年"m"月"d"日"' };
  sheet['C3'] = { t: 'n', v: 1_234_567.25 };
  sheet['D3'] = { t: 'e', v: 0x2a, w: '#N/A' };
  sheet['E2'] = { t: 'n', v: 7000, f: 'B2*100' };
  sheet['E3'] = { t: 's', v: '合格', f: 'IF(TRUE,"合格","")' };
  sheet['F2'] = { t: 'b', v: true };
  sheet['!ref'] = 'A1:F3';
  sheet['!merges'] = [utils.decode_range('A2:A3'), utils.decode_range('B1:C1')];
  return sheet;
}

function madeBy(bookType: 'xlsx' | 'biff8' | 'biff5'): Buffer {
  const workbook: WorkBook = utils.book_new();
  utils.book_append_sheet(workbook, aSheet(), '大庙桥村');
  utils.book_append_sheet(workbook, utils.aoa_to_sheet([['x']]), '字典');
  workbook.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
  return write(workbook, { type: 'buffer', bookType, bookSST: true }) as Buffer;
}

for (const bookType of ['xlsx', 'biff8'] as const) {
  test(`a ${bookType} file of another program is read with dates, errors and merges`, async () => {
    const { workbook, sheets } = await readAll(madeBy(bookType));
    expect(sheets.map(({ name, isHidden }) => [name, isHidden])).toEqual([
      ['大庙桥村', false],
      ['字典', true],
    ]);
    const [, second, third] = sheets[0]?.rows ?? [];
    const date: Cell = { serial: 44_870 };
    expect([...(second?.cells ?? [])]).toEqual(['纳丁未', 60.5, date, '15400002020', 7000, true]);
    const error: Cell = { error: '#N/A' };
    expect(third?.cells.slice(0, 5)).toEqual(['𪟝·甲子', -3, 1_234_567.25, error, '合格']);
    expect(sheets[0]?.merges).toContainEqual({ top: 2, bottom: 3, left: 0, right: 0 });
    expect(workbook.hasExternalLinks).toBe(false);
  });

  test(`a ${bookType} file with thousands of long texts keeps each of them`, async () => {
    const texts = Array.from({ length: 3000 }, (_, at) => `${'水'.repeat(at % 50)}a${at}é`);
    const workbook = utils.book_new();
    utils.book_append_sheet(workbook, utils.aoa_to_sheet(texts.map((one) => [one])), '一');
    const bytes = write(workbook, { type: 'buffer', bookType, bookSST: true }) as Buffer;
    const { sheets } = await readAll(bytes);
    expect(sheets[0]?.rows.map(({ cells }) => cells[0])).toEqual(texts);
  });
}

test('dates of a workbook that counts from 1904 are the same days', async () => {
  for (const bookType of ['xlsx', 'biff8'] as const) {
    const sheet = utils.aoa_to_sheet([[1]]);
    sheet['A1'] = { t: 'n', v: 43_408, z: 'yyyy-mm-dd' };
    const made = utils.book_new();
    utils.book_append_sheet(made, sheet, '一');
    made.Workbook = { WBProps: { date1904: true } };
    const bytes = write(made, { type: 'buffer', bookType }) as Buffer;
    const { workbook, sheets } = await readAll(bytes);
    expect(workbook.isDate1904, bookType).toBe(true);
    expect(sheets[0]?.rows[0]?.cells[0], bookType).toEqual({ serial: 44_870 });
  }
});

test('a formula never computed is an error cell, an empty result is empty', async () => {
  const xml =
    '<x:worksheet xmlns:x="y"><x:sheetData><x:row><x:c><x:f>A2</x:f></x:c>' +
    '<x:c t="str"><x:f>""</x:f><x:v></x:v></x:c><x:c><x:v>5</x:v></x:c>' +
    '</x:row></x:sheetData></x:worksheet>';
  const { sheets } = await readAll(zipOf(partsOf({ 台账: xml })));
  expect([...(sheets[0]?.rows[0]?.cells ?? [])]).toEqual([{ error: '' }, undefined, 5]);
});

test('links to other workbooks are told and their saved values read', async () => {
  const parts = partsOf({ 台账: someSheet }).map((part) =>
    part.name === 'xl/_rels/workbook.xml.rels'
      ? {
          ...part,
          content: String(part.content).replace(
            '</Relationships>',
            '<Relationship Id="r9" Type="x/externalLink" Target="externalLinks/a.xml"/>$&',
          ),
        }
      : part,
  );
  const link = (xml: string) => zipOf([...parts, { name: 'xl/externalLinks/a.xml', content: xml }]);
  const read: Workbook = (await readAll(link('<externalLink><externalBook/></externalLink>')))
    .workbook;
  expect(read.hasExternalLinks).toBe(true);
  expect(await refusal(link('<externalLink><ddeLink/></externalLink>'))).toBe('file.hostile');
});

test('sizes written with 64 bits, as some exporters write them, are read', async () => {
  const parts = partsOf({ 台账: someSheet }).map((part) => ({ ...part, isWide: true }));
  const { sheets } = await readAll(zipOf(parts));
  expect(sheets[0]?.rows[0]?.cells).toEqual(['姓名', '身份证号']);
});

// CSV

test('CSV is read in UTF-8 with or without mark and in GB18030, named after the file', async () => {
  const gb = Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0x95, 0x32, 0x82, 0x36]);
  const { sheets } = await readAll(gb, '/tmp/郭家桥.台账.csv');
  expect(sheets[0]?.name).toBe('郭家桥.台账');
  expect(sheets[0]?.rows[0]?.cells[0]).toBe('姓名');
  for (const text of ['\ufeff姓名,甲', '姓名,甲\r\n', '姓名\t甲', '姓名;甲']) {
    const {
      sheets: [sheet],
    } = await readAll(textBytes(text), 'a.csv');
    expect(sheet?.rows.map(({ cells }) => cells)).toEqual([['姓名', '甲']]);
  }
});

const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;

test('any table survives being written as CSV, line breaks and quotes included', async () => {
  const cell = fc.string({
    unit: fc.constantFrom('甲', 'a', '"', ',', '\n', ' ', '1'),
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }),
      async (rows) => {
        const text = [['甲', '乙'], ...rows].map((row) => row.map(quote).join(',')).join('\r\n');
        const {
          sheets: [sheet],
        } = await readAll(textBytes(text), 'a.csv');
        const read = sheet?.rows.map(({ cells }) => cells.map((one) => one ?? ''));
        expect(read).toEqual([['甲', '乙'], ...rows]);
      },
    ),
  );
});

// Dates of workbooks

test('a serial number is the day of its own date system, and none before March 1900', () => {
  expect(dayOfSerial(44_870, false)).toBe('2022-11-05');
  expect(dayOfSerial(43_408, true)).toBe('2022-11-05');
  expect(dayOfSerial(61, false)).toBe('1900-03-01');
  expect(dayOfSerial(60, false)).toBeUndefined();
  expect(dayOfSerial(Number.NaN, false)).toBeUndefined();
});

test('formats of dates are told from formats of numbers, those of Chinese Excel too', () => {
  const codes = ['yyyy/m/d', 'yyyy"年"m"月"d"日"', '[$-804]yyyy年m月d日', 'h:mm'];
  for (const code of codes) expect(isDateFormat(200, code), code).toBe(true);
  for (const code of ['General', '0.00E+00', '#,##0"d"', '[Red]0.0', '@', 'G/通用格式']) {
    expect(isDateFormat(200, code), code).toBe(false);
  }
  expect([14, 31, 57, 0, 1, 49].map((id) => isDateFormat(id, undefined))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
