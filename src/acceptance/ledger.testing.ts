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

/** The ledger of a test with people of the departments and houses after their self-check. */
export async function acceptanceOn(db: Database) {
  const ledger = await ledgerOn(db);
  const organisations = new Map<string, string>();
  const addOrganisation = async (name: string, kind = 'government') => {
    const id = randomUUID();
    organisations.set(name, id);
    await db.pool.query(
      `insert into organisations (district_code, organisation_id, name, kind, version, created_at)
       values ($1, $2, $3, $4, 1, now())`,
      [ledgerDistrict, id, name, kind],
    );
    return id;
  };
  for (const name of ['住建局', '演示财政局', '审计局', '第一公司']) {
    await addOrganisation(name, name === '第一公司' ? 'enterprise' : 'government');
  }
  const someoneOf = (organisation: string, role: Role = 'inspector', name = role): Actor => ({
    ...aPerson(role, townA, `${organisation} ${name}`),
    organisationId: organisations.get(organisation) ?? '',
  });
  const enterpriseId = randomUUID();
  await db.pool.query(
    `insert into enterprises (district_code, enterprise_id, name, credit_code, organisation_id,
       kinds, state, version, last_on)
     values ($1, $2, '第一公司', '91350200776049653A', $3, '{heating}', 'admitted', 1,
       '2022-01-01')`,
    [ledgerDistrict, enterpriseId, organisations.get('第一公司')],
  );
  const people = {
    clerk: aPerson('townClerk'),
    inspector: someoneOf('住建局', 'inspector', '抽验'),
    organiser: someoneOf('住建局', 'leadAgency'),
    finance: someoneOf('演示财政局', 'finance'),
    audit: someoneOf('审计局', 'inspector'),
    office: aPerson('office', null),
  };

  /** Houses of a village whose works are done and checked by whoever did them. */
  const built = async (count: number, more: { village?: string; method?: string } = {}) => {
    const { village = villageA, method = 'air-heater' } = more;
    const made: string[] = [];
    for (let at = 0; at < count; at += 1) {
      const { caseId } = await ledger.register(
        { villageKey: village },
        { occurredOn: day('2022-08-01') },
      );
      made.push(caseId);
    }
    await setState(made, 'self-checked', method);
    return made;
  };
  /** What contract, installation and self-check leave behind; their own tests are elsewhere. */
  const setState = async (caseIds: readonly string[], state: string, method = 'air-heater') => {
    await db.pool.query(
      `update cases set state = $2, method = $3, enterprise_id = $4
       where case_id = any ($1::uuid[])`,
      [caseIds, state, method, enterpriseId],
    );
  };
  const stateOf = async (caseId: string) => {
    const { rows } = await db.pool.query<{ state: string }>(
      'select state from cases where case_id = $1',
      [caseId],
    );
    return rows[0]?.state;
  };
  const on = (text: string) => ({ occurredOn: day(text) });
  const checkAll = async (caseIds: readonly string[]) => {
    const inputs = caseIds.map((caseId) => ({ caseId, ...good }));
    const options = { key: randomUUID(), occurredOn: day('2022-09-02') };
    await performMany(ledger.as(people.clerk), townCheck, inputs, options);
  };
  const lotOf = (more: object = {}) => ({
    townKey: townA,
    works: 'heating' as const,
    year: 2022,
    rounds: [...rounds],
    departments: [...departments],
    window,
    ...more,
  });
  const draw = (more: object = {}) =>
    ledger.act(people.office, lots.drawSample, lotOf(more), on('2022-09-03'));
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
      await ledger.act(people.inspector, jointCheck, { caseId, ...good }, on('2022-09-04'));
    }
  };
  const sign = async (lotId: string, actor: Actor) =>
    ledger.act(actor, lots.countersign, { lotId }, on('2022-09-05'));
  /** Accepts houses in a lot of their own. */
  const accept = async (caseIds: readonly string[]) => {
    await checkAll(caseIds);
    const { lotId } = await draw();
    await passDrawn(lotId);
    for (const signer of [people.organiser, people.finance, people.audit])
      await sign(lotId, signer);
    await ledger.act(people.office, lots.concludeLot, { lotId }, on('2022-09-06'));
    return lotId;
  };
  /** Hangs out the accepted houses of a village on a Tuesday. */
  const publish = async (villageKey = villageA, occurredOn = '2022-09-06') =>
    ledger.act(
      people.clerk,
      publishNotice,
      { villageKey, works: 'heating', rule: noticeRule },
      on(occurredOn),
    );
  return {
    ...ledger,
    ...{ people, someoneOf, addOrganisation, enterpriseId, organisations },
    ...{ built, setState, stateOf, checkAll, lotOf, draw, drawnOf, passDrawn, sign },
    ...{ accept, publish, on },
  };
}
