// Reads of the ledger: pages of cases, their counts, and one household's file. Writes nothing.
//
// Names are found by the beginning of the name, of the given name, of the pinyin or the initials:
// comparisons that PostgreSQL calls leakproof, so that their indexes serve below row-level
// security, which LIKE and trigrams do not.

import { sql, type RawBuilder } from 'kysely';
import type { z } from 'zod';
import type { HouseholdFile, LedgerRow } from '../contracts/ledger.ts';
import { parseDay } from '../core/day.ts';
import type { Database, Tx } from '../db/open.ts';
import { maskName } from './model.ts';
import type { CaseState, Works } from './model.ts';
import { plainName, printOfEnd, printOfId, printOfNumber } from './sealing.ts';
import type { Sealing } from './sealing.ts';

export type LedgerFilter = {
  readonly works: Works;
  /** Keys of towns and villages; null for the whole district. */
  readonly places: readonly string[] | null;
  readonly groupId?: string | undefined;
  readonly state?: CaseState | undefined;
  readonly year?: number | undefined;
  readonly project?: string | undefined;
  readonly method?: string | undefined;
  readonly category?: string | undefined;
  readonly finding?: string | undefined;
  /** In their state since this day or longer. */
  readonly since?: string | undefined;
  readonly search?: string | undefined;
};

export type Page = {
  readonly sort: 'latest' | 'oldest';
  readonly after?: string | undefined;
  readonly limit: number;
};

type Row = z.output<typeof LedgerRow>;

const townKeyLength = 9;

/** The conditions of a filter on the rows `c` (cases) and `h` (households). */
export function conditionsOf(filter: LedgerFilter, sealing: Sealing) {
  const { works, places, groupId, state, year, project, method, category, finding } = filter;
  const conditions = [sql`c.district_code = ${sealing.districtCode}`, sql`c.works = ${works}`];
  if (places !== null) conditions.push(within(places, sealing.districtCode));
  if (groupId !== undefined) conditions.push(sql`c.group_id = ${groupId}`);
  if (state !== undefined) conditions.push(sql`c.state = ${state}`);
  if (year !== undefined) conditions.push(sql`c.year = ${year}`);
  if (project !== undefined) conditions.push(sql`c.project = ${project}`);
  if (method !== undefined) conditions.push(sql`c.method = ${method}`);
  if (category !== undefined) conditions.push(sql`h.category = ${category}`);
  if (finding !== undefined) conditions.push(sql`h.findings @> array[${finding}]::text[]`);
  if (filter.since !== undefined) conditions.push(sql`c.last_on <= ${filter.since}::date`);
  if (filter.search !== undefined) conditions.push(matching(filter.search, sealing));
  return sql.join(conditions, sql` and `);
}

/** Cases in these places and below them. Of one town, in the form its index is made for. */
function within(places: readonly string[], districtCode: number) {
  const towns = places.filter((key) => key.length === townKeyLength);
  const villages = places.filter((key) => key.length !== townKeyLength);
  const [town] = towns;
  if (places.length === 1 && town !== undefined) return sql`c.town_key = ${town}`;
  const below = sql`array(select p.place_key from places p, unnest(${villages}::text[]) k (key)
    where p.district_code = ${districtCode} and starts_with(p.place_key, k.key))`;
  return sql`(c.town_key = any (${towns}::text[]) or c.village_key = any (${below}))`;
}

/** What a person typed: the end of an ID number, a whole number, pinyin, initials or a name. */
function matching(search: string, sealing: Sealing) {
  const plain = plainName(search).toUpperCase();
  if (/^\d{3,}[\dX]$/.test(plain)) return matchingNumber(plain, sealing);
  if (/^[A-Z]+$/.test(plain)) {
    const letters = plain.toLowerCase();
    return sql`(${beginning('head_pinyin', letters)} or ${beginning('head_initials', letters)})`;
  }
  const name = plainName(search);
  return sql`(${beginning('head_name', name)} or ${beginning('given_name', name)})`;
}

function matchingNumber(number: string, sealing: Sealing) {
  if (number.length === 4) return sql`h.id_tail = ${number}`;
  if (number.length === 6) return sql`h.id_end_print = ${printOfEnd(number, sealing)}`;
  const prints = [
    printOfId(number, sealing),
    printOfNumber(number, 'phone', sealing),
    printOfNumber(number, 'account', sealing),
  ];
  const [id, phone, account] = prints;
  return sql`(h.id_print = ${id ?? null}::bytea or h.phone_print = ${phone}
    or h.account_print = ${account})`;
}

