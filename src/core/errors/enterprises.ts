// Refusals about enterprises and contracts. The mechanism is in ../errors.ts.

import type { ErrorEntry } from './entry.ts';

const enterpriseEntries = {
  'enterprise.bad-credit-code': {
    status: 422,
    zh: '统一社会信用代码 {code} 的末位校验不对。',
    en: 'The last character of the unified social credit code {code} is wrong.',
    next: {
      zh: '请对照营业执照核对；个别早期代码确实不合校验，核实后填写理由即可登记。',
      en: 'Compare it with the licence; a few early codes are so, and a reason lets them in.',
    },
  },
  'enterprise.code-taken': {
    status: 409,
    zh: '这个统一社会信用代码已经登记。',
    en: 'An enterprise with this credit code is registered already.',
    next: { zh: '请查找已登记的企业。', en: 'Look for the enterprise in the register.' },
  },
  'enterprise.name-taken': {
    status: 409,
    zh: '这个名称或简称已属于一家企业。',
    en: 'An enterprise is known by this name already.',
    next: {
      zh: '请查找已登记的企业；同名不同家的，写上全称。',
      en: 'Look in the register; if it is another enterprise, write the full name.',
    },
  },
  'enterprise.organisation-taken': {
    status: 409,
    zh: '这个单位的账号已对应另一家企业。',
    en: 'The accounts of this organisation act for another enterprise.',
    next: { zh: '请为企业另建单位。', en: 'Register an organisation for the enterprise.' },
  },
  'enterprise.organisation-unknown': {
    status: 404,
    zh: '没有这个单位，或它不是企业。',
    en: 'There is no such organisation, or it is not an enterprise.',
    next: { zh: '请先登记单位，类型选企业。', en: 'Register the organisation as an enterprise.' },
  },
  'enterprise.paper-taken': {
    status: 409,
    zh: '这份证照已经登记。',
    en: 'This paper is registered already.',
    next: { zh: '请核对证照编号。', en: 'Compare the number of the paper.' },
  },
  'enterprise.not-found': {
    status: 404,
    zh: '没有这家企业。',
    en: 'There is no such enterprise.',
    next: { zh: '请在企业名录中查找。', en: 'Look in the register of enterprises.' },
  },
  'enterprise.not-admitted': {
    status: 409,
    zh: '企业“{name}”现为{stateZh}，不能承接改造。',
    en: '{name} is {stateEn} and takes on no works.',
    next: {
      zh: '请先由办公室办理准入，或换一家已准入的企业。',
      en: 'Have the office admit it, or take an enterprise that is admitted.',
    },
  },
  'enterprise.not-yours': {
    status: 403,
    zh: '这个改造事项不由您所在的企业承接。',
    en: 'Your enterprise has no contract for this case.',
    next: { zh: '只能办理本企业合同内的农户。', en: 'Work on the households of your contracts.' },
  },
} as const satisfies Record<string, ErrorEntry>;

const contractEntries = {
  'contract.not-found': {
    status: 404,
    zh: '没有这份合同。',
    en: 'There is no such contract.',
    next: { zh: '请在合同列表中查找。', en: 'Look in the list of contracts.' },
  },
  'contract.number-taken': {
    status: 409,
    zh: '合同编号已经用过。',
    en: 'The number of the contract is taken.',
    next: { zh: '请核对合同编号。', en: 'Compare the number of the contract.' },
  },
  'contract.clause-missing': {
    status: 409,
    zh: '合同缺少必备条款：{clausesZh}。',
    en: 'The contract lacks compulsory clauses: {clausesEn}.',
    next: { zh: '请补全条款后再签订。', en: 'Add the clauses, then sign.' },
  },
  'contract.warranty-too-short': {
    status: 409,
    zh: '质保 {years} 年，少于规定的 {yearsMin} 年。',
    en: 'The warranty of {years} years is below the {yearsMin} years required.',
    next: { zh: '请按规定约定质保期。', en: 'Agree on the warranty required.' },
  },
  'contract.rules-missing': {
    status: 409,
    zh: '本区方案没有写明合同必备条款（contracts.yaml），不能签订。',
    en: 'The programme has no compulsory clauses (contracts.yaml): nothing can be signed.',
    next: {
      zh: '请在方案文件夹中补上 contracts.yaml，再重新启动。',
      en: 'Add contracts.yaml to the programme’s folder and start again.',
    },
  },
  'contract.not-signed': {
    status: 409,
    zh: '合同 {number} 尚未签订或已终止。',
    en: 'The contract {number} is not signed, or has ended.',
    next: { zh: '请先签订合同。', en: 'Sign the contract first.' },
  },
  'contract.other-works': {
    status: 409,
    zh: '合同 {number} 约定的不是这类改造。',
    en: 'The contract {number} is for other works.',
    next: { zh: '请选择同类改造的合同。', en: 'Choose a contract for these works.' },
  },
  'contract.other-place': {
    status: 409,
    zh: '合同 {number} 不含该户所在的村。',
    en: 'The contract {number} does not cover the village of the household.',
    next: { zh: '请选择本镇的合同。', en: 'Choose a contract of the town.' },
  },
  'contract.before-signing': {
    status: 409,
    zh: '合同 {number} 于 {signedOn} 签订，不能早于这一天列入农户。',
    en: 'The contract {number} was signed on {signedOn}; no household comes under it before.',
    next: { zh: '请改正日期。', en: 'Correct the day.' },
  },
  'contract.case-taken': {
    status: 409,
    zh: '该户此项改造已在一份合同内。',
    en: 'The case is under a contract already.',
    next: { zh: '请核对合同清单。', en: 'Compare the lists of the contracts.' },
  },
  'contract.has-cases': {
    status: 409,
    zh: '合同内还有 {count} 户没有安装，不能终止。',
    en: 'The contract cannot end: not installed yet are {count} of its households.',
    next: {
      zh: '请先完成安装，或办理农户退出。',
      en: 'Finish the works, or have the households withdraw.',
    },
  },
  'contract.day-after': {
    status: 422,
    zh: '签字日期 {day} 晚于办理日期。',
    en: 'The day of a signature, {day}, is after the day of this act.',
    next: { zh: '请改正签字日期。', en: 'Correct the day of the signature.' },
  },
} as const satisfies Record<string, ErrorEntry>;

export const enterpriseErrors = { ...enterpriseEntries, ...contractEntries } as const;
