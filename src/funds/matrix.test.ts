// Asks every action of money of every role, in its own place and in another: who may not is refused
// before anything else is looked at, and no refusal leaves a trace.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { testDatabase } from '../../test/helpers/database.ts';
import { aPerson, ledgerOn, townA, townB, villageA, villageB } from '../../test/helpers/ledger.ts';
import type { Action } from '../actions/action.ts';
import { perform } from '../actions/perform.ts';
import { Refusal } from '../core/errors.ts';
import { roles } from '../people/model.ts';
import type { Actor } from '../people/model.ts';
import { linesToAdopt } from './budget.ts';
import { clearCase } from './clear-actions.ts';
import { clerk, finance, fundsOn, litong } from './funds.testing.ts';
import { recordOwnShare, recordPriorAid } from './money-actions.ts';
import { fundsActions } from './registry.ts';
import { rulesOf } from './rules.ts';

const db = await testDatabase();
const ledger = await ledgerOn(db);
const { act, as } = ledger;
const { adopt, published, ready, lineOf } = fundsOn(ledger);
await adopt(litong);
const { caseId, householdId } = await published();
const own = { caseId, receipt: '收据1', amountFen: 1 };
const { ownShareId } = await act(clerk, recordOwnShare, own);
const prior = { householdId, year: 2019, what: '热炕板', document: '台账' };
const { priorAidId } = await act(clerk, recordPriorAid, prior);
const cleared = await ready(700_000, 170_000);
const { entitlements } = await act(finance, clearCase, { caseId: cleared.caseId });
const lineId = await lineOf('dual-replacement', 'central');
const { rules, version } = rulesOf(litong);
const { view, lines } = linesToAdopt(litong.data, undefined);
const reason = '矩阵测试';

/** An input each action takes, on things of the first town or of the whole district. */
const inputs: Readonly<Record<string, unknown>> = {
  'rules.adopt': { programmeId: 'litong-2022', version, rules },
  'budget.adopt': { view, lines, document: reason },
  'budget.adjust': { lineId, amountFen: 1_000_000_000, document: reason },
  'funds.appropriate': { lineId, amountFen: 1, document: reason },
  'funds.take-back': { lineId, amountFen: 1, document: reason },
  'case.set-cost': {
    caseId,
    basis: 'invoice',
    equipmentFen: 1,
    constructionFen: 1,
    document: reason,
  },
  'case.record-own-share': { ...own, receipt: '收据2' },
  'case.cancel-own-share': { caseId, ownShareId, reason },
  'case.clear': { caseId },
  'entitlement.release': { caseId: cleared.caseId, reason },
  'entitlement.mark-due': { entitlementId: entitlements[0]?.id, ground: reason },
  'prior-aid.record': { ...prior, year: 2018 },
  'prior-aid.approve': { priorAidId, note: reason },
};
const ofDistrict = /^(rules|budget|funds)\./;

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

test('there is an input for every action of money', () => {
  const names = fundsActions.map(({ name }) => name);
  expect(Object.keys(inputs).toSorted()).toEqual(names.toSorted());
});

const actions: readonly Action[] = fundsActions;
test.each(actions.map((action) => [action.name, action] as const))(
  '%s is open to its roles in their places, and to nobody else anywhere',
  async (name, action) => {
    for (const role of roles) {
      for (const place of [null, townA, villageA, townB, villageB]) {
        const code = await ask(action, aPerson(role, place, 'somebody'));
        const isHere = place !== null && !ofDistrict.test(name) && villageA.startsWith(place);
        const where = [role, place, code];
        const isRefused = ['action.not-allowed', 'action.not-here'].includes(code);
        if (!action.roles.includes(role)) {
          expect(where).toEqual([role, place, 'action.not-allowed']);
        } else if (place !== null && !isHere) {
          expect(where).toEqual([role, place, 'action.not-here']);
        } else expect([...where, isRefused]).toEqual([...where, false]);
      }
    }
  },
);

test('no action of another district finds this money', async () => {
  const isNew = /^(rules|budget)\.adopt$/;
  for (const action of actions.filter(({ name }) => !isNew.test(name))) {
    const role = action.roles[0] ?? 'office';
    const stranger = { ...aPerson(role, null, 'stranger'), districtCode: 640398 };
    expect([action.name, await ask(action, stranger)]).toEqual([
      action.name,
      'action.subject-not-found',
    ]);
  }
});
