// Proves that a contract is signed only with its compulsory clauses and an admitted enterprise, and
// that cases come under it with their prices, in their place and for their works.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { aPerson, ledgerOn, townB, villageB } from '../../test/helpers/ledger.ts';
import { dayOf, refusalOf } from '../../test/helpers/notes.ts';
import { perform, performMany } from '../actions/perform.ts';
import { approveCase, chooseMethod, withdrawCase } from '../households/case-actions.ts';
import type { Actor } from '../people/model.ts';
import { suspendEnterprise } from './actions.ts';
import { contractCase } from './case-actions.ts';
import * as contracts from './contract-actions.ts';
import { findContract, listCasesOf } from './lists.ts';
import { contractPricesOf, gateOwnEnterprise } from './queries.ts';
import { enterprisesOn, someRequirements } from './enterprises.testing.ts';

const db = await testDatabase();
const ledger = await ledgerOn(db);
const { act, as, register, decide, inDistrict, journalOf } = ledger;
const { office, clerk, aDocument, aCandidate, anEnterprise, aDraft, aContract } =
  enterprisesOn(ledger);
const district = 640399;
const enterpriseId = await anEnterprise();

const prices = { equipmentFen: 420_000, constructionFen: 150_000 };
const everywhere = { places: null };
let isDecided = false;

/** A heating case the town has approved. */
async function anApprovedCase(): Promise<string> {
  const { caseId } = await register();
  if (!isDecided) await decide('air-heater');
  isDecided = true;
  await act(clerk, chooseMethod, { caseId, method: 'air-heater' });
  await act(clerk, approveCase, { caseId });
  return caseId;
}

const signing = async (contractId: string, more: object = {}) => ({
  contractId,
  ownerSignedOn: dayOf('2022-09-10'),
  enterpriseSignedOn: dayOf('2022-09-12'),
  documentId: await aDocument('works-contract'),
  requirements: someRequirements,
  ...more,
});

test('works-contract.draft is refused in another town, of nobody, and with a number that is taken (O074)', async () => {
  await refusalOf(aDraft(enterpriseId, { placeKey: townB }), 'action.not-here');
  await refusalOf(aDraft(randomUUID()), 'enterprise.not-found');
  await refusalOf(aDraft(enterpriseId, { placeKey: '640399100299' }), 'place.unknown');
  const number = '合同-重复';
  await aDraft(enterpriseId, { number });
  await refusalOf(aDraft(enterpriseId, { number }), 'contract.number-taken');
});

test('works-contract.sign names the compulsory clauses that are missing (O173, O174)', async () => {
  const contractId = await aDraft(enterpriseId, { clauses: { duties: '各负其责' } });
  const refusal = await refusalOf(
    act(clerk, contracts.signContract, await signing(contractId)),
    'contract.clause-missing',
  );
  expect(refusal.text.zh).toContain('服务质量');
  expect(refusal.text.zh).not.toContain('双方责任和义务');
  expect(refusal.clause).toBe('十一(三)');
  const none = await signing(contractId, { requirements: { clauses: [], warrantyYearsMin: 0 } });
  await refusalOf(act(clerk, contracts.signContract, none), 'contract.rules-missing');
});

test('works-contract.sign refuses a warranty below three years (O187)', async () => {
  const contractId = await aDraft(enterpriseId, { warrantyYears: 2 });
  const input = await signing(contractId);
  const refusal = await refusalOf(
    act(clerk, contracts.signContract, input),
    'contract.warranty-too-short',
  );
  expect([refusal.clause, refusal.details['yearsMin']]).toEqual(['十一(五)', 3]);
  await act(clerk, contracts.amendContract, { contractId, changes: { warrantyYears: 3 } });
  expect(await act(clerk, contracts.signContract, input)).toEqual({ id: contractId, version: 3 });
});

test('works-contract.sign refuses an enterprise that is not admitted, an unknown document, a day to come', async () => {
  const candidate = await aDraft(await aCandidate());
  const input = await signing(candidate);
  await refusalOf(act(clerk, contracts.signContract, input), 'enterprise.not-admitted');
  const contractId = await aDraft(enterpriseId);
  const unknown = await signing(contractId, { documentId: randomUUID() });
  await refusalOf(act(clerk, contracts.signContract, unknown), 'document.unknown');
  const late = await signing(contractId, { ownerSignedOn: dayOf('2022-09-16') });
  await refusalOf(act(clerk, contracts.signContract, late), 'contract.day-after');
});