const lastCharacter = '\u{10FFFF}';

function beginning(column: string, text: string) {
  const name = sql.ref(`h.${column}`);
  return sql`(${name} >= ${text} and ${name} < ${text + lastCharacter})`;
}

/** The cases with their households, as `c` and `h`. */
export const joined = sql`cases c
  join households h on h.district_code = c.district_code and h.household_id = c.household_id`;

type LedgerPage = { items: Row[]; next: string | null };

/** A page of the ledger, in a transaction. */
export async function listCases(
  tx: Tx,
  filter: LedgerFilter,
  page: Page,
  sealing: Sealing,
): Promise<LedgerPage> {
  return pageOf((await pageStatement(filter, page, sealing).execute(tx)).rows, page);
}

/** A page of the ledger, read by itself. */
export async function readPage(
  db: Pick<Database, 'readAlone'>,
  filter: LedgerFilter,
  page: Page,
  sealing: Sealing,
): Promise<LedgerPage> {
  const statement = pageStatement(filter, page, sealing);
  // How many a search finds differs so much from word to word that each is planned for itself.
  const isPlannedOnce = filter.search === undefined;
  const reading = { statement, ...(isPlannedOnce && { name: 'ledger_page' }) };
  return pageOf(await db.readAlone(sealing.districtCode, reading), page);
}

/** One row more than the limit tells that there is another page. */
function pageOf(rows: readonly Row[], { limit }: Page): LedgerPage {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = rows.length > limit && last ? `${last.lastOn}_${last.caseId}` : null;
  return { items, next };
}

function pageStatement(
  filter: LedgerFilter,
  { sort, after, limit }: Page,
  sealing: Sealing,
): RawBuilder<Row> {
  const isLatest = sort === 'latest';
  const order = isLatest ? sql`c.last_on desc, c.case_id desc` : sql`c.last_on asc, c.case_id asc`;
  const [day = '', id = ''] = after?.split('_') ?? [];
  const beyond =
    parseDay(day) === undefined
      ? sql`true`
      : sql`(c.last_on, c.case_id) ${isLatest ? sql`<` : sql`>`} (${day}::date, ${id}::uuid)`;
  return sql<Row>`
    select c.case_id, c.household_id, c.state, c.version, c.last_on, c.town_key, c.village_key,
      c.group_id, c.project, c.year, c.method, c.wished_method, c.exception_state, h.head_name,
      h.id_masked, h.category, h.heated_area_m2::float8 as heated_area_m2, h.findings,
      coalesce(t.name, '') as town_name, v.name as village_name, g.name as group_name
    from ${joined}
    join places v on v.district_code = c.district_code and v.place_key = c.village_key
    left join places t on t.district_code = c.district_code and t.place_key = c.town_key
    left join village_groups g on g.district_code = c.district_code and g.group_id = c.group_id
    where ${conditionsOf(filter, sealing)} and ${beyond}
    order by ${order} limit ${limit + 1}`;
}

/** How many cases of the filter stand in each state. */
export async function countCases(tx: Tx, filter: LedgerFilter, sealing: Sealing) {
  const { category, finding, search } = filter;
  const asksHousehold = [category, finding, search].some((one) => one !== undefined);
  const { rows } = await sql<{ state: CaseState; count: number }>`
    select c.state, count(*) as count from ${asksHousehold ? joined : sql`cases c`}
    where ${conditionsOf(filter, sealing)} group by 1 order by 1 limit 50`.execute(tx);
  return rows;
}

type Whole = z.output<typeof HouseholdFile>;
/** What file.ts adds from other capabilities is not here. */
type Later = 'actions' | 'cases' | 'caseChanges' | 'documents' | 'amounts' | 'events' | 'persons';
type File = Omit<Whole, Later> & {
  readonly cases: Array<Omit<Whole['cases'][number], 'actions' | 'contract'>>;
};

