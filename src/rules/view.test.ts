// The view is plain JSON, and moves with the decisions of the office.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from './load.ts';
import { toView } from './view.ts';

const folder = join(import.meta.dirname, '../../programmes/litong-2022');
const programme = getProgramme(readFolder(folder));

test('what is sent is what was made: nothing is lost in JSON but undefined', () => {
  const view = toView(programme);
  expect(JSON.parse(JSON.stringify(view))).toEqual(view);
  expect(view.figures.length).toBe(programme.figures.size);
});

test('another option moves the lines that ask the benefit rules, and the jumps', () => {
  const [asIs, other] = [
    toView(programme),
    toView(programme, { decide: { D01: 'eighty-percent' } }),
  ];
  const line = (view: typeof asIs) => view.report.lines.find(({ id }) => id === 'E6000');
  expect(line(asIs)?.computed.zh).toContain('5300.00');
  expect(line(other)?.computed.zh).toContain('4800.00');
  expect(asIs.jumps.jumps.map(({ at }) => at)).toContain(600_000);
  expect(other.jumps.jumps.map(({ at }) => at)).toContain(600_001);
});
