// What a household and a case are: their words, the states of a case, what leads from one to the
// next and what stands in the way. Pure; the web app greys buttons by the same table.

import type { Text } from '../core/text.ts';
import type { MayTable } from '../people/model.ts';

type Words = Readonly<Record<string, Text>>;

/** The two kinds of works; a household has at most one live case of each. */
export const works = {
  heating: { zh: '热源改造', en: 'Heating' },
  insulation: { zh: '保温改造', en: 'Insulation' },
} as const satisfies Words;
export type Works = keyof typeof works;

export const householdStates = {
  live: { zh: '在册', en: 'in the ledger' },
  closed: { zh: '已销户', en: 'closed' },
  merged: { zh: '已并入他户', en: 'merged into another' },
} as const satisfies Words;
export type HouseholdState = keyof typeof householdStates;

export const categories = {
  ordinary: { zh: '一般户', en: 'Ordinary' },
  'living-allowance': { zh: '低保户', en: 'On living allowance' },
  'out-of-poverty': { zh: '脱贫户', en: 'Out of poverty' },
  'extreme-poverty': { zh: '五保户', en: 'Supported in extreme poverty' },
  disabled: { zh: '残疾户', en: 'With a disabled member' },
  monitored: { zh: '监测户', en: 'Monitored against poverty' },
} as const satisfies Words;

export const houseKinds = {
  'single-storey': { zh: '平房', en: 'Single-storey house' },
  'multi-storey': { zh: '楼房', en: 'Multi-storey house' },
  resettlement: { zh: '安置楼', en: 'Resettlement block' },
} as const satisfies Words;

export const structures = {
  'brick-timber': { zh: '砖木', en: 'Brick and timber' },
  'brick-concrete': { zh: '砖混', en: 'Brick and concrete' },
  adobe: { zh: '土坯', en: 'Adobe' },
  'steel-panel': { zh: '彩钢', en: 'Steel panels' },
  frame: { zh: '框架', en: 'Concrete frame' },
} as const satisfies Words;

export const accountKinds = {
  card: { zh: '银行卡', en: 'Card' },
  passbook: { zh: '存折', en: 'Passbook' },
} as const satisfies Words;

/** The states of a case in their order; the last three stand beside the way to payment. */
export const caseStates = {
  registered: { zh: '已建档', en: 'registered' },
  chosen: { zh: '已选方式', en: 'method chosen' },
  approved: { zh: '已核准', en: 'approved' },
  contracted: { zh: '已签约', en: 'contracted' },
  installed: { zh: '已安装', en: 'installed' },
  'self-checked': { zh: '已自检', en: 'self-checked' },
  accepted: { zh: '已验收', en: 'accepted' },
  published: { zh: '已公示', en: 'published' },
  cleared: { zh: '已核算', en: 'cleared' },
  paid: { zh: '已兑付', en: 'paid' },
  rectifying: { zh: '整改中', en: 'being rectified' },
  withdrawn: { zh: '已退出', en: 'withdrawn' },
  rejected: { zh: '未核准', en: 'rejected' },
} as const satisfies Words;
export type CaseState = keyof typeof caseStates;

/** States before the town has approved: the household's facts may still be corrected plainly. */
export const openStates = ['registered', 'chosen'] as const satisfies readonly CaseState[];
/** States of a case that is over without having come to payment. */
export const endedStates = ['withdrawn', 'rejected'] as const satisfies readonly CaseState[];
/** States in which project, year and group are changed by request: approved, not yet cleared. */
export const changeableStates = [
  'approved',
  'contracted',
  'installed',
  'self-checked',
  'rectifying',
  'accepted',
  'published',
] as const satisfies readonly CaseState[];
/** States that count towards a target: accepted and beyond (计入目标 ← 验收合格). */
export const countedStates = [
  'accepted',
  'published',
  'cleared',
  'paid',
] as const satisfies readonly CaseState[];

/** What nothing bypasses, by name; `satisfies` below says which step waits for which. */
export const caseGates = {
  'group-method': {
    zh: '与所在村组确定的一种方式一致，或例外已获批准',
    en: 'The method is the one of its group, or an exception is approved',
  },
  'approved-design-and-contract': {
    zh: '可研、初步设计已批复，合同已签订',
    en: 'The design is approved and the contract signed',
  },
  'previous-layer-proven': {
    zh: '前道隐蔽工序已验收',
    en: 'The layer below is measured and proven',
  },
  'windows-before-walls': {
    zh: '不合格门窗已更换，方可做外墙保温',
    en: 'Bad windows and doors are replaced before walls are insulated',
  },
  'new-heat-works': {
    zh: '新取暖设备可用，方可拆除旧炉',
    en: 'The new heat works before the old stove goes out',
  },
  'joint-acceptance': {
    zh: '设备全部安装并达到供暖效果，联合验收合格',
    en: 'All is installed, the house is warm, all departments accepted',
  },
  'notice-without-objection': {
    zh: '公示期满且无未结异议',
    en: 'The public notice is over without an open objection',
  },
  'own-share-paid': {
    zh: '农户自筹资金已到位',
    en: 'The household has paid its own share',
  },
  'not-yet-paid': {
    zh: '该户此项改造尚未兑付',
    en: 'The house was not paid for these works before',
  },
} as const satisfies Words;

