// Who lives in the demo district and what becomes of each household: decided before anything is
// written, from chance alone. What is written stands in play.ts and the steps.

import type { NewHousehold } from '../contracts/households.ts';
import type { GroupTarget } from './annex.ts';
import { cardOf, idNumberOf, nameOf, phoneOf } from './identities.ts';
import { pickOf, randomOf, weighedOf, wholeOf } from './random.ts';
import type { Random } from './random.ts';

/** A household of the demonstration with its one heating case. */
export type Planned = {
  readonly index: number;
  readonly target: GroupTarget;
  readonly method: string;
  /** Takes another method than its group, with the town's leave. */
  readonly isException: boolean;
  readonly equipmentFen: number;
  readonly constructionFen: number;
  readonly household: NewHousehold;
};

/** Methods by project: as far as the pipes reach waste heat, beyond them electricity and gas. */
const methodWeights = {
  'dual-replacement': {
    'air-heater': 46,
    'air-water': 19,
    'electric-storage': 12,
    'gas-boiler': 18,
    'solar-hybrid': 3,
    biomass: 2,
  },
  'near-town-houses': { 'gas-boiler': 44, 'air-heater': 36, 'air-water': 20 },
  'waste-heat': { 'waste-heat': 1 },
} as const;

/** Equipment and construction in yuan, from and to. */
const costsYuan: Readonly<Record<string, readonly [number, number, number, number]>> = {
  'air-heater': [4300, 5600, 700, 1300],
  'air-water': [6200, 7600, 1100, 1700],
  'electric-storage': [4600, 6200, 700, 1200],
  'gas-boiler': [4100, 5300, 1300, 2300],
  'solar-hybrid': [6000, 7300, 1200, 1900],
  biomass: [3500, 4600, 600, 1100],
  'waste-heat': [2600, 3400, 1900, 2800],
};

const categoryWeights = {
  ordinary: 83,
  'living-allowance': 6,
  'out-of-poverty': 6,
  'extreme-poverty': 1,
  disabled: 3,
  monitored: 1,
} as const;
const structureWeights = { 'brick-concrete': 64, 'brick-timber': 28, adobe: 6, frame: 2 } as const;
const heatings = ['煤炉', '土炕', '煤炉和土炕', '土暖气'] as const;
const exceptionShare = 0.012;

/** The method a group decides for. */
export function groupMethodOf({ village, group, project }: GroupTarget): string {
  return weighedOf<string>(randomOf('method', village, group), methodWeights[project]);
}

/** All households of the annex, in its order. */
export function planHouseholds(
  annex: readonly GroupTarget[],
  villageNames: ReadonlyMap<string, string>,
): Planned[] {
  const planned: Planned[] = [];
  for (const target of annex) {
    const name = villageNames.get(target.village) ?? '';
    for (let at = 0; at < target.households; at++) {
      planned.push(planOne(planned.length, at + 1, target, name));
    }
  }
  return planned;
}

function planOne(index: number, house: number, target: GroupTarget, village: string): Planned {
  const random = randomOf('household', index);
  const decided = groupMethodOf(target);
  const isException = target.project !== 'waste-heat' && random() < exceptionShare;
  const method = isException ? otherThan(decided, random, target) : decided;
  const [equipmentFrom = 0, equipmentTo = 0, worksFrom = 0, worksTo = 0] = costsYuan[method] ?? [];
  const equipmentFen = wholeOf(random, equipmentFrom, equipmentTo) * 100;
  const constructionFen = wholeOf(random, worksFrom, worksTo) * 100;
  const household = householdOf(index, house, target, village, random, method);
  return { index, target, method, isException, equipmentFen, constructionFen, household };
}

function otherThan(decided: string, random: Random, { project }: GroupTarget): string {
  const { [decided]: _, ...others } = methodWeights[project] as Record<string, number>;
  return weighedOf(random, others);
}

function householdOf(
  index: number,
  house: number,
  target: GroupTarget,
  village: string,
  random: Random,
  method: string,
): NewHousehold {
  const { group, project, year } = target;
  const headName = nameOf(random);
  const isEstate = project === 'waste-heat';
  const heatedAreaM2 = wholeOf(random, 4800, 7400) / 100;
  return {
    villageKey: target.village,
    group,
    headName,
    people: wholeOf(random, 1, 6),
    category: weighedOf(random, categoryWeights),
    isResident: random() < 0.97,
    address: `${village}${group}${house}号`,
    houseKind: isEstate ? 'resettlement' : 'single-storey',
    structure: isEstate ? 'frame' : weighedOf(random, structureWeights),
    builtYear: wholeOf(random, 1985, isEstate ? 2020 : 2014),
    floorAreaM2: Math.round(heatedAreaM2 * wholeOf(random, 115, 170)) / 100,
    heatedAreaM2,
    priorHeating: pickOf(random, heatings) ?? null,
    coalKgPerYear: wholeOf(random, 16, 32) * 100,
    note: null,
    idNumber: idNumberOf(index),
    phone: phoneOf(index),
    account: { number: cardOf(index), holder: headName, kind: 'card' },
    findings: [],
    cases: [
      {
        works: 'heating',
        project,
        year,
        wishedMethod: method,
        equipmentFen: null,
        constructionFen: null,
        selfRaisedFen: null,
      },
    ],
  };
}
