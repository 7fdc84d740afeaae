// A ledger for tests: a database with two towns and their villages, invented households, and people
// who act on it without HTTP.

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { z } from 'zod';
import type { Action, Subject } from '../../src/actions/action.ts';
import { perform, type ActionContext, type PerformOptions } from '../../src/actions/perform.ts';
import { NewHousehold } from '../../src/contracts/households.ts';
import { fixedClock } from '../../src/core/clock.ts';
import { dayInChina } from '../../src/core/day.ts';
import { idCheckCharacter } from '../../src/core/identity.ts';
import type { Database, Tx } from '../../src/db/open.ts';
import { openVault } from '../../src/db/vault.ts';
import { decideMethod } from '../../src/groups/actions.ts';
import { registerHousehold } from '../../src/households/actions.ts';
import { sealHousehold, type Sealing } from '../../src/households/sealing.ts';
import type { Json } from '../../src/journal/canonical.ts';
import { listEntriesOf } from '../../src/journal/queries.ts';
import type { Actor, Role } from '../../src/people/model.ts';

export const ledgerDistrict = 640399;
export const townA = '640399100';
export const villageA = '640399100201';
export const villageA2 = '640399100202';
export const townB = '640399101';
export const villageB = '640399101201';
const now = '2022-09-15T02:00:00.000Z';

let serial = 0;
/** An ID number no other test of this run has, of the region that demonstrations use. */
export function anIdNumber(): string {
  serial += 1;
  const digits = `640399197${String(serial % 10)}0101${String(1000 + serial).slice(-3)}`;
  return digits + idCheckCharacter(digits);
}

/** A household as a clerk would enter it. */
export function aHousehold(more: Partial<z.input<typeof NewHousehold>> = {}): NewHousehold {
  return NewHousehold.parse({
    villageKey: villageA,
    group: '1组',
    headName: '赵甲子',
    idNumber: anIdNumber(),
    phone: '15401234567',
    account: { number: '6230000000001234567', holder: '赵甲子' },
    heatedAreaM2: 85.5,
    cases: [{ works: 'heating', project: 'dual-replacement', year: 2022 }],
    ...more,
  });
}

/** A person with one role, by default in the first town. */
export function aPerson(role: Role, place: string | null = townA, personId = `${role}-1`): Actor {
  return {
    personId,
    organisationId: 'o-1',
    districtCode: ledgerDistrict,
    roles: [{ role, place }],
  };
}

const clerk = aPerson('townClerk');

/** Makes the district and its places in `db`, and gives what tests do on it. */
export async function ledgerOn(db: Database) {
  await insertPlaces(db);
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const clock = fixedClock(now);
  const sealing: Sealing = {
    vault: openVault(join(folder, 'vault.key')),
    districtCode: ledgerDistrict,
    today: dayInChina(clock()),
  };
  const as = (actor: Actor): ActionContext => ({ db, clock, actor });
  const inDistrict = <T>(run: (tx: Tx) => Promise<T>) => db.withDistrict(ledgerDistrict, run);
  const act = async <Schema extends z.ZodType, S extends Subject, R extends Json>(
    actor: Actor,
    action: Action<Schema, S, R>,
    input: z.input<Schema>,
    options: Partial<PerformOptions> = {},
  ): Promise<R> => {
    const { result } = await perform(as(actor), action, input, {
      key: randomUUID(),
      ...options,
    } as PerformOptions);
    return result;
  };
  const register = async (
    more: Partial<z.input<typeof NewHousehold>> = {},
    options: Partial<PerformOptions> = {},
    actor = clerk,
  ) => {
    const sealed = sealHousehold(aHousehold(more), sealing);
    const { householdId, cases } = await act(actor, registerHousehold, sealed, options);
    return { householdId, caseId: cases[0]?.caseId ?? '', cases };
  };
  const groupId = async (village = villageA, name = '1组') => {
    const { rows } = await db.pool.query<{ group_id: string }>(
      'select group_id from village_groups where village_key = $1 and name = $2',
      [village, name],
    );
    return rows[0]?.group_id ?? '';
  };
  const decide = async (method: string, village = villageA, name = '1组') =>
    act(clerk, decideMethod, {
      groupId: await groupId(village, name),
      method,
      minutes: '会议记录',
    });
  const journalOf = (type: string, id: string) =>
    inDistrict((tx) => listEntriesOf(tx, ledgerDistrict, { type, id }));
  return { db, sealing, clock, as, act, register, groupId, decide, inDistrict, journalOf };
}

async function insertPlaces(db: Database): Promise<void> {
  await db.pool.query(`
    insert into districts (district_code, name_zh, name_en, is_demo)
      values (${ledgerDistrict}, '演示区', 'Demo', true), (640398, '另一区', 'Other', true);
    insert into places (district_code, place_id, place_key, parent_id, level, origin, name, stem,
        version)
      values (${ledgerDistrict}, 1, '${ledgerDistrict}', null, 'county', 'local', '演示区', '演示', 1),
        (${ledgerDistrict}, 2, '${townA}', 1, 'town', 'local', '东镇', '东', 1),
        (${ledgerDistrict}, 3, '${villageA}', 2, 'village', 'local', '河湾村', '河湾', 1),
        (${ledgerDistrict}, 4, '${villageA2}', 2, 'village', 'local', '柳树村', '柳树', 1),
        (${ledgerDistrict}, 5, '${townB}', 1, 'town', 'local', '西镇', '西', 1),
        (${ledgerDistrict}, 6, '${villageB}', 5, 'village', 'local', '石桥村', '石桥', 1)`);
}
