// Freezes what cases were worked out to and reserves it on the budget: entitlement rows with the
// inputs, the version of the rules and the explanation, and one transfer for each source.

import { sql } from 'kysely';
import { refusalOf } from '../actions/action.ts';
import type { RunContext } from '../actions/action.ts';
import type { Day } from '../core/day.ts';
import type { Refusal } from '../core/errors.ts';
import type { Fen } from '../core/money.ts';
import type { Tx } from '../db/open.ts';
import { nextUuid } from '../journal/uuid.ts';
import { costBasisOf } from './clearing.ts';
import type { Cleared, Due } from './clearing.ts';
import type { Facts } from './facts.ts';
import { postFitting } from './ledger.ts';
import type { EntitlementPart, NewTransfer } from './ledger.ts';
import type { ReadyPaying } from './rules.ts';

/** A case that may be cleared, with what it comes to. */
export type Ready = {
  readonly item: {
    readonly subject: { readonly id: string; readonly version: number };
    readonly entryId: string;
    readonly occurredOn: Day;
  };
  readonly facts: Facts;
  readonly cleared: Cleared;
  readonly paying: ReadyPaying;
};

type Result = {
  id: string;
  version: number;
  totalFen: Fen;
  ownRequiredFen: Fen;
  entitlements: Array<{ id: string; item: string; instalment: string; amountFen: Fen }>;
};
export type Frozen =
  | { readonly refusal: Refusal; readonly result?: undefined }
  | { readonly refusal?: undefined; readonly result: Result };

type Held = Due & { readonly entitlementId: string; readonly parts: readonly EntitlementPart[] };

/** Rows of entitlements written in one statement: what they rest on is long. */
const ROWS_MAX = 2_000;

/** Freezes and reserves each case for which there is money, in their order. */
export async function freeze(
  context: RunContext,
  cases: readonly Ready[],
): Promise<readonly Frozen[]> {
  const lines = await readLines(context.tx, context.actor.districtCode);
  const held = cases.map((one) => hold(one, lines, context.recordedAt));
  const groups = held.map((parts, at) =>
    'dues' in parts ? transfersOf(parts.dues, cases[at]) : [],
  );
  let refusals: ReadonlyArray<Refusal | undefined> = [];
  await postFitting(context, groups, async (short) => {
    refusals = held.map((one, at) => ('dues' in one ? short[at] : one));
    const kept = held.map((one, at) => (!refusals[at] && 'dues' in one ? one.dues : undefined));
    await insert(context, cases, kept);
  });
  return held.map((one, at): Frozen => {
    const [refusal, ready] = [refusals[at], cases[at]];
    if (refusal || !ready || !('dues' in one)) return { refusal: refusal as Refusal };
    return { result: resultOf(ready, one.dues) };
  });
}

type Lines = ReadonlyMap<string, string>;
const keyOf = (project: string | null, source: string, year: number | null): string =>
  JSON.stringify([project, source, year]);

async function readLines(tx: Tx, districtCode: number): Promise<Lines> {
  const { rows } = await sql<{
    lineId: string;
    project: string | null;
    source: string;
    year: number | null;
  }>`select line_id, project, source, year from budget_lines
     where district_code = ${districtCode} and is_public limit 10000`.execute(tx);
  return new Map(rows.map((row) => [keyOf(row.project, row.source, row.year), row.lineId]));
}

/** The line that pays: the project's before that of all, the year's before that of all years. */
function findLine(lines: Lines, { project, year }: Facts, source: string): string | undefined {
  for (const [ofProject, ofYear] of [
    [project, year],
    [project, null],
    [null, year],
    [null, null],
  ] as const) {
    const found = lines.get(keyOf(ofProject, source, ofYear));
    if (found !== undefined) return found;
  }
  return undefined;
}

