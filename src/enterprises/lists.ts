// Reads for the pages of enterprises and contracts. What other capabilities ask is in queries.ts.

import { sql } from 'kysely';
import type { z } from 'zod';
import type { EnterpriseRow, getEnterprise } from '../contracts/enterprises.ts';
import type {
  getContract,
  listContractCases,
  WorksContractRow,
} from '../contracts/works-contracts.ts';
import type { Tx } from '../db/open.ts';

type Page = { readonly limit: number; readonly offset: number };
type Counted<Row> = { readonly items: Row[]; readonly total: number };

const enterpriseColumns = sql`e.enterprise_id, e.name, e.credit_code, e.credit_code_note, e.kinds,
  e.state, e.version, e.organisation_id, e.contact_name, e.contact_phone, e.last_on,
  (select min(p.valid_until) from enterprise_papers p where p.district_code = e.district_code
    and p.enterprise_id = e.enterprise_id) as papers_until,
  array(select n.name from enterprise_names n where n.district_code = e.district_code
    and n.enterprise_id = e.enterprise_id and n.name <> e.name order by n.name) as aliases`;

type Enterprise = z.output<typeof EnterpriseRow>;

export type EnterpriseFilter = {
  readonly state?: string | undefined;
  readonly kind?: string | undefined;
  readonly search?: string | undefined;
};

/** Enterprises by name; `search` is part of any of their names or of the credit code. */
export async function listEnterprises(
  tx: Tx,
  districtCode: number,
  { state, kind, search }: EnterpriseFilter,
  { limit, offset }: Page,
): Promise<Counted<Enterprise>> {
  const conditions = [sql`e.district_code = ${districtCode}`];
  if (state !== undefined) conditions.push(sql`e.state = ${state}`);
  if (kind !== undefined) conditions.push(sql`e.kinds @> array[${kind}]::text[]`);
  if (search !== undefined) {
    conditions.push(sql`(position(${search.toUpperCase()} in e.credit_code) > 0
      or exists (select 1 from enterprise_names n where n.district_code = e.district_code
        and n.enterprise_id = e.enterprise_id and position(${search} in n.name) > 0))`);
  }
  const where = sql.join(conditions, sql` and `);
  const { rows } = await sql<Enterprise>`select ${enterpriseColumns} from enterprises e
    where ${where} order by e.name, e.enterprise_id limit ${limit} offset ${offset}`.execute(tx);
  const counted = await sql<{ total: number }>`select count(*) as total from enterprises e
    where ${where}`.execute(tx);
  return { items: rows, total: counted.rows[0]?.total ?? 0 };
}

type Whole = z.output<(typeof getEnterprise)['reply']>;

/** One enterprise with its papers and decisions; undefined when there is none. */
export async function findEnterprise(
  tx: Tx,
  districtCode: number,
  enterpriseId: string,
): Promise<Whole | undefined> {
  const { rows } = await sql<Enterprise>`select ${enterpriseColumns} from enterprises e
    where e.district_code = ${districtCode} and e.enterprise_id = ${enterpriseId}`.execute(tx);
  const [enterprise] = rows;
  if (!enterprise) return undefined;
  const papers = await sql<Whole['papers'][number]>`
    select paper_id, kind, number, valid_until, document_id from enterprise_papers
    where district_code = ${districtCode} and enterprise_id = ${enterpriseId}
    order by paper_id desc limit 200`.execute(tx);
  const steps = await sql<Whole['steps'][number]>`
    select version, action, occurred_on, state, reason, document_id, score::float8 as score,
      entry_id
    from enterprise_steps
    where district_code = ${districtCode} and enterprise_id = ${enterpriseId}
    order by version desc limit 500`.execute(tx);
  return { ...enterprise, papers: papers.rows, steps: steps.rows };
}

/** Which contracts somebody may see: of these places, or of the enterprise they act for. */
export type ContractScope =
  | { readonly places: readonly string[] | null }
  | { readonly organisationId: string };

function inScope(scope: ContractScope) {
  if ('organisationId' in scope) return sql`e.organisation_id::text = ${scope.organisationId}`;
  if (scope.places === null) return sql`true`;
  // A village sees the contracts of its town, for its households are under them.
  return sql`exists (select 1 from unnest(${scope.places}::text[]) p (key)
    where starts_with(w.place_key, p.key) or starts_with(p.key, w.place_key))`;
}

