// Refusals about batches, files of banks, their returns, clawbacks and vouchers.

import type { ErrorEntry } from './entry.ts';

const batchErrors = {
  'payment.bank-unknown': {
    status: 422,
    zh: '方案里没有代发银行“{bank}”。',
    en: 'The programme has no paying bank {bank}.',
    next: {
      zh: '请从方案文件夹 payment.yaml 列出的银行中选择；没有这个文件的，请先补上。',
      en: 'Choose one of payment.yaml in the programme folder; write that file if it is missing.',
    },
  },
  'payment.code-unknown': {
    status: 422,
    zh: '这家银行的代码表里没有失败代码“{code}”。',
    en: 'The bank has no failure code {code}.',
    next: {
      zh: '请从 payment.yaml 列出的失败代码中选择。',
      en: 'Choose one of those in payment.yaml.',
    },
  },
  'payment.file-unknown': {
    status: 422,
    zh: '这家银行没有格式“{file}”。',
    en: 'This bank has no file {file}.',
    next: { zh: '请从该银行列出的格式中选择。', en: 'Choose one of its files.' },
  },
  'payment.column-unfit': {
    status: 422,
    zh: '第 {line} 笔（{reference}）的“{column}”放不进代发文件。',
    en: 'Payment {line} ({reference}): {column} does not fit into the file.',
    next: {
      zh: '请核对户名有无多余字符；确需更宽的列，请改 payment.yaml 后重新编制批次。',
      en: 'Check the name for stray characters, or widen the column in payment.yaml.',
    },
  },
  'batch.nothing-to-pay': {
    status: 409,
    zh: '按这些条件没有可以支付的户。',
    en: 'Nobody can be paid by these conditions.',
    next: {
      zh: '请先预览批次，看各户未列入的原因。',
      en: 'Look at the preview: it says of each household why it is left out.',
    },
  },
  'batch.same-person': {
    status: 403,
    zh: '编制或提交批次的人不能复核同一批次。',
    en: 'Who made or submitted a batch cannot approve it.',
    next: { zh: '请由财政局另一人复核。', en: 'Ask another person of finance.' },
  },
  'batch.order-not-there': {
    status: 409,
    zh: '这个批次里没有这笔付款，或已剔除。',
    en: 'This payment is not in the batch, or was taken out.',
    next: { zh: '请刷新批次后再选。', en: 'Reload the batch and choose again.' },
  },
  'batch.empty': {
    status: 409,
    zh: '批次里没有付款。',
    en: 'There is no payment in the batch.',
    next: { zh: '请撤销本批次，重新编制。', en: 'Cancel it and make another.' },
  },
  'batch.other-file': {
    status: 409,
    zh: '本批次已用“{file}”格式送银行，不能再出另一种文件，以免重复支付。',
    en: 'This batch went to the bank as {file}; another file of it could be paid twice.',
    next: { zh: '请下载已送出的那种格式。', en: 'Take the same file again.' },
  },
} as const satisfies Record<string, ErrorEntry>;

const returnErrors = {
  'bank-return.file-twice': {
    status: 409,
    zh: '这个回盘文件已经读过。',
    en: 'This return was read before.',
    next: {
      zh: '请在回盘记录中查看当时的结果；银行另有新文件的，请读新文件。',
      en: 'Its result stands in the list of returns; if the bank sent a new file, read that.',
    },
  },
  'bank-return.unreadable': {
    status: 422,
    zh: '这个文件不是所选银行的回盘：{reasonZh}。',
    en: 'This is no return of the chosen bank: {reasonEn}.',
    next: {
      zh: '请核对银行和文件；格式有变的，请改方案文件夹的 payment.yaml。',
      en: 'Check bank and file; if its layout has changed, change payment.yaml.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;

const otherErrors = {
  'payment-order.not-paid': {
    status: 409,
    zh: '这笔付款还没有到账。',
    en: 'This payment has not arrived.',
    next: { zh: '请等银行回盘读入后再办。', en: "Wait until the bank's return is read." },
  },
  'payment-order.not-found': {
    status: 404,
    zh: '没有这笔付款。',
    en: 'There is no such payment.',
    next: { zh: '请从批次或一户一档中打开。', en: 'Open it from its batch or its household.' },
  },
  'batch.not-found': {
    status: 404,
    zh: '没有这个批次。',
    en: 'There is no such batch.',
    next: { zh: '请从批次列表中打开。', en: 'Open it from the list of batches.' },
  },
  'bank-return.not-found': {
    status: 404,
    zh: '没有这次回盘。',
    en: 'There is no such return.',
    next: { zh: '请从回盘列表中打开。', en: 'Open it from the list of returns.' },
  },
  'clawback.not-paid': {
    status: 409,
    zh: '这笔补贴没有支付到户，无可追回。',
    en: 'This subsidy was not paid to the household; there is nothing to take back.',
    next: { zh: '未支付的请释放预留。', en: 'If it is not paid yet, release it.' },
  },
  'clawback.decided': {
    status: 409,
    zh: '这笔补贴已有追回决定。',
    en: 'There is a decision to take this subsidy back already.',
    next: { zh: '请在追回列表中查看。', en: 'It stands in the list of clawbacks.' },
  },
} as const satisfies Record<string, ErrorEntry>;

export const paymentErrors = {
  ...batchErrors,
  ...returnErrors,
  ...otherErrors,
} as const satisfies Record<string, ErrorEntry>;
