// What the tests of acceptance do again and again: houses that have come to their self-check, the
// departments with their people, rules as a programme would give them. Only for tests.

import { randomUUID } from 'node:crypto';
import { performMany } from '../actions/perform.ts';
import { parseDay } from '../core/day.ts';
import type { Day } from '../core/day.ts';
import { invariant } from '../core/invariant.ts';
import type { Database } from '../db/open.ts';
import type { Actor, Role } from '../people/model.ts';
import { aPerson, ledgerDistrict, ledgerOn, townA, villageA } from '../../test/helpers/ledger.ts';
import { jointCheck, townCheck } from './check-actions.ts';
import * as lots from './lot-actions.ts';
import type { CheckRules, Department, NoticeRule, Round } from './model.ts';
import { publishNotice } from './notice-actions.ts';

const day = (text: string): Day => {
  const read = parseDay(text);
  invariant(read, `${text} is a day`);
  return read;
};

export const rules: CheckRules = {
  heating: { points: ['installed', 'ledger'], warmDeciC: 140 },
  insulation: { points: ['whole'], warmDeciC: null },
};
export const rounds: readonly Round[] = [
  { perMille: 100, least: 2 },
  { perMille: 1000, least: 1 },
];
export const noticeRule: NoticeRule = {
  days: 5,
  counting: 'working',
  daysOff: [{ from: day('2022-09-10'), to: day('2022-09-12') }],
  workdays: [],
  years: [2022],
};
export const window = { from: day('2022-09-01'), to: day('2022-09-30') };
const aDepartment = (id: string, zh: string): Department => ({
  id,
  name: { zh, en: id },
  names: [zh, `演示${zh}`],
});
export const departments: readonly Department[] = [
  aDepartment('housing', '住建局'),
  aDepartment('finance', '财政局'),
  aDepartment('audit', '审计局'),
];

/** A check in which all is well. */
export const good = {
  items: [
    { id: 'installed', ok: true },
    { id: 'ledger', ok: true },
  ],
  roomDeciC: 165,
  outdoorDeciC: -60,
  rules,
};
/** A check that fails: the house is cold, and somebody says what to do about it. */
export const bad = {
  ...good,
  roomDeciC: 121,
  order: { what: '加装一台热风机', dueOn: day('2022-09-25') },
};

const organisationIds = {
  住建局: randomUUID(),
  演示财政局: randomUUID(),
  审计局: randomUUID(),
  第一公司: randomUUID(),
} as const;
type OrganisationName = keyof typeof organisationIds;
const enterpriseId = randomUUID();

/** A person of one of the organisations, in the first town. */
export function someoneOf(organisation: OrganisationName, role: Role, name: string = role): Actor {
  const organisationId = organisationIds[organisation];
  return { ...aPerson(role, townA, `${organisation} ${name}`), organisationId };
}

export const people = {
  clerk: aPerson('townClerk'),
  inspector: someoneOf('住建局', 'inspector', '抽验'),
  organiser: someoneOf('住建局', 'leadAgency'),
  finance: someoneOf('演示财政局', 'finance'),
  audit: someoneOf('审计局', 'inspector'),
  office: aPerson('office', null),
};

/** The business day of an act. */
export const on = (text: string) => ({ occurredOn: day(text) });

/** What makes up a lot, as the routes would put it together. */
export const lotOf = (more: object = {}) => ({
  townKey: townA,
  works: 'heating' as const,
  year: 2022,
  rounds: [...rounds],
  departments: [...departments],
  window,
  ...more,
});

async function insertOrganisations({ pool }: Database): Promise<void> {
  for (const [name, id] of Object.entries(organisationIds)) {
    const kind = name === '第一公司' ? 'enterprise' : 'government';
    await pool.query(
      `insert into organisations (district_code, organisation_id, name, kind, version, created_at)
       values ($1, $2, $3, $4, 1, now())`,
      [ledgerDistrict, id, name, kind],
    );
  }
  await pool.query(
    `insert into enterprises (district_code, enterprise_id, name, credit_code, organisation_id,
       kinds, state, version, last_on)
     values ($1, $2, '第一公司', '91350200776049653A', $3, '{heating}', 'admitted', 1,
       '2022-01-01')`,
    [ledgerDistrict, enterpriseId, organisationIds['第一公司']],
  );
}

