// Plays the years of the demo district: every fact is written by the same actions as everybody's,
// by the account whose work it is, on its business day. Where it was broken off it goes on: what is
// written already is found again by its key.

import { performMany } from '../actions/perform.ts';
import type { Day } from '../core/day.ts';
import type { Database } from '../db/open.ts';
import type { Vault } from '../db/vault.ts';
import { withForetoldIds } from '../journal/uuid.ts';
import { systemActor } from '../people/first-start.ts';
import { derivePlaces } from '../places/editions.ts';
import type { LoadedProgramme } from '../rules/types.ts';
import { demoYears, makeAnnex } from './annex.ts';
import { dayOf } from './identities.ts';
import { openPapers } from './papers.ts';
import { planHouseholds } from './plan.ts';
import { randomOf } from './random.ts';
import { makeStaff } from './staff.ts';
import type { Act, Played, Scene, Stage } from './stage.ts';

export type PlayOptions = {
  readonly db: Database;
  readonly vault: Vault;
  readonly dataFolder: string;
  readonly programme: LoadedProgramme;
  readonly passwordHash: string;
  /** One household in so many; 1 plays all. */
  readonly scale?: number;
  readonly scenes: (stage: Stage) => readonly Scene[];
  /** Told after each scene. */
  readonly onProgress?: (done: number, total: number) => void;
};

const opening = dayOf('2021-06-01');

/** Plays all scenes in the order of their days and gives the stage as it stands at the end. */
export async function play(options: PlayOptions): Promise<Stage> {
  const stage = await setStage(options);
  await options.db.pool.query('analyze');
  const scenes = options.scenes(stage).toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
  let done = 0;
  const runAll = async (lane: readonly Scene[]): Promise<void> => {
    for (const { run } of lane) {
      await run(stage);
      done += 1;
      options.onProgress?.(done, scenes.length);
      await renewPlans(options.db);
    }
  };
  for (const together of intoRuns(scenes)) {
    await Promise.all(together.map(runAll));
  }
  return stage;
}

/**
 * Has the tables looked at that have grown to three times their size: plans kept from when a table
 * was empty would read all of it for each row, now that it is full.
 */
async function renewPlans({ pool }: Database): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r'
       and pg_relation_size(oid) > 8192 * greatest(4, 3 * relpages)`,
  );
  if (rows.length > 0) await pool.query(`analyze ${rows.map(({ name }) => name).join(', ')}`);
}

/** How many lanes go on at once: while one waits for the database, the other reckons. */
const lanesAtOnce = 2;

/** Scenes between two that wait for all, dealt out so that each lane keeps its order. */
function intoRuns(scenes: readonly Scene[]): Scene[][][] {
  const runs: Scene[][][] = [];
  let open: Scene[][] | undefined;
  for (const scene of scenes) {
    if (scene.lane === undefined) {
      runs.push([[scene]]);
      open = undefined;
      continue;
    }
    if (!open) runs.push((open = Array.from({ length: lanesAtOnce }, () => [])));
    open[scene.lane % lanesAtOnce]?.push(scene);
  }
  return runs;
}

async function setStage(options: PlayOptions): Promise<Stage> {
  const { db, vault, dataFolder, programme, passwordHash, scale = 1 } = options;
  const { data, divisions, divisionsHistory: history } = programme;
  const { code: districtCode, name } = data.programme.district;
  const places = derivePlaces({
    districtCode,
    districtName: name.zh,
    divisions,
    history,
    local: data.localPlaces,
  });
  const names = new Map(places.map((place) => [place.key, place.name]));
  const annex = makeAnnex(places, scale);
  const townKeys = [...new Set(annex.map(({ town }) => town))].toSorted();
  const towns = townKeys.map((key) => ({ key, name: names.get(key) ?? key }));
  const context = { db, clock: openingClock, actor: systemActor(districtCode) };
  const staff = await withForetoldIds(randomOf('staff'), () =>
    makeStaff(context, towns, passwordHash),
  );
  const households = planHouseholds(annex, names).map((planned): Played => ({
    planned,
    householdId: '',
    caseId: '',
    day: undefined,
    isOn: true,
    isBad: false,
    isAccepted: false,
    isPublished: false,
    isCleared: false,
  }));
  const cohorts = demoYears.flatMap((year) =>
    towns.map((town, at) => ({
      lane: at,
      town,
      number: String(at + 1).padStart(2, '0'),
      year,
      households: households.filter(
        ({ planned: { target } }) => target.town === town.key && target.year === year,
      ),
    })),
  );
  const refusals = new Map<string, number>();
  const act = actor(db, refusals);
  const addPapers = await openPapers(dataFolder, act);
  return { db, districtCode, vault, programme, annex, staff, cohorts, refusals, act, addPapers };
}

const openingClock = (): Date => instantOn(opening);

/** The afternoon of a business day in China, when what was done on it is put on record. */
const instantOn = (day: Day): Date => new Date(`${day}T18:00:00+08:00`);

function actor(db: Database, refusals: Map<string, number>): Act {
  return async (who, action, inputs, { key, days }) => {
    const results = inputs.map(() => undefined) as Array<never | undefined>;
    if (inputs.length === 0) return results;
    const last = typeof days === 'string' ? days : latestOf(days);
    const clock = () => instantOn(last);
    const context = { db, clock, actor: who };
    const options = { key: `demo-${key}`, occurredOn: days, refused: 'collect' } as const;
    const { accepted, refused } = await withForetoldIds(randomOf('ids', key), () =>
      performMany(context, action, inputs, options),
    );
    for (const { index, result } of accepted) results[index] = result as never;
    for (const { refusal } of refused) {
      const what = `${action.name} ${refusal.code}`;
      refusals.set(what, (refusals.get(what) ?? 0) + 1);
    }
    return results;
  };
}

function latestOf(days: readonly Day[]): Day {
  return days.reduce((a, b) => (a > b ? a : b), opening);
}
