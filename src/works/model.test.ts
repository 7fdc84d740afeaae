// Serial numbers as compared, and what programmes ask of an installation.

import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';
import { documentKinds } from '../documents/model.ts';
import { layerOrder, nextLayer, normaliseSerial } from './model.ts';
import { installRulesOf, selfCheckRulesOf } from './rules.ts';

const programme = (name: string) =>
  getProgramme(readFolder(join(import.meta.dirname, '../../programmes', name))).data;
const litong = programme('litong-2022');

test.each([
  ['ＡＢ１２', 'AB12'],
  ['ab 12', 'AB12'],
  [' a\u3000b\t1\u200b2 ', 'AB12'],
  ['AB-12', 'AB-12'],
])('the serial number %j is compared as %s', (written, normal) => {
  expect(normaliseSerial(written)).toBe(normal);
});

test('a normalised serial number stays what it is, whatever was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (written) => {
      const normal = normaliseSerial(written);
      expect(normaliseSerial(normal)).toBe(normal);
      expect(normaliseSerial(` ${written}　`)).toBe(normal);
    }),
  );
});

test('layers come in the order of the notice and end', () => {
  expect(layerOrder.map((_, at) => nextLayer(at))).toEqual(layerOrder);
  expect(nextLayer(layerOrder.length)).toBeUndefined();
});

test('Litong asks for three devices with heat-pump heaters (O107) and six with the sun (O112)', () => {
  const heater = installRulesOf(litong, 'heating', 'air-heater');
  expect(heater.components.map(({ id }) => id)).toEqual([
    'fan-unit',
    'direct-heater',
    'electric-kang',
  ]);
  expect(heater).toMatchObject({ clause: '八(一)1', warmDeciC: 140, hoursRunMin: 24 });
  expect(heater.unserialled).not.toContain('electric-kang');
  expect(installRulesOf(litong, 'heating', 'solar-hybrid').components).toHaveLength(6);
});

test('Litong asks a gas boiler for more than 15 kW (O111) and nothing else for that', () => {
  const boiler = installRulesOf(litong, 'heating', 'gas-boiler');
  expect(boiler).toMatchObject({ heatAboveKw: 15, clause: '八(一)4' });
  expect(boiler.components.map(({ id }) => id)).toEqual(['gas-boiler']);
  expect(installRulesOf(litong, 'heating', 'air-water').heatAboveKw).toBeNull();
});

test('how warm is warm follows the option in force for D19', () => {
  const warmAt = (option: string) =>
    installRulesOf(litong, 'heating', 'air-heater', { D19: option }).warmDeciC;
  expect([warmAt('room-14'), warmAt('room-16'), warmAt('room-18')]).toEqual([140, 160, 180]);
  expect(installRulesOf(litong, 'insulation', null).warmDeciC).toBeNull();
});

test('the self-check covers the conditions of the method: low temperature (O108), no coal (O115)', () => {
  const items = (method: string) =>
    selfCheckRulesOf(litong, 'heating', method).items.map(({ id }) => id);
  expect(items('air-water')).toContain('low-temperature');
  expect(items('biomass')).toContain('no-coal');
  expect(items('gas-boiler')).toContain('gas-tightness');
  expect(items('air-heater')).not.toContain('gas-tightness');
  const walls = selfCheckRulesOf(litong, 'insulation', null).items.map(({ id }) => id);
  expect(walls).toEqual(['layers-complete', 'mesh-covered']);
});

test('every photo a programme asks for is a kind of document', () => {
  const { photos } = litong.acceptance;
  const asked = [...(photos?.heating ?? []), ...(photos?.insulation ?? [])];
  expect(asked.length).toBeGreaterThan(0);
  for (const kind of asked) expect(Object.keys(documentKinds)).toContain(kind);
});

test('another county asks for what its notice says: two units each, and no photos', () => {
  const beishan = programme('beishan-2023');
  const [method = ''] = beishan.methods.methods
    .filter(({ limits }) => limits.some(({ id }) => id === 'count'))
    .map(({ id }) => id);
  const rules = installRulesOf(beishan, 'heating', method);
  expect(rules).toMatchObject({ devicesMin: 2, photos: [], warmDeciC: null, hoursRunMin: 0 });
});

test('a district without a programme asks for the device of the method and no more', () => {
  const rules = installRulesOf(undefined, 'heating', 'air-heater');
  expect(rules.components.map(({ id }) => id)).toEqual(['air-heater']);
  expect(selfCheckRulesOf(undefined, 'heating', 'air-heater').items).toEqual([]);
});
