// How cases are made and changed: every change of what a case is counted by leaves a step in its
// history and movements for the overviews, all in the action's transaction, with one statement each
// for one case and for thousands.

import { sql, type RawBuilder } from 'kysely';
import type { RunContext } from '../actions/action.ts';
import type { NewCase } from '../contracts/households.ts';
import type { Day } from '../core/day.ts';
import { runForm, runNamed } from '../db/prepared.ts';
import { nextUuid } from '../journal/uuid.ts';
import { movementsOf } from './model.ts';
import type { CaseState, Dimensions, Movement, Works } from './model.ts';

/** A case as it stands; `village` and the others are what it is counted by. */
export type CaseNow = Dimensions & { readonly caseId: string; readonly version: number };

/** What becomes of a case. What is not given stays. */
export type CaseChange = {
  readonly before: CaseNow;
  readonly state?: CaseState;
  readonly method?: string | null;
  readonly village?: string;
  readonly groupId?: string | null;
  readonly project?: string;
  readonly year?: number;
  /** Who builds it from now on; no dimension of any overview. */
  readonly enterpriseId?: string;
  readonly entryId: string;
  readonly occurredOn: Day;
};

type Step = CaseNow & {
  readonly entryId: string;
  readonly occurredOn: Day;
};

/** Changes cases that the caller has locked; their versions count up by one. */
export async function changeCases(
  { tx, actor }: RunContext,
  action: string,
  changes: readonly CaseChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const { districtCode } = actor;
  const steps = changes.map(({ before, entryId, occurredOn, ...change }): Step => ({
    ...before,
    state: change.state ?? before.state,
    method: change.method === undefined ? before.method : change.method,
    village: change.village ?? before.village,
    project: change.project ?? before.project,
    year: change.year ?? before.year,
    version: before.version + 1,
    entryId,
    occurredOn,
  }));
  const rows = steps.map((step, at) => ({
    ...step,
    enterpriseId: changes[at]?.enterpriseId ?? null,
    groupId: changes[at]?.groupId ?? null,
    hasGroup: changes[at]?.groupId !== undefined,
  }));
  const update = sql`update cases c set state = n.state, method = n.method, village_key = n.village,
      project = n.project, year = n.year,
      enterprise_id = coalesce(n.enterprise_id, c.enterprise_id),
      group_id = case when n.has_group then n.group_id else c.group_id end,
      last_on = n.occurred_on, version = c.version + 1
    from ${changedRows(rows)}
      as n (case_id, state, method, village, occurred_on, group_id, has_group, project, year,
        enterprise_id)
    where c.district_code = ${districtCode} and c.case_id = n.case_id`;
  await runForm(tx, 'cases_change', update);
  const moves = changes.flatMap(({ before }, at) => movesOf(before, steps[at]));
  await record({ tx, actor }, action, steps, moves);
}

type ChangedRow = Step & {
  readonly enterpriseId: string | null;
  readonly groupId: string | null;
  readonly hasGroup: boolean;
};

/** The rows to join with; a single one as such, so that its plan is kept: see amongIds(). */
function changedRows(rows: readonly ChangedRow[]): RawBuilder<unknown> {
  const [row] = rows;
  if (row && rows.length === 1) {
    return sql`(values (${row.caseId}::uuid, ${row.state}::text, ${row.method}::text,
      ${row.village}::text, ${row.occurredOn}::date, ${row.groupId}::uuid,
      ${row.hasGroup}::boolean, ${row.project}::text, ${row.year}::int,
      ${row.enterpriseId}::uuid))`;
  }
  return sql`unnest(${rows.map((one) => one.caseId)}::uuid[],
      ${rows.map((one) => one.state)}::text[], ${rows.map((one) => one.method)}::text[],
      ${rows.map((one) => one.village)}::text[], ${rows.map((one) => one.occurredOn)}::date[],
      ${rows.map((one) => one.groupId)}::uuid[], ${rows.map((one) => one.hasGroup)}::boolean[],
      ${rows.map((one) => one.project)}::text[], ${rows.map((one) => one.year)}::int[],
      ${rows.map((one) => one.enterpriseId)}::uuid[])`;
}

/** A case to be made. */
export type Opening = NewCase & {
  readonly householdId: string;
  readonly village: string;
  readonly groupId: string | null;
  readonly entryId: string;
  readonly occurredOn: Day;
};

