// One household's file 一户一档 as a whole: the house, its cases with what may be done and why not,
// contracts, documents, amounts, all that happened, and who did it. Reads only. Amounts are read
// across the tables of contracts, funds and payments: here alone they stand together. More of works
// and money has its own addresses.

import { sql } from 'kysely';
import type { z } from 'zod';
import type { Action, Subject } from '../actions/action.ts';
import { explainActions } from '../actions/explain.ts';
import type { Explained } from '../actions/explain.ts';
import type { FileAmount, FileEvent, FilePerson, HouseholdFile } from '../contracts/ledger.ts';
import type { Tx } from '../db/open.ts';
import { listDocumentsOf } from '../documents/queries.ts';
import { contractPricesOf } from '../enterprises/queries.ts';
import { readEntry } from '../journal/entry.ts';
import type { Actor } from '../people/model.ts';
import { caseKind, readCases } from './case-actions.ts';
import { findFile, listCaseChanges } from './queries.ts';
import { householdKind, readHouseholds } from './store.ts';

type File = z.output<typeof HouseholdFile>;
type Event = z.output<typeof FileEvent>;
type Person = z.output<typeof FilePerson>;
type Amount = z.output<typeof FileAmount>;

/** The file of a household, its `actions` explained for the actor; undefined when there is none. */
export async function readFile(
  tx: Tx,
  actor: Actor,
  householdId: string,
  actions: readonly Action[],
): Promise<File | undefined> {
  const { districtCode } = actor;
  const file = await findFile(tx, districtCode, householdId);
  if (!file) return undefined;
  const ids = file.cases.map(({ caseId }) => caseId);
  const subjects = new Map(
    (await readCases(ids, tx, districtCode)).map((subject) => [subject.id, subject]),
  );
  const contracts = await contractPricesOf(tx, districtCode, ids);
  const explain = (type: string, subject: Subject | undefined) =>
    subject ? explainActions(tx, actor, actions, type, subject) : [];
  const cases: Array<(typeof file.cases)[number] & Pick<CaseFile, 'contract' | 'actions'>> = [];
  for (const one of file.cases) {
    const explained: Explained[] = await explain(caseKind.type, subjects.get(one.caseId));
    cases.push({ ...one, contract: contracts.get(one.caseId) ?? null, actions: explained });
  }
  const [household] = await readHouseholds([householdId], tx, districtCode);
  const events = await listEvents(tx, districtCode, householdId, ids);
  return {
    ...file,
    cases,
    caseChanges: await listCaseChanges(tx, districtCode, ids),
    documents: await listDocumentsOf(tx, districtCode, householdId),
    amounts: await listAmounts(tx, districtCode, ids),
    events,
    persons: personsOf(events),
    actions: await explain(householdKind.type, household),
  };
}

type CaseFile = File['cases'][number];

type EventRow = Omit<Event, 'role'> & { readonly body: Buffer };

/**
 * What the journal holds of the household, its cases, its changes and documents, and of what moved
 * its cases along with others, such as a batch of payments; latest first.
 */
async function listEvents(
  tx: Tx,
  districtCode: number,
  householdId: string,
  caseIds: readonly string[],
): Promise<Event[]> {
  const { rows } = await sql<EventRow>`
    with subjects (type, id) as (
      select 'household', ${householdId}::text
      union all select 'case', n from unnest(${caseIds}::text[]) n
      union all select 'household-change', change_id::text from household_changes
        where district_code = ${districtCode} and household_id = ${householdId}
      union all select 'case-change', change_id::text from case_changes
        where district_code = ${districtCode} and case_id = any (${caseIds}::uuid[])
      union all select 'document', document_id::text from documents
        where district_code = ${districtCode} and household_id = ${householdId}),
    entries (entry_id) as (
      select e.entry_id from subjects s
      join journal_entries e on e.district_code = ${districtCode} and e.subject_type = s.type
        and e.subject_id = s.id
      union select entry_id from case_steps
        where district_code = ${districtCode} and case_id = any (${caseIds}::uuid[]))
    select e.entry_id, e.action, e.subject_type, e.subject_id, e.occurred_on,
      to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded_at,
      e.actor_id, p.name as actor_name, o.name as organisation_name, l.position, e.body
    from entries s
    join journal_entries e on e.district_code = ${districtCode} and e.entry_id = s.entry_id
    left join journal_leaves l on l.district_code = e.district_code and l.entry_id = e.entry_id
    left join people p on p.district_code = e.district_code and p.person_id::text = e.actor_id
    left join organisations o on o.district_code = p.district_code
      and o.organisation_id = p.organisation_id
    order by e.entry_id desc limit 1000`.execute(tx);
  return rows.map(({ body, ...event }) => ({ ...event, role: readEntry(body)?.role ?? '' }));
}

/** Who had a part in the file, in the order in which they came to it. */
function personsOf(events: readonly Event[]): Person[] {
  const byActor = Map.groupBy(events.toReversed(), ({ actorId }) => actorId);
  return [...byActor].flatMap(([personId, done]) => {
    const [first] = done;
    const last = done.at(-1);
    if (!first || !last) return [];
    const { actorName: name, organisationName } = last;
    const roles = [...new Set(done.map(({ role }) => role))];
    const days = { firstOn: first.occurredOn, lastOn: last.occurredOn };
    return [{ personId, name, organisationName, roles, acts: done.length, ...days }];
  });
}

/** Every amount of the cases: contract, cost, own share, aid, payment; in the order of days. */
async function listAmounts(
  tx: Tx,
  districtCode: number,
  caseIds: readonly string[],
): Promise<Amount[]> {
  const here = sql`district_code = ${districtCode} and case_id = any (${caseIds}::uuid[])`;
  const { rows } = await sql<Amount>`
    select 'contract' as kind, case_id, contract_id::text as id, '' as name,
      price_equipment_fen + price_construction_fen as amount_fen, added_on as occurred_on,
      case when dropped_on is null then 'live' else 'dropped' end as state
    from works_contract_cases where ${here}
    union all select 'cost', case_id, entry_id::text, basis, equipment_fen + construction_fen,
      recorded_on, 'recorded' from case_costs where ${here}
    union all select 'own-share', case_id, own_share_id::text, receipt, amount_fen, paid_on,
      case when cancel_reason is null then 'paid' else 'cancelled' end from own_shares
      where ${here}
    union all select 'entitlement', case_id, entitlement_id::text, item, amount_fen, frozen_on,
      state from entitlements where ${here}
    union all select 'payment', case_id, order_id::text, reference, amount_fen, settled_on, state
      from payment_orders where ${here}
    order by 6, 1, 3 limit 500`.execute(tx);
  return rows;
}