/** Everything of one household; undefined when there is none. */
export async function findFile(
  tx: Tx,
  districtCode: number,
  householdId: string,
): Promise<File | undefined> {
  const { rows } = await sql<Omit<File, 'cases' | 'changes'>>`
    select h.household_id, h.state, h.version, h.village_key, v.name as village_name, h.town_key,
      coalesce(t.name, '') as town_name, h.group_id, g.name as group_name, h.head_name,
      h.id_masked, h.phone_masked, h.account_masked, h.account_holder, h.account_kind,
      h.people_count as people, h.category, h.is_resident, h.address, h.house_kind, h.structure,
      h.built_year, h.floor_area_m2::float8 as floor_area_m2,
      h.heated_area_m2::float8 as heated_area_m2, h.prior_heating, h.coal_kg_per_year, h.note,
      h.findings, h.merged_into, h.last_on
    from households h
    join places v on v.district_code = h.district_code and v.place_key = h.village_key
    left join places t on t.district_code = h.district_code and t.place_key = h.town_key
    left join village_groups g on g.district_code = h.district_code and g.group_id = h.group_id
    where h.district_code = ${districtCode} and h.household_id = ${householdId}`.execute(tx);
  const [household] = rows;
  if (!household) return undefined;
  const cases = await listFileCases(tx, districtCode, householdId);
  const changes = await sql<File['changes'][number]>`
    select change_id, state, version, shown, reason, requested_on, decided_on, decision_note
    from household_changes
    where district_code = ${districtCode} and household_id = ${householdId}
    order by change_id desc limit 100`.execute(tx);
  return { ...household, cases, changes: changes.rows };
}

async function listFileCases(
  tx: Tx,
  districtCode: number,
  householdId: string,
): Promise<File['cases']> {
  const { rows } = await sql<File['cases'][number]>`
    select c.case_id, c.works, c.state, c.version, c.project, c.year, c.method, c.wished_method,
      c.exception_state, c.exception_method, c.exception_reason, c.equipment_fen,
      c.construction_fen, c.self_raised_fen, c.last_on,
      (select json_agg(json_build_object('version', s.version, 'action', s.action,
          'state', s.state, 'method', s.method, 'occurred_on', s.occurred_on,
          'entry_id', s.entry_id) order by s.version)
        from case_steps s
        where s.district_code = c.district_code and s.case_id = c.case_id) as steps
    from cases c
    where c.district_code = ${districtCode} and c.household_id = ${householdId}
    order by c.works, c.case_id limit 50`.execute(tx);
  return rows;
}

/** Requests to change what cases are counted by, the latest first. */
export async function listCaseChanges(
  tx: Tx,
  districtCode: number,
  caseIds: readonly string[],
): Promise<Whole['caseChanges']> {
  const { rows } = await sql<Whole['caseChanges'][number]>`
    select change_id, case_id, state, version, shown, reason, requested_on, decided_on,
      decision_note
    from case_changes
    where district_code = ${districtCode} and case_id = any (${caseIds}::uuid[])
    order by change_id desc limit 100`.execute(tx);
  return rows;
}

/** A household's fields by their names, personal data masked as in the journal. */
export async function getMaskedValues(
  tx: Tx,
  districtCode: number,
  householdId: string,
): Promise<Record<string, string | number | boolean | null | undefined>> {
  const file = await findFile(tx, districtCode, householdId);
  if (!file) return {};
  const { people, category, isResident, houseKind, structure, builtYear } = file;
  const { floorAreaM2, heatedAreaM2, priorHeating, coalKgPerYear } = file;
  return {
    people,
    category,
    isResident,
    houseKind,
    structure,
    builtYear,
    floorAreaM2,
    heatedAreaM2,
    priorHeating,
    coalKgPerYear,
    headName: maskName(file.headName),
    idNumber: file.idMasked,
    phone: file.phoneMasked,
    account: file.accountMasked,
    address: file.address === null ? null : '*',
    note: file.note === null ? null : '*',
  };
}

/** The sealed numbers of a household; undefined when there is none. */
export async function findSealed(tx: Tx, districtCode: number, householdId: string) {
  const { rows } = await sql<Record<'idNumber' | 'phone' | 'account', Buffer | null>>`
    select id_sealed as id_number, phone_sealed as phone, account_sealed as account
    from households
    where district_code = ${districtCode} and household_id = ${householdId}`.execute(tx);
  return rows[0];
}

/** Whether the ledger is begun: then a lost key of the vault is never replaced by a new one. */
export async function hasHouseholds(tx: Tx, districtCode: number): Promise<boolean> {
  const { rows } = await sql`select 1 from households where district_code = ${districtCode}
    limit 1`.execute(tx);
  return rows.length > 0;
}
