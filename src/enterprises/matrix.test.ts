// Asks every action on enterprises and contracts of every role, in its own place and in another.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { testDatabase } from '../../test/helpers/database.ts';
import { aPerson, ledgerOn, townA, townB, villageA, villageB } from '../../test/helpers/ledger.ts';
import type { Action } from '../actions/action.ts';
import { perform } from '../actions/perform.ts';
import { Refusal } from '../core/errors.ts';
import { approveCase } from '../households/case-actions.ts';
import { roles } from '../people/model.ts';
import type { Actor } from '../people/model.ts';
import { enterpriseActions } from './registry.ts';
import { aCreditCode, enterprisesOn, someRequirements } from './enterprises.testing.ts';

const db = await testDatabase();
const ledger = await ledgerOn(db);
const { act, as, register } = ledger;
const { clerk, aDocument, aDraft, aContract, anEnterprise } = enterprisesOn(ledger);
const actions: readonly Action[] = enterpriseActions;

const enterpriseId = await anEnterprise();
const documentId = await aDocument();
const draft = await aDraft(enterpriseId);
const signed = await aContract(enterpriseId, { works: 'insulation' });
const walls = { works: 'insulation' as const, project: 'envelope', year: 2022 };
const { caseId } = await register({ cases: [walls] });
await act(clerk, approveCase, { caseId });
const reason = '矩阵测试';
const decision = { enterpriseId, documentId, reason };
const terms = {
  number: '矩阵一号',
  enterpriseId,
  works: 'heating',
  placeKey: villageA,
  clauses: {},
  warrantyYears: 3,
};

const inputs: Readonly<Record<string, unknown>> = {
  'enterprise.register': { name: '矩阵公司', creditCode: aCreditCode(), kinds: ['gas'] },
  'enterprise.amend': { enterpriseId, changes: { kinds: ['gas'] }, reason },
  'enterprise.add-alias': { enterpriseId, name: '矩阵别名' },
  'enterprise.add-paper': { enterpriseId, kind: 'qualification', number: '1' },
  'enterprise.admit': decision,
  'enterprise.suspend': decision,
  'enterprise.resume': decision,
  'enterprise.remove': decision,
  'works-contract.draft': terms,
  'works-contract.amend': { contractId: draft, changes: { warrantyYears: 5 } },
  'works-contract.sign': {
    contractId: draft,
    ownerSignedOn: '2022-09-10',
    enterpriseSignedOn: '2022-09-10',
    documentId,
    requirements: someRequirements,
  },
  'works-contract.approve-design': { contractId: draft, designApproval: '一号' },
  'works-contract.end': { contractId: draft, reason },
  'case.contract': { caseId, contractId: signed, equipmentFen: 1, constructionFen: 1 },
};

/** Where each action's subject is: the whole district, the town that signs, or the village. */
function subjectPlace(name: string): string | null {
  if (name.startsWith('enterprise.')) return null;
  return name === 'works-contract.draft' || name === 'case.contract' ? villageA : townA;
}

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

test('there is an input for every action on enterprises and contracts', () => {
  expect(Object.keys(inputs).toSorted()).toEqual(actions.map(({ name }) => name).toSorted());
});

test.each(actions.map((action) => [action.name, action] as const))(
  '%s is open to its roles in their places, and to nobody else anywhere',
  async (name, action) => {
    const at = subjectPlace(name);
    for (const role of roles) {
      for (const place of [null, townA, villageA, townB, villageB]) {
        const code = await ask(action, aPerson(role, place, 'somebody'));
        const covers = place === null || (at !== null && at.startsWith(place));
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
  for (const action of actions) {
    const actor = { ...aPerson('office', null, 'stranger'), districtCode: 640398 };
    const roleOf = { role: action.roles[0] ?? 'office', place: null } as const;
    const code = await ask(action, { ...actor, roles: [roleOf] });
    // A register of its own is nothing of another district.
    if (action.name === 'enterprise.register') expect(code).toBe('done');
    else expect([action.name, code]).not.toEqual([action.name, 'done']);
  }
});
