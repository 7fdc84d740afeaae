// Which part of the interface an API token reaches: each address belongs to an area, told by its
// path, and is read or written. Whose rows it sees there is for its roles and places to say.

import type { Text } from '../core/text.ts';
import type { Contract } from './contract.ts';

/** The areas of the interface that tokens may be given. */
export const areas = {
  places: { zh: '地点', en: 'Places' },
  programmes: { zh: '实施方案', en: 'Programmes' },
  ledger: { zh: '台账', en: 'The ledger' },
  documents: { zh: '资料', en: 'Documents' },
  enterprises: { zh: '企业与合同', en: 'Enterprises and contracts' },
  works: { zh: '设备与安装', en: 'Devices and installation' },
  acceptance: { zh: '验收与公示', en: 'Acceptance and public notice' },
  funds: { zh: '资金', en: 'Funds' },
  payments: { zh: '兑付', en: 'Payments' },
  imports: { zh: '导入', en: 'Imports' },
  exports: { zh: '导出', en: 'Exports' },
  journal: { zh: '日志', en: 'The journal' },
} as const satisfies Readonly<Record<string, Text>>;
export type Area = keyof typeof areas;

export type Scope = `${'read' | 'write'}:${Area}`;

export const scopes = Object.keys(areas).flatMap((area) => [
  `read:${area as Area}`,
  `write:${area as Area}`,
]) as readonly Scope[];

/** The first part of a path after /api/ → its area; null: for people only, never for a token. */
const areaOfFirst: Readonly<Record<string, Area | null>> = {
  health: null,
  session: null,
  accounts: null,
  organisations: null,
  tokens: null,
  demo: null,
  places: 'places',
  programmes: 'programmes',
  households: 'ledger',
  'household-changes': 'ledger',
  'case-changes': 'ledger',
  groups: 'ledger',
  'method-exceptions': 'ledger',
  overview: 'ledger',
  targets: 'ledger',
  todo: 'ledger',
  documents: 'documents',
  enterprises: 'enterprises',
  'works-contracts': 'enterprises',
  devices: 'works',
  installations: 'works',
  'acceptance-lots': 'acceptance',
  'acceptance-waiting': 'acceptance',
  'check-form': 'acceptance',
  departments: 'acceptance',
  notices: 'acceptance',
  objections: 'acceptance',
  rectifications: 'acceptance',
  funds: 'funds',
  'prior-aids': 'funds',
  reconciliation: 'funds',
  'bank-returns': 'payments',
  clawbacks: 'payments',
  entitlements: 'payments',
  'payment-banks': 'payments',
  'payment-batches': 'payments',
  'payment-orders': 'payments',
  'payment-plan': 'payments',
  imports: 'imports',
  exports: 'exports',
  templates: 'exports',
  journal: 'journal',
};

/** What may stand behind /api/cases/:caseId/ and belongs to another area than the ledger. */
const areaOfCaseStep: Readonly<Record<string, Area>> = {
  counts: 'ledger',
  'choose-method': 'ledger',
  'request-exception': 'ledger',
  'approve-exception': 'ledger',
  'refuse-exception': 'ledger',
  approve: 'ledger',
  reject: 'ledger',
  withdraw: 'ledger',
  'request-change': 'ledger',
  contract: 'enterprises',
  'check-windows': 'works',
  'prove-layer': 'works',
  install: 'works',
  'commission-again': 'works',
  'settle-old-stove': 'works',
  'self-check': 'works',
  works: 'works',
  acceptance: 'acceptance',
  'town-check': 'acceptance',
  'joint-check': 'acceptance',
  fail: 'acceptance',
  'set-cost': 'funds',
  'record-own-share': 'funds',
  'cancel-own-share': 'funds',
  clear: 'funds',
  'release-entitlement': 'funds',
  money: 'funds',
};

/** The area of an address; null when no token reaches it, undefined when it is not listed here. */
export function areaOf(path: string): Area | null | undefined {
  const [, , first = '', ...rest] = path.split('/');
  const last = rest.at(-1) ?? '';
  if (first === 'cases') return rest.length === 0 ? 'ledger' : areaOfCaseStep[last];
  if (first === 'households' && last === 'documents') return 'documents';
  return areaOfFirst[first];
}

/** The scope a token needs for a contract; null when it is for people only. */
export function scopeOf({
  method,
  path,
  keyed,
}: Pick<Contract, 'method' | 'path' | 'keyed'>): Scope | null {
  const area = areaOf(path);
  if (!area) return null;
  return method === 'GET' || !keyed ? `read:${area}` : `write:${area}`;
}
