// Writes to village groups: adding one, and the one method it decides on (notice 六(二), 七(二)3).

import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '../actions/action.ts';
import type { Subject, SubjectKind } from '../actions/action.ts';
import { MethodDecision, NewGroup } from '../contracts/groups.ts';
import type { Day } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import { groupMay } from './model.ts';
import { listStandingVillages } from './queries.ts';
import { ensureGroups } from './store.ts';

type GroupSubject = Subject & { readonly method: string | null };

/** Village groups as subjects of actions. */
const groupKind: SubjectKind<GroupSubject> = {
  type: 'group',
  name: { zh: '村组', en: 'village group' },
  lock: async (ids, tx, districtCode) => {
    const { rows } = await sql<{
      id: string;
      place: string;
      version: number;
      lastDay: Day | null;
      method: string | null;
    }>`select group_id as id, village_key as place, version, last_on as last_day, method
       from village_groups
       where district_code = ${districtCode} and group_id = any (${ids}::uuid[])
       order by group_id for update`.execute(tx);
    return rows.map((row) => ({ ...row, state: null }));
  },
};

export const addGroup = defineAction({
  name: 'group.add',
  title: { zh: '添加村组', en: 'Add a village group' },
  input: NewGroup,
  roles: groupMay['group.add'],
  creates: 'group',
  place: (input) => input.villageKey,
  run: async ({ villageKey, name }, context) => {
    const { tx, actor } = context;
    const villages = await listStandingVillages(tx, actor.districtCode, [villageKey]);
    if (!villages.has(villageKey)) fail('place.unknown', { place: villageKey });
    const { rows } = await sql`select 1 from village_groups
      where district_code = ${actor.districtCode} and village_key = ${villageKey}
        and name = ${name}`.execute(tx);
    if (rows.length > 0) fail('group.name-taken', {});
    const [groupId = ''] = await ensureGroups(context, [{ villageKey, name }]);
    return { groupId };
  },
});

export const decideMethod = defineAction({
  name: 'group.decide-method',
  title: { zh: '登记村组议定的取暖方式', en: 'Record the method of a group' },
  input: MethodDecision.extend({ groupId: z.uuid() }),
  roles: groupMay['group.decide-method'],
  subject: groupKind,
  subjectId: (input) => input.groupId,
  run: async ({ method, minutes, minutesSha256 }, { tx, actor, subject, occurredOn }) => {
    const { districtCode } = actor;
    const { rows } = await sql<{ open: number; bound: number }>`
      select count(*) filter (where state in ('registered', 'chosen')) as open,
        count(*) filter (where state not in ('registered', 'chosen')) as bound
      from cases
      where district_code = ${districtCode} and group_id = ${subject.id} and works = 'heating'
        and state not in ('withdrawn', 'rejected') and method <> ${method}
        and (exception_state is distinct from 'approved'
          or exception_method is distinct from method)`.execute(tx);
    const { open = 0, bound = 0 } = rows[0] ?? {};
    if (bound > 0) {
      fail('group.cases-bound', { count: bound, decided: subject.method ?? '' }, '六(二)');
    }
    await sql`update village_groups set method = ${method}, minutes = ${minutes},
        minutes_sha256 = ${minutesSha256}, last_on = ${occurredOn}, version = version + 1
      where district_code = ${districtCode} and group_id = ${subject.id}`.execute(tx);
    return { id: subject.id, version: subject.version + 1, toChooseAgain: open };
  },
});

/** All actions of this capability, for the registry. */
export const groupActions = [addGroup, decideMethod] as const;