type Transition = {
  readonly from: readonly CaseState[];
  readonly to: CaseState;
  readonly satisfies: readonly (keyof typeof caseGates)[];
};

/** Each step of a case: the states it starts from, the one it leads to, what it waits for. */
export const caseTransitions = {
  'case.choose-method': { from: openStates, to: 'chosen', satisfies: ['group-method'] },
  'case.approve': { from: openStates, to: 'approved', satisfies: ['group-method'] },
  'case.reject': { from: openStates, to: 'rejected', satisfies: [] },
  'case.withdraw': {
    from: ['registered', 'chosen', 'approved', 'contracted'],
    to: 'withdrawn',
    satisfies: [],
  },
  'case.contract': { from: ['approved'], to: 'contracted', satisfies: [] },
  'case.install': {
    from: ['contracted'],
    to: 'installed',
    satisfies: [
      'approved-design-and-contract',
      'previous-layer-proven',
      'windows-before-walls',
      'new-heat-works',
    ],
  },
  'case.self-check': { from: ['installed', 'rectifying'], to: 'self-checked', satisfies: [] },
  'case.fail': {
    from: ['self-checked', 'accepted', 'published'],
    to: 'rectifying',
    satisfies: [],
  },
  'case.accept': { from: ['self-checked'], to: 'accepted', satisfies: ['joint-acceptance'] },
  'case.publish': { from: ['accepted'], to: 'published', satisfies: [] },
  'case.clear': {
    from: ['published'],
    to: 'cleared',
    satisfies: ['notice-without-objection', 'own-share-paid'],
  },
  'entitlement.release': { from: ['cleared'], to: 'published', satisfies: [] },
  'case.pay': { from: ['cleared'], to: 'paid', satisfies: ['not-yet-paid'] },
  'payment-order.reverse': { from: ['paid'], to: 'cleared', satisfies: [] },
} as const satisfies Record<string, Transition>;

const keepers = ['office', 'townClerk'] as const;
const keepersAndVillage = ['office', 'townClerk', 'villageWorker'] as const;

/** The actions of this capability → the roles that may perform them. */
export const householdMay = {
  'household.register': keepersAndVillage,
  'household.correct': keepersAndVillage,
  'household.add-works': keepersAndVillage,
  'household.move-group': keepersAndVillage,
  'household.merge-duplicate': keepers,
  'household.unmask': [...keepers, 'inspector', 'finance', 'audit'],
  'household.request-change': keepersAndVillage,
  'household-change.approve': keepers,
  'household-change.reject': keepers,
  'case.choose-method': keepersAndVillage,
  'case.request-exception': keepersAndVillage,
  'case.approve-exception': keepers,
  'case.refuse-exception': keepers,
  'case.approve': keepers,
  'case.reject': keepers,
  'case.withdraw': keepersAndVillage,
  'case.request-change': keepersAndVillage,
  'case-change.approve': keepers,
  'case-change.reject': keepers,
} as const satisfies MayTable;

/** The roles that see the ledger, each in their places. */
export const ledgerReaders = [
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

/** By what a case is counted in every overview. */
export type Dimensions = {
  readonly works: Works;
  readonly village: string;
  readonly project: string;
  readonly year: number;
  readonly method: string | null;
  readonly state: CaseState;
};

/** One case leaving (−1) or entering (+1) what it is counted by. */
export type Movement = Dimensions & { readonly change: 1 | -1 };

/** The movements of a change: none when nothing a case is counted by has changed. */
export function movementsOf(from: Dimensions | null, to: Dimensions): Movement[] {
  if (from !== null && keyOf(from) === keyOf(to)) return [];
  const entering = { ...to, change: 1 } as const;
  return from === null ? [entering] : [{ ...from, change: -1 }, entering];
}

function keyOf({ works, village, project, year, method, state }: Dimensions): string {
  return JSON.stringify([works, village, project, year, method, state]);
}

/** A name as shown to everybody: its first character and a star. */
export function maskName(name: string): string {
  return `${[...name][0] ?? ''}*`;
}

/** An ID number as shown: the district, eight stars and the last four characters. */
export function maskId(number: string): string {
  return `${number.slice(0, 6)}********${number.slice(-4)}`;
}

/** A telephone number as shown: three digits, four stars and the last four. */
export function maskPhone(number: string): string {
  return number.length < 9
    ? `***${number.slice(-2)}`
    : `${number.slice(0, 3)}****${number.slice(-4)}`;
}

/** An account as shown: four stars and the last four digits. */
export function maskAccount(number: string): string {
  return `****${number.slice(-4)}`;
}