/** The ledger of a test with people of the departments and houses after their self-check. */
export async function acceptanceOn(db: Database) {
  const ledger = await ledgerOn(db);
  await insertOrganisations(db);
  /** What contract, installation and self-check leave behind; their own tests are elsewhere. */
  const setState = async (caseIds: readonly string[], state: string, method = 'air-heater') => {
    await db.pool.query(
      `update cases set state = $2, method = $3, enterprise_id = $4
       where case_id = any ($1::uuid[])`,
      [caseIds, state, method, enterpriseId],
    );
  };
  /** Houses of a village whose works are done and checked by whoever did them. */
  const built = async (count: number, { village = villageA, method = 'air-heater' } = {}) => {
    const made: string[] = [];
    for (let at = 0; at < count; at += 1) {
      const { caseId } = await ledger.register({ villageKey: village }, on('2022-08-01'));
      made.push(caseId);
    }
    await setState(made, 'self-checked', method);
    return made;
  };
  /** Puts every house of the ledger out of the way of the next test. */
  const clear = () => db.pool.query(`update cases set state = 'registered'`);
  const stateOf = async (caseId: string) => {
    const { rows } = await db.pool.query<{ state: string }>(
      'select state from cases where case_id = $1',
      [caseId],
    );
    return rows[0]?.state;
  };
  return { ...ledger, setState, built, clear, stateOf, ...lotsOn(ledger) };
}

/** What is done to lots and notices on a ledger. */
function lotsOn({ db, as, act }: Awaited<ReturnType<typeof ledgerOn>>) {
  const checkAll = async (caseIds: readonly string[]) => {
    const inputs = caseIds.map((caseId) => ({ caseId, ...good }));
    await performMany(as(people.clerk), townCheck, inputs, {
      key: randomUUID(),
      ...on('2022-09-02'),
    });
  };
  const draw = (more: object = {}) =>
    act(people.office, lots.drawSample, lotOf(more), on('2022-09-03'));
  /** Drawn houses of a lot that nobody has looked at yet. */
  const drawnOf = async (lotId: string) => {
    const { rows } = await db.pool.query<{ case_id: string }>(
      `select m.case_id from acceptance_lot_cases m where lot_id = $1 and round is not null
         and not exists (select 1 from joint_checks j where j.case_id = m.case_id
           and j.lot_id = m.lot_id)
       order by stratum, position`,
      [lotId],
    );
    return rows.map((row) => row.case_id);
  };
  const passDrawn = async (lotId: string) => {
    for (const caseId of await drawnOf(lotId)) {
      await act(people.inspector, jointCheck, { caseId, ...good }, on('2022-09-04'));
    }
  };
  const sign = (lotId: string, actor: Actor, occurredOn = '2022-09-05') =>
    act(actor, lots.countersign, { lotId }, on(occurredOn));
  const conclude = (lotId: string, occurredOn = '2022-09-06') =>
    act(people.office, lots.concludeLot, { lotId }, on(occurredOn));
  /** Accepts houses in a lot of their own. */
  const accept = async (caseIds: readonly string[]) => {
    await checkAll(caseIds);
    const { lotId } = await draw();
    await passDrawn(lotId);
    for (const signer of [people.organiser, people.finance, people.audit]) {
      await sign(lotId, signer);
    }
    await conclude(lotId);
    return lotId;
  };
  /** Hangs out the accepted houses of a village, on a Tuesday. */
  const publish = (more: object = {}, occurredOn = '2022-09-06', actor = people.clerk) => {
    const input = { villageKey: villageA, works: 'heating' as const, rule: noticeRule, ...more };
    return act(actor, publishNotice, input, on(occurredOn));
  };
  return { checkAll, draw, drawnOf, passDrawn, sign, conclude, accept, publish };
}
