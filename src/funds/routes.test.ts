// Proves the addresses of money on the real programme: the budget, a case's money, clearing many
// with their reasons, and that nobody sees beyond their places.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  expectRefusal,
  freshKey,
  jinji,
  shangqiao,
  testApp,
  testPassword,
} from '../../test/helpers/app.ts';
import type { Ask } from '../../test/helpers/app.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';

const folder = join(import.meta.dirname, '..', '..', 'programmes', 'litong-2022');
const { as, signIn, organisationId, db, journalOf } = await testApp({
  programmes: [getProgramme(readFolder(folder))],
});
const village = '640302100210';
const document = '财预〔2022〕1号';

async function someone(username: string, role: string, place: string | null): Promise<Ask> {
  const account = { username, name: username, organisationId, roles: [{ role, place }] };
  const made = await as.admin('POST', '/api/accounts', account);
  const asNew = await signIn(username, made.json().oneTimePassword);
  const passwords = { current: made.json().oneTimePassword, next: testPassword };
  await asNew('PUT', '/api/session/password', passwords);
  return signIn(username, testPassword);
}
const away = await someone('clerk.away', 'townClerk', shangqiao);
const townFinance = await someone('finance.town', 'finance', jinji);

async function done(ask: Ask, method: 'GET' | 'POST', url: string, body?: object) {
  const res = await ask(method, url, body);
  expect([url, res.statusCode, res.body]).toEqual([url, 200, expect.any(String)]);
  return res.json();
}

async function publishedCase(): Promise<string> {
  const { cases } = await done(as.townClerk, 'POST', '/api/households', {
    villageKey: village,
    headName: '赵甲子',
    heatedAreaM2: 60,
    cases: [{ works: 'heating', project: 'dual-replacement', year: 2022 }],
    occurredOn: '2022-07-01',
  });
  const caseId = String(cases[0].caseId);
  await db.pool.query(
    `update cases set state = 'published', method = 'air-heater', last_on = '2022-08-01'
     where case_id = $1`,
    [caseId],
  );
  await db.pool.query(
    `with n as (insert into public_notices (district_code, notice_id, village_key, works, state,
         version, last_on, published_on, published_by, ends_on, days, counting, is_calendar_known,
         closed_on)
       values (640302, gen_random_uuid(), $2, 'heating', 'closed', 1, '2022-08-10', '2022-08-02',
         'clerk', '2022-08-09', 7, 'calendar', true, '2022-08-10') returning notice_id)
     insert into public_notice_cases (district_code, notice_id, case_id, head_masked,
       heated_area_m2) select 640302, notice_id, $1, '赵*', 60 from n`,
    [caseId, village],
  );
  return caseId;
}

test('O051 O055 O057: finance adopts the budget, and only the whole district sees it', async () => {
  expectRefusal(await as.townClerk('POST', '/api/funds/lines', { document }), 'people.not-allowed');
  expectRefusal(await townFinance('POST', '/api/funds/lines', { document }), 'action.not-here');
  const { lines } = await done(as.finance, 'POST', '/api/funds/lines', { document });
  expect(lines).toHaveLength(9);
  expectRefusal(await as.finance('POST', '/api/funds/lines', { document }), 'budget.adopted', 409);
  expectRefusal(await as.townClerk('GET', '/api/funds/lines'), 'people.not-allowed');
  expectRefusal(await townFinance('GET', '/api/funds/lines'), 'action.not-here');
  const budget = await done(as.auditor, 'GET', '/api/funds/lines');
  const central = budget.lines.find(
    (line: { project: string; source: string }) =>
      line.project === 'dual-replacement' && line.source === 'central',
  );
  expect(central).toMatchObject({
    view: 'chapter-nine',
    adoptedFen: 5845_0000_00,
    availableFen: 5845_0000_00,
    reservedFen: 0,
    appropriatedFen: 0,
    nameZh: '煤改电、煤改气“双替代”·中央专项补助资金',
  });
  const url = `/api/funds/lines/${central.lineId}`;
  const paid = { amountFen: 100_000_00, document: '拨付单1号' };
  expectRefusal(await as.office('POST', `${url}/appropriate`, paid), 'people.not-allowed');
  await done(as.finance, 'POST', `${url}/appropriate`, paid);
  const { items } = await done(as.auditor, 'GET', `${url}/appropriations`);
  expect(items).toMatchObject([{ amountFen: 100_000_00, isBack: false, document: '拨付单1号' }]);
  expect(await journalOf(central.lineId)).toHaveLength(1);
});

