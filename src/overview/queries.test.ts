// Proves where cases wait, now and as of a past day, and that the pace adds up to the overview.

import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import {
  aPerson,
  ledgerDistrict,
  ledgerOn,
  townA,
  townB,
  villageA,
  villageB,
} from '../../test/helpers/ledger.ts';
import { dayOf } from '../../test/helpers/notes.ts';
import * as cases from '../households/case-actions.ts';
import { recountAsOf } from '../households/movements.ts';
import { listPace, listWaiting } from './queries.ts';

const db = await testDatabase();
const { act, register, inDistrict, decide } = await ledgerOn(db);
const clerk = aPerson('townClerk');
const clerkB = aPerson('townClerk', townB, 'townClerk-b');
const works = 'heating';
const now = { works, places: null, asOf: dayOf('2022-09-15'), isNow: true } as const;
const then = { works, places: null, asOf: dayOf('2022-06-10'), isNow: false } as const;

const first = await register({}, { occurredOn: dayOf('2022-05-01') });
await register({}, { occurredOn: dayOf('2022-09-01') });
await register({ villageKey: villageB }, { occurredOn: dayOf('2022-07-01') }, clerkB);
await decide('air-heater', villageA);
const chosen = { caseId: first.caseId, method: 'air-heater' };
await act(clerk, cases.chooseMethod, chosen, { occurredOn: dayOf('2022-06-20') });

const line = (state: string, townKey: string, overCount: number, oldestOn: string) => ({
  state,
  townKey,
  enterpriseName: null,
  count: 1,
  overCount,
  oldestOn,
});

test('cases wait by state and town, and those too long are counted', async () => {
  const filter = { ...now, overSince: dayOf('2022-08-16') };
  const rows = await inDistrict((tx) => listWaiting(tx, ledgerDistrict, filter));
  expect(rows).toEqual([
    line('chosen', townA, 1, '2022-06-20'),
    line('registered', townB, 1, '2022-07-01'),
    line('registered', townA, 0, '2022-09-01'),
  ]);
});

test('as of a past day each case stands where its last step up to then left it', async () => {
  const filter = { ...then, overSince: dayOf('2022-05-11') };
  const rows = await inDistrict((tx) => listWaiting(tx, ledgerDistrict, filter));
  const [row, ...more] = rows;
  expect(more).toEqual([]);
  expect(row).toMatchObject({ state: 'registered', townKey: townA, count: 1, overCount: 1 });
});

test('nobody reads beyond their places or another year', async () => {
  const filter = { ...now, overSince: dayOf('2022-08-16'), places: [villageB] };
  const rows = await inDistrict((tx) => listWaiting(tx, ledgerDistrict, filter));
  expect(rows.map(({ townKey }) => townKey)).toEqual([townB]);
  const other = { ...filter, places: null, year: 2021 };
  expect(await inDistrict((tx) => listWaiting(tx, ledgerDistrict, other))).toEqual([]);
});

test('the months of the pace add up to what is installed and accepted', async () => {
  const withdraw = { caseId: first.caseId, reason: '农户要求' };
  await act(clerk, cases.withdrawCase, withdraw, { occurredOn: dayOf('2022-09-10') });
  const months = await inDistrict((tx) => listPace(tx, ledgerDistrict, { works, places: null }));
  const [counted, installed] = [months.map((m) => m.counted), months.map((m) => m.installed)];
  const stock = await inDistrict((tx) => recountAsOf(tx, ledgerDistrict, now.asOf));
  expect(stock.map(({ state }) => state).toSorted()).toContain('withdrawn');
  expect(months.map(({ monthOn }) => monthOn)).toContain('2022-09-01');
  expect([...counted, ...installed].reduce((sum, one) => sum + one, 0)).toBe(0);
});
