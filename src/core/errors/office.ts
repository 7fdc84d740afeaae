// Refusals of files from outside: ledgers in Excel and CSV. What is wrong with single cells is no
// refusal but a finding: see ../../households/import/findings.ts.

import type { ErrorEntry } from './entry.ts';

export const officeErrors = {
  'file.not-found': {
    status: 404,
    zh: '找不到文件“{file}”。',
    en: 'There is no file “{file}”.',
    next: { zh: '请核对文件名和所在的文件夹。', en: 'Check the name and the folder.' },
  },
  'file.unsupported': {
    status: 415,
    zh: '这个文件是{whatZh}，系统读不了。',
    en: 'This file is {whatEn}, which cannot be read.',
    next: {
      zh: '请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后再导入。',
      en: 'Open it in Excel or WPS, save it as “Excel Workbook (*.xlsx)” and import that.',
    },
  },
  'file.too-large': {
    status: 413,
    zh: '这个文件太大：{reasonZh}。',
    en: 'This file is too large: {reasonEn}.',
    next: {
      zh: '请删去与台账无关的工作表和空白区域，或按村拆成几个文件再导入。',
      en: 'Delete sheets and areas that are no ledger, or split the file by village.',
    },
  },
  'file.hostile': {
    status: 422,
    zh: '这个文件里有不该出现的内容：{reasonZh}，为安全起见不予读取。',
    en: 'This file holds what no ledger needs: {reasonEn}. It was not read, to be safe.',
    next: {
      zh: '请向提供文件的人核实来源，把数据复制到一个新建的工作簿里再导入。',
      en: 'Ask where it came from, and copy the data into a new workbook.',
    },
  },
  'file.encrypted': {
    status: 422,
    zh: '这个文件设了打开密码。',
    en: 'This file is protected by a password.',
    next: {
      zh: '请打开文件取消密码，保存后再导入。',
      en: 'Open it, take the password off, save it and import it again.',
    },
  },
  'file.damaged': {
    status: 422,
    zh: '这个文件已损坏或不完整：{reasonZh}。',
    en: 'This file is damaged or incomplete: {reasonEn}.',
    next: {
      zh: '请重新传送一次，或用 Excel、WPS 打开后另存为新文件。',
      en: 'Send it again, or open it in Excel or WPS and save it as a new file.',
    },
  },
  'file.field-too-wide': {
    status: 422,
    zh: '“{field}”要占{foundBytes}字节，文件里这一栏只有{widthBytes}字节。',
    en: '“{field}” takes {foundBytes} bytes; the column of the file has {widthBytes}.',
    next: {
      zh: '请缩短这一项，或按银行的说明改正栏宽。',
      en: 'Shorten it, or correct the width as the bank describes it.',
    },
  },
  'file.no-header': {
    status: 422,
    zh: '{whereZh}没有找到表头“{columns}”。',
    en: '{whereEn} has no heading “{columns}”.',
    next: {
      zh: '请核对表头文字，或下载空白模板对照。',
      en: 'Check the headings, or compare with an empty template.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