function hold(
  { cleared, facts, paying }: Ready,
  lines: Lines,
  recordedAt: Date,
): { readonly dues: readonly Held[] } | Refusal {
  const dues: Held[] = [];
  for (const due of cleared.dues) {
    const parts: EntitlementPart[] = [];
    for (const [source, amountFen] of Object.entries(due.shares)) {
      if (amountFen === 0) continue;
      const lineId = findLine(lines, facts, source);
      if (lineId === undefined) return refuseLine(facts, paying, source);
      parts.push({ source, lineId, amountFen });
    }
    dues.push({ ...due, entitlementId: nextUuid(recordedAt), parts });
  }
  // A case that comes to nothing is frozen too: why it does is then known for good.
  const none = { item: '', instalment: '', amountFen: 0, shares: {}, parts: [] };
  if (dues.length === 0) dues.push({ ...none, entitlementId: nextUuid(recordedAt) });
  return { dues };
}

function refuseLine({ project, year }: Facts, paying: ReadyPaying, source: string): Refusal {
  const projectName = paying.names[project] ?? { zh: project, en: project };
  const sourceName = paying.ready.funds.get(source) ?? { zh: source, en: source };
  const details = {
    projectZh: projectName.zh,
    projectEn: projectName.en,
    sourceZh: sourceName.zh,
    sourceEn: sourceName.en,
    year,
  };
  return refusalOf({ code: 'funds.no-line', details });
}

function transfersOf(dues: readonly Held[], ready: Ready | undefined): NewTransfer[] {
  if (!ready) return [];
  const { entryId, occurredOn } = ready.item;
  return dues.flatMap(({ entitlementId, parts }) =>
    parts.map(({ lineId, amountFen }): NewTransfer => {
      return { kind: 'reserve', lineId, amountFen, entitlementId, entryId, occurredOn };
    }),
  );
}

async function insert(
  { tx, actor }: RunContext,
  cases: readonly Ready[],
  kept: ReadonlyArray<readonly Held[] | undefined>,
): Promise<void> {
  const rows = kept.flatMap((dues, at) => {
    const ready = cases[at];
    return dues && ready ? dues.map((due) => rowOf(ready, due)) : [];
  });
  for (let from = 0; from < rows.length; from += ROWS_MAX) {
    const some = JSON.stringify(rows.slice(from, from + ROWS_MAX));
    await sql`insert into entitlements (district_code, entitlement_id, case_id, household_id,
        works, item, instalment, amount_fen, parts, cost_basis, inputs, rules_version, decisions,
        explanation, frozen_on, due_on, state, version, last_on, entry_id)
      select ${actor.districtCode}::int, n.entitlement_id, n.case_id, n.household_id, n.works,
        n.item, n.instalment, n.amount_fen, n.parts, n.cost_basis, n.inputs, n.rules_version,
        n.decisions, n.explanation, n.frozen_on, n.due_on, n.state, 1, n.frozen_on, n.entry_id
      from json_populate_recordset(null::entitlements, ${some}::json) n`.execute(tx);
  }
}

function rowOf({ item, facts, cleared, paying }: Ready, due: Held) {
  const { explanation, warnings, inputs } = cleared;
  return {
    entitlement_id: due.entitlementId,
    case_id: facts.caseId,
    household_id: facts.householdId,
    works: facts.works,
    item: due.item,
    instalment: due.instalment,
    amount_fen: due.amountFen,
    parts: due.parts,
    cost_basis: facts.cost ? costBasisOf(paying) : null,
    inputs,
    rules_version: paying.version,
    decisions: paying.decide,
    explanation: { steps: explanation, warnings, when: due.when ?? null },
    frozen_on: item.occurredOn,
    due_on: due.when ? null : item.occurredOn,
    state: due.amountFen === 0 ? 'nothing' : 'reserved',
    entry_id: item.entryId,
  };
}

function resultOf({ item, cleared }: Ready, dues: readonly Held[]): Result {
  return {
    id: item.subject.id,
    version: item.subject.version + 1,
    totalFen: cleared.totalFen,
    ownRequiredFen: cleared.ownRequiredFen,
    entitlements: dues.map(({ entitlementId, instalment, amountFen, ...due }) => {
      return { id: entitlementId, item: due.item, instalment, amountFen };
    }),
  };
}
