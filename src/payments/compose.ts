// Composing a batch: entitlements that wait become orders with references. What is in a batch is in
// no other: entitlements are held, change their state, and one order at most is under way.

import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '../actions/action.ts';
import type { Item, RunContext, Subject } from '../actions/action.ts';
import { BankId, BatchFilter } from '../contracts/payments.ts';
import { fail } from '../core/errors.ts';
import { changeEntitlements, holdEntitlements } from '../funds/ledger.ts';
import type { EntitlementNow } from '../funds/ledger.ts';
import { nextUuid } from '../journal/uuid.ts';
import { Bank } from '../rules/schema/payment.ts';
import { leftOutReasons, paymentMay } from './model.ts';
import type { LeftOutReason } from './model.ts';
import { batchNumber, paymentReference } from './reference.ts';
import { hashOrders } from './store.ts';

const Planned = z.strictObject({ entitlementId: z.uuid(), accountPrint: z.base64().max(60) });
const reasons = Object.keys(leftOutReasons) as [LeftOutReason, ...LeftOutReason[]];

const ComposeInput = z.strictObject({
  bankId: BankId,
  filter: BatchFilter,
  /** The bank's layout as the programme has it now. */
  bank: Bank,
  /** What planBatch() would take; looked at again below the lock. */
  planned: z.array(Planned).max(50_000),
  leftOut: z.partialRecord(z.enum(reasons), z.number().int()),
});
type ComposeInput = z.output<typeof ComposeInput>;

export const composeBatch = defineAction({
  name: 'batch.compose',
  title: { zh: '编制兑付批次', en: 'Make a batch of payments' },
  input: ComposeInput,
  roles: paymentMay['batch.compose'],
  creates: 'payment-batch',
  place: () => null,
  // The plan is made anew for a request sent again, which is the same request all the same.
  secrets: ['bank', 'planned', 'leftOut'],
  record: ({ bankId, filter, leftOut }) => ({ bankId, filter: { ...filter }, leftOut }),
  run: async (input, context) => compose(input, context),
});

type Running = RunContext & Omit<Item<ComposeInput, Subject>, 'input'>;

async function compose({ bankId, bank, filter, planned }: ComposeInput, context: Running) {
  const { tx, actor, subject, occurredOn } = context;
  const { districtCode, personId } = actor;
  const held = await holdPlanned(context, planned);
  if (held.length === 0) fail('batch.nothing-to-pay', {});
  const accounts = await readAccounts(context, held, planned);
  const payable = held.filter(({ id }) => accounts.has(id));
  if (payable.length === 0) fail('batch.nothing-to-pay', {});
  const serial = await nextSerial(context);
  const number = batchNumber(bank.referencePrefix, districtCode, serial);
  const sorted = payable.toSorted((a, b) => compareBy(a, b));
  const orders = sorted.map((entitlement, at) => ({
    line: at + 1,
    reference: paymentReference(number, at + 1),
    entitlementId: entitlement.id,
    amountFen: entitlement.amountFen,
    accountPrint: accounts.get(entitlement.id)?.accountPrint ?? '',
    entitlement,
  }));
  const totalFen = orders.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const ordersSha256 = hashOrders(orders);
  await sql`insert into payment_batches (district_code, batch_id, number, bank_id, bank, filter,
      state, version, made_by, order_count, total_fen, orders_sha256, made_on, last_on)
    values (${districtCode}, ${subject.id}, ${number}, ${bankId}, ${JSON.stringify(bank)},
      ${JSON.stringify(filter)}, 'draft', 1, ${personId}, ${orders.length}, ${totalFen},
      ${ordersSha256}, ${occurredOn}, ${occurredOn})`.execute(tx);
  await insertOrders(context, orders);
  await changeEntitlements(
    context,
    payable.map((before) => ({ before, state: 'in-batch', occurredOn })),
  );
  return { batchId: subject.id, number, orders: orders.length, totalFen, ordersSha256 };
}

