// Reads of enterprises and contracts that other capabilities build on: whose case it is, under
// which contract, at what price.

import { sql } from 'kysely';
import type { Gate, Reason, Subject } from '../actions/action.ts';
import type { Day } from '../core/day.ts';
import type { Tx } from '../db/open.ts';
import { holdsAny } from '../people/model.ts';
import type { Actor } from '../people/model.ts';
import { enterpriseStates } from './model.ts';
import type { EnterpriseState } from './model.ts';

type Builder = {
  readonly caseId: string;
  readonly name: string;
  readonly state: EnterpriseState;
};

/**
 * Binds whoever holds the role `enterprise` to the cases that their own organisation builds; for
 * all others it holds. The subject's id is the case's. One that was removed acts no more.
 */
export const gateOwnEnterprise: Gate<Subject> = {
  name: 'own-enterprise',
  check: async (subject, tx, actor) => (await judgeOwn([subject], tx, actor))[0] ?? true,
  checkMany: judgeOwn,
};

async function judgeOwn(subjects: readonly Subject[], tx: Tx, actor: Actor) {
  if (!holdsAny(actor, ['enterprise'])) return subjects.map(() => true as const);
  const ids = subjects.map(({ id }) => id);
  const own = await listOwnCases(tx, actor, ids);
  return subjects.map(({ id }) => judge(own.get(id)));
}

function judge(builder: Builder | undefined): true | Reason {
  if (!builder) return { code: 'enterprise.not-yours', details: {} };
  return builder.state === 'removed' ? notAdmitted(builder) : true;
}

/** Why an enterprise that is not admitted is refused. */
export function notAdmitted({ name, state }: Pick<Builder, 'name' | 'state'>): Reason {
  const { zh: stateZh, en: stateEn } = enterpriseStates[state];
  return { code: 'enterprise.not-admitted', details: { name, stateZh, stateEn } };
}

/** Which of these cases the actor's organisation builds. */
async function listOwnCases(
  tx: Tx,
  { districtCode, organisationId }: Actor,
  caseIds: readonly string[],
): Promise<Map<string, Builder>> {
  // Compared as text: an organisation's id comes from the session and need not be well formed.
  const { rows } = await sql<Builder>`select c.case_id, e.name, e.state from cases c
    join enterprises e on e.district_code = c.district_code and e.enterprise_id = c.enterprise_id
    where c.district_code = ${districtCode} and c.case_id = any (${caseIds}::uuid[])
      and e.organisation_id::text = ${organisationId}`.execute(tx);
  return new Map(rows.map((row) => [row.caseId, row]));
}

/** The contract a case is under, and what it says of the case. */
export type CaseContract = {
  readonly caseId: string;
  readonly contractId: string;
  readonly number: string;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  readonly equipmentFen: number;
  readonly constructionFen: number;
  readonly signedOn: Day;
  readonly warrantyYears: number;
  /** Number of the approval of the design; null while it is not approved. */
  readonly designApproval: string | null;
  /** True for a pilot at the enterprise's expense: nothing is paid for it 二(四). */
  readonly isPilot: boolean;
};

/** The live contracts of these cases, by case id; cases without one are left out. */
export async function contractPricesOf(
  tx: Tx,
  districtCode: number,
  caseIds: readonly string[],
): Promise<Map<string, CaseContract>> {
  const { rows } = await sql<CaseContract>`
    select k.case_id, k.contract_id, w.number, w.enterprise_id, e.name as enterprise_name,
      k.price_equipment_fen as equipment_fen, k.price_construction_fen as construction_fen,
      w.signed_on, w.warranty_years, w.design_approval, w.paid_by = 'enterprise' as is_pilot
    from works_contract_cases k
    join works_contracts w on w.district_code = k.district_code and w.contract_id = k.contract_id
    join enterprises e on e.district_code = w.district_code and e.enterprise_id = w.enterprise_id
    where k.district_code = ${districtCode} and k.case_id = any (${caseIds}::uuid[])
      and k.dropped_on is null`.execute(tx);
  return new Map(rows.map((row) => [row.caseId, row]));
}
