// Asks every action of imports of every role, in the own town and in another: who may not is
// refused before anything else is looked at.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { testDatabase } from '../../test/helpers/database.ts';
import { aPerson, ledgerDistrict, ledgerOn, townA, townB } from '../../test/helpers/ledger.ts';
import type { Action } from '../actions/action.ts';
import { perform } from '../actions/perform.ts';
import { Refusal } from '../core/errors.ts';
import { recordLedgerFacts } from '../households/import/ledger-actions.ts';
import { roles } from '../people/model.ts';
import type { Actor } from '../people/model.ts';
import { importActions, uploadLedger } from './actions.ts';

const db = await testDatabase();
const { act, as, register } = await ledgerOn(db);
const sha256 = '0'.repeat(64);
const file = { fileName: 'a.xlsx', fileSha256: sha256, fileBytes: 1, keptSha256: sha256 };
const upload = { townKey: townA, ...file, choices: {} };
const { importId } = await act(aPerson('townClerk'), uploadLedger, upload);
const { householdId } = await register();
const actions: readonly Action[] = [...importActions, recordLedgerFacts];
const failure = { code: 'x', message: { zh: '一', en: 'a' }, next: { zh: '一', en: 'a' } };

/** An input each action takes, on the import of the first town. */
const inputs: Readonly<Record<string, unknown>> = {
  'ledger-import.upload': upload,
  'ledger-import.settle': { importId, headings: {}, choices: {} },
  'ledger-import.check': { importId, runner: 'r' },
  'ledger-import.finish-check': { importId, summary: {}, findings: [], rows: [] },
  'ledger-import.confirm': { importId, take: 'none', runner: 'r' },
  'ledger-import.store': { importId, counts: {}, digest: sha256 },
  'ledger-import.cancel': { importId },
  'ledger-import.fail': { importId, failure },
  'household.record-ledger-facts': { householdId, importId, facts: {}, plan: null },
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

const noRight = new Set(['action.not-allowed', 'action.not-here']);

test('there is an input for every action of imports', () => {
  expect(Object.keys(inputs).toSorted()).toEqual(actions.map(({ name }) => name).toSorted());
});

test.each(actions.map((action) => [action.name, action] as const))(
  '%s is open to its roles in their towns, and to nobody else anywhere',
  async (_name, action) => {
    for (const role of roles) {
      for (const place of [null, townA, townB]) {
        const code = await ask(action, aPerson(role, place, 'somebody'));
        const where = [role, place, code];
        if (!action.roles.includes(role))
          expect(where).toEqual([role, place, 'action.not-allowed']);
        else if (place === townB) expect(where).toEqual([role, place, 'action.not-here']);
        else expect([...where, noRight.has(code)]).toEqual([...where, false]);
      }
    }
  },
);

test('each action of another district finds nothing: row-level security', async () => {
  for (const action of actions) {
    const actor = { ...aPerson('office', null, 'stranger'), districtCode: 640398 };
    const role = { role: action.roles[0] ?? 'office', place: null } as const;
    expect([action.name, await ask(action, { ...actor, roles: [role] })]).not.toEqual([
      action.name,
      'done',
    ]);
  }
  const { rows } = await db.pool.query(
    'select count(*) as n from journal_entries where district_code <> $1',
    [ledgerDistrict],
  );
  expect(rows).toEqual([{ n: 0 }]);
});
