// Reads of money: the lines of the budget with their balances, the transfers of an account, the
// entitlements, and everything of one case. Writes nothing.

import { sql } from 'kysely';
import type { z } from 'zod';
import type {
  BudgetLine,
  CaseMoney,
  EntitlementRow,
  ListEntitlementsQuery,
  TransferRow,
} from '../contracts/funds.ts';
import type { Tx } from '../db/open.ts';

/** The lines of the budget with what is committed and what is there in cash. */
export async function listLines(
  tx: Tx,
  districtCode: number,
): Promise<Array<z.output<typeof BudgetLine>>> {
  const { rows } = await sql<z.output<typeof BudgetLine>>`
    select l.line_id, l.view_id as view, l.project, l.source, l.year, l.is_public, l.name_zh,
      l.name_en, l.document, l.version, l.last_on, a.*
    from budget_lines l
    join lateral (
      select -sum(balance_fen) filter (where kind = 'budget')::bigint as adopted_fen,
        sum(balance_fen) filter (where kind = 'available')::bigint as available_fen,
        sum(balance_fen) filter (where kind = 'reserved')::bigint as reserved_fen,
        sum(balance_fen) filter (where kind = 'spent')::bigint as spent_fen,
        -sum(balance_fen) filter (where kind = 'treasury')::bigint as appropriated_fen,
        sum(balance_fen) filter (where kind = 'appropriated')::bigint as in_hand_fen,
        sum(balance_fen) filter (where kind = 'bank')::bigint as at_bank_fen
      from accounts where district_code = l.district_code and line_id = l.line_id
    ) a on true
    where l.district_code = ${districtCode}
    order by l.project nulls first, l.year nulls first, l.line_id limit 1000`.execute(tx);
  return rows;
}

/** What households have paid themselves by project, beside the lines of their own money. */
export async function sumOwnShares(tx: Tx, districtCode: number) {
  const { rows } = await sql<{ project: string; paidFen: number; receipts: number }>`
    select c.project, sum(o.amount_fen)::bigint as paid_fen, count(*) as receipts
    from own_shares o
    join cases c on c.district_code = o.district_code and c.case_id = o.case_id
    where o.district_code = ${districtCode} and o.cancelled_by_entry is null
    group by c.project order by c.project limit 1000`.execute(tx);
  return rows;
}

/** What was paid out for a line and taken back, the latest first. */
export async function listAppropriations(tx: Tx, districtCode: number, lineId: string) {
  const { rows } = await sql<{
    appropriationId: string;
    isBack: boolean;
    amountFen: number;
    document: string;
    appropriatedOn: string;
  }>`select appropriation_id, is_back, amount_fen, document, appropriated_on from appropriations
     where district_code = ${districtCode} and line_id = ${lineId}
     order by appropriated_on desc, appropriation_id desc limit 500`.execute(tx);
  return rows;
}

/** Transfers after `after` in the order they were posted; of one account when it is named. */
export async function listTransfers(
  tx: Tx,
  districtCode: number,
  {
    account,
    after,
    limit,
  }: { account?: string | undefined; after?: string | undefined; limit: number },
): Promise<Array<z.output<typeof TransferRow>>> {
  const ofAccount =
    account === undefined ? sql`true` : sql`(from_account = ${account} or to_account = ${account})`;
  const { rows } = await sql<z.output<typeof TransferRow>>`
    select transfer_id, entry_id, kind, from_account, to_account, amount_fen, entitlement_id,
      occurred_on
    from transfers
    where district_code = ${districtCode} and ${ofAccount}
      and (${after ?? null}::uuid is null or transfer_id > ${after ?? null}::uuid)
    order by transfer_id limit ${limit}`.execute(tx);
  return rows;
}

type EntitlementFilter = z.output<typeof ListEntitlementsQuery> & {
  /** Keys of towns and villages; null for the whole district. */
  readonly places: readonly string[] | null;
};

const entitlementColumns = sql`e.entitlement_id, e.case_id, e.household_id, c.village_key,
  h.head_name, c.project, c.year, e.works, e.item, e.instalment, e.amount_fen, e.state, e.frozen_on,
  e.due_on, e.version`;

/** Entitlements in the order of their ids, from `after` on. */
export async function listEntitlements(
  tx: Tx,
  districtCode: number,
  { places, state, project, isDue, after, limit }: EntitlementFilter,
): Promise<Array<z.output<typeof EntitlementRow>>> {
  const conditions = [sql`e.district_code = ${districtCode}`];
  if (state !== undefined) conditions.push(sql`e.state = ${state}`);
  if (project !== undefined) conditions.push(sql`c.project = ${project}`);
  if (isDue !== undefined) conditions.push(sql`(e.due_on is not null) = ${isDue === 'true'}`);
  if (after !== undefined) conditions.push(sql`e.entitlement_id > ${after}`);
  if (places !== null) {
    conditions.push(sql`exists (select from unnest(${places}::text[]) k (key)
      where starts_with(c.village_key, k.key))`);
  }
  const { rows } = await sql<z.output<typeof EntitlementRow>>`
    select ${entitlementColumns}
    from entitlements e
    join cases c on c.district_code = e.district_code and c.case_id = e.case_id
    join households h on h.district_code = e.district_code and h.household_id = e.household_id
    where ${sql.join(conditions, sql` and `)}
    order by e.entitlement_id limit ${limit}`.execute(tx);
  return rows;
}

/** Where a case is; undefined when there is none. */
export async function findCasePlace(tx: Tx, districtCode: number, caseId: string) {
  const { rows } = await sql<{ villageKey: string; householdId: string }>`
    select village_key, household_id from cases
    where district_code = ${districtCode} and case_id = ${caseId}`.execute(tx);
  return rows[0];
}

/** Everything of money on one case. */
export async function readCaseMoney(
  tx: Tx,
  districtCode: number,
  caseId: string,
  householdId: string,
): Promise<Omit<z.output<typeof CaseMoney>, 'expected'>> {
  type Money = z.output<typeof CaseMoney>;
  const costs = await sql<Money['costs'][number]>`
    select basis, equipment_fen, construction_fen, document, recorded_on from case_costs
    where district_code = ${districtCode} and case_id = ${caseId}
    order by entry_id desc limit 100`.execute(tx);
  const ownShares = await sql<Money['ownShares'][number]>`
    select own_share_id, receipt, amount_fen, paid_on, method, cancel_reason from own_shares
    where district_code = ${districtCode} and case_id = ${caseId}
    order by entry_id desc limit 100`.execute(tx);
  const priorAids = await sql<Money['priorAids'][number]>`
    select prior_aid_id, works, what, method, year, document, state, decision_note from prior_aids
    where district_code = ${districtCode} and household_id = ${householdId}
    order by year, prior_aid_id limit 100`.execute(tx);
  const entitlements = await sql<Money['entitlements'][number]>`
    select e.entitlement_id, e.item, e.instalment, e.amount_fen, e.parts, e.cost_basis, e.inputs,
      e.rules_version, e.decisions, e.explanation, e.frozen_on, e.due_on, e.due_ground, e.state,
      e.version, e.entry_id
    from entitlements e
    where e.district_code = ${districtCode} and e.case_id = ${caseId}
    order by e.entitlement_id desc limit 50`.execute(tx);
  return {
    costs: costs.rows,
    ownShares: ownShares.rows,
    priorAids: priorAids.rows,
    entitlements: entitlements.rows,
  };
}
