// Stores what was planned for a ledger: every household by the action a clerk would use, batch by
// batch in the one transaction of the caller. Whatever is refused undoes all of it.

import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { performMany } from '../../actions/perform.ts';
import type { ActionContext } from '../../actions/perform.ts';
import { invariant } from '../../core/invariant.ts';
import type { Tx } from '../../db/open.ts';
import { ensureGroups } from '../../groups/store.ts';
import * as actions from '../actions.ts';
import { sealHousehold, sealPatch } from '../sealing.ts';
import type { SealedHousehold, Sealing } from '../sealing.ts';
import { casesOf, openedWorks, type Opening } from './case-openings.ts';
import type { HouseholdEntry, HouseholdValues } from './entry.ts';
import { refuseCancelled } from './import-ledger.ts';
import { recordLedgerFacts } from './ledger-actions.ts';
import { toldBy, type Told } from './ledger-lookup.ts';
import { accountOf, defaultCategory, groupName, newHouseholdOf, patchOf } from './ledger-words.ts';
import {
  householdKeys,
  mainCase,
  moneyKeys,
  takenFields,
  toldKeys,
  type FieldChange,
  type LedgerHousehold,
  type RowPlan,
} from './plan.ts';

/** What is stored, and how. */
export type Storing = {
  readonly importId: string;
  /** Journaled with each correction: why it was made. */
  readonly reason: string;
  readonly plans: readonly RowPlan[];
  /** The codes of the warnings of a row. */
  readonly warningsOf: (plan: RowPlan) => readonly string[];
  /** Whether a value entered by hand gives way to the file's in this row. */
  readonly takesByHand: (plan: RowPlan) => boolean;
  readonly opening: Opening;
  readonly sealing: Sealing;
  readonly isDemo: boolean;
  readonly onRows?: (rowsDone: number) => void;
  readonly signal?: AbortSignal;
};

/** Statements and parameters of one batch stay small, however large the ledger is. */
const ROWS_A_BATCH = 1_000;
/** While the database stores one batch of new households, the next is made ready. */
const BATCHES_AT_ONCE = 2;

function batches(plans: readonly RowPlan[]): RowPlan[][] {
  return Array.from({ length: Math.ceil(plans.length / ROWS_A_BATCH) }, (_, at) =>
    plans.slice(at * ROWS_A_BATCH, (at + 1) * ROWS_A_BATCH),
  );
}

/** Stores the plans in the transaction `tx`, which `ctx` shares (performTogether). */
export async function storePlans(ctx: ActionContext, tx: Tx, storing: Storing): Promise<void> {
  let rowsDone = 0;
  const end = (batch: readonly RowPlan[]) => {
    rowsDone += batch.length;
    storing.onRows?.(rowsDone);
  };
  const nameOf = (at: number) => `import-${storing.importId}-${String(at * ROWS_A_BATCH)}`;
  const fresh = batches(storing.plans.filter(({ household }) => !household));
  await goOn(BATCHES_AT_ONCE, fresh, async (plans, at) => {
    refuseCancelled(storing.signal);
    const inputs = await seal(plans, storing);
    await register(ctx, tx, storing, { plans, inputs, name: nameOf(at) });
    end(plans);
  });
  const known = batches(storing.plans.filter(({ household }) => household));
  for (const [at, batch] of known.entries()) {
    refuseCancelled(storing.signal);
    await update(ctx, tx, storing, batch, nameOf(fresh.length + at));
    end(batch);
  }
}

/**
 * Does `work` for all, some at once. After a failure no more are begun, and it is thrown when those
 * under way have ended: none of them may outlive the transaction.
 */
