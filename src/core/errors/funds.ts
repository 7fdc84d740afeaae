// Refusals about budgets, appropriations, costs, own shares and what a household is entitled to.

import type { ErrorEntry } from './entry.ts';

const budgetErrors = {
  'budget.adopted': {
    status: 409,
    zh: '同一项目、来源、年度的预算已经下达。',
    en: 'The budget of this project, source and year is adopted already.',
    next: {
      zh: '要改数额，请凭文件调整该预算。',
      en: 'To change the sum, adjust that line with a document.',
    },
  },
  'budget.other-view': {
    status: 409,
    zh: '预算已按“{adopted}”口径下达，不能再加“{wanted}”口径：两套口径不得相加。',
    en: 'The budget was adopted by the view {adopted}; {wanted} cannot be added to it.',
    next: {
      zh: '请用已下达的口径，或凭文件调整。',
      en: 'Keep to that view, or adjust its lines with a document.',
    },
  },
  'budget.differs': {
    status: 422,
    zh: '{projectZh}的{sourceZh}，方案是 {statedYuan} 元，现填 {givenYuan} 元。',
    en: '{projectEn}, {sourceEn}: the programme says {statedYuan} yuan, this says {givenYuan}.',
    next: {
      zh: '请按方案下达，再凭文件调整。',
      en: 'Adopt what the programme says, then adjust it with a document.',
    },
  },
  'budget.nothing': {
    status: 422,
    zh: '方案里没有可下达的预算数。',
    en: 'The programme states no sums to adopt.',
    next: {
      zh: '请凭文件逐项填写来源和金额。',
      en: 'Give sources and sums yourself, with the document.',
    },
  },
  'budget.unknown-source': {
    status: 422,
    zh: '方案里没有资金来源“{source}”。',
    en: 'The programme has no source of money {source}.',
    next: { zh: '请从方案的来源中选择。', en: 'Choose one of the programme.' },
  },
  'budget.below-committed': {
    status: 409,
    zh: '已预留和支出 {committedYuan} 元，已拨付 {appropriatedYuan} 元，不能调到 {wantedYuan} 元。',
    en: '{committedYuan} yuan bound, {appropriatedYuan} paid out: {wantedYuan} is too little.',
    next: {
      zh: '请先释放预留或收回拨款，或填更大的数。',
      en: 'Release or take back money first, or enter more.',
    },
  },
  'budget.no-change': {
    status: 422,
    zh: '预算没有变化。',
    en: 'The budget is this sum already.',
    next: { zh: '请核对调整后的金额。', en: 'Check the new sum.' },
  },
} as const satisfies Record<string, ErrorEntry>;

const fundsOnlyErrors = {
  'funds.exhausted': {
    status: 409,
    zh: '{lineZh}的{accountZh}不足：需 {neededYuan} 元，现有 {availableYuan} 元。',
    en: '{lineEn}, {accountEn}: {neededYuan} yuan are needed, {availableYuan} are there.',
    next: {
      zh: '请由财政局核对预算和拨款，或减少本次办理的户数。',
      en: 'Ask finance about the budget, or do fewer households at once.',
    },
  },
  'funds.appropriation-over': {
    status: 409,
    zh: '拨付后共 {afterYuan} 元，超过该项预算 {budgetYuan} 元。',
    en: 'That makes {afterYuan} yuan, more than the budget of {budgetYuan}.',
    next: { zh: '请核对金额，或先调整预算。', en: 'Check the sum, or adjust the budget first.' },
  },
  'funds.not-public': {
    status: 422,
    zh: '{sourceZh}不是财政资金，不由财政拨付。',
    en: 'Finance does not pay out {sourceEn}: it is no public money.',
    next: { zh: '请选择财政资金的预算。', en: 'Choose a line of public money.' },
  },
  'funds.document-used': {
    status: 409,
    zh: '这份文件已登记过该项预算的拨款或收回。',
    en: 'This document is recorded for this line already.',
    next: { zh: '请核对文号，不要重复登记。', en: 'Check the number; nothing is recorded twice.' },
  },
  'funds.no-rules': {
    status: 409,
    zh: '本区还没有生效的补助规则。',
    en: 'No benefit rules are in force in this district.',
    next: { zh: '请由区办公室启用方案。', en: 'Let the office adopt those of the programme.' },
  },
  'funds.no-line': {
    status: 409,
    zh: '{projectZh}（{year}年）没有{sourceZh}的预算，不能预留。',
    en: '{projectEn} ({year}) has no budget from {sourceEn} to reserve from.',
    next: { zh: '请先下达该项预算。', en: 'Adopt that line of the budget first.' },
  },
  'funds.project-money': {
    status: 409,
    zh: '{projectZh}不按户兑付补助（{groundZh}）。',
    en: 'No household is paid for {projectEn} ({groundEn}).',
    next: {
      zh: '该户到公示为止；要改，请由区办公室在待定事项里选择。',
      en: 'The case ends with the public notice, unless the office decides otherwise.',
    },
  },
  'funds.pilot': {
    status: 409,
    zh: '试点安装费用由企业承担，不用补助回补。',
    en: 'The enterprise bears the cost of this pilot; aid does not pay it back.',
    next: {
      zh: '重新签约并验收后，方可申请补助。',
      en: 'Aid needs a new contract and a new acceptance.',
    },
  },
  'funds.notice-missing': {
    status: 409,
    zh: '该户没有公示记录。',
    en: 'The household is in no public notice.',
    next: { zh: '请先公示。', en: 'Publish it first.' },
  },
  'funds.notice-running': {
    status: 409,
    zh: '公示到 {endsOn} 为止，期满后方可核算。',
    en: 'The public notice hangs until {endsOn}; it is cleared after that day.',
    next: { zh: '请在公示期满后办理。', en: 'Come back after that day.' },
  },
  'funds.notice-objection': {
    status: 409,
    zh: '公示有 {count} 条异议未办结。',
    en: '{count} objections to the public notice are open.',
    next: { zh: '请先办结异议。', en: 'Settle them first.' },
  },
  'funds.facts-missing': {
    status: 409,
    zh: '还不能核算：缺{missingZh}。',
    en: 'It cannot be worked out yet: {missingEn} is missing.',
    next: { zh: '请补登后再核算。', en: 'Record it and try again.' },
  },
  'funds.facts-unfit': {
    status: 409,
    zh: '按现有资料不能核算：{reasonZh}。',
    en: 'It cannot be worked out from what is recorded: {reasonEn}.',
    next: { zh: '请先更正该户资料。', en: 'Correct the household first.' },
  },
} as const satisfies Record<string, ErrorEntry>;

