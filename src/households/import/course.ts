// What has come of households in the programme, for an import to hold a ledger against: who builds,
// when works were installed and accepted, and what they were given before. Reads only.

import { sql } from 'kysely';
import type { Day } from '../../core/day.ts';
import type { Tx } from '../../db/open.ts';
import { listPriorAids } from '../../funds/facts.ts';
import type { Works } from '../model.ts';
import { mainCase } from './plan.ts';
import type { KnownValues, LedgerHousehold } from './plan.ts';

type Course = {
  readonly caseId: string;
  readonly enterprise: string | null;
  readonly installedOn: Day | null;
  readonly acceptedOn: Day | null;
};

/** The households with their course added, whatever their number in two statements. */
export async function withCourse(
  tx: Tx,
  districtCode: number,
  households: readonly LedgerHousehold[],
): Promise<LedgerHousehold[]> {
  const caseIds = households.flatMap((one) => mainCase(one)?.caseId ?? []);
  const courses = await readCourses(tx, districtCode, caseIds);
  const householdIds = households.flatMap(({ householdId }) => householdId ?? []);
  const priors = await listPriorAids(tx, districtCode, householdIds);
  return households.map((household) => {
    const course = courses.get(mainCase(household)?.caseId ?? '');
    const given = priors.get(household.householdId ?? '') ?? [];
    // In the order of years, so that the latest of each kind stays.
    const convertedIn: Partial<Record<Works, number>> = {};
    for (const { works, year } of given) convertedIn[works] = year;
    return { ...household, convertedIn, known: course ? knownOf(course) : {} };
  });
}

/** As src/exports/ledger-table.ts writes it. */
function knownOf({ enterprise, installedOn, acceptedOn }: Course): KnownValues {
  return {
    ...(enterprise !== null && { enterprise }),
    ...(installedOn !== null && { installedOn }),
    ...(acceptedOn !== null && { acceptedOn, acceptance: '合格' }),
  };
}

async function readCourses(
  tx: Tx,
  districtCode: number,
  caseIds: readonly string[],
): Promise<Map<string, Course>> {
  const { rows } = await sql<Course>`
    select c.case_id, e.name as enterprise, s.installed_on, s.accepted_on
    from cases c
    left join enterprises e
      on e.district_code = c.district_code and e.enterprise_id = c.enterprise_id
    left join lateral (
      select max(s.occurred_on) filter (where s.action = 'case.install') as installed_on,
        max(s.occurred_on) filter (where s.action = 'case.accept') as accepted_on
      from case_steps s
      where s.district_code = c.district_code and s.case_id = c.case_id
    ) s on true
    where c.district_code = ${districtCode} and c.case_id = any (${caseIds}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.caseId, row]));
}
