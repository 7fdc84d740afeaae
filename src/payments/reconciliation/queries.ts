// Sums of all money by line of the budget, and the transfers behind each sum.

import { sql } from 'kysely';
import type { Day } from '../../core/day.ts';
import type { Fen } from '../../core/money.ts';
import type { Tx } from '../../db/open.ts';
import type { TransferKind } from '../../funds/model.ts';
import { maskName } from '../../households/model.ts';
import { figures } from './model.ts';
import type { Counted, FigureId } from './model.ts';

export type LineRow = {
  readonly lineId: string;
  readonly project: string | null;
  readonly source: string;
  readonly year: number | null;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly isPublic: boolean;
};

/** The lines of the budget. */
export async function listBudgetLines(tx: Tx, districtCode: number): Promise<LineRow[]> {
  const { rows } = await sql<LineRow>`
    select line_id, project, source, year, name_zh, name_en, is_public from budget_lines
    where district_code = ${districtCode}
    order by project nulls first, source, year nulls first limit 1000`.execute(tx);
  return rows;
}

/** Sums of transfers up to and with `asOf`, by line and kind. */
export async function sumTransfers(
  tx: Tx,
  districtCode: number,
  asOf: Day,
): Promise<Map<string, Map<TransferKind, Fen>>> {
  // A transfer that begins or ends with a household belongs to the line at its other end.
  const { rows } = await sql<{ lineId: string; kind: TransferKind; sumFen: Fen }>`
    select coalesce(f.line_id, t.line_id) as line_id, x.kind, sum(x.sum_fen)::bigint as sum_fen
    from (select kind, from_account, to_account, sum(amount_fen)::bigint as sum_fen from transfers
      where district_code = ${districtCode} and occurred_on <= ${asOf} group by 1, 2, 3) x
    join accounts f on f.district_code = ${districtCode} and f.account_id = x.from_account
    join accounts t on t.district_code = ${districtCode} and t.account_id = x.to_account
    group by 1, 2 limit 100000`.execute(tx);
  const sums = new Map<string, Map<TransferKind, Fen>>();
  for (const { lineId, kind, sumFen } of rows) {
    const ofLine = sums.get(lineId) ?? new Map<TransferKind, Fen>();
    sums.set(lineId, ofLine.set(kind, sumFen));
  }
  return sums;
}

const of = (rows: ReadonlyArray<{ key: string; fen: Fen }>) =>
  Object.fromEntries(rows.map(({ key, fen }) => [key, fen]));

/** What accounts, entitlements, orders and clawbacks say for themselves, now. */
export async function countMoney(tx: Tx, districtCode: number): Promise<Counted> {
  const balances = await sql<{ key: string; fen: Fen }>`
    select kind as key, sum(balance_fen)::bigint as fen from accounts
    where district_code = ${districtCode} group by 1 limit 100`.execute(tx);
  const entitlements = await sql<{ key: string; fen: Fen }>`
    select state as key, sum(amount_fen)::bigint as fen from entitlements
    where district_code = ${districtCode} group by 1 limit 100`.execute(tx);
  const orders = await sql<{ key: string; fen: Fen }>`
    select case when o.state in ('paid', 'returned') then o.state
        when o.state = 'cancelled' then 'recalled' else 'live' end as key,
      sum(o.amount_fen)::bigint as fen
    from payment_orders o
    join payment_batches b on b.district_code = o.district_code and b.batch_id = o.batch_id
    where o.district_code = ${districtCode} and b.approved_at is not null
      and o.state <> 'dropped'
    group by 1 limit 100`.execute(tx);
  const clawbacks = await sql<{ fen: Fen }>`
    select coalesce(sum(amount_fen), 0)::bigint as fen from clawbacks
    where district_code = ${districtCode} and state = 'received'`.execute(tx);
  return {
    balances: of(balances.rows),
    entitlements: of(entitlements.rows),
    orders: { live: 0, paid: 0, returned: 0, recalled: 0, ...of(orders.rows) },
    clawbacksFen: clawbacks.rows[0]?.fen ?? 0,
  };
}

export type FigureTransfer = {
  readonly transferId: string;
  readonly entryId: string;
  readonly kind: TransferKind;
  /** With the sign it has in the figure. */
  readonly amountFen: Fen;
  readonly occurredOn: Day;
  readonly entitlementId: string | null;
  readonly householdId: string | null;
  readonly headName: string | null;
};

/** The transfers behind a figure of a line, in the order they were posted; names masked. */
export async function listFigureTransfers(
  tx: Tx,
  districtCode: number,
  wanted: {
    readonly lineId: string;
    readonly figure: FigureId;
    readonly asOf: Day;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<FigureTransfer[]> {
  const { lineId, figure, asOf, after, limit } = wanted;
  const signs: Partial<Record<TransferKind, 1 | -1>> = figures[figure].signs;
  const minus = Object.keys(signs).filter((kind) => signs[kind as TransferKind] === -1);
  const { rows } = await sql<FigureTransfer>`
    select x.transfer_id, x.entry_id, x.kind, x.occurred_on, x.entitlement_id, e.household_id,
      h.head_name,
      case when x.kind = any (${minus}::text[]) then -x.amount_fen else x.amount_fen end
        as amount_fen
    from transfers x
    left join entitlements e
      on e.district_code = x.district_code and e.entitlement_id = x.entitlement_id
    left join households h
      on h.district_code = e.district_code and h.household_id = e.household_id
    where x.district_code = ${districtCode} and x.kind = any (${Object.keys(signs)}::text[])
      and x.occurred_on <= ${asOf}
      and exists (select 1 from accounts a where a.district_code = x.district_code
        and a.line_id = ${lineId} and a.account_id in (x.from_account, x.to_account))
      and (${after ?? null}::uuid is null or x.transfer_id > ${after ?? null}::uuid)
    order by x.transfer_id limit ${limit}`.execute(tx);
  return rows.map((row) => ({ ...row, headName: row.headName && maskName(row.headName) }));
}
