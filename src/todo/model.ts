// What waits for somebody: the kinds of things to do, each with its words and the roles it is for.
// Pure; the start page shows them in this order.

import type { Text } from '../core/text.ts';
import type { Role } from '../people/model.ts';

type Kind = { readonly name: Text; readonly roles: readonly Role[] };

const keepers = ['office', 'townClerk'] as const;

/** Every kind of thing to do. Those with a deadline come with how many are past it. */
export const todoKinds = {
  rectify: {
    name: { zh: '整改未办结', en: 'Rectifications open' },
    roles: ['office', 'leadAgency', 'townClerk', 'inspector', 'supervision', 'enterprise'],
  },
  objections: { name: { zh: '公示异议待答复', en: 'Objections to answer' }, roles: keepers },
  'import-check': { name: { zh: '导入待核对入账', en: 'Imports to look over' }, roles: keepers },
  findings: {
    name: { zh: '资料有疑点的农户', en: 'Households with doubts' },
    roles: ['townClerk', 'villageWorker'],
  },
  choose: {
    name: { zh: '待定取暖方式', en: 'Without a method yet' },
    roles: ['townClerk', 'villageWorker'],
  },
  approve: { name: { zh: '待核准', en: 'To be approved' }, roles: keepers },
  exceptions: { name: { zh: '方式例外待批', en: 'Exceptions to decide' }, roles: keepers },
  changes: { name: { zh: '资料变更待批', en: 'Changes to decide' }, roles: keepers },
  'prior-aids': { name: { zh: '再次申请待批', en: 'Repeated applications' }, roles: ['office'] },
  contract: {
    name: { zh: '已核准，待签合同', en: 'Approved, without a contract' },
    roles: ['office', 'leadAgency'],
  },
  install: { name: { zh: '已签约，待安装', en: 'To be installed' }, roles: ['enterprise'] },
  'self-check': { name: { zh: '已安装，待自检', en: 'To be self-checked' }, roles: ['enterprise'] },
  'town-check': {
    name: { zh: '已自检，待乡镇初验', en: "Waiting for the town's check" },
    roles: ['townClerk', 'inspector'],
  },
  'joint-check': {
    name: { zh: '抽中未验', en: 'Drawn, not yet checked' },
    roles: ['inspector', 'office', 'leadAgency'],
  },
  sign: {
    name: { zh: '验收批待会签', en: 'Lots waiting for signatures' },
    roles: ['inspector', 'leadAgency', 'finance', 'environment', 'office'],
  },
  publish: { name: { zh: '已验收，待公示', en: 'Accepted, to be published' }, roles: keepers },
  'close-notice': { name: { zh: '公示期满，待办结', en: 'Notices to close' }, roles: keepers },
  clear: {
    name: { zh: '已公示，待核算', en: 'Published, to be worked out' },
    roles: ['office', 'finance'],
  },
  'mark-due': {
    name: { zh: '分期条件待确认', en: 'Instalments to confirm' },
    roles: ['office', 'finance'],
  },
  pay: { name: { zh: '到期应付', en: 'Due for payment' }, roles: ['finance'] },
  'batch-submit': { name: { zh: '批次编制中', en: 'Batches being made' }, roles: ['finance'] },
  'batch-approve': {
    name: { zh: '批次待您复核', en: 'Batches for you to approve' },
    roles: ['finance'],
  },
  'batch-send': { name: { zh: '批次待送银行', en: 'Batches to send' }, roles: ['finance'] },
  'batch-return': { name: { zh: '批次等回盘', en: 'Batches without return' }, roles: ['finance'] },
  returned: {
    name: { zh: '银行退回，待更正', en: 'Came back from the bank' },
    roles: ['townClerk', 'finance', 'office'],
  },
  clawbacks: { name: { zh: '追回款待到账', en: 'Clawbacks to receive' }, roles: ['finance'] },
} as const satisfies Readonly<Record<string, Kind>>;
export type TodoKind = keyof typeof todoKinds;

export const todoIds = Object.keys(todoKinds) as [TodoKind, ...TodoKind[]];
