// Houses under contract for the tests of works: an enterprise, its contracts, photos by kind. Not
// part of the product.

import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Database } from '../db/open.ts';
import { attachDocument } from '../documents/actions.ts';
import type { DocumentKind } from '../documents/model.ts';
import { contractCase } from '../enterprises/case-actions.ts';
import { enterprisesOn } from '../enterprises/enterprises.testing.ts';
import { approveCase, chooseMethod } from '../households/case-actions.ts';
import { registerOrganisation } from '../people/actions.ts';
import { aPerson, ledgerOn, villageA } from '../../test/helpers/ledger.ts';
import type { installCase } from './install-action.ts';
import type { InstallRules } from './model.ts';

export const clerk = aPerson('townClerk');
export const office = aPerson('office', null);

/** What the tests' programme asks of a house with heat-pump heaters. */
export const heaterRules: InstallRules = {
  works: 'heating',
  method: 'air-heater',
  components: [
    { id: 'fan-unit', zh: '热风机1台', en: 'One heat pump' },
    { id: 'electric-kang', zh: '电热炕1套', en: 'One electric kang' },
  ],
  unserialled: ['electric-kang'],
  devicesMin: 0,
  heatAboveKw: null,
  clause: '八(一)1',
  photos: ['photo-nameplate', 'photo-thermometer'],
  hoursRunMin: 24,
  warmDeciC: 140,
};
export const wallRules: InstallRules = {
  ...heaterRules,
  works: 'insulation',
  method: null,
  components: [],
  photos: ['photo-wall-finished'],
  hoursRunMin: 0,
  warmDeciC: null,
};

let serials = 0;
/** A serial number no other device of this run has. */
export function aSerial(): string {
  serials += 1;
  return `RF-2022-${String(serials).padStart(5, '0')}`;
}

type InstallInput = z.input<typeof installCase.input>;

/** Makes the ledger, and gives houses at the step before their works. */
export async function worksOn(db: Database) {
  return worksOnLedger(await ledgerOn(db));
}

/** The same on a ledger that is there. */
export async function worksOnLedger(ledger: Awaited<ReturnType<typeof ledgerOn>>) {
  const { act, register, decide } = ledger;
  const enterprises = enterprisesOn(ledger);
  const administrator = aPerson('administrator', null);
  const company = { name: '演示安装公司', kind: 'enterprise' } as const;
  const { organisationId } = await act(administrator, registerOrganisation, company);
  const enterpriseId = await enterprises.anEnterprise({ organisationId });
  const contracts = new Map<string, string>();
  const contractOf = async (terms: { works: string; designApproval: string | null }) => {
    const key = JSON.stringify(terms);
    const contractId = contracts.get(key) ?? (await enterprises.aContract(enterpriseId, terms));
    contracts.set(key, contractId);
    return contractId;
  };
  const builder = { ...aPerson('enterprise', null, 'builder'), organisationId };
  const photo = async (
    kind: DocumentKind,
    about: { householdId?: string; caseId?: string } = {},
  ) => {
    const bytes = { sha256: randomUUID().replaceAll('-', '').repeat(2), sizeBytes: 9 };
    const named = { kind, name: '照片', mime: 'image/png', placeKey: villageA } as const;
    const { documentId } = await act(office, attachDocument, { ...named, ...bytes, ...about });
    return documentId;
  };
  let decided = false;
  /** A case under a signed contract; `design` null: its design is not approved yet. */
  const contracted = async (
    works: 'heating' | 'insulation' = 'heating',
    design: string | null = '吴利发改发〔2022〕15号',
  ) => {
    const project = works === 'heating' ? 'dual-replacement' : 'envelope';
    const opened = await register({ cases: [{ works, project, year: 2022 }] });
    const { caseId, householdId } = opened;
    if (works === 'heating') {
      if (!decided) await decide('air-heater');
      decided = true;
      await act(clerk, chooseMethod, { caseId, method: 'air-heater' });
    }
    await act(clerk, approveCase, { caseId });
    const contractId = await contractOf({ works, designApproval: design });
    const prices = { equipmentFen: 500_000, constructionFen: 100_000 };
    await act(clerk, contractCase, { caseId, contractId, ...prices });
    return { caseId, householdId };
  };
  const photos = [await photo('photo-nameplate'), await photo('photo-thermometer')];
  const wallPhotos = [await photo('photo-wall-finished')];
  /** What a whole and good installation of a house gives. */
  const installation = (caseId: string, more: Partial<InstallInput> = {}): InstallInput => ({
    caseId,
    devices: [
      { kind: 'fan-unit', brand: '演示牌', model: 'RF-35', serialNumber: aSerial() },
      { kind: 'electric-kang', brand: '演示牌', model: 'DK-2' },
    ],
    commissioning: {
      startedOn: '2022-09-15' as never,
      roomDeciC: 185,
      outdoorDeciC: 62,
      hoursRun: 24,
    },
    oldStove: { fate: 'removed' },
    photos,
    rules: heaterRules,
    ...more,
  });
  return { ...ledger, photo, contracted, installation, photos, wallPhotos, builder, enterpriseId };
}
