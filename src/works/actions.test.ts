// The actions on the works of a house, each refused first for what stands in its way. Run on a real
// database.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { aPerson } from '../../test/helpers/ledger.ts';
import { refusalOf } from '../../test/helpers/notes.ts';
import { perform, performMany } from '../actions/perform.ts';
import { commissionAgain, settleOldStove } from './actions.ts';
import { installCase } from './install-action.ts';
import { checkWindows, proveLayer } from './insulation-actions.ts';
import { layerOrder } from './model.ts';
import { aSerial, clerk, heaterRules, office, wallRules, worksOn } from './works.testing.ts';

const db = await testDatabase();
const works = await worksOn(db);
const { act, as, contracted, installation, photo, builder, journalOf, wallPhotos } = works;
const noPhotos: string[] = [];
const stranger = { ...aPerson('enterprise', null, 'stranger'), organisationId: randomUUID() };

const bearing = (serialNumber: string) => ({
  devices: [
    { kind: 'fan-unit', brand: '牌', model: '型', serialNumber },
    { kind: 'electric-kang', brand: '牌', model: '型' },
  ],
});

const stateOf = async (caseId: string) => {
  const { rows } = await db.pool.query<{ state: string; version: number }>(
    'select state, version from cases where case_id = $1',
    [caseId],
  );
  return rows[0];
};
const devicesOf = async (caseId: string) => {
  const { rows } = await db.pool.query<Record<string, unknown>>(
    `select device_id, kind, serial_number, serial_written, state, version, replaces from devices
     where case_id = $1 order by device_id`,
    [caseId],
  );
  return rows;
};

test('case.install refuses another enterprise, the office and another town', async () => {
  const { caseId } = await contracted();
  const input = installation(caseId);
  await refusalOf(act(stranger, installCase, input), 'enterprise.not-yours');
  await refusalOf(act(office, installCase, input), 'action.not-allowed');
  const far = aPerson('townClerk', '640399101');
  await refusalOf(act(far, installCase, input), 'action.not-here');
  expect(await stateOf(caseId)).toMatchObject({ state: 'contracted' });
});

test('case.install waits for a signed contract and an approved design (六(二), 十一(三))', async () => {
  const { caseId } = await contracted('heating', null);
  const refusal = await refusalOf(
    act(builder, installCase, installation(caseId)),
    'works.no-design',
  );
  expect(refusal.clause).toBe('六(二)');
  const other = await contracted();
  await db.pool.query('delete from works_contract_cases where case_id = $1', [other.caseId]);
  const without = await refusalOf(
    act(builder, installCase, installation(other.caseId)),
    'works.no-contract',
  );
  expect(without.clause).toBe('十一(三)');
});

test('case.install refuses an approved case that has no contract: its state comes first', async () => {
  const { caseId } = await works.register();
  const refusal = await refusalOf(
    act(clerk, installCase, installation(caseId)),
    'action.wrong-state',
  );
  expect(refusal.details).toMatchObject({ state: 'registered', from: ['contracted'] });
});

test('case.install refuses devices that are not whole, not of the method or without number (O107)', async () => {
  const { caseId } = await contracted();
  const [fan, kang] = installation(caseId).devices ?? [];
  const plate = { brand: '牌', model: '型' };
  const refused = (devices: readonly unknown[], code: Parameters<typeof refusalOf>[1]) =>
    refusalOf(act(builder, installCase, installation(caseId, { devices } as never)), code);
  const missing = await refused([kang], 'works.devices-missing');
  expect(missing.text.zh).toContain('热风机1台');
  expect(missing.clause).toBe('八(一)1');
  await refused([fan, kang, { kind: 'gas-boiler', ...plate }], 'works.kind-unknown');
  await refused([{ kind: 'fan-unit', ...plate }, kang], 'works.serial-missing');
  await refused(
    [fan, kang, { kind: 'other', ...plate, serialNumber: fan?.serialNumber?.toLowerCase() }],
    'works.serial-twice',
  );
  await refused([{ ...fan, serialNumber: '\u200b' }, kang], 'action.bad-input');
});

