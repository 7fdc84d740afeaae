// The rows of imports: how they are locked as subjects, written and read. All SQL of this
// capability but the changes of state, which stand with the actions.

import { sql } from 'kysely';
import type { RunContext, Subject, SubjectKind } from '../actions/action.ts';
import type { Choices, ImportState as ImportView, ImportSummary } from '../contracts/imports.ts';
import type { Day } from '../core/day.ts';
import type { Tx } from '../db/open.ts';
import type { Finding } from '../households/import/findings.ts';
import type { TargetRow } from '../households/import/project-choice.ts';
import type { ShownRow } from './masking.ts';
import { importStates } from './model.ts';
import type { ImportState } from './model.ts';

export type ImportSubject = Subject & {
  readonly state: ImportState;
  readonly place: string;
  readonly lastDay: Day;
  readonly choices: Choices;
  readonly summary: ImportSummary | null;
};

/** Imports as subjects of actions; their place is the town. */
export const importKind: SubjectKind<ImportSubject> = {
  type: 'ledger-import',
  name: { zh: '导入', en: 'import' },
  states: importStates,
  lock: async (ids, tx, districtCode) => {
    const { rows } = await sql<ImportSubject>`
      select import_id as id, town_key as place, state, version, last_on as last_day, choices,
        summary from imports
      where district_code = ${districtCode} and import_id = any (${ids}::uuid[])
      order by import_id for update`.execute(tx);
    return rows;
  },
};

export type KeptFinding = Finding;
export type KeptRow = {
  readonly sheet: string;
  readonly row: number;
  readonly change: 'new' | 'updated' | 'unchanged' | 'refused';
  readonly needsLook: boolean;
  readonly householdId: string | null;
  readonly shown: ShownRow | null;
};

const ROWS_A_STATEMENT = 5_000;

/** Keeps what a check found and planned, in place of what an earlier one did. */
export async function insertParts(
  { tx, actor }: Pick<RunContext, 'tx' | 'actor'>,
  importId: string,
  findings: readonly KeptFinding[],
  rows: readonly KeptRow[],
): Promise<void> {
  const { districtCode } = actor;
  await sql`delete from import_findings
    where district_code = ${districtCode} and import_id = ${importId}`.execute(tx);
  await sql`delete from import_rows
    where district_code = ${districtCode} and import_id = ${importId}`.execute(tx);
  for (let at = 0; at < findings.length; at += ROWS_A_STATEMENT) {
    const some = findings.slice(at, at + ROWS_A_STATEMENT);
    await sql`insert into import_findings (district_code, import_id, part, sheet, row_number, cell,
        column_key, value, code, severity, message)
      select ${districtCode}::int, ${importId}::uuid, n.part + ${at}, n.sheet, n.row, n.cell,
        n.column_key, n.value, n.code, n.severity, n.message::json
      from unnest(${some.map(({ sheet }) => sheet)}::text[], ${some.map(({ row }) => row)}::int[],
        ${some.map(({ cell }) => cell)}::text[], ${some.map(({ column }) => column)}::text[],
        ${some.map(({ value }) => value)}::text[], ${some.map(({ code }) => code)}::text[],
        ${some.map(({ severity }) => severity)}::text[],
        ${some.map(({ message }) => JSON.stringify(message))}::text[]) with ordinality
        as n (sheet, row, cell, column_key, value, code, severity, message, part)`.execute(tx);
  }
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) {
    const some = rows.slice(at, at + ROWS_A_STATEMENT);
    await sql`insert into import_rows (district_code, import_id, part, sheet, row_number, change,
        needs_look, household_id, shown)
      select ${districtCode}::int, ${importId}::uuid, n.part + ${at}, n.sheet, n.row, n.change,
        n.needs_look, n.household_id, n.shown
      from rows from (unnest(${some.map(({ sheet }) => sheet)}::text[],
        ${some.map(({ row }) => row)}::int[], ${some.map(({ change }) => change)}::text[],
        ${some.map(({ needsLook }) => needsLook)}::boolean[],
        ${some.map(({ householdId }) => householdId)}::uuid[]),
        json_array_elements(${JSON.stringify(some.map(({ shown }) => shown))}::json))
        with ordinality
        as n (sheet, row, change, needs_look, household_id, shown, part)`.execute(tx);
  }
}

const isoTime = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const viewed = sql`i.import_id, i.town_key, t.name as town_name, i.state, i.version, i.file_name,
  i.file_sha256, i.file_bytes, i.choices, i.summary, i.failure,
  coalesce(a.name, i.started_by) as started_by, ${isoTime('i.started_at')} as started_at,
  coalesce(b.name, i.stored_by) as stored_by, ${isoTime('i.stored_at')} as stored_at`;
const viewedFrom = sql`imports i
  join places t on t.district_code = i.district_code and t.place_key = i.town_key
  left join people a on a.district_code = i.district_code and a.person_id::text = i.started_by
  left join people b on b.district_code = i.district_code and b.person_id::text = i.stored_by`;

/** One import; undefined when there is none. */
export async function findImport(
  tx: Tx,
  districtCode: number,
  importId: string,
): Promise<ImportView | undefined> {
  const { rows } = await sql<ImportView>`select ${viewed} from ${viewedFrom}
    where i.district_code = ${districtCode} and i.import_id = ${importId}`.execute(tx);
  return rows[0];
}