const caseErrors = {
  'cost.audited-by-office': {
    status: 403,
    zh: '审定价只能由区办公室或财政局登记。',
    en: 'Only the office or finance records an audited price.',
    next: { zh: '请报区办公室登记。', en: 'Hand it to the office.' },
  },
  'own-share.receipt-used': {
    status: 409,
    zh: '收据号 {receipt} 已登记过。',
    en: 'Receipt {receipt} is recorded already.',
    next: { zh: '请核对收据，不要重复登记。', en: 'Check the receipt.' },
  },
  'own-share.unknown': {
    status: 404,
    zh: '该户没有这笔自筹登记，或已作废。',
    en: 'The case has no such payment, or it is cancelled already.',
    next: { zh: '请刷新后再办理。', en: 'Reload and try again.' },
  },
  'own-share.short': {
    status: 409,
    zh: '自筹资金未到位：应 {requiredYuan} 元，已交 {paidYuan} 元，还差 {shortYuan} 元。',
    en: 'Own money is short: {requiredYuan} yuan due, {paidYuan} paid, {shortYuan} missing.',
    next: { zh: '请登记自筹缴款收据后再核算。', en: 'Record the receipt, then try again.' },
  },
  'prior-aid.recorded': {
    status: 409,
    zh: '该户这项以前的改造已登记。',
    en: 'This earlier conversion is recorded already.',
    next: { zh: '不需要重复登记。', en: 'It need not be recorded again.' },
  },
  'prior-aid.same-person': {
    status: 409,
    zh: '登记和批准不能是同一个人。',
    en: 'The person who recorded it cannot approve it.',
    next: { zh: '请由另一位工作人员批准。', en: 'Let another person approve.' },
  },
  'prior-aid.not-approved': {
    status: 409,
    zh: '该户 {year} 年已改造过（{what}），未经批准不能再补助。',
    en: 'The household was converted in {year} ({what}) and is not approved to be aided again.',
    next: {
      zh: '请由区办公室批准，或退出本次改造。',
      en: 'Have it approved, or withdraw the case.',
    },
  },
  'prior-aid.excluded': {
    status: 409,
    zh: '该户 {year} 年已改造过（{what}），不得再补助。',
    en: 'The household was converted in {year} ({what}) and may not be aided again.',
    next: { zh: '请退出本次改造。', en: 'Withdraw the case.' },
  },
  'prior-aid.same-thing': {
    status: 409,
    zh: '该户 {year} 年已就同一方式（{what}）得到改造，同一事项不重复补助。',
    en: 'The household was given the same ({what}) in {year}; nothing is aided twice.',
    next: { zh: '请退出本次改造。', en: 'Withdraw the case.' },
  },
  'entitlement.once': {
    status: 409,
    zh: '该户此项改造已核算过，一户一次。',
    en: 'The household has its entitlement for these works; there is one only.',
    next: { zh: '请查看该户已有的核算。', en: 'See the one it has.' },
  },
  'entitlement.bound': {
    status: 409,
    zh: '核算已进入兑付（{stateZh}），不能释放。',
    en: 'The entitlement is {stateEn} and cannot be released.',
    next: { zh: '请先在兑付批次中撤下该户。', en: 'Take it out of the batch first.' },
  },
  'entitlement.due-already': {
    status: 409,
    zh: '这一期已经可以兑付。',
    en: 'This instalment is due already.',
    next: { zh: '不需要再确认。', en: 'Nothing needs to be done.' },
  },
  'entitlement.moved': {
    status: 409,
    zh: '核算的状态已变为{stateZh}，不能{actionZh}。',
    en: 'The entitlement is {stateEn} by now: it cannot be {actionEn}.',
    next: { zh: '请刷新后再办理。', en: 'Reload and try again.' },
  },
} as const satisfies Record<string, ErrorEntry>;

export const fundsErrors = { ...budgetErrors, ...fundsOnlyErrors, ...caseErrors } as const;
