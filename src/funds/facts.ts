// What is known of cases when they are cleared, read with a fixed number of statements for one case
// and for thousands. The households are held, so that nothing changes under the calculation.

import { sql } from 'kysely';
import { acceptancesOf } from '../acceptance/queries.ts';
import type { Day } from '../core/day.ts';
import type { Tx } from '../db/open.ts';
import { contractPricesOf } from '../enterprises/queries.ts';
import type { Works } from '../households/model.ts';
import type { CostBasis } from './model.ts';

/** Works a household was given before the programme. */
export type PriorAid = {
  readonly householdId: string;
  readonly works: Works;
  readonly what: string;
  readonly method: string | null;
  readonly year: number;
  readonly state: 'recorded' | 'approved';
};

export type Cost = { readonly equipmentFen: number; readonly constructionFen: number };

/** All of a case that a benefit can depend on. */
export type Facts = {
  readonly caseId: string;
  readonly householdId: string;
  readonly works: Works;
  readonly project: string;
  readonly year: number;
  readonly method: string | null;
  readonly category: string;
  /** A decimal as text, so that nothing is rounded. */
  readonly heatedAreaM2: string;
  readonly floorAreaM2: string | null;
  readonly people: number | null;
  readonly isResident: boolean | null;
  readonly acceptedOn: Day | null;
  readonly cost: Cost | undefined;
  readonly ownPaidFen: number;
  /** The latest day of a price or a payment: nothing is cleared before it. */
  readonly moneyOn: Day | null;
  readonly priors: readonly PriorAid[];
  /** The amount that hung out in the public notice; null when none did. */
  readonly publishedFen: number | null;
  /** True when the enterprise bears the cost: a pilot under its own contract. */
  readonly isPilot: boolean;
  /** True when the household has an entitlement for these works that was not released. */
  readonly isCleared: boolean;
};

type CaseRow = Omit<Facts, 'acceptedOn' | 'cost' | 'ownPaidFen' | 'moneyOn' | 'priors'>;

/**
 * The facts of cases by their ids; the price is the latest recorded of `basis`. Where that is the
 * contract price and none was recorded, it is the one the case stands at in its contract.
 */
export async function readFacts(
  tx: Tx,
  districtCode: number,
  caseIds: readonly string[],
  basis: CostBasis,
): Promise<Map<string, Facts>> {
  const cases = await readCaseRows(tx, districtCode, caseIds);
  const costs = await costsOf(tx, districtCode, caseIds, basis);
  const paid = await readOwnShares(tx, districtCode, caseIds);
  const householdIds = cases.map(({ householdId }) => householdId);
  const priors = await listPriorAids(tx, districtCode, householdIds);
  const accepted = await acceptancesOf(tx, districtCode, caseIds);
  const facts = cases.map((row): Facts => {
    const [cost, own] = [costs.get(row.caseId), paid.get(row.caseId)];
    const days = [cost?.day, own?.day].flatMap((day) => day ?? []);
    return {
      ...row,
      acceptedOn: accepted.get(row.caseId)?.acceptedOn ?? null,
      cost,
      ownPaidFen: own?.paidFen ?? 0,
      moneyOn: days.toSorted().at(-1) ?? null,
      priors: (priors.get(row.householdId) ?? []).filter(({ works }) => works === row.works),
    };
  });
  return new Map(facts.map((one) => [one.caseId, one]));
}

async function readCaseRows(tx: Tx, districtCode: number, caseIds: readonly string[]) {
  const { rows } = await sql<CaseRow>`
    select c.case_id, c.household_id, c.works, c.project, c.year, c.method, h.category,
      trim_scale(h.heated_area_m2)::text as heated_area_m2,
      trim_scale(h.floor_area_m2)::text as floor_area_m2, h.people_count as people, h.is_resident,
      (select n.amount_fen from public_notice_cases n where n.district_code = c.district_code
        and n.case_id = c.case_id and n.withdrawn_on is null) as published_fen,
      exists (select from works_contract_cases wc
        join works_contracts w on w.district_code = wc.district_code
          and w.contract_id = wc.contract_id
        where wc.district_code = c.district_code and wc.case_id = c.case_id
          and wc.dropped_on is null and w.paid_by = 'enterprise') as is_pilot,
      exists (select from entitlements e where e.district_code = c.district_code
        and e.household_id = c.household_id and e.works = c.works
        and e.state <> 'released') as is_cleared
    from cases c
    join households h on h.district_code = c.district_code and h.household_id = c.household_id
    where c.district_code = ${districtCode} and c.case_id = any (${caseIds}::uuid[])
    order by h.household_id for share of h`.execute(tx);
  return rows;
}

type DatedCost = Cost & { readonly day: Day };

async function costsOf(
  tx: Tx,
  districtCode: number,
  caseIds: readonly string[],
  basis: CostBasis,
): Promise<Map<string, DatedCost>> {
  const recorded = await readCosts(tx, districtCode, caseIds, basis);
  if (basis !== 'contract') return recorded;
  const open = caseIds.filter((id) => !recorded.has(id));
  const contracts = await contractPricesOf(tx, districtCode, open);
  const agreed = [...contracts].map(([caseId, contract]): [string, DatedCost] => {
    const { equipmentFen, constructionFen, signedOn: day } = contract;
    return [caseId, { equipmentFen, constructionFen, day }];
  });
  return new Map([...recorded, ...agreed]);
}

async function readCosts(
  tx: Tx,
  districtCode: number,
  caseIds: readonly string[],
  basis: CostBasis,
): Promise<Map<string, DatedCost>> {
  const { rows } = await sql<DatedCost & { caseId: string }>`
    select distinct on (case_id) case_id, equipment_fen, construction_fen, recorded_on as day
    from case_costs
    where district_code = ${districtCode} and case_id = any (${caseIds}::uuid[])
      and basis = ${basis}
    order by case_id, entry_id desc`.execute(tx);
  return new Map(rows.map(({ caseId, ...cost }) => [caseId, cost]));
}

async function readOwnShares(
  tx: Tx,
  districtCode: number,
  caseIds: readonly string[],
): Promise<Map<string, { paidFen: number; day: Day }>> {
  const { rows } = await sql<{ caseId: string; paidFen: number; day: Day }>`
    select case_id, sum(amount_fen)::bigint as paid_fen, max(paid_on) as day from own_shares
    where district_code = ${districtCode} and case_id = any (${caseIds}::uuid[])
      and cancelled_by_entry is null
    group by case_id`.execute(tx);
  return new Map(rows.map(({ caseId, ...own }) => [caseId, own]));
}

/**
 * What households were given before, under their own file or one merged into it: by household, in
 * the order of years.
 */
export async function listPriorAids(
  tx: Tx,
  districtCode: number,
  householdIds: readonly string[],
): Promise<Map<string, PriorAid[]>> {
  const { rows } = await sql<PriorAid>`
    with recursive files as (
      select id as household_id, id as file_id from unnest(${householdIds}::uuid[]) as h (id)
      union
      select f.household_id, h.household_id from files f
      join households h on h.district_code = ${districtCode} and h.merged_into = f.file_id)
    select f.household_id, a.works, a.what, a.method, a.year, a.state
    from files f
    join prior_aids a on a.district_code = ${districtCode} and a.household_id = f.file_id
    order by f.household_id, a.year, a.prior_aid_id`.execute(tx);
  return Map.groupBy(rows, ({ householdId }) => householdId);
}