test('case.install refuses a boiler of exactly 15 kW and takes one above (O111, 大于 is strict)', async () => {
  const { caseId } = await contracted();
  const rules = { ...heaterRules, heatAboveKw: 15, clause: '八(一)4' };
  const [fan, kang] = installation(caseId).devices ?? [];
  const withHeat = (ratedHeatKw?: number) =>
    installation(caseId, {
      rules,
      devices: [{ ...fan, ...(ratedHeatKw && { ratedHeatKw }) }, kang] as never,
    });
  await refusalOf(act(builder, installCase, withHeat()), 'works.heat-power-missing');
  const low = await refusalOf(act(builder, installCase, withHeat(15)), 'works.heat-power-low');
  expect(low.clause).toBe('八(一)4');
  await act(builder, installCase, withHeat(15.01));
});

test('case.install refuses a commissioning that is missing, too short or on the wrong day (O175)', async () => {
  const { caseId } = await contracted();
  const good = installation(caseId).commissioning;
  const refused = (more: object, code: Parameters<typeof refusalOf>[1]) =>
    refusalOf(act(builder, installCase, installation(caseId, more)), code);
  await refused({ commissioning: null }, 'works.commissioning-missing');
  await refused({ oldStove: null }, 'works.commissioning-missing');
  await refused({ commissioning: { ...good, hoursRun: 23 } }, 'works.commissioning-short');
  await refused({ commissioning: { ...good, startedOn: '2022-09-14' } }, 'works.commissioning-day');
  await refused({ commissioning: { ...good, startedOn: '2022-09-16' } }, 'works.commissioning-day');
  await refused({ commissioning: { ...good, roomDeciC: 18.5 } }, 'action.bad-input');
});

test('case.install keeps the old stove until the new heating heats (O013, 二2)', async () => {
  const { caseId } = await contracted();
  const cold = { ...installation(caseId).commissioning, roomDeciC: 139 } as never;
  for (const fate of ['removed', 'sealed', 'recycled'] as const) {
    const input = installation(caseId, { commissioning: cold, oldStove: { fate } });
    const refusal = await refusalOf(act(builder, installCase, input), 'works.old-stove-first');
    expect(refusal.clause).toBe('二2');
  }
  const kept = { commissioning: cold, oldStove: { fate: 'kept-as-backup' } } as const;
  await act(builder, installCase, installation(caseId, kept));
  expect(await stateOf(caseId)).toMatchObject({ state: 'installed' });
  const late = { caseId, fate: 'removed', photos: noPhotos } as const;
  await refusalOf(act(builder, settleOldStove, late), 'works.old-stove-first');
});

test('case.install refuses a recycled stove without its receipt (O015)', async () => {
  const { caseId, householdId } = await contracted();
  const recycled = installation(caseId, { oldStove: { fate: 'recycled' } });
  await refusalOf(act(builder, installCase, recycled), 'works.receipt-missing');
  const documentId = await photo('stove-recycling', { householdId, caseId });
  const oldStove = { fate: 'recycled', documentId } as const;
  await act(builder, installCase, installation(caseId, { oldStove }));
  expect(await stateOf(caseId)).toMatchObject({ state: 'installed' });
});

test('case.install names the photos that are missing and refuses those of another house', async () => {
  const { caseId } = await contracted();
  const other = await contracted();
  const photos = works.photos.slice(0, 1);
  const missing = await refusalOf(
    act(builder, installCase, installation(caseId, { photos })),
    'works.photos-missing',
  );
  expect(missing.text.zh).toContain('室温计照片');
  const { householdId } = other;
  const foreign = [...works.photos, await photo('photo-house', { householdId })];
  await refusalOf(
    act(builder, installCase, installation(caseId, { photos: foreign })),
    'document.unknown',
  );
  const unknown = installation(caseId, { photos: [...works.photos, randomUUID()] });
  await refusalOf(act(builder, installCase, unknown), 'document.unknown');
});

test('case.install refuses rules that are not those of the case’s method', async () => {
  const { caseId } = await contracted();
  const rules = { ...heaterRules, method: 'gas-boiler' };
  await refusalOf(
    act(builder, installCase, installation(caseId, { rules })),
    'works.rules-outdated',
  );
  expect(await stateOf(caseId)).toMatchObject({ state: 'contracted' });
});

