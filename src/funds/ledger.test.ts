// Proves the ledger of money against a model: random sequences one after another come to what plain
// arithmetic says, and at the same time they never lose, make or overdraw a fen.

import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { ledgerDistrict, ledgerOn } from '../../test/helpers/ledger.ts';
import { dayOf, refusalOf } from '../../test/helpers/notes.ts';
import { Refusal } from '../core/errors.ts';
import { finance, fundsOn, litong } from './funds.testing.ts';
import { accountId, postFitting, postTransfers } from './ledger.ts';
import type { NewTransfer } from './ledger.ts';
import { sourceKinds, transferKinds } from './model.ts';
import type { AccountKind, TransferKind } from './model.ts';
import { recompute } from './recompute.ts';

const db = await testDatabase();
const ledger = await ledgerOn(db);
const { adopt, lineOf } = fundsOn(ledger);
const occurredOn = dayOf('2022-09-15');
const entryId = randomUUID();

let lines: string[] = [];
let households: string[] = [];
beforeAll(async () => {
  await adopt(litong);
  lines = [await lineOf('dual-replacement', 'central'), await lineOf('envelope', 'district')];
  households = [(await ledger.register()).householdId, (await ledger.register()).householdId];
});

type Step = { kind: TransferKind; line: number; household: number; amountFen: number };
const kinds = Object.keys(transferKinds) as TransferKind[];
const aStep: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...kinds),
  line: fc.nat(1),
  household: fc.nat(1),
  amountFen: fc.integer({ min: 1, max: 4000 }),
});

function transferOf({ kind, line, household, amountFen }: Step): NewTransfer {
  const [lineId = '', householdId = ''] = [lines[line], households[household]];
  return { kind, lineId, householdId, amountFen, entryId, occurredOn };
}

const context = (tx: Parameters<Parameters<typeof ledger.inDistrict>[0]>[0]) => ({
  tx,
  actor: finance,
  recordedAt: new Date('2022-09-15T02:00:00.000Z'),
});
const post = (steps: readonly Step[]) =>
  ledger.inDistrict((tx) => postTransfers(context(tx), steps.map(transferOf)));

async function balances(): Promise<Map<string, number>> {
  const { rows } = await db.pool.query<{ account_id: string; balance_fen: number }>(
    'select account_id, balance_fen from accounts',
  );
  return new Map(rows.map((row) => [row.account_id, row.balance_fen]));
}

/** The accounts a step goes between, and whether the first may go below zero. */
function wayOf(step: Step) {
  const { from, to } = transferKinds[step.kind];
  const { lineId, householdId = '' } = transferOf(step);
  const id = (kind: AccountKind) => accountId(kind, kind === 'household' ? householdId : lineId);
  return { from: id(from), to: id(to), mayOwe: sourceKinds.has(from) };
}

/** Plain arithmetic: what the steps come to together; undefined when they are not covered. */
function afterSteps(before: ReadonlyMap<string, number>, steps: readonly Step[]) {
  const after = new Map(before);
  for (const step of steps) {
    const { from, to } = wayOf(step);
    after.set(from, (after.get(from) ?? 0) - step.amountFen);
    after.set(to, (after.get(to) ?? 0) + step.amountFen);
  }
  const isCovered = steps.every((step) => {
    const { from, mayOwe } = wayOf(step);
    return mayOwe || (after.get(from) ?? 0) >= 0;
  });
  return isCovered ? after : undefined;
}

const nonZero = (all: ReadonlyMap<string, number>) =>
  Object.fromEntries([...all].filter(([, fen]) => fen !== 0).toSorted());

async function expectSound(): Promise<void> {
  const all = await balances();
  const sum = [...all.values()].reduce((total, fen) => total + fen, 0);
  expect(sum).toBe(0);
  for (const [id, fen] of all) {
    if (!id.startsWith('budget:') && !id.startsWith('treasury:')) {
      expect([id, fen >= 0]).toEqual([id, true]);
    }
  }
  // Nothing here is an entitlement, so only the commitments may differ from them.
  const { faults } = await recompute(db, ledgerDistrict);
  expect(faults.filter(({ kind }) => kind !== 'commitment')).toEqual([]);
}

test('a sequence of postings comes to what arithmetic says, refused or done', async () => {
  const posting = fc.array(aStep, { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.array(posting, { minLength: 1, maxLength: 12 }), async (postings) => {
      for (const steps of postings) {
        const before = await balances();
        const wanted = afterSteps(before, steps);
        const code = await post(steps).then(
          () => 'done',
          (error: unknown) => (error instanceof Refusal ? error.code : error),
        );
        expect(code).toBe(wanted ? 'done' : 'funds.exhausted');
        expect(nonZero(await balances())).toEqual(nonZero(wanted ?? before));
      }
    }),
    { numRuns: 25 },
  );
  await expectSound();
}, 120_000);

test('twenty postings at once lose, make and overdraw nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 20, maxLength: 20 }), async (steps) => {
      const before = await balances();
      const outcomes = await Promise.allSettled(steps.map((step) => post([step])));
      const done = steps.filter((_, at) => outcomes[at]?.status === 'fulfilled');
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') {
          expect(outcome.reason).toMatchObject({ code: 'funds.exhausted' });
        }
      }
      const expected = new Map(before);
      for (const step of done) {
        const { from, to } = wayOf(step);
        expected.set(from, (expected.get(from) ?? 0) - step.amountFen);
        expected.set(to, (expected.get(to) ?? 0) + step.amountFen);
      }
      expect(nonZero(await balances())).toEqual(nonZero(expected));
    }),
    { numRuns: 15 },
  );
  await expectSound();
}, 120_000);

test('the last fen goes to one of two who ask at once', async () => {
  const lineId = await lineOf('near-town-houses', 'central');
  const amountFen = 1505_0000_00;
  const reserve = { kind: 'reserve', lineId, amountFen, entryId, occurredOn } as const;
  const asked = Array.from({ length: 2 }, () =>
    ledger.inDistrict((tx) => postTransfers(context(tx), [reserve])),
  );
  const outcomes = await Promise.allSettled(asked);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('groups go as a whole, in their order, each for which there is money', async () => {
  const lineId = await lineOf('near-town-houses', 'district');
  const of = (amountFen: number): NewTransfer[] => [
    { kind: 'reserve', lineId, amountFen, entryId, occurredOn },
  ];
  const all = 774_0000_00;
  const refusals = await ledger.inDistrict((tx) =>
    postFitting(context(tx), [of(all - 10), of(11), of(10), of(1)]),
  );
  expect(refusals.map((refusal) => refusal?.code)).toEqual([
    undefined,
    'funds.exhausted',
    undefined,
    'funds.exhausted',
  ]);
  expect(refusals[1]?.details).toMatchObject({ neededFen: 11, availableFen: 10 });
  await expectSound();
});

test('transfers are never changed or taken away, even by our own role', async () => {
  const change = db.withDistrict(ledgerDistrict, (tx) =>
    tx.updateTable('transfers').set({ amountFen: 1 }).execute(),
  );
  await expect(change).rejects.toThrow(/permission denied/);
  const removal = db.withDistrict(ledgerDistrict, (tx) => tx.deleteFrom('transfers').execute());
  await expect(removal).rejects.toThrow(/permission denied/);
  await refusalOf(
    post([{ kind: 'send', line: 1, household: 0, amountFen: 10 ** 12 }]),
    'funds.exhausted',
  );
});
