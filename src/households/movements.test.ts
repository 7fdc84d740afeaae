// Proves that movements equal a recount of the cases as of any day, whatever is done in whatever
// order, at once, back-dated, and while they are being added up.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import {
  aPerson,
  ledgerDistrict,
  ledgerOn,
  villageA,
  villageA2,
} from '../../test/helpers/ledger.ts';
import { addDays, type Day } from '../core/day.ts';
import { Refusal } from '../core/errors.ts';
import { dayOf } from '../../test/helpers/notes.ts';
import { addGroup } from '../groups/actions.ts';
import { mergeDuplicate, moveGroup } from './actions.ts';
import * as cases from './case-actions.ts';
import { movementsOf, type Dimensions } from './model.ts';
import {
  compactMovements,
  countAsOf,
  prepareOverview,
  recountAsOf,
  sumsAsOf,
} from './movements.ts';
import { withOverview } from './overview.ts';

const db = await testDatabase();
const { act, register, decide, inDistrict } = await ledgerOn(db);
const clerk = aPerson('townClerk');
const first = dayOf('2022-05-01');
const methods = ['air-heater', 'gas-boiler'] as const;

type Made = Awaited<ReturnType<typeof register>>;
type Move = {
  readonly kind: string;
  readonly on: number;
  readonly which: number;
  readonly n: number;
};

const move = fc.record({
  kind: fc.constantFrom(
    'choose',
    'approve',
    'reject',
    'withdraw',
    'move',
    'merge',
    'register',
    'decide',
  ),
  on: fc.integer({ min: 0, max: 137 }),
  which: fc.nat(11),
  n: fc.nat(1),
});

await register({ group: '一组' });
const other = await act(clerk, addGroup, { villageKey: villageA2, name: '二组' });
await decide('air-heater', villageA, '一组');

async function play({ kind, on, which, n }: Move, made: Made[]): Promise<void> {
  const one = made[which % made.length];
  const options = { occurredOn: addDays(first, on) };
  const reason = '随机测试';
  if (kind === 'register' || !one) {
    const house = { group: n === 0 ? '一组' : null, villageKey: n === 0 ? villageA : villageA2 };
    made.push(await register(house, options));
    return;
  }
  const { caseId, householdId } = one;
  const method = methods[n] ?? 'air-heater';
  if (kind === 'choose') await act(clerk, cases.chooseMethod, { caseId, method }, options);
  if (kind === 'approve') await act(clerk, cases.approveCase, { caseId }, options);
  if (kind === 'reject') await act(clerk, cases.rejectCase, { caseId, reason }, options);
  if (kind === 'withdraw') await act(clerk, cases.withdrawCase, { caseId, reason }, options);
  if (kind === 'decide') await decide(method, villageA, '一组');
  if (kind === 'move') {
    await act(clerk, moveGroup, { householdId, groupId: other.groupId, reason }, options);
  }
  const into = made[(which + 1) % made.length]?.householdId ?? '';
  if (kind === 'merge') {
    await act(clerk, mergeDuplicate, { householdId, intoId: into, reason }, options);
  }
}