const contractColumns = sql`w.contract_id, w.number, w.enterprise_id, e.name as enterprise_name,
  w.works, w.place_key, p.name as place_name, w.state, w.version, w.paid_by, w.warranty_years,
  w.done_by, w.design_approval, w.signed_on, w.last_on, k.cases, k.equipment_fen,
  k.construction_fen`;
const contractTables = sql`works_contracts w
  join enterprises e on e.district_code = w.district_code and e.enterprise_id = w.enterprise_id
  join places p on p.district_code = w.district_code and p.place_key = w.place_key`;
const sumsOfCases = sql`cross join lateral (select count(*) as cases,
    coalesce(sum(k.price_equipment_fen), 0)::bigint as equipment_fen,
    coalesce(sum(k.price_construction_fen), 0)::bigint as construction_fen
  from works_contract_cases k where k.district_code = w.district_code
    and k.contract_id = w.contract_id and k.dropped_on is null) k`;

type ContractRow = z.output<typeof WorksContractRow>;

export type ContractFilter = {
  readonly scope: ContractScope;
  readonly enterpriseId?: string | undefined;
  readonly works?: string | undefined;
  readonly state?: string | undefined;
};

/** Contracts, the latest first. */
export async function listContracts(
  tx: Tx,
  districtCode: number,
  { scope, enterpriseId, works, state }: ContractFilter,
  { limit, offset }: Page,
): Promise<Counted<ContractRow>> {
  const conditions = [sql`w.district_code = ${districtCode}`, inScope(scope)];
  if (enterpriseId !== undefined) conditions.push(sql`w.enterprise_id = ${enterpriseId}`);
  if (works !== undefined) conditions.push(sql`w.works = ${works}`);
  if (state !== undefined) conditions.push(sql`w.state = ${state}`);
  const where = sql.join(conditions, sql` and `);
  const { rows } = await sql<ContractRow>`select ${contractColumns}
    from ${contractTables} ${sumsOfCases}
    where ${where} order by w.contract_id desc limit ${limit} offset ${offset}`.execute(tx);
  const counted = await sql<{ total: number }>`select count(*) as total from ${contractTables}
    where ${where}`.execute(tx);
  return { items: rows, total: counted.rows[0]?.total ?? 0 };
}

type WholeContract = Omit<z.output<(typeof getContract)['reply']>, 'required' | 'missing'> & {
  readonly requirements: { clauses: Array<{ id: string; zh: string; en: string }> } | null;
};

/** One contract in the scope; undefined when there is none. */
export async function findContract(
  tx: Tx,
  districtCode: number,
  contractId: string,
  scope: ContractScope,
): Promise<WholeContract | undefined> {
  const { rows } = await sql<WholeContract>`select ${contractColumns}, w.clauses, w.requirements,
      w.owner_signed_on, w.enterprise_signed_on, w.document_id, w.ended_reason
    from ${contractTables} ${sumsOfCases}
    where w.district_code = ${districtCode} and w.contract_id = ${contractId}
      and ${inScope(scope)}`.execute(tx);
  return rows[0];
}

type ContractCase = z.output<(typeof listContractCases)['reply']>['items'][number];

/** The cases under a contract, also those that left it; of these places, or all (null). */
export async function listCasesOf(
  tx: Tx,
  districtCode: number,
  contractId: string,
  places: readonly string[] | null,
  { limit, offset }: Page,
): Promise<Counted<ContractCase>> {
  const here =
    places === null
      ? sql`true`
      : sql`exists (select 1 from unnest(${places}::text[]) p (key)
          where starts_with(c.village_key, p.key))`;
  const from = sql`works_contract_cases k
    join cases c on c.district_code = k.district_code and c.case_id = k.case_id
    where k.district_code = ${districtCode} and k.contract_id = ${contractId} and ${here}`;
  const { rows } = await sql<ContractCase>`
    select s.*, h.head_name, v.name as village_name, g.name as group_name
    from (select c.district_code, c.case_id, c.household_id, c.village_key, c.group_id, c.state,
        c.method, k.price_equipment_fen as equipment_fen,
        k.price_construction_fen as construction_fen, k.added_on, k.dropped_on
      from ${from} order by c.village_key, c.case_id limit ${limit} offset ${offset}) s
    join households h on h.district_code = s.district_code and h.household_id = s.household_id
    join places v on v.district_code = s.district_code and v.place_key = s.village_key
    left join village_groups g on g.district_code = s.district_code and g.group_id = s.group_id
    order by s.village_key, s.case_id`.execute(tx);
  const counted = await sql<{ total: number }>`select count(*) as total from ${from}`.execute(tx);
  return { items: rows, total: counted.rows[0]?.total ?? 0 };
}
