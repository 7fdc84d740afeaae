// Asks every action of works of every role, in its own place and in another, and from another
// district: who may not is refused, and no refusal leaves a trace.

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
import { installCase } from './install-action.ts';
import { worksActions } from './registry.ts';
import { clerk, heaterRules, worksOn } from './testing.ts';

const db = await testDatabase();
const { act, as, contracted, installation, wallPhotos } = await worksOn(db);
const heating = await contracted();
const walls = await contracted('insulation');
const built = await contracted();
const { deviceIds } = await act(clerk, installCase, installation(built.caseId));
const items = [{ id: 'runs-warm', ok: true }];
const rules = { works: 'heating', method: heaterRules.method, items: [] };

/** An input each action takes, on things of the first town. */
const inputs: Readonly<Record<string, unknown>> = {
  'case.check-windows': { caseId: walls.caseId, finding: 'sound', photos: wallPhotos },
  'case.prove-layer': { caseId: walls.caseId, layer: 'base', photos: wallPhotos },
  'case.install': installation(heating.caseId),
  'case.settle-old-stove': { caseId: built.caseId, fate: 'sealed', photos: [] },
  'case.self-check': {
    caseId: built.caseId,
    items,
    checkedOn: '2022-09-15',
    person: '演示自检员',
    rules,
  },
  'device.replace': {
    deviceId: deviceIds[0],
    brand: '牌',
    model: '型',
    serialNumber: 'X-1',
    reason: '保修更换',
    photos: [],
  },
};

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

const actions: readonly Action[] = worksActions;

test('there is an input for every action of works', () => {
  expect(Object.keys(inputs).toSorted()).toEqual(actions.map(({ name }) => name).toSorted());
});

test.each(actions.map((action) => [action.name, action] as const))(
  '%s is open to its roles in their places, and to nobody else anywhere',
  async (_name, action) => {
    for (const role of roles) {
      for (const place of [null, townA, villageA, townB, villageB]) {
        const code = await ask(action, aPerson(role, place, 'somebody'));
        const covers = place === null || villageA.startsWith(place);
        const expected = !action.roles.includes(role)
          ? 'action.not-allowed'
          : !covers
            ? 'action.not-here'
            : role === 'enterprise'
              ? 'enterprise.not-yours'
              : undefined;
        const isOpen = !['action.not-allowed', 'action.not-here', 'enterprise.not-yours'].includes(
          code,
        );
        expect([role, place, isOpen ? undefined : code]).toEqual([role, place, expected]);
      }
    }
  },
);

test('each action of another district finds nothing: row-level security', async () => {
  await db.pool.query(`insert into places (district_code, place_id, place_key, parent_id, level,
      origin, name, stem, version)
    values (640398, 1, '640398', null, 'county', 'local', '另一区', '另一', 1)`);
  for (const action of actions) {
    const grant = { role: 'townClerk', place: null } as const;
    const actor = { ...aPerson('townClerk'), districtCode: 640398, roles: [grant] };
    expect([action.name, await ask(action, actor)]).toEqual([
      action.name,
      'action.subject-not-found',
    ]);
  }
  const { rows } = await db.pool.query(
    'select count(*) as n from journal_entries where district_code <> $1',
    [ledgerDistrict],
  );
  expect(rows).toEqual([{ n: 0 }]);
});
