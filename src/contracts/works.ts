// Works in the house: devices, installation, layers of insulation, self-check. Reading them is in
// works-lists.ts.

import { z } from 'zod';
import type { ErrorCode } from '../core/errors.ts';
import {
  layers,
  normaliseSerial,
  oldStoveFates,
  windowFindings,
  worksMay,
} from '../works/model.ts';
import { contract } from './contract.ts';
import { Changed, DayText, ProgrammeId, Reason } from './households.ts';

export const wordsOf = <Name extends string>(words: Readonly<Record<Name, unknown>>) =>
  z.enum(Object.keys(words) as [Name, ...Name[]]);

const shortText = z.string().trim().min(1).max(60);
const caseId = z.uuid();
const documentId = z.uuid();
const day = DayText.meta({ type: 'string', format: 'date' });

export const Layer = wordsOf(layers);
export const WindowFinding = wordsOf(windowFindings);
export const OldStoveFate = wordsOf(oldStoveFates);

export const SerialNumber = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .refine((written) => normaliseSerial(written).length > 0);

/** Documents; what each shows is told by its own kind. */
export const Photos = z
  .array(documentId)
  .max(100)
  .refine((ids) => new Set(ids).size === ids.length);

/** What stands on the nameplate of a device. */
const nameplate = {
  brand: shortText,
  model: shortText,
  serialNumber: SerialNumber.nullable().default(null),
  ratedHeatKw: z.number().positive().max(10_000).multipleOf(0.01).nullable().default(null),
};

/** A device of a house. `kind` is a component of the method, the method itself, or `other`. */
export const NewDevice = z.strictObject({ kind: ProgrammeId, ...nameplate });
export type NewDevice = z.output<typeof NewDevice>;

const deciC = z.number().int().min(-600).max(1200);

/** The new heating as run and measured; temperatures in tenths of a degree Celsius. */
export const Commissioning = z.strictObject({
  startedOn: day,
  roomDeciC: deciC,
  outdoorDeciC: deciC,
  supplyDeciC: deciC.nullable().default(null),
  hoursRun: z.number().int().min(0).max(10_000),
});
export type Commissioning = z.output<typeof Commissioning>;

export const OldStove = z.strictObject({
  fate: OldStoveFate,
  documentId: documentId.nullable().default(null),
});
export type OldStove = z.output<typeof OldStove>;

/** What an installation consists of; `commissioning` and `oldStove` with heating works only. */
export const installationFields = {
  devices: z.array(NewDevice).max(30).default([]),
  commissioning: Commissioning.nullable().default(null),
  oldStove: OldStove.nullable().default(null),
  photos: Photos.default([]),
};

/** One point looked at; `value` is what was measured, where there is something to measure. */
export const CheckedItem = z.strictObject({
  id: ProgrammeId,
  ok: z.boolean(),
  value: shortText.nullable().default(null),
});

export const selfCheckFields = {
  items: z
    .array(CheckedItem)
    .min(1)
    .max(60)
    .refine((items) => new Set(items.map(({ id }) => id)).size === items.length),
  checkedOn: day,
  person: shortText,
};

const act = {
  occurredOn: day.optional(),
  expectedVersion: z.number().int().min(1).optional(),
};
const everyAct: readonly ErrorCode[] = [
  'action.subject-not-found',
  'action.not-here',
  'action.stale-version',
  'action.wrong-state',
  'action.day-too-early',
  'action.day-in-future',
  'action.key-reused',
  'database.busy',
  'enterprise.not-yours',
];
export const ofCase = z.object({ caseId });
const contractErrors = ['works.no-contract', 'works.no-design'] as const;

function post<
  const Path extends string,
  Params extends z.ZodObject,
  Body extends z.core.$ZodLooseShape,
  Reply extends z.ZodType,
  const Errors extends readonly ErrorCode[],
>(given: {
  action: keyof typeof worksMay;
  path: Path;
  zh: string;
  en: string;
  params: Params;
  body: Body;
  reply: Reply;
  errors: Errors;
}) {
  const { action, path, zh, en, params, body, reply, errors } = given;
  return contract({
    method: 'POST',
    path,
    summary: { zh, en },
    access: worksMay[action],
    params,
    body: z.strictObject({ ...body, ...act }),
    reply,
    errors: [...errors, ...everyAct],
    keyed: true,
  });
}

