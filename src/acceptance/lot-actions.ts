// A lot from its draw to its end: the sample, larger samples, the departments' signatures, and the
// acceptance of all its good houses in one transaction. Houses are looked at in check-actions.ts.

import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '../actions/action.ts';
import type { RunContext, Subject, SubjectKind } from '../actions/action.ts';
import { lotFields } from '../contracts/acceptance.ts';
import { Reason } from '../contracts/households.ts';
import type { Day } from '../core/day.ts';
import { fail } from '../core/errors.ts';
import { caseTransitions } from '../households/model.ts';
import { changeCases } from '../households/steps.ts';
import { isWithin } from '../people/model.ts';
import { acceptanceMay, departmentOf, lotStates, sampleSize } from './model.ts';
import type { Department, LotState, Round, Window } from './model.ts';
import * as reads from './reads.ts';
import type { LotMember } from './reads.ts';
import { judgeStrata, placeCases } from './sample.ts';
import { insertAcceptances } from './store.ts';

const clause = '七(三)';

type LotSubject = Subject & {
  readonly state: LotState;
  readonly lastDay: Day;
  readonly rounds: readonly Round[];
  readonly departments: readonly Department[];
  readonly reportSha256: string | null;
};

/** Lots as subjects of actions. */
export const lotKind: SubjectKind<LotSubject> = {
  type: 'acceptance-lot',
  name: { zh: '验收批次', en: 'lot' },
  states: lotStates,
  lock: async (ids, tx, districtCode) => {
    const { rows } = await sql<LotSubject>`
      select lot_id as id, town_key as place, state, version, last_on as last_day, rounds,
        departments, report_sha256
      from acceptance_lots
      where district_code = ${districtCode} and lot_id = any (${ids}::uuid[])
      order by lot_id for update`.execute(tx);
    return rows;
  },
};

const onLot = { subject: lotKind, subjectId: (input: { lotId: string }) => input.lotId };

const DrawInput = z.strictObject({
  ...lotFields,
  /** What the programme says, put in by the caller that has it loaded. */
  rounds: z.custom<Round[]>(),
  departments: z.custom<Department[]>(),
  window: z.custom<Window>().nullable(),
});
type DrawInput = z.output<typeof DrawInput>;

type Waiting = {
  readonly caseId: string;
  readonly village: string;
  readonly enterpriseId: string | null;
  readonly method: string | null;
  readonly lastDay: Day;
  readonly isChecked: boolean;
  readonly isRecheck: boolean;
};

/** Locks and reads the self-checked cases of a lot-to-be that are in no other live lot. */
async function listWaiting(
  { townKey, villageKeys, works, year }: DrawInput,
  { tx, actor }: RunContext,
): Promise<Waiting[]> {
  const { districtCode } = actor;
  const chosen = sql`c.district_code = ${districtCode} and c.town_key = ${townKey}
    and c.works = ${works} and c.year = ${year} and c.state = 'self-checked'
    and (${villageKeys}::text[] is null or c.village_key = any (${villageKeys}::text[]))`;
  // Locked in a statement before the look, so that of two draws at once the second sees the first.
  await sql`select 1 from cases c where ${chosen} order by c.case_id for update`.execute(tx);
  const { rows } = await sql<Waiting>`
    select c.case_id, c.village_key as village, c.enterprise_id, c.method,
      greatest(c.last_on, t.checked_on) as last_day,
      t.entry_id is not null as is_checked,
      exists (select 1 from rectifications r where r.district_code = c.district_code
        and r.case_id = c.case_id and r.closed_on is null) as is_recheck
    from cases c
    left join town_checks t on t.district_code = c.district_code and t.case_id = c.case_id
      and t.is_current
    where ${chosen} and not exists (select 1 from acceptance_lot_cases m
      where m.district_code = c.district_code and m.case_id = c.case_id
        and m.outcome in ('open', 'proposed'))
    order by c.case_id`.execute(tx);
  return rows;
}

function refuseWaiting(waiting: readonly Waiting[], input: DrawInput, day: Day): void {
  const other = input.villageKeys?.find((key) => !isWithin(key, input.townKey));
  if (other !== undefined) fail('sample.other-town', { village: other });
  if (waiting.length === 0) fail('sample.nothing', {});
  const missing = waiting.filter(({ isChecked }) => !isChecked).length;
  const total = waiting.length;
  if (missing > 0) fail('sample.town-check-missing', { missing, total }, clause);
  refuseEarly(waiting, day);
}

