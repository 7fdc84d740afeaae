// Counts of what waits, one small query a kind, each within the places its roles are held in.
// Writes nothing.

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Day } from '../core/day.ts';
import type { Tx } from '../db/open.ts';
import type { CaseState } from '../households/model.ts';
import type { Actor } from '../people/model.ts';
import type { TodoKind } from './model.ts';

export type Waiting = {
  readonly count: number;
  readonly overdueCount: number | null;
  readonly oldestOn: string | null;
  readonly amountFen: number | null;
};

export type Asked = {
  readonly actor: Actor;
  readonly today: Day;
  /** Place keys; null for the whole district. */
  readonly places: readonly string[] | null;
  /** True when the person asks for the jobs of their own enterprise only. */
  readonly isOwnJobs: boolean;
};

type Ask = (asked: Asked) => RawBuilder<Waiting>;

/** How much of one kind waits. */
export async function countTodo(tx: Tx, kind: TodoKind, asked: Asked): Promise<Waiting> {
  const { rows } = await asks[kind](asked).execute(tx);
  return rows[0] ?? { count: 0, overdueCount: null, oldestOn: null, amountFen: null };
}

const none = sql`null::bigint`;
const plain = (oldest: RawBuilder<unknown>) => sql`count(*) as count, ${none} as overdue_count,
  min(${oldest}) as oldest_on, ${none} as amount_fen`;

function within(column: string, places: readonly string[] | null) {
  if (places === null) return sql`true`;
  return sql`exists (select 1 from unnest(${places}::text[]) k (key)
    where starts_with(${sql.ref(column)}, k.key))`;
}

function ofOwnEnterprise({ actor, isOwnJobs }: Asked) {
  if (!isOwnJobs) return sql`true`;
  return sql`c.enterprise_id in (select enterprise_id from enterprises
    where district_code = ${actor.districtCode} and organisation_id = ${actor.organisationId})`;
}

/** Cases in a state; `also` narrows them further. */
function casesIn(state: CaseState, also: RawBuilder<unknown> = sql`true`): Ask {
  return (asked) => sql<Waiting>`
    select ${plain(sql`c.last_on`)} from cases c
    where c.district_code = ${asked.actor.districtCode} and c.state = ${state} and ${also}
      and ${within('c.village_key', asked.places)} and ${ofOwnEnterprise(asked)}`;
}

const isNotTownChecked = sql`not exists (select 1 from town_checks t
  where t.district_code = c.district_code and t.case_id = c.case_id and t.is_current)`;

const rectify: Ask = (asked) => sql<Waiting>`
  select count(*) as count, count(*) filter (where r.due_on < ${asked.today}::date)
    as overdue_count, min(r.ordered_on) as oldest_on, ${none} as amount_fen
  from rectifications r
  join cases c on c.district_code = r.district_code and c.case_id = r.case_id
  where r.district_code = ${asked.actor.districtCode} and r.closed_on is null
    and ${within('c.village_key', asked.places)} and ${ofOwnEnterprise(asked)}`;

const objections: Ask = ({ actor, places }) => sql<Waiting>`
  select ${plain(sql`o.recorded_on`)} from notice_objections o
  join public_notices n on n.district_code = o.district_code and n.notice_id = o.notice_id
  where o.district_code = ${actor.districtCode} and o.state = 'open'
    and ${within('n.village_key', places)}`;

const closeNotice: Ask = ({ actor, places, today }) => sql<Waiting>`
  select ${plain(sql`n.ends_on`)} from public_notices n
  where n.district_code = ${actor.districtCode} and n.state = 'open'
    and n.ends_on < ${today}::date and ${within('n.village_key', places)}`;

const findings: Ask = ({ actor, places }) => sql<Waiting>`
  select ${plain(sql`h.last_on`)} from households h
  where h.district_code = ${actor.districtCode} and h.state = 'live' and h.findings <> '{}'
    and ${within('h.village_key', places)}`;

const exceptions: Ask = ({ actor, places }) => sql<Waiting>`
  select ${plain(sql`c.last_on`)} from cases c
  where c.district_code = ${actor.districtCode} and c.state in ('registered', 'chosen')
    and c.exception_state = 'requested' and ${within('c.village_key', places)}`;

const changes: Ask = ({ actor, places }) => sql<Waiting>`
  select ${plain(sql`w.requested_on`)} from (
    select q.requested_on, h.village_key from household_changes q
    join households h on h.district_code = q.district_code and h.household_id = q.household_id
    where q.district_code = ${actor.districtCode} and q.state = 'requested'
    union all
    select q.requested_on, c.village_key from case_changes q
    join cases c on c.district_code = q.district_code and c.case_id = q.case_id
    where q.district_code = ${actor.districtCode} and q.state = 'requested') w
  where ${within('w.village_key', places)}`;

