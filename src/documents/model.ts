// What kinds of documents and photos there are, to which part of a household's file 一户一档 each
// belongs, and which show personal numbers. Pure.

import type { Text } from '../core/text.ts';
import type { MayTable } from '../people/model.ts';

/** The twelve parts of a household's file; `office` holds what belongs to no household. */
export const fileParts = {
  application: { zh: '申请与选择', en: 'Application and choice' },
  identity: { zh: '身份与账户', en: 'Identity and account' },
  house: { zh: '房屋', en: 'House' },
  consent: { zh: '意愿与告知', en: 'Consent' },
  contract: { zh: '合同', en: 'Contract' },
  equipment: { zh: '设备', en: 'Equipment' },
  construction: { zh: '施工与隐蔽工序', en: 'Construction' },
  commissioning: { zh: '自检与调试', en: 'Self-check and commissioning' },
  'old-stove': { zh: '旧炉处置', en: 'Old stove' },
  acceptance: { zh: '验收', en: 'Acceptance' },
  money: { zh: '资金', en: 'Money' },
  service: { zh: '质保与回访', en: 'Warranty and service' },
  office: { zh: '公文与决定', en: 'Office papers' },
} as const satisfies Readonly<Record<string, Text>>;
type FilePart = keyof typeof fileParts;

type Kind = Text & {
  readonly part: FilePart;
  readonly isPhoto?: true;
  /** Shows an ID card, a register page or an account: opened only for a purpose. */
  readonly showsPersonal?: true;
};

