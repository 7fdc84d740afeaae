// Reading works: devices by serial number, installations by enterprise and village, and everything
// built into one house.

import { z } from 'zod';
import { ledgerReaders } from '../households/model.ts';
import { deviceStates } from '../works/model.ts';
import { contract, PlaceKey } from './contract.ts';
import { CaseState, Works } from './households.ts';
import { CheckedItem, Layer, ofCase, OldStoveFate, WindowFinding, wordsOf } from './works.ts';

/** The roles that read works: those of the ledger, and an enterprise its own. */
export const worksReaders = [...ledgerReaders, 'enterprise'] as const;

export const DeviceRow = z
  .object({
    deviceId: z.uuid(),
    caseId: z.uuid(),
    householdId: z.uuid(),
    kind: z.string(),
    brand: z.string(),
    model: z.string(),
    serialNumber: z.string().nullable(),
    ratedHeatKw: z.number().nullable(),
    state: wordsOf(deviceStates),
    version: z.number().int(),
    installedOn: z.string(),
    replaces: z.uuid().nullable(),
    replacedOn: z.string().nullable(),
    replacedWhy: z.string().nullable(),
    headName: z.string(),
    villageKey: PlaceKey,
    villageName: z.string(),
  })
  .meta({ id: 'DeviceRow' });

const uuidCursor = z.uuid().optional();
const limit = z.coerce.number().int().min(1).max(200).default(50);

export const listDevices = contract({
  method: 'GET',
  path: '/api/devices',
  summary: { zh: '设备列表，可按序列号查找', en: 'Devices, to be found by serial number' },
  access: worksReaders,
  query: z.object({
    under: PlaceKey.optional(),
    caseId: z.uuid().optional(),
    /** The beginning of a serial number, in any writing. */
    serial: z.string().trim().min(1).max(60).optional(),
    state: wordsOf(deviceStates).optional(),
    /** `next` of the page before. */
    after: uuidCursor,
    limit,
  }),
  reply: z.object({ items: z.array(DeviceRow), next: z.uuid().nullable() }),
  errors: [],
});

export const InstallationRow = z
  .object({
    caseId: z.uuid(),
    householdId: z.uuid(),
    works: Works,
    state: CaseState,
    method: z.string().nullable(),
    enterpriseId: z.uuid().nullable(),
    headName: z.string(),
    villageKey: PlaceKey,
    villageName: z.string(),
    installedOn: z.string(),
    roomDeciC: z.number().int().nullable(),
    outdoorDeciC: z.number().int().nullable(),
    showsHeat: z.boolean().nullable(),
    oldStoveFate: z.string().nullable(),
    devices: z.number().int(),
  })
  .meta({ id: 'InstallationRow' });

export const listInstallations = contract({
  method: 'GET',
  path: '/api/installations',
  summary: {
    zh: '安装列表，按企业、村筛选',
    en: 'Installations, by enterprise and village',
  },
  access: worksReaders,
  query: z.object({
    works: Works.optional(),
    under: PlaceKey.optional(),
    enterpriseId: z.uuid().optional(),
    oldStoveFate: OldStoveFate.optional(),
    after: uuidCursor,
    limit,
  }),
  reply: z.object({ items: z.array(InstallationRow), next: z.uuid().nullable() }),
  errors: [],
});

const Named = z.object({ id: z.string(), zh: z.string(), en: z.string() });

export const getWorks = contract({
  method: 'GET',
  path: '/api/cases/:caseId/works',
  summary: { zh: '一户的设备、安装与自检', en: 'Everything built into one house' },
  access: worksReaders,
  params: ofCase,
  reply: z
    .object({
      caseId: z.uuid(),
      works: Works,
      devices: z.array(DeviceRow),
      installation: z
        .object({
          installedOn: z.string(),
          startedOn: z.string().nullable(),
          roomDeciC: z.number().int().nullable(),
          outdoorDeciC: z.number().int().nullable(),
          supplyDeciC: z.number().int().nullable(),
          hoursRun: z.number().int().nullable(),
          showsHeat: z.boolean().nullable(),
          oldStoveFate: z.string().nullable(),
          oldStoveOn: z.string().nullable(),
          oldStoveDocument: z.uuid().nullable(),
        })
        .nullable(),
      photos: z.array(z.object({ kind: z.string(), documentId: z.uuid() })),
      layers: z.array(z.object({ layer: Layer, provenOn: z.string() })),
      windows: z.object({ finding: WindowFinding, checkedOn: z.string() }).nullable(),
      selfChecks: z.array(
        z.object({
          version: z.number().int(),
          items: z.array(CheckedItem),
          checkedOn: z.string(),
          person: z.string(),
        }),
      ),
      /** What the programme asks of this house, for the form. */
      asked: z.object({
        components: z.array(Named),
        photos: z.array(z.string()),
        unserialled: z.array(z.string()),
        selfCheck: z.array(Named),
        devicesMin: z.number(),
        heatAboveKw: z.number().nullable(),
        hoursRunMin: z.number(),
        warmDeciC: z.number().int().nullable(),
      }),
    })
    .meta({ id: 'CaseWorks' }),
  errors: ['works.not-found'],
});
