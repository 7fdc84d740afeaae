// Annex 1 of the demo district: how many households each village group converts, in which year and
// project. The notice prints some sums and no annex; the rest is invented, and adds up to the sums.

import type { PlaceDraft } from '../places/editions.ts';
import { randomOf, sharesOf, shuffled, wholeOf } from './random.ts';

/** The programme the district of the demonstration runs. */
export const demoProgrammeId = 'litong-2022';

/** Households of each year (notice 三). */
const householdsByYear = { 2021: 3000, 2022: 13_600, 2023: 11_900 } as const;
export const demoYears = [2021, 2022, 2023] as const;
export type DemoYear = (typeof demoYears)[number];

export const demoProjects = ['dual-replacement', 'near-town-houses', 'waste-heat'] as const;
export type DemoProject = (typeof demoProjects)[number];

type Share = { readonly town: string; readonly households: number; readonly kind: PlaceKind };
type PlaceKind = 'villages' | 'estates' | readonly string[];

/** Where each project is. Of near-town-houses the notice prints all (五B), of the others the sum. */
const shares: Readonly<Record<DemoProject, readonly Share[]>> = {
  'dual-replacement': [
    { town: '640302101', households: 3900, kind: 'villages' },
    { town: '640302103', households: 4600, kind: 'villages' },
    { town: '640302102', households: 2700, kind: 'villages' },
    { town: '640302202', households: 2900, kind: 'villages' },
    { town: '640302100', households: 2000, kind: 'villages' },
    { town: '640302L01', households: 600, kind: ['640302L01'] },
  ],
  'near-town-houses': [
    { town: '640302100', households: 600, kind: ['640302100210', '640302100203', '640302100L01'] },
    { town: '640302105', households: 500, kind: ['640302105210', '640302105209', '640302105L01'] },
    {
      town: '640302104',
      households: 700,
      kind: ['640302104207', '640302104206', '640302104204', '640302104202', '640302104203'],
    },
    { town: '640302200', households: 1000, kind: ['640302200209', '640302200208'] },
    { town: '640302203', households: 1000, kind: 'villages' },
    { town: '640302201', households: 500, kind: 'villages' },
  ],
  'waste-heat': [
    { town: '640302100', households: 1200, kind: 'estates' },
    { town: '640302105', households: 1800, kind: 'estates' },
    { town: '640302104', households: 1300, kind: 'estates' },
    { town: '640302200', households: 1200, kind: 'villages' },
    { town: '640302201', households: 1100, kind: 'estates' },
    { town: '640302203', households: 900, kind: 'villages' },
  ],
};

const groupSize = { from: 28, to: 56 };

/** Households of one village group that are converted together. */
export type GroupTarget = {
  readonly town: string;
  readonly village: string;
  readonly group: string;
  readonly project: DemoProject;
  readonly year: DemoYear;
  readonly households: number;
};

/** The annex, shrunk to one household in `scale`; at 1 it has the notice's own sums. */
export function makeAnnex(places: readonly PlaceDraft[], scale = 1): GroupTarget[] {
  const groups = demoProjects.flatMap((project) =>
    shares[project].flatMap((share) => groupsOf(project, share, places, scale)),
  );
  const ordered = shuffled(randomOf('annex'), groups);
  const sums = sharesOf(
    ordered.reduce((sum, { households }) => sum + households, 0),
    demoYears.map((year) => householdsByYear[year]),
  );
  return numbered(intoYears(ordered, sums));
}

type Unplanned = Omit<GroupTarget, 'year' | 'group'>;

function groupsOf(
  project: DemoProject,
  { town, households, kind }: Share,
  places: readonly PlaceDraft[],
  scale: number,
): Unplanned[] {
  const villages = villagesOf(town, kind, places);
  const random = randomOf('villages', project, town);
  const weights = villages.map(() => 0.6 + random());
  const parts = sharesOf(Math.max(1, Math.round(households / scale)), weights);
  return villages.flatMap((village, at) => {
    const groups: Unplanned[] = [];
    for (let left = parts[at] ?? 0; left > 0;) {
      const size = Math.min(left, wholeOf(random, groupSize.from, groupSize.to));
      groups.push({ town, village, project, households: size });
      left -= size;
    }
    return groups;
  });
}

/** Communities have codes below 200, local places a letter. */
const estateKey = /(?:L\d|0\d)\d$/;

/** Standing places of the kind: those of villages have a code from 200, estates are below it. */
function villagesOf(town: string, kind: PlaceKind, places: readonly PlaceDraft[]): string[] {
  const keys = places
    .filter(({ validTo, level }) => validTo === null && level !== 'town' && level !== 'county')
    .map(({ key }) => key);
  if (typeof kind !== 'string') return kind.filter((key) => keys.includes(key));
  const inTown = keys.filter((key) => key.startsWith(town) && key.length === town.length + 3);
  const wanted = inTown.filter((key) => estateKey.test(key) === (kind === 'estates'));
  return wanted.length > 0 ? wanted : inTown;
}

/** Fills one year after the other; a group at the border of two years is divided. */
function intoYears(groups: readonly Unplanned[], sums: readonly number[]) {
  const planned: Array<Omit<GroupTarget, 'group'>> = [];
  let at = 0;
  let room = sums[0] ?? 0;
  for (const group of groups) {
    for (let left = group.households; left > 0;) {
      if (room === 0) room = sums[(at += 1)] ?? left;
      const households = Math.min(left, room);
      planned.push({ ...group, year: demoYears[at] ?? 2023, households });
      left -= households;
      room -= households;
    }
  }
  return planned;
}

/** Names the groups of each village 1组, 2组 … in the order of their years. */
function numbered(planned: ReadonlyArray<Omit<GroupTarget, 'group'>>): GroupTarget[] {
  const counts = new Map<string, number>();
  return planned
    .toSorted((a, b) => compare(a.village, b.village) || a.year - b.year)
    .map((target) => {
      const count = (counts.get(target.village) ?? 0) + 1;
      counts.set(target.village, count);
      return { ...target, group: `${count}组` };
    });
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
