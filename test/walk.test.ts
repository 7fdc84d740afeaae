// One township walks the whole way, from the notice to the last yuan paid, through the server's own
// interface: every role by its own account, every gate refused before it is passed.

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, test } from 'vitest';
import { testDatabase } from './helpers/database.ts';
import { day } from './walk/gate.ts';
import type { Walk } from './walk/gate.ts';
import * as first from './walk/journey-1.ts';
import * as second from './walk/journey-2.ts';
import * as fifth from './walk/journey-5.ts';
import * as building from './walk/building.ts';
import { everybody } from './walk/people.ts';
import { serve } from './walk/serve.ts';

const db = await testDatabase();
const server = await serve(db, '2022-04-01');
afterAll(() => server.stop());
const walk: Walk = {
  people: await everybody(server.url),
  on: async (day) => server.moveTo(day),
  entries: async () => {
    const { rows } = await db.pool.query<{ count: string }>('select count(*) from journal_entries');
    return Number(rows[0]?.count);
  },
  wait: () => sleep(25),
};

/** A step of the walk on its day; the steps stand in the order of the calendar. */
function step(date: string, name: string, take: (walk: Walk) => Promise<void>): void {
  test(name, { timeout: 120_000 }, async () => {
    await walk.on(date);
    await take(walk);
  });
}

step(
  '2022-04-01',
  'journey 1: the notice is reconciled, and each doubt has its decision',
  first.reconcileProgramme,
);
step('2022-04-01', 'journey 1: the office decides, with its document', first.decideOnCost);
step(
  '2022-04-02',
  'journey 1: annex 1 comes from Excel with the sums of the notice',
  first.loadAnnex,
);
step(
  '2022-04-02',
  'journey 1: O051 the budget is adopted and paid out by finance alone',
  first.adoptMoney,
);
step(
  '2022-04-06',
  'journey 2: a messy ledger comes in, and every bad cell is named',
  second.importMessy,
);
step('2022-04-08', 'journey 2: the mended ledger harms nothing that is in', second.importMended);
step(
  '2022-04-11',
  'journey 5: the group decides on one method, with its minutes',
  fifth.decideGroup,
);
step(
  '2022-04-12',
  'journey 5: O077 O080 households keep to it; an exception needs a second person',
  fifth.chooseMethods,
);
step('2022-04-13', 'journey 5: the town approves, rejects and lets go', fifth.approve);
step(
  '2022-05-10',
  'houses come under a contract with its clauses, all or none',
  building.bringUnderContract,
);
step(
  '2022-06-15',
  'houses are built by their own enterprise, warm before the old stove goes',
  building.install,
);
step('2022-06-20', 'the enterprise checks its own works first', (one) =>
  building.selfCheck(one, day('2022-06-20'), fifth.builtHouses),
);