function refuseEarly(cases: ReadonlyArray<{ readonly lastDay: Day }>, day: Day): void {
  const later = cases.find(({ lastDay }) => lastDay > day);
  if (later) fail('action.day-too-early', { day, lastDay: later.lastDay });
}

export const drawSample = defineAction({
  name: 'sample.draw',
  title: { zh: '组成验收批次并抽样', en: 'Make up a lot and draw its sample' },
  input: DrawInput,
  roles: acceptanceMay['sample.draw'],
  creates: lotKind.type,
  place: ({ townKey }) => townKey,
  run: async (input, context) => {
    const { tx, actor, subject, entryId, occurredOn } = context;
    const { districtCode } = actor;
    const { townKey, works, year, publicSeed, rounds, departments, window } = input;
    const waiting = await listWaiting(input, context);
    refuseWaiting(waiting, input, occurredOn);
    const seed = publicSeed?.seed ?? entryId;
    const placed = placeCases(waiting, seed);
    const sizes = Map.groupBy(placed, ({ stratum }) => stratum);
    const [first = { perMille: 1000, least: 1 }] = rounds;
    const members = placed.map((one) => {
      const size = sizes.get(one.stratum)?.length ?? 0;
      const isDrawn = one.isRecheck || one.position <= sampleSize(size, first);
      return {
        case_id: one.caseId,
        stratum: one.stratum,
        position: one.position,
        village_key: one.village,
        enterprise_id: one.enterpriseId,
        method: one.method,
        is_recheck: one.isRecheck,
        round: isDrawn ? 1 : null,
      };
    });
    await sql`insert into acceptance_lots (district_code, lot_id, town_key, works, year, state,
        version, last_on, drawn_on, drawn_by, seed, seed_ground, rounds, departments, window_from,
        window_to)
      values (${districtCode}, ${subject.id}, ${townKey}, ${works}, ${year}, 'open', 1,
        ${occurredOn}, ${occurredOn}, ${actor.personId}, ${seed}, ${publicSeed?.ground ?? null},
        ${JSON.stringify(rounds)}, ${JSON.stringify(departments)}, ${window?.from ?? null},
        ${window?.to ?? null})`.execute(tx);
    await sql`insert into acceptance_lot_cases (district_code, lot_id, case_id, stratum, position,
        village_key, enterprise_id, method, is_recheck, round, outcome)
      select ${districtCode}::int, ${subject.id}::uuid, n.case_id, n.stratum, n.position,
        n.village_key, n.enterprise_id, n.method, n.is_recheck, n.round, 'open'
      from json_populate_recordset(null::acceptance_lot_cases, ${JSON.stringify(members)}::json)
        n`.execute(tx);
    const drawn = members.filter(({ round }) => round !== null).length;
    return { lotId: subject.id, seed, cases: placed.length, strata: sizes.size, drawn };
  },
});

/** Counts a lot's version up on a business day. */
async function touchLot({ tx, actor }: RunContext, lotId: string, day: Day): Promise<void> {
  await sql`update acceptance_lots set version = version + 1, last_on = ${day}
    where district_code = ${actor.districtCode} and lot_id = ${lotId}`.execute(tx);
}

export const enlargeSample = defineAction({
  name: 'sample.enlarge',
  title: { zh: '扩大抽样', en: 'Draw a larger sample' },
  input: z.strictObject({ lotId: z.uuid() }),
  roles: acceptanceMay['sample.enlarge'],
  ...onLot,
  from: ['open'],
  run: async (_input, context) => {
    const { tx, actor, subject, occurredOn } = context;
    const { districtCode } = actor;
    const members = await reads.listMembers(tx, districtCode, subject.id);
    const due = judgeStrata(members, subject.rounds).filter(({ next }) => next !== null);
    if (due.length === 0) fail('sample.no-enlargement', {}, clause);
    const { rows } = await sql<{ caseId: string }>`update acceptance_lot_cases m
      set round = n.round
      from unnest(${due.map(({ stratum }) => stratum)}::int[],
        ${due.map(({ next }) => next?.round ?? 0)}::int[],
        ${due.map(({ next }) => next?.count ?? 0)}::int[]) as n (stratum, round, count)
      where m.district_code = ${districtCode} and m.lot_id = ${subject.id}
        and m.stratum = n.stratum and m.position <= n.count and m.round is null
      returning m.case_id`.execute(tx);
    await touchLot(context, subject.id, occurredOn);
    const version = subject.version + 1;
    return { id: subject.id, version, strata: due.length, added: rows.length };
  },
});

