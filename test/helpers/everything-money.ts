// One thing of every kind of money and imports, and for each of their actions an input on it: the
// second half of everything.ts.

import type { acceptanceOn } from '../../src/acceptance/ledger.testing.ts';
import { recordPriorAid } from '../../src/funds/money-actions.ts';
import { uploadLedger } from '../../src/imports/actions.ts';
import { decideClawback } from '../../src/payments/clawback-actions.ts';
import { bank, paymentsOn } from '../../src/payments/payments.testing.ts';
import { composeInputOf } from '../../src/payments/plan.ts';
import { aPerson, townA } from './ledger.ts';

/** Where the thing of an action is: in the village, in its town, or in the whole district. */
export type At = 'village' | 'town' | 'district';
/** What an action is asked with, and where that is. */
export type Asked = readonly [at: At, input: unknown];

type Ledger = Awaited<ReturnType<typeof acceptanceOn>>;

const clerk = aPerson('townClerk');
const office = aPerson('office', null);
const reason = '矩阵测试';
const sha256 = 'a'.repeat(64);

/** Money: budget, entitlements, batches, clawbacks. */
export async function moneyIn(ledger: Ledger) {
  const pay = paymentsOn(ledger);
  const { act, db } = ledger;
  await pay.endow(200_000);
  const paid = await pay.cleared();
  const { orders } = await pay.sent();
  const [success = ''] = bank.success;
  const [failure] = bank.failures;
  await pay.answer(
    orders.map(({ reference, amountFen }) => ({ reference, amountFen, result: success })),
  );
  const owed = { entitlementId: paid.entitlementId, reason, document: '决定一号' };
  const { clawbackId } = await act(office, decideClawback, owed);
  await pay.cleared();
  const { batchId } = await pay.compose();
  const [order] = await pay.ordersOf(batchId);
  const waiting = await pay.cleared();
  const { caseId, householdId, entitlementId } = waiting;
  const lineId = await pay.lineOf('dual-replacement', 'central');
  const shares = await db.pool.query<{ own_share_id: string }>(
    'select own_share_id from own_shares where case_id = $1',
    [caseId],
  );
  const aid = { householdId, what: '热风机', year: 2019, document: '2019年台账' };
  const { priorAidId } = await act(clerk, recordPriorAid, aid);
  const ofLine = { lineId, amountFen: 100, document: '凭证一号' };
  const ofBatch = { batchId, reason };
  const line = { line: 1, reference: null, amountFen: null, result: null, reason: null };
  return {
    'rules.adopt': ['district', { programmeId: 'litong-2022', version: sha256, rules: {} }],
    'budget.adopt': [
      'district',
      {
        view: null,
        document: '批复一号',
        lines: [
          {
            project: 'envelope',
            source: 'city',
            year: null,
            amountFen: 100,
            isPublic: true,
            name: { zh: '市级', en: 'City' },
          },
        ],
      },
    ],
    'budget.adjust': ['district', ofLine],
    'funds.appropriate': ['district', ofLine],
    'funds.take-back': ['district', ofLine],
    'case.set-cost': [
      'village',
      { caseId, basis: 'invoice', equipmentFen: 1, constructionFen: 1, document: '发票一号' },
    ],
    'case.record-own-share': ['village', { caseId, receipt: '收据一号', amountFen: 100 }],
    'case.cancel-own-share': [
      'village',
      { caseId, ownShareId: shares.rows[0]?.own_share_id, reason },
    ],
    'case.clear': ['village', { caseId }],
    'entitlement.release': ['village', { caseId, reason }],
    'entitlement.mark-due': ['village', { entitlementId, ground: '验收报告' }],
    'prior-aid.approve': ['village', { priorAidId, note: reason }],
    'batch.compose': [
      'district',
      { bankId: bank.id, filter: {}, ...composeInputOf(bank, await pay.plan()) },
    ],
    'batch.submit': ['district', { batchId }],
    'batch.approve': ['district', { batchId }],
    'batch.return': ['district', ofBatch],
    'batch.cancel': ['district', ofBatch],
    'batch.drop-order': ['district', { ...ofBatch, orderId: order?.orderId }],
    'batch.send': ['district', { batchId, fileId: 'text', fileName: 'a.txt', fileSha256: sha256 }],
    'bank-return.read': [
      'district',
      {
        bankId: bank.id,
        codes: { success: bank.success },
        fileId: 'text',
        fileName: 'r.txt',
        sha256,
        rows: [line],
      },
    ],
    'payment-order.reverse': ['district', { orderId: orders[0]?.orderId, failure, reason }],
    'clawback.decide': ['village', { ...owed, entitlementId }],
    'clawback.receive': ['village', { clawbackId, receipt: '收据二号' }],
    'clawback.cancel': ['village', { clawbackId, reason }],
  } as const satisfies Readonly<Record<string, Asked>>;
}

/** A ledger that is being imported. */
export async function importsIn({ act, register }: Ledger) {
  const upload = {
    townKey: townA,
    fileName: '台账.xlsx',
    fileSha256: sha256,
    fileBytes: 1,
    keptSha256: sha256,
    choices: {},
  };
  const { importId } = await act(clerk, uploadLedger, upload);
  const { householdId } = await register();
  const text = { zh: '读不了', en: 'Unreadable' };
  return {
    'ledger-import.upload': ['town', upload],
    'ledger-import.settle': ['town', { importId, headings: {}, choices: {} }],
    'ledger-import.check': ['town', { importId, runner: 'test' }],
    'ledger-import.finish-check': ['town', { importId, summary: {}, findings: [], rows: [] }],
    'ledger-import.confirm': ['town', { importId, take: 'all', runner: 'test' }],
    'ledger-import.store': ['town', { importId, counts: {}, digest: sha256 }],
    'ledger-import.cancel': ['town', { importId }],
    'ledger-import.fail': [
      'town',
      { importId, failure: { code: 'office.unreadable', message: text, next: text } },
    ],
    'household.record-ledger-facts': [
      'village',
      { householdId, importId, facts: { note: '账内备注' }, plan: null },
    ],
  } as const satisfies Readonly<Record<string, Asked>>;
}