const priorAids: Ask = ({ actor, places }) => sql<Waiting>`
  select ${plain(sql`p.last_on`)} from prior_aids p
  join households h on h.district_code = p.district_code and h.household_id = p.household_id
  where p.district_code = ${actor.districtCode} and p.state = 'recorded'
    and ${within('h.village_key', places)}`;

const jointCheck: Ask = ({ actor, places }) => sql<Waiting>`
  select ${plain(sql`l.drawn_on`)} from acceptance_lots l
  join acceptance_lot_cases s on s.district_code = l.district_code and s.lot_id = l.lot_id
  where l.district_code = ${actor.districtCode} and l.state = 'open' and s.round is not null
    and ${within('l.town_key', places)} and not exists (select 1 from joint_checks j
      where j.district_code = s.district_code and j.lot_id = s.lot_id
        and j.case_id = s.case_id and j.is_current)`;

const sign: Ask = ({ actor, places }) => sql<Waiting>`
  select ${plain(sql`l.last_on`)} from acceptance_lots l
  where l.district_code = ${actor.districtCode} and l.state = 'signing'
    and ${within('l.town_key', places)} and not exists (select 1 from countersignatures s
      where s.district_code = l.district_code and s.lot_id = l.lot_id
        and s.person_id = ${actor.personId})`;

const imports: Ask = ({ actor, places }) => sql<Waiting>`
  select ${plain(sql`i.last_on`)} from imports i
  where i.district_code = ${actor.districtCode} and i.state = 'checked'
    and ${within('i.town_key', places)}`;

/** Entitlements by the money they come to. */
function money(condition: (asked: Asked) => RawBuilder<unknown>): Ask {
  return (asked) => sql<Waiting>`
    select count(*) as count, ${none} as overdue_count,
      min(coalesce(e.due_on, e.frozen_on)) as oldest_on,
      coalesce(sum(e.amount_fen), 0)::bigint as amount_fen
    from entitlements e
    join households h on h.district_code = e.district_code and h.household_id = e.household_id
    where e.district_code = ${asked.actor.districtCode} and ${condition(asked)}
      and ${within('h.village_key', asked.places)}`;
}

/** Batches in a state; `also` narrows them further. */
function batchesIn(state: string, also: (asked: Asked) => RawBuilder<unknown> = () => sql`true`) {
  const ask: Ask = (asked) => sql<Waiting>`
    select count(*) as count, ${none} as overdue_count, min(b.last_on) as oldest_on,
      coalesce(sum(b.total_fen), 0)::bigint as amount_fen
    from payment_batches b
    where b.district_code = ${asked.actor.districtCode} and b.state = ${state}
      and ${also(asked)}`;
  return ask;
}

/** Whoever made or submitted a batch does not approve it. */
const isByAnother = ({ actor: { personId } }: Asked) =>
  sql`b.made_by <> ${personId} and b.submitted_by is distinct from ${personId}`;

const clawbacks: Ask = ({ actor }) => sql<Waiting>`
  select count(*) as count, ${none} as overdue_count, min(b.decided_on) as oldest_on,
    coalesce(sum(b.amount_fen), 0)::bigint as amount_fen
  from clawbacks b where b.district_code = ${actor.districtCode} and b.state = 'decided'`;

const asks: Readonly<Record<TodoKind, Ask>> = {
  rectify,
  objections,
  'import-check': imports,
  findings,
  choose: casesIn('registered'),
  approve: casesIn('chosen'),
  exceptions,
  changes,
  'prior-aids': priorAids,
  contract: casesIn('approved'),
  install: casesIn('contracted'),
  'self-check': casesIn('installed'),
  'town-check': casesIn('self-checked', isNotTownChecked),
  'joint-check': jointCheck,
  sign,
  publish: casesIn('accepted'),
  'close-notice': closeNotice,
  clear: casesIn('published'),
  'mark-due': money(() => sql`e.state = 'reserved' and e.due_on is null`),
  pay: money(({ today }) => sql`e.state = 'reserved' and e.due_on <= ${today}::date`),
  'batch-submit': batchesIn('draft'),
  'batch-approve': batchesIn('submitted', isByAnother),
  'batch-send': batchesIn('approved'),
  'batch-return': batchesIn('sent'),
  returned: money(() => sql`e.state = 'returned'`),
  clawbacks,
};
