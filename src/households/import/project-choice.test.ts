// Which project a household belongs to: by the programme where it says, else a person is asked.

import { expect, test } from 'vitest';
import { readFolder } from '../../programmes/read-folder.ts';
import { getProgramme } from '../../rules/load.ts';
import { columnKeys } from '../../contracts/imports.ts';
import { COLUMNS } from './columns.ts';
import { projectChooser, type TargetRow, type Wanted } from './project-choice.ts';

const programme = getProgramme(readFolder('programmes/litong-2022'));

function choose(more: Partial<Wanted> = {}, targets: readonly TargetRow[] = []) {
  const wanted: Wanted = {
    works: 'heating',
    villageKey: '640302100210',
    villageName: '大庙桥村村委会',
    year: 2022,
    method: 'air-heater',
    ...more,
  };
  return projectChooser(programme, targets)(wanted);
}

test('a year in which nothing is built leaves it to a person', () => {
  expect(choose({ year: 2030 })).toHaveProperty('among');
});

test('the villages of Jinji that 五B names belong to the near towns, the others not (O052, O063)', () => {
  expect(choose()).toEqual({ project: 'near-town-houses' });
  expect(choose({ villageKey: '640302100203', villageName: '关渠村' })).toEqual({
    project: 'near-town-houses',
  });
  expect(choose({ villageKey: '640302100299', villageName: '别的村' })).toEqual({
    project: 'dual-replacement',
  });
});

test('a town under one project needs no asking; a part says more than its whole', () => {
  const gaozha = { villageKey: '640302102201', villageName: '高闸村' };
  expect(choose(gaozha)).toEqual({ project: 'dual-replacement' });
  const gucheng = { villageKey: '640302105210', villageName: '新华桥村' };
  expect(choose(gucheng)).toEqual({ project: 'near-town-houses' });
  expect(choose({ ...gaozha, works: 'insulation' })).toEqual({ project: 'envelope' });
});

test('a method that is a project of its own goes there', () => {
  expect(choose({ method: 'waste-heat' })).toEqual({ project: 'waste-heat' });
});

test('annex 1 decides where it names the village, or else its town', () => {
  const row = { year: 2022, project: 'dual-replacement' };
  expect(choose({}, [{ ...row, placeKey: '640302100210' }])).toEqual({
    project: 'dual-replacement',
  });
  expect(choose({}, [{ ...row, placeKey: '640302100' }])).toEqual({ project: 'dual-replacement' });
  expect(choose({}, [{ ...row, placeKey: '640302100', year: 2023 }])).toEqual({
    project: 'near-town-houses',
  });
});

test('headings can be told for every column of a ledger and for no other', () => {
  expect([...columnKeys]).toEqual(Object.keys(COLUMNS));
});