export const checkWindows = post({
  action: 'case.check-windows',
  path: '/api/cases/:caseId/check-windows',
  zh: '登记门窗情况（做外墙保温之前）',
  en: 'Record the windows and doors before the walls',
  params: ofCase,
  body: { finding: WindowFinding, photos: Photos.default([]) },
  reply: Changed,
  errors: ['works.insulation-only', 'works.walls-begun', 'document.unknown', ...contractErrors],
});

export const proveLayer = post({
  action: 'case.prove-layer',
  path: '/api/cases/:caseId/prove-layer',
  zh: '登记一道隐蔽工序已验收',
  en: 'Record a layer of insulation as proven',
  params: ofCase,
  body: { layer: Layer, photos: Photos },
  reply: Changed,
  errors: [
    'works.insulation-only',
    'works.layer-missing',
    'works.layer-proven',
    'works.layer-unproven',
    'works.windows-unknown',
    'works.windows-bad',
    'document.unknown',
    ...contractErrors,
  ],
});

export const installCase = post({
  action: 'case.install',
  path: '/api/cases/:caseId/install',
  zh: '登记安装与调试',
  en: 'Record the installation and what it showed',
  params: ofCase,
  body: installationFields,
  reply: z.object({ id: z.uuid(), version: z.number().int(), deviceIds: z.array(z.uuid()) }),
  errors: [
    ...contractErrors,
    'works.layer-missing',
    'works.windows-unknown',
    'works.windows-bad',
    'works.rules-outdated',
    'works.not-for-insulation',
    'works.commissioning-missing',
    'works.commissioning-day',
    'works.commissioning-short',
    'works.kind-unknown',
    'works.devices-missing',
    'works.devices-few',
    'works.serial-missing',
    'works.serial-twice',
    'works.serial-taken',
    'works.heat-power-missing',
    'works.heat-power-low',
    'works.photos-missing',
    'works.old-stove-first',
    'works.receipt-missing',
    'document.unknown',
  ],
});

export const commissionAgain = post({
  action: 'case.commission-again',
  path: '/api/cases/:caseId/commission-again',
  zh: '重新调试并测温',
  en: 'Commission the heating and measure again',
  params: ofCase,
  body: { commissioning: Commissioning, photos: Photos.default([]) },
  reply: Changed,
  errors: [
    'case.heating-only',
    'works.rules-outdated',
    'works.commissioning-day',
    'works.commissioning-short',
    'document.unknown',
  ],
});

export const settleOldStove = post({
  action: 'case.settle-old-stove',
  path: '/api/cases/:caseId/settle-old-stove',
  zh: '登记旧炉去向',
  en: 'Record what became of the old stove',
  params: ofCase,
  body: { ...OldStove.shape, photos: Photos.default([]) },
  reply: Changed,
  errors: [
    'case.heating-only',
    'works.old-stove-first',
    'works.stove-out',
    'works.receipt-missing',
    'document.unknown',
  ],
});

export const selfCheck = post({
  action: 'case.self-check',
  path: '/api/cases/:caseId/self-check',
  zh: '登记企业自检',
  en: 'Record the enterprise’s own check',
  params: ofCase,
  body: selfCheckFields,
  reply: Changed,
  errors: [
    'works.rules-outdated',
    'works.self-check-incomplete',
    'works.self-check-failed',
    'works.self-check-day',
  ],
});

export const replaceDevice = post({
  action: 'device.replace',
  path: '/api/devices/:deviceId/replace',
  zh: '更换设备（旧设备保留在案）',
  en: 'Replace a device; the old one stays on record',
  params: z.object({ deviceId: z.uuid() }),
  body: { ...nameplate, reason: Reason, photos: Photos.default([]) },
  reply: z.object({ id: z.uuid(), version: z.number().int(), newDeviceId: z.uuid() }),
  errors: [
    'works.serial-missing',
    'works.serial-taken',
    'works.heat-power-missing',
    'document.unknown',
  ],
});