test('works-contract.sign keeps both days, the document and what was demanded; once', async () => {
  const contractId = await aDraft(enterpriseId);
  const input = await signing(contractId);
  const key = randomUUID();
  await perform(as(clerk), contracts.signContract, input, { key });
  const again = await perform(as(clerk), contracts.signContract, input, { key });
  expect(again.isRepeat).toBe(true);
  await refusalOf(act(clerk, contracts.signContract, input), 'action.wrong-state');
  const found = await inDistrict((tx) => findContract(tx, district, contractId, everywhere));
  expect(found).toMatchObject({
    state: 'signed',
    signedOn: '2022-09-12',
    ownerSignedOn: '2022-09-10',
    requirements: someRequirements,
  });
  const entries = await journalOf('works-contract', contractId);
  expect(entries.map(({ action }) => action)).toEqual([
    'works-contract.sign',
    'works-contract.draft',
  ]);
});

test('case.contract is refused before approval, and without a signed contract of its kind and place', async () => {
  const contractId = await aContract(enterpriseId);
  const { caseId: early } = await register({ group: '2组' });
  await refusalOf(
    act(clerk, contractCase, { caseId: early, contractId, ...prices }),
    'action.wrong-state',
  );
  const caseId = await anApprovedCase();
  const ask = (id: string, options = {}) =>
    act(clerk, contractCase, { caseId, contractId: id, ...prices }, options);
  await refusalOf(ask(randomUUID()), 'contract.not-found');
  await refusalOf(ask(await aDraft(enterpriseId)), 'contract.not-signed');
  await refusalOf(
    ask(await aContract(enterpriseId, { works: 'insulation' })),
    'contract.other-works',
  );
  const other = await act(office, contracts.draftContract, {
    number: '西镇一号',
    enterpriseId,
    works: 'heating',
    placeKey: townB,
    clauses: { duties: '各负其责', 'service-quality': '室温达标' },
    warrantyYears: 3,
  });
  await act(office, contracts.signContract, await signing(other.contractId));
  await refusalOf(ask(other.contractId), 'contract.other-place');
  const stranger = aPerson('townClerk', townB);
  await refusalOf(
    act(stranger, contractCase, { caseId, contractId, ...prices }),
    'action.not-here',
  );
});

test('case.contract is refused with an enterprise that is suspended (O174)', async () => {
  const suspended = await anEnterprise();
  const contractId = await aContract(suspended);
  const documentId = await aDocument();
  await act(office, suspendEnterprise, { enterpriseId: suspended, documentId, reason: '质量问题' });
  const caseId = await anApprovedCase();
  const refused = act(clerk, contractCase, { caseId, contractId, ...prices });
  await refusalOf(refused, 'enterprise.not-admitted');
});

test('case.contract brings many cases under a contract at once, each with its price and entry (O185)', async () => {
  const contractId = await aContract(enterpriseId);
  const ids = [await anApprovedCase(), await anApprovedCase(), await anApprovedCase()];
  const inputs = ids.map((caseId, at) => ({ caseId, contractId, ...prices, equipmentFen: at }));
  await performMany(as(clerk), contractCase, inputs, { key: randomUUID() });
  const found = await inDistrict((tx) => contractPricesOf(tx, district, ids));
  expect(ids.map((id) => found.get(id)?.equipmentFen)).toEqual([0, 1, 2]);
  const [first] = ids;
  expect(found.get(first ?? '')).toMatchObject({
    contractId,
    enterpriseId,
    signedOn: '2022-09-12',
    warrantyYears: 3,
    designApproval: null,
    isPilot: false,
  });
  const [entry] = await journalOf('case', first ?? '');
  expect(entry).toMatchObject({ action: 'case.contract', input: { contractId } });
  const { rows } = await db.pool.query(
    `select state, enterprise_id, version from cases where case_id = any ($1)`,
    [ids],
  );
  for (const row of rows) {
    expect(row).toEqual({ state: 'contracted', enterprise_id: enterpriseId, version: 4 });
  }
  const twice = act(clerk, contractCase, { caseId: first ?? '', contractId, ...prices });
  await refusalOf(twice, 'action.wrong-state');
});

