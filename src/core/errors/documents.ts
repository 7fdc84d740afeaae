// Refusals about documents and photos. The mechanism is in ../errors.ts.

import type { ErrorEntry } from './entry.ts';

export const documentErrors = {
  'document.unknown': {
    status: 404,
    zh: '没有这份资料，或它已作废、不属于该户。',
    en: 'There is no such document, or it is withdrawn or belongs to another household.',
    next: {
      zh: '请在该户的资料里重新选择，或先上传。',
      en: 'Choose it among the documents of the household, or upload it first.',
    },
  },
  'document.wrong-place': {
    status: 409,
    zh: '所写的地点与该户所在村不一致。',
    en: 'The place given is not the village of the household.',
    next: { zh: '请刷新后再上传。', en: 'Reload and upload it again.' },
  },
  'document.wrong-type': {
    status: 422,
    zh: '无法辨认这个文件；这里只收图片（JPEG、PNG、WebP）、PDF、OFD、Word（docx）和 Excel（xlsx）。',
    en: 'The file is none of JPEG, PNG, WebP, PDF, OFD, docx or xlsx.',
    next: {
      zh: '请另存为其中一种格式再上传；改扩展名没有用。',
      en: 'Save it in one of these formats; another extension does not help.',
    },
  },
  'document.damaged': {
    status: 500,
    zh: '资料文件丢失或已损坏，内容与登记的指纹不符。',
    en: 'The file of the document is missing or damaged: it does not match its hash.',
    next: {
      zh: '请告诉系统管理员，从备份中恢复 files 文件夹。',
      en: 'Ask the administrator to restore the folder files from the backup.',
    },
  },
  'document.not-yours': {
    status: 403,
    zh: '这份资料不是您上传的，不能由您作废。',
    en: 'You have not added this document and cannot withdraw it.',
    next: { zh: '请联系乡镇经办人作废。', en: 'Ask the town to withdraw it.' },
  },
  'document.purpose-needed': {
    status: 403,
    zh: '这份资料含有证件或账号，须注明用途后查看，并会留痕。',
    en: 'The document shows a card or an account: say for what you need it; that is recorded.',
    next: { zh: '请填写查看用途。', en: 'Give the purpose.' },
  },
} as const satisfies Record<string, ErrorEntry>;
