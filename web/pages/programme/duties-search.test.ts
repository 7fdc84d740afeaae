// Duties and obligations of the real Litong notice: none is lost, kinds and words narrow them.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFolder } from '../../../src/programmes/read-folder.ts';
import { getProgramme } from '../../../src/rules/load.ts';
import { filterDuties, OBLIGATION_KINDS, restOf } from './duties-search.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'programmes', 'litong-2022');
const { data } = getProgramme(readFolder(folder));

function shown(filter: Parameters<typeof filterDuties>[1]): Set<string> {
  const byUnit = filterDuties(data, filter).flatMap((unit) =>
    unit.duties.flatMap((duty) => duty.obligations.map((it) => it.id)),
  );
  return new Set([...byUnit, ...restOf(data, filter).map((it) => it.id)]);
}

test('without a filter every one of the 187 obligations is shown', () => {
  expect(shown({ kind: undefined, search: '' }).size).toBe(187);
});

test('the four kinds part the obligations without overlap', () => {
  const sizes = OBLIGATION_KINDS.map((kind) => shown({ kind, search: '' }).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(187);
});

test('every word sought must be there; nonsense finds nothing', () => {
  expect(shown({ kind: undefined, search: 'O144' })).toContain('O144');
  expect(shown({ kind: undefined, search: '没有这回事' }).size).toBe(0);
  for (const unit of filterDuties(data, { kind: undefined, search: '财政 拨付' })) {
    expect(unit.duties.length).toBeGreaterThan(0);
  }
});