/** Those planned that still wait; another batch may have been quicker. */
async function holdPlanned(
  { tx, actor, occurredOn }: Running,
  planned: ComposeInput['planned'],
): Promise<EntitlementNow[]> {
  const ids = planned.map(({ entitlementId }) => entitlementId);
  const held = await holdEntitlements(tx, actor.districtCode, ids);
  return held.filter(({ state, dueOn, lastDay }) => {
    const waits = state === 'reserved' || state === 'returned';
    return waits && dueOn !== null && dueOn <= occurredOn && lastDay <= occurredOn;
  });
}

type AccountNow = { readonly id: string; readonly accountPrint: string };

/** The accounts of held entitlements that are as they were when they were looked at. */
async function readAccounts(
  { tx, actor }: Running,
  held: readonly EntitlementNow[],
  planned: ComposeInput['planned'],
): Promise<Map<string, AccountNow>> {
  const seen = new Map(planned.map((one) => [one.entitlementId, one.accountPrint]));
  const { rows } = await sql<AccountNow>`
    select e.id, encode(h.account_print, 'base64') as account_print
    from unnest(${held.map(({ id }) => id)}::uuid[],
      ${held.map(({ householdId }) => householdId)}::uuid[],
      ${held.map(({ caseId }) => caseId)}::uuid[]) as e (id, household_id, case_id)
    join households h on h.district_code = ${actor.districtCode}
      and h.household_id = e.household_id
    join cases c on c.district_code = ${actor.districtCode} and c.case_id = e.case_id
    where h.state = 'live' and h.account_print is not null and c.state = 'cleared'`.execute(tx);
  return new Map(
    rows.filter((row) => seen.get(row.id) === row.accountPrint).map((row) => [row.id, row]),
  );
}

async function nextSerial({ tx, actor }: Running): Promise<number> {
  const { rows } = await sql<{ lastSerial: number }>`
    insert into payment_serials (district_code, last_serial) values (${actor.districtCode}, 1)
    on conflict (district_code) do update set last_serial = payment_serials.last_serial + 1
    returning last_serial`.execute(tx);
  return rows[0]?.lastSerial ?? 0;
}

/** By place, so that the lines of a village stand together. */
function compareBy(a: EntitlementNow, b: EntitlementNow): number {
  if (a.place !== b.place) return a.place < b.place ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

async function insertOrders(
  { tx, actor, subject, recordedAt }: Running,
  orders: ReadonlyArray<{
    readonly line: number;
    readonly reference: string;
    readonly entitlement: EntitlementNow;
  }>,
): Promise<void> {
  const { districtCode } = actor;
  const rows = orders.map(({ line, reference, entitlement }) => ({
    order_id: nextUuid(recordedAt),
    line,
    reference,
    entitlement_id: entitlement.id,
    case_id: entitlement.caseId,
    household_id: entitlement.householdId,
    village_key: entitlement.place,
    amount_fen: entitlement.amountFen,
    parts: entitlement.parts,
  }));
  await sql`insert into payment_orders (district_code, order_id, batch_id, line, entitlement_id,
      case_id, household_id, village_key, attempt, reference, account_sealed, account_print,
      account_masked, account_kind, holder, amount_fen, parts, state)
    select ${districtCode}::int, n.order_id, ${subject.id}::uuid, n.line, n.entitlement_id,
      n.case_id, n.household_id, n.village_key, coalesce(p.last, 0) + 1, n.reference,
      h.account_sealed, h.account_print, h.account_masked, h.account_kind, h.account_holder,
      n.amount_fen, n.parts, 'waiting'
    from json_populate_recordset(null::payment_orders, ${JSON.stringify(rows)}::json) n
    join households h on h.district_code = ${districtCode} and h.household_id = n.household_id
    left join lateral (select max(o.attempt) as last from payment_orders o
      where o.district_code = ${districtCode} and o.entitlement_id = n.entitlement_id)
      p on true`.execute(tx);
}
