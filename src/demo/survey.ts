// The first scenes of the demo district: targets, survey, the groups' methods, choice, approval.

import type { Day } from '../core/day.ts';
import { addDays } from '../core/day.ts';
import { decideMethod } from '../groups/actions.ts';
import { findGroups } from '../groups/queries.ts';
import { registerHousehold } from '../households/actions.ts';
import {
  approveCase,
  approveException,
  chooseMethod,
  rejectCase,
  requestException,
  withdrawCase,
} from '../households/case-actions.ts';
import { sealHousehold } from '../households/sealing.ts';
import { loadTargets } from '../targets/actions.ts';
import { expectationsOf } from '../targets/expectations.ts';
import { dayOf } from './identities.ts';
import { groupMethodOf } from './plan.ts';
import type { Cohort, Played, Scene, Stage } from './stage.ts';
import { pickOf, randomOf, wholeOf } from './random.ts';

/** When each year's works go through the first steps. */
const calendar = {
  2021: { survey: '2021-06-10', decide: '2021-07-12', choose: '2021-07-20', approve: '2021-08-10' },
  2022: { survey: '2022-03-02', decide: '2022-04-06', choose: '2022-04-12', approve: '2022-05-05' },
  2023: { survey: '2022-11-15', decide: '2023-01-09', choose: '2023-02-06', approve: '2023-03-01' },
} as const;
const surveyDays = 13;
const decideDays = 3;
const chooseDays = 16;
const approveDays = 12;
const withdrawnShare = 0.006;
const rejectedShare = 0.003;
const targetsOn = dayOf('2022-04-01');

/** Everything up to the town's approval. */
export function surveyScenes({ cohorts }: Stage): Scene[] {
  return [
    { name: 'annex', on: targetsOn, run: loadAnnex },
    ...cohorts.flatMap((cohort) => {
      const days = calendar[cohort.year];
      const scene = (on: string, run: (stage: Stage, cohort: Cohort) => Promise<void>): Scene => ({
        name: run.name,
        lane: cohort.lane,
        on: dayOf(on),
        run: (stage) => run(stage, cohort),
      });
      return [
        scene(days.survey, survey),
        scene(days.decide, decide),
        scene(days.choose, ask),
        scene(days.choose, choose),
        scene(days.approve, approve),
      ];
    }),
  ];
}

async function loadAnnex({ act, annex, staff, programme }: Stage): Promise<void> {
  const sums = Map.groupBy(annex, ({ village, year, project }) => `${village} ${year} ${project}`);
  const rows = [...sums.values()].flatMap((groups) => {
    const [first] = groups;
    if (!first) return [];
    const households = groups.reduce((sum, group) => sum + group.households, 0);
    const { village: placeKey, year, project } = first;
    return [{ placeKey, year, project, households }];
  });
  const expectations = expectationsOf(programme);
  // A district made smaller than the notice's has other sums, and the office says it knows.
  const document = '附件1 任务分配表（演示）';
  const input = { document, rows, differencesConfirmed: true, expectations };
  await act(staff.get('office'), loadTargets, [input], { key: 'annex', days: targetsOn });
}

async function survey(stage: Stage, cohort: Cohort): Promise<void> {
  const { act, staff, vault, districtCode } = stage;
  const { households, town, year, number } = cohort;
  const first = dayOf(calendar[year].survey);
  const sealing = { vault, districtCode, today: first };
  const days = households.map(({ planned }) =>
    dayAfter(first, planned.index, 'survey', surveyDays),
  );
  const results = await act(
    staff.get(`village-${number}`),
    registerHousehold,
    households.map(({ planned }) => sealHousehold(planned.household, sealing)),
    { key: `register-${year}-${town.key}`, days },
  );
  for (const [at, household] of households.entries()) {
    const result = results[at];
    household.householdId = result?.householdId ?? '';
    household.caseId = result?.cases[0]?.caseId ?? '';
    household.isOn = result !== undefined;
    household.day = days[at];
  }
}

async function decide(stage: Stage, cohort: Cohort): Promise<void> {
  const { act, staff, db, districtCode } = stage;
  const { households, town, year, number } = cohort;
  const targets = [...new Set(households.map(({ planned }) => planned.target))];
  const groups = await db.withDistrict(districtCode, (tx) =>
    findGroups(
      tx,
      districtCode,
      targets.map(({ village, group }) => ({ villageKey: village, name: group })),
    ),
  );
  const ids = new Map(groups.map((group) => [`${group.villageKey} ${group.name}`, group.groupId]));
  const inputs = targets.map((target) => ({
    groupId: ids.get(`${target.village} ${target.group}`) ?? '',
    method: groupMethodOf(target),
    minutes: `${target.group}村民会议记录${demoNumber(year)}`,
  }));
  const first = dayOf(calendar[year].decide);
  const days = targets.map((target, at) => dayAfter(first, at, target.village, decideDays));
  const key = `decide-${year}-${town.key}`;
  await act(staff.get(`clerk-${number}`), decideMethod, inputs, { key, days });
}

