// How fast households are worked out and jumps are found. The limit for households is writing the
// same answers, explanation included, as JSON without working anything out.

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
  const answers = costs.map((costFen) => evaluateWith(rules, { costFen }));
  const value = perSecond(() => costs.map((costFen) => evaluateWith(rules, { costFen })));
  const limitValue = perSecond(() => answers.map((answer) => JSON.stringify(answer)));
  return [
    {
      name: 'households worked out with explanation',
      value,
      unit: 'a second',
      limitName: 'writing the answers as JSON',
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
