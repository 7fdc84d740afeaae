// One thing of every kind in the first town of a test ledger, and for every action of the product
// an input on it. A new action without a line here fails test/matrix.test.ts.

import * as houses from '../../src/acceptance/ledger.testing.ts';
import { objectToNotice } from '../../src/acceptance/notice-actions.ts';
import type { Database } from '../../src/db/open.ts';
import {
  aCreditCode,
  enterprisesOn,
  someRequirements,
} from '../../src/enterprises/enterprises.testing.ts';
import { requestCaseChange } from '../../src/households/case-change-actions.ts';
import { approveCase } from '../../src/households/case-actions.ts';
import { requestChange } from '../../src/households/change-actions.ts';
import { sealHousehold, sealPatch } from '../../src/households/sealing.ts';
import { createAccount } from '../../src/people/actions.ts';
import { createToken } from '../../src/people/token-actions.ts';
import { installCase } from '../../src/works/install-action.ts';
import { worksOnLedger } from '../../src/works/works.testing.ts';
import { importsIn, moneyIn } from './everything-money.ts';
import type { Asked } from './everything-money.ts';
import { aHousehold, aPerson, townA, villageA, villageA2 } from './ledger.ts';

const { acceptanceOn, bad, good, lotOf, noticeRule, on, people } = houses;
const clerk = aPerson('townClerk');
const administrator = aPerson('administrator', null);
const reason = '矩阵测试';
const sha256 = 'a'.repeat(64);

/** Makes everything; `personId` is the account of whoever asks. */
export async function everythingOn(db: Database) {
  const acceptance = await acceptanceOn(db);
  const asked = {
    ...(await peopleIn(acceptance)),
    ...(await householdsIn(acceptance)),
    ...(await enterprisesIn(acceptance)),
    ...(await worksIn(acceptance)),
    ...(await acceptanceIn(acceptance)),
    ...(await moneyIn(acceptance)),
    ...(await importsIn(acceptance)),
  };
  const [, { personId }] = asked['account.disable'];
  return { asked: asked as Readonly<Record<string, Asked>>, personId, ledger: acceptance };
}

type Ledger = Awaited<ReturnType<typeof acceptanceOn>>;

async function peopleIn({ act }: Ledger) {
  const organisationId = people.organiser.organisationId;
  const account = {
    name: '某人',
    organisationId,
    roles: [{ role: 'townClerk' as const, place: townA }],
    passwordHash: 'x'.repeat(40),
    mustChangePassword: false,
  };
  const { personId } = await act(administrator, createAccount, { ...account, username: 'matrix' });
  const token = {
    name: '某系统',
    organisationId,
    roles: [{ role: 'townClerk' as const, place: townA }],
    scopes: ['read:ledger' as const],
    expiresOn: '2023-01-01' as never,
    tokenHash: sha256,
  };
  const { tokenId } = await act(administrator, createToken, token);
  const ofPerson = { personId, reason };
  return {
    'account.create': ['district', { ...account, username: 'another' }],
    'account.disable': ['district', ofPerson],
    'account.enable': ['district', ofPerson],
    'account.reset-password': ['district', { ...ofPerson, passwordHash: 'x'.repeat(40) }],
    'account.change-password': [
      'district',
      { personId, sessionId: 's', passwordHash: 'x'.repeat(40) },
    ],
    'role.grant': ['district', { personId, role: 'finance', place: null }],
    'role.revoke': ['district', { personId, role: 'finance', place: null }],
    'token.create': ['district', { ...token, tokenHash: 'b'.repeat(64) }],
    'token.revoke': ['district', { tokenId, reason }],
    'organisation.register': ['district', { name: '另一单位', kind: 'other' }],
    'place.add-local': ['village', { parentKey: villageA, level: 'group', name: '一队', reason }],
    'place.rename': ['village', { placeKey: villageA, name: '河湾新村', reason }],
    'place.add-alias': ['village', { placeKey: villageA, name: '湾里', reason }],
    'place.merge': ['village', { placeKey: villageA, intoKey: villageA2, reason }],
    'place.import': [
      'district',
      {
        source: '测试',
        contentHash: sha256,
        district: { nameZh: '演示区', nameEn: 'Demo' },
        isDemo: true,
        places: [],
      },
    ],
    'decision.choose': [
      'district',
      {
        programmeId: 'litong-2022',
        decisionId: 'D19',
        option: 'room-16',
        document: '会议纪要',
        reason,
        options: ['room-14', 'room-16'],
        folderChoice: 'room-14',
      },
    ],
  } as const satisfies Readonly<Record<string, Asked>>;
}

