// The one write to contracts that comes from another capability: a household that withdraws leaves
// its contract in the same transaction.

import { sql } from 'kysely';
import type { RunContext } from '../actions/action.ts';
import type { Day } from '../core/day.ts';

/** Takes cases that withdraw out of the contracts they are under; others are passed over. */
export async function dropFromContracts(
  { tx, actor }: Pick<RunContext, 'tx' | 'actor'>,
  drops: ReadonlyArray<{ readonly caseId: string; readonly occurredOn: Day }>,
): Promise<void> {
  await sql`update works_contract_cases k set dropped_on = n.dropped_on
    from unnest(${drops.map(({ caseId }) => caseId)}::uuid[],
      ${drops.map(({ occurredOn }) => occurredOn)}::date[]) as n (case_id, dropped_on)
    where k.district_code = ${actor.districtCode} and k.case_id = n.case_id
      and k.dropped_on is null`.execute(tx);
}