async function goOn<T>(
  atOnce: number,
  all: readonly T[],
  work: (one: T, at: number) => Promise<void>,
): Promise<void> {
  const waiting = all.entries();
  let failure: { readonly error: unknown } | undefined;
  const lane = async () => {
    for (const [at, one] of waiting) {
      if (failure) return;
      await work(one, at).catch((error: unknown) => (failure ??= { error }));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  if (failure) throw failure.error;
}

const ROWS_A_TURN = 100;

/** New households with their numbers sealed; others get their turn in between. */
async function seal(plans: readonly RowPlan[], storing: Storing): Promise<SealedHousehold[]> {
  const { opening, sealing, warningsOf, isDemo } = storing;
  const sealed: SealedHousehold[] = [];
  for (const plan of plans) {
    const cases = casesOf(plan, opening);
    const household = { ...newHouseholdOf(plan.entry, warningsOf(plan), isDemo), cases };
    sealed.push(sealHousehold(household, sealing));
    if (sealed.length % ROWS_A_TURN === 0) await nextTurn();
  }
  return sealed;
}

type Batch = {
  readonly plans: readonly RowPlan[];
  readonly inputs: readonly SealedHousehold[];
  /** Begins the keys of its requests. */
  readonly name: string;
};

async function register(
  ctx: ActionContext,
  tx: Tx,
  storing: Storing,
  { plans, inputs, name }: Batch,
): Promise<void> {
  const { accepted } = await performMany(ctx, actions.registerHousehold, inputs, {
    key: `${name}-register`,
  });
  const rows = accepted.map(({ index, result }) => {
    const [plan, input] = [plans[index], inputs[index]];
    invariant(plan && input, 'each result belongs to an input');
    return { householdId: result.householdId, told: toldOfNew(plan.entry, input) };
  });
  await keepTold(tx, storing, rows);
}

async function update(
  ctx: ActionContext,
  tx: Tx,
  storing: Storing,
  plans: readonly RowPlan[],
  name: string,
): Promise<void> {
  const changes = plans.map((plan): Change => {
    invariant(plan.household?.householdId, 'a household of the ledger has an id');
    const { household } = plan;
    const fields = takenFields(plan, storing.takesByHand(plan));
    return { plan, household, householdId: plan.household.householdId, fields };
  });
  await correct(ctx, storing, changes, `${name}-correct`);
  await move(ctx, tx, storing, changes, `${name}-group`);
  await addMissingWorks(ctx, storing, changes, `${name}-works`);
  await recordFacts(ctx, storing, changes, `${name}-facts`);
  const rows = changes.flatMap(({ plan, household, householdId }) => {
    const told = { ...household.told, ...toldOf(plan, storing.sealing) };
    return isSameTold(told, household.told) ? [] : [{ householdId, told }];
  });
  await keepTold(tx, storing, rows);
}

type Change = {
  readonly plan: RowPlan;
  readonly household: LedgerHousehold;
  readonly householdId: string;
  readonly fields: readonly FieldChange[];
};

function pick(fields: readonly FieldChange[], keys: readonly string[]) {
  const picked = fields.filter(({ key }) => keys.includes(key));
  return Object.fromEntries(picked.map((field) => [field.key, field.new]));
}

async function correct(
  ctx: ActionContext,
  { sealing, reason, warningsOf }: Storing,
  changes: readonly Change[],
  key: string,
): Promise<void> {
  const inputs = changes.flatMap(({ plan, household, householdId, fields }) => {
    const values: Partial<HouseholdValues> = pick(fields, householdKeys);
    if (Object.keys(values).length === 0) return [];
    const account = accountChange(values, household);
    const changed = { ...patchOf(values), ...(account && { account }) };
    const patch = { ...sealPatch(changed, sealing), findings: [...warningsOf(plan)] };
    return [{ householdId, patch, reason }];
  });
  if (inputs.length > 0) await performMany(ctx, actions.correctHousehold, inputs, { key });
}

function accountChange(values: Partial<HouseholdValues>, household: LedgerHousehold) {
  const { accountNumber, accountHolder } = values;
  if (accountNumber === undefined && accountHolder === undefined) return undefined;
  const { headName = household.headName } = values;
  return accountOf({ ...household, ...values, headName });
}

/** Households whose ledger puts them into another group, which is made when it is not there. */
async function move(
  ctx: ActionContext,
  tx: Tx,
  { reason }: Storing,
  changes: readonly Change[],
  key: string,
): Promise<void> {
  const moving = changes.filter(({ fields }) => fields.some((field) => field.key === 'group'));
  if (moving.length === 0) return;
  const groupIds = await ensureGroups(
    { tx, actor: ctx.actor, recordedAt: ctx.clock() },
    moving.map(({ plan: { entry } }) => ({
      villageKey: entry.village,
      name: groupName(entry.group),
    })),
  );
  const inputs = moving.map(({ householdId }, at) => {
    const groupId = groupIds[at];
    invariant(groupId, 'a group just made is there');
    return { householdId, groupId, reason };
  });
  await performMany(ctx, actions.moveGroup, inputs, { key });
}

async function addMissingWorks(
  ctx: ActionContext,
  { opening }: Storing,
  changes: readonly Change[],
  key: string,
): Promise<void> {
  const adding = changes.filter(({ plan }) => openedWorks(plan).length > 0);
  const added = adding.flatMap(({ plan, householdId }) =>
    casesOf(plan, opening).map((one, at) => ({ at, input: { householdId, case: one } })),
  );
  // No subject may stand twice in a request: second works of a household go in a second one.
  for (const at of [0, 1]) {
    const inputs = added.filter((one) => one.at === at).map(({ input }) => input);
    if (inputs.length > 0) {
      await performMany(ctx, actions.addWorks, inputs, { key: `${key}-${at}` });
    }
  }
}

async function recordFacts(
  ctx: ActionContext,
  { importId }: Storing,
  changes: readonly Change[],
  key: string,
): Promise<void> {
  const inputs = changes.flatMap(({ household, householdId, fields }) => {
    const facts = pick(fields, toldKeys);
    const money = pick(fields, moneyKeys) as Partial<Record<(typeof moneyKeys)[number], number>>;
    const method = fields.find((field) => field.key === 'method')?.new;
    const isPlanned = method !== undefined || Object.keys(money).length > 0;
    const main = mainCase(household);
    const plan =
      isPlanned && main
        ? {
            caseId: main.caseId,
            wishedMethod: method === undefined ? null : String(method),
            equipmentFen: money.equipmentFen ?? null,
            constructionFen: money.constructionFen ?? null,
            selfRaisedFen: money.selfRaisedFen ?? null,
          }
        : null;
    if (plan === null && Object.keys(facts).length === 0) return [];
    return [{ householdId, importId, facts, plan }];
  });
  if (inputs.length > 0) await performMany(ctx, recordLedgerFacts, inputs, { key });
}

/** What the row of a known household says. */
function toldOf({ entry }: RowPlan, sealing: Sealing): Told {
  const { sheet: _s, row: _r, person: _p, ...values } = entry;
  return toldBy(values, sealing);
}

/** What the row of a new one says, with what was made of its silence; its hashes are known. */
function toldOfNew(entry: HouseholdEntry, { phone, account }: SealedHousehold): Told {
  const { sheet: _s, row: _r, person: _p, ...values } = entry;
  const { town: _t, village: _v, idNumber: _i, phone: _h, accountNumber: _a, ...told } = values;
  return {
    category: defaultCategory,
    ...(account && { accountHolder: account.holder, accountNumber: account.print }),
    ...(phone && { phone: phone.print }),
    ...told,
  };
}

function isSameTold(a: Told, b: Told | undefined): boolean {
  const keys = Object.keys(a);
  if (!b || keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => a[key] === b[key]);
}

type ToldRow = { readonly householdId: string; readonly told: Told };

async function keepTold(tx: Tx, storing: Storing, rows: readonly ToldRow[]): Promise<void> {
  if (rows.length === 0) return;
  const { importId, sealing } = storing;
  await sql`insert into household_ledger_facts (district_code, household_id, import_id, told)
    select ${sealing.districtCode}::int, n.household_id, ${importId}::uuid, n.told
    from rows from (unnest(${rows.map(({ householdId }) => householdId)}::uuid[]),
      json_array_elements(${JSON.stringify(rows.map(({ told }) => told))}::json))
      as n (household_id, told)
    on conflict (district_code, household_id)
      do update set import_id = excluded.import_id, told = excluded.told`.execute(tx);
}