/** Kinds of papers. The photos follow the survey of pilots, and every one may be asked for. */
export const documentKinds = {
  application: { zh: '申请书', en: 'Application', part: 'application' },
  'method-choice': { zh: '取暖方式选择书', en: 'Choice of method', part: 'application' },
  'id-card': { zh: '身份证复印件', en: 'ID card', part: 'identity', showsPersonal: true },
  'household-register': {
    zh: '户口簿复印件',
    en: 'Household register',
    part: 'identity',
    showsPersonal: true,
  },
  'bank-card': { zh: '一卡通复印件', en: 'Bank card', part: 'identity', showsPersonal: true },
  'house-paper': { zh: '房屋证明', en: 'Proof of the house', part: 'house' },
  affordability: { zh: '承受力说明', en: 'What the household can bear', part: 'house' },
  consent: { zh: '告知与同意签收单', en: 'Consent, signed', part: 'consent' },
  'works-contract': { zh: '改造合同', en: 'Contract', part: 'contract' },
  'design-approval': { zh: '可研、初设批复', en: 'Approval of the design', part: 'contract' },
  'equipment-certificate': { zh: '设备合格证', en: 'Certificate of a device', part: 'equipment' },
  'energy-label': { zh: '能效标识', en: 'Energy label', part: 'equipment' },
  'test-report': { zh: '检测报告', en: 'Test report', part: 'equipment' },
  'construction-record': { zh: '施工记录', en: 'Record of construction', part: 'construction' },
  'hidden-works-record': { zh: '隐蔽工序记录', en: 'Hidden works', part: 'construction' },
  'self-check-record': { zh: '自检记录', en: 'Self-check', part: 'commissioning' },
  'commissioning-record': { zh: '调试与室温记录', en: 'Commissioning', part: 'commissioning' },
  'stove-recycling': { zh: '旧炉回收凭证', en: 'Receipt of the old stove', part: 'old-stove' },
  'town-check-form': { zh: '初验表', en: 'Form of the town’s check', part: 'acceptance' },
  'joint-check-form': { zh: '联合验收表', en: 'Form of the joint check', part: 'acceptance' },
  'public-notice': { zh: '公示', en: 'Public notice', part: 'acceptance' },
  objection: { zh: '异议材料', en: 'Objection', part: 'acceptance' },
  'own-share-receipt': { zh: '自筹缴款收据', en: 'Receipt of the own share', part: 'money' },
  invoice: { zh: '发票', en: 'Invoice', part: 'money' },
  'audit-report': { zh: '审计结论', en: 'Audit result', part: 'money' },
  'payment-voucher': {
    zh: '支付凭证',
    en: 'Payment voucher',
    part: 'money',
    showsPersonal: true,
  },
  'warranty-card': { zh: '质保书', en: 'Warranty', part: 'service' },
  'training-list': { zh: '培训签到', en: 'Training, signed', part: 'service' },
  'return-visit': { zh: '回访记录', en: 'Return visit', part: 'service' },
  minutes: { zh: '会议纪要', en: 'Minutes', part: 'office' },
  decision: { zh: '决定', en: 'Decision', part: 'office' },
  'expert-review': { zh: '专家评审表', en: 'Expert review', part: 'office' },
  'business-licence': { zh: '营业执照', en: 'Business licence', part: 'office' },
  qualification: { zh: '资质证书', en: 'Qualification', part: 'office' },
  other: { zh: '其他', en: 'Other', part: 'office' },
  'photo-house': { zh: '门牌与人房照片', en: 'House and people', part: 'house', isPhoto: true },
  'photo-old-stove': { zh: '旧炉照片', en: 'Old stove', part: 'old-stove', isPhoto: true },
  'photo-stove-removed': {
    zh: '旧炉拆除后照片',
    en: 'Old stove removed',
    part: 'old-stove',
    isPhoto: true,
  },
  'photo-outdoor-unit': { zh: '外机照片', en: 'Outdoor unit', part: 'equipment', isPhoto: true },
  'photo-indoor-unit': { zh: '内机照片', en: 'Indoor unit', part: 'equipment', isPhoto: true },
  'photo-heated-bed': { zh: '电热炕照片', en: 'Heated bed', part: 'equipment', isPhoto: true },
  'photo-nameplate': { zh: '铭牌照片', en: 'Nameplate', part: 'equipment', isPhoto: true },
  'photo-electricity': {
    zh: '电表、空开与接地照片',
    en: 'Meter, breaker and earthing',
    part: 'construction',
    isPhoto: true,
  },
  'photo-gas-meter': { zh: '燃气表照片', en: 'Gas meter', part: 'construction', isPhoto: true },
  'photo-flue': { zh: '烟道照片', en: 'Flue', part: 'construction', isPhoto: true },
  'photo-gas-alarm': { zh: '燃气报警器照片', en: 'Alarm', part: 'construction', isPhoto: true },
  'photo-thermometer': {
    zh: '室温计照片',
    en: 'Thermometer',
    part: 'commissioning',
    isPhoto: true,
  },
  'photo-window-before': {
    zh: '门窗更换前照片',
    en: 'Windows and doors before',
    part: 'construction',
    isPhoto: true,
  },
  'photo-window-after': {
    zh: '门窗更换后照片',
    en: 'Windows and doors after',
    part: 'construction',
    isPhoto: true,
  },
  'photo-wall-before': {
    zh: '施工前外墙照片',
    en: 'Walls before',
    part: 'construction',
    isPhoto: true,
  },
  'photo-boards': { zh: '粘板照片', en: 'Boards glued', part: 'construction', isPhoto: true },
  'photo-anchors': { zh: '锚固照片', en: 'Anchors', part: 'construction', isPhoto: true },
  'photo-mesh': { zh: '挂网照片', en: 'Mesh', part: 'construction', isPhoto: true },
  'photo-wall-finished': {
    zh: '外墙完工照片',
    en: 'Walls finished',
    part: 'construction',
    isPhoto: true,
  },
  'photo-acceptance': { zh: '验收合影', en: 'At acceptance', part: 'acceptance', isPhoto: true },
  'photo-signatures': {
    zh: '签字页照片',
    en: 'Page of signatures',
    part: 'acceptance',
    isPhoto: true,
  },
  'photo-notice-board': {
    zh: '公示栏照片',
    en: 'Notice board',
    part: 'acceptance',
    isPhoto: true,
  },
} as const satisfies Readonly<Record<string, Kind>>;
export type DocumentKind = keyof typeof documentKinds;

/** Whether a kind shows personal numbers, and opens only for a recorded purpose. */
export function showsPersonal(kind: DocumentKind): boolean {
  const facts: Kind = documentKinds[kind];
  return facts.showsPersonal === true;
}

export const documentStates = {
  kept: { zh: '有效', en: 'kept' },
  withdrawn: { zh: '已作废', en: 'withdrawn' },
} as const satisfies Readonly<Record<string, Text>>;
export type DocumentState = keyof typeof documentStates;

/** The actions of this capability → the roles that may perform them. */
export const documentMay = {
  'document.attach': [
    'office',
    'leadAgency',
    'townClerk',
    'villageWorker',
    'enterprise',
    'inspector',
    'finance',
  ],
  'document.withdraw': ['office', 'leadAgency', 'townClerk', 'villageWorker', 'enterprise'],
  'document.open': ['office', 'townClerk', 'inspector', 'finance', 'audit'],
} as const satisfies MayTable;
