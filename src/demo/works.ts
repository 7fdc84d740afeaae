// Scenes of the demo district: houses get their new heating, which is run, measured and checked by
// who built it. Two towns are late in the last year, and some houses wait for a suspended builder.

import { addDays } from '../core/day.ts';
import { installCase } from '../works/install-action.ts';
import { selfCheck } from '../works/actions.ts';
import { installRulesOf, selfCheckRulesOf } from '../works/rules.ts';
import { builderOf } from './contracts.ts';
import { dayOf } from './identities.ts';
import type { Cohort, Played, Scene, Stage } from './stage.ts';
import { randomOf, weighedOf, wholeOf } from './random.ts';
import { dayAfter, note } from './survey.ts';

/** From which day houses are built in each year, and for how many days. */
const seasons = {
  2021: { from: '2021-09-10', days: 75 },
  2022: { from: '2022-06-10', days: 158 },
  2023: { from: '2023-05-10', days: 190 },
} as const;
const selfCheckDays = 4;
const stoveWeights = { removed: 68, sealed: 17, recycled: 5, 'kept-as-backup': 10 } as const;

/** Towns that are late in 2023, with the share of their houses not built by the end. */
const lateShares: Readonly<Record<string, number>> = { '640302103': 0.3, '640302203': 0.22 };
const waitingShare = 0.35;
const uncheckedShare = 0.02;
const suspendedBuilder = 5;

export function worksScenes({ cohorts }: Stage): Scene[] {
  return cohorts.flatMap((cohort) => {
    const { from, days } = seasons[cohort.year];
    const { lane } = cohort;
    return [
      {
        name: 'install',
        lane,
        on: addDays(dayOf(from), days),
        run: (stage: Stage) => install(stage, cohort),
      },
      {
        name: 'self-check',
        lane,
        on: addDays(dayOf(from), days + selfCheckDays),
        run: (stage: Stage) => check(stage, cohort),
      },
    ];
  });
}

/** Who is not built in their year: in late towns, and where the builder was suspended. */
function isWaiting(one: Played): boolean {
  const { target, index } = one.planned;
  if (target.year !== 2023) return false;
  const late = lateShares[target.town] ?? 0;
  const share = builderOf(one) === suspendedBuilder ? waitingShare : late;
  return randomOf('waiting', index)() < share;
}

const photoNames = {
  'photo-house': '人房照片',
  'photo-nameplate': '铭牌照片',
  'photo-thermometer': '室温计照片',
  'photo-old-stove': '旧炉照片',
  'stove-recycling': '旧炉回收凭证',
} as const;

/** One set of photos for each village: the demonstration has no picture of any house. */
async function photosOf(stage: Stage, cohort: Cohort) {
  const { staff, addPapers } = stage;
  const { households, year, town, number } = cohort;
  const villages = [...new Set(households.map(({ planned }) => planned.target.village))];
  const names = Object.entries(photoNames) as Array<[keyof typeof photoNames, string]>;
  const papers = villages.flatMap((placeKey) =>
    names.map(([kind, name]) => ({ kind, name, placeKey })),
  );
  const key = `photos-${year}-${town.key}`;
  const on = dayOf(seasons[year].from);
  const ids = await addPapers(staff.get(`clerk-${number}`), papers, key, on);
  const setOf = (at: number) => {
    const set = ids.slice(at * names.length, (at + 1) * names.length);
    return { photos: set.slice(0, -1), receipt: set.at(-1) ?? null };
  };
  return new Map(villages.map((village, at) => [village, setOf(at)]));
}

async function install(stage: Stage, cohort: Cohort): Promise<void> {
  const { act, staff, programme } = stage;
  const { households, year, town } = cohort;
  const { from, days: span } = seasons[year];
  const sets = await photosOf(stage, cohort);
  for (const one of households) if (one.isOn && isWaiting(one)) one.isOn = false;
  const on = households.filter(({ isOn }) => isOn);
  for (const [maker, built] of Map.groupBy(on, builderOf)) {
    const days = built.map(({ planned }) => dayAfter(dayOf(from), planned.index, 'install', span));
    const inputs = built.map((one, at) => {
      const day = days[at] ?? dayOf(from);
      const set = sets.get(one.planned.target.village) ?? { photos: [], receipt: null };
      const rules = installRulesOf(programme.data, 'heating', one.planned.method);
      return { ...installationOf(one, day), ...oldStoveOf(one, set), caseId: one.caseId, rules };
    });
    const key = `install-${year}-${town.key}-${maker}`;
    const who = staff.get(`enterprise-${maker + 1}`);
    note(built, await act(who, installCase, inputs, { key, days }), days);
  }
}

