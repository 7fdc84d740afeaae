// The whole way under random people: any of the acts in any order, several at once, sent twice,
// with connections killed under them. All runs are on one ledger, so a failing run is shown whole
// and not shrunk. QINGNUAN_MODEL_RUNS and QINGNUAN_MODEL_SEED try more.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { addDays } from '../src/core/day.ts';
import { compactMovements } from '../src/households/movements.ts';
import { seal } from '../src/journal/seal.ts';
import { keyPathIn, openSigner } from '../src/journal/signer.ts';
import { verifyJournal } from '../src/journal/verify.ts';
import { today } from '../src/payments/payments.testing.ts';
import { testDatabase } from './helpers/database.ts';
import { ledgerDistrict } from './helpers/ledger.ts';
import { checkBooks, checkMoney, checkStates } from './model/invariants.ts';
import { moves } from './model/moves.ts';
import { killSome, worldOn } from './model/world.ts';
import type { Attempt } from './model/world.ts';

const numRuns = Number(process.env.QINGNUAN_MODEL_RUNS ?? '6');
const seed = Number(process.env.QINGNUAN_MODEL_SEED ?? '20221130');

const db = await testDatabase();
const world = await worldOn(db);
const folder = mkdtempSync(join(tmpdir(), 'model-'));
const signer = openSigner(keyPathIn(folder));

// What most days are made of comes more often than what happens once a winter.
const usual = ['register', 'choose', 'choose', 'approve', 'contract', 'install', 'selfCheck'];
const later = ['townCheck', 'townCheck', 'lot', 'lot', 'lot', 'draw', 'publish', 'publish'];
const atLast = ['price', 'ownShare', 'clear', 'clear', 'compose', 'batch', 'batch', 'answer'];
const names = [...Object.keys(moves), ...usual, ...usual, ...later, ...later, ...atLast, ...atLast];

/** Acts far along the way: random people must come so far. */
const farActs = [
  'acceptance.conclude',
  'notice.publish',
  'case.clear',
  'batch.send',
  'bank-return.read',
];

const step = fc.record({
  acts: fc.array(fc.record({ name: fc.constantFrom(...names), a: fc.nat(), b: fc.nat() }), {
    minLength: 1,
    maxLength: 6,
  }),
  isTwice: fc.nat(5).map((draw) => draw === 0),
  isKilled: fc.nat(11).map((draw) => draw === 0),
  days: fc.constantFrom(0, 0, 1, 2),
});
const aRun = fc.record({
  steps: fc.array(step, { minLength: 80, maxLength: 160 }),
  looks: fc.array(fc.nat(300), { minLength: 2, maxLength: 4 }),
});

test(
  'O103 random people over the whole way: paid once, by the table alone, to the fen',
  { timeout: 60_000 + numRuns * 60_000 },
  async () => {
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    await fc.assert(
      fc.asyncProperty(aRun, async ({ steps, looks }) => {
        for (const { acts, isTwice, isKilled, days } of steps) {
          world.pass(days);
          const planned: Attempt[] = [];
          for (const { name, ...draw } of acts) {
            planned.push(...((await moves[name]?.(world, draw)) ?? []));
          }
          const killing = isKilled ? killSome(world) : undefined;
          await Promise.all(planned.map((one) => world.run(one, isTwice)));
          await killing;
          await checkMoney(world);
        }
        await checkStates(world);
        await compactMovements(db, ledgerDistrict, 0);
        await checkBooks(
          world,
          looks.map((days) => addDays(today, days)),
        );
        await seal(db, ledgerDistrict, { clock: () => new Date(today), signer });
        const verifier = signer.verifier(ledgerDistrict);
        expect((await verifyJournal(db, ledgerDistrict, { verifier })).faults).toEqual([]);
      }),
      { numRuns, seed, endOnFailure: true },
    );
    // The test has to get somewhere: each of these was done, not only tried.
    expect(farActs.filter((name) => !world.seen.has(name))).toEqual([]);
  },
);