test('of a batch with one wrong case none comes under the contract', async () => {
  const contractId = await aContract(enterpriseId);
  const good = await anApprovedCase();
  const { caseId: bad } = await register({ group: '2组' });
  const inputs = [good, bad].map((caseId) => ({ caseId, contractId, ...prices }));
  const batch = performMany(as(clerk), contractCase, inputs, { key: randomUUID() });
  await refusalOf(batch, 'action.wrong-state');
  const listed = await inDistrict((tx) =>
    listCasesOf(tx, district, contractId, null, { limit: 9, offset: 0 }),
  );
  expect(listed).toEqual({ items: [], total: 0 });
});

test('a case that withdraws before installation leaves its contract, which may then end', async () => {
  const contractId = await aContract(enterpriseId);
  const caseId = await anApprovedCase();
  await act(clerk, contractCase, { caseId, contractId, ...prices });
  const ending = { contractId, reason: '任务完成' };
  await refusalOf(act(clerk, contracts.endContract, ending), 'contract.has-cases');
  await act(clerk, withdrawCase, { caseId, reason: '农户放弃' });
  expect((await inDistrict((tx) => contractPricesOf(tx, district, [caseId]))).size).toBe(0);
  const listed = await inDistrict((tx) =>
    listCasesOf(tx, district, contractId, null, { limit: 9, offset: 0 }),
  );
  expect(listed.items).toMatchObject([{ caseId, droppedOn: '2022-09-15' }]);
  await act(clerk, contracts.endContract, ending);
  const again = await anApprovedCase();
  const late = act(clerk, contractCase, { caseId: again, contractId, ...prices });
  await refusalOf(late, 'contract.not-signed');
});

test('a case comes under one contract only, however many try at once', async () => {
  const [first, second] = [await aContract(enterpriseId), await aContract(enterpriseId)];
  const caseId = await anApprovedCase();
  const tries = [first, second, first, second].map((contractId) =>
    act(clerk, contractCase, { caseId, contractId, ...prices }).then(
      () => 'done',
      (error: { code: string }) => error.code,
    ),
  );
  const codes = (await Promise.all(tries)).toSorted();
  expect(codes).toEqual(['action.wrong-state', 'action.wrong-state', 'action.wrong-state', 'done']);
});

test('a pilot at the enterprise’s expense is told from works that are paid for (O026)', async () => {
  const contractId = await aContract(enterpriseId, { paidBy: 'enterprise' });
  const caseId = await anApprovedCase();
  await act(clerk, contractCase, { caseId, contractId, equipmentFen: 0, constructionFen: 0 });
  const found = await inDistrict((tx) => contractPricesOf(tx, district, [caseId]));
  expect(found.get(caseId)?.isPilot).toBe(true);
});

test('works-contract.approve-design gives the number of the approval to all cases under it', async () => {
  const contractId = await aContract(enterpriseId);
  const caseId = await anApprovedCase();
  await act(clerk, contractCase, { caseId, contractId, ...prices });
  const designApproval = '利清办发〔2022〕8号';
  await act(clerk, contracts.approveDesign, { contractId, designApproval });
  const found = await inDistrict((tx) => contractPricesOf(tx, district, [caseId]));
  expect(found.get(caseId)?.designApproval).toBe(designApproval);
});

const subjectOf = (id: string) => ({
  id,
  place: villageB,
  state: null,
  version: 1,
  lastDay: null,
});

test('an enterprise acts on the cases of its own contracts and on no others', async () => {
  const organisationId = randomUUID();
  await db.pool.query(
    `insert into organisations (district_code, organisation_id, name, kind, version, created_at)
     values ($1, $2, '企业乙', 'enterprise', 1, now())`,
    [district, organisationId],
  );
  const own = await anEnterprise({ organisationId });
  const [mine, theirs] = [await anApprovedCase(), await anApprovedCase()];
  await act(clerk, contractCase, { caseId: mine, contractId: await aContract(own), ...prices });
  const elsewhere = await aContract(enterpriseId);
  await act(clerk, contractCase, { caseId: theirs, contractId: elsewhere, ...prices });
  const worker = { ...aPerson('enterprise', null), organisationId };
  const asked = [mine, theirs, randomUUID()].map(subjectOf);
  const ask = (actor: Actor) =>
    inDistrict(async (tx) => (await gateOwnEnterprise.checkMany?.(asked, tx, actor)) ?? []);
  const refused = expect.objectContaining({ code: 'enterprise.not-yours' });
  expect(await ask(worker)).toEqual([true, refused, refused]);
  expect(
    await ask({ ...worker, roles: [...worker.roles, { role: 'office', place: null }] }),
  ).toEqual([true, refused, refused]);
  expect(await ask(office)).toEqual([true, true, true]);
});
