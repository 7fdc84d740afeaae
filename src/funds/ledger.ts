// The one place where money moves: transfers are posted here, and entitlements change their state
// here. Set-based: so many statements for one amount and for thousands.
//
// Accounts are locked in the order of their ids and last of all that a transaction locks, so that
// nobody who holds one waits for anything else. Post once in a transaction.

import { sql } from 'kysely';
import type { RunContext } from '../actions/action.ts';
import { Refusal } from '../core/errors.ts';
import { invariant } from '../core/invariant.ts';
import { formatYuan } from '../core/money.ts';
import type { Fen } from '../core/money.ts';
import type { Day } from '../core/day.ts';
import type { Tx } from '../db/open.ts';
import { nextUuid } from '../journal/uuid.ts';
import { accountKinds, entitlementNext, entitlementStates, sourceKinds } from './model.ts';
import { transferKinds } from './model.ts';
import type { AccountKind, EntitlementState, TransferKind, Way } from './model.ts';

/** An amount to be moved. Its kind says from which account of the line to which. */
export type NewTransfer = {
  readonly kind: TransferKind;
  readonly lineId: string;
  readonly amountFen: Fen;
  /** Needed where the kind goes to or from a household. */
  readonly householdId?: string;
  readonly entitlementId?: string;
  readonly entryId: string;
  readonly occurredOn: Day;
};

type Account = { readonly id: string; readonly kind: AccountKind; balanceFen: Fen };
type Movement = NewTransfer & { readonly from: string; readonly to: string };

/** The id of an account: its kind and whose it is. */
export function accountId(kind: AccountKind, owner: string): string {
  return `${kind}:${owner}`;
}

/** Moves all of `transfers`, or refuses with `funds.exhausted` and moves none. */
export async function postTransfers(
  context: RunContext,
  transfers: readonly NewTransfer[],
): Promise<void> {
  const [refusal] = await postFitting(context, [transfers]);
  if (refusal) throw refusal;
}

type Refusals = ReadonlyArray<Refusal | undefined>;

/**
 * Moves each group of transfers for which there is money, in their order; gives for each group
 * undefined, or why it was left out. A group is moved as a whole or not at all. `prepare` hears
 * of the outcome first, to write the entitlements that the transfers are for.
 */
export async function postFitting(
  context: RunContext,
  groups: ReadonlyArray<readonly NewTransfer[]>,
  prepare?: (refusals: Refusals) => Promise<void>,
): Promise<Refusals> {
  const moving = groups.map((group) => group.map(movementOf));
  const all = moving.flat();
  const accounts = await lockAccounts(context, all);
  const before = new Map([...accounts].map(([id, { balanceFen }]) => [id, balanceFen]));
  const short = moving.map((group) => fit(group, accounts));
  const isShort = short.some((shortage) => shortage !== undefined);
  const names: LineNames = isShort ? await lineNames(context) : new Map();
  const refusals = short.map((shortage) => shortage && refuseShort(shortage, names));
  await prepare?.(refusals);
  const posted = moving.filter((_, at) => !short[at]).flat();
  await write(context, posted, accounts, before);
  return refusals;
}

function movementOf(transfer: NewTransfer): Movement {
  const { kind, lineId, householdId, amountFen } = transfer;
  const isWhole = Number.isSafeInteger(amountFen) && amountFen > 0;
  invariant(isWhole, 'a transfer moves a whole number of fen');
  const way = transferKinds[kind];
  const ownerOf = (account: AccountKind): string => {
    if (account !== 'household') return lineId;
    invariant(householdId !== undefined, `${kind} names the household`);
    return householdId;
  };
  const from = accountId(way.from, ownerOf(way.from));
  return { ...transfer, from, to: accountId(way.to, ownerOf(way.to)) };
}

