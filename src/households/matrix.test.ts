// Asks every action of the ledger of every role, in its own place and in another: who may not is
// refused before anything else is looked at, and no refusal leaves a trace.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { testDatabase } from '../../test/helpers/database.ts';
import {
  aHousehold,
  aPerson,
  ledgerDistrict,
  ledgerOn,
  townA,
  townB,
  villageA,
  villageB,
} from '../../test/helpers/ledger.ts';
import { perform } from '../actions/perform.ts';
import type { Action } from '../actions/action.ts';
import { Refusal } from '../core/errors.ts';
import { groupActions } from '../groups/actions.ts';
import { roles } from '../people/model.ts';
import type { Actor } from '../people/model.ts';
import { targetActions } from '../targets/actions.ts';
import { requestCaseChange } from './case-change-actions.ts';
import { requestChange } from './change-actions.ts';
import { approveCase } from './case-actions.ts';
import { householdActions } from './registry.ts';
import { sealHousehold, sealPatch } from './sealing.ts';

const db = await testDatabase();
const { act, register, groupId, sealing, as } = await ledgerOn(db);
const clerk = aPerson('townClerk');
const actions: readonly Action[] = [...householdActions, ...groupActions, ...targetActions];

const { householdId, caseId } = await register();
const other = await register();
const bound = await register({ cases: [{ works: 'insulation', project: 'envelope', year: 2022 }] });
await act(clerk, approveCase, { caseId: bound.caseId });
const patch = sealPatch({ people: 4 }, sealing);
const reason = '矩阵测试';
const change = { householdId: bound.householdId, patch, reason };
const { changeId } = await act(clerk, requestChange, change);
const caseChange = { caseId: bound.caseId, changes: { year: 2023 }, reason };
const caseChangeId = (await act(clerk, requestCaseChange, caseChange)).changeId;
const group = await groupId();
const newCase = { works: 'insulation', project: 'envelope', year: 2022 };

/** An input each action takes, on things of the first town. */
const inputs: Readonly<Record<string, unknown>> = {
  'household.register': sealHousehold(aHousehold(), sealing),
  'household.correct': { householdId, patch, reason },
  'household.add-works': { householdId, case: newCase },
  'household.move-group': { householdId, groupId: group, reason },
  'household.merge-duplicate': { householdId, intoId: other.householdId, reason },
  'household.unmask': { householdId, fields: ['phone'], purpose: reason },
  'household.request-change': change,
  'household-change.approve': { changeId, note: reason },
  'household-change.reject': { changeId, note: reason },
  'case.choose-method': { caseId, method: 'air-heater' },
  'case.request-exception': { caseId, method: 'air-heater', reason },
  'case.approve-exception': { caseId, note: reason },
  'case.refuse-exception': { caseId, note: reason },
  'case.approve': { caseId },
  'case.reject': { caseId, reason },
  'case.withdraw': { caseId, reason },
  'case.request-change': caseChange,
  'case-change.approve': { changeId: caseChangeId, note: reason },
  'case-change.reject': { changeId: caseChangeId, note: reason },
  'group.add': { villageKey: villageA, name: '新组' },
  'group.decide-method': { groupId: group, method: 'air-heater', minutes: '会议记录' },
  'target.load-version': {
    document: '附件1',
    rows: [{ placeKey: townA, year: 2022, project: 'envelope', households: 1 }],
    differencesConfirmed: true,
    expectations: [],
  },
};

/** The code of the refusal, `done` without one. Nothing stays: it is a dry run. */
async function ask(action: Action, actor: Actor): Promise<string> {
  const input = inputs[action.name] as z.input<Action['input']>;
  try {
    await perform(as(actor), action, input, { dryRun: true, key: randomUUID() });
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

const noRight = new Set(['action.not-allowed', 'action.not-here']);

test('there is an input for every action of the ledger', () => {
  expect(Object.keys(inputs).toSorted()).toEqual(actions.map(({ name }) => name).toSorted());
});

test.each(actions.map((action) => [action.name, action] as const))(
  '%s is open to its roles in their places, and to nobody else anywhere',
  async (name, action) => {
    const places = [null, townA, villageA, townB, villageB];
    for (const role of roles) {
      for (const place of places) {
        const code = await ask(action, aPerson(role, place, 'somebody'));
        const covers =
          place === null || (name !== 'target.load-version' && villageA.startsWith(place));
        const where = [role, place, code];
        if (!action.roles.includes(role))
          expect(where).toEqual([role, place, 'action.not-allowed']);
        else if (!covers) expect(where).toEqual([role, place, 'action.not-here']);
        else expect([...where, noRight.has(code)]).toEqual([...where, false]);
      }
    }
  },
);

test('each action of another district finds nothing: row-level security', async () => {
  await db.pool.query(`insert into places (district_code, place_id, place_key, parent_id, level,
      origin, name, stem, version)
    values (640398, 1, '640398', null, 'county', 'local', '另一区', '另一', 1)`);
  for (const action of actions) {
    const actor = { ...aPerson('office', null, 'stranger'), districtCode: 640398 };
    const roleOf = { role: action.roles[0] ?? 'office', place: null } as const;
    const code = await ask(action, { ...actor, roles: [roleOf] });
    expect([action.name, code]).not.toEqual([action.name, 'done']);
  }
  const { rows } = await db.pool.query(
    'select count(*) as n from journal_entries where district_code <> $1',
    [ledgerDistrict],
  );
  expect(rows).toEqual([{ n: 0 }]);
});
