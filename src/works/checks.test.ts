// The enterprise's own check and devices replaced under warranty, each refused first for what
// stands in its way. Run on a real database.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';
import { aPerson } from '../../test/helpers/ledger.ts';
import { refusalOf } from '../../test/helpers/notes.ts';
import { replaceDevice, selfCheck } from './actions.ts';
import { installCase } from './install-action.ts';
import { aSerial, clerk, worksOn } from './works.testing.ts';

const db = await testDatabase();
const { act, contracted, installation, builder, journalOf } = await worksOn(db);
const noPhotos: string[] = [];
const stranger = { ...aPerson('enterprise', null, 'stranger'), organisationId: randomUUID() };

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

const checkRules = {
  works: 'heating',
  method: 'air-heater',
  items: [
    { id: 'runs-warm', zh: '运行正常', en: 'It runs' },
    { id: 'leakage-breaker', zh: '漏电保护', en: 'Breaker' },
  ],
} as const;
const aCheck = (caseId: string, more: object = {}) => ({
  caseId,
  items: checkRules.items.map(({ id }) => ({ id, ok: true })),
  checkedOn: '2022-09-15' as never,
  person: '演示自检员',
  rules: { ...checkRules, items: [...checkRules.items] },
  ...more,
});

test('case.self-check refuses what is missing, what failed and a wrong day', async () => {
  const { caseId } = await contracted();
  await refusalOf(act(builder, selfCheck, aCheck(caseId)), 'action.wrong-state');
  await act(builder, installCase, installation(caseId));
  await refusalOf(act(stranger, selfCheck, aCheck(caseId)), 'enterprise.not-yours');
  const partly = aCheck(caseId, { items: [{ id: 'runs-warm', ok: true }] });
  const missing = await refusalOf(act(builder, selfCheck, partly), 'works.self-check-incomplete');
  expect(missing.text.zh).toContain('漏电保护');
  const items = aCheck(caseId).items.map((item, at) => ({ ...item, ok: at === 0 }));
  const failed = await refusalOf(
    act(builder, selfCheck, aCheck(caseId, { items })),
    'works.self-check-failed',
  );
  expect(failed.text.zh).toContain('漏电保护');
  const early = aCheck(caseId, { checkedOn: '2022-09-14' });
  await refusalOf(act(builder, selfCheck, early), 'works.self-check-day');
  const twice = aCheck(caseId, { items: [...aCheck(caseId).items, { id: 'runs-warm', ok: true }] });
  await refusalOf(act(builder, selfCheck, twice), 'action.bad-input');
});

test('case.self-check is made again after the house was put right', async () => {
  const { caseId } = await contracted();
  await act(builder, installCase, installation(caseId));
  await act(builder, selfCheck, aCheck(caseId));
  expect(await stateOf(caseId)).toMatchObject({ state: 'self-checked' });
  await db.pool.query(`update cases set state = 'rectifying' where case_id = $1`, [caseId]);
  await act(clerk, selfCheck, aCheck(caseId));
  expect(await stateOf(caseId)).toMatchObject({ state: 'self-checked' });
  const { rows } = await db.pool.query('select version from self_checks where case_id = $1', [
    caseId,
  ]);
  expect(rows).toHaveLength(2);
  const entries = await journalOf('case', caseId);
  expect(entries.filter(({ action }) => action === 'case.self-check')).toHaveLength(2);
});

test('device.replace keeps the old device on record and frees its number (O187)', async () => {
  const { caseId } = await contracted();
  const other = await contracted();
  const { deviceIds } = await act(builder, installCase, installation(caseId));
  await act(builder, installCase, installation(other.caseId));
  const [old] = await devicesOf(caseId);
  const [foreign] = await devicesOf(other.caseId);
  const deviceId = deviceIds[0] ?? '';
  const wanted = {
    deviceId,
    brand: '演示牌',
    model: 'RF-36',
    serialNumber: aSerial(),
    reason: '压缩机故障，保修更换',
    photos: noPhotos,
  };
  await refusalOf(act(stranger, replaceDevice, wanted), 'enterprise.not-yours');
  const none = { ...wanted, serialNumber: null };
  await refusalOf(act(builder, replaceDevice, none), 'works.serial-missing');
  const same = { ...wanted, serialNumber: String(old?.['serial_written']) };
  await refusalOf(act(builder, replaceDevice, same), 'works.serial-taken');
  const taken = { ...wanted, serialNumber: String(foreign?.['serial_written']) };
  await refusalOf(act(builder, replaceDevice, taken), 'works.serial-taken');
  const { newDeviceId } = await act(builder, replaceDevice, wanted);
  const rows = await devicesOf(caseId);
  expect(rows.find(({ device_id: id }) => id === deviceId)?.['state']).toBe('replaced');
  expect(rows.find(({ device_id: id }) => id === newDeviceId)).toMatchObject({
    state: 'live',
    replaces: deviceId,
  });
  await refusalOf(act(builder, replaceDevice, wanted), 'action.wrong-state');
  // The number of the old device may be used again, for it stands nowhere any more.
  const back = { ...wanted, deviceId: newDeviceId, serialNumber: String(old?.['serial_written']) };
  await act(builder, replaceDevice, back);
  expect(await journalOf('device', deviceId)).toHaveLength(1);
});
