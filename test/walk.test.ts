// One township walks the whole way, from the notice to the last yuan paid, through the server's own
// interface: every role by its own account, every gate refused before it is passed.

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { recountAsOf, sumsAsOf } from '../src/households/movements.ts';
import { keyPathIn, openSigner } from '../src/journal/signer.ts';
import { verifyJournal } from '../src/journal/verify.ts';
import { testDatabase } from './helpers/database.ts';
import { day } from './walk/gate.ts';
import type { Walk } from './walk/gate.ts';
import { everybody, stranger } from './walk/people.ts';
import { serve } from './walk/serve.ts';
import { steps } from './walk/steps.ts';

const db = await testDatabase();
const server = await serve(db, '2022-04-01');
afterAll(() => server.stop());
const walk: Walk = {
  people: await everybody((username) => stranger(username, server.url)),
  on: async (day) => server.moveTo(day),
  entries: async () => {
    const { rows } = await db.pool.query<{ count: string }>('select count(*) from journal_entries');
    return Number(rows[0]?.count);
  },
  wait: () => sleep(25),
};

test.each(steps)('%s %s', { timeout: 120_000 }, async (date, _name, take) => {
  await walk.on(date);
  await expect(take(walk)).resolves.toBeUndefined();
});

test('the journal of the whole walk verifies, and every day’s sums are those of a recount', async () => {
  const district = 640302;
  const verifier = openSigner(keyPathIn(server.dataFolder)).verifier(district);
  const { faults, size, unsealed } = await verifyJournal(db, district, { verifier });
  expect([faults, unsealed]).toEqual([[], 0]);
  expect(size).toBe(await walk.entries());
  for (const date of ['2022-04-07', '2022-06-16', '2022-07-20', '2022-08-16', '2022-08-31']) {
    await db.withDistrict(district, async (tx) => {
      const recount = await recountAsOf(tx, district, day(date));
      expect(await sumsAsOf(tx, district, day(date))).toEqual(recount);
      expect(recount.length).toBeGreaterThan(0);
    });
  }
  // A programme folder that is not in order would have been told.
  expect(server.notices).toEqual([]);
});
