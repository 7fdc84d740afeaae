// Proves the addresses of enterprises and contracts on the real programme: from admission to a
// contract with its households, and that nobody sees contracts of other places or enterprises.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectRefusal, jinji, shangqiao, testApp, testPassword } from '../../test/helpers/app.ts';
import type { Ask } from '../../test/helpers/app.ts';
import { pdf, png } from '../documents/files.testing.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';
import { aCreditCode } from './enterprises.testing.ts';

const folder = join(import.meta.dirname, '..', '..', 'programmes', 'litong-2022');
const programme = getProgramme(readFolder(folder));
const { as, signIn } = await testApp({ programmes: [programme] });
const village = '640302100210';

async function done(ask: Ask, url: string, body: object, method: 'POST' | 'GET' = 'POST') {
  const res = await ask(method, url, method === 'GET' ? undefined : body);
  expect([url, res.statusCode, res.body]).toEqual([url, 200, expect.any(String)]);
  return res.json();
}
const get = (ask: Ask, url: string) => done(ask, url, {}, 'GET');

async function someone(
  username: string,
  role: string,
  place: string | null,
  organisationId: string,
) {
  const account = { username, name: username, organisationId, roles: [{ role, place }] };
  const made = await done(as.admin, '/api/accounts', account);
  const asNew = await signIn(username, made.oneTimePassword);
  const passwords = { current: made.oneTimePassword, next: testPassword };
  await asNew('PUT', '/api/session/password', passwords);
  return signIn(username, testPassword);
}

const firm = { name: '演示取暖公司', kind: 'enterprise' };
const { organisationId } = await done(as.admin, '/api/organisations', firm);
const rival = { name: '演示保温公司', kind: 'enterprise' };
const others = await done(as.admin, '/api/organisations', rival);
const worker = await someone('worker', 'enterprise', null, organisationId);
const stranger = await someone('stranger', 'enterprise', null, others.organisationId);
const away = await someone('away', 'townClerk', shangqiao, others.organisationId);

const upload = async (kind: string, placeKey: string) =>
  (await done(as.office, `/api/documents?kind=${kind}&name=a&placeKey=${placeKey}`, pdf(kind)))
    .documentId as string;

const clauses = Object.fromEntries(
  programme.data.contracts.clauses.map(({ id, name }) => [id, name.zh]),
);
const anEnterprise = (more: object = {}) => ({
  name: '演示取暖公司',
  creditCode: aCreditCode(),
  kinds: ['equipment', 'construction'],
  organisationId,
  ...more,
});
const { enterpriseId } = await done(as.office, '/api/enterprises', anEnterprise());

test('the register is read by officials and written by the office', async () => {
  expectRefusal(
    await as.townClerk('POST', '/api/enterprises', anEnterprise()),
    'people.not-allowed',
  );
  expectRefusal(await worker('GET', '/api/enterprises'), 'people.not-allowed');
  const bad = anEnterprise({ creditCode: 'ABC' });
  expectRefusal(await as.office('POST', '/api/enterprises', bad), 'http.invalid-input');
  const { items, total } = await get(as.townClerk, '/api/enterprises?search=取暖');
  expect([total, items[0].enterpriseId]).toEqual([1, enterpriseId]);
  const unknown = '/api/enterprises/01a20000-0000-7000-8000-000000000000';
  expectRefusal(await as.auditor('GET', unknown), 'enterprise.not-found');
});

test('a contract goes from draft to signing by the clauses of the programme (O173, O174, O187)', async () => {
  const draft = {
    number: '金积-2022-01',
    enterpriseId,
    works: 'heating',
    placeKey: jinji,
    clauses: { ...clauses, warranty: '   ' },
    warrantyYears: 2,
  };
  expectRefusal(await as.townClerk('POST', '/api/works-contracts', draft), 'http.invalid-input');
  const { warranty: _warranty, ...partly } = clauses;
  const begun = { ...draft, clauses: partly };
  const { contractId } = await done(as.townClerk, '/api/works-contracts', begun);
  const url = `/api/works-contracts/${contractId}`;
  const contract = await get(as.townClerk, url);
  expect([contract.missing, contract.required.length]).toEqual([['warranty'], 9]);
  const signing = {
    ownerSignedOn: '2022-05-01',
    enterpriseSignedOn: '2022-05-02',
    documentId: await upload('works-contract', jinji),
  };
  expectRefusal(await as.townClerk('POST', `${url}/sign`, signing), 'enterprise.not-admitted');
  const documentId = await upload('expert-review', '640302');
  const admission = { documentId, reason: '专家评审86分', score: 86 };
  await done(as.office, `/api/enterprises/${enterpriseId}/admit`, admission);
  const refused = await as.townClerk('POST', `${url}/sign`, signing);
  expectRefusal(refused, 'contract.clause-missing');
  expect(refused.json()).toMatchObject({ clause: '十一(三)', details: { missing: ['warranty'] } });
  await done(as.townClerk, `${url}/amend`, { changes: { clauses } });
  const short = await as.townClerk('POST', `${url}/sign`, signing);
  expectRefusal(short, 'contract.warranty-too-short');
  await done(as.townClerk, `${url}/amend`, { changes: { warrantyYears: 3 } });
  await done(as.townClerk, `${url}/sign`, signing);
  await done(as.townClerk, `${url}/approve-design`, { designApproval: '利清办发〔2022〕8号' });
  expect(await get(as.townClerk, url)).toMatchObject({ state: 'signed', missing: [], cases: 0 });
});