test('case.install records devices, journals once, and repeats with the same key', async () => {
  const { caseId } = await contracted();
  const input = installation(caseId);
  const before = await stateOf(caseId);
  const key = randomUUID();
  const first = await perform(as(builder), installCase, input, { key });
  expect(await stateOf(caseId)).toEqual({
    state: 'installed',
    version: (before?.version ?? 0) + 1,
  });
  const devices = await devicesOf(caseId);
  expect(devices.map(({ kind, state, version }) => [kind, state, version])).toEqual([
    ['fan-unit', 'live', 1],
    ['electric-kang', 'live', 1],
  ]);
  expect(first.result.deviceIds).toEqual(devices.map(({ device_id: id }) => id));
  const entries = (await journalOf('case', caseId)).filter(
    ({ action }) => action === 'case.install',
  );
  expect(entries).toHaveLength(1);
  expect(entries[0]?.input).toMatchObject({
    rules: { components: ['fan-unit', 'electric-kang'], warmDeciC: 140 },
  });
  const again = await perform(as(builder), installCase, input, { key });
  expect(again).toEqual({ ...first, isRepeat: true });
  const changed = { ...input, oldStove: { fate: 'sealed' } } as const;
  await refusalOf(perform(as(builder), installCase, changed, { key }), 'action.key-reused');
  await refusalOf(act(builder, installCase, installation(caseId)), 'action.wrong-state');
});

test('a serial number stands in one house of the district: both writings and the house are named', async () => {
  const first = await contracted();
  const second = await contracted();
  const serialNumber = 'ＲＦ 2022-abc 7';
  await act(builder, installCase, installation(first.caseId, bearing(serialNumber)));
  const twin = installation(second.caseId, bearing('rf2022-ABC7'));
  const refusal = await refusalOf(act(builder, installCase, twin), 'works.serial-taken');
  expect(refusal.text.zh).toBe(
    '序列号“rf2022-ABC7”已登记在河湾村赵*家（登记为“ＲＦ 2022-abc 7”）。',
  );
  const [row] = await devicesOf(first.caseId);
  expect(row?.['serial_number']).toBe('RF2022-ABC7');
});

test('of two houses of one request that name the same device only the first gets it', async () => {
  const houses = [await contracted(), await contracted()];
  const serialNumber = aSerial();
  const inputs = houses.map(({ caseId }) => installation(caseId, bearing(serialNumber)));
  const options = { key: randomUUID(), refused: 'collect' } as const;
  const outcome = await performMany(as(builder), installCase, inputs, options);
  expect(outcome.accepted.map(({ index }) => index)).toEqual([0]);
  expect(outcome.refused.map(({ index, refusal }) => [index, refusal.code])).toEqual([
    [1, 'works.serial-shared'],
  ]);
});

test('two houses installed at once with one device: one is told who has it', async () => {
  const houses = [await contracted(), await contracted()];
  const serialNumber = aSerial();
  const done = await Promise.allSettled(
    houses.map(({ caseId }) => {
      return act(builder, installCase, installation(caseId, bearing(serialNumber)));
    }),
  );
  expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const { rows } = await db.pool.query(
    `select 1 from devices where serial_number = $1 and state = 'live'`,
    [serialNumber],
  );
  expect(rows).toHaveLength(1);
});

test('case.check-windows and case.prove-layer are for insulation only', async () => {
  const { caseId } = await contracted();
  const windows = { caseId, finding: 'sound', photos: noPhotos } as const;
  await refusalOf(act(builder, checkWindows, windows), 'works.insulation-only');
  const layer = { caseId, layer: 'base', photos: wallPhotos } as const;
  await refusalOf(act(builder, proveLayer, layer), 'works.insulation-only');
  await refusalOf(act(stranger, proveLayer, layer), 'enterprise.not-yours');
  expect(await stateOf(caseId)).toMatchObject({ state: 'contracted' });
});

test('bad windows are replaced before walls are insulated (O141, 八(三)5)', async () => {
  const { caseId } = await contracted('insulation');
  const base = { caseId, layer: 'base', photos: wallPhotos } as const;
  const unknown = await refusalOf(act(builder, proveLayer, base), 'works.windows-unknown');
  expect(unknown.clause).toBe('八(三)5');
  await act(builder, checkWindows, { caseId, finding: 'bad', photos: [] });
  await refusalOf(act(builder, proveLayer, base), 'works.windows-bad');
  await act(builder, checkWindows, { caseId, finding: 'replaced', photos: wallPhotos });
  await act(builder, proveLayer, base);
  await act(builder, proveLayer, { ...base, layer: 'board' });
  const late = { caseId, finding: 'bad', photos: noPhotos } as const;
  await refusalOf(act(builder, checkWindows, late), 'works.walls-begun');
});

