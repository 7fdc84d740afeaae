// Scenes of the demo district: each village's accepted houses are hung out, some people object, the
// objections are answered by another person, and the lists are closed after their days.

import * as notices from '../acceptance/notice-actions.ts';
import { noticeRuleOf } from '../acceptance/rules.ts';
import { addDays } from '../core/day.ts';
import type { Day } from '../core/day.ts';
import { dayOf } from './identities.ts';
import type { Cohort, Played, Scene, Stage } from './stage.ts';
import { pickOf, randomOf } from './random.ts';

/** The lists of a town: houses of the years accepted before, hung out together. */
export type Round = {
  readonly year: 2022 | 2023;
  readonly years: readonly Cohort['year'][];
  readonly on: Day;
  /** The first working day after the lists are over. */
  readonly closedOn: Day;
};

export const rounds: readonly Round[] = [
  { year: 2022, years: [2021, 2022], on: dayOf('2023-01-04'), closedOn: dayOf('2023-01-12') },
  { year: 2023, years: [2023], on: dayOf('2024-01-05'), closedOn: dayOf('2024-01-15') },
];
const objectedShare = 0.1;
const unansweredShare = 0.25;

/** The houses of one town that go through notice, clearing and payment together. */
export type Lists = Pick<Cohort, 'lane' | 'town' | 'number'> & {
  readonly round: Round;
  readonly households: readonly Played[];
};

/** Every town's houses in each round. */
export function listsOf(cohorts: readonly Cohort[]): Lists[] {
  return rounds.flatMap((round) =>
    [...Map.groupBy(cohorts, ({ lane }) => lane).values()].flatMap((ofTown) => {
      const [first] = ofTown;
      if (!first) return [];
      const { lane, town, number } = first;
      const households = ofTown
        .filter(({ year }) => round.years.includes(year))
        .flatMap((cohort) => cohort.households);
      return [{ lane, town, number, round, households }];
    }),
  );
}

export function noticeScenes({ cohorts }: Stage): Scene[] {
  return listsOf(cohorts).map((lists) => ({
    name: 'notice',
    lane: lists.lane,
    on: lists.round.on,
    run: (stage: Stage) => hangOut(stage, lists),
  }));
}

async function hangOut(stage: Stage, lists: Lists): Promise<void> {
  const { act, staff, programme, addPapers } = stage;
  const { round, town, number, households } = lists;
  const listed = households.filter(({ isAccepted }) => isAccepted);
  const villages = [...new Set(listed.map(({ planned }) => planned.target.village))].toSorted();
  if (villages.length === 0) return;
  const clerk = staff.get(`clerk-${number}`);
  const boards = villages.map((placeKey) => ({
    kind: 'photo-notice-board' as const,
    name: '公示栏照片',
    placeKey,
  }));
  const key = `${round.year}-${town.key}`;
  const documents = await addPapers(clerk, boards, `boards-${key}`, round.on);
  const rule = noticeRuleOf(programme.data);
  const inputs = villages.map((villageKey, at) => ({
    villageKey,
    works: 'heating' as const,
    boardDocumentId: documents[at] ?? null,
    rule,
  }));
  const told = { key: `publish-${key}`, days: round.on };
  const published = await act(clerk, notices.publishNotice, inputs, told);
  for (const one of listed) one.day = round.on;
  const open = new Set<string>();
  for (const [at, village] of villages.entries()) {
    const noticeId = published[at]?.noticeId ?? '';
    const ofVillage = listed.filter(({ planned }) => planned.target.village === village);
    if (await object(stage, lists, noticeId, village, ofVillage)) open.add(village);
  }
  const closing = villages.flatMap((village, at) =>
    open.has(village) ? [] : [{ noticeId: published[at]?.noticeId ?? '', documentId: null }],
  );
  await act(clerk, notices.closeNotice, closing, { key: `close-${key}`, days: round.closedOn });
  for (const one of listed) {
    one.isPublished = one.isAccepted && !open.has(one.planned.target.village);
  }
}

const grounds = ['该户房屋长期无人居住', '公示面积与实际不符', '设备安装后不制热'] as const;

/** Whether somebody's objection is left open when the lists are over. */
async function object(
  { act, staff }: Stage,
  { round, number }: Lists,
  noticeId: string,
  village: string,
  households: readonly Played[],
): Promise<boolean> {
  const random = randomOf('objection', round.year, village);
  const about = pickOf(random, households);
  if (!about || random() >= objectedShare) return false;
  const ground = Math.floor(random() * grounds.length);
  const key = `${round.year}-${village}`;
  const input = { noticeId, caseId: about.caseId, text: grounds[ground] ?? '' };
  const told = (name: string, days: Day) => ({ key: `${name}-${key}`, days });
  const worker = staff.get(`village-${number}`);
  const objected = told('object', addDays(round.on, 3));
  const [objection] = await act(worker, notices.objectToNotice, [input], objected);
  if (round.year === 2023 && random() < unansweredShare) return true;
  const clerk = staff.get(`clerk-${number}`);
  const { objectionId = '' } = objection ?? {};
  const answeredOn = addDays(round.on, 5);
  const answer = { objectionId, ...answerTo(ground, answeredOn) };
  await act(clerk, notices.answerObjection, [answer], told('answer', answeredOn));
  if (answer.remedy === 'rectify') {
    about.isAccepted = false;
    about.isOn = false;
    about.isBad = true;
  }
  if (answer.remedy !== 'correct') return false;
  const settled = { objectionId, settlement: '已重新丈量并更正' };
  await act(clerk, notices.settleObjection, [settled], told('settle', addDays(round.on, 6)));
  return false;
}

function answerTo(ground: number, day: Day) {
  if (ground === 0) return { result: 'dismissed', reason: '入户核实，常年居住' } as const;
  if (ground === 1) {
    return { result: 'upheld', reason: '复核面积有误', remedy: 'correct' } as const;
  }
  const order = { what: '检修设备，恢复供暖', dueOn: addDays(day, 10) };
  return { result: 'upheld', reason: '现场核实不制热', remedy: 'rectify', order } as const;
}
