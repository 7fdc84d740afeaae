// What an enterprise and a contract for works are: their words, states and what leads from one to
// the next. Pure.

import type { Text } from '../core/text.ts';
import type { MayTable } from '../people/model.ts';

export const enterpriseKinds = {
  equipment: { zh: '设备', en: 'Equipment' },
  construction: { zh: '施工安装', en: 'Construction' },
  gas: { zh: '燃气', en: 'Gas' },
  grid: { zh: '供电', en: 'Grid' },
  heat: { zh: '热力', en: 'Heat' },
  insulation: { zh: '保温', en: 'Insulation' },
} as const satisfies Readonly<Record<string, Text>>;

export const enterpriseStates = {
  candidate: { zh: '已报名', en: 'a candidate' },
  admitted: { zh: '已准入', en: 'admitted' },
  suspended: { zh: '已暂停', en: 'suspended' },
  removed: { zh: '已退出', en: 'removed' },
} as const satisfies Readonly<Record<string, Text>>;
export type EnterpriseState = keyof typeof enterpriseStates;

type Transition = { readonly from: readonly EnterpriseState[]; readonly to: EnterpriseState };

/** Each decision on an enterprise: the states it starts from and the one it leads to. */
export const enterpriseTransitions = {
  'enterprise.admit': { from: ['candidate', 'removed'], to: 'admitted' },
  'enterprise.suspend': { from: ['admitted'], to: 'suspended' },
  'enterprise.resume': { from: ['suspended'], to: 'admitted' },
  'enterprise.remove': { from: ['candidate', 'admitted', 'suspended'], to: 'removed' },
} as const satisfies Record<string, Transition>;

export const paperKinds = {
  'business-licence': { zh: '营业执照', en: 'Business licence' },
  qualification: { zh: '资质证书', en: 'Qualification' },
  'safety-permit': { zh: '安全生产许可证', en: 'Safety permit' },
  'test-report': { zh: '产品检测报告', en: 'Test report' },
} as const satisfies Readonly<Record<string, Text>>;

export const contractStates = {
  draft: { zh: '拟稿', en: 'a draft' },
  signed: { zh: '已签订', en: 'signed' },
  ended: { zh: '已终止', en: 'ended' },
} as const satisfies Readonly<Record<string, Text>>;
export type ContractState = keyof typeof contractStates;

/** Who bears the cost: a pilot at the enterprise's expense is never subsidised 二(四). */
export const payers = {
  programme: { zh: '农户与财政', en: 'The household and the programme' },
  enterprise: { zh: '企业（试点）', en: 'The enterprise, as a pilot' },
} as const satisfies Readonly<Record<string, Text>>;

const office = ['office'] as const;
const registrars = ['office', 'leadAgency'] as const;
const signers = ['office', 'leadAgency', 'townClerk'] as const;

/** The actions of this capability → the roles that may perform them. */
export const enterpriseMay = {
  'enterprise.register': registrars,
  'enterprise.amend': registrars,
  'enterprise.add-alias': registrars,
  'enterprise.add-paper': registrars,
  'enterprise.admit': office,
  'enterprise.suspend': office,
  'enterprise.resume': office,
  'enterprise.remove': office,
  'works-contract.draft': signers,
  'works-contract.amend': signers,
  'works-contract.sign': signers,
  'works-contract.approve-design': signers,
  'works-contract.end': signers,
  'case.contract': signers,
} as const satisfies MayTable;

/** The roles that see the register and the contracts, each in their places. */
export const enterpriseReaders = [
  'office',
  'leadAgency',
  'townClerk',
  'villageWorker',
  'inspector',
  'finance',
  'audit',
  'supervision',
  'environment',
] as const;
