// Refusals of imports as a whole. What is wrong with single cells is a finding of the import, and
// files that cannot be read are office.ts.

import type { ErrorEntry } from './entry.ts';

export const importErrors = {
  'ledger-import.not-found': {
    status: 404,
    zh: '没有这次导入，或不在您的管辖范围内。',
    en: 'There is no such import in your places.',
    next: { zh: '请从导入记录中打开。', en: 'Open it from the history of imports.' },
  },
  'ledger-import.not-a-town': {
    status: 422,
    zh: '台账要导入到一个乡镇，“{place}”不是乡镇。',
    en: 'A ledger is imported for a town; {place} is none.',
    next: { zh: '请选择这份台账所属的乡镇。', en: 'Choose the town whose ledger it is.' },
  },
  'ledger-import.town-busy': {
    status: 409,
    zh: '这个乡镇的另一份台账正在存入。',
    en: 'Another ledger of this town is being stored.',
    next: { zh: '请等它存完，重新核对后再导入。', en: 'Wait for it, check again, then import.' },
  },
  'ledger-import.outdated': {
    status: 409,
    zh: '核对之后，台账又有变动，预览已不是现状。',
    en: 'The ledger has changed since the check, so the preview no longer holds.',
    next: { zh: '请重新核对，看过预览后再确认。', en: 'Check again and look at the preview.' },
  },
  'ledger-import.choice-needed': {
    status: 422,
    zh: '有些户定不下来归到哪里：{listZh}。',
    en: 'It is not settled where some households belong: {listEn}.',
    next: {
      zh: '请在“导入设置”中选定实施年度和项目后再导入。',
      en: 'Choose the year and the project in the settings of the import.',
    },
  },
  'ledger-import.unchecked': {
    status: 409,
    zh: '这份台账还没有核对成功，没有可下载的校验结果。',
    en: 'This ledger has not been checked, so there are no results to download.',
    next: {
      zh: '请等核对完成；核对失败的，请先按提示处理。',
      en: 'Wait for the check, or mend it.',
    },
  },
  'ledger-import.file-lost': {
    status: 500,
    zh: '这次导入保存的文件读不出来了。',
    en: 'The file kept for this import cannot be read any more.',
    next: { zh: '请重新上传这份台账。', en: 'Upload the ledger again.' },
  },
  'ledger-import.interrupted': {
    status: 409,
    zh: '导入进行到一半时程序停止了，没有写入任何数据。',
    en: 'The program stopped in the middle of the import; nothing was written.',
    next: { zh: '请重新核对后再导入。', en: 'Check again, then import.' },
  },
  'ledger-import.cancelled': {
    status: 409,
    zh: '这次导入已取消，没有写入任何数据。',
    en: 'The import was cancelled; nothing was written.',
    next: { zh: '需要时请重新上传。', en: 'Upload the ledger again when it is needed.' },
  },
  'ledger-import.failed': {
    status: 500,
    zh: '导入时程序出错，没有写入任何数据。',
    en: 'The program failed during the import; nothing was written.',
    next: {
      zh: '请重新核对一次；仍不行请联系系统管理员。',
      en: 'Check it once more; if it fails again, ask the administrator.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