test('a case’s money is recorded, expected, cleared and explained', async () => {
  const caseId = await publishedCase();
  const url = `/api/cases/${caseId}`;
  expectRefusal(await away('GET', `${url}/money`), 'household.not-found');
  expect(await done(as.auditor, 'GET', `${url}/money`)).toMatchObject({ expected: null });
  const cost = { basis: 'audited', equipmentFen: 500_000, constructionFen: 200_000, document };
  expectRefusal(await as.townClerk('POST', `${url}/set-cost`, cost), 'cost.audited-by-office');
  await done(as.office, 'POST', `${url}/set-cost`, cost);
  const receipt = { receipt: '收据0001', amountFen: 170_000 };
  expectRefusal(await away('POST', `${url}/record-own-share`, receipt), 'action.not-here');
  const { ownShareId } = await done(as.townClerk, 'POST', `${url}/record-own-share`, receipt);
  const again = await as.townClerk('POST', `${url}/record-own-share`, receipt);
  expectRefusal(again, 'own-share.receipt-used', 409);
  const money = await done(as.townClerk, 'GET', `${url}/money`);
  expect(money).toMatchObject({
    expected: { totalFen: 530_000, ownRequiredFen: 170_000 },
    costs: [{ basis: 'audited', equipmentFen: 500_000 }],
    ownShares: [{ ownShareId, receipt: '收据0001', cancelReason: null }],
    entitlements: [],
  });
  const cancelled = { ownShareId, reason: '录错户' };
  await done(as.finance, 'POST', `${url}/cancel-own-share`, cancelled);
  expectRefusal(
    await as.finance('POST', `${url}/cancel-own-share`, cancelled),
    'own-share.unknown',
    404,
  );
  expectRefusal(await as.finance('POST', `${url}/clear`, {}), 'own-share.short', 409);
  await done(as.townClerk, 'POST', `${url}/record-own-share`, { ...receipt, receipt: '收据0002' });
  const key = freshKey();
  const first = await as.finance('POST', `${url}/clear`, {}, key);
  expect(first.statusCode).toBe(200);
  expect((await as.finance('POST', `${url}/clear`, {}, key)).json()).toEqual(first.json());
  const { entitlements } = await done(as.auditor, 'GET', `${url}/money`);
  expect(entitlements).toMatchObject([
    {
      amountFen: 530_000,
      state: 'reserved',
      costBasis: 'audited',
      inputs: { costFen: 700_000, heatedAreaM2: '60' },
    },
  ]);
  const clauses = entitlements[0].explanation.steps.map((step: { clause: string }) => step.clause);
  expect(clauses).toContain('九');
  await done(as.office, 'POST', `${url}/release-entitlement`, { reason: '审定价待复核' });
});

test('many are cleared at once, and each left out says why', async () => {
  const [first, second] = [await publishedCase(), await publishedCase()];
  const cost = { basis: 'audited', equipmentFen: 500_000, constructionFen: 0, document };
  await done(as.office, 'POST', `/api/cases/${first}/set-cost`, cost);
  await done(as.office, 'POST', `/api/cases/${first}/record-own-share`, {
    receipt: '收据0003',
    amountFen: 100_000,
  });
  const body = { caseIds: [first, second] };
  const url = '/api/cases/clear';
  expectRefusal(await as.townClerk('POST', url, body), 'people.not-allowed');
  expectRefusal(await as.finance('POST', url, { caseIds: [] }), 'http.invalid-input');
  const tried = await done(as.finance, 'POST', url, { ...body, dryRun: true });
  expect(tried).toMatchObject({
    totalFen: 400_000,
    refused: [{ caseId: second, refusal: { code: 'funds.facts-missing' } }],
  });
  const listed = () => done(as.auditor, 'GET', '/api/entitlements?state=reserved&isDue=true');
  expect((await listed()).items).toEqual([]);
  const cleared = await done(as.finance, 'POST', url, body);
  expect(cleared).toMatchObject({ totalFen: 400_000, cleared: [{ id: first }] });
  expect((await listed()).items).toMatchObject([
    { caseId: first, amountFen: 400_000, villageKey: village, headName: '赵甲子' },
  ]);
  expect((await done(away, 'GET', '/api/entitlements')).items).toEqual([]);
});

test('O161: audit reads every transfer and has all of it worked out again', async () => {
  expectRefusal(await as.townClerk('GET', '/api/funds/transfers'), 'people.not-allowed');
  expectRefusal(await townFinance('GET', '/api/funds/transfers'), 'action.not-here');
  expectRefusal(await townFinance('GET', '/api/funds/recompute'), 'action.not-here');
  const { items } = await done(as.auditor, 'GET', '/api/funds/transfers?limit=1000');
  const kinds = items.map(({ kind }: { kind: string }) => kind);
  expect(kinds.filter((kind: string) => kind === 'adopt')).toHaveLength(9);
  expect(kinds.filter((kind: string) => kind === 'reserve')).toHaveLength(4);
  expect(kinds.filter((kind: string) => kind === 'release')).toHaveLength(2);
  const account = String(items.at(-1).toAccount);
  const own = await done(as.auditor, 'GET', `/api/funds/transfers?account=${account}`);
  for (const row of own.items) expect([row.fromAccount, row.toAccount]).toContain(account);
  const found = await done(as.auditor, 'GET', '/api/funds/recompute');
  expect(found).toMatchObject({ isExact: true, entitlements: 2, faults: [] });
});
