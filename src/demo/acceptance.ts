// Scenes of the demo district: the town looks at every house, lots are drawn and checked jointly,
// the departments sign, and what failed is put right and looked at again.

import { drawSample, concludeLot, countersign, enlargeSample } from '../acceptance/lot-actions.ts';
import { jointCheck, townCheck } from '../acceptance/check-actions.ts';
import { listMembers } from '../acceptance/reads.ts';
import { checkRulesOf, departmentsOf, roundsOf, windowOf } from '../acceptance/rules.ts';
import { judgeStrata } from '../acceptance/sample.ts';
import type { CheckRules } from '../acceptance/model.ts';
import { addDays } from '../core/day.ts';
import type { Day } from '../core/day.ts';
import { selfCheck } from '../works/actions.ts';
import { selfCheckRulesOf } from '../works/rules.ts';
import { builderOf } from './contracts.ts';
import { dayOf } from './identities.ts';
import type { Cohort, Played, Scene, Stage } from './stage.ts';
import { pickOf, randomOf, wholeOf } from './random.ts';
import { dayAfter, note } from './survey.ts';

/** The town's check, the putting right of what failed, the lot, and the lot of those put right. */
const calendar = {
  2021: { town: '2021-12-01', mended: '2022-02-20', lot: '2022-12-01', second: null },
  2022: { town: '2022-11-20', mended: '2022-11-27', lot: '2022-12-05', second: '2022-12-20' },
  2023: { town: '2023-11-22', mended: '2023-11-29', lot: '2023-12-04', second: null },
} as const;
const townFailShare = 0.03;
const jointFailShare = 0.035;
/** Of the last year's houses that failed, so many are not put right by the end. */
const unmendedShare = 0.4;
/** The town whose last lot waits for signatures. */
const unsignedTown = '640302103';

/** Who signs for each department of the programme, by its id there. */
const signers: Readonly<Record<string, string>> = {
  'housing-transport': 'housing',
  drc: 'joint-drc',
  finance: 'finance',
  agriculture: 'agriculture',
  ecology: 'environment',
  audit: 'joint-audit',
};
const inspectors = ['joint-housing', 'joint-agriculture', 'joint-drc', 'joint-finance'] as const;

export function acceptanceScenes({ cohorts }: Stage): Scene[] {
  return cohorts.flatMap((cohort) => {
    const days = calendar[cohort.year];
    const scene = (name: string, on: string, run: (stage: Stage) => Promise<void>): Scene => ({
      name,
      lane: cohort.lane,
      on: dayOf(on),
      run,
    });
    const { second } = days;
    return [
      scene('town-check', days.town, (stage) => checkAll(stage, cohort)),
      scene('mend', days.mended, (stage) => mend(stage, cohort, 'town', dayOf(days.mended))),
      scene('lot', days.lot, (stage) => accept(stage, cohort, 'first', dayOf(days.lot))),
      ...(second === null
        ? []
        : [
            scene('second-lot', second, async (stage) => {
              await mend(stage, cohort, 'joint', dayOf(second));
              await accept(stage, cohort, 'second', addDays(dayOf(second), 2));
            }),
          ]),
    ];
  });
}

const faults = [
  '室外机支架未固定',
  '接地线未连接',
  '温控器显示与台账不符',
  '管道保温未包严',
] as const;

/** What was seen in a house: all in order, or one point that is not. */
function seenIn(one: Played, rules: CheckRules, isGood: boolean, day: Day) {
  const random = randomOf('seen', one.planned.index, day);
  const bad = isGood ? undefined : pickOf(random, rules.heating.points);
  const found = pickOf(random, faults) ?? null;
  const items = rules.heating.points.map((id) => {
    const ok = id !== bad;
    return { id, ok, note: ok ? null : found };
  });
  const order = isGood ? null : { what: `${found ?? ''}，请整改`, dueOn: addDays(day, 10) };
  const [roomDeciC, outdoorDeciC] = [wholeOf(random, 160, 210), wholeOf(random, -120, 40)];
  return { caseId: one.caseId, items, roomDeciC, outdoorDeciC, order, rules };
}

const passesTown = ({ planned: { index } }: Played): boolean =>
  randomOf('town-check', index)() >= townFailShare;

/** The town's check of every house its builder has checked. */
async function checkAll(stage: Stage, cohort: Cohort): Promise<void> {
  const first = dayOf(calendar[cohort.year].town);
  const on = cohort.households.filter(({ isOn }) => isOn);
  const days = on.map(({ planned }) => dayAfter(first, planned.index, 'look', 5));
  await lookAt(stage, cohort, { key: 'town-check', houses: on, days, isGood: passesTown });
}

type Look = {
  readonly key: string;
  readonly houses: readonly Played[];
  readonly days: readonly Day[];
  readonly isGood: (one: Played) => boolean;
};

async function lookAt(stage: Stage, cohort: Cohort, look: Look): Promise<void> {
  const { act, staff, programme } = stage;
  const { key, houses, days, isGood } = look;
  const rules = checkRulesOf(programme.data, {}, 'town');
  const inputs = houses.map((one, at) => seenIn(one, rules, isGood(one), days[at] as Day));
  const told = { key: `${key}-${cohort.year}-${cohort.town.key}`, days };
  const results = await act(staff.get(`check-${cohort.number}`), townCheck, inputs, told);
  note(houses, results, days);
  for (const [at, one] of houses.entries()) one.isBad = results[at]?.result === 'fail';
}

