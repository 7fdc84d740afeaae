// Opens an .xls file of Excel 97 to 2003 (BIFF8): sheets, shared texts, date styles. The cells are
// sheet.ts. Older versions, macros and passwords are refused.

import { fail } from '../../core/errors.ts';
import { refuseDde } from '../hostile.ts';
import { isDateFormat, type Merge, type Sheet, type Workbook } from '../workbook.ts';
import type { CompoundFile } from './compound.ts';
import { cutOff, RECORD, readerOf, recordsFrom } from './records.ts';
import { readCells } from './sheet.ts';

const BIFF8 = 0x0600;
const SHEET_WITH_CELLS = 0;
const SHEET_OF_MACROS = 1;

type Globals = {
  texts: string[];
  formatOfStyle: number[];
  formats: Map<number, string>;
  sheets: Array<{ name: string; isHidden: boolean; offset: number }>;
  isDate1904: boolean;
  hasExternalLinks: boolean;
};

/** Opens the workbook in a compound file. */
export function openXls(file: CompoundFile): Workbook {
  if (file.names.has('EncryptedPackage')) fail('file.encrypted', {});
  const stream = file.find('Workbook');
  if (!stream) return refuseOther(file);
  if (file.names.has('_VBA_PROJECT_CUR')) refuseMacros();
  const globals = readGlobals(stream);
  const isDateStyle = globals.formatOfStyle.map((id) => isDateFormat(id, globals.formats.get(id)));
  const { texts, isDate1904, hasExternalLinks } = globals;
  const sheets = globals.sheets.map(({ name, isHidden, offset }): Sheet => {
    const merges: Merge[] = [];
    async function* rows() {
      yield* readCells(stream ?? cutOff(), offset, { texts, isDateStyle, isDate1904 }, merges);
    }
    return { name, isHidden, rows, merges: () => merges };
  });
  return { format: 'xls', sheets, isDate1904, hasExternalLinks };
}

function refuseOther({ names }: CompoundFile): never {
  if (names.has('Book')) {
    fail('file.unsupported', {
      whatZh: 'Excel 95 或更早版本的工作簿',
      whatEn: 'a workbook of Excel 95 or older',
    });
  }
  if (names.has('WordDocument')) {
    fail('file.unsupported', { whatZh: 'Word 文档', whatEn: 'a Word document' });
  }
  fail('file.unsupported', { whatZh: '别的程序的文件', whatEn: 'a file of another program' });
}

function refuseMacros(): never {
  fail('file.unsupported', { whatZh: '带宏的工作簿', whatEn: 'a workbook with macros' });
}

function readGlobals(stream: Buffer): Globals {
  const globals: Globals = {
    texts: [],
    formatOfStyle: [],
    formats: new Map(),
    sheets: [],
    isDate1904: false,
    hasExternalLinks: false,
  };
  for (const record of recordsFrom(stream, 0)) {
    const reader = readerOf(record);
    if (record.type === RECORD.endOfStream) return globals;
    if (record.type === RECORD.startOfStream && reader.word() !== BIFF8) refuseOldVersion();
    else if (record.type === RECORD.password) fail('file.encrypted', {});
    else if (record.type === RECORD.date1904) globals.isDate1904 = reader.word() === 1;
    else if (record.type === RECORD.format) globals.formats.set(reader.word(), reader.text(2));
    else if (record.type === RECORD.style) {
      reader.skip(2);
      globals.formatOfStyle.push(reader.word());
    } else if (record.type === RECORD.sheet) addSheet(globals, reader);
    else if (record.type === RECORD.sharedTexts) {
      reader.skip(4);
      const count = reader.long();
      for (let left = count; left > 0 && !reader.isAtEnd; left--)
        globals.texts.push(reader.text(2));
    } else if (record.type === RECORD.supportingBook) readSupportingBook(globals, reader);
  }
  return cutOff();
}

function refuseOldVersion(): never {
  fail('file.unsupported', { whatZh: '旧版 Excel 工作簿', whatEn: 'a workbook of an old Excel' });
}

function addSheet(globals: Globals, reader: ReturnType<typeof readerOf>): void {
  const offset = reader.long();
  const isHidden = (reader.byte() & 3) !== 0;
  const type = reader.byte();
  const name = reader.text(1);
  if (type === SHEET_OF_MACROS) refuseMacros();
  if (type === SHEET_WITH_CELLS) globals.sheets.push({ name, isHidden, offset });
}

const OWN_BOOK = 0x0401;
const ADD_IN = 0x3a01;

/** A book that formulas refer to: this one, an add-in, another file, or another program. */
function readSupportingBook(globals: Globals, reader: ReturnType<typeof readerOf>): void {
  const sheetCount = reader.word();
  const kind = reader.word();
  if (kind === OWN_BOOK || kind === ADD_IN) return;
  const isWide = (reader.byte() & 1) === 1;
  let path = '';
  for (let left = kind; left > 0; left--) {
    path += String.fromCharCode(isWide ? reader.word() : reader.byte());
  }
  if (sheetCount === 0 && path.includes('\u0003')) refuseDde();
  globals.hasExternalLinks = true;
}
