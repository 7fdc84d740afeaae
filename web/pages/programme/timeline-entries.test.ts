// The time line of the real Litong notice as a list, and its overlaps in days (C3).

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFolder } from '../../../src/programmes/read-folder.ts';
import { getProgramme } from '../../../src/rules/load.ts';
import { entriesOf, overlapsOf } from './timeline-entries.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'programmes', 'litong-2022');
const { data, figures } = getProgramme(readFolder(folder));
const { phases } = data.timeline;

test('every entry lies at the address under which its days are figures', () => {
  for (const entry of entriesOf(phases)) {
    expect(figures.get(`${entry.address}.from`)?.written).toBe(entry.from);
    expect(figures.get(`${entry.address}.to`)?.written).toBe(entry.to);
  }
});

test('a phase without days of its own is left out of the list but not of the overlaps', () => {
  const acceptance = phases.find((phase) => phase.id === 'acceptance');
  expect(acceptance?.from).toBeUndefined();
  expect(entriesOf(phases).map((entry) => entry.address)).not.toContain('timeline.acceptance');
  expect(overlapsOf(phases).map(({ a, b, days }) => [a.id, b.id, days])).toEqual([
    ['preparation', 'implementation', 60],
    ['implementation', 'acceptance', 60],
  ]);
});
