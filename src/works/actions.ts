// What is done to a house once its contract is signed: windows, layers, the installation itself,
// the old stove, the enterprise's own check, and devices replaced later.
//
// What the programme asks (photos, components, least heat) comes with the input as `rules`, filled
// in by the server from the programme's folder; the journal so keeps by what it was judged.

import { z } from 'zod';
import { defineAction, refusalOf } from '../actions/action.ts';
import type { Gate, Item, Reason, RunContext } from '../actions/action.ts';
import { Reason as ReasonText } from '../contracts/households.ts';
import * as inputs from '../contracts/works.ts';
import { fail } from '../core/errors.ts';
import type { Refusal } from '../core/errors.ts';
import type { Tx } from '../db/open.ts';
import { requireDocuments } from '../documents/queries.ts';
import { gateOwnEnterprise } from '../enterprises/queries.ts';
import { caseKind } from '../households/case-actions.ts';
import { caseStates, caseTransitions, endedStates } from '../households/model.ts';
import type { CaseState } from '../households/model.ts';
import { changeCases } from '../households/steps.ts';
import type { Json } from '../journal/canonical.ts';
import type { Actor } from '../people/model.ts';
import { gateContract, gateLayers, gateWindows, isHeatingCase, isInsulation } from './gates.ts';
import { judgeInstallation, judgeOldStove, judgeSelfCheck, showsHeat } from './judge.ts';
import {
  layerOrder,
  layers,
  nextLayer,
  normaliseSerial,
  oldStoveFates,
  worksMay,
} from './model.ts';
import { countLayers, findSerials, findStoves } from './queries.ts';
import * as store from './store.ts';

type CaseSubject = Parameters<(typeof gateContract)['check']>[0];
type CaseItem<Input> = Item<Input, CaseSubject>;
type Refusals = ReadonlyArray<Refusal | undefined>;
type Changed = { readonly id: string; readonly version: number };

const gateOwn: Gate<CaseSubject> = gateOwnEnterprise;
const caseId = z.uuid();
const onCase = { subject: caseKind, subjectId: (input: { caseId: string }) => input.caseId };

/** Counts the versions of cases up, with their new state if there is one. */
async function change<Input>(
  action: string,
  items: readonly CaseItem<Input>[],
  context: RunContext,
  state?: CaseState,
): Promise<void> {
  const changes = items.map(({ subject, entryId, occurredOn }) => ({
    before: subject,
    ...(state && { state }),
    entryId,
    occurredOn,
  }));
  await changeCases(context, action, changes);
}

const allowed = <Input>(items: readonly CaseItem<Input>[], refusals: Refusals) =>
  items.filter((_, at) => !refusals[at]);

function resultsOf<Input>(items: readonly CaseItem<Input>[], refusals: Refusals) {
  return items.map(
    ({ subject }, at): Changed | Refusal =>
      refusals[at] ?? { id: subject.id, version: subject.version + 1 },
  );
}

const refuse = (why: Reason | undefined): Refusal | undefined => why && refusalOf(why);

const ofItem = <Input>({ subject, entryId, occurredOn }: CaseItem<Input>) => ({
  caseId: subject.id,
  entryId,
  occurredOn,
});

/** The documents of all items, each kept and about these houses. */
function requirePhotos<Input extends { readonly photos: readonly string[] }>(
  items: readonly CaseItem<Input>[],
  { tx, actor }: RunContext,
  more: readonly string[] = [],
) {
  const ids = items.flatMap(({ input }) => input.photos).concat(more);
  const caseIds = items.map(({ subject }) => subject.id);
  return requireDocuments(tx, actor.districtCode, ids, { caseIds });
}

const photosOf = <Input extends { readonly photos: readonly string[] }>(item: CaseItem<Input>) => ({
  ...ofItem(item),
  photos: item.input.photos,
});

