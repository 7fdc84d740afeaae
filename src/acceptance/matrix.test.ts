// Asks every action of acceptance of every role, in its own place and in another: who may not is
// refused before anything else is looked at, and no refusal leaves a trace.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { testDatabase } from '../../test/helpers/database.ts';
import {
  aPerson,
  ledgerDistrict,
  townA,
  townB,
  villageA,
  villageB,
} from '../../test/helpers/ledger.ts';
import type { Action } from '../actions/action.ts';
import { perform } from '../actions/perform.ts';
import { Refusal } from '../core/errors.ts';
import { roles } from '../people/model.ts';
import type { Actor } from '../people/model.ts';
import { acceptanceActions } from './actions.ts';
import { acceptanceOn, bad, good, lotOf, noticeRule, on, people } from './ledger.testing.ts';
import { acceptanceMay } from './model.ts';
import { objectToNotice } from './notice-actions.ts';

const db = await testDatabase();
const { act, as, built, accept, publish, checkAll, draw } = await acceptanceOn(db);
const [published = ''] = await built(1);
await accept([published]);
const { noticeId } = await publish();
const { objectionId } = await act(
  people.clerk,
  objectToNotice,
  { noticeId, caseId: published, text: '面积不实' },
  on('2022-09-07'),
);
const [caseId = ''] = await built(1);
await checkAll([caseId]);
const { lotId } = await draw();
const [loose = ''] = await built(1);
const { order } = bad;

/** An input each action takes, on things of the first town. */
const inputs: Readonly<Record<keyof typeof acceptanceMay, unknown>> = {
  'acceptance.town-check': { caseId: loose, ...good },
  'acceptance.joint-check': { caseId, ...good },
  'acceptance.countersign': { lotId },
  'acceptance.conclude': { lotId },
  'acceptance.name-department': {
    department: 'audit',
    organisationId: people.audit.organisationId,
    units: ['audit'],
  },
  'sample.draw': lotOf(),
  'sample.enlarge': { lotId },
  'case.fail': { caseId, order },
  'notice.publish': { villageKey: villageA, works: 'heating', rule: noticeRule },
  'notice.object': { noticeId, text: '漏报' },
  'notice.answer-objection': { objectionId, result: 'dismissed', reason: '入户核实' },
  'notice.settle-objection': { objectionId, settlement: '已更正' },
  'notice.close': { noticeId },
};
/** Where the thing of each action is; `null` is the whole district. */
const placeOf = (name: string) =>
  name === 'acceptance.name-department'
    ? null
    : /^sample|countersign|conclude/.test(name)
      ? townA
      : villageA;

/** The code of the refusal, `done` without one. Nothing stays: it is a dry run. */
async function ask(action: Action, actor: Actor): Promise<string> {
  const input = inputs[action.name as keyof typeof inputs] as z.input<Action['input']>;
  try {
    await perform(as(actor), action, input, { dryRun: true, key: randomUUID() });
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

const noRight = new Set(['action.not-allowed', 'action.not-here']);
const actions: readonly Action[] = acceptanceActions;

test('the actions of acceptance are those of its table', () => {
  const names = actions.map(({ name }) => name).toSorted();
  expect(names).toEqual(Object.keys(acceptanceMay).toSorted());
});

test.each(actions.map((action) => [action.name, action] as const))(
  '%s is open to its roles in their places, and to nobody else anywhere',
  async (name, action) => {
    for (const role of roles) {
      for (const place of [null, townA, villageA, townB, villageB]) {
        const code = await ask(action, aPerson(role, place, 'somebody'));
        const where = [role, place, code];
        const covers = place === null || (placeOf(name)?.startsWith(place) ?? false);
        if (!action.roles.includes(role)) {
          expect(where).toEqual([role, place, 'action.not-allowed']);
        } else if (!covers) expect(where).toEqual([role, place, 'action.not-here']);
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