const demoNumber = (year: number): string => `（演示〔${year}〕）`;

/** Households with a reason ask for another method than their group's; the town agrees. */
async function ask(stage: Stage, cohort: Cohort): Promise<void> {
  const { act, staff } = stage;
  const { households, town, year, number } = cohort;
  const asking = households.filter(({ isOn, planned }) => isOn && planned.isException);
  const day = addDays(dayOf(calendar[year].decide), decideDays + 1);
  const requests = asking.map(({ caseId, planned: { method, index } }) => ({
    caseId,
    method,
    reason: pickOf(randomOf('reason', index), reasons) ?? '',
  }));
  const told = (key: string, days: Day) => ({ key: `${key}-${year}-${town.key}`, days });
  await act(staff.get(`village-${number}`), requestException, requests, told('ask', day));
  const approvals = asking.map(({ caseId }) => ({ caseId, note: '情况属实，同意采用' }));
  await act(staff.get(`check-${number}`), approveException, approvals, told('agree', day));
}

const reasons = [
  '房屋距管道较远，不便接入',
  '户内电表容量暂不能增加',
  '家中已有同类设备，继续使用',
] as const;

async function choose(stage: Stage, cohort: Cohort): Promise<void> {
  const { act, staff } = stage;
  const { households, town, year, number } = cohort;
  const first = dayOf(calendar[year].choose);
  const choosing = households.filter(({ isOn }) => isOn);
  const days = choosing.map((one) => dayAfter(first, one.planned.index, 'choose', chooseDays));
  const inputs = choosing.map(({ caseId, planned: { method } }) => ({ caseId, method }));
  const key = `choose-${year}-${town.key}`;
  const results = await act(staff.get(`village-${number}`), chooseMethod, inputs, { key, days });
  note(choosing, results, days);
}

/** The town approves; a few households leave before, a few are turned down. */
async function approve(stage: Stage, cohort: Cohort): Promise<void> {
  const { act, staff } = stage;
  const { households, town, year, number } = cohort;
  const first = dayOf(calendar[year].approve);
  const on = households.filter(({ isOn }) => isOn);
  const fates = new Map(on.map((one) => [one, randomOf('approval', one.planned.index)()]));
  const fateOf = (one: Played): number => fates.get(one) ?? 1;
  const told = (key: string) => ({ key: `${key}-${year}-${town.key}`, days: first });
  const leaving = on.filter((one) => fateOf(one) < withdrawnShare);
  const leave = leaving.map(({ caseId }) => ({ caseId, reason: '本户已迁居，自愿退出' }));
  await act(staff.get(`village-${number}`), withdrawCase, leave, told('withdraw'));
  const isRejected = (one: Played) =>
    fateOf(one) >= withdrawnShare && fateOf(one) < withdrawnShare + rejectedShare;
  const rejected = on.filter(isRejected);
  const reject = rejected.map(({ caseId }) => ({ caseId, reason: '房屋已列入拆迁范围' }));
  await act(staff.get(`check-${number}`), rejectCase, reject, told('reject'));
  for (const one of [...leaving, ...rejected]) one.isOn = false;
  const approved = on.filter(({ isOn }) => isOn);
  const days = approved.map((one) => dayAfter(first, one.planned.index, 'approve', approveDays));
  const inputs = approved.map(({ caseId }) => ({ caseId }));
  const key = `approve-${year}-${town.key}`;
  const results = await act(staff.get(`check-${number}`), approveCase, inputs, { key, days });
  note(approved, results, days);
}

/** Takes down the day of a step; who was refused goes no further. */
export function note(
  households: readonly Played[],
  results: readonly unknown[],
  days: Day | readonly Day[],
): void {
  for (const [at, household] of households.entries()) {
    if (results[at] === undefined) household.isOn = false;
    else household.day = typeof days === 'string' ? days : days[at];
  }
}

/** A day up to `span` days after the first, by chance. */
export function dayAfter(first: Day, index: number, step: string, span: number): Day {
  return addDays(first, wholeOf(randomOf(step, index), 0, span));
}