async function householdsIn({ act, register, groupId, sealing }: Ledger) {
  const { householdId, caseId } = await register();
  const other = await register();
  const bound = await register({
    cases: [{ works: 'insulation', project: 'envelope', year: 2022 }],
  });
  await act(clerk, approveCase, { caseId: bound.caseId });
  const patch = sealPatch({ people: 4 }, sealing);
  const change = { householdId: bound.householdId, patch, reason };
  const { changeId } = await act(clerk, requestChange, change);
  const caseChange = { caseId: bound.caseId, changes: { year: 2023 }, reason };
  const asked = await act(clerk, requestCaseChange, caseChange);
  const group = await groupId();
  const newCase = { works: 'insulation', project: 'envelope', year: 2022 };
  const ofCase = { caseId, reason };
  return {
    'household.register': ['village', sealHousehold(aHousehold(), sealing)],
    'household.correct': ['village', { householdId, patch, reason }],
    'household.add-works': ['village', { householdId, case: newCase }],
    'household.move-group': ['village', { householdId, groupId: group, reason }],
    'household.merge-duplicate': ['village', { householdId, intoId: other.householdId, reason }],
    'household.unmask': ['village', { householdId, fields: ['phone'], purpose: reason }],
    'household.request-change': ['village', change],
    'household-change.approve': ['village', { changeId, note: reason }],
    'household-change.reject': ['village', { changeId, note: reason }],
    'case.choose-method': ['village', { caseId, method: 'air-heater' }],
    'case.request-exception': ['village', { ...ofCase, method: 'air-heater' }],
    'case.approve-exception': ['village', { caseId, note: reason }],
    'case.refuse-exception': ['village', { caseId, note: reason }],
    'case.approve': ['village', { caseId }],
    'case.reject': ['village', ofCase],
    'case.withdraw': ['village', ofCase],
    'case.request-change': ['village', caseChange],
    'case-change.approve': ['village', { changeId: asked.changeId, note: reason }],
    'case-change.reject': ['village', { changeId: asked.changeId, note: reason }],
    'group.add': ['village', { villageKey: villageA, name: '新组' }],
    'group.decide-method': ['village', { groupId: group, method: 'air-water', minutes: '记录' }],
    'target.load-version': [
      'district',
      {
        document: '附件1',
        rows: [{ placeKey: townA, year: 2022, project: 'envelope', households: 1 }],
        differencesConfirmed: true,
        expectations: [],
      },
    ],
    'ledger.export': [
      'district',
      { purpose: reason, format: 'xlsx', places: null, filter: {}, households: 1 },
    ],
    'prior-aid.record': [
      'village',
      { householdId, what: '热风机', year: 2019, document: '2019年台账' },
    ],
  } as const satisfies Readonly<Record<string, Asked>>;
}

