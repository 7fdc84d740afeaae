// Proves that the table the web app greys buttons by is the one the server refuses by.

import { expect, test } from 'vitest';
import { acceptanceMay } from '../acceptance/model.ts';
import * as acceptance from '../contracts/acceptance.ts';
import * as acceptanceLists from '../contracts/acceptance-lists.ts';
import * as caseChanges from '../contracts/case-changes.ts';
import type { Contract } from '../contracts/contract.ts';
import * as bankReturns from '../contracts/bank-returns.ts';
import * as documents from '../contracts/documents.ts';
import * as enterprises from '../contracts/enterprises.ts';
import * as exported from '../contracts/exports.ts';
import * as groups from '../contracts/groups.ts';
import * as households from '../contracts/households.ts';
import * as imports from '../contracts/imports.ts';
import * as journal from '../contracts/journal.ts';
import * as ledger from '../contracts/ledger.ts';
import * as notices from '../contracts/notices.ts';
import * as payments from '../contracts/payments.ts';
import * as people from '../contracts/people.ts';
import * as places from '../contracts/places.ts';
import * as programmes from '../contracts/programmes.ts';
import * as reconciliation from '../contracts/reconciliation.ts';
import * as session from '../contracts/session.ts';
import * as targets from '../contracts/targets.ts';
import * as tokens from '../contracts/tokens.ts';
import * as worksContracts from '../contracts/works-contracts.ts';
import * as worksLists from '../contracts/works-lists.ts';
import * as works from '../contracts/works.ts';
import { errorCatalogue } from '../core/errors.ts';
import { documentMay } from '../documents/model.ts';
import { enterpriseMay } from '../enterprises/model.ts';
import { exportMay } from '../exports/model.ts';
import { groupMay } from '../groups/model.ts';
import { householdMay } from '../households/model.ts';
import { paymentMay } from '../payments/model.ts';
import { importMay } from '../imports/model.ts';
import { may as peopleMay } from '../people/model.ts';
import { targetMay } from '../targets/model.ts';
import { worksMay } from '../works/model.ts';
import { registry } from './registry.ts';

const may = {
  ...acceptanceMay,
  ...peopleMay,
  ...householdMay,
  ...documentMay,
  ...enterpriseMay,
  ...exportMay,
  ...groupMay,
  ...importMay,
  ...targetMay,
  ...paymentMay,
  ...worksMay,
};

const modules = [
  acceptance,
  acceptanceLists,
  bankReturns,
  caseChanges,
  documents,
  enterprises,
  exported,
  worksContracts,
  groups,
  households,
  imports,
  journal,
  ledger,
  notices,
  payments,
  reconciliation,
  people,
  places,
  programmes,
  session,
  targets,
  tokens,
  works,
  worksLists,
];
const contracts: Contract[] = modules
  .flatMap((module): unknown[] => Object.values(module))
  .filter((one): one is Contract => typeof one === 'object' && one !== null && 'method' in one);