async function lockAccounts(
  { tx, actor }: RunContext,
  movements: readonly Movement[],
): Promise<Map<string, Account>> {
  const { districtCode } = actor;
  if (movements.length === 0) return new Map();
  const households = new Set<string>();
  const ids = new Set<string>();
  for (const { kind, householdId, from, to } of movements) {
    ids.add(from);
    ids.add(to);
    const way: Way = transferKinds[kind];
    const isTouched = way.from === 'household' || way.to === 'household';
    if (isTouched && householdId) households.add(householdId);
  }
  if (households.size > 0) {
    await sql`insert into accounts (district_code, account_id, kind, household_id, balance_fen)
      select ${districtCode}::int, 'household:' || h.id, 'household', h.id::uuid, 0
      from unnest(${[...households].toSorted()}::text[]) as h (id)
      on conflict do nothing`.execute(tx);
  }
  const { rows } = await sql<Account>`
    select account_id as id, kind, balance_fen from accounts
    where district_code = ${districtCode} and account_id = any (${[...ids]}::text[])
    order by account_id for update`.execute(tx);
  invariant(rows.length === ids.size, 'money moves between accounts that are there');
  return new Map(rows.map((row) => [row.id, row]));
}

type Shortage = {
  readonly kind: AccountKind;
  readonly lineId: string;
  readonly neededFen: Fen;
  readonly availableFen: Fen;
};

/** Moves a group in memory when no balance falls below zero; gives what is short otherwise. */
function fit(
  group: readonly Movement[],
  accounts: ReadonlyMap<string, Account>,
): Shortage | undefined {
  const changes = new Map<string, Fen>();
  for (const { from, to, amountFen } of group) {
    changes.set(from, (changes.get(from) ?? 0) - amountFen);
    changes.set(to, (changes.get(to) ?? 0) + amountFen);
  }
  for (const { from, lineId } of group) {
    const account = accounts.get(from);
    const change = changes.get(from) ?? 0;
    invariant(account, 'every account of a movement is locked');
    const { kind, balanceFen: availableFen } = account;
    const isShort = change < 0 && availableFen + change < 0;
    if (isShort && !sourceKinds.has(kind))
      return { kind, lineId, neededFen: -change, availableFen };
  }
  for (const [id, change] of changes) {
    const account = accounts.get(id);
    if (account) account.balanceFen += change;
  }
  return undefined;
}

async function write(
  { tx, actor, recordedAt }: RunContext,
  movements: readonly Movement[],
  accounts: ReadonlyMap<string, Account>,
  before: ReadonlyMap<string, Fen>,
): Promise<void> {
  if (movements.length === 0) return;
  const { districtCode } = actor;
  const ids = movements.map(() => nextUuid(recordedAt));
  await sql`insert into transfers (district_code, transfer_id, entry_id, kind, from_account,
      to_account, amount_fen, entitlement_id, occurred_on)
    select ${districtCode}::int, * from unnest(${ids}::uuid[],
      ${movements.map(({ entryId }) => entryId)}::uuid[],
      ${movements.map(({ kind }) => kind)}::text[], ${movements.map(({ from }) => from)}::text[],
      ${movements.map(({ to }) => to)}::text[],
      ${movements.map(({ amountFen }) => amountFen)}::bigint[],
      ${movements.map(({ entitlementId }) => entitlementId ?? null)}::uuid[],
      ${movements.map(({ occurredOn }) => occurredOn)}::date[])`.execute(tx);
  const changed = [...accounts.values()].filter(({ id, balanceFen }) => {
    return before.get(id) !== balanceFen;
  });
  await sql`update accounts a set balance_fen = n.balance_fen
    from unnest(${changed.map(({ id }) => id)}::text[],
      ${changed.map(({ balanceFen }) => balanceFen)}::bigint[]) as n (account_id, balance_fen)
    where a.district_code = ${districtCode} and a.account_id = n.account_id`.execute(tx);
}

type LineNames = ReadonlyMap<string, { readonly nameZh: string; readonly nameEn: string }>;

async function lineNames({ tx, actor }: RunContext): Promise<LineNames> {
  const { rows } = await sql<{ lineId: string; nameZh: string; nameEn: string }>`
    select line_id, name_zh, name_en from budget_lines
    where district_code = ${actor.districtCode} limit 10000`.execute(tx);
  return new Map(rows.map(({ lineId, ...names }) => [lineId, names]));
}

