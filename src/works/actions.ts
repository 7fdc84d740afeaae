// What follows the installation: the old stove, the enterprise's own check, devices replaced later.

import { z } from 'zod';
import { defineAction, refusalOf } from '../actions/action.ts';
import type { Gate } from '../actions/action.ts';
import { Reason as ReasonText } from '../contracts/households.ts';
import * as inputs from '../contracts/works.ts';
import { fail } from '../core/errors.ts';
import type { Tx } from '../db/open.ts';
import { requireDocuments } from '../documents/queries.ts';
import { gateOwnEnterprise } from '../enterprises/queries.ts';
import { caseTransitions } from '../households/model.ts';
import type { CaseState } from '../households/model.ts';
import type { Json } from '../journal/canonical.ts';
import type { Actor } from '../people/model.ts';
import { isHeatingCase } from './gates.ts';
import { InstallRulesInput, Named, serialTaken, withIds, Works } from './install-action.ts';
import {
  allowed,
  caseId,
  change,
  gateOwn,
  idsOf,
  ofItem,
  onCase,
  photosOf,
  refuse,
  requirePhotos,
  resultsOf,
} from './items.ts';
import { judgeCommissionedAgain, judgeOldStove, judgeSelfCheck, showsHeat } from './judge.ts';
import { normaliseSerial, oldStoveFates, worksMay } from './model.ts';
import { findSerials, findStoves } from './queries.ts';
import * as store from './store.ts';

export const SelfCheckRulesInput = z.strictObject({
  works: Works,
  method: z.string().nullable(),
  items: z.array(Named),
});

const afterInstallation = [
  'installed',
  'self-checked',
  'rectifying',
  'accepted',
  'published',
  'cleared',
  'paid',
] as const satisfies readonly CaseState[];

export const commissionAgain = defineAction({
  name: 'case.commission-again',
  title: { zh: '重新调试并测温', en: 'Commission and measure again' },
  input: z.strictObject({
    caseId,
    commissioning: inputs.Commissioning,
    photos: inputs.Photos,
    rules: InstallRulesInput,
  }),
  roles: worksMay['case.commission-again'],
  ...onCase,
  from: ['installed', 'self-checked', 'rectifying'],
  gates: [gateOwn, isHeatingCase],
  record: ({ rules: { hoursRunMin, warmDeciC }, ...input }): Json => ({
    ...input,
    rules: { hoursRunMin, warmDeciC },
  }),
  runMany: async (items, context) => {
    const refusals = items.map(({ input, subject, occurredOn }) =>
      refuse(judgeCommissionedAgain(input.commissioning, input.rules, { ...subject, occurredOn })),
    );
    const kept = allowed(items, refusals);
    await requirePhotos(kept, context);
    const measured = kept.map((item) => {
      const { commissioning, rules } = item.input;
      const heats = showsHeat(commissioning, rules.warmDeciC);
      return { ...ofItem(item), ...commissioning, showsHeat: heats };
    });
    await store.saveCommissionings(context, measured);
    await store.insertPhotos(context, kept.map(photosOf));
    await change('case.commission-again', kept, context);
    return resultsOf(items, refusals);
  },
});

export const settleOldStove = defineAction({
  name: 'case.settle-old-stove',
  title: { zh: '登记旧炉去向', en: 'Record what became of the old stove' },
  input: z.strictObject({ caseId, ...inputs.OldStove.shape, photos: inputs.Photos }),
  roles: worksMay['case.settle-old-stove'],
  ...onCase,
  from: afterInstallation,
  gates: [gateOwn, isHeatingCase],
  runMany: async (items, context) => {
    const { tx, actor } = context;
    const stoves = await findStoves(tx, actor.districtCode, idsOf(items));
    const refusals = items.map(({ input, subject }) => {
      const stove = stoves.get(subject.id);
      const fate = stove?.fate ?? 'none';
      if (fate !== 'kept-as-backup') {
        const { zh: fateZh, en: fateEn } = oldStoveFates[fate];
        return refusalOf({ code: 'works.stove-out', details: { fateZh, fateEn } });
      }
      return refuse(judgeOldStove(input, stove?.showsHeat === true));
    });
    const kept = allowed(items, refusals);
    await requirePhotos(
      kept,
      context,
      kept.flatMap(({ input }) => input.documentId ?? []),
    );
    const settled = kept.map((item) => {
      const { fate, documentId } = item.input;
      return { ...ofItem(item), fate, documentId };
    });
    await store.saveOldStoves(context, settled);
    await store.insertPhotos(context, kept.map(photosOf));
    await change('case.settle-old-stove', kept, context);
    return resultsOf(items, refusals);
  },
});