export const checkWindows = defineAction({
  name: 'case.check-windows',
  title: { zh: '登记门窗情况', en: 'Record the windows and doors' },
  input: z.strictObject({ caseId, finding: inputs.WindowFinding, photos: inputs.Photos }),
  roles: worksMay['case.check-windows'],
  ...onCase,
  from: ['contracted'],
  gates: [gateOwn, isInsulation, gateContract],
  runMany: async (items, context) => {
    const { tx, actor } = context;
    const begun = await countLayers(tx, actor.districtCode, idsOf(items));
    const refusals = items.map(({ subject }) =>
      // The wall itself is prepared while windows are still being changed.
      (begun.get(subject.id) ?? 0) > 1
        ? refusalOf({ code: 'works.walls-begun', details: {}, clause: '八(三)5' })
        : undefined,
    );
    const kept = allowed(items, refusals);
    await requirePhotos(kept, context);
    const found = kept.map((item) => ({ ...ofItem(item), finding: item.input.finding }));
    await store.saveWindows(context, found);
    await store.insertPhotos(context, kept.map(photosOf));
    await change('case.check-windows', kept, context);
    return resultsOf(items, refusals);
  },
});

const idsOf = <Input>(items: readonly CaseItem<Input>[]) => items.map(({ subject }) => subject.id);

export const proveLayer = defineAction({
  name: 'case.prove-layer',
  title: { zh: '登记隐蔽工序验收', en: 'Record a layer as proven' },
  input: z.strictObject({ caseId, layer: inputs.Layer, photos: inputs.Photos }),
  roles: worksMay['case.prove-layer'],
  ...onCase,
  from: ['contracted'],
  gates: [gateOwn, isInsulation, gateContract, gateWindows],
  runMany: async (items, context) => {
    const { tx, actor } = context;
    const proven = await countLayers(tx, actor.districtCode, idsOf(items));
    const refusals = items.map(({ input, subject }) =>
      refuse(judgeLayer(input, proven.get(subject.id) ?? 0)),
    );
    const kept = allowed(items, refusals);
    await requirePhotos(kept, context);
    const rows = kept.map((item) => ({ ...ofItem(item), layer: item.input.layer }));
    await store.insertLayers(context, rows);
    await store.insertPhotos(context, kept.map(photosOf));
    await change('case.prove-layer', kept, context);
    return resultsOf(items, refusals);
  },
});

type LayerInput = { readonly layer: keyof typeof layers; readonly photos: readonly string[] };

/** The next layer only on the last one's proof, and with a proof of its own (八(三)3). */
function judgeLayer({ layer, photos }: LayerInput, proven: number): Reason | undefined {
  const position = layerOrder.indexOf(layer);
  const { zh: layerZh, en: layerEn } = layers[layer];
  const clause = '八(三)3';
  if (position < proven) return { code: 'works.layer-proven', details: { layerZh, layerEn } };
  const below = nextLayer(proven);
  if (position > proven && below !== undefined) {
    const { zh, en } = layers[below];
    return { code: 'works.layer-missing', details: { layerZh: zh, layerEn: en }, clause };
  }
  if (photos.length > 0) return undefined;
  return { code: 'works.layer-unproven', details: { layerZh, layerEn }, clause };
}

const Works = z.enum(['heating', 'insulation']);
const Named = z.strictObject({ id: z.string(), zh: z.string(), en: z.string() });

export const InstallRulesInput = z.strictObject({
  works: Works,
  method: z.string().nullable(),
  components: z.array(Named),
  unserialled: z.array(z.string()),
  devicesMin: z.number().int(),
  heatAboveKw: z.number().nullable(),
  clause: z.string().nullable(),
  photos: z.array(z.string()),
  hoursRunMin: z.number(),
  warmDeciC: z.number().int().nullable(),
});
export const SelfCheckRulesInput = z.strictObject({
  works: Works,
  method: z.string().nullable(),
  items: z.array(Named),
});

const withIds = (things: ReadonlyArray<{ readonly id: string }>) => things.map(({ id }) => id);

const InstallInput = z.strictObject({
  caseId,
  ...inputs.installationFields,
  rules: InstallRulesInput,
});
type InstallInput = z.output<typeof InstallInput>;

