// Which entitlements a batch would take, and why the others stay: the accounts are opened here to
// look at their check digits, so it runs before the action and no plain number goes further.

import { sql } from 'kysely';
import type { Day } from '../core/day.ts';
import { isLuhn } from '../core/identity.ts';
import type { Fen } from '../core/money.ts';
import type { Tx } from '../db/open.ts';
import type { Vault } from '../db/vault.ts';
import { openNumber } from '../households/sealing.ts';
import type { Bank } from '../rules/schema/payment.ts';
import type { LeftOutReason, Mend } from './model.ts';

/** What a batch is made of; what is not given does not narrow it. */
export type BatchFilter = {
  /** Key of a town or village. */
  readonly under?: string | undefined;
  readonly works?: 'heating' | 'insulation' | undefined;
  readonly project?: string | undefined;
  readonly year?: number | undefined;
  /** The batch ends before its total would pass this sum. */
  readonly untilFen?: Fen | undefined;
};

/** An entitlement that waits for its payment, with all that decides whether it is taken. */
export type Candidate = {
  readonly entitlementId: string;
  readonly householdId: string;
  readonly villageKey: string;
  readonly headName: string;
  readonly amountFen: Fen;
  readonly dueOn: Day | null;
  readonly caseState: string;
  readonly householdState: string;
  readonly accountSealed: Buffer | null;
  readonly accountPrint: Buffer | null;
  readonly accountKind: 'card' | 'passbook' | null;
  readonly isShared: boolean;
  /** Of the last order, when it came back. */
  readonly lastMend: Mend | null;
  readonly isSameAccount: boolean;
};

export type Planned = { readonly entitlementId: string; readonly accountPrint: string };
export type LeftOut = {
  readonly entitlementId: string;
  readonly householdId: string;
  readonly headName: string;
  readonly amountFen: Fen;
  readonly reason: LeftOutReason;
};
export type Plan = {
  readonly planned: readonly Planned[];
  readonly leftOut: readonly LeftOut[];
  readonly totalFen: Fen;
};

const CANDIDATES_MAX = 50_000;

/** Plans a batch for `day`. Locks nothing: the action looks again at what it was given. */
export async function planBatch(
  tx: Tx,
  filter: BatchFilter,
  limits: { readonly ordersMax: number; readonly day: Day },
  { vault, districtCode }: { readonly vault: Vault; readonly districtCode: number },
): Promise<Plan> {
  const planned: Planned[] = [];
  const leftOut: LeftOut[] = [];
  let totalFen = 0;
  for (const candidate of await listCandidates(tx, districtCode, filter)) {
    const { entitlementId, householdId, headName, amountFen, accountPrint } = candidate;
    const account = openNumber(candidate.accountSealed, 'account', { vault, districtCode });
    const isOver =
      planned.length >= limits.ordersMax || totalFen + amountFen > (filter.untilFen ?? Infinity);
    const reason = refuse(candidate, account, limits.day) ?? (isOver ? 'over-limit' : undefined);
    if (reason) leftOut.push({ entitlementId, householdId, headName, amountFen, reason });
    else {
      totalFen += amountFen;
      planned.push({ entitlementId, accountPrint: accountPrint?.toString('base64') ?? '' });
    }
  }
  return { planned, leftOut, totalFen };
}

/** What batch.compose is told of a plan. */
export function composeInputOf(bank: Bank, { planned, leftOut }: Plan) {
  const counts: Partial<Record<LeftOutReason, number>> = {};
  for (const { reason } of leftOut) counts[reason] = (counts[reason] ?? 0) + 1;
  return { bank, planned: [...planned], leftOut: counts };
}

/** Why a candidate is left out, in a fixed order; undefined when it is taken. */
export function refuse(
  candidate: Omit<Candidate, 'accountSealed' | 'accountPrint'>,
  account: string | null,
  day: Day,
): LeftOutReason | undefined {
  const { dueOn, caseState, householdState, accountKind, lastMend } = candidate;
  if (householdState !== 'live') return 'household-closed';
  if (caseState !== 'cleared') return 'case-not-cleared';
  if (dueOn === null || dueOn > day) return 'not-due';
  if (account === null) return 'account-missing';
  // Passbooks of old follow no rule of check digits.
  if (accountKind === 'card' && !isLuhn(account)) return 'account-wrong';
  if (candidate.isShared) return 'account-shared';
  if (lastMend === 'none') return 'not-mendable';
  if (lastMend === 'account' && candidate.isSameAccount) return 'not-mended';
  return undefined;
}

async function listCandidates(
  tx: Tx,
  districtCode: number,
  { under, works, project, year }: BatchFilter,
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select e.entitlement_id, e.household_id, c.village_key, h.head_name, e.amount_fen, e.due_on,
      c.state as case_state, h.state as household_state, h.account_sealed, h.account_print,
      h.account_kind, o.mend as last_mend, coalesce(o.account_print = h.account_print, false)
        as is_same_account,
      h.account_print is not null and exists (select 1 from households s
        where s.district_code = h.district_code and s.account_print = h.account_print
          and s.household_id <> h.household_id and s.state = 'live') as is_shared
    from entitlements e
    join cases c on c.district_code = e.district_code and c.case_id = e.case_id
    join households h on h.district_code = e.district_code and h.household_id = e.household_id
    left join lateral (select p.mend, p.account_print from payment_orders p
      where p.district_code = e.district_code and p.entitlement_id = e.entitlement_id
        and p.state = 'returned'
      order by p.attempt desc limit 1) o on e.state = 'returned'
    where e.district_code = ${districtCode} and e.state in ('reserved', 'returned')
      and (${under ?? null}::text is null or starts_with(c.village_key, ${under ?? null}))
      and (${works ?? null}::text is null or c.works = ${works ?? null})
      and (${project ?? null}::text is null or c.project = ${project ?? null})
      and (${year ?? null}::int is null or c.year = ${year ?? null})
    order by e.frozen_on, e.entitlement_id limit ${CANDIDATES_MAX}`.execute(tx);
  return rows;
}