/** Makes cases in the state `registered`, and gives their ids in order. */
export async function openCases(
  { tx, actor, recordedAt }: RunContext,
  action: string,
  openings: readonly Opening[],
): Promise<string[]> {
  if (openings.length === 0) return [];
  const { districtCode } = actor;
  const cases = openings.map((opening) => ({ ...opening, caseId: nextUuid(recordedAt) }));
  const rows = cases.map((one) => ({
    case_id: one.caseId,
    household_id: one.householdId,
    works: one.works,
    village_key: one.village,
    group_id: one.groupId,
    project: one.project,
    year: one.year,
    wished_method: one.wishedMethod,
    equipment_fen: one.equipmentFen,
    construction_fen: one.constructionFen,
    self_raised_fen: one.selfRaisedFen,
    last_on: one.occurredOn,
  }));
  await sql`insert into cases (district_code, case_id, household_id, works, state, version,
      village_key, group_id, project, year, wished_method, equipment_fen, construction_fen,
      self_raised_fen, last_on)
    select ${districtCode}::int, n.case_id, n.household_id, n.works, 'registered', 1,
      n.village_key, n.group_id, n.project, n.year, n.wished_method, n.equipment_fen,
      n.construction_fen, n.self_raised_fen, n.last_on
    from json_populate_recordset(null::cases, ${JSON.stringify(rows)}::json) n`.execute(tx);
  const steps = cases.map(
    ({ caseId, works, village, project, year, entryId, occurredOn }): Step => ({
      caseId,
      works,
      village,
      project,
      year,
      entryId,
      occurredOn,
      method: null,
      state: 'registered',
      version: 1,
    }),
  );
  await record(
    { tx, actor },
    action,
    steps,
    steps.flatMap((step) => movesOf(null, step)),
  );
  return cases.map(({ caseId }) => caseId);
}

type Move = Movement & { readonly occurredOn: Day };

function movesOf(before: Dimensions | null, step: Step | undefined): Move[] {
  if (!step) return [];
  return movementsOf(before, step).map((move) => ({ ...move, occurredOn: step.occurredOn }));
}

async function record(
  { tx, actor }: Pick<RunContext, 'tx' | 'actor'>,
  action: string,
  steps: readonly Step[],
  moves: readonly Move[],
): Promise<void> {
  const { districtCode } = actor;
  const stepRows = steps.map((step) => ({
    case_id: step.caseId,
    version: step.version,
    entry_id: step.entryId,
    occurred_on: step.occurredOn,
    state: step.state,
    village_key: step.village,
    project: step.project,
    year: step.year,
    method: step.method,
  }));
  const insertSteps = sql`insert into case_steps (district_code, case_id, version, entry_id, action,
      occurred_on, state, village_key, project, year, method)
    select ${districtCode}::int, n.case_id, n.version, n.entry_id, ${action}, n.occurred_on,
      n.state, n.village_key, n.project, n.year, n.method
    from json_populate_recordset(null::case_steps, ${JSON.stringify(stepRows)}::json) n`;
  await runNamed(tx, 'case_steps_insert', insertSteps);
  const queued = addUp(moves).map(({ works, village, project, year, method, state, ...move }) => ({
    works,
    village_key: village,
    project,
    year,
    method: method ?? '',
    state,
    occurred_on: move.occurredOn,
    change: move.change,
  }));
  if (queued.length === 0) return;
  // Insert-only, so that clerks of one village never wait for one another; read with the sums.
  const insertMoves = sql`insert into case_movement_queue (district_code, entry_id, part, works,
      village_key, project, year, method, state, occurred_on, change)
    select ${districtCode}::int, ${steps[0]?.entryId}::uuid, row_number() over (), n.works,
      n.village_key, n.project, n.year, n.method, n.state, n.occurred_on, n.change
    from json_populate_recordset(null::case_movement_queue, ${JSON.stringify(queued)}::json)
      n`;
  await runNamed(tx, 'case_movement_queue_insert', insertMoves);
}

/** One row for each kind of movement of a day; those that cancel each other are left out. */
function addUp(moves: readonly Move[]) {
  const sums = new Map<string, Omit<Move, 'change'> & { change: number }>();
  for (const move of moves) {
    const { works, village, project, year, method, state, occurredOn } = move;
    const key = JSON.stringify([works, village, project, year, method, state, occurredOn]);
    const sum = sums.get(key);
    if (sum) sum.change += move.change;
    else sums.set(key, { ...move });
  }
  return [...sums.values()].filter(({ change }) => change !== 0);
}

/** Cases of households, locked in the order of their ids. */
export async function lockCasesOf(
  { tx, actor }: Pick<RunContext, 'tx' | 'actor'>,
  householdIds: readonly string[],
): Promise<Array<CaseNow & { householdId: string; works: Works; lastDay: Day }>> {
  const { rows } = await sql<CaseNow & { householdId: string; works: Works; lastDay: Day }>`
    select case_id, household_id, works, village_key as village, project, year, method, state,
      version, last_on as last_day
    from cases
    where district_code = ${actor.districtCode} and household_id = any (${householdIds}::uuid[])
    order by case_id for update`.execute(tx);
  return rows;
}
