// What a voucher shows of one payment: the order, its entitlement with the frozen explanation, and
// the evidence it rests on. The account stays masked.

import { sql } from 'kysely';
import type { Day } from '../../core/day.ts';
import type { Text } from '../../core/text.ts';
import type { Tx } from '../../db/open.ts';
import { acceptancesOf, noticesOf } from '../../acceptance/queries.ts';
import { documentKinds } from '../../documents/model.ts';
import { listDocumentsOf } from '../../documents/queries.ts';
import type { EntitlementPart } from '../../funds/ledger.ts';
import { costBases } from '../../funds/model.ts';
import type { CostBasis } from '../../funds/model.ts';
import type { Works } from '../../households/model.ts';
import type { ExplanationStep } from '../../rules/types.ts';
import type { OrderState } from '../model.ts';

export type PaymentFacts = {
  readonly state: OrderState;
  readonly reference: string;
  readonly batchNumber: string;
  readonly attempt: number;
  readonly amountFen: number;
  readonly parts: readonly EntitlementPart[];
  readonly holder: string;
  readonly accountMasked: string;
  readonly settledOn: Day | null;
  readonly settledEntry: string | null;
  readonly fileName: string | null;
  readonly fileSha256: string | null;
  readonly returnName: string | null;
  readonly returnSha256: string | null;
  readonly headName: string;
  readonly idMasked: string | null;
  readonly villageKey: string;
  readonly villageName: string;
  readonly townName: string;
  readonly caseId: string;
  readonly householdId: string;
  readonly works: Works;
  readonly project: string;
  readonly year: number;
  readonly method: string | null;
  readonly item: string;
  readonly instalment: string;
  readonly rulesVersion: string;
  readonly frozenOn: Day;
  readonly clearedEntry: string;
  readonly explanation: {
    readonly steps: readonly ExplanationStep[];
    readonly when?: Text | null;
  };
};

/** One payment; undefined when there is none. */
export async function findPayment(
  tx: Tx,
  districtCode: number,
  orderId: string,
): Promise<PaymentFacts | undefined> {
  const { rows } = await sql<PaymentFacts>`
    select o.state, o.reference, b.number as batch_number, o.attempt, o.amount_fen, o.parts,
      o.holder, o.account_masked, o.settled_on, o.settled_entry, b.file_name, b.file_sha256,
      r.file_name as return_name, r.sha256 as return_sha256, h.head_name, h.id_masked,
      o.village_key, v.name as village_name, coalesce(t.name, '') as town_name, o.case_id,
      o.household_id, c.works, c.project, c.year, c.method, e.item, e.instalment,
      e.rules_version, e.frozen_on, e.entry_id as cleared_entry, e.explanation
    from payment_orders o
    join payment_batches b on b.district_code = o.district_code and b.batch_id = o.batch_id
    join entitlements e
      on e.district_code = o.district_code and e.entitlement_id = o.entitlement_id
    join cases c on c.district_code = o.district_code and c.case_id = o.case_id
    join households h on h.district_code = o.district_code and h.household_id = o.household_id
    join places v on v.district_code = o.district_code and v.place_key = o.village_key
    left join places t
      on t.district_code = o.district_code and t.place_key = left(o.village_key, 9)
    left join bank_returns r
      on r.district_code = o.district_code and r.entry_id = o.settled_entry
    where o.district_code = ${districtCode} and o.order_id = ${orderId}`.execute(tx);
  return rows[0];
}

/** A thing that shows why the payment was due: what it is, its name, how it is known again. */
export type Evidence = { readonly kind: Text; readonly name: string; readonly mark: string };

const DOCUMENTS_SHOWN_MAX = 40;

/** What the payment rests on, in the order it came about. */
export async function listEvidence(
  tx: Tx,
  districtCode: number,
  { caseId, householdId, fileName, fileSha256, returnName, returnSha256 }: PaymentFacts,
): Promise<Evidence[]> {
  const documents = await listDocumentsOf(tx, districtCode, householdId);
  const own = documents.filter((one) => {
    return one.state === 'kept' && (one.caseId === null || one.caseId === caseId);
  });
  const papers = own.slice(0, DOCUMENTS_SHOWN_MAX).map(({ kind, name, sha256 }): Evidence => {
    const { zh, en } = documentKinds[kind];
    return { kind: { zh, en }, name, mark: shortHash(sha256) };
  });
  const files: Evidence[] = [];
  if (fileName !== null && fileSha256 !== null) {
    const kind = { zh: '代发文件', en: 'File to the bank' };
    files.push({ kind, name: fileName, mark: shortHash(fileSha256) });
  }
  if (returnName !== null && returnSha256 !== null) {
    const kind = { zh: '银行回盘', en: "Bank's return" };
    files.push({ kind, name: returnName, mark: shortHash(returnSha256) });
  }
  return [
    ...papers,
    ...(await listPrices(tx, districtCode, caseId)),
    ...(await listStages(tx, districtCode, caseId)),
    ...(await listReceipts(tx, districtCode, caseId)),
    ...files,
  ];
}

const shortHash = (sha256: string): string => `SHA-256 ${sha256.slice(0, 16)}…`;

async function listPrices(tx: Tx, districtCode: number, caseId: string): Promise<Evidence[]> {
  const { rows } = await sql<{ basis: CostBasis; document: string; recordedOn: Day }>`
    select distinct on (basis) basis, document, recorded_on from case_costs
    where district_code = ${districtCode} and case_id = ${caseId}
    order by basis, entry_id desc limit 10`.execute(tx);
  return rows.map(({ basis, document, recordedOn }) => {
    return { kind: costBases[basis], name: document, mark: recordedOn };
  });
}

async function listStages(tx: Tx, districtCode: number, caseId: string): Promise<Evidence[]> {
  const acceptance = (await acceptancesOf(tx, districtCode, [caseId])).get(caseId);
  const notice = (await noticesOf(tx, districtCode, [caseId])).get(caseId);
  const stages: Evidence[] = [];
  if (acceptance) {
    const { acceptedOn, reportId, document, source } = acceptance;
    const mark = document === null ? '' : source === 'lot' ? shortHash(document) : document;
    const kind = { zh: '联合验收', en: 'Joint acceptance' };
    stages.push({ kind, name: [acceptedOn, reportId ?? ''].join(' ').trim(), mark });
  }
  if (notice) {
    const kind = { zh: '公示', en: 'Public notice' };
    const { publishedOn, endsOn, noticeId } = notice;
    stages.push({ kind, name: `${publishedOn} — ${endsOn}`, mark: noticeId });
  }
  return stages;
}

async function listReceipts(tx: Tx, districtCode: number, caseId: string): Promise<Evidence[]> {
  const { rows } = await sql<{ receipt: string; paidOn: Day }>`
    select receipt, paid_on from own_shares
    where district_code = ${districtCode} and case_id = ${caseId} and cancelled_by_entry is null
    order by own_share_id limit 20`.execute(tx);
  const kind = { zh: '自筹缴款', en: 'Own share' };
  return rows.map(({ receipt, paidOn }) => ({ kind, name: receipt, mark: paidOn }));
}