test('each layer waits for the proof of the one below, in order (O131, 八(三)3)', async () => {
  const { caseId } = await contracted('insulation');
  await act(builder, checkWindows, { caseId, finding: 'sound', photos: [] });
  const prove = (layer: (typeof layerOrder)[number], photos = wallPhotos) =>
    act(builder, proveLayer, { caseId, layer, photos });
  const bare = installation(caseId, {
    devices: [],
    commissioning: null,
    oldStove: null,
    photos: wallPhotos,
    rules: wallRules,
  });
  for (const [at, layer] of layerOrder.entries()) {
    const early = await refusalOf(act(builder, installCase, bare), 'works.layer-missing');
    expect(early.clause).toBe('八(三)3');
    const next = layerOrder[at + 1];
    if (next) await refusalOf(prove(next), 'works.layer-missing');
    await refusalOf(prove(layer, []), 'works.layer-unproven');
    await prove(layer);
    await refusalOf(prove(layer), 'works.layer-proven');
  }
  const heated = { ...bare, devices: installation(caseId).devices };
  await refusalOf(act(builder, installCase, heated), 'works.not-for-insulation');
  await refusalOf(
    act(builder, installCase, { ...bare, photos: works.photos }),
    'works.photos-missing',
  );
  await act(builder, installCase, bare);
  expect(await stateOf(caseId)).toMatchObject({ state: 'installed' });
});

test('a cold house is put right, measured again, and only then loses its stove (O013)', async () => {
  const { caseId } = await contracted();
  const whole = installation(caseId);
  const run = whole.commissioning ?? { startedOn: '2022-09-15' as never, hoursRun: 24 };
  const at = (roomDeciC: number, hoursRun = 24) =>
    ({ ...run, outdoorDeciC: -50, roomDeciC, hoursRun }) as const;
  const again = (roomDeciC: number, more: object = {}) => ({
    caseId,
    commissioning: at(roomDeciC),
    photos: noPhotos,
    rules: heaterRules,
    ...more,
  });
  await refusalOf(act(builder, commissionAgain, again(165)), 'action.wrong-state');
  const oldStove = { fate: 'kept-as-backup' } as const;
  await act(builder, installCase, { ...whole, commissioning: at(120), oldStove });
  const out = { caseId, fate: 'removed', photos: noPhotos } as const;
  await refusalOf(act(stranger, commissionAgain, again(165)), 'enterprise.not-yours');
  const short = again(165, { commissioning: at(165, 2) });
  await refusalOf(act(builder, commissionAgain, short), 'works.commissioning-short');
  const other = again(165, { rules: { ...heaterRules, method: 'gas-boiler' } });
  await refusalOf(act(builder, commissionAgain, other), 'works.rules-outdated');
  await act(builder, commissionAgain, again(139));
  await refusalOf(act(builder, settleOldStove, out), 'works.old-stove-first');
  await act(builder, commissionAgain, again(165));
  await act(builder, settleOldStove, out);
  expect(await stateOf(caseId)).toMatchObject({ state: 'installed' });
});

test('case.settle-old-stove records a stove once it may go, and only once', async () => {
  const { caseId } = await contracted();
  const settle = { caseId, fate: 'sealed', photos: noPhotos } as const;
  await refusalOf(act(builder, settleOldStove, settle), 'action.wrong-state');
  await act(builder, installCase, installation(caseId, { oldStove: { fate: 'kept-as-backup' } }));
  await refusalOf(act(stranger, settleOldStove, settle), 'enterprise.not-yours');
  await act(builder, settleOldStove, settle);
  const again = await refusalOf(act(builder, settleOldStove, settle), 'works.stove-out');
  expect(again.text.zh).toBe('旧炉已登记为已封存。');
  const walls = await contracted('insulation');
  await db.pool.query(`update cases set state = 'installed' where case_id = $1`, [walls.caseId]);
  const wrong = { ...settle, caseId: walls.caseId };
  await refusalOf(act(builder, settleOldStove, wrong), 'case.heating-only');
});