function refuseShort(shortage: Shortage, names: LineNames): Refusal {
  const { kind, lineId, neededFen, availableFen } = shortage;
  const { zh, en } = accountKinds[kind];
  const name = names.get(lineId);
  return new Refusal('funds.exhausted', {
    lineZh: name?.nameZh ?? '',
    lineEn: name?.nameEn ?? '',
    accountZh: zh,
    accountEn: en,
    neededYuan: formatYuan(neededFen),
    availableYuan: formatYuan(availableFen),
    lineId,
    account: kind,
    neededFen,
    availableFen,
  });
}

/** What one source gives towards an entitlement, and the line of the budget it is reserved on. */
export type EntitlementPart = {
  readonly source: string;
  readonly lineId: string;
  readonly amountFen: Fen;
};

/** An entitlement as it stands. `place` is the village of its case. */
export type EntitlementNow = {
  readonly id: string;
  readonly caseId: string;
  readonly householdId: string;
  readonly place: string;
  readonly works: 'heating' | 'insulation';
  readonly item: string;
  readonly instalment: string;
  readonly amountFen: Fen;
  readonly parts: readonly EntitlementPart[];
  /** From when it may be paid; null while its condition waits. */
  readonly dueOn: Day | null;
  readonly state: EntitlementState;
  readonly version: number;
  readonly lastDay: Day;
};

/** Entitlements by their ids, locked in their order until the transaction ends. */
export function holdEntitlements(
  tx: Tx,
  districtCode: number,
  ids: readonly string[],
): Promise<EntitlementNow[]> {
  return readEntitlements(tx, districtCode, sql`e.entitlement_id = any (${ids}::uuid[])`);
}

/** All entitlements of cases that are not released, locked likewise. */
export function holdEntitlementsOf(
  tx: Tx,
  districtCode: number,
  caseIds: readonly string[],
): Promise<EntitlementNow[]> {
  const stands = sql`e.case_id = any (${caseIds}::uuid[]) and e.state <> 'released'`;
  return readEntitlements(tx, districtCode, stands);
}

async function readEntitlements(tx: Tx, districtCode: number, condition: ReturnType<typeof sql>) {
  const { rows } = await sql<EntitlementNow>`
    select e.entitlement_id as id, e.case_id, e.household_id, c.village_key as place, e.works,
      e.item, e.instalment, e.amount_fen, e.parts, e.due_on, e.state, e.version,
      e.last_on as last_day
    from entitlements e
    join cases c on c.district_code = e.district_code and c.case_id = e.case_id
    where e.district_code = ${districtCode} and ${condition}
    order by e.entitlement_id for update of e`.execute(tx);
  return rows;
}

/** What becomes of a held entitlement. */
export type EntitlementChange = {
  readonly before: EntitlementNow;
  readonly state: EntitlementState;
  readonly occurredOn: Day;
};

/** Changes the states of held entitlements; refuses a change that model.ts does not know. */
export async function changeEntitlements(
  { tx, actor }: RunContext,
  changes: readonly EntitlementChange[],
): Promise<void> {
  for (const { before, state } of changes) {
    const next: readonly EntitlementState[] = entitlementNext[before.state];
    if (next.includes(state)) continue;
    const [now, wanted] = [entitlementStates[before.state], entitlementStates[state]];
    throw new Refusal('entitlement.moved', {
      stateZh: now.zh,
      stateEn: now.en,
      actionZh: `转为${wanted.zh}`,
      actionEn: wanted.en,
    });
  }
  if (changes.length === 0) return;
  await sql`update entitlements e set state = n.state, last_on = greatest(e.last_on, n.last_on),
      version = e.version + 1
    from unnest(${changes.map(({ before }) => before.id)}::uuid[],
      ${changes.map(({ state }) => state)}::text[],
      ${changes.map(({ occurredOn }) => occurredOn)}::date[]) as n (entitlement_id, state, last_on)
    where e.district_code = ${actor.districtCode}
      and e.entitlement_id = n.entitlement_id`.execute(tx);
}