/** Builders put right what failed and check it again, and so does the town. */
async function mend(
  stage: Stage,
  cohort: Cohort,
  after: 'town' | 'joint',
  day: Day,
): Promise<void> {
  const { act, staff, programme } = stage;
  const { year, town, households } = cohort;
  const isLate = ({ planned: { index } }: Played) =>
    year === 2023 && randomOf('mend', index)() < unmendedShare;
  const bad = households.filter((one) => one.isOn && one.isBad && !isLate(one));
  for (const [maker, built] of Map.groupBy(bad, builderOf)) {
    const inputs = built.map(({ caseId, planned: { method } }) => {
      const rules = selfCheckRulesOf(programme.data, 'heating', method);
      const items = rules.items.map(({ id }) => ({ id, ok: true }));
      return { caseId, items, checkedOn: day, person: '企业质检员（演示）', rules };
    });
    const key = `mended-${after}-${year}-${town.key}-${maker}`;
    const results = await act(staff.get(`enterprise-${maker + 1}`), selfCheck, inputs, {
      key,
      days: day,
    });
    note(built, results, day);
  }
  const next = addDays(day, 1);
  const days = bad.map(() => next);
  await lookAt(stage, cohort, {
    key: `recheck-${after}`,
    houses: bad,
    days,
    isGood: () => true,
  });
}

type Round = 'first' | 'second';

/** A lot from its draw to its end; its good houses are accepted. */
async function accept(stage: Stage, cohort: Cohort, round: Round, day: Day): Promise<void> {
  const { act, staff, programme } = stage;
  const { year, town, households } = cohort;
  const members = households.filter(({ isOn, isBad, isAccepted }) => isOn && !isBad && !isAccepted);
  if (members.length === 0) return;
  const { data } = programme;
  const key = `${round}-${year}-${town.key}`;
  const lot = {
    townKey: town.key,
    works: 'heating' as const,
    year,
    publicSeed: { seed: `${day} ${town.key}`, ground: '现场摇号，镇村代表在场（演示）' },
    rounds: roundsOf(data),
    departments: departmentsOf(data, {}, year),
    window: windowOf(data, {}, year),
  };
  const office = staff.get('office');
  const [drawn] = await act(office, drawSample, [lot], { key: `draw-${key}`, days: day });
  const lotId = drawn?.lotId ?? '';
  const byCase = new Map(members.map((one) => [one.caseId, one]));
  const checked = addDays(day, 3);
  await checkDrawn(stage, { lotId, key, byCase, day: checked, canFail: round === 'first' });
  const isUnsigned = town.key === unsignedTown && year === 2023;
  const departments = isUnsigned ? lot.departments.slice(0, 3) : lot.departments;
  for (const { id } of departments) {
    const who = staff.get(signers[id] ?? 'office');
    const told = { key: `sign-${key}-${id}`, days: addDays(day, 5) };
    await act(who, countersign, [{ lotId }], told);
  }
  if (isUnsigned) return;
  const acceptedOn = addDays(day, 6);
  await act(office, concludeLot, [{ lotId }], { key: `conclude-${key}`, days: acceptedOn });
  for (const one of members) {
    if (one.isBad) continue;
    one.isAccepted = true;
    one.day = acceptedOn;
  }
}

type Drawn = {
  readonly lotId: string;
  readonly key: string;
  readonly byCase: ReadonlyMap<string, Played>;
  readonly day: Day;
  readonly canFail: boolean;
};

/** The joint check of what was drawn; where houses fail, more are drawn and checked. */
async function checkDrawn(stage: Stage, { lotId, key, byCase, day, canFail }: Drawn) {
  const { act, staff, programme, db, districtCode } = stage;
  const rules = checkRulesOf(programme.data, {}, 'inspectors');
  const rounds = roundsOf(programme.data);
  for (let count = 1; count <= rounds.length; count++) {
    const members = await db.withDistrict(districtCode, (tx) =>
      listMembers(tx, districtCode, lotId),
    );
    const waiting = members.flatMap(({ caseId, round, firstResult }) => {
      const one = byCase.get(caseId);
      return round !== null && firstResult === null && one ? [one] : [];
    });
    const isGood = ({ planned: { index } }: Played) =>
      !canFail || randomOf('joint-check', index)() >= jointFailShare;
    const inputs = waiting.map((one) => seenIn(one, rules, isGood(one), day));
    const who = pickOf(randomOf('inspector', key, count), inspectors) ?? inspectors[0];
    const told = { key: `joint-${key}-${count}`, days: day };
    const results = await act(staff.get(who), jointCheck, inputs, told);
    for (const [at, one] of waiting.entries()) one.isBad = results[at]?.result === 'fail';
    const now = await db.withDistrict(districtCode, (tx) => listMembers(tx, districtCode, lotId));
    if (judgeStrata(now, rounds).every(({ next }) => next === null)) return;
    const more = { key: `enlarge-${key}-${count}`, days: day };
    await act(staff.get('office'), enlargeSample, [{ lotId }], more);
  }
}
