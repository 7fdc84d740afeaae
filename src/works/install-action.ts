// The installation of a case: devices, what the commissioning showed, the old stove and the photos.
//
// What the programme asks (photos, components, least heat) comes with the input as `rules`, filled
// in by the server from the programme's folder; the journal so keeps by what it was judged.

import { z } from 'zod';
import { defineAction } from '../actions/action.ts';
import type { Reason, RunContext } from '../actions/action.ts';
import * as inputs from '../contracts/works.ts';
import { caseTransitions } from '../households/model.ts';
import type { Json } from '../journal/canonical.ts';
import { gateContract, gateLayers, gateWindows } from './gates.ts';
import {
  allowed,
  caseId,
  change,
  gateOwn,
  ofItem,
  onCase,
  photosOf,
  refuse,
  requirePhotos,
} from './items.ts';
import type { CaseItem } from './items.ts';
import { judgeInstallation, showsHeat } from './judge.ts';
import { normaliseSerial, worksMay } from './model.ts';
import { findSerials } from './queries.ts';
import type { SerialHolder } from './queries.ts';
import * as store from './store.ts';

export const Works = z.enum(['heating', 'insulation']);
export const Named = z.strictObject({ id: z.string(), zh: z.string(), en: z.string() });

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
export const withIds = (things: ReadonlyArray<{ readonly id: string }>) =>
  things.map(({ id }) => id);

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
  const given = new Map<string, string>();
  return items.map((item) => {
    const serials = serialsOf(item);
    for (const serial of serials) {
      const normal = normaliseSerial(serial);
      const holder = held.get(normal);
      const earlier = given.get(normal);
      if (holder) return serialTaken(serial, holder);
      if (earlier === undefined) continue;
      return { code: 'works.serial-shared', details: { serial, other: earlier } };
    }
    for (const serial of serials) given.set(normaliseSerial(serial), serial);
    return undefined;
  });
}

/** Says whose house a serial number stands in. */
export function serialTaken(serial: string, holder: SerialHolder): Reason {
  const { written: other, name, village } = holder;
  return { code: 'works.serial-taken', details: { serial, other, name, village } };
}