async function enterprisesIn(ledger: Ledger) {
  const { aCandidate, aDraft, aContract, aDocument } = enterprisesOn(ledger);
  const enterpriseId = await aCandidate();
  const contractId = await aDraft(enterpriseId);
  const documentId = await aDocument();
  const { caseId } = await ledger.register();
  await ledger.db.pool.query(`update cases set state = 'approved' where case_id = $1`, [caseId]);
  const signed = await aContract(await enterprisesOn(ledger).anEnterprise());
  const decision = { enterpriseId, reason, documentId };
  const day = '2022-09-10';
  const attachment = { kind: 'decision', name: '文件', sha256, sizeBytes: 1 };
  return {
    'enterprise.register': [
      'district',
      { name: '又一公司', creditCode: aCreditCode(), kinds: ['gas'] },
    ],
    'enterprise.amend': ['district', { enterpriseId, changes: { kinds: ['gas'] }, reason }],
    'enterprise.add-alias': ['district', { enterpriseId, name: '又一家' }],
    'enterprise.add-paper': ['district', { enterpriseId, kind: 'qualification', number: '一号' }],
    'enterprise.admit': ['district', decision],
    'enterprise.suspend': ['district', decision],
    'enterprise.resume': ['district', decision],
    'enterprise.remove': ['district', decision],
    'works-contract.draft': [
      'town',
      {
        number: '矩阵一号',
        enterpriseId,
        works: 'heating',
        placeKey: townA,
        clauses: {},
        warrantyYears: 3,
      },
    ],
    'works-contract.amend': ['town', { contractId, changes: { warrantyYears: 4 } }],
    'works-contract.sign': [
      'town',
      {
        contractId,
        ownerSignedOn: day,
        enterpriseSignedOn: day,
        documentId,
        requirements: someRequirements,
      },
    ],
    'works-contract.approve-design': ['town', { contractId, designApproval: '批复一号' }],
    'works-contract.end': ['town', { contractId, reason }],
    'case.contract': [
      'village',
      { caseId, contractId: signed, equipmentFen: 1, constructionFen: 1 },
    ],
    'document.attach': ['village', { ...attachment, mime: 'application/pdf', placeKey: villageA }],
    // The document stands for the whole town.
    'document.open': ['town', { documentId, purpose: reason }],
    'document.withdraw': ['town', { documentId, reason }],
  } as const satisfies Readonly<Record<string, Asked>>;
}

async function worksIn(ledger: Ledger) {
  const { act, contracted, installation, wallPhotos } = await worksOnLedger(ledger);
  const heating = await contracted();
  const walls = await contracted('insulation');
  const built = await contracted();
  const { deviceIds } = await act(clerk, installCase, installation(built.caseId));
  const { commissioning, photos, rules: asked } = installation(built.caseId);
  const again = { commissioning, photos, rules: asked };
  const ofWalls = { caseId: walls.caseId, photos: wallPhotos };
  const rules = { works: 'heating', method: 'air-heater', items: [] };
  const items = [{ id: 'runs-warm', ok: true }];
  const { caseId } = built;
  return {
    'case.check-windows': ['village', { ...ofWalls, finding: 'sound' }],
    'case.prove-layer': ['village', { ...ofWalls, layer: 'base' }],
    'case.install': ['village', installation(heating.caseId)],
    'case.commission-again': ['village', { caseId, ...again }],
    'case.settle-old-stove': ['village', { caseId, fate: 'sealed', photos: [] }],
    'case.self-check': [
      'village',
      { caseId, items, checkedOn: '2022-09-15', person: '演示自检员', rules },
    ],
    'device.replace': [
      'village',
      {
        deviceId: deviceIds[0],
        brand: '牌',
        model: '型',
        serialNumber: 'X-1',
        reason,
        photos: [],
      },
    ],
  } as const satisfies Readonly<Record<string, Asked>>;
}

async function acceptanceIn({ act, built, accept, publish, checkAll, draw }: Ledger) {
  const [published = ''] = await built(1);
  await accept([published]);
  const { noticeId } = await publish();
  const objecting = { noticeId, caseId: published, text: '面积不实' };
  const { objectionId } = await act(people.clerk, objectToNotice, objecting, on('2022-09-07'));
  const [caseId = ''] = await built(1);
  await checkAll([caseId]);
  const { lotId } = await draw();
  const [loose = ''] = await built(1);
  const { organisationId } = people.audit;
  return {
    'acceptance.town-check': ['village', { caseId: loose, ...good }],
    'acceptance.joint-check': ['village', { caseId, ...good }],
    'acceptance.countersign': ['town', { lotId }],
    'acceptance.conclude': ['town', { lotId }],
    'acceptance.name-department': [
      'district',
      { department: 'audit', organisationId, units: ['audit'] },
    ],
    'sample.draw': ['town', lotOf()],
    'sample.enlarge': ['town', { lotId }],
    'case.fail': ['village', { caseId, order: bad.order }],
    'notice.publish': ['village', { villageKey: villageA, works: 'heating', rule: noticeRule }],
    'notice.object': ['village', { noticeId, text: '漏报' }],
    'notice.answer-objection': ['village', { objectionId, result: 'dismissed', reason }],
    'notice.settle-objection': ['village', { objectionId, settlement: '已更正' }],
    'notice.close': ['village', { noticeId }],
  } as const satisfies Readonly<Record<string, Asked>>;
}
