// Finds out by its content what a file is and opens it. A name says nothing: web systems like to
// call an HTML table .xls.

import { fail } from '../core/errors.ts';
import { openCsv } from './csv.ts';
import { PACKED_BYTES_MAX } from './limits.ts';
import type { Workbook } from './workbook.ts';
import { isCompoundFile, openCompoundFile } from './xls/compound.ts';
import { openXls } from './xls/read.ts';
import { openXlsx } from './xlsx/read.ts';

/** A file from outside. */
export type FileFromOutside = { readonly name: string; readonly bytes: Uint8Array };

/** Opens .xlsx, .xls (BIFF8) and .csv; refuses everything else with what to save it as. */
export async function openWorkbook({ name, bytes }: FileFromOutside): Promise<Workbook> {
  refuseLargeFile(bytes.byteLength);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length === 0) {
    fail('file.damaged', { reasonZh: '里面什么也没有', reasonEn: 'there is nothing in it' });
  }
  if (buffer.toString('latin1', 0, 2) === 'PK') return openXlsx(buffer);
  if (isCompoundFile(buffer)) return openXls(openCompoundFile(buffer));
  refuseOtherKinds(buffer);
  return openCsv(buffer, name);
}

/** Refuses a file by its size alone, so that it need not be read. */
export function refuseLargeFile(sizeBytes: number): void {
  if (sizeBytes <= PACKED_BYTES_MAX) return;
  fail('file.too-large', { reasonZh: '超过 100 MB', reasonEn: 'more than 100 MB' });
}

/** Beginnings of files that are neither workbooks nor plain text. */
const OTHER_KINDS: ReadonlyArray<{ starts: readonly string[]; whatZh: string; whatEn: string }> = [
  { starts: ['%PDF'], whatZh: 'PDF 文件', whatEn: 'a PDF document' },
  { starts: ['Rar!', '7z\xbc', '\x1f\x8b'], whatZh: '压缩包', whatEn: 'an archive of files' },
  { starts: ['\xff\xd8', '\x89PNG', 'GIF8'], whatZh: '图片', whatEn: 'a picture' },
  { starts: ['{\\rtf'], whatZh: 'RTF 文档', whatEn: 'an RTF document' },
  { starts: ['\xff\xfe', '\xfe\xff'], whatZh: 'Unicode（UTF-16）文本', whatEn: 'text in UTF-16' },
  {
    starts: ['\t\0', '\t\x02', '\t\x04', '\t\x08'],
    whatZh: '旧版 Excel 工作簿',
    whatEn: 'a workbook of an old Excel',
  },
  { starts: ['MIME-Version:'], whatZh: '单个文件网页（MHTML）', whatEn: 'a web page in one file' },
];

function refuseOtherKinds(buffer: Buffer): void {
  const start = buffer.toString('latin1', 0, 4096).replace(/^\xef\xbb\xbf/, '');
  const known = OTHER_KINDS.find(({ starts }) => starts.some((one) => start.startsWith(one)));
  if (known) fail('file.unsupported', { whatZh: known.whatZh, whatEn: known.whatEn });
  if (start.trimStart().startsWith('<')) refuseMarkup(start);
  if (buffer.subarray(0, 65_536).includes(0)) {
    fail('file.unsupported', { whatZh: '别的程序的文件', whatEn: 'a file of another program' });
  }
}

function refuseMarkup(start: string): never {
  if (/<(\w+:)?Workbook\b|mso-application progid="Excel/i.test(start)) {
    fail('file.unsupported', { whatZh: 'XML 表格 2003', whatEn: 'an XML Spreadsheet 2003' });
  }
  if (/<(html|table|head|body|meta|style|!doctype html)/i.test(start)) {
    fail('file.unsupported', {
      whatZh: '改名的网页（HTML）',
      whatEn: 'a web page under another name',
    });
  }
  fail('file.unsupported', { whatZh: 'XML 文件', whatEn: 'an XML file' });
}
