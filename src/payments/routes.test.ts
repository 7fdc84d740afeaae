// Payments over HTTP on the real programme, journey 8: a batch is planned, made, approved by
// another person, taken as a file, answered by the bank, reconciled and proven by a voucher.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  expectRefusal,
  freshKey,
  jinji,
  testApp,
  testNow,
  testPassword,
} from '../../test/helpers/app.ts';
import type { Ask } from '../../test/helpers/app.ts';
import { fixedClock } from '../core/clock.ts';
import { seal } from '../journal/seal.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';
import { anAccount } from './payments.testing.ts';

const folder = join(import.meta.dirname, '..', '..', 'programmes', 'litong-2022');
const { as, signIn, signer, organisationId, db, journalOf } = await testApp({
  programmes: [getProgramme(readFolder(folder))],
});
const village = '640302100210';
const unknownId = '01a20000-0000-7000-8000-000000000000';
const bankId = 'card-agent';

async function someone(username: string, role: string, place: string | null): Promise<Ask> {
  const account = { username, name: username, organisationId, roles: [{ role, place }] };
  const made = await as.admin('POST', '/api/accounts', account);
  const asNew = await signIn(username, made.json().oneTimePassword);
  const passwords = { current: made.json().oneTimePassword, next: testPassword };
  await asNew('PUT', '/api/session/password', passwords);
  return signIn(username, testPassword);
}
const checker = await someone('finance.two', 'finance', null);
const townFinance = await someone('finance.town', 'finance', jinji);
const away = await someone('clerk.away', 'townClerk', '640302104');

async function done(ask: Ask, method: 'GET' | 'POST', url: string, body?: unknown) {
  const res = await ask(method, url, body);
  expect([url, res.statusCode, res.body]).toEqual([url, 200, expect.any(String)]);
  return res;
}
const get = async (ask: Ask, url: string) => (await done(ask, 'GET', url)).json();
const post = async (ask: Ask, url: string, body: unknown) =>
  (await done(ask, 'POST', url, body)).json();

