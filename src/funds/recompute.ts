// Works everything out again: each frozen entitlement from its frozen inputs and rules, each
// balance from the transfers, and what is bound from the entitlements. Changes nothing.

import { sql } from 'kysely';
import type { Fen } from '../core/money.ts';
import type { Database, Tx } from '../db/open.ts';
import { evaluateWith } from '../rules/benefit/evaluate.ts';
import type { BenefitInputs, Decide } from '../rules/types.ts';
import { duesOf } from './clearing.ts';
import type { EntitlementPart } from './ledger.ts';
import { getRules, readyWith } from './rules.ts';
import type { ReadyPaying } from './rules.ts';

/** One thing that does not come out. */
export type RecomputeFault = {
  readonly kind: 'entitlement' | 'rules' | 'balance' | 'commitment' | 'double-entry';
  /** Id of the entitlement, version of the rules or id of the account. */
  readonly id: string;
  readonly keptFen: Fen;
  readonly recomputedFen: Fen;
};

export type Recomputed = {
  readonly isExact: boolean;
  readonly entitlements: number;
  readonly accounts: number;
  readonly transfers: number;
  readonly entitledFen: Fen;
  /** The first thousand, by kind. */
  readonly faults: readonly RecomputeFault[];
};

const PAGE = 2_000;
const FAULTS_MAX = 1_000;

/** Recomputes a district's money to the fen, as it all stood at one instant. */
export function recompute(db: Database, districtCode: number): Promise<Recomputed> {
  return db.withDistrict(districtCode, async (tx) => {
    // Before the first query: a payment in the middle would look like a fault.
    await sql`set transaction isolation level repeatable read read only`.execute(tx);
    return recomputeAll(tx, districtCode);
  });
}

async function recomputeAll(tx: Tx, districtCode: number): Promise<Recomputed> {
  const rules = new Map<string, ReadyPaying>();
  const faults: RecomputeFault[] = [];
  let [entitlements, entitledFen, after] = [0, 0, NONE];
  for (;;) {
    const rows = await readPage(tx, districtCode, after);
    for (const row of rows) {
      const paying = await readyFor(tx, districtCode, row, rules);
      const found = check(row, paying);
      if (found && faults.length < FAULTS_MAX) faults.push(found);
      entitlements += 1;
      entitledFen += row.amountFen;
    }
    after = rows.at(-1)?.id ?? after;
    if (rows.length < PAGE) break;
  }
  const accounts = await checkAccounts(tx, districtCode);
  const commitments = await checkCommitments(tx, districtCode);
  const all = [...faults, ...accounts.faults, ...commitments].slice(0, FAULTS_MAX);
  const { count, transfers } = accounts;
  return {
    isExact: all.length === 0,
    entitlements,
    accounts: count,
    transfers,
    entitledFen,
    faults: all,
  };
}

const NONE = '00000000-0000-0000-0000-000000000000';

type Row = {
  readonly id: string;
  readonly item: string;
  readonly instalment: string;
  readonly amountFen: Fen;
  readonly parts: readonly EntitlementPart[];
  readonly inputs: BenefitInputs;
  readonly decisions: Decide;
  readonly rulesVersion: string;
};