type Photos = { readonly photos: string[]; readonly receipt: string | null };

function oldStoveOf({ planned: { index, target } }: Played, { photos, receipt }: Photos) {
  const fate = weighedOf(randomOf('stove', index), stoveWeights);
  // Flats of an estate never had a stove.
  if (target.project === 'waste-heat') {
    return { photos, oldStove: { fate: 'none' as const, documentId: null } };
  }
  return { photos, oldStove: { fate, documentId: fate === 'recycled' ? receipt : null } };
}

const outdoorDeciCByMonth = [-60, -25, 45, 120, 180, 225, 240, 220, 170, 95, 15, -50];

function installationOf({ planned: { index, method } }: Played, day: ReturnType<typeof dayOf>) {
  const random = randomOf('installation', index);
  const serial = (part: number) => `DEMO-${String(index).padStart(5, '0')}-${part}`;
  const brand = '演示牌';
  const device = (kind: string, part: number, ratedHeatKw: number | null) => ({
    kind,
    brand,
    model: `${kind.toUpperCase()}-${wholeOf(random, 1, 4)}`,
    serialNumber: kind === 'pipes' || kind === 'emitters' ? null : serial(part),
    ratedHeatKw,
  });
  const kinds = devicesOf[method] ?? [method];
  const heatKw = method === 'gas-boiler' ? wholeOf(random, 18, 26) : wholeOf(random, 4, 9);
  const outdoor = outdoorDeciCByMonth[Number(day.slice(5, 7)) - 1] ?? 0;
  const outdoorDeciC = outdoor + wholeOf(random, -40, 40);
  return {
    devices: kinds.map((kind, at) => device(kind, at + 1, at === 0 ? heatKw : null)),
    commissioning: {
      startedOn: addDays(day, -1),
      // A warm day is warm indoors too.
      roomDeciC: Math.max(outdoorDeciC, wholeOf(random, 165, 215)),
      outdoorDeciC,
      supplyDeciC: method === 'air-heater' ? null : wholeOf(random, 380, 520),
      hoursRun: wholeOf(random, 24, 40),
    },
  };
}

/** The parts each method has, by their ids in the programme. */
const devicesOf: Readonly<Record<string, readonly string[]>> = {
  'air-heater': ['fan-unit', 'direct-heater', 'electric-kang'],
  'solar-hybrid': ['collector', 'auxiliary-heat', 'heat-store', 'pipes', 'emitters', 'control'],
};

async function check(stage: Stage, cohort: Cohort): Promise<void> {
  const { act, staff, programme } = stage;
  const { households, year, town } = cohort;
  const isUnchecked = ({ planned: { index } }: Played) =>
    year === 2023 && randomOf('self-check', index)() < uncheckedShare;
  for (const one of households) if (one.isOn && isUnchecked(one)) one.isOn = false;
  const on = households.filter(({ isOn }) => isOn);
  for (const [maker, built] of Map.groupBy(on, builderOf)) {
    const days = built.map(({ planned, day }) =>
      dayAfter(day ?? dayOf(seasons[year].from), planned.index, 'own-check', selfCheckDays),
    );
    const inputs = built.map(({ caseId, planned: { method } }, at) => {
      const rules = selfCheckRulesOf(programme.data, 'heating', method);
      const items = rules.items.map(({ id }) => ({ id, ok: true }));
      const checkedOn = days[at] ?? dayOf(seasons[year].from);
      return { caseId, items, checkedOn, person: '企业质检员（演示）', rules };
    });
    const key = `self-check-${year}-${town.key}-${maker}`;
    const who = staff.get(`enterprise-${maker + 1}`);
    note(built, await act(who, selfCheck, inputs, { key, days }), days);
  }
}
