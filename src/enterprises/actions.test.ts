// Proves the register of enterprises: who may register and decide, which codes and names are taken,
// and that each decision leaves its reason and document.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { aPerson, ledgerOn } from '../../test/helpers/ledger.ts';
import { dayOf, refusalOf } from '../../test/helpers/notes.ts';
import { perform } from '../actions/perform.ts';
import * as actions from './actions.ts';
import { findEnterprise, listEnterprises } from './lists.ts';
import { aCreditCode, enterprisesOn } from './enterprises.testing.ts';

const db = await testDatabase();
const ledger = await ledgerOn(db);
const { act, as, inDistrict, journalOf } = ledger;
const { office, clerk, aDocument, aCandidate, anEnterprise } = enterprisesOn(ledger);
const district = 640399;
const company = (more: object = {}) => ({
  name: `公司${randomUUID()}`,
  creditCode: aCreditCode(),
  kinds: ['equipment' as const],
  ...more,
});
const find = (id: string) => inDistrict((tx) => findEnterprise(tx, district, id));

test('enterprise.register is for the office, and for a lead agency of the whole district (O154)', async () => {
  await refusalOf(act(clerk, actions.registerEnterprise, company()), 'action.not-allowed');
  const away = aPerson('leadAgency', '640399100');
  await refusalOf(act(away, actions.registerEnterprise, company()), 'action.not-here');
});

test('enterprise.register warns of a wrong credit code, and takes it with a reason (O025)', async () => {
  const right = aCreditCode();
  const wrong = right.slice(0, -1) + (right.endsWith('0') ? '1' : '0');
  const input = company({ creditCode: wrong });
  await refusalOf(act(office, actions.registerEnterprise, input), 'enterprise.bad-credit-code');
  const note = { ...input, creditCodeNote: '营业执照如此，已与市场监管核实' };
  const { enterpriseId } = await act(office, actions.registerEnterprise, note);
  expect(await find(enterpriseId)).toMatchObject({
    creditCode: wrong,
    creditCodeNote: '营业执照如此，已与市场监管核实',
    state: 'candidate',
  });
});

test('enterprise.register takes no code and no name twice, also not as an alias', async () => {
  const first = company({ aliases: ['城投', '城投公司'] });
  await act(office, actions.registerEnterprise, first);
  const sameCode = company({ creditCode: first.creditCode });
  await refusalOf(act(office, actions.registerEnterprise, sameCode), 'enterprise.code-taken');
  for (const name of [first.name, '城投']) {
    const taken = company({ name });
    await refusalOf(act(office, actions.registerEnterprise, taken), 'enterprise.name-taken');
  }
});

test('enterprise.register gives accounts only of an enterprise, each to one', async () => {
  const organisationId = randomUUID();
  await refusalOf(
    act(office, actions.registerEnterprise, company({ organisationId })),
    'enterprise.organisation-unknown',
  );
  await db.pool.query(
    `insert into organisations (district_code, organisation_id, name, kind, version, created_at)
     values ($1, $2, '企业甲', 'enterprise', 1, now())`,
    [district, organisationId],
  );
  await act(office, actions.registerEnterprise, company({ organisationId }));
  await refusalOf(
    act(office, actions.registerEnterprise, company({ organisationId })),
    'enterprise.organisation-taken',
  );
});

test('enterprise.register keeps the contact out of the journal, and is done once by one key', async () => {
  const input = company({ contactName: '赵经理', contactPhone: '15401234567' });
  const key = randomUUID();
  const first = await perform(as(office), actions.registerEnterprise, input, { key });
  const again = await perform(as(office), actions.registerEnterprise, input, { key });
  expect([again.isRepeat, again.result]).toEqual([true, first.result]);
  const other = perform(as(office), actions.registerEnterprise, company(), { key });
  await refusalOf(other, 'action.key-reused');
  const entries = await journalOf('enterprise', first.result.enterpriseId);
  expect(entries).toHaveLength(1);
  expect(JSON.stringify(entries)).not.toMatch(/赵经理|15401234567/);
  const found = await find(first.result.enterpriseId);
  expect(found).toMatchObject({ contactName: '赵经理', contactPhone: '15401234567' });
});

test('enterprise.admit is a decision of the office on the experts’ document (O024, O154)', async () => {
  const enterpriseId = await aCandidate();
  const documentId = await aDocument();
  const decision = { enterpriseId, documentId, reason: '专家评审通过', score: 86.5 };
  const agency = aPerson('leadAgency', null);
  await refusalOf(act(agency, actions.admitEnterprise, decision), 'action.not-allowed');
  const unknown = { ...decision, documentId: randomUUID() };
  await refusalOf(act(office, actions.admitEnterprise, unknown), 'document.unknown');
  expect(await act(office, actions.admitEnterprise, decision)).toEqual({
    id: enterpriseId,
    version: 2,
  });
  const found = await find(enterpriseId);
  expect(found?.state).toBe('admitted');
  expect(found?.steps[0]).toMatchObject({ action: 'enterprise.admit', documentId, score: 86.5 });
  await refusalOf(act(office, actions.admitEnterprise, decision), 'action.wrong-state');
});

test('an enterprise is suspended, resumed and removed, each with reason and document (O174)', async () => {
  const enterpriseId = await anEnterprise();
  const documentId = await aDocument();
  const because = (reason: string) => ({ enterpriseId, documentId, reason });
  await refusalOf(act(office, actions.resumeEnterprise, because('恢复')), 'action.wrong-state');
  await act(office, actions.suspendEnterprise, because('抽验两次不合格'));
  await refusalOf(act(office, actions.suspendEnterprise, because('再停')), 'action.wrong-state');
  await act(office, actions.resumeEnterprise, because('整改完成'));
  await act(office, actions.removeEnterprise, because('主动退出'));
  const found = await find(enterpriseId);
  expect(found?.state).toBe('removed');
  expect(found?.steps.map(({ reason }) => reason)).toEqual([
    '主动退出',
    '整改完成',
    '抽验两次不合格',
    '专家评审通过',
    null,
  ]);
});

const ids = async (filter: object) =>
  (
    await inDistrict((tx) => listEnterprises(tx, district, filter, { limit: 50, offset: 0 }))
  ).items.map((one) => one.enterpriseId);

test('an enterprise is found by each of its names, part of its code, its kind and its state', async () => {
  const input = company({
    name: '国网利通供电（演示）',
    aliases: ['国网供电', '供电公司'],
    kinds: ['grid'],
  });
  const { enterpriseId } = await act(office, actions.registerEnterprise, input);
  await act(office, actions.addAlias, { enterpriseId, name: '电力公司' });
  for (const search of [
    '供电公司',
    '电力',
    '国网利通',
    input.creditCode.slice(3, 17).toLowerCase(),
  ]) {
    expect(await ids({ search })).toContain(enterpriseId);
  }
  expect(await ids({ kind: 'grid', state: 'candidate' })).toEqual([enterpriseId]);
  expect(await ids({ kind: 'gas' })).toEqual([]);
});

test('papers tell when the first of them runs out (O025)', async () => {
  const enterpriseId = await aCandidate();
  const paper = { enterpriseId, kind: 'qualification' as const, number: 'A-1' };
  await act(office, actions.addPaper, { ...paper, validUntil: dayOf('2024-06-30') });
  await act(office, actions.addPaper, {
    ...paper,
    number: 'A-2',
    validUntil: '2023-06-30',
  } as never);
  await refusalOf(act(office, actions.addPaper, paper), 'enterprise.paper-taken');
  expect(await find(enterpriseId)).toMatchObject({ papersUntil: '2023-06-30', version: 3 });
});