const actionOf: Readonly<Record<string, keyof typeof may>> = {
  'POST /api/cases/:caseId/town-check': 'acceptance.town-check',
  'POST /api/cases/:caseId/joint-check': 'acceptance.joint-check',
  'POST /api/cases/:caseId/fail': 'case.fail',
  'POST /api/acceptance-lots': 'sample.draw',
  'POST /api/acceptance-lots/:lotId/enlarge': 'sample.enlarge',
  'POST /api/acceptance-lots/:lotId/countersign': 'acceptance.countersign',
  'POST /api/acceptance-lots/:lotId/conclude': 'acceptance.conclude',
  'POST /api/departments/:department/name': 'acceptance.name-department',
  'POST /api/notices': 'notice.publish',
  'POST /api/notices/:noticeId/object': 'notice.object',
  'POST /api/notices/:noticeId/close': 'notice.close',
  'POST /api/objections/:objectionId/answer': 'notice.answer-objection',
  'POST /api/objections/:objectionId/settle': 'notice.settle-objection',
  'POST /api/accounts': 'account.create',
  'POST /api/accounts/:personId/disable': 'account.disable',
  'POST /api/accounts/:personId/enable': 'account.enable',
  'POST /api/accounts/:personId/reset-password': 'account.reset-password',
  'POST /api/accounts/:personId/grant-role': 'role.grant',
  'POST /api/accounts/:personId/revoke-role': 'role.revoke',
  'POST /api/tokens': 'token.create',
  'POST /api/tokens/:tokenId/revoke': 'token.revoke',
  'POST /api/organisations': 'organisation.register',
  'POST /api/places': 'place.add-local',
  'POST /api/places/:placeKey/rename': 'place.rename',
  'POST /api/places/:placeKey/add-alias': 'place.add-alias',
  'POST /api/places/:placeKey/merge': 'place.merge',
  'POST /api/programmes/:programmeId/decisions/:decisionId/choose': 'decision.choose',
  'POST /api/households': 'household.register',
  'POST /api/households/:householdId/correct': 'household.correct',
  'POST /api/households/:householdId/add-works': 'household.add-works',
  'POST /api/households/:householdId/move-group': 'household.move-group',
  'POST /api/households/:householdId/merge-duplicate': 'household.merge-duplicate',
  'POST /api/households/:householdId/unmask': 'household.unmask',
  'POST /api/households/:householdId/request-change': 'household.request-change',
  'POST /api/household-changes/:changeId/approve': 'household-change.approve',
  'POST /api/household-changes/:changeId/reject': 'household-change.reject',
  'POST /api/cases/:caseId/choose-method': 'case.choose-method',
  'POST /api/cases/:caseId/request-exception': 'case.request-exception',
  'POST /api/cases/:caseId/approve-exception': 'case.approve-exception',
  'POST /api/cases/:caseId/refuse-exception': 'case.refuse-exception',
  'POST /api/cases/:caseId/approve': 'case.approve',
  'POST /api/cases/:caseId/reject': 'case.reject',
  'POST /api/cases/:caseId/withdraw': 'case.withdraw',
  'POST /api/households/:householdId/documents': 'document.attach',
  'POST /api/documents': 'document.attach',
  'POST /api/documents/:documentId/open': 'document.open',
  'POST /api/documents/:documentId/withdraw': 'document.withdraw',
  'POST /api/enterprises': 'enterprise.register',
  'POST /api/enterprises/:enterpriseId/amend': 'enterprise.amend',
  'POST /api/enterprises/:enterpriseId/add-alias': 'enterprise.add-alias',
  'POST /api/enterprises/:enterpriseId/add-paper': 'enterprise.add-paper',
  'POST /api/enterprises/:enterpriseId/admit': 'enterprise.admit',
  'POST /api/enterprises/:enterpriseId/suspend': 'enterprise.suspend',
  'POST /api/enterprises/:enterpriseId/resume': 'enterprise.resume',
  'POST /api/enterprises/:enterpriseId/remove': 'enterprise.remove',
  'POST /api/works-contracts/:contractId/amend': 'works-contract.amend',
  'POST /api/works-contracts/:contractId/sign': 'works-contract.sign',
  'POST /api/works-contracts/:contractId/approve-design': 'works-contract.approve-design',
  'POST /api/works-contracts/:contractId/end': 'works-contract.end',
  'POST /api/works-contracts': 'works-contract.draft',
  'POST /api/works-contracts/:contractId/cases': 'case.contract',
  'POST /api/cases/:caseId/request-change': 'case.request-change',
  'POST /api/case-changes/:changeId/approve': 'case-change.approve',
  'POST /api/case-changes/:changeId/reject': 'case-change.reject',
  'POST /api/groups': 'group.add',
  'POST /api/groups/:groupId/decide-method': 'group.decide-method',
  'POST /api/targets': 'target.load-version',
  'POST /api/exports/ledger': 'ledger.export',
  'POST /api/imports': 'ledger-import.upload',
  'PUT /api/imports/:importId/settings': 'ledger-import.settle',
  'POST /api/imports/:importId/check': 'ledger-import.check',
  'POST /api/imports/:importId/confirm': 'ledger-import.confirm',
  'POST /api/imports/:importId/cancel': 'ledger-import.cancel',
  'POST /api/payment-batches': 'batch.compose',
  'POST /api/payment-batches/:batchId/drop-order': 'batch.drop-order',
  'POST /api/payment-batches/:batchId/submit': 'batch.submit',
  'POST /api/payment-batches/:batchId/approve': 'batch.approve',
  'POST /api/payment-batches/:batchId/return': 'batch.return',
  'POST /api/payment-batches/:batchId/cancel': 'batch.cancel',
  'POST /api/payment-batches/:batchId/file': 'batch.send',
  'POST /api/bank-returns': 'bank-return.read',
  'POST /api/payment-orders/:orderId/reverse': 'payment-order.reverse',
  'POST /api/entitlements/:entitlementId/claw-back': 'clawback.decide',
  'POST /api/clawbacks/:clawbackId/receive': 'clawback.receive',
  'POST /api/clawbacks/:clawbackId/cancel': 'clawback.cancel',
  'POST /api/cases/:caseId/check-windows': 'case.check-windows',
  'POST /api/cases/:caseId/prove-layer': 'case.prove-layer',
  'POST /api/cases/:caseId/install': 'case.install',
  'POST /api/cases/:caseId/commission-again': 'case.commission-again',
  'POST /api/cases/:caseId/settle-old-stove': 'case.settle-old-stove',
  'POST /api/cases/:caseId/self-check': 'case.self-check',
  'POST /api/devices/:deviceId/replace': 'device.replace',
};

test('every action of the permission table exists, with the same roles', () => {
  for (const [name, roles] of Object.entries(may)) {
    expect(registry.permissions[name]).toEqual(roles);
  }
});

test('every journaled write names its action, and admits exactly the roles of the action', () => {
  for (const { method, path, access } of contracts.filter(({ keyed }) => keyed)) {
    const action = actionOf[`${method} ${path}`];
    expect([path, action && [...may[action]]]).toEqual([path, access]);
  }
});

test('audit may change nothing but the own password; it sees numbers in full, on record', () => {
  const allowed = registry.names.filter((name) => registry.permissions[name]?.includes('audit'));
  expect(allowed).toEqual([
    'account.change-password',
    'document.open',
    'household.unmask',
    'ledger.export',
  ]);
});

test('no two contracts have one address, and every write but the session is keyed', () => {
  const addresses = contracts.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(addresses).size).toBe(addresses.length);
  const unkeyed = contracts.filter(({ method, keyed }) => method !== 'GET' && !keyed);
  expect(unkeyed.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual([
    'DELETE /api/session',
    'POST /api/programmes/:programmeId/benefit',
    'POST /api/session',
    'POST /api/targets/preview',
    'PUT /api/session/password',
  ]);
});

test('every refusal a contract names is in the catalogue', () => {
  for (const { path, errors } of contracts) {
    for (const code of errors)
      expect([path, Object.hasOwn(errorCatalogue, code)]).toEqual([path, true]);
  }
});
