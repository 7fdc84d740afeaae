// The drawn line is the exact rule: it goes through every amount the calculator gives.

import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFolder } from '../../../src/programmes/read-folder.ts';
import { evaluateBenefit } from '../../../src/rules/benefit/evaluate.ts';
import { getProgramme } from '../../../src/rules/load.ts';
import { axisEnd, householdLine, studyCost } from './benefit-line.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'programmes', 'litong-2022');
const { data } = getProgramme(readFolder(folder));
const line = householdLine(data, {}, {}, 1_000_000);

function lineAt(costFen: number): number | undefined {
  const point = line?.points.find((it) => it.at === costFen);
  if (point) return point.value;
  const part = line?.parts.find((it) => it.from < costFen && costFen < it.to);
  if (!part) return undefined;
  const share = (costFen - part.from) / (part.to - part.from);
  return part.atFrom + share * (part.atTo - part.atFrom);
}

test('an input that is refused gives no line instead of an error', () => {
  expect(studyCost(data, { heatedAreaM2: -1 }, {})).toBeUndefined();
});

test('O145: the line falls from 1,200 to 700 yuan at exactly 6,000', () => {
  const before = line?.parts.find((part) => part.to === 600000);
  expect(before?.atTo).toBe(120000);
  expect(lineAt(600000)).toBe(70000);
});

test('the line and the calculator agree to the rounding of a fen at every cost', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999 }), (costFen) => {
      const { householdFen } = evaluateBenefit(data, { costFen });
      expect(Math.abs((lineAt(costFen) ?? NaN) - (householdFen ?? NaN))).toBeLessThanOrEqual(0.5);
    }),
  );
});

test('the study names the jump and the perverse stretch 6,000 to 6,500', () => {
  const study = studyCost(data, {}, {});
  expect(study?.jumps.map((jump) => jump.at)).toEqual([600000]);
  expect(study?.perverse.map(({ from, to }) => [from, to])).toEqual([[600000, 650000]]);
});

test('the axis does not grow while the dot is dragged to its end', () => {
  if (!line) throw new Error('no line');
  const end = axisEnd(line, 0);
  expect(axisEnd(line, end)).toBe(end);
});