async function expectEqual(day: Day): Promise<void> {
  const counted = await inDistrict((tx) => recountAsOf(tx, ledgerDistrict, day));
  const summed = await inDistrict((tx) => sumsAsOf(tx, ledgerDistrict, day));
  expect(summed).toEqual(counted);
  const filter = { works: 'heating', asOf: day, places: null } as const;
  const now = await inDistrict((tx) => countAsOf(tx, ledgerDistrict, 'village', filter));
  const kept = (await overviewOn(day)).toSorted((a, b) =>
    compare(a.key + a.state, b.key + b.state),
  );
  const wanted = now.toSorted((a, b) => compare(a.key + a.state, b.key + b.state));
  expect(kept).toEqual(wanted);
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** The overview as pages get it, from sums kept in memory. */
const overviewOn = (day: Day) =>
  withOverview(
    db,
    {
      districtCode: ledgerDistrict,
      breakdown: 'village',
      filter: { works: 'heating', asOf: day, places: null },
    },
    async (counts) => counts,
  );

test('after any acts, some at once and some back-dated, sums equal a recount on every day', async () => {
  const made: Made[] = [];
  let refused = 0;
  const property = fc.asyncProperty(
    fc.array(fc.array(move, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
    fc.boolean(),
    async (rounds, compacts) => {
      for (const round of rounds) {
        const acts = round.map((one) =>
          play(one, made).catch((error: unknown) => {
            if (!(error instanceof Refusal)) throw error;
            refused += 1;
          }),
        );
        const month = addDays(first, (round[0]?.on ?? 0) + 20);
        const adding = compacts
          ? [compactMovements(db, ledgerDistrict, 0), prepareOverview(db, ledgerDistrict, month)]
          : [];
        // Sums are kept while all this is under way, and must not stay behind it.
        const looking = [overviewOn(month), overviewOn(first)];
        await Promise.all([...acts, ...adding, ...looking, ...adding]);
      }
      for (let day = 0; day <= 160; day += 16) await expectEqual(addDays(first, day));
    },
  );
  await fc.assert(property, { numRuns: 25 });
  expect(made.length).toBeGreaterThan(10);
  expect(refused).toBeGreaterThan(0);
  const total = await inDistrict((tx) => sumsAsOf(tx, ledgerDistrict, dayOf('2022-12-31')));
  expect(total.reduce((sum, { count }) => sum + count, 0)).toBe(made.length + 1);
}, 120_000);

test('adding up twice at once takes each movement once and empties the queue', async () => {
  await Promise.all([1, 2, 3].map(() => compactMovements(db, ledgerDistrict, 0)));
  const { rows } = await db.pool.query('select count(*) as n from case_movement_queue');
  expect(rows).toEqual([{ n: 0 }]);
  await expectEqual(dayOf('2022-12-31'));
  const stocks = await db.pool.query('select count(distinct month_on) as n from case_stocks');
  expect(stocks.rows[0].n).toBeGreaterThan(1);
  expect(await compactMovements(db, ledgerDistrict, 0)).toBe(0);
});

test('an overview stays in its places and breaks down by each dimension', async () => {
  const filter = { works: 'heating', asOf: dayOf('2022-12-31'), places: [villageA2] } as const;
  const villages = await inDistrict((tx) => countAsOf(tx, ledgerDistrict, 'village', filter));
  expect(new Set(villages.map(({ key }) => key))).toEqual(new Set([villageA2]));
  const whole = { ...filter, places: null };
  const totals = await inDistrict(async (tx) => {
    const sums: number[] = [];
    for (const by of ['town', 'village', 'project', 'year', 'method'] as const) {
      const counts = await countAsOf(tx, ledgerDistrict, by, whole);
      sums.push(counts.reduce((sum, { count }) => sum + count, 0));
    }
    return sums;
  });
  expect(new Set(totals).size).toBe(1);
});

test('movements leave one side and enter the other; nothing moves when nothing has changed', () => {
  const from: Dimensions = {
    works: 'heating',
    village: villageA,
    project: 'p',
    year: 2022,
    method: null,
    state: 'registered',
  };
  const to = { ...from, state: 'chosen', method: 'air-heater' } as const;
  expect(movementsOf(null, from)).toEqual([{ ...from, change: 1 }]);
  expect(movementsOf(from, from)).toEqual([]);
  expect(movementsOf(from, to)).toEqual([
    { ...from, change: -1 },
    { ...to, change: 1 },
  ]);
});

test('a household is not merged on a day before the last step of its case', async () => {
  const one = await register({ group: '一组' }, { occurredOn: first });
  const into = await register({ group: '一组' }, { occurredOn: first });
  await decide('air-heater', villageA, '一组');
  const chosen = { caseId: one.caseId, method: 'air-heater' };
  await act(clerk, cases.chooseMethod, chosen, { occurredOn: addDays(first, 40) });
  const early = { occurredOn: addDays(first, 39) };
  const input = { householdId: one.householdId, intoId: into.householdId, reason: '重复' };
  const refusal = { code: 'action.day-too-early' };
  await expect(act(clerk, mergeDuplicate, input, early)).rejects.toMatchObject(refusal);
});
