// qn acceptance redraw on a real database: wrong arguments and people first, then the proof of a
// sample, and what it says once the record was bent.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { aPerson, ledgerDistrict, townB } from '../../test/helpers/ledger.ts';
import { Refusal } from '../core/errors.ts';
import { litong } from '../funds/funds.testing.ts';
import type { withLedger } from '../imports/open-ledger.ts';
import { acceptanceCommand } from './cli.ts';
import { acceptanceOn } from './ledger.testing.ts';

const db = await testDatabase();
const { built, checkAll, draw, sealing, clock } = await acceptanceOn(db);
await checkAll(await built(5));
const { lotId, seed } = await draw();

const people = {
  office: aPerson('office', null),
  elsewhere: aPerson('townClerk', townB),
  builder: aPerson('enterprise', null),
};
const open: typeof withLedger = (_programme, username = 'office', work) => {
  const actor = people[username as keyof typeof people];
  const { vault } = sealing;
  const services = { db, clock, vault, dataFolder: '', isDemo: true, programmes: [litong] };
  return work({ services, actor });
};

async function run(...args: string[]) {
  let text = '';
  const write = (piece: string) => void (text += piece);
  const exit = await acceptanceCommand(args, { write, language: 'en', folder: '' }, open);
  return { exit, text };
}
const codeOf = async (...args: string[]) => {
  const error: unknown = await run(...args).catch((thrown: unknown) => thrown);
  return error instanceof Refusal ? error.code : String(error);
};

test('qn acceptance refuses what is not written properly, and lots of other places', async () => {
  for (const args of [['redraw'], ['redraw', 'lot-1'], ['draw', lotId], ['redraw', lotId, 'x']]) {
    expect(await codeOf(...args), args.join(' ')).toBe('programme.command-arguments');
  }
  expect(await codeOf('redraw', randomUUID())).toBe('acceptance.lot-not-found');
  expect(await codeOf('redraw', lotId, '--as', 'elsewhere')).toBe('acceptance.lot-not-found');
  expect(await codeOf('redraw', lotId, '--as', 'builder')).toBe('people.not-allowed');
});

test('qn acceptance redraw proves a sample from its seed, and tells one that was bent', async () => {
  const same = await run('redraw', lotId);
  expect(same.exit).toBe(0);
  expect(same.text).toBe(
    `Seed ${seed}: 5 houses in 1 strata, 2 drawn. It is the sample on record.\n`,
  );
  const json = JSON.parse((await run('redraw', lotId, '--json')).text);
  expect(json).toMatchObject({ seed, isSame: true });
  expect(json.items).toHaveLength(5);
  // A house that was not drawn is put in the place of one that was.
  const swap = (from: number, to: number | null) =>
    db.pool.query(
      `update acceptance_lot_cases set round = $3
       where district_code = $1 and lot_id = $2 and position = $4`,
      [ledgerDistrict, lotId, to, from],
    );
  await swap(1, null);
  await swap(5, 1);
  const bent = await run('redraw', lotId);
  expect(bent.exit).toBe(1);
  expect(bent.text).toContain('NOT the sample on record');
});