async function readPage(tx: Tx, districtCode: number, after: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select entitlement_id as id, item, instalment, amount_fen, parts, inputs, decisions,
      rules_version
    from entitlements
    where district_code = ${districtCode} and entitlement_id > ${after}
    order by entitlement_id limit ${PAGE}`.execute(tx);
  return rows;
}

async function readyFor(
  tx: Tx,
  districtCode: number,
  { rulesVersion, decisions }: Row,
  known: Map<string, ReadyPaying>,
): Promise<ReadyPaying> {
  const key = JSON.stringify([rulesVersion, decisions]);
  const found = known.get(key);
  if (found) return found;
  const paying = await getRules(tx, districtCode, rulesVersion);
  const ready = readyWith(paying, rulesVersion, decisions);
  known.set(key, ready);
  return ready;
}

/** The entitlement worked out again; a fault when amount or a part is another. */
function check(row: Row, paying: ReadyPaying): RecomputeFault | undefined {
  const { id, item, instalment, amountFen, parts, inputs } = row;
  // What nobody is paid for has no inputs; an item may also come to nothing.
  if (item === '' && Object.keys(inputs).length === 0 && amountFen === 0) return undefined;
  const result = evaluateWith(paying.ready, inputs);
  const dues = result.items.filter(({ kind }) => kind === 'one-off').flatMap(duesOf);
  if (item === '') {
    const totalFen = result.totalFen ?? 0;
    return totalFen === amountFen ? undefined : faultOf(id, amountFen, totalFen);
  }
  const due = dues.find((one) => one.item === item && one.instalment === instalment);
  const again = Object.entries(due?.shares ?? {}).filter(([, fen]) => fen > 0);
  const kept = new Map(parts.map(({ source, amountFen: fen }) => [source, fen]));
  const isSame = again.length === kept.size && again.every(([name, fen]) => kept.get(name) === fen);
  const recomputedFen = due?.amountFen ?? 0;
  return isSame && recomputedFen === amountFen ? undefined : faultOf(id, amountFen, recomputedFen);
}

function faultOf(id: string, keptFen: Fen, recomputedFen: Fen): RecomputeFault {
  return { kind: 'entitlement', id, keptFen, recomputedFen };
}

/** Every balance is the sum of what came in less what went out, and all of them cancel. */
async function checkAccounts(tx: Tx, districtCode: number) {
  const { rows } = await sql<{ id: string; keptFen: Fen; recomputedFen: Fen }>`
    with moved as (
      select account_id, sum(fen) as fen from (
        select to_account as account_id, amount_fen as fen from transfers
        where district_code = ${districtCode}
        union all
        select from_account, -amount_fen from transfers where district_code = ${districtCode}
      ) m group by account_id)
    select account_id as id, coalesce(a.balance_fen, 0) as kept_fen,
      coalesce(m.fen, 0)::bigint as recomputed_fen
    from (select account_id, balance_fen from accounts where district_code = ${districtCode}) a
    full join moved m using (account_id)
    where a.balance_fen is distinct from coalesce(m.fen, 0)
    order by account_id limit ${FAULTS_MAX}`.execute(tx);
  const { rows: sums } = await sql<{ count: number; transfers: number; sumFen: Fen }>`
    select count(*) as count, coalesce(sum(balance_fen), 0)::bigint as sum_fen,
      (select count(*) from transfers where district_code = ${districtCode}) as transfers
    from accounts where district_code = ${districtCode}`.execute(tx);
  const { count = 0, transfers = 0, sumFen = 0 } = sums[0] ?? {};
  const faults = rows.map((row): RecomputeFault => ({ kind: 'balance', ...row }));
  if (sumFen !== 0) {
    faults.push({ kind: 'double-entry', id: 'accounts', keptFen: sumFen, recomputedFen: 0 });
  }
  return { count, transfers, faults };
}

/** What each line has reserved and spent is what its entitlements come to in those states. */
async function checkCommitments(tx: Tx, districtCode: number): Promise<RecomputeFault[]> {
  const { rows } = await sql<{ id: string; keptFen: Fen; recomputedFen: Fen }>`
    with held as (
      select case when e.state = 'paid' then 'spent:' else 'reserved:' end
          || (p.part ->> 'lineId') as account_id, sum((p.part ->> 'amountFen')::bigint) as fen
      from entitlements e, json_array_elements(e.parts) as p (part)
      where e.district_code = ${districtCode}
        and e.state in ('reserved', 'in-batch', 'returned', 'paid')
      group by 1)
    select a.account_id as id, a.balance_fen as kept_fen,
      coalesce(h.fen, 0)::bigint as recomputed_fen
    from accounts a left join held h on h.account_id = a.account_id
    where a.district_code = ${districtCode} and a.kind in ('reserved', 'spent')
      and a.balance_fen <> coalesce(h.fen, 0)
    order by a.account_id limit ${FAULTS_MAX}`.execute(tx);
  return rows.map((row) => ({ kind: 'commitment', ...row }));
}