let receipts = 0;
async function cleared(costFen: number) {
  const account = anAccount();
  const { householdId, cases } = await post(as.townClerk, '/api/households', {
    villageKey: village,
    headName: '赵甲子',
    heatedAreaM2: 60,
    account,
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
  const cost = { basis: 'audited', equipmentFen: costFen, constructionFen: 0, document: '审定1号' };
  await post(as.office, `/api/cases/${caseId}/set-cost`, cost);
  receipts += 1;
  const receipt = { receipt: `收据${receipts}`, amountFen: costFen };
  await post(as.townClerk, `/api/cases/${caseId}/record-own-share`, receipt);
  await post(as.finance, `/api/cases/${caseId}/clear`, {});
  return { householdId: String(householdId), caseId, account };
}

await post(as.finance, '/api/funds/lines', { document: '财预〔2022〕1号' });
const budget = await get(as.finance, '/api/funds/lines');
for (const line of budget.lines) {
  if (line.project !== 'dual-replacement' || !line.isPublic) continue;
  const money = { amountFen: 100_000_00, document: `拨付单-${line.source}` };
  await post(as.finance, `/api/funds/lines/${line.lineId}/appropriate`, money);
}
const [first, second] = [await cleared(700_000), await cleared(479_921)];

const compose = { bankId, filter: { under: jinji, year: 2022 } };
type Row = { reference: string; amountFen: number; orderId: string; householdId: string };
const pathOf = (batchId: string) => `/api/payment-batches/${batchId}`;

test('payments are shown to the whole district’s office, finance and audit alone', async () => {
  const lists = ['payment-banks', 'payment-batches', 'payment-orders', 'bank-returns', 'clawbacks'];
  for (const name of [...lists, 'reconciliation', `payment-plan?bankId=${bankId}`]) {
    const url = `/api/${name}`;
    expectRefusal(await as.nobody('GET', url), 'session.signed-out');
    expectRefusal(await as.townClerk('GET', url), 'people.not-allowed');
    expectRefusal(await townFinance('GET', url), 'action.not-here');
    await done(as.finance, 'GET', url);
  }
  const { items } = await get(as.auditor, '/api/payment-banks');
  expect(items).toMatchObject([{ id: bankId, source: { tag: 'R' } }]);
  expect(JSON.stringify(items)).not.toContain('debtor');
});

test('a plan says who is in it; a batch is of its bank and its filter', async () => {
  const plan = await get(as.finance, `/api/payment-plan?bankId=${bankId}&under=${jinji}`);
  expect(plan).toMatchObject({ orders: 2, totalFen: 530_000 + 383_937, leftOut: [] });
  const limited = await get(as.finance, `/api/payment-plan?bankId=${bankId}&untilFen=530000`);
  expect(limited).toMatchObject({
    orders: 1,
    leftOut: [{ reason: 'over-limit', headName: '赵*' }],
  });
  const early = `/api/payment-plan?bankId=${bankId}&occurredOn=2022-01-01`;
  expect(await get(as.finance, early)).toMatchObject({ orders: 0 });
  expectRefusal(await as.finance('GET', '/api/payment-plan?bankId=x'), 'payment.bank-unknown');
  const batch = { ...compose, bankId: 'no-bank' };
  expectRefusal(await as.finance('POST', '/api/payment-batches', batch), 'payment.bank-unknown');
  expectRefusal(await as.office('POST', '/api/payment-batches', compose), 'people.not-allowed');
  expectRefusal(await townFinance('POST', '/api/payment-batches', compose), 'action.not-here');
  const nobody = { ...compose, filter: { year: 2019 } };
  expectRefusal(await as.finance('POST', '/api/payment-batches', nobody), 'batch.nothing-to-pay');
});

/** The answer of a bank as separated text. */
const returnOf = (rows: ReadonlyArray<Row & { result: string }>) =>
  Buffer.from(
    rows
      .map(({ reference, amountFen, result }) => {
        const yuan = `${Math.floor(amountFen / 100)}.${String(amountFen % 100).padStart(2, '0')}`;
        return `${reference}|${yuan}|${result}|`;
      })
      .join('\r\n'),
  );
const readReturn = (name: string) => `/api/bank-returns?bankId=${bankId}&name=${name}`;

test('journey 8: O103 O144 O145 from the batch to the household, a failure mended, all proven', async () => {
  const key = freshKey();
  const made = await as.finance('POST', '/api/payment-batches', compose, key);
  const { batchId, number } = made.json();
  const again = await as.finance('POST', '/api/payment-batches', compose, key);
  expect(again.json()).toEqual(made.json());
  const url = pathOf(batchId);
  expectRefusal(await as.finance('POST', `${url}/file`, { fileId: 'text' }), 'action.wrong-state');
  await post(as.finance, `${url}/submit`, {});
  expectRefusal(await as.finance('POST', `${url}/approve`, {}), 'batch.same-person', 403);
  const page = await get(as.finance, url);
  const refusals = page.actions.map(({ action, refusal }: { action: string; refusal?: object }) => [
    action,
    (refusal as { code?: string } | null)?.code ?? null,
  ]);
  expect(Object.fromEntries(refusals)).toMatchObject({
    'batch.approve': 'batch.same-person',
    'batch.cancel': null,
    'batch.send': 'action.wrong-state',
  });
  const stale = await checker('POST', `${url}/approve`, { expectedVersion: 1 });
  expectRefusal(stale, 'action.stale-version');
  const both = await Promise.all([
    checker('POST', `${url}/approve`, { expectedVersion: 2 }),
    checker('POST', `${url}/approve`, { expectedVersion: 2 }),
  ]);
  expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
  expectRefusal(await townFinance('POST', `${url}/file`, { fileId: 'text' }), 'action.not-here');
  expectRefusal(
    await as.finance('POST', `${url}/file`, { fileId: 'none' }),
    'payment.file-unknown',
  );
  const file = await done(as.finance, 'POST', `${url}/file`, { fileId: 'text' });
  expect(file.headers['content-disposition']).toContain(`${number}.txt`);
  expect(file.headers['cache-control']).toBe('no-store');
  expect(file.rawPayload.toString('latin1')).toContain(first.account.number);
  const twice = await done(checker, 'POST', `${url}/file`, { fileId: 'text' });
  expect(twice.rawPayload.equals(file.rawPayload)).toBe(true);
  expectRefusal(await checker('POST', `${url}/file`, { fileId: 'iso' }), 'batch.other-file');
  const entries = await journalOf(batchId);
  expect(entries.filter(({ action }) => action === 'batch.send')).toHaveLength(2);

  const { items } = (await get(as.auditor, `/api/payment-orders?batchId=${batchId}`)) as {
    items: Row[];
  };
  expect(JSON.stringify(items)).not.toContain(first.account.number);
  const rows = items.map((row) => {
    return { ...row, result: row.householdId === first.householdId ? '0000' : '1002' };
  });
  const bytes = returnOf(rows);
  expectRefusal(await as.office('POST', readReturn('a.txt'), bytes), 'people.not-allowed');
  expectRefusal(
    await as.finance('POST', readReturn('a.txt'), Buffer.from('<html/>')),
    'bank-return.unreadable',
  );
  const read = await post(as.finance, readReturn('a.txt'), bytes);
  expect(read).toMatchObject({ rows: 2, paid: 1, returned: 1, setAside: 0 });
  expectRefusal(await checker('POST', readReturn('b.txt'), bytes), 'bank-return.file-twice', 409);
  const aside = await post(
    as.finance,
    readReturn('c.txt'),
    returnOf(rows.slice(0, 1).concat(rows.slice(1).map((row) => ({ ...row, amountFen: 1 })))),
  );
  expect(aside).toMatchObject({ paid: 0, returned: 0, setAside: 2 });
  const why = await get(as.auditor, `/api/bank-returns/${aside.returnId}/rows?outcome=set-aside`);
  const reasons = why.items.map((row: { why: string }) => row.why).toSorted();
  expect(reasons).toEqual(expect.arrayContaining(['wrong-amount']));
  expectRefusal(
    await as.auditor('GET', `/api/bank-returns/${unknownId}/rows`),
    'bank-return.not-found',
  );
  expect((await get(as.auditor, '/api/bank-returns')).items).toHaveLength(2);
  expect(await get(as.auditor, url)).toMatchObject({ state: 'closed', paidCount: 1 });

  const { items: paid } = await get(as.auditor, '/api/payment-orders?state=paid');
  const voucher = `/api/payment-orders/${paid[0].orderId}/voucher`;
  expectRefusal(await as.townClerk('GET', voucher), 'journal.not-sealed-yet');
  await seal(db, 640302, { signer, clock: fixedClock(testNow) });
  expectRefusal(await away('GET', voucher), 'payment-order.not-found');
  const pdf = await done(as.townClerk, 'GET', voucher);
  expect(pdf.headers['content-type']).toBe('application/pdf');
  expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  const { items: back } = await get(as.auditor, '/api/payment-orders?state=returned');
  expect(back).toMatchObject([
    { householdId: second.householdId, failureCode: '1002', mend: 'account' },
  ]);
  const none = `/api/payment-orders/${back[0].orderId}/voucher`;
  expectRefusal(await as.finance('GET', none), 'payment-order.not-paid');
});

test('O051 the reconciliation leads from the notice to the payment, without a difference', async () => {
  const all = await get(as.auditor, '/api/reconciliation');
  const { checks, lines, notice, totals } = all;
  expect(checks.filter((one: { differenceFen: number }) => one.differenceFen !== 0)).toEqual([]);
  expect(checks.length).toBeGreaterThanOrEqual(10);
  expect(notice).toHaveLength(9);
  for (const { differenceFen } of notice) expect(differenceFen).toBe(0);
  expect(totals).toMatchObject({ paid: 530_000, returned: 383_937, reserved: 383_937 });
  const central = lines.find(
    ({ project, source }: { project: string; source: string }) =>
      project === 'dual-replacement' && source === 'central',
  );
  expect(central.figures).toMatchObject({ paid: 350_000, clawedBack: 0, atBank: 0 });
  const behind = await get(as.auditor, `/api/reconciliation/${central.lineId}/paid`);
  expect(behind.items).toMatchObject([
    { kind: 'pay', amountFen: 350_000, headName: '赵*', householdId: first.householdId },
  ]);
  const before = await get(as.auditor, '/api/reconciliation?asOf=2022-01-01');
  expect(before.totals.paid).toBe(0);
});

test('O178 a subsidy is taken back by decision and receipt, over HTTP', async () => {
  const { items } = await get(as.auditor, '/api/payment-orders?state=paid');
  const url = `/api/entitlements/${items[0].entitlementId}/claw-back`;
  const decision = { reason: '重新使用散煤', document: '追回决定1号' };
  expectRefusal(await as.finance('POST', url, decision), 'people.not-allowed');
  const { clawbackId } = await post(as.office, url, decision);
  expectRefusal(await as.office('POST', url, decision), 'clawback.decided', 409);
  const receive = `/api/clawbacks/${clawbackId}/receive`;
  await post(as.finance, receive, { receipt: '缴款书1号' });
  const cancel = await as.office('POST', `/api/clawbacks/${clawbackId}/cancel`, { reason: '误' });
  expectRefusal(cancel, 'http.invalid-input');
  const list = await get(as.auditor, '/api/clawbacks?state=received');
  expect(list.items).toMatchObject([{ clawbackId, amountFen: 530_000, receipt: '缴款书1号' }]);
  const { totals, checks } = await get(as.auditor, '/api/reconciliation');
  expect(totals).toMatchObject({ clawedBack: 530_000, spent: 0 });
  for (const { differenceFen } of checks) expect(differenceFen).toBe(0);
});

test('a batch may be taken apart and given up while it is not sent', async () => {
  await cleared(700_000);
  const { batchId } = await post(as.finance, '/api/payment-batches', { bankId, filter: {} });
  const { items } = await get(as.finance, `/api/payment-orders?batchId=${batchId}`);
  const url = pathOf(batchId);
  const order = { orderId: items[0].orderId, reason: '户主要求暂缓' };
  await post(as.finance, `${url}/drop-order`, order);
  expectRefusal(await as.finance('POST', `${url}/submit`, {}), 'batch.empty');
  expectRefusal(
    await as.finance('POST', `${url}/return`, { reason: '退回' }),
    'action.wrong-state',
  );
  expect(await post(as.finance, `${url}/cancel`, { reason: '没有付款' })).toMatchObject({
    orders: 0,
  });
  expectRefusal(await as.finance('GET', pathOf(unknownId)), 'batch.not-found');
  const { items: drafts } = await get(as.finance, '/api/payment-batches?state=cancelled&limit=1');
  expect(drafts).toMatchObject([{ batchId, note: '没有付款' }]);
});
