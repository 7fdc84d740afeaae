// How fast households are worked out and jumps are found. The limit for households is the same
// notice written by hand as a few lines of integer arithmetic, without words or choice of rules.

import { readFolder } from '../src/programmes/read-folder.ts';
import { evaluateWith } from '../src/rules/benefit/evaluate.ts';
import { findJumps } from '../src/rules/benefit/jumps.ts';
import { readyRules } from '../src/rules/benefit/rules.ts';
import { getProgramme } from '../src/rules/load.ts';
import type { BenchRow } from './row.ts';

const HOUSEHOLDS = 28_500;
const ROUNDS = 20;

/** Households a second with the full explanation, and the time of a search for jumps. */
export async function run(): Promise<BenchRow[]> {
  const litong = getProgramme(readFolder('programmes/litong-2022'));
  const heyuan = getProgramme(readFolder('programmes/heyuan-2024'));
  const rules = readyRules(litong);
  const costs = Array.from({ length: HOUSEHOLDS }, (_, at) => 300_000 + ((at * 7919) % 700_000));
  const check = costs.map((costFen) => evaluateWith(rules, { costFen }).totalFen);
  if (costs.some((costFen, at) => byHand(costFen) !== check[at])) {
    throw new Error('the limit works out something else than the rules');
  }
  const value = perSecond(() => costs.map((costFen) => evaluateWith(rules, { costFen }).totalFen));
  const limitValue = perSecond(() => costs.map(byHand));
  return [
    {
      name: 'households worked out with explanation',
      value,
      unit: 'a second',
      limitName: 'the notice by hand, no words',
      limitValue,
      ratio: value / limitValue,
    },
    { name: 'jumps of Litong', value: medianMs(() => findJumps(litong)), unit: 'ms' },
    {
      name: 'jumps of a programme by area, method, need and year',
      value: medianMs(() => findJumps(heyuan)),
      unit: 'ms',
    },
  ];
}

/** Chapter 九 of Litong in integers: 80 % below 6,000 yuan, else 5,300. */
function byHand(costFen: number): number {
  return costFen < 600_000 ? Math.floor((costFen * 8 + 5) / 10) : 530_000;
}

function perSecond(work: () => unknown): number {
  return (HOUSEHOLDS / medianMs(work, 5)) * 1_000;
}

function medianMs(work: () => unknown, rounds = ROUNDS): number {
  const times = Array.from({ length: rounds }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
}