/** The department the signer signs for; refuses whoever may not. */
async function getSigner({ tx, actor }: RunContext, { id, departments }: LotSubject) {
  const { districtCode, organisationId, personId } = actor;
  const named = await reads.readNamedDepartments(tx, districtCode);
  const name = (await reads.findOrganisationName(tx, districtCode, organisationId)) ?? '';
  const department = departmentOf(departments, named, { organisationId, name });
  if (!department) return fail('acceptance.not-a-department', namesOf(departments), clause);
  const signatures = await reads.listSignatures(tx, districtCode, id);
  const hasSigned = signatures.some(
    (one) =>
      one.department === department.id ||
      one.personId === personId ||
      one.organisationId === organisationId,
  );
  if (hasSigned) fail('acceptance.signed-already', {}, clause);
  const signed = new Set([...signatures.map((one) => one.department), department.id]);
  return { department, waiting: departments.filter((one) => !signed.has(one.id)) };
}

function namesOf(departments: readonly Department[]) {
  const departmentsZh = departments.map(({ name }) => name.zh).join('、');
  const departmentsEn = departments.map(({ name }) => name.en).join(', ');
  return { departmentsZh, departmentsEn };
}

/** What the organising department signs: the lot as checked, and who is proposed. */
async function proposeReport({ tx, actor }: RunContext, lot: LotSubject) {
  const { districtCode } = actor;
  await reads.lockMembers(tx, districtCode, lot.id);
  const members = await reads.listMembers(tx, districtCode, lot.id);
  const strata = judgeStrata(members, lot.rounds);
  const unchecked = strata.reduce((sum, one) => sum + one.unchecked, 0);
  if (unchecked > 0) fail('acceptance.sample-unchecked', { count: unchecked }, clause);
  const due = strata.filter(({ next }) => next !== null).length;
  if (due > 0) fail('acceptance.enlarge-needed', { count: due }, clause);
  const good = members.filter(({ isGood }) => isGood);
  if (good.length === 0) fail('acceptance.nothing-to-accept', {}, clause);
  const report = {
    cases: members.length,
    strata: strata.length,
    drawn: strata.reduce((sum, one) => sum + one.drawn, 0),
    failedAtFirst: strata.reduce((sum, one) => sum + one.failed, 0),
    proposed: good.length,
    leftOut: members.length - good.length,
  };
  return { report, good, reportSha256: hashReport(lot.id, report, good) };
}

/** The hash that all departments sign: the lot, its figures, and the ids of the proposed cases. */
function hashReport(
  lotId: string,
  report: Readonly<Record<string, number>>,
  good: readonly LotMember[],
): string {
  const caseIds = good.map(({ caseId }) => caseId).toSorted();
  return hash('sha256', JSON.stringify({ lotId, report, caseIds }), 'hex');
}

export const countersign = defineAction({
  name: 'acceptance.countersign',
  title: { zh: '验收会签', en: 'Sign the report of a lot' },
  input: z.strictObject({ lotId: z.uuid(), opinion: Reason.nullable().default(null) }),
  roles: acceptanceMay['acceptance.countersign'],
  ...onLot,
  from: ['open', 'signing'],
  run: async ({ opinion }, context) => {
    const { tx, actor, subject, entryId, occurredOn } = context;
    const { districtCode } = actor;
    const { department, waiting } = await getSigner(context, subject);
    const ids = await reads.listMemberIds(tx, districtCode, subject.id);
    const own = await reads.listOwnWork(tx, actor, ids);
    if (own.size > 0) fail('acceptance.own-work', {}, clause);
    let { reportSha256 } = subject;
    if (subject.state === 'open') {
      const [organising] = subject.departments;
      if (organising && organising.id !== department.id) {
        const { zh: departmentZh, en: departmentEn } = organising.name;
        fail('acceptance.organiser-first', { departmentZh, departmentEn }, clause);
      }
      reportSha256 = await startSigning(context, subject, occurredOn);
    }
    await sql`insert into countersignatures (district_code, lot_id, department, organisation_id,
        person_id, entry_id, signed_on, opinion)
      values (${districtCode}, ${subject.id}, ${department.id}, ${actor.organisationId},
        ${actor.personId}, ${entryId}, ${occurredOn}, ${opinion})`.execute(tx);
    await touchLot(context, subject.id, occurredOn);
    return {
      id: subject.id,
      version: subject.version + 1,
      department: department.id,
      waiting: waiting.map(({ id }) => id),
      reportSha256: reportSha256 ?? '',
    };
  },
});