async function anApprovedCase() {
  const { householdId, cases } = await done(as.townClerk, '/api/households', {
    villageKey: village,
    group: '3组',
    headName: '单甲子',
    heatedAreaM2: 96.5,
    cases: [{ works: 'insulation', project: 'envelope', year: 2022 }],
  });
  await done(as.townClerk, `/api/cases/${cases[0].caseId}/approve`, {});
  return { householdId, caseId: cases[0].caseId as string };
}

const terms = {
  number: '金积-2022-保温',
  enterpriseId,
  works: 'insulation',
  placeKey: jinji,
  clauses,
  warrantyYears: 5,
};

test('households come under a contract all or none, and stand in their files with it (O185)', async () => {
  const { contractId } = await done(as.townClerk, '/api/works-contracts', terms);
  const url = `/api/works-contracts/${contractId}`;
  const documentId = await upload('works-contract', jinji);
  const days = { ownerSignedOn: '2022-05-01', enterpriseSignedOn: '2022-05-02' };
  const good = await anApprovedCase();
  const price = { equipmentFen: 0, constructionFen: 1_723_000 };
  const list = { cases: [{ caseId: good.caseId, ...price }] };
  expectRefusal(await as.townClerk('POST', `${url}/cases`, list), 'contract.not-signed');
  await done(as.townClerk, `${url}/sign`, { ...days, documentId });
  const twice = { cases: [...list.cases, ...list.cases] };
  expectRefusal(await as.townClerk('POST', `${url}/cases`, twice), 'action.subject-twice');
  expectRefusal(await away('POST', `${url}/cases`, list), 'action.not-here');
  expect(await done(as.townClerk, `${url}/cases`, list)).toEqual({ count: 1 });

  const photo = `/api/households/${good.householdId}/documents?kind=photo-house&name=a`;
  await done(as.townClerk, `${photo}&caseId=${good.caseId}`, png('house'));
  const file = await get(as.townClerk, `/api/households/${good.householdId}`);
  expect(file.cases[0]).toMatchObject({
    state: 'contracted',
    contract: { contractId, enterpriseName: '演示取暖公司', constructionFen: 1_723_000 },
  });
  expect(file.amounts).toMatchObject([{ kind: 'contract', amountFen: 1_723_000, state: 'live' }]);
  expect(file.documents).toMatchObject([{ kind: 'photo-house', caseId: good.caseId }]);
  const acts = file.events.map(({ action }: { action: string }) => action);
  const steps = ['document.attach', 'case.contract', 'case.approve', 'household.register'];
  expect(acts).toEqual(steps);
  expect(file.persons).toMatchObject([{ name: 'townClerk', roles: ['townClerk'], acts: 4 }]);
  const explained: Array<{ action: string; refusal: { code: string } | null }> =
    file.cases[0].actions;
  const names = explained.map(({ action }) => action);
  expect(names).toEqual(expect.arrayContaining(['case.contract', 'case.install', 'case.clear']));
  const again = explained.find(({ action }) => action === 'case.contract');
  expect(again?.refusal?.code).toBe('action.wrong-state');
});

test('contracts are seen in their places, and an enterprise sees its own alone', async () => {
  const numbers = async (ask: Ask, query = '') =>
    (await get(ask, `/api/works-contracts${query}`)).items.map(
      ({ number }: { number: string }) => number,
    );
  const all = ['金积-2022-保温', '金积-2022-01'];
  expect(await numbers(as.office)).toEqual(all);
  expect(await numbers(as.townClerk, '?works=insulation')).toEqual(['金积-2022-保温']);
  expect(await numbers(as.office, `?under=${shangqiao}`)).toEqual([]);
  expect(await numbers(away)).toEqual([]);
  expect(await numbers(away, `?under=${jinji}`)).toEqual([]);
  expect(await numbers(worker)).toEqual(all);
  expect(await numbers(stranger)).toEqual([]);
  const [{ contractId }] = (await get(worker, '/api/works-contracts')).items;
  const { items, total } = await get(worker, `/api/works-contracts/${contractId}/cases`);
  expect([total, items[0]]).toMatchObject([1, { headName: '单甲子', state: 'contracted' }]);
  for (const ask of [stranger, away]) {
    const list = await ask('GET', `/api/works-contracts/${contractId}/cases`);
    expectRefusal(list, 'contract.not-found');
    expectRefusal(await ask('GET', `/api/works-contracts/${contractId}`), 'contract.not-found');
  }
  const [{ caseId, householdId }] = items;
  const url = `/api/households/${householdId}/documents?kind=photo-boards&name=a&caseId=${caseId}`;
  const { documentId } = await done(worker, url, png('boards'));
  expect((await worker('GET', `/api/documents/${documentId}/file`)).rawPayload).toEqual(
    png('boards'),
  );
  expectRefusal(await stranger('GET', `/api/documents/${documentId}/file`), 'document.unknown');
  expectRefusal(await stranger('POST', url, png('boards')), 'enterprise.not-yours');
});
