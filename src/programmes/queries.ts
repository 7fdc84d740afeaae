// Reads of the choices the office has taken for a programme's decisions.

import { sql } from 'kysely';
import type { Tx } from '../db/open.ts';
import type { Decide } from '../rules/types.ts';

export type Choice = {
  decisionId: string;
  option: string;
  document: string;
  reason: string;
  personName: string;
  chosenAt: string;
  isCurrent: boolean;
};

/** All choices of a programme, the latest first; the first of each decision is the current one. */
export async function listChoices(
  tx: Tx,
  districtCode: number,
  programmeId: string,
): Promise<Choice[]> {
  const { rows } = await sql<Omit<Choice, 'chosenAt'> & { chosenAt: Date }>`
    select c.decision_id, c.option_id as option, c.document, c.reason, p.name as person_name,
      c.chosen_at, c.entry_id = first_value(c.entry_id) over (
        partition by c.decision_id order by c.entry_id desc) as is_current
    from decision_choices c
    join people p on p.district_code = c.district_code and p.person_id = c.person_id
    where c.district_code = ${districtCode} and c.programme_id = ${programmeId}
    order by c.entry_id desc limit 1000`.execute(tx);
  return rows.map((row) => ({ ...row, chosenAt: row.chosenAt.toISOString() }));
}

/** The choices that stand today: decision id → option id, for evaluating with. */
export async function currentDecide(
  tx: Tx,
  districtCode: number,
  programmeId: string,
): Promise<Decide> {
  const { rows } = await sql<{ decisionId: string; option: string }>`
    select distinct on (decision_id) decision_id, option_id as option from decision_choices
    where district_code = ${districtCode} and programme_id = ${programmeId}
    order by decision_id, entry_id desc limit 1000`.execute(tx);
  return Object.fromEntries(rows.map(({ decisionId, option }) => [decisionId, option]));
}