async function startSigning(context: RunContext, lot: LotSubject, day: Day): Promise<string> {
  const { tx, actor } = context;
  const { report, good, reportSha256 } = await proposeReport(context, lot);
  refuseEarly(good, day);
  const ids = good.map(({ caseId }) => caseId);
  await sql`update acceptance_lot_cases
    set outcome = case when case_id = any (${ids}::uuid[]) then 'proposed' else 'left-out' end
    where district_code = ${actor.districtCode} and lot_id = ${lot.id}`.execute(tx);
  await sql`update acceptance_lots set state = 'signing', report = ${JSON.stringify(report)},
      report_sha256 = ${reportSha256}
    where district_code = ${actor.districtCode} and lot_id = ${lot.id}`.execute(tx);
  return reportSha256;
}

export const concludeLot = defineAction({
  name: 'acceptance.conclude',
  title: { zh: '验收办结', en: 'Conclude a lot' },
  input: z.strictObject({ lotId: z.uuid() }),
  roles: acceptanceMay['acceptance.conclude'],
  ...onLot,
  from: ['signing'],
  run: async (_input, context) => {
    const { tx, actor, subject, entryId, occurredOn } = context;
    const { districtCode } = actor;
    const { id: lotId, version } = subject;
    const signatures = await reads.listSignatures(tx, districtCode, lotId);
    const signed = new Set(signatures.map(({ department }) => department));
    const missing = subject.departments.filter(({ id }) => !signed.has(id));
    if (missing.length > 0) fail('acceptance.signatures-missing', namesOf(missing), clause);
    const locked = await reads.lockMembers(tx, districtCode, lotId);
    const members = await reads.listMembers(tx, districtCode, lotId);
    const good = members.filter(({ outcome, isGood }) => outcome === 'proposed' && isGood);
    if (good.length === 0) fail('acceptance.nothing-to-accept', {}, clause);
    refuseEarly(good, occurredOn);
    const { to: state } = caseTransitions['case.accept'];
    const changes = good.flatMap(({ caseId }) => {
      const before = locked.get(caseId);
      return before ? [{ before, state, entryId, occurredOn }] : [];
    });
    await changeCases(context, 'case.accept', changes);
    const ids = good.map(({ caseId }) => caseId);
    await insertAcceptances(
      context,
      ids.map((caseId) => ({ caseId, entryId, lotId, acceptedOn: occurredOn })),
    );
    await sql`update acceptance_lot_cases
      set outcome = case when case_id = any (${ids}::uuid[]) then 'accepted' else 'left-out' end
      where district_code = ${districtCode} and lot_id = ${lotId}
        and outcome = 'proposed'`.execute(tx);
    await sql`update acceptance_lots set state = 'concluded', concluded_on = ${occurredOn},
        last_on = ${occurredOn}, version = version + 1
      where district_code = ${districtCode} and lot_id = ${lotId}`.execute(tx);
    const leftOut = members.length - ids.length;
    return { id: lotId, version: version + 1, accepted: ids.length, leftOut };
  },
});

export const nameDepartment = defineAction({
  name: 'acceptance.name-department',
  title: { zh: '指定验收部门对应的单位', en: 'Name the organisation of a department' },
  input: z.strictObject({
    department: z.string().max(60),
    organisationId: z.uuid(),
    /** The units of the programme, put in by the caller that has it loaded. */
    units: z.array(z.string()),
  }),
  roles: acceptanceMay['acceptance.name-department'],
  creates: 'department',
  place: () => null,
  run: async ({ department, organisationId, units }, { tx, actor, entryId, occurredOn }) => {
    const { districtCode } = actor;
    if (!units.includes(department)) fail('acceptance.unknown-department', { department });
    const name = await reads.findOrganisationName(tx, districtCode, organisationId);
    if (name === undefined) fail('organisation.unknown', {});
    const named = await reads.readNamedDepartments(tx, districtCode);
    const isTaken = [...named].some(([id, one]) => id !== department && one === organisationId);
    if (isTaken) fail('acceptance.organisation-taken', {});
    await sql`insert into department_organisations (district_code, department, organisation_id,
        entry_id, named_on)
      values (${districtCode}, ${department}, ${organisationId}, ${entryId}, ${occurredOn})
      on conflict (district_code, department) do update
        set organisation_id = excluded.organisation_id, entry_id = excluded.entry_id,
          named_on = excluded.named_on`.execute(tx);
    return { department, organisationId };
  },
});