export const selfCheck = defineAction({
  name: 'case.self-check',
  title: { zh: '登记企业自检', en: 'Record the own check' },
  input: z.strictObject({ caseId, ...inputs.selfCheckFields, rules: SelfCheckRulesInput }),
  roles: worksMay['case.self-check'],
  ...onCase,
  from: caseTransitions['case.self-check'].from,
  gates: [gateOwn],
  record: ({ rules, ...input }): Json => ({
    ...input,
    rules: { ...rules, items: withIds(rules.items) },
  }),
  runMany: async (items, context) => {
    const refusals = items.map(({ input, subject, occurredOn }) =>
      refuse(judgeSelfCheck(input, input.rules, { ...subject, occurredOn })),
    );
    const kept = allowed(items, refusals);
    const checks = kept.map((item) => {
      const { items: points, checkedOn, person } = item.input;
      const version = item.subject.version + 1;
      return { ...ofItem(item), version, items: points, checkedOn, person };
    });
    await store.insertSelfChecks(context, checks);
    await change('case.self-check', kept, context, caseTransitions['case.self-check'].to);
    return resultsOf(items, refusals);
  },
});

/** The enterprise that built the house, asked by the house and not by the device. */
const gateOwnDevice: Gate<store.DeviceSubject> = {
  name: gateOwnEnterprise.name,
  check: (subject, tx, actor) =>
    gateOwnEnterprise.check({ ...subject, id: subject.caseId }, tx, actor),
  checkMany: async (subjects, tx: Tx, actor: Actor) => {
    const houses = subjects.map((subject) => ({ ...subject, id: subject.caseId }));
    return (await gateOwnEnterprise.checkMany?.(houses, tx, actor)) ?? [];
  },
};

export const replaceDevice = defineAction({
  name: 'device.replace',
  title: { zh: '更换设备', en: 'Replace a device' },
  input: inputs.NewDevice.omit({ kind: true }).extend({
    deviceId: z.uuid(),
    reason: ReasonText,
    photos: inputs.Photos,
  }),
  roles: worksMay['device.replace'],
  subject: store.deviceKind,
  subjectId: (input) => input.deviceId,
  from: ['live'],
  gates: [gateOwnDevice],
  run: async (input, context) => {
    const { tx, actor, subject, entryId, occurredOn } = context;
    const { deviceId, reason, photos, serialNumber } = input;
    const { caseId: house, kind } = subject;
    if (serialNumber === null && subject.hasSerial) fail('works.serial-missing', { kind });
    if (input.ratedHeatKw === null && subject.hasHeat) fail('works.heat-power-missing', { kind });
    if (serialNumber !== null) {
      // Its own number counts as taken too: a device is not replaced by itself.
      const held = await findSerials(tx, actor.districtCode, [serialNumber]);
      const holder = held.get(normaliseSerial(serialNumber));
      if (holder) throw refusalOf(serialTaken(serialNumber, holder));
    }
    await requireDocuments(tx, actor.districtCode, photos, { caseIds: [house] });
    await store.retireDevice(context, { deviceId, on: occurredOn, why: reason });
    const { brand, model, ratedHeatKw } = input;
    const row = { caseId: house, entryId, occurredOn, kind, brand, model };
    const device = { ...row, serialNumber, ratedHeatKw, replaces: deviceId };
    const [newDeviceId = ''] = await store.insertDevices(context, [device]);
    await store.insertPhotos(context, [{ caseId: house, entryId, photos }]);
    return { id: subject.id, version: subject.version + 1, newDeviceId };
  },
});
