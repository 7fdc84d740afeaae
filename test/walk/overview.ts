// After the walk: the overview of any day says what the walk itself knows to have been so then.

import assert from 'node:assert/strict';
import { getOverview } from '../../src/contracts/ledger.ts';
import { day } from './gate.ts';
import type { Walk } from './gate.ts';
import { jinji, village } from './people.ts';

/** What stood at the end of a day in the village, counted by hand along the walk. */
const known: ReadonlyArray<readonly [string, Readonly<Record<string, number>>, number]> = [
  ['2022-04-05', {}, 0],
  ['2022-04-06', { registered: 8 }, 0],
  ['2022-04-10', { registered: 14 }, 0],
  ['2022-04-30', { registered: 3, approved: 9, rejected: 1, withdrawn: 1 }, 0],
  ['2022-06-19', { registered: 3, installed: 9, rejected: 1, withdrawn: 1 }, 0],
  ['2022-07-04', { registered: 3, 'self-checked': 8, rectifying: 1, rejected: 1, withdrawn: 1 }, 0],
  ['2022-07-17', { registered: 3, accepted: 8, rectifying: 1, rejected: 1, withdrawn: 1 }, 8],
  ['2022-07-20', { registered: 3, published: 7, rectifying: 2, rejected: 1, withdrawn: 1 }, 7],
  ['2022-08-09', { registered: 3, published: 9, rejected: 1, withdrawn: 1 }, 9],
  ['2022-08-16', { registered: 3, cleared: 2, paid: 7, rejected: 1, withdrawn: 1 }, 9],
  ['2022-08-31', { registered: 3, paid: 9, rejected: 1, withdrawn: 1 }, 9],
];

export async function lookBack({ people }: Walk): Promise<void> {
  for (const [date, states, counted] of known) {
    const query = { by: 'village', under: jinji, asOf: day(date) } as const;
    const { rows } = await people.supervisor.ask(getOverview, { query });
    const row = rows.find(({ key }) => key === village);
    assert.deepEqual([date, row?.states ?? {}], [date, states]);
    assert.deepEqual([date, row?.counted ?? 0, row?.target], [date, counted, 600]);
  }
}
