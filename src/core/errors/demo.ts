// Refusals about the kind of a data folder: real or demonstration. See ../errors.ts.

import type { ErrorEntry } from './entry.ts';

export const demoErrors = {
  'demo.folder-used': {
    status: 409,
    zh: '数据文件夹 {folder} 已经在用，里面是{kindZh}。',
    en: 'The data folder {folder} is in use and holds {kindEn}.',
    next: {
      zh: '请用 QINGNUAN_DATA 指定一个空文件夹再初始化。',
      en: 'Set QINGNUAN_DATA to an empty folder and initialise that one.',
    },
  },
  'demo.kind-differs': {
    status: 409,
    zh: '数据文件夹 {folder} 标记为{kindZh}，数据库里却不是；演示数据与真实数据不能混在一起。',
    en: 'The data folder {folder} is marked as {kindEn}, its database is not; the two never mix.',
    next: {
      zh: '请把属于这个数据库的 data.json 和 keys 文件夹放回原处，或换一个空文件夹。',
      en: 'Put back the data.json and keys that belong to this database, or use an empty folder.',
    },
  },
  'demo.mark-unreadable': {
    status: 500,
    zh: '文件 {path} 无法识别，不能确定这里是演示数据还是真实数据。',
    en: 'The file {path} cannot be understood, so this may be demonstration or real data.',
    next: {
      zh: '请从备份恢复这个文件，或换一个空文件夹。',
      en: 'Restore it from a backup, or use an empty folder.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