/** Imports of these towns, the latest first; null for the whole district. */
export async function listImports(
  tx: Tx,
  districtCode: number,
  places: readonly string[] | null,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ items: ImportView[]; total: number }> {
  const where = sql`i.district_code = ${districtCode} and (${places}::text[] is null
    or i.town_key = any (${places}::text[]))`;
  const { rows } = await sql<ImportView>`select ${viewed} from ${viewedFrom} where ${where}
    order by i.import_id desc limit ${limit} offset ${offset}`.execute(tx);
  const counted = await sql<{ total: number }>`select count(*) as total from imports i
    where ${where}`.execute(tx);
  return { items: rows, total: counted.rows[0]?.total ?? 0 };
}

/** What a job needs of an import besides what people see. */
export type ImportFile = {
  readonly townKey: string;
  readonly state: ImportState;
  readonly version: number;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly keptSha256: string;
  readonly choices: Choices;
  readonly summary: ImportSummary | null;
};

export async function getImportFile(
  tx: Tx,
  districtCode: number,
  importId: string,
): Promise<ImportFile | undefined> {
  const { rows } = await sql<ImportFile>`select town_key, state, version, file_name, file_sha256,
      kept_sha256, choices, summary
    from imports where district_code = ${districtCode} and import_id = ${importId}`.execute(tx);
  return rows[0];
}

/** Imports that a process has begun to check or store. */
export async function listRunning(tx: Tx, districtCode: number) {
  const { rows } = await sql<{ importId: string; runner: string; townKey: string }>`
    select import_id, runner, town_key from imports
    where district_code = ${districtCode} and state in ('checking', 'storing')
    order by import_id limit 1000`.execute(tx);
  return rows;
}

/** What people of a town have told about headings. */
export async function listHeadings(
  tx: Tx,
  districtCode: number,
  townKey: string,
): Promise<Array<{ heading: string; columnKey: string }>> {
  const { rows } = await sql<{ heading: string; columnKey: string }>`
    select heading, column_key from import_headings
    where district_code = ${districtCode} and town_key = ${townKey}
    order by heading limit 1000`.execute(tx);
  return rows;
}

type PartPage = { readonly limit: number; readonly offset: number };

export async function listFindings(
  tx: Tx,
  districtCode: number,
  importId: string,
  {
    severity,
    code,
    limit,
    offset,
  }: PartPage & {
    readonly severity?: string | undefined;
    readonly code?: string | undefined;
  },
): Promise<{ items: KeptFinding[]; total: number }> {
  const where = sql`district_code = ${districtCode} and import_id = ${importId}
    and (${severity ?? null}::text is null or severity = ${severity ?? null})
    and (${code ?? null}::text is null or code = ${code ?? null})`;
  const { rows } = await sql<KeptFinding>`select sheet, row_number as row, cell,
      column_key as column, value, code, severity, message
    from import_findings where ${where} order by part limit ${limit} offset ${offset}`.execute(tx);
  const counted = await sql<{ total: number }>`select count(*) as total from import_findings
    where ${where}`.execute(tx);
  return { items: rows, total: counted.rows[0]?.total ?? 0 };
}

type ViewedRow = Omit<KeptRow, 'shown'> & { readonly household: ShownRow | null };

export async function listRows(
  tx: Tx,
  districtCode: number,
  importId: string,
  {
    change,
    needsLook,
    limit,
    offset,
  }: PartPage & {
    readonly change?: string | undefined;
    readonly needsLook?: 'true' | undefined;
  },
): Promise<{ items: ViewedRow[]; total: number }> {
  const where = sql`district_code = ${districtCode} and import_id = ${importId}
    and (${change ?? null}::text is null or change = ${change ?? null})
    and (${needsLook === undefined} or needs_look)`;
  const { rows } = await sql<ViewedRow>`select sheet, row_number as row, change, needs_look,
      household_id, shown as household
    from import_rows where ${where} order by part limit ${limit} offset ${offset}`.execute(tx);
  const counted = await sql<{ total: number }>`select count(*) as total from import_rows
    where ${where}`.execute(tx);
  return { items: rows, total: counted.rows[0]?.total ?? 0 };
}

/** Enterprises with every name they are written by; those removed too, for what they built. */
export async function listEnterprises(tx: Tx, districtCode: number) {
  const { rows } = await sql<{ name: string; creditCode: string; otherNames: string[] }>`
    select e.name, e.credit_code, coalesce((select array_agg(n.name order by n.name)
      from enterprise_names n where n.district_code = e.district_code
        and n.enterprise_id = e.enterprise_id), '{}') as other_names
    from enterprises e where e.district_code = ${districtCode}
    order by e.name limit 10000`.execute(tx);
  return rows;
}

/** The annex in force: which places have households of which project in which year. */
export async function listTargetPlaces(tx: Tx, districtCode: number): Promise<TargetRow[]> {
  const { rows } = await sql<TargetRow>`
    select t.place_key, t.year, t.project from targets t
    where t.district_code = ${districtCode} and t.version_id = (
      select v.version_id from target_versions v where v.district_code = ${districtCode}
      order by v.version_id desc limit 1)
    order by t.place_key, t.year, t.project limit 20000`.execute(tx);
  return rows;
}

/** Waits for whoever stores into the ledger of this town, and keeps others waiting. */
export async function holdTown(tx: Tx, districtCode: number, townKey: string): Promise<void> {
  await sql`select 1 from places where district_code = ${districtCode}
    and place_key = ${townKey} for no key update`.execute(tx);
}