export const installCase = defineAction({
  name: 'case.install',
  title: { zh: '登记安装与调试', en: 'Record the installation' },
  input: InstallInput,
  roles: worksMay['case.install'],
  ...onCase,
  from: caseTransitions['case.install'].from,
  gates: [gateOwn, gateContract, gateWindows, gateLayers],
  // Names stay out of the journal: the ids say by what the installation was judged.
  record: ({ rules, ...input }): Json => ({
    ...input,
    rules: { ...rules, components: withIds(rules.components) },
  }),
  runMany: async (items, context) => {
    const refusals = await judgeAll(items, context);
    const kept = allowed(items, refusals);
    await store.insertInstallations(context, kept.map(installationOf));
    await store.insertPhotos(context, kept.map(photosOf));
    const devices = kept.flatMap((item) =>
      item.input.devices.map((device) => ({ ...ofItem(item), ...device })),
    );
    const ids = await store.insertDevices(context, devices);
    await change('case.install', kept, context, caseTransitions['case.install'].to);
    let used = 0;
    return items.map(({ subject, input }, at) => {
      const refusal = refusals[at];
      if (refusal) return refusal;
      const deviceIds = ids.slice(used, (used += input.devices.length));
      return { id: subject.id, version: subject.version + 1, deviceIds };
    });
  },
});

function installationOf(item: CaseItem<InstallInput>): store.InstallationRow {
  const { commissioning, oldStove, rules } = item.input;
  if (commissioning === null || oldStove === null) return { ...ofItem(item), heating: null };
  const { fate, documentId } = oldStove;
  const heats = showsHeat(commissioning, rules.warmDeciC);
  return { ...ofItem(item), heating: { ...commissioning, fate, documentId, showsHeat: heats } };
}

async function judgeAll(items: readonly CaseItem<InstallInput>[], context: RunContext) {
  const receipts = items.flatMap(({ input }) => input.oldStove?.documentId ?? []);
  const documents = await requirePhotos(items, context, receipts);
  const kinds = (ids: readonly string[]) =>
    new Set(ids.map((id): string => documents.get(id)?.kind ?? ''));
  const reasons = items.map(({ input, subject, occurredOn }) => {
    const given = { ...input, photos: kinds(input.photos) };
    return judgeInstallation(given, input.rules, { ...subject, occurredOn });
  });
  const taken = await findTaken(items, context);
  return items.map((_, at) => refuse(reasons[at] ?? taken[at]));
}

/** Serial numbers that stand in another house already, or in an earlier input of this request. */
async function findTaken(
  items: readonly CaseItem<InstallInput>[],
  { tx, actor }: RunContext,
): Promise<Array<Reason | undefined>> {
  const serialsOf = ({ input }: CaseItem<InstallInput>) =>
    input.devices.flatMap(({ serialNumber }) => serialNumber ?? []);
  const held = await findSerials(tx, actor.districtCode, items.flatMap(serialsOf));
  const taken = new Map(
    [...held].map(([normal, { written, name, village }]) => [
      normal,
      { other: written, name, village },
    ]),
  );
  return items.map((item) => {
    const serials = serialsOf(item);
    const clash = serials.find((serial) => taken.has(normaliseSerial(serial)));
    if (clash !== undefined) return serialTaken(clash, taken.get(normaliseSerial(clash)));
    for (const serial of serials) taken.set(normaliseSerial(serial), here(serial));
    return undefined;
  });
}

type Holder = { readonly other: string; readonly name: string; readonly village: string };

/** A house of the same request: its name is not read, the clerk has it before them. */
const here = (other: string): Holder => ({ other, name: '本次登记的另一户', village: '' });

function serialTaken(serial: string, holder: Holder | undefined): Reason {
  const { other, name, village } = holder ?? here(serial);
  return { code: 'works.serial-taken', details: { serial, other, name, village } };
}

const outOfPlay: readonly CaseState[] = [
  ...endedStates,
  'registered',
  'chosen',
  'approved',
  'contracted',
];
const afterInstallation = (Object.keys(caseStates) as CaseState[]).filter(
  (state) => !outOfPlay.includes(state),
);

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
      const { written: other = '', name = '', village = '' } = holder ?? {};
      if (holder) fail('works.serial-taken', { serial: serialNumber, other, name, village });
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

export const worksActions = [
  checkWindows,
  proveLayer,
  installCase,
  settleOldStove,
  selfCheck,
  replaceDevice,
] as const;
